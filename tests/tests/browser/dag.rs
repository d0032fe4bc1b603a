//! The consulent's day: from a melding to the 301, by keyboard alone, in both widths, with every screen looked at.
//!
//! How is counted: the walk begins where one comes after signing in. Every screen that is opened through a link counts one;
//! every submit counts one, together with the screen that it leads to. Nothing is opened by its address. The plain case is
//! somebody who is not known yet, one product, one provider, within the mandate.

use crate::chromium::{self, Browser};
use crate::paginas::bekijk_los;
use crate::toegang::{kies, stap, typ, vink};
use crate::toepassing::{Toepassing, WACHTWOORD, toepassing};
use crate::toetsenbord::{enter, tab_naar};
use ketentest::schema::keur_berichten;
use std::ffi::OsStr;

/// Most screens and submits of the plain case.
const HOOGSTENS: usize = 12;

/// The main button of a form.
const VERDER: &str = "main form button[value=verder]";

/// The walk, with the screens that it took.
struct Wandeling<'a> {
    t: &'a Toepassing,
    b: Browser,
    breed: u32,
    schermen: Vec<String>,
    fouten: Vec<String>,
}

impl Wandeling<'_> {
    /// Goes on with what `css` finds: a link, or the button of a form. The screen that follows is counted and looked at.
    #[track_caller]
    fn naar(&mut self, css: &str, pad: &str, naam: &str) {
        tab_naar(&self.b, css);
        enter(self.t, &self.b, pad);
        self.schermen.push(naam.to_owned());
        let naam = format!("dag-{:02}-{naam}", self.schermen.len());
        bekijk_los(&self.b, &naam, self.breed, &mut self.fouten);
    }

    fn lees(&self) -> String {
        self.b.lees("main").replace('\u{a0}', " ")
    }
}

fn waarde(b: &Browser, veld: &str) -> String {
    b.tekst(&format!("return document.getElementById('{veld}').value"))
}

