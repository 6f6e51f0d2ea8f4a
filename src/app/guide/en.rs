//! English: labels, relations and what concerns the whole document.

use super::{Entries, entries};

mod attributes;

pub(super) use attributes::ATTRIBUTES;

pub(super) const ENTRIES: Entries = entries! {
    "target" "Target" {
        "A level of an indicator, or a named end state, that is to be reached (§1, §3)."
        "Ask in order. Does a number say how far an indicator goes? Are a number of third parties (firms, jobs) \
         to be added, fostered, brought in? Does 力争, 确保, 争取, 达到, 突破 or 控制在 come with a number? Is it a \
         numbered item under a heading 目标 or 指标? A yes makes it a target; otherwise a counted deliverable of \
         an action verb is a measure."
        "Without a number it needs a head that can be checked: an official title, a named structure, full coverage, \
         a dated event. Words of process such as 升级, 融合, 发展 and slogans do not count."
        ;
        "服务业增加值增长7%左右" => "A target: the number says how far the indicator goes"
        "力争引进冷链物流企业9家" => "A target: third parties are to come"
        "争创国家园林县城" => "A qualitative target: an official title"
        "改建农村公厕160座" => "Not a target: a counted deliverable of an action; a measure, quantity 160 座"
        "推动文旅深度融合" => "Not a target: only a process, with no head that can be checked"
    }
    "measure" "Measure" {
        "Something that a public body, or a body it designates, does (§1, §4). An act that is complete is still a \
         measure, with status done; it is not a result."
        "In a review, look where the count stands. Before the noun acted on it tells an act: a measure. At the end, \
         noun + number + unit, it tells a level: a result (§10, 3)."
        "A comma begins a new measure only with a new action verb and a different concrete object; effect tails \
         such as 提升…水平 stay in the measure before them (B7, B9)."
        ;
        "改扩建乡镇卫生院11所" => "A measure, planned, quantity 11 所"
        "印发了《招商服务十项承诺》" => "A measure, done: an act that is complete"
        "举办6场银企对接会" => "In a review a measure, done: the count stands before the noun"
        "累计建成充电桩860个" => "Not a measure: in a review, a count at the end tells a level, a result"
        "（二）做强县域经济。" => "Not a measure: a run-in heading, though it begins with a verb"
    }
    "party" "Party" {
        "A person, organisation or group with a role in a target or measure (§1, §5). No role, no party."
        "Mark the bare name with its prefix 省, 市 or 区; no label, no separator, no role tag. Labels are never \
         spans. One span per name."
        "Firms that benefit, bodies inside 《》, places, and officials mentioned in passing are not parties. After \
         支持, a county, district or town is a party (implementer); a firm, school, hospital or institute is none \
         (§10, 9)."
        ;
        "市林业局" => "In 牵头单位：市林业局 a party; the label is not marked"
        "相关乡镇" => "A group, which is one party and is not expanded"
        "市财政局（国资办）" => "One party: the brackets belong to the name"
        "《市教育局、市财政局关于课后服务收费的通知》" => "No party: the bodies stand inside a title"
        "支持某食品公司扩产" => "No party: the firm benefits"
    }
    "result" "Result" {
        "A level that has been attained, or the present status of a named project (§1, §3). To take it for a target \
         is the worst error of all."
        "A state without a number, a named project or full coverage (基本完善, 显著提升) is not marked (§10, 4). \
         确保…全覆盖 is a result in a review and a target in a plan."
        "Whether 增长7% is actual or intended depends on the tense of its section."
        ;
        "社会消费品零售总额增长5.8%" => "In a review a result: a level"
        "跨江大桥主塔已封顶" => "A result: the status of a named project"
        "森林覆盖率居全省第3位" => "A result: a rank"
        "（目标6%）" => "Not a result: 目标6% in the brackets is a target; the result stands before them"
        "审议通过了《节水条例》" => "Not a result: an act that is complete is a measure, done"
    }
    "block" "Responsibility block" {
        "A set of parties, the stretch of text they answer for (the scope), and the targets and measures in it \
         (the members) (§1, §6)."
        "Links between parties and commitments are not drawn one by one. You edit scope, members and parties of a \
         block; on export it yields the relations, each with the block it follows from."
        ;
        "建成智慧停车平台，引进运营企业3家（牵头单位：市城管局；协办单位：市公安局）。"
            => "One block: two parties and two members, a measure and a target; four relations"
        "（责任领导：甲某，牵头单位：市林业局）" => "Two parties, each with its role: leader, lead"
    }
    "scope" "Scope and inheritance" {
        "A trailing bracket covers everything since the bracket before it in the paragraph, or else since the \
         run-in heading (§8, I1). In a list with ； it covers its item only (I2). It never crosses a paragraph or reaches \
         up to （一）, unless it stands alone on a line or the text says 以上…由…负责: then it covers the section (I3)."
        "No co-body written means none; do not borrow from neighbours (I3). 承办单位 covers the 办理结果 that \
         follows, up to the next 提案内容 (I4). Without a party in scope the default party of the document answers: \
         an attribute, no span (I5)."
        "The nearest period wins: heading, paragraph, clause (I6). A missing subject stands in the clause before \
         (I8). Groups stay whole (I9). 筹资 at the head of an item goes with the first measure (I10)."
        ;
        "修编排水规划。改造易涝点14处（牵头单位：市住建局）。" => "The bracket covers both sentences, not only its own"
        "整治黑臭水体7条（市生态环境局）；清淤河道30公里（市水利局）。" => "A list with ；: each bracket covers its item"
        "以上任务均由市教育局负责" => "Covers the section"
    }
    "tense" "Tense of a section" {
        "Whether a section looks back, plans, or does neither; its heading and first words tell (§1, I6, I7). It \
         decides whether the same words are a result or a target, and whether a measure is done or planned."
        "An item of a bulletin first restates the task; at the first 一季度, clause with 已, 了 or 正在, or document \
         title it turns to what was done. 计划 or 拟 opens targets again, up to the 。 (I7)."
        ;
        "一、上半年工作回顾" => "Looks back: 增长7% in it is a result"
        "二、下半年重点任务" => "Plans: 增长7% in it is a target"
        "名词解释" => "Neither"
    }
    "zone" "Zone" {
        "A document has a body, perhaps a cover note, a glossary, and boilerplate that the web page added (§1). \
         Nothing is marked in the last two, nor in a title printed twice (§9, 24)."
        "Duties in a cover note are marked: a measure with its deadline, all places and departments as implementer, \
         the supervision office as supervisor (§9, 23)."
        ;
        "各地要于4月10日前将工作方案报市政府督查室" => "Cover note: a measure, deadline 10 April"
        "1.无废城市：指……" => "Glossary: not marked"
        "【打印】【关闭】" => "Boilerplate: not marked"
    }
    "read" "Ranges read" {
        "Text that was read from end to end, with everything in it marked (§7). Text outside is unknown, not empty: \
         only what was read may be counted or learned from."
        "Mark a passage as read when you are through with it. A passage with a few spans that was not finished does \
         not count."
        ;
        "第一部分全部读完" => "The first part was read: mark it; the rest stays unknown"
        "一段读完，没有可标的" => "A paragraph with nothing to mark: mark it too, for it is known to hold nothing"
    }
    "fields" "Document fields" {
        "Title, genre, issuing body, document number, index number, subject class, dates of issue and publication, \
         validity, source, address, region, report period, plan period, speaker, meeting, default party (§7). Dates \
         and periods are written in ISO form."
        "Where 无 or a blank is printed the value is null, and the place that shows it is kept. The default party is \
         as a rule the issuing government."
        ;
        "文号：无" => "Document number null, with this place as evidence"
        "发文日期：2024年3月5日" => "Date of issue 2024-03-05"
        "关于2023年国民经济和社会发展计划执行情况与2024年计划草案的报告" => "Genre: plan report; report period 2023, plan period 2024"
    }
    "boundaries" "Boundaries" {
        "Take whole comma-clauses, ending before the punctuation and without the responsibility bracket (§2, B1). Leave \
         out ordinals, connectors, a time set off in front, and subjects that only name the jurisdiction; keep \
         adverbs and modality (B2). List heads stay out (B3). Brackets that belong to a name stay, role tags do not; \
         from （目标6%） take 目标6% (B4)."
        "Never cut 《》 or “”; commas in them do not count (B5). A 、 list under one verb is one span, unless every \
         item has its own number and noun and no suffix is shared; parties are always one span per name (B6)."
        "Effect tails stay with the measure before them (B7). Frames such as 围绕, 坚持, 依托, 以…为抓手 stay out, but a \
         goal inside is a target (B8). A comma begins a new measure only with a new verb and another concrete object \
         (B9)."
        ;
        "三是同时着力建设产业学院，" => "Take 着力建设产业学院: no ordinal, connector or comma; the adverb stays (B1, B2)"
        "新建水厂2座、管网36公里" => "Two spans: number and noun each; the second elides 新建 (B6)"
        "8个示范片、25个示范点创建" => "One span: the suffix 创建 is shared; two quantities (B6)"
        "围绕打造滨湖康养示范带，" => "Take 打造滨湖康养示范带 as a target (B8)"
        "推行“一窗受理，一次办好”" => "One span: the comma is inside quotation marks (B5)"
    }
    "relation.contributes_to" "Contributes to" {
        "Measure → target: the one is done to reach the other (§6). Standing together, or under one bracket, is a \
         hint; the sense decides."
        ;
        "开展企业上市培训，力争新增上市企业2家" => "开展企业上市培训 contributes to 力争新增上市企业2家"
        "建设3座垃圾中转站，确保农村生活垃圾收运全覆盖" => "The measure contributes to a qualitative target"
    }
    "relation.result_of" "Result of" {
        "Result → target or measure: the level or status is what became of that commitment (§6). Actual and \
         attainment of the target follow from it."
        ;
        "固定资产投资增长7.1%（目标8%）" => "The result is that of the target in the brackets, 目标8%"
        "环湖公路已完成路基工程" => "Result of the measure, earlier in the text, to build the road"
    }
    "relation.part_of" "Part of" {
        "Part → total, both of one label (§6). A number after 其中 is a span of its own, linked to the total. In an \
         item that begins with 筹资, the other measures are linked to the first (I10)."
        ;
        "新增市场主体6000户，其中企业1500户" => "企业1500户 is a part of the total"
        "筹资900万元，改造老旧管网，更换水表5000只" => "The second measure is linked to the first and inherits the funds"
    }
    "relation.restates" "Restates" {
        "The same commitment said again, elsewhere or in another document; both ends have one label (§6)."
        ;
        "全年粮食产量稳定在20万吨以上" => "Once among the main targets, once under agriculture: the later restates the earlier"
        "高质量完成“新增公办托位2000个”任务" => "A target of one document, restated where tasks are divided"
    }
    "relation.responsible_for" "Responsible for" {
        "Party (lead, leader, implementer) → measure or target (§6). Not drawn: it follows from a block."
        ;
        "（牵头单位：市商务局）" => "市商务局 is responsible for every member in the scope of the bracket"
        "支持某县创建示范园区" => "某县 is the implementer and is responsible for this measure"
    }
    "relation.co_responsible_for" "Co-responsible for" {
        "Party (co) → measure or target (§6). It follows from a block; no co-body written means none (I3)."
        ;
        "（协办单位：市林业局、相关乡镇）" => "Both parties are co-responsible"
        "市教育局（会办）" => "会办 is a co-body as well"
    }
    "relation.supervises" "Supervises" {
        "Party (supervisor) → measure, target, or the whole document (§6). It follows from a block."
        ;
        "由市政府督查室跟踪督办" => "The supervision office supervises what is in scope"
        "于每季度末报市政府督查室" => "The supervision office supervises this measure"
    }
};
