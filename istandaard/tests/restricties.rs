//! Level 1, place by place: every restriction (RS), every constraint of the schema (CS015, CS025, CS319) and every code
//! list at every element where the standard puts it, at the edge and just past it. The published schemas must agree on
//! each of these files.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests stop the test")]

mod hulp;

use hulp::vol::vol;
use hulp::{keur, pakket};
use istandaard::codelijst::Lijst;
use istandaard::regels::{Plaats, plaatsing, zoek};
use istandaard::{Niveau, Soort};
use std::collections::BTreeMap;
use std::process::Command;

/// The message with another value in the first element at this place.
fn met_waarde(tekst: &str, plaats: &str, waarde: &str) -> String {
    let mut i = 0;
    for naam in plaats.split('/') {
        let vind = |t: &str| {
            [format!("<{naam}>"), format!("<i:{naam}>")]
                .iter()
                .filter_map(|n| t.find(n).map(|j| j + n.len()))
                .min()
        };
        i += vind(&tekst[i..]).unwrap_or_else(|| panic!("{plaats} staat niet in het bericht"));
    }
    let eind = i + tekst[i..].find("</").unwrap();
    assert!(!tekst[i..eind].contains('<'), "{plaats} is geen element met een waarde");
    format!("{}{waarde}{}", &tekst[..i], &tekst[eind..])
}

/// The length that a restriction allows.
fn lengte(regel: &str) -> Option<usize> {
    Some(match regel {
        "RS008" => 1,
        "RS009" => 2,
        "RS010" => 3,
        "RS011" => 4,
        "RS012" => 5,
        "RS013" => 6,
        "RS014" => 8,
        "RS015" => 9,
        "RS016" => 10,
        "RS017" => 12,
        "RS018" => 15,
        "RS019" => 20,
        "RS020" => 24,
        "RS021" => 25,
        "RS023" => 35,
        "RS024" => 36,
        "RS025" => 64,
        "RS026" => 80,
        "RS028" => 200,
        _ => return None,
    })
}

fn bovengrens(regel: &str) -> Option<i64> {
    Some(match regel {
        "RS002" => 99,
        "RS004" => 99_999,
        "RS005" => 99_999_999,
        "RS006" => 999_999_999,
        "RS040" => 999_999_999_999,
        _ => return None,
    })
}

fn lijst_van(w: &[&str]) -> Vec<String> {
    w.iter().map(|s| (*s).to_owned()).collect()
}

