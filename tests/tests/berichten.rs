//! Messages through the program, on both engines: what is judged, what is answered, what changes.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use ketentest::berichten::{Kop, Levering, Prestatie, declaratie, elementen, levering};
use ketentest::boek::{self, open_url, teksten};
use ketentest::{Gedaan, maatwerk, map, schema};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use store::proef::Proef;

const G: &str = "0363";
const X: &str = "75750001";
const Y: &str = "75750002";
const A: &str = "999900006";
const B: &str = "999900018";
const C: &str = "999900031";
const ONBEKEND: &str = "999900043";
const VANDAAG: &str = "2026-11-05";

/// A small municipality: two providers, three clients, and one assignment for each edge.
const CSV: [(&str, &str); 5] = [
    ("gemeenten.csv", "code,naam,iban\n0363,Amsterdam,NL91ABNA0417164300\n"),
    (
        "aanbieders.csv",
        "agb,naam,iban\n75750001,Xenia,NL91ABNA0417164300\n75750002,Ypsilon,NL02ABNA0123456789\n",
    ),
    (
        "contracten.csv",
        "gemeente,agb,productcategorie,productcode,eenheid,tarief_cent,geldig_vanaf,geldig_tot\n\
         0363,75750001,02,02A01,04,6000,2025-01-01,\n\
         0363,75750001,02,02A02,04,5000,2025-01-01,2026-08-31\n\
         0363,75750001,02,02A02,04,5100.5,2026-09-01,\n\
         0363,75750002,02,02A01,04,6000,2025-01-01,\n",
    ),
    (
        "clienten.csv",
        "bsn,gemeente,geboortedatum,geslacht,achternaam,voorvoegsel,voorletters,straat,huisnummer,postcode,plaats\n\
         999900006,0363,1950-02-03,2,Proef,,A,Proefweg,1,1011AA,Amsterdam\n\
         999900018,0363,1950-02-03,2,Proef,,B,Proefweg,2,1011AA,Amsterdam\n\
         999900031,0363,1950-02-03,2,Proef,,C,Proefweg,3,1011AA,Amsterdam\n",
    ),
    (
        "toewijzingen.csv",
        "toewijzingnummer,bsn,gemeente,agb,productcategorie,productcode,toewijzingsdatum,ingangsdatum,einddatum,volume,eenheid,frequentie,budget_cent,reden_wijziging\n\
         1,999900006,0363,75750001,02,02A01,2025-12-20,2026-01-01,,10,04,4,,\n\
         2,999900006,0363,75750001,02,02A01,2025-12-20,2026-01-01,2026-09-15,10,04,4,,\n\
         3,999900018,0363,75750001,02,02A01,2026-09-01,2026-09-10,,10,04,4,,\n\
         4,999900018,0363,75750002,02,02A01,2025-12-20,2026-01-01,,10,04,4,,\n\
         5,999900031,0363,75750001,02,02A01,2025-12-20,2026-01-01,,,,,100000,\n\
         6,999900031,0363,75750001,02,02A01,2025-12-20,2026-01-01,2026-12-31,15,04,6,,\n\
         7,999900031,0363,75750001,02,02A01,2025-12-20,2026-01-01,,10,04,4,,13\n\
         8,999900006,0363,75750001,02,02A02,2025-12-20,2026-01-01,,10,04,4,,\n",
    ),
];

/// The municipality in a database of one engine.
struct Gemeente<'a> {
    proef: &'a Proef,
    map: tempfile::TempDir,
}

impl<'a> Gemeente<'a> {
    fn nieuw(proef: &'a Proef) -> Self {
        let g = Self { proef, map: map() };
        let namen: Vec<PathBuf> = CSV.iter().map(|(n, t)| g.zet(n, t)).collect();
        g.doe(["importeer"], &namen).eis(0);
        g
    }

    fn zet(&self, naam: &str, tekst: &str) -> PathBuf {
        let pad = self.map.path().join(naam);
        fs::write(&pad, tekst).unwrap();
        pad
    }

    fn uit(&self) -> PathBuf {
        self.map.path().join("uit")
    }

    fn doe<const N: usize>(&self, wat: [&str; N], paden: &[PathBuf]) -> Gedaan {
        let vast = ["--db", self.proef.url(), "--vandaag", VANDAAG, "--json"];
        let args = vast.into_iter().chain(wat).map(Path::new).chain(paden.iter().map(PathBuf::as_path));
        maatwerk(args).doe()
    }

