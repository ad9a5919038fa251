//! Volumes: the roots that a scan was pointed at, and their names.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::escape;

/// A root that is scanned: a directory, or a single file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Volume {
    /// What reports call it.
    pub name: Arc<str>,
    /// Where it is: absolute, without links in it.
    pub root: PathBuf,
}

/// Why volumes can't be scanned as they were asked for.
#[derive(Debug, thiserror::Error)]
pub enum VolumeError {
    /// Nothing was asked for.
    #[error("no volume was given: name at least one directory or file to scan")]
    None,
    /// A root that is not there.
    #[error("{path}: there is no such file or directory; check the path, and whether the volume is mounted")]
    Missing {
        /// The path as it was given, on one line.
        path: String,
    },
    /// A root that the system doesn't let us reach.
    #[error("{path}: {source}; check the permissions, or run as a user who may read it")]
    Unreachable {
        /// The path as it was given, on one line.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A root that is neither a directory nor a regular file.
    #[error("{path}: is a device, a pipe or a socket; mount it, or copy it to a file, and scan that")]
    Special {
        /// The path as it was given, on one line.
        path: String,
    },
    /// `=path`, or a root such as `/` that gives no name.
    #[error("{path}: this volume needs a name; write NAME={path}")]
    Nameless {
        /// The path as it was given, on one line.
        path: String,
    },
    /// Two volumes of one name.
    #[error("two volumes are called `{name}`: name them apart, as in {name}-a=PATH {name}-b=PATH")]
    SameName {
        /// The name.
        name: String,
    },
    /// One root inside another: its bytes would count twice.
    #[error("{inner} lies inside {outer}: scan the outer one alone, or two that don't overlap")]
    Overlap {
        /// The root that lies inside.
        inner: String,
        /// The root that holds it.
        outer: String,
    },
}

/// Reads the volumes of a command line, each `name=path` or a bare path that is named by its last component.
///
/// An argument that exists as a path is a path, also with `=` in it. Roots are made absolute and free of links.
///
/// # Errors
/// For a root that is missing or can't be reached, a name used twice, and roots that overlap.
pub fn parse(args: &[OsString]) -> Result<Vec<Volume>, VolumeError> {
    if args.is_empty() {
        return Err(VolumeError::None);
    }
    let mut volumes: Vec<Volume> = Vec::with_capacity(args.len());
    for arg in args {
        let volume = parse_one(arg)?;
        for other in &volumes {
            refuse_overlap(&volume, other)?;
            if other.name == volume.name {
                return Err(VolumeError::SameName { name: volume.name.to_string() });
            }
        }
        volumes.push(volume);
    }
    Ok(volumes)
}

fn parse_one(arg: &OsStr) -> Result<Volume, VolumeError> {
    let (name, path) = split_name(arg);
    let path = Path::new(path);
    let root = canonical(path)?;
    let name = match name {
        Some(name) => show(name),
        None => root.file_name().map(show).unwrap_or_default(),
    };
    if name.is_empty() {
        return Err(VolumeError::Nameless { path: show(path.as_os_str()) });
    }
    Ok(Volume { name: name.into(), root })
}

/// Splits `name=path`; a name holds no separator of paths, and an argument that exists is a path as it stands.
fn split_name(arg: &OsStr) -> (Option<&OsStr>, &OsStr) {
    let bytes = arg.as_encoded_bytes();
    let Some(equals) = bytes.iter().position(|&b| b == b'=') else {
        return (None, arg);
    };
    let name_holds_separator = bytes.get(..equals).is_some_and(|n| n.contains(&b'/') || n.contains(&(std::path::MAIN_SEPARATOR as u8)));
    if name_holds_separator || Path::new(arg).symlink_metadata().is_ok() {
        return (None, arg);
    }
    split_os(arg, equals)
}

#[cfg(unix)]
fn split_os(arg: &OsStr, equals: usize) -> (Option<&OsStr>, &OsStr) {
    use std::os::unix::ffi::OsStrExt;
    let (name, path) = arg.as_bytes().split_at(equals);
    let path = path.get(1..).unwrap_or_default();
    (Some(OsStr::from_bytes(name)), OsStr::from_bytes(path))
}

#[cfg(not(unix))]
fn split_os(arg: &OsStr, equals: usize) -> (Option<&OsStr>, &OsStr) {
    match arg.to_str() {
        Some(text) => {
            let (name, path) = text.split_at(equals);
            (Some(OsStr::new(name)), OsStr::new(path.get(1..).unwrap_or_default()))
        }
        None => (None, arg),
    }
}

fn canonical(path: &Path) -> Result<PathBuf, VolumeError> {
    let shown = || show(path.as_os_str());
    let failed = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::NotFound => VolumeError::Missing { path: shown() },
        _ => VolumeError::Unreachable { path: shown(), source },
    };
    let root = path.canonicalize().map_err(failed)?;
    let metadata = root.metadata().map_err(failed)?;
    if !metadata.is_dir() && !metadata.is_file() {
        return Err(VolumeError::Special { path: shown() });
    }
    Ok(root)
}

