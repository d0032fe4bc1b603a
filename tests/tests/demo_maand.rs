//! The month of the demo region, whole: every message valid, every cent accounted for, every number as published.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use app::vragen::monitor::{MonitorVraag, monitor};
use app::{Gebruiker, Rol};
use kern::Gemeentecode;
use ketentest::berichten::elementen;
use ketentest::boek::{self, getal, kluis, teksten, vraag};
use ketentest::{Gedaan, bestanden, maatwerk, overgeslagen, schema};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use store::{Db, inhoud};

const GEMEENTEN: [&str; 3] = ["0796", "1948", "0865"];

struct Maand {
    map: tempfile::TempDir,
    gedaan: Gedaan,
}

/// The month, filled once for all tests of this file.
fn maand() -> &'static Maand {
    static MAAND: OnceLock<Maand> = OnceLock::new();
    MAAND.get_or_init(|| {
        let map = ketentest::snelle_map();
        let gedaan =
            maatwerk(["demo", "--alleen-vullen", "--map"].map(Path::new).into_iter().chain([map.path()]))
                .start()
                .eind(std::time::Duration::from_mins(7));
        gedaan.eis(0);
        Maand { map, gedaan }
    })
}

impl Maand {
    fn pad(&self, naam: &str) -> PathBuf {
        self.map.path().join(naam)
    }
    fn regio(&self) -> Db {
        boek::open(&self.pad("maatwerk.db"))
    }
    fn aanbieders(&self) -> Db {
        boek::open(&self.pad("aanbieders.db"))
    }
}

#[test]
fn every_message_and_payment_file_is_valid() {
    let m = maand();
    let alle: Vec<PathBuf> = ["berichten", "historie"].iter().flat_map(|n| bestanden(&m.pad(n))).collect();
    assert!(alle.len() > 10_000, "{}", alle.len());
    if let Some(n) = schema::keur_berichten(&alle) {
        assert_eq!(n, alle.len());
    }
    for wacht in ["post/naar-aanbieders", "post/naar-gemeenten"] {
        assert_eq!(bestanden(&m.pad(wacht)), Vec::<PathBuf>::new(), "alle post is gelezen");
    }
    let betalingen = bestanden(&m.pad("betalingen"));
    assert_eq!(betalingen.len(), 12, "drie gemeenten, vier maanden");
    match std::env::var_os("MAATWERK_PAIN_XSD") {
        Some(xsd) if schema::xmllint_is_er() => {
            let fouten = schema::ongeldig(Path::new(&xsd), &betalingen);
            assert!(fouten.is_empty(), "{fouten:#?}");
        }
        _ => overgeslagen("het schema van pain.001.001.09 is er niet (MAATWERK_PAIN_XSD)"),
    }
}

#[test]
fn messages_of_the_month_are_accepted_and_only_claims_fall_out() {
    let m = maand();
    for db in [m.regio(), m.aanbieders()] {
        let vreemd = teksten(
            &db,
            "SELECT soort || ' ' || richting || ' ' || status || ' ' || CAST(COUNT(*) AS TEXT) FROM bericht \
             WHERE soort NOT IN ('WMO323', 'WMO325') AND status NOT IN ('goedgekeurd', 'bezorgd') \
             GROUP BY soort, richting, status",
        );
        assert_eq!(vreemd, Vec::<String>::new(), "wat heen ging, kwam goedgekeurd terug");
        let zonder = getal(&db, "SELECT COUNT(*) FROM bericht WHERE richting = 'uit' AND bezorgd_op IS NULL");
        assert_eq!(zonder, 0, "de uitbox is leeg");
        for (heen, terug) in [("WMO301", "WMO302"), ("WMO305", "WMO306"), ("WMO307", "WMO308")] {
            let tel = |s: &str| getal(&db, &format!("SELECT COUNT(*) FROM bericht WHERE soort = '{s}'"));
            assert!(tel(heen) > 0, "{heen}");
            assert_eq!(tel(heen), tel(terug), "op elke {heen} kwam een {terug}");
        }
    }
    let open = getal(&m.regio(), "SELECT COUNT(*) FROM toewijzing WHERE verzonden_in IS NULL");
    assert_eq!(open, 0, "elke toewijzing is verzonden");
}

