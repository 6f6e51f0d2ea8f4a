//! Bytes that come into the page, and what becomes of them.

use std::{cell::Cell, pin::Pin};

use reportmark_core::{model::Texts, text::TextHash};
use wasm_bindgen_futures::spawn_local;
use yew::{Context, html::Scope};

use super::app::{App, Msg};
use crate::{
    app::{
        Action, Failure, Language, State, later,
        open::{Incoming, Opening, Preview, Reader, Sha256, read_files},
        reading::Request,
        samples::Sample,
    },
    browser::{
        self,
        decode::BrowserDecoder,
        files,
        sha256::BrowserSha256,
        timing::{self, Moment, Turn},
    },
};

/// Milliseconds between two messages on how far it is.
const NEWS: f64 = 150.0;

/// A request to read files, and what is known of it outside of the state.
#[derive(Clone)]
pub struct Asked {
    pub(super) request: Request,
    /// When the bytes were in hand.
    pub(super) moment: Moment,
    /// When it was asked.
    pub(super) at: Moment,
    /// What is done with what was read.
    pub(super) action: fn(Request, Vec<Opening>) -> Action,
}

impl Asked {
    /// The bytes are there.
    pub(super) fn in_hand(self) -> Self {
        Self {
            moment: timing::now(),
            ..self
        }
    }
}

/// Find out what files are, once the code is here that can.
pub(super) fn read(
    ctx: &Context<App>,
    state: &State,
    asked: Asked,
    incoming: Vec<Result<Incoming, Failure>>,
) {
    let link = ctx.link().clone();
    let texts = state.texts.clone();
    let (mut files, mut failures) = (Vec::new(), Vec::new());
    for file in incoming {
        match file {
            Ok(file) => files.push(file),
            Err(failure) => failures.push(failure),
        }
    }
    spawn_local(async move {
        if files.is_empty() {
            link.send_message(Msg::Do(Action::NotRead(asked.request, failures)));
            return;
        }
        if let Err(why) = browser::later::fetch().await {
            failures.push(Failure::NoCode { why });
            link.send_message(Msg::Do(Action::NotRead(asked.request, failures)));
            return;
        }
        let reading = later::call(|| {
            let reading = opened(link, asked, files, texts, failures);
            Some(Box::pin(reading) as Reading)
        });
        if let Some(reading) = reading {
            reading.await;
        }
    });
}

type Reading = Pin<Box<dyn Future<Output = ()>>>;

async fn opened(
    link: Scope<App>,
    asked: Asked,
    files: Vec<Incoming>,
    texts: Texts,
    failures: Vec<Failure>,
) {
    let reader = ForPage {
        link: link.clone(),
        asked: asked.clone(),
        has_shown: Cell::new(false),
        turn: Turn::begun(),
        told: Cell::new(timing::now()),
    };
    let mut openings: Vec<_> = failures.into_iter().map(Opening::Failed).collect();
    openings.extend(read_files(files, &BrowserDecoder, &reader, &texts).await);
    link.send_message(Msg::Read(asked, openings));
}

/// Reads for the page: in between it answers, and what there is already is shown.
struct ForPage {
    link: Scope<App>,
    asked: Asked,
    has_shown: Cell<bool>,
    turn: Turn,
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
        let shown = Msg::Previewed(self.asked.clone(), Box::new(preview));
        self.link.send_message(shown);
        timing::painted().await;
        self.turn.begin();
        self.told.set(timing::now());
    }

    async fn breathe(&self, percent: usize) {
        if !self.turn.is_over() {
            return;
        }
        let now = timing::now();
        if self.has_shown.get() && now - self.told.get() > NEWS {
            self.told.set(now);
            let request = self.asked.request;
            self.link
                .send_message(Msg::Do(Action::ReadSoFar(request, percent)));
        }
        self.turn.pass().await;
    }
}

/// Open one of the samples that come with the page.
pub(super) fn fetch_sample(ctx: &Context<App>, asked: Asked, sample: Sample, language: Language) {
    let title = format!("{}.txt", sample.title(language));
    let link = ctx.link().clone();
    spawn_local(async move {
        let file = sample.file.to_owned();
        let fetched = files::fetch(&format!("samples/{file}"), None).await;
        let asked = asked.in_hand();
        let incoming = match fetched {
            Ok(array) => Ok(Incoming {
                name: title,
                bytes: files::bytes(array),
            }),
            Err(_) => Err(Failure::Sample { file }),
        };
        link.send_message(Msg::Incoming(asked, vec![incoming]));
    });
}

/// Open what the page's address asks for.
pub(super) fn open_asked(ctx: &Context<App>, asked: Asked, what: Result<(String, String), String>) {
    // What reads it comes at the same time. Who needs it asks again, and is told if it fails.
    spawn_local(async {
        browser::later::fetch().await.ok();
    });
    let link = ctx.link().clone();
    spawn_local(async move {
        let failed = |file, why| Err(Failure::Unreadable { file, why });
        let fetched = match what {
            Err(address) => Err(Failure::OtherOrigin { address }),
            Ok((address, name)) => match files::fetch(&address, None).await {
                Ok(array) => Ok((array, name)),
                Err(why) => failed(address, why),
            },
        };
        let asked = asked.in_hand();
        let incoming = fetched.map(|(array, name)| Incoming {
            name,
            bytes: files::bytes(array),
        });
        link.send_message(Msg::Incoming(asked, vec![incoming]));
    });
}
