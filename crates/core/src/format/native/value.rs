//! Where a JSON value ends, found in bytes that come piece by piece.

/// Bytes that are looked at in one call: browsers make code faster that is called often, not a loop
/// that runs long.
const BLOCK: usize = 1 << 14;

/// A value of which some bytes have been seen. Only its end is found; whether it makes sense is for
/// the parser to say.
#[derive(Clone, Debug, Default)]
pub(super) struct Value {
    /// How many objects and arrays are open.
    depth: u32,
    in_string: bool,
    /// Whether the next byte of a string is escaped.
    escaped: bool,
    /// Whether it is a number or a word, which only what follows ends.
    is_bare: bool,
    /// How many members the objects in it state, those of the same name as well.
    members: usize,
}

/// How many members the objects in a value have, each name once.
fn members(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Array(items) => items.iter().map(members).sum(),
        serde_json::Value::Object(object) => {
            object.len() + object.values().map(members).sum::<usize>()
        }
        _ => 0,
    }
}

impl Value {
    /// Whether an object in it, which was parsed to this, states members of the same name.
    pub(super) fn repeats(&self, parsed: &serde_json::Value) -> bool {
        self.members > members(parsed)
    }

    /// Look at the next bytes; how many of them are of the value if it ends among them.
    pub(super) fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut before = 0;
        for block in bytes.chunks(BLOCK) {
            if let Some(end) = self.end_in(block) {
                return Some(before + end);
            }
            before += block.len();
        }
        None
    }

    fn end_in(&mut self, block: &[u8]) -> Option<usize> {
        for (at, &byte) in block.iter().enumerate() {
            if self.in_string {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => {
                        self.in_string = false;
                        if self.depth == 0 {
                            return Some(at + 1);
                        }
                    }
                    _ => {}
                }
                continue;
            }
            match byte {
                b',' | b']' | b'}' | b':' | b' ' | b'\t' | b'\n' | b'\r'
                    if self.is_bare && self.depth == 0 =>
                {
                    return Some(at);
                }
                b'"' => self.in_string = true,
                b':' => self.members += 1,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => {
                    // A bracket without its other one; the parser says so.
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        return Some(at + 1);
                    }
                }
                _ => self.is_bare |= self.depth == 0,
            }
        }
        None
    }
}
