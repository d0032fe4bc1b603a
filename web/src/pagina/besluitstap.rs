//! The steps in which a decision is written: one subject a page, saved as one goes, with what is missing at its field.

use super::Invoer;
use super::beschikkingen::{adres, laad, wegwijs};
use super::verzoeken::omgeving;
use crate::formulier::{Fouten, Lezing, Soort, Veld, dagveld, in_veld};
use crate::fout::Fout;
use crate::schil::{Omgeving, Schil};
use crate::sessie::Formulier;
use crate::{Bezoek, toon, vraag};
use app::beslissen::{
    self as b, Besluitblad, Besluitsoort, Bijdragemededeling, Eindreden, Herzieningsgrond,
    Identiteitscontrole, Onderdeel, Ontwerp, Productsleutel, Versie, Verstrekking, Zienswijze,
};
use app::vragen::VraagFout;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use kern::{AgbCode, Bevinding, Eenheid, Frequentie, Productcategorie, Productcode};

/// Most parts of a decision on the page.
const DELEN: usize = 4;

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Besluitstap {
    /// Everything of a first version on one page.
    Heel,
    /// What, how much, how long.
    Ondersteuning,
    /// Why, and how the client came to it.
    Afweging,
}

impl Besluitstap {
    /// All, in order.
    pub const ALLE: [(Self, &'static str, &'static str); 3] = [
        (Self::Heel, "besluit", "Het besluit"),
        (Self::Ondersteuning, "ondersteuning", "Wat u besluit"),
        (Self::Afweging, "afweging", "Waarom, en hoe de cliënt koos"),
    ];

    fn parse(tekst: &str) -> Option<Self> {
        Self::ALLE.iter().find(|(_, c, _)| *c == tekst).map(|(s, ..)| *s)
    }

    fn code(self) -> &'static str {
        Self::ALLE.iter().find(|(s, ..)| *s == self).map_or("", |(_, c, _)| c)
    }

    fn kop(self) -> &'static str {
        Self::ALLE.iter().find(|(s, ..)| *s == self).map_or("", |(.., k)| k)
    }
}

/// A group of fields.
#[derive(Debug)]
pub struct Groep {
    /// Title.
    pub kop: String,
    /// A line under it.
    pub uitleg: &'static str,
    /// Fields.
    pub velden: Vec<Veld>,
}

/// The page of a step.
#[derive(Template, Debug)]
#[template(path = "besluitstap.html")]
pub struct StapPagina {
    /// Shell.
    pub schil: Schil,
    /// The decision.
    pub blad: Besluitblad,
    /// Which step of how many.
    pub stap: &'static str,
    /// A part can be added on this page.
    pub nog_een: bool,
    /// What was just done.
    pub gedaan: Option<&'static str>,
    /// Title.
    pub kop: &'static str,
    /// Groups.
    pub groepen: Vec<Groep>,
    /// What is missing on this page.
    pub fouten: Fouten,
    /// Round of the text.
    pub ronde: i64,
    /// Address of this page.
    pub hier: String,
    /// Address of the decision.
    pub terug: String,
}

fn keuze<'a>(leeg: &str, alle: impl IntoIterator<Item = (&'a str, &'a str)>) -> Soort {
    let rest = alle.into_iter().map(|(c, n)| (c.to_owned(), crate::opmaak::hoofdletter(n)));
    Soort::Keuze(std::iter::once((String::new(), leeg.to_owned())).chain(rest).collect())
}

fn janee(invoer: &Invoer, naam: &'static str, label: &'static str, ja: bool) -> Veld {
    let opties = [("nee", "Nee"), ("ja", "Ja")].map(|(c, n)| (c.to_owned(), n.to_owned()));
    Veld::nieuw(invoer, naam, label, Soort::Keuze(opties.to_vec()), if ja { "ja" } else { "nee" })
}

fn tekst(invoer: &Invoer, naam: &'static str, label: &'static str, begin: &str) -> Veld {
    Veld::nieuw(invoer, naam, label, Soort::Tekst(200, "text"), begin)
}

