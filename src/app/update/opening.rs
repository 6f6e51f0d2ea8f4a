//! What was read becomes documents; the stored project comes back.

use std::sync::Arc;

use reportmark_core::{
    change::{Change, Swap, edit},
    format::{Problem, ProblemKind, native},
    journal::Recovered,
    model::{Document, DocumentData, DocumentHead, DocumentId, Texts, free_name},
    outline::Outline,
    scheme::Scheme,
    source::{Note, Source},
    text::TextHash,
};

use super::{close_dialog, commit::commit, documents, keeping, place, reading, tell};
use crate::app::{
    Dialog, Effect, Failure, Focus, Notice, NoticeKind, Outside, Reveal, Selection, State,
    open::{OpenedReport, Opening},
    reading::{Covering, Request},
    state::{Draft, Place},
};

/// The stored project came back.
pub(super) fn recovered(
    state: &mut State,
    recovered: Recovered,
    texts: Texts,
    texts_lost: usize,
    place: Option<Place>,
) -> Vec<Effect> {
    let place = place.unwrap_or_else(|| state.place.clone());
    state
        .notices
        .retain(|notice| !matches!(notice.what, Failure::Blocked | Failure::NoAnswer));
    state.project = recovered.project;
    state.texts = texts;
    state.history = recovered.history;
    state.sequence = recovered.sequence;
    state.since_snapshot = recovered.since_snapshot;
    state.save.made = recovered.sequence;
    state.save.stored = recovered.sequence;
    state.save.failure = None;
    state.snapshots.forget();
    state.selection = Selection::Nothing;
    if texts_lost > 0 {
        tell(state, NoticeKind::Error, Failure::TextsLost(texts_lost));
    }
    if !recovered.lost.is_empty() {
        tell(state, NoticeKind::Error, Failure::Lost(recovered.lost));
    }
    let present = |id: &DocumentId| state.project.present().any(|document| document.id() == id);
    let stored = place.document.clone().filter(present);
    let first = || {
        state
            .project
            .present()
            .next()
            .map(|document| document.id().clone())
    };
    let mut effects = Vec::new();
    if state.since_snapshot > 0 {
        effects.extend(keeping::snapshot_in_time(1));
    }
    let Some(id) = stored.clone().or_else(first) else {
        state.current = None;
        return effects;
    };
    place::go_to(state, id);
    if let (Some(_), Some((top, above))) = (stored, place.top) {
        state.place = place;
        state.reveal = Some(Reveal {
            number: state.counter,
            range: reportmark_core::text::TextRange::empty(top),
            top: Some(above),
        });
    }
    effects
}

/// Documents on their way into the project.
struct Arrivals {
    documents: Vec<DocumentData>,
    effects: Vec<Effect>,
    scheme: Option<Scheme>,
    extra: Option<reportmark_core::model::Members>,
    /// The first of them.
    show: Option<DocumentId>,
    /// The first of those that are there already.
    known: Option<DocumentId>,
    /// Documents that take the place of those of these ids.
    joined: Vec<(DocumentId, DocumentData)>,
}

impl Arrivals {
    fn all(&self) -> impl Iterator<Item = &DocumentData> + Clone {
        let joined = self.joined.iter().map(|(_, data)| data);
        self.documents.iter().chain(joined)
    }
}

/// Add what was opened, as one step. What is being written to be pasted stays.
pub(super) fn opened(
    state: &mut State,
    request: Request,
    openings: Vec<Opening>,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let arrived = arrive(state, request, openings, outside);
    if arrived.is_shown && state.dialog != Some(Dialog::Paste) {
        state.dialog = None;
    }
    arrived.effects
}

/// Add what was pasted.
pub(super) fn pasted(
    state: &mut State,
    request: Request,
    openings: Vec<Opening>,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let arrived = arrive(state, request, openings, outside);
    if arrived.is_there {
        close_dialog(state);
        state.draft = Draft::default();
    }
    arrived.effects
}

/// What became of what was read.
struct Arrived {
    effects: Vec<Effect>,
    /// Whether there is a document of it.
    is_there: bool,
    /// Whether that is on the screen.
    is_shown: bool,
}

