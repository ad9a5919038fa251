//! How values are quoted and escaped.

use memchr::memmem;

use super::tally::Tally;
use super::{Eol, Escape, Spec};

/// How values are quoted and escaped beside this delimiter, and what the bytes come to then.
pub(super) fn quoting(delimiter: &[u8], eol: Eol, body: &[u8], whole: bool) -> (Spec, Tally) {
    let base = Spec { delimiter: delimiter.to_vec(), eol, ..Spec::default() };
    let bare = Spec { quote: None, escape: Escape::None, ..base.clone() };
    let mut best = (base.clone(), Tally::of(&base, body, whole));
    let mut specs = Vec::new();
    if best.1.lead_quotes > 0 {
        specs.push(Spec { lead: true, ..base.clone() });
    }
    if memmem::find(body, b"\\\"").is_some() {
        specs.push(Spec { escape: Escape::Backslash, ..base.clone() });
    }
    if best.1.apostrophes * 5 > best.1.cells || best.1.lead_apostrophes * 20 > best.1.cells {
        specs.push(Spec { quote: Some(b'\''), ..base.clone() });
        specs.push(Spec { quote: Some(b'\''), escape: Escape::Backslash, ..base.clone() });
    }
    if best.1.nulls > 0 {
        specs.push(Spec { escape: Escape::Backslash, ..bare.clone() });
    }
    for spec in specs {
        let tally = Tally::of(&spec, body, whole);
        if trouble(&tally) < trouble(&best.1)
            || (spec.quote.is_some() && spec.quote != base.quote && tally.stray == 0 && tally.quoted > best.1.quoted)
        {
            best = (spec, tally);
        }
    }
    let unquoted = best.1.quoted == 0 || best.1.stray * 2 > best.1.quoted;
    if unquoted && escapes(delimiter, body, &best.1) {
        let spec = Spec { escape: Escape::Backslash, ..bare };
        let tally = Tally::of(&spec, body, whole);
        return (spec, tally);
    }
    if unquoted && (best.1.quoted > 0 || delimiter == b"\x01") {
        let tally = Tally::of(&bare, body, whole);
        return (bare, tally);
    }
    best
}

/// How badly a dialect of quoting fits: fields that don't close or hold stray quotes, and records that differ.
fn trouble(tally: &Tally) -> usize {
    let (_, agree) = tally.mode(0);
    tally.stray * 3 + tally.lead_quotes + tally.widths.len() - agree
}

/// Whether backslashes escape, as `SELECT … INTO OUTFILE` and `COPY` write them.
fn escapes(delimiter: &[u8], body: &[u8], tally: &Tally) -> bool {
    let escaped = |what: &[u8]| memmem::find(body, &[b"\\", what].concat()).is_some();
    if tally.nulls > 0 || escaped(&delimiter[..1]) || escaped(b"\n") {
        return true;
    }
    let paths = memmem::find(body, b":\\").is_some();
    let letters: [&[u8]; 5] = [b"t", b"n", b"r", b"0", b"\\"];
    delimiter == b"\t" && !paths && letters.iter().any(|l| escaped(l))
}