fn lap(invoer: &Invoer, naam: &'static str, label: &'static str, begin: &str) -> Veld {
    Veld::nieuw(invoer, naam, label, Soort::Lap(4000), begin)
}

fn productwaarde(p: Productsleutel) -> String {
    format!("{}/{}", p.categorie, p.code)
}

fn lees_product(t: &str) -> Option<Productsleutel> {
    let (c, code) = t.split_once('/')?;
    Some(Productsleutel::new(Productcategorie::parse(c).ok()?, Productcode::parse(code).ok()?))
}

fn aanbiederkeuze(blad: &Besluitblad, leeg: &str) -> Soort {
    let alle: Vec<(String, &str)> =
        blad.aanbieders.iter().map(|(a, n)| (a.to_string(), n.as_str())).collect();
    keuze(leeg, alle.iter().map(|(a, n)| (a.as_str(), *n)))
}

fn deelgroep(invoer: &Invoer, blad: &Besluitblad, i: usize, d: Option<&Onderdeel>) -> Groep {
    let n = |staart: &str| format!("d{}-{staart}", i + 1);
    let mut producten: Vec<(String, String)> = blad
        .producten
        .iter()
        .map(|p| (productwaarde(p.sleutel), format!("{} ({})", p.naam, p.sleutel.code)))
        .collect();
    if let Some(d) = d
        && !producten.iter().any(|(w, _)| *w == productwaarde(d.product))
    {
        producten.push((productwaarde(d.product), format!("Product {}", d.product.code)));
    }
    let product = keuze("Kies een product", producten.iter().map(|(a, b)| (a.as_str(), b.as_str())));
    let begin = |t: Option<String>| t.unwrap_or_default();
    let volume = d.map(|d| match d.eenheid {
        Eenheid::Euro => in_veld(kern::Eurocent(d.volume)),
        _ => d.volume.to_string(),
    });
    let mut velden = vec![
        Veld::nieuw(invoer, n("product"), "Product", product, begin(d.map(|d| productwaarde(d.product)))),
        Veld::nieuw(
            invoer,
            n("agb"),
            "Aanbieder die de cliënt koos",
            aanbiederkeuze(blad, "Kies een aanbieder"),
            begin(d.and_then(|d| d.agb).map(|a| a.to_string())),
        ),
        Veld::nieuw(invoer, n("volume"), "Hoeveel", Soort::Tekst(12, "decimal"), begin(volume))
            .met_hulp("Leeg betekent: zoals het kader het noemt."),
        Veld::nieuw(
            invoer,
            n("eenheid"),
            "Eenheid",
            keuze("Zoals het kader", Eenheid::ALLE.iter().map(|e| (e.code(), e.omschrijving()))),
            d.map_or("", |d| d.eenheid.code()),
        ),
        Veld::nieuw(
            invoer,
            n("frequentie"),
            "Hoe vaak",
            keuze("Zoals het kader", Frequentie::ALLE.iter().map(|f| (f.code(), f.omschrijving()))),
            d.map_or("", |d| d.frequentie.code()),
        ),
        dagveld(invoer, n("van"), "Eerste dag, als die anders is", d.and_then(|d| d.van)),
        dagveld(invoer, n("tot"), "Laatste dag, als die anders is", d.and_then(|d| d.tot)),
    ];
    if let Some(t) = d.and_then(|d| d.toewijzing) {
        let loopt =
            [(t.to_string(), format!("Ja, toewijzing {t}")), (String::new(), "Nee, iets nieuws".to_owned())];
        velden.push(Veld::nieuw(
            invoer,
            n("toewijzing"),
            "Gaat dit door op wat loopt?",
            Soort::Keuze(loopt.to_vec()),
            t.to_string(),
        ));
    }
    Groep {
        kop: format!("Onderdeel {}", i + 1),
        uitleg: if i == 0 { "Een opslag is een eigen onderdeel." } else { "" },
        velden,
    }
}

