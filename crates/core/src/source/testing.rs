//! What the tests of this module share: a decoder, an encoder and texts to put through them.

use super::{Encoding, LegacyDecoder};

/// Prose in simplified characters, in the manner of a report.
pub(super) const SIMPLIFIED: [&str; 4] = [
    "　　二、主要指标。力争到年末，全县经济总量迈上320亿元台阶，工业用电量增加7.5%，新入库项目\
     60个以上，财政税收占比升到71%。新安排就业岗位2.3万个，城乡收入差距缩小0.1个点。\r\n　　\
     三、分工安排。推行“一项目一专班”，印发《政务大厅提速办法》，上半年开工厂房35栋、\
     交付20栋。（责任单位：县发展改革局、县财政局，各镇人民政府）\r\n",
    "加快推进旧街巷整修，再添停车泊位一千二百个，修好通村道路四十公里。",
    "守住不返贫的底线，把低收入农户逐户走访一遍，确保谷物种植不少于六十万亩，\
     整理连片农田五万亩；管住烟尘、污水与垃圾，让细颗粒物的年均值再降一成。\n",
    "教育：增设幼儿园座位3000个；卫生：每千人配医师3.2名；养老：再建社区\
     助餐点12处。以上各项由县教育局、县卫生健康局、县民政局分别牵头落实，10月底前完成。",
];

/// The same manner in traditional characters.
pub(super) const TRADITIONAL: [&str; 3] = [
    "　　一、本年度施政重點：全面推動老舊社區更新，新建停車位一千二百個，完成農村道路改善四十公里。\r\n　　\
     二、財政收支：歲入預算較上年度成長4%，教育及社會福利支出占總預算之比例不低於45%。\
     （主辦單位：財政局、教育局；協辦單位：各鄉鎮公所）\r\n",
    "持續加強河川整治與防洪工程，預定於十月底前完成全部施工，並由水利單位負責驗收。",
    "為落實「健康城市」計畫，本府將增設社區照護據點三十處，補助長者接種疫苗，提升醫療服務品質。\n",
];

/// A decoder for both legacy encodings.
pub(super) struct Legacy;

impl LegacyDecoder for Legacy {
    fn decode(&self, encoding: Encoding, bytes: &[u8]) -> Option<String> {
        assert!(matches!(encoding, Encoding::Gb18030 | Encoding::Big5));
        let (text, _) = of_encoding(encoding).decode_without_bom_handling(bytes);
        Some(text.into_owned())
    }
}

/// A decoder that knows nothing.
pub(super) struct NoLegacy;

impl LegacyDecoder for NoLegacy {
    fn decode(&self, _: Encoding, _: &[u8]) -> Option<String> {
        None
    }
}

/// The encoding of the reference implementation.
pub(super) fn of_encoding(encoding: Encoding) -> &'static encoding_rs::Encoding {
    match encoding {
        Encoding::Utf8 => encoding_rs::UTF_8,
        Encoding::Utf16Le => encoding_rs::UTF_16LE,
        Encoding::Utf16Be => encoding_rs::UTF_16BE,
        Encoding::Gb18030 => encoding_rs::GB18030,
        Encoding::Big5 => encoding_rs::BIG5,
    }
}

/// The bytes of a text, without a byte-order mark. Panics where the encoding lacks a character.
pub(super) fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Encoding::Gb18030 | Encoding::Big5 => {
            let (bytes, _, lossy) = of_encoding(encoding).encode(text);
            assert!(!lossy, "{encoding} cannot write {text:?}");
            bytes.into_owned()
        }
    }
}

/// The bytes of a text after the byte-order mark of the encoding.
pub(super) fn encode_marked(text: &str, encoding: Encoding) -> Vec<u8> {
    let mut bytes = encoding.mark().to_vec();
    bytes.extend(encode(text, encoding));
    bytes
}
