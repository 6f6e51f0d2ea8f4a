//! What a rule of the analyst's own would find in the project.

use std::sync::Arc;

use gloo_timers::callback::Timeout;
use reportmark_core::{
    model::{Document, Project},
    suggest::{Agreement, Learned, Rulebook, Suggestion, Trial, agreement, rulebook::OwnRule},
};
use yew::{Component, Context, Html, Properties, html};

use crate::{app::Language, browser::timing};

/// Bytes that are looked through at a time, and milliseconds after which the page gets its turn.
const STEP: usize = 1 << 13;
const TURN: f64 = 8.0;

/// Hits that are shown.
const SHOWN: usize = 60;

/// Characters around a hit, and of it, that are shown.
const AROUND: usize = 16;
const QUOTE: usize = 60;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    pub rule: OwnRule,
    pub project: Project,
    pub language: Language,
}

pub(super) enum Msg {
    GoOn,
}

/// A place that would be suggested.
struct Hit {
    document: String,
    before: String,
    quote: String,
    behind: String,
    told: Agreement,
}

pub(super) struct Preview {
    book: Arc<Rulebook>,
    documents: Vec<Arc<Document>>,
    /// The document that is looked through.
    nth: usize,
    trial: Trial,
    /// What was rejected in the same context elsewhere is not offered.
    learned: Learned,
    hits: Vec<Hit>,
    /// How many were found that nothing was said of, that are marked just so, that were rejected, and
    /// of which something else is marked.
    counts: [usize; 4],
    /// How many documents have any.
    having: usize,
    timer: Option<Timeout>,
}

impl Component for Preview {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let Props { rule, project, .. } = ctx.props();
        let mut own = Self {
            book: Arc::new(Rulebook::trying(rule, &project.scheme)),
            documents: project.present().cloned().collect(),
            nth: 0,
            trial: Trial::default(),
            learned: Learned::default(),
            hits: Vec::new(),
            counts: [0; 4],
            having: 0,
            timer: None,
        };
        own.learned.follow(project, usize::MAX);
        own.wait(ctx);
        own
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        let finds = |rule: &OwnRule| {
            let OwnRule {
                label,
                words,
                pattern,
                ..
            } = rule.clone();
            (label, words, pattern)
        };
        if finds(&props.rule) != finds(&old.rule)
            || props.project.documents != old.project.documents
        {
            *self = Self::create(ctx);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, Msg::GoOn: Msg) -> bool {
        let start = timing::now();
        while let Some(document) = self.documents.get(self.nth).cloned() {
            if self.trial.step(&document, &self.book, STEP) {
                self.take(ctx.props(), &document);
            }
            if timing::now() - start > TURN {
                self.wait(ctx);
                return true;
            }
        }
        self.timer = None;
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let words = ctx.props().language.suggest_words();
        let all: usize = self.counts.iter().sum();
        let [new, same, rejected, other] = self.counts;
        let part = |name: &str, count: usize| (count > 0).then(|| format!(" · {name} {count}"));
        let is_done = self.nth >= self.documents.len();
        html! {
            <div class="preview" data-testid="preview">
                <p class="muted" role="status" data-done={is_done.to_string()}>
                    { format!("{} {all} · {} {}", words.try_hits, words.try_documents, self.having) }
                    { part(words.try_new, new) }{ part(words.try_same, same) }
                    { part(words.try_rejected, rejected) }{ part(words.try_other, other) }
                    if !is_done { { format!(" · {} {}/{}", words.looking, self.nth, self.documents.len()) } }
                </p>
                <ul>{ for self.hits.iter().enumerate().map(|(nth, hit)| row(nth, hit, ctx.props().language)) }</ul>
                if all > SHOWN { <p class="muted">{ format!("{} {}", words.try_more, all - SHOWN) }</p> }
            </div>
        }
    }
}

impl Preview {
    fn wait(&mut self, ctx: &Context<Self>) {
        let link = ctx.link().clone();
        self.timer = Some(Timeout::new(0, move || link.send_message(Msg::GoOn)));
    }

    /// Takes over what was found in a document, and goes on to the next.
    fn take(&mut self, props: &Props, document: &Document) {
        let trial = std::mem::take(&mut self.trial);
        self.nth += 1;
        self.having += usize::from(!trial.found().is_empty());
        for own in trial.found() {
            let label = &props.rule.label;
            let told = match agreement(document, label, own) {
                Agreement::New if self.learned.is_refused(&document.text, label, own.range) => {
                    Agreement::Rejected
                }
                told => told,
            };
            let [new, same, rejected, other] = &mut self.counts;
            *match told {
                Agreement::New => new,
                Agreement::Same => same,
                Agreement::Rejected => rejected,
                Agreement::Other => other,
            } += 1;
            if self.hits.len() < SHOWN {
                self.hits.push(hit(document, own, told));
            }
        }
    }
}

fn hit(document: &Document, own: &Suggestion, told: Agreement) -> Hit {
    let text = document.text.as_str();
    let (start, end) = (own.range.start().bytes(), own.range.end().bytes());
    let before = text.get(..start).unwrap_or_default();
    let behind = text.get(end..).unwrap_or_default();
    let is_line = |c: &char| !matches!(c, '\n' | '\r');
    let mut near: Vec<char> = before
        .chars()
        .rev()
        .take(AROUND)
        .take_while(is_line)
        .collect();
    near.reverse();
    Hit {
        document: document.head.name.to_string(),
        before: near.into_iter().collect(),
        quote: document.text.slice(own.range).chars().take(QUOTE).collect(),
        behind: behind.chars().take(AROUND).take_while(is_line).collect(),
        told,
    }
}

fn row(nth: usize, hit: &Hit, language: Language) -> Html {
    let words = language.suggest_words();
    let told = match hit.told {
        Agreement::New => words.try_new,
        Agreement::Same => words.try_same,
        Agreement::Rejected => words.try_rejected,
        Agreement::Other => words.try_other,
    };
    html! {
        <li key={nth}>
            <span lang="zh-CN">{ hit.before.clone() }<mark>{ hit.quote.clone() }</mark>{ hit.behind.clone() }</span>
            <span class="muted">{ format!("{} · {told}", hit.document) }</span>
        </li>
    }
}
