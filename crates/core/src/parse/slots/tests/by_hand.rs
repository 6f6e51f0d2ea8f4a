//! What follows from a slot that is marked by hand.

use super::{super::of_slot, PLAN, check, compact};
use crate::text::{Offset, Text, TextRange};

/// Check what each line gives: the name of the slot, then a text in which it stands between two
/// `|`.
#[track_caller]
fn slot(table: &str) {
    check(table, |line| {
        let (name, marked) = line.split_once(' ').unwrap();
        let mut parts = marked.split('|');
        let start = parts.next().unwrap().len();
        let end = start + parts.next().unwrap().len();
        let text = Text::new(marked.replace('|', ""));
        let range = TextRange::between(Offset::from_bytes(start), Offset::from_bytes(end));
        compact(&of_slot(name, &text, range, &PLAN))
    });
}

#[test]
fn attributes_follow_from_what_is_marked() {
    slot(
        "
        value 新增就业|3.5万|人 => value=3.5 unit=万人 value_normalised=35000 unit_normalised=人
        value 新增企业|20|家以上 => comparator=ge value=20 unit=家
        value 上市企业|1-2|家 => comparator=range value=[1,2] unit=家
        value |三十|个小区 => value=30 unit=个
        value 代码|12345| => value=12345
        value 推动|升级| =>
        unit 5.5|万人| => unit=万人 unit_normalised=人
        unit 12|%| => unit=%
        baseline 从|5|个减少到1个 => baseline=5
        baseline 比|2020年|增长 => baseline=2020
        funding 筹资|15亿元|,改造小区 => funding=15/亿元
        deadline 确保|2023年年底前|获得批复 => deadline=2023-12-31
        deadline 力争|9月底前|完成 => deadline=2021-09-30
        deadline 于|6月30日|完工 => deadline=2021-06-30
        deadline 推动|升级| =>
        comparator 20家|以上| => comparator=ge
        comparator |不超过|3% => comparator=le
        comparator |突破|300家 => comparator=gt
        comparator 与经济增长|同步| => comparator=pegged
        modality |力争|新增20家 => modality=strive
        modality |确保|开学 => modality=ensure
        indicator |城镇登记失业率|控制在4% => indicator=城镇登记失业率 polarity=lower_better
        indicator |城镇、农村居民收入|增长 => indicator=城镇、农村居民收入 indicators=[城镇居民收入,农村居民收入]
        reference 完成|省定目标| => reference=省定目标
        period |一季度|新增 => period=2021-Q1
        other |甲| =>
        ",
    );
}
