//! Log-odds into probabilities, by table: no floating point, so that every machine says the same.

/// Probability per mille of `step * 100` milli-log-odds, from 0 to 8000.
const TABLE: [u16; 81] = [
    500, 525, 550, 574, 599, 622, 646, 668, 690, 711, 731, 750, 769, 786, 802, 818, 832, 846, 858, 870, 881, 891, 900, 909, 917, 924, 931,
    937, 943, 948, 953, 957, 961, 964, 968, 971, 973, 976, 978, 980, 982, 984, 985, 987, 988, 989, 990, 991, 992, 993, 993, 994, 995, 995,
    996, 996, 996, 997, 997, 997, 998, 998, 998, 998, 998, 998, 999, 999, 999, 999, 999, 999, 999, 999, 999, 999, 999, 999, 999, 999, 999,
];

/// The probability of some milli-log-odds, per mille, between 1 and 999.
pub fn per_mille(odds: i64) -> u16 {
    let step = (odds.unsigned_abs() / 100).min(80) as usize;
    if odds >= 0 { TABLE[step] } else { 1000 - TABLE[step] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odds_become_probabilities() {
        assert_eq!((per_mille(0), per_mille(1386), per_mille(-1386)), (500, 786, 214));
        assert_eq!((per_mille(99_999), per_mille(-99_999)), (999, 1));
        assert!((-80..80).all(|i| per_mille(i * 100) <= per_mille(i * 100 + 100)));
    }
}
