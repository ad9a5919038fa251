//! Receipts and their lines, as each form names and orders their columns.

use crate::bytes::{decimal, money};
use crate::receipt::{Item, Line, Receipt};
use crate::table::Kind::{Fixed, Integer, Json, Long, Money, Text, Time};
use crate::table::{Column, Table, always, column};
use crate::table::{put, put_money, put_number, put_some, put_time};

const TOTAL: &[&str] = &["financial.transaction"];
const PAID_WITH: &[&str] = &["payment.card.last4"];
const NAME: &[&str] = &["identity.name"];
const ADDRESS: &[&str] = &["contact.address"];
const PART: &[&str] = &["contact.address.part"];
const BRAND: &[&str] = &["payment.card.brand"];
/// What an amount, a number or a way to pay on a receipt may be counted as.
const RECEIPT: &[&str] = &["financial.transaction"];

/// As the shop's MySQL has them.
pub static MYSQL: Table<Receipt> =
    Table { name: "orders", key: 1, keys: "KEY `ix_orders_customer` (`customer_id`)", columns: MYSQL_COLUMNS };

static MYSQL_COLUMNS: &[Column<Receipt>] = &[
    column("order_id", Integer, number).may(RECEIPT).count_luhn(),
    column("customer_id", Integer, customer),
    column("placed_at", Time, placed).may(RECEIPT),
    column("status", Text(16), status),
    column("currency", Fixed(3), currency).may(RECEIPT),
    column("subtotal", Money, subtotal).may(RECEIPT),
    column("tax", Money, tax).may(RECEIPT),
    column("total", Money, total).holds(TOTAL),
    column("payment_method", Text(40), method).holds(PAID_WITH).may(RECEIPT),
    column("carrier_id", Integer, carrier),
    column("tracking_number", Text(30), tracking),
    column("invoice_number", Text(30), invoice).may(RECEIPT),
    column("notes", Long, note),
];

/// As the newer PostgreSQL shop has them.
pub static POSTGRES: Table<Receipt> = Table { name: "orders", key: 1, keys: "", columns: POSTGRES_COLUMNS };

static POSTGRES_COLUMNS: &[Column<Receipt>] = &[
    column("order_id", Integer, number).may(RECEIPT).count_luhn(),
    column("invoice_number", Text(30), invoice).may(RECEIPT),
    column("customer_id", Integer, customer),
    column("placed_at", Time, placed).may(RECEIPT),
    column("status", Text(16), status),
    column("amount", Money, subtotal).may(RECEIPT),
    column("tax", Money, tax).may(RECEIPT),
    column("total", Money, total).holds(TOTAL),
    column("currency", Fixed(3), currency).may(RECEIPT),
    column("payment_method", Text(40), method).holds(PAID_WITH).may(RECEIPT),
    column("tracking_number", Text(30), tracking),
    column("notes", Long, note),
];

/// As the accounting export has them: a receipt a row, its items in one cell.
pub static CSV: Table<Receipt> = Table { name: "orders", key: 1, keys: "", columns: CSV_COLUMNS };

static CSV_COLUMNS: &[Column<Receipt>] = &[
    column("order_id", Integer, number).may(RECEIPT).count_luhn(),
    column("customer_id", Integer, customer),
    column("placed_at", Time, placed).may(RECEIPT),
    column("items", Text(80), basket),
    column("quantity", Integer, pieces),
    column("amount", Money, subtotal).may(RECEIPT),
    column("tax", Money, tax).may(RECEIPT),
    column("total", Money, total).holds(TOTAL),
    column("currency", Fixed(3), currency).may(RECEIPT),
    column("payment_method", Text(40), method).holds(PAID_WITH).may(RECEIPT),
    column("tracking_number", Text(30), tracking),
    column("invoice_number", Text(30), invoice).may(RECEIPT),
    column("delivery_note", Long, note),
];

/// As the order service wrote them: epoch milliseconds, items as an array.
pub static NDJSON: Table<Receipt> = Table { name: "orders", key: 1, keys: "", columns: NDJSON_COLUMNS };

static NDJSON_COLUMNS: &[Column<Receipt>] = &[
    column("order_id", Fixed(16), number).may(RECEIPT).count_luhn(),
    column("customer_id", Integer, customer),
    column("placed_at", Integer, placed_ms).may(RECEIPT),
    column("status", Text(16), status),
    column("shipping.recipient", Text(120), recipient).holds(NAME),
    column("shipping.street", Text(120), street).holds(ADDRESS),
    column("shipping.city", Text(80), city).holds(PART),
    column("shipping.postcode", Text(12), postcode).holds(PART),
    column("shipping.country", Fixed(2), country).holds(PART),
    column("items", Json, item_array).may(RECEIPT),
    column("payment.method", Text(20), method_kind).may(RECEIPT),
    column("payment.brand", Text(20), paid_brand).holds(BRAND),
    column("payment.last4", Fixed(4), paid_last4).holds(PAID_WITH),
    column("amount", Money, subtotal).may(RECEIPT),
    column("tax", Money, tax).may(RECEIPT),
    column("total", Money, total).holds(TOTAL),
    column("currency", Fixed(3), currency).may(RECEIPT),
    column("tracking_number", Text(30), tracking),
    column("invoice_number", Text(30), invoice).may(RECEIPT),
    column("notes", Long, note),
];

