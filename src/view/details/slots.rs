//! Slots of the selected span: what stands where, and how it is corrected.

use reportmark_core::model::Slot;
use yew::{Html, html};

use super::{Props, say};
use crate::{
    app::{Action, Detail},
    view::send,
};

pub(super) fn slots(props: &Props<'_>) -> Html {
    let words = props.language.detail_words();
    let mut types = props.terms.slots.iter();
    if !types.any(|own| own.labels.contains(&props.span.label)) {
        return Html::default();
    }
    let id = props.span.id.clone();
    let anew = send(props.dispatch, move || say(Detail::ReadAnew(id.clone())));
    html! {
        <section class="detail slots" aria-label={words.slots} data-testid="slots">
            <h3 class="with-tool">{ words.slots }
                <button type="button" class="quiet small" data-testid="read-anew" title={words.slots_anew_why} onclick={anew}>{ words.slots_anew }</button></h3>
            <ul class="chips">
                { for props.span.slots.iter().enumerate().map(|(nth, own)| slot(props, nth, own)) }
            </ul>
            <p class="muted keys-hint">{ words.slots_none }
                { for props.terms.slots.iter().filter(|own| own.labels.contains(&props.span.label)).map(|own| html! {
                    <span key={own.id.to_string()} class="slot-key">
                        if let Some(key) = own.hotkey.as_deref() { <kbd>{ key.to_uppercase() }</kbd> }
                        { props.language.pick(&own.name.zh, &own.name.en).to_owned() }</span>
                }) }
            </p>
        </section>
    }
}

fn slot(props: &Props<'_>, nth: usize, slot: &Slot) -> Html {
    let words = props.language.detail_words();
    let name = props.terms.slot(&slot.name);
    let name = name.map_or(&*slot.name, |own| {
        props.language.pick(&own.name.zh, &own.name.en)
    });
    let quote = props.document.text.slice(slot.range).to_owned();
    let (start, end) = (slot.range.start(), slot.range.end());
    let show = send(props.dispatch, move || Action::Put {
        anchor: start,
        focus: end,
    });
    let id = props.span.id.clone();
    let remove = send(props.dispatch, move || {
        say(Detail::ClearSlot(id.clone(), nth))
    });
    html! {
        <li key={nth} class="chip" data-slot={slot.name.to_string()}>
            <span class="name">{ name.to_owned() }</span>
            <button type="button" class="quiet small" lang="zh-CN" title={words.slot_show} onclick={show}>{ quote }</button>
            <button type="button" class="quiet small remove" aria-label={format!("{} {name}", words.slot_remove)}
                title={words.slot_remove} onclick={remove}>{ "×" }</button>
        </li>
    }
}
