//! The hits, each with what stands around it. Only those in view and some around them are drawn.

use reportmark_core::{search::context, text::Text};
use web_sys::HtmlElement;
use yew::{Callback, Event, Html, TargetCast as _, classes, html};

use super::{Props, checked};
use crate::{
    app::{Action, FindAction},
    view::looks,
};

/// Pixels of a row, as the style sheet has it.
pub(super) const ROW: i32 = 28;

/// Rows that are drawn, and by how many they are drawn on when the list is scrolled.
const DRAWN: usize = 80;
const BLOCK: usize = 20;

/// Code points before a hit, and within and behind it.
const BEFORE: usize = 12;
const BEHIND: usize = 60;

pub(super) fn list(props: &Props<'_>) -> Html {
    let find = props.find;
    let hits = find.listed..find.hits.len().min(find.listed + DRAWN);
    // One of them can be tabbed to; arrows lead to the others.
    let stop = find.current.filter(|nth| hits.contains(nth));
    let stop = stop.unwrap_or(hits.start);
    let scrolled = {
        let (dispatch, listed) = (props.dispatch.clone(), find.listed);
        Callback::from(move |event: Event| {
            let list = event.target_dyn_into::<HtmlElement>();
            let top = list.map_or(0, |list| list.scroll_top() / ROW);
            let block = usize::try_from(top).unwrap_or(0) / BLOCK;
            let first = block.saturating_sub(1) * BLOCK;
            if first != listed {
                dispatch.emit(Action::Find(FindAction::Listed(first)));
            }
        })
    };
    html! {
        <div class="find-list" data-testid="find-list" onscroll={scrolled}>
            <ol aria-label={props.words.find_hits}>{ for hits.filter_map(|nth| row(props, nth, nth == stop)) }</ol>
        </div>
    }
}

fn row(props: &Props<'_>, nth: usize, is_stop: bool) -> Option<Html> {
    let find = props.find;
    let hit = find.hits.get(nth)?;
    let (searched, range) = find.place(nth)?;
    let text: &Text = &searched.text;
    let (before, after) = context(text, range, BEHIND);
    let short = before.char_indices().rev().take(BEFORE).last();
    let before = short.map_or("", |(at, _)| before.get(at..).unwrap_or_default());
    let quote: String = text.slice(range).chars().take(BEHIND).collect();
    let document = props.state.project.document(&searched.document)?;
    let tick = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: Event| {
            let tick = FindAction::Tick(nth, checked(&event));
            dispatch.emit(Action::Find(tick));
        })
    };
    let scheme = &props.state.project.scheme;
    let spans = document.spans.overlapping(range);
    let marks = spans.filter(|span| span.range == range).map(|span| {
        html! {
            <span key={span.id.as_str()} class={classes!("count", looks::class(scheme, &span.label))}
                title={looks::name(scheme, &span.label, props.language).to_owned()}>{ looks::mark(scheme, span) }</span>
        }
    });
    let current = find.current == Some(nth);
    let tabindex = if is_stop { "0" } else { "-1" };
    Some(html! {
        <li key={nth} class={current.then_some("current")} aria-current={current.then_some("true")} data-testid="find-hit">
            <input type="checkbox" checked={hit.ticked} {tabindex} onchange={tick}
                aria-label={format!("{} {before}{quote}{after}", nth + 1)} />
            <button type="button" class="hit" tabindex="-1" onclick={props.send(move || FindAction::Choose(nth))}>
                <span class="context" lang="zh-CN">{ before }<mark>{ quote }</mark>{ after }</span>
                { for marks }
                if find.query.everywhere { <span class="from muted">{ &*document.head.name }</span> }
            </button>
        </li>
    })
}
