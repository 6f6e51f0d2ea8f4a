//! Random texts, and stretches of them.

use proptest::{collection, prelude::*, sample::select};
use reportmark_core::text::{Offset, Text, TextRange};

/// What texts are put together from: every width in UTF-8 and UTF-16, every newline, clusters of
/// many code points, and characters that nobody sees.
const FRAGMENTS: &[&str] = &[
    "目标",
    "增长7.5%",
    "，",
    "。",
    "（责任单位：",
    "）",
    "a",
    "é",
    "e\u{301}\u{302}\u{303}",
    "😀",
    "👨‍👩‍👧",
    "🇨🇳",
    "𠀀",
    "𠮷\u{e0100}",
    "\u{e000}",
    "\r\n",
    "\n",
    "\r",
    "\u{2028}",
    "\u{85}",
    "\u{3000}",
    "\u{200b}",
    "\u{202e}",
    "\u{feff}",
    "\u{fffd}",
    "\0",
    "<hr/>",
    "</script>",
];

/// A text, now and then an empty or a long one.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let fragments = || collection::vec(select(FRAGMENTS), 0..24).prop_map(|parts| parts.concat());
    prop_oneof![
        12 => fragments(),
        1 => (fragments(), 1..40_usize).prop_map(|(part, times)| part.repeat(times)),
        2 => any::<String>(),
    ]
}

/// Two numbers that pick a stretch of whatever text they are applied to.
pub(crate) type Pick = (u16, u16);

/// A stretch, possibly empty.
pub(crate) fn stretch(text: &Text, (a, b): Pick) -> TextRange {
    let at = |n: u16| text.from_code_points(usize::from(n) % (text.code_points() + 1));
    TextRange::between(at(a).unwrap(), at(b).unwrap())
}

/// A stretch with a character in it; none in an empty text.
pub(crate) fn filled(text: &Text, (a, b): Pick) -> Option<TextRange> {
    let last = text.code_points().checked_sub(1)?;
    let start = usize::from(a) % (last + 1);
    let len = usize::from(b) % (last - start + 1) + 1;
    let at = |n| text.from_code_points(n).unwrap();
    Some(TextRange::between(at(start), at(start + len)))
}

/// A stretch that no text has: past the end.
pub(crate) fn outside(text: &Text) -> TextRange {
    TextRange::between(Offset::ZERO, Offset::from_bytes(text.end().bytes() + 1))
}
