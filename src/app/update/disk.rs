//! Saving to files of the user's. Nothing is written over what is not as this page wrote it last,
//! unless the user has seen how it is and says so.

use std::{
    collections::{BTreeSet, VecDeque},
    mem,
    sync::Arc,
};

use reportmark_core::{
    model::{Document, Project},
    text::TextHash,
};

use super::{close_dialog, export, open_dialog, tell};
use crate::app::{
    Dialog, DiskNotice, Effect, Failure, NoticeKind, Outside, State,
    disk::{
        Clash, DiskAction, DiskEffect, DiskNews, HandedOut, Job, Saving, Stamp, Target, Trouble,
        UnderWay, Written, local,
    },
    later::Hidden,
};

pub(super) fn act(state: &mut State, action: DiskAction, outside: &dyn Outside) -> Vec<Effect> {
    with(state, |state, saving| match action {
        DiskAction::SaveAs => {
            let name = export::project_name(state, outside);
            begin(state, saving, DiskEffect::ChooseFile(name), Vec::new())
        }
        DiskAction::SaveFolder => begin(state, saving, DiskEffect::ChooseFolder, Vec::new()),
        DiskAction::Overwrite => {
            let seen = saving.clashes.clone();
            look(state, saving, seen, outside)
        }
        DiskAction::Open => {
            close_dialog(state);
            let names = saving.clashes.drain(..).map(|clash| clash.name);
            vec![effect(DiskEffect::Open(names.collect()))]
        }
        DiskAction::Leave => {
            saving.clashes.clear();
            close_dialog(state)
        }
        DiskAction::Forget => {
            saving.target = None;
            saving.saved = None;
            vec![effect(DiskEffect::Forget)]
        }
    })
}

/// Save to where it was saved last; the first time, to a file that is to be chosen.
pub(super) fn save(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    with(state, |state, saving| {
        look(state, saving, Vec::new(), outside)
    })
}

/// Do something with what is known of files, which is not in the state meanwhile.
fn with<R>(state: &mut State, job: impl FnOnce(&mut State, &mut Saving) -> R) -> R {
    let saving = mem::take(&mut state.disk.saving).take();
    let mut saving = saving.unwrap_or_default();
    let result = job(state, &mut saving);
    state.disk.saving = Hidden::new(saving);
    result
}

fn effect(effect: DiskEffect) -> Effect {
    Effect::Disk(Hidden::new(effect))
}

fn look(
    state: &mut State,
    saving: &mut Saving,
    allowed: Vec<Clash>,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let name = export::project_name(state, outside);
    begin(state, saving, DiskEffect::Look(name), allowed)
}

/// The browser is asked while the key or the click still counts as the user's; what is to be written
/// is made afterwards.
fn begin(
    state: &mut State,
    saving: &mut Saving,
    first: DiskEffect,
    allowed: Vec<Clash>,
) -> Vec<Effect> {
    if state.project.present().next().is_none() {
        return Vec::new();
    }
    if let Some(under_way) = &mut saving.under_way {
        under_way.again = true;
        return Vec::new();
    }
    if state.dialog == Some(Dialog::Files) {
        close_dialog(state);
    }
    saving.clashes.clear();
    saving.under_way = Some(UnderWay {
        allowed,
        ..UnderWay::default()
    });
    vec![effect(first)]
}

pub(super) fn news(state: &mut State, news: DiskNews, outside: &dyn Outside) -> Vec<Effect> {
    with(state, |state, saving| match news {
        DiskNews::Known { able, target } => {
            saving.able = able;
            if saving.target.is_none() {
                saving.target = target;
            }
            Vec::new()
        }
        DiskNews::Time { kept, zone } => {
            saving.zone = zone;
            time_passed(state, kept, zone, outside)
        }
        DiskNews::Unable => {
            saving.under_way = None;
            export::native(state, false, outside)
        }
        DiskNews::Failed(name, why) => {
            saving.under_way = None;
            failed(state, name, why)
        }
        DiskNews::Looked {
            target,
            found,
            names,
        } => looked(state, saving, target, &found, &names, outside),
        DiskNews::Wrote(result) => wrote(state, saving, result, outside),
    })
}

