//! A rule of the analyst's own, as it is written.

use reportmark_core::{
    model::Members,
    scheme::{LabelKind, Scheme},
    suggest::rulebook::{self, Fault, OwnRule},
};
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::{Callback, Context, Event, Html, TargetCast as _, html};

use super::{Editor, Msg, button, checked, count, preview::Preview};
use crate::{
    app::{Language, words::SuggestWords},
    view::details,
};

/// Roles that a party can be found in (guideline §5).
const ROLES: [&str; 6] = [
    "lead",
    "co",
    "leader",
    "supervisor",
    "implementer",
    "established",
];

/// A pattern as an example: who is said to answer for something.
const PATTERN: &str = "由([^，。]{2,12})负责";

/// A new rule: switched off, until it was written and tried.
pub(super) fn fresh(scheme: &Scheme, used: &[String], language: Language) -> Option<OwnRule> {
    let label = scheme.label_of(LabelKind::Party);
    let label = label.or_else(|| scheme.labels.first())?;
    let id = rulebook::free_id(scheme, |id| used.iter().any(|own| own == id));
    let nth = id.strip_prefix("own-").unwrap_or_default();
    Some(OwnRule {
        name: format!("{} {nth}", language.suggest_words().own_new)
            .as_str()
            .into(),
        id: id.as_str().into(),
        label: label.id.clone(),
        role: "lead".into(),
        words: Vec::new(),
        pattern: "".into(),
        on: false,
        extra: Members::new(),
    })
}

/// The words that are written with a mark or a line between two.
fn split(typed: &str) -> Vec<std::sync::Arc<str>> {
    let words = typed.split(['\n', '、', ';', '；', ',', '，']);
    let words = words.map(str::trim).filter(|word| !word.is_empty());
    words.map(Into::into).collect()
}

fn fault(fault: &Fault, words: &SuggestWords) -> String {
    match fault {
        Fault::Empty => words.fault_empty.into(),
        Fault::Label => words.fault_label.into(),
        Fault::Nothing => words.fault_nothing.into(),
        Fault::Pattern(said) => format!("{} {said}", words.fault_pattern),
    }
}

/// A message that writes a part of a rule.
fn writes<E: 'static>(
    ctx: &Context<Editor>,
    rule: &OwnRule,
    write: impl Fn(E, &mut OwnRule) + 'static,
) -> Callback<E> {
    let rule = rule.clone();
    ctx.link().callback(move |event: E| {
        let mut rule = rule.clone();
        write(event, &mut rule);
        Msg::Write(Box::new(rule))
    })
}

fn typed(event: &Event) -> String {
    let input = event.target_dyn_into::<HtmlInputElement>();
    input.map(|input| input.value()).unwrap_or_default()
}

fn chosen(event: &Event) -> usize {
    let select = event.target_dyn_into::<HtmlSelectElement>();
    let index = select.map(|select| select.selected_index());
    index
        .and_then(|index| usize::try_from(index).ok())
        .unwrap_or(0)
}

/// A field with its name.
fn field(name: &'static str, control: Html) -> Html {
    html! { <label class="field"><span>{ name }</span>{ control }</label> }
}

