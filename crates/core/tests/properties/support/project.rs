//! Random projects.

use std::{collections::BTreeSet, sync::Arc};

use proptest::{collection::vec, prelude::*};
use reportmark_core::{
    model::{Body, Document, DocumentId, Lexicon, Members, Project, Texts},
    scheme::Scheme,
};

use super::{
    document::{LooseDocument, document, id},
    json::{unknown, word},
};

/// The guideline's scheme with members that this version does not know, at every level.
pub(crate) fn scheme() -> impl Strategy<Value = Scheme> {
    (unknown(), unknown(), unknown()).prop_map(|(of_scheme, of_label, of_name)| {
        let mut scheme = Scheme::guideline();
        scheme.extra = of_scheme;
        if let Some(label) = scheme.labels.last_mut() {
            label.extra = of_label;
            label.name.extra = of_name;
        }
        scheme
    })
}

/// A few bodies.
fn lexicon() -> impl Strategy<Value = Lexicon> {
    let body = (word(), vec(word(), 0..3), word(), unknown());
    (vec(body, 0..3), unknown()).prop_map(|(bodies, extra)| Lexicon {
        bodies: (0..)
            .zip(bodies)
            .map(|(n, (name, aliases, jurisdiction, extra))| Body {
                id: id("o", n).as_str().into(),
                name: name.as_str().into(),
                aliases: aliases.iter().map(|alias| alias.as_str().into()).collect(),
                jurisdiction: jurisdiction.as_str().into(),
                party_type: "organisation".into(),
                extra,
            })
            .collect(),
        extra,
    })
}

/// A project and the texts it stands on.
pub(crate) fn project() -> impl Strategy<Value = (Project, Texts)> {
    (vec(document(), 0..4), scheme(), lexicon(), unknown()).prop_map(
        |(documents, scheme, lexicon, extra)| {
            let (mut project, texts) = build(&documents, &scheme, extra);
            lexicon.write(Arc::make_mut(&mut project.extra));
            (project, texts)
        },
    )
}

fn build(loose: &[LooseDocument], scheme: &Scheme, extra: Members) -> (Project, Texts) {
    let documents: Vec<_> = (0..)
        .zip(loose)
        .map(|(n, document)| document.document(DocumentId::new(&id("d", n))))
        .collect();
    let project = Project {
        scheme: Arc::new(scheme.with_labels(&labels(&documents))),
        documents,
        extra: Arc::new(extra),
    };
    let texts = loose
        .iter()
        .map(|document| (document.text().hash().clone(), Arc::clone(document.text())))
        .collect();
    (project, texts)
}

fn labels(documents: &[Arc<Document>]) -> BTreeSet<reportmark_core::scheme::LabelId> {
    documents
        .iter()
        .flat_map(|document| document.spans.iter().map(|span| span.label.clone()))
        .collect()
}
