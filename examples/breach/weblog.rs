//! The web server's log, in the combined form with two fields of the shop's
//! own: epoch milliseconds and a request id.

use crate::account::{Account, World};
use crate::bytes::{decimal, moment, padded, random_hex, random_uuid};
use crate::catalogue::Product;
use crate::draw::{Draw, Stream};
use crate::receipt::{order_number, receipts};

const MONTHS: &[&str; 12] = &["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const AGENTS: &[&str] = &[
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.6478.71 Mobile Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
    "ShopApp/8.14.2 (build 48213)",
];
const REFERERS: &[&str] = &[" \"-\" \"", " \"https://shop.example.com/\" \"", " \"https://shop.example.com/account/orders\" \""];
const STATUS: &[&str] = &["200", "200", "200", "304", "302", "404"];
/// First octets of ranges that access providers hold.
const OCTETS: &[u64] = &[24, 37, 46, 62, 71, 78, 81, 86, 90, 93, 98, 109, 151, 178, 188, 201, 213];
/// 2024-12-01, and the month that the log covers.
const FROM: u64 = 1_733_011_200_000;
const MONTH: u64 = 30 * 86_400_000;

/// Line `number` of `lines`, over `accounts` accounts.
pub fn write_line(out: &mut Vec<u8>, world: World, number: u64, lines: u64, accounts: u64) {
    let mut draw = Draw::new(world.seed, Stream::WebLog, number);
    let step = (MONTH / lines.max(1)).max(1);
    let at = FROM + (number * step + draw.below(step)) % MONTH;
    write_ip(out, &mut draw);
    out.extend_from_slice(b" - - [");
    write_time(out, at / 1_000);
    out.extend_from_slice(b" +0000] \"");
    let status = write_request(out, &mut draw, world, accounts);
    out.extend_from_slice(b" HTTP/1.1\" ");
    out.extend_from_slice(status.as_bytes());
    out.push(b' ');
    decimal(out, 180 + draw.below(48_000));
    out.extend_from_slice(draw.word(REFERERS).as_bytes());
    out.extend_from_slice(draw.pick(AGENTS).as_bytes());
    out.extend_from_slice(b"\" ");
    decimal(out, at);
    out.push(b' ');
    random_uuid(out, &mut draw);
    out.push(b'\n');
}

fn write_ip(out: &mut Vec<u8>, draw: &mut Draw) {
    if draw.percent(12) {
        // The documentation prefix (RFC 3849).
        out.extend_from_slice(b"2001:db8:");
        random_hex(out, draw, 4);
        out.extend_from_slice(b"::");
        random_hex(out, draw, 3);
        return;
    }
    decimal(out, *draw.pick(OCTETS));
    for _ in 0..3 {
        out.push(b'.');
        decimal(out, 1 + draw.below(253));
    }
}

/// `12/Mar/2024:10:11:12`.
fn write_time(out: &mut Vec<u8>, seconds: u64) {
    let now = moment(seconds);
    padded(out, now.date.2, 2);
    out.push(b'/');
    out.extend_from_slice(MONTHS[(now.date.1 - 1) as usize].as_bytes());
    out.push(b'/');
    padded(out, now.date.0, 4);
    for part in [now.time.0, now.time.1, now.time.2] {
        out.push(b':');
        padded(out, part, 2);
    }
}

fn write_request(out: &mut Vec<u8>, draw: &mut Draw, world: World, accounts: u64) -> &'static str {
    match draw.below(10) {
        0 => out.extend_from_slice(b"GET /"),
        1..4 => {
            out.extend_from_slice(b"GET /p/");
            Product::draw(world, draw.below(world.products)).sku(out);
        }
        4 => {
            out.extend_from_slice(b"GET /static/app.");
            random_hex(out, draw, 32);
            out.extend_from_slice(b".js");
        }
        5 => out.extend_from_slice(b"POST /cart"),
        6 => out.extend_from_slice(b"GET /search?q=side+table&page=2"),
        _ => {
            out.extend_from_slice(b"GET /api/orders/");
            let mut order = order_number(draw);
            let account = Account::draw(world, 1 + draw.below(accounts));
            receipts(account, |receipt| order = receipt.number);
            decimal(out, order);
        }
    }
    draw.word(STATUS)
}
