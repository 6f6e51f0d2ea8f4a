//! The page without a browser: actions in, state and effects out.

mod details;
mod disk;
mod documents;
mod exporting;
mod faults;
mod finding;
mod following;
mod history;
mod keeping;
mod later;
mod listing;
mod marked;
mod moving;
mod opening;
mod past;
mod previewing;
mod projects;
mod selecting;
mod suggest;
mod tagging;
mod version;

use std::{
    cell::Cell,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, Waker},
};

use reportmark_core::{
    change::edit::{Direction, End},
    format::native,
    model::{DocumentId, SpanId, Texts, Timestamp},
    scheme::LabelId,
    source::{Encoding, LegacyDecoder, Note},
    text::{Clusters, Offset, TextHash, TextRange, Words},
};
use unicode_segmentation::UnicodeSegmentation as _;

use super::update;
use crate::app::{
    Access, Action, Effect, Failure, Focus, Notice, NoticeKind, Outside, Selection, State,
    open::{self, Bytes, Incoming, Opening, Preview, Reader, Sha256, read_files},
    reading::Request,
};
use marked::Marked;

/// A clock that stands still, and ids that count. No two pages give the same.
struct Still {
    page: usize,
    ids: Cell<u32>,
}

impl Default for Still {
    fn default() -> Self {
        static PAGES: AtomicUsize = AtomicUsize::new(0);
        Self {
            page: PAGES.fetch_add(1, Ordering::Relaxed),
            ids: Cell::default(),
        }
    }
}

impl Outside for Still {
    fn now(&self) -> Timestamp {
        Timestamp::new("2026-11-22T09:30:00Z")
    }

    fn fresh_id(&self) -> String {
        self.ids.set(self.ids.get() + 1);
        format!("{}-{:04}", self.page, self.ids.get())
    }

    fn words(&self) -> &dyn Words {
        &|text: &str| -> Vec<usize> {
            let words = text.split_word_bound_indices();
            words.map(|(at, word)| at + word.len()).collect()
        }
    }

    fn clusters(&self) -> &dyn Clusters {
        &|text: &str| {
            let clusters = text.grapheme_indices(true);
            clusters.map(|(at, cluster)| at + cluster.len()).collect()
        }
    }
}

/// A decoder that reads GB18030 and Big5 as if each byte were a character: what comes out is
/// wrong and another text, which is all that matters here.
struct Latin;

struct Ready;

impl Sha256 for Ready {
    async fn of(&self, bytes: &[u8]) -> TextHash {
        TextHash::of(bytes)
    }
}

impl Reader for Ready {
    async fn show(&self, _: Preview) {}

    async fn breathe(&self, _: usize) {}
}

/// A click on the character that begins there.
const fn clicked(at: Offset) -> Action {
    Action::Click {
        under: at,
        boundary: at,
    }
}

/// What a future gives that waits for nothing.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

/// A report as it is read.
fn read_report(file: Incoming, choice: Option<Encoding>) -> Opening {
    at_once(open::read_report(file, choice, &Latin, &Ready))
}

impl LegacyDecoder for Latin {
    fn decode(&self, _: Encoding, bytes: &[u8]) -> Option<String> {
        Some(bytes.iter().map(|&byte| char::from(byte)).collect())
    }
}

/// A page and everything that it asked for.
struct Page {
    state: State,
    outside: Still,
    effects: Vec<Effect>,
    /// Whether all is done before anything is painted; else everything is painted at once.
    is_hurried: bool,
}

impl Page {
    fn empty() -> Self {
        Self {
            state: State::default(),
            outside: Still::default(),
            effects: Vec::new(),
            is_hurried: false,
        }
    }

    /// Let something happen; the effects of it.
    fn act(&mut self, action: Action) -> Vec<Effect> {
        // All of it is in view.
        self.state.drawn = self
            .state
            .document()
            .map_or_else(TextRange::default, |own| own.text.range());
        let mut effects = update(&mut self.state, action, &self.outside);
        if !self.is_hurried {
            self.paint(&mut effects);
        }
        // And nothing takes time.
        if effects
            .iter()
            .any(|effect| matches!(effect, Effect::SnapshotIn(0)))
        {
            effects.extend(update(&mut self.state, Action::SnapshotDue, &self.outside));
        }
        self.effects.extend(effects.clone());
        effects
    }

