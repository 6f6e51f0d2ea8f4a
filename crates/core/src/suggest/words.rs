//! The cue words of suggestions (guideline §2–§4, §10).
//!
//! They are of the genre, not of one report: no names of places, people or bodies.

use alloc::sync::Arc;

use super::known::Known;
use crate::text::wordlist::Index;
pub(super) use crate::text::wordlist::Words;

/// The lists that are looked up at every clause, in order.
#[derive(Clone, Debug)]
pub(super) struct Lists {
    pub verbs: Index,
    pub adverbs: Index,
    pub aims: Index,
    pub plans: Index,
    pub abstracts: Index,
    pub goals: Index,
    pub effects: Index,
    pub effects_of: Index,
    pub frames: Index,
    pub events: Index,
    pub subjects: Index,
    pub not_subjects: Index,
    pub documents: Index,
    /// What the project knows.
    pub known: Arc<Known>,
}

impl Lists {
    pub(super) fn new(known: Arc<Known>) -> Self {
        Self {
            verbs: Index::of(VERBS),
            adverbs: Index::of(ADVERBS),
            aims: Index::of(AIMS),
            plans: Index::of(PLANS),
            abstracts: Index::of(ABSTRACT),
            goals: Index::of(GOALS),
            effects: Index::of(EFFECTS),
            effects_of: Index::of(EFFECTS_OF),
            frames: Index::of(FRAMES),
            events: Index::of(EVENTS),
            subjects: Index::of(SUBJECTS),
            not_subjects: Index::of(NOT_SUBJECTS),
            documents: Index::of(DOCUMENTS),
            known,
        }
    }
}

/// Words of modality before a verb that make a level of what follows (guideline §3.3).
const AIMS: Words = Words::new("力争 确保 争取 争创 冲刺 保证 努力实现 力保");

/// Words that say that somebody is going to do it; they open a plan again in a bulletin (guideline
/// I7).
const PLANS: Words = Words::new("计划 拟 预计 将");

/// What begins like one of [`PLANS`] and is none: 将近, 拟定了, 计划生育.
pub(super) const NOT_PLANS: Words = Words::new("将近 拟定 拟订 计划生育 计划单列 将军 将来");

/// Adverbs before a verb. What comes behind them is an action, whatever its verb.
const ADVERBS: Words = Words::new(
    "全面 加快 深入 着力 全力 持续 积极 大力 扎实 严格 进一步 重点 不断 继续 统筹 认真 强力 高质量 \
     稳步 切实 努力 率先 高标准 纵深 科学 先后 依法 坚决 坚定不移 毫不放松 坚持不懈 有序 逐步 \
     因地制宜 因地因需 充分 精心 广泛 主动 及时 周密 顺利 成功 常态化 常态化制度化 制度化 规范 集中 滚动 \
     全方位 全方位多角度 多渠道 深度 精准 高效 有效 严厉 严肃 从严 加紧 抓紧 同步 分类 分批 分步 一体 \
     联动 优先 牢牢 始终 时刻 全域 全程 动态 加强 积极稳妥 系统 整体 协同 提前 如期 按期 按时 \
     高水平 高起点 高位 强化 坚定 深刻 驰而不息 持之以恒 旗帜鲜明 一体化 最大限度 适时 尽快 加速 \
     全链条 全过程 定期 不定期 全市域 分层分类 全周期 稳妥 稳妥有序 有力 有力有序 创造性 务实 \
     用心 用情 压茬 闭环 靠前 超前 千方百计 想方设法 下大力气 大胆 审慎 妥善 合理 梯次 梯度 \
     健康 强势 快速 迅速 加大力度 坚持 基本 初步 自觉 一丝不苟 不折不扣 整镇 整县 整村 择优 累计 共计 总计 分别 定向 积极向上 进一步加快 集中力量 更加 坚持不懈地 坚决有力 同步 有针对性 顶格 铁腕 重拳 全力以赴 毫不动摇 常态长效 高效率 高效能 高规格 高层次 高位推动 足额 优先 逐企 逐项 逐户 逐一 逐村 逐个 完整准确 全过程 新 再 还 并 也 又 均 都 共 已 正 就 要 应 须 可 将 拟",
);

