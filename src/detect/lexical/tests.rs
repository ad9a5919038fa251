//! What one value says. Names are made up from lists of common ones.

use super::*;
use LexClass::*;

fn has(value: &str, class: LexClass) -> bool {
    Lexicon::shared().classify(value.as_bytes()) & class.bit() != 0
}

#[track_caller]
fn all(class: LexClass, values: &[&str]) {
    let missed: Vec<_> = values.iter().filter(|value| !has(value, class)).collect();
    assert!(missed.is_empty(), "not {class:?}: {missed:?}");
}

#[track_caller]
fn none(class: LexClass, values: &[&str]) {
    let wrong: Vec<_> = values.iter().filter(|value| has(value, class)).collect();
    assert!(wrong.is_empty(), "{class:?}: {wrong:?}");
}

#[test]
fn given_and_family_names() {
    all(Given, &["Maria", "JOSÉ", "anne-marie", "Björn", "Zoë", "Budi", "Иван", "Ольга", "محمد", "Γιώργος", "Jan", "Rose", "Jean-Pierre"]);
    all(
        Family,
        &[
            "Smith",
            "O'Connor",
            "o’brien",
            "van der Berg",
            "de la Cruz",
            "Müller",
            "García",
            "Nguyễn",
            "Иванов",
            "Петрова",
            "Kowalski",
            "Watanabe",
            "García López",
        ],
    );
    none(Given, &["Smith", "Hoodie", "Invoice", "the", "Street", "A", "blue"]);
    none(Family, &["Jennifer", "pending", "backpack", "of"]);
}

#[test]
fn full_names() {
    all(
        FullName,
        &[
            "Maria Silva",
            "Smith, John",
            "Dr. Anna Schmidt",
            "John F. Miller",
            "J. Smith",
            "Jan van der Berg",
            "Robert Brown Jr.",
            "JAMES WILSON",
            "john smith",
            "María José García López",
            "Will Smith",
            "Grant Wood",
            "Иванов Иван Иванович",
            "Ольга Петрова",
            "Budi Santoso",
            "Nguyễn Văn An",
            "Anne-Marie Dupont",
            "Emma Zzyzxova",
            "Mohammed bin Salman",
            "Carlos de la Cruz",
            "محمد علي",
        ],
    );
    none(
        FullName,
        &[
            "Red Cotton Shirt",
            "San Francisco",
            "New York",
            "Maple Street",
            "Bank of America",
            "Smith & Sons",
            "Rose Water",
            "May Day",
            "Portland, Oregon",
            "Academy Dinosaur",
            "Smith Ltd",
            "Pending Review",
            "Visa Electron",
            "Hero Hoodie",
            "Anna's Bakery",
            "Maria",
            "12 Main Street",
            "John Deere Tractor",
        ],
    );
    all(Honorific, &["Dr. Anna Schmidt", "Mr. Smith", "Frau Müller"]);
}

#[test]
fn names_by_characters() {
    all(FullName, &["王小明", "欧阳娜", "佐藤太郎", "佐藤 太郎", "さとう たろう", "サトウ タロウ", "김민준", "張志明"]);
    none(FullName, &["高级", "白色", "东京", "東京都", "株式会社", "手机", "北京市", "配送中", "カメラ"]);
    all(Family, &["佐藤", "王", "高橋"]);
}

#[test]
fn places() {
    all(City, &["Paris", "New York", "München", "munich", "São Paulo", "Москва", "東京", "Springfield, IL", "深圳市", "Surabaya"]);
    all(Region, &["California", "CA", "Bavaria", "Ontario", "Jawa Timur", "広東省"]);
    all(Country, &["Germany", "Deutschland", "US", "usa", "DEU", "Côte d’Ivoire", "日本", "Россия"]);
    none(Country, &["in", "is", "me", "no", "it"]);
    none(City, &["Smith", "pending"]);
}

