//! The names of a bracket or line with what they are said to do (guideline §5).
//!
//! A stretch is read clause by clause. A label gives its role to the names behind it; a tag or verb
//! gives its own to the names before it, back to the tag or verb before.

use alloc::vec::Vec;

use super::{
    Named, Role,
    deadline::is_deadline,
    kinds::{self, PartyType},
    roles::{self, Label, Said, Verb},
    source::{Cut, Place, Source},
};
use crate::text::{
    TextRange, list,
    marks::{is_blank, is_outer},
    pairs,
};

/// Characters of the longest name that a label or a verb may have.
const NAME: usize = 40;

/// What a label has behind it where there is nobody.
const NOBODY: &[&str] = &["无", "暂无", "待定", "略", "空"];

/// What a stretch is, and so how sure it must be that what stands in it is a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// What a bracket holds.
    Bracket,
    /// From a label at the start of a line on. It ends at the first thing that is no party.
    Line,
    /// From a label within a paragraph on.
    Inner,
    /// A sentence, in which only verbs give roles.
    Sentence,
}

/// What was read.
pub(super) struct Found {
    pub parties: Vec<Named>,
    pub deadline: Option<TextRange>,
    /// From the first clause that names somebody to the end of the last.
    pub place: Place,
}

/// What the clauses that are read stand under.
#[derive(Clone, Copy)]
enum Under {
    Nothing,
    Role(Role, Place),
    Time,
    Other,
}

struct Name {
    place: Place,
    /// Where its clause starts.
    clause: usize,
    given: Option<(Role, Place)>,
}

struct Reader<'a> {
    source: &'a Source<'a>,
    mode: Mode,
    under: Under,
    /// Whether no name was read since the label.
    is_fresh: bool,
    /// Whether somebody takes the lead by a verb.
    has_lead: bool,
    names: Vec<Name>,
    /// Names from here on are of the present label.
    of_label: usize,
    /// Names from here on wait for a tag or verb behind them.
    waiting: usize,
    deadline: Option<Place>,
    end: usize,
}

/// Reads the names of a stretch. `cuts` are those of the stretch and what is behind it.
pub(super) fn read(source: &Source<'_>, cuts: &[Cut], (from, to): Place, mode: Mode) -> Found {
    let mut reader = Reader {
        source,
        mode,
        under: Under::Nothing,
        is_fresh: false,
        has_lead: false,
        names: Vec::new(),
        of_label: 0,
        waiting: 0,
        deadline: None,
        end: from,
    };
    reader.stretch(cuts, (from, to));
    reader.settle();
    let start = match mode {
        Mode::Sentence => reader.names.first().map_or(from, |name| name.clause),
        _ => from,
    };
    let range = |place| source.block.range(place);
    let named = |name: &Name| {
        let (role, label) = name.given?;
        let slice = source.slice(name.place);
        let party_type = kinds::party_type(slice, Some(role));
        Some(Named {
            range: range(name.place),
            role,
            role_label: Some(range(label)),
            party_type,
            group_scope: kinds::group_scope(slice).filter(|_| party_type == PartyType::Group),
        })
    };
    Found {
        parties: reader.names.iter().filter_map(named).collect(),
        // One before those who are named in a sentence is of something else.
        deadline: reader.deadline.filter(|own| start <= own.0).map(range),
        place: (start, reader.end.max(start)),
    }
}

/// Where the label starts that ends a clause before a colon, and what it is. It may stand behind a
/// blank or an opening mark; where there is none, all of the clause labels what follows.
pub(super) fn label_before(clause: &str) -> (usize, Label) {
    let kept = clause.trim_end_matches(is_blank);
    // A label with blanks in it is no longer than this.
    let far = kept.floor_char_boundary(kept.len().saturating_sub(120));
    let near = kept.get(far..).unwrap_or_default();
    let first = kept.len() - kept.trim_start_matches(is_blank).len();
    let behind = near.char_indices().filter_map(|(at, c)| {
        let opens = is_blank(c) || "(（[［【〔、".contains(c);
        opens.then_some(far + at + c.len_utf8())
    });
    let mut found = (kept.rfind(is_blank).unwrap_or(first), Label::Other);
    for start in [first].into_iter().chain(behind) {
        let words = kept.get(start..).unwrap_or_default();
        let label = roles::label(words);
        let start = start + words.len() - words.trim_start_matches(is_blank).len();
        match label {
            Label::Other => {}
            // One that no rule knows may be longer than its words.
            Label::Role(Role::Unsaid) => found = (start, label),
            _ => return (start, label),
        }
    }
    found
}