/// Verbs at the head of a measure (guideline §4). The list does not close; adverbs make a verb of
/// what it does not hold.
const VERBS: Words = Words::new(
    "推进 推动 实施 开展 支持 加强 打造 落实 深化 完善 加快 完成 提升 建设 强化 实现 确保 组织 做好 \
     促进 印发 建立 优化 启动 培育 提高 抓好 加大 引进 发展 巩固 出台 健全 构建 形成 召开 起草 \
     新建 鼓励 推行 筹资 融入 保障 牵头 提速 改善 创作 指导 聘请 走访 明确 划定 严把 简化 委托 邀请 整修 扩种 布局 扛牢 严控 晋升 接待 收治 巡查 复垦 退出 补植 复绿 护航 护林 清运 疏浚 加密 增殖 放流 承保 投保 化险 送戏 倒排 抽检 罚没 立案 给予 细化 开拓 迭代 迭代升级 暂缓 处理 涉及 交付 交付使用 移送 抓好 提振 改扩建 实事 拓展 扩大 拓宽 延伸 \
     创新 改革 改造 改建 扩建 续建 迁建 新改建 升级 更新 整治 治理 修复 修缮 维修 维护 管护 清理 清查 整顿 整改 \
     排查 检查 抽查 督查 督导 督促 督办 监督 监管 检测 监测 防范 防治 防控 化解 处置 处理 打击 查处 惩治 \
     遏制 杜绝 严禁 禁止 严防 防止 避免 消除 消灭 淘汰 关停 关闭 取缔 拆除 取消 压减 压缩 降低 减少 减轻 控制 限制 \
     规范 规划 谋划 策划 筹备 筹建 筹集 筹措 策应 承接 承办 举办 举行 开办 开设 开通 开放 开发 开工 开启 \
     成立 组建 设立 设置 创建 创办 争创 争取 申报 上报 报送 推荐 推介 推广 推出 推选 评选 评定 认定 \
     制定 制订 编制 修订 修编 拟定 拟订 发布 公布 公示 下发 制发 转发 颁布 签订 签署 签约 印制 \
     引导 引入 引育 招引 招商 招聘 招募 招录 吸引 吸纳 聚集 集聚 汇聚 整合 统筹 融合 对接 衔接 链接 连通 贯通 打通 \
     畅通 疏通 搭建 架设 铺设 安装 配备 配置 配套 购置 采购 添置 补齐 补充 填补 填平 弥补 充实 夯实 筑牢 织密 织牢 \
     兜牢 守住 守牢 守护 保护 保育 保持 保留 保供 保证 稳定 稳住 稳固 增加 增强 增设 增补 新增 新上 新设 壮大 做大 做强 做优 做精 \
     做实 做细 做活 做深 办好 建好 管好 用好 用活 用足 抓实 抓细 抓紧 抓牢 抓住 把好 把握 把牢 打好 打响 打赢 唱响 讲好 \
     发挥 发动 发放 发行 拨付 下拨 兑现 提供 供应 供给 投入 投放 投运 投资 安排 调整 调度 调动 调配 调研 调查 \
     摸排 摸底 摸清 梳理 汇总 统计 核查 核实 核减 审核 审查 审批 审计 评估 评价 考核 验收 通报 约谈 问责 追责 追究 \
     培养 培训 培植 教育 宣传 宣讲 普及 弘扬 倡导 传承 挖掘 激发 激活 释放 盘活 消化 消纳 利用 运用 应用 使用 采用 采取 引用 \
     探索 试点 试行 试验 研究 研发 研制 攻关 攻克 突破 突出 实行 执行 施行 履行 贯彻 坚持 坚守 遵守 恪守 严守 严格 \
     协调 协助 配合 联合 合作 共建 共享 共同 参与 参加 融通 互通 联通 接入 接轨 对标 对照 帮助 帮扶 扶持 资助 救助 \
     慰问 关爱 关心 服务 受理 办理 办结 解决 答复 回应 反馈 报告 汇报 移送 移交 转办 交办 派驻 选派 选树 选拔 \
     选定 选聘 遴选 储备 入库 纳入 列入 建成 建档 建强 创成 育成 促成 达成 结成 通过 取得 获得 获批 获取 荣获 \
     种植 养殖 营造 植树 造林 绿化 亮化 美化 净化 净空 播种 收储 收购 收回 征收 征集 出让 流转 托管 代办 \
     振兴 繁荣 活跃 激励 奖励 表彰 表扬 补贴 补助 减免 免除 缓解 破解 破除 打破 清除 清收 清偿 偿还 \
     挂牌 揭牌 上线 上市 运营 运行 运作 经营 管理 管控 治水 治污 治超 建管 编印 编写 编撰 出版 修改 修建 修筑 兴建 兴办 \
     改进 改良 提档 提质 提标 扩容 扩面 扩能 增效 增收 降本 减排 节约 节能 回收 循环 丰富 繁育 选育 \
     全覆盖 加装 更换 刷黑 清淤 疏浚 加固 摆花 销毁 查封 冻结 扣押 抓获 破获 打掉 抽调 派出 出动 接种 采集 登记 \
     核发 颁发 授予 命名 确定 确认 确立 划转 划分 划拨 腾退 退出 搬迁 安置 迁移 疏解 分流 转移 转化 转变 转换 \
     兼顾 突击 攻坚 决战 冲刺 迈入 迈进 跻身 挺进 进军 进入 迎接 应对 防御 抗击 抵御 抢抓 抢占 释放 彰显 展示 展现 \
     深耕 深挖 深入 坚决 提请 审议 审定 汇编 归集 归并 合并 撤并 撤销 剥离 分离 精简 下放 赋予 授权 放宽 放开 \
     压实 压紧 传导 倒逼 撬动 带动 拉动 牵引 引领 示范 赋能 助力 助推 助企 纾困 搭桥 牵线 联系 联动 联建 联创 \
     严打 整建 疏导 劝导 化解 调处 调解 信访 接待 接访 下访 包保 包联 挂点 驻点 蹲点 \
     充分 全力 全面 大力 扎实 持续 积极 着力 传达 学习 部署 谋准 试种 补偿 补办 维权 普查 清零 返还 让利 \
     提振 扩展 拓宽 理顺 厘清 补强 延链 补链 强链 建链 织就 跟进 跟踪 盯紧 紧抓 狠抓 主攻 主抓 承担 承建 承揽",
);

