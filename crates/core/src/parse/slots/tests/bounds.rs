//! Bounds that are forbidden, ranges, places in rankings, and what of a clause is no indicator.

use super::{PAST, PLAN, check, done, measure, measure_slots, reading, target, target_slots};
use crate::scheme::LabelKind;

#[test]
fn what_is_forbidden_turns_a_comparator_round() {
    target(
        "
        债务率不得高于3% => indicator=债务率 comparator=le value=3 unit=% basis=level polarity=lower_better
        办结率不得少于98% => indicator=办结率 comparator=ge value=98 unit=% basis=level
        耕地保有量不得低于30万吨 => indicator=耕地保有量 comparator=ge value=30 unit=万吨 value_normalised=300000 unit_normalised=吨 basis=level
        用水量不得多于3亿立方米 => indicator=用水量 comparator=le value=3 unit=亿立方米 value_normalised=300000000 unit_normalised=立方米 polarity=lower_better
        较大事故不能超过5起 => indicator=较大事故 comparator=le value=5 unit=起 direction=reach basis=level polarity=lower_better
        公用经费一律不得超过上年的95% => indicator=公用经费 comparator=le value=95 unit=% direction=reach basis=level
        严禁超过5% => comparator=le value=5 unit=% direction=reach basis=level
        企业开办时限不准超过3天 => indicator=企业开办时限 comparator=le value=3 unit=天 direction=reach basis=level polarity=lower_better
        房价涨幅不得高于全省平均水平 => kind=qualitative indicator=房价涨幅 comparator=le polarity=lower_better reference=全省平均水平
        ",
    );
}

#[test]
fn ranges_whose_figures_share_what_stands_around_them() {
    target(
        "
        新增就业5万至8万人 => indicator=就业 comparator=range value=[5,8] unit=万人 value_normalised=[50000,80000] unit_normalised=人 direction=increase
        新增就业5000至1万人 => indicator=就业 comparator=range value=[5000,1] unit=万人 value_normalised=[5000,10000] unit_normalised=人 direction=increase
        地区生产总值增长百分之五至百分之八 => indicator=地区生产总值 comparator=range value=[5,8] unit=% direction=increase basis=yoy
        地区生产总值增长(5—6)% => indicator=地区生产总值 comparator=range value=[5,6] unit=% direction=increase basis=yoy
        地区生产总值增长（5.5~6）%左右 => indicator=地区生产总值 comparator=range value=[5.5,6] unit=% direction=increase basis=yoy
        自然增长率控制在千分之四以内 => indicator=自然增长率 comparator=le value=4 unit=‰ direction=maintain basis=level
        贷款余额由百分之五降至百分之三 => indicator=贷款余额 value=3 unit=% direction=decrease basis=level polarity=lower_better baseline=5
        ",
    );
    target_slots(
        "
        新增就业5万至8万人 => indicator:就业 value:5万至8 unit:万人
        地区生产总值增长（5—6）% => indicator:地区生产总值 value:5—6 unit:%
        ",
    );
}

#[test]
fn places_in_rankings() {
    target(
        "
        增速排名由全省第9位上升到第3位 => indicator=增速 comparator=top_n value=3 unit=位 direction=increase basis=rank baseline=9
        增速由全省第9提升到第3 => indicator=增速 comparator=top_n value=3 direction=increase basis=rank baseline=9
        综合实力进入前3名 => indicator=综合实力 comparator=top_n value=3 unit=名 basis=rank
        进入全国百强县前50名 => indicator=全国百强县 comparator=top_n value=50 unit=名 basis=rank
        综合考核得分前5位 => indicator=综合考核得分 comparator=top_n value=5 unit=位 basis=rank
        ",
    );
}

#[test]
fn what_becomes_of_an_indicator_without_a_number_is_no_part_of_it() {
    target(
        "
        产值翻一番 => kind=qualitative indicator=产值
        产值翻两番 => kind=qualitative indicator=产值
        主营业务收入倍增 => kind=qualitative indicator=主营业务收入
        能耗下降三分之一 => kind=qualitative indicator=能耗 polarity=lower_better
        城乡收入比缩小到1.8:1 => kind=qualitative indicator=城乡收入比
        实现隐性债务0新增 => kind=qualitative indicator=隐性债务 polarity=lower_better
        重大事故零发生 => kind=qualitative indicator=重大事故 polarity=lower_better
        建设用地不再增长 => kind=qualitative indicator=建设用地
        杜绝发生重大事故 => kind=qualitative indicator=重大事故 polarity=lower_better
        财政收入增长两位数 => kind=qualitative indicator=财政收入
        水质达标率进一步提高 => kind=qualitative indicator=水质达标率
        不良率压降到9% => indicator=不良率 value=9 unit=% direction=decrease basis=level polarity=lower_better
        新建改建农村公路50公里 => indicator=农村公路 value=50 unit=公里 nature=output
        ",
    );
}

