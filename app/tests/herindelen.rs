//! A reorganisation on a real book: a dry run changes nothing, nothing is lost, doing it again does nothing more, and it is
//! taken back whole until a message has left.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use app::herindelen::{Rapport, maak_ongedaan, voer_uit, zoek};
use app::{AppFout, Omgeving};
use jiff::civil::date;
use kern::Gemeentecode;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use store::proef::Proef;
use store::{Sql, sql_tekst};

const X: &str = "41410002";
const HERINDELING: &str = "haaren-2021";
/// Numbers that pass the elfproef, none of a real person.
const BSN: [&str; 8] =
    ["999900006", "999900018", "999900031", "999900043", "999900055", "999900067", "999900079", "999900080"];
/// Where each lives; the last two in Vught already, one of them with the BSN of the first.
const PLAATS: [&str; 7] = ["Helvoirt", "HELVOIRT", "Esch", "Helvoirt", "Nergens", "Helvoirt", "Helvoirt"];

fn g(c: &str) -> Gemeentecode {
    Gemeentecode::parse(c).unwrap()
}

struct Boek {
    proef: Proef,
    o: Omgeving,
}

impl Boek {
    fn nieuw() -> Self {
        let proef = Proef::sqlite();
        let db = proef.db().clone();
        let kluis = db.kluis().unwrap();
        let vandaag = date(2020, 12, 10);
        let nu = vandaag.at(11, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
        let o = Omgeving { db, kluis, vandaag, nu, wie: "proef".into() };
        let mut c = String::from(
            "bsn,gemeente,geboortedatum,geslacht,achternaam,voorvoegsel,voorletters,straat,huisnummer,postcode,plaats\n",
        );
        for (i, (b, p)) in BSN.iter().zip(PLAATS).enumerate() {
            writeln!(c, "{b},0788,1950-02-03,2,Proef{i},van,A,Kade,{i},5268AA,{p}").unwrap();
        }
        // the first is a client of Vught too, and there is another
        writeln!(c, "{},0865,1950-02-03,2,Proef0,van,A,Markt,1,5261AA,Vught", BSN[0]).unwrap();
        writeln!(c, "{},0865,1950-02-03,2,Anders,,B,Markt,2,5261AA,Vught", BSN[7]).unwrap();
        let mut t = String::from(
            "toewijzingnummer,bsn,gemeente,agb,productcategorie,productcode,toewijzingsdatum,ingangsdatum,einddatum,volume,eenheid,frequentie,budget_cent,reden_wijziging\n",
        );
        for (nummer, wie, code, van, tot, volume, freq) in [
            (1, 0, "02A01", "2020-03-01", "", 10, 4),
            (2, 0, "02A02", "2019-03-01", "2020-12-31", 10, 4),
            (3, 1, "02A01", "2020-07-01", "2021-06-30", 365, 6),
            (4, 2, "02A01", "2020-03-01", "", 10, 4),
            (5, 3, "02A01", "2021-02-01", "", 10, 4),
            (6, 4, "02A01", "2020-03-01", "", 10, 4),
        ] {
            writeln!(
                t,
                "{nummer},{},0788,{X},02,{code},2020-02-01,{van},{tot},{volume},04,{freq},,",
                BSN[wie]
            )
            .unwrap();
        }
        writeln!(t, "1,{},0865,{X},02,02A01,2020-02-01,2020-03-01,,10,04,4,,", BSN[7]).unwrap();
        let contracten = format!(
            "gemeente,agb,productcategorie,productcode,eenheid,tarief_cent,geldig_vanaf,geldig_tot\n\
             0788,{X},02,02A01,04,5000,2019-01-01,2021-12-31\n0788,{X},02,02A02,04,6000,2019-01-01,2020-12-31\n"
        );
        let aanbieders = format!("agb,naam,iban\n{X},Zorg,NL91ABNA0417164300\n");
        let boek = Self { proef, o };
        for (naam, inhoud) in
            [("aanbieders", aanbieders), ("contracten", contracten), ("clienten", c), ("toewijzingen", t)]
        {
            let pad = boek.proef.map().unwrap().join(format!("{naam}.csv"));
            std::fs::write(&pad, inhoud).unwrap();
            app::importeer::importeer(&boek.o, &[&pad]).unwrap();
        }
        // both lines were made under what came with the program
        boek.doe(sql_tekst!("KV", "UPDATE contractregel SET kader = 'meierij-2020', kaderversie = 0"));
        // what was imported was sent, but for the last
        boek.doe(sql_tekst!(
            "V",
            "UPDATE toewijzing SET verzonden_in = 1 WHERE gemeente = '0788' AND nummer < 6"
        ));
        boek.doe(sql_tekst!("V2", "UPDATE toewijzing SET verzonden_in = 1 WHERE gemeente = '0865'"));
        boek.doe(sql_tekst!(
            "B",
            "INSERT INTO beschikking (gemeente, id, client, melding, besluit_op, aard, intensiteit, categorie, code, ingangsdatum)
             SELECT gemeente, 9, client, 8, '2020-02-01', 'IB', '10 uur', '02', '02A01', '2020-03-01'
             FROM toewijzing WHERE gemeente = '0788' AND nummer = 1"
        ));
        boek.doe(sql_tekst!(
            "B2",
            "UPDATE toewijzing SET beschikking = 9 WHERE gemeente = '0788' AND nummer = 1"
        ));
        boek.doe(sql_tekst!(
            "M",
            "INSERT INTO melding (gemeente, id, client, ontvangen_op)
             SELECT gemeente, 8, client, '2020-12-01' FROM toewijzing WHERE gemeente = '0788' AND nummer = 1"
        ));
        boek
    }

    fn doe(&self, sql: Sql) {
        self.o.db.write(|tx| tx.execute(sql, &[]).map(drop)).unwrap();
    }

    fn rijen(&self, sql: Sql) -> Vec<String> {
        self.o.db.read(|tx| tx.query_alle(sql, &[], |r| r.string(0))).unwrap()
    }

    fn voer_uit(&self, proef: bool) -> Rapport {
        self.met(&["0788", "0865"], proef).unwrap()
    }

    fn met(&self, gemeenten: &[&str], proef: bool) -> Result<Rapport, AppFout> {
        let gemeenten: Vec<_> = gemeenten.iter().map(|c| g(c)).collect();
        voer_uit(&self.o, zoek(HERINDELING).unwrap(), &gemeenten, proef, |_| ())
    }

    fn terug(&self) -> Result<(u64, u64), String> {
        maak_ongedaan(&self.o, zoek(HERINDELING).unwrap(), &[g("0788"), g("0865")]).map_err(|f| f.to_string())
    }

    /// Everything that counts, but not the log and the counters.
    fn stand(&self) -> BTreeMap<&'static str, Vec<String>> {
        let mut uit = BTreeMap::new();
        for (naam, sql) in [
            ("client", sql_tekst!("C", "SELECT gemeente || id || hex(bsn_zoek) || plaats FROM client ORDER BY 1")),
            ("melding", sql_tekst!("M", "SELECT gemeente || id || '-' || client || ontvangen_op FROM melding ORDER BY 1")),
            (
                "beschikking",
                sql_tekst!("B", "SELECT gemeente || id || '-' || client || COALESCE(melding, '') || ingangsdatum FROM beschikking ORDER BY 1"),
            ),
            (
                "toewijzing",
                sql_tekst!(
                    "T",
                    "SELECT gemeente || ' ' || nummer || ' ' || client || ' ' || COALESCE(beschikking, '-') || ' ' || toewijzingsdatum
                     || COALESCE(toewijzingstijd, '') || ' ' || ingangsdatum || ' ' || COALESCE(einddatum, '') || ' ' || volume || ' '
                     || COALESCE(reden_wijziging, '-') || ' ' || COALESCE(verzonden_in, '-') FROM toewijzing ORDER BY 1"
                ),
            ),
            (
                "contractregel",
                sql_tekst!("K", "SELECT gemeente || code || geldig_vanaf || COALESCE(geldig_tot, '') || tarief || COALESCE(kader, '-') || COALESCE(kaderversie, '-') FROM contractregel ORDER BY 1"),
            ),
            ("herindeelregel", sql_tekst!("H", "SELECT soort || sleutel FROM herindeelregel ORDER BY 1")),
        ] {
            uit.insert(naam, self.rijen(sql));
        }
        uit
    }
}

