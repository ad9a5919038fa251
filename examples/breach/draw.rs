//! Numbers that depend on nothing but a seed, a stream and an index.

/// What a sequence of numbers is drawn for. Each kind of row has its own
/// stream, so that one can be made without the others.
#[derive(Clone, Copy)]
pub enum Stream {
    /// A customer's account.
    Account = 1,
    /// The card of an account.
    Card,
    /// The secret halves of an account: password hash and salt.
    Secret,
    /// How many receipts an account has, and the receipts themselves.
    Receipt,
    /// A product of the catalogue.
    Product,
    /// A supplier of products.
    Supplier,
    /// A line of the web log.
    WebLog,
    /// The token that stands for a card in the vault.
    Token,
    /// The ciphertext of a card number.
    Ciphertext,
    /// A line of the vault's audit log.
    Audit,
}

/// SplitMix64 (Steele, Lea and Flood, 2014): a counter and a mixer. Starting
/// it anywhere costs nothing, which is what makes rows independent.
#[derive(Clone, Copy)]
pub struct Draw(u64);

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Draw {
    /// The numbers of row `index` of `stream` under `seed`.
    pub fn new(seed: u64, stream: Stream, index: u64) -> Self {
        let stream = mix(seed.wrapping_add(GOLDEN.wrapping_mul(stream as u64)));
        Self(mix(stream ^ mix(index.wrapping_add(GOLDEN))))
    }

    /// The numbers that go on from a key drawn earlier.
    pub fn from_key(key: u64) -> Self {
        Self(mix(key))
    }

    /// 64 uniform bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        mix(self.0)
    }

    /// A number below `n`; 0 when `n` is 0. The bias of the multiply-shift is
    /// below n / 2^64.
    pub fn below(&mut self, n: u64) -> u64 {
        ((u128::from(self.bits()) * u128::from(n)) >> 64) as u64
    }

    /// True in `n` cases of a hundred.
    pub fn percent(&mut self, n: u64) -> bool {
        self.below(100) < n
    }

    /// One of the items.
    ///
    /// # Panics
    /// When there are none: lists here are constants and never empty.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len() as u64) as usize]
    }

    /// One of the words.
    pub fn word(&mut self, words: &[&'static str]) -> &'static str {
        self.pick::<&str>(words)
    }
}
