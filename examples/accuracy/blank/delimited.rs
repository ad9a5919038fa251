//! Delimited text: its first record, and the same text under a header of `c1` … `cn`.

/// The delimiters that are tried.
const DELIMITERS: [u8; 5] = *b",;\t|\x01";

/// The delimiter by which the first record holds all these names, if there is one.
pub fn delimiter(text: &[u8], names: &[&str]) -> Option<u8> {
    DELIMITERS.into_iter().find(|&d| {
        let (cells, _) = first_record(text, d);
        !names.is_empty() && names.iter().all(|name| cells.iter().any(|cell| cell.eq_ignore_ascii_case(name.trim())))
    })
}

/// Whether each of the first records has at least `columns` cells by one of the delimiters.
pub fn holds_rows(text: &[u8], columns: usize) -> bool {
    DELIMITERS.into_iter().any(|d| {
        let mut rest = text.trim_ascii_start();
        let mut records = 0;
        while !rest.is_empty() && records < 3 {
            let (cells, end) = first_record(rest, d);
            if cells.len() < columns {
                return false;
            }
            rest = rest.get(end..).unwrap_or_default().trim_ascii_start();
            records += 1;
        }
        records > 0
    })
}

/// The names in the header, and the text with the header replaced.
pub fn rename(text: &[u8], delimiter: u8) -> (Vec<String>, Vec<u8>) {
    let (names, end) = first_record(text, delimiter);
    let header: Vec<String> = (1..=names.len()).map(|n| format!("c{n}")).collect();
    let mut renamed = header.join(&char::from(delimiter).to_string()).into_bytes();
    renamed.extend_from_slice(text.get(end..).unwrap_or_default());
    (names, renamed)
}

/// The cells of the first record (RFC 4180), trimmed, and where it ends: before its line break.
fn first_record(text: &[u8], delimiter: u8) -> (Vec<String>, usize) {
    let mut cells = Vec::new();
    let mut cell = Vec::new();
    let mut quoted = false;
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'"' if quoted && text.get(at + 1) == Some(&b'"') => {
                cell.push(b'"');
                at += 1;
            }
            b'"' if quoted => quoted = false,
            b'"' if cell.iter().all(u8::is_ascii_whitespace) => {
                cell.clear();
                quoted = true;
            }
            _ if quoted => cell.push(byte),
            b'\r' | b'\n' => break,
            d if d == delimiter => {
                cells.push(trimmed(&cell));
                cell.clear();
            }
            _ => cell.push(byte),
        }
        at += 1;
    }
    cells.push(trimmed(&cell));
    (cells, at)
}

fn trimmed(cell: &[u8]) -> String {
    String::from_utf8_lossy(cell).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_replaced_and_nothing_else() {
        let (names, renamed) = rename(b"id,\"last, first\",\"a\"\"b\"\r\n1,2,3\r\n", b',');
        assert_eq!(names, ["id", "last, first", "a\"b"]);
        assert_eq!(renamed, b"c1,c2,c3\r\n1,2,3\r\n");
    }

    #[test]
    fn a_header_cell_may_span_lines() {
        let (names, renamed) = rename(b"id;\"e\nmail\"\n1;a", b';');
        assert_eq!((names.len(), renamed.as_slice()), (2, b"c1;c2\n1;a".as_slice()));
    }

    #[test]
    fn rows_without_names_are_told_by_their_width() {
        assert!(holds_rows(b"1\tx\n2\ty\n", 2) && holds_rows(b"1;\"a\nb\"\n", 2));
        assert!(!holds_rows(b"1,2\nprose\n", 2) && !holds_rows(b"", 1));
    }

    #[test]
    fn the_delimiter_is_the_one_that_gives_the_labelled_names() {
        assert_eq!(delimiter(b"a|b,c|d\n", &["a", "B,c"]), Some(b'|'));
        assert_eq!(delimiter(b"a|b,c|d\n", &["a", "x"]), None);
    }
}