/// What the watch on reaction times is found by is kept beside the facts; it must say the same as they do.
#[test]
fn the_watch_agrees_with_what_was_sent_and_reported() {
    let m = maand();
    for db in [m.regio(), m.aanbieders()] {
        let gemeld = "EXISTS (SELECT 1 FROM levering l WHERE l.gemeente = t.gemeente AND l.toewijzing = t.nummer \
                      AND l.verwijderd_door IS NULL AND l.soort =";
        for (wat, anders) in [
            ("niet gestart", format!("(t.gemeld = 'niet') = {gemeld} 'start')")),
            ("gestopt", format!("(t.gemeld IN ('tijdelijk', 'gestopt')) <> {gemeld} 'stop')")),
            ("verzonden", "(t.startterm IS NULL) <> (t.verzonden_in IS NULL)".to_owned()),
            ("begin", "t.startterm < t.ingangsdatum".to_owned()),
        ] {
            let n = getal(&db, &format!("SELECT COUNT(*) FROM toewijzing t WHERE {anders}"));
            assert_eq!(n, 0, "{wat}");
        }
        let soorten = teksten(&db, "SELECT DISTINCT gemeld FROM toewijzing ORDER BY gemeld");
        assert!(
            soorten.contains(&"gestopt".to_owned()) && soorten.contains(&"loopt".to_owned()),
            "{soorten:?}"
        );
    }
}

/// The amounts of a payment file: control sum, debtor account, and per creditor account its amount.
fn pain(pad: &Path) -> (i64, String, Vec<(String, i64)>) {
    let xml = std::fs::read_to_string(pad).unwrap();
    let cent = |t: &str| -> i64 {
        let (heel, deel) = t.split_once('.').unwrap();
        assert_eq!(deel.len(), 2, "{t}");
        heel.parse::<i64>().unwrap() * 100 + deel.parse::<i64>().unwrap()
    };
    let som = elementen(elementen(&xml, "GrpHdr")[0], "CtrlSum")[0];
    let van = elementen(elementen(&xml, "DbtrAcct")[0], "IBAN")[0];
    let naar = elementen(&xml, "CdtTrfTxInf")
        .into_iter()
        .map(|t| (elementen(t, "IBAN")[0].to_owned(), cent(elementen(t, "InstdAmt")[0])))
        .collect();
    (cent(som), van.to_owned(), naar)
}

