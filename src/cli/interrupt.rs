//! Ctrl-C: the first asks the scan to end and to say what it has, the second ends it at once.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::Outcome;
use crate::scan::Meter;

/// How long a scan may take to end after it was asked to.
const PATIENCE: Duration = Duration::from_millis(900);

/// What the handler knows of the run.
#[derive(Default)]
struct State {
    ended: AtomicBool,
    temporary: Mutex<Option<PathBuf>>,
}

/// The handler of Ctrl-C (and of the system's request to end), for the time of a scan.
pub struct Interrupt(Arc<State>);

impl Interrupt {
    /// Sets the handler up. `temporary` is removed if the program must end at once. Where the system allows no handler, Ctrl-C
    /// ends the program as it always does.
    pub fn watch(meter: &Arc<Meter>, temporary: Option<&Path>) -> Self {
        let state = Arc::new(State { temporary: Mutex::new(temporary.map(Path::to_path_buf)), ..State::default() });
        let (handled, meter) = (state.clone(), meter.clone());
        let _ = ctrlc::set_handler(move || {
            if meter.interrupted() {
                end_now(&handled);
            }
            meter.interrupt();
            let handled = handled.clone();
            std::thread::spawn(move || {
                std::thread::sleep(PATIENCE);
                if !handled.ended.load(Ordering::SeqCst) {
                    end_now(&handled);
                }
            });
        });
        Self(state)
    }

    /// The scan is over: what follows is short, and only a second Ctrl-C ends it.
    pub fn scan_ended(&self) {
        self.0.ended.store(true, Ordering::SeqCst);
    }
}

/// Ends the program in the middle of what it does, without leaving the temporary file behind.
fn end_now(state: &State) {
    if let Ok(mut temporary) = state.temporary.lock()
        && let Some(path) = temporary.take()
    {
        // It may have been renamed already; then there is nothing to remove.
        let _ = std::fs::remove_file(path);
    }
    // A line of its own, below what is left of the progress.
    let _ = writeln!(std::io::stderr(), "\noutcrop: interrupted before a report could be made; scan again");
    std::process::exit(i32::from(Outcome::Interrupted.status()));
}
