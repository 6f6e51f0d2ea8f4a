//! Makes the folder of the present version. When a new version comes, it is made once, with
//! `cargo test -p reportmark-core --test stored -- --ignored`, and stays as it is.

use std::sync::Arc;

use reportmark_core::{
    change::{
        Cause, Change, History, Swap, Transaction, apply,
        edit::{self, Direction, End},
    },
    format::native::{self, Options},
    journal::{self, Record, Snapshots, VERSION, recover},
    model::{
        BlockId, Body, Certainty, Document, DocumentData, DocumentHead, DocumentId, DocumentStatus,
        Lexicon, Members, Project, Relation, RelationId, Slot, SpanId, Texts, Timestamp,
    },
    scheme::LabelId,
    source::{Encoding, Newlines, Source},
    text::{Offset, Text, TextHash, TextRange},
};
use serde_json::json;

use super::folder::Folder;

const FIRST: &str = "某县年度工作安排\r\n\r\n一、目标\r\n力争新增停车位300个，𠀀😀街巷整修12条。（责任单位：县某局，各镇）\r\n二、措施\r\n6月底前完成排水管改造；每季度通报一次。\r\n";
const SECOND: &str = "另一份：完成植树5万株。\n";
const IMPORT: &str = "带入的一份：修路40公里e\u{301}。";

/// Somebody at work, as the page does it.
struct Work {
    folder: Folder,
    project: Project,
    history: History,
    snapshots: Snapshots,
    sequence: u64,
}

fn now(sequence: u64) -> Timestamp {
    Timestamp::new(&format!("2026-11-22T09:30:{sequence:02}Z"))
}

impl Work {
    fn keep(&mut self, cause: Cause, transaction: Transaction) {
        let transaction = Arc::new(transaction);
        self.project = apply(&self.project, &self.folder.texts, &transaction).unwrap();
        self.history.follow(cause, &transaction);
        self.sequence += 1;
        let record = Record {
            version: VERSION,
            sequence: self.sequence,
            at: now(self.sequence),
            cause,
            transaction,
        };
        let bytes = journal::encode(&record);
        self.folder.stored.journal.insert(self.sequence, bytes);
    }

    fn act(&mut self, transaction: Option<Transaction>) {
        self.keep(Cause::Do, transaction.unwrap());
    }

    fn undo(&mut self) {
        let step = self.history.to_undo().unwrap().inverse();
        self.keep(Cause::Undo, step);
    }

    fn redo(&mut self) {
        let step = Transaction::clone(self.history.to_redo().unwrap());
        self.keep(Cause::Redo, step);
    }

    fn snapshot(&mut self) {
        self.folder
            .snapshot(&mut self.snapshots, &self.project, self.sequence);
    }

    fn document(&self, id: &str) -> Arc<Document> {
        Arc::clone(self.project.document(&DocumentId::new(id)).unwrap())
    }

    fn tag(&mut self, document: &str, part: &str, label: &str, id: &str) {
        let document = self.document(document);
        let range = find(&document.text, part);
        let (label, now) = (LabelId::new(label), now(self.sequence));
        self.act(edit::tag(&document, range, &label, SpanId::new(id), now));
    }
}

fn find(text: &Text, part: &str) -> TextRange {
    let start = text.as_str().find(part).unwrap();
    let at = Offset::from_bytes;
    TextRange::between(at(start), at(start + part.len()))
}

fn text(texts: &mut Texts, content: &str) -> Arc<Text> {
    let text = Arc::new(Text::new(content.into()));
    texts.insert(text.hash().clone(), Arc::clone(&text));
    text
}

fn source(name: &str, bytes: &str) -> Source {
    Source {
        file_name: name.into(),
        encoding: Encoding::Gb18030,
        bom: false,
        newlines: Newlines::Crlf,
        byte_length: bytes.len() as u64,
        byte_sha256: TextHash::of(bytes.as_bytes()).as_str().into(),
    }
}

/// A native file of somebody else's, with members that no version knows.
fn import() -> Vec<u8> {
    let file = json!({
        "format": "reportmark", "version": 1, "x-tool": {"name": "某工具", "numbers": [1.50, 2]},
        "scheme": {"id": "own", "labels": [
            {"id": "target", "name": {"zh": "目标", "en": "Target"}, "hotkey": "1"},
            {"id": "own", "name": {"zh": "自定", "en": "Own"}},
        ]},
        "documents": [{
            "id": "c", "name": "带入", "text": IMPORT, "x-seen": true,
            "spans": [{"id": "s", "label": "own", "start": 6, "end": 12, "quote": "修路40公里", "note": "再看", "x": null}],
        }],
    });
    file.to_string().into_bytes()
}

fn begin() -> Work {
    let mut texts = Texts::new();
    let (first, second) = (text(&mut texts, FIRST), text(&mut texts, SECOND));
    text(&mut texts, IMPORT);
    let mut work = Work {
        folder: Folder::empty(texts),
        project: Project::default(),
        history: History::default(),
        snapshots: Snapshots::default(),
        sequence: 0,
    };
    let open = |id: &str, text: &Text, source| {
        DocumentData::new(DocumentHead::new(DocumentId::new(id), id, source), text)
    };
    let documents = vec![
        open("a", &first, Some(source("甲.txt", FIRST))),
        open("b", &second, None),
    ];
    let transaction = edit::open(&work.project, documents);
    work.keep(Cause::Do, transaction);
    work
}

