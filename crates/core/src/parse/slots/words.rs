//! The cue words of slots and attributes: one table for each attribute (guideline §3, §4).
//!
//! They are of the genre, not of one report.

use crate::text::{
    marks::is_digit,
    wordlist::{Groups, Words, said_at_end, said_at_start, said_in},
};

/// Comparators before a figure.
const AHEAD: &Groups = &[
    (
        "le",
        Words::new("最长不超过 不超过 不高于 不大于 不多于 不突破 ≤"),
    ),
    ("ge", Words::new("不少于 不低于 不小于 至少 ≥")),
    ("gt", Words::new("超过 突破 高于 大于 多于 超 ＞ >")),
    ("lt", Words::new("低于 少于 小于 不足 ＜ <")),
    ("about", Words::new("大约 约为 接近 将近 约 近")),
];

/// What ends like a comparator and is another word: 附近, 节约.
const NOT_AHEAD: Words = Words::new("附近 邻近 最近 就近 节约 预约 签约 赶超");

/// Comparators behind a unit.
const BEHIND: &Groups = &[
    (
        "ge",
        Words::new("(含)以上 （含）以上 (及)以上 （及）以上 及以上 以上"),
    ),
    (
        "le",
        Words::new("(含)以下 （含）以下 及以下 以下 以内 之内"),
    ),
    ("about", Words::new("左右 上下")),
];

/// Words that forbid what follows them.
const FORBIDDING: Words = Words::new("不得 不能 不准 不许 不可 不应 不宜 严禁 禁止 杜绝 严防 防止");

/// What a comparator says behind such a word, for those that it turns round.
const FORBIDDEN: &[(&str, &str)] = &[("gt", "le"), ("lt", "ge")];

/// Where a text ends with a comparator: its name and its length.
pub(super) fn ahead(before: &str) -> Option<(&'static str, usize)> {
    beside(before).or_else(|| {
        let rest = SHARED.before(before)?;
        let (name, length) = beside(rest).filter(|(name, _)| *name != "about")?;
        Some((name, before.len() - rest.len() + length))
    })
}

/// What a share is of, between comparator and figure: 不得超过上年的95%.
const SHARED: Words = Words::new("上年的 去年的 上年同期的 去年同期的 年度计划的 年初预算的");

fn beside(before: &str) -> Option<(&'static str, usize)> {
    if let Some(forbidden) = forbidden(before) {
        return Some(forbidden);
    }
    let (word, name) = said_at_end(AHEAD, before)?;
    NOT_AHEAD
        .end_of(before)
        .is_none()
        .then_some((name, word.len()))
}

/// Where a text ends with a comparator that is forbidden: 不得高于.
fn forbidden(before: &str) -> Option<(&'static str, usize)> {
    let (word, said) = said_at_end(AHEAD, before)?;
    let before = before.strip_suffix(word)?;
    let name = turned_by(before, said);
    (name != said).then(|| {
        (
            name,
            FORBIDDING.end_of(before).map_or(0, str::len) + word.len(),
        )
    })
}

/// What a comparator says behind a text, which may forbid it.
pub(super) fn turned_by(before: &str, name: &'static str) -> &'static str {
    let turned = FORBIDDEN.iter().find(|(own, _)| *own == name);
    let turned = turned.filter(|_| FORBIDDING.end_of(before).is_some());
    turned.map_or(name, |(_, name)| name)
}

/// Where a text begins with a comparator: its length and its name.
pub(super) fn behind(rest: &str) -> Option<(usize, &'static str)> {
    let (word, name) = said_at_start(BEHIND, rest)?;
    Some((word.len(), name))
}

/// The comparator that a stretch marked by hand says.
pub(super) fn comparator(text: &str) -> Option<&'static str> {
    let lists = [AHEAD, BEHIND, STANDING];
    let said = || lists.into_iter().find_map(|groups| said_in(groups, text));
    ahead(text).map(|(name, _)| name).or_else(said)
}

/// Comparators that stand by themselves.
const STANDING: &Groups = &[
    ("all", Words::new("全覆盖 全部 所有 100%")),
    ("pegged", Words::new("同步 持平")),
    ("top_n", Words::new("第 前")),
    ("about", Words::new("余 多")),
    ("range", Words::new("至 - — ~")),
];

