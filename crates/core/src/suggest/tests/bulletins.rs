//! Bulletins restate a task and then report on it (guideline I7).

use super::*;

#[test]
fn levels_with_their_targets_in_brackets() {
    check(
        BULLETIN,
        "一、主要指标完成情况\n一季度,我市⟦R:实现地区生产总值增长8.3%⟧(⟦T:目标6%⟧);⟦R:城镇登记失业率3.5%⟧(⟦T:目标4.5%以内⟧)。",
    );
}

#[test]
fn tasks_with_a_number_in_a_section_of_targets() {
    check(
        BULLETIN,
        "一、主要指标任务完成情况\n1.⟦T:新建5G基站1000座⟧。一季度,全市⟦R:新建5G基站236座⟧。\n2.⟦T:工业技改投资增长15%以上⟧。⟦M:印发了《技术改造若干政策》⟧,全市⟦T:计划申报高新技术企业120家⟧,⟦T:通过认定100家⟧。",
    );
}

#[test]
fn the_task_ends_where_something_was_done() {
    check(
        BULLETIN,
        "二、重点工作完成情况\n⟦M:建成东江大桥⟧,⟦M:加快推动环湖公路等重点项目⟧。⟦R:东江大桥已合龙⟧,⟦R:完成总投资的91%⟧。⟦R:环湖公路正在编制可行性研究报告⟧。",
    );
    check(
        BULLETIN,
        "二、重点工作完成情况\n⟦M:推进综治中心规范化建设⟧。⟦R:落实事业编制36个⟧。全市⟦R:新建、改造综治中心59个⟧,⟦R:覆盖率84.29%⟧。",
    );
    check(
        BULLETIN,
        "二、重点工作完成情况\n⟦M:加快数字园区建设⟧。⟦M:召开了推进会⟧,⟦M:⟦P:青禾县⟧拟实施项目16个⟧。⟦R:园区一期主体工程已完工⟧。",
    );
}