/// Verbs under which third parties come into being, so that their number grows (guideline §3.2,
/// §10.8).
pub(super) const GROWTH: Words = Words::new(
    "新增 净增 培育 新培育 引进 新引进 招引 落地 新落地 吸引 带动 扶持 入库 引育 吸纳 新注册 新登记 促成",
);

/// Verbs that a growth may be of by what is counted: 创建50家合作社.
pub(super) const MAKINGS: Words = Words::new(
    "创建 新建 提供 建成 发展 打造 组建 成立 新认定 认定 申报 孵化 壮大 做大 培植 新创建 新发展 净增 增加",
);

/// Third parties, and what is counted of them.
pub(super) const THIRD_PARTIES: Words = Words::new(
    "企业 公司 工厂 合作社 农场 经营主体 市场主体 商贸主体 主体 商户 个体工商户 机构投资者 龙头 小巨人 瞪羚 独角兽 就业 创业 岗位 学位 床位 托位 \
     人才 毕业生 高校毕业生 大学生 院士 博士 劳动力 农民 用户 游客 品牌 专利 商标 大户",
);

/// Verbs under which money is a level that is to be reached, and no cost.
pub(super) const REACHED: Words = Words::new("完成 实现 达到 达 到位 吸引 突破 新签约 签约 争取");

/// How a clause begins that frames another (guideline B8).
const FRAMES: Words = Words::new(
    "学习运用 围绕 紧紧围绕 紧扣 聚焦 紧盯 瞄准 坚持 始终坚持 按照 立足 依托 抢抓 抓住 结合 根据 树立 牢固树立 针对 对照 遵循 秉持 秉承 锚定 \
     对标 着眼 顺应 把握 鉴于 随着 面对 针对 作为 由于 为了 本着 通过 借助 参照 依据 贯彻落实 \
     深刻汲取 深刻把握 发扬 弘扬 从 在 对 就",
);

/// What a frame ends with that begins with 以, 把 or 将: 以…为抓手.
pub(super) const FRAME_ENDS: Words = Words::new(
    "抓手 依托 重点 基础 引领 载体 契机 核心 目标 突破口 导向 主线 统领 主体 统揽 牵引 支撑 路径 基点 指导 \
     重中之重 根本 前提 保障 动力 方向 主攻方向 主题 总抓手 遵循 准则 总目标 切入点 着力点 落脚点 出发点 标准 中心",
);

