//! The rules: what each finds, in both languages, and how often it is right.

use crate::scheme::LabelKind;

/// A rule that suggests spans.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "each is described in the table below")]
pub enum Rule {
    PartyLabel,
    PartyImplementer,
    PartyEstablished,
    PartySupervisor,
    TargetList,
    TargetSection,
    TargetGrowth,
    TargetAim,
    TargetBracket,
    TargetLevel,
    TargetShared,
    TargetNamed,
    TargetEvent,
    TargetNested,
    ResultLevel,
    ResultCount,
    ResultRank,
    ResultStatus,
    ResultAward,
    MeasureFunded,
    MeasureDocument,
    MeasureSupport,
    MeasureCounted,
    MeasureVerb,
    MeasureAdverb,
    MeasureDone,
    MeasureDuty,
}

/// What is known of a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct About {
    /// The rule.
    pub rule: Rule,
    /// Its id, as `origin` writes it behind `rule:`.
    pub id: &'static str,
    /// What it suggests.
    pub kind: LabelKind,
    /// What it finds, in Chinese.
    pub zh: &'static str,
    /// What it finds, in English.
    pub en: &'static str,
    /// The share of its suggestions that annotators had made as well, label and both ends, on the
    /// passages that they annotated, in per cent.
    pub precision: u8,
    /// Whether what it suggests may be accepted without a look.
    pub is_sure: bool,
}

const fn about(
    rule: Rule,
    id: &'static str,
    kind: LabelKind,
    (zh, en): (&'static str, &'static str),
    precision: u8,
    is_sure: bool,
) -> About {
    About {
        rule,
        id,
        kind,
        zh,
        en,
        precision,
        is_sure,
    }
}

use LabelKind::{Measure as M, Party as P, Result as R, Target as T};

