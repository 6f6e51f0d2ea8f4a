//! What stands above and below the list of annotations: filter and order, and edits of many.

use reportmark_core::scheme::Scheme;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlSelectElement;
use yew::{Callback, Event, Html, classes, html};

use super::{
    Dispatch, Shared,
    field::{self, Field},
    looks, send,
};
use crate::{
    app::{
        Action, Language, State,
        keys::Command,
        listing::{Facet, Filter, ListAction, Order},
        words::Words,
    },
    browser::page,
};

/// The filter and the order.
pub(super) fn tools(
    filter: &Filter,
    order: Order,
    scheme: &Shared<Scheme>,
    language: Language,
    dispatch: &Dispatch,
) -> Html {
    let words = language.words();
    // A filter that differs from the one in force by one choice.
    let set = |change: fn(&mut Filter, Option<usize>, &Scheme)| {
        let (filter, scheme) = (filter.clone(), scheme.clone());
        move |nth: usize| {
            let mut filter = filter.clone();
            // The first choice is no choice.
            change(&mut filter, nth.checked_sub(1), &scheme);
            ListAction::Filter(filter)
        }
    };
    let set_label = set(|filter, nth, scheme| {
        let label = nth.and_then(|nth| scheme.labels.get(nth));
        filter.label = label.map(|label| label.id.clone());
    });
    let set_facet = set(|filter, nth, _| {
        filter.facet = nth.and_then(|nth| Facet::ALL.get(nth).copied());
    });
    let set_order = |nth| ListAction::Order(Order::ALL.get(nth).copied().unwrap_or_default());
    let mut labels = vec![words.list_any_label];
    labels.extend(
        scheme
            .labels
            .iter()
            .map(|label| looks::label_name(label, language)),
    );
    let mut facets = vec![words.list_any];
    facets.extend(Facet::ALL.map(|facet| facet_name(facet, words)));
    let orders = Order::ALL.map(|order| order_name(order, words)).to_vec();
    let label = scheme
        .labels
        .iter()
        .position(|label| filter.label.as_ref() == Some(&label.id));
    let facet = Facet::ALL
        .iter()
        .position(|&facet| filter.facet == Some(facet));
    let nth_order = Order::ALL.iter().position(|&other| other == order);
    let chosen = |nth: Option<usize>| nth.map_or(0, |nth| nth + 1);
    let search = {
        let (dispatch, filter) = (dispatch.clone(), filter.clone());
        Callback::from(move |phrase: String| {
            let mut filter = filter.clone();
            filter.phrase = phrase.into();
            dispatch.emit(Action::List(ListAction::Filter(filter)));
        })
    };
    let escape = {
        let search = search.clone();
        Callback::from(move |()| {
            // What stands in the field would be written once more when the focus leaves it.
            field::clear("list-search");
            search.emit(String::new());
            page::focus("#annotation-list");
        })
    };
    html! {
        <div class="list-tools" role="group" aria-label={words.annotations}>
            { choice(("list-label", words.span_label), labels, chosen(label), dispatch, set_label) }
            { choice(("list-facet", words.status), facets, chosen(facet), dispatch, set_facet) }
            { choice(("list-order", words.list_order), orders, nth_order.unwrap_or_default(), dispatch, set_order) }
            <Field id="list-search" name={words.list_search} value={filter.phrase.clone()} chinese=true
                placeholder={words.list_search} on_write={search} on_escape={escape} />
        </div>
    }
}

fn facet_name(facet: Facet, words: &Words) -> &'static str {
    match facet {
        Facet::Accepted => words.list_accepted,
        Facet::Suggested => words.suggested,
        Facet::Rejected => words.rejected,
        Facet::Unsure => words.unsure,
        Facet::Noted => words.has_note,
    }
}

const fn order_name(order: Order, words: &Words) -> &'static str {
    match order {
        Order::Position => words.order_position,
        Order::Created => words.order_created,
        Order::Modified => words.order_modified,
    }
}

/// One of several, by its number: its test id and name, the names of all, the one in force, and
/// what choosing one does.
fn choice(
    (id, name): (&'static str, &'static str),
    options: Vec<&str>,
    chosen: usize,
    dispatch: &Dispatch,
    action: impl Fn(usize) -> ListAction + 'static,
) -> Html {
    let dispatch = dispatch.clone();
    let changed = Callback::from(move |event: Event| {
        let select = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        if let Some(nth) = select.and_then(|select| usize::try_from(select.selected_index()).ok()) {
            dispatch.emit(Action::List(action(nth)));
        }
    });
    html! {
        <select data-testid={id} aria-label={name} onchange={changed}>
            { for options.into_iter().enumerate().map(|(nth, name)| html! {
                <option key={nth} selected={nth == chosen}>{ name.to_owned() }</option>
            }) }
        </select>
    }
}

/// What can be done to all that are picked.
pub(super) fn many(state: &State, dispatch: &Dispatch) -> Html {
    let language = state.language();
    let words = language.words();
    let scheme = &state.project.scheme;
    html! {
        <section class="inspector" data-testid="many" key="many" aria-label={words.picked}>
            <p role="status">{ format!("{} {} {}", words.picked, state.listing.picked(), words.spans) }</p>
            <div class="label-row" role="group" aria-label={words.span_label}>
                { for scheme.labels.iter().map(|label| {
                    let id = label.id.clone();
                    html! {
                        <button key={label.id.as_str()} type="button" data-label={label.id.as_str().to_owned()}
                            class={classes!("label-button", looks::class(scheme, &label.id))}
                            onclick={send(dispatch, move || Action::Label(id.clone()))}>
                            { looks::label_name(label, language) }
                        </button>
                    }
                }) }
            </div>
            <div class="buttons">
                <button type="button" class="danger" data-testid="remove-many"
                    onclick={send(dispatch, || Action::Command(Command::Remove))}>{ words.picked_remove }</button>
                <button type="button" data-testid="pick-one"
                    onclick={send(dispatch, || Action::List(ListAction::PickOne))}>{ words.picked_none }</button>
            </div>
        </section>
    }
}
