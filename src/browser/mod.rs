//! The thin layer over the browser: files, storage, selection, clock.
//!
//! Each file wraps one thing the browser does, and hands core types to the view. Knows no
//! component and no state of the page.

mod by_name;
pub mod clock;
pub mod decode;
pub mod disk;
pub mod dom_offsets;
pub mod files;
pub mod highlight;
pub mod keyboard;
pub mod later;
pub mod launch;
pub mod local;
pub mod matcher;
pub mod offline;
pub mod page;
pub mod rescue;
pub mod segmenter;
pub mod sha256;
pub mod sizes;
pub mod storage;
pub mod style;
pub mod tabs;
pub mod timing;
pub mod workbook;
mod worker;