/// What this restriction lets through and what it stops. `andere` are all restrictions on the same element: a value on
/// the right side of one must be on the right side of all.
fn randen(p: &Plaats, andere: &[&str]) -> (Vec<String>, Vec<String>) {
    if let Some(n) = lengte(p.regel) {
        let (teken, goed) = match (p.lijst, andere) {
            (Some(l), _) => ("x", l.rijen().first().map(|r| r.code.to_owned())),
            (_, a) if a.contains(&"RS047") => ("4", Some(p.bericht.berichtcode().to_owned())),
            (_, a) if a.iter().any(|r| matches!(*r, "RS036" | "RS037" | "RS046")) => ("1", None),
            (_, a) if a.iter().any(|r| matches!(*r, "RS045")) => ("A", None),
            (_, a) if a.contains(&"CS319") => ("A", None),
            // signs are counted, not bytes
            _ => ("é", None),
        };
        let goed = goed.map_or_else(|| vec![teken.repeat(n)], |g| vec![g]);
        return (goed, vec![teken.repeat(n + 1)]);
    }
    if let Some(max) = bovengrens(p.regel) {
        let vast = andere.iter().any(|r| r.starts_with("CS"));
        let goed = if vast { Vec::new() } else { vec![max.to_string(), format!("00{max}")] };
        return (goed, vec![(max + 1).to_string()]);
    }
    let vast = andere.iter().any(|r| matches!(*r, "CS015" | "CS025"));
    match p.regel {
        "RS001" if vast => (Vec::new(), lijst_van(&["-1"])),
        "RS001" => (lijst_van(&["0", "-0", "+1"]), lijst_van(&["-1"])),
        "RS031" => (lijst_van(&["x", " x\n", "regel\nregel"]), lijst_van(&["", " ", "\n\t"])),
        "RS032" => (
            lijst_van(&["2024-02-29", "2026-12-31", " 2026-01-01 "]),
            lijst_van(&["2026-01-01Z", "2026-01-01+01:00", "2026-02-29", "2026-13-01", "01-01-2026", ""]),
        ),
        "RS033" => (
            lijst_van(if andere.contains(&"RS008") { &["x"] } else { &["x", " x"] }),
            lijst_van(&["", " ", "\t"]),
        ),
        "RS034" => (
            lijst_van(&["00:00:00", "23:59:59", "12:30:00.5"]),
            lijst_van(&[
                "10:00:00Z",
                "10:00:00+01:00",
                "10:00:00-01:00",
                "24:00:01",
                "10:60:00",
                "10:00",
                "",
            ]),
        ),
        "RS035" => (lijst_van(&["0000", "9999"]), lijst_van(&["999", "99999", "99a9", " 999", ""])),
        "RS036" => {
            let fout = lijst_van(&["1234567", "1234567a", "1234 678"]);
            (lijst_van(&["00000000", "99999999"]), fout)
        }
        "RS037" => {
            (lijst_van(&["000000000", "999999999"]), lijst_van(&["99999999", "99999999a", "9999 9999"]))
        }
        "RS045" => (lijst_van(&["A", "abcÀỳ"]), lijst_van(&["A.B.", "A B", "A1", ""])),
        "RS046" => (lijst_van(&["0", "0781234567"]), lijst_van(&["078-1234", "078 1234", "+31"])),
        "RS047" => (vec![p.bericht.berichtcode().to_owned()], lijst_van(&["999", "41", ""])),
        "RS048" => (
            lijst_van(&["0.0.0", "10.20.30"]),
            lijst_van(&["1.0", "1.0.0.0", "01.0.0", "1.0.00", "1.0.x", "1.0.", " 1.0.0", ""]),
        ),
        "CS015" => (lijst_van(&["2"]), lijst_van(&["1", "3", "02"])),
        "CS025" => (lijst_van(&["3"]), lijst_van(&["2", "4", "03"])),
        "CS319" => (lijst_van(&["Ab9", "0"]), lijst_van(&["A-1", "A 1", "É", ""])),
        r => panic!("{r} heeft geen randen"),
    }
}

/// One file of a test: what was put where, and what must come of it (`None`: nothing).
struct Geval {
    naam: String,
    tekst: String,
    verwacht: Option<&'static str>,
    plaats: &'static str,
}

fn zonder_nummers(pad: &str) -> String {
    pad.replace("[1]", "")
}

/// Judges all files, and lets the published schema judge them too.
fn keur_alle(soort: Soort, gevallen: &[Geval]) {
    let mut fouten = Vec::new();
    for g in gevallen {
        let (controle, lijst) = keur(&g.tekst);
        let niveau_1: Vec<_> = lijst
            .iter()
            .filter(|b| zoek(b.regel).is_none_or(|r| r.niveau == 1))
            .map(|b| (b.regel, zonder_nummers(&b.pad), b.retourcode.map(|r| r.0)))
            .collect();
        let goed = match g.verwacht {
            None => niveau_1.is_empty() && controle.niveau != Some(Niveau::Schema),
            Some(regel) => {
                controle.niveau == Some(Niveau::Schema)
                    && niveau_1.len() == 1
                    && niveau_1[0].0 == regel
                    && niveau_1[0].1.ends_with(&format!("/{}", g.plaats))
                    && niveau_1[0].2 == Some("0001")
            }
        };
        if !goed {
            fouten.push(format!("{}: {niveau_1:?}, verwacht {:?}", g.naam, g.verwacht));
        }
    }
    assert!(fouten.is_empty(), "{}:\n{}", soort.code(), fouten.join("\n"));
    keur_met_schema(soort, gevallen);
}

