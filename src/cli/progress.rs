//! Progress on standard error, for the eyes of a person: only if it is a terminal.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::scan::{Meter, Snapshot};

/// Time between two looks at the meter.
const PERIOD: Duration = Duration::from_millis(120);

/// A line of progress that ends when it is dropped.
pub struct Progress {
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Shows how far the scan is, if standard error is a terminal and somebody wants to see it.
    pub fn show(meter: &Arc<Meter>, wanted: bool) -> Option<Self> {
        if !wanted || !std::io::stderr().is_terminal() {
            return None;
        }
        let over = Arc::new(AtomicBool::new(false));
        let (meter, ends) = (meter.clone(), over.clone());
        let thread = std::thread::spawn(move || {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            bar.set_style(ProgressStyle::with_template("{wide_msg}").unwrap_or_else(|_| ProgressStyle::default_spinner()));
            let begun = Instant::now();
            while !ends.load(Ordering::Relaxed) {
                bar.set_message(line(&meter.snapshot(), begun.elapsed(), meter.interrupted()));
                bar.tick();
                std::thread::park_timeout(PERIOD);
            }
            bar.finish_and_clear();
        });
        Some(Self { over, thread: Some(thread) })
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            // The line is decoration: that its thread died is no reason to fail.
            let _ = thread.join();
        }
    }
}

/// How far a scan is, in one line. While files are still being found nobody knows how much is left.
fn line(now: &Snapshot, elapsed: Duration, ending: bool) -> String {
    if ending {
        return "ending: what was read so far is being judged (Ctrl-C again to stop at once)".to_owned();
    }
    let millis = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX).max(1);
    let rate = u128::from(now.bytes_done) * 1000 / u128::from(millis);
    let found = if now.walking { " found so far" } else { "" };
    let left = match now.bytes_found.saturating_sub(now.bytes_done) {
        _ if now.walking => String::new(),
        left if rate > 0 && elapsed > Duration::from_secs(1) => format!(", {} left", duration(u128::from(left) / rate)),
        _ => String::new(),
    };
    format!(
        "{} of {}{found}, {} of {} files, {} findings, {}/s{left}",
        bytes(now.bytes_done.into()),
        bytes(now.bytes_found.into()),
        now.files_done,
        now.files_found,
        now.hits,
        bytes(rate),
    )
}

fn bytes(n: u128) -> String {
    match n {
        0..10_000 => format!("{n} B"),
        10_000..1_000_000 => format!("{} kB", n / 1000),
        1_000_000..1_000_000_000 => format!("{}.{} MB", n / 1_000_000, n / 100_000 % 10),
        _ => format!("{}.{} GB", n / 1_000_000_000, n / 100_000_000 % 10),
    }
}

fn duration(seconds: u128) -> String {
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds / 60 % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALF: Snapshot = Snapshot {
        files_found: 10,
        bytes_found: 2_000_000_000,
        walking: false,
        files_done: 4,
        bytes_done: 1_000_000_000,
        records: 77,
        hits: 12,
    };

    #[test]
    fn the_time_left_is_told_when_all_files_are_known() {
        let ten = Duration::from_secs(10);
        assert_eq!(line(&HALF, ten, false), "1.0 GB of 2.0 GB, 4 of 10 files, 12 findings, 100.0 MB/s, 10 s left");
        let walking = Snapshot { walking: true, ..HALF };
        assert_eq!(line(&walking, ten, false), "1.0 GB of 2.0 GB found so far, 4 of 10 files, 12 findings, 100.0 MB/s");
    }

    #[test]
    fn nothing_done_is_no_division_by_zero() {
        assert_eq!(line(&Snapshot::default(), Duration::ZERO, false), "0 B of 0 B, 0 of 0 files, 0 findings, 0 B/s");
        assert_eq!(duration(3_725), "1 h 2 min");
        let all = Snapshot { bytes_done: u64::MAX, bytes_found: u64::MAX, ..HALF };
        assert!(line(&all, Duration::ZERO, false).ends_with("GB/s"));
    }
}
