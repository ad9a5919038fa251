//! The tables of the payment server.

use crate::account::Account;
use crate::card::{ciphertext, token};
use crate::table::{Column, Kind, Table, always, column, put, put_time};

/// Keys that the vault has used, by the year of the card's arrival.
pub const KEYS: [&str; 4] = ["kek-2021-01", "kek-2022-03", "kek-2023-02", "kek-2024-03"];

/// The vault: tokens and ciphertext, and no name beside them.
pub static CARDS: Table<Account> = Table { name: "cards", key: 1, keys: "", columns: CARD_COLUMNS };

static CARD_COLUMNS: &[Column<Account>] = &[
    column("token", Kind::Fixed(28), |a: &Account, out| always(|| token(out, a.world.seed, a.number))).holds(&["payment.card.token"]),
    column("pan_ciphertext", Kind::Fixed(88), |a: &Account, out| always(|| ciphertext(out, a.world.seed, a.number)))
        .holds(&["payment.card.ciphertext"]),
    column("key_id", Kind::Text(16), |a: &Account, out| put(out, KEYS[(a.created / 86_400 % 4) as usize].as_bytes())),
    column("created_at", Kind::Time, |a: &Account, out| put_time(out, a.created + 40)),
];

/// What the vault must never hold: numbers in clear.
pub static CLEAR: Table<Account> = Table { name: "cards_clear", key: 1, keys: "", columns: CLEAR_COLUMNS };

static CLEAR_COLUMNS: &[Column<Account>] = &[
    column("card_number", Kind::Text(16), |a: &Account, out| a.card.is_some_and(|card| put(out, card.number())))
        .holds(&["payment.card.pan"])
        .count_luhn(),
    column("exp", Kind::Fixed(5), |a: &Account, out| a.card.is_some_and(|card| always(|| card.expiry(out))))
        .holds(&["payment.card.expiry"]),
    column("holder", Kind::Text(60), |a: &Account, out| always(|| a.holder(out))).holds(&["identity.name"]).may(&["payment.card.holder"]),
];
