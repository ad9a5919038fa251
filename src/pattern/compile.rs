//! Compiled patterns: what the scanning engine works with.

use std::collections::HashSet;

use regex::bytes::{Regex, RegexBuilder};

use super::header::{HeaderIndex, HeaderMatch, Name};
use super::prefilter::{Prefilter, run_of};
use super::syntax::{PatternSyntax, Says, ValueSyntax};
use super::vocabulary::{Vocabulary, VocabularySyntax};
use crate::model::{CategoryId, DetectorId, Strength};

/// Why a pattern file can't be used. Names the file and, where it can, the line.
#[derive(Debug, thiserror::Error)]
pub enum PatternError {
    /// The file could not be read.
    #[error("{file}: can't be read: {error}")]
    Unreadable {
        /// The file.
        file: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// The file isn't TOML of the right form.
    #[error("{file}: {message}")]
    Syntax {
        /// The file.
        file: String,
        /// What is wrong, with its line.
        message: String,
    },
    /// The file is well formed and still says something that can't be.
    #[error("{file}: {what}")]
    Rule {
        /// The file.
        file: String,
        /// What is wrong and what to do.
        what: String,
    },
}

/// How a form is recognised after its prefilter.
pub enum Matcher {
    /// The prefilter says it all.
    Shape,
    /// One run of these bytes; the prefilter has seen to its length.
    Run(Box<[bool; 256]>),
    /// An expression, anchored at both ends.
    Expression(Regex),
    /// Word lists: a set of [`LexClass`](crate::model::LexClass) bits of which the value must have one.
    Words(u16),
}

/// One compiled form of a pattern's values.
pub struct Detector {
    /// Its index in the set.
    pub id: DetectorId,
    /// The pattern it belongs to, as an index in the set.
    pub pattern: usize,
    /// Its name in the file.
    pub name: String,
    /// The cheap test.
    pub prefilter: Prefilter,
    /// The exact one.
    pub matcher: Matcher,
    /// The validator's name; the engine resolves it.
    pub validator: Option<String>,
    /// What a match says by itself.
    pub says: Says,
    /// Whether it is searched for in free text.
    pub embedded: bool,
    /// Refinement below the category.
    pub scheme: Option<String>,
    /// Candidate algorithms.
    pub algorithms: Vec<String>,
    /// How much work the hash costs.
    pub strength: Option<Strength>,
    /// Chance of a random value of this form, per mille, where the file states it.
    pub chance: Option<u16>,
}

/// One compiled pattern.
pub struct Pattern {
    /// The category.
    pub id: CategoryId,
    /// The file as it was written.
    pub syntax: PatternSyntax,
    /// The file's name, for messages.
    pub file: String,
    /// Its forms, as indexes of detectors.
    pub detectors: Vec<usize>,
}

/// All patterns of a scan, sorted by category id, and what they share.
pub struct PatternSet {
    /// The patterns.
    pub patterns: Vec<Pattern>,
    /// Their forms; [`DetectorId`] is the index here.
    pub detectors: Vec<Detector>,
    /// Their header phrases.
    pub headers: HeaderIndex,
    /// The words that hold for all.
    pub vocabulary: Vocabulary,
    /// Digest over the text of all files, hexadecimal (FNV-1a, 128 bits): equal digests mean equal rules.
    pub digest: String,
}

/// A file's name and text.
pub type File = (String, String);

impl PatternSet {
    /// Compiles pattern files; a later file replaces an earlier one of the same id.
    ///
    /// # Errors
    /// The first file that can't be used.
    pub fn compile(files: &[File], vocabulary: &str) -> Result<Self, PatternError> {
        let vocabulary_syntax: VocabularySyntax =
            toml::from_str(vocabulary).map_err(|e| PatternError::Syntax { file: "vocabulary.toml".into(), message: e.to_string() })?;
        let vocabulary_compiled = Vocabulary::new(&vocabulary_syntax);
        let mut parsed: Vec<(&str, PatternSyntax)> = Vec::new();
        for (file, text) in files {
            let syntax = parse(file, text)?;
            parsed.retain(|(_, known)| known.id != syntax.id);
            parsed.push((file, syntax));
        }
        parsed.sort_by(|a, b| a.1.id.cmp(&b.1.id));
        let mut set = PatternSet {
            patterns: Vec::with_capacity(parsed.len()),
            detectors: Vec::new(),
            headers: HeaderIndex::new(parsed.iter().map(|(_, s)| &s.header), &vocabulary_compiled),
            vocabulary: vocabulary_compiled,
            digest: digest(files, vocabulary),
        };
        for (file, syntax) in parsed {
            set.add(file, syntax)?;
        }
        Ok(set)
    }

