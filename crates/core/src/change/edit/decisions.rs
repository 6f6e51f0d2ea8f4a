//! What somebody decides on suggestions: spans are accepted or rejected, and with them comes who
//! answers for them.

use alloc::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    vec::Vec,
};

use super::{
    blocks::commitments,
    spans::{begin, twin},
};
use crate::{
    change::{Edit, Intent, Swap, Transaction},
    collections::List,
    model::{
        Block, BlockId, Document, DocumentHead, Members, Relation, RelationId, Span, SpanId,
        SpanStatus,
    },
    scheme::{LabelId, LabelKind, Scheme},
    text::{Offset, TextRange},
};

/// Parties and the stretch whose commitments they answer for, as they are suggested.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// The stretch.
    pub scope: TextRange,
    /// The bracket that names the parties, where there is one.
    pub bracket: Option<TextRange>,
    /// Where the parties are named.
    pub parties: Vec<TextRange>,
}

/// A relation as it is suggested, by the labels and places of its ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tie {
    /// Its type.
    pub kind: &'static str,
    /// Where it starts.
    pub head: (LabelKind, TextRange),
    /// Where it leads.
    pub tail: (LabelKind, TextRange),
}

/// Spans as they are to be: new ones, and others in the place of those with their ids. What `answers`
/// and `ties` say of accepted ones becomes blocks and relations as far as both ends are accepted.
///
/// Left out are spans that do not fit the text, and new ones that have a [`twin`]. `fresh_id` gives
/// ids to blocks and relations. None when nothing would change.
#[must_use]
pub fn decide(
    document: &Document,
    intent: Intent,
    spans: Vec<Span>,
    (answers, ties): (&[Answer], &[Tie]),
    scheme: &Scheme,
    fresh_id: &mut dyn FnMut() -> alloc::string::String,
) -> Option<Transaction> {
    let mut work = document.clone();
    let mut edits: Vec<Edit> = Vec::new();
    let mut accepted: Vec<TextRange> = Vec::new();
    for span in spans {
        let before = work.spans.get(&span.id).cloned();
        let is_twin = before.is_none() && twin(&work, span.range, &span.label).is_some();
        if is_twin || !span.fits(&work.text) || before.as_deref() == Some(&span) {
            continue;
        }
        if span.status == SpanStatus::Accepted {
            accepted.push(span.range);
        }
        let after = Arc::new(span);
        if before.is_some() {
            work.spans.remove(&after.id);
        }
        work.spans.insert(Arc::clone(&after));
        edits.push(Edit::Span(Swap {
            before,
            after: Some(after),
        }));
    }
    if edits.is_empty() {
        return None;
    }
    accepted.sort_unstable();
    put_blocks(&mut work, answers, &accepted, scheme, fresh_id, &mut edits);
    put_relations(&mut work, ties, &accepted, scheme, fresh_id, &mut edits);
    edits.extend(begin(document));
    Some(Transaction::of(intent, document.id(), edits))
}

/// The accepted span that a suggestion became, or that was there.
fn accepted_at(document: &Document, label: &LabelId, range: TextRange) -> Option<SpanId> {
    let mut there = document.spans.overlapping(range);
    let own = there.find(|span| {
        span.range == range && span.label == *label && span.status == SpanStatus::Accepted
    });
    own.map(|span| span.id.clone())
}

/// The blocks of a document while some are put in.
struct Blocks {
    list: List<Block>,
    /// Where the scope of each starts.
    starts: Vec<Offset>,
    /// By bracket, and by scope where there is none.
    ids: BTreeMap<(bool, TextRange), BlockId>,
}

impl Blocks {
    fn of(list: List<Block>) -> Self {
        let ids = list.iter().map(|block| (key(block), block.id.clone()));
        Self {
            starts: list.iter().map(|block| block.scope.start()).collect(),
            // Of two that are alike, the first is meant.
            ids: ids.rev().collect(),
            list,
        }
    }

    /// The one that is of an answer, and its place.
    fn there(&self, answer: &Answer) -> Option<(usize, &Block)> {
        let range = answer.bracket.unwrap_or(answer.scope);
        let id = self.ids.get(&(answer.bracket.is_some(), range))?;
        // It stands near, unless its scope was moved or the list is in another order.
        let near = self
            .starts
            .partition_point(|start| *start < answer.scope.start());
        let is_own = |nth: &usize| self.list.get(*nth).is_some_and(|block| block.id == *id);
        let mut around = near..(near + 4).min(self.starts.len());
        let at = around
            .find(is_own)
            .or_else(|| (0..self.starts.len()).find(is_own))?;
        Some((at, self.list.get(at)?))
    }

    /// Where a block of that scope goes: behind those that start before it, if the list is in order.
    fn place(&self, scope: TextRange) -> usize {
        let is_before = |start: &Offset| *start <= scope.start();
        if self.starts.is_sorted() {
            return self.starts.partition_point(is_before);
        }
        self.starts
            .iter()
            .take_while(|start| is_before(start))
            .count()
    }

