//! Measures of task lists, reviews and replies to proposals.

use super::{done, measure, undated};

#[test]
fn measures_of_a_plan() {
    measure(
        "
        筹资3亿元,推进820套公租房建设 => funding=3/亿元 quantity=[820/套/公租房]
        筹资3亿元,推进820套公租房建设,|交付使用150套| => elided_object=公租房 quantity=[150/套/公租房]
        完成12座危桥改造、|30公里乡村公路改造| => elided_head=完成 quantity=[30/公里/乡村公路]
        新建改造变压器60台、|供电线路90公里| => elided_head=新建改造 quantity=[90/公里/供电线路]
        改造老旧街区14个 => quantity=[14/个/老旧街区]
        推进5个示范村、20个样板村建设 => quantity=[5/个/示范村,20/个/样板村]
        提供800个停车位 => quantity=[800/个/停车位]
        实施9家卫生院新建改建 => quantity=[9/家/卫生院]
        完成3家医院及血站实验室改扩建 => quantity=[3/家/医院]
        筹资2200万元,提高救助保障水平 => funding=2200/万元
        印发《关于加快产业升级的若干意见》 => instrument=document
        成立产业发展领导小组 => instrument=institution
        开展安全生产专项行动 => 
        将闲置厂房纳入统一收储 => 
        9月底前完成清单公布 => deadline=2021-09-30
        开展16场招聘对接活动 => quantity=[16/场/招聘对接活动]
        推动150个重大项目加快建设 => quantity=[150/个/重大项目]
        谋划推进总投资50亿元的光电子产业园建设 => funding=50/亿元
        推进投资5亿元以上项目建设 => 
        实施5G+工业互联网改造项目20个 => quantity=[20/个/5G+工业互联网改造项目]
        修订城市管理办法 => instrument=regulation
        发放稳岗补贴资金2000万元 => instrument=funding funding=2000/万元
        办理人大代表建议、政协提案约200件 => quantity=[200/件/人大代表建议、政协提案/about]
        深化“放管服”改革 => 
        新建充电桩500个以上 => quantity=[500/个/充电桩/ge]
        对20家企业开展节能诊断 => quantity=[20/家/企业]
        推荐37个项目申报省级专项 => quantity=[37/个/项目]
        拆除违建3.5万平方米 => quantity=[3.5/万平方米/违建]
        年内完成两座水厂提标改造 => deadline=2021 quantity=[2/座/水厂]
        投入资金1.2亿元,新建公园三处 => funding=1.2/亿元 quantity=[3/处/公园]
        第三季度举办招商推介会3场 => period=2021-Q3 quantity=[3/场/招商推介会]
        于3月1日前报市政府办公室 => deadline=2021-03-01
        新改建农村公路60公里、|桥梁8座| => elided_head=新改建 quantity=[8/座/桥梁]
        打造“15分钟”便民生活圈20个 => quantity=[20/个/“15分钟”便民生活圈]
        新建日处理5万吨污水处理厂1座 => quantity=[1/座/日处理5万吨污水处理厂]
        建设10万吨级码头2个 => quantity=[2/个/10万吨级码头]
        24小时自助服务区建成3处 => quantity=[3/处/24小时自助服务区]
        每年评选优秀企业家10名 => quantity=[10/名/优秀企业家]
        落实“六稳”“六保”20条措施 => quantity=[20/条/措施]
        统筹整合涉农资金3.5亿元,支持乡村振兴 => funding=3.5/亿元
        争取上级资金5亿元 => funding=5/亿元
        贯通5A级景区旅游公路18公里 => quantity=[18/公里/5A级景区旅游公路]
        ",
    );
}

#[test]
fn measures_of_a_review() {
    done(
        "
        印发了《关于加快产业升级的若干意见》 => status=done instrument=document
        召开重点项目推进会 => status=done instrument=meeting
        公布134件事项名单 => status=done quantity=[134/件/事项名单]
        为了方便群众开通热线 => status=done
        取消证明事项35项 => status=dropped quantity=[35/项/证明事项]
        ",
    );
}

#[test]
fn measures_of_text_without_a_tense() {
    undated(
        "
        已与某公司签订协议 => status=done
        正在编制园区规划 => status=in_progress
        将启动二期工程 => 
        计划全年组织2-3次现场观摩活动 => quantity=[[2,3]/次/现场观摩活动/range]
        取消证明事项35项 => status=unknown quantity=[35/项/证明事项]
        终止低效用地合同12宗 => status=unknown quantity=[12/宗/低效用地合同]
        该建议已纳入2021年工作计划 => status=done
        拟定于2021年6月底前完成 => deadline=2021-06-30
        ",
    );
}

#[test]
fn subjects_lists_of_verbs_and_what_is_led_to() {
    measure(
        "
        甲县拟实施项目85个 => quantity=[85/个/项目]
        新建、改造服务中心32个 => quantity=[32/个/服务中心]
        督促、指导210家生产单位完成申报 => quantity=[210/家/生产单位]
        将60家重大风险企业纳入重点管理 => quantity=[60/家/重大风险企业]
        拨付甲公司等3个孵化平台860.5万元 => quantity=[3/个/孵化平台]
        组建消防等3支综合队伍和道路、医疗等8支专业队伍 => quantity=[3/支/综合队伍,8/支/专业队伍]
        ",
    );
}

#[test]
fn measures_in_other_words() {
    measure(
        "
        新建改建农村公路150公里、危桥改造20座 => quantity=[150/公里/农村公路,20/座/危桥]
        对全市300个老旧小区进行改造 => quantity=[300/个/老旧小区]
        计划投资3.2亿元,建设2所小学 => funding=3.2/亿元 quantity=[2/所/小学]
        预计6月底前完成招标 => deadline=2021-06-30
        已于2020年12月投入使用 => status=done deadline=2020-12
        完成改厕1.5万户 => quantity=[1.5/万户/改厕]
        建设高标准农田10万亩 => quantity=[10/万亩/高标准农田]
        支持500家中小企业“上云上平台” => quantity=[500/家/中小企业“上云上平台”]
        培训乡村医生500人次 => quantity=[500/人次/乡村医生]
        召开2次以上银企对接会 => instrument=meeting quantity=[2/次/银企对接会/ge]
        新增5G基站800个,实现重点区域全覆盖 => quantity=[800/个/5G基站]
        2021年底前,|建成3个市级示范基地| => deadline=2021-12-31 quantity=[3/个/市级示范基地]
        成立由市长任组长的领导小组 => instrument=institution
        举办3场专场招聘会、提供岗位2000个 => quantity=[3/场/专场招聘会,2000/个/岗位]
        ",
    );
}

#[test]
fn reviews_and_replies_in_other_words() {
    done(
        "
        争取中央预算内资金1.2亿元,实施水库除险加固12座 => status=done funding=1.2/亿元 quantity=[12/座/水库]
        ",
    );
}

#[test]
fn replies_in_other_words() {
    undated(
        "
        目前已完成23个小区的改造 => status=done quantity=[23/个/小区]
        下一步将在城区新增公共停车位500个 => quantity=[500/个/公共停车位]
        我局将于下半年启动编制工作 => period=2021-H2
        ",
    );
}
