//! What every worker of a scan has at hand.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::Options;
use super::meter::Meter;
use crate::detect::engine::Engine;
use crate::detect::{Kernel, Observer};
use crate::format::Sink;
use crate::format::labelled::Labelled;
use crate::format::nested::Nested;
use crate::model::{Flow, escape};
use crate::profile::SourceFacts;
use crate::source::Budget;

/// What every worker of a scan has at hand.
pub struct Context<'c> {
    /// The engine.
    pub engine: &'c Engine,
    /// The options.
    pub options: &'c Options,
    /// The meter.
    pub meter: &'c Meter,
    /// The limits on containers.
    pub budget: Budget,
    kernels: Mutex<Vec<Kernel<'c>>>,
}

impl<'c> Context<'c> {
    /// The context of a scan.
    pub fn new(engine: &'c Engine, options: &'c Options, meter: &'c Meter) -> Self {
        let budget = Budget { spool_dir: spool_dir(options), ..Budget::default() };
        Self { engine, options, meter, budget, kernels: Mutex::new(Vec::new()) }
    }

    /// Runs a reader with a sink that observes, and hands back the facts. Kernels are used again: their memory of
    /// shapes is worth keeping.
    pub fn observe<T>(&self, read: impl FnOnce(&mut dyn Sink) -> T) -> (T, SourceFacts) {
        let kernel = self.kernels.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let pulse = |progress: crate::detect::observer::Progress| {
            self.meter.records(progress.records);
            if self.meter.interrupted() { Flow::Stop } else { Flow::Continue }
        };
        let mut observer = Observer::new(kernel.unwrap_or_else(|| Kernel::new(self.engine)), &pulse);
        let set = self.engine.set();
        let wanted = |label: &[u8]| set.knows_label(&escape(label));
        let mut nested = Nested::new(&mut observer);
        let result = read(&mut Labelled::new(&mut nested, &wanted));
        let (facts, kernel) = observer.finish();
        self.kernels.lock().unwrap_or_else(PoisonError::into_inner).push(kernel);
        let hits = facts.tables.values().filter(|t| t.columns.values().any(|c| c.hits.values().any(|h| h.confirmed > 0))).count();
        self.meter.hits(hits as u64);
        (result, facts)
    }
}

/// A folder for temporary files that lies in no volume.
fn spool_dir(options: &Options) -> Option<PathBuf> {
    let outside = |folder: &PathBuf| {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.clone());
        !options.volumes.iter().any(|v| folder.starts_with(v.root.canonicalize().unwrap_or_else(|_| v.root.clone())))
    };
    let places = [std::env::temp_dir(), PathBuf::from("/var/tmp"), PathBuf::from("/dev/shm")];
    places.into_iter().filter(|p| p.is_dir()).find(outside)
}
