//! The history: steps as they are listed, states between them, and going back to one.

use super::*;
use crate::app::{
    Detail, Hint, Language,
    keeping::Why,
    keys::Command,
    past::{Chronicle, Done, Line, Moment, Row, Sign, Step, Summary, Wording, rows},
    words,
};
use reportmark_core::{
    change::{Intent, between},
    journal::{Damage, Past, Sequence, encode},
    model::{DocumentStatus, Project},
    scheme::{Scheme, Terms},
};

/// A page, the bytes of its journal, and what it was after each record.
struct Told {
    page: Page,
    journal: Vec<(Sequence, Vec<u8>)>,
    states: Vec<Project>,
}

impl Told {
    fn of(text: &str) -> Self {
        let mut told = Self {
            page: Page::empty(),
            journal: Vec::new(),
            states: vec![Project::default()],
        };
        let openings = told.page.read(&[("甲.txt", text.as_bytes())]);
        let request = told.page.ask();
        told.act(Action::Opened(request, openings));
        told
    }

    fn act(&mut self, action: Action) {
        let effects = self.page.act(action);
        for effect in effects {
            if let Effect::Append(record) = effect {
                self.journal.push((record.sequence, encode(&record)));
                self.states.push(self.page.state.project.clone());
            }
        }
    }

    fn tag(&mut self, from: usize, to: usize, label: &str) -> SpanId {
        let text = &self.page.state.document().unwrap().text;
        let at = |character: usize| text.from_code_points(character).unwrap();
        let (anchor, focus) = (at(from), at(to));
        self.act(Action::Select {
            anchor,
            focus,
            exact: true,
        });
        self.act(Action::Label(LabelId::new(label)));
        self.page.state.selected_span().unwrap().id.clone()
    }

    /// All that is known of it.
    fn chronicle(&self) -> Chronicle {
        let state = &self.page.state;
        let mut chronicle = Chronicle::of(&state.project, state.sequence);
        while let Some((from, to)) = chronicle.wanted() {
            let own = self.journal.iter();
            let page: Vec<_> = own
                .filter(|(sequence, _)| (from..=to).contains(sequence))
                .cloned()
                .collect();
            chronicle.read(&page, &state.texts);
        }
        chronicle
    }

    /// Go back to what was after a record.
    fn go_back(&mut self, to: usize, only: Option<DocumentId>) {
        let then = Past::from(&self.states[to]);
        self.act(Action::Detail(Box::new(Detail::Return(
            Box::new(then),
            only,
        ))));
    }
}

fn done(step: &Step) -> &Done {
    match step {
        Step::Done(done) => done,
        other => panic!("{other:?} was not done"),
    }
}

fn intents(chronicle: &Chronicle) -> Vec<Intent> {
    let steps = chronicle.steps().iter();
    steps.map(|step| done(step).intent()).collect()
}

fn lines(told: &Told, step: &Step, language: Language) -> Vec<Line> {
    let scheme = &told.page.state.project.scheme;
    let wording = Wording {
        scheme,
        terms: &Terms::of(scheme),
        language,
    };
    wording.lines(done(step), &[&told.page.state.project], 100)
}

/// A text in which a target says something.
const TEXT: &str = "一、目标\n新增就业3万人，改造小区25个。\n";

fn worked() -> Told {
    let mut told = Told::of(TEXT);
    let span = told.tag(5, 12, "target");
    told.act(Action::Note(span.clone(), "甲".into()));
    told.act(Action::Note(span.clone(), "甲乙".into()));
    told.act(Action::Note(span, "甲乙丙".into()));
    told.tag(13, 20, "measure");
    told.act(Action::Command(Command::Remove));
    told.act(Action::Undo);
    told.act(Action::Redo);
    told.act(Action::Status(DocumentStatus::Done));
    told
}