/// Take in what was read. It is shown, if the user has not gone on to something else.
fn arrive(
    state: &mut State,
    request: Request,
    openings: Vec<Opening>,
    outside: &dyn Outside,
) -> Arrived {
    state.reading.end(request);
    let awaited = state.current.is_none() || state.reading.is_awaited(request);
    let is_covering = state.reading.covering_of(request).is_some();
    let covering = if is_covering {
        reading::uncover(state)
    } else {
        None
    };
    let mut arrivals = Arrivals {
        documents: Vec::new(),
        effects: Vec::new(),
        scheme: None,
        extra: None,
        show: None,
        known: None,
        joined: Vec::new(),
    };
    for opening in join(openings) {
        match opening {
            Opening::Report(report) => arrive_report(state, &mut arrivals, *report, outside),
            Opening::Project { file, read } => {
                arrive_project(state, &mut arrivals, file, read, outside);
            }
            Opening::Failed(failure) => {
                tell(state, NoticeKind::Error, failure);
            }
        }
    }
    let mut effects = std::mem::take(&mut arrivals.effects);
    let mut of_project = changes_of_project(state, &mut arrivals);
    let added = arrivals.documents.len();
    let first = arrivals.documents.first();
    let first = first.map(|data| data.head.name.to_string());
    let opened =
        (added > 0).then(|| edit::open(&state.project, std::mem::take(&mut arrivals.documents)));
    if let Some(mut transaction) = opened {
        transaction.changes.append(&mut of_project);
        effects.extend(commit(state, Some(transaction), outside));
    }
    for (old, new) in arrivals.joined {
        let mut transaction = edit::join(&state.project, &old, new);
        if let Some(transaction) = &mut transaction {
            transaction.changes.append(&mut of_project);
        }
        effects.extend(commit(state, transaction, outside));
    }
    let came = !effects.is_empty();
    let show = arrivals.show.or(arrivals.known);
    let is_there = show.is_some();
    let shown = show.filter(|_| awaited);
    let is_shown = shown.is_some();
    if let Some(id) = shown {
        effects.extend(documents::show(state, id));
        let was_shown = |covering: &Covering| {
            let document = state.document();
            document.is_some_and(|document| {
                Arc::ptr_eq(&covering.preview.document.text, &document.text)
            })
        };
        if let Some(covering) = covering.filter(was_shown) {
            // It is on the screen already, where it has been scrolled to.
            state.place.top = covering.top;
            state.reveal = None;
        }
        if came {
            effects.push(Effect::Focus(Focus::Reader));
        }
    } else if let Some(name) = first {
        let others = added - 1;
        tell(state, NoticeKind::Info, Failure::InList { name, others });
    }
    Arrived {
        effects,
        is_there,
        is_shown,
    }
}

/// What changes in the project beside its documents.
fn changes_of_project(state: &State, arrivals: &mut Arrivals) -> Vec<Change> {
    let arrived = arrivals.scheme.take();
    let scheme = scheme_for(state, arrived, arrivals.all());
    let scheme = scheme.map(|scheme| {
        Change::Scheme(Swap {
            before: Arc::clone(&state.project.scheme),
            after: Arc::new(scheme),
        })
    });
    let extra = arrivals.extra.take().map(|extra| {
        Change::Extra(Swap {
            before: Arc::clone(&state.project.extra),
            after: Arc::new(extra),
        })
    });
    scheme.into_iter().chain(extra).collect()
}

/// A report that was given so that a project finds its text is that project's document, not another
/// one: the document takes how the file was read, if it does not say so itself.
fn join(mut openings: Vec<Opening>) -> Vec<Opening> {
    let mut joined = Vec::new();
    let reports: Vec<_> = openings
        .iter()
        .filter_map(|opening| match opening {
            Opening::Report(report) => Some((report.text.hash().clone(), report.source.clone())),
            _ => None,
        })
        .collect();
    for opening in &mut openings {
        let Opening::Project { read, .. } = opening else {
            continue;
        };
        for document in &mut read.documents {
            if let Some((hash, source)) =
                reports.iter().find(|(hash, _)| *hash == document.data.text)
            {
                document
                    .data
                    .head
                    .source
                    .get_or_insert_with(|| source.clone());
                joined.push(hash.clone());
            }
        }
    }
    openings.retain(|opening| match opening {
        Opening::Report(report) => !joined.contains(report.text.hash()),
        _ => true,
    });
    openings
}

