//! What is kept, when that is said, and that it is enough.

use super::*;
use crate::app::{Kept, Place, keeping::Marker, keys::Command, suggest::SuggestAction};
use reportmark_core::{
    change::Cause,
    journal::{self, Encoded, PartKey, Recovered, SNAPSHOT_EVERY, Snapshot, Stored, recover},
    model::DocumentStatus,
    text::Offset,
};

fn full() -> Failure {
    Failure::Storage {
        why: "QuotaExceededError".into(),
        quota: true,
        room: None,
    }
}

#[test]
fn saved_is_said_when_it_is_true() {
    let mut page = page_of("甲乙");
    let last = page.state.sequence;
    assert_eq!(page.state.save.tag(), "saving");
    page.act(Action::Kept(Kept::UpTo(last)));
    assert_eq!(page.state.save.tag(), "saved");
    page.act(Action::Status(DocumentStatus::Done));
    page.act(Action::Status(DocumentStatus::New));
    assert_eq!(page.state.save.tag(), "saving");
    page.act(Action::Kept(Kept::UpTo(last + 1)));
    assert_eq!(page.state.save.tag(), "saving", "one is still on its way");
    page.act(Action::Kept(Kept::UpTo(last + 2)));
    assert_eq!(page.state.save.tag(), "saved");
    page.act(Action::Kept(Kept::UpTo(last)));
    assert_eq!(
        page.state.save.tag(),
        "saved",
        "an old answer takes nothing back"
    );
}

#[test]
fn a_failure_is_told_once_and_work_goes_on() {
    let mut page = page_of("‹甲›乙");
    page.act(Action::Kept(Kept::Failed(full())));
    assert_eq!(page.state.save.tag(), "failed");
    assert_eq!(page.notice().kind, NoticeKind::Error);
    let number = page.notice().number;
    page.act(Action::Dismiss(number));
    page.act(Action::Kept(Kept::Failed(full())));
    assert!(page.told().is_empty(), "once");
    page.label("target");
    assert_eq!(page.marked(), "[*t:甲]乙");
    assert_eq!(page.state.save.tag(), "failed");
    let last = page.state.sequence;
    page.act(Action::Kept(Kept::UpTo(last)));
    assert_eq!(page.state.save.tag(), "saved");
    page.act(Action::Kept(Kept::Failed(full())));
    assert_eq!(page.told(), [&full()], "it is another failure");
}

#[test]
fn without_a_store_nothing_is_saved() {
    let mut page = page_of("甲");
    page.act(Action::Kept(Kept::NoStore(full())));
    assert_eq!(page.state.save.tag(), "failed");
    page.act(Action::Status(DocumentStatus::Done));
    assert_eq!(page.state.save.tag(), "failed");
}

#[test]
fn how_many_documents_are_stored_is_remembered_outside_of_the_store() {
    let mut page = page_of("甲");
    let first = page.act(Action::Kept(Kept::UpTo(1)));
    assert!(matches!(first[..], [Effect::Mark]));
    page.act(Action::Status(DocumentStatus::Done));
    assert!(page.act(Action::Kept(Kept::UpTo(2))).is_empty(), "as many");
    page.open(&[("乙.txt", "乙".as_bytes())]);
    let last = page.state.sequence;
    let another = page.act(Action::Kept(Kept::UpTo(last)));
    assert!(matches!(another[..], [Effect::Mark]));
}

#[test]
fn a_loss_that_was_acknowledged_is_not_told_again() {
    let mut page = Page::empty();
    let vanished = Failure::Vanished(Marker {
        sequence: 7,
        documents: 2,
    });
    page.act(Action::Tell(NoticeKind::Warning, vanished));
    let number = page.notice().number;
    let other = page.act(Action::Dismiss(number + 1));
    assert!(!other.iter().any(|effect| matches!(effect, Effect::Mark)));
    let effects = page.act(Action::Dismiss(number));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Mark)));
    assert!(page.told().is_empty());
}

#[test]
fn a_message_is_not_told_twice_at_a_time() {
    let mut page = Page::empty();
    for _ in 0..3 {
        page.act(Action::Tell(NoticeKind::Warning, Failure::NothingPasted));
    }
    assert_eq!(page.notice().what, Failure::NothingPasted);
    page.act(Action::Dismiss(999));
    assert_eq!(page.told().len(), 1);
}

#[test]
fn each_change_is_one_record_in_order() {
    let mut page = Page::empty();
    page.open(&[("甲.txt", "甲".as_bytes())]);
    page.act(Action::Status(DocumentStatus::Done));
    page.act(Action::Undo);
    page.act(Action::Redo);
    let records: Vec<_> = page
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Append(record) => Some((record.sequence, record.cause)),
            _ => None,
        })
        .collect();
    let expect = [
        (1, Cause::Do),
        (2, Cause::Do),
        (3, Cause::Undo),
        (4, Cause::Redo),
    ];
    assert_eq!(records, expect);
}