/// Verbs within a frame that make it the action itself: 聚焦重点产业实施精准招商.
pub(super) const INNER_VERBS: Words = Words::new(
    "推行 启动 设立 实行 实施 开展 推进 推动 加快 制定 编制 组织 打造 创作 落实 完善 举办 建立 建设 做好",
);

/// How the nouns end that are the effect of an action, and nothing that is made (guideline B7,
/// §10.5).
const ABSTRACT: Words = Words::new(
    "水平 能力 质量 质效 效率 效能 效益 实效 成效 绩效 活力 动力 潜力 实力 能级 竞争力 影响力 承载力 吸引力 带动力 辐射力 凝聚力 知名度 美誉度 满意度 \
     知晓度 显示度 获得感 幸福感 安全感 归属感 作用 优势 效应 环境 氛围 合力 条件 结构 规模 步伐 覆盖面 渠道 空间 领域 份额 \
     积极性 主动性 创造性 基础 底线 负担 成本 压力 瓶颈 难题 问题 困难 需求 需要 发展 升级 融合 转变 转型 衔接 协同 互动 互补 联动 \
     提升 提高 增长 增收 增效 优化 改善 共享 共治 共赢 循环 集聚 聚集 格局 态势 局面 生态 品质 品位 形象 面貌 \
     后劲 韧性 气象 成果 要素 风险 安全 稳定 和谐 生活 链条 全产业链 关系 机遇 支撑 筋骨 理念 意识 观念 信心 本领 作风 \
     贡献 保障 地位 声誉 标杆 样板 新篇章 新局面 新格局 新优势 新动能 动能 新高地 网络 路子 模式 机制保障 土壤 磁场 名片 \
     风尚 时尚 常态 习惯 自觉 认同 价值 潜能 积累 储备 回归 复苏 回暖 持续 循环 健康 平衡 平稳 均衡 统一 到位 见效 落地见效 落实 高效 便捷 \
     中去 进来 框架中来 最大化 一体化 常态化 制度化 规范化 多元化 差异化 配套率 转变率 融资规模 总量 容量 体量 增量 存量 比重 比例 接轨 无缝对接 升级版 样版 样板 生态圈 消费圈 生活圈 市区 县城 产业链 风景线 交通网络 迈进 化解 出海 走深走实 补链延链 延链补链 补链强链 集聚发展 民生 权益 利益 生命安全 应用 交通路网 即办 尽办 尽接 多次 企业",
);

/// Verbs of what those do who are supported, at the head of a clause of its own and within the
/// clause that supports them.
pub(super) const THEIRS: Words = Words::new(
    "建设 深化 实行 拓展 发展 加快 改善 扩大 打造 依托 创新 做大 做强 开展 营造 推动 带动",
);
pub(super) const THEIR_VERBS: Words = Words::new(
    "实施 开展 加快 深化 建设 拓展 发展 通过 利用 运用 创建 创新 打造 进入 参与 使用 依托 做大 做强 扩大",
);

/// Adverbs of actions, never of effects.
pub(super) const STRONG: Words =
    Words::new("全力 大力 扎实 深入 积极 认真 强力 继续 统筹 严格 毫不放松");

/// Verbs of effects, whatever they are about (guideline B7).
const EFFECTS: Words = Words::new(
    "提高 增强 激发 激活 释放 促进 发挥 聚集 集聚 汇聚 夯实 凝聚 营造 满足 助力 助推 缓解 让 使 使得 力促 破解 改善 塑造 彰显 凸显 \
     展现 厚植 增进 普惠 惠及 更好 更大 维护 捍卫 回应 把 将其 将之 推其 并将其 撬动 倒逼 填补 守住 守牢 兜牢 兜住 杜绝 坚决杜绝 实现 \
     巩固好 锻造 淬炼 树立 为 给 从而 进而 以 做到 减少 减轻",
);

/// Verbs of effects where they are about something abstract.
const EFFECTS_OF: Words = Words::new(
    "提升 形成 推动 推进 带动 壮大 扩大 优化 保障 确保 保持 打造 建设 构建 拓展 拓宽 拉动 加快形成 引领 避免 防止 解决 降低 延伸 \
     创造 培育 培植 改进 丰富 补齐 打破 破除 提振 走出 擦亮 打响 叫响 织密 筑牢 做大 做强 做优 激励 \
     繁荣 活跃 稳定 消除 化解 畅通 打通",
);

