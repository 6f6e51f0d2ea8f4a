//! Targets of work reports, plans and task lists.

use super::{expected, target};

#[test]
fn levels_of_a_list_of_expected_targets() {
    expected(
        "
        地区生产总值增长5.5%以上 => indicator=地区生产总值 comparator=ge value=5.5 unit=% direction=increase basis=yoy modality=expected
        居民消费价格涨幅控制在2.5%左右 => indicator=居民消费价格涨幅 comparator=about value=2.5 unit=% direction=maintain basis=yoy polarity=lower_better modality=expected
        城镇登记失业率控制在4.5%以内 => indicator=城镇登记失业率 comparator=le value=4.5 unit=% direction=maintain basis=level polarity=lower_better modality=expected
        城镇新增就业4.8万人 => indicator=城镇新增就业 value=4.8 unit=万人 value_normalised=48000 unit_normalised=人 direction=increase modality=expected
        粮食总产量稳定在20亿斤以上 => indicator=粮食总产量 comparator=ge value=20 unit=亿斤 value_normalised=2000000000 unit_normalised=斤 direction=maintain basis=level modality=expected
        固定资产投资增长８％ => indicator=固定资产投资 value=8 unit=％ unit_normalised=% direction=increase basis=yoy modality=expected
        单位地区生产总值能耗下降3% => indicator=单位地区生产总值能耗 value=3 unit=% direction=decrease basis=yoy polarity=lower_better modality=expected
        居民收入增长与经济增长基本同步 => kind=qualitative indicator=居民收入 comparator=pegged modality=expected reference=经济增长
        城镇、农村居民人均可支配收入与经济增长同步 => kind=qualitative indicator=城镇、农村居民人均可支配收入 indicators=[城镇居民人均可支配收入,农村居民人均可支配收入] comparator=pegged modality=expected reference=经济增长
        进口和出口总额增长6% => indicator=进口和出口总额 indicators=[进口总额,出口总额] value=6 unit=% direction=increase basis=yoy modality=expected
        约束性指标森林覆盖率达到24% => indicator=森林覆盖率 value=24 unit=% direction=reach basis=level modality=binding
        常住人口城镇化率提高1个百分点 => indicator=常住人口城镇化率 value=1 unit=个百分点 direction=increase basis=yoy modality=expected
        常住人口城镇化率提高到65% => indicator=常住人口城镇化率 value=65 unit=% direction=increase basis=level modality=expected
        研发经费投入强度达到2.5% => indicator=研发经费投入强度 value=2.5 unit=% direction=reach basis=level modality=expected
        高新技术产业增加值占规上工业增加值比重达到30% => indicator=高新技术产业增加值占规上工业增加值比重 value=30 unit=% direction=reach basis=share modality=expected
        固定资产投资(不含农户)增长9% => indicator=固定资产投资(不含农户) value=9 unit=% direction=increase basis=yoy modality=expected
        森林覆盖率不低于40% => indicator=森林覆盖率 comparator=ge value=40 unit=% basis=level modality=expected
        细颗粒物平均浓度不高于35微克/立方米 => indicator=细颗粒物平均浓度 comparator=le value=35 unit=微克/立方米 polarity=lower_better modality=expected
        政府债务余额控制在120亿元以内 => indicator=政府债务余额 comparator=le value=120 unit=亿元 value_normalised=12000000000 unit_normalised=元 direction=maintain basis=level polarity=lower_better modality=expected
        地方一般公共预算收入同口径增长百分之五 => indicator=地方一般公共预算收入 value=5 unit=% direction=increase basis=yoy modality=expected
        ",
    );
}