#[test]
fn paid_is_approved_minus_counter_entries_minus_open_per_municipality_and_provider() {
    let m = maand();
    let db = m.regio();
    // gemeente, agb: approved debits, credits, open, paid by lines
    let stand = vraag(
        &db,
        "SELECT r.gemeente, r.agb, \
           CAST(SUM(CASE WHEN r.status = 1 AND r.bedrag > 0 THEN r.bedrag ELSE 0 END) AS BIGINT), \
           CAST(SUM(CASE WHEN r.status = 1 AND r.bedrag < 0 THEN -r.bedrag ELSE 0 END) AS BIGINT), \
           CAST(SUM(CASE WHEN r.status = 1 AND b.batch IS NULL THEN r.bedrag ELSE 0 END) AS BIGINT), \
           CAST(SUM(COALESCE(b.bedrag, 0)) AS BIGINT), \
           CAST(SUM(CASE WHEN b.batch IS NOT NULL AND (r.status <> 1 OR b.bedrag <> r.bedrag) THEN 1 ELSE 0 END) AS BIGINT) \
         FROM declaratieregel r LEFT JOIN betaalregel b \
           ON b.gemeente = r.gemeente AND b.bericht = r.bericht AND b.volgnr = r.volgnr \
         GROUP BY r.gemeente, r.agb ORDER BY 1, 2",
        |r| Ok((r.string(0)?, r.string(1)?, r.i64(2)?, r.i64(3)?, r.i64(4)?, r.i64(5)?, r.i64(6)?)),
    );
    assert!(stand.len() >= 60, "elke aanbieder in elke gemeente waar die werkt: {}", stand.len());
    let rekening: BTreeMap<String, String> =
        vraag(&db, "SELECT agb, iban FROM aanbieder", |r| Ok((r.string(0)?, r.string(1)?)))
            .into_iter()
            .collect();
    let van: BTreeMap<String, String> =
        vraag(&db, "SELECT code, iban FROM gemeente", |r| Ok((r.string(0)?, r.string(1)?)))
            .into_iter()
            .collect();
    // what the files say, per municipality and account
    let mut uit_bestand = BTreeMap::<(String, String), i64>::new();
    let (mut som_bestanden, mut gelezen) = (0, BTreeSet::new());
    for pad in bestanden(&m.pad("betalingen")) {
        let naam = pad.file_name().unwrap().to_string_lossy().into_owned();
        let g = naam.split('-').nth(1).unwrap().to_owned();
        let (som, debiteur, betalingen) = pain(&pad);
        assert_eq!(betalingen.iter().map(|b| b.1).sum::<i64>(), som, "{naam}");
        assert_eq!(debiteur, van[&g], "{naam}: van de eigen rekening");
        som_bestanden += som;
        for (iban, bedrag) in betalingen {
            assert!(bedrag > 0);
            *uit_bestand.entry((g.clone(), iban)).or_default() += bedrag;
        }
        gelezen.insert(naam);
    }
    let in_boek: BTreeSet<String> = teksten(&db, "SELECT bestand FROM betaalbatch").into_iter().collect();
    assert_eq!(in_boek, gelezen, "elke batch is een bestand en andersom");
    for (g, agb, goed, tegen, open, betaald, scheef) in &stand {
        assert_eq!(*scheef, 0, "{g} {agb}: een regel wordt heel en alleen na goedkeuring betaald");
        assert_eq!(goed - tegen - open, *betaald, "{g} {agb}");
        assert_eq!(*open, 0, "{g} {agb}: na de betaling van de maand staat niets open");
        let per_bestand = uit_bestand.remove(&(g.clone(), rekening[agb].clone())).unwrap_or(0);
        assert_eq!(per_bestand, *betaald, "{g} {agb}: het bestand zegt hetzelfde");
    }
    assert!(uit_bestand.is_empty(), "betaald zonder regels: {uit_bestand:?}");
    let boek = getal(&db, "SELECT CAST(SUM(bedrag) AS BIGINT) FROM betaalregel");
    assert!(boek > 100_000_000, "{boek}");
    assert_eq!(som_bestanden, boek);
    assert_eq!(boek, getal(&db, "SELECT CAST(SUM(bedrag) AS BIGINT) FROM betaling"));
    assert_eq!(boek, getal(&db, "SELECT CAST(SUM(bedrag) AS BIGINT) FROM betaalbatch"));
}

#[test]
fn paying_again_pays_nothing() {
    let m = maand();
    // a copy: other tests look at the same folder
    let map = ketentest::snelle_map();
    let kopie = map.path().join("kopie.db");
    let url = format!("sqlite://{}", m.pad("maatwerk.db").display());
    maatwerk(["--db", &url, "backup"].map(Path::new).into_iter().chain([kopie.as_path()])).doe().eis(0);
    let voor = boek::inhoud(&boek::open(&kopie));
    let url = format!("sqlite://{}", kopie.display());
    for g in GEMEENTEN {
        let uit = map.path().join("uit");
        let opdracht = [
            "--db",
            &url,
            "--json",
            "--vandaag",
            "2026-10-31",
            "betaal",
            "--gemeente",
            g,
            "--tot",
            "2026-10-31",
            "--uit",
        ];
        let gedaan = maatwerk(opdracht.map(Path::new).into_iter().chain([uit.as_path()])).doe();
        gedaan.eis(0);
        assert_eq!(gedaan.json()["batches"], serde_json::json!([]), "{g}");
        assert!(bestanden(&uit).is_empty());
    }
    let na = boek::inhoud(&boek::open(&kopie));
    assert!(boek::verschil(&voor, &na).is_empty(), "{:#?}", boek::verschil(&voor, &na));
}

