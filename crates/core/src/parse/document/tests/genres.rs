//! Five short documents in the manner of the genres.

use super::*;

fn zone_list(source: &str) -> Vec<String> {
    let text = Text::new(source.into());
    zones(&text, &Outline::of(&text))
        .iter()
        .map(|zone| format!("{:?} {}", zone.kind, text.slice(zone.range)))
        .collect()
}

const PROPOSAL: &str = "\
临江市人大代表建议和政协提案办理情况
提案1号
提案内容：关于加快建设社区食堂的提案。
承办单位：市民政局（主办）、市商务局（会办）
办理结果：已建成社区食堂12个，正在选址8个。
提案2号
提案内容：关于修缮老桥的提案。
承办单位：市交通运输局
办理结果：完成检测4座，计划明年修缮2座。
提案3号
提案内容：关于增设公交站点的提案。
承办单位：市公交公司（主办）、市住建局（会办）
办理结果：已增设站点30个。
提案4号
提案内容：关于河道清淤的提案。
承办单位：市水利局
办理结果：清淤5公里。
";

const BULLETIN: &str = "\
当前位置：首页 > 政务公开 > 督查通报
关于2021年重点工作上半年完成情况的通报
索引号：0001-2021-7　文　号：无
发文单位：临江市人民政府督查室　发布日期：2021-07-12
有效性：有效　发文日期：
各县市区人民政府，市政府各部门：
现将上半年重点工作完成情况通报如下：
一、主要指标完成情况
上半年，全市生产总值增长9.1%（目标8%）；投资增长7.2%（目标9%）。
二、重点工作进展情况
（一）产业发展
1.引进企业20家。上半年，引进企业11家。
2.新建标准厂房10万平方米。已建成6万平方米，其余正在施工。
（二）民生保障
1.新建幼儿园3所。已开工2所。
三、下一步工作要求
各地各部门要对照目标，加快进度。
打印| 关闭
";

const WORK_REPORT: &str = "\
临江市政府工作报告（2022年1月8日 王某某）

2022-02-10 09:30 来源：临江新闻网
查看余下全文
（责任编辑：赵某）

临江市政府工作报告（2022年1月8日 王某某）
  ——2022年1月8日在临江市第六届人民代表大会第一次会议上
  临江市人民政府市长　王 某某
  各位代表：
  现在，我代表市人民政府向大会报告工作。
  一、2021年工作回顾
  过去一年，产业发展有力。新增企业30家。
  （一）项目建设加快。开工项目50个。
  二、2022年工作安排
  主要预期目标是：生产总值增长7%；城镇新增就业2万人。
  （一）抓项目。新开工项目60个。
  三、加强自身建设
  严格依法行政。
  名词解释：
  1.“三个一”：指一桥、一路、一园。
  2.“两清”：指清河、清路。
  （责任编辑：赵某）
  精彩图片
";

const PLAN_REPORT: &str = "\
关于大河县2021年国民经济和社会发展计划执行情况
与2022年计划草案的报告
信息来源：县发展和改革局 | 发布时间：2022-01-20
各位代表：
受县人民政府委托，现报告如下，请予审议。
一、2021年计划执行情况
一是工业向好。规上工业增加值增长9%。
二是投资增长。固定资产投资增长11%。
二、2022年主要预期目标
——地区生产总值增长7.5%；
——城镇登记失业率控制在4%以内；
——粮食总产保持稳定。
三、2022年重点工作
（一）扩大投资
实施项目80个。
（二）改善民生
新建学校2所。
打印| 关闭 0
";

