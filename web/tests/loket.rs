//! The desk of a provider and a rejected message through the pages, between two real books: what is shown before anything
//! goes, what then goes, and who may not.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]
#![expect(dead_code, reason = "the two parties are shared with tests that use more of them")]

#[path = "../../app/tests/plichten/partijen.rs"]
mod partijen;
mod site;

use app::aanmelden::{NieuweGebruiker, maak_gebruiker};
use app::verzending::{leveren, toewijzen};
use app::{Omgeving, Rol};
use axum::http::StatusCode;
use kern::{AgbCode, Gemeentecode};
use partijen::{BSN, BSN2, Partijen, agb, dag, g, ontvang, redenen, regels, toegekend, uren};
use site::{Antwoord, Site, WACHTWOORD};
use store::proef::Proef;

/// Ten hours a month over 2026 for two clients; nothing sent yet.
fn boek(db: &store::Db) -> Partijen {
    let rij = |nr: i64, bsn: &str| {
        format!("{nr},{bsn},0796,75750001,02,02A01,2026-01-01,2026-01-01,2026-12-31,10,04,4,,\n")
    };
    Partijen::met(db, "2026-10-05", &format!("{}{}", rij(1, BSN), rij(2, BSN2)))
}

/// The pages on one book: its provider, another one, the same one in another municipality, and those of the municipality.
fn site(p: &Partijen, o: &Omgeving) -> Site<()> {
    let aanbieders = p.zet("aanbieders.csv", "agb,naam,iban\n75750001,Eigen Zorg,\n75750002,Andere Zorg,\n");
    let gemeenten = p.zet("gemeenten.csv", "code,naam,iban\n0796,Den Bosch,\n1948,Meierijstad,\n");
    app::importeer::importeer(o, &[&gemeenten, &aanbieders]).unwrap();
    let elders = Gemeentecode::parse("1948").unwrap();
    for (naam, rol, agb, gemeente) in [
        ("aanbieder", Rol::Aanbieder, Some("75750001"), g()),
        ("ander", Rol::Aanbieder, Some("75750002"), g()),
        ("elders", Rol::Aanbieder, Some("75750001"), elders),
        ("backoffice", Rol::Backoffice, None, g()),
        ("consulent", Rol::Consulent, None, g()),
        ("controller", Rol::Controller, None, g()),
    ] {
        let agb = agb.map(|a| AgbCode::parse(a).unwrap());
        let nieuw = NieuweGebruiker { naam, weergavenaam: naam, rol, agb, gemeenten: &[gemeente] };
        maak_gebruiker(&o.db, &o.kluis, &nieuw, WACHTWOORD, o.nu).unwrap();
    }
    let router = web::router(web::Staat {
        db: o.db.clone(),
        kluis: o.kluis.clone(),
        demo: false,
        logins: vec![],
        tls: false,
        vandaag: Some(o.vandaag),
        betaalbestanden: None,
    });
    Site { router, proef: () }
}

/// Someone who is signed in, with the token of that session.
struct Wie<'s> {
    site: &'s Site<()>,
    cookie: String,
    csrf: String,
}

impl<'s> Wie<'s> {
    async fn nieuw(site: &'s Site<()>, naam: &str) -> Self {
        let cookie = site.binnen(naam).await;
        let csrf = site.get("/", &cookie).await.csrf();
        Self { site, cookie, csrf }
    }

    async fn get(&self, pad: &str) -> Antwoord {
        self.site.get(pad, &self.cookie).await
    }

    async fn post(&self, pad: &str, velden: &[(&str, &str)]) -> Antwoord {
        let met: Vec<_> = std::iter::once(("csrf", &*self.csrf)).chain(velden.iter().copied()).collect();
        self.site.post(pad, &self.cookie, &met).await
    }

    async fn zonder_csrf(&self, pad: &str, velden: &[(&str, &str)]) -> Antwoord {
        self.site.post(pad, &self.cookie, velden).await
    }
}

/// The text that people see, with ordinary spaces.
fn tekst(a: &Antwoord) -> String {
    a.tekst.replace(['\u{a0}', '\u{202f}'], " ")
}

fn plaats(t: &str, wat: &str) -> usize {
    t.find(wat).unwrap_or_else(|| unreachable!("{wat} staat niet op de pagina: {t}"))
}

