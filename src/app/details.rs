//! What is said of spans and of the document beside labels: attributes, slots, blocks, relations,
//! fields, sections, zones.

use std::sync::Arc;

use reportmark_core::{
    change::edit::{Direction, End},
    journal::Past,
    model::{BlockId, DocumentId, Lexicon, RelationId, SpanId, Tense, ZoneKind},
    scheme::{LabelId, Scheme},
    text::Offset,
};
use serde_json::Value;

/// Something that the user says of the selected span or of the document.
#[derive(Clone, PartialEq, Debug)]
pub enum Detail {
    /// Set an attribute of a span, or take it away.
    Attribute(SpanId, Arc<str>, Option<Value>),
    /// What stands in the field of an attribute by now, while it is being typed.
    Write(SpanId, Arc<str>, Option<Value>),
    /// Read anew what a span says.
    ReadAnew(SpanId),
    /// Make the selected text a slot of the span that was selected last.
    Slot(Arc<str>),
    /// Take the nth slot from a span.
    ClearSlot(SpanId, usize),
    /// Tag the selection as what its section makes of a number: a target in a plan, a result in a
    /// report (guideline §3).
    Level,

    /// Make a block of the bracket that is selected or that the cursor is in.
    Block,
    /// Remove a block.
    RemoveBlock(BlockId),
    /// Move an end of the scope of the block at hand by a clause.
    MoveScope(End, Direction),
    /// Put an end of a scope somewhere.
    SetScope(BlockId, End, Offset),
    /// Make a span a member of a block, or no member.
    Member(BlockId, SpanId),
    /// Add the party of that name to the block at hand.
    AddParty(Arc<str>),
    /// Take a party out of a block.
    RemoveParty(BlockId, SpanId),

    /// Begin a relation at the selected span; or take the next type that its ends may have.
    Relate,
    /// Draw the relation that was begun to the selected span.
    Join,
    /// Remove a relation.
    Unrelate(RelationId),
    /// Say that the selected result is of a target: of that one, or of the one that fits best.
    Pair(Option<SpanId>),

    /// Mark what is selected, or the section at the cursor, as read completely, or as not.
    Read,
    /// Another tense for the section at the cursor: the next one.
    Tense,
    /// This tense for the section that starts there.
    SetTense(Offset, Tense),
    /// Another kind of zone for what is selected, or for the section at the cursor.
    Zone,
    /// This kind of zone for what is selected, or for the section at the cursor; none for none.
    SetZone(Option<ZoneKind>),
    /// Fill in all fields that the text states and that are not filled in yet, and zones if none was
    /// set.
    FillFields,
    /// Set a field of the document, or empty it.
    Field(Arc<str>, Option<Value>),
    /// What stands in a field of the document by now, while it is being typed.
    WriteField(Arc<str>, Option<Value>),
    /// A field is what is selected in the text.
    FieldFromText(Arc<str>),
    /// Make the project what it was, or this document only.
    Return(Box<Past>, Option<DocumentId>),

    /// Something was written in the dialog of the scheme.
    WroteScheme,
    /// The dialog of the scheme is to be closed; if something was written in it, that is asked first.
    LeaveScheme,
    /// Put another scheme in force. What becomes of the spans of labels that it lacks: another
    /// label, or they are removed.
    SetScheme(Scheme, Vec<(LabelId, Option<LabelId>)>),
    /// Put the rules of this scheme in force, which is as it was in all else.
    SetRules(Scheme),
    /// Hand out a scheme.
    ExportScheme(Scheme),
    /// Replace the lexicon of bodies.
    SetLexicon(Lexicon),
    /// Hand out the lexicon of bodies.
    ExportLexicon(Lexicon),
    /// Hand out a file that was made.
    HandOut {
        /// Its name.
        name: String,
        /// Its media type.
        media: &'static str,
        /// Its bytes.
        bytes: Vec<u8>,
    },
}

/// A relation that was begun.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Relating {
    /// Where it begins.
    pub from: SpanId,
    /// Which of the types that its ends may have, from 0.
    pub nth: usize,
}

/// A field that is typed in: an attribute of a span, or a field of the document.
pub type FieldPlace = (Option<SpanId>, Arc<str>);

/// Why something could not be said, or was not; or what was said where nothing else shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Hint {
    /// No text is selected that could be a slot.
    NoSlotText,
    /// No span was selected before, whose slot it could be.
    NoOwner,
    /// Spans of that label have no slot of that name.
    NotItsSlot,
    /// The scheme has no label for parties.
    NoPartyLabel,
    /// No responsible party with a role is named there.
    NoBracket,
    /// There is no block at the cursor, and the selected span is in none.
    NoBlock,
    /// A body is not named in the text.
    NotNamed(String),
    /// No span is selected.
    NothingToRelate,
    /// The scheme has no relation between these labels.
    CannotRelate,
    /// No result is selected.
    NoResult,
    /// No target of the same indicator is tagged.
    NoTarget,
    /// The cursor is in no section.
    NoSection,
    /// The text states no field that is not filled in.
    NoFields,
    /// No date can be read there.
    NoDate(String),
    /// A span says what is there already.
    SaysTheSame,
    /// The section at the cursor has this tense now, by a key.
    Tense(Tense),
    /// What is meant is a zone of this kind now, by a key.
    Zone(Option<ZoneKind>),
    /// So many spans were changed or removed with their label.
    SchemeSpans(usize),
    /// The project, or a document of it, is as it was; so many documents that were there then cannot
    /// come back.
    Returned(usize),
    /// An earlier state is the present one.
    SameAsThen,
}

impl From<Hint> for super::Failure {
    fn from(hint: Hint) -> Self {
        Self::Hint(hint)
    }
}
