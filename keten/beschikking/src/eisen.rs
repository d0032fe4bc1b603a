//! What a decision needs before it can be issued: each requirement with its article, and everything that is missing at once.
//! The place of a finding is `/step/field` of the task in which it is filled in.

use crate::{Besluitsoort, Duurgrens, Ontwerp, Verstrekking, Zienswijze, laatste_dag};
use catalogus::{Bestelsoort, Bestelvraag, Inkoopkader, mag_bestellen};
use inkoop::{Contractregel, Productsleutel};
use kern::{Bevinding, Bron, Datum, Periode, Uitleg, voluit};
use toegang::{Client, Melding, MeldingToestand};

/// What a decision is held against, looked up by the caller.
#[derive(Debug, Clone, Copy)]
pub struct Onderbouwing<'a> {
    /// The client.
    pub client: &'a Client,
    /// The melding, when there was one.
    pub melding: Option<&'a Melding>,
    /// The frameworks as they hold on the first day.
    pub kaders: &'a [Inkoopkader],
    /// The contract lines of the providers that were chosen.
    pub contracten: &'a [Contractregel],
    /// How long products may last.
    pub grenzen: &'a [Duurgrens],
    /// Support that the client had before.
    pub eerder: &'a [(Productsleutel, Periode)],
    /// A provider was asked for a plan, and the client did not agree with it yet.
    pub wacht_op_plan: bool,
    /// Where an objection goes to: name and address. Empty when the municipality did not fill it in.
    pub bezwaaradres: &'a str,
    /// Day.
    pub vandaag: Datum,
}

/// A requirement, and how it stands.
struct Eis {
    code: &'static str,
    naam: &'static str,
    artikel: (&'static str, &'static str),
    /// What was found; or what is missing, with the place where it is filled in.
    stand: Result<String, Vec<(String, String)>>,
}

/// Everything that is missing; empty when it can be issued.
pub fn wat_ontbreekt(o: &Ontwerp, f: &Onderbouwing<'_>) -> Vec<Bevinding> {
    eisen(o, f)
        .into_iter()
        .flat_map(|e| {
            let code = e.code;
            e.stand
                .err()
                .unwrap_or_default()
                .into_iter()
                .map(move |(plaats, tekst)| Bevinding::new(code, None, plaats, tekst))
        })
        .collect()
}

/// Every requirement with what it rests on and how it stands.
pub fn waarom(o: &Ontwerp, f: &Onderbouwing<'_>) -> Uitleg {
    let eisen = eisen(o, f);
    let mist = eisen.iter().filter(|e| e.stand.is_err()).count();
    let uitkomst = match mist {
        0 => "het besluit is volledig".to_owned(),
        1 => "er ontbreekt nog 1 ding".to_owned(),
        n => format!("er ontbreken nog {n} dingen"),
    };
    let mut u = Uitleg::new("Kan dit besluit worden genomen", uitkomst);
    if let Some(s) = o.soort {
        u = u.met("soort", s.omschrijving());
    }
    for e in eisen {
        let uit = match e.stand {
            Ok(t) => t,
            Err(fouten) => fouten.iter().map(|(_, t)| t.as_str()).collect::<Vec<_>>().join(" "),
        };
        let regel = format!("{} {}", e.artikel.0, e.artikel.1);
        u = u.want(Uitleg::new(e.naam, uit).volgens(regel, Bron::new(e.artikel.0, e.artikel.1)));
    }
    u
}

const WMO: &str = "Wmo 2015";
const AWB: &str = "Awb";

