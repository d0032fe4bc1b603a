//! How amounts, days, periods and counts read in Dutch. The same functions serve pages, charts and exports.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time, date};
use kern::{Decimaal, Eurocent};
use std::fmt::Write as _;

/// Text that is already HTML. Made only from escaped parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Html(String);

impl Html {
    /// Takes text that the caller has escaped.
    pub(crate) fn geescaped(tekst: String) -> Self {
        Self(tekst)
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Html {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Html {}

/// Escapes text for HTML and for an attribute between double quotes.
pub fn ontsnap(tekst: &str) -> String {
    let mut uit = String::with_capacity(tekst.len());
    for c in tekst.chars() {
        match c {
            '&' => uit.push_str("&amp;"),
            '<' => uit.push_str("&lt;"),
            '>' => uit.push_str("&gt;"),
            '"' => uit.push_str("&quot;"),
            '\'' => uit.push_str("&#39;"),
            c => uit.push(c),
        }
    }
    uit
}

/// Escapes a value for the query of a URL.
pub fn in_url(tekst: &str) -> String {
    let mut uit = String::with_capacity(tekst.len());
    for b in tekst.bytes() {
        if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~') {
            uit.push(char::from(b));
        } else {
            let _ = write!(uit, "%{b:02X}");
        }
    }
    uit
}

const MAANDEN: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

fn maandnaam(d: Date) -> &'static str {
    MAANDEN[usize::try_from(d.month() - 1).unwrap_or(0) % 12]
}

/// `€ 1.234,50`, with a space that does not break.
pub fn euro(bedrag: Eurocent) -> String {
    format!("€\u{a0}{bedrag}")
}

/// A tariff in cents that may have more than two decimals in euros: `€ 52,345`.
pub fn tarief(cent: Decimaal) -> String {
    let euro = (cent / Decimaal::from(100)).normalize().to_string();
    let (heel, rest) = euro.split_once('.').unwrap_or((&euro, ""));
    let heel = heel.parse::<i64>().map_or_else(|_| heel.to_owned(), getal);
    format!("€\u{a0}{heel},{rest:0<2}")
}

/// Whole euros for a chart or a small figure: `€ 1.235`.
pub fn euro_heel(bedrag: Eurocent) -> String {
    let heel = bedrag.0 / 100 + i64::from((bedrag.0 % 100).abs() >= 50) * bedrag.0.signum();
    format!("€\u{a0}{}", getal(heel))
}

/// A figure for a small space: whole euros, and millions with two decimals: `€ 19,12 mln`.
pub fn euro_klein(bedrag: Eurocent) -> String {
    if bedrag.0.abs() < 100_000_000 {
        return euro_heel(bedrag);
    }
    // Cents to hundredths of a million, rounded half away from zero.
    let honderdste = (bedrag.0 + 500_000 * bedrag.0.signum()) / 1_000_000;
    let min = if honderdste < 0 { "-" } else { "" };
    let abs = honderdste.unsigned_abs();
    format!("€\u{a0}{min}{},{:02}\u{a0}mln", getal(i64::try_from(abs / 100).unwrap_or(i64::MAX)), abs % 100)
}

/// `1.234`.
pub fn getal(n: i64) -> String {
    let cijfers = n.unsigned_abs().to_string();
    let mut uit = String::from(if n < 0 { "-" } else { "" });
    for (i, c) in cijfers.chars().enumerate() {
        if i > 0 && (cijfers.len() - i).is_multiple_of(3) {
            uit.push('.');
        }
        uit.push(c);
    }
    uit
}

/// Tenths of a percent: `12,5 %`.
pub fn promille(n: i64) -> String {
    format!("{},{}\u{a0}%", getal(n / 10), (n % 10).abs())
}

/// `1 regel`, `2 regels`, `0 regels`.
pub fn meervoud(n: i64, een: &str, meer: &str) -> String {
    format!("{}\u{a0}{}", getal(n), if n == 1 { een } else { meer })
}

/// `21 november 2026`.
pub fn datum(d: Date) -> String {
    format!("{} {} {}", d.day(), maandnaam(d), d.year())
}

/// `21-11-2026`, for dense tables.
pub fn datum_kort(d: Date) -> String {
    format!("{:02}-{:02}-{}", d.day(), d.month(), d.year())
}

/// `november 2026`.
pub fn maand(d: Date) -> String {
    format!("{} {}", maandnaam(d), d.year())
}

/// `nov 26`, for an axis.
pub fn maand_kort(d: Date) -> String {
    let naam = maandnaam(d);
    let kort = if naam == "maart" { "mrt" } else { &naam[..3] };
    format!("{kort} {:02}", d.year() % 100)
}

/// `1 t/m 30 september 2026`, `28 september t/m 4 oktober 2026`, `vanaf 1 september 2026`.
pub fn periode(van: Date, tot: Option<Date>) -> String {
    let Some(tot) = tot else { return format!("vanaf {}", datum(van)) };
    if van == tot {
        datum(van)
    } else if (van.year(), van.month()) == (tot.year(), tot.month()) {
        format!("{} t/m {}", van.day(), datum(tot))
    } else if van.year() == tot.year() {
        format!("{} {} t/m {}", van.day(), maandnaam(van), datum(tot))
    } else {
        format!("{} t/m {}", datum(van), datum(tot))
    }
}

/// `<time>` around a day.
pub fn tijd_datum(d: Date) -> Html {
    Html(format!("<time datetime=\"{d}\">{}</time>", datum(d)))
}

/// `<time>` around a day in short form.
pub fn tijd_kort(d: Date) -> Html {
    Html(format!("<time datetime=\"{d}\">{}</time>", datum_kort(d)))
}

/// `<time>` around the days of a period. HTML knows no periods, so each end is a `<time>` of its own.
pub fn tijd_periode(van: Date, tot: Option<Date>) -> Html {
    let Some(tot) = tot else { return Html(format!("vanaf {}", tijd_datum(van))) };
    if van == tot {
        return tijd_datum(van);
    }
    let begin = if (van.year(), van.month()) == (tot.year(), tot.month()) {
        van.day().to_string()
    } else if van.year() == tot.year() {
        format!("{} {}", van.day(), maandnaam(van))
    } else {
        datum(van)
    };
    Html(format!("<time datetime=\"{van}\">{begin}</time> t/m {}", tijd_datum(tot)))
}

/// `<time>` around an instant, in Dutch time: `21 november 2026, 14.05 uur`.
pub fn tijd_stip(t: Timestamp) -> Html {
    let lokaal = nederlands(t);
    Html(format!(
        "<time datetime=\"{t}\">{}, {}.{:02} uur</time>",
        datum(lokaal.date()),
        lokaal.hour(),
        lokaal.minute()
    ))
}

/// Civil time in the Netherlands. Summer time runs from the last Sunday of March to the last of October,
/// both at 01:00 UTC (Directive 2000/84/EC), so that no time zone database is needed.
pub fn nederlands(t: Timestamp) -> DateTime {
    let utc = jiff::tz::Offset::UTC.to_datetime(t);
    let zomer = {
        let een_uur = Time::constant(1, 0, 0, 0);
        let begin = laatste_zondag(utc.year(), 3).to_datetime(een_uur);
        let eind = laatste_zondag(utc.year(), 10).to_datetime(een_uur);
        begin <= utc && utc < eind
    };
    jiff::tz::Offset::constant(if zomer { 2 } else { 1 }).to_datetime(t)
}

fn laatste_zondag(jaar: i16, maand: i8) -> Date {
    let laatste = date(jaar, maand, 1).last_of_month();
    let terug = i64::from(laatste.weekday().to_sunday_zero_offset());
    laatste.checked_sub(jiff::Span::new().days(terug)).unwrap_or(laatste)
}

/// Bytes as people read them: `3,4 kB`.
pub fn grootte(bytes: i64) -> String {
    match bytes {
        ..1000 => meervoud(bytes, "byte", "bytes"),
        1000..1_000_000 => format!("{},{}\u{a0}kB", getal(bytes / 1000), bytes % 1000 / 100),
        _ => format!("{},{}\u{a0}MB", getal(bytes / 1_000_000), bytes % 1_000_000 / 100_000),
    }
}

/// Days until a day, in words: `nog 3 dagen`, `vandaag`, `2 dagen te laat`.
pub fn nog(dag: Date, vandaag: Date) -> String {
    let dagen = i64::from((dag - vandaag).get_days());
    match dagen {
        0 => "vandaag".into(),
        1.. => format!("nog {}", meervoud(dagen, "dag", "dagen")),
        _ => format!("{} te laat", meervoud(-dagen, "dag", "dagen")),
    }
}

/// First letter in upper case.
pub fn hoofdletter(tekst: &str) -> String {
    let mut tekens = tekst.chars();
    tekens.next().map_or_else(String::new, |c| c.to_uppercase().chain(tekens).collect())
}

/// Unit of the standard (WJ756) with its number: `38 uur`, `1 dagdeel`, `4 dagdelen`.
pub fn volume(n: i64, eenheid: &str) -> String {
    match eenheid {
        "01" => meervoud(n, "minuut", "minuten"),
        "04" => meervoud(n, "uur", "uur"),
        "14" => meervoud(n, "etmaal", "etmalen"),
        "16" => meervoud(n, "dagdeel", "dagdelen"),
        "82" | "84" => meervoud(n, "stuk", "stuks"),
        "83" => euro(Eurocent(n)),
        _ => getal(n),
    }
}

/// Frequency of the standard (WMO757).
pub fn frequentie(code: &str) -> &'static str {
    match code {
        "1" => "per dag",
        "2" => "per week",
        "4" => "per maand",
        "6" => "in totaal",
        _ => "",
    }
}

