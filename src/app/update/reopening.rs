//! A document in another encoding than the one that was guessed.

use std::sync::Arc;

use reportmark_core::{
    change::edit,
    model::{Document, DocumentData, DocumentHead, DocumentId, free_name},
    source::{Encoding, Source},
    text::TextHash,
};

use super::{
    commit::commit,
    documents, open_dialog,
    opening::{is_untouched, store, tell_how_it_was_read},
    place, tell,
};
use crate::app::{
    Dialog, Effect, Failure, NoticeKind, Outside, State, open::OpenedReport, state::Reopen,
};

/// Open the dialog for another encoding. The bytes come from the text where it gives them back.
pub(super) fn ask_reopen(state: &mut State) -> Vec<Effect> {
    let Some(document) = state.document().cloned() else {
        return Vec::new();
    };
    let Some(source) = &document.head.source else {
        return tell(state, NoticeKind::Warning, Failure::NoOriginal);
    };
    let bytes = bytes_of(&document, source);
    let fetch = bytes.is_none().then(|| source.byte_sha256.clone());
    let reopen = Dialog::Reopen(Reopen {
        document: document.id().clone(),
        bytes,
        encoding: source.encoding,
    });
    open_dialog(state, reopen);
    fetch.map(Effect::FetchOriginal).into_iter().collect()
}

/// The bytes of the file, where the text gives them back.
fn bytes_of(document: &Document, source: &Source) -> Option<Arc<[u8]>> {
    if source.encoding != Encoding::Utf8 {
        return None;
    }
    let mut bytes = Vec::new();
    if source.bom {
        bytes.extend(b"\xef\xbb\xbf");
    }
    bytes.extend(document.text.as_str().as_bytes());
    (TextHash::of(&bytes).as_str() == source.byte_sha256).then(|| bytes.into())
}

/// The stored bytes came, or are not there.
pub(super) fn original(
    state: &mut State,
    document: &DocumentId,
    bytes: Option<Arc<[u8]>>,
) -> Vec<Effect> {
    let Some(Dialog::Reopen(reopen)) = &mut state.dialog else {
        return Vec::new();
    };
    if reopen.document != *document {
        return Vec::new();
    }
    if bytes.is_none() {
        state.dialog = None;
        return tell(state, NoticeKind::Warning, Failure::NoOriginal);
    }
    reopen.bytes = bytes;
    Vec::new()
}

/// The document was decoded in another encoding: it takes the place of the old one, or, when that
/// is annotated, a place beside it.
pub(super) fn reopened(
    state: &mut State,
    old: &DocumentId,
    report: OpenedReport,
    outside: &dyn Outside,
) -> Vec<Effect> {
    state.dialog = None;
    let Some(document) = state.project.document(old).cloned() else {
        return Vec::new();
    };
    tell_how_it_was_read(state, &report);
    let mut effects = store(state, &report);
    if is_untouched(&document) {
        // What was said of the document as a whole holds whatever its encoding is.
        let head = DocumentHead {
            source: Some(report.source),
            ..DocumentHead::clone(&document.head)
        };
        let data = DocumentData::new(head, &report.text);
        let transaction = edit::reopen(&state.project, old, data);
        effects.extend(commit(state, transaction, outside));
        place::go_to(state, old.clone());
        return effects;
    }
    let id = DocumentId::new(&outside.fresh_id());
    let taken = state
        .project
        .documents
        .iter()
        .map(|document| &*document.head.name);
    let name = free_name(&document.head.name, taken);
    let head = DocumentHead::new(id.clone(), &name, Some(report.source));
    let transaction = edit::open(&state.project, vec![DocumentData::new(head, &report.text)]);
    effects.extend(commit(state, Some(transaction), outside));
    tell(state, NoticeKind::Info, Failure::OpenedBeside { name });
    effects.extend(documents::show(state, id));
    effects
}