fn eisen(o: &Ontwerp, f: &Onderbouwing<'_>) -> Vec<Eis> {
    let mut uit = Vec::new();
    let Some(soort) = o.soort else {
        return vec![eis(
            "BESLUIT-SOORT",
            "Wat u besluit",
            (WMO, "artikel 2.3.5"),
            Err(een("/ondersteuning/soort", "Kies wat u besluit: toekennen, deels toekennen of afwijzen.")),
        )];
    };
    uit.push(clientstand(f));
    if !soort.op_eerder() {
        uit.push(onderzoek(soort, f));
        if soort != Besluitsoort::Spoed {
            uit.push(eis(
                "BESLUIT-AANVRAAG",
                "De aanvraag",
                (WMO, "artikel 2.3.5, tweede lid"),
                match o.aanvraag_op {
                    None => Err(een("/afweging/aanvraag_op", "Vul in op welke dag de aanvraag binnenkwam.")),
                    Some(d) if d > f.vandaag => {
                        Err(een("/afweging/aanvraag_op", "De dag van de aanvraag ligt na vandaag."))
                    }
                    Some(d) => Ok(format!("ontvangen op {}", voluit(d))),
                },
            ));
        }
    }
    if soort.op_eerder() && soort != Besluitsoort::Verlenging {
        uit.push(eis(
            "BESLUIT-HERZIENING",
            "De grond om te wijzigen of in te trekken",
            (WMO, "artikel 2.3.10, eerste lid"),
            o.herziening.map(|h| format!("{}: {}", h.code(), h.omschrijving())).ok_or_else(|| {
                een(
                    "/afweging/herziening",
                    "Kies waarom u het besluit wijzigt of intrekt: grond a tot en met e.",
                )
            }),
        ));
    }
    if soort == Besluitsoort::Intrekking {
        uit.push(eis(
            "BESLUIT-INGANG",
            "De dag waarop de intrekking ingaat",
            (WMO, "artikel 2.3.10, tweede lid"),
            o.ingangsdatum.map(|d| format!("vanaf {}", voluit(d))).ok_or_else(|| {
                een("/ondersteuning/ingangsdatum", "Vul in vanaf welke dag de ondersteuning stopt.")
            }),
        ));
    }
    if soort.kent_toe() {
        toekenning(o, f, soort, &mut uit);
    }
    let nadelig =
        [Besluitsoort::Afwijzing, Besluitsoort::Deels, Besluitsoort::Intrekking, Besluitsoort::Wijziging];
    if nadelig.contains(&soort) {
        uit.push(zienswijze(o, f));
    }
    uit.push(motivering(o, soort));
    uit.push(eis(
        "BESLUIT-RECHTSMIDDEL",
        "Bezwaar: door wie, binnen welke termijn, bij wie",
        (AWB, "artikelen 3:45 en 6:7"),
        if f.bezwaaradres.trim().is_empty() {
            Err(een(
                "/huisstijl/bezwaaradres",
                "Er is geen adres voor bezwaar ingevuld. Zonder dat adres kan er geen brief zijn.",
            ))
        } else {
            Ok("staat in de brief, met een termijn van zes weken".into())
        },
    ));
    uit
}

/// What a decision needs that gives support.
fn toekenning(o: &Ontwerp, f: &Onderbouwing<'_>, soort: Besluitsoort, uit: &mut Vec<Eis>) {
    uit.push(tekst(
        "BESLUIT-AARD",
        "Wat de ondersteuning is",
        ("Centrale Raad van Beroep", "ECLI:NL:CRVB:2018:3241"),
        &o.aard,
        "/ondersteuning/aard",
        "Vul in wat de ondersteuning is.",
    ));
    uit.push(tekst(
        "BESLUIT-INTENSITEIT",
        "Hoeveel ondersteuning het is",
        ("Centrale Raad van Beroep", "ECLI:NL:CRVB:2018:3241"),
        &o.intensiteit,
        "/ondersteuning/intensiteit",
        "Vul in hoeveel ondersteuning het is: uren of activiteiten.",
    ));
    uit.push(duur(o, soort));
    if soort != Besluitsoort::Spoed {
        uit.push(eis(
            "BESLUIT-PLAN",
            "Het plan waar het besluit naar verwijst",
            (WMO, "artikel 2.3.2, achtste lid, en artikel 2.3.5"),
            match o.plan_op {
                _ if f.wacht_op_plan => Err(een(
                    "/afweging/plan_op",
                    "U vroeg een aanbieder om een plan. De cliënt is het nog niet eens met dat plan.",
                )),
                None => {
                    Err(een("/afweging/plan_op", "Vul de datum in van het plan waarmee de cliënt instemt."))
                }
                Some(d) if d > f.vandaag => {
                    Err(een("/afweging/plan_op", "De datum van het plan ligt na vandaag."))
                }
                Some(d) => Ok(format!("plan van {}", voluit(d))),
            },
        ));
    }
    // identity belongs to the onderzoek and the aanvraag, and an urgent decision waits for neither
    if soort != Besluitsoort::Spoed {
        uit.push(identiteit(o, f));
    }
    uit.push(eis(
        "BESLUIT-VORM",
        "Zorg in natura of een pgb",
        (WMO, "artikel 2.3.6"),
        o.vorm.map(|v| v.omschrijving().to_owned()).ok_or_else(|| {
            een("/ondersteuning/vorm", "Kies: zorg in natura of een persoonsgebonden budget.")
        }),
    ));
    match o.vorm {
        Some(Verstrekking::Natura) => {
            uit.push(onderdelen(o, f, soort));
            uit.push(keuze(o, f));
        }
        Some(Verstrekking::Pgb) => {
            uit.push(pgb(o));
            uit.push(pgbproduct(o, f));
        }
        None => {}
    }
    uit.push(maximum(o, f));
    uit.push(eis(
        "BESLUIT-BIJDRAGE",
        "De mededeling over de eigen bijdrage",
        (WMO, "artikelen 2.1.4a en 2.1.4b"),
        o.bijdrage.map(|b| b.omschrijving().to_owned()).ok_or_else(|| {
            een(
                "/afweging/bijdrage",
                "Kies of de cliënt een eigen bijdrage betaalt. Het besluit moet dat noemen.",
            )
        }),
    ));
}

