//! The report as JSON.

use std::io::{self, Write};

use crate::model::report::Report;

/// Writes a report as JSON: two spaces a level, keys in the order of the types, a line break at the end.
///
/// # Errors
/// What `out` says. A write to a closed pipe keeps its [`io::ErrorKind::BrokenPipe`].
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, report)?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::synthetic;

    #[test]
    fn keys_stand_in_the_order_of_the_types() {
        let mut out = Vec::new();
        write(&synthetic::retailer(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.starts_with("{\n  \"schema_version\": \"1\",\n  \"tool\": {\n    \"name\": \"outcrop\",\n"));
        assert!(text.ends_with("}\n"));
        let keys: Vec<&str> =
            text.lines().filter_map(|l| l.strip_prefix("  \"").and_then(|l| l.split_once('"'))).map(|(key, _)| key).collect();
        let expected =
            ["schema_version", "tool", "scan", "summary", "coverage", "verdicts", "columns", "combinations", "subjects", "review"];
        assert_eq!(keys, expected);
    }

    #[test]
    fn a_closed_pipe_is_told_from_other_errors() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let error = write(&synthetic::retailer(), &mut Closed).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }
}
