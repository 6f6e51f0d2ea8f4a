//! TEMPORARY until snapping is merged.
pub use super::Clusters as Breaks;
use super::*;
use alloc::vec::Vec;
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grain {
    Character,
    Word,
    Clause,
    Sentence,
    Paragraph,
}
pub fn next(text: &Text, at: Offset, grain: Grain, breaks: &dyn Breaks) -> Offset {
    match grain {
        Grain::Character => next_cluster(text, at, breaks),
        Grain::Paragraph => text
            .paragraphs()
            .with_terminator(text.paragraphs().at(at))
            .end(),
        _ => next_clause(text, at),
    }
}
pub fn previous(text: &Text, at: Offset, grain: Grain, breaks: &dyn Breaks) -> Offset {
    match grain {
        Grain::Character => previous_cluster(text, at, breaks),
        Grain::Paragraph => {
            let p = text.paragraphs();
            let n = p.at(at);
            let s = p.with_terminator(n).start();
            if s == at {
                p.with_terminator(n.saturating_sub(1)).start()
            } else {
                s
            }
        }
        _ => previous_clause(text, at),
    }
}
pub fn clause_at(text: &Text, at: Offset) -> TextRange {
    let e = next_clause(text, at);
    TextRange::between(previous_clause(text, e), e)
}
pub fn sentence_at(text: &Text, at: Offset) -> TextRange {
    clause_at(text, at)
}
pub fn widen(_: &Text, r: TextRange, _: &dyn Breaks) -> TextRange {
    r
}
pub fn narrow(_: &Text, r: TextRange, _: &dyn Breaks) -> TextRange {
    r
}
pub fn start_back(_: &Text, r: TextRange, _: &dyn Breaks) -> TextRange {
    r
}
pub fn start_forward(_: &Text, r: TextRange, _: &dyn Breaks) -> TextRange {
    r
}
pub fn end_back(_: &Text, r: TextRange, _: &dyn Breaks) -> TextRange {
    r
}
pub fn end_forward(_: &Text, r: TextRange, _: &dyn Breaks) -> TextRange {
    r
}
pub fn split_list(_: &Text, r: TextRange) -> Vec<TextRange> {
    let mut v = Vec::new();
    v.push(r);
    v
}