fn ondersteuning(invoer: &Invoer, blad: &Besluitblad, v: &Versie) -> Vec<Groep> {
    let o = &v.ontwerp;
    let mut eerst = Vec::new();
    if v.nr == 1 {
        let soorten =
            Besluitsoort::ALLE.iter().filter(|s| !s.op_eerder()).map(|s| (s.code(), s.omschrijving()));
        eerst.push(Veld::nieuw(
            invoer,
            "soort",
            "Wat besluit u?",
            keuze("Kies", soorten),
            o.soort.map_or("", Besluitsoort::code),
        ));
    }
    let dag = if o.soort == Some(Besluitsoort::Intrekking) {
        "Eerste dag zonder ondersteuning"
    } else {
        "Eerste dag"
    };
    if o.soort == Some(Besluitsoort::Intrekking) {
        eerst.push(dagveld(invoer, "ingangsdatum", dag, o.ingangsdatum));
        eerst.push(Veld::nieuw(
            invoer,
            "einde",
            "Waardoor stopt het? (voor de aanbieder)",
            keuze("Kies", Eindreden::ALLE.iter().map(|e| (e.code(), e.omschrijving()))),
            o.einde.map_or("", Eindreden::code),
        ));
        return vec![Groep { kop: "Intrekken".into(), uitleg: "", velden: eerst }];
    }
    eerst.push(Veld::nieuw(
        invoer,
        "vorm",
        "Hoe krijgt de cliënt het?",
        keuze("Kies", Verstrekking::ALLE.iter().map(|f| (f.code(), f.omschrijving()))),
        o.vorm.map_or("", Verstrekking::code),
    ));
    eerst.push(
        tekst(invoer, "aard", "Wat is de ondersteuning?", &o.aard)
            .met_hulp("Leeg betekent: de namen van de producten die u kiest."),
    );
    eerst.push(
        tekst(invoer, "intensiteit", "Hoeveel, in uren of activiteiten?", &o.intensiteit)
            .met_hulp("Zo staat het in de brief, zoals: ongeveer 2 uur per week. Leeg betekent: wat u bij de onderdelen kiest."),
    );
    eerst.push(dagveld(invoer, "ingangsdatum", dag, o.ingangsdatum));
    eerst.push(dagveld(invoer, "einddatum", "Laatste dag", o.einddatum));
    eerst.push(janee(invoer, "open_einde", "Bewust zonder laatste dag?", o.open_einde));
    eerst.push(
        tekst(invoer, "langer_omdat", "Waarom langer dan het kader zegt?", &o.langer_omdat)
            .met_hulp("Alleen nodig als het kader een langste duur noemt."),
    );
    let mut groepen = vec![Groep { kop: "Het besluit".into(), uitleg: "", velden: eerst }];
    let getoond = (o.onderdelen.len() + 1).clamp(1, DELEN);
    groepen.extend((0..getoond).map(|i| deelgroep(invoer, blad, i, o.onderdelen.get(i))));
    if o.vorm == Some(Verstrekking::Pgb) {
        groepen.push(Groep {
            kop: "Persoonsgebonden budget".into(),
            uitleg: "De wet noemt drie voorwaarden: onderdelen a, b en c van artikel 2.3.6.",
            velden: vec![
                janee(invoer, "pgb_bekwaam", "a. Kan de cliënt, of wie helpt, de taken aan?", o.pgb.bekwaam),
                tekst(invoer, "pgb_motivering", "b. Waarom wil de cliënt een pgb?", &o.pgb.motivering),
                janee(invoer, "pgb_kwaliteit", "c. Is de ondersteuning veilig en goed?", o.pgb.kwaliteit),
                Veld::nieuw(
                    invoer,
                    "pgb_bedrag",
                    "Bedrag per jaar in euro's",
                    Soort::Tekst(15, "decimal"),
                    o.pgb.bedrag.map_or_else(String::new, in_veld),
                ),
            ],
        });
    }
    groepen
}