#[test]
fn units_that_are_counted_by_another() {
    target(
        "
        人均收入达到1.2万美元/人 => indicator=人均收入 value=1.2 unit=万美元/人 value_normalised=12000 unit_normalised=美元/人 direction=reach basis=level
        亩均税收达到20万元/亩 => indicator=亩均税收 value=20 unit=万元/亩 value_normalised=200000 unit_normalised=元/亩 direction=reach basis=level
        单位能耗下降到0.5吨标准煤/万元 => indicator=单位能耗 value=0.5 unit=吨标准煤/万元 direction=decrease basis=level polarity=lower_better
        ",
    );
}

#[test]
fn years_and_seasons() {
    target(
        "
        2024—2026年累计新增学位3万个 => indicator=学位 value=3 unit=万个 value_normalised=30000 unit_normalised=个 direction=increase basis=cumulative period=2024/2026
        2026年至2028年新增学位600个 => indicator=学位 value=600 unit=个 direction=increase period=2026/2028
        到2026-2028年末新增学位600个 => indicator=学位 value=600 unit=个 direction=increase deadline=2028-12-31
        秋季开学前新增学位600个 => indicator=学位 value=600 unit=个 direction=increase deadline=2021-09
        到“十五五”末城镇化率达到70% => indicator=城镇化率 value=70 unit=% direction=reach basis=level deadline=2030
        ",
    );
}

#[test]
fn what_a_level_is_counted_from() {
    target(
        "
        单位产值能耗比2020年下降16% => indicator=单位产值能耗 value=16 unit=% direction=decrease basis=yoy polarity=lower_better baseline=2020
        产值在2023年基础上增长10% => indicator=产值 value=10 unit=% direction=increase basis=yoy baseline=2023
        在2023年的基础上,产值增长10% => indicator=产值 value=10 unit=% direction=increase basis=yoy baseline=2023
        居民收入比2020年翻一番 => kind=qualitative indicator=居民收入 baseline=2020
        新增企业比上年多5家 => indicator=企业 value=5 unit=家 direction=increase
        经济总量突破2000亿元、在2020年基础上翻一番 => indicator=经济总量 comparator=gt value=2000 unit=亿元 value_normalised=200000000000 unit_normalised=元 direction=reach basis=level
        碳排放以2020年为基期下降10% => indicator=碳排放 value=10 unit=% direction=decrease basis=yoy polarity=lower_better baseline=2020
        产值达到2020年的1.5倍 => indicator=产值 value=1.5 unit=倍 direction=reach basis=level baseline=2020
        2021年到2023年新增学位600个 => indicator=学位 value=600 unit=个 direction=increase period=2021/2023
        ",
    );
}

#[test]
fn money_and_status_of_measures() {
    measure(
        "
        投资3000万元建设学校2所 => funding=3000/万元 quantity=[2/所/学校]
        预计投资3000万元,建设学校2所 => funding=3000/万元 quantity=[2/所/学校]
        完成投资3000万元 =>
        暂停实施二期工程 => status=dropped
        ",
    );
    done(
        "
        已停止建设二期工程 => status=dropped
        ",
    );
    measure_slots("投资3000万元建设学校2所 => funding:3000万元");
}

/// Check which way is better, as far as the text of each line tells it.
#[track_caller]
fn polarity(table: &str, is_result: bool) {
    let (kind, context) = match is_result {
        true => (LabelKind::Result, &PAST),
        false => (LabelKind::Target, &PLAN),
    };
    check(table, |phrase| {
        let attributes = reading(phrase, kind, context).1.attributes;
        let said = attributes.get("polarity").and_then(|own| own.as_str());
        said.unwrap_or_default().into()
    });
}

#[test]
fn which_way_is_better() {
    polarity(
        "
        地区生产总值增长5% => higher_better
        完成投资50亿元 => higher_better
        森林覆盖率不低于40% => higher_better
        数字经济规模达到1000亿元 => higher_better
        单位能耗下降3% => lower_better
        失业率控制在5%以内 => lower_better
        新建公园3座 =>
        财政支出控制在5亿元以内 =>
        排名由第9位上升到第3位 =>
        ",
        false,
    );
    // An actual that goes up is one that went up, and no more.
    polarity("地区生产总值增长5% =>", true);
}
