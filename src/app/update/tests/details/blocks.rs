//! Responsibility blocks: made, moved, filled, and what followed from them.

use super::*;

#[test]
fn a_block_is_made_of_a_bracket_in_one_step() {
    let mut page = page_of(TASKS);
    page.tag_phrase("改造老旧小区25个", "measure");
    let before = page.state.project.clone();
    page.put_cursor("，协办单位");
    page.call(Command::Block);
    let block = page.block().clone();
    assert_eq!(page.quotes(&block.members), ["改造老旧小区25个"]);
    assert_eq!(page.quotes(&block.parties), ["市住建局", "市财政局"]);
    let bracket = "（牵头单位：市住建局，协办单位：市财政局）";
    assert_eq!(block.bracket, Some(page.place(bracket)));
    let said = |party, key| page.span(party).attributes[key].clone();
    assert_eq!(said("市住建局", "role"), json!("lead"));
    assert_eq!(said("市住建局", "role_label"), json!("牵头单位"));
    assert_eq!(said("市财政局", "role"), json!("co"));
    assert_eq!(said("市财政局", "party_type"), json!("organisation"));
    assert_eq!(page.state.cursor(), page.place(bracket).end());
    page.undo_to(&before, 1);

    let mut page = with_block();
    assert_eq!(
        page.block().members.len(),
        2,
        "of the bracket behind a span"
    );
    let id = page.block().id.clone();
    page.say(Detail::RemoveBlock(id));
    assert!(page.document().head.blocks.is_empty());
    page.act(Action::Undo);
    assert_eq!(page.block().members.len(), 2);
}

#[test]
fn without_a_bracket_no_block_is_made_and_it_is_said() {
    check_hint("改造老旧小区|25个。", Command::Block, Hint::NoBracket);
    check_hint("改造（含外墙|）小区。", Command::Block, Hint::NoBracket);
    check_hint("甲|乙", Command::ScopeStartBack, Hint::NoBlock);
    let mut page = page_of(TASKS);
    page.say(Detail::AddParty("市财政局".into()));
    page.expect_hint(Hint::NoBlock);
}

#[test]
fn a_commitment_that_is_tagged_in_a_scope_joins_its_block() {
    let mut page = page_of(TASKS);
    page.tag_phrase("改造老旧小区25个", "measure");
    page.call(Command::Block);
    let before = page.state.project.clone();
    page.tag_phrase("整治河道2条", "measure");
    assert_eq!(
        page.quotes(&page.block().members),
        ["整治河道2条", "改造老旧小区25个"]
    );
    page.undo_to(&before, 1);
    // What is no commitment does not.
    page.tag_phrase("河道", "party");
    assert_eq!(page.block().members.len(), 1);
    assert_eq!(page.block().parties.len(), 2);
}

#[test]
fn a_scope_that_is_moved_has_other_members() {
    let mut page = with_block();
    let before = page.state.project.clone();
    page.select_span("改造老旧小区25个");
    page.call(Command::ScopeStartForward);
    assert_eq!(page.block().scope, page.place("改造老旧小区25个"));
    assert_eq!(page.quotes(&page.block().members), ["改造老旧小区25个"]);
    page.call(Command::ScopeStartBack);
    assert_eq!(
        page.block().scope,
        page.place("整治河道2条，改造老旧小区25个")
    );
    assert_eq!(page.block().members.len(), 2);
    page.call(Command::ScopeEndBack);
    assert_eq!(page.quotes(&page.block().members), ["整治河道2条"]);
    page.call(Command::ScopeEndForward);
    assert_eq!(page.block().members.len(), 2);
    page.undo_to(&before, 4);
}

