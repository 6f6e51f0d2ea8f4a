//! Actions whose code is not here yet.

use super::*;
use crate::app::{Dialog, keys::Command, later};

/// The only thing that is asked for: the code of an action.
#[track_caller]
fn wanted(effects: Vec<Effect>) -> Action {
    let mut effects = effects.into_iter();
    match (effects.next(), effects.next()) {
        (Some(Effect::FetchCode(action)), None) => *action,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_dialog_opens_when_its_code_came() {
    for action in [Action::AskKeys, Action::Command(Command::Keys)] {
        let mut page = Page::empty();
        let action = wanted(later::without(|| page.act(action)));
        assert_eq!(page.state.dialog, None);
        assert!(page.act(action).is_empty());
        assert_eq!(page.state.dialog, Some(Dialog::Keys(None)));
    }
}

#[test]
fn what_was_opened_is_not_lost_while_code_is_fetched() {
    let mut page = Page::empty();
    let openings = page.read(&[("甲.txt", "乙".as_bytes())]);
    let action = wanted(later::without(|| page.arrive(openings)));
    assert!(page.state.project.documents.is_empty());
    page.act(action);
    assert_eq!(page.state.project.documents.len(), 1);
}

#[test]
fn marking_needs_no_other_code() {
    let mut page = page_of("[*t:甲]乙");
    let effects = later::without(|| {
        let mut effects = page.label("m");
        effects.extend(page.act(Action::Undo));
        effects.extend(page.act(Action::Redo));
        effects.extend(page.act(Action::Bin));
        effects
    });
    let records = effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Append(_)));
    assert_eq!(records.count(), 4);
    // What a span says is read when it is seen, and may come later.
    let waits = |effect: &Effect| match effect {
        Effect::FetchCode(action) => !matches!(**action, Action::Fill),
        _ => false,
    };
    assert!(!effects.iter().any(waits));
}

#[test]
fn what_is_tagged_before_the_code_came_is_read_when_it_is_here() {
    let text = "全年力争新增就业3万人，增长5%。";
    let mut page = page_of(text);
    let place = |phrase: &str| {
        let at = text.find(phrase).unwrap();
        TextRange::between(
            Offset::from_bytes(at),
            Offset::from_bytes(at + phrase.len()),
        )
    };
    later::without(|| {
        for phrase in ["力争新增就业3万人", "增长5%"] {
            page.select(place(phrase), false);
            page.label("measure");
            page.label("target");
        }
    });
    page.act(Action::Fill);
    let spans: Vec<_> = page.state.document().unwrap().spans.iter().collect();
    assert_eq!(spans.len(), 2);
    assert!(
        spans
            .iter()
            .all(|span| span.attributes["value"].is_number())
    );
}