/// Unit of the standard (WJ756) after an amount of a claim: `per uur`. What a tariff of the catalogue is for says the
/// catalogue itself.
pub fn per_eenheid(code: &str) -> &'static str {
    match code {
        "01" => "per minuut",
        "04" => "per uur",
        "14" => "per etmaal",
        "16" => "per dagdeel",
        "82" | "84" => "per stuk",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_and_numbers_are_dutch() {
        assert_eq!(euro(Eurocent(123_450)), "€\u{a0}1.234,50");
        assert_eq!(euro(Eurocent(-5)), "€\u{a0}-0,05");
        assert_eq!(euro_heel(Eurocent(123_450)), "€\u{a0}1.235");
        assert_eq!(euro_heel(Eurocent(-123_450)), "€\u{a0}-1.235");
        assert_eq!(euro_heel(Eurocent(149)), "€\u{a0}1");
        assert_eq!(euro_klein(Eurocent(1_912_004_321)), "€\u{a0}19,12\u{a0}mln");
        assert_eq!(euro_klein(Eurocent(99_999_999)), "€\u{a0}1.000.000");
        assert_eq!(euro_klein(Eurocent(-100_500_000)), "€\u{a0}-1,01\u{a0}mln");
        assert_eq!(tarief("5234.5".parse().unwrap()), "€\u{a0}52,345");
        assert_eq!(tarief("123450".parse().unwrap()), "€\u{a0}1.234,50");
        assert_eq!(tarief("5000".parse().unwrap()), "€\u{a0}50,00");
        assert_eq!(promille(125), "12,5\u{a0}%");
        assert_eq!(promille(1000), "100,0\u{a0}%");
        assert_eq!(getal(-1_234_567), "-1.234.567");
        assert_eq!(getal(0), "0");
        assert_eq!(getal(999), "999");
    }

    #[test]
    fn plurals_are_right_at_none_one_and_two() {
        assert_eq!(meervoud(0, "regel", "regels"), "0\u{a0}regels");
        assert_eq!(meervoud(1, "regel", "regels"), "1\u{a0}regel");
        assert_eq!(meervoud(2, "regel", "regels"), "2\u{a0}regels");
        assert_eq!(volume(1, "16"), "1\u{a0}dagdeel");
        assert_eq!(volume(4, "16"), "4\u{a0}dagdelen");
        assert_eq!(volume(123_450, "83"), "€\u{a0}1.234,50");
    }

    #[test]
    fn periods_name_what_differs_only() {
        let sep = |d| date(2026, 9, d);
        assert_eq!(periode(sep(1), Some(sep(30))), "1 t/m 30 september 2026");
        assert_eq!(periode(sep(28), Some(date(2026, 10, 4))), "28 september t/m 4 oktober 2026");
        assert_eq!(
            periode(date(2025, 12, 29), Some(date(2026, 1, 4))),
            "29 december 2025 t/m 4 januari 2026"
        );
        assert_eq!(periode(sep(1), Some(sep(1))), "1 september 2026");
        assert_eq!(periode(sep(1), None), "vanaf 1 september 2026");
        assert_eq!(
            tijd_periode(sep(1), Some(sep(30))).as_str(),
            "<time datetime=\"2026-09-01\">1</time> t/m <time datetime=\"2026-09-30\">30 september 2026</time>"
        );
    }

    #[test]
    fn the_clock_changes_on_the_last_sunday() {
        let uur = |t: &str| nederlands(t.parse().unwrap()).to_string();
        assert_eq!(uur("2026-03-29T00:59:59Z"), "2026-03-29T01:59:59");
        assert_eq!(uur("2026-03-29T01:00:00Z"), "2026-03-29T03:00:00");
        assert_eq!(uur("2026-10-25T00:59:59Z"), "2026-10-25T02:59:59");
        assert_eq!(uur("2026-10-25T01:00:00Z"), "2026-10-25T02:00:00");
        assert_eq!(uur("2026-12-31T23:30:00Z"), "2027-01-01T00:30:00");
    }

    #[test]
    fn days_left_are_worded() {
        let d = date(2026, 11, 21);
        assert_eq!(nog(date(2026, 11, 24), d), "nog 3\u{a0}dagen");
        assert_eq!(nog(date(2026, 11, 22), d), "nog 1\u{a0}dag");
        assert_eq!(nog(d, d), "vandaag");
        assert_eq!(nog(date(2026, 11, 19), d), "2\u{a0}dagen te laat");
    }

    #[test]
    fn text_is_escaped_where_it_goes() {
        assert_eq!(ontsnap("<a href=\"x\">&'"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
        assert_eq!(in_url("van 't Hof&x=1"), "van%20%27t%20Hof%26x%3D1");
        assert_eq!(hoofdletter("één"), "Één");
        assert_eq!(hoofdletter(""), "");
        assert_eq!(grootte(999), "999\u{a0}bytes");
        assert_eq!(grootte(3450), "3,4\u{a0}kB");
    }
}
