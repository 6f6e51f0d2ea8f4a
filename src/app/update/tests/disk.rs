//! Files of the user's: what is written, what is not, and what is said of it.

use super::*;
use crate::app::{
    Dialog, DiskNotice,
    disk::{DiskAction, DiskEffect, DiskNews, HandedOut, Saving, Stamp, Target, Trouble, Written},
    keys::Command,
    later::Hidden,
};

/// A file system with one file or folder that was chosen, as the browser would have it.
#[derive(Default)]
struct Files {
    target: Option<Target>,
    /// Names, contents and when they were changed.
    files: Vec<(String, Vec<u8>, u64)>,
    clock: u64,
    /// What the next write fails with.
    fails: Option<Trouble>,
    writes: usize,
}

impl Files {
    fn stamp(&self, name: &str) -> Option<Stamp> {
        let (_, bytes, modified) = self.files.iter().find(|(own, ..)| own == name)?;
        Some(Stamp {
            modified: *modified,
            size: bytes.len() as u64,
            sha256: TextHash::of(bytes).as_str().into(),
        })
    }

    /// Somebody writes a file.
    fn put(&mut self, name: &str, bytes: &[u8]) {
        self.clock += 1;
        self.files.retain(|(own, ..)| own != name);
        self.files.push((name.into(), bytes.into(), self.clock));
    }

    fn bytes(&self, name: &str) -> &[u8] {
        let mut files = self.files.iter();
        let file = files.find(|(own, ..)| own == name);
        file.map(|(_, bytes, _)| &**bytes).unwrap_or_default()
    }

    fn names(&self) -> Vec<&str> {
        self.files.iter().map(|(name, ..)| &**name).collect()
    }

    fn is_as(&self, name: &str, was: Option<&Stamp>) -> Result<(), Trouble> {
        match (self.stamp(name), was) {
            (None, Some(_)) => Err(Trouble::Gone),
            (there, was) if there.as_ref() == was => Ok(()),
            (Some(there), _) => Err(Trouble::Changed(there)),
            (None, None) => Ok(()),
        }
    }

    fn look(&self) -> DiskNews {
        let target = self.target.clone().unwrap_or_default();
        let files = target.written.iter();
        let found = files.map(|file| self.is_as(&file.name, Some(&file.stamp)));
        DiskNews::Looked {
            found: found.collect(),
            names: self.names().into_iter().map(String::from).collect(),
            target,
        }
    }

    fn choose_file(&mut self, name: &str) -> DiskNews {
        self.put(name, b"");
        self.target = Some(Target {
            name: name.into(),
            written: vec![Written {
                name: name.into(),
                document: None,
                stamp: self.stamp(name).unwrap_or_default(),
                exported_at: Timestamp::new(""),
            }],
            ..Target::default()
        });
        self.look()
    }

    fn choose_folder(&mut self) -> DiskNews {
        self.target = Some(Target {
            folder: true,
            name: "报告".into(),
            ..Target::default()
        });
        self.look()
    }

    /// What comes of something that is to be done.
    fn perform(&mut self, effect: DiskEffect) -> Option<DiskNews> {
        match effect {
            DiskEffect::Look(_) if self.target.is_some() => Some(self.look()),
            DiskEffect::Look(name) | DiskEffect::ChooseFile(name) => Some(self.choose_file(&name)),
            DiskEffect::ChooseFolder => Some(self.choose_folder()),
            DiskEffect::Write { name, bytes, over } => {
                let may = self.is_as(&name, over.as_ref());
                Some(DiskNews::Wrote(
                    match may.and(self.fails.take().map_or(Ok(()), Err)) {
                        Err(why) => Err(why),
                        Ok(()) => {
                            self.writes += 1;
                            self.put(&name, &bytes);
                            Ok(self.stamp(&name).unwrap_or_default())
                        }
                    },
                ))
            }
            DiskEffect::Keep(target) => {
                self.target = Some(target);
                None
            }
            DiskEffect::Forget => {
                self.target = None;
                None
            }
            DiskEffect::Open(_) => None,
        }
    }

    /// Let an action happen, and all that comes of it.
    fn act(&mut self, page: &mut Page, action: Action) {
        let mut actions = vec![action];
        while let Some(action) = actions.pop() {
            for effect in page.act(action) {
                if let Effect::Disk(effect) = effect {
                    let news = effect.take().and_then(|effect| self.perform(effect));
                    actions.extend(news.map(heard));
                }
            }
        }
    }

    fn save(&mut self, page: &mut Page) {
        self.act(page, Action::Command(Command::Save));
    }

