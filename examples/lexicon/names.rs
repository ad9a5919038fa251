//! Given and family names with a weight each, from the counts of statistical offices.

use crate::{Out, Sources, cell, fold};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// How usual a name is, as given and as family name: 1 to 9, 0 for never.
#[derive(Clone, Copy, Default)]
pub struct Weight {
    pub given: u8,
    pub family: u8,
    lists: u8,
}

pub type Names = BTreeMap<String, Weight>;

/// Lists with counts: file, column of the name, column of the count, family names or given.
const COUNTED: &[(&str, usize, usize, bool)] = &[
    ("names/family_fi_dvv.tsv", 0, 1, true),
    ("names/family_fr_insee.tsv.gz", 0, 1, true),
    ("names/family_jp.tsv", 0, 3, true),
    ("names/family_jp.tsv", 1, 3, true),
    ("names/family_jp.tsv", 2, 3, true),
    ("names/family_uk_ons2002.tsv", 0, 1, true),
    ("names/given_be_statbel.tsv", 0, 2, false),
    ("names/given_br_ibge.tsv", 0, 1, false),
    ("names/given_de_cities.tsv", 0, 2, false),
    ("names/given_dk.tsv", 0, 1, false),
    ("names/given_fi_dvv.tsv", 0, 2, false),
    ("names/given_fr_insee.tsv", 0, 2, false),
    ("names/given_se_scb.tsv", 0, 2, false),
    ("names/given_uk.tsv", 0, 2, false),
    ("names/given_us_ssa.tsv", 0, 2, false),
];

pub fn compile(sources: &Sources, out: &Out) -> io::Result<Names> {
    let mut names = Names::new();
    for &(list, name, count, family) in COUNTED {
        counted(&mut names, &sources.rows(list)?, name, |row| cell(row, count).parse().unwrap_or(0), family);
    }
    let hebrew = sources.rows("names/names_il_cbs_hebrew.tsv")?;
    for kind in ["given", "family"] {
        let rows: Vec<_> = hebrew.iter().filter(|row| cell(row, 1) == kind).cloned().collect();
        counted(&mut names, &rows, 0, |row| cell(row, 3).parse().unwrap_or(0), kind == "family");
    }
    census(&mut names, sources)?;
    ranked(&mut names, sources)?;
    east_asian(&mut names, sources, out)?;
    unranked(&mut names, sources)?;
    names.retain(|name, weight| worth(name, *weight));
    out.write_packed("names.txt.gz", &names.iter().map(|(name, w)| (name.clone(), format!("{}{}", w.given, w.family))).collect())?;
    Ok(names)
}

/// The weight of a share in millionths: 9 from 3,000, down by half an order of magnitude a step.
fn weight(millionths: f64) -> u8 {
    const STEPS: [f64; 8] = [1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0];
    1 + STEPS.iter().filter(|&&step| millionths >= step).count() as u8
}

fn add(names: &mut Names, name: &str, weight: u8, family: bool) {
    let Some(name) = fold(name) else { return };
    let entry = names.entry(name).or_default();
    let slot = if family { &mut entry.family } else { &mut entry.given };
    *slot = (*slot).max(weight);
    entry.lists = entry.lists.saturating_add(1);
}

fn counted(names: &mut Names, rows: &[Vec<String>], name: usize, count: impl Fn(&[String]) -> u64, family: bool) {
    let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
    for row in rows {
        *sums.entry(cell(row, name)).or_default() += count(row);
    }
    let total = sums.values().sum::<u64>().max(1) as f64;
    for (name, count) in sums {
        add(names, name, weight(count as f64 * 1e6 / total), family);
    }
}

/// The census gives exact counts for a thousand names and a logarithmic bucket for the rest.
fn census(names: &mut Names, sources: &Sources) -> io::Result<()> {
    for row in sources.rows("names/family_us_census2010.tsv.gz")? {
        let weight = match cell(&row, 1).parse::<u8>().unwrap_or(1) {
            bucket @ 0..=4 => bucket,
            5 | 6 => 6,
            7 | 8 => 7,
            9 | 10 => 8,
            _ => 9,
        };
        add(names, cell(&row, 0), weight, true);
    }
    Ok(())
}

fn ranked(names: &mut Names, sources: &Sources) -> io::Result<()> {
    for row in sources.rows("names/official_top_lists.tsv")? {
        let weight = match cell(&row, 3).parse::<u32>().unwrap_or(999) {
            0..=20 => 8,
            21..=100 => 7,
            _ => 6,
        };
        // The Spanish list repeats one whose terms are not settled.
        if cell(&row, 0) != "ES" {
            add(names, cell(&row, 4), weight, cell(&row, 1) == "family");
        }
    }
    for row in sources.rows("names/gap_languages_common.tsv")? {
        let kind = cell(&row, 1);
        if kind != "family" {
            add(names, cell(&row, 3), 6, false);
        }
        if kind != "given" {
            add(names, cell(&row, 3), 6, true);
        }
    }
    for row in sources.rows("names/given_ir_persian.tsv")? {
        add(names, cell(&row, 0), 5, false);
    }
    Ok(())
}

