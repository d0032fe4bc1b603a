//! The desk of a provider: it asks, reports and corrects, and the municipality decides. Every form and every check page.

use crate::chromium::{self, Browser};
use crate::paginas::{bekijk_los, bekijk_met};
use crate::toepassing::{Toepassing, status, toepassing};
use std::ffi::OsStr;

/// A client of the provider with an assignment that can change, that is not in `behalve`.
fn client(t: &Toepassing, b: &Browser, behalve: &[String]) -> String {
    t.open(b, "/clienten");
    for c in b.alle("tbody th a", "href") {
        let pad = c.strip_prefix(&t.basis).unwrap().to_owned();
        t.open(b, &format!("{pad}/verzoek-wijziging"));
        if !behalve.contains(&pad) && b.alle("input[type=checkbox]", "name").len() == 1 {
            return pad;
        }
    }
    unreachable!("geen cliënt met een lopende toewijzing")
}

fn bekijk(b: &Browser, naam: &str, fouten: &mut Vec<String>) {
    for breed in [1280, 390] {
        bekijk_los(b, naam, breed, fouten);
    }
    b.beeld(1280, 900, "light");
}

#[track_caller]
fn geen(fouten: &[String]) {
    assert!(fouten.is_empty(), "{} fouten:\n{}", fouten.len(), fouten.join("\n"));
}

#[test]
fn a_request_goes_from_the_form_of_the_provider_to_the_decision_and_back() {
    if !chromium::is_er() {
        return;
    }
    let (t, b) = (toepassing(), Browser::start());
    let t: &Toepassing = &t;
    let mut fouten = Vec::new();
    b.beeld(1280, 900, "light");
    t.meld_aan(&b, "aanbieder");
    let eerste = client(t, &b, &[]);
    let tweede = client(t, &b, std::slice::from_ref(&eerste));

    // a VOT, first without anything in it
    t.open(&b, &eerste);
    bekijk(&b, "client-aanbieder", &mut fouten);
    b.volg("a[href$='/verzoek-toewijzing']");
    bekijk(&b, "aanvraag-vot", &mut fouten);
    b.vul("#p1-van", "morgen");
    b.volg("button[value=controle]");
    assert!(b.heeft("#p1-van[aria-invalid=true]") && b.heeft(".utrecht-alert--error a[href='#p1-van']"));
    assert_eq!(b.alle("#p1-van", "value"), ["morgen"]);
    // what the client has already cannot be asked again, so one of the first three products must do
    for nr in 2..=4 {
        t.open(&b, &format!("{eerste}/verzoek-toewijzing"));
        b.klik(&format!("#p1-product option:nth-child({nr})"));
        for (veld, wat) in [("van", "01-02-2031"), ("tot", "30-06-2031"), ("volume", "1")] {
            b.vul(&format!("#p1-{veld}"), wat);
        }
        b.klik("#p1-eenheid option[value='82']");
        b.klik("#p1-frequentie option[value='4']");
        b.klik("#p1-verwijzer option[value='06']");
        b.volg("button[value=controle]");
        if b.lees("h1") == "Klopt dit?" {
            break;
        }
        assert!(b.lees("main").contains("Vraag een wijziging aan (VOW)"), "{}", b.lees("main"));
    }
    assert!(b.lees("main").contains("1 stuk per maand, 1 februari t/m 30 juni 2031"), "{}", b.lees("main"));
    bekijk(&b, "aanvraag-controle", &mut fouten);
    b.volg("button[value=verstuur]");
    let vot = t.pad(&b).split('?').next().unwrap().to_owned();
    assert!(vot.starts_with("/verzoeken/"), "{vot}");
    bekijk(&b, "verzoek-aanbieder", &mut fouten);

    // a VOW for another client
    t.open(&b, &format!("{tweede}/verzoek-wijziging"));
    b.klik("#reden option[value='1']");
    b.klik("input[type=checkbox]");
    b.klik("main details summary");
    let van = b.alle("input[name$='-van']", "id")[0].clone();
    b.vul(&format!("#{van}"), "01-02-2027");
    b.vul(&format!("#{}", van.replace("-van", "-volume")), "2");
    bekijk(&b, "aanvraag-vow", &mut fouten);
    b.volg("button[value=controle]");
    assert_eq!(b.lees("h1"), "Klopt dit?", "{}", b.lees("main"));
    bekijk(&b, "aanvraag-vow-controle", &mut fouten);
    b.volg("button[value=verstuur]");
    let vow = t.pad(&b).split('?').next().unwrap().to_owned();
    t.meld_af(&b);

    // the municipality
    t.meld_aan(&b, "backoffice");
    t.open(&b, &format!("{vot}/1"));
    bekijk(&b, "verzoek-besluit", &mut fouten);
    b.volg("section[aria-labelledby=honoreren] button");
    assert!(b.lees("main").contains("Nieuwe toewijzing"), "{}", b.lees("main"));
    t.open(&b, &format!("{vow}/1"));
    b.klik("#reden option[value='2']");
    b.volg("section[aria-labelledby=afwijzen] button");
    // who decides does not ask
    t.open(&b, &format!("{eerste}/verzoek-toewijzing"));
    assert_eq!(status(&b), 403);
    t.meld_af(&b);

    // the provider sees both
    t.meld_aan(&b, "aanbieder");
    t.open(&b, &vot);
    assert!(b.lees("main").contains("Gehonoreerd"), "{}", b.lees("main"));
    t.open(&b, &vow);
    assert!(b.lees("main").contains("Past niet binnen budget"), "{}", b.lees("main"));
    t.meld_af(&b);
    wijs_opnieuw_toe(t, &b, &vot, &mut fouten);
    geen(&fouten);
}