/// What every version could do.
fn common(work: &mut Work) {
    work.tag("a", "新增停车位300个", "target", "s1");
    work.tag("a", "街巷整修12条", "target", "s2");
    work.tag("a", "县某局", "party", "s3");
    work.tag("a", "完成排水管改造", "target", "s4");
    let s = |id: &str| SpanId::new(id);
    let at = now(work.sequence);
    work.act(edit::relabel(
        &work.document("a"),
        &s("s4"),
        &LabelId::new("measure"),
        &at,
    ));
    work.act(edit::note(
        &work.document("a"),
        &s("s1"),
        "再核一次\n“数”",
        &at,
    ));
    work.act(edit::certainty(
        &work.document("a"),
        &s("s2"),
        Certainty::Unsure,
        &at,
    ));
    let clusters = |text: &str| {
        text.char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .collect()
    };
    work.act(edit::move_end(
        &work.document("a"),
        &s("s4"),
        End::End,
        Direction::Forward,
        &clusters,
        &at,
    ));
    work.undo();
    work.act(edit::rename(&work.document("b"), "改了名的"));
    work.act(edit::bin(&work.document("b"), at.clone()));
    work.snapshot();
    let read = native::read(&import(), &work.folder.texts).unwrap();
    let documents = read.documents.into_iter().map(|read| read.data).collect();
    let mut opened = edit::open(&work.project, documents);
    let own = [LabelId::new("own")].into_iter().collect();
    opened.changes.push(Change::Scheme(Swap {
        before: Arc::clone(&work.project.scheme),
        after: Arc::new(work.project.scheme.with_labels(&own)),
    }));
    opened.changes.push(Change::Extra(Swap {
        before: Arc::clone(&work.project.extra),
        after: Arc::new(read.extra),
    }));
    work.keep(Cause::Do, opened);
    work.tag("a", "每季度通报一次", "measure", "s5");
    work.undo();
    work.redo();
    work.act(edit::set_status(&work.document("a"), DocumentStatus::Done));
    work.act(edit::untag(&work.document("a"), &[s("s3")]));
    work.undo();
}

/// What came with version 2.
fn second(work: &mut Work) {
    let s = |id: &str| SpanId::new(id);
    let at = now(work.sequence);
    let document = work.document("a");
    let values = vec![("kind".to_owned(), Some(json!("quantitative")))];
    work.act(edit::set_attributes(&document, &s("s1"), values, &at));
    let document = work.document("a");
    let value = find(&document.text, "300");
    work.act(edit::set_slot(
        &document,
        &s("s1"),
        "value",
        value,
        Members::new(),
        false,
        &at,
    ));
    let document = work.document("a");
    let places = (
        find(&document.text, "力争新增停车位300个，𠀀😀街巷整修12条。"),
        find(&document.text, "（责任单位：县某局，各镇）"),
    );
    let named = ["县某局", "各镇"]
        .into_iter()
        .enumerate()
        .map(|(nth, name)| edit::NamedParty {
            range: find(&document.text, name),
            attributes: [("role".into(), json!("lead"))].into_iter().collect(),
            id: s(&format!("n{nth}")),
        });
    let is_commitment = |label: &LabelId| label.as_str() != "party";
    let party = LabelId::new("party");
    let block = BlockId::new("k1");
    work.act(edit::make_block(
        &document,
        block,
        places,
        named.collect(),
        &party,
        &is_commitment,
        &at,
    ));
    let document = work.document("a");
    let relation = Relation {
        id: RelationId::new("r1"),
        kind: "same_as".into(),
        head: s("s1"),
        tail: s("s2"),
        via: None,
        extra: Members::new(),
    };
    work.act(edit::relate(&document, relation));
    let document = work.document("a");
    let evidence = vec![Slot {
        name: "title".into(),
        range: find(&document.text, "某县年度工作安排"),
        extra: Members::new(),
    }];
    let fields = [("title".into(), json!("某县年度工作安排"))]
        .into_iter()
        .collect();
    work.act(edit::set_fields(&document, fields, evidence));
    let document = work.document("a");
    work.act(edit::set_read(
        &document,
        find(&document.text, "一、目标"),
        true,
    ));
    let lexicon = Lexicon {
        bodies: vec![Body {
            id: "o1".into(),
            name: "县某局".into(),
            aliases: vec!["某局".into()],
            jurisdiction: "".into(),
            party_type: "organisation".into(),
            extra: Members::new(),
        }],
        extra: Members::new(),
    };
    work.act(edit::set_lexicon(&work.project.clone(), &lexicon));
    work.undo();
    work.redo();
    work.undo();
}

fn finish(mut work: Work) -> Folder {
    let documents = work.project.documents.iter().map(|document| &**document);
    let options = Options {
        exported_at: &now(0),
        extra: &work.project.extra,
    };
    let project = native::write(&work.project.scheme, documents, &options).unwrap();
    work.folder.project = project;
    let recovered = recover(&work.folder.stored, &work.folder.texts);
    assert_eq!(recovered.lost, []);
    assert_eq!(recovered.project, work.project);
    let ids = work.project.binned().map(|document| document.id());
    let binned: Vec<_> = ids.map(|id| id.as_str().to_owned()).collect();
    let mut history = work.history.clone();
    let mut redo = 0;
    while let Some(step) = history.to_redo().cloned() {
        history.follow(Cause::Redo, &step);
        redo += 1;
    }
    let mut steps = 0;
    while let Some(step) = history.to_undo().cloned() {
        history.follow(Cause::Undo, &Arc::new(step.inverse()));
        steps += 1;
    }
    work.folder.expected = json!({
        "sequence": work.sequence,
        "since_snapshot": recovered.since_snapshot,
        "steps": steps,
        "redo": redo,
        "binned": binned,
    });
    work.folder
}

#[test]
#[ignore = "writes the folder of the present version anew"]
fn make() {
    let mut work = begin();
    common(&mut work);
    second(&mut work);
    finish(work).write(VERSION);
}
