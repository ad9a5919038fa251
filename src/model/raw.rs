//! The one type that holds raw values of the evidence.

/// Bytes of one value as they stand in the evidence.
///
/// It has neither `Debug`, `Display` nor `Serialize`, so that no log line, error or report can hold
/// one by accident: whoever wants the bytes must say [`Raw::bytes`], and a reader of the code sees it.
#[derive(Clone, Copy)]
pub struct Raw<'a>(&'a [u8]);

impl<'a> Raw<'a> {
    /// Wraps the bytes of a value.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The bytes, for kernels and validators. They must not be printed, logged or stored.
    pub fn bytes(self) -> &'a [u8] {
        self.0
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// Whether there is no byte at all.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }
}