    /// Receives one message.
    fn verwerk(&self, naam: &str, xml: &str) -> Ontvangst {
        let pad = self.zet(naam, xml);
        if schema::pack().is_some() {
            let nagekeken = self.map.path().join(format!("{}.xml", soort(xml)));
            fs::write(&nagekeken, xml).unwrap();
            schema::keur_berichten(&[nagekeken]);
        }
        let uit = self.uit().to_string_lossy().into_owned();
        let gedaan = self.doe(["bericht", "verwerk", "--uit", &uit], std::slice::from_ref(&pad));
        let json = gedaan.json();
        assert_eq!(json.as_array().unwrap().len(), 1);
        let een = json[0].clone();
        let sleutels: Vec<&str> = een.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(sleutels, ["antwoord", "bericht", "bestand", "bevindingen", "geldig", "verwerkt"]);
        assert_eq!(een["bestand"], *pad.to_string_lossy());
        gedaan.eis(i32::from(een["geldig"] == false));
        for b in een["bevindingen"].as_array().unwrap() {
            keur_bevinding(b);
        }
        assert_eq!(een["geldig"], een["bevindingen"].as_array().unwrap().is_empty(), "{een}");
        let antwoord = een["antwoord"].as_str().map(|a| {
            let pad = self.uit().join(a);
            schema::keur_berichten(std::slice::from_ref(&pad));
            fs::read_to_string(pad).unwrap()
        });
        Ontvangst { json: een, antwoord }
    }

    fn declareer(&self, id: &str, nummer: &str, regels: &[Prestatie]) -> Ontvangst {
        let k = Kop { van: X, aan: G, id, dag: "2026-10-05" };
        self.verwerk(&format!("{id}.xml"), &declaratie(&k, nummer, SEPTEMBER, regels))
    }

    fn stand(&self) -> BTreeMap<String, Vec<String>> {
        boek::inhoud(&open_url(self.proef.url()))
    }

    fn vraag(&self, sql: &str) -> Vec<String> {
        teksten(&open_url(self.proef.url()), sql)
    }
}

const SEPTEMBER: (&str, &str) = ("2026-09-01", "2026-09-30");

struct Ontvangst {
    json: Value,
    antwoord: Option<String>,
}

impl Ontvangst {
    /// Rule and return code of each finding, per place, sorted.
    fn per_plek(&self) -> BTreeMap<String, Vec<(String, String)>> {
        let mut uit = BTreeMap::<String, Vec<_>>::new();
        for b in self.json["bevindingen"].as_array().unwrap() {
            let t = |n: &str| b[n].as_str().unwrap_or("").to_owned();
            uit.entry(t("pad")).or_default().push((t("regel"), t("retourcode")));
        }
        for v in uit.values_mut() {
            v.sort();
        }
        uit
    }

    /// The findings must be exactly these, all in one place.
    #[track_caller]
    fn eis(&self, pad: &str, verwacht: &[(&str, &str)]) -> &Self {
        let verwacht: BTreeMap<String, Vec<(String, String)>> = if verwacht.is_empty() {
            BTreeMap::new()
        } else {
            [(pad.to_owned(), verwacht.iter().map(|(r, c)| ((*r).to_owned(), (*c).to_owned())).collect())]
                .into()
        };
        assert_eq!(self.per_plek(), verwacht, "{:#}", self.json);
        self
    }

    fn in_antwoord(&self, naam: &str) -> Vec<&str> {
        elementen(self.antwoord.as_ref().unwrap(), naam)
    }
}

/// `wmo323` from the namespace of a message.
fn soort(xml: &str) -> &str {
    xml.split("iwmo/3_2/").nth(1).unwrap().split('/').next().unwrap()
}

fn keur_bevinding(b: &Value) {
    let sleutels: Vec<&str> = b.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(sleutels, ["pad", "regel", "retourcode", "tekst"]);
    assert!(b["regel"].is_string() && b["pad"].is_string() && b["tekst"].as_str().unwrap().len() > 10, "{b}");
    assert!(b["retourcode"].is_null() || b["retourcode"].as_str().unwrap().len() == 4, "{b}");
}

