//! Documents that tests put together by hand.

use std::sync::Arc;

use crate::{
    model::{
        Block, BlockId, Document, DocumentHead, DocumentId, Members, Relation, RelationId, Section,
        Span, SpanId, SpanStatus, Spans, Tense, Timestamp,
    },
    scheme::LabelId,
    text::{Offset, Text, TextRange},
};

/// A document in the making.
pub(crate) struct Draft {
    text: Arc<Text>,
    head: DocumentHead,
    spans: Vec<Span>,
}

impl Draft {
    pub(crate) fn of(text: &str) -> Self {
        Self {
            text: Arc::new(Text::new(text.into())),
            head: DocumentHead::new(DocumentId::new("d"), "任务.txt", None),
            spans: Vec::new(),
        }
    }

    /// Where a part of the text first is.
    #[track_caller]
    pub(crate) fn range(&self, part: &str) -> TextRange {
        let start = self.text.as_str().find(part).unwrap();
        let end = Offset::from_bytes(start + part.len());
        TextRange::between(Offset::from_bytes(start), end)
    }

    /// A span over the first place of a text, with attributes as JSON.
    #[track_caller]
    pub(crate) fn span(self, id: &str, label: &str, part: &str, attributes: &str) -> Self {
        let range = self.range(part);
        self.span_at(id, label, range, attributes)
    }

    pub(crate) fn span_at(
        mut self,
        id: &str,
        label: &str,
        range: TextRange,
        attributes: &str,
    ) -> Self {
        let (id, label) = (SpanId::new(id), LabelId::new(label));
        let mut span = Span::manual(id, label, range, Timestamp::new("2026-11-27T09:00:00Z"));
        span.attributes = serde_json::from_str::<Members>(attributes).unwrap();
        self.spans.push(span);
        self
    }

    /// A party of that role.
    #[track_caller]
    pub(crate) fn party(self, id: &str, role: &str, part: &str) -> Self {
        self.span(id, "party", part, &format!(r#"{{"role":"{role}"}}"#))
    }

    /// The status of the span that came last.
    pub(crate) fn status(mut self, status: SpanStatus) -> Self {
        self.spans.last_mut().unwrap().status = status;
        self
    }

    /// The remark on the span that came last.
    pub(crate) fn note(mut self, note: &str) -> Self {
        self.spans.last_mut().unwrap().note = note.into();
        self
    }

    /// A block over a part of the text; ids with blanks between.
    #[track_caller]
    pub(crate) fn block(mut self, id: &str, scope: &str, members: &str, parties: &str) -> Self {
        let ids = |list: &str| list.split_whitespace().map(SpanId::new).collect();
        self.head.blocks.push(Block {
            id: BlockId::new(id),
            scope: self.range(scope),
            bracket: None,
            members: ids(members),
            parties: ids(parties),
            extra: Members::new(),
        });
        self
    }

    pub(crate) fn relation(mut self, kind: &str, head: &str, tail: &str, via: &str) -> Self {
        let id = format!("r{}", self.head.relations.len() + 1);
        self.head.relations.push(Relation {
            id: RelationId::new(&id),
            kind: kind.into(),
            head: SpanId::new(head),
            tail: SpanId::new(tail),
            via: (!via.is_empty()).then(|| BlockId::new(via)),
            extra: Members::new(),
        });
        self
    }

    #[track_caller]
    pub(crate) fn section(mut self, id: &str, part: &str, parent: &str) -> Self {
        let section = Section {
            id: id.into(),
            level: 1,
            number: String::new(),
            range: self.range(part),
            parent: (!parent.is_empty()).then(|| parent.into()),
            tense: Tense::None,
            extra: Members::new(),
        };
        Arc::make_mut(&mut self.head.sections).push(section);
        self
    }

    pub(crate) fn field(mut self, name: &str, value: &str) -> Self {
        self.head.fields.insert(name.into(), value.into());
        self
    }

    pub(crate) fn done(self) -> Document {
        Document {
            head: Arc::new(self.head),
            text: self.text,
            spans: self.spans.into_iter().collect::<Spans>(),
        }
    }
}

/// A long task list: so many blocks, each with a measure, a target and three parties, and all that
/// the blocks imply stored beside.
pub(crate) fn task_list(blocks: usize) -> Document {
    let item = "改造道路,新增企业5家(甲某、市交通运输局、市财政局)。\n";
    let mut draft = Draft::of(&item.repeat(blocks));
    for nth in 0..blocks {
        let at = |part: &str| {
            let start = nth * item.len() + item.find(part).unwrap();
            let end = Offset::from_bytes(start + part.len());
            TextRange::between(Offset::from_bytes(start), end)
        };
        let id = |kind: &str| format!("{kind}{nth}");
        let role = |role: &str| format!(r#"{{"role":"{role}"}}"#);
        let parties = [
            ("a", "leader", at("甲某")),
            ("b", "lead", at("市交通运输局")),
            ("c", "co", at("市财政局")),
        ];
        let value = r#"{"value":5,"unit":"家"}"#;
        draft = draft
            .span_at(&id("m"), "measure", at("改造道路"), "{}")
            .span_at(&id("t"), "target", at("新增企业5家"), value);
        for (party, own, range) in parties {
            draft = draft.span_at(&id(party), "party", range, &role(own));
        }
        draft.head.blocks.push(Block {
            id: BlockId::new(&id("B")),
            scope: at("改造道路,新增企业5家"),
            bracket: None,
            members: [id("m"), id("t")]
                .iter()
                .map(|id| SpanId::new(id))
                .collect(),
            parties: parties
                .iter()
                .map(|(party, ..)| SpanId::new(&id(party)))
                .collect(),
            extra: Members::new(),
        });
        for (party, own, _) in parties {
            for member in ["m", "t"] {
                let kind = super::relation_of_role(own).unwrap();
                draft = draft.relation(kind, &id(party), &id(member), &id("B"));
            }
        }
    }
    draft.done()
}
