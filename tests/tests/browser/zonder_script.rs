//! With script switched off in the browser: everything works, nothing waits for it.

use crate::chromium::{self, Browser};
use crate::toepassing::toepassing;

#[test]
fn everything_works_without_script() {
    if !chromium::is_er() {
        return;
    }
    let (t, b) = (toepassing(), Browser::zonder_script());
    b.beeld(1280, 900, "light");
    // proof that the setting holds: a page that would change itself does not
    b.ga("data:text/html,<title>stil</title><p>stil</p><script>document.querySelector('p').textContent='luid'</script>");
    assert_eq!(b.lees("p"), "stil");

    t.meld_aan(&b, "backoffice");
    b.volg(".zij .breed a[href='/clienten']");
    assert_eq!(t.pad(&b), "/clienten");
    let eerste = b.alle("tbody th a", "href");
    assert_eq!(eerste.len(), 50);

    b.volg("a.sorteer[href*='sorteer=geboortedatum']");
    let op_leeftijd = b.alle("tbody th a", "href");
    assert_ne!(op_leeftijd, eerste);
    let data = b.alle("tbody td[data-kop=Geboren] time", "dateTime");
    assert!(data.len() == 50 && data.is_sorted(), "{data:?}");

    b.volg("a[rel=next]");
    let verder = b.alle("tbody td[data-kop=Geboren] time", "dateTime");
    assert!(verder[0] >= data[49] && verder.is_sorted(), "{verder:?}");

    b.vul("#f-zoek", "zzzzzz");
    b.volg("main form.filter button");
    assert!(b.lees("main").contains("Geen cliënt gevonden"));

    t.open(&b, "/berichten");
    b.klik("#f-soort option[value=WMO323]");
    b.volg("main form.filter button");
    assert!(t.pad(&b).contains("soort=WMO323"), "{}", t.pad(&b));
    let soorten = b.alle("tbody th a", "textContent");
    assert!(!soorten.is_empty() && soorten.iter().all(|s| s.starts_with("WMO323")), "{soorten:?}");

    // the menus open, the explanation of a line unfolds
    b.klik(".menu.rechts summary");
    assert!(b.lees(".menu.rechts .lade").contains("Afmelden"));
    b.volg(".menu.rechts .lade button");
    assert_eq!(t.pad(&b), "/aanmelden");
    t.open(&b, "/clienten");
    assert!(t.pad(&b).starts_with("/aanmelden"), "{}", t.pad(&b));
}