fn afweging(invoer: &Invoer, blad: &Besluitblad, o: &Ontwerp) -> Vec<Groep> {
    let soort = o.soort.unwrap_or(Besluitsoort::Toekenning);
    let mut waarom = Vec::new();
    if soort.op_eerder() && soort != Besluitsoort::Verlenging {
        waarom.push(Veld::nieuw(
            invoer,
            "herziening",
            "Waarom wijzigt u, of trekt u in?",
            keuze("Kies een grond", Herzieningsgrond::ALLE.iter().map(|h| (h.code(), h.omschrijving()))),
            o.herziening.map_or("", Herzieningsgrond::code),
        ));
    }
    waarom.push(
        lap(invoer, "grond", "Waarom besluit u dit?", &o.grond)
            .met_hulp("Schrijf het voor de cliënt, in gewone taal. Dit komt in de brief. Noem geen BSN."),
    );
    waarom.push(tekst(invoer, "voorschrift", "Wettelijk voorschrift", &o.voorschrift));
    if soort == Besluitsoort::Spoed {
        waarom.push(janee(
            invoer,
            "motivering_volgt",
            "Volgt de motivering binnen een week?",
            o.motivering_volgt,
        ));
    }
    let mut groepen = vec![Groep { kop: "Waarom".into(), uitleg: "", velden: waarom }];
    if matches!(
        soort,
        Besluitsoort::Afwijzing | Besluitsoort::Deels | Besluitsoort::Intrekking | Besluitsoort::Wijziging
    ) {
        let (stand, op, tot, wat) = match &o.zienswijze {
            Zienswijze::Niet => ("niet", None, None, ""),
            Zienswijze::Gevraagd { op, tot, reactie } => {
                ("gevraagd", Some(*op), Some(*tot), reactie.as_deref().unwrap_or_default())
            }
            Zienswijze::Overgeslagen { grond } => ("overgeslagen", None, None, grond.as_str()),
        };
        let keuzes = [
            ("niet", "Nog niet gevraagd"),
            ("gevraagd", "Gevraagd"),
            ("overgeslagen", "Overgeslagen, met een grond"),
        ]
        .map(|(c, n)| (c.to_owned(), n.to_owned()));
        groepen.push(Groep {
            kop: "De reactie van de cliënt".into(),
            uitleg: "Besluit u op andere gegevens dan die van de cliënt zelf? Dan mag de cliënt eerst reageren.",
            velden: vec![
                janee(invoer, "wijkt_af", "Wijken de gegevens af?", o.wijkt_af),
                Veld::nieuw(invoer, "zienswijze", "De reactie", Soort::Keuze(keuzes.to_vec()), stand),
                dagveld(invoer, "zienswijze_op", "Gevraagd op", op),
                dagveld(invoer, "zienswijze_tot", "Reageren kan tot en met", tot),
                tekst(invoer, "zienswijze_tekst", "De reactie, of de grond", wat),
            ],
        });
    }
    if !soort.op_eerder() {
        groepen.push(Groep {
            kop: "Aanvraag".into(),
            uitleg: "",
            velden: vec![dagveld(invoer, "aanvraag_op", "Dag van de aanvraag", o.aanvraag_op)],
        });
    }
    if !soort.kent_toe() {
        return groepen;
    }
    let ander = |i: usize| {
        let gekozen = o.onderdelen.first().and_then(|d| d.agb);
        o.aangeboden
            .iter()
            .filter(|a| Some(**a) != gekozen)
            .nth(i)
            .map_or_else(String::new, ToString::to_string)
    };
    groepen.push(Groep {
        kop: "Plan en identiteit".into(),
        uitleg: "",
        velden: vec![
            dagveld(invoer, "plan_op", "Dag van het plan waarmee de cliënt instemt", o.plan_op),
            dagveld(
                invoer,
                "identiteit_op",
                "Identiteitsbewijs gezien op",
                o.identiteit.as_ref().map(|i| i.op),
            ),
            tekst(
                invoer,
                "identiteit_document",
                "Welk identiteitsbewijs?",
                o.identiteit.as_ref().map_or("", |i| i.document.as_str()),
            )
            .met_hulp("Paspoort, identiteitskaart, rijbewijs of verblijfsdocument. Geen nummer, geen kopie."),
            lap(invoer, "resultaten", "Wat wil de cliënt bereiken? Een regel per resultaat.", &o.resultaten),
        ],
    });
    groepen.push(Groep {
        kop: "De keuze van de cliënt".into(),
        uitleg: "",
        velden: vec![
            dagveld(invoer, "gekozen_op", "De cliënt koos op", o.gekozen_op),
            Veld::nieuw(
                invoer,
                "aangeboden",
                "Andere aanbieder die u aanbood",
                aanbiederkeuze(blad, "Geen"),
                ander(0),
            ),
            Veld::nieuw(invoer, "aangeboden2", "En nog een", aanbiederkeuze(blad, "Geen"), ander(1)),
            tekst(invoer, "geen_keuze_omdat", "Waarom was er geen keuze?", &o.geen_keuze_omdat),
            Veld::nieuw(
                invoer,
                "bijdrage",
                "Eigen bijdrage",
                keuze("Kies", Bijdragemededeling::ALLE.iter().map(|b| (b.code(), b.omschrijving()))),
                o.bijdrage.map_or("", Bijdragemededeling::code),
            ),
        ],
    });
    groepen
}

