//! The sentence: what a report says, in words that can stand in a letter. It never claims more than the verdicts.

use std::collections::{BTreeMap, BTreeSet};

use super::place::{findings, places};
use super::width::safe;
use super::words::{bytes, count, list, number_of};
use crate::model::report::{Report, Verdict, VolumeVerdict};
use crate::model::verdict::NEVER_CLAIMED;

/// What people ask for first when they ask what was *not* there.
const ASKED_FIRST: [&str; 13] = [
    "payment.card.pan",
    "payment.card.cvv",
    "credential.password.plain",
    "identity.gov_id",
    "payment.bank_account",
    "identity.name",
    "contact.email",
    "contact.phone",
    "contact.address",
    "payment.card.last4",
    "credential.password.hash",
    "identity.dob",
    "financial.transaction",
];

/// How many categories are named before the rest is only counted.
const NAMED: usize = 6;

/// Protected forms of full card numbers, and what their copies are called.
const PROTECTED: [(&str, &str); 3] =
    [("payment.card.ciphertext", "encrypted copies"), ("payment.card.token", "tokens"), ("payment.card.hash", "hashed copies")];

/// Categories that are known by word lists. A verdict has one claim for all volumes together and none where one of them is
/// exposed; in the others the claim of these is bounded all the same.
const BY_WORDS: [&str; 5] = ["identity.name", "contact.address", "contact.address.part", "payment.card.holder", "identity.nationality"];

/// Makes the sentence of a report from its verdicts, columns and coverage. `nouns` gives a category's noun in the plural.
pub fn sentence(report: &Report, nouns: &dyn Fn(&str) -> String) -> String {
    let interrupted = report.scan.status != "complete";
    let mut parts = Vec::new();
    if interrupted {
        parts.push("The scan was interrupted: what follows covers only what was read.".to_owned());
    }
    if report.coverage.files == 0 {
        let names: Vec<String> = report.scan.volumes.iter().map(|v| safe(&v.name)).collect();
        let place = if names.is_empty() { "any volume".to_owned() } else { list(&names, "or") };
        parts.push(format!("No files were found in {place}: nothing can be said."));
        return parts.join(" ");
    }
    for volume in &report.scan.volumes {
        parts.extend(Told { report, volume: &volume.name, nouns, interrupted }.tell());
    }
    if parts.len() == usize::from(interrupted) {
        parts.push("Nothing can be said of any category.".to_owned());
    }
    parts.join(" ")
}

/// Whether a verdict is inconclusive because nobody can ever claim the category's absence.
pub(super) fn never_claimed(verdict: &Verdict) -> bool {
    verdict.verdict == "inconclusive" && verdict.claim == "none" && verdict.reasons.iter().any(|r| r.ends_with(NEVER_CLAIMED))
}

/// One volume's part of the sentence.
struct Told<'r> {
    report: &'r Report,
    volume: &'r str,
    nouns: &'r dyn Fn(&str) -> String,
    interrupted: bool,
}

impl<'r> Told<'r> {
    fn tell(&self) -> Vec<String> {
        let name = safe(self.volume);
        let clauses: Vec<String> = self.exposed().into_iter().chain(self.not_exposed()).collect();
        let unsettled = self.inconclusive();
        let mut sentences = Vec::new();
        if clauses.is_empty() {
            sentences.extend(unsettled.map(|what| format!("In {name}: it is not settled whether {what}.")));
        } else {
            sentences.push(format!("In {name}: {}.", clauses.join("; ")));
            sentences.extend(unsettled.map(|what| format!("It is not settled whether {what}.")));
        }
        sentences
    }

    /// The verdicts of a kind in this volume, with the volume's part.
    fn of_kind(&self, kind: &str) -> Vec<(&'r Verdict, &'r VolumeVerdict)> {
        let here = |v: &'r Verdict| v.by_volume.iter().find(|b| b.volume == self.volume && b.verdict == kind).map(|b| (v, b));
        self.report.verdicts.iter().filter_map(here).collect()
    }

    fn exposed(&self) -> Option<String> {
        let found = self.of_kind("exposed");
        let records = found.iter().map(|(_, here)| here.records).max()?;
        let nouns: Vec<String> = found.iter().map(|(verdict, _)| self.noun_of_found(&verdict.category)).collect();
        Some(format!("{} were present ({})", list(&nouns, "and"), number_of(records, "record")))
    }

    /// The noun, with the roles that addresses have here: `billing and shipping addresses`.
    fn noun_of_found(&self, category: &str) -> String {
        let noun = (self.nouns)(category);
        if category != "contact.address" {
            return noun;
        }
        let roles: BTreeSet<Option<&str>> =
            findings(self.report, category, self.volume).map(|(_, finding)| finding.role.as_deref()).collect();
        let mut named: Vec<String> = roles.iter().flatten().map(|r| safe(r)).collect();
        if named.is_empty() {
            return noun;
        }
        if roles.contains(&None) {
            named.push("other".to_owned());
        }
        format!("{} addresses", list(&named, "and"))
    }

