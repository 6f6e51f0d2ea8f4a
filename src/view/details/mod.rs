//! What is said of the selected span, or of the document where none is selected.
//!
//! All of it comes later, with the code that changes it.

mod attributes;
mod document;
mod fields;
mod links;
mod slots;

pub(super) use self::links::role;

use std::sync::Arc;

use reportmark_core::{
    model::{Document, Span},
    scheme::{LabelKind, Scheme, Terms},
};
use yew::{Html, html};

pub(super) use self::links::relating;
use self::{attributes::Attributes, document::DocumentPanel};
use super::{Dispatch, Shared, send};
use crate::app::{Action, Detail, Language, State, keys::Command};

/// What details are drawn from.
pub(super) struct Props<'a> {
    document: &'a Document,
    span: &'a Arc<Span>,
    state: &'a State,
    scheme: &'a Arc<Scheme>,
    terms: Arc<Terms>,
    language: Language,
    dispatch: &'a Dispatch,
}

/// What is said of the selected span.
pub(super) fn of_span(state: &State, dispatch: &Dispatch) -> Html {
    let (Some(document), Some(span)) = (state.document(), state.selected_span()) else {
        return Html::default();
    };
    let props = Props {
        document,
        span,
        state,
        scheme: &state.project.scheme,
        terms: state.terms(),
        language: state.language(),
        dispatch,
    };
    let kind = props.scheme.kind(&span.label);
    html! {
        <>
            <Attributes key="attributes" span={Shared::from(span)} terms={Shared::from(&props.terms)}
                language={props.language} dispatch={dispatch.clone()} />
            <div key="slots">{ slots::slots(&props) }</div>
            <div key="answers">
                if kind.is_some_and(LabelKind::is_commitment) { { links::answering(&props) } }
                if kind == Some(LabelKind::Party) { { links::answered_for(&props) } }
            </div>
            <div key="relations">{ links::relations(&props) }</div>
        </>
    }
}

/// What is said of the document, and of the section at the cursor.
pub(super) fn of_document(state: &State, dispatch: &Dispatch) -> Html {
    let Some(document) = state.document() else {
        return Html::default();
    };
    html! {
        <DocumentPanel document={Shared::from(document)} outline={state.outlines.of(&document.text).map(Shared::from)}
            cursor={state.cursor()} language={state.language()} dispatch={dispatch.clone()} />
    }
}

/// The ways to the ledger, the lexicon, the scheme and the history.
pub(super) fn tools(state: &State, dispatch: &Dispatch) -> Html {
    let words = state.language().detail_words();
    let way = |id: &'static str, name: &'static str, command: Command| {
        html! {
            <button key={id} type="button" class="quiet small" data-testid={id}
                onclick={send(dispatch, move || Action::Command(command.clone()))}>{ name }</button>
        }
    };
    html! {
        <div class="tools">
            { way("open-ledger", words.ledger, Command::Ledger) }
            { way("open-lexicon", words.lexicon, Command::Lexicon) }
            { way("open-scheme", words.scheme, Command::Scheme) }
            { way("open-history", state.language().history_words().history, Command::History) }
        </div>
    }
}

/// Which scheme a project begins with.
pub(super) fn first_scheme(state: &State, dispatch: &Dispatch) -> Html {
    let words = state.language().detail_words();
    // What is in the bin has labels too: of them the dialog asks.
    if !state.project.documents.is_empty() {
        return Html::default();
    }
    let way = |id: &'static str, name: &'static str, make: fn() -> Scheme| {
        let is_chosen = *state.project.scheme == make();
        html! {
            <button key={id} type="button" class="choice" data-testid={id} aria-pressed={is_chosen.to_string()}
                onclick={send(dispatch, move || say(Detail::SetScheme(make(), Vec::new())))}>{ name }</button>
        }
    };
    html! {
        <>
            <h3>{ words.scheme }</h3>
            <div class="samples">
                { way("begin-guideline", words.scheme_guideline, Scheme::guideline) }
                { way("begin-plain", words.scheme_plain, Scheme::plain) }
            </div>
        </>
    }
}

/// An action that says something.
fn say(detail: Detail) -> Action {
    Action::Detail(Box::new(detail))
}
