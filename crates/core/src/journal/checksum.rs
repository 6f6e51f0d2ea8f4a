//! CRC-32.

use alloc::boxed::Box;

/// Bytes that are worked on in one call: browsers make code faster that is called often, not a loop
/// that runs long.
const BLOCK: usize = 1 << 14;

/// The CRC-32 of some bytes (ISO-HDLC, as in gzip).
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = Crc32::new();
    crc.add(bytes);
    crc.value()
}

/// A CRC-32 of bytes that come piece by piece.
///
/// The table is made anew each time. That takes microseconds; kept in the program, it would weigh
/// more than everything else here, for nothing can compress it.
#[derive(Clone, Debug)]
pub(super) struct Crc32 {
    table: Box<[u32; 256]>,
    rest: u32,
}

impl Crc32 {
    pub(super) fn new() -> Self {
        Self {
            table: Box::new(table()),
            rest: !0,
        }
    }

    /// More bytes come.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        for block in bytes.chunks(BLOCK) {
            self.rest = add(&self.table, self.rest, block);
        }
    }

    /// That of all bytes that came.
    pub(super) const fn value(&self) -> u32 {
        !self.rest
    }
}

fn add(table: &[u32; 256], rest: u32, block: &[u8]) -> u32 {
    block.iter().fold(rest, |crc, &byte| {
        let [low, ..] = crc.to_le_bytes();
        // The table has an entry for every byte.
        (crc >> 8) ^ table.get(usize::from(low ^ byte)).unwrap_or(&0)
    })
}

/// What each byte comes to.
fn table() -> [u32; 256] {
    let mut table = [0; 256];
    for (entry, byte) in table.iter_mut().zip(0_u32..) {
        *entry = (0..8).fold(byte, |crc, _| {
            let carry = if crc & 1 == 1 { 0xEDB8_8320 } else { 0 };
            (crc >> 1) ^ carry
        });
    }
    // Or the compiler would work it out and keep it in the program after all.
    core::hint::black_box(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_check_value_of_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
    }

    proptest! {
        #[test]
        fn it_is_that_of_others(bytes: Vec<u8>) {
            prop_assert_eq!(crc32(&bytes), crc32fast::hash(&bytes));
        }
    }
}
