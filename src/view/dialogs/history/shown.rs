//! The step that is selected: what it changed, and what restoring the state after or before it would
//! change.

use std::sync::Arc;

use reportmark_core::{
    change::between,
    journal::Past,
    model::{DocumentId, Project, Timestamp},
};
use yew::{Html, classes, html, html::Scope};

use super::{History, Msg, Props};
use crate::{
    app::{
        past::{Chronicle, Line, Moment, Part, Sign, Step, Summary},
        words::{self, HistoryWords},
    },
    browser::clock,
    view::looks,
};

/// Changes that are shown one by one.
const MOST: usize = 100;

/// What is shown of a step.
pub(super) struct Shown {
    title: String,
    moment: Option<Moment>,
    /// Why nothing can be restored here, or what is wrong with the step.
    remark: Option<String>,
    lines: Vec<Line>,
    more: usize,
    before: bool,
    /// The document that can be restored alone, and whether it is to be.
    only: Option<(DocumentId, Arc<str>)>,
    here: bool,
    then: Option<Then>,
}

/// A state that can be restored.
struct Then {
    past: Past,
    summary: Summary,
    gone: Vec<Arc<str>>,
    /// Whether the document that alone is to be restored was not there.
    lacks: bool,
}

impl Shown {
    /// Of a step of the list; nothing where there is none.
    pub(super) fn of(
        chronicle: &Chronicle,
        nth: usize,
        (before, here): (bool, bool),
        props: &Props,
    ) -> Option<Self> {
        let step = chronicle.steps().get(nth)?;
        let words = props.language.history_words();
        let texts = &props.base.texts;
        let [is, was] = [chronicle.after(nth, texts), chronicle.before(nth, texts)];
        let states: Vec<&Project> = [&is, &was]
            .into_iter()
            .flatten()
            .map(|past| &past.project)
            .chain([&props.base.project])
            .collect();
        let (mut lines, mut more, mut moment) = (Vec::new(), 0, None);
        let mut only = props.current.clone();
        let mut remark = None;
        match step {
            Step::Done(done) => {
                lines = props.wording().lines(done, &states, MOST);
                more = done.transaction.changes.len().saturating_sub(MOST);
                moment = clock::local(&done.at);
                if let [about] = &done.about[..] {
                    only = Some(about.id.clone());
                }
                if chronicle.barrier() == Some(nth) {
                    remark = Some(words.unfit_why.to_owned());
                }
            }
            Step::Damaged(_, damage) => {
                let why = words::history::damage(*damage, props.language);
                remark = Some(format!("{} ({why})", words.damaged_why));
            }
            Step::Missing { .. } => remark = Some(words.missing_why.to_owned()),
        }
        let present = |id: DocumentId| {
            let document = props.base.project.document(&id)?;
            Some((id, Arc::clone(&document.head.name)))
        };
        let only = only.and_then(present);
        let here = here && only.is_some();
        let past = if before { was } else { is };
        let then = past.map(|past| Then::of(past, only.as_ref().filter(|_| here), props));
        if then.is_none() && remark.is_none() {
            remark = Some(words.no_state.to_owned());
        }
        Some(Self {
            title: words::history::step(step, props.language),
            moment,
            remark,
            lines,
            more,
            before,
            only,
            here,
            then,
        })
    }

    /// The state to be restored, and the document that alone is.
    pub(super) fn to_restore(&self) -> Option<(Past, Option<DocumentId>)> {
        let then = self.then.as_ref().filter(|then| then.can_be_restored())?;
        let only = self.only.as_ref().filter(|_| self.here);
        Some((then.past.clone(), only.map(|(id, _)| id.clone())))
    }

    pub(super) fn draw(&self, props: &Props, link: &Scope<History>) -> Html {
        let words = props.language.history_words();
        let when = self
            .moment
            .map(|moment| format!("{} {}", moment.date(props.language), moment.clock()));
        html! {
            <>
                <h3>{ self.title.clone() } <span class="muted">{ when }</span></h3>
                if let Some(remark) = &self.remark { <p class="wrong" data-testid="history-remark">{ remark.clone() }</p> }
                { self.restoring(words, props, link) }
                if !self.lines.is_empty() {
                    <h4>{ words.did }</h4>
                    <ul class="history-lines" data-testid="history-lines">
                        { for self.lines.iter().map(|own| line(own, words, props)) }
                    </ul>
                    if self.more > 0 { <p class="muted">{ format!("{} {}", words.more, self.more) }</p> }
                }
            </>
        }
    }

