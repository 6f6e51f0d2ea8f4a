//! Keeps the project in the store, together with the other pages that have it open.
//!
//! One page holds the lock and writes. When it is asked to let go, or another page steals the lock, it
//! follows: it reads what the other one says that it has kept. What writing needs is in the first
//! load; following and taking over come later.

use std::{cell::Cell, ops::Bound, rc::Rc, sync::Arc};

use gloo_timers::future::TimeoutFuture;
use reportmark_core::{
    change::Change,
    journal::{Record, Sequence, decode},
    model::Texts,
    text::Text,
};
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::Dispatch;
use crate::{
    app::{
        Access, Action, Effect, Failure, Kept, NoticeKind, Place, State,
        keeping::{
            Fault, Host, Keeper, Key, Loaded, Marker, Room, Saver, Shelf, Storage as _, Why, Write,
        },
        later,
    },
    browser::{
        later::fetch,
        page,
        storage::{Store, marker, past, storage_failure},
        tabs::{Ask, Channel, Word, hold},
    },
};

/// Milliseconds after which it is said that the store does not answer.
const PATIENCE: u32 = 10_000;
/// Milliseconds that the page that writes has to keep what it did, when another one asks to write.
const FLUSH: u32 = 2_500;
/// Milliseconds that its answer is waited for.
const ANSWER: u32 = 3_000;
/// Milliseconds after which a page that let go writes again, when nobody else began to.
const REGRET: u32 = 8_000;
/// Milliseconds between two looks at what is waited for.
const LOOK: u32 = 25;

/// The store and the other pages.
#[derive(Clone)]
pub(super) struct Keeping {
    saver: Saver<Store>,
    channel: Channel,
    tabs: Rc<Tabs>,
    dispatch: Dispatch,
}

/// What is known of the other pages.
#[derive(Default)]
struct Tabs {
    /// Counts how often the lock was given to this page: to lose an old one means nothing.
    held: Cell<u32>,
    /// Whether the lock is waited for.
    waits: Cell<bool>,
    /// Whether the page that writes has answered that it lets go.
    let_go: Cell<bool>,
    /// Whether something is being read that another page has written, and whether more came since.
    reads: Cell<bool>,
    reads_again: Cell<bool>,
    /// Whether the browser was asked not to evict what is stored.
    asked_to_persist: Cell<bool>,
}

/// What is needed to keep the project, and what was there.
pub struct Started {
    pub(super) keeping: Keeping,
    pub(super) loaded: Loaded,
    pub(super) access: Access,
    pub(super) failure: Option<Failure>,
}

/// Open the store and read what is in it. Without one the page works in memory.
pub(super) async fn start(dispatch: Dispatch, hear: Callback<Word>) -> Started {
    let channel = Channel::open(move |word| hear.emit(word));
    let tabs = Rc::<Tabs>::default();
    // Where there are no locks, the page that was opened last writes.
    let writes = take_lock(Ask::IfFree, &tabs, &dispatch).await;
    let writes = writes.unwrap_or(true);
    let opened = open(&dispatch, writes).await;
    let (keeper, loaded, access, failure) = match opened {
        Ok((keeper, loaded, access)) => (Some(keeper), loaded, access, None),
        Err(failure) => (None, Loaded::default(), Access::Writes, Some(failure)),
    };
    if access.may_change() {
        channel.say(Word::Writes);
    }
    Started {
        keeping: Keeping {
            saver: Saver::new(keeper),
            channel,
            tabs,
            dispatch,
        },
        loaded,
        access,
        failure,
    }
}

