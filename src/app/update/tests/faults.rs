//! Whatever a storage does to what is written, no change that was said to be kept is lost.

use std::{cell::RefCell, collections::BTreeMap, path::Path, rc::Rc};

use super::{
    keeping::{Dice, any_action, check_sound},
    *,
};
use crate::app::{
    Kept,
    keeping::{
        Fault, Host, Keeper, Key, Loaded, Saver, Shelf, Write,
        memory::{Disk, Memory, Mishap},
    },
    keys::Command,
};
use reportmark_core::{
    journal::{Lost, Sequence},
    model::Project,
};

/// What a program has around it: nothing takes time, and all reports are listed.
#[derive(Clone, Default)]
struct Quiet(Rc<RefCell<Vec<Kept>>>);

impl Host for Quiet {
    async fn pause(&self, _: u32) {}

    fn report(&self, kept: Kept) {
        self.0.borrow_mut().push(kept);
    }
}

/// What a future gives; nothing where the program ended in the middle of it.
fn unless_killed<T>(future: impl Future<Output = T>) -> Option<T> {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

/// A program at work: a page and what keeps it.
struct Program {
    page: Page,
    saver: Saver<Memory>,
    host: Quiet,
    /// The project as it was after each change.
    states: BTreeMap<Sequence, Project>,
    /// The last change that was said to be kept.
    kept: Sequence,
    is_alive: bool,
}

/// Open what is on a disk, to write.
fn open(disk: &Rc<Disk>) -> Option<Result<(Keeper<Memory>, Loaded), Fault>> {
    let mut keeper = Keeper::new(Memory(Rc::clone(disk)));
    unless_killed(async {
        keeper.claim().await?;
        let loaded = keeper.load().await?;
        Ok(loaded)
    })
    .map(|loaded| loaded.map(|loaded| (keeper, loaded)))
}

impl Program {
    fn start(disk: &Rc<Disk>) -> Self {
        let (keeper, loaded) = open(disk).expect("alive").expect("a disk that can be read");
        let mut page = Page::empty();
        let sequence = loaded.recovered.sequence;
        page.act(Action::Recovered {
            recovered: Box::new(loaded.recovered),
            texts: loaded.texts,
            texts_lost: loaded.texts_lost,
            place: None,
            access: Access::Writes,
        });
        page.state.notices.clear();
        let project = page.state.project.clone();
        Self {
            page,
            saver: Saver::new(Some(keeper)),
            host: Quiet::default(),
            states: [(sequence, project)].into(),
            kept: sequence,
            is_alive: true,
        }
    }

    fn act(&mut self, action: Action) {
        let effects = self.page.act(action);
        let state = &self.page.state;
        self.states.insert(state.sequence, state.project.clone());
        for effect in effects {
            if let Ok(write) = Write::of(effect) {
                // It is run when the test says so.
                let _ = self.saver.add(write);
            }
        }
    }

    /// Let what waits be written.
    fn write(&mut self) {
        let ran = unless_killed(self.saver.clone().run(self.host.clone()));
        self.is_alive = ran.is_some();
        for kept in self.host.0.borrow_mut().drain(..) {
            if let Kept::UpTo(sequence) = kept {
                self.kept = self.kept.max(sequence);
            }
        }
    }
}

/// What is lost of what was said to be kept, after a start.
#[track_caller]
fn check_kept(disk: &Rc<Disk>, program: &Program, told: &str) {
    disk.set(None);
    let (_, loaded) = open(disk).expect("alive").expect("a disk that can be read");
    let recovered = loaded.recovered;
    let sequence = recovered.sequence;
    assert!(
        sequence >= program.kept,
        "{told}: {sequence} of {}",
        program.kept
    );
    // What is damaged was never said to be kept.
    let damaged = recovered.lost.iter().filter_map(|lost| match lost {
        Lost::Snapshot(..) => None,
        Lost::Record(sequence, _) | Lost::Unapplied(sequence, _) => Some(*sequence),
        Lost::Missing { from, .. } => Some(*from),
        Lost::Document(..) => Some(0),
    });
    let first = damaged.min().unwrap_or(Sequence::MAX);
    assert!(first > program.kept, "{told}: {:?}", recovered.lost);
    let whole = sequence.min(first - 1);
    // What was done at once may have come in part, where it was not said to be kept.
    if let Some(project) = program.states.get(&whole) {
        assert_eq!(recovered.project, *project, "{told}");
    } else {
        assert!(whole > program.kept, "{told}");
    }
}

/// Open another document.
fn open_one(program: &mut Program, nth: usize) {
    let page = &program.page;
    let file = format!("{nth}.txt");
    let text = format!("第{nth}份：全年新增就业3万人。");
    let openings = page.read(&[(&file, text.as_bytes())]);
    let action = Action::Opened(page.state.reading.newest(), openings);
    program.act(action);
}

/// Something that is done in each run: many kinds of changes, and more snapshots than are kept.
fn work(program: &mut Program, seed: u64, actions: usize) {
    let mut dice = Dice(seed << 20 | 0xC0FFEE);
    for nth in 0..actions {
        let action = match nth {
            0 | 1 => {
                let openings = program
                    .page
                    .read(&[("丙.txt", "全年新增就业3万人。".as_bytes())]);
                Action::Opened(program.page.state.reading.newest(), openings)
            }
            _ => any_action(&mut dice, &program.page),
        };
        program.act(action);
        program.page.state.notices.clear();
        if nth % 60 == 59 {
            program.act(Action::SnapshotDue);
        }
        // Some are written alone, some together.
        if dice.roll(3) > 0 {
            program.write();
        }
        if !program.is_alive {
            return;
        }
    }
    program.write();
    check_sound(&program.page);
}

const MISHAPS: [Mishap; 8] = [
    Mishap::Refused,
    Mishap::Full,
    Mishap::Unsaid,
    Mishap::KilledBefore,
    Mishap::KilledAfter,
    Mishap::Torn(0),
    Mishap::Torn(50),
    Mishap::Torn(99),
];

/// Figures of these tests, for the table of what was tried.
fn figures(name: &str, json: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/proof");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), json).unwrap();
}

#[test]
fn whichever_call_fails_nothing_is_lost_that_was_kept() {
    const ACTIONS: usize = 300;
    let mut faults = 0;
    for seed in [7, 2026] {
        let disk = Rc::<Disk>::default();
        let mut whole = Program::start(&disk);
        disk.set(None);
        work(&mut whole, seed, ACTIONS);
        let calls = disk.calls();
        assert!(calls > 50, "{calls}");
        check_kept(&disk, &whole, "nothing fails");
        for mishap in MISHAPS {
            for nth in 1..=calls {
                let told = format!("seed {seed}, {mishap:?} at call {nth}");
                let disk = Rc::<Disk>::default();
                let mut program = Program::start(&disk);
                disk.set(Some((nth, mishap)));
                work(&mut program, seed, ACTIONS);
                check_kept(&disk, &program, &told);
                faults += 1;
            }
        }
    }
    figures("faults.json", &format!(r#"{{"faults":{faults},"lost":0}}"#));
}

#[test]
fn a_start_that_fails_costs_nothing() {
    let disk = Rc::<Disk>::default();
    let mut program = Program::start(&disk);
    work(&mut program, 5, 120);
    disk.set(None);
    open(&disk)
        .expect("alive")
        .expect("a disk that can be read");
    for nth in 1..=disk.calls() {
        for mishap in [Mishap::Refused, Mishap::Unsaid, Mishap::KilledAfter] {
            disk.set(Some((nth, mishap)));
            let opened = open(&disk);
            assert!(!matches!(opened, Some(Ok(_))), "{mishap:?} at call {nth}");
            check_kept(&disk, &program, &format!("{mishap:?} at call {nth}"));
        }
    }
}

#[test]
fn work_goes_on_after_every_kill() {
    let disk = Rc::<Disk>::default();
    let mut project = Project::default();
    for round in 1..=60 {
        let mut program = Program::start(&disk);
        assert_eq!(program.page.state.project, project, "round {round}");
        let mishap = if round % 2 == 0 {
            Mishap::KilledBefore
        } else {
            Mishap::KilledAfter
        };
        disk.set(Some((usize::try_from(round).unwrap() % 17 + 1, mishap)));
        work(&mut program, round, 60);
        check_kept(&disk, &program, &format!("round {round}"));
        let (_, loaded) = open(&disk)
            .expect("alive")
            .expect("a disk that can be read");
        project = loaded.recovered.project;
    }
}

#[test]
fn a_damaged_record_costs_itself() {
    let disk = Rc::<Disk>::default();
    let mut program = Program::start(&disk);
    let files: Vec<_> = (0..6).map(|nth| format!("{nth}.txt")).collect();
    for file in &files {
        program
            .page
            .open(&[(file, format!("第{file}份").as_bytes())]);
        let effects = std::mem::take(&mut program.page.effects);
        for write in effects
            .into_iter()
            .filter_map(|effect| Write::of(effect).ok())
        {
            let _ = program.saver.add(write);
        }
    }
    program.write();
    disk.alter(Shelf::Journal, Key::Number(3), |value| value.truncate(20));
    let (_, loaded) = open(&disk)
        .expect("alive")
        .expect("a disk that can be read");
    assert_eq!(loaded.recovered.lost.len(), 1);
    assert_eq!(loaded.recovered.project.documents.len(), 5);
}

#[test]
fn who_was_overtaken_writes_nothing_and_keeps_what_it_has() {
    let disk = Rc::<Disk>::default();
    let mut first = Program::start(&disk);
    work(&mut first, 3, 60);
    open_one(&mut first, 60);
    first.write();
    let kept = first.kept;
    let mut second = Program::start(&disk);
    first.act(Action::Command(Command::Status));
    first.write();
    assert_eq!(first.kept, kept);
    assert!(!first.saver.is_idle());
    work(&mut second, 4, 40);
    assert!(second.kept > kept);
    check_kept(&disk, &second, "the second");
    // What it had is given back once, in order.
    let back = first.saver.withdraw();
    assert!(matches!(back[..], [Write::Record(_)]));
    assert!(first.saver.is_idle());
}
