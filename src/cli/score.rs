//! `reportmark score`: how predicted spans agree with annotated ones.

use reportmark_core::{
    model::{Document, Texts},
    score::{Counts, Score, score as add},
};

use super::{
    FAILED, OK, Said, Streams,
    files::{self, Opened},
};

/// Both files. A text that was left out of one of them may be in the other.
fn open(gold: &str, predicted: &str, streams: &mut Streams<'_>) -> Result<(Opened, Opened), Said> {
    let bytes = files::read(gold, streams)?;
    let other_bytes = files::read(predicted, streams)?;
    let mut texts = Texts::new();
    for (name, bytes) in [(gold, &bytes), (predicted, &other_bytes)] {
        for document in files::open_bytes(name, bytes, 1, &texts)?.documents {
            texts.insert(document.text.hash().clone(), document.text);
        }
    }
    Ok((
        files::open_bytes(gold, &bytes, 1, &texts)?,
        files::open_bytes(predicted, &other_bytes, 1, &texts)?,
    ))
}

/// Prints how the documents of one file agree with those of the other that have the same text.
pub(super) fn score(gold: &str, predicted: &str, streams: &mut Streams<'_>) -> u8 {
    let (gold, predicted) = match open(gold, predicted, streams) {
        Ok(opened) => opened,
        Err(said) => {
            streams.complain(&said);
            return FAILED;
        }
    };
    // What cannot be read is missing from the figures.
    let problems = || gold.problems.iter().chain(&predicted.problems);
    problems().for_each(|said| streams.complain(said));
    let is_whole = problems().next().is_none();
    let scheme = gold.scheme.clone().unwrap_or_default();
    let mut total = Score::default();
    let mut compared = 0;
    for own in &gold.documents {
        let same = |other: &&Document| other.text.hash() == own.text.hash();
        if let Some(other) = predicted.documents.iter().find(same) {
            add(own, other, &scheme, &mut total);
            compared += 1;
        }
    }
    if compared == 0 {
        streams.complain(&Said::of(
            "score",
            "两个文件没有相同的文本，无法比对",
            "the two files have no text in common, so nothing can be compared",
        ));
        return FAILED;
    }
    let mut out = String::new();
    for (label, counts) in &total.labels {
        out.push_str(&row(label, counts, true));
    }
    out.push_str(&row("all", &total.all, true));
    if let Some(pairs) = &total.pairs {
        out.push_str(&row("resp. pairs", pairs, false));
    }
    if !streams.line(out.trim_end().as_bytes()) {
        return FAILED;
    }
    if compared < gold.documents.len() {
        streams.complain(&Said::of(
            "score",
            "部分标注文档在预测文件中没有对应文本，未计入",
            "some annotated documents have no counterpart and are not counted",
        ));
        return FAILED;
    }
    if is_whole { OK } else { FAILED }
}

fn row(name: &str, counts: &Counts, spans: bool) -> String {
    let overlap = if spans {
        format!("  overlap F1 {:.3}", counts.overlap_f1())
    } else {
        String::new()
    };
    format!(
        "{name:12} gold {:5}  predicted {:5}  exact {:5}  P {:.3}  R {:.3}  F1 {:.3}{overlap}\n",
        counts.gold,
        counts.predicted,
        counts.exact,
        counts.precision(),
        counts.recall(),
        counts.f1(),
    )
}
