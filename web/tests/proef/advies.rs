//! The pages of measurements and advice, with invented people.

use super::{cijfers as c, html};
use app::advies::{Adviesblad, Afwijkblad, Gekozen, Invulling, Kaderadvies, Kadernaam, Meting, Regelrij};
use app::meldingen::Betrokkene;
use app::vragen::Naam;
use jiff::ToSpan;
use jiff::civil::Date;
use regels::{Criteriumsoort, Werksoort};
use toegang::advies::{Adviesdossier, Antwoord, Keuze, Prijslijst, Regelboek, Werk, regelcijfers};
use toegang::zrm::{Celteksten, Zelfredzaamheid as N, Zrmdomein as D, Zrmmeting, Zrmscore, Zrmuitgave};
use web::formulier::{Fouten, Regel};
use web::pagina::Invoer;
use web::pagina::advies::afwijkingen::AfwijkPagina;
use web::pagina::advies::invullen::{VragenPagina, werktaak};
use web::pagina::advies::overig::taak;
use web::pagina::advies::{AdviesPagina, UitlegPagina};
use web::pagina::melding::TaakPagina;
use web::pagina::zrm::ZrmPagina;
use web::pagina::zrm::meten::{Gegevens, MeetPagina};
use web::pagina::zrm::teksten::TekstenPagina;
use web::schil::Omgeving;

fn eerder(dagen: i32) -> Date {
    c::VANDAAG.saturating_sub(i64::from(dagen).days())
}

fn client() -> Betrokkene {
    Betrokkene {
        id: 12,
        naam: Naam { achternaam: "Janssen".into(), voorvoegsel: None, voorletters: Some("AB".into()) },
        geboortedatum: jiff::civil::date(1961, 3, 4),
        overleden_op: None,
    }
}

/// A measurement in which every domain has the level that is asked of its place.
fn meting(id: i64, dagen: i32, uitgave: Zrmuitgave, niveau: impl Fn(usize) -> usize) -> Meting {
    let score = |i: usize| Zrmscore {
        niveau: N::ALLE[niveau(i) % 5].1,
        opmerking: (i == 2).then(|| "De huur is <b>twee</b> keer te laat betaald.".into()),
    };
    let scores = uitgave.domeinen().iter().enumerate().map(|(i, d)| (*d, score(i))).collect();
    let meting =
        Zrmmeting::new(uitgave, eerder(dagen), "Femke de Wit", Some("Thuis gemeten.".into()), scores)
            .unwrap();
    Meting { id, melding: Some(7), meting }
}

fn metingen() -> Vec<Meting> {
    vec![
        meting(3, 10, Zrmuitgave::Van2017, |i| 1 + i % 4),
        meting(2, 190, Zrmuitgave::Van2017, |i| 1 + i % 3),
        meting(1, 400, Zrmuitgave::Van2013, |i| i % 3),
    ]
}