/// What the budget is for. It is no order, so a contract is not needed.
fn pgbproduct(o: &Ontwerp, f: &Onderbouwing<'_>) -> Eis {
    let bekend = |p| f.kaders.iter().flat_map(|k| &k.producten).any(|x| x.sleutel == p);
    let stand = match o.onderdelen.iter().position(|d| !bekend(d.product)) {
        _ if o.onderdelen.is_empty() => {
            Err(een("/ondersteuning/d1-product", "Kies het product waarvoor het budget is."))
        }
        Some(i) => Err(een(
            &format!("/ondersteuning/d{}-product", i + 1),
            "Dit product staat niet in de catalogus op de eerste dag.",
        )),
        None => Ok("de cliënt koopt zelf in; er gaat geen toewijzing naar een aanbieder".into()),
    };
    eis("BESLUIT-PGBPRODUCT", "Waarvoor het budget is", (WMO, "artikel 2.3.6, eerste lid"), stand)
}

fn identiteit(o: &Ontwerp, f: &Onderbouwing<'_>) -> Eis {
    eis(
        "BESLUIT-IDENTITEIT",
        "De identiteit is vastgesteld",
        (WMO, "artikel 2.3.4"),
        match o.identiteit.as_ref() {
            Some(i) if i.document.trim().is_empty() => {
                Err(een("/afweging/identiteit_document", "Kies welk identiteitsbewijs u hebt gezien."))
            }
            Some(i) if i.op > f.vandaag => {
                Err(een("/afweging/identiteit_op", "De dag van de controle ligt na vandaag."))
            }
            Some(i) => Ok(format!("{} gezien op {}", i.document.trim(), voluit(i.op))),
            None => Err(een(
                "/afweging/identiteit_op",
                "Vul in op welke dag u het identiteitsbewijs hebt gezien. Een kopie is niet nodig.",
            )),
        },
    )
}

fn clientstand(f: &Onderbouwing<'_>) -> Eis {
    let stand = match f.client.overleden_op {
        Some(d) => {
            Err(een("", &format!("De cliënt is op {} overleden. Een besluit kan niet meer.", voluit(d))))
        }
        None => Ok(f.client.naam.to_string()),
    };
    eis("BESLUIT-CLIENT", "Voor wie", (WMO, "artikel 2.3.5, eerste lid"), stand)
}

