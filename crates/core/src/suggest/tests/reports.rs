//! What was done (guideline §4, §9, §10.3–§10.7).

use super::*;

#[track_caller]
fn check_past(expect: &str) {
    let mut whole = String::from("一、过去一年工作回顾\n");
    whole.push_str(expect);
    check(REPORT, &whole);
}

#[test]
fn levels_counts_and_ranks_are_results() {
    check_past(
        "⟦R:地区生产总值增长6.7%⟧,⟦R:增幅居全省第4位⟧;⟦R:固定资产投资增长6.8%⟧,⟦R:高于全省1.8个百分点⟧。",
    );
    check_past("⟦R:城镇新增就业5.5万人⟧,⟦R:落实编制36个⟧,⟦R:新建基站236座⟧。");
    check_past("⟦R:甲产业、乙产业、丙产业产值分别增长37.2%、35.7%、52.1%⟧。");
    check_past("⟦R:城乡低保标准分别提升至800元/月、610元/月⟧。");
}

#[test]
fn acts_are_measures() {
    check_past("⟦M:深入开展攻坚行动⟧,⟦M:建立45家服务中心⟧,⟦M:开展16场对接活动⟧。");
    check_past("⟦M:印发了《支持技术改造若干政策(试行)》⟧,⟦M:召开了推进会⟧。");
    check_past("⟦M:正在编制《发展规划》⟧,⟦M:已与某某公司签订协议⟧。");
    check_past("⟦M:对25宗闲置土地进行分类处理⟧。");
}

#[test]
fn states_of_projects_and_honours_are_results() {
    check_past("⟦R:跨江大桥已合龙⟧,⟦R:北岸接线工程正在施工⟧,⟦R:环湖公路、东山隧道建成通车⟧。");
    check_past("⟦R:某某县入选国家先行区⟧,⟦R:某某小镇获评省级示范点⟧。");
    check_past("干部作风明显改变,村容村貌焕然一新。");
}

#[test]
fn what_is_to_come_in_a_report_is_planned() {
    check(
        PROPOSAL,
        "办理结果：⟦R:已加装电梯46部⟧，⟦T:计划新增床位800张⟧。下一步，⟦M:实行“一河一策”管护⟧，⟦T:确保整治率达到90%以上⟧。",
    );
}

#[test]
fn thanks_and_appraisals_are_left_out() {
    check(
        REPORT,
        "我代表市人民政府,向关心支持发展的各界人士致以崇高敬意和衷心感谢!",
    );
    check(
        REPORT,
        "在总结成绩的同时,我们也清醒地看到,经济体量还不高,发展增长乏力。",
    );
}
