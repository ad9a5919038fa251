//! Reports in files: whole or not at all, and never in the evidence.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{CliError, shown};
use crate::model::report::Report;
use crate::report::json;
use crate::source::Volume;

/// A file to which a report will be written. Until then its content is in a temporary file beside it.
pub struct Output {
    path: PathBuf,
    folder: PathBuf,
    file: NamedTempFile,
}

impl Output {
    /// Opens it before there is anything to write, so that a bad path fails early.
    ///
    /// # Errors
    /// When the path lies in a volume, is something else than a file, or its folder can't be written to.
    pub fn open(path: &Path, volumes: &[Volume]) -> Result<Self, CliError> {
        let failed = |error: io::Error| CliError::Output { file: shown(path), error };
        let name = path.file_name().ok_or_else(|| failed(io::Error::other("it has no file name")))?;
        let parent = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let folder = parent.canonicalize().map_err(failed)?;
        let path = folder.join(name);
        // Both the name itself and, if it is a link, what it points to.
        let target = path.canonicalize().unwrap_or_else(|_| path.clone());
        if let Some(volume) = volumes.iter().find(|v| path.starts_with(&v.root) || target.starts_with(&v.root)) {
            return Err(CliError::InsideVolume { file: shown(&path), volume: crate::model::escape(volume.name.as_bytes()) });
        }
        if target.metadata().is_ok_and(|m| !m.is_file()) {
            return Err(failed(io::Error::other("it is a folder or a device")));
        }
        // A link stays one: what it points to is replaced.
        let folder = target.parent().map_or(folder, Path::to_path_buf);
        let file = tempfile::Builder::new().prefix(".outcrop-").suffix(".tmp").tempfile_in(&folder).map_err(failed)?;
        Ok(Self { path: target, folder, file })
    }

    /// The temporary file, to be removed by those who end the program in the middle.
    pub fn temporary(&self) -> &Path {
        self.file.path()
    }

    /// Writes the report, makes sure that it is on the disk, and gives it its name.
    ///
    /// # Errors
    /// When the system refuses; what was there before is then still there.
    pub fn write(self, report: &Report) -> Result<(), CliError> {
        let Output { path, folder, mut file } = self;
        let failed = |error: io::Error| CliError::Output { file: shown(&path), error };
        let mut out = BufWriter::new(file.as_file_mut());
        json::write(report, &mut out).and_then(|()| out.flush()).map_err(failed)?;
        drop(out);
        file.as_file().sync_all().map_err(failed)?;
        file.persist(&path).map_err(|e| failed(e.error))?;
        sync_folder(&folder).map_err(failed)
    }
}

/// Makes the new name last. Systems that can't open folders have nothing to do here.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::synthetic;

    fn volume(root: &Path) -> Volume {
        Volume { name: "v".into(), root: root.canonicalize().unwrap() }
    }

    #[test]
    fn a_report_replaces_the_one_before_and_leaves_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.json");
        std::fs::write(&path, "old").unwrap();
        let output = Output::open(&path, &[]).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        output.write(&synthetic::retailer()).unwrap();
        let read = crate::report::read(&mut File::open(&path).unwrap()).unwrap();
        assert_eq!(read, synthetic::retailer());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn one_that_is_never_written_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        drop(Output::open(&folder.path().join("report.json"), &[]).unwrap());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn nothing_is_written_into_a_volume() {
        let root = tempfile::tempdir().unwrap();
        let inner = root.path().join("evidence/deep");
        std::fs::create_dir_all(&inner).unwrap();
        let evidence = volume(&root.path().join("evidence"));
        let refused = |path: &Path| matches!(Output::open(path, std::slice::from_ref(&evidence)), Err(CliError::InsideVolume { .. }));
        assert!(refused(&inner.join("r.json")));
        assert!(refused(&root.path().join("evidence/r.json")));
        assert!(refused(&inner.join("../../evidence/r.json")));
        assert!(!refused(&root.path().join("r.json")));
        assert!(!refused(&root.path().join("evidence.json")));
        #[cfg(unix)]
        {
            std::fs::write(inner.join("db.csv"), "a").unwrap();
            std::os::unix::fs::symlink(inner.join("db.csv"), root.path().join("link.json")).unwrap();
            std::os::unix::fs::symlink(&inner, root.path().join("linked")).unwrap();
            assert!(refused(&root.path().join("link.json")));
            assert!(refused(&root.path().join("linked/r.json")));
        }
        let file = root.path().join("single.csv");
        std::fs::write(&file, "a").unwrap();
        assert!(matches!(Output::open(&file, &[volume(&file)]), Err(CliError::InsideVolume { .. })));
        assert_eq!(std::fs::read_dir(root.path().join("evidence")).unwrap().count(), 1);
    }

    #[test]
    fn bad_paths_fail_early_and_say_so() {
        let folder = tempfile::tempdir().unwrap();
        let say = |path: &Path| Output::open(path, &[]).err().unwrap().to_string();
        assert!(say(folder.path()).contains("it is a folder or a device"));
        assert!(say(&folder.path().join("no/such/r.json")).contains("can't be written"));
        assert!(say(Path::new("/")).contains("it has no file name"));
        #[cfg(unix)]
        assert!(say(Path::new("/dev/null")).contains("it is a folder or a device"));
    }
}
