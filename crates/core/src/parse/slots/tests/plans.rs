//! Targets of plan reports, in other words.

use super::target;

#[test]
fn levels_and_counts() {
    target(
        "
        地区生产总值预期增长6.5%左右 => indicator=地区生产总值 comparator=about value=6.5 unit=% direction=increase basis=yoy
        全年粮食总产量稳定在50万吨以上 => indicator=粮食总产量 comparator=ge value=50 unit=万吨 value_normalised=500000 unit_normalised=吨 direction=maintain basis=level
        城镇调查失业率控制在5.5%以内 => indicator=城镇调查失业率 comparator=le value=5.5 unit=% direction=maintain basis=level polarity=lower_better
        力争突破1000亿元大关 => comparator=gt value=1000 unit=亿元 value_normalised=100000000000 unit_normalised=元 direction=reach basis=level modality=strive
        确保常住人口城镇化率提高0.8个百分点以上 => indicator=常住人口城镇化率 comparator=ge value=0.8 unit=个百分点 direction=increase basis=yoy modality=ensure
        森林覆盖率24%(约束性) => indicator=森林覆盖率 value=24 unit=% basis=level modality=binding
        细颗粒物(PM2.5)年均浓度下降到35微克/立方米以下 => indicator=细颗粒物(PM2.5)年均浓度 comparator=le value=35 unit=微克/立方米 direction=decrease basis=level polarity=lower_better
        社会消费品零售总额和外贸进出口分别增长8%和5% => indicator=社会消费品零售总额和外贸进出口 value=[8,5] unit=% direction=increase basis=yoy
        规上工业企业净增30家、总数达到500家 => indicator=规上工业企业 value=30 unit=家 direction=increase
        全社会研发投入占比达到2.6%以上 => indicator=全社会研发投入占比 comparator=ge value=2.6 unit=% direction=reach basis=share
        新增减税降费20亿元 => indicator=减税降费 value=20 unit=亿元 value_normalised=2000000000 unit_normalised=元 direction=increase
        招商引资到位资金增长15%、达到300亿元 => indicator=招商引资到位资金 value=15 unit=% direction=increase basis=yoy
        实际利用外资1.2亿美元 => indicator=实际利用外资 value=1.2 unit=亿美元 value_normalised=120000000 unit_normalised=美元
        新开工5000万元以上项目120个 => indicator=5000万元以上项目 value=120 unit=个 nature=output
        竣工投产亿元以上项目60个以上 => indicator=亿元以上项目 comparator=ge value=60 unit=个 nature=output
        高质量完成棚户区改造3500套 => indicator=棚户区改造 value=3500 unit=套 nature=output
        力争进入全国百强县 => comparator=top_n value=100 basis=rank modality=strive
        力争进入全国前50位 => comparator=top_n value=50 unit=位 basis=rank modality=strive
        财政收入迈上百亿元台阶 => indicator=财政收入 value=100 unit=亿元 value_normalised=10000000000 unit_normalised=元
        居民医保参保率稳定在95%以上 => indicator=居民医保参保率 comparator=ge value=95 unit=% direction=maintain basis=level
        每千人口拥有3岁以下婴幼儿托位数达4个 => indicator=每千人口拥有3岁以下婴幼儿托位数 value=4 unit=个 direction=reach basis=level
        义务教育巩固率保持99%以上 => indicator=义务教育巩固率 comparator=ge value=99 unit=% direction=maintain basis=level
        力争每个乡镇建成1所标准化卫生院 => indicator=标准化卫生院 value=1 unit=所 modality=strive
        全年接待游客突破2000万人次、旅游综合收入超150亿元 => indicator=游客 comparator=gt value=2000 unit=万人次 value_normalised=20000000 unit_normalised=人次 direction=reach basis=level
        确保万元GDP能耗下降3.5% => indicator=万元GDP能耗 value=3.5 unit=% direction=decrease basis=yoy polarity=lower_better modality=ensure
        建成投用三甲医院1所 => indicator=三甲医院 value=1 unit=所 nature=output
        政府性债务率控制在100%以内 => indicator=政府性债务率 comparator=le value=100 unit=% direction=maintain basis=level polarity=lower_better
        一般公共预算收入达到55亿元、增长8% => indicator=一般公共预算收入 value=55 unit=亿元 value_normalised=5500000000 unit_normalised=元 direction=reach basis=level
        “一网通办”率达100% => indicator=“一网通办”率 comparator=all value=100 unit=% direction=reach basis=level
        企业开办时间压缩至0.5个工作日 => indicator=企业开办时间 comparator=le value=0.5 unit=个工作日 direction=decrease basis=level polarity=lower_better
        新增2家上市公司 => indicator=上市公司 value=2 unit=家 direction=increase
        力争有3至5家企业上市 => indicator=企业 comparator=range value=[3,5] unit=家 modality=strive nature=output
        培育国家级“小巨人”企业5—8家 => indicator=国家级“小巨人”企业 comparator=range value=[5,8] unit=家 direction=increase
        推动3家企业在主板上市 => indicator=企业 value=3 unit=家 nature=output
        固定资产投资增速高于全省平均2个百分点以上 => indicator=固定资产投资增速 comparator=ge value=2 unit=个百分点 basis=yoy reference=全省平均
        ",
    );
}

#[test]
fn end_states_and_deadlines() {
    target(
        "
        城乡居民收入增速快于经济增长 => kind=qualitative indicator=城乡居民收入增速 comparator=gt reference=经济增长
        单位生产总值能耗完成省下达任务 => kind=qualitative indicator=单位生产总值能耗 polarity=lower_better reference=省下达任务
        确保6月底前主体完工 => kind=qualitative deadline=2021-06-30 modality=ensure nature=output
        争取年底前建成投用 => kind=qualitative deadline=2021-12-31 modality=seek nature=output
        力争明年9月开学 => kind=qualitative deadline=2022-09 modality=strive nature=output
        2021年年底全线贯通 => kind=qualitative deadline=2021-12-31 nature=output
        确保脱贫人口零返贫 => kind=qualitative indicator=脱贫人口零返贫 modality=ensure
        打造千亿级新能源产业集群 => kind=qualitative indicator=千亿级新能源产业集群
        两年内实现自然村通硬化路 => kind=qualitative indicator=自然村通硬化路
        工业投资增速保持全省前列 => kind=qualitative indicator=工业投资增速
        确保不发生重大及以上安全事故 => kind=qualitative indicator=重大及以上安全事故 polarity=lower_better modality=ensure
        ",
    );
}
