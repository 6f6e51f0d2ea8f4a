//! Who answers for a commitment, what a party answers for, and relations.

use reportmark_core::{
    attainment::{attainment, candidates},
    links::{self, Answer},
    model::{Block, Relation, Span, SpanId},
    scheme::{LabelKind, Terms},
};
use web_sys::HtmlInputElement;
use yew::{Callback, Html, KeyboardEvent, TargetCast as _, html};

use super::{Props, say};
use crate::{
    app::{Action, Detail, Language, State, possible_relations, words::DetailWords},
    browser::page,
    view::{looks, send},
};

/// How many of a list are shown; the rest is counted.
const SHOWN: usize = 24;

/// The first characters of what a span covers.
fn quote(props: &Props<'_>, span: &Span) -> String {
    props
        .document
        .text
        .slice(span.range)
        .chars()
        .take(40)
        .collect()
}

fn go_to(props: &Props<'_>, id: &SpanId) -> Callback<web_sys::MouseEvent> {
    let id = id.clone();
    send(props.dispatch, move || Action::SelectSpan(id.clone()))
}

/// Who answers for the selected commitment.
pub(super) fn answering(props: &Props<'_>) -> Html {
    let words = props.language.detail_words();
    let answers = links::answering(props.document, props.scheme, &props.span.id);
    // Where no party is named, the default one of the document answers (guideline I5).
    let default = props.document.head.fields.get("default_party");
    let default = default.and_then(|default| default.as_str());
    let default = default.filter(|default| !default.trim().is_empty());
    html! {
        <section class="detail answers" aria-label={words.answers} data-testid="answers">
            <h3>{ words.answers }</h3>
            if answers.is_empty() && let Some(default) = default {
                <p><span class="name">{ words.field_default_party }</span>{ " " }<span lang="zh-CN">{ default.to_owned() }</span></p>
            } else if answers.is_empty() {
                <p class="muted">{ words.answers_none }</p>
            } else {
                <ul class="chips">{ for answers.iter().take(SHOWN).enumerate().map(|(nth, own)| answer(props, nth, own)) }</ul>
                { more(answers.len(), words) }
            }
            { for blocks(props).into_iter().map(|own| block(props, own)) }
        </section>
    }
}

/// What the selected party answers for.
pub(super) fn answered_for(props: &Props<'_>) -> Html {
    let words = props.language.detail_words();
    let answers = links::answered_for(props.document, props.scheme, &props.span.id);
    html! {
        <section class="detail answers" aria-label={words.answers_for} data-testid="answers-for">
            <h3>{ words.answers_for }</h3>
            if answers.is_empty() {
                <p class="muted">{ words.answers_for_none }</p>
            } else {
                <ul class="chips">{ for answers.iter().take(SHOWN).enumerate().map(|(nth, own)| commitment(props, nth, own.span)) }</ul>
                { more(answers.len(), words) }
            }
            { for blocks(props).into_iter().map(|own| block(props, own)) }
        </section>
    }
}

fn more(count: usize, words: &DetailWords) -> Html {
    count
        .checked_sub(SHOWN)
        .filter(|&more| more > 0)
        .map_or_else(Html::default, |more| {
            html! { <p class="muted">{ format!("{} {more}", words.and_more) }</p> }
        })
}

/// The name of a role.
pub(in crate::view) fn role(id: &str, words: &DetailWords) -> &'static str {
    match id {
        "leader" => words.role_leader,
        "lead" => words.role_lead,
        "co" => words.role_co,
        "supervisor" => words.role_supervisor,
        "implementer" => words.role_implementer,
        "established" => words.role_established,
        _ => words.role_none,
    }
}

fn answer(props: &Props<'_>, nth: usize, answer: &Answer<'_>) -> Html {
    let words = props.language.detail_words();
    html! {
        <li key={nth} class="chip" data-role={answer.role.to_owned()}>
            <span class="name">{ role(answer.role, words) }</span>
            <button type="button" class="quiet small" lang="zh-CN" onclick={go_to(props, &answer.span.id)}>{ quote(props, answer.span) }</button>
        </li>
    }
}

/// A party of a block, with its role.
fn party(props: &Props<'_>, nth: usize, span: &Span) -> Html {
    let words = props.language.detail_words();
    html! {
        <li key={nth} class="chip" data-role={links::role_of(span).to_owned()}>
            <span class="name">{ role(links::role_of(span), words) }</span>
            <button type="button" class="quiet small" lang="zh-CN" onclick={go_to(props, &span.id)}>{ quote(props, span) }</button>
        </li>
    }
}

fn commitment(props: &Props<'_>, nth: usize, span: &Span) -> Html {
    let label = looks::name(props.scheme, &span.label, props.language).to_owned();
    html! {
        <li key={nth} class="chip">
            <span class="name">{ label }</span>
            <button type="button" class="quiet small" lang="zh-CN" onclick={go_to(props, &span.id)}>{ quote(props, span) }</button>
        </li>
    }
}

