//! Whether this page may change the project.

/// One page writes a project at a time; others show it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Access {
    /// This page writes.
    #[default]
    Writes,
    /// This page shows the project and changes nothing.
    Follows(Why),
}

/// Why a page changes nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// Another page writes.
    Other,
    /// Another page began to write before so many changes of this one were kept. It shows them as
    /// long as it is open, and offers them again when it writes.
    Overtaken(usize),
    /// A later version of the program stored the project.
    Newer,
    /// It is being asked whether this page can write.
    Asking,
    /// Another page has asked to write, and what was done here is being kept.
    LettingGo,
}

impl Access {
    /// Whether the project may be changed.
    #[must_use]
    pub const fn may_change(self) -> bool {
        matches!(self, Self::Writes)
    }

    /// Whether what the writer does is shown as it comes. What was done here and is kept nowhere
    /// stays on the screen instead.
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Follows(Why::Other | Why::Newer))
    }
}
