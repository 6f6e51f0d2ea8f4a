//! Whether everything is kept, and what the page says about it.

use reportmark_core::journal::Sequence;

use crate::app::Failure;

/// What the store reported.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kept {
    /// Everything up to this record is stored; the store said so after its transaction completed.
    UpTo(Sequence),
    /// Storing failed; it is tried again, and tagging goes on.
    Failed(Failure),
    /// Another page began to write; nothing more is written.
    Overtaken,
    /// There is no store: the project lives in this page only.
    NoStore(Failure),
}

/// How far what was done is kept.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SaveState {
    /// The last record that was made.
    pub made: Sequence,
    /// The last record that is stored.
    pub stored: Sequence,
    /// Why storing fails, while it does.
    pub failure: Option<Failure>,
}

impl SaveState {
    /// What `data-state` says.
    #[must_use]
    pub const fn tag(&self) -> &'static str {
        if self.failure.is_some() {
            "failed"
        } else if self.stored < self.made {
            "saving"
        } else {
            "saved"
        }
    }
}
