//! From JSON values to types.
//!
//! Values are written by serde's derive. They are read by [`FromJson`], because what serde derives
//! for reading came to a sixth of the whole page, and because a type that reads itself from a
//! parsed value needs none of it: members in any order, unknown ones ignored or kept, absent ones
//! as the type says.

use alloc::{boxed::Box, string::String, sync::Arc, vec::Vec};
use serde_json::Value;

use crate::model::Members;

/// A type that can be read from a JSON value.
pub trait FromJson: Sized {
    /// The value as this type; none when it is something else.
    fn from_json(value: Value) -> Option<Self>;

    /// What stands for a member that is not there; none when it has to be.
    #[must_use]
    fn absent() -> Option<Self> {
        None
    }
}

/// Take a member out of an object and read it.
pub fn member<T: FromJson>(members: &mut Members, key: &str) -> Option<T> {
    match members.remove(key) {
        Some(value) => T::from_json(value),
        None => T::absent(),
    }
}

/// The members of an object.
#[must_use]
pub fn members(value: Value) -> Option<Members> {
    match value {
        Value::Object(members) => Some(members),
        _ => None,
    }
}

/// Parse JSON text and read it.
#[must_use]
pub fn parse<T: FromJson>(json: &[u8]) -> Option<T> {
    T::from_json(serde_json::from_slice(json).ok()?)
}

/// Reads a struct member by member, each under its own name. With `flat name`, a last field takes
/// the members that are left.
#[macro_export]
macro_rules! from_json_object {
    ($type:ty { $($field:ident),* $(,)? } $(flat $rest:ident)?) => {
        impl $crate::json::FromJson for $type {
            fn from_json(value: ::serde_json::Value) -> Option<Self> {
                let mut members = $crate::json::members(value)?;
                Some(Self {
                    $($field: $crate::json::member(&mut members, stringify!($field))?,)*
                    $($rest: members,)?
                })
            }
        }
    };
}

/// Reads an enum without data by the name of its variant. With `absent Variant`, that one stands for
/// a member that is not there.
#[macro_export]
macro_rules! from_json_name {
    ($type:ty { $($name:literal => $variant:ident),* $(,)? } $(absent $absent:ident)?) => {
        impl $crate::json::FromJson for $type {
            fn from_json(value: ::serde_json::Value) -> Option<Self> {
                match value.as_str()? {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }
            $(fn absent() -> Option<Self> {
                Some(Self::$absent)
            })?
        }
    };
}

impl FromJson for Value {
    fn from_json(value: Value) -> Option<Self> {
        Some(value)
    }
}

impl FromJson for String {
    fn from_json(value: Value) -> Option<Self> {
        match value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }
}

/// Shared text that is not there is empty.
impl FromJson for Arc<str> {
    fn from_json(value: Value) -> Option<Self> {
        value.as_str().map(Into::into)
    }

    fn absent() -> Option<Self> {
        Some("".into())
    }
}

impl FromJson for bool {
    fn from_json(value: Value) -> Option<Self> {
        value.as_bool()
    }

    fn absent() -> Option<Self> {
        Some(false)
    }
}

impl FromJson for u64 {
    fn from_json(value: Value) -> Option<Self> {
        value.as_u64()
    }
}

impl FromJson for u32 {
    fn from_json(value: Value) -> Option<Self> {
        value.as_u64()?.try_into().ok()
    }
}

impl FromJson for u8 {
    fn from_json(value: Value) -> Option<Self> {
        value.as_u64()?.try_into().ok()
    }

    fn absent() -> Option<Self> {
        Some(0)
    }
}

impl FromJson for i32 {
    fn from_json(value: Value) -> Option<Self> {
        value.as_i64()?.try_into().ok()
    }
}

impl FromJson for usize {
    fn from_json(value: Value) -> Option<Self> {
        value.as_u64()?.try_into().ok()
    }
}

impl FromJson for Members {
    fn from_json(value: Value) -> Option<Self> {
        members(value)
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }
}

/// `null` is none, as is a member that is not there.
impl<T: FromJson> FromJson for Option<T> {
    fn from_json(value: Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::from_json(value).map(Some),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

/// A list that is not there is empty; one with a wrong item is wrong.
impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(value: Value) -> Option<Self> {
        match value {
            Value::Array(items) => items.into_iter().map(T::from_json).collect(),
            _ => None,
        }
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }
}

impl<T: FromJson> FromJson for Arc<T> {
    fn from_json(value: Value) -> Option<Self> {
        T::from_json(value).map(Self::new)
    }

    fn absent() -> Option<Self> {
        T::absent().map(Self::new)
    }
}

impl<T: FromJson> FromJson for Box<T> {
    fn from_json(value: Value) -> Option<Self> {
        T::from_json(value).map(Self::new)
    }
}

/// An array of exactly two.
impl<A: FromJson, B: FromJson> FromJson for (A, B) {
    fn from_json(value: Value) -> Option<Self> {
        let Value::Array(items) = value else {
            return None;
        };
        let [a, b] = <[Value; 2]>::try_from(items).ok()?;
        Some((A::from_json(a)?, B::from_json(b)?))
    }
}
