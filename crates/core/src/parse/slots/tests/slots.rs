//! Where slots stand.

use super::{measure_slots, result_slots, target_slots};

#[test]
fn slots_of_targets() {
    target_slots(
        "
        地区生产总值增长5.5%以上 => indicator:地区生产总值 value:5.5 unit:%
        力争新增规上企业20家以上 => modality:力争 indicator:规上企业 value:20 unit:家
        确保新一小秋季顺利开学 => modality:确保 indicator:新一小 deadline:秋季
        护理保险覆盖所有参保职工 => indicator:护理保险
        力争2022年、确保2023年年底前获得园区扩区批复 => modality:力争 deadline:2022年 modality:确保 deadline:2023年年底前 indicator:园区扩区批复
        带动就业1.2万余人 => indicator:就业 value:1.2 unit:万余人
        规上企业由2024年的86家增加到120家 => indicator:规上企业 baseline:86 value:120 unit:家
        化肥使用量较2020年减少10% => indicator:化肥使用量 baseline:2020年 value:10 unit:%
        高频事项从5个减少到1个 => indicator:高频事项 baseline:5 value:1 unit:个
        招引三十个产业链项目 => value:三十 unit:个 indicator:产业链项目
        新增上市企业1-2家 => indicator:上市企业 value:1-2 unit:家
        甲、乙产值分别增长17.1%、25.3% => indicator:甲、乙产值 value:17.1 unit:% value:25.3 unit:%
        进出口总额增长8.3%(|目标7.5%|) => indicator:进出口总额 value:7.5 unit:%
        垃圾分类覆盖面达到九成 => indicator:垃圾分类覆盖面 value:九 unit:成
        培育两个百亿元产业集群 => value:两 unit:个 indicator:百亿元产业集群
        ",
    );
}

#[test]
fn slots_of_results() {
    result_slots(
        "
        工业增加值32亿元,|同比下降4.5%| => indicator:工业增加值 value:4.5 unit:%
        工业投资增长12%,|全省排名第四| => indicator:工业投资 value:四
        ",
    );
}

#[test]
fn slots_of_measures() {
    measure_slots(
        "
        筹资15亿元,9月底前改造小区30个 => funding:15亿元 deadline:9月底前
        1. 9月底前,|改造小区30个| => deadline:9月底前
        到今年底全市|改造小区30个| => deadline:今年底
        ",
    );
}
