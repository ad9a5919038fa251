use super::{all, by_name, draw};
use crate::model::Validity::{Confirmed, NoOpinion, Refuted};

/// Standards that can only say that the form fits: no check digit, and rules that leave much room.
const FORM_ONLY: [&str; 3] = ["bic", "birth_date", "card_expiry"];

#[test]
fn names_are_sorted_and_found() {
    assert!(all().windows(2).all(|pair| pair[0].name < pair[1].name));
    assert!(all().iter().all(|validator| by_name(validator.name).is_some_and(|found| found.name == validator.name)));
    assert!(by_name("no_such_standard").is_none());
}

#[test]
fn generated_values_are_confirmed() {
    for validator in all() {
        let Some(generate) = validator.generate else { continue };
        let expected = if FORM_ONLY.contains(&validator.name) { NoOpinion } else { Confirmed };
        let mut random = draw::sequence(42);
        let mut value = Vec::new();
        for _ in 0..1000 {
            value.clear();
            generate(&mut random, &mut value);
            assert_eq!((validator.check)(&value), expected, "{}: {}", validator.name, String::from_utf8_lossy(&value));
        }
    }
}

#[test]
fn any_bytes_are_survived_and_nothing_is_refuted() {
    let mut random = draw::sequence(3);
    for validator in all() {
        assert_eq!((validator.check)(b""), Refuted, "{}", validator.name);
        let mut value = Vec::new();
        for round in 0..2000 {
            value.clear();
            let length = draw::below(&mut random, 70) as usize;
            let alphabet: &[u8] = match round % 3 {
                0 => b"0123456789-./: +()",
                1 => b"AaXx09$:.-_{}@\xff\xc3\xe2\x80\xa2",
                _ => b"0123456789abcdefABCDEF",
            };
            draw::characters(&mut random, alphabet, length, &mut value);
            (validator.check)(&value);
        }
    }
}
