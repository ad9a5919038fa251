//! The customers, as each form names and orders their columns.

use crate::account::Account;
use crate::receipt::receipts;
use crate::table::Kind::{Fixed, Flag, Integer, Json, Text, Time};
use crate::table::{Column, Table, always, column, put, put_number, put_some, put_time};

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
    column("id", Integer, number),
    column("uuid", Fixed(36), uuid),
    column("first_name", Text(60), given).holds(NAME),
    column("last_name", Text(60), family).holds(NAME),
    column("email", Text(120), email).holds(EMAIL),
    column("phone", Text(32), phone).holds(PHONE),
    column("password_hash", Fixed(40), sha1).holds(HASH),
    column("salt", Fixed(16), salt).holds(SALT),
    column("billing_street", Text(120), billing_street).holds(ADDRESS),
    column("billing_line2", Text(80), billing_line2).may(ADDRESS),
    column("billing_city", Text(80), billing_city).holds(PART),
    column("billing_state", Text(60), billing_state).holds(PART),
    column("billing_postcode", Text(12), billing_postcode).holds(PART),
    column("billing_country", Fixed(2), billing_country_code).holds(PART),
    column("shipping_street", Text(120), shipping_street).holds(ADDRESS),
    column("shipping_line2", Text(80), shipping_line2).may(ADDRESS),
    column("shipping_city", Text(80), shipping_city).holds(PART),
    column("shipping_state", Text(60), shipping_state).holds(PART),
    column("shipping_postcode", Text(12), shipping_postcode).holds(PART),
    column("shipping_country", Fixed(2), shipping_country_code).holds(PART),
    column("card_brand", Text(20), card_brand).holds(BRAND),
    column("card_last4", Fixed(4), card_last4).holds(LAST4),
    column("created_at", Time, created),
    column("newsletter", Flag, newsletter),
    column("loyalty_points", Integer, points),
];

/// As the newer PostgreSQL shop has them: one full name, bcrypt.
pub static POSTGRES: Table<Account> = Table { name: "customers", key: 1, keys: "", columns: POSTGRES_COLUMNS };

static POSTGRES_COLUMNS: &[Column<Account>] = &[
    column("id", Integer, number),
    column("account_uuid", Fixed(36), uuid),
    column("full_name", Text(120), full_name).holds(NAME),
    column("email", Text(120), email).holds(EMAIL),
    column("phone_number", Text(32), phone).holds(PHONE),
    column("password_digest", Fixed(60), bcrypt).holds(HASH),
    column("billing_street", Text(120), billing_street).holds(ADDRESS),
    column("billing_line2", Text(80), billing_line2).may(ADDRESS),
    column("billing_city", Text(80), billing_city).holds(PART),
    column("billing_region", Text(60), billing_state).holds(PART),
    column("billing_postal_code", Text(12), billing_postcode).holds(PART),
    column("billing_country", Fixed(2), billing_country_code).holds(PART),
    column("shipping_street", Text(120), shipping_street).holds(ADDRESS),
    column("shipping_line2", Text(80), shipping_line2).may(ADDRESS),
    column("shipping_city", Text(80), shipping_city).holds(PART),
    column("shipping_region", Text(60), shipping_state).holds(PART),
    column("shipping_postal_code", Text(12), shipping_postcode).holds(PART),
    column("shipping_country", Fixed(2), shipping_country_code).holds(PART),
    column("card_brand", Text(20), card_brand).holds(BRAND),
    column("card_last4", Fixed(4), card_last4).holds(LAST4),
    column("newsletter", Flag, newsletter),
    column("loyalty_points", Integer, points),
    column("created_at", Time, created),
];

/// As the marketing export has them: countries by name, `sha256$salt$hash`.
pub static CSV: Table<Account> = Table { name: "customers", key: 1, keys: "", columns: CSV_COLUMNS };

