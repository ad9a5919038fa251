//! Text encodings, told from the first bytes of a source.

/// How the bytes of a source stand for characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TextEncoding {
    /// UTF-8, ASCII included; single invalid bytes may stand in it.
    Utf8,
    /// A single-byte encoding, most often Windows-1252, of which Latin-1 is nearly a part; not told from its kin (Windows-1250, KOI8-R) here.
    Latin,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// UTF-32, low byte first.
    Utf32Le,
    /// UTF-32, high byte first.
    Utf32Be,
    /// No text.
    Binary,
}

impl TextEncoding {
    /// The word in the report.
    pub fn as_str(self) -> &'static str {
        match self {
            TextEncoding::Utf8 => "utf-8",
            TextEncoding::Latin => "windows-1252",
            TextEncoding::Utf16Le => "utf-16le",
            TextEncoding::Utf16Be => "utf-16be",
            TextEncoding::Utf32Le => "utf-32le",
            TextEncoding::Utf32Be => "utf-32be",
            TextEncoding::Binary => "binary",
        }
    }

    /// Whether a [`Utf16Reader`](super::Utf16Reader) must stand between the bytes and a format reader.
    pub fn is_wide(self) -> bool {
        matches!(self, TextEncoding::Utf16Le | TextEncoding::Utf16Be | TextEncoding::Utf32Le | TextEncoding::Utf32Be)
    }
}

/// What the first bytes of a source tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Detected {
    /// The encoding.
    pub encoding: TextEncoding,
    /// Length in bytes of the byte order mark at the beginning; 0 without one.
    pub bom_len: usize,
}

/// Tells the encoding from the first bytes (64 KiB are plenty; a character cut off at their end does no harm).
///
/// UTF-16 without a mark is told by its zero bytes, so text of it that has no ASCII character at all, not even a line break,
/// is not recognised. Lone control bytes and invalid bytes do not make text binary; a share of them does.
pub fn detect(head: &[u8]) -> Detected {
    if let Some(marked) = by_mark(head) {
        return marked;
    }
    let encoding = wide_without_mark(head).unwrap_or_else(|| narrow(head));
    Detected { encoding, bom_len: 0 }
}

/// Unicode 23.8. The mark of UTF-32LE is that of UTF-16LE and a zero character, which no text begins with.
fn by_mark(head: &[u8]) -> Option<Detected> {
    let marks: [(&[u8], TextEncoding); 5] = [
        (b"\xef\xbb\xbf", TextEncoding::Utf8),
        (b"\xff\xfe\0\0", TextEncoding::Utf32Le),
        (b"\0\0\xfe\xff", TextEncoding::Utf32Be),
        (b"\xff\xfe", TextEncoding::Utf16Le),
        (b"\xfe\xff", TextEncoding::Utf16Be),
    ];
    marks.iter().find_map(|&(mark, encoding)| {
        let body = head.strip_prefix(mark)?;
        let doubtful = match encoding {
            TextEncoding::Utf8 => false,
            TextEncoding::Utf32Le | TextEncoding::Utf32Be => !wide(body, encoding).mostly_text(),
            // MPEG audio begins with these bits too.
            _ => !wide(body, encoding).mostly_text() && !body.is_empty(),
        };
        (!doubtful).then_some(Detected { encoding, bom_len: mark.len() })
    })
}

/// What the units of a wide encoding look like.
#[derive(Default)]
struct Wide {
    units: usize,
    /// Printable ASCII and white space.
    ascii: usize,
    /// What no text holds: zero, control characters, values that are no character.
    odd: usize,
}

impl Wide {
    fn mostly_text(&self) -> bool {
        self.units > 0 && self.odd * 50 <= self.units
    }

    /// Without a mark, ASCII among the units is what tells; among few units there must be more of it.
    fn surely_text(&self) -> bool {
        let share = if self.units < 32 { 3 } else { 16 };
        self.units >= 2 && self.mostly_text() && self.ascii * share >= self.units
    }
}

