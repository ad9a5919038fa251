//! Customers: each made from the seed and its number alone.

use crate::bytes::{BCRYPT64, decimal, random_base64, random_hex, random_of, random_uuid};
use crate::card::Card;
use crate::draw::{Draw, Stream};
use crate::region::{Name, NameOrder, Region, Town, draw_region};

/// What every row needs to know of the breach as a whole.
#[derive(Clone, Copy)]
pub struct World {
    /// The seed that all numbers come from.
    pub seed: u64,
    /// How many products the shop sells.
    pub products: u64,
}

/// An address, kept as the numbers that it is written from.
#[derive(Clone, Copy)]
pub struct Address {
    /// The country.
    pub region: &'static Region,
    /// Town and state.
    pub town: &'static Town,
    key: u64,
}

impl Address {
    fn draw(region: &'static Region, draw: &mut Draw) -> Self {
        Self { region, town: region.draw_town(draw), key: draw.bits() }
    }

    /// Street and house.
    pub fn street(&self, out: &mut Vec<u8>) {
        self.region.write_first_line(out, &mut Draw::from_key(self.key ^ 1));
    }

    /// Flat, floor or house name; false where there is none.
    pub fn second_line(&self, out: &mut Vec<u8>) -> bool {
        self.region.write_second_line(out, &mut Draw::from_key(self.key ^ 2))
    }

    /// The postcode.
    pub fn postcode(&self, out: &mut Vec<u8>) {
        self.region.write_postcode(out, self.town, &mut Draw::from_key(self.key ^ 3));
    }
}

/// A customer.
#[derive(Clone, Copy)]
pub struct Account {
    /// The world that the account lives in.
    pub world: World,
    /// Its number, from 1.
    pub number: u64,
    /// Given name.
    pub given: &'static Name,
    /// Family name.
    pub family: &'static Name,
    /// Where bills go.
    pub billing: Address,
    /// Where parcels go: the billing address in seven cases of ten.
    pub shipping: Address,
    /// The card on file, which three in four have.
    pub card: Option<Card>,
    /// Seconds since 1970.
    pub created: u64,
    /// Whether they asked for the newsletter.
    pub newsletter: bool,
    /// Loyalty points.
    pub points: u64,
    phone: Option<u64>,
    key: u64,
}

/// 2012-01-01 and the 4,700 days of sign-ups after it.
const OPENED: u64 = 1_325_376_000;
const SIGN_UPS: u64 = 4_700 * 86_400;

impl Account {
    /// Account `number` of the world.
    pub fn draw(world: World, number: u64) -> Self {
        let mut draw = Draw::new(world.seed, Stream::Account, number);
        let region = draw_region(&mut draw);
        let (given, family) = region.draw_name(&mut draw);
        let billing = Address::draw(region, &mut draw);
        let shipping = if draw.percent(70) { billing } else { Address::draw(region, &mut draw) };
        let phone = draw.percent(92).then(|| draw.bits());
        Self {
            world,
            number,
            given,
            family,
            billing,
            shipping,
            card: draw.percent(75).then(|| Card::draw(world.seed, number)),
            created: OPENED + draw.below(SIGN_UPS),
            newsletter: draw.percent(38),
            points: if draw.percent(30) { 0 } else { draw.below(12_000) },
            phone,
            key: draw.bits(),
        }
    }

    fn secret(&self) -> Draw {
        Draw::new(self.world.seed, Stream::Secret, self.number)
    }

    /// The account's UUID.
    pub fn uuid(&self, out: &mut Vec<u8>) {
        random_uuid(out, &mut Draw::from_key(self.key));
    }

    /// Given and family name in the order of the country.
    pub fn full_name(&self, out: &mut Vec<u8>) {
        let (first, between, last) = match self.billing.region.order {
            NameOrder::GivenFirst => (self.given, " ", self.family),
            NameOrder::FamilyFirst(between) => (self.family, between, self.given),
        };
        for part in [&first.native, between, &last.native] {
            out.extend_from_slice(part.as_bytes());
        }
    }

