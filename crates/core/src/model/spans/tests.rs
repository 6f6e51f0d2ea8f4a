use super::*;
use crate::{model::Timestamp, scheme::LabelId};
use proptest::prelude::*;

fn span(id: u16, start: usize, len: usize) -> Span {
    let start = Offset::from_bytes(start);
    let end = Offset::from_bytes(start.bytes() + len);
    let mut span = Span::manual(
        SpanId::new(&id.to_string()),
        LabelId::new(if id.is_multiple_of(3) {
            "target"
        } else {
            "party"
        }),
        TextRange::between(start, end),
        Timestamp::new(""),
    );
    if len.is_multiple_of(4) {
        span.status = SpanStatus::Suggested;
    }
    span
}

fn ids<'a>(spans: impl Iterator<Item = &'a Arc<Span>>) -> Vec<String> {
    spans.map(|span| span.id.as_str().into()).collect()
}

proptest! {
    #[test]
    fn ranges_find_what_a_naive_list_finds_over_many_groups(
        lens in prop::collection::vec(prop_oneof![9 => 1..9_usize, 1 => 1..9000_usize], 2000..5000),
        taken in prop::collection::vec(any::<prop::sample::Index>(), 0..300),
        queries in prop::collection::vec((0..60_000_usize, 0..200_usize), 20),
    ) {
        let mut naive: Vec<_> = lens.iter().enumerate()
            .map(|(nth, &len)| span(u16::try_from(nth).unwrap(), nth * 11, len))
            .collect();
        let mut spans: Spans = naive.iter().cloned().collect();
        for nth in taken {
            let gone = naive.remove(nth.index(naive.len()));
            spans.remove(&gone.id);
        }
        for (start, len) in queries {
            let range = TextRange::between(Offset::from_bytes(start), Offset::from_bytes(start + len));
            let found = naive.iter().filter(|span| span.range.overlaps(range));
            prop_assert_eq!(
                ids(spans.overlapping(range)),
                found.map(|span| span.id.as_str().to_owned()).collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn agrees_with_a_naive_list(
        edits in prop::collection::vec((any::<bool>(), 0..400_u16, 0..2000_usize, 1..300_usize), 0..900),
        query in (0..2200_usize, 0..400_usize),
        from_list in any::<bool>(),
    ) {
        let mut naive: Vec<Span> = vec![];
        let mut spans = Spans::default();
        for (put, id, start, len) in edits {
            let new = span(id, start, len);
            naive.retain(|old| old.id != new.id);
            if put {
                naive.push(new.clone());
                spans.insert(Arc::new(new));
            } else {
                spans.remove(&new.id);
            }
        }
        if from_list {
            spans = naive.iter().cloned().collect();
        }
        naive.sort_by_key(place);
        let naive: Vec<_> = naive.into_iter().map(Arc::new).collect();
        prop_assert_eq!(spans.len(), naive.len());
        prop_assert_eq!(ids(spans.iter()), ids(naive.iter()));
        for old in &naive {
            prop_assert_eq!(spans.get(&old.id), Some(old));
        }
        let range = TextRange::between(
            Offset::from_bytes(query.0),
            Offset::from_bytes(query.0 + query.1),
        );
        prop_assert_eq!(
            ids(spans.overlapping(range)),
            ids(naive.iter().filter(|span| span.range.overlaps(range)))
        );
        for (nth, span) in naive.iter().enumerate() {
            prop_assert_eq!(spans.nth(nth), Some(span));
            prop_assert_eq!(spans.position(&Cursor::of(span)), nth);
        }
        prop_assert_eq!(spans.nth(naive.len()), None);
        let from = naive.len() / 3;
        prop_assert_eq!(ids(spans.since(from)), ids(naive.iter().skip(from)));
        for label in ["target", "party"].map(LabelId::new) {
            let counts = |span: &&Arc<Span>| span.label == label && span.status == SpanStatus::Accepted;
            prop_assert_eq!(spans.accepted(&label), naive.iter().filter(counts).count());
        }
        let at = Cursor::Position(range.start());
        let before = naive.iter().filter(|span| span.range.start() < range.start()).count();
        prop_assert_eq!(spans.position(&at), before);
        let gone = Cursor::of(&span(400, range.start().bytes(), range.len()));
        let before = naive.iter().filter(|span| gone.is_behind(span)).count();
        prop_assert_eq!(spans.position(&gone), before);
        prop_assert_eq!(spans.next(&at), naive.iter().find(|span| span.range.start() >= range.start()));
        prop_assert_eq!(spans.previous(&at), naive.iter().rev().find(|span| span.range.start() < range.start()));
        for pair in naive.windows(2) {
            prop_assert_eq!(spans.next(&Cursor::of(&pair[0])), Some(&pair[1]));
            prop_assert_eq!(spans.previous(&Cursor::of(&pair[1])), Some(&pair[0]));
        }
    }
}
