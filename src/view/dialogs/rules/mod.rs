//! The rules that suggest: how right each was in this project, which are switched on, and the
//! analyst's own.

mod own;
mod preview;

use reportmark_core::{
    model::Project,
    scheme::Scheme,
    suggest::{
        Rule, Tally,
        rulebook::{self, OwnRule},
        rules::About,
    },
};
use yew::{Callback, Component, Context, Event, Html, Properties, TargetCast as _, html};

use super::{Props as Dialog, closing};
use crate::{
    app::{Action, Detail, Language},
    browser::page,
    view::{Dispatch, modal::Frame},
};

pub(super) fn rules(props: &Dialog<'_>) -> (Frame, Html) {
    let words = props.language.suggest_words();
    let rows = props.state.suggesting.get().map_or_else(Vec::new, |own| {
        let book = own.book();
        let row = |about: About<'_>| Row {
            rule: about.rule,
            id: about.id.into(),
            said: props.language.pick(about.zh, about.en).into(),
            tally: own.teaching.tally(about.rule),
            confidence: own.teaching.confidence(about.rule),
            on: book.is_on(about.rule),
        };
        book.all().map(row).collect()
    });
    let used = props.state.suggesting.get().map(|own| own.teaching.used());
    let used: Vec<String> = used.unwrap_or_default();
    let body = html! {
        <Editor {rows} {used} project={props.state.project.clone()} language={props.language}
            dispatch={props.dispatch.clone()} />
    };
    let frame = Frame {
        title: words.rules,
        wide: true,
        close: closing(props),
    };
    (frame, body)
}

/// What is told of a rule.
#[derive(Clone, PartialEq)]
struct Row {
    rule: Rule,
    id: String,
    said: String,
    tally: Tally,
    confidence: u8,
    on: bool,
}

#[derive(PartialEq, Properties)]
struct Props {
    rows: Vec<Row>,
    /// Ids that rules had which are gone.
    used: Vec<String>,
    project: Project,
    language: Language,
    dispatch: Dispatch,
}

impl Props {
    /// Puts a scheme with other rules in force.
    fn put(&self, scheme: Scheme) {
        let detail = Detail::SetRules(scheme);
        self.dispatch.emit(Action::Detail(Box::new(detail)));
    }
}

enum Msg {
    /// Switch a rule of the table.
    Switch(String, bool),
    /// Write an own rule.
    Write(Box<OwnRule>),
    /// Remove an own rule.
    Remove(String),
    /// Begin a new one.
    Add,
    /// Show what an own rule would find, or no longer.
    Try(String),
}

/// What is written is in force at once, and undone like anything else.
struct Editor {
    /// The own rule that is being tried.
    tried: Option<String>,
    /// The own rule that was added, whose name is to get the focus.
    added: Option<String>,
}

impl Component for Editor {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self {
            tried: None,
            added: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let props = ctx.props();
        let scheme = &props.project.scheme;
        match msg {
            Msg::Switch(id, on) => props.put(rulebook::with_switched(scheme, &id, on)),
            Msg::Write(rule) => props.put(rulebook::with_own(scheme, &rule)),
            Msg::Remove(id) => {
                props.put(rulebook::without_own(scheme, &id));
                page::focus("[data-testid='add-rule']");
            }
            Msg::Add => {
                if let Some(rule) = own::fresh(scheme, &props.used, props.language) {
                    self.added = Some(rule.id.to_string());
                    props.put(rulebook::with_own(scheme, &rule));
                }
            }
            Msg::Try(id) => {
                let is_open = self.tried.as_deref() == Some(&id);
                self.tried = (!is_open).then_some(id);
            }
        }
        true
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        // It is there once the page has taken it over.
        let own = rulebook::own_rules(&ctx.props().project.scheme);
        let is_there = |id: &String| own.iter().any(|rule| *rule.id == **id);
        if self.added.as_ref().is_some_and(is_there) {
            self.added = None;
            page::focus(".own-rule:last-of-type input");
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let words = props.language.suggest_words();
        let own = rulebook::own_rules(&props.project.scheme);
        let unread = rulebook::unread(&props.project.scheme);
        let table = props
            .rows
            .iter()
            .filter(|row| !matches!(row.rule, Rule::Own(_)));
        html! {
            <div class="rules" data-testid="rules">
                <p class="muted">{ words.rules_what }</p>
                <h3>{ words.own_rules }</h3>
                if own.is_empty() { <p class="muted">{ words.own_none }</p> }
                if unread > 0 { <p class="wrong" role="alert">{ format!("{} {unread}", words.own_unread) }</p> }
                { for own.iter().map(|rule| own::rule(ctx, rule, self.tried.as_deref() == Some(&*rule.id))) }
                <div class="buttons">
                    <button type="button" data-testid="add-rule" onclick={ctx.link().callback(|_| Msg::Add)}>{ words.own_add }</button>
                </div>
                <h3>{ words.table_rules }</h3>
                <table class="keys">
                    <thead><tr><th scope="col">{ words.rule }</th><th scope="col" class="count">{ words.accepted }</th>
                        <th scope="col" class="count">{ words.corrected }</th><th scope="col" class="count">{ words.rejected }</th>
                        <th scope="col" class="count">{ words.confidence }</th><th scope="col">{ words.on }</th></tr></thead>
                    <tbody>{ for table.map(|row| table_row(ctx, row)) }</tbody>
                </table>
            </div>
        }
    }
}

/// A count; nothing where it is none, so that those that are stand out.
fn count(count: u32) -> String {
    if count == 0 {
        String::from("–")
    } else {
        count.to_string()
    }
}

fn table_row(ctx: &Context<Editor>, row: &Row) -> Html {
    let words = ctx.props().language.suggest_words();
    let id = row.id.clone();
    let switched = checked(
        ctx.link()
            .callback(move |on: bool| Msg::Switch(id.clone(), on)),
    );
    html! {
        <tr key={row.id.clone()} class={if row.on { "" } else { "muted" }} data-rule={row.id.clone()}>
            <th scope="row">{ row.said.clone() }</th>
            <td class="count">{ count(row.tally.accepted) }</td>
            <td class="count">{ count(row.tally.corrected) }</td>
            <td class="count">{ count(row.tally.rejected) }</td>
            <td class="count">{ format!("{} %", row.confidence) }</td>
            <td><input type="checkbox" aria-label={format!("{} {}", words.on, row.said)} checked={row.on} onchange={switched} /></td>
        </tr>
    }
}

/// Whether a box was checked, when it is.
fn checked(then: Callback<bool>) -> Callback<Event> {
    Callback::from(move |event: Event| {
        if let Some(input) = event.target_dyn_into::<web_sys::HtmlInputElement>() {
            then.emit(input.checked());
        }
    })
}

/// A button that asks for something to be done to a rule.
fn button(
    id: &'static str,
    name: &'static str,
    pressed: Option<bool>,
    clicked: Callback<web_sys::MouseEvent>,
) -> Html {
    html! {
        <button type="button" class="quiet small" data-testid={id} aria-pressed={pressed.map(|on| on.to_string())}
            onclick={clicked}>{ name }</button>
    }
}