    fn save_to_folder(&mut self, page: &mut Page) {
        self.act(page, Action::Disk(DiskAction::SaveFolder));
    }
}

fn heard(news: DiskNews) -> Action {
    Action::OnDisk(Hidden::new(news))
}

fn saving(page: &Page) -> Saving {
    page.state.disk.saving.get().cloned().unwrap_or_default()
}

/// The only thing that is to be done.
#[track_caller]
fn asked(effects: Vec<Effect>) -> DiskEffect {
    let mut effects = effects.into_iter();
    match (effects.next(), effects.next()) {
        (Some(Effect::Disk(effect)), None) => effect.take().unwrap(),
        other => panic!("{other:?}"),
    }
}

const FILE: &str = "甲-20261122-093000.json";

fn documents_of(bytes: &[u8]) -> Vec<String> {
    let read = native::read(bytes, &Texts::new()).unwrap();
    assert_eq!(read.problems, []);
    let names = read
        .documents
        .iter()
        .map(|document| &document.data.head.name);
    names.map(|name| name.to_string()).collect()
}

fn is_handed_out(page: &Page) -> bool {
    page.state.disk.handed.upto == page.state.sequence
}

/// The names of files that the dialog shows as changed.
fn clashes(page: &Page) -> Vec<String> {
    let clashes = saving(page).clashes.into_iter();
    let is_shown = page.state.dialog == Some(Dialog::Files);
    clashes
        .filter(|_| is_shown)
        .map(|clash| clash.name)
        .collect()
}

#[test]
fn the_first_save_asks_and_later_ones_write_the_same_file() {
    let (mut page, mut files) = (page_of("[*t:甲]乙"), Files::default());
    let DiskEffect::Look(name) = asked(page.act(Action::Command(Command::Save))) else {
        panic!("something else")
    };
    assert_eq!(name, FILE);
    let news = files.choose_file(&name);
    files.act(&mut page, heard(news));
    assert_eq!(documents_of(files.bytes(FILE)), ["甲.txt"]);
    assert!(is_handed_out(&page));
    assert!(page.told().is_empty());

    page.label("m");
    assert!(!is_handed_out(&page));
    files.save(&mut page);
    assert_eq!((files.writes, files.names()), (2, vec![FILE]));
    assert!(is_handed_out(&page));
    let kept = files.target.as_ref().unwrap();
    assert_eq!(kept.at, Some(page.outside.now()));
    assert_eq!(Some(&kept.written[0].stamp), files.stamp(FILE).as_ref());
}

#[test]
fn without_documents_there_is_nothing_to_be_saved() {
    let mut page = Page::empty();
    assert!(page.act(Action::Command(Command::Save)).is_empty());
    assert!(page.act(Action::Disk(DiskAction::SaveFolder)).is_empty());
    assert!(saving(&page).under_way.is_none());
}

#[test]
fn what_was_changed_underneath_is_not_overwritten() {
    let (mut page, mut files) = (page_of("[*t:甲]乙"), Files::default());
    files.save(&mut page);
    page.label("m");
    files.put(FILE, b"of a colleague");
    files.save(&mut page);
    assert_eq!(files.bytes(FILE), b"of a colleague");
    assert_eq!(clashes(&page), [FILE]);
    assert!(!is_handed_out(&page));

    // Leaving it leaves everything as it is; the next save asks again.
    page.act(Action::CloseDialog);
    files.save(&mut page);
    assert_eq!(files.bytes(FILE), b"of a colleague");
    assert_eq!(clashes(&page), [FILE]);

    // Changed once more since it was shown: that was not seen, so it is asked again.
    files.put(FILE, b"of a colleague, once more");
    files.act(&mut page, Action::Disk(DiskAction::Overwrite));
    assert_eq!(files.bytes(FILE), b"of a colleague, once more");
    assert_eq!(clashes(&page), [FILE]);

    files.act(&mut page, Action::Disk(DiskAction::Overwrite));
    assert_eq!(documents_of(files.bytes(FILE)), ["甲.txt"]);
    assert!(is_handed_out(&page));
    assert_eq!(page.state.dialog, None);
}

#[test]
fn what_was_changed_at_the_last_moment_is_not_overwritten_either() {
    let (mut page, mut files) = (page_of("[*t:甲]乙"), Files::default());
    files.save(&mut page);
    page.label("m");
    files.fails = Some(Trouble::Changed(Stamp::default()));
    files.save(&mut page);
    assert_eq!(clashes(&page), [FILE]);
    assert!(!is_handed_out(&page));
}

