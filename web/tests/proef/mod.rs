//! Invented figures for the snapshots and for looking at pages without a database: every page by name.

#![expect(clippy::unwrap_used, reason = "invented figures that are known to be right")]

mod advies;
mod besluit;
mod cijfers;
mod kaders;
mod loket;
mod melding;
mod omzetten;
mod plannen;
mod tarieven;
mod termijnen;
mod verzoeken;
mod wacht;

use app::Rol;
use app::kaders::InGebruik;
use app::vragen::betalingen::BetalingRij;
use app::vragen::bewaken::{StandFilter, WachtFilter, WachtRij, Wie};
use app::vragen::catalogus::{AanbiederCijfers, AanbiederDossier, ContractRij};
use app::vragen::monitor::{AfwijsRij, Monitor, MonitorVraag};
use app::vragen::{ClaimStatus, Lijst, RegelStatus};
use askama::Template;
use catalogus::Inkoopkader;
use cijfers as c;
use jiff::civil::date;
use kern::Eurocent;
use web::pagina::aanbieders::{AanbiederPagina, AanbiedersPagina};
use web::pagina::aanmelden::{AanmeldPagina, ProefLogin};
use web::pagina::berichten::{BerichtPagina, BerichtenPagina, Weergave};
use web::pagina::betalingen::{BatchPagina, BetalingenPagina};
use web::pagina::bewaken::BewakenPagina;
use web::pagina::catalogus::{CatalogusPagina, ProductPagina};
use web::pagina::clienten::{ClientPagina, ClientenPagina, Tabblad};
use web::pagina::controleren::{ControlerenPagina, PAD, Reden};
use web::pagina::declaraties::{DeclaratiePagina, DeclaratiesPagina, RegelPagina};
use web::pagina::kostprijs::KostprijsPagina;
use web::pagina::monitor::MonitorPagina;
use web::pagina::overzicht::OverzichtPagina;
use web::pagina::post::PostPagina;
use web::pagina::vast::{BegrippenPagina, ToegankelijkheidPagina};
use web::schil::{Omgeving, Schil};
use web::upload::Mislukt;

fn html<T: Template>(pagina: &T) -> String {
    pagina.render().unwrap()
}

/// Real outcomes: a file that is no message, one full of faults, and one whose name holds a BSN.
fn uitslagen() -> Vec<app::controleren::Uitslag> {
    let ns = "http://www.istandaarden.nl/iwmo/3_2/wmo323/schema";
    let fout = format!("<Bericht xmlns=\"{ns}\"><Header/>{}</Bericht>", "<Bsn/>".repeat(30));
    let mut over = 1_000;
    [("plaatje.png", "PNG"), ("WMO323-999900006.xml", fout.as_str())]
        .into_iter()
        .map(|(naam, inhoud)| app::controleren::controleer(inhoud.as_bytes(), naam, &mut over).unwrap())
        .collect()
}

/// The worklist of reaction times.
fn bewaken(om: &Omgeving, rijen: Vec<WachtRij>) -> String {
    let plicht = monitoring::termijnen::RETOUR;
    let filter = WachtFilter { gemeente: None, agb: None, plicht, wie: Wie::Hen, stand: StandFilter::Open };
    let n = i64::try_from(rijen.len()).unwrap();
    let lijst = c::lijst(rijen, n);
    html(&BewakenPagina::nieuw(om, &c::invoer(&[]), &filter, &termijnen::tellingen(n), lijst))
}

/// A framework as it came with the program.
fn meegeleverd(kader: &regels::Kader) -> InGebruik {
    InGebruik {
        nummer: 0,
        kader: std::sync::Arc::new(kader.clone()),
        geldig: kader.verantwoording.geldig,
        gemeenten: kader.gemeenten.iter().map(|g| g.code).collect(),
    }
}

