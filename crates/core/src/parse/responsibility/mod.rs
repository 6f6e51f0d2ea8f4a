//! Responsible parties named in a bracket or a line, and the scope that it covers (guideline §5, §6, §8).
