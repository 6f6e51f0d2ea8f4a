//! Versions of the page: another one was built while this one is open.
//!
//! The files of the new one are fetched beside those in force (`static/service-worker.js`). It takes
//! their place when the user says so, or when no page is open any more; a page that is open goes on
//! with what it has.

/// What happens with versions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VersionAction {
    /// A new one was fetched and waits.
    Ready,
    /// The user wants it.
    Load,
    /// The user wanted it when not everything was kept. How often that was looked at since.
    GoOn(u8),
    /// It took the place of the one in force: this page asked for it, or another one did.
    InForce,
}

/// What is said of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VersionNews {
    /// A new one can be loaded.
    Ready,
    /// Another page loaded it.
    Elsewhere,
    /// It is not loaded, for not everything is kept.
    NotKept,
    /// It is not loaded, for files are being read.
    Reading,
    /// It is not loaded, for something is being written in a dialog.
    Writing,
}
