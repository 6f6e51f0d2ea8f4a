//! What a first-time visitor sees in place of a text.

use yew::{Callback, Html, html};

use crate::app::{
    Language,
    samples::{SAMPLES, Sample},
};

pub(super) struct Props<'a> {
    pub(super) language: Language,
    pub(super) on_sample: &'a Callback<Sample>,
    /// The choice of a scheme.
    pub(super) scheme: Html,
}

pub(super) fn welcome(props: &Props<'_>) -> Html {
    let words = props.language.words();
    let sample = |sample: Sample| {
        let on_sample = props.on_sample.clone();
        let open = Callback::from(move |_| on_sample.emit(sample));
        html! {
            <li key={sample.file}>
                <button type="button" onclick={open} data-testid="sample" data-file={sample.file}>
                    { sample.title(props.language) }
                </button>
            </li>
        }
    };
    html! {
        <div class="welcome">
            <h2>{ words.welcome_title }</h2>
            <p>{ words.welcome_text }</p>
            <h3>{ words.welcome_sample }</h3>
            <ul class="samples">{ for SAMPLES.into_iter().map(sample) }</ul>
            <div class="scheme-choice">{ props.scheme.clone() }</div>
            <h3>{ words.welcome_open }</h3>
            <p class="muted">{ words.open_hint }</p>
            <p class="muted">{ words.welcome_privacy }</p>
        </div>
    }
}