/// Assignments without when they were settled, which differs.
const KORT: Sql = sql_tekst!(
    "K",
    "SELECT gemeente || ' ' || ingangsdatum || '/' || COALESCE(einddatum, '') || ' ' || volume || ' ' || COALESCE(reden_wijziging, '-')
     || ' ' || COALESCE(verzonden_in, '-') FROM toewijzing WHERE gemeente || nummer <> '08651' ORDER BY gemeente, nummer"
);

/// Everyone lives in the part that goes to Vught.
const WOON: Sql = sql_tekst!("W", "UPDATE client SET plaats = 'Helvoirt' WHERE gemeente = '0788'");
/// A version of a framework that Haaren published, and its contract lines under it.
const VERSIE: Sql = sql_tekst!(
    "KV",
    "INSERT INTO kaderversie (gemeente, kader, nummer, ingang, geldig_vanaf, geldig_tot, sha256, grond, maker, maker_naam, gemaakt_op,
     toelichting) VALUES ('0788', 'haaren-2020', 3, '2020-01-01', '2020-01-01', NULL, 'aa', 0, 1, 'M', '2020-01-01', 'proef')"
);
const ONDER: Sql = sql_tekst!(
    "KO",
    "UPDATE contractregel SET kader = 'haaren-2020', kaderversie = 3 WHERE gemeente = '0788'"
);

