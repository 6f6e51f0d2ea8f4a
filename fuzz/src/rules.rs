//! What rules read out of any text.

use reportmark_core::{
    model::{Members, Tense},
    outline::Outline,
    parse::{
        document as of_document, responsibility as named,
        slots::{self as of_span, Context},
    },
    scheme::LabelKind,
    text::{Offset, Text, TextRange},
};

use crate::{split, stretch, text_of};

/// Sections nest, stand in order, and are the same when they are found in steps.
pub fn outline(bytes: &[u8]) {
    let Some(([budget], rest)) = split::<1>(bytes) else {
        return;
    };
    let text = text_of(rest);
    let outline = Outline::of(&text);
    let headings = outline.headings();
    for (nth, heading) in headings.iter().enumerate() {
        assert!(text.fits(heading.title) && text.fits(heading.section));
        assert!(heading.section.covers(heading.title) && !heading.title.is_empty());
        match heading.parent {
            None => assert_eq!(heading.level, 1),
            Some(above) => {
                let parent = headings[above];
                assert!(above < nth && parent.section.covers(heading.section));
                assert_eq!(heading.level, parent.level + 1);
            }
        }
        if let Some(next) = headings.get(nth + 1) {
            assert!(heading.section.start() < next.section.start());
            assert!(heading.title.end() <= next.title.start());
        }
        let at = outline.section_at(heading.section.start());
        assert_eq!(at, Some(nth));
    }
    let mut steps = Outline::default();
    while !steps.step(&text, usize::from(budget) + 1) {}
    assert_eq!(steps.headings(), headings);
}

/// Fields, zones and sections of a document lie in its text; dates stay dates.
pub fn document(bytes: &[u8]) {
    let text = text_of(bytes);
    let outline = Outline::of(&text);
    let mut members = Members::new();
    for field in of_document::fields(&text, &outline) {
        assert!(text.fits(field.evidence));
        members.insert(field.name.into(), field.value);
    }
    let sections = of_document::sections(&text, &outline);
    assert_eq!(sections.len(), outline.headings().len());
    assert!(sections.iter().all(|section| text.fits(section.range)));
    let mut end = Offset::ZERO;
    for zone in of_document::zones(&text, &outline) {
        assert!(text.fits(zone.range) && !zone.range.is_empty() && end <= zone.range.start());
        end = zone.range.end();
    }
    let every = text.end().bytes() / 16 + 1;
    for at in (0..text.end().bytes() + 2).step_by(every) {
        let at = Offset::from_bytes(at);
        let _ = of_document::period_at(&text, &outline, &members, at);
        let _ = of_document::in_target_list(&text, &outline, at);
        let _ = of_document::tense_at(&sections, at);
    }
    let line = text.as_str().lines().next().unwrap_or_default();
    if let Some(iso) = of_document::iso_date(line) {
        assert_eq!(of_document::iso_date(&iso), Some(iso));
    }
}

/// Brackets and lines that name parties lie in the text with all that they hold, in order, and are
/// read by themselves as they are found.
pub fn responsibility(bytes: &[u8]) {
    let Some((choice, rest)) = split::<2>(bytes) else {
        return;
    };
    let text = text_of(rest);
    let selection = stretch(&text, choice);
    let mut all = named::find(&text, text.range(), &[]);
    for own in &all {
        assert_eq!(named::read(&text, own.range, &[]).as_ref(), Some(own));
    }
    for own in named::find(&text, selection, &[]) {
        assert!(
            all.contains(&own),
            "found in a part and not in the whole: {own:?}"
        );
    }
    all.extend(named::read(&text, selection, &[]));
    let _ = named::role_at(&text, selection);
    for own in &all {
        assert!(text.fits(own.range) && !own.parties.is_empty());
        let scope = named::scope(&text, own);
        assert!(text.fits(scope) && !scope.overlaps(own.range));
        let within = |part: Option<TextRange>| part.is_none_or(|part| own.range.covers(part));
        assert!(within(own.deadline));
        let mut end = own.range.start();
        for party in &own.parties {
            assert!(text.fits(party.range) && !party.range.is_empty());
            assert!(end <= party.range.start() && party.range.end() <= own.range.end());
            assert!(within(party.role_label));
            end = party.range.end();
        }
    }
}

const NAMES: &[&str] = &[
    "indicator",
    "value",
    "unit",
    "baseline",
    "deadline",
    "modality",
    "funding",
    "comparator",
    "reference",
    "period",
    "as_of",
    "",
];

/// Slots of a commitment lie in the text, in order.
pub fn slots(bytes: &[u8]) {
    let Some((choice, rest)) = split::<2>(bytes) else {
        return;
    };
    let text = text_of(rest);
    let selection = stretch(&text, choice);
    for context in [
        Context::default(),
        Context {
            tense: Tense::Plan,
            period: Some("2021-Q1"),
            in_target_list: true,
        },
    ] {
        for range in [text.range(), selection] {
            for kind in [LabelKind::Target, LabelKind::Measure, LabelKind::Result] {
                in_order(&text, &of_span::read(&text, range, kind, &context));
            }
        }
        let of_party = of_span::read(&text, selection, LabelKind::Party, &context);
        assert_eq!(of_party, of_span::Reading::default());
        for name in NAMES {
            let _ = of_span::of_slot(name, &text, selection, &context);
        }
    }
}

fn in_order(text: &Text, reading: &of_span::Reading) {
    let mut last = Offset::ZERO;
    for slot in &reading.slots {
        assert!(!slot.range.is_empty() && text.fits(slot.range));
        assert!(last <= slot.range.start());
        last = slot.range.start();
    }
}