#[test]
fn steps_that_go_on_are_one_and_every_state_between_steps_is_found() {
    let told = worked();
    let chronicle = told.chronicle();
    use Intent::{Note, Open, Status, Tag, Untag};
    assert_eq!(
        intents(&chronicle),
        [Status, Untag, Untag, Untag, Tag, Note, Tag, Open]
    );
    assert!(chronicle.is_from_the_beginning());
    assert_eq!(chronicle.barrier(), None);
    let texts = &told.page.state.texts;
    for (nth, step) in chronicle.steps().iter().enumerate() {
        let (first, last) = done(step).sequences;
        let state = |sequence: Sequence| &told.states[usize::try_from(sequence).unwrap()];
        assert_eq!(&chronicle.after(nth, texts).unwrap().project, state(last));
        assert_eq!(
            &chronicle.before(nth, texts).unwrap().project,
            state(first - 1)
        );
    }
}

#[test]
fn many_steps_come_in_pages_and_states_far_back_are_found() {
    let mut told = Told::of(TEXT);
    told.tag(5, 12, "target");
    for nth in 0..560 {
        told.act(Action::Label(LabelId::new(
            ["measure", "result", "target"][nth % 3],
        )));
    }
    let chronicle = told.chronicle();
    let texts = &told.page.state.texts;
    assert!(chronicle.steps().len() >= 560);
    for nth in [0, 1, 63, 64, 65, 400, chronicle.steps().len() - 1] {
        let last = usize::try_from(done(&chronicle.steps()[nth]).sequences.1).unwrap();
        assert_eq!(
            chronicle.after(nth, texts).unwrap().project,
            told.states[last]
        );
    }
}

#[test]
fn behind_a_damaged_record_steps_are_shown_and_no_state_is_known() {
    let mut told = worked();
    let texts = told.page.state.texts.clone();
    let middle = told.journal.len() / 2;
    told.journal[middle].1[9] ^= 1;
    let damaged = told.journal[middle].0;
    let chronicle = told.chronicle();
    let is_damaged =
        |step: &Step| matches!(step, Step::Damaged(own, Damage::Checksum) if *own == damaged);
    let at = chronicle.steps().iter().position(is_damaged).unwrap();
    assert_eq!(chronicle.barrier(), Some(at));
    assert!(
        chronicle.after(at, &texts).is_some(),
        "what it led to is there"
    );
    assert!(chronicle.before(at, &texts).is_none());
    assert!(chronicle.after(at + 1, &texts).is_none());
    assert!(
        chronicle
            .before(chronicle.steps().len() - 1, &texts)
            .is_none()
    );
    // What was done then is read all the same.
    let first = chronicle.steps().last().unwrap();
    assert_eq!(done(first).intent(), Intent::Open);
    let tag = &chronicle.steps()[chronicle.steps().len() - 2];
    assert_eq!(
        lines(&told, tag, Language::Chinese)[0].quote,
        "新增就业3万人"
    );
}

#[test]
fn records_that_are_missing_are_so_only_where_older_ones_are_there() {
    let mut told = worked();
    let all = told.journal.clone();
    told.journal
        .retain(|(sequence, _)| ![4, 5].contains(sequence));
    let chronicle = told.chronicle();
    let is_gap = |step: &Step| matches!(step, Step::Missing { from: 4, to: 5 });
    assert!(chronicle.steps().iter().any(is_gap));
    assert!(chronicle.barrier().is_some());
    // Where the journal was cut off, nothing is missing: it is not kept.
    told.journal = all.into_iter().filter(|(own, _)| *own > 5).collect();
    let chronicle = told.chronicle();
    assert!(
        !chronicle
            .steps()
            .iter()
            .any(|step| matches!(step, Step::Missing { .. }))
    );
    assert!(!chronicle.is_from_the_beginning());
    let oldest = chronicle.steps().len() - 1;
    let before = chronicle.before(oldest, &told.page.state.texts).unwrap();
    assert_eq!(before.project, told.states[5]);
    told.journal.clear();
    assert!(told.chronicle().steps().is_empty());
    assert_eq!(told.chronicle().wanted(), None);
}