#[test]
fn the_examples_of_the_standard_come_out_as_recorded() {
    let Some(pack) = schema::pack() else { return };
    let map = pack.join("voorbeelden");
    let tabel = fs::read_to_string(map.join("uitkomsten.tsv")).unwrap();
    let rijen: Vec<(&str, &str)> = tabel
        .lines()
        .skip(1)
        .map(|r| {
            let mut k = r.split('\t');
            (k.next().unwrap(), k.next().unwrap())
        })
        .collect();
    assert_eq!(rijen.len(), 23);
    let paden: Vec<PathBuf> = rijen.iter().map(|(n, _)| map.join(n)).collect();
    let args = ["--json", "bericht", "controleer"]
        .map(Path::new)
        .into_iter()
        .chain(paden.iter().map(PathBuf::as_path));
    let gedaan = maatwerk(args).doe();
    gedaan.eis(1);
    let json = gedaan.json();
    assert_eq!(json.as_array().unwrap().len(), rijen.len(), "één voorwerp per bestand, in volgorde");
    for ((naam, xsd), (pad, een)) in rijen.iter().zip(paden.iter().zip(json.as_array().unwrap())) {
        let sleutels: Vec<&str> = een.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(sleutels, ["bericht", "bestand", "bevindingen", "geldig"], "{naam}");
        assert_eq!(een["bestand"], *pad.to_string_lossy());
        assert_eq!(een["bericht"], naam[..6]);
        let regels: Vec<&str> =
            een["bevindingen"].as_array().unwrap().iter().map(|b| b["regel"].as_str().unwrap()).collect();
        een["bevindingen"].as_array().unwrap().iter().for_each(keur_bevinding);
        let verwacht: &[&str] = match *naam {
            "WMO317.xml" => &["TR380"],
            "WMO318.xml" => &["XSD"],
            _ => &[],
        };
        assert_eq!(regels, verwacht, "{naam}");
        assert_eq!(een["geldig"], verwacht.is_empty(), "{naam}");
        assert_eq!(*xsd == "valid", regels != ["XSD"], "{naam}");
    }
    let mis = json.as_array().unwrap().iter().find(|e| e["bevindingen"][0]["regel"] == "XSD").unwrap();
    assert_eq!(mis["bevindingen"][0]["retourcode"], "0001");
}

#[test]
fn what_is_no_message_has_no_kind() {
    let map = map();
    let pad = map.path().join("x.xml");
    fs::write(&pad, "<a/>").unwrap();
    let gedaan =
        maatwerk(["--json", "bericht", "controleer"].map(Path::new).into_iter().chain([pad.as_path()])).doe();
    gedaan.eis(1);
    let json = gedaan.json();
    assert_eq!(json[0]["bericht"], Value::Null);
    assert_eq!(json[0]["geldig"], json!(false));
    json[0]["bevindingen"].as_array().unwrap().iter().for_each(keur_bevinding);
}

const JUNI: (&str, &str) = ("2026-06-01", "2026-06-30");
const JULI: (&str, &str) = ("2026-07-01", "2026-07-31");
const AUGUSTUS: (&str, &str) = ("2026-08-01", "2026-08-31");