/// The project was handed out as it is now.
pub(super) fn handed_out(state: &mut State, outside: &dyn Outside) {
    hand_out(state, state.sequence, outside);
}

fn hand_out(state: &mut State, upto: u64, outside: &dyn Outside) {
    let last = state.sequence;
    state.disk.handed.hand_out(upto, last, outside.now());
    let is_of_files = |what: &Failure| matches!(what, Failure::Disk(..));
    state.notices.retain(|notice| !is_of_files(&notice.what));
}

/// Point out a day's work that is in no file.
fn time_passed(
    state: &mut State,
    kept: Option<HandedOut>,
    zone: i64,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let last = state.sequence;
    let handed = &mut state.disk.handed;
    if let Some(mut kept) = kept {
        // What is stored may have been lost, and its numbers begin anew.
        kept.upto = kept.upto.min(last);
        handed.join(kept);
    }
    let is_work = |document: &Arc<Document>| {
        let head = &document.head;
        !document.spans.is_empty() || !head.annotated_ranges.is_empty() || !head.fields.is_empty()
    };
    if handed.is_to_be_pointed_out(last, &outside.now()) && state.project.present().any(is_work) {
        let since = state.disk.handed.since.as_ref();
        let since = since.map_or_else(String::new, |since| local(since, zone));
        let what = Failure::Disk(DiskNotice::NotInFile, since);
        return tell(state, NoticeKind::Info, what);
    }
    Vec::new()
}

fn failed(state: &mut State, name: String, why: Trouble) -> Vec<Effect> {
    let (kind, what, name) = match why {
        Trouble::Cancelled => (NoticeKind::Info, DiskNotice::NotChosen, name),
        Trouble::Changed(_) => (NoticeKind::Warning, DiskNotice::Changed, name),
        Trouble::Gone => (NoticeKind::Error, DiskNotice::Gone, name),
        Trouble::Denied => (NoticeKind::Error, DiskNotice::Denied, name),
        Trouble::Full => (NoticeKind::Error, DiskNotice::Full, name),
        Trouble::Protected => (NoticeKind::Error, DiskNotice::Protected, name),
        Trouble::Other(why) => {
            let name = format!("{name} ({why})");
            (NoticeKind::Error, DiskNotice::Failed, name)
        }
    };
    // Said of the last attempt only.
    state
        .notices
        .retain(|notice| !matches!(notice.what, Failure::Disk(..)));
    tell(state, kind, Failure::Disk(what, name))
}

/// Decide what is written.
fn looked(
    state: &mut State,
    saving: &mut Saving,
    target: Target,
    found: &[Result<(), Trouble>],
    names: &[String],
    outside: &dyn Outside,
) -> Vec<Effect> {
    let Some(mut under_way) = saving.under_way.take() else {
        return Vec::new();
    };
    under_way.project = state.project.clone();
    under_way.upto = state.sequence;
    if target.written.is_empty() {
        saving.saved = None;
    }
    let planned = if target.folder {
        plan_folder(state, saving, &mut under_way, &target, found, names)
    } else {
        plan_file(&mut under_way, &target, found)
    };
    let name = target.name.clone();
    saving.target = Some(target);
    match planned {
        Err((file, why)) => failed(state, file.unwrap_or(name), why),
        Ok(()) => {
            saving.under_way = Some(under_way);
            go_on(state, saving, outside)
        }
    }
}

/// A file that cannot be written, by name, and why.
type Hindered = (Option<String>, Trouble);