/// How a clause begins that wishes something, and is not annotated (guideline §9.22).
pub(super) const SLOGANS: Words = Words::new("努力让 努力使 奋力让");

/// How the names end of goals that can be checked (guideline §3): titles and named structures.
const GOALS: Words = Words::new(
    "示范区 示范园 示范带 示范市 示范县 示范镇 示范城市 示范基地 示范园区 示范省 示范城 试验区 先行区 先导区 引领区 实验区 集聚区 聚集区 核心区 \
     合作区 度假区 基地 高地 集散地 目的地 策源地 枢纽 枢纽城市 门户 门户港 城市 百强县 百强市 百强区 强县 强市 之都 名城 名县 模范市 模范城 \
     文明城市 卫生城市 级企业 示范点 试点城市 先行示范区 示范样板 承载区 园林城 生态市 示范企业 5A级景区 4A级景区 输出中心 集散中心 \
     物流中心 服务中心 创新中心 区域中心 增长极 大学城",
);

/// Verbs of a goal by its name.
pub(super) const GOAL_VERBS: Words =
    Words::new("打造 建设 创建 争创 建成 形成 创成 申创 冲刺 跻身 迈入 进入 成为");

/// Verbs of which any object with a title from above is a goal.
pub(super) const TITLE_VERBS: Words = Words::new("争创 创建 创成 申创 争取创建 争取创成");
pub(super) const TITLES: Words = Words::new("国家 全国 国家级 省级 全省 世界 中国 联合国");

/// Verbs before a goal that make it the object of an action: 推进X示范区, 谋划建设X基地.
pub(super) const WORKS: Words =
    Words::new("谋划 推进 筹建 筹备 规划 支持 加强 探索 完善 启动 巩固 做好 抓好 管理 依托 牵头");

/// How clauses end that reach an end state by an event (guideline §3).
const EVENTS: Words = Words::new(
    "建成 贯通 开学 顺利开学 通车 投产 投产送电 送电 通电 并网 并网发电 建成投产 投用 竣工 竣工投产 完工 开工 交房 交付 交付使用 合龙 挂牌 开园 开业 开馆 投入运营 封顶 获批 \
     开建 达产 投运 通航 通水 通气 试运行 投入使用 动工 落户 通过验收 落成 达标 全部达标 清零 “清零” 主体完工 全覆盖 摘帽 摘牌 开工建设 全面开工 投入试运营 封关运行 投入运行 建成运行 \
     建成运营 开馆运行 上线运行 上线 销号 见底 直接结算",
);

/// How a state begins that tells how far something has come.
pub(super) const STATES: Words = Words::new(
    "已 正在 正开展 正编制 正进行 正积极 正抓紧 正加紧 正有序 正按 正稳步 正全力 正处于 全部",
);

/// How a clause begins that reports an honour or a place among others.
pub(super) const AWARDS: Words = Words::new(
    "荣获 获评 获得 获 入选 入围 上榜 荣登 跻身 获批 被评为 被授予 被确定为 被列为 获颁 斩获 摘得 创成 成功创建 成为 位列 位居 排名 居 夺得 喜获 蝉联 创历史新高 列入 纳入",
);

/// What a title is published by (guideline §4: a completed act).
const DOCUMENTS: Words = Words::new(
    "印发 印发了 出台 出台了 制定 制定了 下发 下发了 发布 发布了 起草 起草了 拟定 拟定了 编制 编制了 修订 修订了 制发 制发了 转发 转发了 出台实施 形成 形成了 完成了 制订 制订了 颁布 颁布了",
);

/// What marks a clause that reports (guideline I7).
pub(super) const DONE: Words = Words::new(
    "已 正在 目前 截至 季度 累计 今年以来 去年以来 上半年 正开展 正编制 荣获 获评 入选 入围 被评为 成功获批 成功创建 共抽检 共检查 共计",
);

/// How a sentence begins that opens a plan for all that follows in its paragraph.
pub(super) const NEXT: Words = Words::new("下一步 下步 下阶段 下一阶段 接下来 今后 下半年将 后期");

