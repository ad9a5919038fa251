//! Strings that are larger than a window.

use super::*;
use crate::format::json::scan;
use crate::model::batch::WINDOW_OVERLAP;
use crate::model::{Batch, Column, Role, Rows, Span};

impl Reader<'_, '_> {
    /// A string that is larger than a window: its first window is a value, the rest is handed over behind it.
    pub(super) fn huge(&mut self) -> io::Result<()> {
        let lane = self.lane;
        let table = self.lanes[lane].table;
        let node = self.walk.huge(&mut self.tables[table].paths);
        let from = self.walk.at + 1;
        let window = self.stretch.window();
        let quote = window.get(self.walk.at).copied().unwrap_or(b'"');
        let cut = scan::safe_cut(window, from, from + WINDOW);
        let back = scan::safe_cut(window, from, cut.saturating_sub(WINDOW_OVERLAP));
        let out = &mut self.lanes[lane].out;
        let start = out.scratch.len();
        scan::unescape(&window[from..cut], &mut out.scratch);
        let span = Span::scratch(start, out.scratch.len() - start);
        out.found.push(Found { node, span });
        self.walk.at = back;
        self.slide();
        let key = self.tables[table].paths.key(node).clone();
        let mut columns = [Column { key, spans: vec![Span::NULL], rows: Rows::Sparse(vec![0]) }];
        let reference = self.lane_reference(lane);
        let mut plain = Vec::new();
        loop {
            self.stretch.ensure(WINDOW + 1)?;
            let window = self.stretch.window();
            let (cut, next, closed) = huge_part(window, quote, self.walk.lines);
            plain.clear();
            scan::unescape(window.get(..cut).unwrap_or_default(), &mut plain);
            columns[0].spans[0] = Span::scratch(0, plain.len());
            let batch = Batch {
                table: reference,
                role: Role::Window,
                records: 1,
                position: self.stretch.position(),
                bytes: window,
                scratch: &plain,
                columns: &columns,
            };
            if self.sink.batch(&batch) == Flow::Stop {
                self.flow = Flow::Stop;
                return Ok(());
            }
            // The windows are gone: they don't count towards the size of the record.
            self.walk.at = 0;
            self.stretch.consume(next);
            if closed {
                break;
            }
        }
        if self.walk.huge_ended() {
            self.record();
        }
        Ok(())
    }
}

/// Where the next part of a huge string ends, where the one after it begins, and whether this is the last.
fn huge_part(window: &[u8], quote: u8, lines: bool) -> (usize, usize, bool) {
    let mut end = scan::string_end(window, 0, quote, false);
    while let scan::End::Newline { at, escaped } = end {
        if lines {
            break;
        }
        end = scan::string_end(window, at + 1, quote, escaped);
    }
    match end {
        scan::End::Closed { at, .. } if at <= WINDOW => (at, at + 1, true),
        scan::End::Newline { at, .. } if at <= WINDOW => (at, at, true),
        _ if window.len() <= WINDOW => (window.len(), window.len(), true),
        _ => {
            let cut = scan::safe_cut(window, 0, WINDOW);
            (cut, scan::safe_cut(window, 0, cut.saturating_sub(WINDOW_OVERLAP)), false)
        }
    }
}
