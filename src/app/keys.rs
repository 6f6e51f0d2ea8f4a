//! Commands and the keys that call them.

mod chord;

use std::sync::Arc;

use reportmark_core::scheme::{LabelId, Scheme};

pub use self::chord::Chord;
use super::Prefs;

/// The name of a command in the preferences, such as `undo` or `label:target`.
pub type CommandId = String;

/// What a key can call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Command {
    /// Tag the selection with a label, or give it to the selected span.
    Label(LabelId),
    /// Remove the selected span.
    Remove,
    /// Move the start of the selected span towards the start of the text.
    StartBack,
    /// Move the start of the selected span towards the end of the text.
    StartForward,
    /// Move the end of the selected span towards the start of the text.
    EndBack,
    /// Move the end of the selected span towards the end of the text.
    EndForward,
    /// Move the start of what is selected back by a clause.
    StartBackClause,
    /// Move the start of what is selected forward by a clause.
    StartForwardClause,
    /// Move the end of what is selected back by a clause.
    EndBackClause,
    /// Move the end of what is selected forward by a clause.
    EndForwardClause,
    /// Widen what is selected to the next larger unit of the text.
    Widen,
    /// Narrow what is selected to the next smaller unit of the text.
    Narrow,
    /// Split the selected span at the `、` of a list.
    Split,
    /// Select the next span.
    Next,
    /// Select the previous span.
    Previous,
    /// Select the next outer span at the same place.
    Outer,
    /// Write a note.
    Note,
    /// Switch certainty.
    Certainty,
    /// Take the selection as it is, or trimmed.
    Exact,
    /// Make the selected text a slot of the span that was selected last.
    Slot(Arc<str>),
    /// Tag the selection as a target or a result, by the tense of its section.
    Level,
    /// Make a block of a bracket.
    Block,
    /// Move the start of the scope of a block back by a clause.
    ScopeStartBack,
    /// Move the start of the scope of a block forward by a clause.
    ScopeStartForward,
    /// Move the end of the scope of a block back by a clause.
    ScopeEndBack,
    /// Move the end of the scope of a block forward by a clause.
    ScopeEndForward,
    /// Begin a relation, or take another type of relation.
    Relate,
    /// Pair a result with the target that fits best.
    Pair,
    /// Fill in attributes.
    Attributes,
    /// Add a party to a block.
    Parties,
    /// Mark a section as read, or not.
    Read,
    /// Another tense for a section.
    Tense,
    /// Another kind of zone for a section.
    Zone,
    /// Fill in document fields.
    Fields,
    /// Show what the guideline says of what is at hand.
    Guide,
    /// Show the ledger.
    Ledger,
    /// Show the lexicon of bodies.
    Lexicon,
    /// Show the scheme.
    Scheme,
    /// Show what was done, and earlier states.
    History,
    /// Find.
    Find,
    /// The next of what was found.
    FindNext,
    /// The previous of what was found.
    FindPrevious,
    /// Find what is selected, to tag it wherever it occurs.
    Occurrences,
    /// Save to a file.
    Save,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// The next document of the list.
    NextDocument,
    /// The previous document of the list.
    PreviousDocument,
    /// The next status of the document.
    Status,
    /// Show or hide what rules suggest.
    Suggest,
    /// Show the rules that suggest.
    Rules,
    /// Show all keys.
    Keys,
}

