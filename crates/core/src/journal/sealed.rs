//! Values with a checksum.

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

/// A value of CRC-32 (ISO-HDLC, as in gzip) of the JSON, little-endian, then the JSON.
pub(super) fn open<T: FromJson>(bytes: &[u8]) -> Result<T, Damage> {
    let (checksum, sealed) = bytes.split_first_chunk::<4>().ok_or(Damage::Checksum)?;
    if crc32(sealed).to_le_bytes() != *checksum {
        return Err(Damage::Checksum);
    }
    json::parse(sealed).ok_or(Damage::Form)
}