#[test]
fn a_dry_run_tells_what_it_would_do_and_changes_nothing() {
    let b = Boek::nieuw();
    let voor = b.stand();
    let r = b.voer_uit(true);
    assert_eq!(b.stand(), voor);
    let d = &r.delen[0];
    assert_eq!(
        (d.plaatsen.as_str(), d.cijfers.clienten, d.cijfers.samen, d.cijfers.meldingen, d.cijfers.besluiten),
        ("Helvoirt", 5, 1, 1, 1)
    );
    assert_eq!((d.cijfers.na.toewijzingen, d.cijfers.contracten, d.cijfers.zonder_contract), (3, 1, 0));
    assert!(r.klopt());
    // Boxtel does not work in this book; who lives nowhere is named
    assert_eq!((r.delen[2].naar, r.delen[2].in_boek, r.delen[2].buiten_boek), (g("0757"), false, 1));
    assert_eq!((r.geweigerd, r.gesloten), (1, 0));
    assert!(r.weigeringen[0].reden.contains("woonplaats"), "{:?}", r.weigeringen);
    let (tekst, json) = (r.tekst(), r.json());
    assert!(
        tekst.contains("volumes voor en na zijn gelijk")
            && tekst.contains("gemeente 0757 werkt niet in dit boek"),
        "{tekst}"
    );
    assert_eq!(
        (&json["proef"], &json["delen"][0]["na"]["omvang"][0]["volume"]),
        (&true.into(), &"20".into()),
        "{json}"
    );
    assert!(!BSN.iter().any(|b| tekst.contains(b) || json.to_string().contains(b)));
    // and the run does just that
    let echt = b.voer_uit(false);
    assert_eq!((echt.delen, echt.geweigerd), (r.delen, 1));
}

#[test]
fn it_goes_over_once_and_nothing_is_lost() {
    let b = Boek::nieuw();
    b.voer_uit(false);
    assert_eq!(
        b.rijen(KORT),
        [
            "0788 2020-03-01/2020-12-31 10 11 -",
            "0788 2019-03-01/2020-12-31 10 - 1",
            "0788 2020-07-01/2020-12-31 184 11 -",
            "0788 2020-03-01/ 10 - 1",
            "0788 2021-02-01/2021-02-01 10 13 -",
            "0788 2020-03-01/ 10 - -",
            "0865 2021-01-01/ 10 - -",
            "0865 2021-01-01/2021-06-30 181 - -",
            "0865 2021-02-01/ 10 - -",
        ]
    );
    // the decision came along, the melding went
    assert_eq!(
        b.rijen(sql_tekst!("B", "SELECT t.gemeente || b.gemeente FROM toewijzing t JOIN beschikking b ON b.gemeente = t.gemeente AND b.id = t.beschikking ORDER BY 1")),
        ["07880788", "08650865"]
    );
    assert_eq!(b.rijen(sql_tekst!("M", "SELECT gemeente || ontvangen_op FROM melding")), ["08652020-12-01"]);
    // who was a client there stays one client
    assert_eq!(
        b.rijen(sql_tekst!("C", "SELECT gemeente || COUNT(*) FROM client GROUP BY gemeente ORDER BY 1")),
        ["07887", "08656"]
    );
    assert_eq!(
        b.rijen(sql_tekst!("K", "SELECT gemeente || code || geldig_vanaf || geldig_tot || tarief || kader || kaderversie FROM contractregel WHERE gemeente = '0865'")),
        ["086502A012021-01-012021-12-315000meierij-20200"]
    );
    assert_eq!(
        b.rijen(sql_tekst!("L", "SELECT gemeente || soort || COUNT(*) FROM gebeurtenis WHERE soort LIKE 'cli%over%' GROUP BY gemeente, soort ORDER BY 1")),
        ["0788cliënt overgedragen5", "0865cliënt overgenomen5"]
    );
    // again: nothing more
    let stand = b.stand();
    let r = b.voer_uit(false);
    assert_eq!(
        (r.delen[0].cijfers.clienten, r.delen[0].cijfers.al, r.delen[0].cijfers.na.toewijzingen),
        (0, 5, 0)
    );
    assert_eq!(b.stand(), stand);
    // what was added here since goes over with the next run
    b.doe(sql_tekst!(
        "N",
        "INSERT INTO toewijzing (gemeente, nummer, client, agb, categorie, code, toewijzingsdatum, ingangsdatum, volume, eenheid, frequentie)
         SELECT gemeente, 70, client, agb, categorie, '02A02', '2020-12-11', '2020-12-15', 4, '04', '4' FROM toewijzing
         WHERE gemeente = '0788' AND nummer = 3"
    ));
    let r = b.voer_uit(false);
    assert_eq!(
        (r.delen[0].cijfers.clienten, r.delen[0].cijfers.na.toewijzingen, r.delen[0].cijfers.zonder_contract),
        (0, 1, 1)
    );
}

