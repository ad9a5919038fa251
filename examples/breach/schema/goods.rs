//! The tables that hold nothing personal: products, suppliers, carriers and
//! a cache.

use crate::catalogue::{CARRIERS, Product, Supplier};
use crate::table::{Column, Kind, Table, always, column, put, put_money, put_number};

const COMPANY: &[&str] = &["org.name"];
const ORG: &[&str] = &["org.name", "org.contact"];

/// The catalogue.
pub static PRODUCTS: Table<Product> =
    Table { name: "products", key: 1, keys: "UNIQUE KEY `uq_products_sku` (`sku`)", columns: PRODUCT_COLUMNS };

static PRODUCT_COLUMNS: &[Column<Product>] = &[
    column("product_id", Kind::Integer, |p: &Product, out| put_number(out, p.number + 1)),
    column("sku", Kind::Text(20), |p: &Product, out| always(|| p.sku(out))),
    column("ean", Kind::Fixed(13), |p: &Product, out| always(|| p.ean(out))),
    column("product_name", Kind::Text(120), |p: &Product, out| always(|| p.name(out))),
    column("category", Kind::Text(20), |p: &Product, out| put(out, p.kind().as_bytes())),
    column("price", Kind::Money, |p: &Product, out| put_money(out, p.price)).may(&["financial.transaction"]),
    column("stock", Kind::Integer, |p: &Product, out| put_number(out, p.stock)),
    column("weight_g", Kind::Integer, |p: &Product, out| put_number(out, p.weight)),
    column("model_year", Kind::Integer, |p: &Product, out| put_number(out, p.year)),
    column("supplier", Kind::Text(80), |p: &Product, out| always(|| p.company(out))).holds(COMPANY).may(ORG),
    column("etag", Kind::Fixed(32), |p: &Product, out| always(|| p.etag(out))),
    column("updated_at", Kind::Integer, |p: &Product, out| put_number(out, p.updated)),
];

/// A web cache: documents in a column, with the hash that names their version.
pub static CACHE: Table<Product> = Table { name: "api_cache", key: 1, keys: "", columns: CACHE_COLUMNS };

static CACHE_COLUMNS: &[Column<Product>] = &[
    column("cache_key", Kind::Text(120), |p: &Product, out| {
        put(out, b"/api/v2/products/");
        always(|| p.sku(out))
    }),
    column("etag", Kind::Fixed(32), |p: &Product, out| always(|| p.etag(out))),
    column("body", Kind::Json, |p: &Product, out| always(|| p.cached(out))).may(&["financial.transaction"]),
    column("hits", Kind::Integer, |p: &Product, out| put_number(out, p.stock * 17)),
    column("expires_at", Kind::Integer, |p: &Product, out| put_number(out, p.updated + 86_400)),
];

/// Who makes the products.
pub static SUPPLIERS: Table<Supplier> = Table { name: "suppliers", key: 1, keys: "", columns: SUPPLIER_COLUMNS };

static SUPPLIER_COLUMNS: &[Column<Supplier>] = &[
    column("supplier_id", Kind::Integer, |s: &Supplier, out| put_number(out, s.number + 1)),
    column("company_name", Kind::Text(80), |s: &Supplier, out| always(|| s.name(out))).holds(COMPANY).may(ORG),
    column("country", Kind::Fixed(2), |s: &Supplier, out| put(out, s.home.as_bytes())).may(&["org.contact", "contact.address.part"]),
    column("lead_time_days", Kind::Integer, |s: &Supplier, out| put_number(out, 3 + s.number * 7 % 40)),
];

/// Who carries the parcels; a row is a number in [`CARRIERS`].
pub static CARRIER_TABLE: Table<usize> = Table { name: "carriers", key: 1, keys: "", columns: CARRIER_COLUMNS };

static CARRIER_COLUMNS: &[Column<usize>] = &[
    column("carrier_id", Kind::Integer, |&n: &usize, out| put_number(out, n as u64 + 1)),
    column("name", Kind::Text(40), |&n: &usize, out| put(out, CARRIERS[n].0.as_bytes())).holds(COMPANY).may(ORG),
    column("service", Kind::Text(40), |&n: &usize, out| put(out, CARRIERS[n].1.as_bytes())),
    column("tracking_url", Kind::Text(120), |&n: &usize, out| put(out, CARRIERS[n].2.as_bytes())),
    column("active", Kind::Flag, |_, out| put(out, b"1")),
];