    fn put(&mut self, at: usize, block: Block, is_new: bool) {
        if is_new {
            self.starts.insert(at, block.scope.start());
            self.ids.entry(key(&block)).or_insert(block.id.clone());
        } else {
            self.list.remove(at);
        }
        self.list.insert(at, block);
    }
}

/// What a block is known by.
fn key(block: &Block) -> (bool, TextRange) {
    (
        block.bracket.is_some(),
        block.bracket.unwrap_or(block.scope),
    )
}

fn put_blocks(
    work: &mut Document,
    answers: &[Answer],
    accepted: &[TextRange],
    scheme: &Scheme,
    fresh_id: &mut dyn FnMut() -> alloc::string::String,
    edits: &mut Vec<Edit>,
) {
    let Some(label) = scheme.label_of(LabelKind::Party).map(|label| &label.id) else {
        return;
    };
    let is_accepted = |range: &TextRange| accepted.binary_search(range).is_ok();
    let is_commitment = |label: &LabelId| scheme.kind(label).is_some_and(LabelKind::is_commitment);
    let mut blocks = Blocks::of(work.head.blocks.clone());
    for answer in answers {
        let from = accepted.partition_point(|range| range.start() < answer.scope.start());
        let in_scope = accepted
            .iter()
            .skip(from)
            .take_while(|range| range.start() < answer.scope.end())
            .any(|range| answer.scope.covers(*range));
        if !in_scope && !answer.parties.iter().any(is_accepted) {
            continue;
        }
        let named = answer.parties.iter();
        let parties: Vec<SpanId> = named
            .filter_map(|&range| accepted_at(work, label, range))
            .collect();
        if parties.is_empty() {
            continue;
        }
        let members = commitments(work, answer.scope, &is_commitment);
        let (at, before) = match blocks.there(answer) {
            Some((at, block)) => (at, Some(block.clone())),
            None => (blocks.place(answer.scope), None),
        };
        let mut after = before.clone().unwrap_or_else(|| Block {
            id: BlockId::new(&fresh_id()),
            scope: answer.scope,
            bracket: answer.bracket,
            members: Vec::new(),
            parties: Vec::new(),
            extra: Members::new(),
        });
        let add = |ids: &mut Vec<SpanId>, more: Vec<SpanId>| {
            for id in more {
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        };
        // What somebody took out of a block stays out: only what was just accepted comes.
        let is_new = |id: &SpanId| {
            let span = work.spans.get(id);
            before.is_none() || span.is_some_and(|span| is_accepted(&span.range))
        };
        add(
            &mut after.members,
            members.into_iter().filter(is_new).collect(),
        );
        add(
            &mut after.parties,
            parties.into_iter().filter(is_new).collect(),
        );
        if before.as_ref() == Some(&after) {
            continue;
        }
        blocks.put(at, after.clone(), before.is_none());
        let after = Some(after);
        edits.push(Edit::Block(at, Swap { before, after }));
    }
    let mut head = DocumentHead::clone(&work.head);
    head.blocks = blocks.list;
    work.head = Arc::new(head);
}

fn put_relations(
    work: &mut Document,
    ties: &[Tie],
    accepted: &[TextRange],
    scheme: &Scheme,
    fresh_id: &mut dyn FnMut() -> alloc::string::String,
    edits: &mut Vec<Edit>,
) {
    let key = |own: &Relation| (Arc::clone(&own.kind), own.head.clone(), own.tail.clone());
    let mut there: Option<BTreeSet<_>> = None;
    let mut at = work.head.relations.len();
    for tie in ties {
        // A relation that somebody took out stays out.
        let ends = [tie.head.1, tie.tail.1];
        if !ends.iter().any(|end| accepted.binary_search(end).is_ok()) {
            continue;
        }
        let end = |(kind, range): (LabelKind, TextRange)| {
            accepted_at(work, &scheme.label_of(kind)?.id, range)
        };
        let (Some(head), Some(tail)) = (end(tie.head), end(tie.tail)) else {
            continue;
        };
        let there = there.get_or_insert_with(|| work.head.relations.iter().map(key).collect());
        let kind: Arc<str> = tie.kind.into();
        if !there.insert((Arc::clone(&kind), head.clone(), tail.clone())) {
            continue;
        }
        let relation = Relation {
            id: RelationId::new(&fresh_id()),
            kind,
            head,
            tail,
            via: None,
            extra: Members::new(),
        };
        edits.push(Edit::Relation(
            at,
            Swap {
                before: None,
                after: Some(relation),
            },
        ));
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        change::apply,
        links::{self, testing::Draft},
        model::{Project, Texts, Timestamp},
    };

    fn of(document: &Document, part: &str) -> TextRange {
        let start = document.text.as_str().find(part).unwrap();
        TextRange::between(
            Offset::from_bytes(start),
            Offset::from_bytes(start + part.len()),
        )
    }

    fn accepted(document: &Document, id: &str, label: &str, part: &str) -> Span {
        let mut span = Span::manual(
            SpanId::new(id),
            LabelId::new(label),
            of(document, part),
            Timestamp::new("t"),
        );
        if label == "party" {
            span.attributes.insert("role".into(), "lead".into());
        }
        span
    }

    /// Decide in steps; how the document is then, and that all can be taken back.
    fn decided(steps: &[&[(&str, &str, &str)]]) -> Document {
        let first =
            Draft::of("改造道路,整治河道(牵头单位:市水利局,协办单位:市财政局)。增长8%(目标7%)")
                .done();
        let answers = [Answer {
            scope: of(&first, "改造道路,整治河道"),
            bracket: Some(of(&first, "(牵头单位:市水利局,协办单位:市财政局)")),
            parties: [of(&first, "市水利局"), of(&first, "市财政局")].into(),
        }];
        let ties = [Tie {
            kind: "result_of",
            head: (LabelKind::Result, of(&first, "增长8%")),
            tail: (LabelKind::Target, of(&first, "目标7%")),
        }];
        let texts: Texts = [(first.text.hash().clone(), Arc::clone(&first.text))].into();
        let mut project = Project::default();
        project.documents.push(Arc::new(first.clone()));
        let mut last = 0;
        for step in steps {
            let before = project.clone();
            let document = project.documents[0].clone();
            let spans = step
                .iter()
                .map(|(id, label, part)| accepted(&document, id, label, part));
            let scheme = Scheme::guideline();
            let mut fresh = || {
                last += 1;
                alloc::format!("x{last}")
            };
            let made = decide(
                &document,
                Intent::Accept,
                spans.collect(),
                (&answers, &ties),
                &scheme,
                &mut fresh,
            );
            let made = made.unwrap();
            project = apply(&project, &texts, &made).unwrap();
            assert!(apply(&project, &texts, &made.inverse()).unwrap() == before);
        }
        Document::clone(&project.documents[0])
    }

    fn pairs(document: &Document) -> Vec<(alloc::string::String, alloc::string::String)> {
        let scheme = Scheme::guideline();
        let all = links::derived(document, &scheme);
        all.map(|own| (own.head.as_str().into(), own.tail.as_str().into()))
            .collect()
    }

    #[test]
    fn a_block_grows_with_what_is_accepted() {
        let one = ("m", "measure", "改造道路");
        let (lead, co) = (("p", "party", "市水利局"), ("q", "party", "市财政局"));
        let document = decided(&[&[one], &[lead]]);
        assert_eq!(pairs(&document), [("p".into(), "m".into())]);
        let document = decided(&[&[lead], &[one], &[("n", "measure", "整治河道"), co]]);
        assert_eq!(pairs(&document).len(), 4);
        assert_eq!(document.head.blocks.len(), 1);
    }

    #[test]
    fn relations_come_when_both_ends_are_there() {
        let document = decided(&[&[("r", "result", "增长8%")], &[("t", "target", "目标7%")]]);
        let own = document.head.relations.get(0).unwrap();
        assert_eq!((own.head.as_str(), own.tail.as_str()), ("r", "t"));
    }

    #[test]
    fn a_relation_that_was_taken_out_stays_out() {
        let ends = [("r", "result", "增长8%"), ("t", "target", "目标7%")];
        let mut document = decided(&[&ends]);
        let mut head = crate::model::DocumentHead::clone(&document.head);
        head.relations.remove(0);
        document.head = Arc::new(head);
        let tie = Tie {
            kind: "result_of",
            head: (LabelKind::Result, of(&document, "增长8%")),
            tail: (LabelKind::Target, of(&document, "目标7%")),
        };
        let other = accepted(&document, "m", "measure", "改造道路");
        let made = decide(
            &document,
            Intent::Accept,
            [other].into(),
            (&[], &[tie]),
            &Scheme::guideline(),
            &mut || "x".into(),
        );
        let texts: Texts = [(document.text.hash().clone(), Arc::clone(&document.text))].into();
        let mut project = Project::default();
        project.documents.push(Arc::new(document));
        let project = apply(&project, &texts, &made.unwrap()).unwrap();
        assert_eq!(project.documents[0].head.relations.len(), 0);
        assert_eq!(project.documents[0].spans.len(), 3);
    }

    #[test]
    fn nothing_is_made_twice() {
        let document = decided(&[&[("m", "measure", "改造道路")]]);
        let again = accepted(&document, "other", "measure", "改造道路");
        let made = decide(
            &document,
            Intent::Accept,
            [again].into(),
            (&[], &[]),
            &Scheme::guideline(),
            &mut || "x".into(),
        );
        assert_eq!(made, None);
    }
}