/// The onderzoek, the plan, the report and the aanvraag.
fn onderzoek(w: &mut Wandeling<'_>) {
    // the onderzoek
    w.naar("a[href$='/onderzoek/1']", "/meldingen/", "onderzoek-1");
    let weegt = |namen: &[&'static str]| namen.iter().map(|n| (*n, true)).collect::<Vec<_>>();
    let mut een = vec![("behoeften", false)];
    een.extend(weegt(&["eigen-kracht", "algemeen-gebruikelijk", "gebruikelijke-hulp"]));
    stap(&w.b, &een);
    w.naar(VERDER, "/meldingen/", "onderzoek-2");
    stap(&w.b, &[("mantelzorg", true), ("netwerk", true), ("mantelzorger", false)]);
    w.naar(VERDER, "/meldingen/", "onderzoek-3");
    stap(&w.b, &[("algemene-voorziening", true), ("andere-wet", true), ("bijdrage", false)]);
    w.naar(VERDER, "/meldingen/", "afronden");

    // the plan, the report and the aanvraag
    kies(&w.b, "#domein-1", "financien");
    typ(&w.b, "#resultaat-1", "De post gaat elke week open.");
    typ(&w.b, "#aanpak-1", "Samen met de begeleider.");
    typ(&w.b, "#akkoord", "17-10-2026");
    typ(&w.b, "#aanvraag", "17-10-2026");
    w.naar(VERDER, "/beschikkingen/0796/", "besluit");
}

/// The decision: what is known stands there, what is chosen is chosen, and a person signs.
fn besluit(w: &mut Wandeling<'_>) {
    // the decision: what is known stands there, what is chosen is chosen
    for (veld, wat) in [
        ("soort", "toekenning"),
        ("vorm", "natura"),
        ("aanvraag_op", "17-10-2026"),
        ("plan_op", "17-10-2026"),
        ("identiteit_op", "17-10-2026"),
        ("identiteit_document", "paspoort"),
        ("resultaten", "De post gaat elke week open."),
    ] {
        assert_eq!(waarde(&w.b, veld), wat, "{veld} staat er al");
    }
    assert!(waarde(&w.b, "grond").contains("Wat de cliënt zelf kan"), "{}", waarde(&w.b, "grond"));
    typ(&w.b, "#ingangsdatum", "01-11-2026");
    typ(&w.b, "#einddatum", "31-10-2027");
    kies(&w.b, "#d1-product", "02/02M01");
    kies(&w.b, "#d1-agb", AANBIEDER);
    typ(&w.b, "#gekozen_op", "17-10-2026");
    kies(&w.b, "#aangeboden", ANDERE);
    kies(&w.b, "#bijdrage", "verschuldigd");
    w.naar(VERDER, "/beschikkingen/0796/", "controle");
    let controle = w.lees();
    assert!(!controle.contains("Dit ontbreekt nog"), "{controle}");
    assert!(controle.contains("Nieuwe toewijzing") && controle.contains("Bericht 301 aan"), "{controle}");
    w.naar("main form button[value=vast_en_bekend]", "/beschikkingen/0796/", "bekend");
    let bekend = w.lees();
    assert!(
        bekend.contains("Het besluit is bekendgemaakt") && bekend.contains("nog te verzenden"),
        "{bekend}"
    );
}

fn wandel(breed: u32, bsn: &str) {
    if !chromium::is_er() {
        return;
    }
    let t = toepassing();
    let mut w = Wandeling { t: &t, b: Browser::start(), breed, schermen: Vec::new(), fouten: Vec::new() };
    w.b.beeld(breed, if breed < 500 { 844 } else { 900 }, "light");
    t.open(&w.b, "/aanmelden");
    typ(&w.b, "#naam", "consulent");
    typ(&w.b, "#wachtwoord", WACHTWOORD);
    tab_naar(&w.b, "form.invoer button[type=submit]");
    enter(&t, &w.b, "/");

    // the melding
    if breed < 500 {
        // the menu is folded
        tab_naar(&w.b, ".zij > details > summary");
        w.b.toets(&chromium::ENTER.to_string());
    }
    w.naar(".zij a[href^='/meldingen']", "/meldingen", "werk");
    w.naar("a[href='/meldingen/nieuw']", "/meldingen/nieuw", "zoeken");
    // is this somebody who is known? the name goes along to the form
    let naam = format!("Dagstra-{breed}");
    typ(&w.b, "#f-zoek", &naam);
    w.naar("main form.filter button", "/meldingen/nieuw?zoek=", "niet-gevonden");
    w.naar("a[href^='/meldingen/nieuw/client']", "/meldingen/nieuw/client", "melding");
    assert_eq!(waarde(&w.b, "achternaam"), naam);
    kies(&w.b, "#gemeente", "0796");
    for (veld, wat) in [
        ("bsn", bsn),
        ("geboren", "1-2-1980"),
        ("straat", "Kade"),
        ("huisnummer", "1"),
        ("postcode", "5211 AA"),
        ("plaats", "Den Bosch"),
    ] {
        typ(&w.b, &format!("#{veld}"), wat);
    }
    kies(&w.b, "#wijze", "telefoon");
    kies(&w.b, "#melder", "client");
    typ(&w.b, "#vraag", "Ik kom de dag niet goed door.");
    for naam in ["plan-af", "pgb"] {
        vink(&w.b, &format!("#{naam}"));
    }
    kies(&w.b, "#identiteit", "paspoort");
    w.naar(VERDER, "/meldingen/", "bevestigingsbrief");
    let brief = w.lees();
    assert!(brief.contains("cliëntondersteuner"), "{brief}");

    onderzoek(&mut w);
    besluit(&mut w);
    // the 301 goes with the next round of the program; nobody has to do anything for it
    let uit = t.map(&format!("dag-{breed}"));
    let opdracht = ["bericht", "toewijzen", "--gemeente", "0796", "--uit"].map(OsStr::new);
    t.opdracht(None, &opdracht.into_iter().chain([uit.as_os_str()]).collect::<Vec<_>>(), 0);
    let mijn: Vec<_> = std::fs::read_dir(&uit)
        .unwrap()
        .map(|d| d.unwrap().path())
        .filter(|p| std::fs::read_to_string(p).unwrap().contains(bsn))
        .collect();
    assert_eq!(mijn.len(), 1, "een bericht over deze cliënt: {mijn:?}");
    let bericht = std::fs::read_to_string(&mijn[0]).unwrap();
    for wat in ["02M01", AANBIEDER, "2026-11-01", "2027-10-31", "Dagstra-"] {
        assert!(bericht.contains(wat), "{wat}: {bericht}");
    }
    // our own checker, and the published schema where it is there
    t.opdracht(None, &["bericht".as_ref(), "controleer".as_ref(), mijn[0].as_os_str()], 0);
    assert!(keur_berichten(&mijn).is_none_or(|n| n == 1));

    let n = w.schermen.len();
    assert!(n <= HOOGSTENS, "{n} schermen en keren versturen: {:?}", w.schermen);
    assert!(w.fouten.is_empty(), "{} fouten:\n{}", w.fouten.len(), w.fouten.join("\n"));
}

/// The provider that the client chooses, and another one that was offered.
const AANBIEDER: &str = "99990001";
const ANDERE: &str = "99990002";

#[test]
fn from_melding_to_301_on_a_wide_screen() {
    wandel(1280, "999900067");
}

#[test]
fn from_melding_to_301_on_a_phone() {
    wandel(390, "999900079");
}
