//! One row of the text: its pieces, each within the marks of the spans over it.

use std::rc::Rc;

use reportmark_core::{
    layout::{Cover, Piece, Pieces},
    model::SpanId,
    scheme::Scheme,
    text::{Text, TextRange},
};
use yew::{Html, Properties, classes, component, html};

use crate::{
    app::Language,
    view::{Shared, looks},
};

#[derive(Properties)]
pub(super) struct Props {
    /// Where it is, without a line terminator.
    pub(super) content: TextRange,
    /// Whether it is a part of a paragraph that goes on in the next row.
    pub(super) goes_on: bool,
    pub(super) text: Shared<Text>,
    pub(super) pieces: Rc<Pieces>,
    /// The selected span, if it is in this row.
    pub(super) selected: Option<SpanId>,
    pub(super) scheme: Shared<Scheme>,
    pub(super) language: Language,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.pieces, &other.pieces)
            && self.content == other.content
            && self.text == other.text
            && self.selected == other.selected
            && self.scheme == other.scheme
            && self.language == other.language
    }
}

/// A row. `data-at` and `data-end` are what [`dom_offsets`](crate::browser::dom_offsets) reads.
#[component]
pub(super) fn Row(props: &Props) -> Html {
    let pieces = &props.pieces;
    html! {
        <p class={classes!(format!("lanes-{}", pieces.lanes), props.goes_on.then_some("goes-on"))}
            data-at={props.content.start().bytes().to_string()} data-end={props.content.end().bytes().to_string()}>
            if pieces.pieces.is_empty() {
                <br />
            } else {
                { for pieces.pieces.iter().map(|piece| draw(piece, props)) }
            }
            if pieces.hidden > 0 {
                <small class="hidden-spans" data-more={pieces.hidden.to_string()}
                    title={format!("{}{}", props.language.words().more_hidden, pieces.hidden)}></small>
            }
        </p>
    }
}

fn draw(piece: &Piece, props: &Props) -> Html {
    let text = props.text.slice(piece.range).to_owned();
    let start = piece.range.start().bytes();
    // From the innermost outwards. That one holds the text itself.
    let mut covers = piece.covers.iter().rev();
    let inner = match covers.next() {
        Some(cover) => mark(cover, html! { text }, start, Some(start), props),
        None => html! { <span key={start} data-at={start.to_string()}>{ text }</span> },
    };
    covers.fold(inner, |inner, cover| mark(cover, inner, start, None, props))
}

fn mark(cover: &Cover, inner: Html, key: usize, at: Option<usize>, props: &Props) -> Html {
    let span = &cover.span;
    // Not yew's set of classes: this is made for each span at each key.
    let mut class = format!(
        "span {} lane-{}",
        looks::class(&props.scheme, &span.label),
        cover.lane
    );
    let is_selected = props.selected.as_ref() == Some(&span.id);
    for (is, name) in [
        (cover.starts, " starts"),
        (cover.ends, " ends"),
        (is_selected, " selected"),
    ] {
        class.push_str(if is { name } else { "" });
    }
    class.push(' ');
    class.push_str(looks::status_class(span.status));
    let short = cover.starts.then(|| looks::mark(&props.scheme, span));
    html! {
        <mark {key} {class} data-at={at.map(|at| at.to_string())} data-testid="span" data-span-id={span.id.as_str().to_owned()}
            data-label={span.label.as_str().to_owned()} data-mark={short}>{ inner }</mark>
    }
}
