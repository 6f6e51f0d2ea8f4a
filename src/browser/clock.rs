//! The clock and the source of ids.

use std::cell::RefCell;

use reportmark_core::{
    model::Timestamp,
    text::{Clusters, Words},
};

use super::{segmenter::Segmenter, timing::Turn};
use crate::app::{Outside, past::Moment};

/// Letters and digits that are not mistaken for one another (Crockford's base 32).
const ALPHABET: [u8; 32] = *b"0123456789abcdefghjkmnpqrstvwxyz";

/// The browser's clock, random numbers and segmenter.
#[derive(Debug, Default)]
pub struct Browser {
    clusters: Segmenter,
    words: Segmenter,
    turn: RefCell<Turn>,
}

impl Browser {
    /// Find what the browser offers.
    #[must_use]
    pub fn new() -> Self {
        Self {
            clusters: Segmenter::new("grapheme"),
            words: Segmenter::new("word"),
            turn: RefCell::default(),
        }
    }

    /// A turn of the page begins.
    pub fn begin_turn(&self) {
        self.turn.replace(Turn::begun());
    }
}

impl Outside for Browser {
    fn now(&self) -> Timestamp {
        let text: String = js_sys::Date::new_0().to_iso_string().into();
        Timestamp::new(&text)
    }

    fn has_time(&self) -> bool {
        !self.turn.borrow().is_over()
    }

    fn clusters(&self) -> &dyn Clusters {
        &self.clusters
    }

    fn words(&self) -> &dyn Words {
        &self.words
    }

    /// 60 random bits: two annotators on one report do not meet by chance.
    fn fresh_id(&self) -> String {
        let mut bytes = [0; 12];
        let filled = web_sys::window()
            .and_then(|window| window.crypto().ok())
            .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
        if !filled {
            for byte in &mut bytes {
                // No security rests on ids; where the better source is missing this will do.
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "below 256"
                )]
                let random = (js_sys::Math::random() * 256.0) as u8;
                *byte = random;
            }
        }
        bytes
            .iter()
            .filter_map(|byte| ALPHABET.get(usize::from(byte & 31)))
            .map(|&letter| char::from(letter))
            .collect()
    }
}

/// Today where the user is, as ISO 8601 writes it.
#[must_use]
pub fn today() -> String {
    let now = js_sys::Date::new_0();
    let (year, month, day) = (now.get_full_year(), now.get_month() + 1, now.get_date());
    format!("{year}-{month:02}-{day:02}")
}

/// When a moment was where the user is. None for what is no moment.
#[must_use]
pub fn local(moment: &Timestamp) -> Option<Moment> {
    let date = js_sys::Date::new(&moment.as_str().into());
    (!date.get_time().is_nan()).then(|| Moment {
        year: date.get_full_year(),
        month: date.get_month() + 1,
        day: date.get_date(),
        weekday: date.get_day(),
        time: (date.get_hours(), date.get_minutes(), date.get_seconds()),
    })
}
