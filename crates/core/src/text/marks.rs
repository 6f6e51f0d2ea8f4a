//! The characters that bound stretches of a report, in both widths.

/// Kinds of paired marks that others need to know. Both widths of a mark are one kind, since
/// reports mix them in one pair.
pub(crate) const ROUND: usize = 0;
/// `《》`, the marks of titles.
pub(crate) const TITLE: usize = 2;
/// `【】` and `〔〕`, which a remark may stand in as well.
pub(crate) const THICK: usize = 8;
pub(crate) const SHELL: usize = 9;
pub(crate) const SQUARE: usize = 10;
const STRAIGHT: usize = usize::MAX;

/// What a paired mark does. A straight quotation mark does either.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Opens,
    Closes,
    Either,
}

/// The kind and side of a paired mark.
pub(crate) fn paired(c: char) -> Option<(usize, Side)> {
    if is_han(c) {
        return None;
    }
    let own = match c {
        '(' | '（' => (ROUND, Side::Opens),
        ')' | '）' => (ROUND, Side::Closes),
        '《' => (TITLE, Side::Opens),
        '》' => (TITLE, Side::Closes),
        '〈' => (3, Side::Opens),
        '〉' => (3, Side::Closes),
        '“' => (4, Side::Opens),
        '”' => (4, Side::Closes),
        '‘' => (5, Side::Opens),
        '’' => (5, Side::Closes),
        '「' => (6, Side::Opens),
        '」' => (6, Side::Closes),
        '『' => (7, Side::Opens),
        '』' => (7, Side::Closes),
        '【' => (THICK, Side::Opens),
        '】' => (THICK, Side::Closes),
        '〔' => (SHELL, Side::Opens),
        '〕' => (SHELL, Side::Closes),
        '[' | '［' => (SQUARE, Side::Opens),
        ']' | '］' => (SQUARE, Side::Closes),
        '{' => (12, Side::Opens),
        '}' => (12, Side::Closes),
        '"' | '＂' => (STRAIGHT, Side::Either),
        _ => return None,
    };
    Some(own)
}

/// Where the round marks of a text are, and whether each opens. They are told by their bytes: of what is
/// between them no character is read.
pub(crate) fn rounds(text: &str) -> impl DoubleEndedIterator<Item = (usize, bool)> {
    let bytes = text.as_bytes();
    bytes
        .iter()
        .enumerate()
        .filter_map(|(at, &byte)| match byte {
            b'(' => Some((at, true)),
            b')' => Some((at, false)),
            // U+FF08 and U+FF09 are EF BC 88 and EF BC 89.
            0x88 | 0x89 if bytes.get(at.checked_sub(2)?..at) == Some(&[0xef, 0xbc]) => {
                Some((at - 2, byte == 0x88))
            }
            _ => None,
        })
}

/// Whether a character is a common Chinese one, and so no mark of any kind: most of a report.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Outer punctuation that a span never starts or ends with (guideline §0, B1).
pub(crate) fn is_outer(c: char) -> bool {
    matches!(
        c,
        '，' | '。' | '；' | '：' | '、' | ',' | ';' | ':' | '､' | '｡'
    )
}

/// White space as Unicode has it, and the invisible characters that scraped pages carry.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// A digit of either width.
pub(crate) fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// What ends a sentence. A half-width full stop does not: it stands in numbers and names.
pub(crate) fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '；' | '！' | '？' | ';' | '!' | '?' | '｡')
}

/// Whether `c`, between `before` and `after`, ends a comma-clause (guideline B1). Commas of
/// `1,234`, colons of `8:30` and of addresses do not.
pub(crate) fn ends_clause(before: &str, c: char, after: &str) -> bool {
    match c {
        ',' | '，' => !(before.ends_with(is_digit) && leading_digits(after) == 3),
        ':' | '：' => {
            let in_number = before.ends_with(is_digit) && after.starts_with(is_digit);
            !in_number && !after.starts_with("//")
        }
        c => ends_sentence(c),
    }
}

/// How many digits a text begins with; four stands for all above three.
fn leading_digits(text: &str) -> usize {
    text.chars().take(4).take_while(|&c| is_digit(c)).count()
}
