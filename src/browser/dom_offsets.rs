//! Positions in the text ↔ positions in the DOM. The only place where UTF-16 units are met.
//!
//! The reader draws every stretch of text in an element with `data-at`, the byte at which it
//! starts, around exactly one text node; every row has `data-at` and `data-end` as well. Only rows
//! near the view are drawn. What else is in the reader (marks made by the style sheet) has no text
//! in the DOM.

use reportmark_core::text::{Offset, Text, TextRange, cluster_start};
use wasm_bindgen::JsCast as _;
use web_sys::{DomRect, Element, Node, Range, Selection};

use super::segmenter::Segmenter;

/// Where a pointer is in the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Point {
    /// The boundary between two characters that is nearest to it.
    pub boundary: Offset,
    /// The start of the character that it is on.
    pub under: Offset,
}

fn number(element: &Element, attribute: &str) -> Option<Offset> {
    let bytes: usize = element.get_attribute(attribute)?.parse().ok()?;
    Some(Offset::from_bytes(bytes))
}

/// The position of a point of the DOM, if it is in the reader. A point inside a surrogate pair
/// gives the position before it.
#[must_use]
pub fn to_offset(text: &Text, node: &Node, units: u32) -> Option<Offset> {
    if node.node_type() == Node::TEXT_NODE {
        let holder = node.parent_element()?.closest("[data-at]").ok()??;
        let start = number(&holder, "data-at")?;
        let wanted = text.to_utf16(start) + usize::try_from(units).ok()?;
        return text
            .from_utf16(wanted)
            .or_else(|| text.from_utf16(wanted.checked_sub(1)?));
    }
    // Between children: where the child behind the point starts, else where this one ends.
    let element: &Element = node.dyn_ref()?;
    let child = element.child_nodes().get(units);
    if let Some(child) = child.as_ref().and_then(|child| child.dyn_ref::<Element>()) {
        let first = if child.has_attribute("data-at") {
            Some(child.clone())
        } else {
            child.query_selector("[data-at]").ok().flatten()
        };
        if let Some(first) = first {
            return number(&first, "data-at");
        }
    }
    let paragraph = element.closest("[data-end]").ok().flatten();
    let paragraph = match paragraph {
        Some(paragraph) => paragraph,
        None => {
            let all = element.query_selector_all("[data-end]").ok()?;
            let last = all.length().checked_sub(1).and_then(|last| all.get(last));
            match last {
                // The reader itself, behind its last paragraph.
                Some(last) => last.dyn_into().ok()?,
                // What is drawn over the text, which is behind all of it.
                None => return Some(text.end()),
            }
        }
    };
    if units == 0 {
        number(&paragraph, "data-at")
    } else {
        number(&paragraph, "data-end")
    }
}

