//! `reportmark score`: how predicted spans agree with annotated ones.

use reportmark_core::{
    model::Document,
    score::{Counts, Score, score as add},
};

use super::{FAILED, OK, Said, Streams, files};

/// Prints how the documents of one file agree with those of the other that have the same text.
pub(super) fn score(gold: &str, predicted: &str, streams: &mut Streams<'_>) -> u8 {
    let mut is_whole = true;
    let mut open = |name: &str| match files::open(name, 1, streams) {
        Ok(opened) => {
            // What cannot be read is missing from the figures.
            opened
                .problems
                .iter()
                .for_each(|said| streams.complain(said));
            is_whole &= opened.problems.is_empty();
            Some(opened)
        }
        Err(said) => {
            streams.complain(&said);
            None
        }
    };
    let (Some(gold), Some(predicted)) = (open(gold), open(predicted)) else {
        return FAILED;
    };
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