fn onderzoek(soort: Besluitsoort, f: &Onderbouwing<'_>) -> Eis {
    let nog = || {
        Err(een(
            "/melding",
            "Het onderzoek loopt nog. Rond het eerst af, of wacht tot zes weken na de melding.",
        ))
    };
    let stand = match (f.melding, soort) {
        (Some(m), _) if (m.gemeente(), m.client()) != (f.client.gemeente, f.client.id) => {
            Err(een("/melding", "Deze melding is van een andere cliënt."))
        }
        (Some(m), Besluitsoort::Spoed) => {
            Ok(format!("spoed, na de melding van {}", voluit(m.ontvangen_op())))
        }
        (None, Besluitsoort::Spoed) => {
            Err(een("/melding", "Een tijdelijk besluit met spoed volgt op een melding. Leg die eerst vast."))
        }
        (None, _) => Err(een("/melding", "Er is geen melding. Leg de melding vast en doe het onderzoek.")),
        (Some(m), _) => match m.toestand() {
            MeldingToestand::OnderzoekAfgerond { op } if op <= f.vandaag => {
                Ok(format!("afgerond op {}", voluit(op)))
            }
            // after six weeks the client may apply without a finished onderzoek (art. 2.3.2 lid 9)
            _ if f.vandaag > toegang::onderzoek_uiterlijk(m.ontvangen_op()) => {
                Ok("niet af binnen zes weken; een aanvraag mag dan zonder".into())
            }
            _ => nog(),
        },
    };
    let artikel =
        if soort == Besluitsoort::Spoed { "artikel 2.3.3" } else { "artikel 2.3.2, eerste en negende lid" };
    eis("BESLUIT-ONDERZOEK", "Het onderzoek", (WMO, artikel), stand)
}

fn duur(o: &Ontwerp, soort: Besluitsoort) -> Eis {
    let mut fout = Vec::new();
    match (o.ingangsdatum, o.einddatum) {
        (None, _) => {
            fout.push(("ingangsdatum", "Vul in vanaf welke dag de ondersteuning ingaat.".to_owned()));
        }
        (Some(van), Some(tot)) if tot < van => {
            fout.push(("einddatum", format!("De laatste dag ligt voor de eerste dag ({}).", voluit(van))));
        }
        (Some(_), None) if soort == Besluitsoort::Spoed => {
            fout.push(("einddatum", "Een besluit met spoed is tijdelijk. Vul de laatste dag in.".to_owned()));
        }
        (Some(_), None) if !o.open_einde => fout.push((
            "einddatum",
            "Vul de laatste dag in, of kies bewust voor een besluit zonder einddatum.".to_owned(),
        )),
        _ => {}
    }
    let stand = if fout.is_empty() {
        let van = o.ingangsdatum.map(voluit).unwrap_or_default();
        Ok(format!("{van} tot en met {}", o.einddatum.map_or_else(|| "geen einddatum".into(), voluit)))
    } else {
        Err(fout.into_iter().map(|(v, t)| (format!("/ondersteuning/{v}"), t)).collect())
    };
    eis("BESLUIT-DUUR", "Hoe lang", ("Centrale Raad van Beroep", "ECLI:NL:CRVB:2018:3241"), stand)
}

fn onderdelen(o: &Ontwerp, f: &Onderbouwing<'_>, soort: Besluitsoort) -> Eis {
    let mut fout = Vec::new();
    if o.onderdelen.is_empty() {
        fout.push(("/ondersteuning/d1-product".to_owned(), "Kies een product uit de catalogus.".to_owned()));
    }
    for (i, d) in o.onderdelen.iter().enumerate() {
        let veld = |v: &str| format!("/ondersteuning/d{}-{v}", i + 1);
        if d.volume <= 0 {
            fout.push((veld("volume"), "Vul een hoeveelheid in die groter is dan nul.".into()));
        }
        if d.agb.is_none() {
            fout.push((veld("agb"), "Vul de aanbieder in die de cliënt koos.".into()));
        }
        let (van, tot) = o.dagen(d);
        let Some(van) = van else { continue };
        let buiten = o.ingangsdatum.is_some_and(|s| van < s)
            || o.einddatum.is_some_and(|e| tot.is_none_or(|t| t > e))
            || tot.is_some_and(|t| t < van);
        if buiten {
            fout.push((veld("van"), format!("Onderdeel {} valt buiten de dagen van het besluit.", i + 1)));
        }
        let vervolg = soort.op_eerder() && d.toewijzing.is_some();
        let bestelsoort = if vervolg { Bestelsoort::Vervolg } else { Bestelsoort::Nieuw };
        let vraag = Bestelvraag {
            gemeente: f.client.gemeente,
            product: d.product,
            agb: d.agb,
            dag: van,
            soort: bestelsoort,
        };
        for b in mag_bestellen(f.kaders, f.contracten, &vraag).err().into_iter().flatten() {
            let plek = if b.regel == "KB006" { "agb" } else { "product" };
            fout.push((veld(plek), b.tekst.to_string()));
        }
    }
    let stand = match (fout.is_empty(), o.onderdelen.len()) {
        (false, _) => Err(fout),
        (_, 1) => Ok("1 onderdeel, te bestellen op de eerste dag".to_owned()),
        (_, n) => Ok(format!("{n} onderdelen, te bestellen op de eerste dag")),
    };
    eis(
        "BESLUIT-PRODUCT",
        "De producten en de aanbieder",
        (WMO, "artikel 2.6.3; catalogus van het kader"),
        stand,
    )
}

