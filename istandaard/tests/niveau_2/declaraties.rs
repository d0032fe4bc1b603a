//! Claims and their answers.

use super::hulp::berichten::{b323, b323_van, b325, client, regel323};
use super::{ANTWOORD, DECLARATIE, Geval, REGEL, laatste, met};

pub(super) fn declaraties() -> Vec<Geval> {
    let b = b323();
    let regel = |r: &str, v: &str, t: u32, dc: &str| regel323(r, v, t, 50000, dc);
    let een = |regels: &[String], totaal: u32| b323_van(totaal, "D", &[client("999900006", regels)]);
    let periode = |van: &str, tot: &str| {
        met(
            &met(
                &b,
                "<DeclaratiePeriode><i:Begindatum>2026-08-01",
                &format!("<DeclaratiePeriode><i:Begindatum>{van}"),
            ),
            "<i:Einddatum>2026-08-31</i:Einddatum></DeclaratiePeriode>",
            &format!("<i:Einddatum>{tot}</i:Einddatum></DeclaratiePeriode>"),
        )
    };
    let product = |van: &str, tot: &str| {
        met(
            &met(
                &b,
                "<ProductPeriode><i:Begindatum>2026-08-01",
                &format!("<ProductPeriode><i:Begindatum>{van}"),
            ),
            "<i:Einddatum>2026-08-31</i:Einddatum></ProductPeriode>",
            &format!("<i:Einddatum>{tot}</i:Einddatum></ProductPeriode>"),
        )
    };
    let euro = |volume: &str| {
        met(
            &met(&b, "<GeleverdVolume>10<", &format!("<GeleverdVolume>{volume}<")),
            "<Eenheid>04</Eenheid><ProductTarief>5000</ProductTarief>",
            "<Eenheid>83</Eenheid>",
        )
    };
    vec![
        Geval(
            "elfproef",
            met(&b, "999900018", "999900019"),
            &["CS002"],
            "/Bericht/Declaratie/Clienten/Client[2]",
        ),
        Geval(
            "credit zonder vorige",
            met(&b, "<i:VorigReferentieNummer>R0</i:VorigReferentieNummer>", ""),
            &["CD060"],
            "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[2]",
        ),
        Geval("debet met vorige", een(&[regel("R1", "R0", 101, "D")], 50000), &["CD060"], REGEL),
        Geval("geen tarief", met(&b, "<ProductTarief>5000</ProductTarief>", ""), &["CD087"], REGEL),
        Geval(
            "euro's met tarief",
            met(&met(&b, "<GeleverdVolume>10<", "<GeleverdVolume>50000<"), "<Eenheid>04<", "<Eenheid>83<"),
            &["CD087"],
            REGEL,
        ),
        Geval("euro's", euro("50000"), &[], ""),
        Geval("euro's met een ander volume", euro("49999"), &["CS339"], REGEL),
        Geval(
            "nul credit",
            met(
                &met(&b, "<i:Bedrag>10000<", "<i:Bedrag>0<"),
                "<i:TotaalBedrag>90000",
                "<i:TotaalBedrag>100000",
            ),
            &["CS325"],
            "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[2]",
        ),
        Geval(
            "totaal nul credit",
            b323_van(
                0,
                "C",
                &[client("999900006", &[regel("R1", "", 101, "D"), regel("R2", "R0", 102, "C")])],
            ),
            &["CS325"],
            DECLARATIE,
        ),
        Geval(
            "totaal nul debet",
            b323_van(
                0,
                "D",
                &[client("999900006", &[regel("R1", "", 101, "D"), regel("R2", "R0", 102, "C")])],
            ),
            &[],
            "",
        ),
        Geval(
            "totaal credit",
            b323_van(50000, "C", &[client("999900006", &[regel("R1", "R0", 101, "C")])]),
            &[],
            "",
        ),
        Geval(
            "totaal een cent mis",
            met(&b, "<i:TotaalBedrag>90000", "<i:TotaalBedrag>90001"),
            &["TR358"],
            DECLARATIE,
        ),
        Geval(
            "geen hele maand",
            periode("2026-08-01", "2026-08-30"),
            &["TR319", "TR319", "TR319", "CS340"],
            REGEL,
        ),
        Geval("vanaf de tweede", periode("2026-08-02", "2026-08-31"), &["CS340"], DECLARATIE),
        Geval("twee maanden", periode("2026-07-01", "2026-08-31"), &["CS340"], DECLARATIE),
        Geval(
            "september declareren op 2 september",
            periode("2026-09-01", "2026-09-30"),
            &["TR137"],
            DECLARATIE,
        ),
        Geval(
            "oktober declareren op 2 september",
            periode("2026-10-01", "2026-10-31"),
            &["TR134", "TR137"],
            DECLARATIE,
        ),
        Geval("regel in een vorige periode", product("2026-07-01", "2026-07-31"), &[], ""),
        Geval("regel over twee maanden", product("2026-07-31", "2026-08-31"), &["CS337"], REGEL),
        Geval("zelfde maand een jaar eerder", product("2025-08-01", "2026-08-31"), &["CS337"], REGEL),
        Geval("regel na de periode", product("2026-09-01", "2026-09-02"), &["TR319"], REGEL),
        Geval(
            "regel na dagtekening",
            product("2026-09-03", "2026-09-04"),
            &["TR134", "TR137", "TR319"],
            REGEL,
        ),
        Geval("regel eindigt voor begin", product("2026-08-02", "2026-08-01"), &["TR137"], REGEL),
        Geval("vijf jaar geleden", product("2021-09-02", "2021-09-02"), &[], ""),
        Geval("vijf jaar en een dag geleden", product("2021-09-01", "2021-09-01"), &["TR335"], REGEL),
        Geval("voor 2021", product("2020-12-31", "2020-12-31"), &["TR335", "CS100"], REGEL),
        Geval(
            "declaratieperiode voor 2021",
            met(&periode("2020-12-01", "2020-12-31"), "<DeclaratieNummer>", "<DeclaratieNummer>"),
            &["TR319", "TR319", "TR319", "CS100"],
            REGEL,
        ),
        Geval(
            "dubbele client",
            b323_van(
                100_000,
                "D",
                &[
                    client("999900006", &[regel("R1", "", 101, "D")]),
                    client("999900006", &[regel("R2", "", 102, "D")]),
                ],
            ),
            &["TR101"],
            "/Bericht/Declaratie/Clienten/Client[2]",
        ),
        Geval(
            "dubbele regel",
            een(&[regel("R1", "", 101, "D"), regel("R1", "", 102, "D")], 100_000),
            &["TR101"],
            "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[2]",
        ),
        Geval(
            "zelfde referentie bij een andere client",
            b323_van(
                100_000,
                "D",
                &[
                    client("999900006", &[regel("R1", "", 101, "D")]),
                    client("999900018", &[regel("R1", "", 102, "D")]),
                ],
            ),
            &[],
            "",
        ),
        Geval(
            "twee keer hetzelfde gecrediteerd",
            b323_van(
                100_000,
                "C",
                &[
                    client("999900006", &[regel("R1", "R0", 101, "C")]),
                    client("999900018", &[regel("R2", "R0", 102, "C")]),
                ],
            ),
            &["TR315"],
            "/Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[1]",
        ),
        Geval(
            "debet in hetzelfde bericht gecrediteerd",
            een(&[regel("R2", "R1", 101, "C"), regel("R1", "", 101, "D")], 0),
            &["TR316"],
            REGEL,
        ),
        Geval(
            "twee keer debet",
            een(&[regel("R1", "", 101, "D"), regel("R2", "", 101, "D")], 100_000),
            &["TR416"],
            "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[2]",
        ),
        Geval(
            "debet en credit op dezelfde toewijzing",
            een(&[regel("R1", "", 101, "D"), regel("R2", "R0", 101, "C")], 0),
            &[],
            "",
        ),
    ]
}