/// The scheme that is in force with these documents, where it is another one: every label that
/// their spans have is in it.
fn scheme_for<'a>(
    state: &State,
    arrived: Option<Scheme>,
    documents: impl Iterator<Item = &'a DocumentData>,
) -> Option<Scheme> {
    let ours = &*state.project.scheme;
    let used = documents.flat_map(|data| data.spans.labels().cloned());
    let used = used.collect();
    let scheme = arrived.as_ref().unwrap_or(ours).with_labels(&used);
    (scheme != *ours).then_some(scheme)
}

fn names<'a>(state: &'a State, arrivals: &'a Arrivals) -> impl Iterator<Item = &'a str> + Clone {
    let there = state
        .project
        .documents
        .iter()
        .map(|document| &*document.head.name);
    there.chain(arrivals.all().map(|data| &*data.head.name))
}

/// A document of a file as one that is there would be stored: exports state sections that nobody set.
fn as_stored(state: &State, there: &Document, arriving: Option<Document>) -> Option<Document> {
    let mut arriving = arriving?;
    if there.head.sections.is_empty() && !arriving.head.sections.is_empty() {
        let known = state.outlines.of(&there.text).map(Arc::clone);
        let outline = known.unwrap_or_else(|| Arc::new(Outline::of(&there.text)));
        if state.readings.sections(there, &outline) == arriving.head.sections {
            Arc::make_mut(&mut arriving.head).sections = Arc::default();
        }
    }
    Some(arriving)
}

fn arrive_report(
    state: &mut State,
    arrivals: &mut Arrivals,
    report: OpenedReport,
    outside: &dyn Outside,
) {
    let name = report.source.file_name.clone();
    tell_how_it_was_read(state, &report);
    let same = |head: &DocumentHead, text: &TextHash| {
        let same_name = |source: &Source| source.file_name == name;
        text == report.text.hash() && head.source.as_ref().is_some_and(same_name)
    };
    let present = state.project.present();
    let there = present
        .map(|document| (&*document.head, document.text.hash()))
        .chain(arrivals.all().map(|data| (&data.head, &data.text)))
        .find(|(head, text)| same(head, text))
        .map(|(head, _)| head.id.clone());
    if let Some(there) = there {
        arrivals.known.get_or_insert(there);
        tell(state, NoticeKind::Info, Failure::AlreadyOpen { name });
        return;
    }
    let binned = state.project.binned();
    let binned = binned
        .filter(|document| same(&document.head, document.text.hash()))
        .map(|document| document.spans.len())
        .max();
    if let Some(spans) = binned.filter(|&spans| spans > 0) {
        let name = name.clone();
        tell(state, NoticeKind::Info, Failure::InBin { name, spans });
    }
    let id = DocumentId::new(&outside.fresh_id());
    let shown = if name.is_empty() { id.as_str() } else { &name };
    let free = free_name(shown, names(state, arrivals));
    let head = DocumentHead::new(id.clone(), &free, Some(report.source.clone()));
    arrivals
        .documents
        .push(DocumentData::new(head, &report.text));
    arrivals.effects.extend(store(state, &report));
    arrivals.show.get_or_insert(id);
}

/// Keep the text, and the bytes where the text does not give them back.
pub(super) fn store(state: &mut State, report: &OpenedReport) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Some(bytes) = &report.original {
        effects.push(Effect::StoreOriginal {
            sha256: report.source.byte_sha256.clone(),
            bytes: Arc::clone(bytes),
        });
    }
    effects.push(Effect::StoreText(Arc::clone(&report.text)));
    state
        .texts
        .insert(report.text.hash().clone(), Arc::clone(&report.text));
    effects
}

pub(super) fn tell_how_it_was_read(state: &mut State, report: &OpenedReport) {
    if report.notes.is_empty() {
        return;
    }
    let grave = |note: &Note| !matches!(note, Note::GuessUnsure);
    let kind = if report.notes.iter().any(grave) {
        NoticeKind::Warning
    } else {
        NoticeKind::Info
    };
    let failure = Failure::Read {
        file: report.source.file_name.clone(),
        encoding: report.source.encoding,
        notes: report.notes.clone(),
    };
    tell(state, kind, failure);
}

