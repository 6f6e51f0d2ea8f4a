//! What a document says of itself: fields, tense of its sections, zones (guideline §1, §7, §8).
