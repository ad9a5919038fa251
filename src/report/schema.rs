//! The JSON Schema of the report, as it is published.

/// `docs/report.schema.json`: JSON Schema, draft 2020-12.
pub const SCHEMA: &str = include_str!("../../docs/report.schema.json");
