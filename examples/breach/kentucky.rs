//! The breached server: dumps, exports, a log, and what else lies about.

use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use crate::account::{Account, World};
use crate::catalogue::{CARRIERS, Product, Supplier};
use crate::form::{Form, mysqldump, pg_dump};
use crate::output::{Output, small};
use crate::receipt::{Line, Receipt, receipts};
use crate::schema::{customers, goods, orders};
use crate::table::Table;
use crate::truth::{File, Volume};
use crate::weblog;

const README: &[u8] = b"\
kentucky: shop database and exports

db/      nightly dumps, 02:15 (old shop: MySQL, new shop: PostgreSQL)
export/  what marketing, accounting and search are fed with
logs/    web server, one month

Card numbers are not kept on this host: see the vault on the payments server.
Ask the platform team before anything here is copied.
";

/// Two by two pixels of one colour.
const LOGO: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00,
    0x00, 0x02, 0x08, 0x02, 0x00, 0x00, 0x00, 0xfd, 0xd4, 0x9a, 0x73, 0x00, 0x00, 0x00, 0x10, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63,
    0x38, 0x11, 0xa0, 0x00, 0x44, 0x0c, 0x10, 0x0a, 0x00, 0x24, 0xce, 0x04, 0xe1, 0xdf, 0xc7, 0x8c, 0xe5, 0x00, 0x00, 0x00, 0x00, 0x49,
    0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

/// The accounts that go into one form, of those numbered 1 to `accounts`.
struct Share {
    world: World,
    accounts: Range<u64>,
}

/// Writes the server below `folder`: all of it in one form, or a quarter of
/// the accounts in each.
pub fn write(folder: &Path, world: World, accounts: u64, only: Option<Form>) -> io::Result<Volume> {
    let mut files = Vec::new();
    for (n, form) in (0..).zip([Form::Mysql, Form::Postgres, Form::Csv, Form::Ndjson]) {
        let quarter = |n: u64| 1 + (u128::from(accounts) * u128::from(n) / 4) as u64;
        let accounts = match only {
            None => quarter(n)..quarter(n + 1),
            Some(one) if one == form => 1..accounts + 1,
            Some(_) => continue,
        };
        let share = Share { world, accounts };
        match form {
            Form::Mysql => files.push(share.mysql(folder)?),
            Form::Postgres => files.push(share.postgres(folder)?),
            Form::Csv => {
                let paths = ["export/customers.csv", "export/orders.csv", "export/products.csv"];
                files.extend(share.export(folder, form, paths, &customers::CSV, &orders::CSV)?);
            }
            Form::Ndjson => {
                let paths = ["export/customers.ndjson", "export/orders.ndjson", "export/products.ndjson"];
                files.extend(share.export(folder, form, paths, &customers::NDJSON, &orders::NDJSON)?);
            }
        }
    }
    let lines = accounts / 4 + 10;
    let mut log = Output::create(folder, "logs/access.log")?;
    log.lines(0..lines, |number, out| weblog::write_line(out, world, number, lines, accounts))?;
    files.push(log.finish_lines(lines, &["network.ip"]));
    files.push(small(folder, "logs/error.log", b"")?);
    files.push(small(folder, "readme.txt", README)?);
    files.push(small(folder, "www/logo.png", LOGO)?);
    Ok(Volume::new("kentucky", files))
}

impl Share {
    fn mysql(&self, folder: &Path) -> io::Result<File> {
        let form = Form::Mysql;
        let mut out = Output::create(folder, "db/shop-mysql.sql")?;
        out.write_all(mysqldump::HEAD.as_bytes())?;
        out.table(form, &goods::CACHE, 0..self.world.products, |n, each| each(&Product::draw(self.world, n)))?;
        out.table(form, &goods::CARRIER_TABLE, 0..CARRIERS.len() as u64, |n, each| each(&(n as usize)))?;
        self.customers(&mut out, form, &customers::MYSQL)?;
        self.lines(&mut out, form)?;
        self.orders(&mut out, form, &orders::MYSQL)?;
        self.products(&mut out, form)?;
        out.write_all(mysqldump::FOOT.as_bytes())?;
        Ok(out.finish())
    }

    fn postgres(&self, folder: &Path) -> io::Result<File> {
        let form = Form::Postgres;
        let mut out = Output::create(folder, "db/shop-pg.sql")?;
        out.write_all(pg_dump::HEAD.as_bytes())?;
        for definition in [
            pg_dump::definition(&customers::POSTGRES),
            pg_dump::definition(&orders::LINES),
            pg_dump::definition(&orders::POSTGRES),
            pg_dump::definition(&goods::PRODUCTS),
            pg_dump::definition(&goods::SUPPLIERS),
        ] {
            out.write_all(definition.as_bytes())?;
        }
        self.customers(&mut out, form, &customers::POSTGRES)?;
        self.lines(&mut out, form)?;
        self.orders(&mut out, form, &orders::POSTGRES)?;
        self.products(&mut out, form)?;
        let suppliers = Supplier::count(self.world);
        out.table(form, &goods::SUPPLIERS, 0..suppliers, |n, each| each(&Supplier::draw(self.world, n)))?;
        for constraint in [
            pg_dump::constraint(&customers::POSTGRES),
            pg_dump::constraint(&orders::LINES),
            pg_dump::constraint(&orders::POSTGRES),
            pg_dump::constraint(&goods::PRODUCTS),
            pg_dump::constraint(&goods::SUPPLIERS),
        ] {
            out.write_all(constraint.as_bytes())?;
        }
        out.write_all(pg_dump::FOOT.as_bytes())?;
        Ok(out.finish())
    }

    /// Customers, orders and products, a file each.
    fn export(
        &self,
        folder: &Path,
        form: Form,
        paths: [&'static str; 3],
        customers: &'static Table<Account>,
        orders: &'static Table<Receipt>,
    ) -> io::Result<[File; 3]> {
        let mut people = Output::create(folder, paths[0])?;
        self.customers(&mut people, form, customers)?;
        let mut sales = Output::create(folder, paths[1])?;
        self.orders(&mut sales, form, orders)?;
        let mut goods = Output::create(folder, paths[2])?;
        self.products(&mut goods, form)?;
        Ok([people, sales, goods].map(Output::finish))
    }

    fn customers(&self, out: &mut Output, form: Form, table: &'static Table<Account>) -> io::Result<()> {
        out.table(form, table, self.accounts.clone(), |n, each| each(&Account::draw(self.world, n)))
    }

    fn orders(&self, out: &mut Output, form: Form, table: &'static Table<Receipt>) -> io::Result<()> {
        out.table(form, table, self.accounts.clone(), |n, each| receipts(Account::draw(self.world, n), each))
    }

    fn lines(&self, out: &mut Output, form: Form) -> io::Result<()> {
        let each_line = |n: u64, each: &mut dyn FnMut(&Line)| {
            receipts(Account::draw(self.world, n), |receipt| receipt.each_line(&mut *each));
        };
        out.table(form, &orders::LINES, self.accounts.clone(), each_line)
    }

    fn products(&self, out: &mut Output, form: Form) -> io::Result<()> {
        out.table(form, &goods::PRODUCTS, 0..self.world.products, |n, each| each(&Product::draw(self.world, n)))
    }
}