fn plan_file(
    under_way: &mut UnderWay,
    target: &Target,
    found: &[Result<(), Trouble>],
) -> Result<(), Hindered> {
    let (Some(file), Some(found)) = (target.written.first(), found.first()) else {
        return Err((None, Trouble::Gone));
    };
    let job = |over| Job {
        name: file.name.clone(),
        document: None,
        over: Some(over),
    };
    match found {
        Ok(()) => under_way.jobs.push_back(job(file.stamp.clone())),
        Err(Trouble::Changed(there)) => {
            let clash = clash(file, there);
            if under_way.allows(&clash) {
                under_way.jobs.push_back(job(clash.there));
            } else {
                under_way.clashes.push(clash);
            }
        }
        Err(why) => return Err((None, why.clone())),
    }
    Ok(())
}

fn plan_folder(
    state: &State,
    saving: &Saving,
    under_way: &mut UnderWay,
    target: &Target,
    found: &[Result<(), Trouble>],
    names: &[String],
) -> Result<(), Hindered> {
    let project = under_way.project.clone();
    let known = target.written.iter().map(|file| &file.name);
    let mut taken: BTreeSet<_> = names.iter().chain(known).map(|name| fold(name)).collect();
    let mut jobs = VecDeque::new();
    for document in project.present() {
        let id = document.id();
        let mut files = target.written.iter().zip(found);
        let written = files.find(|(file, _)| file.document.as_ref() == Some(id));
        let (name, over) = match written {
            None => (free_name(&document.head.name, &mut taken), None),
            Some((file, Err(Trouble::Gone))) => (file.name.clone(), None),
            Some((file, Ok(()))) => {
                if is_shared(saving.saved.as_ref(), &project, document) {
                    continue;
                }
                (file.name.clone(), Some(file.stamp.clone()))
            }
            Some((file, Err(Trouble::Changed(there)))) => {
                let clash = clash(file, there);
                if under_way.allows(&clash) {
                    (clash.name, Some(clash.there))
                } else {
                    // Where there is nothing new to be written, nothing is in the way.
                    if !is_as_written(state, &project, document, file) {
                        under_way.clashes.push(clash);
                    }
                    continue;
                }
            }
            Some((file, Err(why))) => return Err((Some(file.name.clone()), why.clone())),
        };
        jobs.push_back(Job {
            name,
            document: Some(id.clone()),
            over,
        });
    }
    under_way.jobs = jobs;
    Ok(())
}

impl UnderWay {
    /// Whether the user has seen a file as it is and says that it may be written over.
    fn allows(&self, clash: &Clash) -> bool {
        let is_it = |seen: &Clash| seen.name == clash.name && seen.there == clash.there;
        self.allowed.iter().any(is_it)
    }
}

fn clash(file: &Written, there: &Stamp) -> Clash {
    Clash {
        name: file.name.clone(),
        was: Some(file.stamp.clone()),
        there: there.clone(),
    }
}

/// A name as file systems compare them that do not tell capitals.
fn fold(name: &str) -> String {
    name.to_lowercase()
}

/// A name for the file of a document that no other has.
fn free_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let stem = export::safe_name(name);
    let mut free = format!("{stem}.json");
    let mut nth = 2;
    while !taken.insert(fold(&free)) {
        free = format!("{stem} ({nth}).json");
        nth += 1;
    }
    free
}

/// Whether a document is what this page has written, without a look at it.
fn is_shared(saved: Option<&Project>, project: &Project, document: &Arc<Document>) -> bool {
    saved.is_some_and(|saved| {
        let before = saved.document(document.id());
        before.is_some_and(|before| Arc::ptr_eq(before, document))
            && Arc::ptr_eq(&saved.scheme, &project.scheme)
            && Arc::ptr_eq(&saved.extra, &project.extra)
    })
}

/// Whether a document is what its file held when it was written.
fn is_as_written(
    state: &State,
    project: &Project,
    document: &Arc<Document>,
    file: &Written,
) -> bool {
    let bytes = export::written(state, project, &[document], &file.exported_at);
    bytes.is_ok_and(|bytes| {
        file.stamp.size == bytes.len() as u64 && TextHash::of(&bytes).as_str() == file.stamp.sha256
    })
}

