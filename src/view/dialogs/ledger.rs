//! The ledger (台账): commitments as a table, sorted, filtered, grouped by party, handed out as CSV
//! and XLSX. A row leads to its place in the text.

use std::rc::Rc;

use reportmark_core::{
    attainment::Attainment,
    ledger::{Column, Filter, Row, by_party, filter, rows, sort},
    lexicon::jurisdiction,
    model::{Document, Lexicon},
    outline::Outline,
    scheme::{Label, LabelKind, Scheme, Terms},
};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement};
use yew::{
    Callback, Component, Context, Event, Html, InputEvent, KeyboardEvent, Properties,
    TargetCast as _, html,
};

use super::{Props as Dialog, closing};
use crate::{
    app::{Action, Detail, Language, ledger::Wording},
    browser::{clock, workbook::Maker},
    view::{Dispatch, Shared, looks, modal::Frame},
};

/// Rows that are drawn at first, and with every further asking.
const SHOWN: usize = 200;

/// Columns that the page has only where a row has something in them; a file has all. That of the
/// document is for several.
const SPARSE: [Column; 9] = [
    Column::Direction,
    Column::Basis,
    Column::Baseline,
    Column::Funding,
    Column::Leader,
    Column::Supervisor,
    Column::Implementer,
    Column::DefaultParty,
    Column::Note,
];

pub(super) fn ledger(props: &Dialog<'_>) -> (Frame, Html) {
    let state = props.state;
    let body = html! {
        <Ledger documents={state.project.present().map(Shared::from).collect::<Vec<_>>()}
            current={state.document().map(Shared::from)} scheme={Shared::from(&state.project.scheme)}
            terms={Shared(state.terms())} lexicon={Shared(state.lexicon())}
            language={props.language} dispatch={props.dispatch.clone()} />
    };
    let frame = Frame {
        title: props.language.detail_words().ledger,
        wide: true,
        close: closing(props),
    };
    (frame, body)
}

#[derive(PartialEq, Properties)]
struct Props {
    documents: Vec<Shared<Document>>,
    current: Option<Shared<Document>>,
    scheme: Shared<Scheme>,
    terms: Shared<Terms>,
    lexicon: Shared<Lexicon>,
    language: Language,
    dispatch: Dispatch,
}

enum Msg {
    /// All documents, or the current one.
    All(bool),
    Sort(Column),
    Text(String),
    Label(usize),
    Attainment(usize),
    Overdue(bool),
    Grouped(bool),
    More,
    Csv,
    Xlsx,
    /// A workbook was made, or could not be.
    Made(Result<Vec<u8>, String>),
}

/// The table.
struct Ledger {
    all: bool,
    rows: Rc<Vec<Row>>,
    sorted: Option<(Column, bool)>,
    text: String,
    label: usize,
    attainment: usize,
    overdue: bool,
    grouped: bool,
    shown: usize,
    failed: Option<String>,
    /// Makes a workbook.
    maker: Option<Maker>,
}