fn keuze(o: &Ontwerp, f: &Onderbouwing<'_>) -> Eis {
    let mut fout = Vec::new();
    match o.gekozen_op {
        None => fout.push(("gekozen_op", "Vul in op welke dag de cliënt de aanbieder koos.")),
        Some(d) if d > f.vandaag => fout.push(("gekozen_op", "De dag van de keuze ligt na vandaag.")),
        Some(_) => {}
    }
    let gekozen = o.onderdelen.first().and_then(|d| d.agb);
    let anders = o.aangeboden.iter().filter(|a| Some(**a) != gekozen).count();
    if anders == 0 && o.geen_keuze_omdat.trim().is_empty() {
        fout.push((
            "aangeboden",
            "Noem welke andere aanbieders de cliënt kon kiezen, of schrijf op waarom er geen keuze was.",
        ));
    }
    let stand = if fout.is_empty() {
        Ok(match anders {
            0 => format!("zonder keuze: {}", o.geen_keuze_omdat.trim()),
            1 => "gekozen door de cliënt; 1 andere aanbieder aangeboden".into(),
            n => format!("gekozen door de cliënt; {n} andere aanbieders aangeboden"),
        })
    } else {
        Err(fout.into_iter().map(|(v, t)| (format!("/afweging/{v}"), t.to_owned())).collect())
    };
    eis("BESLUIT-KEUZE", "De cliënt koos de aanbieder", (WMO, "artikel 2.1.2, vierde lid, onder c"), stand)
}

fn pgb(o: &Ontwerp) -> Eis {
    let mut fout = Vec::new();
    let mut eis_ = |ja: bool, veld: &str, tekst: &str| {
        if !ja {
            fout.push((format!("/ondersteuning/{veld}"), tekst.to_owned()));
        }
    };
    eis_(
        o.pgb.bekwaam,
        "pgb_bekwaam",
        "Stel vast dat de cliënt, of wie helpt, de taken van een pgb aankan (onderdeel a).",
    );
    eis_(
        !o.pgb.motivering.trim().is_empty(),
        "pgb_motivering",
        "Schrijf op waarom de cliënt een pgb wil (onderdeel b).",
    );
    eis_(
        o.pgb.kwaliteit,
        "pgb_kwaliteit",
        "Stel vast dat de ondersteuning veilig, doeltreffend en cliëntgericht is (onderdeel c).",
    );
    eis_(o.pgb.bedrag.is_some_and(|b| b.0 > 0), "pgb_bedrag", "Vul het bedrag van het pgb per jaar in.");
    let stand = if fout.is_empty() { Ok("voldoet aan onderdelen a, b en c".into()) } else { Err(fout) };
    eis("BESLUIT-PGB", "De voorwaarden van een pgb", (WMO, "artikel 2.3.6, tweede lid"), stand)
}

fn maximum(o: &Ontwerp, f: &Onderbouwing<'_>) -> Eis {
    let mut fout: Vec<(String, String)> = Vec::new();
    let mut gezien = "het kader noemt geen langste duur".to_owned();
    for d in &o.onderdelen {
        let (Some(van), tot) = o.dagen(d) else { continue };
        for g in f.grenzen.iter().filter(|g| g.product == d.product) {
            let laatste = laatste_dag(g, van, f.eerder);
            let reden = o.langer_omdat.trim();
            let bron = format!("{}, {}", g.bron.document, g.bron.plaats);
            if tot.is_some_and(|t| t <= laatste) {
                gezien = format!("binnen {} maanden, dus uiterlijk {} ({bron})", g.maanden, voluit(laatste));
                continue;
            }
            if g.met_reden && !reden.is_empty() {
                gezien = format!("langer dan {} maanden, met reden: {reden} ({bron})", g.maanden);
                continue;
            }
            let (veld, en) = if g.met_reden {
                ("langer_omdat", "Maak de duur korter, of schrijf op waarom langer nodig is.")
            } else {
                ("einddatum", "Maak de duur korter.")
            };
            let regel = (
                format!("/ondersteuning/{veld}"),
                format!("{} Dat is hier tot en met {}. {en}", g.tekst, voluit(laatste)),
            );
            if !fout.contains(&regel) {
                fout.push(regel);
            }
        }
    }
    let stand = if fout.is_empty() { Ok(gezien) } else { Err(fout) };
    eis("BESLUIT-LANGSTE", "De langste duur", ("Inkoopkader", "langste duur van het product"), stand)
}