pub(super) fn antwoorden() -> Vec<Geval> {
    let b = b325();
    let clienten = &b[b.find("<Clienten>").unwrap()..b.find("</Clienten>").unwrap() + "</Clienten>".len()];
    let afgewezen = |toegekend: &str| {
        let t = met(&met(&b, clienten, ""), "<i:TotaalBedrag>40000", &format!("<i:TotaalBedrag>{toegekend}"));
        laatste(&t, "<RetourCode>0200", "<RetourCode>9333")
    };
    vec![
        Geval(
            "verschil niet verklaard",
            met(&b, "<i:TotaalBedrag>40000", "<i:TotaalBedrag>40001"),
            &["TR342"],
            ANTWOORD,
        ),
        Geval("als geheel afgewezen", afgewezen("0"), &[], ""),
        Geval("als geheel afgewezen en toch toegekend", afgewezen("1"), &["TR342"], ANTWOORD),
        Geval(
            "elfproef",
            met(&b, "999900006", "999900007"),
            &["CS002"],
            "/Bericht/DeclaratieAntwoord/Clienten/Client[1]",
        ),
        Geval(
            "toegekend nul credit",
            laatste(
                &afgewezen("0"),
                "0</i:TotaalBedrag><i:DebetCredit>D",
                "0</i:TotaalBedrag><i:DebetCredit>C",
            ),
            &["CS325"],
            ANTWOORD,
        ),
        Geval(
            "regel na dagtekening",
            met(
                &b,
                "<i:Begindatum>2026-08-01</i:Begindatum><i:Einddatum>2026-08-31",
                "<i:Begindatum>2026-09-03</i:Begindatum><i:Einddatum>2026-09-30",
            ),
            &["TR134", "TR137"],
            "/Bericht/DeclaratieAntwoord/Clienten/Client[1]/Prestaties/Prestatie[1]",
        ),
        Geval(
            "credit zonder vorige",
            met(
                &met(
                    &b,
                    "<i:Bedrag>50000</i:Bedrag><i:DebetCredit>D",
                    "<i:Bedrag>50000</i:Bedrag><i:DebetCredit>C",
                ),
                "<i:TotaalBedrag>40000",
                "<i:TotaalBedrag>140000",
            ),
            &["CD060"],
            "/Bericht/DeclaratieAntwoord/Clienten/Client[1]/Prestaties/Prestatie[1]",
        ),
        Geval(
            "dubbele client",
            met(
                &met(
                    &b,
                    clienten,
                    &format!(
                        "{}{}",
                        clienten.trim_end_matches("</Clienten>"),
                        clienten.trim_start_matches("<Clienten>")
                    ),
                ),
                "<i:TotaalBedrag>40000</i:TotaalBedrag><i:DebetCredit>D",
                "<i:TotaalBedrag>10000</i:TotaalBedrag><i:DebetCredit>C",
            ),
            &["TR101", "TR101"],
            "/Bericht/DeclaratieAntwoord/Clienten/Client[2]",
        ),
    ]
}
