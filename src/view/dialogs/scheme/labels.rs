//! The labels of a draft, and what becomes of the spans of those that go.

use reportmark_core::scheme::{LOOKS, Label, LabelId, LabelKind, Scheme, draft::Part};
use web_sys::HtmlSelectElement;
use yew::{Event, Html, TargetCast as _, html};

use super::{Msg, inputs::Inputs};
use crate::view::looks;

/// The value of the choice to remove spans. No label is called so: ids are trimmed.
const REMOVE: &str = " ";

/// A key or a mark: one character.
fn one(typed: &str) -> String {
    typed.chars().take(1).collect()
}

/// The key that was typed.
pub(super) fn hotkey(typed: &str) -> Option<String> {
    (!typed.is_empty()).then(|| one(typed))
}

pub(super) fn labels(inputs: Inputs<'_>, before: &Scheme) -> Html {
    let words = inputs.words();
    let labels = inputs.draft.scheme.labels.iter().enumerate();
    html! {
        <>
            <table class="keys">
                <thead><tr>
                    <th scope="col">{ words.scheme_id }</th><th scope="col">{ words.scheme_zh }</th><th scope="col">{ words.scheme_en }</th>
                    <th scope="col">{ words.scheme_key }</th><th scope="col">{ words.scheme_mark }</th><th scope="col">{ words.scheme_look }</th>
                    <th scope="col">{ words.scheme_kind }</th><th></th>
                </tr></thead>
                <tbody>{ for labels.map(|(nth, label)| row(inputs, nth, label, before)) }</tbody>
            </table>
            { inputs.add(words.add.into(), move |draft| { draft.add(Part::Labels, words.scheme_new); }) }
        </>
    }
}

fn row(inputs: Inputs<'_>, nth: usize, label: &Label, before: &Scheme) -> Html {
    let words = inputs.words();
    let kinds = [
        ("", words.scheme_kind_none),
        ("target", words.scheme_kind_target),
        ("measure", words.scheme_kind_measure),
        ("party", words.scheme_kind_party),
        ("result", words.scheme_kind_result),
    ];
    let kind = match label.kind {
        None => "",
        Some(LabelKind::Target) => "target",
        Some(LabelKind::Measure) => "measure",
        Some(LabelKind::Party) => "party",
        Some(LabelKind::Result) => "result",
    };
    let options = kinds.map(|(id, name)| (id.into(), name.into()));
    let numbered: Vec<_> = (1..=LOOKS)
        .map(|look| (look.to_string(), look.to_string()))
        .collect();
    let [zh, en] = inputs.name(&label.name, move |draft| {
        Some(&mut draft.scheme.labels.get_mut(nth)?.name)
    });
    let key = label.hotkey.clone().unwrap_or_default();
    html! {
        <tr key={nth.to_string()} class={looks::class(&inputs.draft.scheme, &label.id)} data-label={label.id.as_str().to_owned()}>
            <th scope="row">{ inputs.id(Part::Labels, nth, label.id.as_str(), before.label(&label.id).is_some()) }</th>
            <td>{ zh }</td>
            <td>{ en }</td>
            <td>{ inputs.text(words.scheme_key, &key, "short", move |draft, typed| {
                if let Some(label) = draft.scheme.labels.get_mut(nth) {
                    label.hotkey = hotkey(typed);
                }
            }) }</td>
            <td>{ inputs.text(words.scheme_mark, &label.mark, "short", move |draft, typed| {
                if let Some(label) = draft.scheme.labels.get_mut(nth) {
                    label.mark = one(typed);
                }
            }) }</td>
            <td>{ inputs.choice(words.scheme_look, &numbered, &label.look.to_string(), move |draft, typed| {
                if let Some(label) = draft.scheme.labels.get_mut(nth) {
                    label.look = typed.parse().unwrap_or(label.look);
                }
            }) }<span class="swatch" aria-hidden="true"></span></td>
            <td>{ inputs.choice(words.scheme_kind, &options, kind, move |draft, typed| {
                if let Some(label) = draft.scheme.labels.get_mut(nth) {
                    // What labels mean has the names that the guideline gives its labels.
                    label.kind = LabelKind::of(&LabelId::new(typed));
                }
            }) }</td>
            <td>{ inputs.tools(Part::Labels, nth, looks::label_name(label, inputs.language)) }</td>
        </tr>
    }
}

/// The question what becomes of the spans of a label that goes.
pub(super) fn fate(
    inputs: Inputs<'_>,
    label: &Label,
    count: usize,
    chosen: Option<&Option<LabelId>>,
) -> Html {
    let (words, language) = (inputs.words(), inputs.language);
    let id = label.id.clone();
    let picked = inputs.link.batch_callback(move |event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>()?;
        let value = select.value();
        let fate = (value != REMOVE).then(|| LabelId::new(&value));
        Some(Msg::Fate(id.clone(), fate))
    });
    html! {
        <label key={format!("fate-{}", label.id.as_str())} class="fate" data-testid="fate" data-open-fate={chosen.is_none().then_some("")}>
            <span>{ format!("{} {count} {}", looks::label_name(label, language), words.scheme_fate) }</span>
            <select onchange={picked}>
                <option key="" value="" disabled=true selected={chosen.is_none()}>{ words.scheme_fate_choose }</option>
                <option key=" " value={REMOVE} selected={chosen == Some(&None)}>{ words.scheme_fate_remove }</option>
                { for inputs.draft.scheme.labels.iter().map(|other| html! {
                    <option key={other.id.as_str()} value={other.id.as_str().to_owned()} selected={chosen.is_some_and(|chosen| chosen.as_ref() == Some(&other.id))}>
                        { format!("{} {}", words.scheme_fate_to, looks::label_name(other, language)) }</option>
                }) }
            </select>
        </label>
    }
}