/// How many messages there are in a book.
fn berichten(o: &Omgeving) -> i64 {
    let sql = store::sql_tekst!("PROEF", "SELECT COUNT(*) FROM bericht WHERE gemeente = $1");
    o.db.read(|tx| tx.query_one(sql, &[(&g()).into()], |r| r.i64(0))).unwrap()
}

/// What the event log says was done, with who did it.
fn logboek(o: &Omgeving, soort: &str) -> Vec<String> {
    let sql = store::sql_tekst!(
        "PROEF",
        "SELECT wie || ': ' || onderwerp FROM gebeurtenis WHERE gemeente = $1 AND soort = $2 ORDER BY nr"
    );
    o.db.read(|tx| tx.query_alle(sql, &[(&g()).into(), soort.into()], |r| r.string(0))).unwrap()
}

const NIEUW: &[(&str, &str)] = &[
    ("wat", "opnieuw"),
    ("maand", "2026-09-01"),
    ("van", "01-09-2026"),
    ("tot", "30-09-2026"),
    ("volume", "6"),
    ("eenheid", "04"),
    ("tarief", "60,00"),
    ("bedrag", "360,00"),
];

fn met<'a>(velden: &[(&'a str, &'a str)], anders: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let blijft = velden.iter().filter(|(n, _)| !anders.iter().any(|(a, _)| a == n));
    blijft.chain(anders).copied().collect()
}

