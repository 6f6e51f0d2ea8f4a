//! The fields of a document (guideline §7), each with where the text states it.

use reportmark_core::{parse::document::iso_date, scheme::Form};
use serde_json::{Map, Value};
use web_sys::HtmlSelectElement;
use yew::{Callback, Event, Html, KeyboardEvent, TargetCast as _, html};

use super::{document::Props, say};
use crate::{
    app::{Action, Detail, words::DetailWords},
    browser::page,
    view::{field::Field, icons, send},
};

/// What is typed in a field.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Text,
    Date,
    /// A stretch of time.
    Period,
    Genre,
    /// A part of the region.
    Region(&'static str),
}

/// A field: its name in files, the id of its element, what is typed in it.
type Row = (&'static str, &'static str, Kind);

const ROWS: [Row; 19] = [
    ("title", "field-title", Kind::Text),
    ("genre", "field-genre", Kind::Genre),
    ("issuing_body", "field-issuing_body", Kind::Text),
    ("doc_number", "field-doc_number", Kind::Text),
    ("index_number", "field-index_number", Kind::Text),
    ("subject_class", "field-subject_class", Kind::Text),
    ("issue_date", "field-issue_date", Kind::Date),
    ("publish_date", "field-publish_date", Kind::Date),
    ("report_period", "field-report_period", Kind::Period),
    ("plan_period", "field-plan_period", Kind::Period),
    ("default_party", "field-default_party", Kind::Text),
    ("region", "field-region-province", Kind::Region("province")),
    (
        "region",
        "field-region-prefecture",
        Kind::Region("prefecture"),
    ),
    ("region", "field-region-county", Kind::Region("county")),
    ("speaker", "field-speaker", Kind::Text),
    ("meeting", "field-meeting", Kind::Text),
    ("validity", "field-validity", Kind::Text),
    ("source", "field-source", Kind::Text),
    ("url", "field-url", Kind::Text),
];

const GENRES: [&str; 6] = [
    "proposal_handling",
    "supervision_bulletin",
    "work_report",
    "plan_report",
    "task_decomposition",
    "other",
];

pub(super) fn fields(
    props: &Props,
    wrong: Option<&'static str>,
    on_wrong: &Callback<Option<&'static str>>,
) -> Html {
    let words = props.language.detail_words();
    html! {
        <div class="fields" role="group" aria-label={words.fields}>
            <p class="block-line"><span class="name">{ words.fields }</span>
                <button type="button" class="small" data-testid="fill-fields"
                    onclick={send(&props.dispatch, || say(Detail::FillFields))}>{ words.fields_fill }</button></p>
            { for ROWS.into_iter().map(|own| row(props, own, wrong, on_wrong)) }
        </div>
    }
}

fn row(
    props: &Props,
    (name, id, kind): Row,
    wrong: Option<&'static str>,
    on_wrong: &Callback<Option<&'static str>>,
) -> Html {
    let words = props.language.detail_words();
    let head = &props.document.head;
    let stored = head.fields.get(name);
    let is_blank = stored.is_some_and(Value::is_null);
    let shown = match kind {
        Kind::Region(part) => stored.and_then(|region| region.get(part)),
        _ => stored,
    };
    let shown = shown.and_then(Value::as_str).unwrap_or_default();
    let mut evidence = head.evidence.iter();
    let evidence = evidence
        .find(|slot| &*slot.name == name)
        .map(|slot| slot.range);
    let is_first_of_its_name = !matches!(kind, Kind::Region(part) if part != "province");
    let take = send(&props.dispatch, move || {
        say(Detail::FieldFromText(name.into()))
    });
    let label = field_name(id, words);
    let field = if kind == Kind::Genre {
        genre(props, shown, label)
    } else {
        let write = writing(props, name, kind, id, Some(on_wrong));
        let typed = writing(props, name, kind, id, None);
        html! {
            <Field {id} name={label} value={std::sync::Arc::<str>::from(shown)} placeholder={if is_blank { words.field_blank } else { "" }}
                chinese=true on_change={write} on_write={typed} on_escape={Callback::from(|()| page::focus_text())} />
        }
    };
    html! {
        <div key={id} class="field-row" data-field={name}>
            { field }
            <span class="field-tools">
                if let Some(range) = evidence.filter(|_| is_first_of_its_name) {
                    <button type="button" class="quiet small" title={words.field_show} aria-label={format!("{} {label}", words.field_show)}
                        onclick={send(&props.dispatch, move || Action::Put { anchor: range.start(), focus: range.end() })}>{ icons::find() }</button>
                }
                if is_first_of_its_name && kind != Kind::Genre && !matches!(kind, Kind::Region(_)) {
                    <button type="button" class="quiet small" aria-label={format!("{} {label}", words.field_take)} title={words.field_take}
                        onclick={take}>{ "⇤" }</button>
                }
            </span>
            if wrong == Some(id) {
                <span class="wrong" role="alert">{ if kind == Kind::Period { words.wrong_period } else { words.wrong_date } }</span>
            }
        </div>
    }
}

