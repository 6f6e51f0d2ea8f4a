//! What rules suggest for any text.

use std::sync::Arc;

use reportmark_core::{
    model::{DocumentData, DocumentHead, DocumentId, Timestamp},
    scheme::{LabelKind, Scheme},
    suggest::{self, Ground, Suggester, Suggestions},
    text::Text,
};

use crate::{split, text_of};

/// Suggestions lie in the text, in order, are the same when they are found in steps, and make a sound
/// document.
pub fn suggest(bytes: &[u8]) {
    let Some(([budget], rest)) = split::<1>(bytes) else {
        return;
    };
    let text = Arc::new(text_of(rest));
    let ground = Ground::of_text(&text);
    let found = suggest::suggest(&text, &ground);
    for own in &found.spans {
        assert!(text.fits(own.range) && !own.range.is_empty(), "{own:?}");
        assert_eq!(
            own.party.is_some(),
            own.kind == Some(LabelKind::Party),
            "{own:?}"
        );
    }
    for answer in &found.answers {
        assert!(text.fits(answer.scope), "{answer:?}");
    }
    assert_eq!(in_steps(&text, &ground, usize::from(budget) + 1), found);

    let head = DocumentHead::new(DocumentId::new("d"), "", None);
    let (data, now) = (DocumentData::new(head, &text), Timestamp::new(""));
    let data = suggest::document(&text, data, &ground, &found, &Scheme::guideline(), &now);
    let document = data.with_text(&text).expect("spans fit");
    for own in document.spans.iter() {
        assert!(
            own.slots.iter().all(|slot| text.fits(slot.range)),
            "{own:?}"
        );
    }
}

fn in_steps(text: &Text, ground: &Ground, budget: usize) -> Suggestions {
    let mut suggester = Suggester::default();
    let mut found = Suggestions::default();
    while !suggester.step(text, ground, usize::MAX, budget, &mut found) {}
    found
}
