//! Every page, wide and narrow, light and dark: WCAG by axe-core, notation, words, weight, nothing from elsewhere.

use crate::chromium::{self, Browser};
use crate::toepassing::{Toepassing, paginas, toepassing};
use serde_json::json;
use std::path::PathBuf;

/// Heaviest page in bytes of HTML.
const ZWAARST: u64 = 100_000;

/// What every page must be, whatever its width and colours. The names of documents go first: one has a date in it. `ruw` is set where messages are shown as they are.
const OORDEEL: &str = r"
const fout = [], zeg = (goed, wat) => { if (!goed) fout.push(wat); };
const nav = performance.getEntriesByType('navigation')[0];
zeg(document.documentElement.lang === 'nl', 'lang is niet nl');
zeg(/\S.* – maatwerk$/.test(document.title), 'titel: ' + document.title);
zeg(document.querySelectorAll('h1').length === 1, 'niet precies een h1');
zeg(document.querySelector('h1')?.innerText.trim(), 'lege h1');
// a page that checks a file or follows a run has a script of our own, which it can do without
zeg(document.querySelectorAll('script:not([src^=\'/activa/controleren-\']):not([src^=\'/activa/volgen-\'])').length === 0, 'er staat script op de pagina');
const elders = performance.getEntriesByType('resource').map(r => r.name).filter(n => !n.startsWith(location.origin));
zeg(elders.length === 0, 'haalt op van elders: ' + elders);
const dubbel = [...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, a) => a.indexOf(id) !== i);
zeg(dubbel.length === 0, 'dubbele id: ' + dubbel);
const inhoud = document.querySelector('main').cloneNode(true);
for (const e of inhoud.querySelectorAll('pre, .boom, .vast')) e.remove();
document.body.append(inhoud);
const tekst = inhoud.innerText;
inhoud.remove();
for (const w of tekst.match(/\b(Loading|Submit|Search|Next|Previous|Error|Warning|Yes|undefined|null|NaN|None|Some|true|false)\b/g) ?? [])
  fout.push('Engels of code: ' + w);
const zonder_namen = tekst.replace(/(?<![\w-])overlegtafel-bwo-2016-06-30(?![\w-])/g, '');
for (const d of zonder_namen.match(/\b(19|20)\d\d-\d\d-\d\d\b/g) ?? []) fout.push('geen Nederlandse datum: ' + d);
for (const d of tekst.match(/\b(January|February|March|May|June|July|August|October|Monday)\b/g) ?? [])
  fout.push('geen Nederlandse datum: ' + d);
let geld = 0;
for (const [heel, bedrag] of tekst.matchAll(/€\s*(\S*)/g)) {
  geld++;
  if (!/^-?\d{1,3}(\.\d{3})*(,\d{2,})?[.,;:)]?$/.test(bedrag)) fout.push('geen Nederlands bedrag: ' + heel);
}
return { fout, geld, status: nav.responseStatus, bytes: nav.decodedBodySize };
";

/// The rules; answers with what is broken and where.
const AXE: &str = "
const klaar = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ['violations'], runOnly: { type: 'tag', values:
  ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'] } })
  .then(r => klaar(r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n =>
    n.target.join(' ') + ' (' + (n.any[0] ?? n.all[0] ?? n.none[0])?.message + ')').join('; '))),
    e => klaar(['axe: ' + e]));
";

/// What sticks out of a page that must not be wider than its window.
const UITSTEEK: &str = "
const breed = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth <= breed && document.body.scrollWidth <= breed) return '';
const binnen = e => { for (let o = e.parentElement; o; o = o.parentElement)
  if (getComputedStyle(o).overflowX !== 'visible') return true; return false; };
return [...document.body.querySelectorAll('*')]
  .filter(e => e.getBoundingClientRect().right > breed + 1 && !binnen(e))
  .slice(0, 3).map(e => e.tagName + '.' + e.className).join(', ') || 'iets';
";

fn beelden() -> PathBuf {
    // target/debug/deps/<test> -> target/beelden-proef
    let zelf = std::env::current_exe().unwrap();
    let map = zelf.ancestors().nth(3).unwrap().join("beelden-proef");
    std::fs::create_dir_all(&map).unwrap();
    map
}

/// All there is to say about one page at this width.
fn bekijk(b: &Browser, axe: Option<&str>, naam: &str, verwacht: u64, breed: u32, fouten: &mut Vec<String>) {
    let mut fout = |f: String| fouten.push(format!("{naam} ({breed}): {f}"));
    let o = b.js(OORDEEL);
    for f in o["fout"].as_array().unwrap() {
        fout(f.as_str().unwrap().to_owned());
    }
    if o["status"] != json!(verwacht) {
        fout(format!("status {}", o["status"]));
    }
    if o["bytes"].as_u64().unwrap() >= ZWAARST {
        fout(format!("{} bytes", o["bytes"]));
    }
    // the console repeats the status of a page that is meant to fail
    for k in b.klachten().into_iter().filter(|k| verwacht == 200 || !k.contains("the server responded")) {
        fout(format!("console: {k}"));
    }
    if let Some(axe) = axe {
        b.js(axe);
    }
    for stand in ["light", "dark"] {
        b.beeld(breed, if breed < 500 { 844 } else { 900 }, stand);
        if axe.is_some() {
            for f in b.js_later(AXE).as_array().unwrap() {
                fout(format!("{stand}: {}", f.as_str().unwrap()));
            }
        }
        let uit = b.js(UITSTEEK);
        if uit != "" {
            fout(format!("{stand}: breder dan het scherm: {uit}"));
        }
        std::fs::write(beelden().join(format!("{naam}-{breed}-{stand}.png")), b.foto(breed)).unwrap();
    }
    b.beeld(breed, if breed < 500 { 844 } else { 900 }, "light");
}

