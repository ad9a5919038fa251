//! The customers, as each form names and orders their columns.

use crate::account::Account;
use crate::receipt::receipts;
use crate::table::{Column, Kind, Table, always, column, put, put_number, put_some, put_time};

const NAME: &[&str] = &["identity.name"];
const EMAIL: &[&str] = &["contact.email"];
const PHONE: &[&str] = &["contact.phone"];
const ADDRESS: &[&str] = &["contact.address"];
const PART: &[&str] = &["contact.address.part"];
const HASH: &[&str] = &["credential.password.hash"];
const SALT: &[&str] = &["credential.salt"];
const BRAND: &[&str] = &["payment.card.brand"];
const LAST4: &[&str] = &["payment.card.last4"];

/// As the shop's MySQL has them: a raw SHA-1 with its salt beside it.
pub static MYSQL: Table<Account> = Table {
    name: "customers",
    key: 1,
    keys: "UNIQUE KEY `uq_customers_email` (`email`);KEY `ix_customers_last_name` (`last_name`)",
    columns: MYSQL_COLUMNS,
};

static MYSQL_COLUMNS: &[Column<Account>] = &[
    column("id", Kind::Integer, |a: &Account, out| {
        put_number(out, a.number)
    }),
    column("uuid", Kind::Fixed(36), |a: &Account, out| {
        always(|| a.uuid(out))
    }),
    column("first_name", Kind::Text(60), |a: &Account, out| {
        put(out, a.given.native.as_bytes())
    })
    .holds(NAME),
    column("last_name", Kind::Text(60), |a: &Account, out| {
        put(out, a.family.native.as_bytes())
    })
    .holds(NAME),
    column("email", Kind::Text(120), |a: &Account, out| {
        always(|| a.email(out))
    })
    .holds(EMAIL),
    column("phone", Kind::Text(32), |a: &Account, out| a.phone(out)).holds(PHONE),
    column("password_hash", Kind::Fixed(40), |a: &Account, out| {
        always(|| a.sha1(out))
    })
    .holds(HASH),
    column("salt", Kind::Fixed(16), |a: &Account, out| {
        always(|| a.salt(out))
    })
    .holds(SALT),
    column("billing_street", Kind::Text(120), |a: &Account, out| {
        always(|| a.billing.street(out))
    })
    .holds(ADDRESS),
    column("billing_line2", Kind::Text(80), |a: &Account, out| {
        a.billing.second_line(out)
    })
    .may(ADDRESS),
    column("billing_city", Kind::Text(80), |a: &Account, out| {
        put(out, a.billing.town.name.as_bytes())
    })
    .holds(PART),
    column("billing_state", Kind::Text(60), |a: &Account, out| {
        put_some(out, a.billing.town.state.as_bytes())
    })
    .holds(PART),
    column("billing_postcode", Kind::Text(12), |a: &Account, out| {
        always(|| a.billing.postcode(out))
    })
    .holds(PART),
    column("billing_country", Kind::Fixed(2), |a: &Account, out| {
        put(out, a.billing.region.code.as_bytes())
    })
    .holds(PART),
    column("shipping_street", Kind::Text(120), |a: &Account, out| {
        always(|| a.shipping.street(out))
    })
    .holds(ADDRESS),
    column("shipping_line2", Kind::Text(80), |a: &Account, out| {
        a.shipping.second_line(out)
    })
    .may(ADDRESS),
    column("shipping_city", Kind::Text(80), |a: &Account, out| {
        put(out, a.shipping.town.name.as_bytes())
    })
    .holds(PART),
    column("shipping_state", Kind::Text(60), |a: &Account, out| {
        put_some(out, a.shipping.town.state.as_bytes())
    })
    .holds(PART),
    column("shipping_postcode", Kind::Text(12), |a: &Account, out| {
        always(|| a.shipping.postcode(out))
    })
    .holds(PART),
    column("shipping_country", Kind::Fixed(2), |a: &Account, out| {
        put(out, a.shipping.region.code.as_bytes())
    })
    .holds(PART),
    column("card_brand", Kind::Text(20), |a: &Account, out| {
        put_some(out, a.card.map_or("", |card| card.brand).as_bytes())
    })
    .holds(BRAND),
    column("card_last4", Kind::Fixed(4), |a: &Account, out| {
        a.card.is_some_and(|card| put(out, card.last4()))
    })
    .holds(LAST4),
    column("created_at", Kind::Time, |a: &Account, out| {
        put_time(out, a.created)
    }),
    column("newsletter", Kind::Flag, |a: &Account, out| {
        put_number(out, u64::from(a.newsletter))
    }),
    column("loyalty_points", Kind::Integer, |a: &Account, out| {
        put_number(out, a.points)
    }),
];

