//! What standard output is: a terminal or not, how wide, coloured or not; and the words for categories on it.

use std::collections::BTreeMap;
use std::io::IsTerminal;

use clap::ValueEnum;

use crate::pattern::PatternSet;

/// When to colour.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Whether standard output is to be coloured. A `NO_COLOR` that isn't empty (no-color.org) turns `auto` off, and so does
    /// a terminal that calls itself `dumb`.
    pub fn on_stdout(self) -> bool {
        let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty());
        self.decide(std::io::stdout().is_terminal(), set("NO_COLOR").is_some() || set("TERM").is_some_and(|t| t == "dumb"))
    }

    fn decide(self, terminal: bool, refused: bool) -> bool {
        match self {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal && !refused,
        }
    }
}

/// Columns of the terminal that standard output is; `None` where it is none.
pub fn width() -> Option<usize> {
    let stdout = std::io::stdout();
    if !stdout.is_terminal() {
        return None;
    }
    terminal_size::terminal_size_of(stdout).map(|(terminal_size::Width(columns), _)| usize::from(columns))
}

/// The nouns of categories, from their patterns.
pub struct Nouns(BTreeMap<String, String>);

impl Nouns {
    /// The nouns of a pattern set.
    pub fn of(set: &PatternSet) -> Self {
        Self(set.patterns.iter().map(|p| (p.id.as_str().to_owned(), p.syntax.noun.clone())).collect())
    }

    /// A category's noun in the plural; its id where no pattern here knows it.
    pub fn get(&self, category: &str) -> String {
        self.0.get(category).cloned().unwrap_or_else(|| category.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_is_a_matter_of_choice_then_of_the_terminal() {
        assert!(Color::Auto.decide(true, false));
        assert!(!Color::Auto.decide(true, true));
        assert!(!Color::Auto.decide(false, false));
        assert!(Color::Always.decide(false, true));
        assert!(!Color::Never.decide(true, false));
    }
}