fn refuse_overlap(a: &Volume, b: &Volume) -> Result<(), VolumeError> {
    let (inner, outer) = if a.root.starts_with(&b.root) {
        (a, b)
    } else if b.root.starts_with(&a.root) {
        (b, a)
    } else {
        return Ok(());
    };
    Err(VolumeError::Overlap { inner: show(inner.root.as_os_str()), outer: show(outer.root.as_os_str()) })
}

fn show(text: &OsStr) -> String {
    escape(text.as_encoded_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn args(list: &[&Path]) -> Vec<OsString> {
        list.iter().map(|p| p.as_os_str().to_owned()).collect()
    }

    fn named(name: &str, path: &Path) -> OsString {
        let mut arg = OsString::from(name);
        arg.push("=");
        arg.push(path);
        arg
    }

    #[test]
    fn a_bare_path_is_named_by_its_last_component() {
        let dir = tempfile::tempdir().unwrap();
        let a = dir.path().join("kentucky");
        fs::create_dir(&a).unwrap();
        fs::write(dir.path().join("one.sql"), b"x").unwrap();
        let volumes = parse(&args(&[&a.join("."), &dir.path().join("one.sql")])).unwrap();
        assert_eq!(&*volumes[0].name, "kentucky");
        assert_eq!(&*volumes[1].name, "one.sql");
        let up = parse(&args(&[&a.join("..")])).unwrap();
        assert_eq!(Some(up[0].name.to_string()), dir.path().file_name().map(|n| n.to_string_lossy().into_owned()));
    }

    #[test]
    fn a_name_can_be_given_and_an_existing_path_with_a_sign_in_it_is_a_path() {
        let dir = tempfile::tempdir().unwrap();
        let odd = dir.path().join("a=b");
        fs::create_dir(&odd).unwrap();
        let volumes = parse(&[odd.clone().into_os_string()]).unwrap();
        assert_eq!(&*volumes[0].name, "a=b");
        let volumes = parse(&[named("x", &odd)]).unwrap();
        assert_eq!(&*volumes[0].name, "x");
        assert_eq!(volumes[0].root, odd.canonicalize().unwrap());
        assert!(matches!(parse(&[named("", &odd)]), Err(VolumeError::Nameless { .. })));
        assert!(matches!(parse(&["/".into()]), Err(VolumeError::Nameless { .. })));
    }

    #[test]
    fn what_cannot_be_scanned_is_refused_with_a_reason() {
        let dir = tempfile::tempdir().unwrap();
        let inner = dir.path().join("in");
        let twin = dir.path().join("other").join("in");
        fs::create_dir_all(&inner).unwrap();
        fs::create_dir_all(&twin).unwrap();
        let gone = parse(&args(&[&dir.path().join("gone")])).unwrap_err();
        assert!(matches!(gone, VolumeError::Missing { .. }) && gone.to_string().contains("gone"));
        assert!(matches!(parse(&args(&[dir.path(), &inner])), Err(VolumeError::Overlap { .. })));
        assert!(matches!(parse(&args(&[&inner, &inner])), Err(VolumeError::Overlap { .. })));
        assert!(matches!(parse(&args(&[&inner, &twin])), Err(VolumeError::SameName { .. })));
        assert_eq!(parse(&[named("a", &inner), named("b", &twin)]).unwrap().len(), 2);
        assert!(matches!(parse(&[]), Err(VolumeError::None)));
        assert!(matches!(parse(&["/dev/null".into()]), Err(VolumeError::Special { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn overlap_is_seen_through_links() {
        let dir = tempfile::tempdir().unwrap();
        let real = dir.path().join("real");
        fs::create_dir(&real).unwrap();
        let link = dir.path().join("link");
        std::os::unix::fs::symlink(&real, &link).unwrap();
        assert!(matches!(parse(&[named("a", &real), named("b", &link)]), Err(VolumeError::Overlap { .. })));
    }
}
