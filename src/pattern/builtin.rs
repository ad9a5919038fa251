//! The patterns that are in the binary, and those of a user's folder beside them.

use std::path::Path;

use super::compile::{File, PatternError, PatternSet};

include!(concat!(env!("OUT_DIR"), "/builtin_patterns.rs"));

/// The general words of headers.
pub const VOCABULARY: &str = include_str!("../../patterns/judge/vocabulary.toml");
/// The weights of judging.
pub const WEIGHTS: &str = include_str!("../../patterns/judge/weights.toml");

/// The pattern files that are in the binary, by file name.
pub fn files() -> Vec<File> {
    BUILTIN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

/// The built-in patterns alone.
///
/// # Errors
/// None in a build whose tests passed.
pub fn load() -> Result<PatternSet, PatternError> {
    PatternSet::compile(&files(), VOCABULARY)
}

/// The built-in patterns with those of a folder added; a file of the same id replaces the built-in one.
///
/// # Errors
/// A file that can't be read or used.
pub fn load_with(folder: &Path) -> Result<PatternSet, PatternError> {
    let mut all = files();
    all.extend(read_folder(folder)?);
    PatternSet::compile(&all, VOCABULARY)
}

/// The `.toml` files of a folder, sorted by name.
///
/// # Errors
/// When the folder or a file in it can't be read.
pub fn read_folder(folder: &Path) -> Result<Vec<File>, PatternError> {
    let unreadable = |path: &Path| {
        let file = path.display().to_string();
        move |error| PatternError::Unreadable { file, error }
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        if path.extension().is_some_and(|e| e == "toml") && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    paths.iter().map(|path| Ok((path.display().to_string(), std::fs::read_to_string(path).map_err(unreadable(path))?))).collect()
}
