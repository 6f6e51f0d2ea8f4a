//! Identifiers and time stamps: opaque strings that come in from outside.

use alloc::sync::Arc;
use core::fmt;
use serde::Serialize;
use serde_json::Value;

use crate::json::FromJson;

macro_rules! text_newtype {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Take it as it stands in a file or comes from the page.
            #[must_use]
            pub fn new(value: &str) -> Self {
                Self(value.into())
            }

            /// As files write it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromJson for $name {
            fn from_json(value: Value) -> Option<Self> {
                value.as_str().map(Self::new)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

text_newtype! {
    /// A document within a project.
    DocumentId;
    /// A span within a document.
    SpanId;
    /// A responsibility block within a document.
    BlockId;
    /// A relation within a document.
    RelationId;
    /// A moment, as RFC 3339 writes it. The core has no clock: moments come in as arguments and
    /// pass through unchanged.
    Timestamp;
}
