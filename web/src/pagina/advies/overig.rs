//! The rest of what advice may ask: the period, the papers that are there, the packages to compare and the places.

use super::{adres, schil};
use crate::formulier::{Fouten, Lezing, Soort, Veld, bedrag, dagveld, in_veld};
use crate::opmaak::in_url;
use crate::pagina::Invoer;
use crate::pagina::melding::{Groep, TaakPagina};
use crate::schil::Omgeving;
use app::advies::{Adviesblad, Deel, Kaderadvies, Overig};
use catalogus::kostprijs::{getypt, lees_getal};
use kern::{Decimaal, Eurocent, Periode};
use regels::{Afleiding, Tijdvak};
use toegang::advies::{Coordinaat, Pakketdeel, Pakketten, Wonen};

/// Rows of a package.
const RIJEN: usize = 4;

/// Whether the framework asks something that follows from this.
fn vraagt(a: &Kaderadvies, wat: Afleiding) -> bool {
    a.vragenlijst.iter().flat_map(|g| &g.vragen).any(|v| v.volgt_uit == Some(wat))
}

fn punten(lijst: &[Coordinaat]) -> String {
    let regel = |c: &Coordinaat| format!("{}, {}", c.breedte(), c.lengte());
    lijst.iter().map(regel).collect::<Vec<_>>().join("\n")
}

fn pakketrij(invoer: &Invoer, kant: &str, nr: usize, d: Option<&Pakketdeel>, a: &Kaderadvies) -> Groep {
    let n = |veld: &str| format!("{kant}-{veld}-{nr}");
    let keuze = |leeg: &str, rest: Vec<(String, String)>| {
        Soort::Keuze(std::iter::once((String::new(), leeg.to_owned())).chain(rest).collect())
    };
    let (mut product, mut aantal) = (String::new(), String::new());
    let (mut naam, mut euro, mut per, mut bron) = (String::new(), String::new(), "", String::new());
    match d {
        Some(Pakketdeel::Product { kort, aantal: n, .. }) => {
            (product, aantal) = (kort.clone(), getypt(*n));
        }
        Some(Pakketdeel::Bedrag { naam: wat, cent, per: tijd, bron: uit }) => {
            (naam, bron, per) = (wat.clone(), uit.clone(), tijd.code());
            euro = cent.to_string().parse().map(|c| in_veld(Eurocent(c))).unwrap_or_default();
        }
        None => {}
    }
    let mut producten: Vec<(String, String)> = a
        .advies
        .producten
        .iter()
        .map(|p| (p.product.clone(), format!("{}: {}", p.product, p.naam)))
        .collect();
    if !product.is_empty() && !producten.iter().any(|(w, _)| *w == product) {
        producten.push((product.clone(), product.clone()));
    }
    let tijden = Tijdvak::ALLE.iter().filter(|(_, t)| *t != Tijdvak::Stuk);
    let tijden = tijden.map(|(c, t)| ((*c).to_owned(), t.omschrijving().to_owned())).collect();
    let waar = if kant == "thuis" { "Thuis" } else { "Met verblijf" };
    Groep {
        id: n("g"),
        kop: format!("{waar}: deel {nr}"),
        uitleg: if nr == 1 {
            "Kies een product uit het kader, of schrijf een omschrijving met een bedrag en waar dat vandaan komt.".into()
        } else {
            String::new()
        },
        velden: vec![
            Veld::nieuw(invoer, n("product"), "Product", keuze("Geen product", producten), product),
            Veld::nieuw(invoer, n("aantal"), "Hoe vaak dit product", Soort::Tekst(8, "decimal"), aantal)
                .met_hulp("Leeg betekent: een keer."),
            Veld::nieuw(invoer, n("naam"), "Omschrijving", Soort::Tekst(200, "text"), naam),
            Veld::nieuw(invoer, n("bedrag"), "Bedrag in euro", Soort::Tekst(15, "decimal"), euro),
            Veld::nieuw(invoer, n("per"), "Waarvoor is het bedrag?", keuze("Kies een tijd", tijden), per),
            Veld::nieuw(invoer, n("bron"), "Waar komt het bedrag vandaan?", Soort::Tekst(200, "text"), bron),
        ],
    }
}

