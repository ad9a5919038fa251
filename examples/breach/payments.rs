//! The other server: the vault, which the intruder did not reach, and which
//! holds nothing in clear unless it is told to.

use std::io;
use std::path::Path;

use crate::account::{Account, World};
use crate::bytes::{datetime, decimal, padded};
use crate::card::token;
use crate::draw::{Draw, Stream};
use crate::form::Form;
use crate::output::Output;
use crate::schema::vault::{CARDS, CLEAR, KEYS};
use crate::table::Table;
use crate::truth::Volume;

/// Writes the server below `folder`; with `in_clear`, the full card numbers
/// too.
pub fn write(folder: &Path, world: World, accounts: u64, in_clear: bool) -> io::Result<Volume> {
    let mut files = Vec::new();
    let tables: &[(&'static str, &'static Table<Account>)] = &[("cards.csv", &CARDS), ("cards_clear.csv", &CLEAR)];
    for &(path, table) in &tables[..if in_clear { 2 } else { 1 }] {
        let mut out = Output::create(folder, path)?;
        out.table(Form::Csv, table, 1..accounts + 1, |number, each| {
            let account = Account::draw(world, number);
            if account.card.is_some() {
                each(&account);
            }
        })?;
        files.push(out.finish());
    }
    let lines = accounts / 4 + 10;
    let mut log = Output::create(folder, "vault-audit.log")?;
    log.lines(0..lines, |number, out| write_audit(out, world, number, accounts))?;
    files.push(log.finish_lines(lines, &["payment.card.token"]));
    Ok(Volume::new("payments", files))
}

/// 2024-12-01.
const FROM: u64 = 1_733_011_200_000;

fn write_audit(out: &mut Vec<u8>, world: World, number: u64, accounts: u64) {
    let mut draw = Draw::new(world.seed, Stream::Audit, number);
    let at = FROM + number * 97 + draw.below(97);
    let start = out.len();
    datetime(out, at / 1_000);
    if let Some(between) = out.get_mut(start + 10) {
        *between = b'T';
    }
    out.push(b'.');
    padded(out, at % 1_000, 3);
    out.extend_from_slice(b"Z vault-");
    decimal(out, 1 + draw.below(3));
    out.extend_from_slice(b" op=");
    out.extend_from_slice(draw.pick(&["tokenize", "charge", "charge", "rotate", "verify"]).as_bytes());
    out.push(b' ');
    out.extend_from_slice(b"token=");
    let mut account = Account::draw(world, 1 + draw.below(accounts));
    // Only a card in the vault has a token; in a tiny shop there may be none.
    for _ in 0..20 {
        if account.card.is_some() {
            break;
        }
        account = Account::draw(world, 1 + draw.below(accounts));
    }
    token(out, world.seed, account.number);
    out.extend_from_slice(b" key=");
    out.extend_from_slice(draw.pick(&KEYS).as_bytes());
    out.extend_from_slice(b" status=");
    out.extend_from_slice(draw.pick(&["ok", "ok", "ok", "ok", "declined", "timeout"]).as_bytes());
    out.extend_from_slice(b" took_us=");
    decimal(out, 80 + draw.below(9_000));
    out.push(b'\n');
}
