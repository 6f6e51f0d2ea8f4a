//! What is not opened, and why.

use super::{BinaryKind, Encoding};

/// The largest file that is opened, in bytes: 256 MiB.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// Why a file was not opened as a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Refusal {
    /// No bytes, or nothing after the byte-order mark.
    Empty,
    /// Not a text. Only a guess answers this: an encoding that was chosen is obeyed.
    Binary {
        /// What the file is instead.
        kind: BinaryKind,
    },
    /// Larger than [`MAX_BYTES`].
    TooLarge {
        /// The size of the file, in bytes.
        bytes: u64,
        /// The largest size that is opened, in bytes.
        limit: u64,
    },
    /// The decoder that was passed in does not know this encoding.
    Undecodable {
        /// The encoding that was asked of it.
        encoding: Encoding,
    },
}

/// Refuses what no encoding could read: no bytes, or more than [`MAX_BYTES`].
pub(super) fn check_size(bytes: &[u8]) -> Result<(), Refusal> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size == 0 {
        Err(Refusal::Empty)
    } else if size > MAX_BYTES {
        Err(Refusal::TooLarge {
            bytes: size,
            limit: MAX_BYTES,
        })
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_at_the_edges() {
        assert_eq!(check_size(b""), Err(Refusal::Empty));
        assert_eq!(check_size(b"a"), Ok(()));

        let most = usize::try_from(MAX_BYTES).unwrap();
        let bytes = vec![0; most + 1];
        assert_eq!(check_size(&bytes[..most]), Ok(()));
        assert_eq!(
            check_size(&bytes),
            Err(Refusal::TooLarge {
                bytes: MAX_BYTES + 1,
                limit: MAX_BYTES
            })
        );
    }
}