static CSV_COLUMNS: &[Column<Account>] = &[
    column("customer_id", Integer, number),
    column("uuid", Fixed(36), uuid),
    column("first_name", Text(60), given).holds(NAME),
    column("last_name", Text(60), family).holds(NAME),
    column("email", Text(120), email).holds(EMAIL),
    column("phone", Text(32), phone).holds(PHONE),
    column("password", Text(90), salted_sha256).holds(HASH),
    column("billing_street", Text(120), billing_street).holds(ADDRESS),
    column("billing_address_2", Text(80), billing_line2).may(ADDRESS),
    column("billing_city", Text(80), billing_city).holds(PART),
    column("billing_state", Text(60), billing_state).holds(PART),
    column("billing_zip", Text(12), billing_postcode).holds(PART),
    column("billing_country", Text(60), billing_country).holds(PART),
    column("shipping_street", Text(120), shipping_street).holds(ADDRESS),
    column("shipping_address_2", Text(80), shipping_line2).may(ADDRESS),
    column("shipping_city", Text(80), shipping_city).holds(PART),
    column("shipping_state", Text(60), shipping_state).holds(PART),
    column("shipping_zip", Text(12), shipping_postcode).holds(PART),
    column("shipping_country", Text(60), shipping_country).holds(PART),
    column("card_type", Text(20), card_brand).holds(BRAND),
    column("card_last_four", Fixed(4), card_last4).holds(LAST4),
    column("created_at", Time, created),
    column("newsletter", Flag, newsletter),
    column("loyalty_points", Integer, points),
];

/// As the search index was fed: nested, with the numbers of the orders.
pub static NDJSON: Table<Account> = Table { name: "customers", key: 1, keys: "", columns: NDJSON_COLUMNS };

static NDJSON_COLUMNS: &[Column<Account>] = &[
    column("id", Integer, number),
    column("uuid", Fixed(36), uuid),
    column("name.first", Text(60), given).holds(NAME),
    column("name.last", Text(60), family).holds(NAME),
    column("email", Text(120), email).holds(EMAIL),
    column("phone", Text(32), phone).holds(PHONE),
    column("password_hash", Text(100), pbkdf2).holds(HASH),
    column("billing.street", Text(120), billing_street).holds(ADDRESS),
    column("billing.street2", Text(80), billing_line2).may(ADDRESS),
    column("billing.city", Text(80), billing_city).holds(PART),
    column("billing.state", Text(60), billing_state).holds(PART),
    column("billing.postcode", Text(12), billing_postcode).holds(PART),
    column("billing.country", Fixed(2), billing_country_code).holds(PART),
    column("shipping.street", Text(120), shipping_street).holds(ADDRESS),
    column("shipping.street2", Text(80), shipping_line2).may(ADDRESS),
    column("shipping.city", Text(80), shipping_city).holds(PART),
    column("shipping.state", Text(60), shipping_state).holds(PART),
    column("shipping.postcode", Text(12), shipping_postcode).holds(PART),
    column("shipping.country", Fixed(2), shipping_country_code).holds(PART),
    column("card.brand", Text(20), card_brand).holds(BRAND),
    column("card.last4", Fixed(4), card_last4).holds(LAST4),
    column("orders", Json, order_numbers),
    column("created_at", Time, created),
    column("newsletter", Flag, newsletter),
    column("loyalty_points", Integer, points),
];

fn number(a: &Account, out: &mut Vec<u8>) -> bool {
    put_number(out, a.number)
}

fn uuid(a: &Account, out: &mut Vec<u8>) -> bool {
    always(|| a.uuid(out))
}

fn given(a: &Account, out: &mut Vec<u8>) -> bool {
    put(out, a.given.native.as_bytes())
}

fn family(a: &Account, out: &mut Vec<u8>) -> bool {
    put(out, a.family.native.as_bytes())
}

fn full_name(a: &Account, out: &mut Vec<u8>) -> bool {
    always(|| a.full_name(out))
}