/// Words after which a bare figure is a level.
pub(super) const LEVELS: Words = Words::new(
    "达到 达 提高到 提升到 增加到 减少到 下降到 降到 降至 增至 升至 提升至 提高至 稳定在 \
     保持在 控制在 增长 下降 目标 指数为 为 从 由",
);

/// Words after which a time is limited or changed.
const TIME_LIMITS: Words = Words::new(
    "缩短至 缩短到 缩短 压缩至 压缩到 压缩 压减 减少 延长 控制在 达到 至 到 不超过 不少于 \
     不低于",
);

pub(super) fn limits_time(before: &str) -> bool {
    TIME_LIMITS.end_of(before).is_some() || starts_way(before) || forbidden(before).is_some()
}

/// What may stand between 从 and the figure that others are counted from.
const WAY_FILLERS: Words = Words::new(
    "全国 全省 全市 全区 全县 全州 中部 上年的 去年的 上年末的 去年末的 年初的 原来的 原先的 目前的 现在的 现有的 过去的 上年 \
     去年 年初 原来 目前 不足 约 近",
);

/// Whether a figure behind this is where something starts from: 从5个减少到1个, 由2024年的86家.
pub(super) fn starts_way(before: &str) -> bool {
    let before = WAY_FILLERS.before(before).unwrap_or(before);
    without_year(before)
        .unwrap_or(before)
        .ends_with(['从', '由'])
}

/// A text without the way that it ends with the start of: 企业 of 企业从去年.
pub(super) fn before_way(text: &str) -> Option<&str> {
    WAY_FILLERS.before(text)?.strip_suffix(['从', '由'])
}

/// What stands before a year that a text ends with: 由 before 2024年底的.
fn without_year(before: &str) -> Option<&str> {
    let bare = before.strip_suffix('的').unwrap_or(before);
    let bare = bare.strip_suffix(['底', '末', '初']).unwrap_or(bare);
    let year = bare
        .strip_suffix("年年")
        .or_else(|| bare.strip_suffix('年'))?;
    let rest = year.trim_end_matches(is_digit);
    (rest.len() < year.len()).then_some(rest)
}

/// Words before a time that something is counted from, and so no period of it: 较2020年减少.
pub(super) const BASES: Words = Words::new("比 较 从 由");

/// What follows a time that something is counted from: 在2023年基础上.
pub(super) const FOOTINGS: Words = Words::new("基础上 的基础上 为基数 为基期 为基准");

/// What follows a time behind 从 that something starts with.
pub(super) const ONWARDS: Words = Words::new("起 开始 以来 至 到");

/// Whether what stands between two figures leads from the one to the other.
pub(super) fn goes_on_to(between: &str) -> bool {
    let rest = match ahead(between) {
        Some((_, length)) => between.get(..between.len() - length).unwrap_or_default(),
        None => between,
    };
    between.len() < 60 && rest.ends_with(['到', '至', '为'])
}

/// Things that come in classes by the money in them (guideline §9.4).
const CLASS_NOUNS: Words = Words::new("项目 企业 产业 工程 主体 园区 集群 板块 客户");
const CLASS_ADJECTIVES: Words = Words::new("的 重大 重点 工业 农业 产业 招商 投资 制造业 服务业");

/// Whether a text begins with a thing of such a class.
pub(super) fn starts_class(rest: &str) -> bool {
    let rest = CLASS_ADJECTIVES.behind(rest).unwrap_or(rest);
    CLASS_NOUNS.start_of(rest).is_some()
}

/// What makes a name of a Chinese numeral with a unit: 八项规定, 三个专项.
pub(super) const BEHIND_NAMES: Words =
    Words::new("规定 原则 制度 纪律 计划 意识 自信 维护 分离 联动");

/// Words before a place in a ranking.
const RANKS: Words = Words::new(
    "排名 排位 位居 位列 名列 列 居 排 排在 跻身 进位 进入 进到 保持 稳居 挺进 迈入 进军 \
     全省 全国 全市 全区 全县 全州 中部 全球 同类 省内 国内",
);

pub(super) fn ranks(before: &str) -> bool {
    RANKS.end_of(before).is_some()
}