#[test]
fn members_and_parties_come_and_go_by_hand() {
    let mut page = with_block();
    let before = page.state.project.clone();
    let (block, member) = (page.block().id.clone(), page.span("整治河道2条").id.clone());
    page.say(Detail::Member(block.clone(), member.clone()));
    assert_eq!(page.quotes(&page.block().members), ["改造老旧小区25个"]);
    page.say(Detail::Member(block.clone(), member));
    assert_eq!(page.block().members.len(), 2);
    let party = page.span("市财政局").id.clone();
    page.say(Detail::RemoveParty(block, party));
    assert_eq!(page.quotes(&page.block().parties), ["市住建局"]);
    page.select_span("整治河道2条");
    page.say(Detail::AddParty("市财政局".into()));
    assert_eq!(page.quotes(&page.block().parties), ["市住建局", "市财政局"]);
    page.undo_to(&before, 4);
    page.say(Detail::AddParty("市林业局".into()));
    page.expect_hint(Hint::NotNamed("市林业局".into()));
}

#[test]
fn another_role_drops_what_followed_from_the_old_one() {
    let mut page = with_stated_relations();
    let all = page.relations();
    assert_eq!(all.len(), 4, "{all:?}");
    let party = page.span("市住建局").id.clone();
    for role in [Some(json!("co")), None] {
        let before = page.state.project.clone();
        page.say(Detail::Attribute(party.clone(), "role".into(), role));
        let left = page.relations();
        assert_eq!(left.len(), 2, "{left:?}");
        let of_other = |own: &String| own.starts_with("co_responsible_for: 市财政局 → ");
        assert!(left.iter().all(of_other), "{left:?}");
        assert_eq!(page.block().parties.len(), 2, "it stays in the block");
        page.undo_to(&before, 1);
        assert_eq!(page.relations(), all);
    }
    // The same role again is no change.
    let same = Detail::Attribute(party, "role".into(), Some(json!("lead")));
    assert!(page.say(same).is_empty());
}

#[test]
fn a_bracket_that_no_rule_reads_is_one_by_hand() {
    const PLAIN: &str = "改造老旧小区25个（市住建局、市财政局）。";
    let mut page = page_of(PLAIN);
    page.tag_phrase("改造老旧小区25个", "measure");
    let before = page.state.project.clone();
    page.select_phrase("市住建局、市财政局");
    page.call(Command::Block);
    assert_eq!(page.quotes(&page.block().parties), ["市住建局", "市财政局"]);
    assert_eq!(page.quotes(&page.block().members), ["改造老旧小区25个"]);
    assert_eq!(
        page.block().bracket,
        Some(page.place("（市住建局、市财政局）"))
    );
    assert_eq!(page.span("市财政局").attributes["role"], json!("lead"));
    page.undo_to(&before, 1);

    // Of parties that are tagged, those: with the roles that they were given.
    page.tag_phrase("市财政局", "party");
    let party = page.span("市财政局").id.clone();
    page.say(Detail::Attribute(party, "role".into(), Some(json!("co"))));
    page.select_span("市财政局");
    page.call(Command::Block);
    assert_eq!(page.quotes(&page.block().parties), ["市财政局"]);
    assert_eq!(page.span("市财政局").attributes["role"], json!("co"));

    // Prose that was selected names nobody.
    let mut page = page_of("改造老旧小区25个。整治河道2条。");
    page.select_phrase("改造老旧小区25个。整治河道2条。");
    page.call(Command::Block);
    page.expect_hint(Hint::NoBracket);
}

#[test]
fn a_deadline_that_a_bracket_states_is_that_of_members_without_one() {
    const TEXT: &str =
        "2026年3月底前整治河道2条，改造老旧小区25个（牵头单位：市住建局，2026年6月底前完成）。";
    let mut page = page_of(TEXT);
    page.tag_phrase("2026年3月底前整治河道2条", "measure");
    page.tag_phrase("改造老旧小区25个", "measure");
    let before = page.state.project.clone();
    page.put_cursor("：市住建局");
    page.call(Command::Block);
    assert_eq!(page.block().members.len(), 2);
    let deadline = |page: &Page, span: &str| {
        let own = page.span(span).attributes.get("deadline").cloned();
        own.and_then(|own| own.as_str().map(String::from))
            .unwrap_or_default()
    };
    assert!(deadline(&page, "2026年3月底前整治河道2条").starts_with("2026-03"));
    assert!(deadline(&page, "改造老旧小区25个").starts_with("2026-06"));
    page.undo_to(&before, 1);
}
