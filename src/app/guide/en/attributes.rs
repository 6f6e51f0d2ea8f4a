//! English: attributes and slots.

use crate::app::guide::{Entries, entries};

pub(in crate::app::guide) const ATTRIBUTES: Entries = entries! {
    "target.kind" "Kind" {
        "Quantitative: a number says how far. Qualitative: no number, but a head that can be checked (§3)."
        ;
        "城镇新增就业8000人" => "Quantitative"
        "实现行政村公交全覆盖" => "Qualitative: full coverage"
        "居民收入增长与经济增长同步" => "Qualitative, comparator pegged"
    }
    "result.kind" "Kind" {
        "Level: a figure attained. Rank: a place in an order. Status: how far a project is. Event: something that \
         happened, such as an award (§3)."
        ;
        "进出口总额达到46亿元" => "Level"
        "增速居全市第2位" => "Rank"
        "二期工程正在安装设备" => "Status"
        "入选省级消费帮扶示范县" => "Event"
    }
    "status" "Status" {
        "How far a measure is (§4). Planned: 将, 计划, 拟, or a section that plans. In progress: 正在. Done: 已, 了. \
         Besides: dropped, unknown."
        ;
        "拟建设区域算力中心" => "Planned"
        "正在编制国土空间规划" => "In progress"
        "已出台人才公寓管理办法" => "Done"
    }
    "role" "Role" {
        "What a party answers for (§5). Lead: 牵头, 主办, 责任单位, a sole 承办单位. Co: 协办, 会办, 配合, 参与. \
         Leader: 责任领导, 分管领导. Supervisor: 督查, 督办."
        "Implementer: no label, but the subject of a commitment, or the county in 支持某县建设…. Established: a \
         body that the text sets up, 领导小组 or 专班."
        "A role tag behind names covers all names since the tag before it."
        ;
        "主办：市民政局" => "Lead"
        "市工商联配合" => "Co"
        "某县拟建设冷链基地" => "某县: implementer"
        "成立市优化营商环境专班" => "市优化营商环境专班: established"
        "责任编辑：乙某" => "No role, not marked"
    }
    "party_type" "Type" {
        "A person, an organisation or a group (§5). A group is a set that is not named one by one, or …成员单位. Two \
         bodies in a joint office are one organisation."
        ;
        "甲某" => "Person"
        "市供销社" => "Organisation"
        "市防汛指挥部成员单位" => "Group"
    }
    "group_scope" "Group" {
        "For groups only (§5). All: 各. Relevant: 相关, 有关. Named set: a name says who belongs to it. Groups are never \
         expanded (I9)."
        ;
        "各乡镇、街道" => "All"
        "有关部门" => "Relevant"
        "市安委会成员单位" => "Named set"
    }
    "role_label" "Role label" {
        "The label as printed, not put into other words (§5). Left empty where there is none."
        ;
        "承办单位：市司法局" => "Role label 承办单位, role lead"
        "市文旅局（会办）" => "Role label 会办, role co"
    }
    "canonical_id" "Canonical id" {
        "One identifier for all the ways in which one body is written (§5). It names the jurisdiction: bodies of the \
         same name in two cities are not one."
        ;
        "市发改委" => "The same as 市发展和改革委员会"
        "市财政局（国资办）" => "Not the same as 市财政局"
    }
    "indicator" "Indicator" {
        "What the number is about, as written (§3). A threshold (10亿元以上项目) belongs to the indicator and is no \
         comparator. Where the subject is missing, take that of the clause before (I8)."
        ;
        "新开工投资5亿元以上项目12个" => "Indicator 新开工投资5亿元以上项目, value 12"
        "旅游收入34亿元，同比下降2.1%" => "The indicator of the second clause is 旅游收入 too"
    }
    "comparator" "Comparator" {
        "What kind of bound the value is (§3). ≥: 以上, 不少于. >: 超过, 突破. ≤: 以内, 不超过. About: 左右, 约. Without \
         such a word it is =. As written: do not repair 涨幅3% of prices into ≤ (§9, 2)."
        "Range: two numbers. All: full coverage, 全覆盖. Pegged: 与…同步. Top n: a ranking that is itself the goal. \
         None: nothing to compare."
        ;
        "新增高新技术企业20家以上" => "≥ 20"
        "城镇调查失业率控制在5.5%以内" => "≤ 5.5"
        "引进龙头企业2-3家" => "Range [2, 3]"
        "建设全国百强园区" => "Top n, 100"
        "与经济增长同步" => "Pegged"
    }
    "value" "Value" {
        "A number, or both ends of a range, in the unit that is written; nothing is converted (§3). Digits in names \
         (5G, “318”国道, 500强) are never values, unless a ranking is itself the goal (§9, 5). Empty where there is no \
         number."
        ;
        "培训农民1.2万人次" => "Value 1.2, unit 万人次"
        "新增民宿5至8家" => "Range [5, 8]"
        "新建110千伏变电站2座" => "2; 110千伏 is part of a name"
        "完成省定任务" => "No value; reference 省定任务"
    }
    "unit" "Unit" {
        "What stands behind the value, as written, with 万 or 亿 (§3)."
        ;
        "投资32亿元" => "亿元"
        "提高1.5个百分点" => "个百分点"
    }
    "instrument" "Instrument" {
        "By what a measure works (§4): project, programme, document, institution, funding, service, regulation, \
         campaign, meeting, other. If it touches several, go by its object."
        ;
        "启动第二污水处理厂建设" => "Project"
        "出台民营经济促进办法" => "Document"
        "设立产业引导基金" => "Funding"
        "开展燃气安全百日攻坚" => "Campaign"
    }
    "quantity" "Quantity" {
        "Counted deliverables of a measure: value, unit, object, and a comparator where there is one; several if need \
         be (§4). A list with a shared suffix is one measure with several quantities."
        ;
        "改造老旧小区36个" => "36, 个, 老旧小区"
        "6个示范镇、40个示范村建设" => "Two: 6 个示范镇 and 40 个示范村"
        "改造停车位不少于3000个" => "3000, 个, 停车位, ≥"
    }
    "modality" "Modality" {
        "The tone of the commitment, by its words (§3). Expected: 预期. Binding: 约束性. Strive: 力争. Ensure: 确保. \
         Seek: 争取, 争创. Plan: 计划, 拟. None without such a word."
        ;
        "力争全年接待游客500万人次" => "Strive"
        "确保秋季开学" => "Ensure"
        "争创省级文明城市" => "Seek"
        "主要预期目标：固定资产投资增长8%" => "Expected, from the head of the list"
    }
    "deadline" "Deadline" {
        "The latest time, in ISO form: date, month, quarter or year (§3, §4). 年底前 is 31 December of that year."
        ;
        "9月底前建成投用" => "Such as 2024-09-30"
        "2025年年底前全面完成" => "2025-12-31"
        "秋季开学" => "Such as 2024-09"
    }
    "as_of" "As of" {
        "The date of the figure, in ISO form (§3). It is a point in time; a period is a stretch."
        ;
        "截至8月底，累计发放补贴1.3亿元" => "Such as 2024-08-31"
        "目前开工率达92%" => "Not stated: left empty"
    }
    "period" "Period" {
        "The stretch of time that it is of, in ISO form: 2024, 2024-Q1, 2024-H1, 2024-01/2024-09 (§3, §4). Often \
         inherited from a heading or paragraph; the nearest wins (I6). Leading time words stay out of the span and \
         go here (§10, 1)."
        ;
        "一季度，工业用电量增长6%" => "Such as 2024-Q1"
        "前三季度财政收入增长4.2%" => "Such as 2024-01/2024-09"
        "2024年工作安排" => "A heading: 2024 for everything under it"
    }
    "funding" "Funding" {
        "Money that is spent: value and unit as written (§4). 筹资 at the head of an item goes with the first measure \
         (I10)."
        ;
        "筹资2.8亿元，新建市第三中学" => "2.8, 亿元"
        "安排专项资金500万元" => "500, 万元"
    }
    "direction" "Direction" {
        "The change that the value tells: increase, decrease, maintain, reach (a level) (§3). For 下降3% the value is 3 \
         and the direction decrease."
        ;
        "单位能耗下降3%" => "Decrease"
        "常住人口城镇化率达到62%" => "Reach"
        "粮食面积稳定在30万亩" => "Maintain"
    }
    "basis" "Basis" {
        "How the value is reckoned (§3). Year on year: against the same time a year before. Level: a figure at one \
         time. Cumulative: from the start until now. Share: part of a whole. Rank: a place in an order."
        ;
        "税收增长6.5%" => "Year on year"
        "技改投资占工业投资比重达到40%" => "Share"
        "累计培育专精特新企业55家" => "Cumulative"
        "优良天数居全省前五" => "Rank"
    }
    "nature" "Nature" {
        "Outcome: a state of the economy or society, such as growth or unemployment. Output: things added or \
         delivered, such as firms or school places (§3)."
        ;
        "空气优良天数比例达到88%" => "Outcome"
        "新增托位1200个" => "Output"
    }
    "polarity" "Polarity" {
        "Whether a higher or a lower value of the indicator is better, or neither (§3). It is about the indicator, \
         whatever the comparator."
        ;
        "居民消费价格涨幅3%" => "Lower is better"
        "森林覆盖率达到45%" => "Higher is better"
        "户籍人口120万人" => "Neutral"
    }
    "reference" "Reference" {
        "An outside yardstick: the level is set elsewhere (§3). Mostly with qualitative targets, without a value."
        ;
        "能耗强度完成省定目标" => "Reference 省定目标"
        "居民收入与经济增长同步" => "Reference 经济增长, comparator pegged"
    }
    "baseline" "Baseline" {
        "Where it starts from: a value or a date (§3). A total of which so many are done is a baseline too."
        ;
        "办理时限从15天压缩到4天" => "Value 4, baseline 15"
        "280件积案，已办结231件" => "Value 231, baseline 280"
        "比2020年下降18%" => "Baseline 2020"
    }
    "deadline_stretch" "Stretch deadline" {
        "A time before the deadline that is striven for (§3). Two dates make one target (§9, 6)."
        ;
        "力争2025年、确保2026年6月底前通车" => "Stretch deadline 2025, deadline 2026-06-30"
        "2026年底前建成" => "A deadline only"
    }
    "indicators" "Indicators" {
        "Where one span tells of several indicators, each of them, in the order of the values (§9, 8 and 25). Not \
         filled in for one alone."
        ;
        "茶叶、烟叶、中药材产值分别增长9%、4%、12%" => "Three indicators, aligned with three value slots"
        "城镇、农村居民收入与经济增长同步" => "Two indicators, one target"
    }
    "elided_head" "Elided head" {
        "Where a list is split, the common verb that the later spans lack (§2, B6). The text stays as it is; the verb is \
         only recorded here."
        ;
        "新建水厂2座、管网36公里" => "The second: 新建"
        "力争新增规上企业20家、高企15家" => "The second: 力争新增"
    }
    "elided_object" "Elided object" {
        "An object named before and not repeated here (§4)."
        ;
        "开工安置房1200套、建成800套" => "The second: 安置房"
        "修订预案并组织演练" => "Nothing elided: one measure"
    }
    "unit_normalised" "Normalised unit" {
        "One way of writing for the same unit, so that it can be summed up (§3). The unit as written is kept beside \
         it, and values are not converted."
        ;
        "建成区12平方千米" => "Unit 平方千米, normalised such as 平方公里"
        "占比35％" => "Unit ％, normalised %"
    }
    "indicator_id" "Indicator id" {
        "One identifier for all the ways in which one indicator is written, to compare documents (§3). Each project \
         chooses its own."
        ;
        "规上工业增加值" => "The same as 规模以上工业增加值"
        "社零总额" => "The same as 社会消费品零售总额"
    }
    "actual" "Actual" {
        "The level that a target reached, derived from the result that is linked to it, never filled in by hand (§3, \
         §6)."
        ;
        "税收增长5.1%（目标6%）" => "The actual of 目标6% is 5.1%"
        "没有对应的完成情况" => "No result linked: no actual"
    }
    "attainment" "Attainment" {
        "Whether a target was reached: met, on track, behind, unknown (§3). Derived from the linked result and from \
         value, comparator and polarity."
        "A result that has no number and only says that a target is met records it itself (§9, 3)."
        ;
        "税收增长6.4%（目标6%）" => "Met"
        "能耗控制在目标任务以内" => "A result: met"
        "上半年完成全年任务的52%" => "On track"
    }
    "slot.indicator" "Indicator" {
        "Where the indicator is written (§1). It may lie outside the span: in the clause before, if the subject is \
         there (I8; §9, 1)."
        ;
        "接待游客210万人次，同比增长9%" => "The slot of the second span is 接待游客 in the clause before"
        "税收增长5.1%（目标6%）" => "The slot of the target is 税收, outside the brackets"
    }
    "slot.value" "Value" {
        "Where the number is written, without its unit (§1). After 分别增长 each number is a slot, in the order of the \
         indicators (§9, 8)."
        ;
        "新增就业6500人" => "6500"
        "引进总部企业2-3家" => "2-3: a range is one slot"
    }
    "slot.unit" "Unit" {
        "The unit behind the value, with 万 or 亿 (§1)."
        ;
        "引资28.5亿元" => "亿元"
        "增长7%" => "%"
    }
    "slot.comparator" "Comparator" {
        "The word that makes the value a bound, before or behind it (§3). Not the 以上 of a threshold (§9, 4)."
        ;
        "增长6%以上" => "以上"
        "不少于40场" => "不少于"
        "亿元以上项目8个" => "None: 亿元以上 is a threshold"
    }
    "slot.deadline" "Deadline" {
        "Where the deadline is written (§1). It may lie outside the span, as in a responsibility bracket."
        ;
        "10月底前完成主体工程" => "10月底前"
        "（市水利局牵头，6月底前完成）" => "6月底前: in the bracket, owned by the measure before it"
    }
    "slot.baseline" "Baseline" {
        "Where the starting point is written: a number or a date (§1)."
        ;
        "从9个减少到3个" => "9"
        "较2020年提高2个百分点" => "2020年"
    }
    "slot.modality" "Modality" {
        "The word of modality (§1). It may lie outside the span, as in a list head."
        ;
        "力争突破100亿元" => "力争"
        "主要预期目标是：" => "预期, owned by every target of the list"
    }
    "slot.funding" "Funding" {
        "Where it is written how much money is spent (§1)."
        ;
        "筹资6000万元，改造供水管网" => "6000万元"
        "争取上级资金1.2亿元" => "1.2亿元"
    }
};