/// The row that is drawn with a position: the last one that starts at or before it.
fn row(at: Offset) -> Option<Element> {
    let rows = super::page::document()?
        .query_selector_all(".text-rows > [data-end]")
        .ok()?;
    let row = |nth: u32| -> Option<Element> { rows.get(nth)?.dyn_into().ok() };
    let (mut low, mut high) = (0, rows.length());
    while low < high {
        let middle = u32::midpoint(low, high);
        if number(&row(middle)?, "data-at")? <= at {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    row(low.checked_sub(1)?)
}

/// The point of the DOM at a position, if its row is drawn; a position behind the last row that is
/// drawn gives the end of that.
#[must_use]
pub fn to_point(text: &Text, at: Offset) -> Option<(Node, u32)> {
    let row = row(at)?;
    let pieces = row.query_selector_all("[data-at]").ok()?;
    let mut holder: Option<Element> = None;
    for nth in 0..pieces.length() {
        let piece: Element = pieces.get(nth)?.dyn_into().ok()?;
        if number(&piece, "data-at")? > at {
            break;
        }
        holder = Some(piece);
    }
    let Some(holder) = holder else {
        return Some((row.into(), 0));
    };
    let start = number(&holder, "data-at")?;
    let node = holder.first_child()?;
    let length = node
        .text_content()
        .map_or(0, |content| content.encode_utf16().count());
    let units = (text.to_utf16(at) - text.to_utf16(start)).min(length);
    Some((node, u32::try_from(units).ok()?))
}

/// The browser's selection in positions of the text: where it began, and where it ends. None when
/// it is not in the reader.
#[must_use]
pub fn selected(text: &Text, reader: &Element) -> Option<(Offset, Offset)> {
    let selection = selection()?;
    let (anchor, focus) = (selection.anchor_node()?, selection.focus_node()?);
    if !reader.contains(Some(&anchor)) || !reader.contains(Some(&focus)) {
        return None;
    }
    Some((
        to_offset(text, &anchor, selection.anchor_offset())?,
        to_offset(text, &focus, selection.focus_offset())?,
    ))
}

/// The browser's selection where it reaches beyond the reader, drawn in to what of the text is in
/// it: “select all” and touch handles do not care for panes.
#[must_use]
pub fn selected_within(text: &Text, reader: &Element) -> Option<(Offset, Offset)> {
    let selection = selection()?;
    let end = |node: &Node, units: u32| {
        if reader.contains(Some(node)) {
            return to_offset(text, node, units);
        }
        let place = reader.compare_document_position(node);
        let before = if place & Node::DOCUMENT_POSITION_CONTAINS == 0 {
            place & Node::DOCUMENT_POSITION_PRECEDING != 0
        } else {
            units == 0
        };
        Some(if before { Offset::ZERO } else { text.end() })
    };
    Some((
        end(&selection.anchor_node()?, selection.anchor_offset())?,
        end(&selection.focus_node()?, selection.focus_offset())?,
    ))
}

/// Where in the text a pixel of the viewport is. Outside of what is in view, or beside the text, it
/// counts as at the nearest edge.
#[must_use]
pub fn at_point(text: &Text, reader: &Element, at: (i32, i32)) -> Option<Point> {
    let frame = reader.get_bounding_client_rect();
    let within = |value: i32, low: f64, high: f64| f64::from(value).min(high - 2.0).max(low + 2.0);
    let rows = reader.query_selector(".text-rows").ok()??;
    let rows = rows.get_bounding_client_rect();
    let (x, y) = (
        within(at.0, rows.left(), rows.right()),
        within(
            at.1,
            frame.top().max(rows.top()),
            frame.bottom().min(rows.bottom()),
        ),
    );
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a screen")]
    let caret = super::page::document()?.caret_position_from_point(x as f32, y as f32)?;
    let node = caret.offset_node()?;
    if !reader.contains(Some(&node)) {
        return None;
    }
    let boundary = to_offset(text, &node, caret.offset())?;
    // The boundary is behind the character when the pointer is on its second half.
    let before = caret
        .offset()
        .checked_sub(1)
        .filter(|_| node.node_type() == Node::TEXT_NODE);
    let is_on = |units: u32| {
        let drawn = super::page::document()?.create_range().ok()?;
        drawn.set_start(&node, units).ok()?;
        drawn.set_end(&node, units + 1).ok()?;
        let rect = drawn.get_bounding_client_rect();
        (rect.left() <= x && x <= rect.right() && rect.top() <= y && y <= rect.bottom())
            .then_some(units)
    };
    let under = before
        .and_then(is_on)
        .and_then(|units| to_offset(text, &node, units));
    Some(Point {
        boundary,
        under: under.unwrap_or(boundary),
    })
}

/// Make a stretch the browser's selection.
pub fn select(text: &Text, anchor: Offset, focus: Offset) {
    if let (Some(selection), Some(from), Some(to)) =
        (selection(), to_point(text, anchor), to_point(text, focus))
    {
        selection
            .set_base_and_extent(&from.0, from.1, &to.0, to.1)
            .ok();
    }
}

/// Take the browser's selection away, if it is in the reader.
pub fn deselect(reader: &Element) {
    if let Some(selection) = selection() {
        let inside = selection
            .anchor_node()
            .is_some_and(|node| reader.contains(Some(&node)));
        if inside {
            selection.remove_all_ranges().ok();
        }
    }
}

/// Bytes behind a position that are asked where they are drawn: more than one character takes that
/// people write.
const BEHIND: usize = 64;

/// Where a position is drawn, in pixels of the viewport: where what is behind it begins, for where a
/// line breaks browsers do not agree of which one the position itself is.
#[must_use]
pub fn caret(text: &Text, at: Offset) -> Option<DomRect> {
    let end = number(&row(at)?, "data-end")?;
    let behind = text.floor(Offset::from_bytes(at.bytes() + BEHIND));
    let behind = range(text, TextRange::between(at, behind.min(end).max(at)))?;
    let drawn = behind.get_client_rects()?;
    (0..drawn.length())
        .filter_map(|nth| drawn.get(nth))
        .find(|rect| rect.width() > 0.0)
        .or_else(|| Some(rects(text, TextRange::empty(at))?.1))
}

/// The column of a position: the pixel of the viewport where it is drawn. A paragraph's first one is
/// at its edge, before the mark of a span that starts there.
#[must_use]
pub fn column(text: &Text, at: Offset) -> Option<f64> {
    let row = row(at)?;
    if number(&row, "data-at")? == at {
        return Some(row.get_bounding_client_rect().left());
    }
    Some(caret(text, at)?.left())
}

fn middle(rect: &DomRect) -> f64 {
    f64::midpoint(rect.top(), rect.bottom())
}

/// The position a line up or down from one, nearest to a column: a pixel of the viewport. All is
/// within a stretch that is drawn; behind its last line comes its end, before its first its start.
///
/// Only the browser knows where lines break, so it is asked where positions are drawn. It could move
/// its own cursor by a line, but Chromium's gets lost where a line begins with a mark of the style
/// sheet's.
#[must_use]
pub fn a_line_from(
    text: &Text,
    from: Offset,
    drawn: TextRange,
    column: f64,
    forward: bool,
) -> Option<Offset> {
    // The first position that a condition holds for, which then holds for all behind it.
    let first = |holds: &dyn Fn(&DomRect) -> bool| {
        let (mut low, mut high) = (drawn.start().bytes(), drawn.end().bytes());
        while low < high {
            let middle = usize::midpoint(low, high);
            let at = text.floor(Offset::from_bytes(middle));
            if caret(text, at).is_some_and(|rect| holds(&rect)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Offset::from_bytes(low)
    };
    let before = |at: Offset| Some(text.floor(Offset::from_bytes(at.bytes().checked_sub(1)?)));

    let here = caret(text, from)?;
    let on_line = if forward {
        first(&|rect| middle(rect) > here.bottom())
    } else {
        let start = first(&|rect| middle(rect) > here.top());
        before(start)
            .filter(|_| start > drawn.start())
            .unwrap_or(start)
    };
    let line = caret(text, on_line)?;
    if (here.top()..here.bottom()).contains(&middle(&line)) {
        return Some(if forward { drawn.end() } else { drawn.start() });
    }
    let right = first(&|rect| {
        middle(rect) > line.bottom() || (middle(rect) > line.top() && rect.left() >= column)
    });
    let is_on_line = |rect: &DomRect| (line.top()..line.bottom()).contains(&middle(rect));
    let nearest = [before(right), Some(right)]
        .into_iter()
        .flatten()
        .filter_map(|at| {
            let rect = caret(text, at).filter(is_on_line)?;
            Some((at, (rect.left() - column).abs()))
        })
        .min_by(|(_, a), (_, b)| a.total_cmp(b));
    // Positions within what users see as a character are drawn somewhere in it.
    let (at, _) = nearest?;
    Some(cluster_start(text, at, &Segmenter::new("grapheme")))
}

/// The browser's selection.
#[must_use]
pub fn selection() -> Option<Selection> {
    web_sys::window()?.get_selection().ok().flatten()
}

/// A stretch as the browser's.
#[must_use]
pub fn range(text: &Text, range: TextRange) -> Option<Range> {
    let (start, end) = (to_point(text, range.start())?, to_point(text, range.end())?);
    let drawn: Range = super::page::document()?.create_range().ok()?;
    drawn.set_start(&start.0, start.1).ok()?;
    drawn.set_end(&end.0, end.1).ok()?;
    Some(drawn)
}

/// Where a stretch is drawn, in pixels of the viewport: its first line and its last one.
#[must_use]
pub fn rects(text: &Text, range: TextRange) -> Option<(DomRect, DomRect)> {
    let drawn = self::range(text, range)?;
    let rects = drawn.get_client_rects()?;
    let first = rects.get(0);
    let last = rects.get(rects.length().saturating_sub(1));
    match (first, last) {
        (Some(first), Some(last)) => Some((first, last)),
        // An empty paragraph has no rectangle of its own; its element has.
        _ => {
            let node = drawn.start_container().ok()?;
            let rect = node
                .dyn_ref::<Element>()
                .map(Element::get_bounding_client_rect)
                .or_else(|| Some(node.parent_element()?.get_bounding_client_rect()))?;
            Some((rect.clone(), rect))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    /// Draw a text as the reader does, every paragraph cut in two, the second half within a mark.
    fn draw(text: &Text) -> Element {
        let document = super::super::page::document().unwrap();
        let body = document.body().unwrap();
        let reader = document.create_element("div").unwrap();
        let old = body.query_selector("[data-reader]").unwrap();
        old.inspect(|old| old.remove());
        reader.set_attribute("data-reader", "").unwrap();
        reader.set_class_name("text-rows");
        let paragraphs = text.paragraphs();
        for nth in 0..paragraphs.count() {
            let content = paragraphs.content(text.as_str(), nth);
            let drawn = document.create_element("p").unwrap();
            let number = |at: Offset| at.bytes().to_string();
            drawn
                .set_attribute("data-at", &number(content.start()))
                .unwrap();
            drawn
                .set_attribute("data-end", &number(content.end()))
                .unwrap();
            let middle = Offset::from_bytes(usize::midpoint(
                content.start().bytes(),
                content.end().bytes(),
            ));
            let middle = text.floor(middle);
            for (start, end, marked) in [
                (content.start(), middle, false),
                (middle, content.end(), true),
            ] {
                if start == end {
                    continue;
                }
                let piece = document.create_element("span").unwrap();
                piece.set_attribute("data-at", &number(start)).unwrap();
                piece.set_text_content(Some(text.slice(TextRange::between(start, end))));
                if marked {
                    let mark = document.create_element("mark").unwrap();
                    mark.append_child(&piece).unwrap();
                    drawn.append_child(&mark).unwrap();
                } else {
                    drawn.append_child(&piece).unwrap();
                }
            }
            reader.append_child(&drawn).unwrap();
        }
        body.append_child(&reader).unwrap();
        reader
    }

    fn positions(text: &Text) -> impl Iterator<Item = Offset> {
        let ends = text.as_str().char_indices().map(|(at, _)| at);
        let all: Vec<_> = ends.chain([text.end().bytes()]).collect();
        all.into_iter().map(Offset::from_bytes)
    }

    #[wasm_bindgen_test]
    fn every_position_comes_back() {
        let text = Text::new("😀一、𠀀目标e\u{301}\r\n\r\n二。新增3万人\r三".into());
        draw(&text);
        let paragraphs = text.paragraphs();
        for at in positions(&text) {
            // Inside a line terminator nothing is drawn; the point is the end of the paragraph.
            let content = paragraphs.content(text.as_str(), paragraphs.at(at));
            let expected = at.min(content.end());
            let (node, units) = to_point(&text, at).unwrap();
            assert_eq!(to_offset(&text, &node, units), Some(expected), "{at}");
        }
    }

    #[wasm_bindgen_test]
    fn points_between_elements() {
        let text = Text::new("目标\n\n措施".into());
        let reader = draw(&text);
        let at = |bytes| Some(Offset::from_bytes(bytes));
        assert_eq!(to_offset(&text, &reader, 0), at(0));
        assert_eq!(to_offset(&text, &reader, 1), at("目标\n".len()));
        assert_eq!(
            to_offset(&text, &reader, 3),
            Some(text.end()),
            "behind the last paragraph"
        );
        let first = reader.first_element_child().unwrap();
        assert_eq!(to_offset(&text, &first, 0), at(0));
        assert_eq!(
            to_offset(&text, &first, 1),
            at("目".len()),
            "before the mark"
        );
        assert_eq!(
            to_offset(&text, &first, 2),
            at("目标".len()),
            "behind the last piece"
        );
    }

    #[wasm_bindgen_test]
    fn a_point_inside_a_surrogate_pair_is_before_it() {
        let text = Text::new("目😀".into());
        let reader = draw(&text);
        let piece = reader.query_selector("mark span").unwrap().unwrap();
        let node = piece.first_child().unwrap();
        let before = Offset::from_bytes("目".len());
        assert_eq!(to_offset(&text, &node, 1), Some(before));
    }

    #[wasm_bindgen_test]
    fn a_selection_is_set_and_read() {
        let text = Text::new("新增就业\n3万人".into());
        let reader = draw(&text);
        let (anchor, focus) = (
            Offset::from_bytes("新增就业\n3".len()),
            Offset::from_bytes("新".len()),
        );
        select(&text, anchor, focus);
        assert_eq!(
            selected(&text, &reader),
            Some((anchor, focus)),
            "backwards as well"
        );
        deselect(&reader);
        assert_eq!(selected(&text, &reader), None);
    }
}
