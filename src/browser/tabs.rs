//! Other pages of this address in the same browser: which of them writes, and what it says.
//!
//! Web Locks and `BroadcastChannel`. Over the global objects: web-sys has the locks only as an
//! unstable interface.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{BroadcastChannel, MessageEvent};

/// The name of the lock and of the channel.
const NAME: &str = "reportmark/default";

/// How the lock is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Only when nobody has it.
    IfFree,
    /// As soon as nobody has it any more.
    Wait,
    /// In any case.
    Steal,
}

/// Ask for the lock of the page that writes; it is held until the page is closed or somebody steals
/// it, which `lost` is told of. Whether it was given; an error where the browser has no locks.
///
/// # Errors
/// The browser's, or nothing at all.
pub async fn hold(ask: Ask, lost: impl FnOnce() + 'static) -> Result<bool, JsValue> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into())?;
    let locks = Reflect::get(&navigator, &"locks".into())?;
    // Not there in an insecure context.
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    let options = Object::new();
    let option = match ask {
        Ask::IfFree => "ifAvailable",
        Ask::Steal => "steal",
        Ask::Wait => "",
    };
    Reflect::set(&options, &option.into(), &true.into())?;
    let mut asked = Err(JsValue::UNDEFINED);
    let given = Promise::new(&mut |resolve: Function, _| {
        let given = Closure::once_into_js(move |lock: JsValue| {
            let is_given = !lock.is_null();
            resolve.call1(&JsValue::NULL, &is_given.into()).ok();
            if is_given {
                // What is never answered holds the lock.
                Promise::new(&mut |_, _| ()).into()
            } else {
                JsValue::UNDEFINED
            }
        });
        asked = request.call3(&locks, &NAME.into(), &options, &given);
    });
    let asked: Promise = asked?.dyn_into()?;
    let given = Promise::race(&Array::of2(&given, &asked));
    let is_given = JsFuture::from(given).await?.is_truthy();
    if is_given {
        spawn_local(async move {
            // It ends only when the lock is stolen.
            JsFuture::from(asked).await.ok();
            lost();
        });
    }
    Ok(is_given)
}

/// What pages say to one another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Word {
    /// The page that writes has kept something.
    Kept,
    /// The page that writes is asked to let go.
    Ask,
    /// It has nothing more to write.
    LetGo,
    /// Another page writes from now on.
    Writes,
}

/// All words, each at the place of the number that it is sent as.
const WORDS: [Word; 4] = [Word::Kept, Word::Ask, Word::LetGo, Word::Writes];

/// Where pages hear one another.
#[derive(Clone, Debug)]
pub struct Channel(Option<BroadcastChannel>);

impl Channel {
    /// Hear what other pages say from now on. Where the browser has no channels, nothing is heard.
    #[must_use]
    pub fn open(hear: impl Fn(Word) + 'static) -> Self {
        let channel = BroadcastChannel::new(NAME).ok();
        if let Some(channel) = &channel {
            let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                let number = event.data().as_f64();
                let said = WORDS.into_iter().zip(0_u8..);
                for (word, own) in said {
                    if number == Some(own.into()) {
                        hear(word);
                    }
                }
            });
            channel.set_onmessage(Some(hear.into_js_value().unchecked_ref()));
        }
        Self(channel)
    }

    /// Say something to all other pages.
    pub fn say(&self, word: Word) {
        let number = WORDS.into_iter().zip(0_u8..).find(|(own, _)| *own == word);
        if let (Some(channel), Some((_, number))) = (&self.0, number) {
            channel.post_message(&number.into()).ok();
        }
    }
}