#[test]
fn what_was_changed_can_be_opened_or_left_for_another_file() {
    let (mut page, mut files) = (page_of("[*t:甲]乙"), Files::default());
    files.save(&mut page);
    page.label("m");
    files.put(FILE, b"of a colleague");
    files.save(&mut page);
    let DiskEffect::Open(names) = asked(page.act(Action::Disk(DiskAction::Open))) else {
        panic!("something else")
    };
    assert_eq!(
        (&names[..], &page.state.dialog),
        (&[FILE.into()][..], &None)
    );

    files.save(&mut page);
    page.act(Action::Disk(DiskAction::SaveAs));
    let news = files.choose_file("another.json");
    files.act(&mut page, heard(news));
    assert_eq!(files.bytes(FILE), b"of a colleague");
    assert_eq!(documents_of(files.bytes("another.json")), ["甲.txt"]);
    assert!(is_handed_out(&page));
}

#[test]
fn a_clash_does_not_cover_a_dialog() {
    let (mut page, mut files) = (page_of("[*t:甲]乙"), Files::default());
    files.save(&mut page);
    page.label("m");
    files.put(FILE, b"of a colleague");
    page.act(Action::AskKeys);
    files.save(&mut page);
    assert_eq!(page.state.dialog, Some(Dialog::Keys(None)));
    let changed = Failure::Disk(DiskNotice::Changed, FILE.into());
    assert_eq!(page.told(), [&changed]);
    page.act(Action::CloseDialog);
    page.act(Action::Ask(Dialog::Files));
    assert_eq!(clashes(&page), [FILE]);
    page.act(Action::Disk(DiskAction::Leave));
    assert!(saving(&page).clashes.is_empty());
}

#[test]
fn failures_are_told_and_the_next_save_makes_them_void() {
    for (why, told) in [
        (Trouble::Gone, DiskNotice::Gone),
        (Trouble::Denied, DiskNotice::Denied),
        (Trouble::Full, DiskNotice::Full),
        (Trouble::Protected, DiskNotice::Protected),
        (Trouble::Other("EIO".into()), DiskNotice::Failed),
    ] {
        let (mut page, mut files) = (page_of("[*t:甲]乙"), Files::default());
        files.save(&mut page);
        let before = files.bytes(FILE).to_vec();
        page.label("m");
        files.fails = Some(why);
        files.save(&mut page);
        let Failure::Disk(notice, about) = &page.notice().what else {
            panic!("{:?}", page.told())
        };
        assert_eq!(*notice, told);
        assert!(about.starts_with(FILE));
        assert_eq!(page.notice().kind, NoticeKind::Error);
        assert!(!is_handed_out(&page));
        assert_eq!(files.bytes(FILE), before);
        let offers = crate::app::offers(&page.notice().what, crate::app::Language::English);
        assert!(offers.iter().any(|offer| offer.id == "offer-export"));
        files.save(&mut page);
        assert!(is_handed_out(&page));
        assert!(page.told().is_empty());
    }
}

#[test]
fn what_is_gone_or_not_allowed_when_it_is_looked_at_is_told() {
    let (mut page, mut files) = (page_of("[*t:甲]乙"), Files::default());
    files.save(&mut page);
    files.files.clear();
    files.save(&mut page);
    let told = |why| Failure::Disk(why, FILE.into());
    assert_eq!(page.told(), [&told(DiskNotice::Gone)]);
    assert!(files.files.is_empty());
    page.act(Action::Command(Command::Save));
    let failed = DiskNews::Failed(FILE.into(), Trouble::Denied);
    page.act(heard(failed));
    assert_eq!(page.told(), [&told(DiskNotice::Denied)]);
    assert!(saving(&page).under_way.is_none(), "it can be tried again");
}

#[test]
fn nothing_chosen_is_a_line_that_passes() {
    let mut page = page_of("[*t:甲]乙");
    page.act(Action::Command(Command::Save));
    let failed = DiskNews::Failed(FILE.into(), Trouble::Cancelled);
    page.act(heard(failed));
    assert_eq!(page.notice().kind, NoticeKind::Info);
    assert_eq!(saving(&page).target, None);
    page.label("m");
    assert!(page.told().is_empty());
}

#[test]
fn a_browser_that_cannot_downloads() {
    let mut page = page_of("[*t:甲]乙");
    page.act(Action::Command(Command::Save));
    let effects = page.act(heard(DiskNews::Unable));
    let [Effect::Download { name, bytes, .. }] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(
        (&**name, documents_of(bytes)),
        (FILE, vec!["甲.txt".into()])
    );
    assert!(is_handed_out(&page));
    assert!(saving(&page).under_way.is_none());
}