/// Advice by a framework: everything answered, or nothing.
fn blad(kader: &str, dag: Date, vol: bool) -> Adviesblad {
    let tekst = regels::kader(kader).unwrap();
    let boek = Regelboek::uit(tekst, Prijslijst::uit(regels::kaders()));
    let vragenlijst = boek.vragenlijst(dag);
    let mut dossier = Adviesdossier::new(dag);
    dossier.gemeente = Some(tekst.gemeenten[0].code);
    let zrm = meting(3, 10, Zrmuitgave::Van2017, |_| 1);
    if vol {
        for v in vragenlijst.iter().flat_map(|g| &g.vragen).filter(|v| v.volgt_uit.is_none()) {
            let a = match v.soort {
                Criteriumsoort::Getal { .. } => Antwoord::Getal(4.into()),
                _ => Antwoord::oordeel(!v.id.contains("ander"), "Zo staat het in het verslag."),
            };
            dossier.antwoorden.insert(v.id.clone(), a);
        }
        let werk = |domein, soort, uren: &str| Werk { domein, soort, uren: uren.parse().unwrap() };
        dossier.werk = vec![
            werk(D::Financien, Werksoort::Aanleren, "2.5"),
            werk(D::Huisvesting, Werksoort::Toezicht, "1"),
        ];
        let levels =
            Zrmmeting::new(Zrmuitgave::Van2017, dag, "Femke de Wit", None, zrm.meting.scores().clone());
        dossier.zrm = levels.ok().map(|m| m.zonder_opmerkingen());
    }
    let advies = boek.beoordeel(&dossier).unwrap().advies();
    let naam = Kadernaam { id: kader.into(), naam: tekst.naam.clone() };
    let keuze = |producten: &[&str], waarom: &str| Keuze::maak(&advies, producten, waarom);
    let eerste = advies.producten[0].product.clone();
    let gekozen = keuze(&[&eerste], "De buurvrouw kan niet langer <i>helpen</i>.").unwrap();
    let keuzes = vec![Gekozen {
        volgnr: 1,
        kader: kader.into(),
        versie: 2,
        sha256: "ab".repeat(32),
        keuze: gekozen,
        door: "Femke de Wit".into(),
        op: eerder(1),
    }];
    let kader = Kaderadvies {
        kader: naam.clone(),
        versie: i64::from(vol) * 2,
        sha256: "ab".repeat(32),
        invulling: Invulling {
            ronde: 3,
            laatst: vol.then(|| ("Femke de Wit".into(), eerder(2))),
            meting: vol.then_some(zrm),
            vervallen: if vol { vec!["oude-vraag".into()] } else { Vec::new() },
            dossier,
        },
        vragenlijst,
        advies,
        stand: "0123456789abcdef".into(),
    };
    Adviesblad {
        client: client(),
        plek: (c::g("0796"), 7),
        kaders: vec![naam],
        kader: Some(kader),
        keuzes: if vol { keuzes } else { Vec::new() },
    }
}

fn afwijkblad() -> Afwijkblad {
    let b = blad("meierij-2020", c::VANDAAG, true);
    let a = b.kader.unwrap().advies;
    let gevolgd: Vec<&str> = a.adviezen.iter().flat_map(|g| &g.te_bestellen).map(String::as_str).collect();
    let alle = [
        (b.keuzes[0].keuze.clone(), a.regels()),
        (Keuze::maak(&a, &gevolgd, "").unwrap(), a.regels()),
        (Keuze::maak(&a, &gevolgd, "").unwrap(), a.regels()),
    ];
    let boek = Regelboek::uit(regels::kader("meierij-2020").unwrap(), Prijslijst::default());
    let rij = |cijfer: toegang::advies::Regelcijfer| {
        let naam = boek.regelnaam(&cijfer.regel, c::VANDAAG);
        let (naam, bron) = naam.map_or_else(|| (cijfer.regel.clone(), None), |(n, b)| (n, Some(b)));
        Regelrij { cijfer, naam, bron, kader: "Meierij 2020".into() }
    };
    Afwijkblad {
        sinds: eerder(365),
        keuzes: 3,
        gevolgd: 2,
        rijen: regelcijfers(&alle).into_iter().map(rij).collect(),
        afgekapt: true,
    }
}

fn taak_html(mut t: TaakPagina) -> String {
    t.naast();
    html(&t)
}

fn fout(veld: &str, tekst: &str) -> Fouten {
    Fouten(vec![Regel { tekst: tekst.to_owned(), bij: Some(veld.to_owned()) }])
}

fn meetpagina(om: &Omgeving, oud: Option<Meting>, cellen: Celteksten, invoer: &Invoer, f: Fouten) -> String {
    let vorige = metingen().pop();
    let d = Gegevens { client: client(), oud, vorige, uitgave: Zrmuitgave::Van2017, cellen };
    html(&MeetPagina::nieuw(om, c::g("0796"), &d, (Some(7), c::VANDAAG), invoer, f))
}

