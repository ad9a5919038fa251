//! Plain text and logs: a table `text` with one column, `line`.

use std::io;

use memchr::memchr;

use super::{Cuts, Dialect, Fit, Format, Reading, Sink, Specimen, Stretch};
use crate::model::batch::{BATCH_RECORDS, WINDOW, WINDOW_OVERLAP};
use crate::model::{Batch, Border, Column, ColumnKey, Entry, Flow, Role, Rows, Schema, SchemaColumn, SchemaOrigin, Span, State};

/// Text, a line a record. Empty lines are records too, so that records count lines.
pub struct Text;

/// The dialect in which only `\r` ends a line, as on a Macintosh before 2001. In the other one `\n` and `\r\n` do.
const CR: &str = "eol=cr";

impl Format for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn sniff(&self, head: &[u8], _whole: bool) -> Fit {
        if !is_text(head) {
            return Fit::none();
        }
        let cr = memchr(b'\n', head).is_none() && memchr(b'\r', head).is_some();
        Fit { score: 100, dialect: Dialect(if cr { CR } else { "" }.into()) }
    }

    fn cut(&self, _dialect: &Dialect) -> Cuts {
        Cuts::Lines
    }

    fn read(&self, stretch: &mut Stretch<'_>, sink: &mut dyn Sink) -> Result<Reading, io::Error> {
        read(stretch, sink)
    }

    fn write(&self, dialect: &Dialect, specimen: &Specimen, out: &mut Vec<u8>) -> bool {
        let begin = out.len();
        let eol = eol_of(dialect);
        for record in &specimen.records {
            let [Some(line)] = record.as_slice() else {
                out.truncate(begin);
                return false;
            };
            // The last byte of a line must not be taken for a part of its end, nor the first for a byte order mark.
            if line.contains(&eol) || line.ends_with(b"\r") || line.starts_with(b"\xef\xbb\xbf") {
                out.truncate(begin);
                return false;
            }
            out.extend_from_slice(line);
            out.push(eol);
        }
        true
    }
}

fn eol_of(dialect: &Dialect) -> u8 {
    if dialect.0 == CR { b'\r' } else { b'\n' }
}

/// Whether the bytes are text in UTF-8 or some 8-bit encoding: hardly a control character, and not much that
/// is neither ASCII nor UTF-8 unless letters stand around it.
pub(super) fn is_text(head: &[u8]) -> bool {
    let control = |b: &u8| matches!(b, 1..=8 | 14..=26 | 28..=31 | 127);
    let controls = head.iter().filter(|b| control(b)).count();
    let nuls = memchr::memchr_iter(0, head).count();
    let invalid: usize = head.utf8_chunks().map(|c| c.invalid().len()).sum();
    let ascii = head.iter().filter(|b| b.is_ascii_graphic() || b.is_ascii_whitespace()).count();
    let few = |n: usize, share: usize| n <= 1 || n * share < head.len();
    // An 8-bit text in a script of its own has more letters above ASCII than spaces and marks within it.
    let eight_bit = invalid * 100 < head.len() || (controls + nuls == 0 && ascii * 10 > head.len());
    !head.is_empty() && few(nuls, 200) && few(controls, 50) && eight_bit
}

fn read(stretch: &mut Stretch<'_>, sink: &mut dyn Sink) -> io::Result<Reading> {
    let eol = eol_of(stretch.dialect);
    let (start, end) = (stretch.start, stretch.end);
    if stretch.entry == Entry::Guess {
        find_line(stretch, eol)?;
    }
    let first = match stretch.entry {
        Entry::Guess => stretch.position().max(start),
        Entry::Start | Entry::Known(_) => start,
    };
    let flow = if first < end { lines(stretch, eol, sink)? } else { Flow::Continue };
    let border = Border { first, entry: State::default(), next: stretch.position().max(first), exit: State::default() };
    Ok(Reading { border, end_of_input: stretch.position() + stretch.window().len() as u64, flow })
}