#[test]
fn when_everyone_has_gone_the_contracts_of_the_municipality_end() {
    let b = Boek::nieuw();
    b.doe(WOON);
    let voor = b.stand();
    // the other line ends on its own on the last day
    assert_eq!(b.voer_uit(true).gesloten, 1);
    assert_eq!(b.voer_uit(false).gesloten, 1);
    let sql = sql_tekst!(
        "K",
        "SELECT code || geldig_tot || kader || kaderversie FROM contractregel WHERE gemeente = '0788' ORDER BY 1"
    );
    assert_eq!(b.rijen(sql), ["02A012020-12-31meierij-20200", "02A022020-12-31meierij-20200"]);
    assert_eq!(b.voer_uit(false).gesloten, 0, "they were closed already");
    assert_eq!(b.terug(), Ok((7, 5)));
    assert_eq!(b.stand(), voor);
}

#[test]
fn it_is_taken_back_whole_until_a_message_has_left_or_something_was_added() {
    let b = Boek::nieuw();
    let voor = b.stand();
    assert!(b.terug().unwrap_err().contains("niet uitgevoerd"));
    b.voer_uit(false);
    assert_eq!(b.terug(), Ok((5, 3)));
    assert_eq!(b.stand(), voor);
    for (doe, ongedaan, deel) in [
        (
            sql_tekst!("S1", "UPDATE toewijzing SET verzonden_in = 5 WHERE gemeente = '0788' AND nummer = 3"),
            sql_tekst!(
                "S2",
                "UPDATE toewijzing SET verzonden_in = NULL WHERE gemeente = '0788' AND nummer = 3"
            ),
            "verstuurd",
        ),
        (
            sql_tekst!(
                "S3",
                "UPDATE toewijzing SET verzonden_in = 5 WHERE gemeente = '0865' AND volume = 181"
            ),
            sql_tekst!(
                "S4",
                "UPDATE toewijzing SET verzonden_in = NULL WHERE gemeente = '0865' AND volume = 181"
            ),
            "verstuurd",
        ),
        (
            sql_tekst!(
                "S5",
                "UPDATE toewijzing SET reden_wijziging = '05' WHERE gemeente = '0865' AND volume = 181"
            ),
            sql_tekst!(
                "S6",
                "UPDATE toewijzing SET reden_wijziging = NULL WHERE gemeente = '0865' AND volume = 181"
            ),
            "gewijzigd",
        ),
        (
            sql_tekst!(
                "S7",
                "INSERT INTO melding (gemeente, id, client, ontvangen_op) SELECT '0865', 99, client, '2021-01-03' FROM toewijzing WHERE gemeente = '0865' AND volume = 181"
            ),
            sql_tekst!("S8", "DELETE FROM melding WHERE id = 99"),
            "toegevoegd",
        ),
    ] {
        b.voer_uit(false);
        let stand = b.stand();
        b.doe(doe);
        assert!(b.terug().unwrap_err().contains(deel), "{doe:?}");
        b.doe(ongedaan);
        assert_eq!(b.stand(), stand, "{doe:?}: a refusal changes nothing");
        b.terug().unwrap();
        assert_eq!(b.stand(), voor);
    }
}

