//! The panel above the text in which is found, and all that was found is tagged.
//!
//! Not a dialog: the text stays usable beside it.

mod list;
mod shown;

pub(super) use shown::Shown;

use reportmark_core::{change::edit::Direction, scheme::Label};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, FocusEvent, HtmlInputElement, KeyboardEvent, MouseEvent};
use yew::{Callback, Event, Html, TargetCast as _, html};

use super::{Button, Dispatch, button, field::Field, looks};
use crate::{
    app::{Action, Find, FindAction, FindOption, Language, Progress, State, words::Words},
    browser::page,
};

/// The id of the field.
const FIELD: &str = "find-text";

/// What the panel is drawn from.
struct Props<'a> {
    state: &'a State,
    find: &'a Find,
    language: Language,
    words: &'static Words,
    dispatch: &'a Dispatch,
}

impl Props<'_> {
    /// What a press sends.
    fn press(&self, action: FindAction) -> Callback<MouseEvent> {
        let dispatch = self.dispatch.clone();
        Callback::from(move |_| dispatch.emit(Action::Find(action.clone())))
    }

    /// What ticking a box sends.
    fn tick(&self, action: fn(usize, bool) -> FindAction, nth: usize) -> Callback<Event> {
        let dispatch = self.dispatch.clone();
        Callback::from(move |event: Event| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            let ticked = input.is_some_and(|input| input.checked());
            dispatch.emit(Action::Find(action(nth, ticked)));
        })
    }
}

/// The panel, if it is open.
pub(super) fn find(state: &State, dispatch: &Dispatch) -> Html {
    let language = state.language();
    let props = &Props {
        state,
        find: &state.find,
        language,
        words: language.words(),
        dispatch,
    };
    if !props.find.open {
        return Html::default();
    }
    html! {
        <section class="find" role="search" aria-label={props.words.find}
            onkeydown={keys(dispatch)} onfocusin={focus(dispatch)} onfocusout={focus(dispatch)}>
            { what(props) }
            <p class="find-problem" role="alert">{ problem(props) }</p>
            if !props.find.hits.is_empty() {
                { all(props) }
                { list::list(props) }
            }
        </section>
    }
}

fn problem(props: &Props<'_>) -> String {
    let words = props.words;
    match &props.find.progress {
        Progress::Done | Progress::Running => String::new(),
        Progress::Full => words.find_full.into(),
        Progress::Slow => words.find_slow.into(),
        Progress::Wrong(why) => format!("{}{why}", words.find_wrong),
    }
}

/// The field, the choices, how much was found, and the way through it.
fn what(props: &Props<'_>) -> Html {
    let words = props.words;
    let Find {
        query,
        hits,
        current,
        progress,
        ..
    } = props.find;
    let write = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |text| dispatch.emit(Action::Find(FindAction::Write(text))))
    };
    let choice = |option: FindOption, id: &'static str, name: &'static str, title: &'static str| {
        let press = Button {
            class: "quiet small choice",
            id,
            title,
            pressed: Some(query.has(option)),
        };
        button(
            press,
            props.press(FindAction::Switch(option)),
            html! { name },
        )
    };
    let way = |action: FindAction, id: &'static str, title: &'static str, sign: &'static str| {
        let press = Button {
            class: "quiet square",
            id,
            title,
            pressed: None,
        };
        button(press, props.press(action), html! { sign })
    };
    let mut count = match current {
        Some(nth) => format!("{} / {}", nth + 1, hits.len()),
        None if query.phrase.is_empty() => String::new(),
        None => hits.len().to_string(),
    };
    match progress {
        Progress::Running => count.push('…'),
        Progress::Full => count.push('+'),
        _ => {}
    }
    html! {
        <div class="find-row">
            <Field id={FIELD} name={words.find_field} lines={1_u8} chinese=true
                value={query.phrase.clone()} on_write={write} />
            <span class="choices">
                { choice(FindOption::Regex, "find-regex", words.find_regex, words.find_regex) }
                { choice(FindOption::Exact, "find-exact", words.find_exact, words.find_exact_title) }
                { choice(FindOption::Everywhere, "find-everywhere", words.find_everywhere, words.find_everywhere) }
            </span>
            <span class="find-count" role="status">{ count }</span>
            { way(FindAction::Step(Direction::Back), "find-previous", words.find_previous, "↑") }
            { way(FindAction::Step(Direction::Forward), "find-next", words.find_next, "↓") }
            { way(FindAction::Close, "find-close", words.close, "×") }
        </div>
    }
}