fn email(a: &Account, out: &mut Vec<u8>) -> bool {
    always(|| a.email(out))
}

fn phone(a: &Account, out: &mut Vec<u8>) -> bool {
    a.phone(out)
}

fn sha1(a: &Account, out: &mut Vec<u8>) -> bool {
    always(|| a.sha1(out))
}

fn salt(a: &Account, out: &mut Vec<u8>) -> bool {
    always(|| a.salt(out))
}

fn bcrypt(a: &Account, out: &mut Vec<u8>) -> bool {
    always(|| a.bcrypt(out))
}

fn salted_sha256(a: &Account, out: &mut Vec<u8>) -> bool {
    always(|| a.salted_sha256(out))
}

fn pbkdf2(a: &Account, out: &mut Vec<u8>) -> bool {
    always(|| a.pbkdf2(out))
}

fn billing_street(a: &Account, out: &mut Vec<u8>) -> bool {
    always(|| a.billing.street(out))
}

fn billing_line2(a: &Account, out: &mut Vec<u8>) -> bool {
    a.billing.second_line(out)
}

fn billing_city(a: &Account, out: &mut Vec<u8>) -> bool {
    put(out, a.billing.town.name.as_bytes())
}

fn billing_state(a: &Account, out: &mut Vec<u8>) -> bool {
    put_some(out, a.billing.town.state.as_bytes())
}

fn billing_postcode(a: &Account, out: &mut Vec<u8>) -> bool {
    always(|| a.billing.postcode(out))
}

fn billing_country_code(a: &Account, out: &mut Vec<u8>) -> bool {
    put(out, a.billing.region.code.as_bytes())
}

fn billing_country(a: &Account, out: &mut Vec<u8>) -> bool {
    put(out, a.billing.region.country.as_bytes())
}

fn shipping_street(a: &Account, out: &mut Vec<u8>) -> bool {
    always(|| a.shipping.street(out))
}

fn shipping_line2(a: &Account, out: &mut Vec<u8>) -> bool {
    a.shipping.second_line(out)
}

fn shipping_city(a: &Account, out: &mut Vec<u8>) -> bool {
    put(out, a.shipping.town.name.as_bytes())
}

fn shipping_state(a: &Account, out: &mut Vec<u8>) -> bool {
    put_some(out, a.shipping.town.state.as_bytes())
}

fn shipping_postcode(a: &Account, out: &mut Vec<u8>) -> bool {
    always(|| a.shipping.postcode(out))
}

fn shipping_country_code(a: &Account, out: &mut Vec<u8>) -> bool {
    put(out, a.shipping.region.code.as_bytes())
}

fn shipping_country(a: &Account, out: &mut Vec<u8>) -> bool {
    put(out, a.shipping.region.country.as_bytes())
}

fn card_brand(a: &Account, out: &mut Vec<u8>) -> bool {
    a.card.is_some_and(|card| put(out, card.brand.as_bytes()))
}

fn card_last4(a: &Account, out: &mut Vec<u8>) -> bool {
    a.card.is_some_and(|card| put(out, card.last4()))
}

fn created(a: &Account, out: &mut Vec<u8>) -> bool {
    put_time(out, a.created)
}

fn newsletter(a: &Account, out: &mut Vec<u8>) -> bool {
    put_number(out, u64::from(a.newsletter))
}

fn points(a: &Account, out: &mut Vec<u8>) -> bool {
    put_number(out, a.points)
}

/// The account's order numbers as a JSON array of strings.
fn order_numbers(account: &Account, out: &mut Vec<u8>) -> bool {
    out.push(b'[');
    let start = out.len();
    receipts(*account, |receipt| {
        if out.len() > start {
            out.push(b',');
        }
        out.push(b'"');
        put_number(out, receipt.number);
        out.push(b'"');
    });
    put(out, b"]")
}
