//! Claims (323).

use super::hulp::berichten::{b323, b323_van, client, regel323};
use super::{laatste, met, paar};

const DECLARATIE: &str = "/Bericht/Declaratie";
const CLIENT2: &str = "/Bericht/Declaratie/Clienten/Client[2]";
const REGEL: &str = "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]";
const REGEL2: &str = "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[2]";
const ELDERS: &str = "/Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[1]";
const A: &str = "999900006";
const B: &str = "999900018";

fn regel(referentie: &str, vorige: &str, toewijzing: u32, dc: &str) -> String {
    regel323(referentie, vorige, toewijzing, 50_000, dc)
}

/// Lines of one client, with the total that belongs to them.
fn een(regels: &[String], totaal: u32) -> String {
    b323_van(totaal, "D", &[client(A, regels)])
}

fn periode(b: &str, van: &str, tot: &str) -> String {
    let b = met(
        b,
        "<DeclaratiePeriode><i:Begindatum>2026-08-01",
        &format!("<DeclaratiePeriode><i:Begindatum>{van}"),
    );
    met(
        &b,
        "<i:Einddatum>2026-08-31</i:Einddatum></DeclaratiePeriode>",
        &format!("<i:Einddatum>{tot}</i:Einddatum></DeclaratiePeriode>"),
    )
}

/// The period of the first line.
fn product(van: &str, tot: &str) -> String {
    product_van(&b323(), van, tot)
}

fn product_van(b: &str, van: &str, tot: &str) -> String {
    let b =
        met(b, "<ProductPeriode><i:Begindatum>2026-08-01", &format!("<ProductPeriode><i:Begindatum>{van}"));
    met(
        &b,
        "<i:Einddatum>2026-08-31</i:Einddatum></ProductPeriode>",
        &format!("<i:Einddatum>{tot}</i:Einddatum></ProductPeriode>"),
    )
}

/// The first line in euros.
fn euro(volume: &str, tarief: &str) -> String {
    let b = met(&b323(), "<GeleverdVolume>10<", &format!("<GeleverdVolume>{volume}<"));
    met(
        &b,
        "<Eenheid>04</Eenheid><ProductTarief>5000</ProductTarief>",
        &format!("<Eenheid>83</Eenheid>{tarief}"),
    )
}

fn totaal(bedrag: u32, dc: &str) -> String {
    b323_van(bedrag, dc, &[client(A, &[regel("R1", "", 101, "D"), regel("R2", "R0", 102, "C")])])
}

/// A claim over a period, with one line over a part of it, made on the last day of it.
fn januari_2021(jaar_maand: &str, laatste_dag: &str) -> String {
    let b = een(&[regel("R1", "", 101, "D")], 50_000);
    let b = periode(&b, &format!("{jaar_maand}-01"), laatste_dag);
    let b = product_van(&b, &format!("{jaar_maand}-01"), laatste_dag);
    b.replace("2026-09-02", laatste_dag)
}

/// A claim over January 2021 with one line about this day.
fn regel_januari_2021(dag: &str) -> String {
    let oud = "<i:Begindatum>2021-01-01</i:Begindatum><i:Einddatum>2021-01-31</i:Einddatum></ProductPeriode>";
    let nieuw =
        format!("<i:Begindatum>{dag}</i:Begindatum><i:Einddatum>{dag}</i:Einddatum></ProductPeriode>");
    met(&januari_2021("2021-01", "2021-01-31"), oud, &nieuw)
}

/// A line of the claim period September 2026, made on the last day of September.
fn september(van: &str, tot: &str) -> String {
    let b = een(&[regel("R1", "", 101, "D")], 50_000);
    let b = periode(&b, "2026-09-01", "2026-09-30");
    product_van(&b, van, tot).replace("2026-09-02", "2026-09-30")
}

