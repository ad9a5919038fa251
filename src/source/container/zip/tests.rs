use super::*;
use crate::model::Reason;
use crate::source::container::harness::{Opened, open, open_with, torture};
use ::zip::CompressionMethod::{self, Deflated, Stored};
use ::zip::write::{SimpleFileOptions, ZipWriter};
use std::io::{Cursor, Write};

const MEMBERS: [(&str, CompressionMethod, &[u8]); 4] = [
    ("db/users.csv", Deflated, b"id,mail\n1,a@example.com\n2,b@example.com\n"),
    ("notes.txt", Stored, b"call back"),
    ("empty", Stored, b""),
    ("db/orders.csv", Deflated, b"id,total\n1,1.00\n1,1.00\n1,1.00\n1,1.00\n"),
];

fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(method)
}

fn archive() -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_directory("db/", options(Stored)).unwrap();
    for (name, method, data) in MEMBERS {
        writer.start_file(name, options(method)).unwrap();
        writer.write_all(data).unwrap();
    }
    writer.set_comment("nightly").unwrap();
    writer.finish().unwrap().into_inner()
}

/// As a program writes that can't go back: sizes stand behind the data.
fn streamed() -> Vec<u8> {
    let mut writer = ZipWriter::new_stream(Vec::new());
    for (name, _, data) in MEMBERS {
        writer.start_file(name, options(Deflated)).unwrap();
        writer.write_all(data).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn find(bytes: &[u8], needle: &[u8]) -> usize {
    memchr::memmem::find(bytes, needle).unwrap()
}

fn assert_members(opened: &Opened) {
    let got: Vec<_> = opened.members.iter().map(|m| (m.0.as_str(), m.1.as_deref().unwrap())).collect();
    assert_eq!(got, MEMBERS.map(|(name, _, data)| (name, data)));
}

#[test]
fn members_come_out_in_order() {
    let opened = open(&Zip, "a.zip", &archive());
    assert_members(&opened);
    assert_eq!((opened.framing.members, opened.gaps()), (5, vec![]));
    let opened = open(&Zip, "a.zip", &streamed());
    assert_members(&opened);
    assert_eq!(opened.gaps(), []);
    let empty = ZipWriter::new(Cursor::new(Vec::new())).finish().unwrap().into_inner();
    assert!(Zip.sniff(&empty) && Zip.sniff(&archive()) && !Zip.sniff(b"PK"));
    let opened = open(&Zip, "a.zip", &empty);
    assert!(opened.members.is_empty() && opened.gaps().is_empty());
}

#[test]
fn large_members_stream_and_nested_archives_go_to_disk() {
    let data: Vec<u8> = (0..350_000u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("big", options(Deflated).large_file(true)).unwrap();
    writer.write_all(&data).unwrap();
    writer.start_file("big2", options(Stored).large_file(true)).unwrap();
    writer.write_all(&data).unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    let opened = open(&Zip, "a.zip", &bytes);
    assert!(opened.body(0) == data && opened.body(1) == data && opened.gaps().is_empty());
    let dir = tempfile::tempdir().unwrap();
    let budget = Budget { spool_dir: Some(dir.path().to_path_buf()), spool_memory: 10, ..Budget::default() };
    assert_eq!(open_with(&Zip, "a.zip", &bytes, &budget), opened);
    let gone = Budget { spool_dir: Some(dir.path().join("gone")), ..budget };
    let outer = Outer { name: b"a.zip", bytes: OuterBytes::Stream(&mut &bytes[..]) };
    assert!(Zip.open(outer, &gone, &mut |_| Flow::Continue).is_err());
}

#[test]
fn an_archive_that_is_cut_off_is_read_by_its_members_headers() {
    for bytes in [archive(), streamed()] {
        let cut = find(&bytes, b"PK\x01\x02");
        let opened = open(&Zip, "a.zip", &bytes[..cut]);
        assert_members(&opened);
        assert!(opened.gaps().iter().all(|g| g.0 == Reason::Corrupt && g.1 == g.2));
        assert!(!opened.gaps().is_empty());
        let cut = bytes.len() - 30;
        assert_members(&open(&Zip, "a.zip", &bytes[..cut]).without_debris());
    }
}

impl Opened {
    fn without_debris(mut self) -> Self {
        self.members.retain(|m| !m.0.starts_with('('));
        self
    }
}

#[test]
fn a_member_that_the_directory_does_not_list_is_examined_and_named() {
    let mut bytes = archive();
    let record = find(&bytes, b"PK\x01\x02");
    let hidden = bytes[record..].windows(9).position(|w| w == b"notes.txt").unwrap() + record - 46;
    let end = hidden + 46 + 9;
    bytes.drain(hidden..end);
    let ends = find(&bytes, b"PK\x05\x06");
    let size = (ends - record) as u32;
    bytes[ends + 12..ends + 16].copy_from_slice(&size.to_le_bytes());
    let opened = open(&Zip, "a.zip", &bytes);
    assert_members(&opened);
    assert_eq!(opened.gaps().len(), 1);
    assert!(opened.framing.gaps[0].detail.contains("does not list"));
}

#[test]
fn bytes_before_between_and_behind_are_examined() {
    let bytes = [b"#!/bin/sh exec unzip $0\n", &archive()[..], b"mail=c@example.com"].concat();
    let opened = open(&Zip, "a.run", &bytes);
    assert_eq!(opened.body(0), b"#!/bin/sh exec unzip $0\n");
    assert_eq!(opened.members.last().unwrap().1.as_deref(), Some(&b"mail=c@example.com"[..]));
    assert_eq!(opened.members.len(), MEMBERS.len() + 2);
    assert!(opened.gaps().is_empty());
}

#[test]
fn encrypted_and_unknown_members_are_gaps_of_their_packed_size() {
    let mut bytes = archive();
    let (own, record) = (find(&bytes, b"notes.txt") - 30, find(&bytes, b"PK\x01\x02"));
    let listed = find(&bytes[record..], b"notes.txt") + record - 46;
    bytes[own + 6] |= 1;
    bytes[listed + 8] |= 1;
    let opened = open(&Zip, "a.zip", &bytes);
    let start = (own + 39) as u64;
    assert_eq!(opened.gaps(), [(Reason::Encrypted, start, start + 9)]);
    assert_eq!(opened.members[1], ("notes.txt".into(), None, 0));
    bytes[listed + 8] &= !1;
    bytes[listed + 10] = 12;
    let opened = open(&Zip, "a.zip", &bytes);
    assert_eq!(opened.gaps(), [(Reason::Unsupported, start, start + 9)]);
    assert!(opened.framing.gaps[0].detail.contains("bzip2"));
}

#[test]
fn lies_about_sizes_cost_nothing_and_are_said() {
    let sound = archive();
    let record = find(&sound, b"PK\x01\x02");
    let listed = find(&sound[record..], b"db/users.csv") + record - 46;
    for (at, value) in [(20, 0x7fff_ffffu32), (24, 0xffff_fff0), (24, 1), (16, 7), (42, 0), (42, 0x7fff_0000)] {
        let mut bytes = sound.clone();
        bytes[listed + at..listed + at + 4].copy_from_slice(&value.to_le_bytes());
        let opened = open(&Zip, "a.zip", &bytes);
        assert!(!opened.gaps().is_empty(), "{at} {value}");
        let users = opened.members.iter().any(|m| m.1.as_deref() == Some(MEMBERS[0].2));
        assert!(users, "{at} {value}: {opened:?}");
    }
}

#[test]
fn members_that_overlap_are_read_once() {
    let sound = archive();
    let record = find(&sound, b"PK\x01\x02");
    let users = find(&sound, b"db/users.csv") as u32 - 30;
    let notes = find(&sound[record..], b"notes.txt") + record - 46;
    let mut bytes = sound.clone();
    bytes[notes + 42..notes + 46].copy_from_slice(&users.to_le_bytes());
    let opened = open(&Zip, "a.zip", &bytes);
    assert!(opened.framing.gaps.iter().any(|g| g.detail.contains("lies over")));
    let bodies = opened.members.iter().filter(|m| m.1.as_deref() == Some(MEMBERS[1].2));
    assert_eq!(bodies.count(), 1, "the bytes that lost their record are found by their header");
}

#[test]
fn too_many_members_are_a_limit() {
    let budget = Budget { members: 3, ..Budget::default() };
    let opened = open_with(&Zip, "a.zip", &archive(), &budget);
    assert_eq!(opened.members.len(), 2);
    assert_eq!(opened.gaps()[0].0, Reason::Limit);
}

#[test]
fn damage_anywhere_leaves_a_ledger_that_closes() {
    torture(&Zip, &archive(), &[]);
    torture(&Zip, &streamed(), &[]);
}

#[test]
fn a_stop_stops() {
    let bytes = archive();
    let mut seen = 0;
    let outer = Outer { name: b"a.zip", bytes: OuterBytes::Stream(&mut &bytes[..]) };
    let framing = Zip.open(outer, &Budget::default(), &mut |_| {
        seen += 1;
        Flow::Stop
    });
    assert_eq!((framing.unwrap().flow, seen), (Flow::Stop, 1));
}

#[test]
fn the_last_bytes_come_out_whatever_the_reader_asks_for() {
    // Packed to a few bytes, so that the input is used up long before the output is.
    let data = vec![b'7'; 100_000];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("a", options(Deflated)).unwrap();
    writer.write_all(&data).unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    for whole in [0, 1, 255, 99_999, 100_000] {
        let budget = Budget { whole, ..Budget::default() };
        let opened = open_with(&Zip, "a.zip", &bytes, &budget);
        assert!(opened.body(0) == data && opened.gaps().is_empty(), "{whole}");
    }
}

#[test]
fn the_ends_of_zip64_are_read() {
    let bytes = archive();
    let (record, ends) = (find(&bytes, b"PK\x01\x02"), find(&bytes, b"PK\x05\x06"));
    let (size, offset) = ((ends - record) as u64, record as u64);
    let mut wide = bytes[..ends].to_vec();
    wide.extend(b"PK\x06\x06\x2c\0\0\0\0\0\0\0\x2d\0\x2d\0\0\0\0\0\0\0\0\0");
    for number in [5, 5, size, offset] {
        wide.extend(number.to_le_bytes());
    }
    wide.extend(b"PK\x06\x07\0\0\0\0");
    wide.extend((ends as u64).to_le_bytes());
    wide.extend(1u32.to_le_bytes());
    wide.extend(&bytes[ends..ends + 8]);
    wide.extend([0xff; 12]);
    wide.extend(&bytes[ends + 20..]);
    let opened = open(&Zip, "a.zip", &wide);
    assert_members(&opened);
    assert_eq!(opened.gaps(), []);
    torture(&Zip, &wide, &[]);
}