#[test]
fn each_municipality_pays_for_its_own_residents_only() {
    let m = maand();
    let db = m.regio();
    let betaald = getal(&db, "SELECT COUNT(*) FROM betaalregel");
    let eigen = getal(
        &db,
        "SELECT COUNT(*) FROM betaalregel b \
         JOIN declaratieregel r ON r.gemeente = b.gemeente AND r.bericht = b.bericht AND r.volgnr = b.volgnr \
         JOIN client c ON c.gemeente = b.gemeente AND c.id = r.client \
         JOIN toewijzing t ON t.gemeente = b.gemeente AND t.nummer = r.toewijzing AND t.client = c.id AND t.agb = r.agb",
    );
    assert!(betaald > 9_000);
    assert_eq!(betaald, eigen);
    // the towns of the three municipalities, typed here
    let plaatsen = [
        ("0796", "'''s-Hertogenbosch','Rosmalen','Engelen','Empel'"),
        ("1948", "'Veghel','Schijndel','Sint-Oedenrode','Erp'"),
        ("0865", "'Vught','Cromvoirt','Helvoirt'"),
    ];
    for (g, namen) in plaatsen {
        let elders = getal(
            &db,
            &format!(
                "SELECT COUNT(*) FROM betaalregel b \
                 JOIN declaratieregel r ON r.gemeente = b.gemeente AND r.bericht = b.bericht AND r.volgnr = b.volgnr \
                 JOIN client c ON c.gemeente = r.gemeente AND c.id = r.client \
                 WHERE b.gemeente = '{g}' AND c.plaats NOT IN ({namen})"
            ),
        );
        assert_eq!(elders, 0, "{g}");
    }
}

/// Table 1 and 2 of the Meierij, per region, 's-Hertogenbosch, Meierijstad, Vught; typed from the document.
const CLIENTEN: [i64; 4] = [1751 + 693 + 318, 1751, 693, 318];
const GROOT: [usize; 4] = [2, 2, 1, 2];
const KLEIN: [usize; 4] = [28, 26, 21, 17];
const AANBIEDERS: [usize; 4] = [30, 28, 22, 19];
const PER_PRESTATIE: [(&str, [usize; 4]); 3] =
    [("IB", [26, 22, 20, 15]), ("DB", [22, 18, 13, 10]), ("KDV", [4, 3, 0, 1])];

/// Holds the published tables against rows (municipality, provider, kind or empty for all, clients).
fn als_de_tabellen(rijen: &[(String, String, String, i64)]) {
    for (k, g) in [None, Some("0796"), Some("1948"), Some("0865")].into_iter().enumerate() {
        let deel = || rijen.iter().filter(|r| g.is_none_or(|g| r.0 == g));
        let mut per_agb = BTreeMap::<&str, i64>::new();
        deel().filter(|r| r.2.is_empty()).for_each(|r| *per_agb.entry(&r.1).or_default() += r.3);
        let totaal: i64 = per_agb.values().sum();
        assert_eq!(totaal, CLIENTEN[k], "{g:?}");
        let groot = per_agb.values().filter(|n| **n * 100 > 15 * totaal).count();
        assert_eq!(
            (groot, per_agb.len() - groot, per_agb.len()),
            (GROOT[k], KLEIN[k], AANBIEDERS[k]),
            "{g:?}"
        );
        for (soort, verwacht) in PER_PRESTATIE {
            let n = deel().filter(|r| r.2 == soort && r.3 > 0).map(|r| &r.1).collect::<BTreeSet<_>>().len();
            assert_eq!(n, verwacht[k], "{soort} {g:?}");
        }
    }
}