/// Write the next file that has something new in it.
fn go_on(state: &mut State, saving: &mut Saving, outside: &dyn Outside) -> Vec<Effect> {
    let Some(mut under_way) = saving.under_way.take() else {
        return Vec::new();
    };
    while let Some(job) = under_way.jobs.front() {
        let project = &under_way.project;
        let only = job.document.as_ref().and_then(|id| project.document(id));
        if let (Some(document), Some(over), Some(target)) = (only, &job.over, &saving.target) {
            let mut files = target.written.iter();
            let file = files.find(|file| file.name == job.name && file.stamp == *over);
            if file.is_some_and(|file| is_as_written(state, project, document, file)) {
                under_way.jobs.pop_front();
                continue;
            }
        }
        let documents: Vec<_> = match only {
            Some(document) => vec![document],
            None => project.present().collect(),
        };
        let now = outside.now();
        return match export::written(state, project, &documents, &now) {
            Ok(bytes) => {
                let write = DiskEffect::Write {
                    name: job.name.clone(),
                    bytes,
                    over: job.over.clone(),
                };
                under_way.moment = Some(now);
                saving.under_way = Some(under_way);
                vec![effect(write)]
            }
            Err(failure) => tell(state, NoticeKind::Error, failure),
        };
    }
    finish(state, saving, under_way, outside)
}

/// How often what was written is kept while many files are.
const KEEP_EVERY: usize = 16;

fn wrote(
    state: &mut State,
    saving: &mut Saving,
    result: Result<Stamp, Trouble>,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let Some(under_way) = &mut saving.under_way else {
        return Vec::new();
    };
    let Some(job) = under_way.jobs.pop_front() else {
        return Vec::new();
    };
    let mut effects = Vec::new();
    match result {
        Ok(stamp) => {
            let moment = under_way.moment.take();
            let is_last = under_way.jobs.is_empty();
            if let Some(target) = &mut saving.target {
                let written = Written {
                    name: job.name,
                    document: job.document,
                    stamp,
                    exported_at: moment.unwrap_or_else(|| outside.now()),
                };
                let mut files = target.written.iter_mut();
                match files.find(|file| file.name == written.name) {
                    Some(file) => *file = written,
                    None => target.written.push(written),
                }
                if !is_last && target.written.len().is_multiple_of(KEEP_EVERY) {
                    effects.extend(keep(saving));
                }
            }
        }
        Err(Trouble::Changed(there)) => under_way.clashes.push(Clash {
            name: job.name,
            was: job.over,
            there,
        }),
        Err(why) => {
            saving.under_way = None;
            effects.extend(keep(saving));
            effects.extend(failed(state, job.name, why));
            return effects;
        }
    }
    effects.extend(go_on(state, saving, outside));
    effects
}

fn keep(saving: &Saving) -> Option<Effect> {
    let target = saving.target.clone()?;
    Some(effect(DiskEffect::Keep(target)))
}

/// All that could be written is.
fn finish(
    state: &mut State,
    saving: &mut Saving,
    under_way: UnderWay,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let UnderWay {
        project,
        upto,
        clashes,
        again,
        ..
    } = under_way;
    let is_done = clashes.is_empty();
    if is_done {
        hand_out(state, upto, outside);
        if let Some(target) = &mut saving.target {
            target.at = Some(outside.now());
            target.upto = Some(upto);
            saving.saved = target.folder.then_some(project);
        }
    } else {
        let mut names = String::new();
        for clash in &clashes {
            if !names.is_empty() {
                names.push_str(state.language().pick("、", ", "));
            }
            names.push_str(&clash.name);
        }
        saving.clashes = clashes;
        if state.dialog.is_none() {
            open_dialog(state, Dialog::Files);
        } else {
            let what = Failure::Disk(DiskNotice::Changed, names);
            tell(state, NoticeKind::Warning, what);
        }
    }
    let mut effects: Vec<_> = keep(saving).into_iter().collect();
    if again && is_done && state.sequence > upto {
        effects.extend(look(state, saving, Vec::new(), outside));
    }
    effects
}