/// What is typed on the first step.
fn lees_ondersteuning(l: &mut Lezing<'_>, blad: &Besluitblad, o: &mut Ontwerp) {
    let tekst = |l: &Lezing<'_>, n: &str| l.tekst(n).unwrap_or_default().to_owned();
    if let Some(s) = l.tekst("soort") {
        o.soort = Besluitsoort::parse(s);
    }
    o.ingangsdatum = l.dag("ingangsdatum");
    if o.soort == Some(Besluitsoort::Intrekking) {
        o.einde = l.tekst("einde").and_then(Eindreden::parse);
        return;
    }
    o.vorm = l.tekst("vorm").and_then(Verstrekking::parse);
    (o.aard, o.intensiteit, o.langer_omdat) =
        (tekst(l, "aard"), tekst(l, "intensiteit"), tekst(l, "langer_omdat"));
    o.einddatum = l.dag("einddatum");
    o.open_einde = l.tekst("open_einde") == Some("ja");
    let mut delen = Vec::new();
    for i in 1..=DELEN {
        let n = |staart: &str| format!("d{i}-{staart}");
        let Some(product) = l.lees(&n("product"), lees_product, "Kies een product uit de lijst.") else {
            continue;
        };
        let kader = blad.producten.iter().find(|p| p.sleutel == product);
        let eenheid = l.lees(&n("eenheid"), |t| Eenheid::parse(t).ok(), "Kies een eenheid.");
        let eenheid = eenheid.or(kader.map(|k| k.eenheid)).unwrap_or(Eenheid::Uur);
        let frequentie = l.lees(&n("frequentie"), |t| Frequentie::parse(t).ok(), "Kies hoe vaak.");
        let volume = if eenheid == Eenheid::Euro {
            l.bedrag(&n("volume")).map(|b| b.0)
        } else {
            l.aantal(&n("volume"))
        };
        let leeg = l.tekst(&n("volume")).is_none();
        delen.push(Onderdeel {
            product,
            volume: volume.or(kader.map(|k| k.volume).filter(|_| leeg)).unwrap_or(0),
            eenheid,
            frequentie: frequentie.or(kader.map(|k| k.frequentie)).unwrap_or(Frequentie::Maand),
            agb: l.lees(&n("agb"), |t| AgbCode::parse(t).ok(), "Kies een aanbieder uit de lijst."),
            van: l.dag(&n("van")),
            tot: l.dag(&n("tot")),
            toewijzing: l.tekst(&n("toewijzing")).and_then(|t| t.parse().ok()),
        });
    }
    o.onderdelen = delen;
    if o.vorm == Some(Verstrekking::Pgb) && l.tekst("pgb_bekwaam").is_some() {
        o.pgb.bekwaam = l.tekst("pgb_bekwaam") == Some("ja");
        o.pgb.kwaliteit = l.tekst("pgb_kwaliteit") == Some("ja");
        o.pgb.motivering = tekst(l, "pgb_motivering");
        o.pgb.bedrag = l.bedrag("pgb_bedrag");
    }
}

