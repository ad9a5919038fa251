//! All formats, in the order in which they are asked.

use super::delimited::Delimited;
use super::json::Json;
use super::raw::Strings;
use super::sql::Sql;
use super::text::Text;
use super::{Fit, Format};

/// Every format that this build reads. On equal scores the earlier one wins.
pub fn formats() -> &'static [&'static dyn Format] {
    &[&Sql, &Json, &Delimited, &Text]
}

/// The format that fits best, if any does.
pub fn best(head: &[u8], whole: bool) -> Option<(&'static dyn Format, Fit)> {
    let mut best: Option<(&'static dyn Format, Fit)> = None;
    for &format in formats() {
        let fit = format.sniff(head, whole);
        if fit.score > best.as_ref().map_or(0, |(_, b)| b.score) {
            best = Some((format, fit));
        }
    }
    best
}

/// The format of that name, the fallback included.
pub fn by_name(name: &str) -> Option<&'static dyn Format> {
    formats().iter().copied().chain([raw()]).find(|f| f.name() == name)
}

/// The fallback that examines the strings of bytes that nobody parses.
pub fn raw() -> &'static dyn Format {
    &Strings
}
