//! What is planned (guideline §2, §3, §10).

use super::*;

#[test]
fn lists_of_expected_targets() {
    check(
        PLAN,
        "全年主要预期目标是:⟦T:地区生产总值增长6%⟧;⟦T:城镇新增就业2万人以上⟧;⟦T:生态环境质量巩固提升⟧。",
    );
    check(
        PLAN,
        "主要预期目标是：\n——⟦T:地区生产总值增长6%左右⟧；\n——⟦T:居民收入与经济增长同步⟧。",
    );
}

#[test]
fn numbers_make_targets_of_growth_and_levels() {
    check(
        PLAN,
        "⟦T:力争新增规上企业20家以上⟧、⟦T:限上商贸企业35家以上⟧。",
    );
    check(
        PLAN,
        "⟦M:推进废弃矿山治理⟧,⟦T:确保空气优良天数比例达到80%以上⟧。",
    );
    check(PLAN, "⟦T:新增高新技术企业70家⟧,其中⟦T:规上工业企业12家⟧。");
    check(
        PLAN,
        "⟦T:技术合同成交额达到165亿元⟧,⟦T:“一业一证”改革拓展至38个行业⟧。",
    );
    check(PLAN, "⟦T:新引进1-2家股份制银行⟧,⟦T:创建50家合作社⟧。");
    check(
        PLAN,
        "⟦T:力争全年完成到位资金300亿元⟧,⟦T:新签约项目120个⟧。",
    );
}

#[test]
fn counted_deliverables_are_measures() {
    check(PLAN, "⟦M:改造城镇老旧小区30个⟧,⟦M:交付使用46套⟧。");
    check(
        PLAN,
        "⟦M:完成4座危桥改造⟧、⟦M:5公里公路改造⟧、⟦M:20公里道路连通⟧。",
    );
    check(PLAN, "⟦M:推进17个示范村、65个整治村建设⟧。");
    check(PLAN, "⟦M:建成22个养老驿站⟧、⟦M:53个幸福食堂⟧。");
    check(PLAN, "⟦M:筹资5亿元,推进30套保障房建设⟧。");
    check(
        PLAN,
        "⟦M:筹资607万元⟧,⟦T:扶持新增创业3500人⟧、⟦T:带动就业7000人⟧。",
    );
}

#[test]
fn goals_that_can_be_checked() {
    check(PLAN, "⟦T:全力争取创建全国文明城市⟧。");
    check(PLAN, "围绕⟦T:打造绿色食品示范带⟧,⟦M:推动产业升级⟧。");
    check(PLAN, "⟦M:深化基层改革⟧,⟦T:力争年底前所有卫生院全部达标⟧。");
    check(PLAN, "⟦T:确保第三小学秋季顺利开学⟧。");
    check(PLAN, "⟦T:实现主城区全覆盖⟧。");
    check(PLAN, "⟦T:加快建设全国50强高新区⟧。");
    check(PLAN, "⟦M:巩固国家循环城市建设成果⟧,⟦M:推进示范区建设⟧。");
}

#[test]
fn effects_stay_with_their_measure() {
    check(PLAN, "⟦M:完善园区道路等配套设施,提高园区综合承载力⟧。");
    check(PLAN, "⟦M:赋予更多管理权限,释放园区发展活力⟧。");
    check(
        PLAN,
        "⟦M:实施智能化转型行动,推动互联网与实体经济深度融合⟧,⟦M:扎实做好企业上云工作⟧。",
    );
    check(PLAN, "⟦M:推广新模式,实现“大养虾”到“养大虾”的转变⟧。");
    check(
        PLAN,
        "⟦M:推动城区一体发展,打造竞争力更强的中心市区,发挥示范引领作用⟧。",
    );
    check(PLAN, "⟦M:推进设立分中心,并将其纳入规划⟧。");
    check(
        PLAN,
        "⟦M:完善收储机制⟧,⟦M:全力保障土地供给,着力推动“项目等地”向“地等项目”的转变⟧。",
    );
    check(PLAN, "⟦M:完善督办方式,实行“一月一分析、一月一调度”⟧。");
}

#[test]
fn frames_wishes_and_creeds_are_left_out() {
    check(PLAN, "坚持盘活存量的原则,⟦M:积极消化批而未供土地⟧。");
    check(PLAN, "以项目建设为抓手,⟦M:完善调度机制⟧。");
    check(PLAN, "抢抓政策扩大等机遇,⟦M:谋划一批重大项目⟧。");
    check(PLAN, "⟦M:实施修复工程⟧,努力让天更蓝、水更清。");
    check(PLAN, "⟦M:聚焦重点产业集群和关键环节实施精准招商⟧。");
    check(PLAN, "增强“四个意识”、坚定“四个自信”。");
}