/// Goes to the first line that begins at or after the start of the split: the byte before it ends a line.
fn find_line(stretch: &mut Stretch<'_>, eol: u8) -> io::Result<()> {
    let before = stretch.start.saturating_sub(1);
    while stretch.position() < before {
        if stretch.window().is_empty() && !stretch.fill()? {
            return Ok(());
        }
        let n = before - stretch.position();
        stretch.consume(usize::try_from(n).unwrap_or(usize::MAX));
    }
    loop {
        match memchr(eol, stretch.window()) {
            Some(n) => {
                stretch.consume(n + 1);
                return Ok(());
            }
            None => stretch.consume(usize::MAX),
        }
        if !stretch.fill()? {
            return Ok(());
        }
    }
}

fn lines(stretch: &mut Stretch<'_>, eol: u8, sink: &mut dyn Sink) -> io::Result<Flow> {
    let mut column = [Column { key: ColumnKey::Ordinal(0), spans: Vec::new(), rows: Rows::Dense }];
    let table = sink.table(&Schema {
        name: b"text".as_slice().into(),
        origin: SchemaOrigin::Unnamed,
        columns: vec![SchemaColumn { name: b"line".as_slice().into(), ..Default::default() }],
    });
    if stretch.entry == Entry::Start {
        stretch.ensure(3)?;
        if stretch.window().starts_with(b"\xef\xbb\xbf") {
            stretch.consume(3);
        }
    }
    let mut hand_over = |stretch: &Stretch<'_>, role, columns: &mut [Column; 1]| {
        let records = columns[0].spans.len();
        let flow = sink.batch(&Batch {
            table,
            role,
            records,
            position: stretch.position(),
            bytes: stretch.window(),
            scratch: &[],
            columns: &columns[..],
        });
        columns[0].spans.clear();
        flow
    };
    while stretch.position() < stretch.end {
        let limit = usize::try_from(stretch.end - stretch.position()).unwrap_or(usize::MAX);
        let taken = gather(stretch.window(), eol, limit, &mut column[0].spans);
        if taken > 0 {
            if hand_over(stretch, Role::Data, &mut column) == Flow::Stop {
                return Ok(Flow::Stop);
            }
            stretch.consume(taken);
            continue;
        }
        if stretch.window().len() < WINDOW + 2 && stretch.fill()? {
            continue;
        }
        if stretch.window().is_empty() {
            break;
        }
        let mut role = Role::Data;
        loop {
            let (len, after) = piece(stretch.window(), eol);
            column[0].spans.push(Span::borrowed(0, len));
            if hand_over(stretch, role, &mut column) == Flow::Stop {
                return Ok(Flow::Stop);
            }
            role = Role::Window;
            match after {
                Some(after) => {
                    stretch.consume(after);
                    break;
                }
                None => stretch.consume(len - WINDOW_OVERLAP),
            }
            stretch.ensure(WINDOW + 2)?;
        }
    }
    Ok(Flow::Continue)
}

/// Gathers whole lines that fit a window, and says how many bytes they take.
fn gather(window: &[u8], eol: u8, limit: usize, spans: &mut Vec<Span>) -> usize {
    let mut at = 0;
    for stop in memchr::memchr_iter(eol, window) {
        let len = line_len(&window[at..stop], eol);
        if at >= limit || len > WINDOW || spans.len() == BATCH_RECORDS {
            break;
        }
        spans.push(Span::borrowed(at, len));
        at = stop + 1;
    }
    at
}

/// The length without the `\r` that belongs to the line's end.
fn line_len(line: &[u8], eol: u8) -> usize {
    line.len() - usize::from(eol == b'\n' && line.ends_with(b"\r"))
}

