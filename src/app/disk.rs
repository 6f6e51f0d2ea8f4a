//! Saving to files of the user's: what is known of them, and what is in no file yet.

use std::collections::VecDeque;

use reportmark_core::{
    journal::Sequence,
    model::{DocumentId, Project, Timestamp},
};
use serde::Serialize;

use super::later::Hidden;

/// What tells one content of a file from another.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Stamp {
    /// When it was changed last, in milliseconds since 1970.
    pub modified: u64,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

reportmark_core::from_json_object!(Stamp {
    modified,
    size,
    sha256
});

/// A file as it was written last; one that was only chosen, as it was then.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Written {
    /// Its name.
    pub name: String,
    /// The document that is in it; none for the whole project.
    pub document: Option<DocumentId>,
    /// What was in it then.
    pub stamp: Stamp,
    /// The moment that is stated in it.
    pub exported_at: Timestamp,
}

reportmark_core::from_json_object!(Written {
    name,
    document,
    stamp,
    exported_at
});

/// Where the project is saved: a file with all of it, or a folder with a file for each document.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Target {
    /// Whether it is a folder.
    pub folder: bool,
    /// Its name.
    pub name: String,
    /// Its files.
    pub written: Vec<Written>,
    /// When all of the project was written there last.
    pub at: Option<Timestamp>,
    /// The last change that was written then.
    pub upto: Option<Sequence>,
}

reportmark_core::from_json_object!(Target {
    folder,
    name,
    written,
    at,
    upto
});

impl Target {
    /// Whether all changes up to this one are in it.
    #[must_use]
    pub fn holds(&self, last: Sequence) -> bool {
        self.upto.is_some_and(|upto| upto >= last)
    }
}

/// A file that is not as it was written last.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clash {
    /// Its name.
    pub name: String,
    /// As it was written; none if it should not be there.
    pub was: Option<Stamp>,
    /// As it is.
    pub there: Stamp,
}

/// Why a file was not written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// None was chosen.
    Cancelled,
    /// It is not as it was written last, but so.
    Changed(Stamp),
    /// It is not there any more.
    Gone,
    /// The user or the browser does not allow it.
    Denied,
    /// There is no room left.
    Full,
    /// It is protected, or another program has it.
    Protected,
    /// What the browser said.
    Other(String),
}

/// What the user wants of files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DiskAction {
    /// Save to another file.
    SaveAs,
    /// Save to a folder, a file for each document.
    SaveFolder,
    /// Leave files as they are that are not as they were written.
    Leave,
    /// Write over what the dialog shows.
    Overwrite,
    /// Open what the dialog shows, beside what is here.
    Open,
    /// Do not know of any file any more.
    Forget,
}

/// What was found out about files, or became of them.
#[derive(Clone, Debug)]
pub enum DiskNews {
    /// What is known at the start.
    Known {
        /// Whether the browser lets files be written.
        able: bool,
        /// Where the project was saved.
        target: Option<Target>,
    },
    /// Some time has passed.
    Time {
        /// What is kept of what was handed out.
        kept: Option<HandedOut>,
        /// Minutes that the clocks of the user are ahead of UTC.
        zone: i64,
    },
    /// Files were chosen, or those that were chosen were looked at.
    Looked {
        /// Where the project is saved.
        target: Target,
        /// How its files are, in their order. `Ok` for one that is as it was written.
        found: Vec<Result<(), Trouble>>,
        /// The names of all files of the folder.
        names: Vec<String>,
    },
    /// A file was written, and is so now; or it is as it was.
    Wrote(Result<Stamp, Trouble>),
    /// Nothing came of it, for the file or folder of that name.
    Failed(String, Trouble),
    /// The browser lets no files be written.
    Unable,
}

/// What is to be done with files.
#[derive(Clone, Debug)]
pub enum DiskEffect {
    /// Look at where the project is saved. Where nothing was chosen yet, let a file be chosen; this
    /// is the name to suggest.
    Look(String),
    /// Let a file be chosen, of this name unless the user gives it another.
    ChooseFile(String),
    /// Let a folder be chosen.
    ChooseFolder,
    /// Write a file; its content is swapped as a whole.
    Write {
        /// Its name in its folder.
        name: String,
        /// Its bytes.
        bytes: Vec<u8>,
        /// How it must be for that; none if it must not be there.
        over: Option<Stamp>,
    },
    /// Keep what was written over a reload.
    Keep(Target),
    /// Forget what was chosen.
    Forget,
    /// Open these files.
    Open(Vec<String>),
}

/// A message about files; what it is about stands beside it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DiskNotice {
    /// No file was chosen, so none was written.
    NotChosen,
    /// A day's work is in no file, since then.
    NotInFile,
    /// Files of these names are not as they were written, and a dialog is open that is not to be
    /// covered.
    Changed,
    /// A file of this name is not there any more.
    Gone,
    /// It may not be written.
    Denied,
    /// There is no room left for it.
    Full,
    /// It is protected, or another program has it.
    Protected,
    /// It was not written, for what the browser said of it.
    Failed,
}