const RANK_GOALS: Words =
    Words::new("建设 进入 进军 跻身 冲刺 争创 打造 迈入 迈进 挺进 创建 争进 冲进 争当");
const RANK_FIELDS: Words = Words::new("全国 全省 中国 世界 全市 全球 中部 国家");

/// Whether the ranking behind this is itself the goal: `建设全国50强…` (guideline §9.5).
pub(super) fn is_rank_goal(before: &str) -> bool {
    RANK_GOALS.iter().any(|goal| {
        let behind = before.rsplit_once(goal).map(|(_, behind)| behind);
        behind.is_some_and(|behind| behind.len() < 40 && RANK_FIELDS.is_in(behind))
    })
}

/// Words of modality, the stronger first.
pub(super) const MODALITIES: &[(&str, &str)] = &[
    ("约束性指标", "binding"),
    ("约束性", "binding"),
    ("预期性", "expected"),
    ("预期目标", "expected"),
    ("确保", "ensure"),
    ("保证", "ensure"),
    ("力争", "strive"),
    ("争取", "seek"),
    ("争创", "seek"),
    ("冲刺", "seek"),
    ("预期", "expected"),
    ("努力", "strive"),
    ("预计", "plan"),
    ("计划", "plan"),
    ("拟定于", "plan"),
    ("拟", "plan"),
    ("将", "plan"),
];

/// How many of [`MODALITIES`] count wherever they stand; the others are words of other kinds
/// except before the verb of their clause.
pub(super) const MODALITIES_ANYWHERE: usize = 10;

/// What makes another word of one of modality: 争取资金, 保证金, 将近, 计划生育.
const NOT_MODAL: &Groups = &[
    (
        "争取",
        Words::new("资金 项目 上级 中央 省级 国家 政策 支持 到 各类 专项 更多"),
    ),
    ("保证", Words::new("金 书")),
    ("冲刺", Words::new("期 阶段")),
    ("将", Words::new("近 军 来")),
    ("计划", Words::new("生育 单列 的 书")),
    ("拟", Words::new("定 订")),
    ("预期", Words::new("目标 寿命")),
];

/// Where `将X纳入Y` says 把 and nothing of the future.
const DISPOSAL: Words = Words::new("纳入 作为 列入 列为 打造成 建成 培育成 转为 移交 融入");

/// Whether a word of modality is one before this.
pub(super) fn is_modal(word: &str, behind: &str) -> bool {
    let others = NOT_MODAL.iter().find(|(own, _)| *own == word);
    let is_other = others.is_some_and(|(_, others)| others.start_of(behind).is_some());
    let disposes = word == "将" && DISPOSAL.is_in(behind);
    !is_other && !disposes
}

/// Adverbs before the verb of a clause, as far as a verb follows them.
pub(super) const ADVERBS: Words = Words::new(
    "基本 初步 成功 先后 全面 加快 深入 着力 全力 持续 积极 大力 扎实 严格 进一步 重点 不断 继续 统筹 认真 强力 \
     高质量 稳步 切实 率先 高标准 纵深 科学 先后 依法 累计 共计 总计 全年 共 已 再 集中 新 \
     年均 每年 规划 谋划 组织 目标 要 至少 超额 圆满 完成 实现 加强 滚动 有序 广泛 预期 约束性 并 均 \
     还 推动 推进 促进 支持 鼓励 引导 同时 全市 全省 全区 全县 下一步 我市 我区 我县",
);

/// Words of what somebody will do, where a body stands before them as the subject.
pub(super) const INTENTS: Words = Words::new("拟 计划 将 力争 确保");
pub(super) const BODIES: Words = Words::new("县 区 市 镇 乡 街道 局 委 公司 集团 学校 医院");

/// What no amount is of.
pub(super) const NO_NOUNS: Words =
    Words::new("全市 全区 全县 全省 全国 我市 我区 我县 辖区 有 在建 已建 拟建 待建");

/// Ends of what stands before a count whose noun follows it: 甲公司等3家企业, 现有5家企业.
pub(super) const LED: Words = Words::new(
    "等 对 向 把 为 给 将 让 获 ” 》 现有 原有 已有 全市 全区 全县 全省 全国 辖区 其中 省定 市定",
);