/// All rules, in the order of [`Rule`].
pub const RULES: &[About] = &[
    about(
        Rule::PartyLabel,
        "party-label",
        P,
        (
            "带标签的责任主体：责任领导、牵头单位、（主办）",
            "Parties with a label or tag: 责任领导, 牵头单位, (主办)",
        ),
        100,
        true,
    ),
    about(
        Rule::PartyImplementer,
        "party-implementer",
        P,
        (
            "承诺的实施者：支持某县建设……、某县拟……",
            "Who is to carry it out: 支持某县建设…, 某县拟…",
        ),
        85,
        false,
    ),
    about(
        Rule::PartyEstablished,
        "party-established",
        P,
        (
            "文中成立的机构：成立某领导小组",
            "Bodies that the text sets up: 成立某领导小组",
        ),
        85,
        false,
    ),
    about(
        Rule::PartySupervisor,
        "party-supervisor",
        P,
        ("督查机构：报某督查室", "Who supervises: 报某督查室"),
        80,
        false,
    ),
    about(
        Rule::TargetList,
        "target-list",
        T,
        (
            "预期目标清单中的各项",
            "Items of a list of expected targets",
        ),
        100,
        true,
    ),
    about(
        Rule::TargetSection,
        "target-section",
        T,
        (
            "目标、指标类章节中带数字的任务",
            "Tasks with a number in a section of targets",
        ),
        95,
        false,
    ),
    about(
        Rule::TargetGrowth,
        "target-growth",
        T,
        (
            "新增、培育、引进、带动＋数量",
            "新增, 培育, 引进, 带动 and a number",
        ),
        100,
        true,
    ),
    about(
        Rule::TargetAim,
        "target-aim",
        T,
        ("力争、确保、争取＋数字", "力争, 确保, 争取 and a number"),
        100,
        true,
    ),
    about(
        Rule::TargetBracket,
        "target-bracket",
        T,
        ("括注的目标：（目标10%）", "Levels in brackets: (目标10%)"),
        100,
        true,
    ),
    about(
        Rule::TargetLevel,
        "target-level",
        T,
        (
            "指标＋水平：增长、达到、控制在……",
            "Indicator and level: 增长, 达到, 控制在 …",
        ),
        90,
        false,
    ),
    about(
        Rule::TargetShared,
        "target-shared",
        T,
        (
            "并列项，共用前项的动词",
            "Items that share the verb of the first",
        ),
        95,
        false,
    ),
    about(
        Rule::TargetNamed,
        "target-named",
        T,
        (
            "可检验的名称：争创……城市、打造……示范区",
            "Names that can be checked: 争创…城市, 打造…示范区",
        ),
        75,
        false,
    ),
    about(
        Rule::TargetEvent,
        "target-event",
        T,
        (
            "可检验的节点：确保……通车、全覆盖",
            "Events that can be checked: 确保…通车, 全覆盖",
        ),
        80,
        false,
    ),
    about(
        Rule::TargetNested,
        "target-nested",
        T,
        (
            "措施内的目标：支持某县〔建设示范区〕",
            "Goals within a measure: 支持某县[建设示范区]",
        ),
        85,
        false,
    ),
    about(
        Rule::ResultLevel,
        "result-level",
        R,
        (
            "完成水平：增长、达到、占……",
            "Attained levels: 增长, 达到, 占 …",
        ),
        90,
        false,
    ),
    about(
        Rule::ResultCount,
        "result-count",
        R,
        ("完成数量：新建基站236座", "Attained counts: 新建基站236座"),
        85,
        false,
    ),
    about(
        Rule::ResultRank,
        "result-rank",
        R,
        ("位次：居全省第2位", "Ranks: 居全省第2位"),
        85,
        false,
    ),
    about(
        Rule::ResultStatus,
        "result-status",
        R,
        (
            "项目状态：已合龙、正在施工",
            "Status of a project: 已合龙, 正在施工",
        ),
        95,
        true,
    ),
    about(
        Rule::ResultAward,
        "result-award",
        R,
        ("荣誉和认定：获评、入选", "Honours: 获评, 入选"),
        80,
        false,
    ),
    about(
        Rule::MeasureFunded,
        "measure-funded",
        M,
        ("筹资＋行动", "Money and what it is for: 筹资…"),
        100,
        true,
    ),
    about(
        Rule::MeasureDocument,
        "measure-document",
        M,
        (
            "印发文件：印发了《……》",
            "Documents that were issued: 印发了《…》",
        ),
        92,
        true,
    ),
    about(
        Rule::MeasureSupport,
        "measure-support",
        M,
        ("支持、鼓励、引导……", "支持, 鼓励, 引导 …"),
        85,
        false,
    ),
    about(
        Rule::MeasureCounted,
        "measure-counted",
        M,
        (
            "行动＋数量：改造小区30个",
            "Actions with a count: 改造小区30个",
        ),
        80,
        false,
    ),
    about(
        Rule::MeasureVerb,
        "measure-verb",
        M,
        ("动词开头的分句", "Clauses that begin with a verb"),
        85,
        false,
    ),
    about(
        Rule::MeasureAdverb,
        "measure-adverb",
        M,
        (
            "副词开头的分句：全面、着力……",
            "Clauses that begin with an adverb: 全面, 着力 …",
        ),
        85,
        false,
    ),
    about(
        Rule::MeasureDone,
        "measure-done",
        M,
        (
            "已完成的行动：召开了、已签订",
            "Completed actions: 召开了, 已签订",
        ),
        85,
        false,
    ),
    about(
        Rule::MeasureDuty,
        "measure-duty",
        M,
        (
            "通知中的报送要求：于某日前报送",
            "Duties of a notice: to report by a day",
        ),
        80,
        false,
    ),
];

/// What is said of a rule that the table does not have; a test sees to it that it has all.
const UNKNOWN: About = about(Rule::MeasureVerb, "", M, ("", ""), 50, false);

impl Rule {
    /// What is known of it.
    #[must_use]
    pub fn about(self) -> &'static About {
        let own = RULES.iter().find(|about| about.rule == self);
        own.unwrap_or(&UNKNOWN)
    }

    /// The rule with this id.
    #[must_use]
    pub fn of_id(id: &str) -> Option<Self> {
        RULES
            .iter()
            .find(|about| about.id == id)
            .map(|about| about.rule)
    }
}
