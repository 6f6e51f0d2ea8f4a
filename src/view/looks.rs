//! How a label looks and what it is called.

use reportmark_core::{
    model::{Certainty, Span, SpanStatus},
    scheme::{LOOKS, Label, LabelId, Scheme},
};
use web_sys::MouseEvent;
use yew::{Callback, Html, classes, html};

use crate::app::Language;

/// The name of a label; its id where the scheme does not know it.
pub(super) fn name<'a>(scheme: &'a Scheme, id: &'a LabelId, language: Language) -> &'a str {
    scheme
        .label(id)
        .map_or(id.as_str(), |label| label_name(label, language))
}

/// The name of a label.
pub(super) fn label_name(label: &Label, language: Language) -> &str {
    language.pick(&label.name.zh, &label.name.en)
}

/// The class that gives a label its colour and its line.
pub(super) fn class(scheme: &Scheme, id: &LabelId) -> String {
    let look = scheme.label(id).map_or(0, |label| label.look);
    // A foreign scheme may count further than the style sheet does.
    let look = if look > LOOKS { 0 } else { look };
    format!("look-{look}")
}

/// A button with the look of a label, pressed or not.
pub(super) fn label_button(
    scheme: &Scheme,
    label: &Label,
    language: Language,
    pressed: bool,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <button key={label.id.as_str()} type="button" aria-pressed={pressed.to_string()} data-label={label.id.as_str().to_owned()}
            class={classes!("label-button", class(scheme, &label.id))} {onclick}>{ label_name(label, language) }</button>
    }
}

/// The short mark that is set before a span in the text.
pub(super) fn mark(scheme: &Scheme, span: &Span) -> String {
    let mut mark = scheme
        .label(&span.label)
        .map_or_else(String::new, |label| label.mark.clone());
    if span.certainty == Certainty::Unsure {
        mark.push('?');
    }
    if !span.note.is_empty() {
        mark.push('✎');
    }
    mark
}

/// The class of a span's status.
pub(super) const fn status_class(status: SpanStatus) -> &'static str {
    match status {
        SpanStatus::Accepted => "accepted",
        SpanStatus::Suggested => "suggested",
        SpanStatus::Rejected => "rejected",
    }
}
