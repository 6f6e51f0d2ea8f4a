//! Units and orders of magnitude behind a figure.

use alloc::string::String;

use crate::text::wordlist::Words;
use crate::text::{cues::starts_with_any, marks::is_outer};

/// Units of amounts. The longest that fits is taken.
const UNITS: Words = Words::new(
    "元/月 元/年 元/人 元/平方米 % ％ ‰ 个百分点 百分点 元 美元 欧元 港元 家 个 项 座 套 处 台 条 所 辆 户 人 人次 名 \
     公里 千米 米 延米 亩 平方米 平方公里 公顷 立方米 方 吨 公斤 千克 斤 升 期 次 场次 批次 件次 起 件 支 \
     场 位 剂次 宗 批 栋 幢 间 张 片 块 门 艘 架 列 班 组 对 种 份 册 篇 部 只 头 羽 株 棵 \
     粒 箱 盏 口 孔 眼 根 棒 款 道 轮 笔 单 例 岁 倍 标箱 标准箱 吨公里 元/吨公里 人公里 千瓦 兆瓦 千瓦时 度 床 \
     张床位 个床位 车次 班次 架次 人天 课时 学位 泊位 吨标准煤 吨标煤 微克/立方米 毫克/升 \
     元/吨 吨/日 吨/天 立方米/日 立方米/秒 微克每立方米 毫克每升 μg/m³ µg/m³ ug/m³ μg/m3 µg/m3 \
     ug/m3 ㎍/㎥ μg/㎥ mg/m³ mg/m3 mg/㎥ mg/L mg/l ㎎/L μg/L g/L kg/t t/d m³/d m³/s m³ m3 ㎥ hm² \
     hm2 km2 ha MWh GWh kW·h kW•h MW·h GW·h W ℃ °C 摄氏度 dB dB(A) 分贝 MPa mm cm ㎜ ㎝ L mL ml \
     tce m m2 ㎡ km ㎞ km² m² kW MW GW kWh kg t TEU 成 P PB 个工作日 工作日 小时 分钟 \
     天 年 个月 周 日 管",
);

/// Units of time: amounts only where the text says that a time is limited or changed (guideline
/// §9.20); elsewhere they are part of a name or a date.
const TIMES: Words = Words::new("小时 分钟 天 年 个月 周 日 岁");

/// Units that a Chinese numeral stands before in names and dates rather than counts: 二期, 三次.
const NOT_COUNTED: Words =
    Words::new("期 批 次 度 部 年 天 日 周 道 门 口 方 片 种 单 班 块 组 列 轮 米 对");

/// Bytes in which a unit with a wide stroke is looked for.
const LONGEST: usize = 32;

/// Times that something is counted by and that are no units of amounts.
const PERIODS: Words = Words::new("月 季度 季 学期");

/// Characters behind a unit that make a name of it: `30万吨级`, `3A级`.
const NAMES: &[char] = &['级', '型', '制', '类', '版', '号', '强', '期'];

/// What a figure counts, as far as it is written behind the figure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Unit {
    /// Where it is, magnitude and all, in bytes.
    pub start: usize,
    pub end: usize,
    /// As it is written, without 余 and 多 in it: `万人`.
    pub verbatim: String,
    /// Without its magnitude: `人`.
    pub plain: &'static str,
    /// What it is counted by, with its stroke: the `/万元` of `吨标准煤/万元`.
    pub per: String,
    /// The power of ten that the magnitude stands for: 4 for `万人`.
    pub power: usize,
    /// Whether 余 or 多 stands behind the figure or the magnitude.
    pub is_more: bool,
}

impl Unit {
    /// The unit at a position; an empty one where none is.
    pub(super) fn at(text: &str, at: usize) -> Self {
        let rest = text.get(at..).unwrap_or_default();
        let (mut behind, mut is_more) = skip_more(rest);
        let start = text.len() - behind.len();
        let mut magnitude = "";
        let mut power = 0;
        let mut plain = unit_at(behind);
        if plain.is_none() {
            // 万千瓦 is 万 and 千瓦.
            let mut rest = behind;
            for _ in 0..2 {
                let Some(own) = rest.chars().next().and_then(power_of) else {
                    break;
                };
                if unit_at(rest).is_none() {
                    power += own;
                    rest = rest.get('万'.len_utf8()..).unwrap_or_default();
                }
            }
            magnitude = behind.strip_suffix(rest).unwrap_or_default();
            let has_more;
            (behind, has_more) = skip_more(rest);
            is_more |= has_more;
            plain = unit_at(behind);
        }
        let (plain, length) = plain.unwrap_or_default();
        let per = behind.get(length..).map_or("", per);
        let end = match plain {
            "" => start + magnitude.len(),
            _ => text.len() - behind.len() + length + per.len(),
        };
        let mut verbatim = String::from(magnitude);
        verbatim.push_str(behind.get(..length).unwrap_or_default());
        verbatim.push_str(per);
        Self {
            start,
            end,
            verbatim,
            plain,
            per: per.into(),
            power,
            is_more,
        }
    }

