//! All keys: what they do, and how to change them.

use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::{Callback, Event, Html, TargetCast as _, html};

use super::{Props, closing};
use crate::{
    app::{
        Action, AskedKey, Prefs,
        keys::{Chord, Command, KeyRefusal},
        words::{self, Words},
    },
    view::{modal::Frame, send},
};

pub(super) fn keys(props: &Props<'_>, asked: Option<&AskedKey>) -> (Frame, Html) {
    let words = props.language.words();
    let reset = {
        let prefs = Prefs {
            keys: Vec::new(),
            ..props.prefs.clone()
        };
        send(props.dispatch, move || Action::Prefs(prefs.clone()))
    };
    let body = html! {
        <>
            { single_keys(props, words) }
            <table class="keys">
                <thead><tr><th scope="col">{ words.keys_command }</th><th scope="col">{ words.keys_keys }</th>
                    <th scope="col"><span class="unseen">{ words.keys_change }</span></th></tr></thead>
                <tbody>
                    { for Command::all(props.scheme).into_iter().map(|command| row(props, words, command, asked)) }
                </tbody>
            </table>
            <div class="buttons"><button type="button" onclick={reset}>{ words.keys_reset_all }</button></div>
            <h3>{ words.keys_moves }</h3>
            <dl class="moves">
                { for words::movements(props.language).iter().map(|(keys, what)| html! {
                    <div key={*keys}><dt><kbd>{ *keys }</kbd></dt><dd>{ *what }</dd></div>
                }) }
            </dl>
            <h3>{ words.keys_mouse }</h3>
            <p>{ words.keys_mouse_text }</p>
        </>
    };
    let frame = Frame {
        title: words.keys_title,
        wide: true,
        close: closing(props),
    };
    (frame, body)
}

fn single_keys(props: &Props<'_>, words: &Words) -> Html {
    let switched = {
        let (dispatch, prefs) = (props.dispatch.clone(), props.prefs.clone());
        Callback::from(move |event: Event| {
            let on = event
                .target_dyn_into::<HtmlInputElement>()
                .is_some_and(|input| input.checked());
            dispatch.emit(Action::Prefs(Prefs {
                single_keys: on,
                ..prefs.clone()
            }));
        })
    };
    html! {
        <>
            <label class="check"><input type="checkbox" checked={props.prefs.single_keys}
                data-testid="single-keys" onchange={switched} />{ words.keys_single }</label>
            <p class="muted">{ words.keys_single_hint }</p>
        </>
    }
}

fn row(props: &Props<'_>, words: &Words, command: Command, asked: Option<&AskedKey>) -> Html {
    let chords = command.chords(props.scheme, props.prefs);
    let what = words::command(&command, props.scheme, props.language);
    let changed = chords != command.usual(props.scheme);
    let asked = asked.filter(|asked| asked.command == command);
    let refusal = asked.and_then(|asked| asked.refusal.as_ref());
    let ask = {
        let command = command.clone();
        send(props.dispatch, move || {
            Action::AskKey(Some(command.clone()))
        })
    };
    let id = command.id();
    html! {
        <tr key={id.clone()} data-command={id}>
            <th scope="row">{ &what }</th>
            <td>
                { for chords.iter().map(|chord| html! {
                    <kbd key={chord.to_string()}>{ words::chord(chord, props.language) }</kbd>
                }) }
            </td>
            <td>
                <button type="button" class="quiet small" onclick={ask}
                    onblur={send(props.dispatch, || Action::AskKey(None))}
                    aria-label={format!("{} {what}", words.keys_change)}
                    onkeydown={listen(props, &command, asked.is_some())}>
                    { if asked.is_some() { words.keys_press } else { words.keys_change } }
                </button>
                if changed {
                    <button type="button" class="quiet small" onclick={usual(props, &command)}
                        aria-label={format!("{} {what}", words.keys_reset)}>{ words.keys_reset }</button>
                }
                <span role="alert">
                    { refusal.map_or_else(String::new, |refusal| refused(refusal, props, words)) }
                </span>
            </td>
        </tr>
    }
}

fn refused(refusal: &KeyRefusal, props: &Props<'_>, words: &Words) -> String {
    match refusal {
        KeyRefusal::Reserved => words.keys_reserved.into(),
        KeyRefusal::Taken(other) => format!(
            "{}{}",
            words.keys_taken,
            words::command(other, props.scheme, props.language)
        ),
    }
}

/// Take the next key as the command's, while it waits for one.
fn listen(props: &Props<'_>, command: &Command, waits: bool) -> Callback<KeyboardEvent> {
    let (dispatch, command) = (props.dispatch.clone(), command.clone());
    Callback::from(move |event: KeyboardEvent| {
        let key = event.key();
        if !waits || key == "Tab" {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        if key == "Escape" {
            dispatch.emit(Action::AskKey(None));
            return;
        }
        let control = event.ctrl_key() || event.meta_key();
        if let Some(chord) = Chord::of_event(&key, control, event.shift_key(), event.alt_key()) {
            dispatch.emit(Action::Rebind(command.clone(), chord));
        }
    })
}

/// Give a command its usual keys back.
fn usual<E: 'static>(props: &Props<'_>, command: &Command) -> Callback<E> {
    let mut prefs = props.prefs.clone();
    let id = command.id();
    prefs.keys.retain(|(changed, _)| *changed != id);
    send(props.dispatch, move || Action::Prefs(prefs.clone()))
}