#[test]
fn counts_of_what_comes_into_being() {
    target(
        "
        力争新增规上工业企业20家以上 => indicator=规上工业企业 comparator=ge value=20 unit=家 direction=increase modality=strive
        力争新增规上工业企业12家以上、|限上商贸主体18家以上| => indicator=新增限上商贸主体 comparator=ge value=18 unit=家 direction=increase elided_head=力争新增 modality=strive
        新增企业2万户,其中|规上工业企业95家| => indicator=规上工业企业 value=95 unit=家
        引进投资5亿元以上项目8个 => indicator=投资5亿元以上项目 value=8 unit=个 direction=increase
        力争落地亿元及以上项目100个 => indicator=亿元及以上项目 value=100 unit=个 direction=increase modality=strive
        培育省级及以上专精特新企业45家 => indicator=省级及以上专精特新企业 value=45 unit=家 direction=increase
        招引三十个产业链项目 => indicator=产业链项目 value=30 unit=个 direction=increase
        净增市场主体一百二十家 => indicator=市场主体 value=120 unit=家 direction=increase
        带动就业1.2万余人 => indicator=就业 comparator=about value=1.2 unit=万人 value_normalised=12000 unit_normalised=人 direction=increase
        培育两个百亿元产业集群 => indicator=百亿元产业集群 value=2 unit=个 direction=increase
        新增上市企业1-2家 => indicator=上市企业 comparator=range value=[1,2] unit=家 direction=increase
        新增上市企业1至2家 => indicator=上市企业 comparator=range value=[1,2] unit=家 direction=increase
        实现进出口总额增长3%—5% => indicator=进出口总额 comparator=range value=[3,5] unit=% direction=increase basis=yoy
        引进10余家配套企业 => indicator=配套企业 comparator=about value=10 unit=家 direction=increase
        新增公办学位1,200个 => indicator=公办学位 value=1200 unit=个 direction=increase
        吸引高层次人才不少于500名 => indicator=高层次人才 comparator=ge value=500 unit=名 direction=increase
        确保甲公司等80个重大项目建成投产 => indicator=重大项目 value=80 unit=个 modality=ensure nature=output
        高新技术企业数突破320家 => indicator=高新技术企业数 comparator=gt value=320 unit=家 direction=reach basis=level
        技术合同成交额超过50亿元 => indicator=技术合同成交额 comparator=gt value=50 unit=亿元 value_normalised=5000000000 unit_normalised=元 direction=reach basis=level
        数字经济增加值增长10%左右 => indicator=数字经济增加值 comparator=about value=10 unit=% direction=increase basis=yoy
        完成新增就业近3万人 => indicator=就业 comparator=about value=3 unit=万人 value_normalised=30000 unit_normalised=人 direction=increase
        旅游接待人数达800万人次 => indicator=旅游接待人数 value=800 unit=万人次 value_normalised=8000000 unit_normalised=人次 direction=reach basis=level
        冲刺千亿 => value=1000 unit=亿 value_normalised=100000000000 direction=reach basis=level modality=seek
        争取工业总产值冲刺500亿元 => indicator=工业总产值 value=500 unit=亿元 value_normalised=50000000000 unit_normalised=元 direction=reach basis=level modality=seek
        护理保险覆盖所有参保职工 => kind=qualitative indicator=护理保险 comparator=all nature=output
        实现行政村快递服务全覆盖 => kind=qualitative indicator=行政村快递服务 comparator=all nature=output
        政务服务事项网办率100% => indicator=政务服务事项网办率 comparator=all value=100 unit=% basis=level
        垃圾分类覆盖面达到九成 => indicator=垃圾分类覆盖面 value=9 unit=成 direction=reach basis=level
        ",
    );
}

#[test]
fn digits_of_names_and_places_in_rankings() {
    target(
        "
        引进世界500强企业3家 => indicator=世界500强企业 value=3 unit=家 direction=increase
        建设全国30强开发区 => indicator=开发区 comparator=top_n value=30 basis=rank
        综合实力进入全省前十 => indicator=综合实力 comparator=top_n value=10 basis=rank
        营商环境评价位居全省第3位 => indicator=营商环境评价 comparator=top_n value=3 unit=位 basis=rank
        进出口总额保持全省第二 => indicator=进出口总额 comparator=top_n value=2 direction=maintain basis=rank
        建设5G基站1000座 => indicator=5G基站 value=1000 unit=座 nature=output
        新建901国道复线12公里 => indicator=901国道复线 value=12 unit=公里 nature=output
        新建10千伏线路75公里 => indicator=10千伏线路 value=75 unit=公里 nature=output
        12345热线办结率达到98% => indicator=12345热线办结率 value=98 unit=% direction=reach basis=level
        “456”攻坚行动覆盖率达90% => indicator=“456”攻坚行动覆盖率 value=90 unit=% direction=reach basis=level
        地表水Ⅲ类及以上水质比例达到100% => indicator=地表水Ⅲ类及以上水质比例 comparator=all value=100 unit=% direction=reach basis=share
        新增AX70飞艇订单20架 => indicator=AX70飞艇订单 value=20 unit=架 direction=increase
        H7N9疫苗接种5万剂次 => indicator=H7N9疫苗接种 value=5 unit=万剂次 value_normalised=50000 unit_normalised=剂次
        ",
    );
}

