//! By keyboard alone. Each step checks that one sees where one is.

use crate::chromium::{self, Browser, ENTER, OMLAAG, TAB, wacht};
use crate::toepassing::{Toepassing, WACHTWOORD, status, toepassing};

/// The focus shows: an outline or a border that is thick enough to see.
const ZICHTBAAR: &str = "
const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
const rand = (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none';
// the middle of what is in the window: nothing may lie over it
const [l, o, w, h] = [Math.max(r.left, 0), Math.max(r.top, 0), Math.min(r.right, innerWidth), Math.min(r.bottom, innerHeight)];
const midden = document.elementFromPoint((l + w) / 2, (o + h) / 2);
return e.matches(':focus-visible') && rand && w - l > 2 && h - o > 2 && (e.contains(midden) || !!midden?.contains(e));
";

/// Presses Tab until something has the focus; each stop on the way must be seen.
#[track_caller]
pub fn tab_naar(b: &Browser, css: &str) {
    for _ in 0..400 {
        b.toets(&TAB.to_string());
        let hier = b.tekst("return document.activeElement.outerHTML.slice(0, 120)");
        assert!(!hier.starts_with("<body"), "rond zonder {css}");
        assert_eq!(b.js(ZICHTBAAR), serde_json::json!(true), "de focus is niet te zien op {hier}");
        if b.js(&format!("return document.activeElement.matches({css:?})")) == serde_json::json!(true) {
            return;
        }
    }
    unreachable!("met Tab niet te bereiken: {css}");
}

/// Enter, and the page that follows.
#[track_caller]
pub fn enter(t: &Toepassing, b: &Browser, naar: &str) {
    b.js("document.documentElement.dataset.oud = 'ja'");
    b.toets(&ENTER.to_string());
    wacht(naar, || {
        b.js("return !document.documentElement.dataset.oud && document.readyState === 'complete'")
            == serde_json::json!(true)
    });
    assert!(t.pad(b).starts_with(naar), "{} in plaats van {naar}", t.pad(b));
    assert_eq!(status(b), 200);
}

#[test]
fn the_daily_work_goes_by_keyboard_alone() {
    if !chromium::is_er() {
        return;
    }
    let (t, b) = (toepassing(), Browser::start());
    let t: &Toepassing = &t;
    b.beeld(1280, 900, "light");

    // sign in
    t.open(&b, "/aanmelden");
    b.toets(&TAB.to_string());
    assert_eq!(b.tekst("return document.activeElement.textContent"), "Naar de inhoud");
    assert_eq!(b.js(ZICHTBAAR), serde_json::json!(true), "de link naar de inhoud komt in beeld");
    tab_naar(&b, "#naam");
    b.toets("backoffice");
    tab_naar(&b, "#wachtwoord");
    b.toets(WACHTWOORD);
    enter(t, &b, "/");
    assert_eq!(t.pad(&b), "/");

    // past the menu with the skip link: the next stop is inside the content
    b.toets(&TAB.to_string());
    b.toets(&ENTER.to_string());
    b.toets(&TAB.to_string());
    assert_eq!(
        b.js("return document.querySelector('main').contains(document.activeElement)"),
        serde_json::json!(true)
    );

    // find a client by name and open the file
    t.open(&b, "/clienten");
    let naam = b.tekst("return document.querySelector('tbody th a').textContent.trim()");
    let achternaam = naam.split(',').next().unwrap().to_owned();
    tab_naar(&b, "#zoek");
    b.toets(&achternaam);
    enter(t, &b, "/clienten?zoek=");
    let gevonden = b.alle("tbody th a", "textContent");
    assert!(gevonden.contains(&naam), "{naam} niet in {gevonden:?}");
    tab_naar(&b, "tbody th a");
    enter(t, &b, "/clienten/");
    assert!(b.heeft("ol.tijdlijn li"));
    tab_naar(&b, ".tabs a[href$='/toewijzingen']");
    enter(t, &b, "/clienten/");
    assert!(t.pad(&b).ends_with("/toewijzingen"));

    // sort a table, next page, back
    t.open(&b, "/clienten");
    tab_naar(&b, "a.sorteer[href*='sorteer=geboortedatum']");
    enter(t, &b, "/clienten?sorteer=");
    assert_eq!(b.lees("th[aria-sort]"), "Geboren");
    let eerste = b.alle("tbody th a", "href");
    tab_naar(&b, "a[rel=next]");
    enter(t, &b, "/clienten?");
    let tweede = b.alle("tbody th a", "href");
    assert!(!tweede.is_empty() && tweede.iter().all(|r| !eerste.contains(r)), "andere mensen op bladzijde 2");
    tab_naar(&b, "a[rel=prev]");
    enter(t, &b, "/clienten?");
    assert_eq!(b.alle("tbody th a", "href"), eerste);

    // filter messages
    t.open(&b, "/berichten");
    tab_naar(&b, "#f-soort");
    for _ in 0..20 {
        b.toets(&OMLAAG.to_string());
        if b.tekst("return document.activeElement.value") == "WMO305" {
            break;
        }
    }
    assert_eq!(b.tekst("return document.activeElement.value"), "WMO305");
    tab_naar(&b, "main form.filter button");
    enter(t, &b, "/berichten?soort=WMO305");
    let soorten = b.alle("tbody th a", "textContent");
    assert!(!soorten.is_empty() && soorten.iter().all(|s| s.starts_with("WMO305")), "{soorten:?}");

    // why was this line rejected?
    t.open(&b, "/declaraties?status=deels");
    tab_naar(&b, "tbody th a");
    enter(t, &b, "/declaraties/");
    let regel = b
        .js("return [...document.querySelectorAll('tbody tr')].find(r => r.innerText.includes('Afgewezen'))\
         .querySelector('th a').getAttribute('href')");
    tab_naar(&b, &format!("tbody th a[href='{}']", regel.as_str().unwrap()));
    enter(t, &b, "/declaraties/");
    let tekst = b.lees("main");
    assert!(tekst.contains("Waarom deze regel is afgewezen") && tekst.contains("Waarom?"), "{tekst}");

    // sign out
    tab_naar(&b, ".menu.rechts summary");
    b.toets(&ENTER.to_string());
    tab_naar(&b, ".menu.rechts button");
    enter(t, &b, "/aanmelden");
    t.open(&b, "/clienten");
    assert!(t.pad(&b).starts_with("/aanmelden"), "na het afmelden is alles dicht: {}", t.pad(&b));
}