/// Every page of measurements and advice.
pub fn paginas(om: &Omgeving) -> Vec<(&'static str, String)> {
    let leeg = c::invoer(&[]);
    let (g, dag, geen) = (c::g("0796"), c::VANDAAG, Fouten::default());
    let vol = blad("meierij-2020", dag, true);
    let niets = blad("meierij-2020", dag, false);
    let bw = blad("dordrecht-bw-2021", dag, true);
    let ib4 = blad("drechtsteden-ib4-2017", jiff::civil::date(2017, 6, 1), true);
    let geen_kader = Adviesblad { kaders: Vec::new(), kader: None, ..niets.clone() };
    let a = vol.kader.as_ref().unwrap();
    let zrm =
        |metingen: &[Meting], invoer: &Invoer| html(&ZrmPagina::nieuw(om, g, (&client(), metingen), invoer));
    let cellen = D::ALLE[..13].iter().flat_map(|d| N::ALLE.iter().map(move |(_, n)| (*d, *n)));
    let rijen: Vec<_> =
        cellen.map(|(d, n)| (d.code(), n.code(), format!("Verzonnen tekst bij {}", n.naam()))).collect();
    let rijen = (1..).zip(rijen.iter().map(|(d, n, t)| vec![*d, *n, t.as_str()]));
    let cellen = Celteksten::uit_rijen(Zrmuitgave::Van2017, rijen).unwrap();
    let standen = [(Zrmuitgave::Van2013, 0, 55), (Zrmuitgave::Van2017, 65, 65)];
    let bwa = bw.kader.as_ref().unwrap();
    vec![
        ("zrm", zrm(&metingen(), &c::invoer(&[("melding", "7"), ("gedaan", "ja")]))),
        ("zrm-uitgaven", zrm(&metingen(), &c::invoer(&[("van", "3"), ("naar", "1")]))),
        ("zrm-een", zrm(&metingen()[..1], &leeg)),
        ("zrm-leeg", zrm(&[], &leeg)),
        ("zrm-meten", meetpagina(om, None, Celteksten::default(), &leeg, geen.clone())),
        (
            "zrm-meten-fout",
            meetpagina(
                om,
                Some(metingen().remove(0)),
                cellen,
                &c::invoer(&[("gemeten_op", "morgen"), ("justitie-opmerking", "Blijft <b>staan</b>")]),
                fout("justitie", "Kies ook een niveau bij justitie."),
            ),
        ),
        ("zrm-teksten", html(&TekstenPagina::nieuw(om, g, &standen, None, vec!["Regel 3: fout.".into()]))),
        ("advies", html(&AdviesPagina::nieuw(om, &vol, &leeg, geen.clone()))),
        ("advies-begin", html(&AdviesPagina::nieuw(om, &niets, &leeg, geen.clone()))),
        ("advies-bw", html(&AdviesPagina::nieuw(om, &bw, &leeg, geen.clone()))),
        ("advies-ib4", html(&AdviesPagina::nieuw(om, &ib4, &leeg, geen.clone()))),
        ("advies-geen-kader", html(&AdviesPagina::nieuw(om, &geen_kader, &leeg, geen.clone()))),
        (
            "advies-fout",
            html(&AdviesPagina::nieuw(
                om,
                &vol,
                &c::invoer(&[("stand", "x"), ("motivering", "Blijft <b>staan</b>")]),
                fout("motivering", "De keuze wijkt af van het advies. Schrijf waarom."),
            )),
        ),
        ("advies-uitleg", html(&UitlegPagina::nieuw(om, &vol, a, 3))),
        ("advies-uitleg-weg", html(&UitlegPagina::nieuw(om, &vol, a, 999))),
        ("advies-vragen", html(&VragenPagina::nieuw(om, &vol, a, &leeg, geen.clone()))),
        ("advies-vragen-bw", html(&VragenPagina::nieuw(om, &bw, bwa, &leeg, geen.clone()))),
        ("advies-werk", taak_html(werktaak(om, &vol, a, &leeg, fout("uren-1", "Vul in hoeveel uur.")))),
        ("advies-overig", taak_html(taak(om, &ib4, ib4.kader.as_ref().unwrap(), &leeg, geen.clone()))),
        ("advies-overig-bw", taak_html(taak(om, &bw, bwa, &leeg, geen))),
        ("afwijkingen", html(&AfwijkPagina::nieuw(om, &afwijkblad()))),
    ]
}