#[test]
fn a_snapshot_is_taken_every_so_many_records() {
    let mut page = page_of("甲乙");
    let first = page.state.sequence;
    for _ in first..3 * SNAPSHOT_EVERY {
        page.act(Action::Command(Command::Status));
    }
    let snapshots: Vec<_> = page
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::StoreSnapshot(snapshot) => Some(snapshot),
            _ => None,
        })
        .collect();
    let sequences: Vec<_> = snapshots.iter().map(|snapshot| snapshot.sequence).collect();
    assert_eq!(sequences, [1, 2, 3].map(|nth| nth * SNAPSHOT_EVERY));
    assert!(snapshots.iter().all(|snapshot| snapshot.parts.len() == 1));
}

/// The parts of a snapshot as they are stored.
fn parts(snapshot: &Snapshot) -> impl Iterator<Item = (PartKey, Vec<u8>)> {
    let encode = |document| Encoded::of_document(document).into_bytes();
    let parts = snapshot.parts.iter();
    parts.map(move |(key, document)| (key.clone(), encode(document)))
}

/// A store that does what it is asked for.
#[derive(Default)]
struct Store {
    stored: Stored,
    texts: Texts,
}

impl Store {
    fn take(&mut self, effect: &Effect) {
        match effect {
            Effect::StoreText(text) => {
                self.texts.insert(text.hash().clone(), text.clone());
            }
            Effect::Append(record) => {
                let bytes = journal::encode(record);
                assert_eq!(self.stored.journal.insert(record.sequence, bytes), None);
            }
            Effect::StoreSnapshot(snapshot) => {
                self.stored.parts.extend(parts(snapshot));
                self.stored
                    .heads
                    .insert(snapshot.sequence, snapshot.head.clone());
            }
            Effect::Purge {
                snapshot, texts, ..
            } => {
                self.stored.parts = parts(snapshot).collect();
                self.stored.heads = [(snapshot.sequence, snapshot.head.clone())].into();
                self.stored
                    .journal
                    .retain(|sequence, _| *sequence > snapshot.sequence);
                self.texts.retain(|hash, _| texts.contains(hash));
            }
            _ => {}
        }
    }
}

/// Numbers as if at random, the same in every run (Marsaglia's xorshift).
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20) as usize % sides
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.roll(list.len())]
    }
}

const TEXTS: [&str; 4] = [
    "一、新增就业3万人，😀改造道路。\r\n（责任单位：某局）",
    "e\u{301}👨‍👩‍👧𠀀，。",
    "目标",
    "\u{feff}\u{202e}甲",
];