#[test]
fn what_cannot_go_over_stays_whole_and_is_named() {
    let b = Boek::nieuw();
    // claimed after the day, on one of two assignments of the same client
    b.doe(sql_tekst!(
        "D",
        "INSERT INTO declaratieregel (gemeente, bericht, volgnr, status, agb, client, client_nr, prestatie_nr, referentie, toewijzing,
         categorie, code, van, tot, volume, eenheid, bedrag) SELECT '0788', 3, 1, 1, agb, client, 1, 1, 'R1', nummer, categorie, code,
         '2021-01-01', '2021-01-31', 5, '04', 100 FROM toewijzing WHERE gemeente = '0788' AND nummer = 1"
    ));
    let r = b.voer_uit(false);
    assert_eq!(r.delen[0].cijfers.clienten, 4);
    let w = r.weigeringen.iter().find(|w| w.toewijzing == Some(1)).unwrap();
    assert!(w.reden.contains("gedeclareerd"), "{}", w.reden);
    assert_eq!(
        b.rijen(sql_tekst!("M", "SELECT gemeente FROM melding")),
        ["0788"],
        "nothing of this client went"
    );
    // an assignment there that covers the same days
    let b = Boek::nieuw();
    b.doe(sql_tekst!(
        "O",
        "INSERT INTO toewijzing (gemeente, nummer, client, agb, categorie, code, toewijzingsdatum, ingangsdatum, volume, eenheid, frequentie)
         SELECT '0865', 50, c.id, '41410002', '02', '02A01', '2020-12-01', '2020-12-01', 4, '04', '4' FROM client c
         WHERE c.gemeente = '0865' AND c.straat = 'Markt' AND c.huisnummer = '1'"
    ));
    assert_eq!(b.voer_uit(false).delen[0].cijfers.clienten, 4);
}

#[test]
fn a_municipality_that_is_not_yours_stays_out_of_it() {
    let b = Boek::nieuw();
    let voor = b.stand();
    let r = b.met(&["0788"], false).unwrap();
    assert_eq!((r.delen[0].cijfers.clienten, r.delen[0].buiten_boek), (0, 5));
    assert_eq!(b.stand(), voor);
    assert!(b.met(&["0865"], false).unwrap_err().to_string().contains("0788 staat niet in dit boek"));
    b.voer_uit(false);
    let h = zoek(HERINDELING).unwrap();
    let fout = maak_ongedaan(&b.o, h, &[g("0788")]).unwrap_err().to_string();
    assert!(fout.contains("0865, die niet van u is"), "{fout}");
    assert!(zoek("nergens").unwrap_err().to_string().contains(HERINDELING));
}

#[test]
fn a_line_goes_along_with_its_version_or_not_at_all() {
    let neem = |sha: Sql| {
        let b = Boek::nieuw();
        b.doe(VERSIE);
        b.doe(ONDER);
        b.doe(sha);
        let r = b.voer_uit(false);
        let mee = b
            .rijen(sql_tekst!("K", "SELECT kader || kaderversie FROM contractregel WHERE gemeente = '0865'"));
        (r, mee)
    };
    // the same number with the same text: the reference holds there too
    let (r, mee) = neem(sql_tekst!(
        "A",
        "INSERT INTO kaderversie SELECT '0865', kader, nummer, ingang, geldig_vanaf, geldig_tot, sha256, grond, maker, maker_naam,
         gemaakt_op, toelichting FROM kaderversie"
    ));
    assert_eq!((r.delen[0].cijfers.clienten, mee), (5, vec!["haaren-20203".to_owned()]));
    // the same number with another text, or none: it would say something that nobody agreed
    for anders in [
        sql_tekst!(
            "B",
            "INSERT INTO kaderversie SELECT '0865', kader, nummer, ingang, geldig_vanaf, geldig_tot, 'bb', grond, maker, maker_naam,
             gemaakt_op, toelichting FROM kaderversie"
        ),
        sql_tekst!("C", "UPDATE kaderversie SET grond = 0"),
    ] {
        let (r, mee) = neem(anders);
        assert!(mee.is_empty());
        // who has no running assignment needs no contract
        assert_eq!((r.delen[0].cijfers.clienten, r.delen[0].cijfers.contracten), (2, 0));
        let reden = &r.weigeringen.iter().find(|w| w.toewijzing == Some(1)).unwrap().reden;
        assert!(reden.contains("versie 3 van kader haaren-2020") && reden.contains("gemeente 0865"), "{reden}");
        assert_eq!(r.gesloten, 0);
    }
    // with a line of its own there is nothing to refer to
    let b = Boek::nieuw();
    b.doe(VERSIE);
    b.doe(ONDER);
    b.doe(sql_tekst!(
        "E",
        "INSERT INTO contractregel SELECT '0865', agb, categorie, code, eenheid, geldig_vanaf, geldig_tot, '5100', NULL, NULL
         FROM contractregel WHERE code = '02A01'"
    ));
    let r = b.voer_uit(false);
    assert_eq!((r.delen[0].cijfers.clienten, r.delen[0].cijfers.contracten), (5, 0));
}

