//! The words of the page in both languages.
//!
//! Fixed words are in [`Words`], one value per language, so that a missing word does not compile.
//! Messages about what went wrong are in [`failure`], [`problem`] and their like.

macro_rules! words {
    ($(#[$doc:meta])* $struct:ident { $($name:ident),* $(,)? }) => {
        $(#[$doc])*
        #[expect(missing_docs, reason = "a word says what it is")]
        #[derive(Debug)]
        pub struct $struct {
            $(pub $name: &'static str,)*
        }

        #[cfg(test)]
        impl $struct {
            /// Every word with its name.
            pub(super) fn all(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($name), self.$name)),*]
            }
        }
    };
}

mod commands;
mod details;
pub mod disk;
mod en;
mod files;
mod hints;
pub mod history;
mod keeping;
mod messages;
mod suggest;
#[cfg(test)]
mod tests;
mod version;
mod zh;

use super::Language;

pub use commands::{chord, command, intent, movements};
pub use files::{problem, refusal};
pub use keeping::access;
pub use messages::{encoding, failure};

/// The words of a language.
impl Language {
    /// The words of this language.
    #[must_use]
    pub const fn words(self) -> &'static Words {
        match self {
            Self::Chinese => &zh::WORDS,
            Self::English => &en::WORDS,
        }
    }

    /// The words of what is said of spans and of the document.
    #[must_use]
    pub const fn detail_words(self) -> &'static DetailWords {
        match self {
            Self::Chinese => &details::ZH,
            Self::English => &details::EN,
        }
    }

    /// The words of what was done and of earlier states.
    #[must_use]
    pub const fn history_words(self) -> &'static HistoryWords {
        match self {
            Self::Chinese => &history::ZH,
            Self::English => &history::EN,
        }
    }

    /// The words of what rules suggest.
    #[must_use]
    pub const fn suggest_words(self) -> &'static SuggestWords {
        match self {
            Self::Chinese => &suggest::ZH,
            Self::English => &suggest::EN,
        }
    }

    /// One of two, by language.
    #[must_use]
    pub const fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Chinese => zh,
            Self::English => en,
        }
    }
}

words! {
    /// Fixed words and sentences. Each is named after where it stands.
    Words {
    tagline, handle_start, handle_end, armed, open_files, open_hint, paste, samples, sample_pick,
    undo, redo, nothing_to_undo, nothing_to_redo,
    saved, saving, failed, following, saved_title, saving_title, failed_title,
    export, export_native, export_native_title, export_doccano, export_doccano_title,
    export_document_native, export_document_doccano,
    language_other, theme, theme_system, theme_light, theme_dark, keys, guideline,
    documents, reader, annotations, no_documents, no_annotations,
    bin, bin_empty, bin_restore, bin_purge, bin_purge_now, bin_purge_warning, bin_move, bin_count,
    status, status_new, status_in_progress, status_done, rename, reopen_as,
    characters, spans,
    find, find_field, find_regex, find_exact, find_exact_title, find_everywhere, find_next, find_previous,
    find_hits, find_ticked, find_tag, find_untag, find_occurrences,
    find_tagged, find_untagged, find_full, find_slow, find_wrong,
    selection_exact, selection_exact_hint, selection_bar, close, ok, cancel, dismiss, notices,
    span_label, span_note, span_note_hint, span_unsure, span_remove, span_start, span_end,
    earlier, later, has_note, unsure, suggested, rejected, more_hidden,
    welcome_title, welcome_text, welcome_sample, welcome_open, welcome_privacy, drop_here,
    paste_title, paste_name, paste_name_default, paste_text, paste_open,
    keys_title, keys_command, keys_keys, keys_change, keys_press, keys_reserved, keys_taken,
    keys_reset, keys_reset_all, keys_single, keys_single_hint, keys_moves, keys_mouse, keys_mouse_text,
    reopen_title, reopen_encoding, reopen_preview, reopen_now, reopen_loading, reopen_beside, reopen_in_place,
    rename_title, rename_name,
    source_bom, newlines_lf, newlines_crlf, newlines_cr, newlines_mixed,
    skip_to_text, skip_to_list, reading_file, reading_title, ready, loading,
    list_any_label, list_any, list_accepted, list_search, list_order,
    order_position, order_created, order_modified, list_none,
    picked, picked_none, picked_remove,
    outline, outline_none,
    }
}