#[test]
fn topics_and_titles_are_no_measures() {
    check(
        REPORT,
        "二、今年工作建议\n提升工业增长效能。⟦M:深入实施技改行动⟧,⟦M:抓好一批技改项目建设⟧。",
    );
    check(PLAN, "(一)推动产业集群升级。⟦M:推进园区扩容⟧。");
    check(
        REPORT,
        "二、今年工作建议\n一是抓好项目投资。⟦M:安排重点项目220个⟧。二是提振消费。⟦M:发放消费券3000万元⟧。",
    );
}

#[test]
fn clauses_that_need_the_next_are_one() {
    check(
        PLAN,
        "⟦M:积极争取将检验中心、功能提升工程等,纳入中央预算内项目⟧。",
    );
    check(
        PLAN,
        "⟦M:鼓励新型经营主体通过土地流转、土地入股等形式,发展适度规模经营⟧。",
    );
    check(
        PLAN,
        "⟦M:强力推动甲能源、乙能源等新能源项目,丙材料、丁材料等新材料项目加快建设⟧。",
    );
}

#[test]
fn who_is_supported_and_with_what() {
    check(
        PLAN,
        "⟦M:支持⟦P:青禾县⟧⟦T:建设全国中药示范县⟧⟧,⟦T:打造山区振兴先行区⟧。",
    );
    check(
        PLAN,
        "⟦M:支持某某集团⟦T:建设千亿级企业⟧⟧、⟦M:某某股份⟦T:建设世界级企业⟧⟧;⟦M:支持某某汽车⟦T:冲刺300亿⟧⟧。",
    );
    check(
        PLAN,
        "⟦M:支持某某教育集团实施数字化工程,改善办学条件,扩大办学规模⟧。",
    );
    check(
        PLAN,
        "⟦M:支持⟦P:每个县市区⟧培育2-3个特色产业,实现县域差异化发展⟧。",
    );
    check(PLAN, "⟦M:鼓励企业上市⟧,⟦M:积极推动农业企业改制⟧。");
}

#[test]
fn punctuation_of_the_other_width_and_indentation() {
    check(
        PLAN,
        "　　（一）推动产业升级。围绕四大园区，⟦M:推动一批项目落地建设⟧（责任领导：⟦P:甲某⟧、⟦P:乙某某⟧，牵头单位：⟦P:市经信局⟧，协办单位：⟦P:相关部门⟧）。",
    );
}

/// The relations that are suggested: type, head and tail.
fn ties(text: &str) -> Vec<(&'static str, String, String)> {
    let (text, found) = of_genre(text, PLAN);
    let quote = |end: (LabelKind, TextRange)| text.slice(end.1).into();
    let all = found.ties.iter();
    all.map(|own| (own.kind, quote(own.head), quote(own.tail)))
        .collect()
}

#[test]
fn measures_contribute_to_the_target_of_their_sentence() {
    let tie = |head: &str, tail: &str| ("contributes_to", head.into(), tail.into());
    assert_eq!(
        ties("深化企业培育行动,完善扶持政策,力争新增规上企业20家。实施节水工程。"),
        [
            tie("深化企业培育行动", "力争新增规上企业20家"),
            tie("完善扶持政策", "力争新增规上企业20家")
        ]
    );
    // A bracket, a sentence and a list of targets part them.
    assert_eq!(
        ties("深化企业培育行动(牵头单位:市经信局),力争新增规上企业20家。"),
        []
    );
    assert_eq!(ties("主要预期目标是:财政收入增长7%,出口增长8%。"), []);
}

#[test]
fn funding_alone_is_for_the_targets_behind_it() {
    let all = ties("筹资600万元,扶持新增创业350人。");
    assert_eq!(all.len(), 1, "{all:?}");
    let all = ties("筹资8亿元,建设新校区,确保秋季顺利开学。");
    assert_eq!(all, []);
}

#[test]
fn what_is_counted_within_is_part_of_the_whole() {
    let all = ties("新增市场主体5000户,其中企业1200户。");
    let own = ("part_of", "企业1200户".into(), "新增市场主体5000户".into());
    assert_eq!(all, [own]);
}

#[test]
fn what_firms_have_is_made_and_no_third_party() {
    check(PLAN, "⟦M:新建省级企业技术中心8家⟧。⟦T:新建合作社20家⟧。");
}

#[test]
fn a_task_with_an_ordinal_and_a_bracket_is_no_title() {
    check(
        PLAN,
        "一、重点任务\n(三)⟦M:加快港区二期建设⟧。(牵头单位:⟦P:市港航局⟧)",
    );
}

#[test]
fn a_long_paragraph_is_looked_at_in_several_steps() {
    let part =
        "推进园区扩能,力争新增规上企业20家(牵头单位:市经信局,协办单位:市财政局)。改造小区30个。";
    let text = Text::new(part.repeat(300));
    let ground = Ground::of_text(&text);
    let whole = suggest(&text, &ground);
    let (mut found, mut suggester) = (Suggestions::default(), Suggester::default());
    let mut steps = 1;
    while !suggester.step(&text, &ground, usize::MAX, 1000, &mut found) {
        assert!(found.spans.is_empty());
        steps += 1;
    }
    assert!(steps > 4, "{steps}");
    assert_eq!(found, whole);
}