#[test]
fn named_end_states() {
    target(
        "
        争创全国文明城市 => kind=qualitative indicator=全国文明城市 modality=seek
        争创国家食品安全示范城市 => kind=qualitative indicator=国家食品安全示范城市 modality=seek
        打造区域性物流集散地 => kind=qualitative indicator=区域性物流集散地
        形成配套完善的光电子产业集聚区 => kind=qualitative indicator=光电子产业集聚区
        确保新一小秋季顺利开学 => kind=qualitative indicator=新一小 deadline=2021-09 modality=ensure nature=output
        确保绕城高速2022年建成通车 => kind=qualitative indicator=绕城高速 deadline=2022 modality=ensure nature=output
        力争北站枢纽年底前投入使用 => kind=qualitative indicator=北站枢纽 deadline=2021-12-31 modality=strive nature=output
        力争2022年、确保2023年年底前获得园区扩区批复 => kind=qualitative indicator=园区扩区批复 deadline=2023-12-31 deadline_stretch=2022 modality=ensure
        节能减排完成省定目标 => kind=qualitative indicator=节能减排 reference=省定目标
        完成省定目标 => kind=qualitative reference=省定目标
        空气质量优于全省平均水平 => kind=qualitative indicator=空气质量 comparator=gt reference=全省平均水平
        居民收入增速高于全国平均水平 => kind=qualitative indicator=居民收入增速 comparator=gt reference=全国平均水平
        生态环境质量持续改善 => kind=qualitative indicator=生态环境质量
        建设千亿级企业 => kind=qualitative indicator=千亿级企业
        围绕打造|沿江生态示范带| => kind=qualitative indicator=沿江生态示范带
        2023年底前建成省级高新区 => kind=qualitative indicator=省级高新区 deadline=2023-12-31
        工业项目50个工作日开工 => indicator=工业项目 comparator=le value=50 unit=个工作日 nature=output
        企业开办时间压缩至1天 => indicator=企业开办时间 value=1 unit=天 direction=decrease basis=level polarity=lower_better
        一般事项办理时限不超过3个工作日 => indicator=一般事项办理时限 comparator=le value=3 unit=个工作日 direction=reach basis=level polarity=lower_better
        ",
    );
}