/// Up to where the project was handed out as native JSON, as a download or to a file.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct HandedOut {
    /// The last change that was.
    pub upto: Sequence,
    /// When the first change after it was made.
    pub since: Option<Timestamp>,
    /// When that was pointed out last.
    pub reminded: Option<Timestamp>,
}

reportmark_core::from_json_object!(HandedOut {
    upto,
    since,
    reminded
});

/// Milliseconds of a day's work.
const DAY: i64 = 8 * 3_600_000;

impl HandedOut {
    /// The project was handed out up to a change.
    pub fn hand_out(&mut self, upto: Sequence, last: Sequence, now: Timestamp) {
        *self = Self {
            upto,
            since: (last > upto).then_some(now),
            reminded: None,
        };
    }

    /// Take in what another tab, or this one before a reload, knew.
    pub fn join(&mut self, kept: Self) {
        if kept.upto > self.upto {
            let since = self.since.take();
            *self = kept;
            self.since = self.since.take().or(since);
        } else if kept.upto == self.upto {
            self.since = earlier(self.since.take(), kept.since);
            self.reminded = kept.reminded.or(self.reminded.take());
        }
    }

    /// Whether a day's work is in no file and this was not pointed out in the last one; then it is
    /// from now on. A clock that was set back makes no moment later than now.
    pub fn is_to_be_pointed_out(&mut self, last: Sequence, now: &Timestamp) -> bool {
        if last <= self.upto {
            self.since = None;
            return false;
        }
        let age = |moment: &mut Option<Timestamp>| {
            let then = moment.as_ref()?.milliseconds();
            let age = then.and_then(|then| now.milliseconds()?.checked_sub(then));
            Some(age.filter(|age| *age >= 0).unwrap_or_else(|| {
                *moment = Some(now.clone());
                0
            }))
        };
        self.since.get_or_insert_with(|| now.clone());
        let is_old = |age: Option<i64>| age.is_some_and(|age| age >= DAY);
        let (since, reminded) = (age(&mut self.since), age(&mut self.reminded));
        let is_due = is_old(since) && (reminded.is_none() || is_old(reminded));
        if is_due {
            self.reminded = Some(now.clone());
        }
        is_due
    }
}

fn earlier(a: Option<Timestamp>, b: Option<Timestamp>) -> Option<Timestamp> {
    match (a, b) {
        // An unreadable moment is before all others.
        (Some(a), Some(b)) if a.milliseconds() > b.milliseconds() => Some(b),
        (a, b) => a.or(b),
    }
}

/// A file that is to be written.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its name.
    pub name: String,
    /// The document that goes into it; none for all.
    pub document: Option<DocumentId>,
    /// How the file must be for that; none if it must not be there.
    pub over: Option<Stamp>,
}

/// A save that is under way.
#[derive(Clone, Debug, Default)]
pub struct UnderWay {
    /// What is being saved.
    pub project: Project,
    /// The last change in it.
    pub upto: Sequence,
    /// What is still to be written; the first of it is being written.
    pub jobs: VecDeque<Job>,
    /// The moment that is stated in what is being written.
    pub moment: Option<Timestamp>,
    /// Files that are not as they were written.
    pub clashes: Vec<Clash>,
    /// What was seen and may be written over.
    pub allowed: Vec<Clash>,
    /// Whether it was asked for another time meanwhile.
    pub again: bool,
}

/// What the page knows of files.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    /// Up to where the project was handed out.
    pub handed: HandedOut,
    /// All else.
    pub saving: Hidden<Saving>,
}

/// Where the project is saved, and what is being done for that.
#[derive(Clone, Debug, Default)]
pub struct Saving {
    /// Whether the browser lets files be written.
    pub able: bool,
    /// Where the project is saved.
    pub target: Option<Target>,
    /// Minutes that the clocks of the user are ahead of UTC.
    pub zone: i64,
    /// The save that is under way.
    pub under_way: Option<UnderWay>,
    /// Files that are not as they were written, while it is to be decided what becomes of them.
    pub clashes: Vec<Clash>,
    /// The project as this page has written it to the folder.
    pub saved: Option<Project>,
}

/// A moment as clocks that are so many minutes ahead of UTC show it: `2026-11-22 17:30`. As it is
/// written where it cannot be read.
#[must_use]
pub fn local(moment: &Timestamp, zone: i64) -> String {
    let epoch = Timestamp::new("1970-01-01T00:00:00Z").milliseconds();
    let moved = moment.milliseconds().zip(epoch);
    moved.map_or_else(
        || moment.as_str().into(),
        |(then, epoch)| clock(then - epoch + zone * 60_000),
    )
}

/// The same for a moment in milliseconds since 1970.
#[must_use]
pub fn local_of(milliseconds: u64, zone: i64) -> String {
    let then = i64::try_from(milliseconds).unwrap_or_default();
    clock(then.saturating_add(zone * 60_000))
}

