//! Receipts and their lines, as each form names and orders their columns.

use crate::bytes::{decimal, money};
use crate::receipt::{Item, Line, Receipt};
use crate::table::{
    Column, Kind, Table, always, column, put, put_money, put_number, put_some, put_time,
};

const TOTAL: &[&str] = &["financial.transaction"];
const PAID_WITH: &[&str] = &["payment.card.last4"];
const NAME: &[&str] = &["identity.name"];
const ADDRESS: &[&str] = &["contact.address"];
const PART: &[&str] = &["contact.address.part"];
const BRAND: &[&str] = &["payment.card.brand"];
/// What an amount, a number or a way to pay on a receipt may be counted as.
const RECEIPT: &[&str] = &["financial.transaction"];

/// As the shop's MySQL has them.
pub static MYSQL: Table<Receipt> = Table {
    name: "orders",
    key: 1,
    keys: "KEY `ix_orders_customer` (`customer_id`)",
    columns: MYSQL_COLUMNS,
};

static MYSQL_COLUMNS: &[Column<Receipt>] = &[
    column("order_id", Kind::Integer, |r: &Receipt, out| {
        put_number(out, r.number)
    })
    .may(RECEIPT)
    .count_luhn(),
    column("customer_id", Kind::Integer, |r: &Receipt, out| {
        put_number(out, r.account.number)
    }),
    column("placed_at", Kind::Time, |r: &Receipt, out| {
        put_time(out, r.placed / 1_000)
    })
    .may(RECEIPT),
    column("status", Kind::Text(16), |r: &Receipt, out| {
        put(out, r.status.as_bytes())
    }),
    column("currency", Kind::Fixed(3), |r: &Receipt, out| {
        put(out, r.account.billing.region.currency.as_bytes())
    })
    .may(RECEIPT),
    column("subtotal", Kind::Money, |r: &Receipt, out| {
        put_money(out, r.subtotal)
    })
    .may(RECEIPT),
    column("tax", Kind::Money, |r: &Receipt, out| put_money(out, r.tax)).may(RECEIPT),
    column("total", Kind::Money, |r: &Receipt, out| {
        put_money(out, r.subtotal + r.tax)
    })
    .holds(TOTAL),
    column("payment_method", Kind::Text(40), |r: &Receipt, out| {
        always(|| r.method(out))
    })
    .holds(PAID_WITH)
    .may(RECEIPT),
    column("carrier_id", Kind::Integer, |r: &Receipt, out| {
        r.carrier > 0 && put_number(out, r.carrier)
    }),
    column("tracking_number", Kind::Text(30), |r: &Receipt, out| {
        r.tracking(out)
    }),
    column("invoice_number", Kind::Text(30), |r: &Receipt, out| {
        always(|| r.invoice(out))
    })
    .may(RECEIPT),
    column("notes", Kind::Long, |r: &Receipt, out| {
        put_some(out, r.note.unwrap_or_default().as_bytes())
    }),
];

/// As the newer PostgreSQL shop has them.
pub static POSTGRES: Table<Receipt> = Table {
    name: "orders",
    key: 1,
    keys: "",
    columns: POSTGRES_COLUMNS,
};