const DECOMPOSITION: &str = "\
临江市人民政府办公室关于《政府工作报告》任务分解的通知
临政办发〔2021〕7号
临江市人民政府办公室
关于《政府工作报告》任务分解的通知
各镇人民政府、街道办事处，市政府各部门：
经市人民政府同意，现将重点工作分解如下，请抓好落实。
一、加强领导。各部门要主动认领。
二、严格考核。每季度报告进展。
临江市人民政府办公室
2021年2月9日
2021年重点工作责任分解
全年主要预期目标是：生产总值增长8%；就业1万人。
一、发展工业
（一）建设园区。新建厂房5万平方米（责任领导：甲某，牵头单位：市经信局）。
（二）招商引资。引进项目20个（责任领导：甲某，牵头单位：市商务局，协办单位：市发改局）。
二、改善民生
（一）办好教育。新建学校2所（责任领导：乙某，牵头单位：市教育局）。
相关链接：
附件：
";

#[test]
fn proposal_handling() {
    assert_eq!(
        listed(PROPOSAL),
        [
            "title: 临江市人大代表建议和政协提案办理情况 <临江市人大代表建议和政协提案办理情况>",
            "genre: proposal_handling <临江市人大代表建议和政协提案办理情况>",
        ]
    );
    assert_eq!(zone_list(PROPOSAL), [] as [&str; 0]);
    let untitled = PROPOSAL.split_once('\n').unwrap().1;
    assert_eq!(field(untitled, "genre"), "proposal_handling <提案内容：>");
    let letter = "对市政协第12号提案的答复\n某委员：\n现答复如下。";
    assert_eq!(
        field(letter, "genre").split(' ').next(),
        Some("proposal_handling")
    );
}

#[test]
fn supervision_bulletin() {
    assert_eq!(
        listed(BULLETIN),
        [
            "title: 关于2021年重点工作上半年完成情况的通报 <关于2021年重点工作上半年完成情况的通报>",
            "genre: supervision_bulletin <关于2021年重点工作上半年完成情况的通报>",
            "issuing_body: 临江市人民政府督查室 <临江市人民政府督查室>",
            "doc_number: null <无>",
            "index_number: 0001-2021-7 <0001-2021-7>",
            "issue_date: null <发文日期>",
            "publish_date: 2021-07-12 <2021-07-12>",
            "validity: 有效 <有效>",
            r#"region: {"level":"prefecture","prefecture":"临江市"} <临江市>"#,
            "report_period: 2021-H1 <上半年>",
            "plan_period: 2021 <2021年>",
            "default_party: 临江市人民政府 <临江市人民政府>",
        ]
    );
    assert_eq!(
        zone_list(BULLETIN),
        [
            "Boilerplate 当前位置：首页 > 政务公开 > 督查通报",
            "Boilerplate 索引号：0001-2021-7　文　号：无\n发文单位：临江市人民政府督查室　发布日期：2021-07-12\n有效性：有效　发文日期：",
            "Boilerplate 打印| 关闭",
        ]
    );
}

#[test]
fn work_report() {
    assert_eq!(
        listed(WORK_REPORT),
        [
            "title: 临江市政府工作报告 <临江市政府工作报告>",
            "genre: work_report <临江市政府工作报告>",
            "issuing_body: 临江市人民政府 <临江市人民政府>",
            "issue_date: 2022-01-08 <2022年1月8日>",
            "publish_date: 2022-02-10 <2022-02-10>",
            "source: 临江新闻网 <临江新闻网>",
            r#"region: {"prefecture":"临江市"} <临江市>"#,
            "report_period: 2021 <2021年>",
            "plan_period: 2022 <2022年>",
            "speaker: 王某某 <王某某>",
            "meeting: 临江市第六届人民代表大会第一次会议 <临江市第六届人民代表大会第一次会议>",
            "default_party: 临江市人民政府 <临江市人民政府>",
        ]
    );
    let zones = zone_list(WORK_REPORT);
    let starts: Vec<_> = zones
        .iter()
        .map(|zone| zone.lines().next().unwrap())
        .collect();
    assert_eq!(
        starts,
        [
            "Boilerplate 临江市政府工作报告（2022年1月8日 王某某）",
            "Glossary 名词解释：",
            "Boilerplate （责任编辑：赵某）",
        ]
    );
    assert!(zones[0].ends_with("（责任编辑：赵某）"));
    assert!(zones[1].ends_with("指清河、清路。"));
    assert!(zones[2].ends_with("精彩图片"));
}