#[test]
fn street_lines() {
    all(
        Street,
        &[
            "123 Maple Ln",
            "742 Evergreen Terrace",
            "7 W Main St Apt 4",
            "8 W Cerritos Ave #54",
            "PO Box 123",
            "P.O. Box 12",
            "Postfach 10 20",
            "Hauptstr. 12a",
            "Lange Straße 7",
            "Hauptstraße 5",
            "Kungsgatan 5",
            "Am Markt 3",
            "12 bis rue de la Paix",
            "C/ Mayor 5, 3ºB",
            "Calle Mayor 5",
            "Rua das Flores, 123 - apto 4",
            "Jl. Merdeka No. 5 RT 03/RW 04",
            "ул. Ленина, д. 5, кв. 3",
            "Ленинский проспект, 10",
            "Via Roma 12",
            "ul. Długa 5/7",
            "Keizersgracht 123",
            "Kossuth utca 12",
            "123 5th Avenue",
            "Flat 2, 14 High Street",
            "Av. Paulista, 1000",
            "Calle 45 # 12-34",
            "Plot No 5, MG Road, Pune",
            "12-14 King's Road",
        ],
    );
    none(
        Street,
        &[
            "3 Day Pass",
            "12 square meters",
            "Smith",
            "Main",
            "Galaxy S5",
            "Route 66",
            "5 stars",
            "John Smith 2",
            "Version 2.0",
            "iPhone 12 Pro",
            "2 Way Radio",
        ],
    );
    all(
        Address,
        &[
            "123 Maple Ln, Springfield, IL 62701",
            "Hauptstr. 12a, 10115 Berlin",
            "12 rue de la Paix\n75002 Paris",
            "Rua das Flores, 123, São Paulo, SP",
            "10 High Street, London SW1A 1AA",
            "123 Main St Springfield IL 62701",
        ],
    );
    none(Address, &["123 Maple Ln", "Paris, France", "Hauptstr. 12a"]);
    all(Address, &["東京都千代田区丸の内1-2-3", "广东省深圳市南山区科技路12号", "서울특별시 강남구 테헤란로 123"]);
}

#[test]
fn organisations() {
    all(
        Org,
        &[
            "Acme Inc.",
            "Siemens AG",
            "Fabrica S.A.",
            "PT Maju Jaya",
            "ООО Ромашка",
            "University of Leeds",
            "株式会社山田",
            "Volvo AB",
            "Miller GmbH & Co. KG",
            "深圳科技有限公司",
            "Acme, LLC",
            "Deutsche Bank",
        ],
    );
    none(Org, &["John Smith", "Denver, CO", "12 pieces", "Maria", "red shirt", "Anna Maria"]);
}

#[test]
fn words_and_closed_vocabularies() {
    all(
        CommonWords,
        &["Red Cotton Shirt", "pending", "blue", "running shoes", "camisa azul", "grüne Hose", "красный стол", "手机", "baju merah"],
    );
    none(CommonWords, &["Jennifer", "Smith", "Kowalski", "xqzt"]);
    all(Gender, &["male", "Female", "F", "m", "男", "Perempuan", "Мужской", "weiblich"]);
    all(CardBrand, &["Visa", "MASTERCARD", "american express", "JCB", "RuPay", "diners_club"]);
    all(Enumeration, &["shipped", "active", "yes", "Married", "paypal"]);
    all(Calendar, &["January", "lunes", "USD", "en-US", "Dezember"]);
    all(Postcode, &["SW1A 1AA", "10115", "K1A 0B1", "01310-100"]);
}

#[test]
fn whatever_comes_in_something_small_comes_out() {
    let lexicon = Lexicon::shared();
    assert_eq!(lexicon.classify(b""), 0);
    assert_eq!(lexicon.classify(b"jane.doe@example.com"), 0);
    assert_eq!(lexicon.classify(&[b'a'; 201]), 0);
    assert_eq!(lexicon.classify("word ".repeat(33).as_bytes()), 0);
    assert!(lexicon.classify(b"M\xFCller") & Family.bit() != 0);
    let mut bytes = Vec::new();
    let mut state = 7u32;
    for length in 0..400 {
        bytes.clear();
        for _ in 0..length {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            bytes.push((state >> 24) as u8);
        }
        lexicon.classify(&bytes);
    }
    for c in (0..0x11_0000).step_by(7).filter_map(char::from_u32) {
        lexicon.classify(format!("{c}a {c}{c} 1{c}").as_bytes());
    }
}