/// A line and the findings that it must get.
type Geval = (Prestatie, &'static [(&'static str, &'static str)]);

fn gevallen() -> Vec<Geval> {
    let p = |bsn, tw, r: &str| Prestatie::goed(bsn, tw, r);
    let met = |mut p: Prestatie, f: &dyn Fn(&mut Prestatie)| {
        f(&mut p);
        p
    };
    vec![
        // client A; the same assignment, product and period may stand in a message once (TR416), hence the months
        (p(A, 1, "GOED-1"), &[]),
        (p(A, 999, "ONBEKEND-TW"), &[("TR338", "9338")]),
        (p(A, 4, "TW-VAN-ANDER"), &[("TR338", "9338")]),
        (
            met(p(A, 1, "CATEGORIE"), &|p| p.product = ("03", "03A01")),
            &[("TR339", "9339"), ("TR340", "9340"), ("TR418", "0611")],
        ),
        (
            met(p(A, 1, "PRODUCT"), &|p| (p.product, p.tarief, p.bedrag) = (("02", "02A02"), 5101, 51_005)),
            &[("TR340", "9340")],
        ),
        (
            met(p(A, 1, "EENHEID"), &|p| (p.eenheid, p.periode) = ("16", JULI)),
            &[("TR341", "9341"), ("TR418", "0611")],
        ),
        (
            met(p(A, 1, "VOLUME"), &|p| (p.volume, p.bedrag, p.periode) = (11, 66_000, JUNI)),
            &[("TR321", "9321")],
        ),
        (met(p(A, 1, "BEDRAG"), &|p| (p.bedrag, p.periode) = (59_999, AUGUSTUS)), &[("TR346", "9346")]),
        (met(p(A, 1, "VAN"), &|p| p.periode.0 = "2026-09-02"), &[("TR387", "9387")]),
        (met(p(A, 1, "TOT"), &|p| p.periode.1 = "2026-09-29"), &[("TR388", "9388")]),
        // the last day of the assignment itself is right; the day after is not
        (met(p(A, 2, "OP-EINDE"), &|p| p.periode.1 = "2026-09-15"), &[]),
        (met(p(A, 2, "NA-EINDE"), &|p| p.periode.1 = "2026-09-16"), &[("TR308", "9308"), ("TR388", "9388")]),
        // the price of the day counts, unrounded: ten times € 51,005 is € 510,05
        (
            met(p(A, 8, "TARIEF-NU"), &|p| (p.product, p.tarief, p.bedrag) = (("02", "02A02"), 5101, 51_005)),
            &[],
        ),
        (
            met(p(A, 8, "TARIEF-TOEN"), &|p| {
                (p.product, p.tarief, p.bedrag, p.periode) = (("02", "02A02"), 5000, 50_000, AUGUSTUS);
            }),
            &[],
        ),
        (
            met(p(A, 8, "TARIEF-TE-VROEG"), &|p| {
                (p.product, p.tarief, p.bedrag, p.periode) = (("02", "02A02"), 5101, 51_010, JULI);
            }),
            &[("TR418", "0611")],
        ),
        // client B: the first day of the assignment, and the day before
        (
            met(p(B, 3, "VOOR-BEGIN"), &|p| p.periode.0 = "2026-09-09"),
            &[("TR307", "9307"), ("TR387", "9387")],
        ),
        (met(p(B, 3, "OP-BEGIN"), &|p| p.periode.0 = "2026-09-10"), &[]),
        // client C: removed, total, budget; and all reasons at once
        (p(C, 7, "WEG"), &[("TR384", "9384")]),
        (
            met(p(C, 7, "ALLES"), &|p| {
                (p.product, p.periode.1, p.volume) = (("03", "03A01"), "2026-09-29", 99);
            }),
            &[
                ("TR321", "9321"),
                ("TR339", "9339"),
                ("TR340", "9340"),
                ("TR346", "9346"),
                ("TR384", "9384"),
                ("TR388", "9388"),
                ("TR418", "0611"),
            ],
        ),
        // € 1.000 in all: € 600 fits, another € 600 does not, € 400 does
        (p(C, 5, "BUDGET-1"), &[]),
        (met(p(C, 5, "BUDGET-2"), &|p| p.periode = AUGUSTUS), &[("TR369", "9369")]),
        (
            met(p(C, 5, "BUDGET-3"), &|p| (p.periode, p.volume, p.bedrag) = (JULI, 7, 42_000)),
            &[("TR369", "9369")],
        ),
        (met(p(C, 5, "BUDGET-4"), &|p| (p.periode, p.volume, p.bedrag) = (JUNI, 6, 36_000)), &[]),
        // fifteen hours in all
        (p(C, 6, "TOTAAL-1"), &[]),
        (
            met(p(C, 6, "TOTAAL-2"), &|p| (p.periode, p.volume, p.bedrag) = (AUGUSTUS, 6, 36_000)),
            &[("TR322", "9322")],
        ),
        (met(p(C, 6, "TOTAAL-3"), &|p| (p.periode, p.volume, p.bedrag) = (JULI, 5, 30_000)), &[]),
        // a client that nobody knows: told once, at the client
        (p(ONBEKEND, 901, "NIEMAND-1"), &[]),
        (p(ONBEKEND, 902, "NIEMAND-2"), &[]),
    ]
}

store::op_beide! {
    fn every_line_of_a_claim_gets_all_its_reasons_and_the_325_lists_only_what_was_rejected(proef) {
        let g = Gemeente::nieuw(proef);
        let gevallen = gevallen();
        let regels: Vec<Prestatie> = gevallen.iter().map(|g| g.0.clone()).collect();
        let uit = g.declareer("ALLES", "DN1", &regels);
        assert_eq!(uit.json["bericht"], "WMO323");
        assert_eq!(uit.json["verwerkt"], true, "{:#}", uit.json);
        let plekken = uit.per_plek();
        let (mut client, mut nr, mut vorige) = (0, 0, "");
        let mut afgewezen = Vec::new();
        for (p, verwacht) in &gevallen {
            if p.bsn != vorige {
                (client, nr, vorige) = (client + 1, 0, p.bsn);
            }
            nr += 1;
            let plek = format!("/Bericht/Declaratie/Clienten/Client[{client}]/Prestaties/Prestatie[{nr}]");
            let kreeg: Vec<(&str, &str)> = plekken
                .get(&plek)
                .map(|v| v.iter().map(|(r, c)| (r.as_str(), c.as_str())).collect())
                .unwrap_or_default();
            assert_eq!(kreeg, *verwacht, "{}", p.referentie);
            if p.bsn == ONBEKEND {
                afgewezen.push((p.referentie.as_str(), vec!["0233"]));
            } else if !verwacht.is_empty() {
                let mut codes: Vec<&str> = verwacht.iter().map(|v| v.1).collect();
                codes.sort_unstable();
                afgewezen.push((p.referentie.as_str(), codes));
            }
        }
        assert_eq!(plekken["/Bericht/Declaratie/Clienten/Client[4]"], [("TR304".to_owned(), "8187".to_owned())]);
        // the answer: rejected lines only, in order, each with its codes; totals of all and of what was granted
        let in_antwoord: Vec<(&str, Vec<&str>)> = uit
            .in_antwoord("Prestatie")
            .into_iter()
            .map(|p| {
                let mut codes = elementen(p, "RetourCode");
                codes.sort_unstable();
                (elementen(p, "ReferentieNummer")[0], codes)
            })
            .collect();
        assert_eq!(in_antwoord, afgewezen);
        let goed: i64 =
            gevallen.iter().filter(|(p, v)| v.is_empty() && p.bsn != ONBEKEND).map(|(p, _)| p.bedrag).sum();
        let alles: i64 = regels.iter().map(|p| p.bedrag).sum();
        let bedrag = |naam: &str| elementen(uit.in_antwoord(naam)[0], "TotaalBedrag")[0].parse::<i64>().unwrap();
        assert_eq!((bedrag("TotaalIngediendBedrag"), bedrag("TotaalToegekendBedrag")), (alles, goed));
        let laatste = elementen(uit.in_antwoord("Client")[3], "RetourCode");
        assert_eq!(laatste, ["0233", "0233", "8187"], "regels onbeoordeeld, de cliënt onbekend");
        // and the book says the same
        let boek = g.vraag("SELECT referentie FROM declaratieregel WHERE status = 0 ORDER BY volgnr");
        assert_eq!(boek, afgewezen.iter().map(|a| a.0).collect::<Vec<_>>());
        let som = boek::getal(
            &open_url(proef.url()),
            "SELECT CAST(SUM(bedrag) AS BIGINT) FROM declaratieregel WHERE status = 1",
        );
        assert_eq!(som, goed);
        // nobody's BSN in what a person or a log sees
        for bsn in [A, B, C, ONBEKEND] {
            assert!(!uit.json.to_string().contains(bsn));
        }
    }

    fn a_claim_without_faults_gets_8001_and_the_same_file_again_changes_nothing(proef) {
        let g = Gemeente::nieuw(proef);
        // no start was ever reported: that never gates a claim (OP364)
        let regels = [Prestatie::goed(A, 1, "R1"), Prestatie::goed(C, 5, "R2")];
        let een = g.declareer("M1", "DN1", &regels);
        een.eis("", &[]);
        assert_eq!(een.json["verwerkt"], true);
        assert!(een.in_antwoord("Prestatie").is_empty());
        assert_eq!(een.in_antwoord("RetourCode"), ["0200", "8001"]);
        let (voor, bytes) = (g.stand(), een.antwoord.clone());
        let twee = g.declareer("M1", "DN1", &regels);
        assert_eq!(twee.json, een.json);
        assert_eq!(twee.antwoord, bytes);
        let v = boek::verschil(&voor, &g.stand());
        assert!(v.is_empty(), "{v:#?}");
        // other bytes under the same identification
        let k = Kop { van: X, aan: G, id: "M1", dag: "2026-10-06" };
        let anders = declaratie(&k, "DN2", SEPTEMBER, &[Prestatie::goed(C, 6, "R3")]);
        let drie = g.verwerk("anders.xml", &anders);
        drie.eis("/Bericht/Header/BerichtIdentificatie", &[("TR056", "9056")]);
        assert_eq!(drie.json["verwerkt"], false);
        assert_eq!(drie.in_antwoord("RetourCode"), ["9056"]);
        assert!(drie.in_antwoord("DeclaratieAntwoord").is_empty(), "alleen een kop");
        assert_eq!(g.vraag("SELECT referentie FROM declaratieregel ORDER BY 1"), ["R1", "R2"]);
    }

    fn a_head_that_fails_rejects_the_whole_claim(proef) {
        let g = Gemeente::nieuw(proef);
        g.declareer("M1", "DN1", &[Prestatie::goed(A, 1, "R1")]).eis("", &[]);
        let nummer = g.declareer("M2", "DN1", &[Prestatie::goed(C, 5, "R2")]);
        nummer.eis("/Bericht/Declaratie/DeclaratieNummer", &[("TR333", "9333")]);
        let k = Kop { van: X, aan: G, id: "M3", dag: "2026-10-05" };
        let mut p = Prestatie::goed(C, 5, "R3");
        p.periode = ("2026-08-01", "2026-08-31");
        let eerder = declaratie(&k, "DN3", ("2026-08-01", "2026-08-31"), &[p]);
        let periode = g.verwerk("M3.xml", &eerder);
        periode.eis("/Bericht/Declaratie/DeclaratiePeriode", &[("TR318", "8214")]);
        for (uit, code) in [(&nummer, "9333"), (&periode, "8214")] {
            assert_eq!(uit.json["verwerkt"], false);
            assert_eq!(uit.in_antwoord("RetourCode"), ["0200", code]);
            assert!(uit.in_antwoord("Prestatie").is_empty(), "geen regels in het antwoord");
            let toegekend = elementen(uit.in_antwoord("TotaalToegekendBedrag")[0], "TotaalBedrag")[0];
            assert_eq!(toegekend, "0");
        }
        assert_eq!(g.vraag("SELECT referentie FROM declaratieregel"), ["R1"]);
        // what was rejected counts as not sent: number and references are free again (OP286)
        g.declareer("M4", "DN3", &[Prestatie::goed(C, 5, "R2")]).eis("", &[]);
    }

    fn a_message_of_tomorrow_or_to_a_municipality_that_is_not_there_is_rejected_by_its_header(proef) {
        let g = Gemeente::nieuw(proef);
        let morgen = Kop { van: X, aan: G, id: "M1", dag: "2026-11-06" };
        let uit = g.verwerk("morgen.xml", &declaratie(&morgen, "DN1", SEPTEMBER, &[Prestatie::goed(A, 1, "R1")]));
        uit.eis("/Bericht/Header/BerichtIdentificatie/Dagtekening", &[("TR135", "8848")]);
        let vandaag = Kop { dag: VANDAAG, ..morgen };
        let uit = g.verwerk("vandaag.xml", &declaratie(&vandaag, "DN1", SEPTEMBER, &[Prestatie::goed(A, 1, "R1")]));
        uit.eis("", &[]);
        let weg = Kop { aan: "0999", id: "M2", ..vandaag };
        let uit = g.verwerk("weg.xml", &declaratie(&weg, "DN2", SEPTEMBER, &[Prestatie::goed(A, 1, "R2")]));
        uit.eis("/Bericht/Header/Ontvanger", &[("TR378", "S300")]);
    }

    fn credits_correct_once_and_free_what_they_take_back(proef) {
        let g = Gemeente::nieuw(proef);
        let eerste = Prestatie::goed(A, 1, "R1");
        g.declareer("M1", "DN1", std::slice::from_ref(&eerste)).eis("", &[]);
        let regel = "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]";
        // the same period again, without a credit
        let mut weer = Prestatie::goed(A, 1, "R2");
        (weer.volume, weer.bedrag) = (8, 48_000);
        g.declareer("M2", "DN2", std::slice::from_ref(&weer)).eis(regel, &[("TR389", "9389")]);
        // a credit that differs from its debit, and one of a line that was never granted
        let mut scheef = eerste.credit("K0");
        scheef.bedrag -= 6_000;
        scheef.volume -= 1;
        g.declareer("M3", "DN3", &[scheef]).eis(regel, &[("TR323", "8017")]);
        g.declareer("M4", "DN4", &[weer.credit("K0")]).eis(regel, &[("TR323", "8017")]);
        // OP366: credit and new debit in one message, the debit first on purpose
        g.declareer("M5", "DN5", &[weer.clone(), eerste.credit("K1")]).eis("", &[]);
        g.declareer("M6", "DN6", &[eerste.credit("K2")]).eis(regel, &[("TR390", "9390")]);
        // the chain goes on: the correction is corrected, the first reference stays used
        let mut derde = Prestatie::goed(A, 1, "R3");
        (derde.volume, derde.bedrag) = (9, 54_000);
        let keten = g.declareer("M7", "DN7", &[weer.credit("K3"), derde]);
        keten.eis("", &[]);
        assert_eq!(elementen(keten.in_antwoord("TotaalToegekendBedrag")[0], "TotaalBedrag")[0], "6000");
        let mut opnieuw = Prestatie::goed(A, 1, "R1");
        opnieuw.periode = ("2026-08-01", "2026-08-31");
        g.declareer("M8", "DN8", &[opnieuw]).eis(regel, &[("TR314", "8021")]);
        let netto = boek::getal(
            &open_url(proef.url()),
            "SELECT CAST(SUM(bedrag) AS BIGINT) FROM declaratieregel WHERE status = 1",
        );
        assert_eq!(netto, 54_000);
        // a credit frees the budget: € 600 of € 1.000 back, so another € 1.000 fits to the cent
        let vol = Prestatie::goed(C, 5, "B1");
        g.declareer("M9", "DN9", std::slice::from_ref(&vol)).eis("", &[]);
        let mut tien = Prestatie::goed(C, 5, "B2");
        tien.periode = ("2026-08-01", "2026-08-31");
        g.declareer("M10", "DN10", std::slice::from_ref(&tien)).eis(regel, &[("TR369", "9369")]);
        g.declareer("M11", "DN11", &[vol.credit("B3"), tien]).eis("", &[]);
    }

    fn minutes_may_be_claimed_where_hours_were_assigned(proef) {
        let g = Gemeente::nieuw(proef);
        let mut p = Prestatie::goed(A, 1, "MIN");
        (p.eenheid, p.volume, p.tarief, p.bedrag) = ("01", 601, 100, 60_100);
        let regel = "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]";
        g.declareer("M1", "DN1", std::slice::from_ref(&p)).eis(regel, &[("TR321", "9321")]);
        (p.volume, p.bedrag) = (600, 60_000);
        g.declareer("M2", "DN2", &[p]).eis("", &[]);
    }

    fn starts_and_stops_are_judged_and_kept(proef) {
        let g = Gemeente::nieuw(proef);
        let plek = |soort: &str, n: u8| format!("/Bericht/Client/{soort}Producten/{soort}Product[{n}]");
        let kop = kop_van_x;
        let start = |begin, status| Levering { toewijzing: 1, ingang: "2026-01-01", begin, stop: None, status };
        let stop = |reden, eind, status| Levering { stop: Some((reden, eind)), ..start("2026-01-05", status) };
        let stuur = |id: &str, p: &[Levering<'_>]| g.verwerk(&format!("{id}.xml"), &levering(&kop(id), A, p));

        // a stop before its start: rejected, and so not sent; after the start it is accepted
        let vroeg = stuur("S0", &[stop("20", "2026-06-30", 1)]);
        vroeg.eis(&plek("Stop", 1), &[("TR382", "9069")]);
        assert_eq!((&vroeg.json["bericht"], &vroeg.json["verwerkt"]), (&json!("WMO307"), &json!(false)));
        let een = stuur("S1", &[start("2026-01-05", 1)]);
        een.eis("", &[]);
        assert_eq!((&een.json["bericht"], &een.json["verwerkt"]), (&json!("WMO305"), &json!(true)));
        assert!(een.in_antwoord("RetourCode").iter().all(|c| *c == "0200"), "{:?}", een.antwoord);
        // the very same file: the same outcome, the same answer, and nothing new
        let voor = g.stand();
        let weer = stuur("S1", &[start("2026-01-05", 1)]);
        assert_eq!((&weer.json, &weer.antwoord), (&een.json, &een.antwoord));
        assert!(boek::verschil(&voor, &g.stand()).is_empty());
        // the same start in another message, another start while it runs, an unknown assignment
        stuur("S2", &[start("2026-01-05", 1)]).eis(&plek("Start", 1), &[("TR074", "9074"), ("TR326", "9326")]);
        stuur("S3", &[start("2026-02-01", 1)]).eis(&plek("Start", 1), &[("TR326", "9326")]);
        let vreemd = stuur("S4", &[Levering { toewijzing: 4, ..start("2026-01-05", 1) }]);
        vreemd.eis(&plek("Start", 1), &[("TR019", "9019")]);
        assert!(vreemd.in_antwoord("RetourCode").contains(&"9019"));
        stuur("S5", &[start("2026-03-01", 3)]).eis(&plek("Start", 1), &[("TR063", "9063")]);
        // stop for a while, once; then for good; not again, and not before the earlier one
        stuur("S6", &[stop("20", "2026-06-30", 1)]).eis("", &[]);
        stuur("S7", &[start("2026-01-05", 3)]).eis(&plek("Start", 1), &[("TR071", "9071")]);
        stuur("S8", &[stop("20", "2026-07-31", 1)]).eis(&plek("Stop", 1), &[("TR413", "9413")]);
        stuur("S9", &[stop("19", "2026-06-29", 1)]).eis(&plek("Stop", 1), &[("TR414", "9414")]);
        stuur("S10", &[stop("19", "2026-06-30", 1)]).eis("", &[]);
        stuur("S11", &[stop("19", "2026-07-01", 1)])
            .eis(&plek("Stop", 1), &[("TR382", "9069"), ("TR415", "9415")]);
        // taken back in order: the stops, then the start
        stuur("S12", &[stop("19", "2026-06-30", 3), stop("20", "2026-06-30", 3)]).eis("", &[]);
        stuur("S13", &[start("2026-01-05", 3)]).eis("", &[]);
        let over = boek::getal(&open_url(proef.url()), "SELECT COUNT(*) FROM levering WHERE verwijderd_door IS NULL");
        assert_eq!(over, 0);
        // other bytes under an identification that was accepted
        let k = Kop { dag: "2026-10-06", ..kop("S1") };
        g.verwerk("anders.xml", &levering(&k, A, &[start("2026-02-01", 1)]))
            .eis("/Bericht/Header/BerichtIdentificatie", &[("TR056", "9056")]);
    }

    fn the_order_of_independent_messages_does_not_matter(proef) {
        // one engine, two books: the same five messages in two orders
        let ander = if proef.map().is_some() { Some(Proef::sqlite()) } else { Proef::postgres() };
        let Some(ander) = ander else { return };
        let stuk = |id: &'static str, van: &'static str| Kop { van, aan: G, id, dag: "2026-10-05" };
        let start = Levering { toewijzing: 1, ingang: "2026-01-01", begin: "2026-01-05", stop: None, status: 1 };
        let mut van_y = Prestatie::goed(B, 4, "Y1");
        van_y.tarief = 5_999; // rejected in either order
        let berichten = [
            levering(&stuk("S1", X), A, &[start]),
            declaratie(&stuk("D1", X), "DN1", SEPTEMBER, &[Prestatie::goed(A, 1, "R1")]),
            declaratie(&stuk("D2", X), "DN2", SEPTEMBER, &[Prestatie::goed(C, 5, "R2"), Prestatie::goed(C, 6, "R3")]),
            declaratie(&stuk("D3", Y), "DN1", SEPTEMBER, &[van_y]),
            levering(&stuk("S2", Y), B, &[Levering { toewijzing: 4, ..start }]),
        ];
        let stand = |p: &Proef, volgorde: [usize; 5]| {
            let g = Gemeente::nieuw(p);
            for i in volgorde {
                g.verwerk(&format!("b{i}.xml"), &berichten[i]);
            }
            let sql = [
                "SELECT agb || ' ' || referentie || ' ' || status || ' ' || bedrag FROM declaratieregel ORDER BY 1",
                "SELECT agb || ' ' || soort || ' ' || toewijzing || ' ' || begindatum FROM levering ORDER BY 1",
                "SELECT soort || ' ' || agb || ' ' || identificatie || ' ' || status || ' ' || bevindingen FROM bericht \
                 WHERE richting = 'in' ORDER BY 1",
            ];
            sql.map(|s| g.vraag(s))
        };
        let (heen, terug) = (stand(proef, [0, 1, 2, 3, 4]), stand(&ander, [4, 3, 2, 1, 0]));
        assert_eq!(heen, terug);
        assert_eq!((heen[0].len(), heen[1].len(), heen[2].len()), (4, 2, 5));
    }

    fn what_was_granted_is_paid_once_and_a_credit_is_settled(proef) {
        let g = Gemeente::nieuw(proef);
        let eerste = Prestatie::goed(A, 1, "R1");
        g.declareer("M1", "DN1", &[eerste.clone(), Prestatie::goed(A, 999, "R2")]);
        let uit = g.uit().to_string_lossy().into_owned();
        let betaal = || {
            let gedaan = g.doe(["betaal", "--gemeente", G, "--tot", VANDAAG, "--uit", &uit], &[]);
            let json = gedaan.json();
            let batches: Vec<i64> =
                json["batches"].as_array().unwrap().iter().map(|b| b["bedrag_cent"].as_i64().unwrap()).collect();
            (batches, json["open"].clone(), gedaan.code)
        };
        assert_eq!(betaal(), (vec![60_000], json!([]), Some(0)));
        assert_eq!(betaal(), (vec![], json!([]), Some(0)), "niet nog eens");
        let mut minder = Prestatie::goed(A, 1, "R3");
        (minder.volume, minder.bedrag) = (9, 54_000);
        g.declareer("M2", "DN2", &[eerste.credit("K1"), minder]).eis("", &[]);
        let (batches, open, _) = betaal();
        assert_eq!(batches, Vec::<i64>::new(), "de aanbieder heeft nog € 60 te goed van ons gehad");
        assert_eq!(open[0]["bedrag_cent"], -6_000, "{open}");
        g.declareer("M3", "DN3", &[Prestatie::goed(C, 5, "R4")]).eis("", &[]);
        assert_eq!(betaal().0, [54_000], "de creditregel is verrekend");
        let betaald = boek::getal(&open_url(proef.url()), "SELECT CAST(SUM(bedrag) AS BIGINT) FROM betaalregel");
        assert_eq!(betaald, 114_000);
    }
}

#[test]
fn a_region_on_postgres_uses_a_key_file() {
    let Some(proef) = Proef::postgres_leeg() else { return };
    let map = map();
    let sleutel = map.path().join("regio.sleutel");
    let doe = |args: &[&Path], sleutel: &Path| {
        maatwerk(["--db", proef.url()].map(Path::new).into_iter().chain(args.iter().copied()))
            .met("MAATWERK_SLEUTEL", None)
            .met("MAATWERK_SLEUTELBESTAND", Some(sleutel.as_os_str()))
            .doe()
    };
    doe(&[Path::new("migreer")], &sleutel).eis(0);
    assert!(sleutel.is_file());
    for (naam, tekst) in CSV {
        fs::write(map.path().join(naam), tekst).unwrap();
        doe(&[Path::new("importeer"), &map.path().join(naam)], &sleutel).eis(0);
    }
    doe(&[Path::new("audit"), Path::new("controleer")], &sleutel).eis(0);
    // with another key nothing opens
    let ander = map.path().join("ander.sleutel");
    fs::write(&ander, "08".repeat(32)).unwrap();
    let gedaan = doe(&[Path::new("audit"), Path::new("controleer")], &ander);
    gedaan.eis(2);
    assert_eq!(gedaan.regels().len(), 1, "{gedaan:?}");
    assert_eq!(boek::getal(&open_url(proef.url()), "SELECT COUNT(*) FROM client"), 3);
}

fn kop_van_x(id: &str) -> Kop<'_> {
    Kop { van: X, aan: G, id, dag: "2026-10-05" }
}