/// One run of xmllint over all files of a message.
fn keur_met_schema(soort: Soort, gevallen: &[Geval]) {
    let Some(pakket) = pakket() else { return };
    let map = tempfile::tempdir().unwrap();
    for (stuk, groep) in gevallen.chunks(400).enumerate() {
        let paden: Vec<_> = (0..groep.len()).map(|i| map.path().join(format!("{stuk}-{i}.xml"))).collect();
        for (g, pad) in groep.iter().zip(&paden) {
            std::fs::write(pad, &g.tekst).unwrap();
        }
        let schema = pakket.join("xsd").join(format!("wmo{}.xsd", soort.nummer()));
        let Ok(uit) =
            Command::new("xmllint").arg("--noout").arg("--schema").arg(schema).args(&paden).output()
        else {
            eprintln!("OVERGESLAGEN: xmllint is er niet");
            return;
        };
        let melding = String::from_utf8_lossy(&uit.stderr);
        for (g, pad) in groep.iter().zip(&paden) {
            let geldig = melding.contains(&format!("{} validates", pad.display()));
            let ongeldig = melding.contains(&format!("{} fails to validate", pad.display()));
            assert!(geldig != ongeldig, "xmllint zegt niets over {}: {melding}", g.naam);
            // libxml2 reads the pattern `[^Z+-]+` as if the hyphen were not in it; the rule is plain: no time zone.
            if !g.tekst.contains(">10:00:00-01:00<") {
                assert_eq!(geldig, g.verwacht.is_none(), "xmllint ziet {} anders", g.naam);
            }
        }
    }
}

/// Where the standard places something in this message. A return message repeats the classes of the message that it
/// answers: what bounds an element there bounds it here too.
fn geplaatst(soort: Soort) -> impl Iterator<Item = &'static Plaats> {
    let heen = soort.antwoord_op().filter(|_| soort != Soort::Wmo325);
    plaatsing()
        .iter()
        .filter(move |p| p.bericht == soort || (Some(p.bericht) == heen && !p.plaats.starts_with("Header")))
}

/// The restrictions per place of a message, without those of levels 2 to 4.
fn plaatsen(soort: Soort) -> BTreeMap<&'static str, Vec<&'static Plaats>> {
    let mut uit: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for p in geplaatst(soort).filter(|p| p.niveau == 1) {
        uit.entry(p.plaats).or_default().push(p);
    }
    assert!(!uit.is_empty(), "{soort:?}");
    uit
}

fn restricties(soort: Soort, breekt: bool) {
    let b = vol(soort);
    let mut gevallen = Vec::new();
    for (plaats, rijen) in plaatsen(soort) {
        let andere: Vec<_> = rijen.iter().map(|p| p.regel).collect();
        for p in rijen {
            let (goed, fout) = randen(p, &andere);
            for waarde in if breekt { fout } else { goed } {
                gevallen.push(Geval {
                    naam: format!("{} {plaats} = {waarde:?}", p.regel),
                    tekst: met_waarde(&b, plaats, &waarde),
                    verwacht: breekt.then_some(p.regel),
                    plaats,
                });
            }
        }
    }
    assert!(gevallen.len() > 5);
    keur_alle(soort, &gevallen);
}

/// A code of the right length that is not on the list.
fn geen_code(lijst: Lijst) -> Vec<String> {
    let lengte = lijst.rijen()[0].code.len();
    let mut uit = vec!["~".repeat(lengte), String::new(), format!("{} ", &"9".repeat(lengte - 1))];
    let klein = lijst.rijen()[0].code.to_lowercase();
    uit.push(if lengte > 1 { " ".repeat(lengte) } else { "-".to_owned() });
    if !lijst.bevat(&klein) {
        uit.push(klein);
    }
    uit.retain(|c| !lijst.bevat(c));
    uit
}