/// The 301 of what was granted is refused by whoever got it; the backoffice lets it go along with the next.
fn wijs_opnieuw_toe(t: &Toepassing, b: &Browser, vot: &str, fouten: &mut Vec<String>) {
    let gemeente = vot.split('/').nth(2).unwrap();
    let (heen, terug) = (t.map("heen"), t.map("terug"));
    let o = OsStr::new;
    t.opdracht(
        None,
        &[o("bericht"), o("toewijzen"), o("--gemeente"), o(gemeente), o("--uit"), heen.as_os_str()],
        0,
    );
    let een = |map: &std::path::Path, soort: &str| {
        let alle = ketentest::bestanden(map);
        alle.into_iter().find(|p| p.to_string_lossy().contains(soort)).unwrap()
    };
    // a book that knows of no request refuses it (TR379)
    let m301 = een(&heen, "WMO301-");
    t.opdracht(
        Some("ander.db"),
        &[o("bericht"), o("verwerk"), o("--uit"), terug.as_os_str(), m301.as_os_str()],
        1,
    );
    // that book is new and gives a number that another message of the provider has already
    let m302 = een(&terug, "WMO302-");
    let xml = std::fs::read_to_string(&m302).unwrap();
    let naam = m302.file_stem().unwrap().to_string_lossy().into_owned();
    let nummer = format!(">{}<", naam.rsplit('-').next().unwrap());
    assert_eq!(xml.matches(&nummer).count(), 1, "{xml}");
    std::fs::write(&m302, xml.replace(&nummer, ">ANDERBOEK1<")).unwrap();
    t.opdracht(None, &[o("bericht"), o("verwerk"), o("--uit"), terug.as_os_str(), m302.as_os_str()], 0);

    t.meld_aan(b, "backoffice");
    t.open(b, "/berichten?status=afgekeurd&soort=WMO301");
    b.volg("tbody th a");
    let bericht = t.pad(b);
    bekijk(b, "bericht-afgekeurd", fouten);
    for (actie, naam) in [("opnieuw", "bericht-opnieuw"), ("opnieuw-toewijzen", "bericht-toewijzen")] {
        t.open(b, &bericht);
        b.volg(&format!("main a[href$='/actie/{actie}']"));
        assert!(b.lees("main").contains("Waarom het is afgekeurd"), "{}", b.lees("main"));
        bekijk(b, naam, fouten);
    }
    b.volg("main form button[type=submit]");
    assert_eq!(t.pad(b), format!("{bericht}?gedaan=opnieuw-toewijzen"));
    assert!(b.lees("[role=status]").contains("De toewijzingen staan klaar"), "{}", b.lees("main"));
    assert!(!b.heeft("main a[href$='/actie/opnieuw-toewijzen']"));
    bekijk(b, "bericht-klaargezet", fouten);
    t.meld_af(b);
    // who may read it but did not send it has nothing to press
    for wie in ["consulent", "aanbieder"] {
        t.meld_aan(b, wie);
        let status = t.open(b, &bericht);
        assert!(status == 200 && !b.heeft("main a[href*='/actie/']"), "{wie}: {status}");
        assert_eq!(t.open(b, &format!("{bericht}/actie/opnieuw")), 400, "{wie}");
        t.meld_af(b);
    }
}