/// As the newer PostgreSQL shop has them: one full name, bcrypt.
pub static POSTGRES: Table<Account> = Table {
    name: "customers",
    key: 1,
    keys: "",
    columns: POSTGRES_COLUMNS,
};

static POSTGRES_COLUMNS: &[Column<Account>] = &[
    column("id", Kind::Integer, |a: &Account, out| {
        put_number(out, a.number)
    }),
    column("account_uuid", Kind::Fixed(36), |a: &Account, out| {
        always(|| a.uuid(out))
    }),
    column("full_name", Kind::Text(120), |a: &Account, out| {
        always(|| a.full_name(out))
    })
    .holds(NAME),
    column("email", Kind::Text(120), |a: &Account, out| {
        always(|| a.email(out))
    })
    .holds(EMAIL),
    column("phone_number", Kind::Text(32), |a: &Account, out| {
        a.phone(out)
    })
    .holds(PHONE),
    column("password_digest", Kind::Fixed(60), |a: &Account, out| {
        always(|| a.bcrypt(out))
    })
    .holds(HASH),
    column("billing_street", Kind::Text(120), |a: &Account, out| {
        always(|| a.billing.street(out))
    })
    .holds(ADDRESS),
    column("billing_line2", Kind::Text(80), |a: &Account, out| {
        a.billing.second_line(out)
    })
    .may(ADDRESS),
    column("billing_city", Kind::Text(80), |a: &Account, out| {
        put(out, a.billing.town.name.as_bytes())
    })
    .holds(PART),
    column("billing_region", Kind::Text(60), |a: &Account, out| {
        put_some(out, a.billing.town.state.as_bytes())
    })
    .holds(PART),
    column("billing_postal_code", Kind::Text(12), |a: &Account, out| {
        always(|| a.billing.postcode(out))
    })
    .holds(PART),
    column("billing_country", Kind::Fixed(2), |a: &Account, out| {
        put(out, a.billing.region.code.as_bytes())
    })
    .holds(PART),
    column("shipping_street", Kind::Text(120), |a: &Account, out| {
        always(|| a.shipping.street(out))
    })
    .holds(ADDRESS),
    column("shipping_line2", Kind::Text(80), |a: &Account, out| {
        a.shipping.second_line(out)
    })
    .may(ADDRESS),
    column("shipping_city", Kind::Text(80), |a: &Account, out| {
        put(out, a.shipping.town.name.as_bytes())
    })
    .holds(PART),
    column("shipping_region", Kind::Text(60), |a: &Account, out| {
        put_some(out, a.shipping.town.state.as_bytes())
    })
    .holds(PART),
    column(
        "shipping_postal_code",
        Kind::Text(12),
        |a: &Account, out| always(|| a.shipping.postcode(out)),
    )
    .holds(PART),
    column("shipping_country", Kind::Fixed(2), |a: &Account, out| {
        put(out, a.shipping.region.code.as_bytes())
    })
    .holds(PART),
    column("card_brand", Kind::Text(20), |a: &Account, out| {
        put_some(out, a.card.map_or("", |card| card.brand).as_bytes())
    })
    .holds(BRAND),
    column("card_last4", Kind::Fixed(4), |a: &Account, out| {
        a.card.is_some_and(|card| put(out, card.last4()))
    })
    .holds(LAST4),
    column("newsletter", Kind::Flag, |a: &Account, out| {
        put_number(out, u64::from(a.newsletter))
    }),
    column("loyalty_points", Kind::Integer, |a: &Account, out| {
        put_number(out, a.points)
    }),
    column("created_at", Kind::Time, |a: &Account, out| {
        put_time(out, a.created)
    }),
];