#[test]
fn the_value_in_a_year_is_told_per_provider_before_and_after() {
    let b = Boek::nieuw();
    b.doe(sql_tekst!(
        "E",
        "INSERT INTO contractregel SELECT '0865', agb, categorie, code, eenheid, '2021-01-01', NULL, '5100.5', NULL, NULL
         FROM contractregel WHERE code = '02A01'"
    ));
    let r = b.voer_uit(true);
    let w = r.delen[0].cijfers.jaarwaarde();
    // two of ten hours a month; the third is a total, which is divided
    assert_eq!((w.toewijzingen, w.eenmalig, w.zonder_voor, w.zonder_na), (2, 1, 0, 0));
    assert_eq!((w.voor.to_string(), w.na.normalize().to_string()), ("1200000".into(), "1224120".into()));
    let json = r.json();
    let p = &json["delen"][0]["per_aanbieder"][0];
    assert_eq!((&p["aanbieder"], &p["voor_cent_per_jaar"]), (&X.into(), &1_200_000.into()), "{json}");
    assert!(r.tekst().contains("12.000,00 per jaar voor"), "{}", r.tekst());
    // without a price it is said
    b.doe(sql_tekst!("D", "DELETE FROM contractregel"));
    let w = b.voer_uit(true).delen[0].cijfers.jaarwaarde();
    assert_eq!((w.voor, w.zonder_voor, w.zonder_na), (kern::Decimaal::ZERO, 2, 2));
}

#[test]
fn what_never_left_and_begins_later_moves_whole_and_comes_back_whole() {
    let b = Boek::nieuw();
    b.doe(sql_tekst!(
        "N",
        "UPDATE toewijzing SET verzonden_in = NULL, beschikking = 9 WHERE gemeente = '0788' AND nummer = 5"
    ));
    b.doe(sql_tekst!("B", "UPDATE beschikking SET client = (SELECT client FROM toewijzing WHERE gemeente = '0788' AND nummer = 5)"));
    let voor = b.stand();
    b.voer_uit(false);
    let over = b.rijen(KORT);
    assert!(!over.iter().any(|r| r.starts_with("0788 2021")), "nothing to take back: {over:?}");
    assert!(over.iter().any(|r| r == "0865 2021-02-01/ 10 - -"), "{over:?}");
    assert_eq!(b.terug(), Ok((5, 3)));
    assert_eq!(b.stand(), voor);
}

#[test]
fn taking_back_is_refused_when_something_that_never_left_was_changed() {
    use app::wijzigen::{Wijziging, wijzig};
    let later = |b: &Boek| Omgeving { vandaag: date(2020, 12, 11), ..b.o.clone() };
    // there: a new amount from a day on, so a second assignment that the reorganisation knows nothing of
    let b = Boek::nieuw();
    b.voer_uit(false);
    let nummer = b.rijen(sql_tekst!("N", "SELECT CAST(nummer AS TEXT) FROM toewijzing WHERE gemeente = '0865' AND volume = 10 AND ingangsdatum = '2021-02-01'"));
    let nummer: i64 = nummer[0].parse().unwrap();
    let t = b.o.db.read(|tx| app::wijzigen::lees(tx, g("0865"), nummer)).unwrap().unwrap();
    let wens = toewijzing::Wens {
        vanaf: date(2021, 3, 1),
        einddatum: t.einddatum,
        omvang: t.omvang.map(|o| toewijzing::Omvang { volume: 12, ..o }),
        budget: None,
        reden: toewijzing::RedenWijziging::Verkorting,
    };
    wijzig(&later(&b), g("0865"), nummer, &Wijziging::Aanpassen(wens)).unwrap().unwrap();
    let stand = b.stand();
    assert!(b.terug().unwrap_err().contains("gewijzigd"));
    assert_eq!(b.stand(), stand);
    // here: it ends even earlier than the reorganisation made it
    let b = Boek::nieuw();
    b.voer_uit(false);
    let eerder =
        Wijziging::Intrekken { op: date(2020, 12, 20), reden: toewijzing::RedenWijziging::Verkorting };
    wijzig(&later(&b), g("0788"), 1, &eerder).unwrap().unwrap();
    assert!(b.terug().unwrap_err().contains("gewijzigd"));
}