    fn add(&mut self, file: &str, syntax: PatternSyntax) -> Result<(), PatternError> {
        let pattern = self.patterns.len();
        let mut detectors = Vec::with_capacity(syntax.value.len());
        for value in &syntax.value {
            let id = u16::try_from(self.detectors.len())
                .map_err(|_| PatternError::Rule { file: file.into(), what: "more than 65,536 value forms in all".into() })?;
            detectors.push(usize::from(id));
            self.detectors.push(detector(file, DetectorId(id), pattern, value)?);
        }
        self.patterns.push(Pattern { id: CategoryId::new(&syntax.id), file: file.into(), detectors, syntax });
        Ok(())
    }

    /// The pattern of a category.
    pub fn by_id(&self, id: &str) -> Option<&Pattern> {
        self.patterns.binary_search_by(|p| p.id.as_str().cmp(id)).ok().map(|i| &self.patterns[i])
    }

    /// Whether some category that is no look-alike goes by this label.
    pub fn knows_label(&self, label: &str) -> bool {
        let words = self.vocabulary.expand(label);
        let name = Name { words: &words, context: &HashSet::new() };
        let found = self.headers.matches(&name, &self.vocabulary);
        found.iter().any(|(&pattern, &level)| level >= HeaderMatch::Weak && !self.patterns[pattern].syntax.decoy)
    }

    /// The pattern that a detector belongs to.
    pub fn pattern_of(&self, detector: DetectorId) -> Option<&Pattern> {
        self.detectors.get(usize::from(detector.0)).map(|d| &self.patterns[d.pattern])
    }
}

fn parse(file: &str, text: &str) -> Result<PatternSyntax, PatternError> {
    let syntax: PatternSyntax = toml::from_str(text).map_err(|e| PatternError::Syntax { file: file.into(), message: e.to_string() })?;
    let rule = |what: String| Err(PatternError::Rule { file: file.into(), what });
    let part = |p: &str| !p.is_empty() && p.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !syntax.id.split('.').all(part) {
        return rule(format!("id `{}` must be lower-case words with dots between them", syntax.id));
    }
    let mut names = HashSet::new();
    if let Some(twice) = syntax.value.iter().find(|v| !names.insert(v.name.as_str())) {
        return rule(format!("two value forms are named `{}`", twice.name));
    }
    Ok(syntax)
}

fn detector(file: &str, id: DetectorId, pattern: usize, value: &ValueSyntax) -> Result<Detector, PatternError> {
    let rule = |what: String| PatternError::Rule { file: file.into(), what: format!("value form `{}`: {what}", value.name) };
    let (prefilter, matcher) = match (&value.regex, value.lexicon.as_slice()) {
        (Some(expression), []) => {
            let anchored = format!("^(?:{expression})$");
            let hir =
                regex_syntax::ParserBuilder::new().utf8(false).unicode(false).build().parse(&anchored).map_err(|e| rule(e.to_string()))?;
            let prefilter = Prefilter::of(&hir);
            let regex = RegexBuilder::new(&anchored).unicode(false).dot_matches_new_line(true).build().map_err(|e| rule(e.to_string()))?;
            let matcher = match run_of(&hir) {
                _ if prefilter.exact => Matcher::Shape,
                Some(bytes) => Matcher::Run(Box::new(bytes)),
                None => Matcher::Expression(regex),
            };
            (prefilter, matcher)
        }
        (None, [_, ..]) => (Prefilter::words(), Matcher::Words(value.lexicon.iter().fold(0, |set, class| set | class.bit()))),
        _ => return Err(rule("needs either a `regex` (with or without a `validator`) or a `lexicon`".into())),
    };
    if !prefilter.narrows() {
        return Err(rule(
            "its expression has no prefilter: bound its length or require some sign, or every value of the evidence goes through it".into(),
        ));
    }
    Ok(Detector {
        id,
        pattern,
        name: value.name.clone(),
        prefilter,
        matcher,
        validator: value.validator.clone(),
        says: value.says,
        embedded: value.embedded,
        scheme: value.scheme.clone(),
        algorithms: value.algorithms.clone(),
        strength: value.strength,
        chance: value.chance,
    })
}

/// FNV-1a over 128 bits; not a seal, only a name for a set of rules.
fn digest(files: &[File], vocabulary: &str) -> String {
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    let mut take = |bytes: &[u8]| {
        for &byte in bytes {
            hash = (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    };
    for (file, text) in files {
        take(file.as_bytes());
        take(b"\0");
        take(text.as_bytes());
        take(b"\0");
    }
    take(vocabulary.as_bytes());
    format!("{hash:032x}")
}