/// The commands that do not depend on the scheme, with their names and usual keys.
static FIXED: [(Command, &str, &[&str]); 50] = [
    (Command::Remove, "remove", &["Delete", "Backspace"]),
    (Command::StartBack, "start_back", &["["]),
    (Command::StartForward, "start_forward", &["]"]),
    (Command::EndBack, "end_back", &["-"]),
    (Command::EndForward, "end_forward", &["="]),
    (Command::StartBackClause, "start_back_clause", &["{"]),
    (Command::StartForwardClause, "start_forward_clause", &["}"]),
    (Command::EndBackClause, "end_back_clause", &["_"]),
    (Command::EndForwardClause, "end_forward_clause", &["+"]),
    (Command::Widen, "widen", &["e"]),
    (Command::Narrow, "narrow", &["Shift+e"]),
    (Command::Split, "split", &["s"]),
    (Command::Next, "next", &["j"]),
    (Command::Previous, "previous", &["k"]),
    (Command::Outer, "outer", &["o"]),
    (Command::Note, "note", &["n"]),
    (Command::Certainty, "certainty", &["u"]),
    (Command::Exact, "exact", &["x"]),
    (Command::Level, "level", &["q"]),
    (Command::Block, "block", &["b"]),
    (Command::ScopeStartBack, "scope_start_back", &[","]),
    (Command::ScopeStartForward, "scope_start_forward", &["."]),
    (Command::ScopeEndBack, "scope_end_back", &["<"]),
    (Command::ScopeEndForward, "scope_end_forward", &[">"]),
    (Command::Relate, "relate", &["r"]),
    (Command::Pair, "pair", &["p"]),
    (Command::Attributes, "attributes", &["a"]),
    (Command::Parties, "parties", &["w"]),
    (Command::Read, "read", &["m"]),
    (Command::Tense, "tense", &["t"]),
    (Command::Zone, "zone", &["z"]),
    (Command::Fields, "fields", &["f"]),
    (Command::Guide, "guide", &["h"]),
    (Command::Ledger, "ledger", &["l"]),
    (Command::Lexicon, "lexicon", &["Shift+l"]),
    (Command::Scheme, "scheme", &["Shift+s"]),
    (Command::History, "history", &["Shift+h"]),
    (Command::Find, "find", &["Ctrl+f"]),
    (Command::FindNext, "find_next", &["F3"]),
    (Command::FindPrevious, "find_previous", &["Shift+F3"]),
    (Command::Occurrences, "occurrences", &["Ctrl+Shift+f"]),
    (Command::Save, "save", &["Ctrl+s"]),
    (Command::Undo, "undo", &["Ctrl+z"]),
    (Command::Redo, "redo", &["Ctrl+Shift+z", "Ctrl+y"]),
    (Command::NextDocument, "next_document", &["Shift+j"]),
    (Command::PreviousDocument, "previous_document", &["Shift+k"]),
    (Command::Status, "status", &["Shift+d"]),
    (Command::Suggest, "suggest", &["g"]),
    (Command::Rules, "rules", &["Shift+g"]),
    (Command::Keys, "keys", &["?"]),
];

impl Command {
    /// Whether it moves an end of the span that is selected.
    #[must_use]
    pub fn moves_end(&self) -> bool {
        matches!(
            self,
            Self::StartBack
                | Self::StartForward
                | Self::EndBack
                | Self::EndForward
                | Self::StartBackClause
                | Self::StartForwardClause
                | Self::EndBackClause
                | Self::EndForwardClause
                | Self::Widen
                | Self::Narrow
        )
    }

    /// All commands under a scheme, in the order of the list of keys.
    #[must_use]
    pub fn all(scheme: &Scheme) -> Vec<Self> {
        let labels = scheme
            .labels
            .iter()
            .map(|label| Self::Label(label.id.clone()));
        let slots = scheme.slot_keys().into_iter();
        let slots = slots.map(|(slot, _)| Self::Slot(slot.into()));
        let fixed = FIXED.iter().map(|(command, ..)| command.clone());
        labels.chain(slots).chain(fixed).collect()
    }

    /// Whether it is called from a field that is typed in as well: what the browser has for it would
    /// be.
    #[must_use]
    pub const fn is_for_fields(&self) -> bool {
        matches!(
            self,
            Self::Find | Self::FindNext | Self::FindPrevious | Self::Save
        )
    }

    /// Its name in the preferences.
    #[must_use]
    pub fn id(&self) -> CommandId {
        match self {
            Self::Label(label) => format!("label:{}", label.as_str()),
            Self::Slot(slot) => format!("slot:{slot}"),
            fixed => FIXED
                .iter()
                .find(|(command, ..)| command == fixed)
                .map_or_else(String::new, |(_, id, _)| (*id).into()),
        }
    }

    /// Its usual keys.
    #[must_use]
    pub fn usual(&self, scheme: &Scheme) -> Vec<Chord> {
        match self {
            // A scheme may come from anywhere: it takes no key that moves the focus or undoes.
            Self::Label(label) => scheme
                .label(label)
                .and_then(|label| Chord::parse(label.hotkey.as_deref()?))
                .filter(|chord| chord.is_single() && !chord.is_reserved())
                .into_iter()
                .collect(),
            Self::Slot(slot) => scheme
                .slot_keys()
                .into_iter()
                .find_map(|(other, key)| (*other == **slot).then_some(key))
                .filter(|key| key.chars().count() == 1)
                .and_then(|key| Chord::parse(&format!("Shift+{key}")))
                .filter(|chord| chord.is_single() && !chord.is_reserved())
                .into_iter()
                .collect(),
            fixed => FIXED
                .iter()
                .filter(|(command, ..)| command == fixed)
                .flat_map(|(.., keys)| keys.iter().filter_map(|key| Chord::parse(key)))
                .collect(),
        }
    }