#[tokio::test]
async fn a_claimed_line_is_put_right_with_the_credit_shown_before_the_debit() {
    let proef = Proef::sqlite();
    let p = boek(proef.db());
    p.wijs_toe();
    let c = p.declareer("2026-09-01", vec![uren(1, 1, "2026-09-01", "2026-09-30", 8)]);
    let s = site(&p, &p.aanbieder);
    let aan = Wie::nieuw(&s, "aanbieder").await;
    let regel = format!("/declaraties/0796/{c}/1");
    let hier = format!("{regel}/verbeteren");
    // without an answer there is nothing to put right
    let te_vroeg = aan.post(&hier, &met(NIEUW, &[("stap", "controle")])).await;
    assert_eq!(te_vroeg.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(tekst(&te_vroeg).contains("Deze verbetering kan zo niet worden verstuurd"));
    p.rond();
    let n = berichten(&p.aanbieder);

    assert!(tekst(&aan.get(&regel).await).contains("Terugnemen of verbeteren"));
    let formulier = tekst(&aan.get(&hier).await);
    for w in
        ["value=\"01-09-2026\"", "value=\"30-09-2026\"", "value=\"8\"", "value=\"60,00\"", "value=\"480,00\""]
    {
        assert!(formulier.contains(w), "{w}: {formulier}");
    }
    // everything that is wrong at once, with what was filled in
    let fout = met(NIEUW, &[("volume", "veel"), ("bedrag", ""), ("van", "31-09-2026"), ("stap", "controle")]);
    let a = aan.post(&hier, &fout).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
    let t = tekst(&a);
    for veld in ["van", "volume", "bedrag"] {
        assert!(t.contains(&format!("href=\"#{veld}\"")), "{veld}: {t}");
    }
    assert!(t.contains("value=\"veel\"") && t.contains("value=\"31-09-2026\""), "{t}");
    // the same line again is no correction
    let a =
        aan.post(&hier, &met(NIEUW, &[("volume", "8"), ("bedrag", "480,00"), ("stap", "controle")])).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(tekst(&a).contains("De nieuwe regel is gelijk aan regel"));

    // what will go: first what is taken back, then what comes in its place
    let a = aan.post(&hier, &met(NIEUW, &[("stap", "controle")])).await;
    assert_eq!(a.status, StatusCode::OK, "{}", a.tekst);
    let t = tekst(&a);
    assert!(plaats(&t, "Klopt dit?") < plaats(&t, "Terugnemen (credit)"));
    assert!(plaats(&t, "Terugnemen (credit)") < plaats(&t, "€ -480,00"));
    assert!(plaats(&t, "€ -480,00") < plaats(&t, "Opnieuw declareren (debet)"));
    assert!(plaats(&t, "Opnieuw declareren (debet)") < plaats(&t, "€ 360,00"));
    assert!(t.contains("Samen € -120,00") && t.contains("Dat kan maar één keer."), "{t}");
    assert_eq!(berichten(&p.aanbieder), n, "looking keeps nothing");
    // hours and minutes are rounded to whole hours (IV079); what was filled in stays as it was
    for (geleverd, uren, bedrag) in
        [("6:29", "6 uur", "360,00"), ("6:30", "7 uur", "420,00"), ("0:10", "1 uur", "60,00")]
    {
        let velden = met(NIEUW, &[("volume", geleverd), ("bedrag", bedrag), ("stap", "controle")]);
        let a = aan.post(&hier, &velden).await;
        let t = tekst(&a);
        assert_eq!(a.status, StatusCode::OK, "{geleverd}: {t}");
        assert!(plaats(&t, "Opnieuw declareren (debet)") < t.rfind(uren).unwrap_or(0), "{geleverd}: {t}");
        assert!(t.contains(&format!("value=\"{geleverd}\"")), "{geleverd}");
    }
    let a = aan.post(&hier, &met(NIEUW, &[("volume", "6:60"), ("stap", "controle")])).await;
    assert!(a.status == StatusCode::UNPROCESSABLE_ENTITY && tekst(&a).contains("href=\"#volume\""));
    // one can go back with what was filled in
    let terug = aan.post(&hier, &met(NIEUW, &[("stap", "terug")])).await;
    assert!(terug.status == StatusCode::OK && tekst(&terug).contains("value=\"360,00\""));

    // not without the token, and not by anyone else
    let stuur = met(NIEUW, &[("stap", "verstuur")]);
    assert_eq!(aan.zonder_csrf(&hier, &stuur).await.status, StatusCode::FORBIDDEN);
    for (naam, verwacht) in [
        ("ander", StatusCode::NOT_FOUND),
        ("elders", StatusCode::FORBIDDEN),
        ("backoffice", StatusCode::FORBIDDEN),
        ("consulent", StatusCode::FORBIDDEN),
        ("controller", StatusCode::FORBIDDEN),
    ] {
        let wie = Wie::nieuw(&s, naam).await;
        assert_eq!(wie.get(&hier).await.status, verwacht, "{naam}");
        assert_eq!(wie.post(&hier, &stuur).await.status, verwacht, "{naam}");
    }
    assert_eq!(berichten(&p.aanbieder), n);

    let a = aan.post(&hier, &stuur).await;
    assert_eq!(a.status, StatusCode::SEE_OTHER, "{}", a.tekst);
    let nieuw: i64 = a.naar().strip_prefix("/declaraties/0796/").unwrap().parse().unwrap();
    assert!(tekst(&aan.get(&format!("/declaraties/0796/{nieuw}/1")).await).contains("€ -480,00"));
    assert_eq!(regels(&p.aanbieder, nieuw).iter().map(|r| r.1).collect::<Vec<_>>(), [2, 2]);
    assert!(p.rond().iter().all(|r| r.geldig));
    assert_eq!(regels(&p.aanbieder, nieuw).iter().map(|r| r.1).collect::<Vec<_>>(), [1, 1]);
    assert_eq!((toegekend(&p.gemeente), toegekend(&p.aanbieder)), (36_000, 36_000));
    // what was taken back cannot be taken back once more
    let weer =
        aan.post(&hier, &met(NIEUW, &[("volume", "5"), ("bedrag", "300,00"), ("stap", "verstuur")])).await;
    assert_eq!(weer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_guest_takes_a_line_back_and_it_is_judged_on_the_spot() {
    let proef = Proef::sqlite();
    let p = boek(proef.db());
    p.wijs_toe();
    p.declareer("2026-09-01", vec![uren(1, 1, "2026-09-01", "2026-09-30", 8)]);
    p.rond();
    assert_eq!(toegekend(&p.gemeente), 48_000);
    let s = site(&p, &p.gemeente);
    let aan = Wie::nieuw(&s, "aanbieder").await;
    let lijst = aan.get("/declaraties").await.tekst;
    let van = plaats(&lijst, "/declaraties/0796/");
    let claim = lijst[van..].split('"').next().unwrap();
    let hier = format!("{claim}/1/verbeteren");
    let neem_terug = [("wat", "terugnemen"), ("maand", "2026-09-01"), ("volume", "onzin dat niet telt")];
    let a = aan.post(&hier, &met(&neem_terug, &[("stap", "controle")])).await;
    let t = tekst(&a);
    assert!(a.status == StatusCode::OK && t.contains("Samen € -480,00"), "{t}");
    assert!(!t.contains("Opnieuw declareren (debet)"), "{t}");
    let a = aan.post(&hier, &met(&neem_terug, &[("stap", "verstuur")])).await;
    assert_eq!(a.status, StatusCode::SEE_OTHER, "{}", a.tekst);
    assert_eq!(toegekend(&p.gemeente), 0);
    assert!(p.uit(&p.gemeente).is_empty(), "the answer was read here and need not travel");
}

/// The address of the first message of ours that was rejected.
fn afgekeurd(o: &Omgeving) -> (i64, String) {
    let sql = store::sql_tekst!(
        "PROEF",
        "SELECT MIN(id) FROM bericht WHERE gemeente = $1 AND richting = 'uit' AND status = 'afgekeurd'"
    );
    let nr = o.db.read(|tx| tx.query_one(sql, &[(&g()).into()], |r| r.i64(0))).unwrap();
    (nr, format!("/berichten/0796/{nr}"))
}

#[tokio::test]
async fn a_rejected_stop_is_sent_again_by_the_provider_that_sent_it() {
    let proef = Proef::sqlite();
    let p = boek(proef.db());
    p.wijs_toe();
    // the stop overtakes its start
    let starts = leveren::te_starten(&p.aanbieder, g(), agb()).unwrap();
    let stop = leveren::Stop {
        nummer: 1,
        client: 1,
        product: starts[0].product,
        ingangsdatum: dag("2026-01-01"),
        begindatum: dag("2026-01-01"),
        einddatum: dag("2026-09-30"),
        reden: levering::RedenBeeindiging::parse("19").unwrap(),
    };
    leveren::meld_stop(&p.aanbieder, g(), agb(), &[stop]).unwrap();
    let eerst = p.uit(&p.aanbieder);
    assert!(!ontvang(&p.gemeente, &eerst[0]).geldig);
    p.heen();
    for start in &starts {
        // a 305 is about one client
        leveren::meld_start(&p.aanbieder, g(), agb(), std::slice::from_ref(start)).unwrap();
    }
    let r = p.rond();
    assert!(r.iter().all(|r| r.geldig), "{r:?}");

    let s = site(&p, &p.aanbieder);
    let (_, bericht) = afgekeurd(&p.aanbieder);
    let (opnieuw, toewijzen) =
        (format!("{bericht}/actie/opnieuw"), format!("{bericht}/actie/opnieuw-toewijzen"));
    let aan = Wie::nieuw(&s, "aanbieder").await;
    let t = tekst(&aan.get(&bericht).await);
    assert!(t.contains("Opnieuw versturen") && !t.contains("Opnieuw toewijzen"), "{t}");
    let vraag = aan.get(&opnieuw).await;
    assert!(tekst(&vraag).contains("Hetzelfde bericht gaat nog eens weg, zonder iets te veranderen."));
    // a stop has no assignments, and there is no other act
    assert_eq!(aan.get(&toewijzen).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(aan.get(&format!("{bericht}/actie/weggooien")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(aan.zonder_csrf(&opnieuw, &[]).await.status, StatusCode::FORBIDDEN);
    for (naam, verwacht) in [
        ("ander", StatusCode::NOT_FOUND),
        ("elders", StatusCode::FORBIDDEN),
        ("backoffice", StatusCode::BAD_REQUEST),
        ("consulent", StatusCode::BAD_REQUEST),
        ("controller", StatusCode::FORBIDDEN),
    ] {
        let wie = Wie::nieuw(&s, naam).await;
        assert_eq!(wie.get(&opnieuw).await.status, verwacht, "{naam}");
        assert_eq!(wie.post(&opnieuw, &[]).await.status, verwacht, "{naam}");
    }
    assert!(p.uit(&p.aanbieder).is_empty());

    let a = aan.post(&opnieuw, &[]).await;
    assert_eq!((a.status, a.naar()), (StatusCode::SEE_OTHER, &*format!("{bericht}?gedaan=opnieuw")));
    let t = tekst(&aan.get(a.naar()).await);
    assert!(t.contains("Het bericht staat weer klaar om te versturen.") && !t.contains("/actie/"), "{t}");
    assert_eq!(aan.post(&opnieuw, &[]).await.status, StatusCode::BAD_REQUEST, "it waits already");
    let uit = p.uit(&p.aanbieder);
    assert_eq!(std::fs::read(&uit[0]).unwrap(), std::fs::read(&eerst[0]).unwrap());
    assert!(ontvang(&p.gemeente, &uit[0]).verwerkt);
    assert_eq!(logboek(&p.aanbieder, "bericht opnieuw verstuurd").len(), 1);
    assert!(logboek(&p.aanbieder, "bericht opnieuw verstuurd")[0].starts_with("aanbieder: "));
}

#[tokio::test]
async fn a_claim_of_which_a_line_was_claimed_anew_is_not_sent_again_and_says_why() {
    let proef = Proef::sqlite();
    let rij = format!("1,{BSN},0796,75750001,02,02A01,2026-01-01,2026-01-01,2026-08-31,10,04,4,,\n");
    let p = Partijen::met(proef.db(), "2026-10-05", &rij);
    p.wijs_toe();
    let c = p.declareer("2026-09-01", vec![uren(1, 1, "2026-09-01", "2026-09-30", 8)]);
    p.rond();
    let mut weer = uren(1, 1, "2026-08-01", "2026-08-31", 8);
    weer.prestatie.referentie.clone_from(&regels(&p.aanbieder, c)[0].0);
    p.declareer("2026-09-01", vec![weer]);
    p.rond();
    let s = site(&p, &p.aanbieder);
    let aan = Wie::nieuw(&s, "aanbieder").await;
    let a = aan.post(&format!("/berichten/0796/{c}/actie/opnieuw"), &[]).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
    let t = tekst(&a);
    assert!(t.contains("Dit kan nu niet") && t.contains("is intussen opnieuw gedeclareerd"), "{t}");
    assert!(p.uit(&p.aanbieder).is_empty());
}

#[tokio::test]
async fn the_assignments_of_a_rejected_301_are_due_again_when_the_backoffice_says_so() {
    let proef = Proef::sqlite();
    let rij =
        |bsn: &str| format!("1,{bsn},0796,75750001,02,02A01,2026-01-01,2026-01-01,2026-12-31,10,04,4,,\n");
    let p = Partijen::met(proef.db(), "2026-10-05", &rij(BSN));
    // the number stands at the provider for somebody else: refused (TR332)
    let anders = p.zet("toewijzingen-anders.csv", &format!("{}{}", partijen::TOEWIJZINGEN, rij(BSN2)));
    app::importeer::importeer(&p.aanbieder, &[&p.map.join("clienten.csv"), &anders]).unwrap();
    assert!(p.wijs_toe().iter().any(|r| redenen(r) == ["TR332"]));
    assert_eq!(toewijzen::maak(&p.gemeente, g()).unwrap(), 0);

    let s = site(&p, &p.gemeente);
    let (nr, bericht) = afgekeurd(&p.gemeente);
    let hier = format!("{bericht}/actie/opnieuw-toewijzen");
    let back = Wie::nieuw(&s, "backoffice").await;
    let t = tekst(&back.get(&bericht).await);
    assert!(t.contains("Opnieuw toewijzen") && t.contains("Opnieuw versturen"), "{t}");
    let t = tekst(&back.get(&hier).await);
    assert!(t.contains("Opnieuw toewijzen?") && t.contains("Waarom het is afgekeurd"), "{t}");
    assert_eq!(back.zonder_csrf(&hier, &[]).await.status, StatusCode::FORBIDDEN);
    for (naam, verwacht) in [
        ("consulent", StatusCode::BAD_REQUEST),
        ("aanbieder", StatusCode::BAD_REQUEST),
        ("ander", StatusCode::NOT_FOUND),
        ("elders", StatusCode::FORBIDDEN),
        ("controller", StatusCode::FORBIDDEN),
    ] {
        let wie = Wie::nieuw(&s, naam).await;
        assert_eq!(wie.post(&hier, &[]).await.status, verwacht, "{naam}");
        let pagina = wie.get(&bericht).await;
        assert!(!pagina.tekst.contains("/actie/"), "{naam}");
    }
    assert_eq!(toewijzen::maak(&p.gemeente, g()).unwrap(), 0, "nobody of them did anything");

    let a = back.post(&hier, &[]).await;
    assert_eq!(
        (a.status, a.naar()),
        (StatusCode::SEE_OTHER, &*format!("{bericht}?gedaan=opnieuw-toewijzen"))
    );
    let t = tekst(&back.get(a.naar()).await);
    assert!(t.contains("De toewijzingen staan klaar voor het volgende bericht 301."), "{t}");
    assert!(!t.contains("/actie/opnieuw-toewijzen"), "{t}");
    assert_eq!(back.post(&hier, &[]).await.status, StatusCode::BAD_REQUEST, "they are due already");
    assert_eq!(logboek(&p.gemeente, "opnieuw toewijzen"), [format!("backoffice: bericht/{nr}")]);
    assert_eq!(toewijzen::maak(&p.gemeente, g()).unwrap(), 1);
}

#[tokio::test]
async fn a_report_is_withdrawn_by_the_provider_that_sent_it_and_nobody_else() {
    let proef = Proef::sqlite();
    let p = boek(proef.db());
    p.wijs_toe();
    let starts = leveren::te_starten(&p.aanbieder, g(), agb()).unwrap();
    for start in &starts {
        // a 305 is about one client
        leveren::meld_start(&p.aanbieder, g(), agb(), std::slice::from_ref(start)).unwrap();
    }
    let r = p.rond();
    assert!(r.iter().all(|r| r.geldig), "{r:?}");
    let s = site(&p, &p.gemeente);
    let aan = Wie::nieuw(&s, "aanbieder").await;
    let (eerste, tweede) = ("/clienten/0796/1/melden/1", "/clienten/0796/2/melden/2");
    let nummer = |a: &Antwoord| {
        let rest = a.tekst.split("name=\"levering\" value=\"").nth(1).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let (een, twee) = (nummer(&aan.get(eerste).await), nummer(&aan.get(tweede).await));
    assert_ne!(een, twee);
    let velden = |levering: &'static str, stap: &'static str| {
        [("wat", "intrekken"), ("levering", levering), ("stap", stap)]
    };
    let (een, twee): (&'static str, &'static str) = (een.leak(), twee.leak());
    let n = berichten(&p.gemeente);

    let stuur = velden(een, "verstuur");
    assert_eq!(aan.zonder_csrf(eerste, &stuur).await.status, StatusCode::FORBIDDEN);
    for (naam, verwacht) in [
        ("ander", StatusCode::NOT_FOUND),
        ("elders", StatusCode::FORBIDDEN),
        ("backoffice", StatusCode::FORBIDDEN),
        ("consulent", StatusCode::FORBIDDEN),
        ("controller", StatusCode::FORBIDDEN),
    ] {
        let wie = Wie::nieuw(&s, naam).await;
        assert_eq!(wie.get(eerste).await.status, verwacht, "{naam}");
        assert_eq!(wie.post(eerste, &stuur).await.status, verwacht, "{naam}");
    }
    // a report of another client, or one that is not there, is not of this file
    for levering in [twee, "999", "0", "-1"] {
        let a = aan.post(eerste, &velden(levering, "verstuur")).await;
        assert_eq!(a.status, StatusCode::BAD_REQUEST, "{levering}");
    }
    // an assignment that is not of this client
    assert_eq!(aan.post("/clienten/0796/1/melden/2", &stuur).await.status, StatusCode::NOT_FOUND);
    assert_eq!(berichten(&p.gemeente), n);

    let a = aan.post(eerste, &velden(een, "controle")).await;
    let t = tekst(&a);
    assert!(t.contains("U trekt deze melding in: Start op 1 januari 2026."), "{t}");
    assert!(
        plaats(&t, "De ondersteuning loopt sinds 1 januari 2026.") < plaats(&t, "Er is geen start gemeld.")
    );
    assert_eq!(berichten(&p.gemeente), n, "looking keeps nothing");
    let a = aan.post(eerste, &stuur).await;
    assert_eq!(a.naar(), format!("{eerste}?gedaan=verzonden"), "{}", a.tekst);
    let t = tekst(&aan.get(eerste).await);
    assert!(t.contains("Ingetrokken") && t.contains("Er is geen start gemeld."), "{t}");
    // withdrawn is withdrawn; the other client keeps its start
    assert_eq!(aan.post(eerste, &stuur).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(tekst(&aan.get(tweede).await).contains("De ondersteuning loopt sinds 1 januari 2026."));
    // a day that is still to come is no report yet; today is
    let op = |dag: &'static str| [("wat", "start"), ("begindatum", dag), ("stap", "controle")];
    let morgen = aan.post(eerste, &op("06-10-2026")).await;
    assert_eq!(morgen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(tekst(&morgen).contains("Deze dag komt nog."), "{}", morgen.tekst);
    assert_eq!(aan.post(eerste, &op("05-10-2026")).await.status, StatusCode::OK);
}
