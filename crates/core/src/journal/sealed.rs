//! Values with a checksum.

use alloc::vec::Vec;
use serde::Serialize;

use super::checksum::crc32;
use crate::json::{self, FromJson};

/// Why a stored value cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Damage {
    /// It is not what was written: cut short or altered.
    Checksum,
    /// It is whole, but not understood.
    Form,
    /// A later version wrote it.
    Newer,
}

/// CRC-32 (ISO-HDLC, as in gzip) of the JSON, little-endian, then the JSON.
pub(super) fn seal(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).unwrap_or_default();
    let checksum = crc32(&bytes).to_le_bytes();
    // In place: a document with very many spans is not held twice.
    bytes.extend(checksum);
    bytes.rotate_right(checksum.len());
    bytes
}

pub(super) fn open<T: FromJson>(bytes: &[u8]) -> Result<T, Damage> {
    let (checksum, sealed) = bytes.split_first_chunk::<4>().ok_or(Damage::Checksum)?;
    if crc32(sealed).to_le_bytes() != *checksum {
        return Err(Damage::Checksum);
    }
    json::parse(sealed).ok_or(Damage::Form)
}
