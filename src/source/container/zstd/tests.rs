use super::*;
use crate::source::container::harness::{open, open_with, torture};
use std::io::Write;

fn frame(data: &[u8], checksum: bool) -> Vec<u8> {
    let mut writer = zstd::stream::Encoder::new(Vec::new(), 3).unwrap();
    writer.include_checksum(checksum).unwrap();
    writer.write_all(data).unwrap();
    writer.finish().unwrap()
}

fn skippable(data: &[u8]) -> Vec<u8> {
    [&0x184d_2a53u32.to_le_bytes()[..], &(data.len() as u32).to_le_bytes(), data].concat()
}

fn noise(n: u32) -> Vec<u8> {
    (0..n).flat_map(|n| format!("{},", n.wrapping_mul(2_654_435_761)).into_bytes()).collect()
}

#[test]
fn frames_become_one_stream_and_skippable_ones_are_framing() {
    let bytes = [skippable(b"index"), frame(b"one,", true), skippable(b""), frame(b"two", false)].concat();
    let opened = open(&Zstd, "users.csv.zst", &bytes);
    assert_eq!(opened.members.len(), 1);
    assert_eq!(opened.members[0].0, "users.csv");
    assert_eq!(opened.body(0), b"one,two");
    assert_eq!((opened.framing.members, opened.framing.structural), (2, 13 + 8 + 4));
    assert!(opened.gaps().is_empty());
    assert!(Zstd.sniff(&bytes) && Zstd.sniff(&frame(b"", false)));
    assert!(!Zstd.sniff(&skippable(b"only")) && !Zstd.sniff(b"\x28\xb5\x2f"));
}

#[test]
fn large_frames_stream_through() {
    let data = noise(120_000);
    let opened = open(&Zstd, "d.zst", &[frame(&data, true), frame(&data, false)].concat());
    assert!(opened.body(0) == [&data[..], &data[..]].concat() && opened.gaps().is_empty());
    let zeros = vec![0; 1_500_000];
    assert!(open(&Zstd, "d.zst", &frame(&zeros, true)).body(0) == zeros);
}

#[test]
fn a_damaged_frame_loses_its_rest_and_the_next_one_is_read() {
    let data = noise(200_000);
    let (mut first, second) = (frame(&data, true), frame(b"after", true));
    let middle = first.len() / 2;
    first[middle..middle + 40].fill(0xff);
    let bytes = [&first[..], &second].concat();
    let opened = open(&Zstd, "d.zst", &bytes);
    assert!(opened.body(0).ends_with(b"after") && opened.body(0).len() > data.len() / 3);
    let gaps = opened.gaps();
    assert_eq!((gaps.len(), gaps[0].0, gaps[0].2), (1, Reason::Corrupt, first.len() as u64));
    let cut = open(&Zstd, "d.zst", &first[..middle - 1000]);
    assert!(data.starts_with(cut.body(0)) && cut.body(0).len() > data.len() / 4);
}

#[test]
fn a_failed_checksum_keeps_the_data_and_says_so() {
    let mut first = frame(b"one,", true);
    let sum = first.len() - 4;
    first[sum] ^= 1;
    let opened = open(&Zstd, "d.zst", &[first, frame(b"two", true)].concat());
    assert_eq!(opened.body(0), b"one,two");
    assert_eq!(opened.gaps(), [(Reason::Corrupt, sum as u64, sum as u64)]);
}

#[test]
fn what_needs_too_much_is_stepped_over() {
    let mut writer = zstd::stream::Encoder::new(Vec::new(), 3).unwrap();
    writer.long_distance_matching(true).unwrap();
    writer.window_log(28).unwrap();
    writer.write_all(b"wide").unwrap();
    let wide = writer.finish().unwrap();
    let bytes = [&wide[..], &frame(b"after", true)].concat();
    let opened = open(&Zstd, "d.zst", &bytes);
    assert_eq!(opened.body(0), b"after");
    assert_eq!(opened.gaps(), [(Reason::Limit, 0, wide.len() as u64)]);
    let budget = Budget { window_log: 28, ..Budget::default() };
    assert_eq!(open_with(&Zstd, "d.zst", &bytes, &budget).body(0), b"wideafter");
    let needs_dictionary = [&FRAME.to_le_bytes()[..], &[0x21, 9, 1, 9, 0, 0, b'x']].concat();
    assert_eq!(open(&Zstd, "d.zst", &needs_dictionary).gaps()[0].0, Reason::Unsupported);
}

#[test]
fn foreign_bytes_are_examined() {
    let bytes = [&frame(b"one", true)[..], b"plain text"].concat();
    let opened = open(&Zstd, "d.zst", &bytes);
    assert_eq!(opened.body(1), b"plain text");
    assert_eq!(opened.gaps().len(), 1);
}

#[test]
fn damage_anywhere_leaves_a_ledger_that_closes() {
    let first = [skippable(b"i"), frame(b"one,one,one,one", true)].concat();
    let bytes = [&first[..], &frame(b"two", false)].concat();
    torture(&Zstd, &bytes, &[9, first.len()]);
}
