//! What is said of the selected span, or of the document where none is selected.
//!
//! All of it comes later, with the code that changes it.

mod attributes;
mod document;
mod fields;
mod links;
mod slots;

use std::sync::Arc;

use reportmark_core::{
    model::{Document, Span},
    scheme::{LabelKind, Scheme, Terms},
};
use yew::{Html, html};

pub(super) use self::links::relating;
use self::{attributes::Attributes, document::DocumentPanel};
use super::{Dispatch, Shared};
use crate::app::{Action, Detail, Language, State};

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

/// An action that says something.
fn say(detail: Detail) -> Action {
    Action::Detail(Box::new(detail))
}
