//! Receipts: what was bought, when, for how much, and where it went.

use crate::account::Account;
use crate::bytes::{decimal, moment, padded, random_digits, random_of};
use crate::catalogue::Product;
use crate::draw::{Draw, Stream};

/// One product on a receipt.
#[derive(Clone, Copy)]
pub struct Item {
    /// What was bought.
    pub product: Product,
    /// How many.
    pub quantity: u64,
    /// Price of one, in hundredths of the receipt's currency.
    pub price: u64,
}

/// A receipt.
#[derive(Clone, Copy)]
pub struct Receipt {
    /// Who bought.
    pub account: Account,
    /// 16 digits, uniform: one in ten passes Luhn by chance.
    pub number: u64,
    /// Milliseconds since 1970.
    pub placed: u64,
    /// Where the parcel is.
    pub status: &'static str,
    /// Before tax, in hundredths.
    pub subtotal: u64,
    /// Tax, in hundredths.
    pub tax: u64,
    /// The carrier's number, as in the table of carriers; 0 before shipping.
    pub carrier: u64,
    /// Free text, for one receipt in twelve.
    pub note: Option<&'static str>,
    /// Where among the account's receipts this one stands.
    nth: u64,
    items: [Item; 3],
    lines: usize,
    method: Method,
    tracking: u64,
}

#[derive(Clone, Copy)]
enum Method {
    Card,
    Named(&'static str),
}

/// An order line as a table holds it.
pub struct Line {
    /// The number of the receipt that it stands on.
    pub number: u64,
    /// What was bought.
    pub item: Item,
    /// Counted from 1.
    pub position: u64,
}

const STATUS: &[&str] = &["delivered", "delivered", "delivered", "delivered", "shipped", "processing", "returned"];
const METHODS: &[&str] = &["PayPal", "Gift card", "Invoice", "Bank transfer", "Store credit"];
const NOTES: &[&str] = &[
    "Leave with the porter",
    "Ring twice, the bell is weak.",
    "Please don't leave it in the rain",
    "Gift: no prices on the slip",
    "Behind the house\nbeside the shed",
    "Entrance through the yard, \"Staff only\" door",
    "Mornings only; closed on Mondays",
    "Side door\n2nd floor\nlift is out of order",
    "Deliver together with the other parcel",
    "Bitte beim Nachbarn abgeben",
    "Laisser devant la porte, merci",
    "No C\\O label please",
    "Fragile: this way up\t(glass)",
    "Dejar en recepción",
];
/// The last moment that the shop knows: 2024-12-31.
const CLOSED: u64 = 1_735_603_200;

/// The receipts of an account, in the order in which they were drawn.
pub fn receipts(account: Account, mut each: impl FnMut(&Receipt)) {
    let mut draw = Draw::new(account.world.seed, Stream::Receipt, account.number);
    let count = match draw.below(100) {
        0..25 => 0,
        25..70 => 1,
        70..90 => 2,
        90..98 => 3,
        _ => 5,
    };
    for nth in 0..count {
        each(&Receipt::draw(account, nth, &mut draw));
    }
}

/// A number as the shop gives them to orders.
pub fn order_number(draw: &mut Draw) -> u64 {
    1_000_000_000_000_000 + draw.below(9_000_000_000_000_000)
}

impl Receipt {
    fn draw(account: Account, nth: u64, draw: &mut Draw) -> Self {
        let rate = account.billing.region.rate;
        let item = |draw: &mut Draw| {
            let product = Product::draw(account.world, draw.below(account.world.products));
            let price = product.price * rate;
            // Currencies of small units are priced in whole hundreds.
            let price = if rate >= 90 { price / 10_000 * 10_000 + 8_000 } else { price };
            Item { product, quantity: *draw.pick(&[1, 1, 1, 1, 2, 2, 3, 6]), price }
        };
        let items = [item(draw), item(draw), item(draw)];
        let lines = *draw.pick(&[1, 1, 1, 2, 2, 3]);
        let subtotal = items[..lines].iter().map(|item| item.price * item.quantity).sum::<u64>();
        let tax = subtotal * draw.pick(&[0, 6, 7, 19, 20, 21]) / 100;
        let status = draw.word(STATUS);
        let with_card = account.card.is_some() && draw.percent(70);
        Self {
            account,
            number: order_number(draw),
            placed: (account.created + draw.below(CLOSED - account.created)) * 1_000 + draw.below(1_000),
            status,
            subtotal,
            tax,
            carrier: if status == "processing" { 0 } else { 1 + draw.below(5) },
            note: draw.percent(8).then(|| draw.word(NOTES)),
            nth,
            items,
            lines,
            method: if with_card { Method::Card } else { Method::Named(draw.word(METHODS)) },
            tracking: draw.bits(),
        }
    }

