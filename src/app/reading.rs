//! Files that are being read: for which request, what is shown of them in the meantime, and whether
//! the user still waits for them.

use reportmark_core::text::Offset;

use super::open::Preview;

/// One request to read files. A later one is greater.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Request(u64);

/// A document that is shown while the rest of its file is read. It covers the current one, which
/// nothing can be done to in the meantime.
#[derive(Clone, Debug)]
pub struct Covering {
    /// What there is of it.
    pub preview: Preview,
    /// The first position in view, as in [`Place::top`](super::Place::top).
    pub top: Option<(Offset, i32)>,
    request: Request,
}

/// The files that are being read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    newest: Request,
    /// Those that have not been answered.
    open: Vec<Request>,
    /// Whether the user has gone on to something else since the newest was made.
    is_left: bool,
    covering: Option<Covering>,
}

impl Reading {
    /// The request that was made last.
    #[must_use]
    pub const fn newest(&self) -> Request {
        self.newest
    }

    /// Whether files are being read.
    #[must_use]
    pub const fn is_going_on(&self) -> bool {
        !self.open.is_empty()
    }

    /// What is shown in advance.
    #[must_use]
    pub const fn covering(&self) -> Option<&Covering> {
        self.covering.as_ref()
    }

    /// The document that is shown in advance.
    #[must_use]
    pub fn preview(&self) -> Option<&Preview> {
        self.covering.as_ref().map(|covering| &covering.preview)
    }

    /// Files are going to be read: the newest request.
    pub(super) fn begin(&mut self) {
        self.newest.0 += 1;
        self.open.push(self.newest);
        self.is_left = false;
    }

    /// The user goes on to something else: what is read does not come in the way of it.
    pub(super) const fn leave(&mut self) {
        self.is_left = true;
    }

    /// Whether the user still waits for what was asked for.
    pub(super) fn is_awaited(&self, request: Request) -> bool {
        request == self.newest && !self.is_left
    }

    /// Show the beginning of a document in advance.
    pub(super) fn cover(&mut self, request: Request, preview: Preview) {
        let top = None;
        self.covering = Some(Covering {
            preview,
            top,
            request,
        });
    }

    /// What covers the current document, if it is what was asked for.
    pub(super) fn covering_of(&mut self, request: Request) -> Option<&mut Covering> {
        let covering = self.covering.as_mut();
        covering.filter(|covering| covering.request == request)
    }

    /// What covers the current document, to be scrolled in.
    pub(super) const fn covering_mut(&mut self) -> Option<&mut Covering> {
        self.covering.as_mut()
    }

    /// Show the current document again.
    pub(super) const fn uncover(&mut self) -> Option<Covering> {
        self.covering.take()
    }

    /// All that was asked for was read.
    pub(super) fn end(&mut self, request: Request) {
        self.open.retain(|other| *other != request);
    }
}
