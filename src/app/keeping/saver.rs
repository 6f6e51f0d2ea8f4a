//! Writes what comes, in order, and says when it is kept.

use std::{cell::RefCell, collections::VecDeque, rc::Rc};

use reportmark_core::journal::Sequence;

use super::{Fault, Keeper, Kept, Storage, Write};

/// Milliseconds to wait before a failed write is tried again; then the last of them each time.
const RETRY: [u32; 4] = [200, 1_000, 5_000, 15_000];

/// Milliseconds that a long text waits, so that the user sees it before it is stored. What is done
/// in that moment waits with it, for it builds on it; nothing else waits.
const AFTER_PAINT: u32 = 300;

/// Milliseconds that anything waits: what the user waits for, the paint of what was done, comes first.
const AFTER_FRAME: u32 = 10;

/// What the saver needs around it.
pub trait Host {
    /// Let others have their turn for so many milliseconds.
    fn pause(&self, milliseconds: u32) -> impl Future<Output = ()>;
    /// Something happened to what is kept.
    fn report(&self, kept: Kept);
}

/// The queue of what is to be written.
pub struct Saver<S> {
    queue: Rc<RefCell<Queue<S>>>,
}

struct Queue<S> {
    /// None without a store.
    keeper: Option<Keeper<S>>,
    /// What is not kept yet.
    waiting: VecDeque<Write>,
    /// Counts how often what waits was withdrawn.
    round: u32,
    is_running: bool,
}

impl<S> Clone for Saver<S> {
    fn clone(&self) -> Self {
        Self {
            queue: Rc::clone(&self.queue),
        }
    }
}

impl<S: Storage + Clone> Saver<S> {
    /// A saver that writes by this keeper, where there is one.
    #[must_use]
    pub fn new(keeper: Option<Keeper<S>>) -> Self {
        Self {
            queue: Rc::new(RefCell::new(Queue {
                keeper,
                waiting: VecDeque::new(),
                round: 0,
                is_running: false,
            })),
        }
    }

    /// The storage, where there is one.
    #[must_use]
    pub fn storage(&self) -> Option<S> {
        let queue = self.queue.borrow();
        queue.keeper.as_ref().map(|keeper| keeper.storage().clone())
    }

    /// Something is to be written. Whether [`run`](Self::run) has to be called for it.
    #[must_use]
    pub fn add(&self, write: Write) -> bool {
        let mut queue = self.queue.borrow_mut();
        if queue.keeper.is_none() {
            return false;
        }
        queue.waiting.push_back(write);
        !std::mem::replace(&mut queue.is_running, true)
    }

    /// Whether everything is kept.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.queue.borrow().waiting.is_empty()
    }

    /// Give up writing: what is not kept yet is given back.
    #[must_use]
    pub fn withdraw(&self) -> Vec<Write> {
        let mut queue = self.queue.borrow_mut();
        queue.round += 1;
        std::mem::take(&mut queue.waiting).into()
    }

    /// Write by this keeper from now on.
    pub fn replace(&self, keeper: Keeper<S>) {
        self.queue.borrow_mut().keeper = Some(keeper);
    }

    /// Write until nothing waits. What came in the meantime is written together.
    pub async fn run(self, host: impl Host) {
        let mut failures = 0;
        host.pause(AFTER_FRAME).await;
        loop {
            if self.queue.borrow().waiting.iter().any(Write::is_long) {
                host.pause(AFTER_PAINT).await;
            }
            let Some((mut keeper, batch, round)) = self.begin() else {
                return;
            };
            let written = keeper.write(&batch).await;
            match written {
                Ok(()) => {
                    failures = 0;
                    if let Some(sequence) = self.end(keeper, batch.len(), round) {
                        host.report(Kept::UpTo(sequence));
                    }
                }
                Err(Fault::Overtaken) => {
                    self.queue.borrow_mut().is_running = false;
                    host.report(Kept::Overtaken);
                    return;
                }
                Err(Fault::Failed(failure)) => {
                    // A first failure may pass by itself; from the second on it is said.
                    if failures > 0 {
                        host.report(Kept::Failed(failure));
                    }
                    let wait = RETRY.get(failures).or(RETRY.last()).copied();
                    failures += 1;
                    host.pause(wait.unwrap_or(1_000)).await;
                }
            }
        }
    }

    /// All that waits, what writes it, and in which round. None when nothing does.
    fn begin(&self) -> Option<(Keeper<S>, Vec<Write>, u32)> {
        let mut queue = self.queue.borrow_mut();
        let batch: Vec<_> = queue.waiting.iter().cloned().collect();
        let keeper = queue.keeper.clone().filter(|_| !batch.is_empty());
        queue.is_running = keeper.is_some();
        Some((keeper?, batch, queue.round))
    }

    /// So much of what waits was written, unless it was withdrawn in the meantime. The sequence number
    /// that is reached by it.
    fn end(&self, keeper: Keeper<S>, count: usize, round: u32) -> Option<Sequence> {
        let mut queue = self.queue.borrow_mut();
        if queue.round != round {
            return None;
        }
        queue.keeper = Some(keeper);
        let mut reached = None;
        for _ in 0..count {
            let written = queue.waiting.pop_front();
            reached = written.and_then(|write| write.reaches()).max(reached);
        }
        reached
    }
}
