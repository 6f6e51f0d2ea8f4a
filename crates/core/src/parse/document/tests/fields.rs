use super::*;

const BODY: &str = "\n一、甲\n正文如此。\n";

#[track_caller]
fn check(text: &str, name: &str, expect: &str) {
    assert_eq!(field(text, name), expect, "{text}");
}

#[test]
fn several_labels_in_one_line() {
    let text = "关于某事的通报\n索引号 : 0001/2021-8 文 \u{a0} \u{a0} 号 : 无\n主题分类：督查　发文单位：临江市人民政府督查室\n\
        名 \u{a0} 称: 关于某事的通报 发布日期: 2021年06月04日\n有效性: 有效 发文日期:\n正文。";
    check(text, "index_number", "0001/2021-8 <0001/2021-8>");
    check(text, "doc_number", "null <无>");
    check(text, "subject_class", "督查 <督查>");
    check(
        text,
        "issuing_body",
        "临江市人民政府督查室 <临江市人民政府督查室>",
    );
    check(text, "publish_date", "2021-06-04 <2021年06月04日>");
    check(text, "validity", "有效 <有效>");
    check(text, "issue_date", "null <发文日期>");
    check(text, "title", "关于某事的通报 <关于某事的通报>");
    check(text, "default_party", "临江市人民政府 <临江市人民政府>");
}

#[test]
fn labels_in_other_layouts() {
    let bar =
        "临江市工作报告\n信息来源：市发改局 | 发布时间：2021-03-01 10:20 | 浏览次数：12\n正文。";
    check(bar, "source", "市发改局 <市发改局>");
    check(bar, "publish_date", "2021-03-01 <2021-03-01>");
    let brackets =
        "【索引号】0001-2021 【发文日期】２０２１年３月１日 【发文字号】某政发〔2021〕3号\n正文。";
    check(brackets, "index_number", "0001-2021 <0001-2021>");
    check(brackets, "issue_date", "2021-03-01 <２０２１年３月１日>");
    check(
        brackets,
        "doc_number",
        "某政发〔2021〕3号 <某政发〔2021〕3号>",
    );
    let below = "索引号：\n0001-2021\n成文日期：\n2021/3/1\n发文字号：\n有效性：\n正文如此。";
    check(below, "index_number", "0001-2021 <0001-2021>");
    check(below, "issue_date", "2021-03-01 <2021/3/1>");
    check(below, "doc_number", "null <发文字号>");
    check(below, "validity", "null <有效性>");
    let unknown =
        "发布机构：市教育局  办件状态：已办\r\n网址：https://example.com/a.html\r\n正文。";
    check(unknown, "issuing_body", "市教育局 <市教育局>");
    check(
        unknown,
        "url",
        "https://example.com/a.html <https://example.com/a.html>",
    );
}

#[test]
fn words_of_a_report_are_no_labels() {
    let lines = "某项工作有序开展，\n".repeat(30);
    let text = format!("{lines}资金来源：市财政\n来源：市财政\n时间：2021年3月1日\n{lines}");
    check(&text, "source", "");
    check(&text, "publish_date", "");
}

#[test]
fn words_of_a_report_are_no_labels_in_a_short_one_either() {
    let text = "关于开会的通知\n各部门：\n请参加会议。\n请准时。\n请带材料。\n请回执。\n时间：2021年3月1日\n地点：某楼\n\
        请遵守纪律。\n来源：\n请勿迟到。";
    check(text, "publish_date", "");
    check(text, "source", "");
}

#[test]
fn numbers_of_documents() {
    for number in [
        "某政办发〔2021〕3号",
        "某政发[2021]12号",
        "某政函（2021）第8号",
        "某政发【２０２１】３号",
    ] {
        let text = format!("关于某事的通知\n{number}\n各部门：\n正文。");
        check(&text, "doc_number", &format!("{number} <{number}>"));
    }
    for line in [
        "根据某政发〔2021〕3号文件",
        "〔2021〕3号",
        "某政发〔2021〕号",
        "某政发〔21〕3号",
        "某政发〔2021 3号",
    ] {
        check(&format!("关于某事的通知\n{line}\n正文。"), "doc_number", "");
    }
}

#[test]
fn dates_have_to_be_in_the_calendar() {
    for (written, iso) in [
        ("2021年3月1日", "2021-03-01"),
        ("2021-03-01", "2021-03-01"),
        ("2021/3/1", "2021-03-01"),
        ("二〇二一年三月一日", "2021-03-01"),
        ("２０２１年３月１日", "2021-03-01"),
        ("2021年3月", "2021-03"),
    ] {
        let text = format!("成文日期：{written}{BODY}");
        check(&text, "issue_date", &format!("{iso} <{written}>"));
    }
    check("成文日期：2021年2月30日\n正文。", "issue_date", "");
    check("成文日期：另行通知\n正文。", "issue_date", "");
}