#[test]
fn saving_while_saving_saves_again_what_came_meanwhile() {
    let (mut page, mut files) = (page_of("[*t:甲]乙"), Files::default());
    files.save(&mut page);
    page.label("m");
    page.act(Action::Command(Command::Save));
    let effects = page.act(heard(files.look()));
    // It is being written.
    page.label("t");
    assert!(page.act(Action::Command(Command::Save)).is_empty());
    let write = asked(effects);
    let news = files.perform(write).unwrap();
    files.act(&mut page, heard(news));
    assert!(is_handed_out(&page));
    assert_eq!(files.writes, 3);
}

#[test]
fn what_is_done_while_it_is_written_is_not_in_the_file() {
    let (mut page, mut files) = (page_of("[*t:甲]乙"), Files::default());
    page.act(Action::Command(Command::Save));
    let effects = page.act(heard(files.choose_file(FILE)));
    let before = page.state.sequence;
    page.label("m");
    let write = asked(effects);
    let news = files.perform(write).unwrap();
    files.act(&mut page, heard(news));
    let handed = &page.state.disk.handed;
    assert_eq!(handed.upto, before);
    assert_eq!(handed.since, Some(page.outside.now()));
}

#[test]
fn a_folder_gets_a_file_for_each_document_under_a_safe_name_of_its_own() {
    let (mut page, mut files) = (page_of("甲"), Files::default());
    for (name, text) in [
        ("丙.txt", "1"),
        ("丙", "2"),
        ("../../etc/passwd", "3"),
        ("Con", "4"),
        ("A.txt", "5"),
        ("a.txt", "6"),
    ] {
        page.open(&[("x.txt", text.as_bytes())]);
        let newest = page.state.project.documents.last().unwrap().id().clone();
        page.act(Action::Show(newest));
        page.act(Action::Rename(name.into()));
    }
    files.put("甲.json", b"not ours");
    files.put("A.JSON", b"not ours either");
    files.save_to_folder(&mut page);
    let mut names = files.names();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "A (2).json",
            "A.JSON",
            "_.._etc_passwd.json",
            "_Con.json",
            "a (3).json",
            "丙 (2).json",
            "丙.json",
            "甲 (2).json",
            "甲.json"
        ]
    );
    assert_eq!(files.bytes("甲.json"), b"not ours");
    assert_eq!(documents_of(files.bytes("甲 (2).json")), ["甲.txt"]);
    assert!(is_handed_out(&page));
}

#[test]
fn only_what_changed_is_written_to_a_folder() {
    let (mut page, mut files) = (page_of("[*t:甲]乙"), Files::default());
    page.open(&[("丙.txt", "丁".as_bytes())]);
    files.save_to_folder(&mut page);
    assert_eq!(files.writes, 2);
    files.save(&mut page);
    assert_eq!(files.writes, 2, "nothing has changed");
    page.act(Action::Rename("戊.txt".into()));
    files.save(&mut page);
    assert_eq!(files.writes, 3);
    assert_eq!(files.names().len(), 2, "a file keeps its name");
    // After a reload it is told by what is in the files.
    let mut known = saving(&page);
    known.saved = None;
    page.state.disk.saving = Hidden::new(known);
    files.save(&mut page);
    assert_eq!(files.writes, 3);
    // What is gone is written again.
    files.files.retain(|(name, ..)| name != "丙.json");
    files.save(&mut page);
    assert_eq!(files.writes, 4);
    assert!(is_handed_out(&page));
}

#[test]
fn in_a_folder_only_the_file_that_was_changed_is_asked_about() {
    let (mut page, mut files) = (page_of("[*t:甲]乙"), Files::default());
    page.open(&[("丙.txt", "丁".as_bytes())]);
    files.save_to_folder(&mut page);
    files.put("甲.json", b"of a colleague");
    files.save(&mut page);
    assert!(
        clashes(&page).is_empty(),
        "nothing new is to be written there"
    );
    for name in ["甲.txt", "丙.txt"] {
        let id = page.id(name);
        page.act(Action::Show(id));
        page.act(Action::Rename(format!("新{name}")));
    }
    files.save(&mut page);
    assert_eq!(clashes(&page), ["甲.json"]);
    assert_eq!(documents_of(files.bytes("丙.json")), ["新丙.txt"]);
    assert_eq!(files.bytes("甲.json"), b"of a colleague");
    assert!(!is_handed_out(&page));
    files.act(&mut page, Action::Disk(DiskAction::Overwrite));
    assert_eq!(documents_of(files.bytes("甲.json")), ["新甲.txt"]);
    assert!(is_handed_out(&page));
}