/// The build-up of the price of IB4, with what was asked.
fn kostprijs(om: &Omgeving, vraag: &[(&str, &str)]) -> String {
    let kader = regels::kader("drechtsteden-ib4-2017").unwrap();
    let product = Inkoopkader::uit(kader).unwrap().producten[0].clone();
    let model = &kader.kostprijzen[0];
    html(
        &KostprijsPagina::nieuw(om, &meegeleverd(kader), &product, model, &c::invoer(vraag), c::VANDAAG)
            .unwrap(),
    )
}

/// Every page by name, for this role.
pub fn paginas(rol: Rol) -> Vec<(&'static str, String)> {
    let om = &c::omgeving(rol);
    let leeg = c::invoer(&[]);
    let kader = Inkoopkader::uit(regels::kader("meierij-2020").unwrap()).unwrap();
    let gegevens = regels::kader("meierij-2020").unwrap();
    let product = kader.producten[1].clone();
    let buiten = |titel: &str| Schil::buiten(titel, true, "proef".into());
    let fout = |kop, tekst: &str, kenmerk: Option<&str>| web::fout::FoutPagina {
        schil: Schil::nieuw(om, kop, "", "/"),
        kop,
        tekst: tekst.into(),
        kenmerk: kenmerk.map(Into::into),
        verder: ("/", "Naar het overzicht"),
    };
    let mut uit = verzoeken::paginas(om);
    uit.extend(loket::paginas(om));
    uit.extend(omzetten::paginas(om));
    uit.extend(tarieven::paginas(om));
    uit.extend(kaders::paginas(om));
    uit.extend(melding::paginas(om));
    uit.extend(wacht::paginas(om));
    uit.extend(plannen::paginas(om));
    uit.extend(advies::paginas(om));
    uit.extend(besluit::paginas(om));
    let mut leeg_overzicht = c::overzicht();
    (leeg_overzicht.wacht, leeg_overzicht.kosten, leeg_overzicht.aandeel) = (vec![], vec![], vec![]);
    uit.extend([
        (
            "aanmelden",
            html(&AanmeldPagina {
                schil: buiten("Aanmelden"),
                naam: "backoffice".into(),
                naar: "/".into(),
                fout: Some("Naam of wachtwoord klopt niet.".into()),
                proef: Rol::ALLE
                    .iter()
                    .map(|r| ProefLogin {
                        naam: r.code().into(),
                        wachtwoord: "welkom in de keten".into(),
                        rol: web::schil::rolnaam(*r),
                        doet: "volgt cliënten van melding tot levering",
                    })
                    .collect(),
            }),
        ),
        ("overzicht", html(&OverzichtPagina::nieuw(om, c::overzicht()))),
        ("overzicht-leeg", html(&OverzichtPagina::nieuw(om, leeg_overzicht))),
        ("clienten", html(&ClientenPagina::nieuw(om, &leeg, c::clienten()))),
        ("clienten-leeg", html(&ClientenPagina::nieuw(om, &c::invoer(&[("zoek", "zzz")]), Lijst::leeg()))),
        ("client", html(&ClientPagina::nieuw(om, c::client_dossier(), Tabblad::Tijdlijn, &leeg, c::VANDAAG))),
        (
            "client-beschikkingen",
            html(&ClientPagina::nieuw(om, c::client_dossier(), Tabblad::Beschikkingen, &leeg, c::VANDAAG)),
        ),
        (
            "client-toewijzingen",
            html(&ClientPagina::nieuw(om, c::client_dossier(), Tabblad::Toewijzingen, &leeg, c::VANDAAG)),
        ),
        (
            "client-levering",
            html(&ClientPagina::nieuw(om, c::client_dossier(), Tabblad::Levering, &leeg, c::VANDAAG)),
        ),
        (
            "client-declaraties",
            html(&ClientPagina::nieuw(om, c::client_dossier(), Tabblad::Declaraties, &leeg, c::VANDAAG)),
        ),
        (
            "client-berichten",
            html(&ClientPagina::nieuw(om, c::client_dossier(), Tabblad::Berichten, &leeg, c::VANDAAG)),
        ),
        ("berichten", html(&BerichtenPagina::nieuw(om, &leeg, c::lijst(c::berichten(), 12_000)))),
        ("post", html(&PostPagina::nieuw(om, &c::invoer(&[("gedaan", "opnieuw")]), c::post()))),
        ("post-leeg", html(&PostPagina::nieuw(om, &leeg, c::post_leeg()))),
        ("bewaken", bewaken(om, termijnen::wachtrijen())),
        ("bewaken-leeg", bewaken(om, vec![])),
        ("bericht", html(&BerichtPagina::nieuw(om, c::bericht_dossier(), Weergave::Bevindingen))),
        (
            "bericht-inhoud",
            html(&BerichtPagina::nieuw(om, c::bericht_dossier(), Weergave::Inhoud(c::boom()))),
        ),
        (
            "bericht-ruw",
            html(&BerichtPagina::nieuw(
                om,
                c::bericht_dossier(),
                Weergave::Ruw("<Bericht>\n  <a>1 & 2</a>\n</Bericht>".into(), true),
            )),
        ),
        (
            "declaraties",
            html(&DeclaratiesPagina::nieuw(
                om,
                &leeg,
                c::lijst(
                    (0_usize..8)
                        .map(|i| c::claim(i64::try_from(i).unwrap() + 411, i, ClaimStatus::ALLE[i % 4]))
                        .collect(),
                    8,
                ),
                c::VANDAAG,
            )),
        ),
        (
            "declaratie",
            html(&DeclaratiePagina::nieuw(
                om,
                &leeg,
                c::claim_dossier(),
                c::lijst(
                    vec![
                        c::regel(1, RegelStatus::Toegekend),
                        c::regel(2, RegelStatus::Afgewezen),
                        c::regel(3, RegelStatus::Ingediend),
                    ],
                    30,
                ),
            )),
        ),
        (
            "declaratieregel",
            html(&RegelPagina::nieuw(
                om,
                c::claim_dossier(),
                c::regel(2, RegelStatus::Afgewezen),
                &c::uitleg(),
                Vec::new(),
            )),
        ),
        (
            "betalingen",
            html(&BetalingenPagina::nieuw(
                om,
                &leeg,
                c::saldo(),
                c::lijst(vec![c::batch(3), c::batch(2), c::batch(1)], 3),
            )),
        ),
        (
            "betaalbatch",
            html(&BatchPagina::nieuw(
                om,
                c::batch(3),
                (0..6)
                    .map(|i| BetalingRij {
                        gemeente: c::g("0796"),
                        batch: 3,
                        volgnr: i + 1,
                        agb: c::agb(i + 1),
                        aanbieder: c::AANBIEDERS[usize::try_from(i).unwrap()].into(),
                        iban: "NL91ABNA0417164300".into(),
                        bedrag: Eurocent(2_228_571 + i),
                        kenmerk: format!("WMO 0796-3-{}", i + 1),
                        regels: 42,
                    })
                    .collect(),
                true,
            )),
        ),
        (
            "catalogus",
            html(&CatalogusPagina::nieuw(om, &leeg, vec![kader.clone()], &c::producten(), c::VANDAAG)),
        ),
        ("kostprijs", kostprijs(om, &[])),
        (
            "kostprijs-wat-als",
            kostprijs(
                om,
                &[
                    ("stel-productiviteit", "68"),
                    ("stel-hoogste_trede.fwg40", "+3%"),
                    ("stel-loonsom", ""),
                    ("stel-inschaling", "2.850"),
                    ("index-loon", "3,1"),
                    ("volume", "40"),
                ],
            ),
        ),
        (
            "product",
            html(&ProductPagina::nieuw(
                om,
                (&meegeleverd(gegevens), &kader),
                product,
                c::producten().pop(),
                c::VANDAAG,
            )),
        ),
        ("aanbieders", html(&AanbiedersPagina::nieuw(om, &leeg, (0..6).map(c::aanbieder).collect()))),
        (
            "aanbieder",
            html(&AanbiederPagina::nieuw(
                om,
                AanbiederDossier {
                    hoofd: c::aanbieder(1),
                    iban: Some("NL91ABNA0417164300".into()),
                    contracten: vec![ContractRij {
                        gemeente: c::g("0796"),
                        categorie: "02".into(),
                        code: "02M02".into(),
                        product: Some("Individuele begeleiding basis".into()),
                        eenheid: "82".into(),
                        per: "per cliënt per maand".into(),
                        geldig_vanaf: date(2026, 1, 1),
                        geldig_tot: None,
                        tarief: Some("52500.5".parse().unwrap()),
                    }],
                    cijfers: c::GEMEENTEN
                        .iter()
                        .map(|(c, n)| AanbiederCijfers {
                            gemeente: c::g(c),
                            gemeente_naam: (*n).into(),
                            clienten: 121,
                            toewijzingen: 140,
                            ingediend: Some(Eurocent(12_345_678)),
                            toegekend: Some(Eurocent(11_345_678)),
                            regels: Some(1200),
                            afgewezen: Some(31),
                        })
                        .collect(),
                    declaraties: vec![c::claim(411, 1, ClaimStatus::Deels)],
                },
            )),
        ),
        ("controleren", html(&ControlerenPagina::leeg(buiten("Bericht controleren")))),
        (
            "controleren-aangemeld",
            html(&ControlerenPagina::leeg(Schil::nieuw(om, "Bericht controleren", PAD, PAD))),
        ),
        (
            "controleren-uitkomst",
            html(&ControlerenPagina::uitslag(buiten("Bericht controleren"), uitslagen())),
        ),
        (
            "controleren-te-groot",
            html(&ControlerenPagina::mislukt(
                buiten("Bericht controleren"),
                &Reden::Upload(Mislukt::TeGroot),
            )),
        ),
        (
            "controleren-te-vaak",
            html(&ControlerenPagina::mislukt(buiten("Bericht controleren"), &Reden::TeVaak(1))),
        ),
        (
            "controleren-geen-bestand",
            html(&ControlerenPagina::mislukt(
                buiten("Bericht controleren"),
                &Reden::Upload(Mislukt::GeenBestand),
            )),
        ),
        (
            "monitor",
            html(&MonitorPagina::nieuw(
                om,
                Monitor {
                    vraag: MonitorVraag { van: date(2026, 1, 1), tot: date(2026, 12, 31), gemeente: None },
                    gemeenten: c::GEMEENTEN
                        .iter()
                        .zip([1751, 693, 318])
                        .map(|((c, n), a)| (c::g(c), (*n).into(), a))
                        .collect(),
                    aanbieders: vec![],
                    inzet: vec![],
                    kosten: c::overzicht().kosten,
                    afwijzing: (0..6)
                        .map(|i| AfwijsRij {
                            gemeente: c::g(c::GEMEENTEN[i % 3].0),
                            agb: c::agb(i64::try_from(i).unwrap() + 1),
                            aanbieder: c::AANBIEDERS[i].into(),
                            regels: 1200,
                            afgewezen: 12 * i64::try_from(i).unwrap(),
                            ingediend: Eurocent(12_345_678),
                            toegekend: Eurocent(11_345_678),
                        })
                        .collect(),
                    kader: regels::kader("meierij-2020").cloned().map(std::sync::Arc::new),
                },
            )),
        ),
        (
            "begrippen",
            html(&BegrippenPagina {
                schil: Schil::nieuw(om, "Begrippen", "", "/").via("Overzicht", "/").hier("Begrippen"),
            }),
        ),
        ("toegankelijkheid", html(&ToegankelijkheidPagina { schil: buiten("Toegankelijkheid") })),
        (
            "fout",
            html(&fout(
                "Er ging iets mis",
                "Uw gegevens zijn veilig. Probeer het over een paar minuten opnieuw.",
                Some("3fa92c01"),
            )),
        ),
    ]);
    uit
}
