//! The ledger (台账) that supervisors work with: one row for every commitment.