async fn open(
    dispatch: &Dispatch,
    writes: bool,
) -> Result<(Keeper<Store>, Loaded, Access), Failure> {
    let gone = dispatch.clone();
    let waits = Rc::new(Cell::new(true));
    let blocked = {
        let (dispatch, waits) = (dispatch.clone(), Rc::clone(&waits));
        move |why| {
            // Said once why it takes so long.
            if waits.replace(false) {
                let tell = Action::Tell(NoticeKind::Warning, why);
                dispatch.emit(Action::After(Box::new(tell)));
            }
        }
    };
    let late = blocked.clone();
    spawn_local(async move {
        TimeoutFuture::new(PATIENCE).await;
        late(Failure::NoAnswer);
    });
    let blocked = move || blocked(Failure::Blocked);
    let gone = move |to_newer| {
        gone.emit(if to_newer {
            Action::Access(Access::Follows(Why::Newer))
        } else {
            // What is in this page is all there is.
            Action::Kept(Kept::NoStore(storage_failure(&"closed, deleted".into())))
        });
    };
    let store = Store::open(blocked, gone).await;
    waits.set(false);
    let store = store.map_err(|error| storage_failure(&error))?;
    let is_newer = store.is_newer();
    let mut keeper = Keeper::new(store);
    if writes && !is_newer {
        // Where this fails, it is tried again when something is written.
        keeper.claim().await.ok();
    }
    let loaded = keeper.load().await.map_err(failure)?;
    let access = match writes {
        _ if is_newer || loaded.is_newer() => Access::Follows(Why::Newer),
        true => Access::Writes,
        false => Access::Follows(Why::Other),
    };
    Ok((keeper, loaded, access))
}

fn failure(fault: Fault) -> Failure {
    match fault {
        Fault::Failed(failure) => failure,
        Fault::Overtaken => Failure::ReadOnly(Why::Other),
    }
}

/// Ask for the lock. None where there are no locks.
async fn take_lock(ask: Ask, tabs: &Rc<Tabs>, dispatch: &Dispatch) -> Option<bool> {
    let number = tabs.held.get() + 1;
    let lost = {
        let (tabs, dispatch) = (Rc::clone(tabs), dispatch.clone());
        move || {
            if tabs.held.get() == number {
                dispatch.emit(Action::Access(Access::Follows(Why::Other)));
            }
        }
    };
    let is_given = hold(ask, lost).await.ok()?;
    if is_given {
        tabs.held.set(number);
    }
    Some(is_given)
}

/// What the saver needs of the page.
struct Around {
    channel: Channel,
    dispatch: Dispatch,
}

impl Host for Around {
    async fn pause(&self, milliseconds: u32) {
        TimeoutFuture::new(milliseconds).await;
    }

    fn report(&self, kept: Kept) {
        if matches!(kept, Kept::UpTo(_)) {
            self.channel.say(Word::Kept);
        }
        self.dispatch.emit(Action::Kept(kept));
    }
}

impl Keeping {
    /// Take an effect of keeping. Gives back any other.
    pub(super) fn take(&self, effect: Effect, state: &State) -> Option<Effect> {
        let effect = match Write::of(effect) {
            Ok(write) => {
                if state.access.may_change() {
                    self.write(write);
                }
                return None;
            }
            Err(effect) => effect,
        };
        match effect {
            Effect::Mark => {
                let (keeping, marker) = (self.clone(), Marker::of(state));
                spawn_local(async move {
                    if fetch().await.is_ok() {
                        later::call(|| keeping.mark(marker));
                    }
                });
            }
            Effect::SnapshotIn(milliseconds) => {
                let dispatch = self.dispatch.clone();
                spawn_local(async move {
                    TimeoutFuture::new(milliseconds).await;
                    dispatch.emit(Action::SnapshotDue);
                });
            }
            Effect::TakeOver => later::call(|| self.take_over()),
            Effect::Reload => later::call(|| self.reload(state.access)),
            Effect::AskForRoom => later::call(|| self.ask_for_room(state)),
            other => return Some(other),
        }
        None
    }

    fn write(&self, write: Write) {
        if self.saver.add(write) {
            let around = Around {
                channel: self.channel.clone(),
                dispatch: self.dispatch.clone(),
            };
            spawn_local(self.saver.clone().run(around));
        }
    }

    /// See to it that the browser keeps what is in the store, or that it is missed.
    fn mark(&self, marker: Marker) {
        // A browser may ask the user each time.
        if !self.tabs.asked_to_persist.replace(true) {
            page::ask_to_persist();
        }
        remember(marker);
    }

    /// When nothing is in the store, say so if something was.
    pub(super) fn look_for_mark(&self, state: &State) {
        if self.store().is_none() {
            return;
        }
        if state.sequence > 0 {
            if state.access.may_change() {
                // It may have been cleared since, and the store not.
                remember(Marker::of(state));
            }
            return;
        }
        let dispatch = self.dispatch.clone();
        spawn_local(async move {
            let marker = marker::read().await;
            if let Some(marker) = marker.filter(|marker| marker.documents > 0) {
                let vanished = Failure::Vanished(marker);
                dispatch.emit(Action::Tell(NoticeKind::Warning, vanished));
            }
        });
    }

