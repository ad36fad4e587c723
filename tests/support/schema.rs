//! Structured output held against its schema.

use jsonschema::Validator;
use serde_json::Value;

/// The schema.
pub const SCHEMA: &str = include_str!("../../docs/output.schema.json");

/// What tells whether an object is as the schema says.
pub fn validator() -> Validator {
    let schema = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    jsonschema::meta::validate(&schema).expect("the schema is one");
    jsonschema::validator_for(&schema).expect("the schema can be used")
}

/// The objects of an output, each a line and as the schema says.
pub fn objects(output: &str) -> Vec<Value> {
    let validator = validator();
    assert!(
        output.is_empty() || output.ends_with('\n'),
        "the last line is cut off: {output}"
    );
    let parsed = output.lines().map(|line| {
        let object = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        if let Err(error) = validator.validate(&object) {
            panic!("{error}: {line}");
        }
        object
    });
    parsed.collect()
}