#[test]
fn what_comes_back_by_hand_is_named_and_breaks_nothing() {
    let b = Boek::nieuw();
    b.doe(WOON);
    assert_eq!(b.voer_uit(false).gesloten, 1);
    // made longer here after it went
    b.doe(sql_tekst!(
        "L",
        "UPDATE toewijzing SET einddatum = '2021-05-31' WHERE gemeente = '0788' AND nummer = 3"
    ));
    b.doe(sql_tekst!(
        "K",
        "UPDATE contractregel SET geldig_tot = '2021-12-31' WHERE gemeente = '0788' AND code = '02A01'"
    ));
    let r = b.voer_uit(false);
    let w = r.weigeringen.iter().find(|w| w.toewijzing == Some(3)).unwrap();
    assert!(w.reden.contains("al overgegaan"), "{}", w.reden);
    assert_eq!(r.gesloten, 0, "something runs on there");
    b.doe(sql_tekst!(
        "T",
        "UPDATE toewijzing SET einddatum = '2020-12-31' WHERE gemeente = '0788' AND nummer = 3"
    ));
    let r = b.voer_uit(false);
    assert_eq!((r.geweigerd, r.gesloten), (0, 1), "the line that was opened again ends again");
}

#[test]
fn who_died_stays_and_what_runs_on_all_the_same_is_named() {
    let b = Boek::nieuw();
    b.doe(sql_tekst!(
        "D",
        "UPDATE client SET overleden_op = '2020-12-01' WHERE gemeente = '0788' AND id = (SELECT client FROM toewijzing
         WHERE gemeente = '0788' AND nummer = 3)"
    ));
    let r = b.voer_uit(false);
    assert_eq!(r.delen[0].cijfers.clienten, 4);
    let w = r.weigeringen.iter().find(|w| w.toewijzing == Some(3)).unwrap();
    assert!(w.reden.contains("overleden"), "{}", w.reden);
    // of what ended nothing is said
    b.doe(sql_tekst!(
        "E",
        "UPDATE toewijzing SET einddatum = '2020-12-01' WHERE gemeente = '0788' AND nummer = 3"
    ));
    assert!(!b.voer_uit(false).weigeringen.iter().any(|w| w.toewijzing == Some(3)));
}

#[test]
fn an_answer_that_has_not_left_keeps_a_client_here() {
    for (zet, over) in [
        (sql_tekst!("A", "UPDATE verzoekdeel SET stand = 'gehonoreerd' WHERE gemeente = '0788'"), 4),
        (sql_tekst!("B", "UPDATE verzoekdeel SET stand = 'afgewezen' WHERE gemeente = '0788'"), 4),
        (
            sql_tekst!(
                "C",
                "UPDATE verzoekdeel SET stand = 'gehonoreerd', antwoord_in = 7 WHERE gemeente = '0788'"
            ),
            5,
        ),
        (sql_tekst!("E", "UPDATE verzoekdeel SET stand = 'niet_verzonden' WHERE gemeente = '0788'"), 5),
    ] {
        let b = Boek::nieuw();
        b.doe(sql_tekst!(
            "V",
            "INSERT INTO verzoek (gemeente, id, soort, agb, client, bericht, dagtekening, ontvangen_op) SELECT gemeente, 1, 'vow', agb,
             client, 1, '2020-12-01', '2020-12-01' FROM toewijzing WHERE gemeente = '0788' AND nummer = 3"
        ));
        b.doe(sql_tekst!(
            "D",
            "INSERT INTO verzoekdeel (gemeente, verzoek, volgnr, agb, referentie, stand, sinds) VALUES ('0788', 1, 1, '41410002', 'R',
             'ingediend', '2020-12-01')"
        ));
        b.doe(zet);
        assert_eq!(b.voer_uit(true).delen[0].cijfers.clienten, over, "{zet:?}");
    }
}

