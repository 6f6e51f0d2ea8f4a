//! What the guideline says of what is at hand, and the way to what belongs to it.

use reportmark_core::scheme::Terms;
use yew::{Html, html};

use super::{Props, closing};
use crate::{
    app::{
        Action, Dialog,
        guide::{self, Entry},
    },
    view::{modal::Frame, send},
};

/// Topics that belong to no label.
const GENERAL: [&str; 9] = [
    "boundaries",
    "block",
    "scope",
    "tense",
    "zone",
    "read",
    "fields",
    "relation.contributes_to",
    "relation.result_of",
];

pub(super) fn guide(props: &Props<'_>, topic: &str) -> (Frame, Html) {
    let words = props.language.detail_words();
    let entry = guide::entry(topic, props.language);
    let entry = entry.or_else(|| guide::entry("boundaries", props.language));
    let page = props
        .language
        .pick("guideline/zh.html", "guideline/en.html");
    let body = html! {
        <div class="guide" data-testid="guide">
            if let Some(entry) = entry { { shown(&entry) } }
            <h3>{ words.guide_more }</h3>
            <ul class="chips">{ for related(props, topic).iter().map(|other| way(props, other, topic)) }</ul>
            <p><a href={page} target="_blank" rel="noopener">{ words.guide_whole }</a></p>
        </div>
    };
    let frame = Frame {
        title: words.guide,
        wide: true,
        close: closing(props),
    };
    (frame, body)
}

fn shown(entry: &Entry) -> Html {
    html! {
        <>
            <h3 class="topic">{ entry.title }</h3>
            { for entry.text.iter().map(|text| html! { <p>{ *text }</p> }) }
            <dl class="examples">
                { for entry.examples.iter().map(|example| html! {
                    <div><dt lang="zh-CN">{ example.text }</dt><dd>{ example.means }</dd></div>
                }) }
            </dl>
        </>
    }
}

/// The topic of an attribute: its id, with the label before it where both are needed.
pub(in crate::view) fn of_attribute(label: &str, attribute: &str) -> String {
    let own = format!("{label}.{attribute}");
    let is_own = guide::entry(&own, crate::app::Language::English).is_some();
    if is_own { own } else { attribute.into() }
}

/// The labels; the attributes and slots of the label at hand; what is of no label.
fn related(props: &Props<'_>, topic: &str) -> Vec<String> {
    let labels = props.scheme.labels.iter();
    let mut topics: Vec<String> = labels.map(|label| label.id.as_str().into()).collect();
    let selected = props.state.selected_span();
    let label = selected.map_or(topic, |span| span.label.as_str());
    let terms = Terms::clone(&props.state.terms());
    let is_own = |labels: &[reportmark_core::scheme::LabelId]| {
        labels.iter().any(|own| own.as_str() == label)
    };
    let attributes = terms.attributes.iter().filter(|own| is_own(&own.labels));
    topics.extend(attributes.map(|own| of_attribute(label, &own.id)));
    let slots = terms.slots.iter().filter(|own| is_own(&own.labels));
    topics.extend(slots.map(|own| format!("slot.{}", own.id)));
    topics.extend(GENERAL.map(String::from));
    topics
}

fn way(props: &Props<'_>, topic: &str, here: &str) -> Html {
    let Some(entry) = guide::entry(topic, props.language) else {
        return Html::default();
    };
    let to = topic.to_owned();
    let go = send(props.dispatch, move || {
        Action::Ask(Dialog::Guide(to.as_str().into()))
    });
    html! {
        <li key={topic.to_owned()}>
            <button type="button" class="quiet small choice" aria-pressed={(topic == here).to_string()} onclick={go}>{ entry.title }</button>
        </li>
    }
}