/// What makes rhetoric of a sentence (guideline §3, §9.22).
pub(super) const RHETORIC: Words = Words::new(
    "请予审议 提出意见 各位代表 \
     表示感谢 极其不易 根本在于 的开局之年 的关键之年 的关键一年 短板和不足 总体思路是",
);

/// What makes rhetoric of a whole paragraph.
pub(super) const SPEECH: Words = Words::new(
    "我们正 我们也 我们一定 我们深 致以 衷心感谢 崇高敬意 清醒地看到 清醒看到 总体要求是 指导思想是 总的要求是 回顾过去",
);

/// What a sentence says of what is amiss: in it only numbers are annotated.
pub(super) const AMISS: Words = Words::new("主要表现在 还存在 仍存在 不足和问题 困难和问题");

/// Slogans that no clause with them is annotated for (guideline §9.22).
pub(super) const CREEDS: Words = Words::new("四个意识 四个自信 两个维护 两个确立 四个伟大");

/// What no action is about, but a spirit: 贯彻落实…精神.
pub(super) const SPIRIT: Words = Words::new(
    "精神 决策部署 工作部署 重要讲话 重要指示 重要批示 新思想 特色社会主义思想 指导思想 思想",
);

/// Verbs before whom a task is of (guideline §5, §9.10, §10.9).
pub(super) const SUPPORTS: Words = Words::new("支持 重点支持 指导 推动 鼓励");

/// How the names of jurisdictions end that a task may be of.
pub(super) const PLACES: Words =
    Words::new("县 市 区 镇 乡 街道 县市区 高新区 经开区 开发区 管理区 新区 旗 州 县区 区县");

/// How the names of those end who carry something out.
const SUBJECTS: Words = Words::new(
    "县 市 区 镇 乡 街道 县市区 旗 州 各地 部门 单位 公司 局 委 办 政府 集团 主要负责同志 分管副市长 分管副县长 分管副区长 管委会 督查室 督办室",
);

/// What ends like one of them and carries nothing out by itself.
const NOT_SUBJECTS: Words = Words::new(
    "园区 景区 小区 社区 城区 地区 片区 校区 灌区 库区 湖区 山区 辖区 集聚区 聚集区 示范区 度假区 试验区 功能区 保护区 先行区 城市 上市 超市 门市 \
     全市 全区 全县 城镇 小镇 集镇 乡镇 街区 库局 格局 布局 全局 大局 一区 自治区 工作局 举办 筹办 承办 交办 督办 查办 申办 兴办 开办 创办 主办 协办 \
     试点市 示范市 示范县 示范镇 试点县 强县 强市 强区 大县 大市 上局 结局 委托 核心区 承载区 引领区 先导区 平台公司 企业集团 加快 新市",
);

/// Verbs behind a subject that leave no doubt.
pub(super) const DOING: Words = Words::new(
    "会同 联合 牵头 制定 出台 印发 起草 编制 建立 成立 组建 开展 组织 启动 召开 举办 实施 推进 推动 落实 完善 打造 打好 签订 确定 开设 加强 加大 抓好 做好 建成 完成 报送 上报 提出",
);

/// How the names end of bodies that a text sets up.
pub(super) const FOUNDED: Words =
    Words::new("领导小组 工作小组 专班 指挥部 工作组 委员会 联席会议 协调小组 工作专班");
pub(super) const FOUNDING: Words = Words::new("成立了 成立 组建了 组建 设立了 设立 建立了");

/// What a state ends with that others have to agree to.
pub(super) const APPROVALS: Words = Words::new("批复 批准 核准 立项 审批 通过 评审 备案");

/// What others set, at the end of a clause.
pub(super) const YARDSTICKS: Words = Words::new(
    "序时进度 时序进度 目标任务 年度目标 目标 预期 平均水平 全省 全国 全市 全省平均 全国平均 全省平均水平 全国平均水平",
);

/// What is brought in and is no third party.
pub(super) const EQUIPMENT: Words = Words::new("生产线 设备 仪器 树种 品种 种苗 专利技术");

/// What something passes.
pub(super) const PASSED: Words = Words::new("验收 评审 审定 认定 复审 评估 审核 论证 考核");

/// How a frame begins that seizes a chance, and how it ends.
pub(super) const FRAMES_OPEN: Words = Words::new("抢抓 抓住 把握 紧抓 用好 用足");
pub(super) const CHANCES: Words = Words::new("机遇 契机 窗口期 机会 红利");