/// Verbs at the head of a clause: what comes behind them is counted.
pub(super) const VERBS: Words = Words::new(
    "新增 净增 增加 培育 引进 招引 落地 吸引 带动 扶持 入库 新建改造 新改建 新改扩建 改扩建 \
     新建改建 新建扩建 改建扩建 新建 改造 改建 扩建 续建 建设 建成 建立 创建 争创 打造 形成 组建 成立 设立 布局 实施 \
     推进 推动 启动 开工 新开工 竣工 提供 设置 交付使用 交付 投用 发放 兑现 完成 实现 达到 \
     提升 开展 举办 组织 召开 印发 出台 制定 编制 修订 申报 上报 推荐 获批 通过认定 认定 \
     争取 冲刺 建好 办好 做好 抓好 抓实 落实 治理 整治 修复 维修 化解 处置 整改 消除 拆除 \
     清理 消化 盘活 流转 种植 营造 植树 铺设 架设 安装 配备 购置 培训 招聘 招录 选派 选树 \
     评选 救助 资助 慰问 走访 受理 办理 办结 答复 查处 侦破 排查 检查 督办 公布 发布 签约 \
     签订 孵化 转化 获得 取得 荣获 进入 打通 疏浚 加固 升级 创成 支持 推广 储备 谋划 包装 \
     打击 安排 投放 减少 压减 关停 淘汰 搬迁 安置 接待 收储 出让 报批 回收 征收 建档 调解 \
     调处 聘请 育成 落实好 筹集 拉动 促成 帮助 壮大 做大 取消 终止 推出 推行 公开 减免 新上 招募 征集 收集 整理 编印 \
     杜绝发生 防止发生 避免发生 严防发生 不得发生 严禁发生 竣工投产 建成投产 建成投用 开工建设 投入运营 投入使用 不发生 不出现 杜绝 防止 避免 下拨 清收 \
     转办 交办 移交 贯通 督促 指导 抽调 涉及 更换 收回 发现 解决 开设 销毁 采集 检测 下发 整合 协调 出动 登记 \
     优化 抽查 建有 共有 设有 拥有 梳理 对接",
);

/// Verbs under which things come into being, so that their number grows (guideline §3, §10.8).
pub(super) const GROWTH: Words =
    Words::new("新增 净增 增加 培育 引进 招引 落地 吸引 带动 扶持 入库");

/// Verbs of what a public body delivers itself: the Target is an output.
pub(super) const DELIVERIES: Words = Words::new(
    "竣工投产 建成投产 建成投用 新建改造 新建改建 新建 新开工 开工 竣工 改造 新改建 改扩建 建设 建成 完成 实施 启动 提供 设置 交付 发放 \
     兑现 开展 举办 治理 整治 修复 培训 安装 铺设",
);

/// What makes a noun of a verb before it: 建设用地, 完成率.
pub(super) const NOUN_TAILS: Words = Words::new(
    "率 用地 指数 业 性 队伍 者 机构 局 中心 力 人数 人次 时限 时间 面积 数 量 额 能力 水平 \
     体系 链 支付 贸易 成本 安全 环境 条件 比例 占比",
);

/// What stands between an indicator and its level.
pub(super) const LINKS: Words = Words::new(
    "同比 环比 相比 与上年相比 同上年相比 与去年相比 同去年相比 比上年同期 较上年同期 比去年同期 较去年同期 \
     比上年多 较上年多 比去年多 较去年多 一律 比上年 较上年 比去年 较去年 比年初 较年初 增长 下降 降低 减少 回落 上升 增加 \
     提高 提升 压减 压降 压降至 压降到 缩短 压缩 扩大 达到 达 保持在 稳定在 控制在 维持在 保持 实现 完成 为 至 \
     到 在 突破 超过 分别 均 年均 力争 确保 争取 目标 的 已 累计 共 共计 总计 合计 不变价 \
     按可比价 同口径 预期 以 从 由 要 预计 约 仅 冲刺 平均 再 比例为 了 约为 接近 将近 近 超 \
     不少于 不低于 不超过 不高于 至少 高于 低于 建成 开工 竣工 落地 每日 每天 每年 每月 增至 降至 升至 降到 升到 拓展至 拓展到 提升至 提升到 提高至 提高到 上升至 上升到 增加至 \
     增加到 减少至 减少到 缩短至 压缩至 扩大至 扩大到 下降至 下降到 降低至 降低到 回升至 \
     增长到 增长至 跃升至 跃升到 攀升至 攀升到 基础上 为基数 为基期 为基准 迈上 迈过 跨上 跨越 站上 跃上",
);

