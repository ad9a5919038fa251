use super::{all, by_name, draw};
use crate::model::Validity::{Confirmed, NoOpinion, Refuted};

/// Standards that can only say that the form fits: no check digit, and rules that leave much room.
const FORM_ONLY: [&str; 7] = ["bic", "birth_date", "card_expiry", "in_pan", "uk_nino", "us_itin", "us_ssn"];

#[test]
fn names_are_sorted_and_found() {
    assert!(all().windows(2).all(|pair| pair[0].name < pair[1].name));
    assert!(all().iter().all(|validator| { by_name(validator.name).is_some_and(|found| found.name == validator.name) }));
    assert!(by_name("no_such_standard").is_none());
}

#[test]
fn generated_values_are_confirmed() {
    for validator in all() {
        let Some(generate) = validator.generate else {
            continue;
        };
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

/// Fills a form with random characters: `#` a digit, `@` a letter, `h` a hexadecimal digit.
fn fill(form: &str, random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    out.clear();
    for sign in form.bytes() {
        match sign {
            b'#' => draw::digits(random, 1, out),
            b'@' => draw::characters(random, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", 1, out),
            b'h' => draw::characters(random, b"0123456789abcdef", 1, out),
            literal => out.push(literal),
        }
    }
}

#[test]
fn stated_chances_are_the_measured_ones() {
    const ROUNDS: u32 = 40_000;
    for (name, form) in [
        ("aba_routing", "#########"),
        ("au_tfn", "#########"),
        ("be_national", "###########"),
        ("br_cnpj", "##############"),
        ("br_cpf", "###########"),
        ("ca_sin", "#########"),
        ("ch_ahv", "#############"),
        ("cn_resident_id", "##################"),
        ("de_steuer_id", "###########"),
        ("dk_cpr", "##########"),
        ("es_dni", "########@"),
        ("fi_hetu", "######-###@"),
        ("fr_nir", "###############"),
        ("id_nik", "################"),
        ("il_id", "#########"),
        ("in_aadhaar", "############"),
        ("ipv4", "###.###.###.###"),
        ("it_codice_fiscale", "@@@@@@##@##@###@"),
        ("jp_my_number", "############"),
        ("kr_rrn", "#############"),
        ("luhn", "################"),
        ("mx_curp", "@@@@######@@@@@@##"),
        ("my_nric", "############"),
        ("nl_bsn", "#########"),
        ("no_fodselsnummer", "###########"),
        ("pan", "################"),
        ("pl_pesel", "###########"),
        ("pt_nif", "#########"),
        ("ro_cnp", "#############"),
        ("ru_inn", "############"),
        ("se_personnummer", "##########"),
        ("sg_nric", "S#######@"),
        ("tr_kimlik", "###########"),
        ("uk_nhs", "##########"),
        ("uuid", "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh"),
        ("za_id", "#############"),
    ] {
        let validator = by_name(name).unwrap();
        let mut random = draw::sequence(17);
        let mut value = Vec::new();
        let mut confirmed = 0;
        for _ in 0..ROUNDS {
            fill(form, &mut random, &mut value);
            confirmed += u32::from((validator.check)(&value) == Confirmed);
        }
        let measured = f64::from(confirmed) * 1000.0 / f64::from(ROUNDS);
        let stated = f64::from(validator.chance_per_mille);
        // Stated is rounded up to a whole per mille; 1 stands for less than that as well.
        let close = (measured - stated).abs() <= 1.0 + stated * 0.06;
        assert!(close, "{name}: {measured} per mille measured, {stated} stated");
    }
}
