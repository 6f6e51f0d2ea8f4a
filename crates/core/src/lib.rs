//! The pure core of Reportmark: what is annotated, how it changes, how it is written down.
//!
//! No browser, no clock, no randomness, no I/O: the crate is `no_std`, so the compiler keeps that.
//! Start at [`model::Project`] for the data, [`change::Transaction`] for how it changes,
//! [`format`](mod@format) for what leaves the page.
#![cfg_attr(not(test), no_std)]

extern crate alloc;

pub mod attainment;
pub mod change;
pub mod collections;
pub mod format;
pub mod journal;
pub mod json;
pub mod layout;
pub mod ledger;
pub mod lexicon;
pub mod links;
pub mod model;
pub mod outline;
pub mod parse;
pub mod scheme;
pub mod score;
pub mod search;
pub mod source;
pub mod suggest;
pub mod text;