/// What a clock shows so many milliseconds after the start of 1970 there.
fn clock(milliseconds: i64) -> String {
    let minutes = milliseconds.div_euclid(60_000);
    let (days, minute) = (minutes.div_euclid(1440), minutes.rem_euclid(1440));
    // Days since the first of March of the year 0; years begin in March, so that a leap day is the
    // last of its year.
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (year, month) = if month < 10 {
        (year, month + 3)
    } else {
        (year + 1, month - 9)
    };
    let year = year + era * 400;
    format!(
        "{year:04}-{month:02}-{day:02} {:02}:{:02}",
        minute / 60,
        minute % 60
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::new(text)
    }

    #[test]
    fn moments_are_shown_as_clocks_show_them() {
        for (moment, zone, shown) in [
            ("2026-11-22T09:30:59.999Z", 480, "2026-11-22 17:30"),
            ("2026-12-31T20:00:00Z", 480, "2027-01-01 04:00"),
            ("2024-02-28T23:00:00Z", 60, "2024-02-29 00:00"),
            ("2024-03-01T00:00:00Z", -60, "2024-02-29 23:00"),
            ("2025-03-01T00:00:00Z", -1, "2025-02-28 23:59"),
            ("2000-02-29T12:00:00Z", 0, "2000-02-29 12:00"),
            ("1970-01-01T00:00:00Z", 0, "1970-01-01 00:00"),
            ("1969-12-31T23:59:00Z", 0, "1969-12-31 23:59"),
            ("whenever", 480, "whenever"),
        ] {
            assert_eq!(local(&at(moment), zone), shown);
        }
    }

    #[test]
    fn what_is_kept_is_read_as_it_is_written() {
        let handed = HandedOut {
            upto: 7,
            since: Some(at("2026-11-22T09:30:00Z")),
            reminded: None,
        };
        let target = Target {
            folder: true,
            name: "甲".into(),
            written: vec![Written {
                name: "乙.json".into(),
                document: Some(DocumentId::new("d")),
                stamp: Stamp {
                    modified: 1,
                    size: 2,
                    sha256: "3".into(),
                },
                exported_at: at("2026-11-22T09:30:00Z"),
            }],
            at: None,
            upto: Some(7),
        };
        let json = serde_json::to_vec(&handed).unwrap();
        assert_eq!(reportmark_core::json::parse(&json), Some(handed));
        let json = serde_json::to_vec(&target).unwrap();
        assert_eq!(reportmark_core::json::parse(&json), Some(target));
    }

    #[test]
    fn a_days_work_is_pointed_out_once_a_day() {
        let mut handed = HandedOut::default();
        let mut is_due = |moment| handed.is_to_be_pointed_out(5, &at(moment));
        assert!(!is_due("2026-11-22T08:00:00Z"));
        assert!(!is_due("2026-11-22T15:59:59Z"));
        assert!(is_due("2026-11-22T16:00:00Z"));
        assert!(!is_due("2026-11-22T16:05:00Z"));
        assert!(!is_due("2026-11-22T23:59:00Z"));
        assert!(is_due("2026-11-23T00:00:00Z"));
        handed.hand_out(5, 5, at("2026-11-23T01:00:00Z"));
        assert!(!handed.is_to_be_pointed_out(5, &at("2026-12-24T00:00:00Z")));
        assert_eq!(handed.since, None);
    }

    #[test]
    fn a_clock_that_was_set_back_does_no_harm() {
        let mut handed = HandedOut {
            upto: 1,
            since: Some(at("2027-06-01T00:00:00Z")),
            reminded: Some(at("2027-06-02T00:00:00Z")),
        };
        let mut is_due = |moment| handed.is_to_be_pointed_out(2, &at(moment));
        assert!(!is_due("2026-11-22T08:00:00Z"));
        assert!(is_due("2026-11-22T16:00:00Z"), "as if it were now");
        // Set back by an hour after it was pointed out.
        assert!(!is_due("2026-11-22T15:00:00Z"));
        assert!(is_due("2026-11-22T23:00:00Z"));
        handed.since = Some(at("nonsense"));
        handed.reminded = None;
        assert!(!handed.is_to_be_pointed_out(2, &at("2026-11-24T00:00:00Z")));
        assert!(handed.is_to_be_pointed_out(2, &at("2026-11-24T08:00:00Z")));
    }

    #[test]
    fn what_another_tab_knows_is_joined() {
        let early = || Some(at("2026-11-22T08:00:00Z"));
        let late = || Some(at("2026-11-22T09:00:00Z"));
        let of = |upto, since| HandedOut {
            upto,
            since,
            reminded: None,
        };
        let joined = |mut own: HandedOut, kept: HandedOut| {
            own.join(kept);
            (own.upto, own.since)
        };
        assert_eq!(joined(of(3, late()), of(3, early())), (3, early()));
        assert_eq!(joined(of(3, late()), of(3, None)), (3, late()));
        assert_eq!(joined(of(3, early()), of(2, late())), (3, early()));
        assert_eq!(joined(of(0, early()), of(9, late())), (9, late()));
        assert_eq!(joined(of(0, early()), of(9, None)), (9, early()));
    }
}