    fn restoring(&self, words: &HistoryWords, props: &Props, link: &Scope<History>) -> Html {
        let choice = |id: &'static str, name: &str, pressed: bool, msg: fn() -> Msg| {
            html! {
                <button type="button" class="small choice" data-testid={id} aria-pressed={pressed.to_string()} title={name.to_owned()}
                    onclick={link.callback(move |_| msg())}>{ name.to_owned() }</button>
            }
        };
        let here = self.only.as_ref().map(|(_, name)| {
            let open = props.language.pick("：", ": ");
            format!("{}{open}{name}", words.here)
        });
        html! {
            <>
                <div class="history-choices">
                    <span class="choices">
                        { choice("history-after", words.as_after, !self.before, || Msg::Before(false)) }
                        { choice("history-before", words.as_before, self.before, || Msg::Before(true)) }
                    </span>
                    <span class="choices">
                        { choice("history-whole", words.whole, !self.here, || Msg::Here(false)) }
                        if let Some(here) = here { { choice("history-here", &here, self.here, || Msg::Here(true)) } }
                    </span>
                </div>
                if let Some(then) = &self.then {
                    <h4>{ words.restoring }</h4>
                    <p data-testid="history-summary">{ then.said(words, props) }</p>
                    if !then.gone.is_empty() {
                        <p class="wrong">{ format!("{} {}", words.gone, then.gone.join("、")) }</p>
                    }
                    <p class="history-do">
                        <button type="button" class="primary" data-testid="history-restore" aria-disabled={(!then.can_be_restored()).to_string()}
                            onclick={link.callback(|_| Msg::Restore)}>{ words.restore }</button>
                        <span class="muted">{ words.restore_hint }</span>
                    </p>
                }
            </>
        }
    }
}

impl Then {
    fn of(past: Past, only: Option<&(DocumentId, Arc<str>)>, props: &Props) -> Self {
        let only = only.map(|(id, _)| id);
        // When it would be is of no account here.
        let at = Timestamp::new("");
        let step = between(&props.base.project, &past.project, only, &at);
        let gone = past.gone().filter(|_| only.is_none()).cloned();
        Self {
            summary: Summary::of(&step),
            gone: gone.collect(),
            lacks: only.is_some_and(|only| past.project.document(only).is_none()),
            past,
        }
    }

    fn can_be_restored(&self) -> bool {
        !self.lacks && self.summary != Summary::default()
    }

    fn said(&self, words: &HistoryWords, props: &Props) -> String {
        if self.lacks {
            return words.was_there_not.into();
        }
        let said = words::history::summary(&self.summary, props.language);
        if said.is_empty() {
            return words.nothing.into();
        }
        said.join(props.language.pick("，", ", "))
    }
}

fn line(line: &Line, words: &HistoryWords, props: &Props) -> Html {
    let (sign, name) = match line.sign {
        Sign::Came => ("+", words.came),
        Sign::Went => ("−", words.went),
        Sign::Changed => ("≠", words.changed),
    };
    let look = line
        .label
        .as_ref()
        .map(|label| looks::class(&props.scheme, label));
    html! {
        <li class={classes!(look)}>
            <span class="sign" title={name}><span aria-hidden="true">{ sign }</span><span class="unseen">{ name }</span></span>
            if let Some(document) = &line.document { <span class="muted">{ format!("{document} · ") }</span> }
            <span class="label-chip">{ line.what.clone() }</span>
            <span class="quote" lang="zh-CN">{ line.quote.clone() }</span>
            if !line.parts.is_empty() {
                <dl>{ for line.parts.iter().map(|own| part(own, line.sign, words)) }</dl>
            }
        </li>
    }
}

fn part(part: &Part, sign: Sign, words: &HistoryWords) -> Html {
    let value = |value: &str| {
        if value.is_empty() {
            words.blank.to_owned()
        } else {
            value.to_owned()
        }
    };
    let before = (sign != Sign::Came).then(|| html! { <del>{ value(&part.before) }</del> });
    let after = (sign != Sign::Went).then(|| html! { <ins>{ value(&part.after) }</ins> });
    html! {
        <div>
            <dt>{ part.name.clone() }</dt>
            <dd lang="zh-CN">{ before }{ if sign == Sign::Changed { " → " } else { "" } }{ after }</dd>
        </div>
    }
}