#[test]
fn tables_1_and_2_come_out_of_the_database() {
    let m = maand();
    let db = m.regio();
    let bij = "FROM toewijzing t JOIN product p ON p.categorie = t.categorie AND p.code = t.code \
               WHERE t.ingangsdatum <= '2026-09-30' AND (t.einddatum IS NULL OR t.einddatum >= '2026-09-01')";
    let lees = |tekst: &str| vraag(&db, tekst, |r| Ok((r.string(0)?, r.string(1)?, r.string(2)?, r.i64(3)?)));
    let mut rijen =
        lees(&format!("SELECT t.gemeente, t.agb, '', COUNT(DISTINCT t.client) {bij} GROUP BY 1, 2"));
    rijen.extend(lees(&format!(
        "SELECT t.gemeente, t.agb, p.prestatie, COUNT(DISTINCT t.client) {bij} GROUP BY 1, 2, 3"
    )));
    als_de_tabellen(&rijen);
    let clienten =
        vraag(&db, "SELECT gemeente, COUNT(*) FROM client GROUP BY 1", |r| Ok((r.string(0)?, r.i64(1)?)));
    let clienten: BTreeMap<_, _> = clienten.into_iter().collect();
    assert_eq!(GEMEENTEN.map(|g| clienten[g]), [1751, 693, 318]);
}

#[test]
fn tables_1_and_2_come_out_of_the_monitor() {
    let m = maand();
    let wie = Gebruiker {
        id: 1,
        weergavenaam: "Proef".into(),
        rol: Rol::Controller,
        gemeenten: GEMEENTEN.iter().map(|g| Gemeentecode::parse(g).unwrap()).collect(),
        agb: None,
    };
    let vraag = MonitorVraag {
        van: jiff::civil::date(2026, 9, 1),
        tot: jiff::civil::date(2026, 9, 30),
        gemeente: None,
    };
    let uit = monitor(&m.regio(), &wie, &vraag).unwrap();
    let mut rijen: Vec<_> = uit
        .aanbieders
        .iter()
        .map(|r| (r.gemeente.to_string(), r.agb.to_string(), String::new(), r.clienten))
        .collect();
    rijen.extend(
        uit.inzet
            .iter()
            .map(|r| (r.gemeente.to_string(), r.agb.to_string(), r.prestatie.clone(), r.clienten)),
    );
    als_de_tabellen(&rijen);
    let clienten: BTreeMap<_, _> = uit.gemeenten.iter().map(|(g, _, n)| (g.to_string(), *n)).collect();
    assert_eq!(GEMEENTEN.map(|g| clienten[g]), [1751, 693, 318]);
    let (regels, af) = uit.afwijzing.iter().fold((0, 0), |(r, a), x| (r + x.regels, a + x.afgewezen));
    assert_eq!(
        (regels, af),
        (
            getal(&m.regio(), &format!("SELECT COUNT(*) FROM declaratieregel r {VAN_DE_MAAND}")),
            getal(
                &m.regio(),
                &format!("SELECT COUNT(*) FROM declaratieregel r {VAN_DE_MAAND} AND r.status = 0")
            ),
        ),
        "de cijfers over uitval zijn die van de regels"
    );
}

/// The lines of the claims over the month.
const VAN_DE_MAAND: &str = "JOIN declaratie d ON d.gemeente = r.gemeente AND d.bericht = r.bericht \
                            WHERE d.periode_van = '2026-09-01'";