/// The project as it could be exported, read by somebody else and changed a little.
fn written(page: &Page) -> Vec<u8> {
    let options = native::Options {
        exported_at: &page.outside.now(),
        extra: &page.state.project.extra,
    };
    let documents = page.state.project.documents.iter().take(2);
    let documents = documents.map(|document| &**document);
    let json = native::write(&page.state.project.scheme, documents, &options).unwrap();
    let json = String::from_utf8(json).unwrap();
    json.replace(r#""label":"result""#, r#""label":"other""#)
        .into_bytes()
}

/// What anybody could do next.
pub(super) fn any_action(dice: &mut Dice, page: &Page) -> Action {
    let labels = ["target", "measure", "party", "result"].map(LabelId::new);
    let documents: Vec<_> = page
        .state
        .project
        .documents
        .iter()
        .map(|d| d.id().clone())
        .collect();
    let spans: Vec<SpanId> = page.state.document().map_or_else(Vec::new, |document| {
        document.spans.iter().map(|span| span.id.clone()).collect()
    });
    let offset = |dice: &mut Dice| Offset::from_bytes(dice.roll(80));
    match dice.roll(26) {
        0..3 => Action::Select {
            anchor: offset(dice),
            focus: offset(dice),
            exact: dice.roll(2) == 0,
        },
        3 => Action::Drag {
            anchor: offset(dice),
            focus: offset(dice),
            exact: dice.roll(2) == 0,
        },
        4..8 => Action::Label(dice.pick(&labels).clone()),
        8 => {
            let under = offset(dice);
            Action::Click {
                under,
                boundary: under,
            }
        }
        9..11 if !spans.is_empty() => Action::SelectSpan(dice.pick(&spans).clone()),
        11 if !spans.is_empty() => Action::Remove(dice.pick(&spans).clone()),
        12 if !spans.is_empty() => {
            Action::Note(dice.pick(&spans).clone(), dice.roll(9).to_string().into())
        }
        13 | 14 => {
            let ends = [End::Start, End::End];
            let ways = [Direction::Back, Direction::Forward];
            Action::MoveEnd(*dice.pick(&ends), *dice.pick(&ways))
        }
        15 if !documents.is_empty() => Action::Show(dice.pick(&documents).clone()),
        16 => Action::Bin,
        17 if !documents.is_empty() => Action::Restore(dice.pick(&documents).clone()),
        18 if dice.roll(4) == 0 => Action::EmptyBin,
        19 => {
            let name = format!("{}.txt", dice.roll(3));
            let report = (name.as_str(), dice.pick(&TEXTS).as_bytes());
            match dice.roll(4) {
                0 if page.state.document().is_some() => history::reopened(page),
                1 => {
                    let openings = page.read(&[("项目.json", &written(page))]);
                    Action::Opened(page.state.reading.newest(), openings)
                }
                _ => {
                    let openings = page.read(&[report]);
                    Action::Opened(page.state.reading.newest(), openings)
                }
            }
        }
        20 | 21 => Action::Undo,
        22 => Action::Redo,
        23 => {
            let actions = [
                SuggestAction::Step(Direction::Forward),
                SuggestAction::Step(Direction::Back),
                SuggestAction::Accept,
                SuggestAction::Reject,
                SuggestAction::Take,
                SuggestAction::AcceptAll,
                SuggestAction::RejectAll,
                SuggestAction::Switch,
            ];
            Action::Suggest(dice.pick(&actions).clone())
        }
        24 => Action::Continue,
        _ => {
            let commands = Command::all(&page.state.project.scheme);
            Action::Command(dice.pick(&commands).clone())
        }
    }
}

/// What must hold of every page.
#[track_caller]
pub(super) fn check_sound(page: &Page) {
    let state = &page.state;
    let conflict = state
        .notices
        .iter()
        .find(|notice| matches!(notice.what, Failure::Conflict(_)));
    assert_eq!(conflict, None);
    let present = |id: &DocumentId| state.project.present().any(|document| document.id() == id);
    match &state.current {
        Some(id) => assert!(present(id), "what is shown is in the list"),
        None => assert_eq!(state.project.present().count(), 0),
    }
    match (&state.selection, state.document()) {
        (Selection::Text { anchor, focus, .. }, Some(document)) => {
            assert!(document.text.fits(TextRange::between(*anchor, *focus)));
        }
        (Selection::Span(_), _) => assert!(state.selected_span().is_some()),
        _ => {}
    }
    for document in &state.project.documents {
        assert!(state.texts.contains_key(document.text.hash()));
        assert!(document.to_data().with_text(&document.text).is_some());
    }
}

#[test]
fn what_is_kept_gives_the_project_back_whatever_was_done() {
    for seed in 1..=40 {
        let mut dice = Dice(seed);
        let mut page = Page::empty();
        let mut store = Store::default();
        for nth in 0..250 {
            let action = any_action(&mut dice, &page);
            let told = format!("seed {seed}, action {nth}: {action:?}");
            let effects = page.act(action);
            effects.iter().for_each(|effect| store.take(effect));
            // As if the page was closed here.
            if nth % 50 == 49 {
                let recovered = recover(&store.stored, &store.texts);
                assert_eq!(recovered.lost, [], "{told}");
                assert_eq!(recovered.project, page.state.project, "{told}");
                assert_eq!(recovered.sequence, page.state.sequence, "{told}");
                check_history(recovered, &store, &told);
            }
            check_sound(&page);
            page.state.notices.clear();
        }
        // All that can be undone can be done again.
        page.redo_all();
        let end = page.state.project.clone();
        while page.state.history.to_undo().is_some() {
            assert!(!page.act(Action::Undo).is_empty(), "seed {seed}");
        }
        page.redo_all();
        assert_eq!(page.state.project, end, "seed {seed}");
        check_sound(&page);
    }
}

/// Every step that came back can be undone and done again.
#[track_caller]
fn check_history(recovered: Recovered, store: &Store, told: &str) {
    let project = recovered.project.clone();
    let mut page = Page::empty();
    page.act(Action::Recovered {
        recovered: Box::new(recovered),
        texts: store.texts.clone(),
        texts_lost: 0,
        place: Some(Place::default()),
        access: Access::Writes,
    });
    let mut steps = 0;
    while page.state.history.to_undo().is_some() {
        assert!(!page.act(Action::Undo).is_empty(), "{told}");
        steps += 1;
    }
    for _ in 0..steps {
        assert!(!page.act(Action::Redo).is_empty(), "{told}");
    }
    assert_eq!(page.state.project, project, "{told}");
}

impl Page {
    #[track_caller]
    fn redo_all(&mut self) {
        while self.state.history.to_redo().is_some() {
            assert!(!self.act(Action::Redo).is_empty());
        }
    }
}