fn arrive_project(
    state: &mut State,
    arrivals: &mut Arrivals,
    file: String,
    read: native::Read,
    outside: &dyn Outside,
) {
    if read.documents.is_empty() {
        let mut problems = read.problems.into_iter();
        let why = problems
            .find(|problem| problem.kind.loses())
            .unwrap_or_else(|| Problem {
                place: "documents".into(),
                kind: ProblemKind::Empty,
            });
        tell(state, NoticeKind::Error, Failure::NotProject { file, why });
        return;
    }
    let first = state.project.documents.is_empty() && arrivals.documents.is_empty();
    if first {
        arrivals.scheme.clone_from(&read.scheme);
        arrivals.extra = (!read.extra.is_empty()).then(|| read.extra.clone());
    } else if let Some(scheme) = &read.scheme {
        // Labels that are new here come along; those that are known stay as they are here.
        let ours = arrivals.scheme.as_ref().unwrap_or(&state.project.scheme);
        let mut joined = ours.clone();
        let unknown = scheme
            .labels
            .iter()
            .filter(|label| ours.label(&label.id).is_none());
        joined.labels.extend(unknown.cloned());
        if joined != *ours {
            arrivals.scheme = Some(joined);
        }
    }
    let failed = |notice: &Notice| matches!(&notice.what, Failure::NotProject { file: other, .. } if *other == file);
    state.notices.retain(|notice| !failed(notice));
    for document in read.documents {
        let mut data = document.data;
        let id = data.head.id.clone();
        let there = state.project.document(&id).cloned();
        if let Some(there) = there
            .as_ref()
            .filter(|there| *there.text.hash() == data.text)
        {
            // How its file was read is known here.
            data.head.source = data.head.source.or_else(|| there.head.source.clone());
        }
        let arriving = arrivals.all().any(|other| other.head.id == id);
        let same = there.as_ref().is_some_and(|there| {
            let is_there = there.head.binned_at.is_none();
            let arriving = as_stored(state, there, data.with_text(&document.text));
            is_there && arriving.as_ref() == Some(&**there)
        });
        if same {
            let name = data.head.name.to_string();
            arrivals.known.get_or_insert(id);
            tell(state, NoticeKind::Info, Failure::AlreadyOpen { name });
            continue;
        }
        let bare = bare_twin(state, arrivals, &data).cloned();
        if let Some(bare) = bare.filter(|bare| !arriving && (*bare.id() == id || there.is_none())) {
            data.head.source = data.head.source.or_else(|| bare.head.source.clone());
            let name = data.head.name.to_string();
            tell(state, NoticeKind::Info, Failure::Joined { name });
            arrivals.show.get_or_insert(id);
            arrivals.joined.push((bare.id().clone(), data));
            continue;
        }
        if there.is_some() || arriving {
            let name = free_name(&data.head.name, names(state, arrivals));
            data.head.id = DocumentId::new(&outside.fresh_id());
            data.head.name = name.as_str().into();
            tell(state, NoticeKind::Info, Failure::OpenedBeside { name });
        }
        state
            .texts
            .insert(data.text.clone(), Arc::clone(&document.text));
        arrivals.effects.push(Effect::StoreText(document.text));
        arrivals.show.get_or_insert_with(|| data.head.id.clone());
        arrivals.documents.push(data);
    }
    if !read.problems.is_empty() {
        let lost = read.problems.iter().any(|problem| problem.kind.loses());
        let kind = if lost {
            NoticeKind::Error
        } else {
            NoticeKind::Warning
        };
        let problems = read.problems;
        tell(state, kind, Failure::Partly { file, problems });
    }
}

/// A document of the same text of which nothing is said yet: it takes what a file says of that text.
fn bare_twin<'a>(
    state: &'a State,
    arrivals: &Arrivals,
    data: &DocumentData,
) -> Option<&'a Arc<Document>> {
    let taken = |id: &DocumentId| arrivals.joined.iter().any(|(old, _)| old == id);
    let mut bare = state.project.present().filter(|document| {
        *document.text.hash() == data.text
            && is_untouched(document)
            && document.head.fields.is_empty()
            && document.head.extra.is_empty()
            && !taken(document.id())
    });
    bare.next().filter(|_| !data.spans.is_empty())
}

/// Whether nothing is said of any part of the text.
pub(super) fn is_untouched(document: &Document) -> bool {
    let head = &document.head;
    document.spans.is_empty()
        && head.annotated_ranges.is_empty()
        && head.sections.is_empty()
        && head.zones.is_empty()
        && head.blocks.is_empty()
}
