//! Comma-clauses and sentences as the guideline's spans have them (§2).

use alloc::vec::Vec;

use super::{
    Offset, Text, TextRange,
    block::Block,
    cues::{self, Counted},
    list,
    marks::{self, is_blank, is_outer},
    pairs::{self, Pair},
};

/// A stretch between two boundaries of clauses, before anything is stripped.
struct Piece {
    start: usize,
    end: usize,
    /// Which sentence it is of. What a remark holds is of other sentences than what is around it.
    sentence: usize,
    /// Whether it is outside of all remarks.
    is_outer: bool,
}

/// A comma-clause. Positions are bytes in the block.
pub(crate) struct Clause {
    /// With what was stripped at its start, even if commas are in it: positions that mean it.
    pub raw: (usize, usize),
    /// As a span would have it.
    pub span: (usize, usize),
    pub sentence: usize,
    /// Whether it is outside of all remarks.
    pub is_outer: bool,
}

/// What is known about a block.
pub(crate) struct Parsed {
    pub pairs: Vec<Pair>,
    /// In the order of the text; they do not overlap.
    pub clauses: Vec<Clause>,
}

impl Parsed {
    /// The clauses of a block, each on its own.
    pub(super) fn of(block: &Block<'_>) -> Self {
        let pairs = pairs::find(block.text);
        let clauses = strip(block, &pieces(block.text, &pairs));
        Self { pairs, clauses }
    }

    /// The clauses of a block as spans have them: money stays with its action.
    pub(crate) fn joined(block: &Block<'_>) -> Self {
        let mut parsed = Self::of(block);
        parsed.clauses = join_funding(block.text, parsed.clauses);
        parsed
    }

    /// The clause that a position means: the one it is in, or whose ordinal it is in.
    pub(super) fn clause(&self, place: usize) -> Option<&Clause> {
        let behind = self.clauses.partition_point(|own| own.raw.0 <= place);
        let clause = self.clauses.get(behind.checked_sub(1)?)?;
        (place <= clause.raw.1).then_some(clause)
    }

    /// The sentence of a clause, as a span would have it.
    pub(super) fn sentence(&self, nth: usize) -> Option<(usize, usize)> {
        let mut own = self.clauses.iter().filter(|own| own.sentence == nth);
        let first = own.next()?;
        Some((first.span.0, own.next_back().unwrap_or(first).span.1))
    }

    /// Whether a stretch holds a mark of a pair without the other.
    pub(super) fn cuts(&self, start: usize, end: usize) -> bool {
        self.pairs.iter().any(|pair| pair.is_cut(start, end))
    }
}

/// Cuts a block at the punctuation of clauses and at the tabs between the cells of a table, each of
/// which says something of its own. Names, titles, quotations and the brackets of terms
/// stay whole (guideline B5); remarks are cut out and then cut up.
fn pieces(text: &str, pairs: &[Pair]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut opening = pairs.iter().peekable();
    // The remarks around: the sentence that each is in, and where it ends.
    let mut around: Vec<(usize, usize)> = Vec::new();
    let (mut sentence, mut sentences) = (0, 0);
    let (mut start, mut skip_to) = (0, 0);
    for (at, c) in text.char_indices() {
        if marks::is_han(c) || at < skip_to {
            continue;
        }
        while opening.next_if(|pair| pair.open < at).is_some() {}
        let opened = opening.next_if(|pair| pair.open == at);
        if let Some(pair) = opened.filter(|pair| !pair.is_remark) {
            skip_to = pair.end;
            continue;
        }
        let end = at + c.len_utf8();
        let (before, after) = text.split_at_checked(at).unwrap_or_default();
        let after = after.get(c.len_utf8()..).unwrap_or_default();
        // A round bracket that is left is one of a remark, or has no partner.
        let is_round = matches!(marks::paired(c), Some((marks::ROUND, _)));
        let ends_cell = c == '\t' && !is_ordinal(text.get(start..at).unwrap_or_default());
        if !is_round && !ends_cell && !marks::ends_clause(before, c, after) {
            continue;
        }
        let piece = Piece {
            start,
            end: at,
            sentence,
            is_outer: around.is_empty(),
        };
        cut_counted(text, pairs, piece, &mut pieces);
        start = end;
        if let Some(&(outer, _)) = around.last().filter(|&&(_, closes)| closes == end) {
            sentence = outer;
            around.pop();
        } else if opened.is_some() || ends_cell || marks::ends_sentence(c) {
            if let Some(pair) = opened {
                around.push((sentence, pair.end));
            }
            sentences += 1;
            sentence = sentences;
        }
    }
    let piece = Piece {
        start,
        end: text.len(),
        sentence,
        is_outer: true,
    };
    cut_counted(text, pairs, piece, &mut pieces);
    pieces
}

