//! Who answers for what, and what belongs together: read out of the blocks and relations of a document.