paar!(cs002_wmo323, CLIENT2, met(&b323(), B, "999900019"), met(&b323(), B, "999900031"));
paar!(
    cd060_wmo323,
    REGEL2,
    met(&b323(), "<i:VorigReferentieNummer>R0</i:VorigReferentieNummer>", ""),
    b323()
);
paar!(
    cd060_wmo323_debet,
    REGEL,
    een(&[regel("R1", "R0", 101, "D")], 50_000),
    een(&[regel("R1", "", 101, "D")], 50_000)
);
paar!(cd087_wmo323, REGEL, met(&b323(), "<ProductTarief>5000</ProductTarief>", ""), b323());
paar!(cd087_wmo323_euro, REGEL, euro("50000", "<ProductTarief>5000</ProductTarief>"), euro("50000", ""));
paar!(cs339_wmo323, REGEL, euro("49999", ""), euro("50000", ""));
paar!(
    cs325_wmo323_prestatie_ingediendbedrag_debetcredit,
    REGEL2,
    met(&met(&b323(), "<i:Bedrag>10000<", "<i:Bedrag>0<"), "<i:TotaalBedrag>90000", "<i:TotaalBedrag>100000"),
    met(&met(&b323(), "<i:Bedrag>10000<", "<i:Bedrag>1<"), "<i:TotaalBedrag>90000", "<i:TotaalBedrag>99999")
);
paar!(cs325_wmo323_declaratie_totaalingediendbedrag_debetcredit, DECLARATIE, totaal(0, "C"), totaal(0, "D"));
paar!(tr358_wmo323, DECLARATIE, met(&b323(), "<i:TotaalBedrag>90000", "<i:TotaalBedrag>90001"), b323());
paar!(
    tr358_wmo323_credit,
    DECLARATIE,
    b323_van(50_000, "D", &[client(A, &[regel("R1", "R0", 101, "C")])]),
    b323_van(50_000, "C", &[client(A, &[regel("R1", "R0", 101, "C")])])
);
paar!(
    cs340_wmo323,
    DECLARATIE,
    periode(&b323(), "2026-08-02", "2026-08-31"),
    periode(&b323(), "2026-08-01", "2026-08-31")
);
paar!(
    cs340_wmo323_einde,
    DECLARATIE,
    periode(
        &product_van(&een(&[regel("R1", "", 101, "D")], 50_000), "2026-08-01", "2026-08-30"),
        "2026-08-01",
        "2026-08-30"
    ),
    product_van(&een(&[regel("R1", "", 101, "D")], 50_000), "2026-08-01", "2026-08-30")
);
paar!(
    cs340_wmo323_twee_maanden,
    DECLARATIE,
    periode(&b323(), "2026-07-01", "2026-08-31"),
    periode(&b323(), "2026-08-01", "2026-08-31")
);
paar!(
    cs100_wmo323_declaratie_declaratieperiode,
    DECLARATIE,
    januari_2021("2020-12", "2020-12-31"),
    januari_2021("2021-01", "2021-01-31")
);
paar!(
    cs100_wmo323_prestatie_productperiode,
    REGEL,
    regel_januari_2021("2020-12-31"),
    regel_januari_2021("2021-01-01")
);
paar!(
    tr134_wmo323_declaratie_declaratieperiode,
    DECLARATIE,
    periode(&b323(), "2026-10-01", "2026-10-31"),
    b323(),
    ook["TR137"]
);
paar!(
    tr134_wmo323_prestatie_productperiode,
    REGEL,
    product("2026-09-03", "2026-09-03"),
    product("2026-08-31", "2026-08-31"),
    ook ["TR137", "TR319"]
);
// The day of the message itself is allowed, the day after is not.
paar!(
    tr137_wmo323_declaratie_declaratieperiode,
    DECLARATIE,
    met(&september("2026-09-01", "2026-09-29"), "<i:Dagtekening>2026-09-30", "<i:Dagtekening>2026-09-29"),
    september("2026-09-01", "2026-09-29")
);
paar!(
    tr137_wmo323_prestatie_productperiode,
    REGEL,
    product("2026-08-02", "2026-08-01"),
    product("2026-08-02", "2026-08-02")
);
paar!(
    tr137_wmo323_prestatie_productperiode_dagtekening,
    REGEL,
    met(&september("2026-09-01", "2026-09-30"), "<i:Dagtekening>2026-09-30", "<i:Dagtekening>2026-09-29"),
    september("2026-09-01", "2026-09-30")
);
paar!(cs337_wmo323, REGEL, product("2026-07-31", "2026-08-01"), product("2026-07-30", "2026-07-31"));
paar!(cs337_wmo323_jaar, REGEL, product("2025-08-01", "2026-08-31"), product("2025-08-01", "2025-08-31"));
paar!(tr319_wmo323, REGEL, product("2026-09-01", "2026-09-01"), product("2026-08-31", "2026-08-31"));
paar!(tr335_wmo323, REGEL, product("2021-09-01", "2021-09-01"), product("2021-09-02", "2021-09-02"));
paar!(
    tr101_wmo323_client,
    CLIENT2,
    b323_van(
        100_000,
        "D",
        &[client(A, &[regel("R1", "", 101, "D")]), client(A, &[regel("R2", "", 102, "D")])]
    ),
    b323_van(
        100_000,
        "D",
        &[client(A, &[regel("R1", "", 101, "D")]), client(B, &[regel("R2", "", 102, "D")])]
    )
);
paar!(
    tr101_wmo323_prestatie,
    REGEL2,
    een(&[regel("R1", "", 101, "D"), regel("R1", "", 102, "D")], 100_000),
    een(&[regel("R1", "", 101, "D"), regel("R2", "", 102, "D")], 100_000)
);
// The key of a line is its reference together with its client.
paar!(
    tr101_wmo323_prestatie_andere_client,
    REGEL2,
    een(&[regel("R1", "", 101, "D"), regel("R1", "", 103, "D")], 100_000),
    b323_van(
        100_000,
        "D",
        &[client(A, &[regel("R1", "", 101, "D")]), client(B, &[regel("R1", "", 102, "D")])]
    )
);
paar!(
    tr315_wmo323,
    ELDERS,
    b323_van(
        100_000,
        "C",
        &[client(A, &[regel("R1", "R0", 101, "C")]), client(B, &[regel("R2", "R0", 102, "C")])]
    ),
    b323_van(
        100_000,
        "C",
        &[client(A, &[regel("R1", "R0", 101, "C")]), client(B, &[regel("R2", "R00", 102, "C")])]
    )
);
paar!(
    tr316_wmo323,
    REGEL,
    een(&[regel("R2", "R1", 101, "C"), regel("R1", "", 101, "D")], 0),
    een(&[regel("R2", "R0", 101, "C"), regel("R1", "", 101, "D")], 0)
);
paar!(
    tr416_wmo323,
    REGEL2,
    een(&[regel("R1", "", 101, "D"), regel("R2", "", 101, "D")], 100_000),
    een(&[regel("R1", "", 101, "D"), regel("R2", "R0", 101, "C")], 0)
);
paar!(
    tr416_wmo323_periode,
    REGEL2,
    een(&[regel("R1", "", 101, "D"), regel("R2", "", 101, "D")], 100_000),
    laatste(
        &een(&[regel("R1", "", 101, "D"), regel("R2", "", 101, "D")], 100_000),
        "2026-08-31",
        "2026-08-30"
    )
);