/// The form.
pub fn taak(om: &Omgeving, b: &Adviesblad, a: &Kaderadvies, invoer: &Invoer, fouten: Fouten) -> TaakPagina {
    let d = &a.invulling.dossier;
    let terug = format!("{}?kader={}", adres(b.plek.0, b.plek.1), in_url(&a.kader.id));
    let mut groepen = vec![Groep {
        id: "g-periode".into(),
        kop: "Periode en stukken".into(),
        uitleg:
            "Sommige producten duren niet onbeperkt. De eerste dag is de dag waarop deze ondersteuning begon."
                .into(),
        velden: vec![
            dagveld(invoer, "van", "Eerste dag", d.periode.map(|p| p.van())),
            dagveld(invoer, "tot", "Laatste dag", d.periode.and_then(|p| p.tot())),
            Veld::nieuw(
                invoer,
                "stukken",
                "Stukken die er zijn, een per regel",
                Soort::Lap(2_000),
                d.stukken.join("\n"),
            ),
        ],
    }];
    if vraagt(a, Afleiding::Pakketkosten) {
        let leeg = Pakketten { thuis: Vec::new(), verblijf: Vec::new() };
        let p = d.pakketten.as_ref().unwrap_or(&leeg);
        for (kant, delen) in [("thuis", &p.thuis), ("verblijf", &p.verblijf)] {
            groepen.extend(
                (1..=RIJEN.max(delen.len())).map(|nr| pakketrij(invoer, kant, nr, delen.get(nr - 1), a)),
            );
        }
    }
    if vraagt(a, Afleiding::Afstand) {
        let leeg = Wonen { woningen: Vec::new(), steunpunten: Vec::new() };
        let w = d.wonen.as_ref().unwrap_or(&leeg);
        let hulp = "Een plaats per regel: graden noord, komma, graden oost. Bijvoorbeeld 51.8133, 4.6601.";
        let veld = |n: &'static str, label, lijst: &[Coordinaat]| {
            Veld::nieuw(invoer, n, label, Soort::Lap(5_000), punten(lijst)).met_hulp(hulp)
        };
        groepen.push(Groep {
            id: "g-wonen".into(),
            kop: "Plaatsen".into(),
            uitleg: "Het programma rekent de afstand uit, over de bol.".into(),
            velden: vec![
                veld("woningen", "Waar mensen wonen", &w.woningen),
                veld("steunpunten", "Waar steun in persoon is", &w.steunpunten),
            ],
        });
    }
    TaakPagina {
        schil: schil(om, b, "Overige gegevens voor het advies")
            .via("Advies", &terug)
            .hier("Overige gegevens"),
        kop: "Overige gegevens".into(),
        onder: format!("Voor {}. Wat u leeg laat, telt niet mee.", b.client.naam.voluit()),
        stappen: Vec::new(),
        gedaan: None,
        mis: "De gegevens zijn nog niet bewaard",
        fouten,
        elders: Vec::new(),
        vooraf: Vec::new(),
        groepen,
        waarom: None,
        pad: format!(
            "{}/{}/overig?ronde={}",
            adres(b.plek.0, b.plek.1),
            in_url(&a.kader.id),
            a.invulling.ronde
        ),
        knop: "Bewaar de gegevens",
        tweede: None,
        gevolgen: Vec::new(),
        terug,
    }
}

