//! The sentence.
use crate::model::report::Report;
/// The sentence, made from facts.
pub fn sentence(_report: &Report, _nouns: &dyn Fn(&str) -> String) -> String {
    String::new()
}
