//! Bodies that issue documents, the places they are of, and who speaks (guideline §7, I5).

use alloc::string::String;

use super::lines::closed_up;
use crate::{model::Members, text::marks::is_blank};

/// How names of issuing bodies end.
const ENDS: &[&str] = &[
    "政府",
    "办公室",
    "办公厅",
    "委员会",
    "管委会",
    "局",
    "委",
    "厅",
    "部",
    "督查室",
    "研究室",
    "中心",
    "指挥部",
    "领导小组",
    "联席会议",
    "院",
    "集团",
    "公司",
];

/// Characters of a name of a body.
const LENGTH: core::ops::RangeInclusive<usize> = 3..=40;

/// Whether a text is the name of a body and nothing else. It may be spaced out.
pub(super) fn is_body(text: &str) -> bool {
    // A name of that many characters may have a blank behind each.
    if text.len() > LENGTH.end() * 6 {
        return false;
    }
    let name = closed_up(text);
    let in_name = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}' | '·' | '(' | ')' | '（' | '）');
    LENGTH.contains(&name.chars().count())
        && name.chars().all(in_name)
        && !name.contains("关于")
        && ENDS.iter().any(|end| name.ends_with(end))
}

/// The government that a body is of, else the body itself: who is responsible where nobody is
/// named (guideline I5). In bytes of the name.
pub(super) fn government(body: &str) -> usize {
    let end = |word: &str| body.find(word).map(|at| at + word.len());
    end("人民政府")
        .or_else(|| end("政府"))
        .unwrap_or(body.len())
}

/// Municipalities that are provinces.
const MUNICIPALITIES: &[&str] = &["北京市", "天津市", "上海市", "重庆市"];

/// How names of places end, each with its level; the longer before the shorter.
const PLACES: &[(&str, &str)] = &[
    ("自治区", "province"),
    ("自治州", "prefecture"),
    ("自治县", "county"),
    ("自治旗", "county"),
    ("省", "province"),
    ("市", "prefecture"),
    ("州", "prefecture"),
    ("盟", "prefecture"),
    ("地区", "prefecture"),
    ("县", "county"),
    ("区", "county"),
    ("旗", "county"),
    ("镇", "township"),
    ("乡", "township"),
    ("街道", "township"),
];

/// Areas that look like districts and are none.
const AREAS: &[&str] = &[
    "开发区",
    "高新区",
    "管理区",
    "新区",
    "园区",
    "经开区",
    "示范区",
    "景区",
    "社区",
];

/// The place that a name of a body, or the title of a report, begins with: what of province,
/// prefecture, county it names, its level if that can be told, and where it ends, in bytes.
///
/// `甲市` alone may be a prefecture or a county: it is put under prefecture, and has a level only
/// with `of_counties`, when the text speaks of counties below it.
pub(super) fn region(body: &str, of_counties: bool) -> Option<(Members, usize)> {
    let mut region = Members::new();
    let start = body
        .strip_prefix("中共")
        .map_or(0, |rest| body.len() - rest.len());
    let mut end = start;
    let mut level = None;
    for _ in 0..4 {
        let rest = body.get(end..)?;
        let Some((name, mut kind)) = place(rest) else {
            break;
        };
        if MUNICIPALITIES.contains(&name) {
            kind = "province";
        } else if kind == "prefecture" && name.ends_with('市') && region.contains_key("prefecture")
        {
            // A city below a prefecture is a county.
            kind = "county";
        }
        if region.contains_key(kind) || level == Some("township") {
            break;
        }
        if kind != "township" {
            region.insert(kind.into(), name.into());
        }
        level = Some(kind);
        end += name.len();
    }
    let level = level?;
    let is_city = level == "prefecture" && body.get(..end)?.ends_with('市');
    if !is_city || of_counties {
        region.insert("level".into(), level.into());
    }
    Some((region, start)).map(|(region, _)| (region, end))
}

/// The place that a text begins with, and its level.
fn place(text: &str) -> Option<(&str, &'static str)> {
    for (at, _) in text.char_indices().skip(1).take(10) {
        let rest = text.get(at..)?;
        for &(end, level) in PLACES {
            let Some(behind) = rest.strip_prefix(end) else {
                continue;
            };
            let name = text.get(..at + end.len())?;
            // `市市容局`, `市区`: the first is no name.
            let is_other = behind.starts_with("场")
                || AREAS.iter().any(|area| name.ends_with(area))
                || name.contains(['全', '各', '我', '本'])
                || "市省县区".contains(text.chars().next()?);
            let is_han = name.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
            return (!is_other && is_han).then_some((name, level));
        }
    }
    None
}

/// Offices of those who give reports.
const OFFICES: &[&str] = &[
    "省长", "市长", "县长", "区长", "州长", "盟长", "旗长", "镇长", "乡长", "主席", "主任", "局长",
];

/// Who speaks, from a line such as `甲市人民政府市长 王某`: where the name and the body before the
/// office stand, in bytes; the body may be empty.
pub(super) fn speaker(line: &str) -> Option<((usize, usize), usize)> {
    if line.len() > 120 {
        return None;
    }
    for office in OFFICES {
        let Some((before, after)) = line.split_once(office) else {
            continue;
        };
        let name = after.trim_start_matches(|c| is_blank(c) || c == ':' || c == '：');
        // `代市长`, `副主任`.
        let body = before.trim_end_matches(['代', '副']);
        if name.len() < after.len() && is_person(name) && (body.is_empty() || is_body(body)) {
            return Some(((line.len() - name.len(), line.len()), body.len()));
        }
    }
    None
}

/// Whether a text may be the name of a person: two to four characters, perhaps spaced out.
pub(super) fn is_person(name: &str) -> bool {
    let closed: String = closed_up(name.get(..name.floor_char_boundary(60)).unwrap_or_default());
    name.len() <= 60
        && (2..=4).contains(&closed.chars().count())
        && closed.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
}

/// The meeting that a line names, such as `——2022年1月8日在甲市第十届人民代表大会第三次会议上`, in
/// bytes.
pub(super) fn meeting(line: &str) -> Option<(usize, usize)> {
    if line.len() > 300 {
        return None;
    }
    let bare = line.trim_end_matches([')', '）', '的', '讲', '话']);
    let held = bare.strip_suffix('上')?;
    let is_meeting = ["会议", "大会", "全会", "会"]
        .iter()
        .any(|end| held.ends_with(end));
    let at = held.find('在').filter(|_| is_meeting)? + '在'.len_utf8();
    (held.len() > at).then_some((at, held.len()))
}