/// Hand on what was typed, if it can be read. While it is being typed, without `on_wrong`, it is not
/// told of as wrong: it may be so only by now.
fn writing(
    props: &Props,
    name: &'static str,
    kind: Kind,
    id: &'static str,
    on_wrong: Option<&Callback<Option<&'static str>>>,
) -> Callback<String> {
    let (dispatch, on_wrong) = (props.dispatch.clone(), on_wrong.cloned());
    let region = props.document.head.fields.get("region").cloned();
    Callback::from(move |typed: String| {
        // What is being typed stands as it is, so that nothing else is put into the field.
        let is_over = on_wrong.is_some();
        let typed = if is_over || typed.trim().is_empty() {
            typed.trim()
        } else {
            typed.as_str()
        };
        let value = match kind {
            _ if typed.is_empty() && !matches!(kind, Kind::Region(_)) => None,
            Kind::Date | Kind::Period => match time(kind, typed) {
                Some(date) if is_over || date == typed => Some(date.into()),
                _ => {
                    if let Some(on_wrong) = &on_wrong {
                        on_wrong.emit(Some(id));
                    }
                    return;
                }
            },
            Kind::Region(part) => region_with(region.clone(), part, typed),
            Kind::Text | Kind::Genre => Some(typed.into()),
        };
        if let Some(on_wrong) = &on_wrong {
            on_wrong.emit(None);
        }
        dispatch.emit(say(Detail::WriteField(name.into(), value)));
    })
}

/// What was typed as files write a date or a stretch of time.
fn time(kind: Kind, typed: &str) -> Option<String> {
    if kind == Kind::Date {
        return iso_date(typed);
    }
    let period = Form::Period.parse(typed).ok()?;
    Some(period?.as_str()?.to_owned())
}

/// A region with another part; none without any.
fn region_with(region: Option<Value>, part: &str, typed: &str) -> Option<Value> {
    let mut members = match region {
        Some(Value::Object(members)) => members,
        _ => Map::new(),
    };
    if typed.is_empty() {
        members.remove(part);
    } else {
        members.insert(part.into(), typed.into());
    }
    (!members.is_empty()).then_some(Value::Object(members))
}

fn genre(props: &Props, shown: &str, label: &'static str) -> Html {
    let words = props.language.detail_words();
    let dispatch = props.dispatch.clone();
    let set = Callback::from(move |event: Event| {
        let value = event
            .target_dyn_into::<HtmlSelectElement>()
            .map(|select| select.value());
        let value = value.filter(|value| !value.is_empty()).map(Value::String);
        dispatch.emit(say(Detail::Field("genre".into(), value)));
    });
    let leave = Callback::from(|event: KeyboardEvent| {
        if event.key() == "Escape" {
            page::focus_text();
        }
    });
    html! {
        <label class="field"><span>{ label }</span>
            <select id="field-genre" data-testid="field-genre" onchange={set} onkeydown={leave}>
                <option key="" value="" selected={shown.is_empty()}>{ "—" }</option>
                { for GENRES.into_iter().map(|id| html! {
                    <option key={id} value={id} selected={id == shown}>{ genre_name(id, words) }</option>
                }) }
            </select>
        </label>
    }
}

const fn genre_name(id: &str, words: &DetailWords) -> &'static str {
    match id.as_bytes() {
        b"proposal_handling" => words.genre_proposal_handling,
        b"supervision_bulletin" => words.genre_supervision_bulletin,
        b"work_report" => words.genre_work_report,
        b"plan_report" => words.genre_plan_report,
        b"task_decomposition" => words.genre_task_decomposition,
        _ => words.genre_other,
    }
}

fn field_name(id: &str, words: &DetailWords) -> &'static str {
    match id.trim_start_matches("field-") {
        "title" => words.field_title,
        "genre" => words.field_genre,
        "issuing_body" => words.field_issuing_body,
        "doc_number" => words.field_doc_number,
        "index_number" => words.field_index_number,
        "subject_class" => words.field_subject_class,
        "issue_date" => words.field_issue_date,
        "publish_date" => words.field_publish_date,
        "report_period" => words.field_report_period,
        "plan_period" => words.field_plan_period,
        "default_party" => words.field_default_party,
        "region-province" => words.field_province,
        "region-prefecture" => words.field_prefecture,
        "region-county" => words.field_county,
        "speaker" => words.field_speaker,
        "meeting" => words.field_meeting,
        "validity" => words.field_validity,
        "source" => words.field_source,
        _ => words.field_url,
    }
}
