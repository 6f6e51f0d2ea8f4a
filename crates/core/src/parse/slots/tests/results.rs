//! Results of supervision bulletins and reviews.

use super::result;

#[test]
fn levels_ranks_and_states() {
    result(
        "
        实现地区生产总值增长8.3% => indicator=地区生产总值 value=8.3 unit=% direction=increase basis=yoy
        居民消费价格涨幅-0.4% => indicator=居民消费价格涨幅 value=-0.4 unit=% basis=yoy polarity=lower_better
        规上工业增加值32亿元,|同比下降4.5%| => indicator=规上工业增加值 value=4.5 unit=% direction=decrease basis=yoy
        工业投资增长12%,|全省排名第四| => kind=rank indicator=工业投资 comparator=top_n value=4 basis=rank
        增速居全省第二位 => kind=rank indicator=增速 comparator=top_n value=2 unit=位 basis=rank
        引进亿元以上项目46个 => indicator=亿元以上项目 value=46 unit=个 direction=increase
        甲、乙、丙产值分别增长17.1%、25.3%、32.4% => indicator=甲、乙、丙产值 value=[17.1,25.3,32.4] unit=% direction=increase basis=yoy
        从5个减少到1个 => value=1 unit=个 direction=decrease basis=level baseline=5
        受理信访事项410件,已化解290件 => indicator=信访事项 value=290 unit=件 basis=level baseline=410
        控制在目标任务以内 => comparator=le attainment=met reference=目标任务
        大桥主体工程已合龙 => kind=status indicator=大桥主体工程
        环评报告正在编制 => kind=status indicator=环评报告
        二期工程进入设备安装阶段 => kind=status indicator=二期工程
        荣获全省第1名 => kind=event
        获评国家级示范园区 => kind=event
        截至3月底,|累计完成投资1.6亿元| => indicator=投资 value=1.6 unit=亿元 value_normalised=160000000 unit_normalised=元 basis=cumulative as_of=2021-03-31
        一季度,全市|实现税收12亿元| => indicator=税收 value=12 unit=亿元 value_normalised=1200000000 unit_normalised=元 period=2021-Q1
        一季度全市|新增就业2750人| => indicator=就业 value=2750 unit=人 direction=increase period=2021-Q1
        完成总投资的88% => indicator=总投资 value=88 unit=%
        到位资金5.4亿元 => indicator=到位资金 value=5.4 unit=亿元 value_normalised=540000000 unit_normalised=元
        负责人90余人参加 => indicator=负责人 comparator=about value=90 unit=人
        失业率3.18% => indicator=失业率 value=3.18 unit=% basis=level polarity=lower_better
        发放贷款100多亿元 => indicator=贷款 comparator=about value=100 unit=亿元 value_normalised=10000000000 unit_normalised=元
        兑现奖补资金4300万元 => indicator=奖补资金 value=4300 unit=万元 value_normalised=43000000 unit_normalised=元
        新建基站95座 => indicator=基站 value=95 unit=座
        建成省级创新平台6家 => indicator=省级创新平台 value=6 unit=家
        办结率达99.8% => indicator=办结率 value=99.8 unit=% direction=reach basis=level
        上半年完成税收同比增长15.6% => indicator=税收 value=15.6 unit=% direction=increase basis=yoy period=2021-H1
        培训群众5万余人次 => indicator=群众 comparator=about value=5 unit=万人次 value_normalised=50000 unit_normalised=人次
        城镇、农村居民收入分别增长8%、10% => indicator=城镇、农村居民收入 indicators=[城镇居民收入,农村居民收入] value=[8,10] unit=% direction=increase basis=yoy
        三个项目已完成招标 => kind=status indicator=项目 value=3 unit=个
        化解债务30亿元以上 => indicator=债务 comparator=ge value=30 unit=亿元 value_normalised=3000000000 unit_normalised=元
        总投资128.6亿元 => indicator=总投资 value=128.6 unit=亿元 value_normalised=12860000000 unit_normalised=元
        市场主体总量突破10万户 => indicator=市场主体总量 comparator=gt value=10 unit=万户 value_normalised=100000 unit_normalised=户 direction=reach basis=level
        已完成投资8.6亿元,|占年度计划的71.7%| => indicator=投资 value=71.7 unit=% basis=share reference=年度计划
        全市218个村全部脱贫出列 => indicator=村 value=218 unit=个
        获得上级资金2.3亿元 => indicator=上级资金 value=2.3 unit=亿元 value_normalised=230000000 unit_normalised=元
        超额完成全年目标 => reference=全年目标
        税收增速低于目标0.4个百分点 => indicator=税收增速 comparator=lt attainment=behind reference=目标
        消费价格涨幅低于年度目标0.4个百分点 => indicator=消费价格涨幅 comparator=lt polarity=lower_better attainment=met reference=年度目标
        税收增长6.1%,|低于预期目标0.4个百分点| => indicator=税收 comparator=lt attainment=behind reference=预期目标
        税收增长6.1%,|比目标低0.4个百分点| => indicator=税收 comparator=lt attainment=behind reference=目标
        税收增长6.1%,高于目标0.4个百分点 => indicator=税收 value=6.1 unit=% direction=increase basis=yoy attainment=met reference=目标
        截至11月底,完成投资96.5亿元 => indicator=投资 value=96.5 unit=亿元 value_normalised=9650000000 unit_normalised=元 as_of=2021-11-30
        2.截至11月底,|完成投资96.5亿元| => indicator=投资 value=96.5 unit=亿元 value_normalised=9650000000 unit_normalised=元 as_of=2021-11-30
        规上企业由2024年的86家增加到120家 => indicator=规上企业 value=120 unit=家 direction=increase basis=level baseline=86
        化肥使用量较2020年减少10% => indicator=化肥使用量 value=10 unit=% direction=decrease basis=yoy baseline=2020
        噪声与2020年相比下降3dB => indicator=噪声 value=3 unit=dB direction=decrease baseline=2020
        完成全年目标任务的85% => indicator=目标任务 value=85 unit=%
        新增市场主体1.2万户、|总量达8.5万户| => indicator=总量 value=8.5 unit=万户 value_normalised=85000 unit_normalised=户 direction=reach basis=level
        12345热线受理诉求3.2万件 => indicator=12345热线受理诉求 value=3.2 unit=万件 value_normalised=32000 unit_normalised=件
        列全省第5位 => kind=rank comparator=top_n value=5 unit=位 basis=rank
        工业用电量增长11.3%,|高于全省2.1个百分点| => indicator=工业用电量 comparator=gt value=2.1 unit=个百分点 direction=increase basis=yoy reference=全省
        全国百强县排名前移3位 => indicator=全国百强县排名前移 value=3 unit=位
        ",
    );
}

