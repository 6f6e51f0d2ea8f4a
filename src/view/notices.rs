//! Messages.

use yew::{Html, html};

use super::{Dispatch, icons, send};
use crate::app::{Action, Language, Notice, NoticeKind, Offer, later, offers, words};

pub(super) struct Props<'a> {
    pub(super) notices: &'a [Notice],
    pub(super) language: Language,
    pub(super) dispatch: &'a Dispatch,
}

/// Messages in a region that assistive technology reads out when it changes.
pub(super) fn notices(props: &Props<'_>) -> Html {
    let words = props.language.words();
    html! {
        <section class="notices" role="status" aria-live="polite" aria-label={words.notices}>
            { for props.notices.iter().map(|notice| one(notice, props)) }
        </section>
    }
}

fn one(notice: &Notice, props: &Props<'_>) -> Html {
    let words = props.language.words();
    let (class, sign) = match notice.kind {
        NoticeKind::Info => ("info", "i"),
        NoticeKind::Warning => ("warning", "!"),
        NoticeKind::Error => ("error", "×"),
    };
    let number = notice.number;
    html! {
        <div key={number} class={format!("notice {class}")} data-testid="notice" data-kind={class}>
            <span class="sign" aria-hidden="true">{ sign }</span>
            <p>{ words::failure(&notice.what, props.language) }{ later::call(|| offered(notice, props)) }</p>
            <button type="button" class="quiet square" aria-label={words.dismiss} title={words.dismiss}
                onclick={send(props.dispatch, move || Action::Dismiss(number))}>
                { icons::close() }
            </button>
        </div>
    }
}

/// Buttons for what can be done about a message.
fn offered(notice: &Notice, props: &Props<'_>) -> Html {
    let offers = offers(&notice.what, props.language);
    if offers.is_empty() {
        return Html::default();
    }
    let button = |offer: Offer| {
        let action = offer.action;
        html! {
            <button key={offer.id} type="button" data-testid={offer.id}
                onclick={send(props.dispatch, move || action.clone())}>{ offer.name }</button>
        }
    };
    html! { <span class="offers">{ for offers.into_iter().map(button) }</span> }
}