    /// The store, where there is one.
    pub(super) fn store(&self) -> Option<Store> {
        self.saver.storage()
    }

    /// These records of the journal, when all that was done is kept or does not come to be.
    pub(super) async fn records(
        &self,
        wanted: (Sequence, Sequence),
    ) -> Result<Vec<(Sequence, Vec<u8>)>, Failure> {
        self.wait_for(FLUSH, || self.saver.is_idle()).await;
        let Some(store) = self.store() else {
            return Ok(Vec::new());
        };
        past::records(&store, wanted).await.map_err(failure)
    }

    /// Where another page writes, wait until it is closed.
    pub(super) fn wait(&self, access: Access) {
        let waits = matches!(access, Access::Follows(Why::Other | Why::Overtaken(_)));
        if !waits || self.tabs.waits.replace(true) {
            return;
        }
        let keeping = self.clone();
        spawn_local(async move {
            let given = take_lock(Ask::Wait, &keeping.tabs, &keeping.dispatch).await;
            if given == Some(true) {
                keeping.tabs.waits.set(false);
                keeping.begin_to_write().await;
            }
        });
    }

    /// Another page has said something.
    pub(super) fn heard(&self, word: Word, state: &State) {
        match word {
            Word::Kept if state.access.is_live() => self.follow(state.sequence),
            Word::Writes if state.access.is_live() => self.reload(state.access),
            Word::Ask if state.access.may_change() => self.let_go(),
            Word::LetGo => self.tabs.let_go.set(true),
            Word::Writes
                if matches!(
                    state.access,
                    Access::Writes | Access::Follows(Why::LettingGo)
                ) =>
            {
                self.dispatch
                    .emit(Action::Access(Access::Follows(Why::Other)));
            }
            _ => {}
        }
    }

    /// Let another page write.
    fn let_go(&self) {
        let keeping = self.clone();
        let emit = |access| self.dispatch.emit(Action::Access(access));
        emit(Access::Follows(Why::LettingGo));
        spawn_local(async move {
            if keeping.wait_for(FLUSH, || keeping.saver.is_idle()).await {
                keeping.channel.say(Word::LetGo);
            }
            TimeoutFuture::new(REGRET).await;
            keeping.dispatch.emit(Action::Access(Access::Writes));
        });
    }

    /// Whether it came to be true in so many milliseconds.
    async fn wait_for(&self, milliseconds: u32, is_so: impl Fn() -> bool) -> bool {
        for _ in 0..milliseconds / LOOK {
            if is_so() {
                return true;
            }
            TimeoutFuture::new(LOOK).await;
        }
        is_so()
    }

    /// Become the page that writes.
    fn take_over(&self) {
        let keeping = self.clone();
        keeping.tabs.let_go.set(false);
        keeping.channel.say(Word::Ask);
        spawn_local(async move {
            keeping.wait_for(ANSWER, || keeping.tabs.let_go.get()).await;
            // A page that did not answer is held up by the fence, as is one of a browser without locks.
            take_lock(Ask::Steal, &keeping.tabs, &keeping.dispatch).await;
            keeping.begin_to_write().await;
        });
    }

    /// Write from now on, on top of what is there.
    async fn begin_to_write(&self) {
        let Some(store) = self.store() else { return };
        let mut keeper = Keeper::new(store);
        let loaded = match keeper.claim().await {
            Ok(()) => keeper.load().await,
            Err(fault) => Err(fault),
        };
        let loaded = match loaded {
            Ok(loaded) => loaded,
            Err(fault) => {
                let failure = failure(fault);
                self.dispatch
                    .emit(Action::Access(Access::Follows(Why::Other)));
                self.dispatch.emit(Action::Tell(NoticeKind::Error, failure));
                return;
            }
        };
        let (files, records, texts) = self.withdrawn(&keeper).await;
        self.saver.replace(keeper);
        let access = if loaded.is_newer() {
            Access::Follows(Why::Newer)
        } else {
            Access::Writes
        };
        self.show(loaded, access);
        if access.may_change() {
            files.into_iter().for_each(|write| self.write(write));
            self.channel.say(Word::Writes);
            self.dispatch
                .emit(Action::Tell(NoticeKind::Info, Failure::TookOver));
            if !records.is_empty() {
                self.dispatch.emit(Action::Reapply(records, texts));
            }
        }
    }