    /// The name as it is embossed: capitals, Latin letters.
    pub fn holder(&self, out: &mut Vec<u8>) {
        out.extend(self.given.ascii.bytes().map(|byte| byte.to_ascii_uppercase()));
        out.push(b' ');
        out.extend(self.family.ascii.bytes().map(|byte| byte.to_ascii_uppercase()));
    }

    /// A mail address that no other account has: its digits are the account's
    /// number, shuffled among the numbers of the same length.
    pub fn email(&self, out: &mut Vec<u8>) {
        let mut draw = Draw::from_key(self.key ^ 1);
        let (given, family) = (self.given.ascii.as_bytes(), self.family.ascii.as_bytes());
        let (first, sign, last): (&[u8], &[u8], &[u8]) = match draw.below(6) {
            0 | 1 => (given, b".", family),
            2 => (&given[..1], b"", family),
            3 => (given, b"_", family),
            4 => (family, b".", given),
            _ => (given, b"", &family[..1]),
        };
        for part in [first, sign, last] {
            out.extend_from_slice(part);
        }
        decimal(out, shuffled(self.number));
        out.push(b'@');
        out.extend_from_slice(draw.pick(self.billing.region.domains).as_bytes());
    }

    /// The phone number; false for those who gave none.
    pub fn phone(&self, out: &mut Vec<u8>) -> bool {
        if let Some(key) = self.phone {
            self.billing.region.write_phone(out, &mut Draw::from_key(key));
        }
        self.phone.is_some()
    }

    /// A salted SHA-1, which is what form alone cannot tell from other hashes.
    pub fn sha1(&self, out: &mut Vec<u8>) {
        random_hex(out, &mut self.secret(), 40);
    }

    /// The salt of that hash.
    pub fn salt(&self, out: &mut Vec<u8>) {
        random_hex(out, &mut Draw::from_key(self.key ^ 2), 16);
    }

    /// `sha256$salt$hash`.
    pub fn salted_sha256(&self, out: &mut Vec<u8>) {
        let mut draw = self.secret();
        out.extend_from_slice(b"sha256$");
        random_of(out, &mut draw, crate::bytes::BASE62, 8);
        out.push(b'$');
        random_hex(out, &mut draw, 64);
    }

    /// bcrypt: 22 characters of salt, 31 of hash. 128 and 184 bits leave four
    /// and two bits of the last characters at zero.
    pub fn bcrypt(&self, out: &mut Vec<u8>) {
        let mut draw = self.secret();
        out.extend_from_slice(b"$2y$10$");
        random_of(out, &mut draw, BCRYPT64, 21);
        random_of(out, &mut draw, b".Oeu", 1);
        random_of(out, &mut draw, BCRYPT64, 30);
        random_of(out, &mut draw, b".CGKOSWaeimquy26", 1);
    }

    /// PBKDF2 as Django's hashers write it.
    pub fn pbkdf2(&self, out: &mut Vec<u8>) {
        let mut draw = self.secret();
        out.extend_from_slice(b"pbkdf2_sha256$390000$");
        random_of(out, &mut draw, crate::bytes::BASE62, 22);
        out.push(b'$');
        random_base64::<32>(out, &mut draw);
    }
}

/// A number of as many digits, different for every number.
fn shuffled(number: u64) -> u64 {
    let mut low = 10;
    while number >= low * 10 {
        low *= 10;
    }
    if number < low {
        return number;
    }
    // 7,919 is prime to 9·10^k, so that the product is a permutation.
    low + (number - low).wrapping_mul(7_919) % (low * 9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_addresses_are_never_shared() {
        let world = World { seed: 1, products: 40 };
        let mut seen = std::collections::HashSet::new();
        for number in 1..=20_000 {
            let mut out = Vec::new();
            Account::draw(world, number).email(&mut out);
            assert!(seen.insert(out));
        }
    }

    #[test]
    fn bcrypt_has_its_sixty_characters() {
        let mut out = Vec::new();
        Account::draw(World { seed: 1, products: 40 }, 5).bcrypt(&mut out);
        assert_eq!(out.len(), 60);
        assert!(out.starts_with(b"$2y$10$"));
    }
}
