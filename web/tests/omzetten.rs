//! Omzetten through the router, on a real database: who may, what the dry run shows, the run, the letters, taking it back.
#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use app::aanmelden::{NieuweGebruiker, maak_gebruiker};
use app::{Omgeving, Rol};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use jiff::civil::date;
use kern::{AgbCode, Gemeentecode};
use std::fmt::Write as _;
use std::time::{Duration, Instant};
use store::proef::Proef;
use store::{Sql, sql_tekst};
use tokio::sync::Mutex;
use tower::ServiceExt;
use web::pagina::omzetten::PAD;

const WACHTWOORD: &str = "een lang wachtwoord";
const X: &str = "41410002";
const KADER: &str = "drechtsteden-ib-2016";
const KOP: &str = "indicatienummer,bsn,gemeente,agb,functie,klasse,ingangsdatum,einddatum\n";
/// Numbers that pass the elfproef, none of a real person.
const BSN: [&str; 5] = ["999900006", "999900018", "999900031", "999900043", "999900055"];

const TOEWIJZINGEN: Sql = sql_tekst!("T", "SELECT COUNT(*) FROM toewijzing");
const LOGBOEK: Sql =
    sql_tekst!("L", "SELECT soort, wie FROM gebeurtenis WHERE onderwerp LIKE 'omzetting/%' ORDER BY nr");
const VERSTUUR: Sql = sql_tekst!("V", "UPDATE toewijzing SET verzonden_in = 1");
const WIJZIG: Sql = sql_tekst!("W", "UPDATE toewijzing SET verzonden_in = NULL, reden_wijziging = '02'");

/// Places for an upload are counted for the whole program: the tests take turns.
static BEURT: Mutex<()> = Mutex::const_new(());

struct Site {
    router: Router,
    proef: Proef,
}

const VANDAAG: jiff::civil::Date = date(2015, 12, 15);

fn router(proef: &Proef) -> Router {
    let db = proef.db().clone();
    web::router(web::Staat {
        kluis: db.kluis().unwrap(),
        db,
        demo: false,
        logins: vec![],
        tls: false,
        vandaag: Some(VANDAAG),
        betaalbestanden: None,
    })
}

struct Antwoord {
    status: StatusCode,
    koppen: HeaderMap,
    tekst: String,
}

impl Antwoord {
    fn naar(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.tekst);
        self.koppen.get(header::LOCATION).map_or("", |l| l.to_str().unwrap())
    }

    fn cookie(&self, naam: &str) -> String {
        let begin = format!("{naam}=");
        let alle = self.koppen.get_all(header::SET_COOKIE).iter().map(|w| w.to_str().unwrap());
        alle.filter(|w| w.starts_with(&begin))
            .map(|w| w.split(';').next().unwrap().to_owned())
            .next()
            .unwrap()
    }

    fn csrf(&self) -> String {
        let rest = self.tekst.split("name=\"csrf\" value=\"").nth(1).unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_owned()
    }

    #[track_caller]
    fn heeft(&self, nodig: &str) {
        assert!(self.tekst.contains(nodig), "{nodig}: {}", self.tekst);
    }
}

impl Site {
    fn nieuw() -> Self {
        let proef = Proef::sqlite();
        let (db, map) = (proef.db().clone(), proef.map().unwrap().to_owned());
        let kluis = db.kluis().unwrap();
        let nu = jiff::Timestamp::now();
        let o = Omgeving { db: db.clone(), kluis: kluis.clone(), vandaag: VANDAAG, nu, wie: "proef".into() };
        let mut clienten = String::from(
            "bsn,gemeente,geboortedatum,geslacht,achternaam,voorvoegsel,voorletters,straat,huisnummer,postcode,plaats\n",
        );
        for (i, b) in BSN.iter().enumerate() {
            writeln!(clienten, "{b},0505,1950-02-03,2,Proef{i},van,A,Kade,{i},3311AA,Dordrecht").unwrap();
        }
        let contracten = format!(
            "gemeente,agb,productcategorie,productcode,eenheid,tarief_cent,geldig_vanaf,geldig_tot\n\
             0505,{X},02,02D11,82,36580,2016-01-01,2016-12-31\n0505,{X},02,02D13,82,36580,2016-01-01,2016-12-31\n"
        );
        let aanbieders = format!("agb,naam,iban\n{X},Zorg aan de Merwede,NL91ABNA0417164300\n");
        for (naam, inhoud) in
            [("aanbieders.csv", aanbieders), ("contracten.csv", contracten), ("clienten.csv", clienten)]
        {
            let pad = map.join(naam);
            std::fs::write(&pad, inhoud).unwrap();
            app::importeer::importeer(&o, &[&pad]).unwrap();
        }
        let g = [Gemeentecode::parse("0505").unwrap()];
        for rol in [Rol::Backoffice, Rol::Inkoper, Rol::Consulent, Rol::Aanbieder] {
            let agb = (rol == Rol::Aanbieder).then(|| AgbCode::parse(X).unwrap());
            let nieuw =
                NieuweGebruiker { naam: rol.code(), weergavenaam: "Bea Back", rol, agb, gemeenten: &g };
            maak_gebruiker(&db, &kluis, &nieuw, WACHTWOORD, nu).unwrap();
        }
        Self { router: router(&proef), proef }
    }