#[test]
fn a_failure_amid_a_folder_forgets_nothing_that_was_written() {
    let (mut page, mut files) = (page_of("[*t:甲]乙"), Files::default());
    page.open(&[("丙.txt", "丁".as_bytes())]);
    page.act(Action::Disk(DiskAction::SaveFolder));
    let effects = page.act(heard(files.choose_folder()));
    let write = asked(effects);
    let first = files.perform(write).unwrap();
    files.fails = Some(Trouble::Full);
    files.act(&mut page, heard(first));
    assert_eq!(files.names(), ["甲.json"]);
    assert!(matches!(
        page.told()[..],
        [Failure::Disk(DiskNotice::Full, _)]
    ));
    files.save(&mut page);
    assert_eq!(files.names(), ["甲.json", "丙.json"]);
    assert_eq!(files.writes, 2);
    assert!(is_handed_out(&page));
}

#[test]
fn what_is_forgotten_is_asked_for_anew() {
    let (mut page, mut files) = (page_of("[*t:甲]乙"), Files::default());
    files.save(&mut page);
    files.act(&mut page, Action::Disk(DiskAction::Forget));
    assert_eq!((&saving(&page).target, &files.target), (&None, &None));
    assert_eq!(
        documents_of(files.bytes(FILE)),
        ["甲.txt"],
        "the file stays"
    );
}

/// A clock that shows this.
struct At(&'static str, Still);

impl Outside for At {
    fn now(&self) -> Timestamp {
        Timestamp::new(self.0)
    }

    fn fresh_id(&self) -> String {
        self.1.fresh_id()
    }

    fn words(&self) -> &dyn Words {
        self.1.words()
    }

    fn clusters(&self) -> &dyn Clusters {
        self.1.clusters()
    }
}

/// Time passes; what is told then.
fn told_at(page: &mut Page, moment: &'static str, kept: Option<HandedOut>) -> Vec<Failure> {
    page.state.notices.clear();
    let news = DiskNews::Time { kept, zone: 480 };
    let clock = At(moment, Still::default());
    let effects = update(&mut page.state, heard(news), &clock);
    assert!(effects.is_empty());
    page.told().into_iter().cloned().collect()
}

#[test]
fn a_days_work_in_no_file_is_pointed_out() {
    let mut page = page_of("[*t:甲]乙");
    let since = Failure::Disk(DiskNotice::NotInFile, "2026-11-22 17:30".into());
    assert_eq!(told_at(&mut page, "2026-11-22T17:29:59Z", None), []);
    let told = told_at(&mut page, "2026-11-22T17:30:00Z", None);
    assert_eq!(told, std::slice::from_ref(&since));
    assert_eq!(told_at(&mut page, "2026-11-23T01:00:00Z", None), []);
    assert_eq!(told_at(&mut page, "2026-11-23T01:30:00Z", None), [since]);
    assert_eq!(page.notice().kind, NoticeKind::Info);
    page.act(Action::ExportDocumentNative);
    page.act(Action::ExportDoccano);
    assert_eq!(page.told().len(), 1, "neither is the whole");
    page.act(Action::ExportNative);
    assert!(page.told().is_empty());
    assert_eq!(told_at(&mut page, "2027-11-23T01:30:00Z", None), []);
    page.label("m");
    assert_eq!(page.state.disk.handed.since, Some(page.outside.now()));
}

#[test]
fn what_was_only_opened_is_no_work() {
    let mut page = page_of("甲乙");
    assert_eq!(told_at(&mut page, "2026-12-22T17:30:00Z", None), []);
}

#[test]
fn what_was_handed_out_before_a_reload_counts() {
    let mut page = page_of("[*t:甲]乙");
    let last = page.state.sequence;
    page.state.disk.handed = HandedOut::default();
    let handed = |upto, since: Option<&str>| {
        Some(HandedOut {
            upto,
            since: since.map(Timestamp::new),
            reminded: None,
        })
    };
    let later = "2026-12-22T17:30:00Z";
    assert_eq!(told_at(&mut page, later, handed(last, None)), []);
    page.state.disk.handed = HandedOut::default();
    let kept = handed(last - 1, Some("2026-12-22T09:30:00Z"));
    assert_eq!(told_at(&mut page, later, kept).len(), 1);
    // What was stored was lost, and is numbered anew.
    page.state.disk.handed = HandedOut::default();
    assert_eq!(told_at(&mut page, later, handed(last + 90, None)), []);
    page.label("m");
    assert!(!is_handed_out(&page));
}