/// Whether a text is an ordinal and nothing else, so that the tab behind it is none between cells.
fn is_ordinal(text: &str) -> bool {
    let rest = text.trim_matches(is_blank);
    cues::ordinal(rest, true).is_some_and(|rest| rest.trim_start_matches(is_blank).is_empty())
}

/// Cuts a piece at the `、` between items that have a number and a noun each of their own
/// (guideline B6).
fn cut_counted(text: &str, pairs: &[Pair], piece: Piece, pieces: &mut Vec<Piece>) {
    let whole = text.get(piece.start..piece.end).unwrap_or_default();
    if !whole.contains('、') {
        pieces.push(piece);
        return;
    }
    let items = list::items(text, pairs, (piece.start, piece.end));
    let counted: Vec<Counted> = items
        .iter()
        .map(|&(start, end)| cues::counted(text.get(start..end).unwrap_or_default()))
        .collect();
    let last_noun = counted.iter().rposition(|&own| own == Counted::Noun);
    // Of a list of counted nouns every item begins with its count, but for the verb of the first.
    let all_lead = counted.iter().all(|&own| own == Counted::Lead)
        && items.iter().skip(1).all(|&(start, end)| {
            let item = text.get(start..end).unwrap_or_default();
            item.starts_with(marks::is_digit)
        });
    let mut start = piece.start;
    for (nth, (&(_, end), pair)) in items.iter().zip(counted.windows(2)).enumerate() {
        let splits = match *pair {
            [_, Counted::Bare] => false,
            [Counted::Noun, _] => last_noun > Some(nth),
            [Counted::Action, next] => next == Counted::Action,
            [Counted::Lead, Counted::Lead] => all_lead,
            _ => false,
        };
        if splits {
            pieces.push(Piece {
                start,
                end,
                ..piece
            });
            start = end + '、'.len_utf8();
        }
    }
    pieces.push(Piece { start, ..piece });
}

/// Takes from every piece what is not of its span (guideline B1, B2).
///
/// What is nothing else, such as `一季度,` or `牵头单位:`, goes with the clause that follows it in
/// its sentence; where none does, it is a clause itself, so that it can be selected all the same.
fn strip(block: &Block<'_>, pieces: &[Piece]) -> Vec<Clause> {
    let text = block.text;
    let mut clauses: Vec<Clause> = Vec::new();
    // Clauses from here on wait for one that follows.
    let mut waiting = 0;
    for piece in pieces {
        let whole = text.get(piece.start..piece.end).unwrap_or_default();
        let is_outside = |c: char| is_blank(c) || is_outer(c);
        let kept = whole.trim_end_matches(is_outside);
        let start = piece.end - whole.trim_start_matches(is_outside).len();
        let end = piece.start + kept.len();
        if start >= end {
            continue;
        }
        if (clauses.last()).is_none_or(|last| last.sentence != piece.sentence) {
            waiting = clauses.len();
        }
        let starts_paragraph = block.starts_paragraph && piece.start == 0;
        let head = piece.start + cues::head(kept, starts_paragraph);
        let mut clause = Clause {
            raw: (piece.start, piece.end),
            span: (start, end),
            sentence: piece.sentence,
            is_outer: piece.is_outer,
        };
        let is_label = text.get(head..end).is_some_and(cues::is_role_label);
        if head < end && !(is_label && text.get(piece.end..).is_some_and(is_label_end)) {
            clause.span.0 = head;
            clause.raw.0 = clauses
                .get(waiting)
                .map_or(piece.start, |first| first.raw.0);
            clauses.truncate(waiting);
            waiting += 1;
        }
        clauses.push(clause);
    }
    clauses
}