    /// The program started anew on the same book.
    fn opnieuw(self) -> Self {
        Self { router: router(&self.proef), proef: self.proef }
    }

    async fn vraag(&self, verzoek: Request<Body>) -> Antwoord {
        let antwoord = self.router.clone().oneshot(verzoek).await.unwrap();
        let (delen, lijf) = antwoord.into_parts();
        let bytes = to_bytes(lijf, 1 << 24).await.unwrap();
        let tekst = String::from_utf8(bytes.to_vec()).unwrap().replace('\u{a0}', " ");
        assert!(!BSN.iter().any(|b| tekst.contains(b)), "a BSN comes back");
        Antwoord { status: delen.status, koppen: delen.headers, tekst }
    }

    async fn get(&self, pad: &str, cookie: &str) -> Antwoord {
        self.vraag(Request::get(pad).header(header::COOKIE, cookie).body(Body::empty()).unwrap()).await
    }

    async fn post(&self, pad: &str, cookie: &str, velden: &[(&str, &str)]) -> Antwoord {
        let lijf: Vec<String> =
            velden.iter().map(|(n, w)| format!("{n}={}", web::opmaak::in_url(w))).collect();
        let verzoek = Request::post(pad)
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(lijf.join("&")))
            .unwrap();
        self.vraag(verzoek).await
    }

    async fn binnen(&self, naam: &str) -> String {
        let formulier = self.get("/aanmelden", "").await;
        let velden =
            [("csrf", &*formulier.csrf()), ("naam", naam), ("wachtwoord", WACHTWOORD), ("naar", "/")];
        self.post("/aanmelden", &formulier.cookie("maatwerk_vooraf"), &velden).await.cookie("maatwerk_sessie")
    }

    /// Sends a file, with the fields before it.
    async fn stuur(&self, cookie: &str, velden: &[(&str, &str)], inhoud: &str) -> Antwoord {
        let mut lijf = String::new();
        for (naam, waarde) in velden {
            write!(lijf, "--XyZ\r\nContent-Disposition: form-data; name=\"{naam}\"\r\n\r\n{waarde}\r\n")
                .unwrap();
        }
        write!(
            lijf,
            "--XyZ\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"indicaties {}.csv\"\r\n\r\n{inhoud}\r\n--XyZ--\r\n",
            BSN[0]
        )
        .unwrap();
        let verzoek = Request::post(PAD)
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=XyZ")
            .body(Body::from(lijf))
            .unwrap();
        self.vraag(verzoek).await
    }

    /// Sends a file with the key of 2016 and gives the address of its dry run.
    async fn proef(&self, cookie: &str, inhoud: &str) -> String {
        let csrf = self.get(PAD, cookie).await.csrf();
        let a = self.stuur(cookie, &[("csrf", &csrf), ("kader", KADER), ("per", "")], inhoud).await;
        a.naar().to_owned()
    }

    /// Carries it out and waits until it is done.
    async fn voer_uit(&self, cookie: &str, hier: &str) -> Antwoord {
        self.doe_op(cookie, hier, "uitvoeren").await
    }

    /// Begins something and waits until it is done.
    async fn doe_op(&self, cookie: &str, hier: &str, wat: &str) -> Antwoord {
        let csrf = self.get(hier, cookie).await.csrf();
        assert_eq!(self.post(hier, cookie, &[("csrf", &csrf), ("wat", wat)]).await.naar(), hier);
        let tot = Instant::now() + Duration::from_mins(1);
        loop {
            let a = self.get(hier, cookie).await;
            if !a.tekst.contains("data-volg") {
                return a;
            }
            assert!(Instant::now() < tot, "it never ended");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    fn getal(&self, sql: Sql) -> i64 {
        self.proef.db().read(|tx| tx.query_one(sql, &[], |r| r.i64(0))).unwrap()
    }

    fn doe(&self, sql: Sql) {
        self.proef.db().write(|tx| tx.execute(sql, &[]).map(drop)).unwrap();
    }

    fn logboek(&self) -> Vec<(String, String)> {
        self.proef.db().read(|tx| tx.query_alle(LOGBOEK, &[], |r| Ok((r.string(0)?, r.string(1)?)))).unwrap()
    }
}

/// Four that go over, one that fits no key.
fn indicaties() -> String {
    let mut t = String::from(KOP);
    for (i, b) in BSN.iter().enumerate() {
        let functie = if i == 4 { "PV" } else { "H300" };
        writeln!(t, "IND-{i},{b},0505,{X},{functie},{},2015-02-01,2016-06-30", 1 + i % 4).unwrap();
    }
    t
}

#[tokio::test]
async fn a_file_goes_in_and_what_it_does_comes_out_before_anything_changes() {
    let _beurt = BEURT.lock().await;
    let site = Site::nieuw();
    let cookie = site.binnen("inkoper").await;
    let hier = site.proef(&cookie, &indicaties()).await;
    let a = site.get(&hier, &cookie).await;
    assert_eq!(a.status, StatusCode::OK);
    a.heeft("<h1 class=\"utrecht-heading-1\" tabindex=\"-1\">Omzetting van indicaties.csv</h1>");
    a.heeft("5 rijen in het bestand");
    a.heeft("<dt>Gaan over</dt><dd>4</dd>");
    // classes 1 and 2 become IB1, 3 and 4 become IB3
    a.heeft("IB1</th><td class=\"r\" data-kop=\"Gaan over\">2</td>");
    a.heeft("€ 8.779,16");
    a.heeft("Past op geen sleutel: Aanbieder 41410002");
    a.heeft("Voor (verzonnen)");
    a.heeft("De backoffice voert de omzetting uit");
    assert_eq!(site.getal(TOEWIJZINGEN), 0);
    assert!(site.logboek().is_empty());

    let lijst = format!("{hier}/lijst?naam=past-niet%2F{X}.csv");
    let a = site.get(&lijst, &cookie).await;
    a.heeft("<td>IND-4</td>");
    a.heeft("1 rij op deze bladzijde");
    let csv = site.get(&format!("{lijst}&uitvoer=csv"), &cookie).await;
    assert_eq!(csv.koppen[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    assert!(
        csv.tekst.starts_with("regel,indicatienummer,") && csv.tekst.lines().count() == 2,
        "{}",
        csv.tekst
    );
    for weg in ["indicaties.csv", "../x", "samenvatting"] {
        let pad = format!("{hier}/lijst?naam={}", web::opmaak::in_url(weg));
        assert_eq!(site.get(&pad, &cookie).await.status, StatusCode::NOT_FOUND, "{weg}");
    }
    // it is for whoever sent it
    let ander = site.binnen("backoffice").await;
    assert_eq!(site.get(&hier, &ander).await.status, StatusCode::NOT_FOUND);
    site.get(PAD, &cookie).await.heeft("Proef is klaar");
}

#[tokio::test]
async fn who_may_not_gets_nothing_and_leaves_nothing() {
    let _beurt = BEURT.lock().await;
    let site = Site::nieuw();
    for naam in ["consulent", "aanbieder"] {
        let cookie = site.binnen(naam).await;
        assert_eq!(site.get(PAD, &cookie).await.status, StatusCode::FORBIDDEN, "{naam}");
        let a = site.stuur(&cookie, &[("csrf", "x"), ("kader", KADER)], &indicaties()).await;
        assert_eq!(a.status, StatusCode::FORBIDDEN);
        assert_eq!(site.get("/omzetten/cohort/x", &cookie).await.status, StatusCode::FORBIDDEN);
    }
    let cookie = site.binnen("inkoper").await;
    let csrf = site.get(PAD, &cookie).await.csrf();
    for velden in [&[("kader", KADER)][..], &[("csrf", "x"), ("kader", KADER)]] {
        assert_eq!(site.stuur(&cookie, velden, &indicaties()).await.status, StatusCode::BAD_REQUEST);
    }
    // a folder of the machine is no key
    let a = site.stuur(&cookie, &[("csrf", &csrf), ("kader", "/etc")], &indicaties()).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
    a.heeft("Kies een sleutel uit de lijst");
    // nor does a file name a municipality of somebody else
    let vreemd = indicaties().replacen(",0505,", ",0865,", 1);
    let a = site.stuur(&cookie, &[("csrf", &csrf), ("kader", KADER)], &vreemd).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
    a.heeft("gemeenten die niet van u zijn: 0865");
    for (velden, inhoud, deel) in [
        (vec![("kader", KADER)], "nummer;bsn\n", "geen puntkomma"),
        (vec![("kader", KADER), ("per", "31-02-2016")], KOP, "dag-maand-jaar"),
        (vec![("kader", KADER), ("per", "01-01-2099")], KOP, "geldt het kader niet"),
    ] {
        let velden: Vec<_> = [("csrf", &*csrf)].into_iter().chain(velden).collect();
        let a = site.stuur(&cookie, &velden, inhoud).await;
        assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
        a.heeft(deel);
    }
    assert!(!site.get(PAD, &cookie).await.tekst.contains("Waar u mee bezig bent"));
    // a dry run does not become a run for who may not
    let hier = site.proef(&cookie, &indicaties()).await;
    let a = site.post(&hier, &cookie, &[("csrf", &csrf), ("wat", "uitvoeren")]).await;
    assert_eq!(a.status, StatusCode::FORBIDDEN);
    assert_eq!(
        site.post(&hier, &cookie, &[("csrf", "x"), ("wat", "apart")]).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(site.getal(TOEWIJZINGEN), 0);
}

#[tokio::test]
async fn a_bad_row_is_told_with_its_place_and_set_aside_by_name() {
    let _beurt = BEURT.lock().await;
    let site = Site::nieuw();
    let cookie = site.binnen("backoffice").await;
    let fout = format!("{}IND-9,{},0505,{X},H300,zwaar,2015-02-30,\n", indicaties(), BSN[0]);
    let hier = site.proef(&cookie, &fout).await;
    let a = site.get(&hier, &cookie).await;
    a.heeft("1 rij is fout.");
    a.heeft("<th scope=\"row\" class=\"r\">7</th><td data-kop=\"Kolom\">klasse</td>");
    a.heeft("(indicatie IND-9)");
    assert!(!a.tekst.contains(">Voer uit<"), "nothing goes over");
    let csrf = a.csrf();
    let a = site.post(&hier, &cookie, &[("csrf", &csrf), ("wat", "uitvoeren")]).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
    a.heeft("Er zijn nog foute rijen");
    let a = site.post(&hier, &cookie, &[("csrf", &csrf), ("wat", "apart"), ("namen", "IND-99")]).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
    a.heeft("controleer de nummers");
    let a =
        site.post(&hier, &cookie, &[("csrf", &csrf), ("wat", "apart"), ("namen", "IND-9\r\nIND-0")]).await;
    assert_eq!(a.naar(), hier);
    let a = site.get(&hier, &cookie).await;
    a.heeft("<dt>Apart gezet</dt><dd>1</dd>");
    a.heeft("<dt>Fout en apart gezet</dt><dd>1</dd>");
    a.heeft(">Voer uit<");
    let a = site.voer_uit(&cookie, &hier).await;
    a.heeft("<dt>Nu omgezet</dt><dd>3</dd>");
}

#[tokio::test]
async fn it_is_carried_out_once_and_taken_back_until_a_message_has_left() {
    let _beurt = BEURT.lock().await;
    let site = Site::nieuw();
    let cookie = site.binnen("backoffice").await;
    let hier = site.proef(&cookie, &indicaties()).await;
    let a = site.voer_uit(&cookie, &hier).await;
    a.heeft("<dt>Nu omgezet</dt><dd>4</dd>");
    assert_eq!(site.getal(TOEWIJZINGEN), 4);
    assert_eq!(site.logboek(), [("indicaties omgezet".to_owned(), "Bea Back".to_owned())]);
    // the same again changes nothing
    site.voer_uit(&cookie, &hier).await.heeft("<dt>Eerder omgezet</dt><dd>4</dd>");
    assert_eq!(site.getal(TOEWIJZINGEN), 4);

    let cohort = a.tekst.split("href=\"/omzetten/cohort/").nth(1).unwrap().split('"').next().unwrap();
    let pad = format!("/omzetten/cohort/{cohort}");
    site.get(PAD, &cookie).await.heeft(&pad);
    let a = site.get(&pad, &cookie).await;
    a.heeft("data-kop=\"Nieuw\">4</td>");
    let csrf = a.csrf();
    let brieven = site.get(&format!("{pad}/brieven"), &cookie).await;
    assert_eq!(brieven.tekst.matches("Geachte").count(), 4);
    assert!(brieven.koppen[header::CONTENT_DISPOSITION].to_str().unwrap().contains("brieven-"));
    assert_eq!(site.get(&format!("{pad}/lijst"), &cookie).await.tekst.lines().count(), 5);
    assert_eq!(site.logboek().last().unwrap().0, "brieven van omzetting opgehaald");
    let inkoper = site.binnen("inkoper").await;
    for weg in ["brieven", "lijst"] {
        assert_eq!(site.get(&format!("{pad}/{weg}"), &inkoper).await.status, StatusCode::FORBIDDEN, "{weg}");
    }
    assert_eq!(site.get(&format!("{pad}/anders"), &cookie).await.status, StatusCode::NOT_FOUND);
    let van_inkoper = site.get("/", &inkoper).await.csrf();
    let terug = [("csrf", &*van_inkoper), ("wat", "ongedaan")];
    assert_eq!(site.post(&pad, &inkoper, &terug).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        site.post(&pad, &cookie, &[("csrf", "x"), ("wat", "ongedaan")]).await.status,
        StatusCode::FORBIDDEN
    );

    // as soon as a message left, or something was changed, it stands
    let terug = [("csrf", &*csrf), ("wat", "ongedaan")];
    for (doe, deel) in [(VERSTUUR, "al in een bericht verstuurd"), (WIJZIG, "sindsdien gewijzigd")] {
        site.doe(doe);
        let a = site.post(&pad, &cookie, &terug).await;
        assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
        a.heeft(deel);
        assert!(!site.get(&pad, &cookie).await.tekst.contains("Draai dit cohort terug"));
        assert_eq!(site.getal(TOEWIJZINGEN), 4);
    }
    site.doe(sql_tekst!("H", "UPDATE toewijzing SET reden_wijziging = NULL"));
    let a = site.post(&pad, &cookie, &terug).await;
    assert_eq!(a.status, StatusCode::OK);
    a.heeft("4 indicaties en 4 toewijzingen zijn teruggedraaid");
    assert_eq!(site.getal(TOEWIJZINGEN), 0);
    assert_eq!(site.logboek().last().unwrap().0, "omzetting ongedaan gemaakt");
    assert_eq!(site.get(&pad, &cookie).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_file_that_was_sent_is_there_after_a_restart_and_gone_after_two_hours() {
    let _beurt = BEURT.lock().await;
    let site = Site::nieuw();
    let cookie = site.binnen("backoffice").await;
    let fout = format!("{}IND-9,{},0505,{X},H300,zwaar,2015-02-30,\n", indicaties(), BSN[0]);
    let hier = site.proef(&cookie, &fout).await;
    let csrf = site.get(&hier, &cookie).await.csrf();
    let apart = [("csrf", &*csrf), ("wat", "apart"), ("namen", "IND-9")];
    assert_eq!(site.post(&hier, &cookie, &apart).await.naar(), hier);
    // nothing of it can be read in the book
    let delen = sql_tekst!("D", "SELECT inhoud FROM omzetopdrachtdeel");
    let bytes = site.proef.db().read(|tx| tx.query_alle(delen, &[], |r| Ok(r.blob(0)?.to_vec()))).unwrap();
    assert_eq!(bytes.len(), 1);
    assert!(!bytes[0].windows(9).any(|w| BSN.iter().any(|b| w == b.as_bytes())));

    let site = site.opnieuw();
    site.get(PAD, &cookie).await.heeft("data-kop=\"Stand\">Bewaard</td>");
    let a = site.get(&hier, &cookie).await;
    assert_eq!(a.status, StatusCode::OK);
    a.heeft("<dt>Fout en apart gezet</dt><dd>1</dd>");
    let inkoper = site.binnen("inkoper").await;
    assert_eq!(site.get(&hier, &inkoper).await.status, StatusCode::NOT_FOUND);
    assert!(!site.get(PAD, &inkoper).await.tekst.contains("Waar u mee bezig bent"));
    site.voer_uit(&cookie, &hier).await.heeft("<dt>Nu omgezet</dt><dd>4</dd>");

    // stopped while it ran: it says so, and goes on
    site.doe(sql_tekst!("B", "UPDATE omzetopdracht SET bezig = 1 WHERE gemeente = '0505'"));
    let site = site.opnieuw();
    let a = site.get(&hier, &cookie).await;
    a.heeft("De omzetting is gestopt");
    a.heeft("opnieuw gestart");
    site.voer_uit(&cookie, &hier).await.heeft("<dt>Eerder omgezet</dt><dd>4</dd>");

    // a third file takes the place of the first
    for _ in 0..2 {
        site.proef(&cookie, &indicaties()).await;
    }
    assert_eq!(site.getal(sql_tekst!("N", "SELECT COUNT(*) FROM omzetopdracht")), 2);
    assert_eq!(site.getal(sql_tekst!("M", "SELECT COUNT(*) FROM omzetopdrachtdeel")), 2);
    // whoever looks next finds nothing of what nobody looked at
    site.doe(sql_tekst!(
        "O",
        "UPDATE omzetopdracht SET gezien = '2015-12-15T00:00:00Z' WHERE gemeente = '0505'"
    ));
    let site = site.opnieuw();
    assert!(!site.get(PAD, &inkoper).await.tekst.contains("Waar u mee bezig bent"));
    assert_eq!(site.getal(sql_tekst!("N", "SELECT COUNT(*) FROM omzetopdracht")), 0);
    assert_eq!(site.getal(sql_tekst!("M", "SELECT COUNT(*) FROM omzetopdrachtdeel")), 0);
    assert_eq!(site.get(&hier, &cookie).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_long_list_is_paged_and_whole() {
    let _beurt = BEURT.lock().await;
    let site = Site::nieuw();
    let cookie = site.binnen("backoffice").await;
    let mut t = String::from(KOP);
    for i in 0..120 {
        writeln!(t, "IND-{i},{},0505,{X},\"PV, zwaar\",,2015-02-01,", BSN[i % 5]).unwrap();
    }
    let hier = site.proef(&cookie, &t).await;
    let mut pad = format!("{hier}/lijst?naam=past-niet%2F{X}.csv");
    let mut gezien = Vec::new();
    loop {
        let a = site.get(&pad, &cookie).await;
        gezien.extend(
            a.tekst.split("<td>IND-").skip(1).map(|r| r.split('<').next().unwrap().parse::<u32>().unwrap()),
        );
        let Some(volgende) = a.tekst.split("rel=\"next\" href=\"").nth(1) else { break };
        pad = volgende.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
    }
    assert_eq!(gezien, (0..120).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_reorganisation_is_looked_at_carried_out_and_taken_back_from_its_page() {
    let _beurt = BEURT.lock().await;
    let site = Site::nieuw();
    let pad = "/omzetten/herindeling/haaren-2021";
    let wie = site.binnen("backoffice").await;
    site.get(PAD, &wie).await.heeft(pad);
    let a = site.get(pad, &wie).await;
    a.heeft("Staatsblad 2020 nr. 260");
    a.heeft("Vught (0865)");
    // this user works for neither municipality
    let a = site.post(pad, &wie, &[("csrf", &a.csrf()), ("wat", "proef")]).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
    a.heeft("0788 staat niet in dit boek");

    for (naam, g) in [("1", "0788"), ("2", "0865")] {
        let csv = site.proef.map().unwrap().join(format!("clienten{naam}.csv"));
        let kop = "bsn,gemeente,geboortedatum,geslacht,achternaam,voorvoegsel,voorletters,straat,huisnummer,postcode,plaats";
        let bsn = if naam == "1" { BSN[0] } else { BSN[1] };
        std::fs::write(
            &csv,
            format!("{kop}\n{bsn},{g},1950-02-03,2,Dorp,van,A,Kerkstraat,1,5268AA,Helvoirt\n"),
        )
        .unwrap();
        let db = site.proef.db().clone();
        let kluis = db.kluis().unwrap();
        let o = Omgeving {
            db,
            kluis,
            vandaag: date(2020, 12, 10),
            nu: jiff::Timestamp::now(),
            wie: "proef".into(),
        };
        app::importeer::importeer(&o, &[&csv]).unwrap();
    }
    site.doe(sql_tekst!(
        "T",
        "INSERT INTO toewijzing (gemeente, nummer, client, agb, categorie, code, toewijzingsdatum, ingangsdatum, volume, eenheid, frequentie,
         verzonden_in) SELECT gemeente, 1, id, '41410002', '02', '02A01', '2020-02-01', '2020-03-01', 10, '04', '4', 1 FROM client
         WHERE gemeente = '0788'"
    ));
    // its line goes along
    site.doe(sql_tekst!(
        "K",
        "INSERT INTO contractregel (gemeente, agb, categorie, code, eenheid, geldig_vanaf, tarief)
         VALUES ('0788', '41410002', '02', '02A01', '04', '2020-01-01', '5000')"
    ));
    site.doe(sql_tekst!("G", "INSERT INTO gebruiker_gemeente (gemeente, gebruiker) SELECT g.code, u.id FROM gebruiker u, gemeente g WHERE g.code <> '0505' AND u.rol IN ('backoffice', 'inkoper')"));
    let inkoper = site.binnen("inkoper").await;
    let csrf = site.get(pad, &inkoper).await.csrf();
    let a = site.doe_op(&inkoper, pad, "proef").await;
    a.heeft("Dit is een proef: er is niets veranderd");
    a.heeft("data-kop=\"Cliënten\">1</td>");
    a.heeft("De backoffice voert de herindeling uit");
    for wat in ["uitvoeren", "ongedaan"] {
        let a = site.post(pad, &inkoper, &[("csrf", &csrf), ("wat", wat)]).await;
        assert_eq!(a.status, StatusCode::FORBIDDEN, "{wat}");
    }
    let wie = site.binnen("backoffice").await;
    let csrf = site.get(pad, &wie).await.csrf();
    assert_eq!(
        site.post(pad, &wie, &[("csrf", "x"), ("wat", "uitvoeren")]).await.status,
        StatusCode::FORBIDDEN
    );
    // nobody sees the look of somebody else
    assert!(!site.get(pad, &wie).await.tekst.contains("Dit is een proef"));
    assert_eq!(site.get(&format!("{pad}/brieven"), &inkoper).await.status, StatusCode::FORBIDDEN);
    assert_eq!(site.get(&format!("{pad}/brieven"), &wie).await.status, StatusCode::BAD_REQUEST);
    let a = site.voer_uit(&wie, pad).await;
    a.heeft("De herindeling is uitgevoerd");
    a.heeft("<li>1 cliënt naar Vught</li>");
    // found again, also from elsewhere
    site.get(PAD, &wie).await.heeft(pad);
    let a = site.get(pad, &wie).await;
    a.heeft("De herindeling is uitgevoerd");
    a.heeft("<strong>Haaren naar Vught</strong>");
    a.heeft("data-kop=\"Voor, per jaar\">€ 6.000,00</td>");
    a.heeft("data-kop=\"Na, per jaar\">€ 6.000,00</td>");
    let brieven = site.get(&format!("{pad}/brieven"), &wie).await;
    assert_eq!(brieven.tekst.matches("Geachte heer of mevrouw van Dorp").count(), 1, "{}", brieven.tekst);
    assert!(
        brieven.tekst.contains("Vanaf 1 januari 2021 hoort Helvoirt bij de gemeente Vught")
            && brieven.tekst.contains("van Zorg aan de Merwede"),
        "{}",
        brieven.tekst
    );
    assert_eq!(
        site.getal(sql_tekst!(
            "B",
            "SELECT COUNT(*) FROM gebeurtenis WHERE soort = 'brieven van herindeling opgehaald'"
        )),
        1
    );
    let a = site.post(pad, &wie, &[("csrf", &csrf), ("wat", "ongedaan")]).await;
    a.heeft("1 cliënt en 1 toewijzing staan weer zoals zij stonden");
    assert!(!site.get(pad, &wie).await.tekst.contains("De herindeling is uitgevoerd"));
    let a = site.post(pad, &wie, &[("csrf", &csrf), ("wat", "ongedaan")]).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(site.get("/omzetten/herindeling/nergens", &wie).await.status, StatusCode::NOT_FOUND);
    let consulent = site.binnen("consulent").await;
    assert_eq!(site.get(pad, &consulent).await.status, StatusCode::FORBIDDEN);
}
