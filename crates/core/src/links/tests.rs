use super::{
    testing::{Draft, task_list},
    *,
};

const TEXT: &str = "改造小区,新增企业5家,落实补助(责任领导:甲某;牵头单位:市住建局;协办单位:市财政局、市民政局;\
                    督办单位:市督查室)。成立专班,乙县建设示范区。";

/// Two blocks that share a measure, one of them within the other.
fn draft() -> Draft {
    Draft::of(TEXT)
        .span("m1", "measure", "改造小区", "{}")
        .span("t1", "target", "新增企业5家", "{}")
        .span("m2", "measure", "落实补助", "{}")
        .span("x1", "result", "乙县建设示范区", "{}")
        .party("p1", "co", "市财政局")
        .party("p2", "leader", "甲某")
        .party("p3", "lead", "市住建局")
        .party("p4", "supervisor", "市督查室")
        .party("p5", "established", "专班")
        .party("p6", "implementer", "乙县")
        .span("p7", "party", "市民政局", "{}")
        .block(
            "B1",
            "改造小区,新增企业5家,落实补助",
            "m1 t1 x1 gone",
            "p1 p2 p3 p5 p7 gone",
        )
        .block("B2", "新增企业5家,落实补助", "t1 m2", "p3 p4")
}

fn told(derived: Derived<'_>) -> String {
    let Derived {
        kind, head, tail, ..
    } = derived;
    format!("{head:?} {kind} {tail:?} {:?}", derived.block)
}

#[test]
fn every_party_of_a_role_is_tied_to_every_commitment() {
    let document = draft().done();
    let all: Vec<String> = derived(&document, &Scheme::guideline()).map(told).collect();
    assert_eq!(
        all,
        [
            "p1 co_responsible_for m1 B1",
            "p1 co_responsible_for t1 B1",
            "p2 responsible_for m1 B1",
            "p2 responsible_for t1 B1",
            "p3 responsible_for m1 B1",
            "p3 responsible_for t1 B1",
            "p3 responsible_for t1 B2",
            "p3 responsible_for m2 B2",
            "p4 supervises t1 B2",
            "p4 supervises m2 B2",
        ]
    );
}

#[test]
fn what_was_not_accepted_implies_nothing() {
    let document = Draft::of("改造小区,落实补助(市住建局)")
        .span("m1", "measure", "改造小区", "{}")
        .status(SpanStatus::Suggested)
        .span("m2", "measure", "落实补助", "{}")
        .party("p1", "lead", "市住建局")
        .party("p2", "lead", "住建局")
        .status(SpanStatus::Rejected)
        .block("B1", "改造小区,落实补助", "m1 m2", "p1 p2")
        .block("B2", "改造小区", "", "p1")
        .done();
    let all: Vec<String> = derived(&document, &Scheme::guideline()).map(told).collect();
    assert_eq!(all, ["p1 responsible_for m2 B1"]);
    assert_eq!(
        answering(&document, &Scheme::guideline(), &SpanId::new("m1")),
        []
    );
}

/// Answers as `role span by`.
fn answers(found: &[Answer<'_>]) -> Vec<String> {
    let told = |answer: &Answer<'_>| {
        let by = match answer.by {
            By::Block(block) => block.id.as_str(),
            By::Relation(relation) => relation.id.as_str(),
        };
        format!("{} {:?} {by}", answer.role, answer.span.id)
    };
    found.iter().map(told).collect()
}

/// Check who answers for a commitment, asked for alone and of the index.
#[track_caller]
fn check_answering(document: &Document, member: &str, expect: &[&str]) {
    let member = SpanId::new(member);
    assert_eq!(
        answers(&answering(document, &Scheme::guideline(), &member)),
        expect
    );
    assert_eq!(
        answers(&Index::new(document, &Scheme::guideline()).answering(&member)),
        expect
    );
}

/// Check what a party answers for.
#[track_caller]
fn check_answered_for(document: &Document, party: &str, expect: &[&str]) {
    let party = SpanId::new(party);
    assert_eq!(
        answers(&answered_for(document, &Scheme::guideline(), &party)),
        expect
    );
    assert_eq!(
        answers(&Index::new(document, &Scheme::guideline()).answered_for(&party)),
        expect
    );
}

#[test]
fn leaders_come_first_and_each_party_once() {
    let document = draft()
        .relation("responsible_for", "p6", "m2", "")
        .relation("responsible_for", "p7", "m2", "")
        .relation("supervises", "p3", "m2", "")
        .relation("responsible_for", "p3", "m2", "")
        .relation("contributes_to", "m1", "m2", "")
        .done();
    check_answering(&document, "m1", &["leader p2 B1", "lead p3 B1", "co p1 B1"]);
    check_answering(
        &document,
        "t1",
        &["leader p2 B1", "lead p3 B1", "co p1 B1", "supervisor p4 B2"],
    );
    check_answering(
        &document,
        "m2",
        &[
            "lead p3 B2",
            "lead p7 r2",
            "supervisor p4 B2",
            "supervisor p3 r3",
            "implementer p6 r1",
        ],
    );
    check_answering(&document, "x1", &[]);
    check_answering(&document, "gone", &[]);
}