fn is_label_end(rest: &str) -> bool {
    rest.starts_with([':', '：'])
}

/// Joins a clause that only says what money there is with the action after it, unless what
/// follows is a Target (guideline I10).
fn join_funding(text: &str, clauses: Vec<Clause>) -> Vec<Clause> {
    let span = |clause: &Clause| text.get(clause.span.0..clause.span.1).unwrap_or_default();
    let mut joined: Vec<Clause> = Vec::with_capacity(clauses.len());
    // Whether the last one is the first of its sentence.
    let mut is_first = true;
    for clause in clauses {
        let last = joined.last_mut();
        let Some(last) = last.filter(|last| last.sentence == clause.sentence) else {
            is_first = true;
            joined.push(clause);
            continue;
        };
        if is_first && cues::is_funding(span(last)) && !cues::starts_target(span(&clause)) {
            last.span.1 = clause.span.1;
            last.raw.1 = clause.raw.1;
        } else {
            joined.push(clause);
        }
        is_first = false;
    }
    joined
}

/// The comma-clause at a position, as a span would have it (guideline §2): without ordinals,
/// connectors, leading times and the jurisdiction as its subject, without the remark in brackets
/// behind it.
///
/// A position in what is left out before a clause, its ordinal or role label for instance, means
/// that clause; so the clause contains the position, ends there or follows it. Empty, at the
/// position, where there is nothing but punctuation and white space.
#[must_use]
pub fn clause_at(text: &Text, at: Offset) -> TextRange {
    let at = text.floor(at);
    let block = Block::at(text, at);
    let parsed = Parsed::joined(&block);
    let clause = parsed.clause(block.place(at));
    clause.map_or(TextRange::empty(at), |clause| block.range(clause.span))
}

