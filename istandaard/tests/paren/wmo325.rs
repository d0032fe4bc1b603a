//! Answers to claims (325).

use super::hulp::berichten::b325;
use super::{laatste, met, paar, stuk};

const ANTWOORD: &str = "/Bericht/DeclaratieAntwoord";
const CLIENT: &str = "/Bericht/DeclaratieAntwoord/Clienten/Client[1]";
const CLIENT2: &str = "/Bericht/DeclaratieAntwoord/Clienten/Client[2]";
const REGEL: &str = "/Bericht/DeclaratieAntwoord/Clienten/Client[1]/Prestaties/Prestatie[1]";
const REGEL2: &str = "/Bericht/DeclaratieAntwoord/Clienten/Client[1]/Prestaties/Prestatie[2]";
const DEBET: &str = "</i:TotaalBedrag><i:DebetCredit>D";

/// Rejected as a whole: no lines, nothing granted.
fn als_geheel(toegekend: &str) -> String {
    let b = b325();
    let b = met(&b, &format!("{}</Clienten>", stuk(&b, "<Clienten>", "</Clienten>")), "");
    let b = met(&b, "<i:TotaalBedrag>40000", &format!("<i:TotaalBedrag>{toegekend}"));
    laatste(&b, "<RetourCode>0200", "<RetourCode>9333")
}

/// All lines rejected, and they came to nothing: one debit and one credit of the same amount.
fn samen_nul(dc: &str) -> String {
    let b = regel2("R2");
    let b = laatste(
        &b,
        "<i:Bedrag>50000</i:Bedrag><i:DebetCredit>D",
        "<i:Bedrag>50000</i:Bedrag><i:DebetCredit>C",
    );
    let b = laatste(
        &b,
        "<i:ReferentieNummer>R2</i:ReferentieNummer>",
        "<i:ReferentieNummer>R2</i:ReferentieNummer><i:VorigReferentieNummer>R0</i:VorigReferentieNummer>",
    );
    let b = met(&b, "90000", "0");
    let b = met(&b, "10000</i:TotaalBedrag><i:DebetCredit>C", "0</i:TotaalBedrag><i:DebetCredit>D");
    met(&b, &format!("0{DEBET}"), &format!("0</i:TotaalBedrag><i:DebetCredit>{dc}"))
}

/// A second rejected line of the same client; 90,000 less 100,000 is 10,000 credit.
fn regel2(referentie: &str) -> String {
    let b = b325();
    let p = met(stuk(&b, "<Prestatie>", "</Prestaties>"), ">R1<", &format!(">{referentie}<"));
    let b = met(&b, "</Prestaties>", &format!("{p}</Prestaties>"));
    met(&b, &format!("40000{DEBET}"), "10000</i:TotaalBedrag><i:DebetCredit>C")
}

fn client2(bsn: &str) -> String {
    let b = b325();
    let c = met(stuk(&b, "<Client>", "</Clienten>"), "999900006", bsn);
    let b = met(&b, "</Clienten>", &format!("{c}</Clienten>"));
    met(&b, &format!("40000{DEBET}"), "10000</i:TotaalBedrag><i:DebetCredit>C")
}

fn product(van: &str, tot: &str) -> String {
    met(
        &b325(),
        "<i:Begindatum>2026-08-01</i:Begindatum><i:Einddatum>2026-08-31",
        &format!("<i:Begindatum>{van}</i:Begindatum><i:Einddatum>{tot}"),
    )
}

fn credit(vorige: &str) -> String {
    let b = met(
        &b325(),
        "<i:Bedrag>50000</i:Bedrag><i:DebetCredit>D",
        "<i:Bedrag>50000</i:Bedrag><i:DebetCredit>C",
    );
    let b = met(&b, "<i:TotaalBedrag>40000", "<i:TotaalBedrag>140000");
    met(&b, "</i:ReferentieNummer>", &format!("</i:ReferentieNummer>{vorige}"))
}

/// The line came to nothing.
fn nul(dc: &str, vorige: &str) -> String {
    let b = met(
        &b325(),
        "<i:Bedrag>50000</i:Bedrag><i:DebetCredit>D",
        &format!("<i:Bedrag>0</i:Bedrag><i:DebetCredit>{dc}"),
    );
    let b = met(&b, "<i:TotaalBedrag>40000", "<i:TotaalBedrag>90000");
    met(&b, "</i:ReferentieNummer>", &format!("</i:ReferentieNummer>{vorige}"))
}

const VORIGE: &str = "<i:VorigReferentieNummer>R0</i:VorigReferentieNummer>";

paar!(cs002_wmo325, CLIENT, met(&b325(), "999900006", "999900007"), met(&b325(), "999900006", "999900018"));
paar!(cd060_wmo325, REGEL, credit(""), credit(VORIGE));
paar!(
    cd060_wmo325_debet,
    REGEL,
    met(&b325(), "</i:ReferentieNummer>", &format!("</i:ReferentieNummer>{VORIGE}")),
    b325()
);
paar!(
    cs325_wmo325_declaratieantwoord_totaalingediendbedrag_debetcredit,
    ANTWOORD,
    samen_nul("C"),
    samen_nul("D")
);
paar!(
    cs325_wmo325_declaratieantwoord_totaaltoegekendbedrag_debetcredit,
    ANTWOORD,
    laatste(&als_geheel("0"), &format!("0{DEBET}"), "0</i:TotaalBedrag><i:DebetCredit>C"),
    als_geheel("0")
);
paar!(cs325_wmo325_prestatie_ingediendbedrag_debetcredit, REGEL, nul("C", VORIGE), nul("D", ""));
paar!(tr101_wmo325_client, CLIENT2, client2("999900006"), client2("999900018"));
paar!(tr101_wmo325_prestatie, REGEL2, regel2("R1"), regel2("R2"));
paar!(
    tr134_wmo325,
    REGEL,
    product("2026-09-03", "2026-09-03"),
    product("2026-09-02", "2026-09-02"),
    ook["TR137"]
);
paar!(tr137_wmo325, REGEL, product("2026-09-01", "2026-09-03"), product("2026-09-01", "2026-09-02"));
paar!(
    tr137_wmo325_omgekeerd,
    REGEL,
    product("2026-08-02", "2026-08-01"),
    product("2026-08-02", "2026-08-02")
);
paar!(tr342_wmo325, ANTWOORD, met(&b325(), "<i:TotaalBedrag>40000", "<i:TotaalBedrag>40001"), b325());
paar!(tr342_wmo325_als_geheel, ANTWOORD, als_geheel("1"), als_geheel("0"));
