//! What files state and the program works out anyway: relations that blocks imply, attributes that
//! follow from results. It is written, for those who read files elsewhere, and not kept.

use alloc::{collections::BTreeMap, vec::Vec};

use super::ReadDocument;
use crate::{
    attainment, links,
    model::{DocumentData, Span},
    scheme::Scheme,
};

/// Leave out relations that follow from a block and have no id of their own: they are worked out where
/// they are wanted.
pub(super) fn leave_implied(document: &mut DocumentData, scheme: &Scheme) {
    let DocumentData { head, spans, .. } = document;
    if head.blocks.is_empty() {
        return;
    }
    let mut by_id = BTreeMap::new();
    for block in head.blocks.iter() {
        by_id.insert(&block.id, block);
    }
    let mut kept = Vec::new();
    for relation in head.relations.iter() {
        let block = relation.via.as_ref().and_then(|via| by_id.get(via));
        let is_implied = block.is_some_and(|block| {
            let id = links::derived_id(&block.id, &relation.head, &relation.tail);
            relation.id.as_str() == id && links::implies(scheme, block, spans, relation)
        });
        if !is_implied || !relation.extra.is_empty() {
            kept.push(relation.clone());
        }
    }
    head.relations = kept.into();
}

/// Leave out of the attributes of targets what follows from their results.
pub(super) fn leave_derived(document: &mut ReadDocument, scheme: &Scheme) {
    let DocumentData { head, spans, .. } = &document.data;
    let derived = attainment::derived(&head.relations, spans, &document.text, scheme);
    let mut changed = Vec::new();
    for (id, derived) in derived {
        if let Some(span) = spans.get(id)
            && let Some(attributes) = attainment::without_derived(&span.attributes, &derived)
        {
            changed.push(Span {
                attributes,
                ..Span::clone(span)
            });
        }
    }
    for span in changed {
        let spans = &mut document.data.spans;
        spans.remove(&span.id);
        spans.insert(span.into());
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        format::native::{Options, read, write},
        links::testing::Draft,
        model::{Members, SpanId, Texts, Timestamp},
        scheme::Scheme,
    };

    #[test]
    fn how_a_target_stands_is_written_and_not_kept_unless_somebody_said_it() {
        let scheme = Scheme::guideline();
        let check = |said: &str, expect: &str, kept: &str| {
            let document = Draft::of("新增企业5家,全年新增企业6家")
                .span("t", "target", "新增企业5家", said)
                .span(
                    "x",
                    "result",
                    "新增企业6家",
                    r#"{"value":6,"unit":"家","comparator":"eq"}"#,
                )
                .relation("result_of", "x", "t", "")
                .done();
            let options = Options {
                exported_at: &Timestamp::new("2026-11-28T09:00:00Z"),
                extra: &Members::new(),
            };
            let written = write(&scheme, [&document].into_iter(), &options).unwrap();
            let file: serde_json::Value = serde_json::from_slice(&written).unwrap();
            let attributes = &file["documents"][0]["spans"][0]["attributes"];
            let expected: serde_json::Value = serde_json::from_str(expect).unwrap();
            assert_eq!(attributes, &expected);
            let read = read(&written, &Texts::new()).unwrap();
            assert_eq!(read.problems, []);
            let target = read.documents[0].data.spans.get(&SpanId::new("t")).unwrap();
            let kept: Members = serde_json::from_str(kept).unwrap();
            assert_eq!(target.attributes, kept);
        };
        let own = r#"{"value":5,"unit":"家","comparator":"ge"}"#;
        let stands = r#"{"value":5,"unit":"家","comparator":"ge","attainment":"met","actual":{"value":6,"unit":"家"}}"#;
        check(own, stands, own);
        check(stands, stands, own);
        let overruled = r#"{"value":5,"unit":"家","comparator":"ge","attainment":"behind"}"#;
        check(overruled, overruled, overruled);
    }
}