/// As the marketing export has them: countries by name, `sha256$salt$hash`.
pub static CSV: Table<Account> = Table {
    name: "customers",
    key: 1,
    keys: "",
    columns: CSV_COLUMNS,
};

static CSV_COLUMNS: &[Column<Account>] = &[
    column("customer_id", Kind::Integer, |a: &Account, out| {
        put_number(out, a.number)
    }),
    column("uuid", Kind::Fixed(36), |a: &Account, out| {
        always(|| a.uuid(out))
    }),
    column("first_name", Kind::Text(60), |a: &Account, out| {
        put(out, a.given.native.as_bytes())
    })
    .holds(NAME),
    column("last_name", Kind::Text(60), |a: &Account, out| {
        put(out, a.family.native.as_bytes())
    })
    .holds(NAME),
    column("email", Kind::Text(120), |a: &Account, out| {
        always(|| a.email(out))
    })
    .holds(EMAIL),
    column("phone", Kind::Text(32), |a: &Account, out| a.phone(out)).holds(PHONE),
    column("password", Kind::Text(90), |a: &Account, out| {
        always(|| a.salted_sha256(out))
    })
    .holds(HASH),
    column("billing_street", Kind::Text(120), |a: &Account, out| {
        always(|| a.billing.street(out))
    })
    .holds(ADDRESS),
    column("billing_address_2", Kind::Text(80), |a: &Account, out| {
        a.billing.second_line(out)
    })
    .may(ADDRESS),
    column("billing_city", Kind::Text(80), |a: &Account, out| {
        put(out, a.billing.town.name.as_bytes())
    })
    .holds(PART),
    column("billing_state", Kind::Text(60), |a: &Account, out| {
        put_some(out, a.billing.town.state.as_bytes())
    })
    .holds(PART),
    column("billing_zip", Kind::Text(12), |a: &Account, out| {
        always(|| a.billing.postcode(out))
    })
    .holds(PART),
    column("billing_country", Kind::Text(60), |a: &Account, out| {
        put(out, a.billing.region.country.as_bytes())
    })
    .holds(PART),
    column("shipping_street", Kind::Text(120), |a: &Account, out| {
        always(|| a.shipping.street(out))
    })
    .holds(ADDRESS),
    column("shipping_address_2", Kind::Text(80), |a: &Account, out| {
        a.shipping.second_line(out)
    })
    .may(ADDRESS),
    column("shipping_city", Kind::Text(80), |a: &Account, out| {
        put(out, a.shipping.town.name.as_bytes())
    })
    .holds(PART),
    column("shipping_state", Kind::Text(60), |a: &Account, out| {
        put_some(out, a.shipping.town.state.as_bytes())
    })
    .holds(PART),
    column("shipping_zip", Kind::Text(12), |a: &Account, out| {
        always(|| a.shipping.postcode(out))
    })
    .holds(PART),
    column("shipping_country", Kind::Text(60), |a: &Account, out| {
        put(out, a.shipping.region.country.as_bytes())
    })
    .holds(PART),
    column("card_type", Kind::Text(20), |a: &Account, out| {
        put_some(out, a.card.map_or("", |card| card.brand).as_bytes())
    })
    .holds(BRAND),
    column("card_last_four", Kind::Fixed(4), |a: &Account, out| {
        a.card.is_some_and(|card| put(out, card.last4()))
    })
    .holds(LAST4),
    column("created_at", Kind::Time, |a: &Account, out| {
        put_time(out, a.created)
    }),
    column("newsletter", Kind::Flag, |a: &Account, out| {
        put_number(out, u64::from(a.newsletter))
    }),
    column("loyalty_points", Kind::Integer, |a: &Account, out| {
        put_number(out, a.points)
    }),
];

/// As the search index was fed: nested, with the numbers of the orders.
pub static NDJSON: Table<Account> = Table {
    name: "customers",
    key: 1,
    keys: "",
    columns: NDJSON_COLUMNS,
};

