//! Do, undo and redo.

use std::sync::Arc;

use proptest::{collection::vec, prelude::*};
use reportmark_core::change::{Cause, History, Intent, Transaction, apply};

use crate::support::{
    project::project,
    step::{Step, step, transaction},
};

proptest! {
    #[test]
    fn a_step_and_its_inverse_are_nothing((before, mut texts) in project(), step in step()) {
        let Some(made) = transaction(&before, &mut texts, &step, 0) else {
            return Ok(());
        };
        let after = apply(&before, &texts, &made).unwrap();
        let undone = apply(&after, &texts, &made.inverse()).unwrap();
        prop_assert_eq!(&undone, &before);
        prop_assert_eq!(&made.inverse().inverse(), &made);
        let redone = apply(&undone, &texts, &made).unwrap();
        prop_assert_eq!(redone, after);
    }

    #[test]
    fn a_whole_history_is_undone_and_done_again(
        (start, mut texts) in project(),
        work in vec((step(), 0..8_u8), 0..16),
    ) {
        let mut history = History::default();
        let mut project = start.clone();
        for (fresh, (step, chance)) in work.iter().enumerate() {
            // Now and then a step back or forward amid the work.
            if *chance == 0 && let Some(step) = history.to_undo().cloned() {
                project = apply(&project, &texts, &step.inverse()).unwrap();
                history.follow(Cause::Undo, &Arc::new(step.inverse()));
            }
            if *chance == 1 && let Some(step) = history.to_redo().cloned() {
                project = apply(&project, &texts, &step).unwrap();
                history.follow(Cause::Redo, &step);
            }
            // What those leave of a history is another test's.
            let stays = |made: &Transaction| !matches!(made.intent, Intent::Open | Intent::Purge);
            if let Some(made) = transaction(&project, &mut texts, step, fresh).filter(stays) {
                project = apply(&project, &texts, &made).unwrap();
                history.follow(Cause::Do, &Arc::new(made));
                prop_assert_eq!(history.to_redo(), None, "what was undone is gone");
            }
        }
        while let Some(step) = history.to_redo().cloned() {
            project = apply(&project, &texts, &step).unwrap();
            history.follow(Cause::Redo, &step);
        }
        let end = project.clone();
        let mut passed = vec![];
        while let Some(step) = history.to_undo().cloned() {
            passed.push(project.clone());
            project = apply(&project, &texts, &step.inverse()).unwrap();
            history.follow(Cause::Undo, &Arc::new(step.inverse()));
        }
        prop_assert_eq!(&project, &start);
        while let Some(step) = history.to_redo().cloned() {
            project = apply(&project, &texts, &step).unwrap();
            history.follow(Cause::Redo, &step);
            let then = passed.pop();
            prop_assert_eq!(Some(&project), then.as_ref());
        }
        prop_assert_eq!(project, end);
    }
}

proptest! {
    #[test]
    fn opening_and_emptying_the_bin_keep_the_rest_of_the_history(
        (start, mut texts) in project(),
        work in vec(step(), 0..16),
    ) {
        let mut history = History::default();
        let mut project = start;
        let buttons = work.iter().filter(|step| !matches!(step, Step::Raw(_)));
        for (fresh, step) in buttons.enumerate() {
            if let Some(made) = transaction(&project, &mut texts, step, fresh) {
                project = apply(&project, &texts, &made).unwrap();
                history.follow(Cause::Do, &Arc::new(made));
            }
        }
        let end = project.clone();
        while let Some(step) = history.to_undo().cloned() {
            project = apply(&project, &texts, &step.inverse()).unwrap();
            history.follow(Cause::Undo, &Arc::new(step.inverse()));
        }
        while let Some(step) = history.to_redo().cloned() {
            project = apply(&project, &texts, &step).unwrap();
            history.follow(Cause::Redo, &step);
        }
        prop_assert_eq!(project, end);
    }
}
