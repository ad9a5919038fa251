//! The way back: a report that was written earlier.

use std::io::Read;

use serde_json::Value;

use crate::model::report::{Report, SCHEMA_VERSION};

/// Why something can't be read as a report.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The bytes could not be had.
    #[error("can't be read: {0}")]
    Io(#[from] std::io::Error),
    /// It isn't JSON.
    #[error("is not JSON ({0}); give a file that `outcrop scan -o FILE` wrote")]
    NotJson(serde_json::Error),
    /// It is JSON, and of another kind.
    #[error("is JSON and not a report: it has no `schema_version`; give a file that `outcrop scan -o FILE` wrote")]
    NotAReport,
    /// A report of another form.
    #[error("is a report of version {found}, and this program reads version {SCHEMA_VERSION}; use the outcrop that wrote it")]
    Version {
        /// The version that stands in it.
        found: String,
    },
    /// A report of this version that lacks something or has it in another form.
    #[error("is a report that is damaged or was changed: {0}")]
    Form(serde_json::Error),
}

/// Reads a report that [`json::write`](super::json::write) wrote. Fields that later programs of the same version add are
/// passed over.
///
/// # Errors
/// For what can't be read, isn't a report, or is one of another version.
pub fn read(from: &mut dyn Read) -> Result<Report, ReadError> {
    let mut text = Vec::new();
    from.read_to_end(&mut text)?;
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text);
    let value: Value = serde_json::from_slice(text).map_err(ReadError::NotJson)?;
    match value.get("schema_version") {
        Some(Value::String(version)) if version == SCHEMA_VERSION => serde_json::from_value(value).map_err(ReadError::Form),
        Some(Value::String(version)) => Err(ReadError::Version { found: crate::model::escape(version.as_bytes()) }),
        Some(other) => Err(ReadError::Version { found: other.to_string() }),
        None => Err(ReadError::NotAReport),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{json, synthetic};

    fn error(text: &str) -> String {
        read(&mut text.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn what_was_written_is_read_back() {
        let report = synthetic::retailer();
        let mut text = Vec::new();
        json::write(&report, &mut text).unwrap();
        assert_eq!(read(&mut text.as_slice()).unwrap(), report);
    }

    #[test]
    fn others_are_refused_by_name() {
        assert!(error("name,email\n").starts_with("is not JSON"));
        assert!(error("").starts_with("is not JSON"));
        assert!(error("[1, 2]").starts_with("is JSON and not a report"));
        assert!(error(r#"{"schema_version": "2"}"#).starts_with("is a report of version 2, and this program reads version 1"));
        assert!(error(r#"{"schema_version": 1}"#).starts_with("is a report of version 1, and this"));
        assert!(error(r#"{"schema_version": "1"}"#).contains("missing field `tool`"));
    }
}
