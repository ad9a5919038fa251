use super::*;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;

#[allow(clippy::unwrap_used)]
fn found_in(root: &Path, follow_links: bool) -> Vec<Found> {
    let volume = Volume { name: "v".into(), root: root.canonicalize().unwrap() };
    let mut all = Vec::new();
    let flow = walk(&[volume], &WalkOptions { follow_links }, &mut |f| {
        all.push(f);
        Flow::Continue
    });
    assert_eq!(flow, Flow::Continue);
    all
}

fn line(found: &Found) -> String {
    match found {
        Found::File { locator, size, .. } => format!("file {} {size}", locator.source()),
        Found::HardLink { locator, of, .. } => format!("link {} {}", locator.source(), of.source()),
        Found::Skipped { locator, why } => format!("skip {} {}", locator.source(), why.as_str()),
        Found::Unreadable { locator, .. } => format!("unreadable {}", locator.source()),
    }
}

fn lines(root: &Path, follow_links: bool) -> Vec<String> {
    found_in(root, follow_links).iter().map(line).collect()
}

#[allow(clippy::unwrap_used)]
fn fifo(path: &Path) {
    let made = std::process::Command::new("mkfifo").arg(path).status();
    assert!(made.unwrap().success());
}

#[test]
fn every_kind_of_name_is_told_and_nothing_special_is_opened() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    fs::write(root.join("b.csv"), b"12345").unwrap();
    fs::write(root.join(OsStr::from_bytes(b"\xff\xfe")), b"1").unwrap();
    fs::write(root.join("new\nline"), b"").unwrap();
    fs::create_dir(root.join("d")).unwrap();
    fs::write(root.join("d/x"), b"12").unwrap();
    fs::hard_link(root.join("d/x"), root.join("y")).unwrap();
    fifo(&root.join("pipe"));
    let _socket = UnixListener::bind(root.join("sock")).unwrap();
    symlink("b.csv", root.join("ln")).unwrap();
    symlink("nothing", root.join("gone")).unwrap();
    symlink("..", root.join("d/up")).unwrap();
    assert_eq!(
        lines(root, false),
        [
            "file b.csv 5",
            "skip d/up symbolic link",
            "file d/x 2",
            "skip gone symbolic link",
            "skip ln symbolic link",
            "file new\\u{a}line 0",
            "skip pipe pipe",
            "skip sock socket",
            "link y d/x",
            "file \\xff\\xfe 1",
        ]
    );
}

#[test]
fn followed_links_end_at_loops_and_give_each_file_once() {
    let dir = tempfile::tempdir().unwrap();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("far"), b"123").unwrap();
    let root = dir.path();
    fs::write(root.join("b"), b"12345").unwrap();
    fs::create_dir(root.join("d")).unwrap();
    symlink("..", root.join("d/up")).unwrap();
    symlink("b", root.join("ln")).unwrap();
    symlink("nothing", root.join("gone")).unwrap();
    symlink("ring", root.join("ring")).unwrap();
    symlink(outside.path(), root.join("out")).unwrap();
    assert_eq!(
        lines(root, true),
        ["file b 5", "skip d/up link loop", "skip gone dangling link", "link ln b", "file out/far 3", "skip ring link loop",]
    );
}

#[test]
fn a_volume_may_be_one_file_and_a_walk_may_be_stopped() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.sql"), b"12345").unwrap();
    fs::write(dir.path().join("b.sql"), b"12345").unwrap();
    assert_eq!(lines(&dir.path().join("a.sql"), false), ["file a.sql 5"]);
    let volume = Volume { name: "v".into(), root: dir.path().to_path_buf() };
    let mut seen = 0;
    let flow = walk(&[volume], &WalkOptions::default(), &mut |_| {
        seen += 1;
        Flow::Stop
    });
    assert_eq!((flow, seen), (Flow::Stop, 1));
}

#[test]
fn hard_links_in_two_volumes_are_files_of_both() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["a", "b"] {
        fs::create_dir(dir.path().join(name)).unwrap();
    }
    fs::write(dir.path().join("a/x"), b"12345").unwrap();
    fs::hard_link(dir.path().join("a/x"), dir.path().join("b/x")).unwrap();
    let volumes = ["a", "b"].map(|n| Volume { name: n.into(), root: dir.path().join(n) });
    let mut files = 0;
    let _ = walk(&volumes, &WalkOptions::default(), &mut |f| {
        files += u32::from(matches!(f, Found::File { .. }));
        Flow::Continue
    });
    assert_eq!(files, 2);
}

#[test]
fn a_directory_that_cannot_be_read_is_named_and_the_walk_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let shut = dir.path().join("m");
    fs::create_dir(&shut).unwrap();
    fs::write(dir.path().join("z"), b"1").unwrap();
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).unwrap();
    let readable_all_the_same = fs::read_dir(&shut).is_ok();
    let got = lines(dir.path(), false);
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o700)).unwrap();
    if !readable_all_the_same {
        assert_eq!(got, ["unreadable m", "file z 1"]);
    }
}