static NDJSON_COLUMNS: &[Column<Account>] = &[
    column("id", Kind::Integer, |a: &Account, out| {
        put_number(out, a.number)
    }),
    column("uuid", Kind::Fixed(36), |a: &Account, out| {
        always(|| a.uuid(out))
    }),
    column("name.first", Kind::Text(60), |a: &Account, out| {
        put(out, a.given.native.as_bytes())
    })
    .holds(NAME),
    column("name.last", Kind::Text(60), |a: &Account, out| {
        put(out, a.family.native.as_bytes())
    })
    .holds(NAME),
    column("email", Kind::Text(120), |a: &Account, out| {
        always(|| a.email(out))
    })
    .holds(EMAIL),
    column("phone", Kind::Text(32), |a: &Account, out| a.phone(out)).holds(PHONE),
    column("password_hash", Kind::Text(100), |a: &Account, out| {
        always(|| a.pbkdf2(out))
    })
    .holds(HASH),
    column("billing.street", Kind::Text(120), |a: &Account, out| {
        always(|| a.billing.street(out))
    })
    .holds(ADDRESS),
    column("billing.street2", Kind::Text(80), |a: &Account, out| {
        a.billing.second_line(out)
    })
    .may(ADDRESS),
    column("billing.city", Kind::Text(80), |a: &Account, out| {
        put(out, a.billing.town.name.as_bytes())
    })
    .holds(PART),
    column("billing.state", Kind::Text(60), |a: &Account, out| {
        put_some(out, a.billing.town.state.as_bytes())
    })
    .holds(PART),
    column("billing.postcode", Kind::Text(12), |a: &Account, out| {
        always(|| a.billing.postcode(out))
    })
    .holds(PART),
    column("billing.country", Kind::Fixed(2), |a: &Account, out| {
        put(out, a.billing.region.code.as_bytes())
    })
    .holds(PART),
    column("shipping.street", Kind::Text(120), |a: &Account, out| {
        always(|| a.shipping.street(out))
    })
    .holds(ADDRESS),
    column("shipping.street2", Kind::Text(80), |a: &Account, out| {
        a.shipping.second_line(out)
    })
    .may(ADDRESS),
    column("shipping.city", Kind::Text(80), |a: &Account, out| {
        put(out, a.shipping.town.name.as_bytes())
    })
    .holds(PART),
    column("shipping.state", Kind::Text(60), |a: &Account, out| {
        put_some(out, a.shipping.town.state.as_bytes())
    })
    .holds(PART),
    column("shipping.postcode", Kind::Text(12), |a: &Account, out| {
        always(|| a.shipping.postcode(out))
    })
    .holds(PART),
    column("shipping.country", Kind::Fixed(2), |a: &Account, out| {
        put(out, a.shipping.region.code.as_bytes())
    })
    .holds(PART),
    column("card.brand", Kind::Text(20), |a: &Account, out| {
        put_some(out, a.card.map_or("", |card| card.brand).as_bytes())
    })
    .holds(BRAND),
    column("card.last4", Kind::Fixed(4), |a: &Account, out| {
        a.card.is_some_and(|card| put(out, card.last4()))
    })
    .holds(LAST4),
    column("orders", Kind::Json, |a: &Account, out| {
        always(|| order_numbers(a, out))
    }),
    column("created_at", Kind::Time, |a: &Account, out| {
        put_time(out, a.created)
    }),
    column("newsletter", Kind::Flag, |a: &Account, out| {
        put_number(out, u64::from(a.newsletter))
    }),
    column("loyalty_points", Kind::Integer, |a: &Account, out| {
        put_number(out, a.points)
    }),
];

/// The account's order numbers as a JSON array of strings.
fn order_numbers(account: &Account, out: &mut Vec<u8>) {
    out.push(b'[');
    let start = out.len();
    receipts(*account, |receipt| {
        if out.len() > start {
            out.push(b',');
        }
        out.push(b'"');
        crate::bytes::decimal(out, receipt.number);
        out.push(b'"');
    });
    out.push(b']');
}