/// The next piece of a line that is long, or that the end of input ends: its length, and the offset after the
/// line's end if the line ends with this piece. The window holds `WINDOW + 2` bytes or all there is.
fn piece(window: &[u8], eol: u8) -> (usize, Option<usize>) {
    let seen = &window[..window.len().min(WINDOW + 2)];
    let stop = memchr(eol, seen);
    let len = match stop {
        Some(stop) => line_len(&window[..stop], eol),
        None => seen.len(),
    };
    if len > WINDOW { (WINDOW, None) } else { (len, Some(stop.map_or(len, |n| n + 1))) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::delimited::chain::{any_cut_reads_the_same, read_chain, read_whole};

    fn lines_of(dialect: &str, data: &[u8]) -> Vec<Vec<u8>> {
        let heard = read_whole(&Text, &Dialect(dialect.into()), data);
        let line = |row: Vec<Option<Vec<u8>>>| row.into_iter().next().flatten().unwrap();
        heard.rows.into_iter().map(|(_, _, row)| line(row)).collect()
    }

    #[test]
    fn a_line_is_a_record() {
        let got = lines_of("", b"\xef\xbb\xbfone\r\n\ntwo\r\r\nthr\xffee\0");
        assert_eq!(got, [&b"one"[..], b"", b"two\r", b"thr\xffee\0"]);
        assert_eq!(lines_of(CR, b"a\rb\n\r"), [&b"a"[..], b"b\n"]);
        assert!(lines_of("", b"").is_empty());
    }

    #[test]
    fn a_cut_anywhere_reads_the_same() {
        any_cut_reads_the_same(&Text, &Dialect::default(), b"\xef\xbb\xbfab\r\n\n\r\nc\rd\n\nlast");
        any_cut_reads_the_same(&Text, &Dialect(CR.into()), b"ab\r\r\nc\rd\n\r");
    }

    #[test]
    fn a_huge_line_comes_in_windows_whole() {
        for len in [WINDOW - 1, WINDOW, WINDOW + 1, WINDOW + 2, 5 * WINDOW + 77] {
            for end in [&b"\r\nz\n"[..], b"\nz", b""] {
                let line: Vec<u8> = (0..len).map(|i| b'a' + (i * i / 5 % 26) as u8).collect();
                let data = [b"a\n", line.as_slice(), end].concat();
                let heard = read_whole(&Text, &Dialect::default(), &data);
                let cut = read_chain(&Text, &Dialect::default(), &data, &[0, 1, 2, 9, WINDOW], 99, 77_777);
                assert!(cut.rows == heard.rows && cut.windows == heard.windows);
                let mut value = heard.rows[1].2[0].clone().unwrap();
                assert_eq!(heard.windows.is_empty(), len <= WINDOW);
                for (_, window) in &heard.windows {
                    assert_eq!(value[value.len() - WINDOW_OVERLAP..], window[..WINDOW_OVERLAP]);
                    value.extend_from_slice(&window[WINDOW_OVERLAP..]);
                }
                assert!(value == line && heard.rows.len() == 2 + usize::from(!end.is_empty()));
            }
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let lines: [&[u8]; 5] = [b"", b"a,\"b\"", b"caf\xe9 \0", b"x\ry", "naïve".as_bytes()];
        let specimen = Specimen {
            table: "text".into(),
            columns: vec!["line".into()],
            records: lines.iter().map(|l| vec![Some(l.to_vec())]).collect(),
        };
        let mut data = Vec::new();
        assert!(Text.write(&Dialect::default(), &specimen, &mut data));
        assert_eq!(lines_of("", &data), lines);
        assert!(!Text.write(&Dialect(CR.into()), &specimen, &mut data));
        assert_eq!(lines_of("", &data), lines);
    }

    #[test]
    fn text_is_told_from_binary() {
        let texts: [&[u8]; 6] = [
            b"a\n",
            "Привет, мир. Как дела?\n".as_bytes(),
            b"Jos\xe9 Mu\xf1oz, C\xf3rdoba\n",
            b"\xcf\xf0\xe8\xe2\xe5\xf2 \xec\xe8\xf0, \xea\xe0\xea \xe4\xe5\xeb\xe0?\r\n",
            b"\x1b[31mred\x1b[0m log line\n",
            b"one stray nul \0 in a line\n",
        ];
        for text in texts {
            assert_eq!(Text.sniff(text, true).score, 100);
        }
        let noise: Vec<u8> = (0..4096u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let binaries: [&[u8]; 4] = [b"", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0", &noise, b"P\0a\0s\0s\0w\0o\0r\0d\0"];
        for binary in binaries {
            assert_eq!(Text.sniff(binary, true).score, 0);
        }
    }
}