fn wide_without_mark(head: &[u8]) -> Option<TextEncoding> {
    if !head.iter().take(4096).any(|&b| b == 0) || narrow_with_zeros(head) {
        return None;
    }
    let candidates = [TextEncoding::Utf32Le, TextEncoding::Utf32Be, TextEncoding::Utf16Le, TextEncoding::Utf16Be];
    candidates
        .into_iter()
        .map(|encoding| (wide(head, encoding), encoding))
        .filter(|(seen, _)| seen.surely_text())
        .max_by_key(|(seen, _)| seen.ascii)
        .map(|(_, encoding)| encoding)
}

/// Whether it is narrow text in which a few zeros stand: those must not turn it into wide characters.
fn narrow_with_zeros(head: &[u8]) -> bool {
    let zeros = head.iter().filter(|&&b| b == 0).count();
    let ascii = head.iter().filter(|&&b| matches!(b, 9 | 10 | 13 | 0x20..=0x7e)).count();
    let utf8 = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(e) => e.error_len().is_none(),
    };
    in_strings(head) * 10 > head.len() || zeros * 8 < head.len() && (utf8 || ascii * 10 > head.len() * 7)
}

/// How many bytes stand in narrow strings, eight printable bytes and more, as wide text has them by chance alone.
fn in_strings(head: &[u8]) -> usize {
    let runs = head.split(|b| !matches!(b, 0x20..=0x7e));
    runs.map(<[u8]>::len).filter(|&n| n >= 8).sum()
}

/// Looks at up to 8 KiB as units of a wide encoding.
fn wide(bytes: &[u8], encoding: TextEncoding) -> Wide {
    let bytes = bytes.get(..8192).unwrap_or(bytes);
    let mut seen = Wide::default();
    let mut take = |unit: u32| {
        seen.units += 1;
        match unit {
            9 | 10 | 13 | 0x20..=0x7e => seen.ascii += 1,
            0..=0x1f | 0x7f..=0x84 | 0x86..=0x9f | 0xfdd0..=0xfdef | 0xfffe | 0xffff => seen.odd += 1,
            0xe000..=0xf8ff => seen.odd += 1,
            0x11_0000.. => seen.odd += 1,
            _ => {}
        }
    };
    let pairs = bytes.as_chunks::<2>().0;
    let quads = bytes.as_chunks::<4>().0;
    match encoding {
        TextEncoding::Utf16Le => pairs.iter().for_each(|&u| take(u16::from_le_bytes(u).into())),
        TextEncoding::Utf16Be => pairs.iter().for_each(|&u| take(u16::from_be_bytes(u).into())),
        TextEncoding::Utf32Le => quads.iter().for_each(|&u| take(u32::from_le_bytes(u))),
        TextEncoding::Utf32Be => quads.iter().for_each(|&u| take(u32::from_be_bytes(u))),
        _ => {}
    }
    seen
}

/// UTF-8, a single-byte encoding, or no text.
fn narrow(head: &[u8]) -> TextEncoding {
    let (mut characters, mut invalid) = (0usize, 0usize);
    let mut chunks = head.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        characters += chunk.valid().bytes().filter(|&b| b >= 0xc0).count();
        if chunks.peek().is_none() && is_lead(chunk.invalid()) {
            break;
        }
        invalid += chunk.invalid().len();
    }
    let odd = head.iter().filter(|&&b| is_odd(b)).count();
    let binary = if invalid == 0 { odd * 10 > head.len() * 3 } else { odd * 20 > head.len() };
    if binary {
        TextEncoding::Binary
    } else if invalid > characters {
        TextEncoding::Latin
    } else {
        TextEncoding::Utf8
    }
}

/// Whether a character of several bytes may begin here and was cut off.
fn is_lead(bytes: &[u8]) -> bool {
    bytes.first().is_some_and(|b| (0xc2..=0xf4).contains(b))
}