words! {
    /// Words of what is said of spans and of the document. They come later, with the code for that.
    DetailWords {
        attributes, attributes_none, attributes_keys, unset, clear, wrong_number, wrong_date, wrong_period,
        wrong_amount, wrong_quantities, wrong_choice, hint_number, hint_date, hint_period, hint_list,
        hint_amount, hint_quantities,
        slots, slots_none, slots_anew, slots_anew_why, slot_remove, slot_show,
        answers, answers_none, answers_for, answers_for_none, and_more,
        block, block_scope, block_remove, block_party, block_party_add, block_party_remove, block_member_add,
        block_member_remove, scope_start, scope_end, scope_empty,
        role_leader, role_lead, role_co, role_supervisor, role_implementer, role_established, role_none,
        relations, relation_remove, relation_to, relation_from, pair_best, met, on_track, behind, unknown,
        relating, relating_ready, relating_not,
        document, document_read, section, section_none, section_read, section_unread,
        tense, tense_past, tense_plan, tense_none, zone, zone_none, zone_body, zone_cover_note, zone_glossary,
        zone_boilerplate, fields, fields_fill, field_take, field_show, field_blank,
        field_title, field_genre, field_issuing_body, field_doc_number, field_index_number, field_subject_class,
        field_issue_date, field_publish_date, field_validity, field_source, field_url, field_province, field_prefecture, field_county,
        field_report_period, field_plan_period, field_speaker, field_meeting, field_default_party,
        genre_proposal_handling, genre_supervision_bulletin, genre_work_report, genre_plan_report,
        genre_task_decomposition, genre_other,
        lexicon, lexicon_what, lexicon_gather, lexicon_likely, lexicon_name, lexicon_aliases, lexicon_jurisdiction, lexicon_none, lexicon_taken, lexicon_clash, lexicon_new, add, remove, bring_in, hand_out, scheme, scheme_what, scheme_guideline, scheme_plain, scheme_id, scheme_zh, scheme_en, scheme_key, scheme_mark, scheme_look, scheme_kind, scheme_kind_none, scheme_kind_target, scheme_kind_measure, scheme_kind_party, scheme_kind_result, scheme_new, scheme_apply, scheme_labels, scheme_attributes, scheme_slots, scheme_relations, scheme_form, scheme_of, scheme_values, scheme_value, scheme_when, scheme_always, scheme_heads, scheme_tails, scheme_same_label, scheme_derived, scheme_up, scheme_as_text, scheme_as_forms, scheme_unnamed, scheme_unapplied, scheme_discard, scheme_keep, form_choice, form_text, form_number, form_date, form_period, form_list, form_amount, form_quantities, form_flag, scheme_fate, scheme_fate_remove, scheme_fate_to, scheme_fate_choose, scheme_fate_ask, guide, guide_more, guide_whole, ledger, ledger_document, ledger_label, ledger_text, ledger_indicator, ledger_comparator, ledger_direction, ledger_basis, ledger_baseline, ledger_funding, ledger_value, ledger_unit, ledger_deadline, ledger_result, ledger_attainment, ledger_status, ledger_note, ledger_none, ledger_none_such, ledger_nobody, ledger_any_label, ledger_any_attainment, ledger_overdue, ledger_grouped, ledger_all, ledger_rows, ledger_search,
    }
}

words! {
    /// Words of what was done and of earlier states. They come later, with the code for that.
    HistoryWords {
        history, steps, only_here, now, reading, none, none_here, not_kept, end, beginning, damaged,
        damaged_why, unfit, unfit_why, missing_why, no_state, did, restoring, as_after, as_before,
        whole, here, restore, restore_hint, nothing, was_there_not, gone, more, blank, document,
        annotations, scheme, lexicon, name, status, place, in_bin, in_list, read, zones, sections,
        section, label, text, span_status, stands, certainty, unsure, note, block, parties, members,
        scope, ends, labels, attributes, slots, relations, bodies, region, came, went, changed,
    }
}

words! {
    /// Words of what rules suggest. They come later, with the code for that.
    SuggestWords {
        suggestions, switch, looking, deciding, stopped, stop, go_on, rule, any_rule, confidence, any_confidence, least,
        order, by_position, by_confidence, in_section, none, none_such, accept_all, reject_all, accept, reject,
        accept_as, keys, command, origin, keep_all, rules, rules_open, rules_what, table_rules, accepted, corrected,
        rejected, on, own_rules, own_none, own_add, own_new, own_name, own_label, own_role, own_words, own_words_hint,
        own_pattern, own_words_first, own_unread, own_try, own_remove, fault_empty, fault_label, fault_nothing, fault_pattern,
        try_hits, try_documents, try_new, try_same, try_rejected, try_other, try_more,
    }
}
