//! Slots and attributes of a target, measure or result, read from its text (guideline §3, §4).
