//! What stands above and below the list of annotations: filter and order, and edits of many.

use reportmark_core::scheme::Scheme;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlSelectElement;
use yew::{Callback, Event, Html, classes, html};

use super::{Dispatch, field::Field, looks, send};
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
    scheme: &Scheme,
    language: Language,
    dispatch: &Dispatch,
) -> Html {
    let words = language.words();
    let set = |change: &dyn Fn(&mut Filter)| {
        let mut filter = filter.clone();
        change(&mut filter);
        Action::List(ListAction::Filter(filter))
    };
    let ids = scheme.labels.iter().map(|label| Some(label.id.clone()));
    let labels = std::iter::once(None).chain(ids).map(|id| {
        let name = id
            .as_ref()
            .map_or(words.list_any_label, |id| looks::name(scheme, id, language));
        let action = set(&|filter| filter.label.clone_from(&id));
        (name.to_owned(), filter.label == id, action)
    });
    let facets = std::iter::once(None)
        .chain(Facet::ALL.map(Some))
        .map(|facet| {
            let name = facet.map_or(words.list_any, |facet| facet_name(facet, words));
            let action = set(&|filter| filter.facet = facet);
            (name.to_owned(), filter.facet == facet, action)
        });
    let orders = Order::ALL.into_iter().map(|other| {
        let action = Action::List(ListAction::Order(other));
        (order_name(other, words).to_owned(), other == order, action)
    });
    let search = {
        let (dispatch, filter) = (dispatch.clone(), filter.clone());
        Callback::from(move |phrase: String| {
            let mut filter = filter.clone();
            filter.phrase = phrase.into();
            dispatch.emit(Action::List(ListAction::Filter(filter)));
        })
    };
    let escape = {
        let no_phrase = set(&|filter| filter.phrase = "".into());
        let dispatch = dispatch.clone();
        Callback::from(move |()| {
            dispatch.emit(no_phrase.clone());
            page::focus("#annotation-list");
        })
    };
    html! {
        <div class="list-tools" role="group" aria-label={words.annotations}>
            { choice("list-label", words.span_label, labels.collect(), dispatch) }
            { choice("list-facet", words.status, facets.collect(), dispatch) }
            { choice("list-order", words.list_order, orders.collect(), dispatch) }
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

/// One of several: the name of each, whether it is the one in force, and what choosing it does.
fn choice(
    id: &'static str,
    name: &'static str,
    options: Vec<(String, bool, Action)>,
    dispatch: &Dispatch,
) -> Html {
    let drawn = options.iter().enumerate().map(|(nth, (name, chosen, _))| {
        html! { <option key={nth} selected={*chosen}>{ name.clone() }</option> }
    });
    let drawn: Html = drawn.collect();
    let dispatch = dispatch.clone();
    let chosen = Callback::from(move |event: Event| {
        let select = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        let nth = select.and_then(|select| usize::try_from(select.selected_index()).ok());
        if let Some((.., action)) = nth.and_then(|nth| options.get(nth)) {
            dispatch.emit(action.clone());
        }
    });
    html! { <select data-testid={id} aria-label={name} onchange={chosen}>{ drawn }</select> }
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