    fn not_exposed(&self) -> Option<String> {
        let absent = self.of_kind("not_exposed");
        if absent.is_empty() {
            return None;
        }
        let verdicts: Vec<&Verdict> = absent.iter().map(|(verdict, _)| *verdict).collect();
        let of_cards = verdicts.iter().any(|v| v.category == "payment.card.pan");
        let copies = if of_cards { self.protected_copies() } else { Vec::new() };
        let in_clear = if of_cards { " in clear" } else { "" };
        let (planted, recovered) = verdicts
            .iter()
            .fold((0u64, 0u64), |sum, v| (sum.0.saturating_add(v.controls.planted), sum.1.saturating_add(v.controls.recovered)));
        let mut proof = vec![format!("{}, {} of {} controls recovered", self.coverage(), count(recovered), count(planted))];
        proof.extend(copies);
        proof.extend(self.bounds(&verdicts));
        proof.extend(self.assumptions());
        Some(format!("{} were not present{in_clear} ({})", self.name_some(&verdicts, "and"), proof.join("; ")))
    }

    /// The categories that people ask for first by name, the others as a number. Nobody asks for protected forms.
    fn name_some(&self, verdicts: &[&Verdict], last: &str) -> String {
        let rank = |id: &str| ASKED_FIRST.iter().position(|&first| first == id).unwrap_or(ASKED_FIRST.len());
        let (mut named, other): (Vec<&Verdict>, Vec<&Verdict>) =
            verdicts.iter().partition(|v| PROTECTED.iter().all(|(id, _)| *id != v.category));
        if named.is_empty() {
            named = other;
        }
        named.sort_by_key(|v| rank(&v.category));
        named.truncate(NAMED);
        let mut shown: Vec<String> = named.iter().map(|v| (self.nouns)(&v.category)).collect();
        match verdicts.len().saturating_sub(named.len()) {
            0 => {}
            1 => shown.push("1 other category".to_owned()),
            more => shown.push(format!("{} other categories", count(more as u64))),
        }
        list(&shown, last)
    }

    /// What was read of this volume.
    fn coverage(&self) -> String {
        let gaps: Vec<u64> = self.report.coverage.gaps.iter().filter(|g| g.volume == self.volume).map(|g| g.bytes).collect();
        let unread = gaps.iter().fold(0u64, |sum, n| sum.saturating_add(*n));
        let read = if self.interrupted { "in what was read" } else { "all bytes read" };
        match gaps.iter().filter(|n| **n == 0).count() as u64 {
            _ if gaps.is_empty() => read.to_owned(),
            suspect if suspect == gaps.len() as u64 => format!("{read}, {} suspect", number_of(suspect, "place")),
            _ => format!("{} in {} not read", bytes(unread), number_of(gaps.len() as u64, "gap")),
        }
    }

    fn protected_copies(&self) -> Vec<String> {
        let copies = PROTECTED.iter().filter_map(|(category, what)| {
            let found = places(self.report, category, self.volume);
            let mut sources: Vec<String> = found.iter().take(2).map(|p| p.source.clone()).collect();
            if found.len() > sources.len() {
                sources.push(number_of((found.len() - sources.len()) as u64, "other source"));
            }
            (!sources.is_empty()).then(|| format!("{what} in {}", list(&sources, "and")))
        });
        copies.collect()
    }

    fn bounds(&self, verdicts: &[&Verdict]) -> Option<String> {
        let bounded = |v: &&&Verdict| v.claim == "bounded" || (v.claim == "none" && BY_WORDS.contains(&v.category.as_str()));
        let mut nouns: Vec<String> = verdicts.iter().filter(bounded).map(|v| (self.nouns)(&v.category)).collect();
        if nouns.len() > 3 {
            let more = nouns.split_off(2).len();
            nouns.push(format!("{more} others"));
        }
        (!nouns.is_empty()).then(|| format!("for {}, within what word lists know", list(&nouns, "and")))
    }

    fn assumptions(&self) -> Option<String> {
        let classes = || self.report.coverage.assumptions.iter().filter(|a| a.volume == self.volume);
        let named: Vec<String> = classes().map(|a| format!("{} ({})", safe(&a.class), count(a.sources))).collect();
        let size = classes().fold(0u64, |sum, a| sum.saturating_add(a.bytes));
        (!named.is_empty()).then(|| format!("assuming that {}, {}, hold them in no other form", list(&named, "and"), bytes(size)))
    }

    /// `A, B or C were present (why)`; nothing for categories whose absence is never claimed.
    fn inconclusive(&self) -> Option<String> {
        let open: Vec<&Verdict> =
            self.of_kind("inconclusive").into_iter().map(|(v, _)| v).filter(|v| !self.never_claimed_here(v)).collect();
        if open.is_empty() {
            return None;
        }
        let prefix = format!("{}: ", self.volume);
        let mut whys: BTreeMap<&str, usize> = BTreeMap::new();
        for reason in open.iter().flat_map(|v| &v.reasons).filter_map(|r| r.strip_prefix(&prefix)) {
            *whys.entry(reason).or_default() += 1;
        }
        let why = whys.iter().max_by_key(|&(why, n)| (n, std::cmp::Reverse(why))).map(|(why, _)| safe(why));
        let why = match (why, whys.len()) {
            (Some(why), 1) => format!(" ({why})"),
            (Some(why), n) => format!(" ({why}; and {})", number_of(n as u64 - 1, "other reason")),
            (None, _) => String::new(),
        };
        Some(format!("{} were present{why}", self.name_some(&open, "or")))
    }

    fn never_claimed_here(&self, verdict: &Verdict) -> bool {
        never_claimed(verdict) || verdict.reasons.iter().any(|r| *r == format!("{}: {NEVER_CLAIMED}", self.volume))
    }
}

#[cfg(test)]
#[path = "sentence_tests.rs"]
mod tests;