fn codelijsten(soort: Soort, breekt: bool) {
    let b = vol(soort);
    let mut gevallen = Vec::new();
    for p in geplaatst(soort) {
        let Some(lijst) = p.lijst else { continue };
        let codes: Vec<String> =
            if breekt { geen_code(lijst) } else { lijst.rijen().iter().map(|r| r.code.to_owned()).collect() };
        for code in codes {
            gevallen.push(Geval {
                naam: format!("{} {} = {code:?}", lijst.code(), p.plaats),
                tekst: met_waarde(&b, p.plaats, &code),
                verwacht: breekt.then_some("XSD"),
                plaats: p.plaats,
            });
        }
    }
    assert!(gevallen.len() > 1);
    keur_alle(soort, &gevallen);
}

macro_rules! bericht {
    ($($rs:ident, $cl:ident: $soort:ident;)+) => {
        $(
            mod $rs {
                #[test]
                fn breekt() {
                    super::restricties(super::Soort::$soort, true);
                }

                #[test]
                fn net_goed() {
                    super::restricties(super::Soort::$soort, false);
                }
            }

            mod $cl {
                #[test]
                fn breekt() {
                    super::codelijsten(super::Soort::$soort, true);
                }

                #[test]
                fn net_goed() {
                    super::codelijsten(super::Soort::$soort, false);
                }
            }
        )+

        #[test]
        fn every_message_has_its_tests() {
            assert_eq!([$(Soort::$soort),+], *Soort::ALLE);
        }
    };
}

bericht! {
    rs_wmo301, lijst_wmo301: Wmo301;
    rs_wmo302, lijst_wmo302: Wmo302;
    rs_wmo305, lijst_wmo305: Wmo305;
    rs_wmo306, lijst_wmo306: Wmo306;
    rs_wmo307, lijst_wmo307: Wmo307;
    rs_wmo308, lijst_wmo308: Wmo308;
    rs_wmo315, lijst_wmo315: Wmo315;
    rs_wmo316, lijst_wmo316: Wmo316;
    rs_wmo317, lijst_wmo317: Wmo317;
    rs_wmo318, lijst_wmo318: Wmo318;
    rs_wmo319, lijst_wmo319: Wmo319;
    rs_wmo320, lijst_wmo320: Wmo320;
    rs_wmo323, lijst_wmo323: Wmo323;
    rs_wmo325, lijst_wmo325: Wmo325;
}

/// Which restrictions a full message meets: the whole table, and nothing that no rule places.
#[test]
fn every_restriction_has_a_place() {
    for r in istandaard::regels::alle().filter(|r| r.niveau == 1) {
        assert!(plaatsing().iter().any(|p| p.regel == r.code), "{}", r.code);
    }
    for soort in Soort::ALLE {
        let (controle, lijst) = keur(vol(*soort));
        assert_ne!(controle.niveau, Some(Niveau::Schema), "{soort:?}: {lijst:?}");
    }
}

/// A product code of five signs outside ASCII is of its type, and comes out as it went in.
#[test]
fn a_product_code_may_hold_any_sign() {
    let b = hulp::berichten::b301();
    let anders = b.replacen("02A05", "é€é€é", 1);
    let (controle, lijst) = keur(&anders);
    assert_eq!((controle.niveau, lijst), (None, Vec::new()));
    let mut lezer = istandaard::Lezer::new(anders.as_bytes());
    let codes: Vec<String> = std::iter::from_fn(|| {
        lezer.volgende().map(|d| match d {
            istandaard::Deel::Bericht(b) => match *b {
                istandaard::Bericht::Wmo301(ref m) => {
                    m.client.producten[0].product.unwrap().code.unwrap().to_string()
                }
                _ => String::new(),
            },
            _ => String::new(),
        })
    })
    .collect();
    assert!(codes.iter().any(|c| c == "é€é€é"), "{codes:?}");
}