#[test]
fn what_a_party_answers_for() {
    let document = draft()
        .relation("responsible_for", "p6", "m2", "")
        .relation("responsible_for", "p6", "x1", "")
        .done();
    check_answered_for(&document, "p3", &["lead m1 B1", "lead t1 B1", "lead m2 B2"]);
    check_answered_for(&document, "p6", &["implementer m2 r1"]);
    check_answered_for(&document, "p5", &[]);
    check_answered_for(&document, "p7", &[]);
}

#[test]
fn roles_give_relations() {
    assert_eq!(relation_of_role("implementer"), Some("responsible_for"));
    assert_eq!(relation_of_role("co"), Some("co_responsible_for"));
    assert_eq!(relation_of_role("supervisor"), Some("supervises"));
    for role in ["established", "", "牵头"] {
        assert_eq!(relation_of_role(role), None, "{role}");
    }
}

#[test]
fn blocks_of_a_span_and_at_a_place() {
    let draft = draft();
    let (inner, outer) = (draft.range("落实补助"), draft.range("改造小区"));
    let outside = draft.range("成立专班");
    let across = draft.range("小区,新增");
    let document = draft.done();
    let scheme = Scheme::guideline();
    let index = Index::new(&document, &scheme);
    let check = |span: &str, expect: &[&str]| {
        let ids = |blocks: Vec<&Block>| -> Vec<String> {
            blocks
                .iter()
                .map(|block| block.id.as_str().into())
                .collect()
        };
        let span = SpanId::new(span);
        assert_eq!(ids(blocks_of(&document, &span)), expect);
        assert_eq!(ids(index.blocks_of(&span)), expect);
    };
    check("t1", &["B1", "B2"]);
    check("p4", &["B2"]);
    check("p6", &[]);
    let at = |range| block_at(&document, range).map(|block| block.id.as_str());
    assert_eq!(at(inner), Some("B2"));
    assert_eq!(at(outer), Some("B1"));
    assert_eq!(at(across), Some("B1"));
    assert_eq!(at(outside), None);
}

#[test]
fn what_a_block_implies_was_not_drawn() {
    let document = draft()
        .relation("responsible_for", "p3", "m1", "B1")
        .relation("contributes_to", "m1", "t1", "")
        .relation("responsible_for", "p3", "m1", "")
        // By a block that does not imply it, or is gone.
        .relation("responsible_for", "p3", "m1", "B2")
        .relation("responsible_for", "p3", "m1", "B9")
        .relation("supervises", "p3", "m1", "B1")
        .relation("restates", "m1", "m1", "")
        .done();
    let scheme = Scheme::guideline();
    let index = Index::new(&document, &scheme);
    for (span, expect) in [
        ("m1", &["r2", "r3", "r4", "r5", "r6", "r7"][..]),
        ("p3", &["r3", "r4", "r5", "r6"]),
        ("t1", &["r2"]),
        ("p4", &[]),
    ] {
        let ids = |relations: Vec<&crate::model::Relation>| -> Vec<String> {
            let own = relations.iter();
            own.map(|relation| relation.id.as_str().into()).collect()
        };
        let span = SpanId::new(span);
        assert_eq!(ids(drawn(&document, &span)), expect, "{span:?}");
        assert_eq!(ids(index.drawn(&span)), expect, "{span:?}");
    }
}

#[test]
fn spans_are_joined_by_what_was_drawn() {
    let draft = || draft().relation("responsible_for", "p3", "m1", "B1");
    let first = draft().relation("contributes_to", "m1", "t1", "").done();
    let second = draft()
        .relation("contributes_to", "m1", "t1", "")
        .relation("restates", "m1", "t1", "")
        .relation("result_of", "t1", "m1", "")
        .relation("contributes_to", "m2", "t1", "")
        .done();
    let check = |document: &Document, span: &str, expect: &[&str]| {
        let joined = Joined::new(&document.head.relations);
        let span = SpanId::new(span);
        let others: Vec<&str> = joined.with(&span).map(SpanId::as_str).collect();
        assert_eq!(others, expect, "{span:?}");
    };
    check(&first, "m1", &["t1"]);
    check(&first, "t1", &["m1"]);
    check(&first, "p3", &[]);
    check(&first, "m", &[]);
    check(&second, "t1", &["m1", "m2"]);
    check(&second, "m1", &["t1"]);
    let joined = Joined::new(&first.head.relations);
    assert!(joined.is_of(&first.head.relations.clone()) && !joined.is_empty());
    assert!(!joined.is_of(&second.head.relations));
    assert!(Joined::new(&draft().done().head.relations).is_empty());
}

#[test]
fn a_long_task_list_is_gone_through_once() {
    let document = task_list(12_000);
    let scheme = Scheme::guideline();
    let index = Index::new(&document, &scheme);
    assert_eq!(derived(&document, &Scheme::guideline()).count(), 72_000);
    let mut answers = 0;
    for span in document.spans.iter() {
        answers += index.answering(&span.id).len() + index.answered_for(&span.id).len();
        assert_eq!(index.drawn(&span.id), Vec::<&crate::model::Relation>::new());
        assert_eq!(index.blocks_of(&span.id).len(), 1);
    }
    assert_eq!(answers, 2 * 72_000);
}
