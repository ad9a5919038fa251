//! What the shop sells, who makes it and who carries it: nothing personal,
//! and much that looks as if it were.

use crate::account::World;
use crate::bytes::{decimal, money, padded, random_hex};
use crate::draw::{Draw, Stream};

/// A product.
#[derive(Clone, Copy)]
pub struct Product {
    /// From 0.
    pub number: u64,
    /// Hundredths of a US dollar.
    pub price: u64,
    /// How many lie in stock.
    pub stock: u64,
    /// The year of the model.
    pub year: u64,
    /// Seconds since 1970.
    pub updated: u64,
    /// Grams.
    pub weight: u64,
    /// The supplier's number, from 0.
    pub supplier: u64,
    world: World,
    key: u64,
}

const MATERIALS: &[&str] = &["Oak", "Steel", "Linen", "Bamboo", "Walnut", "Ceramic", "Cotton", "Brass", "Wool", "Glass", "Leather", "Cork"];
const THINGS: &[&str] = &[
    "Side Table",
    "Desk Lamp",
    "Cushion Cover",
    "Bookcase",
    "Wall Clock",
    "Serving Tray",
    "Garden Chair",
    "Floor Mat",
    "Storage Box",
    "Picture Frame",
    "Throw Blanket",
    "Coat Rack",
    "Tea Kettle",
    "Plant Pot",
    "Shower Curtain",
    "Chopping Board",
    "Bar Stool",
    "Laundry Basket",
    "Mirror",
    "Candle Holder",
];
const LINES: &[&str] = &["Nordby", "Marlow", "Jackson", "Florence", "Savanna", "Charlotte", "Alba", "Hudson", "Victoria", "Kyoto"];
const SIZES: &[&str] = &["", ", 40 cm", ", 120 x 60 cm", ", set of 4", ", 24\"", ", XL", " (2-pack)", ", 1.5 l"];
const COLOURS: &[&str] = &["BLK", "WHT", "GRN", "BLU", "OAK", "GRY", "RED"];
const KINDS: &[&str] = &["furniture", "lighting", "textiles", "kitchen", "garden", "bath", "decor"];
const COMPANY: &[&str] = &[
    "Northfield",
    "Redwood",
    "Lindqvist",
    "Harper & Sons",
    "Baltic",
    "Sunrise",
    "Weber",
    "Taylor's",
    "Pacific",
    "Marchetti",
    "Kowalski",
    "Delta",
];
const TRADE: &[&str] = &["Furniture", "Home Goods", "Textiles", "Trading", "Lighting", "Imports", "Ceramics", "Timber"];
const LEGAL: &[&str] = &["Inc.", "LLC", "Ltd", "GmbH", "S.A.", "Sp. z o.o.", "B.V.", "PT"];
/// Countries that suppliers sit in.
const HOMES: &[&str] = &["US", "GB", "DE", "FR", "PL", "NL", "CN", "ID", "VN", "IT"];

impl Product {
    /// Product `number` of the world.
    pub fn draw(world: World, number: u64) -> Self {
        let mut draw = Draw::new(world.seed, Stream::Product, number);
        let dollars = *draw.pick(&[9, 30, 120, 600]);
        Self {
            number,
            price: (1 + draw.below(dollars)) * 100 + draw.pick(&[0, 49, 90, 95, 99]),
            stock: draw.below(900),
            year: 2_015 + draw.below(10),
            updated: 1_640_995_200 + draw.below(94_000_000),
            weight: 50 + draw.below(24_000),
            supplier: draw.below(Supplier::count(world)),
            world,
            key: draw.bits(),
        }
    }

    fn own(&self, part: u64) -> Draw {
        Draw::from_key(self.key ^ part)
    }