fn lees_deel(l: &mut Lezing<'_>, kant: &str, nr: usize) -> Option<Pakketdeel> {
    let n = |veld: &str| format!("{kant}-{veld}-{nr}");
    let tekst = |l: &Lezing<'_>, veld: &str| l.tekst(&n(veld)).map(str::to_owned);
    let (product, naam) = (tekst(l, "product"), tekst(l, "naam"));
    let los = naam.is_some() || ["bedrag", "per", "bron"].iter().any(|v| l.tekst(&n(v)).is_some());
    match product {
        Some(_) if los => {
            l.fouten.bij(n("product"), "Kies een product of schrijf een bedrag, niet allebei in een deel.");
            None
        }
        Some(kort) => {
            let aantal = l.lees(&n("aantal"), |t| lees_getal(t).ok(), "Schrijf een getal, zoals 1 of 2.");
            Some(Pakketdeel::Product { kader: None, kort, aantal: aantal.unwrap_or(Decimaal::ONE) })
        }
        None if !los => None,
        None => {
            let naam = l.verplicht(&n("naam"), naam, "Schrijf wat het is.");
            let cent = l.lees(&n("bedrag"), bedrag, "Schrijf het bedrag in euro's, bijvoorbeeld 1250,00.");
            let cent = l.verplicht(&n("bedrag"), cent, "Vul het bedrag in.");
            let woord = |t: &str| Tijdvak::ALLE.iter().find(|(c, _)| *c == t).map(|(_, t)| *t);
            let per = l.lees(&n("per"), woord, "Kies een tijd.");
            let per = l.verplicht(&n("per"), per, "Kies waarvoor het bedrag is.");
            let bron = tekst(l, "bron");
            let bron = l.verplicht(&n("bron"), bron, "Schrijf waar het bedrag vandaan komt.");
            Some(Pakketdeel::Bedrag { naam: naam?, cent: Decimaal::from(cent?.0), per: per?, bron: bron? })
        }
    }
}

fn lees_punten(l: &mut Lezing<'_>, veld: &str) -> Vec<Coordinaat> {
    let punt = |regel: &str| {
        let (b, e) = regel.split_once(',')?;
        Coordinaat::new(b.trim().parse().ok()?, e.trim().parse().ok()?)
    };
    let alle = |t: &str| t.lines().filter(|r| !r.trim().is_empty()).map(punt).collect::<Option<Vec<_>>>();
    l.lees(veld, alle, "Schrijf een plaats per regel, zoals 51.8133, 4.6601.").unwrap_or_default()
}

/// What was typed. What the framework does not ask stays as it was.
pub(super) fn lees(l: &mut Lezing<'_>, a: &Kaderadvies) -> Deel {
    let d = &a.invulling.dossier;
    let (van, tot) = (l.dag("van"), l.dag("tot"));
    if van.is_none() && tot.is_some() {
        l.fouten.bij("van", "Vul ook de eerste dag in.");
    }
    let periode = van.and_then(|van| {
        let p = Periode::new(van, tot).ok();
        if p.is_none() {
            l.fouten.bij("tot", "De laatste dag ligt voor de eerste.");
        }
        p
    });
    let stukken = l.tekst("stukken").unwrap_or_default();
    let stukken = stukken.lines().map(|r| r.trim().to_owned()).filter(|r| !r.is_empty()).collect();
    let pakketten = if vraagt(a, Afleiding::Pakketkosten) {
        let oud = d.pakketten.as_ref().map_or((0, 0), |p| (p.thuis.len(), p.verblijf.len()));
        let mut kant = |naam: &str, n: usize| -> Vec<Pakketdeel> {
            (1..=RIJEN.max(n)).filter_map(|nr| lees_deel(l, naam, nr)).collect()
        };
        let (thuis, verblijf) = (kant("thuis", oud.0), kant("verblijf", oud.1));
        (!thuis.is_empty() || !verblijf.is_empty()).then_some(Pakketten { thuis, verblijf })
    } else {
        d.pakketten.clone()
    };
    let wonen = if vraagt(a, Afleiding::Afstand) {
        let (woningen, steunpunten) = (lees_punten(l, "woningen"), lees_punten(l, "steunpunten"));
        (!woningen.is_empty() || !steunpunten.is_empty()).then_some(Wonen { woningen, steunpunten })
    } else {
        d.wonen.clone()
    };
    Deel::Overig(Box::new(Overig { periode, pakketten, wonen, stukken }))
}