/// What is done to all that is ticked.
fn all(props: &Props<'_>) -> Html {
    let (find, words) = (props.find, props.words);
    let scheme = &props.state.project.scheme;
    let ticked = find.ticked();
    let label = |label: &Label| {
        let tag = props.press(FindAction::Tag(label.id.clone()));
        let meant = find.label.as_ref() == Some(&label.id);
        looks::label_button(scheme, label, props.language, meant, tag)
    };
    let untag = find
        .label
        .as_ref()
        .map_or("", |label| looks::name(scheme, label, props.language));
    let gap = props.language.pick("", " ");
    let outcome = find.outcome.map_or_else(String::new, |outcome| {
        let done = if outcome.tagged {
            words.find_tagged
        } else {
            words.find_untagged
        };
        format!("{done} {}", outcome.spans)
    });
    html! {
        <div class="find-row">
            <label class="check"><input type="checkbox" checked={ticked == find.hits.len()}
                onchange={props.tick(|_, ticked| FindAction::TickAll(ticked), 0)} />{ format!("{} {ticked}", words.find_ticked) }</label>
            <span class="label-row" role="group" aria-label={words.find_tag}>
                <span class="muted" aria-hidden="true">{ words.find_tag }</span>
                { for scheme.labels.iter().map(label) }
                <button type="button" class="quiet small danger" data-testid="find-untag"
                    onclick={props.press(FindAction::Untag(find.label.clone()))}>{ words.find_untag }{ gap }{ untag }</button>
            </span>
            <span class="find-outcome" role="status">{ outcome }</span>
        </div>
    }
}

/// The keys of the panel. What is none of them goes on to the page's own.
fn keys(dispatch: &Dispatch) -> Callback<KeyboardEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: KeyboardEvent| {
        // An input method has its own use for these keys.
        if event.is_composing() || event.key_code() == 229 {
            return;
        }
        let target = event.target_dyn_into::<Element>();
        let is_in = |selector: &str| {
            let found = target
                .as_ref()
                .and_then(|target| target.closest(selector).ok());
            found.flatten().is_some()
        };
        let direction = if event.shift_key() || event.key() == "ArrowUp" {
            Direction::Back
        } else {
            Direction::Forward
        };
        let action = match event.key().as_str() {
            "Escape" => FindAction::Close,
            "Enter" if is_in("textarea") => FindAction::Step(direction),
            "ArrowUp" | "ArrowDown" if is_in(".find-list") => FindAction::StepInList(direction),
            _ => return,
        };
        event.prevent_default();
        dispatch.emit(Action::Find(action));
    })
}

/// Tell when the field has the focus, and when it has it no longer. It keeps it while the whole
/// window has none.
fn focus(dispatch: &Dispatch) -> Callback<FocusEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: FocusEvent| {
        let is_field = |element: &Element| element.id() == FIELD;
        let about_field = event.target().and_then(|target| target.dyn_into().ok());
        if about_field.is_some_and(|element| is_field(&element)) {
            let typing = page::focused().is_some_and(|element| is_field(&element));
            dispatch.emit(Action::Find(FindAction::Typing(typing)));
        }
    })
}

/// Put the focus on the field, and select what stands in it.
pub(super) fn focus_field() {
    page::focus("#find-text");
    if let Some(field) = page::find("#find-text") {
        field
            .unchecked_into::<web_sys::HtmlTextAreaElement>()
            .select();
    }
}

/// Put the focus on the current hit in the list.
pub(super) fn focus_hit() {
    page::focus(".find-list .current input");
}