/// The lines of receipts, where they have a table of their own.
pub static LINES: Table<Line> = Table { name: "order_items", key: 2, keys: "", columns: LINES_COLUMNS };

static LINES_COLUMNS: &[Column<Line>] = &[
    column("order_id", Integer, |l: &Line, out| put_number(out, l.number)).may(RECEIPT),
    column("line", Integer, |l, out| put_number(out, l.position)),
    column("sku", Text(20), |l, out| always(|| l.item.product.sku(out))),
    column("quantity", Integer, |l, out| put_number(out, l.item.quantity)),
    column("unit_price", Money, |l: &Line, out| put_money(out, l.item.price)).may(RECEIPT),
];

fn number(r: &Receipt, out: &mut Vec<u8>) -> bool {
    put_number(out, r.number)
}

fn customer(r: &Receipt, out: &mut Vec<u8>) -> bool {
    put_number(out, r.account.number)
}

fn placed(r: &Receipt, out: &mut Vec<u8>) -> bool {
    put_time(out, r.placed / 1_000)
}

fn placed_ms(r: &Receipt, out: &mut Vec<u8>) -> bool {
    put_number(out, r.placed)
}

fn status(r: &Receipt, out: &mut Vec<u8>) -> bool {
    put(out, r.status.as_bytes())
}

fn currency(r: &Receipt, out: &mut Vec<u8>) -> bool {
    put(out, r.account.billing.region.currency.as_bytes())
}

fn subtotal(r: &Receipt, out: &mut Vec<u8>) -> bool {
    put_money(out, r.subtotal)
}

fn tax(r: &Receipt, out: &mut Vec<u8>) -> bool {
    put_money(out, r.tax)
}

fn total(r: &Receipt, out: &mut Vec<u8>) -> bool {
    put_money(out, r.subtotal + r.tax)
}

fn method(r: &Receipt, out: &mut Vec<u8>) -> bool {
    always(|| r.method(out))
}

fn method_kind(r: &Receipt, out: &mut Vec<u8>) -> bool {
    put(out, r.method_kind().as_bytes())
}

fn paid_brand(r: &Receipt, out: &mut Vec<u8>) -> bool {
    r.paid_with().is_some_and(|(brand, _)| put(out, brand.as_bytes()))
}

fn paid_last4(r: &Receipt, out: &mut Vec<u8>) -> bool {
    r.paid_with().is_some_and(|(_, last4)| put(out, last4))
}

fn carrier(r: &Receipt, out: &mut Vec<u8>) -> bool {
    r.carrier > 0 && put_number(out, r.carrier)
}

fn tracking(r: &Receipt, out: &mut Vec<u8>) -> bool {
    r.tracking(out)
}

fn invoice(r: &Receipt, out: &mut Vec<u8>) -> bool {
    always(|| r.invoice(out))
}

fn note(r: &Receipt, out: &mut Vec<u8>) -> bool {
    put_some(out, r.note.unwrap_or_default().as_bytes())
}

fn recipient(r: &Receipt, out: &mut Vec<u8>) -> bool {
    always(|| r.account.full_name(out))
}

fn street(r: &Receipt, out: &mut Vec<u8>) -> bool {
    always(|| r.account.shipping.street(out))
}

fn city(r: &Receipt, out: &mut Vec<u8>) -> bool {
    put(out, r.account.shipping.town.name.as_bytes())
}

fn postcode(r: &Receipt, out: &mut Vec<u8>) -> bool {
    always(|| r.account.shipping.postcode(out))
}

fn country(r: &Receipt, out: &mut Vec<u8>) -> bool {
    put(out, r.account.shipping.region.code.as_bytes())
}

fn pieces(r: &Receipt, out: &mut Vec<u8>) -> bool {
    put_number(out, r.items().iter().map(|item| item.quantity).sum())
}

/// `FU-000012-OAK x2 BA-000007-WHT x1`.
fn basket(receipt: &Receipt, out: &mut Vec<u8>) -> bool {
    for (n, item) in receipt.items().iter().enumerate() {
        if n > 0 {
            out.push(b' ');
        }
        item.product.sku(out);
        out.extend_from_slice(b" x");
        decimal(out, item.quantity);
    }
    true
}

/// The items as a JSON array.
fn item_array(receipt: &Receipt, out: &mut Vec<u8>) -> bool {
    out.push(b'[');
    for (n, item) in receipt.items().iter().enumerate() {
        if n > 0 {
            out.push(b',');
        }
        item_object(item, out);
    }
    put(out, b"]")
}

fn item_object(item: &Item, out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"sku\":\"");
    item.product.sku(out);
    out.extend_from_slice(b"\",\"name\":\"");
    let start = out.len();
    item.product.name(out);
    // Only the inch sign in a product's size needs escaping.
    if let Some(inch) = out[start..].iter().position(|&byte| byte == b'"') {
        out.insert(start + inch, b'\\');
    }
    out.extend_from_slice(b"\",\"quantity\":");
    decimal(out, item.quantity);
    out.extend_from_slice(b",\"unit_price\":");
    money(out, item.price);
    out.push(b'}');
}