static POSTGRES_COLUMNS: &[Column<Receipt>] = &[
    column("order_id", Kind::Integer, |r: &Receipt, out| {
        put_number(out, r.number)
    })
    .may(RECEIPT)
    .count_luhn(),
    column("invoice_number", Kind::Text(30), |r: &Receipt, out| {
        always(|| r.invoice(out))
    })
    .may(RECEIPT),
    column("customer_id", Kind::Integer, |r: &Receipt, out| {
        put_number(out, r.account.number)
    }),
    column("placed_at", Kind::Time, |r: &Receipt, out| {
        put_time(out, r.placed / 1_000)
    })
    .may(RECEIPT),
    column("status", Kind::Text(16), |r: &Receipt, out| {
        put(out, r.status.as_bytes())
    }),
    column("amount", Kind::Money, |r: &Receipt, out| {
        put_money(out, r.subtotal)
    })
    .may(RECEIPT),
    column("tax", Kind::Money, |r: &Receipt, out| put_money(out, r.tax)).may(RECEIPT),
    column("total", Kind::Money, |r: &Receipt, out| {
        put_money(out, r.subtotal + r.tax)
    })
    .holds(TOTAL),
    column("currency", Kind::Fixed(3), |r: &Receipt, out| {
        put(out, r.account.billing.region.currency.as_bytes())
    })
    .may(RECEIPT),
    column("payment_method", Kind::Text(40), |r: &Receipt, out| {
        always(|| r.method(out))
    })
    .holds(PAID_WITH)
    .may(RECEIPT),
    column("tracking_number", Kind::Text(30), |r: &Receipt, out| {
        r.tracking(out)
    }),
    column("notes", Kind::Long, |r: &Receipt, out| {
        put_some(out, r.note.unwrap_or_default().as_bytes())
    }),
];

/// As the accounting export has them: a receipt a row, its items in one cell.
pub static CSV: Table<Receipt> = Table {
    name: "orders",
    key: 1,
    keys: "",
    columns: CSV_COLUMNS,
};

static CSV_COLUMNS: &[Column<Receipt>] = &[
    column("order_id", Kind::Integer, |r: &Receipt, out| {
        put_number(out, r.number)
    })
    .may(RECEIPT)
    .count_luhn(),
    column("customer_id", Kind::Integer, |r: &Receipt, out| {
        put_number(out, r.account.number)
    }),
    column("placed_at", Kind::Time, |r: &Receipt, out| {
        put_time(out, r.placed / 1_000)
    })
    .may(RECEIPT),
    column("items", Kind::Text(80), |r: &Receipt, out| {
        always(|| basket(r, out))
    }),
    column("quantity", Kind::Integer, |r: &Receipt, out| {
        put_number(out, r.items().iter().map(|item| item.quantity).sum())
    }),
    column("amount", Kind::Money, |r: &Receipt, out| {
        put_money(out, r.subtotal)
    })
    .may(RECEIPT),
    column("tax", Kind::Money, |r: &Receipt, out| put_money(out, r.tax)).may(RECEIPT),
    column("total", Kind::Money, |r: &Receipt, out| {
        put_money(out, r.subtotal + r.tax)
    })
    .holds(TOTAL),
    column("currency", Kind::Fixed(3), |r: &Receipt, out| {
        put(out, r.account.billing.region.currency.as_bytes())
    })
    .may(RECEIPT),
    column("payment_method", Kind::Text(40), |r: &Receipt, out| {
        always(|| r.method(out))
    })
    .holds(PAID_WITH)
    .may(RECEIPT),
    column("tracking_number", Kind::Text(30), |r: &Receipt, out| {
        r.tracking(out)
    }),
    column("invoice_number", Kind::Text(30), |r: &Receipt, out| {
        always(|| r.invoice(out))
    })
    .may(RECEIPT),
    column("delivery_note", Kind::Long, |r: &Receipt, out| {
        put_some(out, r.note.unwrap_or_default().as_bytes())
    }),
];

/// As the order service wrote them: epoch milliseconds, items as an array.
pub static NDJSON: Table<Receipt> = Table {
    name: "orders",
    key: 1,
    keys: "",
    columns: NDJSON_COLUMNS,
};