#[test]
fn a_record_that_does_not_fit_is_where_going_back_ends() {
    let mut told = worked();
    // The second span got another label, as far as the journal says.
    let steps = told.chronicle();
    let of_measure = done(&steps.steps()[4]).sequences.0;
    let record = &mut told.journal[usize::try_from(of_measure).unwrap() - 1].1;
    let text = String::from_utf8(record[4..].to_vec()).unwrap();
    let other = text.replace("\"measure\"", "\"result\"");
    assert_ne!(other, text);
    let other = serde_json::from_str::<serde_json::Value>(&other).unwrap();
    let other = reportmark_core::json::FromJson::from_json(other).unwrap();
    *record = encode(&other);
    let chronicle = told.chronicle();
    let barrier = chronicle.barrier().unwrap();
    let texts = &told.page.state.texts;
    assert_eq!(done(&chronicle.steps()[barrier]).sequences.0, of_measure);
    assert!(chronicle.after(barrier, texts).is_some());
    assert!(chronicle.before(barrier, texts).is_none());
    assert!(chronicle.after(barrier + 1, texts).is_none());
}

#[test]
fn what_a_step_changed_is_said_in_lines() {
    let told = worked();
    let chronicle = told.chronicle();
    let said = |nth: usize, language| lines(&told, &chronicle.steps()[nth], language);
    let [status] = &said(0, Language::English)[..] else {
        panic!()
    };
    assert_eq!(
        (status.what.as_str(), status.quote.as_str()),
        ("Document", "甲.txt")
    );
    assert_eq!(
        (
            status.parts[0].name.as_str(),
            status.parts[0].after.as_str()
        ),
        ("Status", "Done")
    );
    let [removed] = &said(1, Language::Chinese)[..] else {
        panic!()
    };
    assert_eq!((removed.sign, removed.what.as_str()), (Sign::Went, "措施"));
    let [note] = &said(5, Language::Chinese)[..] else {
        panic!()
    };
    assert_eq!(note.sign, Sign::Changed);
    assert_eq!(
        (note.parts[0].before.as_str(), note.parts[0].after.as_str()),
        ("", "甲乙丙")
    );
    let [opened] = &said(7, Language::English)[..] else {
        panic!()
    };
    assert_eq!((opened.sign, opened.quote.as_str()), (Sign::Came, "甲.txt"));
    let named = |nth: usize, language| words::history::step(&chronicle.steps()[nth], language);
    assert_eq!(named(1, Language::Chinese), "重做：删除标注");
    assert_eq!(named(2, Language::English), "Undone: remove annotation");
    assert_eq!(named(3, Language::English), "Remove annotation");
}

#[test]
fn the_list_has_days_and_only_the_steps_of_a_document_where_asked() {
    let mut told = worked();
    let first = told.page.state.current.clone().unwrap();
    let openings = told.page.read(&[("乙.txt", "丙丁戊".as_bytes())]);
    let request = told.page.ask();
    told.act(Action::Opened(request, openings));
    told.tag(0, 2, "party");
    let chronicle = told.chronicle();
    let day = |day| Moment {
        year: 2026,
        month: 11,
        day,
        weekday: 6,
        time: (9, 5, 0),
    };
    let count = chronicle.steps().len();
    let moments: Vec<_> = (0..count)
        .map(|nth| Some(day(if nth < 2 { 28 } else { 27 })))
        .collect();
    let all = rows(chronicle.steps(), &moments, None);
    assert_eq!(
        all[..4],
        [
            Row::Day(day(28)),
            Row::Step(0),
            Row::Step(1),
            Row::Day(day(27))
        ]
    );
    assert_eq!(all.len(), count + 2);
    let own = rows(chronicle.steps(), &moments, Some(&first));
    assert_eq!(own[..2], [Row::Day(day(27)), Row::Step(2)]);
    assert_eq!(own.len(), count - 1);
    assert_eq!(day(28).date(Language::Chinese), "2026年11月28日 星期六");
    assert_eq!(
        day(28).date(Language::English),
        "Saturday, 28 November 2026"
    );
    assert_eq!(day(28).clock(), "09:05:00");
}

