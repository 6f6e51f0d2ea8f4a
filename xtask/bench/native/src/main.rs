//! How long suggestions take, and what jieba-rs takes for the same texts in the same run.
//!
//! A system that reads such reports by rules usually begins with cutting the text into words, and
//! jieba-rs is what one takes for that in Rust. So its words are the measure: suggestions should cost
//! little more than the first step of another way.
//!
//! Usage: `suggest-times RUNS NAME=FILE…`. Prints a line per figure and run, `WHO CASE FIGURE VALUE`,
//! in milliseconds or plain numbers:
//!
//! - `reportmark CASE suggest`: from the string to all spans, the index of the text, its outline and
//!   what is known of its sections counted; `ground` is the part before the first clause;
//! - `reportmark CASE attributed`: slots and attributes of all of them;
//! - `reportmark CASE document`: from suggestions to a document with spans, slots, attributes, blocks
//!   and relations;
//! - `reportmark CASE whole`: from the string to that document;
//! - `jieba CASE suggest`: words of the text, new words recognised; `jieba CASE whole`: with their
//!   parts of speech. The names are those of what each is held against.
//! - `reportmark CASE count`, `jieba CASE count`: how many suggestions and words there are.

use std::{env, fs, hint::black_box, time::Instant};

use anyhow::{Context as _, Result, bail};
use jieba_rs::Jieba;
use reportmark_core::{
    model::{DocumentData, DocumentHead, DocumentId, Timestamp},
    scheme::Scheme,
    suggest::{self, Ground},
    text::Text,
};

fn main() -> Result<()> {
    let mut args = env::args().skip(1);
    let runs: usize = args
        .next()
        .and_then(|runs| runs.parse().ok())
        .context("how many runs?")?;
    // Its dictionary is loaded once, and not counted.
    let jieba = Jieba::new();
    for case in args {
        let Some((name, file)) = case.split_once('=') else {
            bail!("`{case}` is not NAME=FILE");
        };
        let text = fs::read_to_string(file).with_context(|| format!("cannot read {file}"))?;
        for run in 0..runs {
            // Every other time the other way round: neither is always the first.
            if run % 2 == 0 {
                own(name, &text)?;
                peer(name, &text, &jieba);
            } else {
                peer(name, &text, &jieba);
                own(name, &text)?;
            }
        }
    }
    Ok(())
}

fn own(name: &str, text: &str) -> Result<()> {
    let say = |figure: &str, value: f64| println!("reportmark {name} {figure} {value:.3}");
    let scheme = Scheme::default();
    let string = text.to_owned();
    let start = Instant::now();
    let text = Text::new(string);
    let ground = Ground::of_text(&text);
    let grounded = milliseconds(start);
    let found = suggest::suggest(&text, &ground);
    let suggested = milliseconds(start);
    say("ground", grounded);
    say("suggest", suggested);
    say(
        "count",
        f64::from(u32::try_from(found.spans.len()).context("too many suggestions")?),
    );

    let head = DocumentHead::new(DocumentId::new("d1"), name, None);
    let attributing = Instant::now();
    for own in &found.spans {
        black_box(suggest::attributed(&text, &ground, &head.fields, own));
    }
    say("attributed", milliseconds(attributing));

    let writing = Instant::now();
    let data = DocumentData::new(head, &text);
    let now = Timestamp::new("1970-01-01T00:00:00Z");
    let made = suggest::document(&text, data, &ground, &found, &scheme, &now);
    let written = milliseconds(writing);
    black_box(&made);
    say("document", written);
    say("whole", suggested + written);
    Ok(())
}

fn peer(name: &str, text: &str, jieba: &Jieba) {
    let say = |figure: &str, value: f64| println!("jieba {name} {figure} {value:.3}");
    let start = Instant::now();
    let words = jieba.cut(black_box(text), true);
    say("suggest", milliseconds(start));
    let count = u32::try_from(words.len()).unwrap_or(u32::MAX);
    say("count", f64::from(count));
    let start = Instant::now();
    black_box(jieba.tag(black_box(text), true));
    say("whole", milliseconds(start));
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}
