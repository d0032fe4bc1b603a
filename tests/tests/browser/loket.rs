//! A provider asks for an assignment and a change; the municipality grants one and refuses one; the provider sees it.

use crate::chromium::{self, Browser};
use crate::paginas::bekijk_los;
use crate::toepassing::{Toepassing, status, toepassing};

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
    b.volg("button[value=verstuur]");
    let vow = t.pad(&b).split('?').next().unwrap().to_owned();

    // the start that runs: what withdrawing means comes first
    t.open(&b, &format!("{tweede}/levering"));
    b.volg("main a[href*='/melden/']");
    bekijk(&b, "melden", &mut fouten);
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
    assert!(fouten.is_empty(), "{} fouten:\n{}", fouten.len(), fouten.join("\n"));
}
