use super::super::harness::{open, open_with, torture};
use super::*;
use crate::model::Reason;
use flate2::{Compression, GzBuilder};
use std::io::Write;

fn member(data: &[u8], name: Option<&str>) -> Vec<u8> {
    let mut builder = GzBuilder::new();
    if let Some(name) = name {
        builder = builder.filename(name).comment("c").extra(vec![7; 9]);
    }
    let mut writer = builder.write(Vec::new(), Compression::default());
    writer.write_all(data).unwrap();
    writer.finish().unwrap()
}

#[test]
fn members_become_one_stream() {
    let bytes = [member(b"one,", Some("n.csv")), member(b"", None), member(b"two", None)].concat();
    let opened = open(&Gzip, "users.csv.GZ", &bytes);
    assert_eq!(opened.members.len(), 1);
    assert_eq!(opened.members[0].0, "users.csv");
    assert_eq!(opened.body(0), b"one,two");
    assert_eq!(opened.framing.members, 3);
    assert!(opened.gaps().is_empty());
    assert_eq!(open(&Gzip, "dump", &bytes).members[0].0, "n.csv");
    assert_eq!(open(&Gzip, "dump", &member(b"x", None)).members[0].0, "dump");
    assert_eq!(open(&Gzip, "a.tgz", &bytes).members[0].0, "a.tar");
    assert!(Gzip.sniff(&bytes) && !Gzip.sniff(b"\x1f\x8b\x07") && !Gzip.sniff(b""));
}

#[test]
fn large_members_stream_through() {
    let data: Vec<u8> = (0..400_000u32).flat_map(|n| (n.wrapping_mul(2_654_435_761) >> 20).to_le_bytes()).collect();
    let opened = open(&Gzip, "d.gz", &[member(&data, None), member(&data, None)].concat());
    assert!(opened.body(0) == [&data[..], &data[..]].concat() && opened.gaps().is_empty());
}

#[test]
fn a_failed_checksum_keeps_the_data_and_says_so() {
    let mut first = member(b"one,", None);
    let trailer = first.len() - 8;
    first[trailer] ^= 1;
    let opened = open(&Gzip, "d.gz", &[first, member(b"two", None)].concat());
    assert_eq!(opened.body(0), b"one,two");
    assert_eq!(opened.gaps(), [(Reason::Corrupt, trailer as u64, trailer as u64)]);
}

#[test]
fn padding_is_framing_and_foreign_bytes_are_examined() {
    let mut padded = member(b"one", None);
    padded.extend([0; 700]);
    let opened = open(&Gzip, "d.gz", &padded);
    assert!(opened.gaps().is_empty() && opened.members.len() == 1);
    let at = padded.len() as u64;
    padded.extend(b"id,mail\n1,a@example.com\n");
    let opened = open(&Gzip, "d.gz", &padded);
    assert_eq!(opened.body(0), b"one");
    assert_eq!(opened.body(1), b"id,mail\n1,a@example.com\n");
    assert_eq!(opened.gaps(), [(Reason::Corrupt, at, at)]);
}

#[test]
fn what_stands_before_the_damage_comes_out() {
    let data: Vec<u8> = (0..200_000u32).flat_map(|n| format!("{},", n.wrapping_mul(2_654_435_761)).into_bytes()).collect();
    let mut bytes = member(&data, None);
    let middle = bytes.len() / 2;
    bytes[middle..middle + 64].fill(0xff);
    let opened = open(&Gzip, "d.gz", &bytes);
    assert!(opened.body(0)[..data.len() / 3] == data[..data.len() / 3]);
    assert_eq!(opened.gaps()[0].0, Reason::Corrupt);
    let cut = open(&Gzip, "d.gz", &bytes[..middle]);
    assert!(data.starts_with(cut.body(0)) && cut.body(0).len() > data.len() / 3);
}

#[test]
fn damage_anywhere_leaves_a_ledger_that_closes() {
    let first = member(b"one,one,one,one,one", Some("n.csv"));
    torture(&Gzip, &[&first[..], &member(b"two", None)].concat(), &[first.len()]);
}

#[test]
fn too_many_members_are_a_limit() {
    let bytes = [member(b"one,", None), member(b"two", None)].concat();
    let budget = Budget { members: 1, ..Budget::default() };
    let opened = open_with(&Gzip, "d.gz", &bytes, &budget);
    assert_eq!(opened.body(0), b"one,");
    assert_eq!(opened.gaps()[0].0, Reason::Limit);
}

#[test]
fn a_body_that_nobody_reads_is_accounted_for_and_a_stop_stops() {
    let bytes = [member(b"one,", None), member(b"two", None)].concat();
    let mut stream = &bytes[..];
    let outer = |stream| Outer { name: b"x", bytes: super::super::OuterBytes::Stream(stream) };
    let framing = Gzip.open(outer(&mut stream), &Budget::default(), &mut |_| Flow::Continue).unwrap();
    assert!(framing.closes() && framing.members == 2);
    let mut stream = &bytes[..];
    let framing = Gzip.open(outer(&mut stream), &Budget::default(), &mut |_| Flow::Stop).unwrap();
    assert_eq!(framing.flow, Flow::Stop);
}