/// Control characters that text does not hold. Not among them: those that delimit fields (1 to 3, 28 to 31), bell,
/// backspace and escape, which logs of terminals hold.
fn is_odd(byte: u8) -> bool {
    matches!(byte, 0 | 4..=6 | 14..=26 | 127)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    fn told(head: &[u8]) -> (TextEncoding, usize) {
        let detected = detect(head);
        (detected.encoding, detected.bom_len)
    }

    #[test]
    fn marks_are_believed() {
        assert_eq!(told(b"\xef\xbb\xbfid"), (TextEncoding::Utf8, 3));
        for text in ["id,mail\r\n1,x\r\n", "名前,電話\n山田,03", "имя"] {
            let le = [&b"\xff\xfe"[..], &utf16(text, u16::to_le_bytes)].concat();
            let be = [&b"\xfe\xff"[..], &utf16(text, u16::to_be_bytes)].concat();
            assert_eq!(told(&le), (TextEncoding::Utf16Le, 2));
            assert_eq!(told(&be), (TextEncoding::Utf16Be, 2));
        }
        let wide: Vec<u8> = "\u{feff}id,\n".chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
        assert_eq!(told(&wide), (TextEncoding::Utf32Le, 4));
    }

    #[test]
    fn wide_text_is_told_without_a_mark() {
        for text in ["INSERT [dbo].[T] ([c]) VALUES (N'x')\r\n", "id;имя\n1;Анна Петрова\n", "電話,名前\n山田,太郎\n東京,大阪\n"]
        {
            assert_eq!(told(&utf16(text, u16::to_le_bytes)).0, TextEncoding::Utf16Le, "{text}");
            assert_eq!(told(&utf16(text, u16::to_be_bytes)).0, TextEncoding::Utf16Be, "{text}");
        }
        let wide: Vec<u8> = "id,mail\n".chars().flat_map(|c| (c as u32).to_be_bytes()).collect();
        assert_eq!(told(&wide).0, TextEncoding::Utf32Be);
        let cut = utf16("id,mail\n", u16::to_le_bytes);
        assert_eq!(told(&cut[..cut.len() - 1]).0, TextEncoding::Utf16Le);
    }

    #[test]
    fn narrow_text_is_told_apart() {
        assert_eq!(told(b""), (TextEncoding::Utf8, 0));
        assert_eq!(told(b"a,b\n1,2\n").0, TextEncoding::Utf8);
        assert_eq!(told("Zoë,Łódź\n".as_bytes()).0, TextEncoding::Utf8);
        assert_eq!(told(b"Zo\xeb;M\xfcnchen;Stra\xdfe 1\n").0, TextEncoding::Latin);
        assert_eq!(told(b"1\x01Anna\x012\x01x\n2\x01Bob\x013\x01y\n").0, TextEncoding::Utf8);
        assert_eq!(told(b"a,b\0c,d\nlong line of text\n").0, TextEncoding::Utf8);
        let mut mixed = "Łódź, Kraków i Gdańsk; Zoë".as_bytes().to_vec();
        mixed.extend(b" M\xfcnchen");
        assert_eq!(told(&mixed).0, TextEncoding::Utf8);
        assert_eq!(told("Łó".as_bytes().get(..3).unwrap()).0, TextEncoding::Utf8);
    }

    #[test]
    fn bytes_that_are_no_text_are_binary() {
        let noise: Vec<u8> = (0..20_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(told(&noise).0, TextEncoding::Binary);
        assert_eq!(told(&[0; 4096]).0, TextEncoding::Binary);
        assert_eq!(told(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0").0, TextEncoding::Binary);
        let strings = [&b"$\x03\x01 \x10\0\xda9\x9b\x08F\\Zi\0\0\0"[..], b"NF_Z_62-010_(1973)//\0TIS620-0//\0ISO_8859-1//\0"].concat();
        assert!(!told(&strings).0.is_wide());
        let counters: Vec<u8> = (0..4000u32).flat_map(|n| n.to_le_bytes()).collect();
        assert_eq!(told(&counters).0, TextEncoding::Binary);
        assert_eq!(told(b"\xff\xfb\x90\x64\0\0\0\0\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\0\0").0, TextEncoding::Binary);
    }
}