#[test]
fn start_and_stop_are_shown_first_and_can_be_withdrawn() {
    if !chromium::is_er() {
        return;
    }
    let (t, b) = (toepassing(), Browser::start());
    let t: &Toepassing = &t;
    let mut fouten = Vec::new();
    b.beeld(1280, 900, "light");
    t.meld_aan(&b, "aanbieder");
    // from the end of the list, away from the clients of the other test
    t.open(&b, "/clienten?sorteer=geboortedatum");
    let alle = b.alle("tbody th a", "href");
    let loopt = alle.iter().rev().find_map(|c| {
        t.open(&b, &format!("{}/levering", c.strip_prefix(&t.basis).unwrap()));
        let meldbaar = b.alle("main a[href*='/melden/']", "href");
        let [een] = meldbaar.as_slice() else { return None };
        b.ga(een);
        b.heeft("#einddatum").then(|| t.pad(&b))
    });
    let hier = loopt.expect("een toewijzing die loopt");

    bekijk(&b, "melden-loopt", &mut fouten);
    b.volg("form:has(#einddatum) button[type=submit]");
    assert!(b.heeft("#einddatum[aria-invalid=true]") && b.heeft("#reden[aria-invalid=true]"));
    bekijk_met(&b, "melden-fout", 422, 390, &mut fouten);
    b.beeld(1280, 900, "light");
    // tomorrow is no report yet
    b.vul("#einddatum", "18-10-2026");
    b.klik("#reden option:nth-child(2)");
    b.volg("form:has(#einddatum) button[type=submit]");
    assert!(b.lees("main").contains("Deze dag komt nog."), "{}", b.lees("main"));
    b.vul("#einddatum", "17-10-2026");
    b.volg("form:has(#einddatum) button[type=submit]");
    assert_eq!(b.lees("h1"), "Klopt dit?", "{}", b.lees("main"));
    assert!(b.lees("main").contains("De ondersteuning is gestopt."), "{}", b.lees("main"));
    bekijk(&b, "melden-stop", &mut fouten);
    b.volg("button[value=terug]");
    assert_eq!(b.alle("#einddatum", "value"), ["17-10-2026"], "what was filled in stands");
    b.volg("form:has(#einddatum) button[type=submit]");
    b.volg("button[value=verstuur]");
    assert_eq!(t.pad(&b), format!("{hier}?gedaan=verzonden"));
    bekijk(&b, "melden-gestopt", &mut fouten);

    // the stop, and then the start, as if they were never sent
    for na in ["De ondersteuning loopt sinds", "Er is geen start gemeld."] {
        b.volg("form:has(input[name=levering]) button");
        assert!(b.lees("main").contains("U trekt deze melding in"), "{}", b.lees("main"));
        bekijk_los(&b, "melden-intrekken", 390, &mut fouten);
        b.beeld(1280, 900, "light");
        b.volg("button[value=verstuur]");
        assert!(b.lees("main").contains(na), "{}", b.lees("main"));
    }
    bekijk(&b, "melden-niet-gestart", &mut fouten);
    b.vul("#begindatum", "01-10-2026");
    b.volg("form:has(#begindatum) button[type=submit]");
    bekijk(&b, "melden-start", &mut fouten);
    b.volg("button[value=verstuur]");
    assert!(b.lees("main").contains("De ondersteuning loopt sinds 1 oktober 2026."), "{}", b.lees("main"));
    t.meld_af(&b);
    // the municipality sees it and speaks for nobody
    t.meld_aan(&b, "consulent");
    assert_eq!(t.open(&b, &hier), 403);
    let client = hier.split("/melden/").next().unwrap();
    t.open(&b, &format!("{client}/levering"));
    assert!(b.lees("main").contains("1 oktober 2026") && b.lees("main").contains("Ingetrokken"));
    assert!(!b.heeft("main a[href*='/melden/']"));
    t.meld_af(&b);
    geen(&fouten);
}