/// The blocks that the selected span is in; for a commitment outside of all members, the one whose
/// scope it is in.
fn blocks<'a>(props: &Props<'a>) -> Vec<&'a Block> {
    let mut blocks = links::blocks_of(props.document, &props.span.id);
    if blocks.is_empty() {
        blocks.extend(links::block_at(props.document, props.span.range));
    }
    blocks
}

/// A block: its scope, whether the selected span is a member, its parties, and a field for another.
fn block(props: &Props<'_>, block: &Block) -> Html {
    let words = props.language.detail_words();
    let text = props.document.text.slice(block.scope);
    let first: String = text.chars().take(12).collect();
    let last: Vec<char> = text.chars().rev().take(12).collect();
    let last: String = last.into_iter().rev().collect();
    let scope = if text.chars().nth(26).is_some() {
        format!("{first}…{last}")
    } else {
        text.to_owned()
    };
    let (start, end) = (block.scope.start(), block.scope.end());
    let show = send(props.dispatch, move || Action::Put {
        anchor: start,
        focus: end,
    });
    let remove = {
        let id = block.id.clone();
        send(props.dispatch, move || say(Detail::RemoveBlock(id.clone())))
    };
    let is_commitment = props
        .scheme
        .kind(&props.span.label)
        .is_some_and(LabelKind::is_commitment);
    let is_member = block.members.contains(&props.span.id);
    let member = {
        let (id, span) = (block.id.clone(), props.span.id.clone());
        send(props.dispatch, move || {
            say(Detail::Member(id.clone(), span.clone()))
        })
    };
    let take_out = block.parties.contains(&props.span.id).then(|| {
        let (id, span) = (block.id.clone(), props.span.id.clone());
        send(props.dispatch, move || {
            say(Detail::RemoveParty(id.clone(), span.clone()))
        })
    });
    let parties = block.parties.iter();
    let parties = parties.filter_map(|id| props.document.spans.get(id));
    html! {
        <div key={block.id.as_str()} class="block" data-testid="block" data-block={block.id.as_str().to_owned()}>
            <p class="block-line"><span class="name">{ words.block_scope }</span>
                <button type="button" class="quiet small" lang="zh-CN" title={words.slot_show} onclick={show}>{ scope }</button></p>
            <p class="block-line muted keys-hint"><kbd>{ "," }</kbd><kbd>{ "." }</kbd>{ words.scope_start }
                <kbd>{ "<" }</kbd><kbd>{ ">" }</kbd>{ words.scope_end }</p>
            if !is_commitment {
                <ul class="chips" data-testid="block-parties">{ for parties.take(SHOWN).enumerate().map(|(nth, own)| party(props, nth, own)) }</ul>
            }
            { add_party(props) }
            <p class="block-line">
                if is_commitment {
                    <button type="button" class="quiet small" onclick={member}>
                        { if is_member { words.block_member_remove } else { words.block_member_add } }
                    </button>
                }
                if let Some(take_out) = take_out {
                    <button type="button" class="quiet small" onclick={take_out}>{ words.block_party_remove }</button>
                }
                <button type="button" class="quiet small danger" onclick={remove}>{ words.block_remove }</button>
            </p>
        </div>
    }
}

/// A field that offers the bodies of the project and of the document.
fn add_party(props: &Props<'_>) -> Html {
    let words = props.language.detail_words();
    let bodies = props.state.bodies.of(props.document, props.scheme);
    let lexicon = props.state.lexicon();
    let mut names: Vec<_> = lexicon
        .bodies
        .iter()
        .map(|body| body.name.clone())
        .collect();
    names.extend(
        bodies
            .into_iter()
            .filter(|name| !names.contains(name))
            .collect::<Vec<_>>(),
    );
    let dispatch = props.dispatch.clone();
    let typed = Callback::from(move |event: KeyboardEvent| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
            return;
        };
        match event.key().as_str() {
            "Enter" if !event.is_composing() => {
                event.prevent_default();
                let name = input.value();
                if !name.trim().is_empty() {
                    dispatch.emit(say(Detail::AddParty(name.trim().into())));
                    input.set_value("");
                }
            }
            "Escape" if !event.is_composing() => {
                event.prevent_default();
                page::focus("#reader");
            }
            _ => {}
        }
    });
    html! {
        <>
            <input type="text" id="party-name" list="body-names" lang="zh-CN" autocomplete="off" aria-label={words.block_party_add}
                placeholder={words.block_party_add} onkeydown={typed} />
            <datalist id="body-names">
                { for names.iter().take(400).map(|name| html! { <option key={name.to_string()} value={name.to_string()}></option> }) }
            </datalist>
        </>
    }
}