static NDJSON_COLUMNS: &[Column<Receipt>] = &[
    column("order_id", Kind::Fixed(16), |r: &Receipt, out| {
        put_number(out, r.number)
    })
    .may(RECEIPT)
    .count_luhn(),
    column("customer_id", Kind::Integer, |r: &Receipt, out| {
        put_number(out, r.account.number)
    }),
    column("placed_at", Kind::Integer, |r: &Receipt, out| {
        put_number(out, r.placed)
    })
    .may(RECEIPT),
    column("status", Kind::Text(16), |r: &Receipt, out| {
        put(out, r.status.as_bytes())
    }),
    column("shipping.recipient", Kind::Text(120), |r: &Receipt, out| {
        always(|| r.account.full_name(out))
    })
    .holds(NAME),
    column("shipping.street", Kind::Text(120), |r: &Receipt, out| {
        always(|| r.account.shipping.street(out))
    })
    .holds(ADDRESS),
    column("shipping.city", Kind::Text(80), |r: &Receipt, out| {
        put(out, r.account.shipping.town.name.as_bytes())
    })
    .holds(PART),
    column("shipping.postcode", Kind::Text(12), |r: &Receipt, out| {
        always(|| r.account.shipping.postcode(out))
    })
    .holds(PART),
    column("shipping.country", Kind::Fixed(2), |r: &Receipt, out| {
        put(out, r.account.shipping.region.code.as_bytes())
    })
    .holds(PART),
    column("items", Kind::Json, |r: &Receipt, out| {
        always(|| item_array(r, out))
    })
    .may(RECEIPT),
    column("payment.method", Kind::Text(20), |r: &Receipt, out| {
        put(out, r.method_kind().as_bytes())
    })
    .may(RECEIPT),
    column("payment.brand", Kind::Text(20), |r: &Receipt, out| {
        r.paid_with()
            .is_some_and(|(brand, _)| put(out, brand.as_bytes()))
    })
    .holds(BRAND),
    column("payment.last4", Kind::Fixed(4), |r: &Receipt, out| {
        r.paid_with().is_some_and(|(_, last4)| put(out, last4))
    })
    .holds(PAID_WITH),
    column("amount", Kind::Money, |r: &Receipt, out| {
        put_money(out, r.subtotal)
    })
    .may(RECEIPT),
    column("tax", Kind::Money, |r: &Receipt, out| put_money(out, r.tax)).may(RECEIPT),
    column("total", Kind::Money, |r: &Receipt, out| {
        put_money(out, r.subtotal + r.tax)
    })
    .holds(TOTAL),
    column("currency", Kind::Fixed(3), |r: &Receipt, out| {
        put(out, r.account.billing.region.currency.as_bytes())
    })
    .may(RECEIPT),
    column("tracking_number", Kind::Text(30), |r: &Receipt, out| {
        r.tracking(out)
    }),
    column("invoice_number", Kind::Text(30), |r: &Receipt, out| {
        always(|| r.invoice(out))
    })
    .may(RECEIPT),
    column("notes", Kind::Long, |r: &Receipt, out| {
        put_some(out, r.note.unwrap_or_default().as_bytes())
    }),
];

/// The lines of receipts, where they have a table of their own.
pub static LINES: Table<Line> = Table {
    name: "order_items",
    key: 2,
    keys: "",
    columns: LINES_COLUMNS,
};

static LINES_COLUMNS: &[Column<Line>] = &[
    column("order_id", Kind::Integer, |l: &Line, out| {
        put_number(out, l.number)
    })
    .may(RECEIPT),
    column("line", Kind::Integer, |l: &Line, out| {
        put_number(out, l.position)
    }),
    column("sku", Kind::Text(20), |l: &Line, out| {
        always(|| l.item.product.sku(out))
    }),
    column("quantity", Kind::Integer, |l: &Line, out| {
        put_number(out, l.item.quantity)
    }),
    column("unit_price", Kind::Money, |l: &Line, out| {
        put_money(out, l.item.price)
    })
    .may(RECEIPT),
];

/// `FU-000012-OAK x2 BA-000007-WHT x1`.
fn basket(receipt: &Receipt, out: &mut Vec<u8>) {
    for (n, item) in receipt.items().iter().enumerate() {
        if n > 0 {
            out.push(b' ');
        }
        item.product.sku(out);
        out.extend_from_slice(b" x");
        decimal(out, item.quantity);
    }
}

/// The items as a JSON array.
fn item_array(receipt: &Receipt, out: &mut Vec<u8>) {
    out.push(b'[');
    for (n, item) in receipt.items().iter().enumerate() {
        if n > 0 {
            out.push(b',');
        }
        item_object(item, out);
    }
    out.push(b']');
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
