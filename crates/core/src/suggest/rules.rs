//! The rules: what each finds, in both languages, and how often it is right.

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
    /// One of the analyst's own, by its place in the scheme.
    Own(u16),
}

/// All of them, in the order of the table.
const ALL: [Rule; 27] = [
    Rule::PartyLabel,
    Rule::PartyImplementer,
    Rule::PartyEstablished,
    Rule::PartySupervisor,
    Rule::TargetList,
    Rule::TargetSection,
    Rule::TargetGrowth,
    Rule::TargetAim,
    Rule::TargetBracket,
    Rule::TargetLevel,
    Rule::TargetShared,
    Rule::TargetNamed,
    Rule::TargetEvent,
    Rule::TargetNested,
    Rule::ResultLevel,
    Rule::ResultCount,
    Rule::ResultRank,
    Rule::ResultStatus,
    Rule::ResultAward,
    Rule::MeasureFunded,
    Rule::MeasureDocument,
    Rule::MeasureSupport,
    Rule::MeasureCounted,
    Rule::MeasureVerb,
    Rule::MeasureAdverb,
    Rule::MeasureDone,
    Rule::MeasureDuty,
];

/// What is known of a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct About<'a> {
    /// The rule.
    pub rule: Rule,
    /// Its id, as `origin` writes it behind `rule:`.
    pub id: &'a str,
    /// What it finds, in Chinese.
    pub zh: &'a str,
    /// What it finds, in English.
    pub en: &'a str,
    /// The share of its suggestions that stand in the passages of `tests/passages` as they were marked,
    /// label and both ends, in per cent; a test measures it. Rules were mended by these passages, so
    /// on other text it is less, and where a rule found little it says little.
    pub precision: u8,
    /// Whether what it suggests may be accepted without a look.
    pub is_sure: bool,
}

/// Of each rule, in order: id, what it finds in both languages, precision in per cent, and whether it
/// is sure or to be looked at. One text takes less room than a reference for every word.
const TABLE: &str = "\
party-label|带标签的责任主体：责任领导、牵头单位、（主办）|Parties with a label or tag: 责任领导, 牵头单位, (主办)|100|sure
party-implementer|承诺的实施者：支持某县建设……、某县拟……|Who is to carry it out: 支持某县建设…, 某县拟…|96|look
party-established|文中成立的机构：成立某领导小组|Bodies that the text sets up: 成立某领导小组|100|look
party-supervisor|督查机构：报某督查室|Who supervises: 报某督查室|100|look
target-list|预期目标清单中的各项|Items of a list of expected targets|100|sure
target-section|目标、指标类章节中带数字的任务|Tasks with a number in a section of targets|100|look
target-growth|新增、培育、引进、带动＋数量|新增, 培育, 引进, 带动 and a number|100|sure
target-aim|力争、确保、争取＋数字|力争, 确保, 争取 and a number|100|sure
target-bracket|括注的目标：（目标10%）|Levels in brackets: (目标10%)|100|sure
target-level|指标＋水平：增长、达到、控制在……|Indicator and level: 增长, 达到, 控制在 …|98|look
target-shared|并列项，共用前项的动词|Items that share the verb of the first|100|look
target-named|可检验的名称：争创……城市、打造……示范区|Names that can be checked: 争创…城市, 打造…示范区|91|look
target-event|可检验的节点：确保……通车、全覆盖|Events that can be checked: 确保…通车, 全覆盖|100|look
target-nested|措施内的目标：支持某县〔建设示范区〕|Goals within a measure: 支持某县[建设示范区]|100|look
result-level|完成水平：增长、达到、占……|Attained levels: 增长, 达到, 占 …|99|look
result-count|完成数量：新建基站236座|Attained counts: 新建基站236座|100|look
result-rank|位次：居全省第2位|Ranks: 居全省第2位|100|look
result-status|项目状态：已合龙、正在施工|Status of a project: 已合龙, 正在施工|100|sure
result-award|荣誉和认定：获评、入选|Honours: 获评, 入选|100|look
measure-funded|筹资＋行动|Money and what it is for: 筹资…|100|sure
measure-document|印发文件：印发了《……》|Documents that were issued: 印发了《…》|100|sure
measure-support|支持、鼓励、引导……|支持, 鼓励, 引导 …|92|look
measure-counted|行动＋数量：改造小区30个|Actions with a count: 改造小区30个|95|look
measure-verb|动词开头的分句|Clauses that begin with a verb|86|look
measure-adverb|副词开头的分句：全面、着力……|Clauses that begin with an adverb: 全面, 着力 …|67|look
measure-done|已完成的行动：召开了、已签订|Completed actions: 召开了, 已签订|82|look
measure-duty|通知中的报送要求：于某日前报送|Duties of a notice: to report by a day|50|look";

/// What is known of each rule, in order.
pub fn all() -> impl Iterator<Item = About<'static>> {
    let about = |(rule, line): (Rule, &'static str)| {
        let mut parts = line.split('|');
        let mut part = || parts.next().unwrap_or_default();
        About {
            rule,
            id: part(),
            zh: part(),
            en: part(),
            precision: part().parse().unwrap_or_default(),
            is_sure: part() == "sure",
        }
    };
    ALL.into_iter().zip(TABLE.lines()).map(about)
}

impl Rule {
    /// Its place among all: the table, then the analyst's own.
    #[must_use]
    pub fn nth(self) -> usize {
        match self {
            Self::Own(nth) => ALL.len() + usize::from(nth),
            // A test sees to it that the table has every rule.
            rule => ALL.iter().position(|own| *own == rule).unwrap_or(0),
        }
    }

    /// The rule of the table with this id.
    #[must_use]
    pub fn of_id(id: &str) -> Option<Self> {
        all().find(|about| about.id == id).map(|about| about.rule)
    }
}