/// The relations of the selected span, and what a result may be paired with.
pub(super) fn relations(props: &Props<'_>) -> Html {
    let words = props.language.detail_words();
    let drawn = links::drawn(props.document, &props.span.id);
    let is_result = props.scheme.kind(&props.span.label) == Some(LabelKind::Result);
    let offered = if is_result {
        candidates(props.document, props.scheme, props.span, 3)
    } else {
        Vec::new()
    };
    let is_paired = |id: &SpanId| {
        let mut drawn = drawn.iter();
        drawn.any(|relation| &*relation.kind == "result_of" && relation.tail == *id)
    };
    let offered: Vec<_> = offered
        .into_iter()
        .filter(|target| !is_paired(&target.id))
        .collect();
    if drawn.is_empty() && offered.is_empty() {
        return Html::default();
    }
    html! {
        <section class="detail relations" aria-label={words.relations} data-testid="relations">
            <h3>{ words.relations }</h3>
            <ul class="chips">
                { for drawn.iter().take(SHOWN).map(|own| relation(props, own)) }
                { for offered.iter().enumerate().map(|(nth, target)| {
                    let id = target.id.clone();
                    html! {
                        <li key={format!("offer-{nth}")} class="chip offer">
                            <button type="button" class="quiet small" data-testid="pair" lang="zh-CN"
                                onclick={send(props.dispatch, move || say(Detail::Pair(Some(id.clone()))))}>
                                { if nth == 0 { words.pair_best } else { "" } }{ " " }{ quote(props, target) }
                            </button>
                        </li>
                    }
                }) }
            </ul>
            { more(drawn.len(), words) }
        </section>
    }
}

fn relation(props: &Props<'_>, relation: &Relation) -> Html {
    let words = props.language.detail_words();
    let is_head = relation.head == props.span.id;
    let other = if is_head {
        &relation.tail
    } else {
        &relation.head
    };
    let Some(other) = props.document.spans.get(other) else {
        return Html::default();
    };
    let name = relation_name(&props.terms, &relation.kind, props.language);
    let remove = {
        let id = relation.id.clone();
        send(props.dispatch, move || say(Detail::Unrelate(id.clone())))
    };
    let (result, target) = if is_head {
        (&**props.span, &**other)
    } else {
        (&**other, &**props.span)
    };
    let attained = (&*relation.kind == "result_of").then(|| {
        match attainment(target, result, &props.document.text).name() {
            "met" => words.met,
            "on_track" => words.on_track,
            "behind" => words.behind,
            _ => words.unknown,
        }
    });
    html! {
        <li key={relation.id.as_str()} class="chip" data-relation={relation.kind.to_string()}>
            <span class="name">{ if is_head { "→ " } else { "← " } }{ name }</span>
            <button type="button" class="quiet small" lang="zh-CN" onclick={go_to(props, &other.id)}>{ quote(props, other) }</button>
            if let Some(attained) = attained { <span class="attained" data-testid="attainment">{ attained }</span> }
            <button type="button" class="quiet small remove" aria-label={words.relation_remove} title={words.relation_remove}
                onclick={remove}>{ "×" }</button>
        </li>
    }
}

fn relation_name(terms: &Terms, id: &str, language: Language) -> String {
    terms.relation(id).map_or_else(
        || id.into(),
        |own| language.pick(&own.name.zh, &own.name.en).into(),
    )
}

/// The relation that is being drawn, told over the text.
pub(in crate::view) fn relating(state: &State) -> Html {
    let (Some(relating), Some(document)) = (&state.relating, state.document()) else {
        return Html::default();
    };
    let Some(from) = document.spans.get(&relating.from) else {
        return Html::default();
    };
    let language = state.language();
    let words = language.detail_words();
    let scheme = &state.project.scheme;
    let terms = state.terms();
    let other = state.selected_span().filter(|other| other.id != from.id);
    let possible = other.map(|other| possible_relations(&terms, from, other));
    let (name, hint) = match possible {
        None => (String::new(), words.relating),
        Some(possible) => {
            let nth = relating.nth.checked_rem(possible.len()).unwrap_or_default();
            match possible.get(nth) {
                Some((kind, head, _)) => {
                    let name = language.pick(&kind.name.zh, &kind.name.en);
                    let arrow = if *head == from.id { "→ " } else { "← " };
                    (format!("{arrow}{name}"), words.relating_ready)
                }
                None => (String::new(), words.relating_not),
            }
        }
    };
    let quote: String = document.text.slice(from.range).chars().take(18).collect();
    html! {
        <p class={format!("armed {}", looks::class(scheme, &from.label))} data-testid="relating">
            <strong>{ quote }</strong><strong>{ name }</strong>{ hint }
        </p>
    }
}
