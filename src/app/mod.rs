//! The state of the page and what each action does to it.
//!
//! Pure: moments and new ids come from [`Outside`], and what must happen outside comes out as
//! [`Effect`]s. Start at [`State`] and [`update`].

mod action;
mod bodies;
mod details;
pub mod disk;
mod effect;
mod find;
pub mod guide;
pub mod keeping;
pub mod keys;
pub mod later;
pub mod ledger;
pub mod listing;
mod motion;
mod offers;
pub mod open;
mod outlines;
pub mod past;
mod prefs;
mod problems;
pub mod reading;
pub mod samples;
mod state;
pub mod suggest;
mod terms;
mod update;
mod version;
pub mod words;

pub use action::Action;
pub use bodies::Bodies;
pub use details::{Detail, FieldPlace, Hint, Relating};
pub use disk::{Disk, DiskAction, DiskEffect, DiskNews, DiskNotice};
pub use effect::{Effect, Focus, Outside};
pub use find::{
    Find, FindAction, FindOption, Hit, MOST_HITS, Matching, Outcome, Progress, Query, Searched,
};
pub use keeping::{Access, Kept, SaveState};
pub use motion::Motion;
pub use offers::{Offer, offers};
pub use outlines::Outlines;
pub use prefs::{Language, Prefs, Theme};
pub use problems::Failure;
pub use state::{
    AskedKey, Dialog, Draft, Notice, NoticeKind, Pane, Place, Reopen, Reveal, Selection, State,
    Writing,
};
pub use terms::guessed_sections;
pub use update::{possible_relations, update};
pub use version::{VersionAction, VersionNews};
