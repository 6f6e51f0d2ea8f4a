//! A store as a folder of files: `heads/12`, `parts/KEY`, `journal/0001`, `texts/1.txt`.

use std::{fs, path::PathBuf, sync::Arc};

use reportmark_core::{
    journal::{Encoded, Sequence, Snapshots, Stored},
    model::{Project, Texts},
    text::Text,
};
use serde_json::Value;

/// What a version stored, and what it is of.
pub(crate) struct Folder {
    pub(crate) stored: Stored,
    pub(crate) texts: Texts,
    pub(crate) project: Vec<u8>,
    pub(crate) expected: Value,
}

fn path(version: u32) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/stored/v{version}"))
}

/// The files of a folder with their names, in order.
fn files(folder: PathBuf) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap();
    let mut files: Vec<_> = entries
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

impl Folder {
    pub(crate) fn empty(texts: Texts) -> Self {
        Self {
            stored: Stored::default(),
            texts,
            project: Vec::new(),
            expected: Value::Null,
        }
    }

    pub(crate) fn read(version: u32) -> Self {
        let path = path(version);
        let numbered = |name: &str| {
            let files = files(path.join(name)).into_iter();
            files
                .map(|(name, bytes)| (name.parse().unwrap(), bytes))
                .collect()
        };
        let texts = files(path.join("texts")).into_iter().map(|(_, bytes)| {
            let text = Arc::new(Text::new(String::from_utf8(bytes).unwrap()));
            (text.hash().clone(), text)
        });
        let expected = fs::read(path.join("expected.json")).unwrap();
        Self {
            stored: Stored {
                heads: numbered("heads"),
                parts: files(path.join("parts")).into_iter().collect(),
                journal: numbered("journal"),
            },
            texts: texts.collect(),
            project: fs::read(path.join("project.json")).unwrap(),
            expected: serde_json::from_slice(&expected).unwrap(),
        }
    }

    pub(crate) fn write(&self, version: u32) {
        let path = path(version);
        let put = |name: String, bytes: &[u8]| {
            let file = path.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, bytes).unwrap();
        };
        for (sequence, bytes) in &self.stored.heads {
            put(format!("heads/{sequence}"), bytes);
        }
        for (key, bytes) in &self.stored.parts {
            put(format!("parts/{key}"), bytes);
        }
        for (sequence, bytes) in &self.stored.journal {
            put(format!("journal/{sequence:04}"), bytes);
        }
        for (nth, text) in self.texts.values().enumerate() {
            put(format!("texts/{nth}.txt"), text.as_str().as_bytes());
        }
        put("project.json".into(), &self.project);
        put("expected.json".into(), self.expected.to_string().as_bytes());
    }

    pub(crate) fn snapshot(
        &mut self,
        snapshots: &mut Snapshots,
        project: &Project,
        sequence: Sequence,
    ) {
        let snapshot = snapshots.take(project, sequence);
        for (key, document) in snapshot.parts {
            let bytes = Encoded::of_document(&document).into_bytes();
            self.stored.parts.insert(key, bytes);
        }
        self.stored.heads.insert(snapshot.sequence, snapshot.head);
    }
}