    /// Let what waits for it happen.
    fn paint(&mut self, effects: &mut Vec<Effect>) {
        let painted: Vec<_> = effects
            .extract_if(.., |effect| matches!(effect, Effect::WhenPainted(_)))
            .collect();
        for effect in painted {
            if let Effect::WhenPainted(action) = effect {
                effects.extend(update(&mut self.state, *action, &self.outside));
            }
        }
    }

    fn label(&mut self, label: &str) -> Vec<Effect> {
        self.act(Action::Label(LabelId::new(label)))
    }

    /// Select a stretch, exactly or to be trimmed.
    fn select(&mut self, range: TextRange, exact: bool) {
        self.act(Action::Select {
            anchor: range.start(),
            focus: range.end(),
            exact,
        });
    }

    /// Open files, as if they were dropped together.
    fn open(&mut self, files: &[(&str, &[u8])]) -> Vec<Effect> {
        let openings = self.read(files);
        self.arrive(openings)
    }

    /// Take in what was read.
    fn arrive(&mut self, openings: Vec<Opening>) -> Vec<Effect> {
        let request = self.ask();
        self.act(Action::Opened(request, openings))
    }

    /// Files are going to be read.
    fn ask(&mut self) -> Request {
        self.act(Action::Reading);
        self.state.reading.newest()
    }

    fn read(&self, files: &[(&str, &[u8])]) -> Vec<Opening> {
        let incoming = files.iter().map(|&(name, bytes)| Incoming {
            name: name.into(),
            bytes: Bytes::new(bytes.to_vec()),
        });
        let reading = read_files(incoming.collect(), &Latin, &Ready, &self.state.texts);
        let mut openings = at_once(reading);
        for opening in &mut openings {
            if let Opening::Report(report) = opening {
                // The encoding of so few characters is always a guess.
                report.notes.retain(|note| *note != Note::GuessUnsure);
            }
        }
        openings
    }

    /// The names of the documents that are not in the bin.
    fn names(&self) -> Vec<&str> {
        let present = self.state.project.present();
        present.map(|document| &*document.head.name).collect()
    }

    /// The name of the document on the screen.
    fn shown(&self) -> Option<&str> {
        self.state.document().map(|document| &*document.head.name)
    }

    /// The document of that name, in the bin or not.
    fn id(&self, name: &str) -> DocumentId {
        let mut documents = self.state.project.documents.iter();
        let named = documents.find(|document| &*document.head.name == name);
        named.expect("a document of that name").id().clone()
    }

    /// What was told and not dismissed.
    fn told(&self) -> Vec<&Failure> {
        self.state
            .notices
            .iter()
            .map(|notice| &notice.what)
            .collect()
    }

    /// The only message.
    #[track_caller]
    fn notice(&self) -> &Notice {
        let [notice] = &self.state.notices[..] else {
            panic!("one message, not {:?}", self.state.notices)
        };
        notice
    }

    /// The document on the screen, with its spans and what is selected.
    fn marked(&self) -> String {
        marked::write(&self.state)
    }
}

/// A page with one text, which may have spans and something selected in it (see [`marked`]).
fn page_of(text: &str) -> Page {
    let marked = Marked::read(text);
    let mut page = Page::empty();
    page.open(&[("甲.txt", marked.text.as_bytes())]);
    let mut selected = None;
    for (range, label, is_selected) in marked.spans {
        page.select(range, true);
        page.label(&label);
        if is_selected {
            selected = page.state.selected_span().map(|span| span.id.clone());
        }
    }
    match (selected, marked.selection) {
        (Some(id), _) => drop(page.act(Action::SelectSpan(id))),
        (None, Some((anchor, focus))) => drop(page.act(Action::Select {
            anchor,
            focus,
            exact: false,
        })),
        (None, None) => page.state.selection = Selection::Nothing,
    }
    page.state.notices.clear();
    page.effects.clear();
    page
}

/// Check what a page shows after something happened on it.
#[track_caller]
fn check(before: &str, action: impl FnOnce(&mut Page), after: &str) -> Page {
    let mut page = page_of(before);
    action(&mut page);
    assert_eq!(page.marked(), after);
    page
}

/// Check that something changes nothing and asks for nothing to be kept.
#[track_caller]
fn check_nothing(before: &str, action: Action) {
    let mut page = page_of(before);
    let project = page.state.project.clone();
    assert!(page.act(action).is_empty());
    assert_eq!(page.state.project, project);
    assert_eq!(page.marked(), before);
}