    /// What was bought.
    pub fn items(&self) -> &[Item] {
        &self.items[..self.lines]
    }

    /// The lines as rows of their own.
    pub fn each_line(&self, mut each: impl FnMut(&Line)) {
        for (position, item) in (1..).zip(self.items()) {
            each(&Line { number: self.number, item: *item, position });
        }
    }

    /// `Visa ending 1234`, or the name of another way to pay.
    pub fn method(&self, out: &mut Vec<u8>) {
        match (self.method, &self.account.card) {
            (Method::Card, Some(card)) => {
                out.extend_from_slice(card.brand.as_bytes());
                out.extend_from_slice(b" ending ");
                out.extend_from_slice(card.last4());
            }
            (Method::Card, None) => out.extend_from_slice(b"Cash"),
            (Method::Named(name), _) => out.extend_from_slice(name.as_bytes()),
        }
    }

    /// `card`, or the name of another way to pay.
    pub fn method_kind(&self) -> &'static str {
        match self.method {
            Method::Card => "card",
            Method::Named(name) => name,
        }
    }

    /// Brand and last four of the card that paid, if one did.
    pub fn paid_with(&self) -> Option<(&'static str, &[u8])> {
        match (self.method, &self.account.card) {
            (Method::Card, Some(card)) => Some((card.brand, card.last4())),
            _ => None,
        }
    }

    /// A tracking number in the carrier's form; false before shipping.
    pub fn tracking(&self, out: &mut Vec<u8>) -> bool {
        let mut draw = Draw::from_key(self.tracking);
        let (prefix, digits, suffix): (&[u8], usize, &[u8]) = match self.carrier {
            0 => return false,
            1 => {
                out.extend_from_slice(b"1Z");
                random_of(out, &mut draw, b"0123456789ABCDEFGHJKLMNPRSTUVWXY", 6);
                (b"", 10, b"")
            }
            2 => (b"94001", 17, b""),
            3 => (b"", 12, b""),
            4 => (b"00340434", 12, b""),
            _ => (b"RM", 9, b"GB"),
        };
        out.extend_from_slice(prefix);
        random_digits(out, &mut draw, digits);
        out.extend_from_slice(suffix);
        true
    }

    /// `INV-2023-0012345-1`.
    pub fn invoice(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"INV-");
        padded(out, moment(self.placed / 1_000).date.0, 4);
        out.push(b'-');
        padded(out, self.account.number, 8);
        out.push(b'-');
        decimal(out, self.nth + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::World;
    use crate::bytes::luhn;

    #[test]
    fn a_tenth_of_the_order_numbers_passes_luhn() {
        let world = World { seed: 3, products: 40 };
        let (mut all, mut passing) = (0u32, 0u32);
        for number in 1..=20_000 {
            receipts(Account::draw(world, number), |receipt| {
                all += 1;
                passing += u32::from(luhn(receipt.number.to_string().as_bytes()));
            });
        }
        let share = f64::from(passing) / f64::from(all);
        assert!((0.09..0.11).contains(&share), "{passing} of {all}");
    }
}