/// What is typed on the second step. `getoond` is the kind that the fields were shown for.
fn lees_afweging(l: &mut Lezing<'_>, getoond: Option<Besluitsoort>, o: &mut Ontwerp) {
    let tekst = |l: &Lezing<'_>, n: &str| l.tekst(n).unwrap_or_default().to_owned();
    o.herziening = l.tekst("herziening").and_then(Herzieningsgrond::parse);
    (o.grond, o.voorschrift) = (tekst(l, "grond"), tekst(l, "voorschrift"));
    o.motivering_volgt = l.tekst("motivering_volgt") == Some("ja");
    o.wijkt_af = l.tekst("wijkt_af") == Some("ja");
    let (op, tot) = (l.dag("zienswijze_op"), l.dag("zienswijze_tot"));
    o.zienswijze = match (l.tekst("zienswijze"), op, tot) {
        (Some("gevraagd"), Some(op), Some(tot)) => Zienswijze::Gevraagd {
            op,
            tot,
            reactie: Some(tekst(l, "zienswijze_tekst")).filter(|t| !t.is_empty()),
        },
        (Some("gevraagd"), _, _) => {
            l.fouten
                .bij("zienswijze_op", "Vul in wanneer u om een reactie vroeg, en tot wanneer die kan komen.");
            Zienswijze::Niet
        }
        (Some("overgeslagen"), _, _) => Zienswijze::Overgeslagen { grond: tekst(l, "zienswijze_tekst") },
        _ => Zienswijze::Niet,
    };
    let soort = getoond.unwrap_or(Besluitsoort::Toekenning);
    if !soort.op_eerder() {
        o.aanvraag_op = l.dag("aanvraag_op");
    }
    if !soort.kent_toe() {
        return;
    }
    o.plan_op = l.dag("plan_op");
    o.identiteit = l
        .dag("identiteit_op")
        .map(|op| Identiteitscontrole { op, document: tekst(l, "identiteit_document") });
    o.resultaten = tekst(l, "resultaten");
    o.gekozen_op = l.dag("gekozen_op");
    let gekozen = o.onderdelen.first().and_then(|d| d.agb);
    let mut aangeboden: Vec<AgbCode> = gekozen.into_iter().collect();
    for n in ["aangeboden", "aangeboden2"] {
        let a = l.lees(n, |t| AgbCode::parse(t).ok(), "Kies een aanbieder uit de lijst.");
        aangeboden.extend(a.filter(|a| !aangeboden.contains(a)));
    }
    o.aangeboden = aangeboden;
    o.geen_keuze_omdat = tekst(l, "geen_keuze_omdat");
    o.bijdrage = l.tekst("bijdrage").and_then(Bijdragemededeling::parse);
}

impl StapPagina {
    /// The page, with what was typed and what is wrong with it.
    pub fn nieuw(
        om: &Omgeving,
        blad: Besluitblad,
        stap: Besluitstap,
        invoer: &Invoer,
        mut fouten: Fouten,
    ) -> Option<Self> {
        let v = blad.laatste()?;
        let mut groepen = match stap {
            Besluitstap::Ondersteuning => ondersteuning(invoer, &blad, v),
            Besluitstap::Afweging => afweging(invoer, &blad, &v.ontwerp),
            Besluitstap::Heel => {
                let mut alles = ondersteuning(invoer, &blad, v);
                alles.extend(afweging(invoer, &blad, &v.ontwerp));
                alles
            }
        };
        fouten.naast(groepen.iter_mut().flat_map(|g| &mut g.velden));
        let terug = adres(&blad);
        Some(Self {
            schil: wegwijs(om, &blad).hier(stap.kop()),
            stap: match stap {
                Besluitstap::Heel => "Stap 1 van 2",
                Besluitstap::Ondersteuning => "Stap 1 van 3",
                Besluitstap::Afweging => "Stap 2 van 3",
            },
            nog_een: stap != Besluitstap::Afweging,
            gedaan: None,
            kop: stap.kop(),
            ronde: v.ronde,
            groepen,
            fouten,
            hier: format!("{terug}/stap/{}", stap.code()),
            terug,
            blad,
        })
    }
}

