//! The section that a commitment stands in, as a path of titles.

use alloc::{string::String, sync::Arc, vec::Vec};

use crate::{
    model::{Document, Section},
    outline::{self, Outline},
    text::Offset,
};

/// What stands between the titles of a path.
const STEP: &str = " / ";

/// Sections within one another; a file may state parents that go round.
const DEPTH: usize = 16;

/// Looks up sections one after another, most often the same as before.
pub(super) struct Sections<'a> {
    document: &'a Document,
    outline: &'a Outline,
    /// Where each stored section starts, in order, and its place in the document's list.
    starts: Vec<(Offset, usize)>,
    /// The same by id.
    ids: Vec<(&'a str, usize)>,
    /// Whether the stored ranges are whole sections. Files may state that of the heading alone.
    are_whole: bool,
    last: (Option<usize>, Arc<str>),
}

impl<'a> Sections<'a> {
    pub(super) fn new(document: &'a Document, outline: &'a Outline) -> Self {
        let mut starts = Vec::new();
        let mut ids = Vec::new();
        let mut are_whole = false;
        let paragraphs = document.text.paragraphs();
        for (nth, section) in document.head.sections.iter().enumerate() {
            let range = section.range;
            starts.push((range.start(), nth));
            ids.push((section.id.as_str(), nth));
            let last = Offset::from_bytes(range.end().bytes().saturating_sub(1));
            are_whole |= !range.is_empty() && paragraphs.at(range.start()) != paragraphs.at(last);
        }
        starts.sort_unstable();
        ids.sort_unstable();
        Self {
            document,
            outline,
            starts,
            ids,
            are_whole,
            last: (None, "".into()),
        }
    }

    /// The titles of the sections around a position, outermost first; empty where there is none.
    pub(super) fn path(&mut self, at: Offset) -> Arc<str> {
        let is_stored = !self.starts.is_empty();
        let nth = if is_stored {
            self.stored_at(at)
        } else {
            self.outline.section_at(at)
        };
        if nth == self.last.0 {
            return Arc::clone(&self.last.1);
        }
        let mut titles: Vec<&str> = Vec::new();
        let mut next = nth;
        while let Some(nth) = next.filter(|_| titles.len() < DEPTH) {
            let (title, parent) = if is_stored {
                self.stored(nth)
            } else {
                self.found(nth)
            };
            titles.push(title);
            next = parent;
        }
        let mut path = String::new();
        for title in titles.into_iter().rev().filter(|title| !title.is_empty()) {
            if !path.is_empty() {
                path.push_str(STEP);
            }
            path.push_str(title);
        }
        self.last = (nth, path.into());
        Arc::clone(&self.last.1)
    }

    fn section(&self, nth: usize) -> Option<&'a Section> {
        self.document.head.sections.get(nth)
    }

    /// The stored section that a position is in: the last one that starts before it, or the first
    /// around that one which goes on until there.
    fn stored_at(&self, at: Offset) -> Option<usize> {
        let behind = self.starts.partition_point(|&(start, _)| start <= at);
        let &(_, nth) = self.starts.get(behind.checked_sub(1)?)?;
        let mut next = Some(nth);
        for _ in 0..DEPTH {
            let nth = next?;
            let section = self.section(nth)?;
            if !self.are_whole || section.range.contains(at) {
                return Some(nth);
            }
            next = self.parent(section);
        }
        None
    }

    fn parent(&self, section: &Section) -> Option<usize> {
        let parent = section.parent.as_deref()?;
        let at = self.ids.partition_point(|&(id, _)| id < parent);
        let &(_, nth) = self.ids.get(at).filter(|&&(id, _)| id == parent)?;
        Some(nth)
    }

    /// The title of a stored section, and the section around it.
    fn stored(&self, nth: usize) -> (&'a str, Option<usize>) {
        let Some(section) = self.section(nth) else {
            return ("", None);
        };
        let text = &self.document.text;
        let first = text.slice(section.range).trim_start();
        let line = first.split(['\n', '\r']).next().unwrap_or_default();
        let title = outline::title(line, Offset::ZERO, false);
        let title = line.get(..title.end().bytes()).unwrap_or(line);
        (title, self.parent(section))
    }

    /// The title of a section of the outline, and the section around it.
    fn found(&self, nth: usize) -> (&'a str, Option<usize>) {
        let heading = self.outline.headings().get(nth);
        heading.map_or(("", None), |heading| {
            (self.document.text.slice(heading.title), heading.parent)
        })
    }
}