#[test]
fn times_and_deadlines() {
    target(
        "
        到2025年,数字经济规模达到1000亿元 => indicator=数字经济规模 value=1000 unit=亿元 value_normalised=100000000000 unit_normalised=元 direction=reach basis=level deadline=2025
        9月底前完成入库项目30个 => indicator=项目 value=30 unit=个 direction=increase deadline=2021-09-30
        1.6月底前|建成桥梁1座| => indicator=桥梁 value=1 unit=座 deadline=2021-06-30 nature=output
        2、9月1日前|建成桥梁1座| => indicator=桥梁 value=1 unit=座 deadline=2021-09-01 nature=output
        4.10月底前,|完成管网改造5公里| => indicator=管网改造 value=5 unit=公里 deadline=2021-10-31 nature=output
        5.2025年12月31日前|建成桥梁1座| => indicator=桥梁 value=1 unit=座 deadline=2025-12-31 nature=output
        12.5月上旬|建成桥梁1座| => indicator=桥梁 value=1 unit=座 deadline=2021-05 nature=output
        6月全市|建成桥梁1座| => indicator=桥梁 value=1 unit=座 deadline=2021-06 nature=output
        6月,全市|建成桥梁1座| => indicator=桥梁 value=1 unit=座 nature=output period=2021-06
        今年底|建成公园1个| => indicator=公园 value=1 unit=个 deadline=2021-12-31 nature=output
        9月1日前|投入使用| => kind=qualitative deadline=2021-09-01 nature=output
        2024年2月底前建成桥梁1座 => indicator=桥梁 value=1 unit=座 deadline=2024-02-29 nature=output
        三季度末前落地项目8个 => indicator=项目 value=8 unit=个 direction=increase deadline=2021-09-30
        到十五五期末,|森林覆盖率达到45%| => indicator=森林覆盖率 value=45 unit=% direction=reach basis=level deadline=2030
        “十四五”期间新增学位600个 => indicator=学位 value=600 unit=个 direction=increase period=2021/2025
        6月30日前新增就业5000人 => indicator=就业 value=5000 unit=人 direction=increase deadline=2021-06-30
        上半年新增规上企业12家 => indicator=规上企业 value=12 unit=家 direction=increase period=2021-H1
        三季度前落地项目8个 => indicator=项目 value=8 unit=个 direction=increase deadline=2021-Q3
        年内引进企业5家 => indicator=企业 value=5 unit=家 direction=increase deadline=2021
        明年6月底前建成标准厂房20万平方米 => indicator=标准厂房 value=20 unit=万平方米 value_normalised=200000 unit_normalised=平方米 deadline=2022-06-30 nature=output
        秋季学期前新增学位600个 => indicator=学位 value=600 unit=个 direction=increase deadline=2021-09
        1-6月,|规上工业增加值增长7%| => indicator=规上工业增加值 value=7 unit=% direction=increase basis=yoy period=2021-01/2021-06
        2021-2023年累计新增学位3万个 => indicator=学位 value=3 unit=万个 value_normalised=30000 unit_normalised=个 direction=increase basis=cumulative period=2021/2023
        ",
    );
}

