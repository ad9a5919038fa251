//! Coverage: what happened to every byte.

/// The stored ledger of a file: `total = parsed + raw + structural + gap`, in bytes as they lie on the disk.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Stored {
    /// The file's apparent size.
    pub total: u64,
    /// Read as the format they are.
    pub parsed: u64,
    /// Examined as raw strings.
    pub raw: u64,
    /// Framing of containers.
    pub structural: u64,
    /// Not examined.
    pub gap: u64,
}

impl Stored {
    /// Whether the ledger closes.
    pub fn closes(&self) -> bool {
        self.parsed.checked_add(self.raw).and_then(|n| n.checked_add(self.structural)).and_then(|n| n.checked_add(self.gap))
            == Some(self.total)
    }

    /// Adds another ledger.
    pub fn add(&mut self, other: &Stored) {
        self.total += other.total;
        self.parsed += other.parsed;
        self.raw += other.raw;
        self.structural += other.structural;
        self.gap += other.gap;
    }

    /// This ledger shared out over `packed` bytes: what happened to a member's own bytes happened, in the same
    /// proportion, to the bytes that it takes up in its container. The largest account takes what rounding leaves.
    pub fn scaled(&self, packed: u64) -> Stored {
        if self.total == packed {
            return *self;
        }
        if self.total == 0 {
            return Stored { total: packed, structural: packed, ..Stored::default() };
        }
        let part = |n: u64| (u128::from(n) * u128::from(packed) / u128::from(self.total)) as u64;
        let mut scaled = Stored {
            total: packed,
            parsed: part(self.parsed),
            raw: part(self.raw),
            structural: part(self.structural),
            gap: part(self.gap),
        };
        // A gap never vanishes by rounding: one byte of it stays visible.
        if self.gap > 0 && scaled.gap == 0 && packed > 0 {
            scaled.gap = 1;
        }
        let sum = scaled.parsed + scaled.raw + scaled.structural + scaled.gap;
        let accounts = [&mut scaled.parsed, &mut scaled.raw, &mut scaled.structural, &mut scaled.gap];
        if let Some(largest) = accounts.into_iter().max_by_key(|n| **n) {
            *largest = (*largest + packed).saturating_sub(sum);
        }
        scaled
    }
}

/// How a source was treated.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Treatment {
    /// Read as the format it is.
    Parsed,
    /// Its strings were examined; it is of a kind that doesn't hold records (`program files`, `images`).
    Assumed(String),
    /// Its strings were examined; it is data that nothing here parses.
    Unsupported(String),
    /// It holds other sources.
    Container(String),
    /// Nothing of it could be examined.
    Unread,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_scaled_ledger_closes(parsed in 0u64..1 << 40, raw in 0u64..1 << 40, structural in 0u64..1000, gap in 0u64..1 << 40, packed in 0u64..1 << 40) {
            let whole = Stored { total: parsed + raw + structural + gap, parsed, raw, structural, gap };
            let scaled = whole.scaled(packed);
            prop_assert!(scaled.closes(), "{whole:?} {scaled:?}");
            prop_assert_eq!(scaled.total, packed);
            prop_assert!(gap == 0 || packed == 0 || scaled.gap > 0);
        }
    }
}