#[test]
fn titles() {
    check(
        "首页 > 政务公开 > 文件\n关于印发方案的通知\n各部门：\n正文。",
        "title",
        "关于印发方案的通知 <关于印发方案的通知>",
    );
    check(
        "临江市人民政府办公室\n关于印发重点工作方案的\n通知\n各部门：\n",
        "title",
        "临江市人民政府办公室关于印发重点工作方案的通知 <临江市人民政府办公室\n关于印发重点工作方案的\n通知>",
    );
    check(
        "关于临江市2020年国民经济和社会发展计划执行情况\n与2021年计划草案的报告\n各位代表：\n",
        "title",
        "关于临江市2020年国民经济和社会发展计划执行情况与2021年计划草案的报告 \
         <关于临江市2020年国民经济和社会发展计划执行情况\n与2021年计划草案的报告>",
    );
    check(
        "临江市政府工作报告（2022年1月8日 王某某）\n\n正文。",
        "title",
        "临江市政府工作报告 <临江市政府工作报告>",
    );
    check(
        "关于某事的通知\n某政发〔2021〕3号\n关于某事的通知\n各部门：\n",
        "title",
        "关于某事的通知 <关于某事的通知>",
    );
    check("临江见闻\n某日游江。\n", "title", "临江见闻 <临江见闻>");
    check(
        "附件1\n重点任务分解表\n一、甲\n",
        "title",
        "重点任务分解表 <重点任务分解表>",
    );
    check(
        "临江市\n政府工作报告\n各位代表：\n",
        "title",
        "临江市政府工作报告 <临江市\n政府工作报告>",
    );
    check(
        "临江市人民政府\n政府工作报告\n各位代表：\n",
        "title",
        "政府工作报告 <政府工作报告>",
    );
    check("一、工作回顾\n正文。", "title", "");
    check("新增企业3家，修路5公里。", "title", "");
    check("各部门：\n现将有关情况通报如下：\n正文。", "title", "");
}

#[test]
fn signatures() {
    let text =
        "关于某事的通知\n各部门：\n请认真落实。\n临 江 市 人 民 政 府 办 公 室\n2021年3月1日\n";
    check(
        text,
        "issuing_body",
        "临江市人民政府办公室 <临 江 市 人 民 政 府 办 公 室>",
    );
    check(text, "issue_date", "2021-03-01 <2021年3月1日>");
    check(
        text,
        "default_party",
        "临江市人民政府 <临 江 市 人 民 政 府 办 公 室>",
    );
    let long = format!(
        "关于某事的通知\n各部门：\n{}临江市教育局\n二〇二一年三月一日\n（此件公开发布）",
        "请落实好。\n".repeat(900)
    );
    check(&long, "issuing_body", "临江市教育局 <临江市教育局>");
    check(&long, "issue_date", "2021-03-01 <二〇二一年三月一日>");
    check(
        "关于某事的通知\n各部门：\n请认真落实。\n2021年2月30日\n",
        "issue_date",
        "",
    );
    check(
        "临江市人民政府关于某事的通知\n各部门：\n",
        "issuing_body",
        "临江市人民政府 <临江市人民政府>",
    );
}

#[test]
fn regions() {
    let of = |body: &str, more: &str| {
        let text = format!("{body}关于某事的通知\n各部门：\n{more}\n");
        field(&text, "region")
            .rsplit_once(" <")
            .map_or(String::new(), |(value, _)| value.to_owned())
    };
    assert_eq!(of("临江市人民政府", ""), r#"{"prefecture":"临江市"}"#);
    let level = of("临江市人民政府", "各县市区政府：");
    assert!(level.contains(r#""level":"prefecture""#), "{level}");
    let county = of("某省临江市大河县人民政府办公室", "");
    for part in [
        r#""province":"某省""#,
        r#""prefecture":"临江市""#,
        r#""county":"大河县""#,
        r#""level":"county""#,
    ] {
        assert!(county.contains(part), "{county}");
    }
    let city = of("某省临江市大河市人民政府", "");
    assert!(city.contains(r#""county":"大河市""#), "{city}");
    let about = field(
        "关于大河县2021年国民经济计划执行情况的报告\n各位代表：\n",
        "region",
    );
    assert!(
        about.contains(r#""county":"大河县""#) && about.ends_with("<大河县>"),
        "{about}"
    );
    assert_eq!(
        field("关于加强全市2021年工作的报告\n各位代表：\n", "region"),
        ""
    );
    assert_eq!(of("市人民政府", ""), "");
    assert_eq!(of("市市场监管局", ""), "");
}

#[test]
fn periods_follow_from_titles() {
    let text = "关于2020年国民经济和社会发展计划执行情况与2021年计划草案的报告\n各位代表：\n";
    check(text, "report_period", "2020 <2020年>");
    check(text, "plan_period", "2021 <2021年>");
    let text = "关于2021年重点任务第一季度完成情况的通报\n各部门：\n";
    check(text, "report_period", "2021-Q1 <第一季度>");
    check(text, "plan_period", "2021 <2021年>");
    let text = "临江市上半年工作总结\n发布日期：2021-07-05\n正文。";
    check(text, "report_period", "2021-H1 <上半年>");
    check("临江市上半年工作总结\n正文。", "report_period", "");
    let text = "临江市政府工作报告\n各位代表：\n一、过去五年工作回顾\n二、2022年工作安排\n";
    check(text, "plan_period", "2022 <2022年>");
    check(text, "report_period", "");
}