impl Component for Ledger {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let mut ledger = Self {
            all: false,
            rows: Rc::default(),
            sorted: None,
            text: String::new(),
            label: 0,
            attainment: 0,
            overdue: false,
            grouped: false,
            shown: SHOWN,
            failed: None,
            maker: None,
        };
        ledger.make(ctx.props());
        ledger
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        if ctx.props() != old {
            self.make(ctx.props());
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        self.failed = None;
        match msg {
            Msg::All(all) => {
                self.all = all;
                self.make(ctx.props());
            }
            Msg::Sort(column) => {
                self.sorted = match self.sorted {
                    Some((own, false)) if own == column => Some((column, true)),
                    Some((own, true)) if own == column => None,
                    _ => Some((column, false)),
                };
            }
            Msg::Text(text) => self.text = text,
            Msg::Label(nth) => self.label = nth,
            Msg::Attainment(nth) => self.attainment = nth,
            Msg::Overdue(overdue) => self.overdue = overdue,
            Msg::Grouped(grouped) => self.grouped = grouped,
            Msg::More => {
                self.shown += SHOWN;
                return true;
            }
            Msg::Csv => {
                let bytes = self.wording(ctx).csv(&self.chosen(ctx));
                hand_out(ctx, "csv", "text/csv", bytes);
            }
            Msg::Xlsx => {
                let table = self.wording(ctx).table(&self.chosen(ctx));
                let link = ctx.link().clone();
                let made = move |made| link.send_message(Msg::Made(made));
                self.maker = Maker::start(&table, made)
                    .map_err(|why| self.failed = Some(why))
                    .ok();
            }
            Msg::Made(made) => {
                self.maker = None;
                match made {
                    Ok(bytes) => hand_out(ctx, "xlsx", XLSX, bytes),
                    Err(why) => self.failed = Some(why),
                }
            }
        }
        self.shown = SHOWN;
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let words = ctx.props().language.detail_words();
        let chosen = self.chosen(ctx);
        html! {
            <div class="ledger" data-testid="ledger">
                { self.tools(ctx, chosen.len()) }
                if let Some(failed) = &self.failed { <p class="wrong" role="alert">{ failed.clone() }</p> }
                if self.rows.is_empty() {
                    <p class="muted">{ words.ledger_none }</p>
                } else if chosen.is_empty() {
                    <p class="muted">{ words.ledger_none_such }</p>
                } else if self.grouped {
                    { for by_party(&chosen).iter().map(|group| html! {
                        <details key={group.party.to_owned()} class="group">
                            <summary><strong lang="zh-CN">{ if group.party.is_empty() { words.ledger_nobody } else { group.party }.to_owned() }</strong>
                                <span class="muted">{ format!(" {}", group.rows.len()) }</span></summary>
                            { self.table(ctx, &group.rows) }
                        </details>
                    }) }
                } else {
                    { self.table(ctx, &chosen) }
                }
            </div>
        }
    }
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn hand_out(ctx: &Context<Ledger>, ending: &str, media: &'static str, bytes: Vec<u8>) {
    let detail = Detail::HandOut {
        name: format!("reportmark-ledger.{ending}"),
        media,
        bytes,
    };
    ctx.props().dispatch.emit(Action::Detail(Box::new(detail)));
}

impl Ledger {
    fn wording<'a>(&self, ctx: &'a Context<Self>) -> Wording<'a> {
        let props = ctx.props();
        Wording {
            scheme: &props.scheme,
            terms: &props.terms,
            language: props.language,
        }
    }

    /// Make the rows anew.
    fn make(&mut self, props: &Props) {
        let documents = if self.all {
            props.documents.clone()
        } else {
            props.current.clone().into_iter().collect()
        };
        let mut all = Vec::new();
        for document in documents {
            let outline = Outline::of(&document.text);
            let whose = jurisdiction(&document);
            let canonical = |name: &str| {
                let body = props.lexicon.called(name, &whose);
                body.map_or_else(|| name.to_owned(), |body| body.name.to_string())
            };
            all.extend(rows(&document, &props.scheme, &outline, &canonical));
        }
        self.rows = Rc::new(all);
    }

    /// The rows that pass the filter, in order.
    fn chosen(&self, ctx: &Context<Self>) -> Vec<&Row> {
        let mut labels = ctx.props().scheme.labels.iter().filter(is_commitment);
        let label = self.label.checked_sub(1).and_then(|nth| labels.nth(nth));
        let attainment = self.attainment.checked_sub(1);
        let today = clock::today();
        let wanted = Filter {
            text: &self.text,
            label: label.map(|label| &label.id),
            attainment: attainment.and_then(|nth| Attainment::ALL.get(nth).copied()),
            overdue: self
                .overdue
                .then(|| today.as_str().get(..10).unwrap_or_default()),
            ..Filter::default()
        };
        let all: Vec<&Row> = self.rows.iter().collect();
        let mut chosen = filter(&all, &wanted);
        if let Some((column, descending)) = self.sorted {
            sort(&mut chosen, column, descending);
        }
        chosen
    }

    fn tools(&self, ctx: &Context<Self>, count: usize) -> Html {
        let props = ctx.props();
        let words = props.language.detail_words();
        let link = ctx.link();
        let check = |checked: bool, name: &'static str, id: &'static str, msg: fn(bool) -> Msg| {
            let switched = link.batch_callback(move |event: Event| {
                let input = event.target_dyn_into::<HtmlInputElement>()?;
                Some(msg(input.checked()))
            });
            html! { <label class="check"><input type="checkbox" data-testid={id} {checked} onchange={switched} />{ name }</label> }
        };
        let pick = |names: Vec<String>,
                    name: &'static str,
                    id: &'static str,
                    chosen: usize,
                    msg: fn(usize) -> Msg| {
            let picked = link.batch_callback(move |event: Event| {
                let select = event.target_dyn_into::<HtmlSelectElement>()?;
                Some(msg(usize::try_from(select.selected_index()).ok()?))
            });
            html! {
                <select aria-label={name} data-testid={id} onchange={picked}>
                    { for names.into_iter().enumerate().map(|(nth, name)| html! { <option key={nth} selected={nth == chosen}>{ name }</option> }) }
                </select>
            }
        };
        let mut labels = vec![words.ledger_any_label.to_owned()];
        labels.extend(
            props
                .scheme
                .labels
                .iter()
                .filter(is_commitment)
                .map(|label| looks::label_name(label, props.language).to_owned()),
        );
        let mut attainments = vec![words.ledger_any_attainment.to_owned()];
        let attained = |own: Attainment| match own {
            Attainment::Met => words.met,
            Attainment::OnTrack => words.on_track,
            Attainment::Behind => words.behind,
            Attainment::Unknown => words.unknown,
        };
        attainments.extend(Attainment::ALL.map(|own| attained(own).to_owned()));
        let typed = link.batch_callback(|event: InputEvent| {
            let input = event.target_dyn_into::<HtmlInputElement>()?;
            Some(Msg::Text(input.value()))
        });
        html! {
            <div class="ledger-tools">
                <input type="text" data-testid="ledger-search" aria-label={words.ledger_search} placeholder={words.ledger_search} oninput={typed} />
                { pick(labels, words.ledger_label, "ledger-label", self.label, Msg::Label) }
                { pick(attainments, words.ledger_attainment, "ledger-attainment", self.attainment, Msg::Attainment) }
                { check(self.overdue, words.ledger_overdue, "ledger-overdue", Msg::Overdue) }
                { check(self.grouped, words.ledger_grouped, "ledger-grouped", Msg::Grouped) }
                { check(self.all, words.ledger_all, "ledger-all", Msg::All) }
                <span class="muted" role="status" data-testid="ledger-count">{ format!("{count} {}", words.ledger_rows) }</span>
                <span class="ledger-out">
                    <button type="button" data-testid="ledger-csv" onclick={link.callback(|_| Msg::Csv)}>{ "CSV" }</button>
                    <button type="button" data-testid="ledger-xlsx" onclick={link.callback(|_| Msg::Xlsx)}>{ "XLSX" }</button>
                </span>
            </div>
        }
    }

    fn table(&self, ctx: &Context<Self>, rows: &[&Row]) -> Html {
        let words = ctx.props().language.detail_words();
        let wording = self.wording(ctx);
        let is_shown = |column: &Column| match column {
            Column::Document => self.all,
            own if SPARSE.contains(own) => rows.iter().any(|row| !own.cell(row).is_empty()),
            _ => true,
        };
        let columns: Vec<Column> = Column::ALL.into_iter().filter(is_shown).collect();
        let head = |column: Column| {
            let sorted = self.sorted.filter(|(own, _)| *own == column);
            let (aria, arrow) = match sorted {
                None => ("none", ""),
                Some((_, false)) => ("ascending", " ↑"),
                Some((_, true)) => ("descending", " ↓"),
            };
            html! {
                <th scope="col" aria-sort={aria} class={class(column)}><button type="button" class="quiet small"
                    onclick={ctx.link().callback(move |_| Msg::Sort(column))}>{ wording.header(column) }{ arrow }</button></th>
            }
        };
        let more = rows.len().saturating_sub(self.shown);
        html! {
            <>
                <div class="ledger-scroll"><table onkeydown={Callback::from(|event: KeyboardEvent| step(&event))}>
                    <thead><tr>{ for columns.iter().map(|column| head(*column)) }</tr></thead>
                    <tbody>{ for rows.iter().take(self.shown).map(|row| self.row(ctx, &columns, row)) }</tbody>
                </table></div>
                if more > 0 {
                    <button type="button" class="quiet" onclick={ctx.link().callback(|_| Msg::More)}>{ format!("{} {more}", words.and_more) }</button>
                }
            </>
        }
    }

    fn row(&self, ctx: &Context<Self>, columns: &[Column], row: &Row) -> Html {
        let props = ctx.props();
        let wording = self.wording(ctx);
        let go = {
            let (dispatch, document, span) = (
                props.dispatch.clone(),
                row.document.clone(),
                row.span.clone(),
            );
            Callback::from(move |_| {
                dispatch.emit(Action::CloseDialog);
                dispatch.emit(Action::Show(document.clone()));
                dispatch.emit(Action::SelectSpan(span.clone()));
            })
        };
        let cell = |column: Column| {
            let shown = wording.cell(row, column);
            let class = match column {
                Column::Attainment => row.attainment.map_or("", Attainment::name),
                _ => class(column),
            };
            if column == Column::Text {
                html! { <td {class}><button type="button" class="quiet" lang="zh-CN" onclick={go.clone()}>{ shown }</button></td> }
            } else if column == Column::Section {
                html! { <td {class} lang="zh-CN" title={shown.clone()}><span class="few-lines">{ shown }</span></td> }
            } else {
                html! { <td {class} lang="zh-CN">{ shown }</td> }
            }
        };
        html! {
            <tr key={format!("{}/{}", row.document.as_str(), row.span.as_str())} class={looks::class(&props.scheme, &row.label)}
                data-span-id={row.span.as_str().to_owned()}>
                { for columns.iter().map(|column| cell(*column)) }
            </tr>
        }
    }
}

/// Whether a ledger has rows of a label.
fn is_commitment(label: &&Label) -> bool {
    label.kind.is_some_and(LabelKind::is_commitment)
}

/// The class of a column.
const fn class(column: Column) -> &'static str {
    match column {
        Column::Text => "text",
        Column::Value | Column::Baseline => "value",
        Column::Section => "section",
        Column::Label => "label",
        Column::Indicator => "indicator",
        Column::Leader
        | Column::Lead
        | Column::Co
        | Column::Supervisor
        | Column::Implementer
        | Column::DefaultParty => "names",
        _ => "",
    }
}

/// Arrow keys go from row to row.
fn step(event: &KeyboardEvent) {
    let down = match event.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    let row = event
        .target_dyn_into::<Element>()
        .and_then(|target| target.closest("tr").ok()?);
    let next = row.and_then(|row| {
        if down {
            row.next_element_sibling()
        } else {
            row.previous_element_sibling()
        }
    });
    let button = next.and_then(|next| next.query_selector(".text button").ok()?);
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        button.focus().ok();
    }
}