/// The sentence at a position, up to `。；！？` or the end of the line, from the start of its first
/// clause to the end of its last, so that it starts and ends as a span does.
///
/// Within a remark such as `(责任领导:…)` it is what the remark holds. Empty, at the position,
/// where there is nothing but punctuation and white space.
#[must_use]
pub fn sentence_at(text: &Text, at: Offset) -> TextRange {
    let at = text.floor(at);
    let block = Block::at(text, at);
    // As spans have them, so that a sentence is there wherever a clause is.
    let parsed = Parsed::joined(&block);
    let clause = parsed.clause(block.place(at));
    let sentence = clause.and_then(|clause| parsed.sentence(clause.sentence));
    sentence.map_or(TextRange::empty(at), |sentence| block.range(sentence))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Check the clause at `|`, which is not part of the text.
    #[track_caller]
    fn check(marked: &str, expect: &str) {
        let at = Offset::from_bytes(marked.find('|').unwrap());
        let text = Text::new(marked.replacen('|', "", 1));
        assert_eq!(text.slice(clause_at(&text, at)), expect);
    }

    #[test]
    fn punctuation_of_both_widths_ends_a_clause() {
        check("新建学校3|所,改造道路。", "新建学校3所");
        check("新建学校3所，改|造道路；", "改造道路");
        check("新建学校3所,|改造道路", "改造道路");
        check("新建学校3所|,改造道路", "新建学校3所");
        check("一\r\n改造|道路\r\n二", "改造道路");
    }

    #[test]
    fn a_sentence_is_there_wherever_a_clause_is() {
        let text = Text::new("筹资5元，：改造1处。".into());
        let between = Offset::from_bytes("筹资5元，".len());
        let (clause, sentence) = (clause_at(&text, between), sentence_at(&text, between));
        assert!(!clause.is_empty() && sentence.covers(clause));
    }

    #[test]
    fn punctuation_of_numbers_does_not() {
        check("发放补|贴1,234.5万元,惠及5人", "发放补贴1,234.5万元");
        check("于8:30开|工", "于8:30开工");
        check("发放５，234|份", "发放５，234份");
        check("改造道路5,新建|桥梁3", "新建桥梁3");
    }

    #[test]
    fn ordinals_connectors_times_and_jurisdictions_are_left_out() {
        check("（一）推动|升级。", "推动升级");
        check("1.推动|升级。", "推动升级");
        check("二、推动|升级。", "推动升级");
        check("——推动|升级;", "推动升级");
        check("①推动|升级;", "推动升级");
        check("一是推动|升级;", "推动升级");
        check("建成学校,并推动|升级", "推动升级");
        check("建成学校,其中小|学3所", "小学3所");
        check("一季度我市新建|学校3所", "新建学校3所");
        check("2021年计划|实现通车", "计划实现通车");
        check("截至6月30日全市累计|植树9万株", "累计植树9万株");
        check("今年底建|成公园1个", "建成公园1个");
        check("到明年底前,建|成公园1个", "建成公园1个");
        check("“十四五”末植|树9万株", "植树9万株");
    }

    #[test]
    fn a_goal_is_taken_out_of_its_frame() {
        for (clause, expect) in [
            ("围绕打造高端|示范带,推动升级", "打造高端示范带"),
            ("一是聚焦建设区域|物流基地", "建设区域物流基地"),
            ("聚焦打造|品牌,推动升级", "聚焦打造品牌"),
            ("围绕示范|带建设,推动升级", "围绕示范带建设"),
        ] {
            check(clause, expect);
        }
    }

    #[test]
    fn ordinals_before_dates_are_left_out() {
        for (clause, expect) in [
            ("1.6月底前建|成桥梁1座", "建成桥梁1座"),
            ("7.6月30日前新|建水库1座", "新建水库1座"),
            ("12.5月上旬完|成选址", "完成选址"),
            ("４．１０月底前，完|成管网5公里", "完成管网5公里"),
            ("4.|10月底前,完成管网5公里", "完成管网5公里"),
            ("5.2025年12月31日前完|成选址", "完成选址"),
            ("3.1-6月新|增企业3家", "新增企业3家"),
            ("2、6月底前建|成桥梁1座", "建成桥梁1座"),
            ("5、6月底前建|成桥梁1座", "建成桥梁1座"),
            ("植树;2.6月底前建|成桥梁1座", "建成桥梁1座"),
            ("1.5G网络|建设", "5G网络建设"),
            ("2、30个小区|改造", "30个小区改造"),
            ("1.4亿|元到位", "1.4亿元到位"),
            ("3.5个月|完成", "3.5个月完成"),
            ("1.25月|完成", "1.25月完成"),
            ("2、3月份植|树", "2、3月份植树"),
            ("1、2号线|开工", "1、2号线开工"),
            ("改造后,3、30日|内完成", "3、30日内完成"),
        ] {
            check(clause, expect);
        }
    }

    #[test]
    fn what_only_looks_like_one_of_them_stays() {
        check("并网|发电", "并网发电");
        check("今年初步|建成", "初步建成");
        check("“十四五”规划|编制", "“十四五”规划编制");
        check("全省第三|", "全省第三");
        check("全市场|推广", "全市场推广");
        check("三年行动|收官", "三年行动收官");
        check("2021年是|开局之年", "2021年是开局之年");
        check("1.4亿|元到位", "1.4亿元到位");
        check("-0.9%|的涨幅", "-0.9%的涨幅");
    }

    #[test]
    fn a_position_in_what_is_left_out_means_the_clause_that_follows() {
        check("|(一)推动升级。", "推动升级");
        check("一季|度,我市新建学校3所。", "新建学校3所");
        check("责任领导:甲某,牵头|单位:市农业局。", "市农业局");
        check("|  同时,全市推动升级。", "推动升级");
    }

    #[test]
    fn what_is_left_out_is_a_clause_where_nothing_follows() {
        check("一季|度。我市新建学校。", "一季度");
        check("2021年|2月2日\n附件", "2021年2月2日");
        check("牵头单位|:。", "牵头单位");
    }

    #[test]
    fn nothing_is_selected_between_punctuation() {
        check("推动升级。|。;", "");
        check("  |  ", "");
        check("|", "");
    }

    #[test]
    fn cells_of_a_table_are_clauses_each() {
        let row = "1\t改造道路5公里,兴学\t2025年\t市交通局(主办)\t6月底前";
        for (place, expect) in [
            ("造道", "改造道路5公里"),
            ("学", "兴学"),
            ("25年", "2025年"),
            ("交通", "市交通局"),
            ("月底", "6月底前"),
            ("\t改", "1"),
        ] {
            check(&row.replacen(place, &format!("|{place}"), 1), expect);
        }
        check("1.\t推|动升级", "推动升级");
        check("\t推|动升级", "推动升级");
    }

    #[test]
    fn list_heads_are_left_out() {
        check("主要预期目标是:生产|总值增长8%;", "生产总值增长8%");
    }

    #[test]
    fn remarks_in_brackets_are_left_out_and_cut_up() {
        let remark = "(责任领导:甲某,牵头单位:市经济局(经管局)、市水务局)";
        check(&format!("推动|升级{remark}。"), "推动升级");
        check(
            &format!("推动升级{}。", remark.replacen("经济", "经|济", 1)),
            "市经济局(经管局)、市水务局",
        );
        check("生产总值|增长8.4%(目标7.5%);", "生产总值增长8.4%");
        check("生产总值增长8.4%(目|标7.5%);", "目标7.5%");
        check("市林业局|（主办）、市水务局（会办）", "市林业局");
        check("推动|升级(市林业局牵头,6月底前完成)。", "推动升级");
    }

    #[test]
    fn brackets_of_terms_quotations_and_titles_stay_whole() {
        check(
            "固定资产投资(含农|户,不含房产)增长5%,",
            "固定资产投资(含农户,不含房产)增长5%",
        );
        check("印发《甲、乙,丙|的通知》,", "印发《甲、乙,丙的通知》");
        check("打击“一处失信,处处|受限”;", "打击“一处失信,处处受限”");
        check(
            "印发《关于“甲(目标3%),乙”|的通知》。",
            "印发《关于“甲(目标3%),乙”的通知》",
        );
    }

    #[test]
    fn marks_without_a_partner_bound_no_more_than_themselves() {
        check("推动“升|级,改造道路", "推动“升级");
        check("推动(升|级,改造道路", "升级");
        check("推动升级)改|造", "改造");
    }

    #[test]
    fn items_with_a_number_and_a_noun_are_cut_and_others_not() {
        check("完成学校3座、道|路5公里,", "道路5公里");
        check("改造10千伏线路14公里、国道|9公里", "国道9公里");
        check("完成4座桥梁改造、50公里|公路改造,", "50公里公路改造");
        check("产值分别增长7.2%、5|.6%,", "产值分别增长7.2%、5.6%");
        check("分别居第2位、第|3位,", "分别居第2位、第3位");
        check(
            "推进7个示范村、6个|样板村建设,",
            "推进7个示范村、6个样板村建设",
        );
        check("引进500强、上市公司项目|3个,", "引进500强、上市公司项目3个");
    }

    #[test]
    fn money_stays_with_its_action() {
        check("筹资1.5亿元,改|造小区3个。", "筹资1.5亿元,改造小区3个");
        check("筹|资1.5亿元,改造小区3个。", "筹资1.5亿元,改造小区3个");
        check("筹资1|亿元,带动就业9人。", "筹资1亿元");
    }

    #[test]
    fn sentences_start_and_end_as_spans_do() {
        let text = "一季度,全市推动升级(目标3%),改造道路(牵头单位:市交通局)。二是兴学！";
        let text = Text::new(text.into());
        let at = |word| Offset::from_bytes(text.as_str().find(word).unwrap());
        let sentence = |word| text.slice(sentence_at(&text, at(word)));
        assert_eq!(sentence("季度"), "推动升级(目标3%),改造道路");
        assert_eq!(sentence("改造"), "推动升级(目标3%),改造道路");
        assert_eq!(sentence("交通"), "市交通局");
        assert_eq!(sentence("二是"), "兴学");
    }
}