#[test]
fn about_three_in_a_hundred_lines_fall_out_and_every_fault_occurs() {
    let m = maand();
    let db = m.regio();
    let alle = getal(&db, &format!("SELECT COUNT(*) FROM declaratieregel r {VAN_DE_MAAND}"));
    let af = getal(&db, &format!("SELECT COUNT(*) FROM declaratieregel r {VAN_DE_MAAND} AND r.status = 0"));
    assert!(alle > 2_762, "{alle}");
    assert!(af * 1000 >= 20 * alle && af * 1000 <= 45 * alle, "{af} van {alle}");
    let regels: BTreeSet<String> =
        teksten(&db, "SELECT DISTINCT regel FROM bevinding WHERE declaratieregel IS NOT NULL")
            .into_iter()
            .collect();
    for r in ["TR418", "TR338", "TR307", "TR389", "TR340", "TR308"] {
        assert!(regels.contains(r), "{r} komt niet voor: {regels:?}");
    }
    // a rejected line has a reason, a granted one has none
    let zonder = getal(
        &db,
        "SELECT COUNT(*) FROM declaratieregel r WHERE (r.status = 0) <> EXISTS (SELECT 1 FROM bevinding b \
         WHERE b.gemeente = r.gemeente AND b.bericht = r.bericht AND b.declaratieregel = r.volgnr)",
    );
    assert_eq!(zonder, 0);
    assert_eq!(getal(&db, "SELECT COUNT(*) FROM declaratieregel WHERE status NOT IN (0, 1)"), 0);
}

#[test]
fn both_books_hold_the_same_granted_lines_after_the_325() {
    let m = maand();
    let lees = |db: &Db| {
        vraag(
            db,
            &format!(
                "SELECT r.gemeente || '|' || r.agb || '|' || r.referentie || '|' || r.toewijzing || '|' || r.categorie \
                 || '|' || r.code || '|' || r.van || '|' || r.tot || '|' || r.volume, r.status, r.bedrag \
                 FROM declaratieregel r {VAN_DE_MAAND} ORDER BY 1, 2, 3"
            ),
            |r| Ok((r.string(0)?, r.i64(1)?, r.i64(2)?)),
        )
    };
    let (regio, aanbieders) = (lees(&m.regio()), lees(&m.aanbieders()));
    assert_eq!(regio.len(), aanbieders.len());
    for (r, a) in regio.iter().zip(&aanbieders) {
        assert_eq!(r, a);
    }
    let koppen = |db: &Db| {
        teksten(
            db,
            "SELECT gemeente || '|' || agb || '|' || nummer || '|' || ingediend || '|' || toegekend || '|' || regels || '|' \
             || regels_toegekend || '|' || status FROM declaratie WHERE periode_van = '2026-09-01' ORDER BY 1",
        )
    };
    let (regio, aanbieders) = (koppen(&m.regio()), koppen(&m.aanbieders()));
    assert!(regio.len() >= 60);
    assert_eq!(regio, aanbieders);
}

#[test]
fn raw_bytes_are_kept_and_are_those_of_the_file() {
    let m = maand();
    for db in [m.regio(), m.aanbieders()] {
        let rijen = vraag(&db, "SELECT gemeente, id, bestand, grootte FROM bericht", |r| {
            Ok((r.string(0)?, r.i64(1)?, r.string(2)?, r.i64(3)?))
        });
        assert!(rijen.len() > 10_000);
        for (g, id, bestand, grootte) in rijen {
            let op_schijf =
                ["berichten", "historie"].iter().find_map(|n| std::fs::read(m.pad(n).join(&bestand)).ok());
            let mut in_boek = Vec::new();
            db.read(|tx| {
                let mut lezer = inhoud::lees(tx, &kluis(), Gemeentecode::parse(&g).unwrap(), id)?;
                lezer.read_to_end(&mut in_boek).unwrap();
                Ok::<_, store::StoreFout>(())
            })
            .unwrap();
            assert_eq!(i64::try_from(in_boek.len()).unwrap(), grootte, "{bestand}");
            assert!(op_schijf.as_deref() == Some(&in_boek[..]), "{bestand}: niet de bytes van het bestand");
        }
    }
}