    /// What was to be written when another page began to write: files, changes, and the texts that
    /// these use. Not what was written after all.
    async fn withdrawn(&self, keeper: &Keeper<Store>) -> (Vec<Write>, Vec<Arc<Record>>, Texts) {
        let (mut files, mut records, mut texts) = (Vec::new(), Vec::new(), Texts::new());
        for write in self.saver.withdraw() {
            match write {
                Write::Record(record) => {
                    let there =
                        records_between(keeper.storage(), record.sequence - 1, record.sequence);
                    let there = there.await.unwrap_or_default();
                    if there.first() != Some(&*record) {
                        records.push(record);
                    }
                }
                Write::Text(text) => {
                    texts.insert(text.hash().clone(), Arc::<Text>::clone(&text));
                    files.push(Write::Text(text));
                }
                Write::Original(..) => files.push(write),
                Write::Snapshot(_) | Write::Purge(..) => {}
            }
        }
        (files, records, texts)
    }

    /// Show what is in the store.
    fn show(&self, loaded: Loaded, access: Access) {
        self.dispatch.emit(Action::Recovered {
            recovered: Box::new(loaded.recovered),
            texts: loaded.texts,
            texts_lost: loaded.texts_lost,
            place: None::<Place>,
            access,
        });
    }

    /// Read all anew.
    fn reload(&self, access: Access) {
        let Some(store) = self.store() else { return };
        let keeping = self.clone();
        spawn_local(async move {
            if let Ok(loaded) = Keeper::new(store).load().await {
                keeping.show(loaded, access);
            }
        });
    }

    /// Read what another page has written behind that change.
    fn follow(&self, shown: Sequence) {
        let Some(store) = self.store() else { return };
        if self.tabs.reads.replace(true) {
            self.tabs.reads_again.set(true);
            return;
        }
        let keeping = self.clone();
        spawn_local(async move {
            let mut shown = shown;
            loop {
                keeping.tabs.reads_again.set(false);
                let records = records_between(&store, shown, Sequence::MAX).await;
                let Some(records) = records else { break };
                let texts = texts_of(&store, &records).await;
                shown = records.last().map_or(shown, |last| last.sequence);
                keeping.dispatch.emit(Action::Followed(records, texts));
                if !keeping.tabs.reads_again.get() {
                    break;
                }
            }
            keeping.tabs.reads.set(false);
        });
    }

    /// How much room the store takes.
    fn ask_for_room(&self, state: &State) {
        let room = Room::of(state);
        let dispatch = self.dispatch.clone();
        spawn_local(async move {
            let (used, most) = page::room().await.unwrap_or_default();
            dispatch.emit(Action::Room(Room { used, most, ..room }));
        });
    }
}

/// Write the mark beside the store.
fn remember(marker: Marker) {
    spawn_local(async move { marker::keep(&marker).await });
}

/// The records behind one up to another. Of those that cannot be read, none is given, nor any behind.
async fn records_between(store: &Store, after: Sequence, to: Sequence) -> Option<Vec<Record>> {
    let from = Bound::Excluded(Key::Number(after));
    let to = match to {
        Sequence::MAX => Bound::Unbounded,
        to => Bound::Included(Key::Number(to)),
    };
    let stored = store.read(Shelf::Journal, from, to).await.ok()?;
    let records = stored.iter().map_while(|(_, bytes)| decode(bytes).ok());
    Some(records.collect())
}

/// The texts of documents that come with these records.
async fn texts_of(store: &Store, records: &[Record]) -> Texts {
    let mut texts = Texts::new();
    let changes = records
        .iter()
        .flat_map(|record| &record.transaction.changes);
    for change in changes {
        if let Change::Add(_, data) = change
            && let Ok((read, _)) = store.texts(Some(data.text.as_str())).await
        {
            texts.extend(read);
        }
    }
    texts
}
