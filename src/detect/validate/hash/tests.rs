use super::*;

fn hex(count: usize) -> String {
    "0123456789abcdef".chars().cycle().take(count).collect()
}

fn text(count: usize) -> String {
    "aB3./xY9zQ".chars().cycle().take(count).collect()
}

fn form(value: &str) -> Option<(&'static str, Strength, bool)> {
    hash_form(value.as_bytes()).map(|form| (form.algorithms[0], form.strength, form.self_proving))
}

#[test]
fn modular_crypt_and_phc_strings_prove_themselves() {
    for (value, name, strength) in [
        (format!("$2b$12${}", text(53)), "bcrypt", Strength::Slow),
        ("$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy".into(), "bcrypt", Strength::Slow),
        ("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$RdescudvJCsgt3ub+b2dWRWJTmaQnCyBLpYmF3hQ5Ao".into(), "Argon2id", Strength::Slow),
        (format!("$7$C6..../....SodiumChloride${}", text(43)), "scrypt", Strength::Slow),
        (format!("$scrypt$ln=16,r=8,p=1${}${}", text(22), text(43)), "scrypt", Strength::Slow),
        (format!("$pbkdf2-sha256$29000${}${}", text(22), text(43)), "PBKDF2", Strength::Slow),
        (format!("$6$rounds=5000$saltsalt${}", text(86)), "sha512crypt", Strength::Slow),
        (format!("$5$saltsalt${}", text(43)), "sha256crypt", Strength::Slow),
        (format!("$1$saltsalt${}", text(22)), "md5crypt", Strength::Fast),
        (format!("$apr1$saltsalt${}", text(22)), "Apache MD5", Strength::Fast),
        (format!("$P$B{}", text(30)), "phpass", Strength::Fast),
        (format!("$S$D{}", text(51)), "Drupal 7 SHA-512", Strength::Slow),
        (format!("$y$j9T$saltsalt${}", text(43)), "yescrypt", Strength::Slow),
    ] {
        assert_eq!(form(&value), Some((name, strength, true)), "{value}");
    }
}

#[test]
fn forms_of_applications_prove_themselves() {
    let b64 = |bytes: usize| format!("{:=<1$}", "A".repeat(bytes.div_ceil(3) * 4 - (3 - bytes % 3) % 3), bytes.div_ceil(3) * 4);
    for (value, name) in [
        (format!("pbkdf2_sha256$600000$saltsalt${}", b64(32)), "PBKDF2"),
        (format!("pbkdf2:sha256:260000$saltsalt${}", hex(64)), "PBKDF2"),
        (format!("scrypt:32768:8:1$saltsalt${}", hex(128)), "scrypt"),
        (format!("sha1$a1b2c${}", hex(40)), "SHA-1 with salt"),
        (format!("md5$a1b2c${}", hex(32)), "MD5 with salt"),
        (format!("argon2$argon2id$v=19$m=102400,t=2,p=8${}${}", text(22), text(43)), "Argon2"),
        (format!("bcrypt_sha256$$2b$12${}", text(53)), "bcrypt"),
        (format!("md5{}", hex(32)), "PostgreSQL MD5"),
        (format!("SCRAM-SHA-256$4096:{}${}:{}", b64(16), b64(32), b64(32)), "SCRAM"),
        (format!("*{}", hex(40).to_uppercase()), "MySQL 4.1"),
        (format!("{{SSHA}}{}", b64(24)), "SHA-1 with salt"),
        (format!("{{SHA}}{}", b64(20)), "SHA-1"),
        (format!("{{MD5}}{}", b64(16)), "MD5"),
        (format!("{{SMD5}}{}", b64(24)), "MD5 with salt"),
        (format!("{{CRYPT}}$6$saltsalt${}", text(86)), "sha512crypt"),
        (format!("{{bcrypt}}$2a$10${}", text(53)), "bcrypt"),
        (format!("{}:{}", hex(32), text(32)), "MD5 with salt"),
        (format!("{}:{}", hex(32), "k#9"), "MD5 with salt"),
        (format!("{}:{}", hex(32).to_uppercase(), hex(32).to_uppercase()), "LM and NTLM"),
        (format!("AQAAAA{}", b64(61).get(6..).unwrap()), "ASP.NET Identity 3, PBKDF2"),
        (b64(49), "ASP.NET Identity 2, PBKDF2-SHA1"),
        (format!("0x0100{}", hex(48)), "SQL Server SHA-1"),
    ] {
        assert_eq!(form(&value).map(|(name, _, proves)| (name, proves)), Some((name, true)), "{value}");
        assert_eq!(check(value.as_bytes()), Confirmed);
    }
}

#[test]
fn bare_digests_are_no_opinion() {
    for (count, name) in
        [(16, "MySQL 3.23"), (32, "MD5"), (40, "SHA-1"), (56, "SHA-224"), (64, "SHA-256"), (96, "SHA-384"), (128, "SHA-512")]
    {
        let value = hex(count);
        assert_eq!(form(&value).map(|(name, _, proves)| (name, proves)), Some((name, false)));
        assert_eq!(check(value.as_bytes()), NoOpinion);
    }
    assert_eq!(form("rl.3StKT.4T8M"), Some(("DES crypt", Strength::Broken, false)));
    assert_eq!(form("X03MO1qnZdYdgyfeuILPmQ=="), Some(("MD5", Strength::Fast, false)));
    assert_eq!(form("W6ph5Mm5Pz8GgiULbPgzG37mj9g="), Some(("SHA-1", Strength::Fast, false)));
}

#[test]
fn other_text_has_no_form() {
    let bad_cost = format!("$2b$99${}", text(53));
    for value in [
        "",
        "password",
        "$100.00 per month",
        "$2b$12$tooshort",
        bad_cost.as_str(),
        "1234567890123456",
        "internationally",
        "Administrator1",
        "{\"json\": 1, \"b\": 2}",
        "2024-01-01 00:00:00",
        "c29tZSB0ZXh0IHRoYXQgaXMgYmFzZTY0IHRleHQ=x",
        "hello world, this is",
    ] {
        assert_eq!(form(value), None, "{value}");
    }
}