#[test]
fn going_back_is_a_change_that_shows_where_and_can_be_undone() {
    let mut told = worked();
    let now = told.page.state.project.clone();
    told.act(Action::Ask(crate::app::Dialog::History));
    told.go_back(2, None);
    assert_eq!(told.page.state.project, told.states[2]);
    assert_eq!(told.page.state.dialog, None);
    assert_eq!(told.page.notice().what, Hint::Returned(0).into());
    assert!(
        told.page.state.selected_span().is_some(),
        "the first that changed"
    );
    assert_eq!(
        told.page.state.history.to_undo().unwrap().intent,
        Intent::Return
    );
    told.act(Action::Undo);
    assert_eq!(told.page.state.project, now);
    told.act(Action::Redo);
    assert_eq!(told.page.state.project, told.states[2]);
    // The history goes on behind it.
    let chronicle = told.chronicle();
    assert_eq!(intents(&chronicle)[..3], [Intent::Return; 3]);
    assert_eq!(chronicle.barrier(), None);
}

#[test]
fn a_document_that_came_later_goes_to_the_bin_and_one_alone_goes_back() {
    let mut told = worked();
    let first = told.page.state.current.clone().unwrap();
    let before = told.journal.len();
    let openings = told.page.read(&[("乙.txt", "丙丁戊".as_bytes())]);
    let request = told.page.ask();
    told.act(Action::Opened(request, openings));
    told.tag(0, 2, "party");
    let second = told
        .page
        .state
        .project
        .document(&told.page.id("乙.txt"))
        .cloned();

    told.go_back(2, Some(first.clone()));
    let project = &told.page.state.project;
    assert_eq!(project.document(&first), told.states[2].document(&first));
    assert_eq!(project.document(&told.page.id("乙.txt")), second.as_ref());
    told.act(Action::Undo);

    told.go_back(before, None);
    assert_eq!(told.page.names(), ["甲.txt"]);
    assert_eq!(told.page.state.project.binned().count(), 1);
    let to_bin = told.page.state.history.to_undo().unwrap();
    assert_eq!(Summary::of(to_bin).to_bin, 1);
    told.act(Action::Restore(told.page.id("乙.txt")));
    assert_eq!(
        told.page.state.project.document(&told.page.id("乙.txt")),
        second.as_ref()
    );
}

#[test]
fn nothing_happens_where_nothing_differs_or_nothing_may_be_changed() {
    let mut told = worked();
    let count = told.journal.len();
    told.act(Action::Ask(crate::app::Dialog::History));
    told.go_back(count, None);
    assert_eq!(told.journal.len(), count);
    assert_eq!(told.page.notice().what, Hint::SameAsThen.into());
    assert!(told.page.state.dialog.is_some());

    told.page.state.access = Access::Follows(Why::Other);
    told.go_back(1, None);
    assert_eq!(told.page.state.project, told.states[count]);
    assert!(told.page.state.dialog.is_some(), "why not is said there");
    assert!(told.page.told().contains(&&Failure::ReadOnly(Why::Other)));
}

#[test]
fn what_restoring_changes_is_counted() {
    let told = worked();
    let now = Timestamp::new("then");
    let chronicle = told.chronicle();
    let then = chronicle.after(4, &told.page.state.texts).unwrap().project;
    let step = between(&told.page.state.project, &then, None, &now);
    let summary = Summary::of(&step);
    assert_eq!((summary.spans, summary.parts), ((1, 0, 0), 1));
    let said = words::history::summary(&summary, Language::English);
    assert_eq!(
        said,
        ["1 annotation comes back", "1 detail of documents changes"]
    );
    let mut other = then.clone();
    other.scheme = Arc::new(Scheme::plain());
    let step = between(&told.page.state.project, &other, None, &now);
    assert!(Summary::of(&step).scheme);
}