/// All there is to say about a page that is open, for a test of its own.
pub fn bekijk_los(b: &Browser, naam: &str, breed: u32, fouten: &mut Vec<String>) {
    bekijk_met(b, naam, 200, breed, fouten);
}

/// The same, for a page that answers with another status.
pub fn bekijk_met(b: &Browser, naam: &str, status: u64, breed: u32, fouten: &mut Vec<String>) {
    b.klachten();
    bekijk(b, chromium::axe().as_deref(), naam, status, breed, fouten);
}

fn alle_paginas(breed: u32) {
    if !chromium::is_er() {
        return;
    }
    let axe = chromium::axe();
    let axe = axe.as_deref();
    let (t, b) = (toepassing(), Browser::start());
    let t: &Toepassing = &t;
    let mut fouten = Vec::new();
    b.beeld(breed, 900, "light");
    t.open(&b, "/aanmelden");
    bekijk(&b, axe, "aanmelden", 200, breed, &mut fouten);
    t.meld_aan(&b, "backoffice");
    let paginas = paginas(t, &b);
    assert!(paginas.len() > 25);
    b.klachten();
    for (naam, pad, verwacht) in &paginas {
        t.open(&b, pad);
        bekijk(&b, axe, naam, *verwacht, breed, &mut fouten);
    }
    t.meld_af(&b);
    // The same pages hold less for other roles, and some are not for them.
    for (wie, naam, pad, verwacht) in [
        ("inwoner", "geen-toegang", "/clienten", 403),
        ("inwoner", "overzicht-inwoner", "/", 200),
        ("aanbieder", "overzicht-aanbieder", "/", 200),
        ("aanbieder", "clienten-aanbieder", "/clienten", 200),
        ("controller", "overzicht-controller", "/", 200),
        ("inkoper", "overzicht-inkoper", "/", 200),
    ] {
        t.meld_aan(&b, wie);
        t.open(&b, pad);
        b.klachten();
        bekijk(&b, axe, naam, verwacht, breed, &mut fouten);
        t.meld_af(&b);
    }
    assert!(fouten.is_empty(), "{} fouten:\n{}", fouten.len(), fouten.join("\n"));
}

#[test]
fn planted_faults_are_seen() {
    if !chromium::is_er() {
        return;
    }
    let (t, b) = (toepassing(), Browser::start());
    t.open(&b, "/aanmelden");
    b.beeld(390, 844, "light");
    assert_eq!(b.js(OORDEEL)["fout"], json!([]));
    assert_eq!(b.js(UITSTEEK), json!(""));
    b.js("document.querySelector('main').insertAdjacentHTML('beforeend', '<h1 id=naam>Error</h1>\
         <p>2026-01-31, € 1,234.50 en € 12</p><p>overlegtafel-bwo-2016-06-30 en nota-2016-07-01</p><img src=/activa/x>');\
         const d = document.createElement('div'); d.style.width = '600px'; d.textContent = 'breed';\
         document.querySelector('main').append(d)");
    let fout = b.js(OORDEEL)["fout"].to_string();
    for wat in ["niet precies een h1", "dubbele id", "code: Error", "2026-01-31", "€ 1,234.50"] {
        assert!(fout.contains(wat), "{wat} niet in {fout}");
    }
    // a document may be named; a date behind any other word is a date
    assert!(fout.contains("2016-07-01") && !fout.contains("2016-06-30"), "{fout}");
    assert!(!fout.contains("€ 12"), "{fout}");
    assert!(b.js(UITSTEEK).as_str().unwrap().contains("DIV"));
    if let Some(axe) = chromium::axe() {
        b.js(&axe);
        let fout = b.js_later(AXE).to_string();
        assert!(fout.contains("image-alt"), "{fout}");
    }
}

#[test]
fn every_page_is_sound_on_a_wide_screen() {
    alle_paginas(1280);
}

#[test]
fn every_page_is_sound_on_a_phone() {
    alle_paginas(390);
}

#[test]
fn money_and_days_are_written_as_the_dutch_do() {
    if !chromium::is_er() {
        return;
    }
    let (t, b) = (toepassing(), Browser::start());
    t.meld_aan(&b, "backoffice");
    t.open(&b, "/betalingen");
    assert!(b.js(OORDEEL)["geld"].as_u64().unwrap() > 20, "er staan bedragen op de pagina");
    let tekst = b.lees("main");
    let cijfers = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    // a thousand with a point, cents after a comma
    let geld = tekst.split('€').skip(1).map(|d| d.split_whitespace().next().unwrap_or_default());
    assert!(
        geld.clone().any(|b| b.split_once(',').is_some_and(|(h, c)| {
            c.len() == 2 && cijfers(c) && h.split('.').count() > 1 && h.split('.').all(cijfers)
        })),
        "{:?}",
        geld.collect::<Vec<_>>()
    );
    let maanden = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september"];
    let maanden = maanden.iter().chain(&["oktober", "november", "december"]);
    t.open(&b, "/declaraties");
    let tekst = b.lees("main").to_lowercase();
    assert!(maanden.into_iter().any(|m| tekst.contains(m)), "{tekst}");
}
