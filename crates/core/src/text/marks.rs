//! The characters that bound stretches of a report, in both widths.

/// Paired marks: each opening one with the closing one behind it.
const PAIRED: &str = "()（）《》〈〉“”‘’「」『』【】〔〕[]［］{}";

/// Kinds of paired marks that others need to know. Both widths of a mark are one kind, since
/// reports mix them in one pair.
pub(super) const ROUND: usize = 0;
const SQUARE: usize = 10;
const STRAIGHT: usize = usize::MAX;

/// What a paired mark does. A straight quotation mark does either.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Opens,
    Closes,
    Either,
}

/// The kind and side of a paired mark.
pub(super) fn paired(c: char) -> Option<(usize, Side)> {
    if is_han(c) {
        return None;
    }
    if matches!(c, '"' | '＂') {
        return Some((STRAIGHT, Side::Either));
    }
    let place = PAIRED.chars().position(|mark| mark == c)?;
    let side = if place % 2 == 0 {
        Side::Opens
    } else {
        Side::Closes
    };
    let kind = match place / 2 {
        1 => ROUND,
        11 => SQUARE,
        kind => kind,
    };
    Some((kind, side))
}

/// Whether a character is a common Chinese one, and so no mark of any kind: most of a report.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Outer punctuation that a span never starts or ends with (guideline §0, B1).
pub(super) fn is_outer(c: char) -> bool {
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
