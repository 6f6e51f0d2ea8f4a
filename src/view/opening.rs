//! Bytes that come into the page, and what becomes of them.

use std::{cell::Cell, pin::Pin};

use reportmark_core::{model::Texts, text::TextHash};
use wasm_bindgen_futures::spawn_local;
use yew::{Context, html::Scope};

use super::app::{App, Msg};
use crate::{
    app::{
        Action, Failure, Language, NoticeKind, State, later,
        open::{Incoming, Opening, Preview, Reader, Sha256, read_files},
        samples::Sample,
    },
    browser::{
        self,
        decode::BrowserDecoder,
        files, page,
        sha256::BrowserSha256,
        timing::{self, Moment},
    },
};

/// Milliseconds of work after which others have their turn.
const TURN: f64 = 12.0;

/// Milliseconds between two messages on how far it is.
const NEWS: f64 = 150.0;

/// Find out what files are, once the code is here that can.
pub(super) fn read(
    ctx: &Context<App>,
    state: &State,
    files: Vec<Incoming>,
    moment: Moment,
    action: fn(Vec<Opening>) -> Action,
) {
    let link = ctx.link().clone();
    let texts = state.texts.clone();
    spawn_local(async move {
        if let Err(why) = browser::later::fetch().await {
            let failure = Failure::NoCode { why };
            link.send_message(Msg::Do(Action::Tell(NoticeKind::Error, failure)));
            return;
        }
        let reading =
            later::call(|| Some(Box::pin(opened(link, files, texts, moment, action)) as Reading));
        if let Some(reading) = reading {
            reading.await;
        }
    });
}

type Reading = Pin<Box<dyn Future<Output = ()>>>;

async fn opened(
    link: Scope<App>,
    files: Vec<Incoming>,
    texts: Texts,
    moment: Moment,
    action: fn(Vec<Opening>) -> Action,
) {
    let reader = ForPage {
        link: link.clone(),
        moment,
        has_shown: Cell::new(false),
        since: Cell::new(timing::now()),
        told: Cell::new(timing::now()),
    };
    let openings = read_files(files, &BrowserDecoder, &reader, &texts).await;
    let action = Box::new(action(openings));
    link.send_message(Msg::Read(action, moment, reader.has_shown.get()));
}

/// Reads for the page: in between it answers, and what there is already is shown.
struct ForPage {
    link: Scope<App>,
    /// When the bytes were in hand.
    moment: Moment,
    has_shown: Cell<bool>,
    /// When others had their turn last.
    since: Cell<Moment>,
    /// When it was told last how far it is.
    told: Cell<Moment>,
}

impl Sha256 for ForPage {
    async fn of(&self, bytes: &[u8]) -> TextHash {
        BrowserSha256.of(bytes).await
    }
}

impl Reader for ForPage {
    async fn show(&self, preview: Preview) {
        self.has_shown.set(true);
        let preview = Box::new(preview);
        self.link.send_message(Msg::Previewed(preview, self.moment));
        timing::painted().await;
        self.since.set(timing::now());
        self.told.set(timing::now());
    }

    async fn breathe(&self, percent: usize) {
        let now = timing::now();
        if now - self.since.get() < TURN {
            return;
        }
        if self.has_shown.get() && now - self.told.get() > NEWS {
            self.told.set(now);
            self.link.send_message(Msg::Do(Action::ReadSoFar(percent)));
        }
        timing::next_task().await;
        self.since.set(timing::now());
    }
}

/// Open one of the samples that come with the page.
pub(super) fn fetch_sample(ctx: &Context<App>, sample: Sample, language: Language) {
    let title = format!("{}.txt", sample.title(language));
    let link = ctx.link().clone();
    spawn_local(async move {
        let file = sample.file.to_owned();
        let fetched = files::fetch(&format!("samples/{file}")).await;
        let moment = timing::now();
        let incoming = match fetched {
            Ok(array) => Ok(Incoming {
                name: title,
                bytes: files::bytes(array),
            }),
            Err(_) => Err(Failure::Sample { file }),
        };
        link.send_message(Msg::Incoming(vec![incoming], moment));
    });
}

/// Open what the page's address asks for.
pub(super) fn open_asked(ctx: &Context<App>) {
    let Some(asked) = page::asked_to_open() else {
        return;
    };
    // What reads it comes at the same time. Who needs it asks again, and is told if it fails.
    spawn_local(async {
        browser::later::fetch().await.ok();
    });
    let link = ctx.link().clone();
    spawn_local(async move {
        let failed = |file, why| Err(Failure::Unreadable { file, why });
        let (incoming, moment) = match asked {
            Err(address) => (Err(Failure::OtherOrigin { address }), timing::now()),
            Ok((address, name)) => {
                let fetched = files::fetch(&address).await;
                let moment = timing::now();
                let incoming = match fetched {
                    Ok(array) => Ok(Incoming {
                        name,
                        bytes: files::bytes(array),
                    }),
                    Err(why) => failed(address, why),
                };
                (incoming, moment)
            }
        };
        link.send_message(Msg::Incoming(vec![incoming], moment));
    });
}
