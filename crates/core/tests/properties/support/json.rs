//! Random JSON as foreign programs write it.

use proptest::{collection, num::f64 as float, prelude::*, sample::select};
use reportmark_core::model::Members;
use serde_json::Value;

/// Words that have broken other programs, and plain ones.
const WORDS: &[&str] = &[
    "",
    "目标",
    "quantitative",
    "一 二\r\n三",
    "😀𠀀e\u{301}",
    "__proto__",
    "constructor",
    "<img src=x onerror=alert(1)>",
    "</script>",
    "javascript:alert(1)",
    "=1+1",
    "\u{202e}gnp.exe",
    "\0\u{7}\\\"/",
    "../..",
];

/// Numbers that no machine type holds as they are written.
const NUMBERS: &[&str] = &[
    "1.50",
    "1e400",
    "-0",
    "0.10",
    "123456789012345678901234567890",
];

pub(crate) fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => select(WORDS).prop_map(String::from),
        1 => any::<String>(),
    ]
}

/// A value of any type. Numbers of every size, as they stand in files.
pub(crate) fn value() -> impl Strategy<Value = Value> {
    let number = float::POSITIVE | float::NEGATIVE | float::NORMAL | float::SUBNORMAL | float::ZERO;
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-200_i32..2000).prop_map(|n| Value::from(f64::from(n) / 100.0)),
        number.prop_map(Value::from),
        select(NUMBERS).prop_map(|number| number.parse().unwrap()),
        word().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 10, 3, |inner| {
        prop_oneof![
            collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            object(word(), inner).prop_map(Value::Object),
        ]
    })
}

fn object(
    keys: impl Strategy<Value = String>,
    values: impl Strategy<Value = Value>,
) -> impl Strategy<Value = Members> {
    collection::vec((keys, values), 0..3).prop_map(|pairs| pairs.into_iter().collect())
}

/// Attributes and fields: any keys at all, mostly none.
pub(crate) fn members() -> impl Strategy<Value = Members> {
    let keys = prop_oneof![
        word(),
        select(&["id", "start", "quote", "value"][..]).prop_map(String::from)
    ];
    prop_oneof![
        2 => Just(Members::new()),
        1 => object(keys, value()),
    ]
}

/// Members that the format does not know.
pub(crate) fn unknown() -> impl Strategy<Value = Members> {
    let keys = prop_oneof![
        select(&["__proto__", "constructor", "toString", "x"][..]).prop_map(String::from),
        word().prop_map(|word| format!("x-{word}")),
    ];
    prop_oneof![
        2 => Just(Members::new()),
        1 => object(keys, value()),
    ]
}