/// One rule, with what is wrong with it and what it would find.
pub(super) fn rule(ctx: &Context<Editor>, rule: &OwnRule, is_tried: bool) -> Html {
    let props = ctx.props();
    let (scheme, language) = (&props.project.scheme, props.language);
    let words = language.suggest_words();
    let wrong = rule.fault(scheme);
    let row = props.rows.iter().find(|row| *row.id == *rule.id);
    let id = rule.id.to_string();
    let (remove, tries) = (id.clone(), id.clone());
    let switched = checked(writes(ctx, rule, |on: bool, own| own.on = on));
    let told = row.filter(|row| row.tally.decided() > 0).map(|row| {
        format!(
            "{} {} · {} {} · {} {} · {} {} %",
            words.accepted,
            count(row.tally.accepted),
            words.corrected,
            count(row.tally.corrected),
            words.rejected,
            count(row.tally.rejected),
            words.confidence,
            row.confidence
        )
    });
    html! {
        <section key={id.clone()} class="own-rule" data-testid="own-rule" aria-label={rule.name.to_string()}>
            <div class="own-head">
                { field(words.own_name, html! {
                    <input type="text" lang="zh-CN" value={rule.name.to_string()} onchange={writes(ctx, rule, |event: Event, own| {
                        let name = typed(&event);
                        // A rule without a name could not be told from the others.
                        if !name.trim().is_empty() { own.name = name.trim().into(); }
                    })} />
                }) }
                { label(ctx, rule, words) }
                { role(ctx, rule, words) }
            </div>
            { what(ctx, rule, words) }
            <div class="buttons">
                <label class="check"><input type="checkbox" data-testid="own-on" checked={rule.on} onchange={switched} />{ words.on }</label>
                { button("try-rule", words.own_try, Some(is_tried), ctx.link().callback(move |_| Msg::Try(tries.clone()))) }
                { button("remove-rule", words.own_remove, None, ctx.link().callback(move |_| Msg::Remove(remove.clone()))) }
                <span class="muted">{ told }</span>
            </div>
            if let Some(wrong) = &wrong { <p class="wrong" role="alert">{ fault(wrong, words) }</p> }
            if is_tried && wrong.is_none() {
                <Preview rule={rule.clone()} project={props.project.clone()} {language} />
            }
        </section>
    }
}

fn label(ctx: &Context<Editor>, rule: &OwnRule, words: &SuggestWords) -> Html {
    let props = ctx.props();
    let labels = props.project.scheme.labels.clone();
    let ids: Vec<_> = labels.iter().map(|label| label.id.clone()).collect();
    let write = writes(ctx, rule, move |event: Event, own| {
        if let Some(label) = ids.get(chosen(&event)) {
            own.label = label.clone();
        }
    });
    let options = labels.iter().map(|label| {
        let name = props
            .language
            .pick(&label.name.zh, &label.name.en)
            .to_owned();
        html! { <option key={label.id.as_str().to_owned()} selected={label.id == rule.label}>{ name }</option> }
    });
    field(
        words.own_label,
        html! { <select data-testid="own-label" onchange={write}>{ for options }</select> },
    )
}

/// The role of the parties that it finds.
fn role(ctx: &Context<Editor>, rule: &OwnRule, words: &SuggestWords) -> Html {
    let props = ctx.props();
    if props.project.scheme.kind(&rule.label) != Some(LabelKind::Party) {
        return Html::default();
    }
    let write = writes(ctx, rule, |event: Event, own| {
        own.role = ROLES.get(chosen(&event)).copied().unwrap_or("lead").into();
    });
    let own = ROLES.iter().position(|own| **own == *rule.role);
    let options = ROLES.iter().enumerate().map(|(nth, id)| {
        let name = details::role(id, props.language.detail_words());
        html! { <option key={*id} selected={own.unwrap_or(0) == nth}>{ name }</option> }
    });
    field(
        words.own_role,
        html! { <select data-testid="own-role" onchange={write}>{ for options }</select> },
    )
}

/// Its words and its pattern.
fn what(ctx: &Context<Editor>, rule: &OwnRule, words: &SuggestWords) -> Html {
    let own = rule.words.join("、");
    let write_words = writes(ctx, rule, |event: Event, own| {
        let area = event.target_dyn_into::<HtmlTextAreaElement>();
        own.words = area.map_or_else(Vec::new, |area| split(&area.value()));
    });
    let write_pattern = writes(ctx, rule, |event: Event, own| {
        own.pattern = typed(&event).as_str().into();
    });
    html! {
        <>
            { field(words.own_words, html! {
                <textarea rows="2" lang="zh-CN" data-testid="own-words" placeholder={words.own_words_hint} value={own}
                    onchange={write_words} />
            }) }
            // It stays where it is, so that nothing moves under the hand that goes on to a button.
            { field(words.own_pattern, html! {
                <input type="text" class="code" spellcheck="false" data-testid="own-pattern" placeholder={PATTERN}
                    readonly={!rule.words.is_empty()} title={(!rule.words.is_empty()).then_some(words.own_words_first)}
                    value={rule.pattern.to_string()} onchange={write_pattern} />
            }) }
        </>
    }
}