#[test]
fn a_claimed_line_is_put_right_with_the_credit_shown_first() {
    if !chromium::is_er() {
        return;
    }
    let (t, b) = (toepassing(), Browser::start());
    let t: &Toepassing = &t;
    let mut fouten = Vec::new();
    b.beeld(1280, 900, "light");
    t.meld_aan(&b, "aanbieder");
    t.open(&b, "/declaraties");
    let claim = t.link(&b, "tbody th a[href*='/declaraties/']");
    t.open(&b, &format!("{claim}?status=toegekend"));
    b.volg("tbody th a[href*='/declaraties/']");
    let regel = t.pad(&b);
    b.volg("main a[href$='/verbeteren']");
    bekijk(&b, "verbeteren", &mut fouten);
    let begin = b.alle("#van", "value")[0].clone();
    // a day that does not fit: taken back, and claimed again in vain
    let dag = format!("02{}", &begin[2..]);
    b.vul("#van", &dag);
    b.volg("button[value=controle]");
    let soorten = b.alle("tbody th", "textContent");
    assert_eq!(soorten, ["Terugnemen (credit)", "Opnieuw declareren (debet)"], "{}", b.lees("main"));
    let bedragen = b.alle("tbody td[data-kop=Bedrag]", "textContent");
    assert!(bedragen[0].contains('-') && !bedragen[1].contains('-'), "{bedragen:?}");
    bekijk(&b, "verbeteren-controle", &mut fouten);
    b.volg("button[value=terug]");
    assert_eq!(b.alle("#van", "value"), [dag], "what was filled in stands");
    b.volg("button[value=controle]");
    b.volg("button[value=verstuur]");
    let nieuw = t.pad(&b);
    assert!(nieuw.starts_with("/declaraties/") && nieuw != claim, "{nieuw}");
    t.open(&b, &format!("{nieuw}/1"));
    assert!(b.lees("main").contains("Toegekend"), "{}", b.lees("main"));

    // what was rejected is claimed once more, now without a credit
    t.open(&b, &format!("{nieuw}/2"));
    assert!(b.lees("main").contains("Waarom deze regel is afgewezen"), "{}", b.lees("main"));
    b.volg("main a[href$='/verbeteren']");
    assert!(!b.heeft("#w-terug"));
    bekijk(&b, "verbeteren-afgewezen", &mut fouten);
    b.vul("#van", &begin);
    b.volg("button[value=controle]");
    assert_eq!(b.alle("tbody th", "textContent"), ["Opnieuw declareren (debet)"]);
    b.volg("button[value=verstuur]");
    let goed = t.pad(&b);
    t.open(&b, &format!("{goed}/1"));
    assert!(b.lees("main").contains("Toegekend"), "{}", b.lees("main"));

    // the first line cannot be taken back once more
    t.open(&b, &format!("{regel}/verbeteren"));
    b.klik("#w-terug");
    b.volg("button[value=controle]");
    assert!(b.heeft(".utrecht-alert--error"), "{}", b.lees("main"));
    t.meld_af(&b);
    // the municipality sees the same line, and has no form for it
    t.meld_aan(&b, "backoffice");
    t.open(&b, &format!("{nieuw}/1"));
    assert_eq!(status(&b), 200);
    assert!(b.lees("main").contains("Toegekend"), "{}", b.lees("main"));
    assert!(!b.heeft("main a[href$='/verbeteren']"));
    assert_eq!(t.open(&b, &format!("{nieuw}/1/verbeteren")), 403);
    t.meld_af(&b);
    geen(&fouten);
}