#[test]
fn plan_report() {
    let title = "关于大河县2021年国民经济和社会发展计划执行情况与2022年计划草案的报告";
    let broken = title.replace("情况与", "情况\n与");
    assert_eq!(
        listed(PLAN_REPORT),
        [
            &format!("title: {title} <{broken}>"),
            &format!("genre: plan_report <{broken}>"),
            "publish_date: 2022-01-20 <2022-01-20>",
            "source: 县发展和改革局 <县发展和改革局>",
            r#"region: {"county":"大河县","level":"county"} <大河县>"#,
            "report_period: 2021 <2021年>",
            "plan_period: 2022 <2022年>",
        ]
    );
    assert_eq!(
        zone_list(PLAN_REPORT),
        [
            "Boilerplate 信息来源：县发展和改革局 | 发布时间：2022-01-20",
            "Boilerplate 打印| 关闭 0",
        ]
    );
}

#[test]
fn task_decomposition() {
    assert_eq!(
        listed(DECOMPOSITION),
        [
            "title: 临江市人民政府办公室关于《政府工作报告》任务分解的通知 <临江市人民政府办公室关于《政府工作报告》任务分解的通知>",
            "genre: task_decomposition <临江市人民政府办公室关于《政府工作报告》任务分解的通知>",
            "issuing_body: 临江市人民政府办公室 <临江市人民政府办公室>",
            "doc_number: 临政办发〔2021〕7号 <临政办发〔2021〕7号>",
            "issue_date: 2021-02-09 <2021年2月9日>",
            r#"region: {"prefecture":"临江市"} <临江市>"#,
            "plan_period: 2021 <全年>",
            "default_party: 临江市人民政府 <临江市人民政府>",
        ]
    );
    let zones = zone_list(DECOMPOSITION);
    assert_eq!(zones.len(), 3, "{zones:?}");
    assert_eq!(
        zones[0],
        "Boilerplate 临江市人民政府办公室关于《政府工作报告》任务分解的通知"
    );
    assert!(zones[1].starts_with("CoverNote 临政办发") && zones[1].ends_with("2021年2月9日"));
    assert_eq!(zones[2], "Boilerplate 相关链接：\n附件：");
}

#[test]
fn what_a_page_adds() {
    let page = |line: &str| zone_list(&format!("关于某事的通知\n各部门：\n请落实。\n{line}\n"));
    for line in [
        "打印| 关闭 0",
        "【打印本页】【关闭窗口】",
        "上一篇：某事",
        "字体：大 中 小",
        "版权所有 某单位",
        "扫一扫在手机打开",
    ] {
        assert_eq!(page(line), [format!("Boilerplate {line}")]);
    }
    for line in [
        "打印机具3台",
        "关闭小煤矿10处",
        "保存完好",
        "附件：1.清单",
        "请打印",
    ] {
        assert_eq!(page(line), [] as [&str; 0], "{line}");
    }
    let links = "关于某事的通知\n各部门：\n请落实。\n相关链接：\n某某办法\n某某意见\n";
    assert_eq!(
        zone_list(links),
        ["Boilerplate 相关链接：\n某某办法\n某某意见"]
    );
}

#[test]
fn other_documents() {
    assert_eq!(
        field("关于放假的通知\n各部门：\n", "genre"),
        "other <关于放假的通知>"
    );
    let follow_up = "关于2022年《政府工作报告》任务落实情况的报告\n各部门：\n";
    assert!(field(follow_up, "genre").starts_with("supervision_bulletin"));
    let about = "关于做好《政府工作报告》宣传的通知\n各部门：\n";
    assert!(field(about, "genre").starts_with("other"));
    assert_eq!(field("修路5公里，新增企业3家。", "genre"), "");
}