fn zienswijze(o: &Ontwerp, f: &Onderbouwing<'_>) -> Eis {
    let plek = "/afweging/zienswijze";
    let stand = match (o.wijkt_af, &o.zienswijze) {
        (false, _) => Ok("het besluit rust op gegevens van de cliënt zelf".into()),
        (true, Zienswijze::Niet) => Err(een(
            plek,
            "U besluit op gegevens die afwijken van die van de cliënt. Vraag eerst om een reactie, of noem de grond om dat over te slaan.",
        )),
        (true, Zienswijze::Overgeslagen { grond }) if grond.trim().is_empty() => {
            Err(een(plek, "Schrijf op waarom u geen reactie vroeg (Awb 4:11 of 4:12)."))
        }
        (true, Zienswijze::Overgeslagen { grond }) => Ok(format!("overgeslagen: {}", grond.trim())),
        (true, Zienswijze::Gevraagd { reactie: Some(_), op, .. }) => {
            Ok(format!("gevraagd op {}; er is gereageerd", voluit(*op)))
        }
        (true, Zienswijze::Gevraagd { tot, .. }) if *tot >= f.vandaag => {
            Err(een(plek, &format!("De cliënt kan nog reageren tot en met {}.", voluit(*tot))))
        }
        (true, Zienswijze::Gevraagd { op, .. }) => {
            Ok(format!("gevraagd op {}; er kwam geen reactie", voluit(*op)))
        }
    };
    eis("BESLUIT-ZIENSWIJZE", "De cliënt is gehoord", (AWB, "artikelen 4:7 tot en met 4:12"), stand)
}

fn motivering(o: &Ontwerp, soort: Besluitsoort) -> Eis {
    let mut fout = Vec::new();
    let later = soort == Besluitsoort::Spoed && o.motivering_volgt;
    if o.grond.trim().is_empty() && !later {
        let tekst = match soort {
            Besluitsoort::Spoed => {
                "Vul in waarom deze ondersteuning nodig is, of kies dat de motivering binnen een week volgt."
            }
            Besluitsoort::Afwijzing => "Vul in waarom u afwijst. De cliënt moet het kunnen begrijpen.",
            _ => "Leg uit waarom u dit besluit neemt. De cliënt moet het kunnen begrijpen.",
        };
        fout.push(("/afweging/grond".to_owned(), tekst.to_owned()));
    }
    if o.voorschrift.trim().is_empty() {
        fout.push((
            "/afweging/voorschrift".to_owned(),
            "Noem het wettelijk voorschrift waarop het besluit rust.".to_owned(),
        ));
    }
    let stand = match (fout.is_empty(), later && o.grond.trim().is_empty()) {
        (false, _) => Err(fout),
        (_, true) => Ok("volgt uiterlijk een week na de bekendmaking".into()),
        (_, false) => Ok(o.voorschrift.trim().to_owned()),
    };
    eis("BESLUIT-GROND", "De motivering", (AWB, "artikelen 3:46 en 3:47"), stand)
}

fn eis(
    code: &'static str,
    naam: &'static str,
    artikel: (&'static str, &'static str),
    stand: Result<String, Vec<(String, String)>>,
) -> Eis {
    Eis { code, naam, artikel, stand }
}

fn een(plaats: &str, tekst: &str) -> Vec<(String, String)> {
    vec![(plaats.to_owned(), tekst.to_owned())]
}

fn tekst(
    code: &'static str,
    naam: &'static str,
    artikel: (&'static str, &'static str),
    waarde: &str,
    plaats: &str,
    ontbreekt: &str,
) -> Eis {
    let stand = match waarde.trim() {
        "" => Err(een(plaats, ontbreekt)),
        w => Ok(w.to_owned()),
    };
    eis(code, naam, artikel, stand)
}