#[test]
fn times_funds_and_awards_in_the_middle() {
    result(
        "
        甲产业一季度累计增长3.9% => indicator=甲产业 value=3.9 unit=% direction=increase basis=yoy period=2021-Q1
        甲工程荣获全省第1名 => kind=event
        通办事项增至360项 => indicator=通办事项 value=360 unit=项 direction=increase basis=level
        地区生产总值增长80.5倍 => indicator=地区生产总值 value=80.5 unit=倍 direction=increase
        完成造林5万亩,|占年度任务4.9万亩的102%| => indicator=造林 value=102 unit=% basis=share reference=年度任务4.9万亩
        低保标准分别提升至720元/月、530元/月 => indicator=低保标准 value=[720,530] unit=元/月 direction=increase basis=level
        城区共建成18个试点小区 => indicator=试点小区 value=18 unit=个
        该产业共有7家规上企业 => indicator=规上企业 value=7 unit=家
        2019年度农田建设项目10个 => indicator=农田建设项目 value=10 unit=个 period=2019
        对现有140家规模企业进行摸底 => indicator=规模企业 value=140 unit=家
        ",
    );
}

#[test]
fn levels_in_other_words() {
    result(
        "
        占GDP比重达到42.5% => indicator=占GDP比重 value=42.5 unit=% direction=reach basis=share
        税收与上年相比增长5% => indicator=税收 value=5 unit=% direction=increase basis=yoy
        前3季度税收增长5% => indicator=税收 value=5 unit=% direction=increase basis=yoy period=2021-01/2021-09
        投资增速从第10位跃升至第6位 => kind=rank indicator=投资增速 comparator=top_n value=6 unit=位 direction=increase basis=rank baseline=10
        比上年提高1.2个百分点 => value=1.2 unit=个百分点 direction=increase basis=yoy
        人均GDP突破8万元 => indicator=人均GDP comparator=gt value=8 unit=万元 value_normalised=80000 unit_normalised=元 direction=reach basis=level
        城镇和农村居民人均可支配收入分别为3.5万元和1.8万元 => indicator=城镇和农村居民人均可支配收入 indicators=[城镇居民人均可支配收入,农村居民人均可支配收入] value=[3.5,1.8] unit=万元 value_normalised=[35000,18000] unit_normalised=元
        分别增长7.1%和9.2% => value=[7.1,9.2] unit=% direction=increase basis=yoy
        全市地区生产总值完成800亿元,|增长6%| => indicator=地区生产总值 value=6 unit=% direction=increase basis=yoy
        完成年度目标的102.3% => indicator=年度目标 value=102.3 unit=%
        新增规上工业企业38家,|完成目标任务的126%| => indicator=目标任务 value=126 unit=%
        空气质量优良天数比率为88.2% => indicator=空气质量优良天数比率 value=88.2 unit=% basis=level
        PM2.5平均浓度下降8.5% => indicator=PM2.5平均浓度 value=8.5 unit=% direction=decrease basis=yoy polarity=lower_better
        贫困人口由12万人减少到0.3万人 => indicator=贫困人口 value=0.3 unit=万人 value_normalised=3000 unit_normalised=人 direction=decrease basis=level baseline=12
        亿元以上项目开工86个,|竣工42个| => indicator=亿元以上项目 value=42 unit=个
        提案办结率100%,|满意率98.5%| => indicator=满意率 value=98.5 unit=% basis=level
        已建成停车位1200个,|在建800个| => indicator=停车位 value=800 unit=个
        投入运营公交车50辆 => indicator=公交车 value=50 unit=辆
        连续三年居全省第一方阵 => kind=event
        下拨补助资金320万元 => indicator=补助资金 value=320 unit=万元 value_normalised=3200000 unit_normalised=元
        已完成总工程量的65% => indicator=总工程量 value=65 unit=%
        清收不良贷款3.2亿元 => indicator=不良贷款 value=3.2 unit=亿元 value_normalised=320000000 unit_normalised=元
        累计发放创业担保贷款1.5亿元,|带动就业3200人| => indicator=就业 value=3200 unit=人 direction=increase
        居民收入与经济增长基本同步 => indicator=居民收入 comparator=pegged reference=经济增长
        ",
    );
}

#[test]
fn the_nearest_time_of_the_sentence_is_the_period() {
    result(
        "
        一季度,全市引进甲类项目3个,|乙类项目5个| => indicator=乙类项目 value=5 unit=个 period=2021-Q1
        一季度新增企业32家、|学校2所| => indicator=学校 value=2 unit=所 period=2021-Q1
        一季度开工3个,上半年竣工项目2个,|开工1个| => indicator=项目 value=1 unit=个 period=2021-H1
        一季度开工3个;|新建项目1个| => indicator=项目 value=1 unit=个
        9月底前完成招标,|新增企业3家| => indicator=企业 value=3 unit=家 direction=increase
        ",
    );
}