/// Links before a place in a ranking.
pub(super) const RANK_LINKS: Words = Words::new(
    "位居 位列 排名 排位 名列 排在 排 居 列 进入 跻身 稳居 挺进 迈入 进军 进位 全省 全国 \
     全市 全区 全县 全州 中部 全球 省内 国内 综合",
);

/// Directions, the one that decides first.
pub(super) const DIRECTIONS: &Groups = &[
    (
        "decrease",
        Words::new("下降 降低 减少 压降 回落 压减 压缩 缩短 降至 降到 降为"),
    ),
    (
        "increase",
        Words::new("增长 增加 提高 提升 上升 跃升 攀升 扩大 增至 新增 净增 前移"),
    ),
    ("maintain", Words::new("保持 稳定在 维持在 控制在")),
    ("reach", Words::new("达到 达 突破 超过 冲刺")),
];

/// How indicators end that are a growth or a share by their name.
pub(super) const RATES: Words = Words::new("增速 增幅 涨幅 降幅");
pub(super) const SHARES: Words = Words::new("占比 比重 比例 份额");

/// How indicators end that are a level by their name.
pub(super) const TOTALS: Words = Words::new("总数 总量 总产 总产量 总额 总值 存量 保有量");

/// Indicators of which less is better (guideline §3, §9.2).
const LOWER_BETTER: Words = Words::new(
    "失业率 能耗 涨幅 消费价格 物价 事故 死亡 排放 债务 负债 赤字 发案 案件 贫困发生率 不良 \
     投诉 信访 违法 库存 用水量 碳强度 浓度 时限 时间 发病率 患病率 成本 超标 污染物 煤耗 \
     PM2.5 PM10 辍学率",
);

/// What turns one of them round: 污染物去除率, 案件办结率.
const TURNED: Words = Words::new(
    "完成率 化解率 合格率 处置率 整改率 办结率 去除率 下降率 降幅 满意率 调解率 破案率 \
     结案率 化解 达标率 优良",
);

/// Verbs of which a figure says how far a thing was carried out, whatever its indicator.
pub(super) const CARRIED_OUT: Words = Words::new("实现 完成 达到");

/// Whether less is better of an indicator.
pub(super) fn is_lower_better(indicator: &str) -> bool {
    LOWER_BETTER.is_in(indicator) && !TURNED.is_in(indicator)
}

/// Events that end a Target or a state of a project, with a date or without (guideline §3).
pub(super) const EVENTS: Words = Words::new(
    "建成 贯通 开学 通车 投产 投用 竣工 完工 开工 交房 交付 合龙 上市 挂牌 开园 开业 开馆 运营 \
     启用 封顶 获批 开建 达产 投运 通航 通水 通气 试运行 投入使用 动工 落户 验收 落成 \
     主体完工",
);

/// What ends the noun behind a figure: 80个重大项目建成投产.
pub(super) const STOPS: Words = Words::new(
    "在 开展 实施 进行 给予 顺利 如期 按期 全面 全部 实现 达到 正在 已 加快 申报 参加 落地 入库 \
     通过 纳入 增长 确保 力争 完成 早日 有序 陆续 高质量 增收 受益 进入 投入",
);

/// What follows the subject of a clause without a number.
pub(super) const PREDICATES: Words = Words::new(
    "正增长 负增长 零增长 双增长 由负转正 全线 预计 计划 完成 超额 圆满 顺利 如期 按期 全面 全部 基本 持续 稳定 进一步 覆盖 实现 达到 保持 巩固 提升 改善 \
     好转 达标 清零 进入 全覆盖 控制在 稳步 明显 显著 高于 优于 低于 超过 位居 正在 已 \
     正开展 正编制 正进行 正积极 正抓紧 正加紧 加快 申报 参加 落地 入库 通过 纳入 增长 早日 \
     力争 确保 争取 有序 陆续 高质量 启动 不得 不能 不准 严禁 不再 零发生 零新增 0新增 0发生 0增长 \
     翻一番 翻两番 翻番 翻了 倍增 下降 降低 缩小 扩大 减少 压降 提高",
);

