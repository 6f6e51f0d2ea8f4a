//! The panel above the text in which is found, and all that was found is tagged.
//!
//! Not a dialog: the text stays usable beside it.

mod list;
mod shown;

pub(super) use shown::Shown;

use reportmark_core::change::edit::Direction;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, FocusEvent, HtmlInputElement, KeyboardEvent};
use yew::{Callback, Event, Html, TargetCast as _, classes, html};

use super::{Dispatch, field::Field, icons, looks, send};
use crate::{
    app::{
        Action, Find, FindAction, FindOption, Language, Progress, State,
        words::{self, Words},
    },
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
    fn send<E: 'static>(&self, action: impl Fn() -> FindAction + 'static) -> Callback<E> {
        send(self.dispatch, move || Action::Find(action()))
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
    let words = props.words;
    let problem = words::find_progress(&props.find.progress, language);
    html! {
        <section class="find" role="search" aria-label={words.find} data-testid="find"
            onkeydown={keys(dispatch)} onfocusin={focus(dispatch)} onfocusout={focus(dispatch)}>
            { what(props) }
            <p class="find-problem" role="alert" data-testid="find-problem">{ problem }</p>
            if !props.find.hits.is_empty() {
                { all(props) }
                { list::list(props) }
            }
        </section>
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
    let choice = |option: FindOption, name: &'static str, title: &'static str| {
        html! {
            <button type="button" class="quiet small choice" {title}
                aria-pressed={query.has(option).to_string()} data-testid={format!("find-{option:?}").to_ascii_lowercase()}
                onclick={props.send(move || FindAction::Switch(option))}>{ name }</button>
        }
    };
    let step = |direction: Direction, name: &'static str, sign: &'static str| {
        html! {
            <button type="button" class="quiet square" aria-label={name} title={name}
                onclick={props.send(move || FindAction::Step(direction))}>{ sign }</button>
        }
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
            <Field id={FIELD} name={words.find_field} placeholder={words.find_field} lines={1_u8} chinese=true
                value={query.phrase.clone()} on_write={write} />
            <span class="choices">
                { choice(FindOption::Regex, words.find_regex, words.find_regex) }
                { choice(FindOption::Exact, words.find_exact, words.find_exact_title) }
                { choice(FindOption::Everywhere, words.find_everywhere, words.find_everywhere) }
            </span>
            <span class="find-count" role="status" data-testid="find-count">{ count }</span>
            { step(Direction::Back, words.find_previous, "↑") }
            { step(Direction::Forward, words.find_next, "↓") }
            <button type="button" class="quiet square" aria-label={words.close} title={words.close}
                data-testid="find-close" onclick={props.send(|| FindAction::Close)}>{ icons::close() }</button>
        </div>
    }
}

/// What is done to all that is ticked.
fn all(props: &Props<'_>) -> Html {
    let (find, words) = (props.find, props.words);
    let scheme = &props.state.project.scheme;
    let ticked = find.ticked();
    let waits = (find.progress == Progress::Running || ticked == 0).to_string();
    let label = |label: &reportmark_core::scheme::Label| {
        let id = label.id.clone();
        let meant = find.label.as_ref() == Some(&label.id);
        html! {
            <button key={label.id.as_str()} type="button" aria-disabled={waits.clone()} data-testid="find-tag"
                data-label={label.id.as_str().to_owned()} aria-current={meant.then_some("true")}
                aria-label={format!("{} {} ({ticked})", words.find_tag, looks::label_name(label, props.language))}
                class={classes!("label-button", "small", looks::class(scheme, &label.id))}
                onclick={props.send(move || FindAction::Tag(id.clone()))}>
                { looks::label_name(label, props.language) }
            </button>
        }
    };
    let tick = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: Event| {
            dispatch.emit(Action::Find(FindAction::TickAll(checked(&event))));
        })
    };
    let removed = find.label.clone();
    let untag = match &find.label {
        Some(label) => format!(
            "{} {}",
            words.find_untag,
            looks::name(scheme, label, props.language)
        ),
        None => words.find_untag.to_owned(),
    };
    let outcome = find
        .outcome
        .map(|outcome| words::find_outcome(outcome, props.language));
    html! {
        <div class="find-row find-all">
            <label class="check"><input type="checkbox" checked={ticked == find.hits.len()} data-testid="find-tick-all"
                onchange={tick} />{ format!("{} {ticked}", words.find_ticked) }</label>
            <span class="label-row" role="group" aria-label={words.find_tag}>
                <span class="muted" aria-hidden="true">{ words.find_tag }</span>
                { for scheme.labels.iter().map(label) }
            </span>
            <button type="button" class="quiet small danger" aria-disabled={waits.clone()} data-testid="find-untag"
                title={words.find_untag_title}
                onclick={props.send(move || FindAction::Untag(removed.clone()))}>{ untag }</button>
            <span class="find-outcome" role="status" data-testid="find-outcome">{ outcome }</span>
        </div>
    }
}

/// Whether the box that was pressed is ticked now.
fn checked(event: &Event) -> bool {
    event
        .target_dyn_into::<HtmlInputElement>()
        .is_some_and(|input| input.checked())
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
