//! Figures as a Dutch reader writes them.

use super::KostprijsFout;
use kern::Decimaal;
use regels::{Kostprijsmaat, Regelafronding};

/// `€ 1.234,56`, rounded for the eye only.
pub fn euro(w: Decimaal) -> String {
    let w = Regelafronding::Centen.op(w);
    format!("{}€ {}", if w.is_sign_negative() && !w.is_zero() { "-" } else { "" }, met_punten(w.abs(), 2))
}

/// Euros as whole cents, for a picture; what does not fit is the largest that does.
pub fn in_centen(w: Decimaal) -> i64 {
    let cent = Regelafronding::Centen.op(w).checked_mul(Decimaal::ONE_HUNDRED);
    let cent = cent.and_then(|c| i64::try_from(c).ok());
    cent.unwrap_or(if w.is_sign_negative() { i64::MIN } else { i64::MAX })
}

/// `+€ 1,00` or `-€ 1,00`; zero has no sign.
pub fn euro_verschil(w: Decimaal) -> String {
    let tekst = euro(w);
    if Regelafronding::Centen.op(w) > Decimaal::ZERO { format!("+{tekst}") } else { tekst }
}

/// A value in its unit: money in whole cents, percentages and numbers with what they need, two decimals at most.
pub fn waarde(maat: Kostprijsmaat, w: Decimaal) -> String {
    if maat.is_geld() {
        return euro(w);
    }
    let rond = Regelafronding::Centen.op(w).normalize();
    let decimalen = match rond.scale() {
        0 => 0,
        1 if maat.is_procent() || rond < Decimaal::ONE_HUNDRED => 1,
        _ => 2,
    };
    let teken = if rond.is_sign_negative() { "-" } else { "" };
    format!("{teken}{}{}", met_punten(rond.abs(), decimalen), if maat.is_procent() { "%" } else { "" })
}

fn met_punten(w: Decimaal, decimalen: usize) -> String {
    let tekst = format!("{w:.decimalen$}");
    let (heel, deel) = tekst.split_once('.').unwrap_or((&tekst, ""));
    let mut uit = String::new();
    for (i, c) in heel.chars().enumerate() {
        if i > 0 && (heel.len() - i).is_multiple_of(3) {
            uit.push('.');
        }
        uit.push(c);
    }
    if deel.is_empty() { uit } else { format!("{uit},{deel}") }
}

/// A number as people type it, and as [`lees_getal`] reads it back: `9,5`, with no point between thousands.
pub fn getypt(w: Decimaal) -> String {
    w.normalize().to_string().replace('.', ",")
}

/// Reads `68`, `68,5`, `68.5`, `2.850,00`. What can be read in two ways (`2.850`) is refused.
pub fn lees_getal(tekst: &str) -> Result<Decimaal, KostprijsFout> {
    let t = tekst.trim();
    let fout = || KostprijsFout::Getal(tekst.to_owned());
    let in_drieen = |heel: &str| {
        let mut delen = heel.split('.');
        delen.next().is_some_and(|d| (1..=3).contains(&d.len())) && delen.all(|d| d.len() == 3)
    };
    let schoon = match t.split_once(',') {
        Some((heel, deel)) if !heel.contains('.') || in_drieen(heel) => {
            format!("{}.{deel}", heel.replace('.', ""))
        }
        Some(_) => return Err(fout()),
        None if t.split_once('.').is_some_and(|(_, d)| d.len() == 3) => return Err(fout()),
        None => t.to_owned(),
    };
    let cijfers = schoon.bytes().all(|c| c.is_ascii_digit() || c == b'.') && schoon.len() <= 20;
    if cijfers && !schoon.starts_with('.') && !schoon.ends_with('.') {
        schoon.parse().map_err(|_| fout())
    } else {
        Err(fout())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(t: &str) -> Decimaal {
        t.parse().unwrap()
    }

    #[test]
    fn figures_read_as_dutch() {
        assert_eq!(euro(d("31611.024")), "€ 31.611,02");
        assert_eq!(euro(d("-0.005")), "-€ 0,01");
        assert_eq!(euro(d("-0.004")), "€ 0,00");
        assert_eq!(euro_verschil(d("12.3")), "+€ 12,30");
        assert_eq!(euro_verschil(d("0.001")), "€ 0,00");
        let m = |t| Kostprijsmaat::parse(t).unwrap();
        assert_eq!(waarde(m("procent"), d("8.333333")), "8,33%");
        assert_eq!(waarde(m("procent"), d("83.40")), "83,4%");
        assert_eq!(waarde(m("uren per jaar"), d("1310.4")), "1.310,40");
        assert_eq!(waarde(m("uren per client per week"), d("9.5")), "9,5");
        assert_eq!(waarde(m("weken per jaar"), d("52")), "52");
    }

    #[test]
    fn a_number_is_read_in_one_way_only() {
        for (t, w) in [
            ("68", "68"),
            ("68,5", "68.5"),
            ("68.5", "68.5"),
            ("2.850,00", "2850"),
            ("0,834", "0.834"),
            (" 7 ", "7"),
        ] {
            assert_eq!(lees_getal(t).unwrap(), d(w), "{t}");
        }
        for t in ["", "2.850", "28.50,1", "1,2,3", "-1", "1e5", "x", ",5", "5.", "999999999999999999999"] {
            assert!(lees_getal(t).is_err(), "{t}");
        }
    }
}