    /// The unit that the figure has once it is scaled, where it is another than what is written:
    /// `人` for `万人`, `%` for `％`.
    pub(super) fn normalised(&self) -> Option<String> {
        let plain = match self.plain {
            "％" => "%",
            "百分点" => "个百分点",
            plain => (self.power > 0).then_some(plain)?,
        };
        let mut normalised = String::from(plain);
        normalised.push_str(&self.per.replace('／', "/"));
        Some(normalised)
    }

    pub(super) fn is_time(&self) -> bool {
        TIMES.has(self.plain)
    }

    pub(super) fn is_money(&self) -> bool {
        self.plain.ends_with('元') && self.per.is_empty()
    }

    pub(super) fn is_percent(&self) -> bool {
        matches!(self.plain, "%" | "％")
    }

    pub(super) fn is_points(&self) -> bool {
        self.plain.ends_with("百分点")
    }

    /// Whether a Chinese numeral before it is a count.
    pub(super) fn is_counted(&self) -> bool {
        !self.plain.is_empty() && !NOT_COUNTED.has(self.plain)
    }

    /// Whether what follows it makes a name of figure and unit.
    pub(super) fn is_name(&self, text: &str) -> bool {
        let behind = text.get(self.end..).unwrap_or_default();
        let is_latin = self.plain.ends_with(|c: char| c.is_ascii_alphabetic());
        let is_become = self.plain == "成"
            && behind.starts_with(|c: char| !is_outer(c) && !"以左的".contains(c));
        behind.starts_with(NAMES)
            || self.plain == "位" && behind.starts_with('数')
            || is_become
            || is_latin && behind.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '+')
    }
}

/// The unit that a text begins with, and how long it is there: its stroke may be a wide one
/// (guideline §0).
fn unit_at(text: &str) -> Option<(&'static str, usize)> {
    let own = UNITS.start_of(text).map(|unit| (unit, unit.len()));
    let near = text.get(..text.floor_char_boundary(LONGEST))?;
    if !near.contains('／') {
        return own;
    }
    let unit = UNITS.start_of(&near.replace('／', "/"))?;
    let strokes = unit.matches('/').count();
    let written = unit.len() + strokes * ('／'.len_utf8() - '/'.len_utf8());
    let is_wide = near.get(..written).is_some_and(|own| own.contains('／'));
    if is_wide { Some((unit, written)) } else { own }
}

/// What a text begins with that the unit before it is counted by: `/人`, `/万元`.
fn per(text: &str) -> &str {
    let length = || {
        let behind = text.strip_prefix(['/', '／'])?;
        let bare = behind.trim_start_matches(|c| power_of(c).is_some());
        let unit = [behind, bare].into_iter().find_map(|rest| {
            let unit = UNITS.start_of(rest);
            unit.or_else(|| PERIODS.start_of(rest))
        })?;
        let magnitude = if behind.starts_with(unit) {
            0
        } else {
            behind.len() - bare.len()
        };
        Some(text.len() - behind.len() + magnitude + unit.len())
    };
    length()
        .and_then(|length| text.get(..length))
        .unwrap_or_default()
}

fn skip_more(text: &str) -> (&str, bool) {
    match starts_with_any(text, &["余", "多"]) {
        Some(behind) => (behind, true),
        None => (text, false),
    }
}

const fn power_of(c: char) -> Option<usize> {
    Some(match c {
        '百' => 2,
        '千' => 3,
        '万' => 4,
        '亿' => 8,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, verbatim: &str, power: usize, is_more: bool) {
        let unit = Unit::at(text, 0);
        assert_eq!(
            (&*unit.verbatim, unit.power, unit.is_more),
            (verbatim, power, is_more),
            "{text}"
        );
    }

    #[test]
    fn units_with_and_without_a_magnitude() {
        check("万人以上", "万人", 4, false);
        check("余家", "家", 0, true);
        check("万多平方米", "万平方米", 4, true);
        check("千瓦", "千瓦", 0, false);
        check("万千瓦时", "万千瓦时", 4, false);
        check("亿", "亿", 8, false);
        check("千万元", "千万元", 7, false);
        check("个百分点", "个百分点", 0, false);
        check("μg/m³以下", "μg/m³", 0, false);
        check("mg/L", "mg/L", 0, false);
        check("μg／m³以下", "μg／m³", 0, false);
        check("万元／亩", "万元／亩", 4, false);
        check("万kW·h", "万kW·h", 4, false);
        check("℃左右", "℃", 0, false);
        check("万美元/人左右", "万美元/人", 4, false);
        check("吨标准煤/万元", "吨标准煤/万元", 0, false);
        check("人次/月", "人次/月", 0, false);
        check("家/户均", "家/户", 0, false);
        check("元/甲", "元", 0, false);
        check("国道", "", 0, false);
    }
}