impl Reader<'_> {
    fn stretch(&mut self, cuts: &[Cut], (from, to): Place) {
        let ends_early = matches!(self.mode, Mode::Line | Mode::Inner);
        let mut start = from;
        let mut is_closed = false;
        let last = Cut {
            at: to,
            end: to,
            mark: '\n',
        };
        let within = cuts.iter().take_while(|cut| cut.at < to);
        for cut in within.chain([&last]) {
            let clause = self.source.slice((start, cut.at));
            if cut.is_colon() {
                let (at, label) = label_before(clause);
                let before = (start, start + at);
                let has_names = !self.source.slice(before).trim_matches(is_blank).is_empty();
                if ends_early && is_closed && has_names {
                    return;
                }
                let is_read = !has_names || self.clause(before);
                if ends_early && (label == Label::Other || !is_read) {
                    return;
                }
                self.settle();
                let place = self.source.trim((start + at, cut.at));
                self.under = match label {
                    _ if self.mode == Mode::Sentence => Under::Nothing,
                    Label::Role(role) => Under::Role(role, place),
                    Label::Time => Under::Time,
                    Label::Other => Under::Other,
                };
                self.is_fresh = true;
                is_closed = false;
            } else if !clause.trim_matches(is_blank).is_empty() {
                if is_closed && ends_early {
                    return;
                }
                if is_closed {
                    self.settle();
                    self.under = Under::Nothing;
                }
                if !self.clause((start, cut.at)) && ends_early {
                    return;
                }
                is_closed = cut.closes();
            }
            start = cut.end;
        }
    }

    /// Gives the names of the present label its role; those that nothing gives one are let go.
    fn settle(&mut self) {
        if let Under::Role(role, label) = self.under {
            let own = self.names.iter_mut().skip(self.of_label);
            for name in own.filter(|name| name.given.is_none()) {
                name.given = Some((role, label));
                self.has_lead |= role == Role::Lead;
            }
        }
        let own = self.names.split_off(self.of_label);
        let given = own.into_iter().filter(|name| name.given.is_some());
        self.names.extend(given);
        self.of_label = self.names.len();
        self.waiting = self.names.len();
    }

    /// Reads a clause. Whether it has names, says something about those before it, or is a
    /// deadline.
    fn clause(&mut self, place: Place) -> bool {
        let place = self.source.trim(place);
        let slice = self.source.slice(place);
        let is_time = matches!(self.under, Under::Time);
        if is_time || is_deadline(slice) {
            if !slice.is_empty() {
                self.until(place);
            }
            if is_time {
                self.under = Under::Nothing;
            }
            return true;
        }
        match self.under {
            Under::Other => return false,
            // Only where no label is said do names wait beyond a comma.
            Under::Role(..) => self.waiting = self.names.len(),
            _ => {}
        }
        let mut is_read = false;
        for item in self.items(place) {
            for part in self.parts(item) {
                is_read |= self.part(part, place.0);
            }
        }
        self.is_fresh = false;
        if is_read {
            // A sentence may go on with names that it says nothing about.
            if self.mode != Mode::Sentence {
                self.end = place.1;
            }
        } else {
            self.waiting = self.names.len();
        }
        is_read
    }

    /// Keeps the first deadline; in a sentence the first behind somebody who is named.
    fn until(&mut self, place: Place) {
        let first = self.names.first().map_or(place.0, |name| name.place.0);
        let counts = |own: &Place| self.mode != Mode::Sentence || first < own.0;
        self.deadline = self.deadline.filter(counts).or(Some(place));
        self.end = place.1;
    }

    /// The items of a list. `各地、各部门` is one (guideline I9).
    fn items(&self, place: Place) -> Vec<Place> {
        let source = self.source;
        let cut = list::whole_items(
            source.text,
            &source.block,
            &source.pairs,
            place,
            source.bodies,
        );
        let mut items: Vec<Place> = Vec::with_capacity(cut.len());
        for item in cut {
            let slice = source.slice(item);
            let are_all =
                slice.starts_with('各') && (slice.contains("部门") || slice.contains("单位"));
            match items.last_mut() {
                Some(last) if are_all && source.slice(*last).ends_with("各地") => last.1 = item.1,
                _ => items.push(item),
            }
        }
        items
    }

    /// What blanks separate in an item, unless they only set a short name wide: `甲　某`.
    fn parts(&self, item: Place) -> Vec<Place> {
        let source = self.source;
        let item = source.trim(item);
        let mut parts = Vec::new();
        let mut start = item.0;
        pairs::outside(source.block.text, &source.pairs, item, &mut |at, c| {
            if is_blank(c) {
                if at > start {
                    parts.push((start, at));
                }
                start = at + c.len_utf8();
            }
        });
        parts.push((start, item.1));
        let is_short = |&part: &Place| source.slice(part).chars().nth(1).is_none();
        if parts.iter().any(is_short) {
            parts.clear();
            parts.push(item);
        }
        parts
    }

    /// Reads a name, a few with 和 between them, or what is said about those before it. Whether it
    /// is any of that.
    fn part(&mut self, part: Place, clause: usize) -> bool {
        let source = self.source;
        if is_deadline(source.slice(part)) {
            self.until(part);
            return true;
        }
        if self.mode != Mode::Sentence && roles::is_ruling(source.slice(part)) {
            return true;
        }
        let (mut core, given) = self.given(part);
        if source.pair_at_end(core).is_none() {
            let bare = source
                .slice(core)
                .trim_end_matches([')', '）', ']', '】', '〕']);
            core.1 = core.0 + bare.len();
        }
        if let Some(names) = kinds::without_others(source.slice(core)) {
            core.1 = core.0 + names.len();
        }
        let core = source.trim(core);
        let mut found = Vec::new();
        // What is longer is no name, and is not looked through for 和.
        if core.1 - core.0 <= NAME * 12 {
            let (text, block) = (source.text, &source.block);
            list::at_conjunctions(
                text,
                block,
                &source.pairs,
                core,
                source.bodies,
                &mut |place| {
                    found.push(source.trim(place));
                },
            );
        }
        let before = self.names.len();
        for mut place in found {
            if matches!(self.under, Under::Role(Role::Leader, _)) {
                let name = kinds::without_office(source.slice(place));
                if name.len() < place.1 - place.0 {
                    self.drop_rank_before(place.0);
                }
                place.0 = place.1 - name.len();
            }
            if self.is_name(source.slice(place)) {
                self.names.push(Name {
                    place,
                    clause,
                    given: None,
                });
            }
        }
        let has_names = self.names.len() > before;
        if let Some((role, label)) = given {
            let is_said = self.names.len() > self.waiting;
            for name in self.names.iter_mut().skip(self.waiting) {
                name.given = Some((role, label));
            }
            self.waiting = self.names.len();
            if is_said {
                self.end = part.1;
            }
            return is_said;
        }
        has_names
    }

    /// Lets go of the rank that stands before the office of the same person: 市委常委、副市长甲某.
    fn drop_rank_before(&mut self, start: usize) {
        let source = self.source;
        let is_rank = |name: &mut Name| {
            let between = source.slice((name.place.1, start));
            between == "、" && kinds::is_rank(source.slice(name.place))
        };
        self.names.pop_if(is_rank);
    }

    /// The role that a tag or verb at the end of an item gives, and what stands before it.
    fn given(&mut self, part: Place) -> (Place, Option<(Role, Place)>) {
        let source = self.source;
        if let Some(pair) = source.pair_at_end(part)
            && let Some(role) = roles::tag(source.slice(pair.inner))
        {
            let label = source.trim(pair.inner);
            return ((part.0, pair.open), Some((role, label)));
        }
        let slice = source.slice(part);
        let Some(Said { names, words, verb }) = roles::verb(slice) else {
            return (part, None);
        };
        let start = part.0 + behind_by(slice.get(..names).unwrap_or_default());
        let core = source.trim((start, part.0 + names));
        let name = source.slice(core);
        let name = kinds::without_others(name).unwrap_or(name);
        let waits = self.names.len() > self.waiting;
        let is_said = self.is_somebody(name) || name.is_empty() && waits;
        if !is_said {
            return (part, None);
        }
        let label = source.trim((part.0 + words, part.1));
        let given = match (verb, self.under) {
            (Verb::Role(role), _) => (role, label),
            // Who shares behind those that the label names is not one of them; of those that are
            // the label says the role.
            (Verb::Share, Under::Role(role, printed)) if self.is_fresh || role != Role::Lead => {
                (role, printed)
            }
            (Verb::Share, Under::Role(..)) => (Role::Co, label),
            (Verb::Share, _) if self.has_lead => (Role::Co, label),
            (Verb::Share, _) => (Role::Lead, label),
        };
        self.has_lead |= verb == Verb::Role(Role::Lead);
        (core, Some(given))
    }

    fn is_somebody(&self, name: &str) -> bool {
        match self.mode {
            Mode::Sentence => kinds::is_somebody_whole(name),
            _ => kinds::is_somebody(name),
        }
    }

    /// Whether what stands where a name may stand is one.
    fn is_name(&self, name: &str) -> bool {
        let has_mark = |c: char| c == '《' || c == '》';
        let is_word = |c: char| {
            !(c.is_ascii_punctuation() || is_blank(c) || is_outer(c) || "—–－…·（）".contains(c))
        };
        if name.chars().take(NAME + 1).count() > NAME
            || !name.contains(is_word)
            || name.contains(has_mark)
            || NOBODY.contains(&name)
        {
            return false;
        }
        match (self.under, self.mode) {
            (Under::Role(Role::Unsaid, _), _) => self.is_somebody(name),
            (Under::Role(..), Mode::Bracket | Mode::Line) if self.is_fresh => true,
            (Under::Role(Role::Leader, _), _)
                if kinds::party_type(name, Some(Role::Leader)) == PartyType::Person =>
            {
                true
            }
            _ => self.is_somebody(name),
        }
    }
}

/// How far the 由 goes that a name stands behind: `以上任务均由市林业局`. It is of other words in
/// 自由, 理由, 缘由.
fn behind_by(words: &str) -> usize {
    let mut by = words.rmatch_indices('由');
    let is_by = |&(at, _): &(usize, &str)| {
        let before = words.get(..at).unwrap_or_default();
        !before.ends_with(|c| "自理缘".contains(c))
    };
    by.find(is_by).map_or(0, |(at, by)| at + by.len())
}