#[test]
fn a_running_onderzoek_aanvraag_decision_or_objection_keeps_a_client_here() {
    let dossier = sql_tekst!(
        "D",
        "INSERT INTO dossier (gemeente, melding, wijze, melder, vraag, spoed, plan_stand, behandelaar)
         VALUES ('0788', 8, 'balie', 'client', X'00', 0, 'open', 'C')"
    );
    let klaar =
        sql_tekst!("K", "UPDATE melding SET onderzoek_klaar_op = '2020-12-05' WHERE gemeente = '0788'");
    let aanvraag = sql_tekst!(
        "A",
        "INSERT INTO aanvraag (gemeente, id, client, melding, ontvangen_op, zonder_onderzoek, stand)
         SELECT gemeente, 1, client, id, '2020-12-06', 0, 'open' FROM melding WHERE gemeente = '0788'"
    );
    let besloten = sql_tekst!("B", "UPDATE aanvraag SET stand = 'besloten' WHERE gemeente = '0788'");
    let concept = sql_tekst!(
        "C",
        "INSERT INTO besluit (gemeente, id, client, aanvraag, versie, stand, sinds)
         SELECT gemeente, 901, client, id, 1, 'concept', '2020-12-07' FROM aanvraag WHERE gemeente = '0788'"
    );
    let getekend = sql_tekst!("G", "UPDATE besluit SET stand = 'vastgesteld' WHERE gemeente = '0788'");
    let bekend = sql_tekst!("V", "UPDATE besluit SET stand = 'bekendgemaakt' WHERE gemeente = '0788'");
    let bezwaar = sql_tekst!(
        "W",
        "INSERT INTO bezwaar (gemeente, id, besluit, versie, ontvangen_op, commissie, verdaagd, kern, bevestigd_op)
         VALUES ('0788', 1, 901, 1, '2020-12-09', 0, 0, X'00', '2020-12-09')"
    );
    let afgedaan = sql_tekst!("X", "UPDATE bezwaar SET afgedaan_op = '2020-12-20' WHERE gemeente = '0788'");
    let b = Boek::nieuw();
    for (stap, over, meldingen) in [
        (dossier, 4, 0),
        (klaar, 5, 0),
        (aanvraag, 4, 0),
        (besloten, 5, 0),
        (concept, 4, 0),
        (getekend, 4, 0),
        (bekend, 5, 0),
        (bezwaar, 4, 0),
        (afgedaan, 5, 0),
    ] {
        b.doe(stap);
        let c = b.voer_uit(true).delen[0].cijfers.clone();
        assert_eq!((c.clienten, c.meldingen), (over, meldingen), "{stap:?}");
    }
    // a measurement there since: it is not taken back
    let b = Boek::nieuw();
    b.voer_uit(false);
    b.doe(sql_tekst!(
        "Z",
        "INSERT INTO zrmmeting (gemeente, id, client, uitgave, gemeten_op, door) SELECT '0865', 1, client, 'zrm-11', '2021-01-04', 'C'
         FROM toewijzing WHERE gemeente = '0865' AND volume = 181"
    ));
    assert!(b.terug().unwrap_err().contains("toegevoegd"));
}

/// The number of this rank that passes the elfproef.
fn bsn(n: u32) -> String {
    (0..10_u32)
        .map(|c| 900_100_000 + n * 10 + c)
        .find(|b| {
            let som: u32 = (1..=9).map(|i| (b / 10_u32.pow(i - 1)) % 10 * if i == 1 { 10 } else { i }).sum();
            // the last digit counts -1, which is 10 modulo 11
            som.is_multiple_of(11)
        })
        .map_or_else(|| bsn(n + 500), |b| b.to_string())
}

#[test]
fn a_dry_run_over_more_rounds_counts_a_contract_line_once() {
    let b = Boek::nieuw();
    let mut c = String::from(
        "bsn,gemeente,geboortedatum,geslacht,achternaam,voorvoegsel,voorletters,straat,huisnummer,postcode,plaats\n",
    );
    let mut t = String::from(
        "toewijzingnummer,bsn,gemeente,agb,productcategorie,productcode,toewijzingsdatum,ingangsdatum,einddatum,volume,eenheid,frequentie,budget_cent,reden_wijziging\n",
    );
    for i in 0..450_u32 {
        let wie = bsn(i);
        writeln!(c, "{wie},0788,1950-02-03,2,Velen{i},,A,Kade,{i},5268AA,Helvoirt").unwrap();
        writeln!(t, "{},{wie},0788,{X},02,02A01,2020-02-01,2020-03-01,,10,04,4,,", 100 + i).unwrap();
    }
    for (naam, inhoud) in [("clienten", c), ("toewijzingen", t)] {
        let pad = b.proef.map().unwrap().join(format!("{naam}.csv"));
        std::fs::write(&pad, inhoud).unwrap();
        app::importeer::importeer(&b.o, &[&pad]).unwrap();
    }
    let proef = b.voer_uit(true);
    assert_eq!(proef.delen[0].cijfers.contracten, 1);
    assert_eq!(b.voer_uit(false).delen, proef.delen);
}
