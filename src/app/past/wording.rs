//! What is said of labels, attributes, fields and the like in a language.

use reportmark_core::{
    model::{DocumentStatus, Span, SpanStatus, Tense, ZoneKind},
    scheme::{Attribute, Form, LabelId, Scheme, Terms},
};
use serde_json::Value;

use crate::app::Language;

/// What words are taken from.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    /// The scheme in force.
    pub scheme: &'a Scheme,
    /// Its terms.
    pub terms: &'a Terms,
    /// The language.
    pub language: Language,
}

impl Wording<'_> {
    /// The name of a label; its id where the scheme does not know it.
    #[must_use]
    pub fn label(&self, id: &LabelId) -> String {
        let label = self.scheme.label(id);
        label
            .map_or(id.as_str(), |own| {
                self.language.pick(&own.name.zh, &own.name.en)
            })
            .into()
    }

    pub(super) fn attribute(&self, label: &LabelId, key: &str) -> Option<&Attribute> {
        self.terms.attribute(label, key)
    }

    pub(super) fn attribute_name(&self, label: &LabelId, key: &str) -> String {
        let own = self.attribute(label, key);
        own.map_or(key, |own| self.language.pick(&own.name.zh, &own.name.en))
            .into()
    }

    pub(super) fn value(&self, span: &Span, key: &str) -> String {
        let Some(value) = span.attributes.get(key) else {
            return String::new();
        };
        let Some(attribute) = self.attribute(&span.label, key) else {
            return plain_value(value);
        };
        if attribute.form == Form::Flag {
            return plain_value(value);
        }
        if let Some(choice) = value.as_str().and_then(|id| attribute.choice(id)) {
            return self.language.pick(&choice.name.zh, &choice.name.en).into();
        }
        let comparator = span.attributes.get("comparator").and_then(Value::as_str);
        attribute.form.show(value, comparator == Some("range"))
    }

    pub(super) fn field(&self, key: &str) -> String {
        let words = self.language.detail_words();
        match key {
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
            "region" => self.language.history_words().region,
            "speaker" => words.field_speaker,
            "meeting" => words.field_meeting,
            "validity" => words.field_validity,
            "source" => words.field_source,
            "url" => words.field_url,
            other => other,
        }
        .into()
    }

    pub(super) const fn document_status(&self, status: DocumentStatus) -> &'static str {
        let words = self.language.words();
        match status {
            DocumentStatus::New => words.status_new,
            DocumentStatus::InProgress => words.status_in_progress,
            DocumentStatus::Done => words.status_done,
        }
    }

    pub(super) const fn span_status(&self, status: SpanStatus) -> &'static str {
        let words = self.language.words();
        match status {
            SpanStatus::Accepted => words.list_accepted,
            SpanStatus::Suggested => words.suggested,
            SpanStatus::Rejected => words.rejected,
        }
    }

    pub(super) const fn tense(&self, tense: Tense) -> &'static str {
        let words = self.language.detail_words();
        match tense {
            Tense::Past => words.tense_past,
            Tense::Plan => words.tense_plan,
            Tense::None => words.tense_none,
        }
    }

    pub(super) const fn zone(&self, kind: ZoneKind) -> &'static str {
        let words = self.language.detail_words();
        match kind {
            ZoneKind::Body => words.zone_body,
            ZoneKind::CoverNote => words.zone_cover_note,
            ZoneKind::Glossary => words.zone_glossary,
            ZoneKind::Boilerplate => words.zone_boilerplate,
        }
    }
}

/// A value as plain text.
#[must_use]
pub fn plain_value(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "—".into(),
        Value::Bool(true) => "✓".into(),
        Value::Bool(false) => "✗".into(),
        Value::Array(items) => items.iter().map(plain_value).collect::<Vec<_>>().join("、"),
        Value::Object(members) => members
            .values()
            .map(plain_value)
            .collect::<Vec<_>>()
            .join(" "),
        Value::Number(number) => number.to_string(),
    }
}
