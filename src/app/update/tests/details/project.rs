//! The scheme in force and the lexicon of bodies.

use super::*;

#[test]
fn what_becomes_of_spans_whose_label_goes_is_one_step_with_it() {
    let result = || LabelId::new("result");
    let mut page = page_of("[r:甲][t:[r:乙]]丙");
    page.open(&[("乙.txt", "丁戊".as_bytes())]);
    page.tag_phrase("戊", "result");
    let before = page.state.project.clone();
    let fates = vec![(result(), Some(LabelId::new("target")))];
    page.act(Action::Command(Command::Scheme));
    page.say(Detail::SetScheme(Scheme::plain(), fates));
    assert_eq!(page.state.dialog, None);
    assert_eq!(page.marked(), "丁[*t:戊]");
    let first = page.id("甲.txt");
    page.act(Action::Show(first));
    // There cannot be two targets of one stretch.
    let labels = |page: &Page| -> Vec<String> {
        let spans = page.document().spans.iter();
        spans.map(|span| span.label.as_str().into()).collect()
    };
    assert_eq!(labels(&page), ["target", "target"]);
    assert_eq!(*page.state.project.scheme, Scheme::plain());
    page.undo_to(&before, 1);

    page.say(Detail::SetScheme(Scheme::plain(), vec![(result(), None)]));
    assert!(page.state.project.documents.iter().all(|document| {
        let mut spans = document.spans.iter();
        spans.all(|span| span.label != result())
    }));
    page.undo_to(&before, 1);
    assert!(
        page.say(Detail::SetScheme(Scheme::guideline(), vec![]))
            .is_empty()
    );
}

#[test]
fn without_attributes_in_the_scheme_nothing_is_read() {
    let mut page = page_of("一、主要目标\n力争新增就业3万人。\n");
    page.say(Detail::SetScheme(Scheme::plain(), vec![]));
    page.tag_phrase("力争新增就业3万人", "target");
    let span = page.span("力争新增就业3万人");
    assert!(span.attributes.is_empty(), "{:?}", span.attributes);
    assert!(span.slots.is_empty());
}

#[test]
fn the_lexicon_is_replaced_and_that_is_undone() {
    let mut page = page_of("由[p:市住建局]负责");
    let before = page.state.project.clone();
    let lexicon = reportmark_core::lexicon::gather(&before, &Lexicon::default());
    assert_eq!(lexicon.bodies.len(), 1);
    page.say(Detail::SetLexicon(lexicon.clone()));
    assert_eq!(*page.state.lexicon(), lexicon);
    assert!(page.say(Detail::SetLexicon(lexicon)).is_empty());
    page.undo_to(&before, 1);
    assert!(page.state.lexicon().bodies.is_empty());
}
