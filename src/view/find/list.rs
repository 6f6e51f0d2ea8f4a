//! The hits, each with what stands around it. Only those in view and some around them are drawn.

use reportmark_core::{search::context, text::Text};
use web_sys::HtmlElement;
use yew::{Callback, Event, Html, TargetCast as _, html};

use super::Props;
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
    let mut rows = Vec::new();
    for nth in hits {
        rows.extend(row(props, nth, nth == stop));
    }
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
        <div class="find-list" onscroll={scrolled}>
            <ol aria-label={props.words.find_hits}>{ for rows }</ol>
        </div>
    }
}

fn row(props: &Props<'_>, nth: usize, is_stop: bool) -> Option<Html> {
    let find = props.find;
    let hit = find.hits.get(nth)?;
    let (searched, range) = find.place(nth)?;
    let text: &Text = &searched.text;
    let (before, after) = context(text, range, BEFORE, BEHIND);
    let quote: String = text.slice(range).chars().take(BEHIND).collect();
    let document = props.state.project.document(&searched.document)?;
    let scheme = &props.state.project.scheme;
    let mut marks = Vec::new();
    for span in document.spans.overlapping(range) {
        if span.range == range {
            let look = looks::class(scheme, &span.label);
            marks.push(
                html! { <b key={span.id.as_str()} class={look}>{ looks::mark(scheme, span) }</b> },
            );
        }
    }
    let current = find.current == Some(nth);
    let tabindex = if is_stop { "0" } else { "-1" };
    let label = format!("{} {before}{quote}{after}", nth + 1);
    Some(html! {
        <li key={nth} class={if current { "current" } else { "" }} lang="zh-CN">
            <label class="tick"><input type="checkbox" checked={hit.ticked} {tabindex} aria-label={label}
                onchange={props.tick(FindAction::Tick, nth)} /></label>
            <button type="button" class="hit" tabindex="-1" onclick={props.press(FindAction::Choose(nth))}>
                <span class="context">{ before }<mark>{ quote }</mark>{ after }</span>
                { for marks }
                if find.query.everywhere { <span class="from muted">{ &*document.head.name }</span> }
            </button>
        </li>
    })
}
