//! Masks: what may be shown of a value, made from the classes of its characters alone.

/// The longest mask, in characters.
const LONGEST: usize = 40;

/// Shows the form of a value: letters become `x`, digits `9`, other scripts `x`; common signs stay, others
/// become `?`; runs of more than four are shortened to `x***` or `9***`. It can't be turned back.
pub fn mask(value: &[u8]) -> String {
    let mut shown = String::new();
    let mut length = 0;
    let mut run: Option<(char, usize)> = None;
    for chunk in value.utf8_chunks() {
        let classes = chunk.valid().chars().map(class).chain(chunk.invalid().iter().map(|_| '?'));
        for class in classes {
            match &mut run {
                Some((same, n)) if *same == class => *n += 1,
                _ => {
                    length += write_run(&mut shown, run);
                    run = Some((class, 1));
                }
            }
            if length > LONGEST {
                shown.push('…');
                return shown;
            }
        }
    }
    write_run(&mut shown, run);
    shown
}

fn class(c: char) -> char {
    match c {
        '0'..='9' => '9',
        ' ' | '@' | '.' | '-' | '/' | ':' | '+' | '(' | ')' | ',' | '_' | '$' | '*' => c,
        _ if c.is_numeric() => '9',
        _ if c.is_alphabetic() => 'x',
        _ => '?',
    }
}

fn write_run(shown: &mut String, run: Option<(char, usize)>) -> usize {
    let Some((class, n)) = run else { return 0 };
    if n > 4 {
        shown.push(class);
        shown.push_str("***");
        return 4;
    }
    shown.extend(std::iter::repeat_n(class, n));
    n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_shows_the_form_only() {
        assert_eq!(mask(b"alice@example.com"), "x***@x***.xxx");
        assert_eq!(mask(b"0812-3456-7890"), "9999-9999-9999");
        assert_eq!(mask("山田 太郎".as_bytes()), "xx xx");
        assert_eq!(mask(b"\xff\x1b[31m"), "???99x");
        assert!(mask(&b"a1".repeat(100)).chars().count() <= 42);
    }

    proptest::proptest! {
        #[test]
        fn no_letter_and_no_digit_of_a_value_comes_through(value in proptest::collection::vec(proptest::num::u8::ANY, 0..80)) {
            let shown = mask(&value);
            proptest::prop_assert!(shown.chars().filter(|c| c.is_alphanumeric()).all(|c| c == 'x' || c == '9'), "{}", shown);
            proptest::prop_assert!(!shown.chars().any(char::is_control));
        }
    }
}
