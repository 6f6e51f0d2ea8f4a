//! Who is responsible, and for what (guideline §5, §6, §8).

use super::*;

/// Who answers for what: scope and parties of each.
fn answers(genre: &str, text: &str) -> Vec<(String, Vec<String>)> {
    let (text, found) = of_genre(text, genre);
    let own = |range: TextRange| String::from(text.slice(range));
    let answer = |answer: &Answer| {
        let parties = answer.parties.iter().map(|&party| own(party));
        (own(answer.scope), parties.collect())
    };
    found.answers.iter().map(answer).collect()
}

#[test]
fn brackets_and_what_they_cover() {
    let text = "⟦M:扩大园区规模⟧,⟦M:完善道路管网⟧。⟦M:推进扩能⟧(责任领导:⟦P:甲某⟧,牵头单位:⟦P:市经信局⟧);⟦M:改造道路⟧(牵头单位:⟦P:市住建局⟧,协办单位:⟦P:各区镇街道⟧)。";
    check(PLAN, text);
    let (text, _) = unmarked(text);
    assert_eq!(
        answers(PLAN, &text),
        [
            (
                "扩大园区规模,完善道路管网。推进扩能".into(),
                vec![String::from("甲某"), "市经信局".into()]
            ),
            (
                "改造道路".into(),
                vec![String::from("市住建局"), "各区镇街道".into()]
            ),
        ]
    );
}

#[test]
fn lines_of_those_who_handle_a_proposal() {
    let text = "提案内容：关于加装电梯的建议\n承办单位：⟦P:市住建局⟧（主办），⟦P:市财政局⟧（会办）\n办理结果：⟦M:印发了《实施办法》⟧。⟦R:已加装电梯46部⟧。";
    check(PROPOSAL, text);
    let (text, _) = unmarked(text);
    let all = answers(PROPOSAL, &text);
    assert_eq!(all.len(), 1);
    assert!(all[0].0.starts_with("印发了"), "{all:?}");
}

#[test]
fn who_is_the_subject_and_who_is_set_up() {
    check(
        BULLETIN,
        "二、重点工作完成情况\n⟦M:推进国土绿化⟧。⟦M:成立了⟦P:全市国土绿化工作领导小组⟧⟧。⟦M:⟦P:青禾县⟧、⟦P:白石区⟧已组建专业队伍⟧。",
    );
    check(PLAN, "⟦M:支持某某学院扩大规模⟧。");
}

#[test]
fn duties_of_a_letter() {
    check(
        PLAN,
        "关于分解重点工作的通知\n各镇人民政府,市政府各部门:\n一、加强领导。⟦P:各地、各部门⟧要落实到人,并⟦M:于3月1日前将方案报⟦P:市政府督查室⟧⟧。\n2025年2月2日\n重点工作责任分解\n一、工业\n⟦M:推进扩能⟧(牵头单位:⟦P:市经信局⟧)。",
    );
}