    /// `KT-004821-BLU`.
    pub fn sku(&self, out: &mut Vec<u8>) {
        let mut draw = self.own(1);
        out.extend_from_slice(&draw.pick(KINDS).as_bytes()[..2].to_ascii_uppercase());
        out.push(b'-');
        padded(out, self.number, 6);
        out.push(b'-');
        out.extend_from_slice(draw.pick(COLOURS).as_bytes());
    }

    /// The group that it is sold in.
    pub fn kind(&self) -> &'static str {
        self.own(1).word(KINDS)
    }

    /// An EAN-13 with its check digit (GS1 General Specifications, 7.9).
    pub fn ean(&self, out: &mut Vec<u8>) {
        let start = out.len();
        padded(out, 400 + self.own(2).below(540), 3);
        padded(out, self.own(3).bits(), 9);
        let sum: u64 = out[start..].iter().zip([1, 3].iter().cycle()).map(|(digit, weight)| u64::from(digit - b'0') * weight).sum();
        out.push(b'0' + ((10 - sum % 10) % 10) as u8);
    }

    /// `Marlow Oak Side Table, 40 cm`.
    pub fn name(&self, out: &mut Vec<u8>) {
        let mut draw = self.own(4);
        for (n, words) in [LINES, MATERIALS, THINGS].into_iter().enumerate() {
            if n > 0 {
                out.push(b' ');
            }
            out.extend_from_slice(draw.pick(words).as_bytes());
        }
        out.extend_from_slice(draw.pick(SIZES).as_bytes());
    }

    /// An MD5 such as web caches use.
    pub fn etag(&self, out: &mut Vec<u8>) {
        random_hex(out, &mut self.own(5), 32);
    }

    /// The supplier's name.
    pub fn company(&self, out: &mut Vec<u8>) {
        Supplier::draw(self.world, self.supplier).name(out);
    }

    /// What a cache keeps of the product: a JSON document in one
    /// value, its keys by length as MySQL keeps them.
    pub fn cached(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"sku\": \"");
        self.sku(out);
        out.extend_from_slice(b"\", \"etag\": \"");
        self.etag(out);
        out.extend_from_slice(b"\", \"price\": ");
        money(out, self.price);
        out.extend_from_slice(b", \"stock\": ");
        decimal(out, self.stock);
        out.push(b'}');
    }
}

/// A company that products come from.
pub struct Supplier {
    /// From 0.
    pub number: u64,
    /// ISO 3166-1 alpha-2.
    pub home: &'static str,
    words: [&'static str; 3],
}

impl Supplier {
    /// How many there are.
    pub fn count(world: World) -> u64 {
        world.products.div_ceil(20).max(10)
    }

    /// Supplier `number` of the world.
    pub fn draw(world: World, number: u64) -> Self {
        let mut draw = Draw::new(world.seed, Stream::Supplier, number);
        Self { number, home: draw.word(HOMES), words: [draw.word(COMPANY), draw.word(TRADE), draw.word(LEGAL)] }
    }

    /// `Baltic Textiles GmbH`.
    pub fn name(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.words[0].as_bytes());
        for word in &self.words[1..] {
            out.push(b' ');
            out.extend_from_slice(word.as_bytes());
        }
    }
}

/// Who carries parcels: name, service, and a page that finds them.
pub const CARRIERS: &[(&str, &str, &str)] = &[
    ("UPS", "Ground", "https://ups.example.com/track?n="),
    ("USPS", "Priority Mail", "https://usps.example.com/go/"),
    ("FedEx", "Home Delivery", "https://fedex.example.com/t/"),
    ("DHL Paket", "Standard", "https://dhl.example.net/sendung/"),
    ("Royal Mail", "Tracked 48", "https://royalmail.example.org/track/"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ean_carries_its_check_digit() {
        let world = World { seed: 1, products: 40 };
        for number in 0..40 {
            let mut ean = Vec::new();
            Product::draw(world, number).ean(&mut ean);
            let sum: u32 = ean.iter().zip([1, 3].iter().cycle()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
            assert_eq!((ean.len(), sum % 10), (13, 0));
        }
    }
}