#[test]
fn no_bsn_can_be_read_in_a_database_in_output_or_in_a_file_name() {
    let m = maand();
    let db = m.regio();
    let bsns: BTreeSet<[u8; 9]> = vraag(&db, "SELECT gemeente, id, bsn FROM client", |r| {
        let bsn = kluis().ontsleutel_bsn(
            Gemeentecode::parse(r.text(0)?).unwrap(),
            "client",
            &[r.i64(1)?],
            r.blob(2)?,
        )?;
        Ok(bsn.cijfers().as_bytes().try_into().unwrap())
    })
    .into_iter()
    .collect();
    assert_eq!(bsns.len(), 2762);
    // In the raw bytes of a database two AGB codes beside each other look like some of the BSNs; those few are
    // looked for below, column by column.
    let agbs: BTreeSet<[u8; 8]> =
        teksten(&db, "SELECT agb FROM aanbieder").iter().map(|a| a.as_bytes().try_into().unwrap()).collect();
    let ruw: BTreeSet<[u8; 9]> = bsns.iter().filter(|b| !agbs.contains(&b[..8])).copied().collect();
    assert!(ruw.len() > 2_700);
    let staat_in = |reeks: &BTreeSet<[u8; 9]>, bytes: &[u8]| {
        bytes.windows(9).any(|w| <&[u8; 9]>::try_from(w).is_ok_and(|w| reeks.contains(w)))
    };
    let eerste = |bytes: &[u8]| staat_in(&ruw, bytes);
    for db in [m.regio(), m.aanbieders()] {
        for (tabel, rijen) in boek::inhoud(&db) {
            let rij = rijen.iter().find(|r| staat_in(&bsns, r.as_bytes()));
            assert_eq!(rij, None, "{tabel}");
        }
    }
    // the test can fail: a message does hold one
    let gevonden = bestanden(&m.pad("berichten"))
        .iter()
        .take(100)
        .filter(|p| eerste(&std::fs::read(p).unwrap()))
        .count();
    assert!(gevonden > 50, "{gevonden}");
    for naam in ["maatwerk.db", "aanbieders.db"] {
        for staart in ["", "-wal", "-shm"] {
            let pad = m.pad(&format!("{naam}{staart}"));
            if pad.exists() {
                assert!(!eerste(&std::fs::read(&pad).unwrap()), "{}", pad.display());
            }
        }
    }
    for bytes in [&m.gedaan.uit, &m.gedaan.fout] {
        assert!(!eerste(bytes.as_bytes()), "{bytes}");
    }
    for p in bestanden(m.map.path()) {
        assert!(!eerste(p.to_string_lossy().as_bytes()), "{}", p.display());
    }
    for p in bestanden(&m.pad("betalingen")) {
        assert!(!eerste(&std::fs::read(&p).unwrap()), "{}", p.display());
    }
}

#[test]
fn the_event_log_is_whole() {
    let m = maand();
    for naam in ["maatwerk.db", "aanbieders.db"] {
        let url = format!("sqlite://{}", m.pad(naam).display());
        let gedaan = maatwerk(["--db", &url, "--json", "audit", "controleer"]).doe();
        gedaan.eis(0);
        let json = gedaan.json();
        assert_eq!(json.as_array().unwrap().len(), 3);
        assert!(json.as_array().unwrap().iter().all(|g| g["klopt"] == true), "{json}");
    }
    assert!(getal(&m.regio(), "SELECT COUNT(*) FROM gebeurtenis") > 5_000);
}

#[test]
fn the_same_seed_gives_the_same_books() {
    let map = ketentest::snelle_map();
    let lees = |n: &str| {
        let d = map.path().join(n);
        maatwerk(
            ["demo", "--alleen-vullen", "--deel", "20", "--vandaag", "2026-10-17", "--map"]
                .map(Path::new)
                .into_iter()
                .chain([d.as_path()]),
        )
        .doe()
        .eis(0);
        ["maatwerk.db", "aanbieders.db"].map(|b| boek::inhoud(&boek::open(&d.join(b))))
    };
    let (een, twee) = (lees("een"), lees("twee"));
    assert!(een[0]["declaratieregel"].len() > 400);
    for (a, b) in een.iter().zip(&twee) {
        assert!(boek::verschil(a, b).is_empty(), "{:#?}", boek::verschil(a, b));
    }
    assert_eq!(
        ketentest::vingerafdruk(&map.path().join("een")),
        ketentest::vingerafdruk(&map.path().join("twee")),
        "en dezelfde bestanden"
    );
}