    /// The keys that call it.
    #[must_use]
    pub fn chords(&self, scheme: &Scheme, prefs: &Prefs) -> Vec<Chord> {
        let id = self.id();
        prefs
            .keys
            .iter()
            .find(|(changed, _)| *changed == id)
            .map_or_else(|| self.usual(scheme), |(_, chords)| chords.clone())
    }
}

/// The command that a key calls, if any.
#[must_use]
pub fn command(chord: &Chord, scheme: &Scheme, prefs: &Prefs) -> Option<Command> {
    if chord.is_single() && !prefs.single_keys {
        return None;
    }
    Command::all(scheme)
        .into_iter()
        .find(|command| command.chords(scheme, prefs).contains(chord))
}

/// Why a key cannot be given to a command.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum KeyRefusal {
    /// The browser or assistive technology needs it.
    Reserved,
    /// Another command has it.
    Taken(Command),
}

/// The preferences with a command's keys replaced by one.
///
/// # Errors
/// When the key is reserved or taken.
pub fn rebind(
    prefs: &Prefs,
    scheme: &Scheme,
    command: &Command,
    chord: Chord,
) -> Result<Prefs, KeyRefusal> {
    if chord.is_reserved() {
        return Err(KeyRefusal::Reserved);
    }
    let taken = Command::all(scheme)
        .into_iter()
        .find(|other| other != command && other.chords(scheme, prefs).contains(&chord));
    if let Some(other) = taken {
        return Err(KeyRefusal::Taken(other));
    }
    let mut prefs = prefs.clone();
    let id = command.id();
    prefs.keys.retain(|(changed, _)| *changed != id);
    if command.usual(scheme) != [chord.clone()] {
        prefs.keys.push((id, vec![chord]));
    }
    Ok(prefs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(key: &str, control: bool, shift: bool) -> Option<Command> {
        let chord = Chord::of_event(key, control, shift, false)?;
        command(&chord, &Scheme::guideline(), &Prefs::default())
    }

    #[test]
    fn usual_keys() {
        assert_eq!(
            pressed("1", false, false),
            Some(Command::Label(LabelId::new("target")))
        );
        assert_eq!(pressed("Z", true, true), Some(Command::Redo));
        assert_eq!(pressed("z", true, false), Some(Command::Undo));
        assert_eq!(pressed("?", false, true), Some(Command::Keys));
        assert_eq!(pressed("J", false, true), Some(Command::NextDocument));
        assert_eq!(pressed("Shift", false, true), None);
        assert_eq!(
            Chord::of_event("1", false, false, true),
            None,
            "Alt is not ours"
        );
    }

    #[test]
    fn no_usual_key_is_reserved_or_given_twice() {
        let scheme = Scheme::guideline();
        let mut seen = vec![];
        for command in Command::all(&scheme) {
            for chord in command.usual(&scheme) {
                assert!(!chord.is_reserved(), "{chord}");
                assert!(!seen.contains(&chord), "{chord}");
                assert_eq!(Chord::parse(&chord.to_string()), Some(chord.clone()));
                seen.push(chord);
            }
        }
    }

    #[test]
    fn single_keys_can_be_switched_off() {
        let prefs = Prefs {
            single_keys: false,
            ..Prefs::default()
        };
        let scheme = Scheme::guideline();
        let press = |key, control| {
            command(
                &Chord::of_event(key, control, false, false)?,
                &scheme,
                &prefs,
            )
        };
        assert_eq!(press("1", false), None);
        assert_eq!(press("z", true), Some(Command::Undo));
        assert_eq!(press("Delete", false), Some(Command::Remove));
    }

    #[test]
    fn keys_can_be_changed_but_not_stolen() {
        let scheme = Scheme::guideline();
        let prefs = Prefs::default();
        let chord = |text| Chord::parse(text).unwrap();
        let changed = rebind(&prefs, &scheme, &Command::Next, chord("y")).unwrap();
        assert_eq!(command(&chord("y"), &scheme, &changed), Some(Command::Next));
        assert_eq!(command(&chord("j"), &scheme, &changed), None);
        let back = rebind(&changed, &scheme, &Command::Next, chord("j")).unwrap();
        assert_eq!(back, prefs);
        assert_eq!(
            rebind(&prefs, &scheme, &Command::Next, chord("k")),
            Err(KeyRefusal::Taken(Command::Previous))
        );
        for reserved in ["Tab", "F5", "Ctrl+c", "ArrowLeft"] {
            assert_eq!(
                rebind(&prefs, &scheme, &Command::Next, chord(reserved)),
                Err(KeyRefusal::Reserved)
            );
        }
    }

    #[test]
    fn a_foreign_scheme_takes_no_key_that_is_needed() {
        let mut scheme = Scheme::guideline();
        let mut usual = |hotkey: Option<&str>| {
            scheme.labels[0].hotkey = hotkey.map(String::from);
            Command::Label(LabelId::new("target")).usual(&scheme)
        };
        for needed in [
            "Tab", "Escape", " ", "F5", "Delete", "Ctrl+z", "Ctrl+c", "", "<b>",
        ] {
            assert_eq!(usual(Some(needed)), [], "{needed}");
        }
        assert_eq!(usual(None), []);
        for free in ["9", "A", "é", "目", "+"] {
            assert_eq!(usual(Some(free)).len(), 1, "{free}");
        }
    }

    #[test]
    fn keys_are_read_as_they_are_written() {
        let keys = [
            "a", "Z", "é", "İ", "ß", "目", "+", "?", " ", "Enter", "Shift", "Ctrl", "F12",
        ];
        for (key, control, shift) in keys.iter().flat_map(|key| {
            let held = [(false, false), (false, true), (true, false), (true, true)];
            held.map(|(control, shift)| (key, control, shift))
        }) {
            let chord = Chord::new(key, control, shift);
            assert_eq!(
                Chord::parse(&chord.to_string()),
                Some(chord.clone()),
                "{chord}"
            );
        }
        for nothing in ["", "Ctrl+", "Shift+", "Ctrl+Shift+"] {
            assert_eq!(Chord::parse(nothing), None, "{nothing:?}");
        }
    }

    #[test]
    fn the_case_of_a_letter_does_not_matter_but_shift_does() {
        let event = |key, shift| Chord::of_event(key, false, shift, false).unwrap();
        assert_eq!(event("J", false), event("j", false), "caps lock");
        assert_eq!(event("j", true), event("J", true));
        assert_ne!(event("j", true), event("j", false));
        // With Shift it is another character already.
        assert_eq!(event("?", true), event("?", false));
        assert_ne!(event("Delete", true), event("Delete", false));
    }

    #[test]
    fn a_key_that_was_given_away_is_free() {
        let scheme = Scheme::guideline();
        let chord = |text| Chord::parse(text).unwrap();
        let prefs = rebind(&Prefs::default(), &scheme, &Command::Next, chord("i")).unwrap();
        let prefs = rebind(&prefs, &scheme, &Command::Previous, chord("j")).unwrap();
        assert_eq!(
            command(&chord("j"), &scheme, &prefs),
            Some(Command::Previous)
        );
        assert_eq!(
            rebind(&prefs, &scheme, &Command::Next, chord("j")),
            Err(KeyRefusal::Taken(Command::Previous))
        );
        // Both of the usual keys of a command make room for the one that is chosen.
        let prefs = rebind(&prefs, &scheme, &Command::Remove, chord("Backspace")).unwrap();
        assert_eq!(command(&chord("Delete"), &scheme, &prefs), None);
        let mine = Command::Label(LabelId::new("target"));
        let prefs = rebind(&prefs, &scheme, &mine, chord("y")).unwrap();
        assert_eq!(command(&chord("y"), &scheme, &prefs), Some(mine));
        assert_eq!(command(&chord("1"), &scheme, &prefs), None);
    }

    #[test]
    fn every_command_has_a_name_of_its_own() {
        let all = Command::all(&Scheme::guideline());
        let mut names: Vec<_> = all.iter().map(Command::id).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all.len());
        assert!(names.iter().all(|name| !name.is_empty()));
    }
}