/// Findings of this step, at their fields.
fn van_stap(mist: &[Bevinding], stap: Besluitstap) -> Fouten {
    let mut fouten = Fouten::default();
    for b in mist {
        let Some((van, veld)) = b.pad.trim_start_matches('/').split_once('/') else { continue };
        if Besluitstap::parse(van).is_some_and(|v| stap == Besluitstap::Heel || stap == v) {
            fouten.reden(b, Some(veld.to_owned()));
        }
    }
    fouten
}

type Adres = Path<(String, String, String)>;

/// `GET /beschikkingen/{gemeente}/{id}/stap/{stap}`
pub async fn pagina(bezoek: Bezoek, Path((g, id, stap)): Adres, invoer: Invoer) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let stap = Besluitstap::parse(&stap).ok_or_else(|| Fout::niet_gevonden().voor(om))?;
    let blad = laad(&bezoek, &g, &id).await?;
    if !blad.mag_schrijven {
        return Err(Fout::geen_toegang().voor(om));
    }
    // who comes back from the control page sees what is missing; who begins does not
    let fouten = match invoer.get("toon") {
        Some("ontbreekt") => van_stap(&blad.ontbreekt, stap),
        _ => Fouten::default(),
    };
    let p = StapPagina::nieuw(om, blad, stap, &Invoer::default(), fouten);
    let mut p = p.ok_or_else(|| Fout::niet_gevonden().voor(om))?;
    p.gedaan = (invoer.get("gedaan") == Some("aangevraagd"))
        .then_some("Het onderzoek is afgerond en de aanvraag is bewaard. Lees na wat hier al staat.");
    toon(&p)
}

/// `POST /beschikkingen/{gemeente}/{id}/stap/{stap}`
pub async fn bewaar(
    bezoek: Bezoek,
    Path((g, id, stap)): Adres,
    formulier: Formulier,
) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let om = &bezoek.om;
    let stap = Besluitstap::parse(&stap).ok_or_else(|| Fout::niet_gevonden().voor(om))?;
    let blad = laad(&bezoek, &g, &id).await?;
    let v = blad.laatste().ok_or_else(|| Fout::niet_gevonden().voor(om))?;
    let mut ontwerp = v.ontwerp.clone();
    let mut l = Lezing::van(&invoer);
    match stap {
        Besluitstap::Ondersteuning => lees_ondersteuning(&mut l, &blad, &mut ontwerp),
        Besluitstap::Afweging => lees_afweging(&mut l, v.ontwerp.soort, &mut ontwerp),
        Besluitstap::Heel => {
            lees_ondersteuning(&mut l, &blad, &mut ontwerp);
            lees_afweging(&mut l, v.ontwerp.soort, &mut ontwerp);
        }
    }
    let mut fouten = l.fouten;
    if fouten.is_leeg() {
        let ronde = invoer.get("ronde").and_then(|r| r.parse().ok()).unwrap_or(0);
        let (gemeente, nr) = (blad.gemeente, blad.id);
        let o = omgeving(&bezoek);
        let uit = vraag(&bezoek, move |_, wie| b::bewaar(&o, wie, gemeente, nr, ronde, &ontwerp)).await?;
        match uit {
            Ok(()) => {
                let basis = adres(&blad);
                let naar = match (stap, invoer.get("stap")) {
                    (Besluitstap::Ondersteuning, Some("blijf")) => format!("{basis}/stap/ondersteuning"),
                    (Besluitstap::Ondersteuning, _) => format!("{basis}/stap/afweging"),
                    (Besluitstap::Heel, Some("blijf")) => format!("{basis}/stap/besluit"),
                    (Besluitstap::Heel | Besluitstap::Afweging, _) => basis,
                };
                return Ok(Redirect::to(&naar).into_response());
            }
            Err(redenen) => {
                for r in &redenen {
                    fouten.reden(r, None);
                }
            }
        }
    }
    let p = StapPagina::nieuw(om, blad, stap, &invoer, fouten).ok_or(VraagFout::NietGevonden);
    let p = toon(&p.map_err(|f| Fout::from(f).voor(om))?)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, p).into_response())
}