/// Chinese and Japanese names; and the characters that they are made of.
fn east_asian(names: &mut Names, sources: &Sources, out: &Out) -> io::Result<()> {
    let mut families = BTreeSet::new();
    for row in sources.rows("names/family_cn_baijiaxing.tsv")? {
        families.extend(fold(cell(&row, 0)));
        add(names, cell(&row, 1), if cell(&row, 2).is_empty() { 4 } else { 7 }, true);
    }
    for row in sources.rows("names/official_top_lists.tsv")? {
        if cell(&row, 1) == "family" && matches!(cell(&row, 0), "KR" | "TW") {
            families.extend(fold(cell(&row, 4)));
        }
    }
    for row in sources.rows("names/gap_languages_common.tsv")? {
        if cell(&row, 1) == "family" && cell(&row, 2) == "Hangul" {
            families.extend(fold(cell(&row, 3)));
        }
    }
    families.retain(|name| name.chars().count() <= 2);
    let mut characters: BTreeMap<char, u32> = BTreeMap::new();
    for row in sources.rows("names/given_cn_derived.tsv")? {
        let support: u32 = cell(&row, 2).parse().unwrap_or(1);
        cell(&row, 0).chars().for_each(|c| *characters.entry(c).or_default() += support);
        add(names, cell(&row, 1), if support > 4 { 5 } else { 3 }, false);
    }
    let mut spelled = BTreeSet::new();
    for row in sources.rows("names/given_jp.tsv.gz")? {
        if cell(&row, 4) == "1" {
            spelled.insert(cell(&row, 0).to_owned());
            add(names, cell(&row, 1), 4, false);
            add(names, cell(&row, 2), 4, false);
        }
    }
    for row in sources.rows("names/names_jp_ipadic.tsv.gz")? {
        match cell(&row, 1) {
            "family" => add(names, cell(&row, 0), 3, true),
            "given" => {
                let both = spelled.contains(cell(&row, 0));
                add(names, cell(&row, 0), if both { 4 } else { 2 }, false);
                cell(&row, 0).chars().for_each(|c| *characters.entry(c).or_default() += 1);
            }
            _ => {}
        }
    }
    for row in sources.rows("names/given_wikidata.tsv.gz")? {
        if cell(&row, 2) == "Hangul" && cell(&row, 0).chars().count() == 2 {
            cell(&row, 0).chars().for_each(|c| *characters.entry(c).or_default() += 1);
        }
    }
    for row in sources.rows("names/official_top_lists.tsv")? {
        if cell(&row, 1) == "given" && matches!(cell(&row, 0), "KR" | "TW") {
            cell(&row, 4).chars().for_each(|c| *characters.entry(c).or_default() += 3);
        }
    }
    let given =
        characters.into_iter().filter(|&(c, n)| n >= 6 && !NEVER.contains(c) && !c.is_ascii() && !is_kana(c)).map(|(c, _)| c.to_string());
    out.write_set("family_characters.txt", families)?;
    out.write_set("given_characters.txt", given)
}

/// Characters of goods, which names of persons seldom hold.
const NEVER: &str = "色巾衣服品机器鞋帽包袋裤裙盒杯碗锅刀床被枕椅桌灯柜箱瓶纸笔书表车油米肉菜鱼鸡蛋奶茶酒糖果饼面粉汤物件套组";

fn is_kana(c: char) -> bool {
    ('\u{3040}'..'\u{3100}').contains(&c)
}

/// The long tail without counts. In Latin letters it is weak; elsewhere it is most of what there is.
fn unranked(names: &mut Names, sources: &Sources) -> io::Result<()> {
    for (list, family, script) in [("names/given_wikidata.tsv.gz", false, 2), ("names/family_wikidata.tsv.gz", true, 2)] {
        for row in sources.rows(list)? {
            let weight = if cell(&row, script) == "Latin" { 2 } else { 3 };
            add(names, cell(&row, 0), weight, family);
        }
    }
    Ok(())
}

/// Whether a name earns its line: usual somewhere, or met in several lists, or of a script that has no counted list.
fn worth(name: &str, weight: Weight) -> bool {
    let letters = name.chars().count();
    let best = weight.given.max(weight.family);
    let blanks = name.matches(' ').count();
    let Some(first) = name.chars().next() else { return false };
    let shape = letters <= 20 && blanks <= if best >= 6 { 2 } else { 0 } && !name.bytes().any(|b| b.is_ascii_digit());
    shape
        && match first {
            'a'..='z' => best >= 4 || letters >= 3 && (best == 3 || weight.lists >= 2),
            // The scanner knows the regular endings of Russian family names.
            '\u{400}'..'\u{530}' => best > 3 || weight.given > 0 || weight.lists >= 2 && !REGULAR.iter().any(|end| name.ends_with(end)),
            '\u{590}'..'\u{600}' => best >= 5,
            // A reading counts by how many spellings it has.
            '\u{3040}'..'\u{3100}' => weight.family >= 4 || weight.given >= 4 && weight.lists >= 5,
            '\u{3400}'..'\u{a000}' => letters >= 2 && (best >= 4 || weight.family == 3 && weight.lists >= 2),
            '\u{ac00}'..'\u{d7b0}' => best > 3 || letters <= 2,
            _ => letters >= 2,
        }
}

/// Endings that make a family name of a Russian word by themselves.
const REGULAR: [&str; 12] = ["ов", "ев", "ин", "ова", "ева", "ина", "ский", "ская", "ски", "енко", "чук", "ян"];
