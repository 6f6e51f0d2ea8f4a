//! The state of the page and what each action does to it.
//!
//! Pure: moments and new ids come from [`Outside`], and what must happen outside comes out as
//! [`Effect`]s. Start at [`State`] and [`update`].

mod action;
mod effect;
pub mod keys;
pub mod later;
pub mod open;
mod prefs;
mod problems;
pub mod samples;
mod save;
mod state;
mod update;
pub mod words;

pub use action::Action;
pub use effect::{Effect, Focus, Outside};
pub use prefs::{Language, Prefs, Theme};
pub use problems::Failure;
pub use save::{Kept, SaveState};
pub use state::{
    AskedKey, Dialog, Draft, Notice, NoticeKind, Pane, Place, Reopen, Reveal, Selection, State,
};
pub use update::update;
