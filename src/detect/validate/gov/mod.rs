//! Numbers that governments give to persons: a file a region, a function a number.

pub mod africa;
pub mod americas;
pub mod asia_east;
pub mod asia_south;
pub mod asia_southeast;
pub mod asia_west;
pub mod europe_central;
pub mod europe_east;
pub mod europe_north;
pub mod europe_south;
pub mod europe_west;
pub mod oceania;

use super::{Generate, Validator};
use crate::model::Validity;

const DIGITS: &[u8] = b"0123456789";
const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// A declaration in one expression; `chance` per mille.
const fn number(name: &'static str, chance: u16, check: fn(&[u8]) -> Validity, generate: Generate, doc: &'static str) -> Validator {
    Validator { name, chance_per_mille: chance, check, generate: Some(generate), doc }
}