#[test]
fn levels_ways_and_lists() {
    target(
        "
        PM2.5浓度低于30μg/m³ => indicator=PM2.5浓度 comparator=lt value=30 unit=μg/m³ polarity=lower_better
        出水总氮控制在1.5mg/L以内 => indicator=出水总氮 comparator=le value=1.5 unit=mg/L direction=maintain basis=level
        新增公园绿地3万㎡ => indicator=公园绿地 value=3 unit=万㎡ value_normalised=30000 unit_normalised=㎡ direction=increase
        湿地面积达到25km² => indicator=湿地面积 value=25 unit=km² direction=reach basis=level
        光伏装机达到100MW => indicator=光伏装机 value=100 unit=MW direction=reach basis=level
        年节电量达到200万kW·h => indicator=年节电量 value=200 unit=万kW·h value_normalised=2000000 unit_normalised=kW·h direction=reach basis=level
        PM2.5浓度低于30μg／m³ => indicator=PM2.5浓度 comparator=lt value=30 unit=μg／m³ polarity=lower_better
        高新技术企业从去年的12家增加到20家 => indicator=高新技术企业 value=20 unit=家 direction=increase basis=level baseline=12
        力争实现进出口总额正增长 => kind=qualitative indicator=进出口总额 modality=strive
        规上企业由2020年底的86家增加到120家以上 => indicator=规上企业 comparator=ge value=120 unit=家 direction=increase basis=level baseline=86
        化肥使用量较2020年减少10% => indicator=化肥使用量 value=10 unit=% direction=decrease basis=yoy polarity=lower_better baseline=2020
        实现亩均税收30万元 => indicator=亩均税收 value=30 unit=万元 value_normalised=300000 unit_normalised=元
        人均公园绿地面积达到15平方米 => indicator=人均公园绿地面积 value=15 unit=平方米 direction=reach basis=level
        高频事项从5个减少到1个 => indicator=高频事项 value=1 unit=个 direction=decrease basis=level polarity=lower_better baseline=5
        办件时间由10天压缩至3天 => indicator=办件时间 value=3 unit=天 direction=decrease basis=level polarity=lower_better baseline=10
        贫困发生率由1.2%降至0.5%以下 => indicator=贫困发生率 comparator=le value=0.5 unit=% direction=decrease basis=level polarity=lower_better baseline=1.2
        A、B、C三个园区产值分别增长20%、15%和10% => indicator=A、B、C三个园区产值 value=[20,15,10] unit=% direction=increase basis=yoy
        甲、乙、丙三个园区产值分别增长20%、15%和10% => indicator=甲、乙、丙三个园区产值 value=[20,15,10] unit=% direction=increase basis=yoy
        三个园区产值增长20% => indicator=三个园区产值 value=20 unit=% direction=increase basis=yoy
        一产、二产分别增长4%、8% => indicator=一产、二产 value=[4,8] unit=% direction=increase basis=yoy
        规上工业增加值增长不低于8% => indicator=规上工业增加值 comparator=ge value=8 unit=% direction=increase basis=yoy
        完成造林3.2万亩 => indicator=造林 value=3.2 unit=万亩 value_normalised=32000 unit_normalised=亩 nature=output
        万元生产总值用水量下降12% => indicator=万元生产总值用水量 value=12 unit=% direction=decrease basis=yoy polarity=lower_better
        刑事案件发案率下降5% => indicator=刑事案件发案率 value=5 unit=% direction=decrease basis=yoy polarity=lower_better
        群众满意度保持在95%以上 => indicator=群众满意度 comparator=ge value=95 unit=% direction=maintain basis=level
        计划申报高新技术企业90家,|通过认定70家| => indicator=高新技术企业 value=70 unit=家
        拟引进链主企业3家 => indicator=链主企业 value=3 unit=家 direction=increase modality=plan
        将新增养老床位800张 => indicator=养老床位 value=800 unit=张 direction=increase modality=plan
        生产安全事故起数和死亡人数实现“双下降” => kind=qualitative indicator=生产安全事故起数和死亡人数 polarity=lower_better
        新增高标准农田10万亩以上 => indicator=高标准农田 comparator=ge value=10 unit=万亩 value_normalised=100000 unit_normalised=亩 direction=increase
        外贸进出口增长预期目标为6% => indicator=外贸进出口 value=6 unit=% direction=increase basis=yoy modality=expected
        地区生产总值增长8.3%(|目标7.5%|) => indicator=地区生产总值 value=7.5 unit=% direction=increase basis=yoy
        实现税收收入5亿元 => indicator=税收收入 value=5 unit=亿元 value_normalised=500000000 unit_normalised=元
        服务业增加值增长6% => indicator=服务业增加值 value=6 unit=% direction=increase basis=yoy
        培训人数达到3000人 => indicator=培训人数 value=3000 unit=人 direction=reach basis=level
        建设用地报批3000亩 => indicator=建设用地报批 value=3000 unit=亩
        生产安全事故死亡人数下降10% => indicator=生产安全事故死亡人数 value=10 unit=% direction=decrease basis=yoy polarity=lower_better
        常态化核酸检测能力达到每日2万管 => indicator=常态化核酸检测能力 value=2 unit=万管 value_normalised=20000 unit_normalised=管 direction=reach basis=level
        新增贷款120亿元以上 => indicator=贷款 comparator=ge value=120 unit=亿元 value_normalised=12000000000 unit_normalised=元 direction=increase
        “十四五”末城镇化率达到70% => indicator=城镇化率 value=70 unit=% direction=reach basis=level deadline=2025
        单位GDP二氧化碳排放降低4% => indicator=单位GDP二氧化碳排放 value=4 unit=% direction=decrease basis=yoy polarity=lower_better
        第三产业增加值占比达到50% => indicator=第三产业增加值占比 value=50 unit=% direction=reach basis=share
        一般公共预算收入增长7% => indicator=一般公共预算收入 value=7 unit=% direction=increase basis=yoy
        一批项目落地 => kind=qualitative indicator=一批项目
        三支一扶招募50人 => indicator=三支一扶招募 value=50 unit=人
        ",
    );
}