/// What an amount is a mark of, and not a count: 突破1000亿元大关.
pub(super) const HEIGHTS: Words = Words::new("大关 台阶 关口");

/// Verbs at the end of what is counted: 4座桥梁改造.
pub(super) const ACTIONS: Words = Words::new(
    "改造 建设 新建 扩建 改建 改扩建 升级 治理 整治 修复 连通 维修 提标 加固 安装 创建 培育 \
     改造提升 提升 除险加固 摘牌 验收",
);

/// Yardsticks of others at the end of a clause (guideline §9.19).
pub(super) const YARDSTICKS: Words =
    Words::new("目标任务 目标 任务 标准 平均水平 平均 先进水平 要求 指标 限额 增长 增速");

/// Yardsticks that are a target of its own: how far beside it a result lies is a gap.
const OWN_TARGETS: Words =
    Words::new("目标 目标值 目标任务 预期目标 年度目标 全年目标 计划 年度计划 序时进度 时序进度");

/// How a result stands to its target, if a figure behind this is the gap between them, and the
/// words for the target: 低于目标0.4个百分点, 比目标低0.4个百分点.
pub(super) fn gap(before: &str) -> Option<(&'static str, &str)> {
    let ends = [("gt", '高'), ("lt", '低'), ("gt", '快'), ("lt", '慢')];
    let turned = ends.iter().find_map(|&(name, end)| {
        let reference = before.strip_suffix(end)?;
        let verb = OWN_TARGETS.before(reference)?;
        verb.ends_with(['比', '较'])
            .then(|| (name, reference.get(verb.len()..)))
    });
    let plain = || {
        let verbs = OWN_TARGETS.before(before)?;
        let mut all = TO_YARDSTICK.iter().chain(COMPARED);
        let (name, _) = all
            .find(|(name, words)| matches!(*name, "gt" | "lt") && words.end_of(verbs).is_some())?;
        Some((*name, before.get(verbs.len()..)))
    };
    let (name, reference) = turned.or_else(plain)?;
    Some((name, reference?))
}

/// What stands before a yardstick, and the comparator that it says.
pub(super) const TO_YARDSTICK: &Groups = &[
    ("le", Words::new("控制在 不高于")),
    ("ge", Words::new("不低于")),
    ("gt", Words::new("高于 高出 优于 好于 快于 超过 超出 超")),
    ("lt", Words::new("低于 慢于 落后 落后于")),
    ("", Words::new("完成 达到")),
];

/// Words before the money of an action (guideline I10).
pub(super) const FUNDINGS: Words = Words::new(
    "筹资 筹措资金 筹措 投入资金 投入 安排资金 落实资金 争取资金 整合资金 统筹资金 拨付资金 \
     拨付",
);

/// Words before the money of a project, which is that of the action where the action is what is
/// tagged, and a level of its own where a level is.
pub(super) const INVESTMENTS: Words = Words::new("总投资 计划投资 概算投资");

/// What stands before the money of an action and nothing else in its clause: 投资3000万元建设….
pub(super) const INVESTING: Words =
    Words::new("投资 拟投资 将投资 预计投资 共投资 累计投资 已投资 争取投资");

/// What money is given as: a figure in 元 behind it is that of the action.
pub(super) const FUNDS: Words = Words::new("资金 补贴 补助 专项债 专项债券 奖补 贷款");

/// What a capacity is one of: the 5万吨 of 日处理5万吨污水处理厂 is in the name of what is built.
pub(super) const CAPACITIES: Words =
    Words::new("日处理 日供水 日供 日产 年产 年处理 年加工 年供 装机 装机容量 库容");

/// What a clause begins with that compares a subject of the clause before with something else:
/// 占年度计划的71%, 高于全省2个百分点.
pub(super) const COMPARED: &Groups = &[
    ("", Words::new("占")),
    ("gt", Words::new("高于 高出 快于 好于 优于")),
    ("lt", Words::new("低于 慢于")),
];

/// Kinds of people and goods that share the rest of an indicator's name (guideline §9.25).
pub(super) const QUALIFIERS: Words =
    Words::new("城镇 农村 城市 乡村 进口 出口 国有 民营 规上 限上 公办 民办 新建 存量");
