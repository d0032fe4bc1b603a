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
                sql_tekst!("K", "SELECT gemeente || code || geldig_vanaf || COALESCE(geldig_tot, '') || tarief FROM contractregel ORDER BY 1"),
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

#[test]
fn a_dry_run_tells_what_it_would_do_and_changes_nothing() {
    let b = Boek::nieuw();
    let voor = b.stand();
    let r = b.voer_uit(true);
    assert_eq!(b.stand(), voor);
    let d = &r.delen[0];
    assert_eq!(
        (d.plaatsen.as_str(), d.clienten, d.samen, d.meldingen, d.besluiten),
        ("Helvoirt", 5, 1, 1, 1)
    );
    assert_eq!((d.na.toewijzingen, d.contracten, d.zonder_contract), (3, 1, 0));
    assert!(r.klopt());
    // Boxtel does not work in this book; who lives nowhere is named
    assert_eq!((r.delen[2].naar, r.delen[2].in_boek, r.delen[2].buiten_boek), (g("0757"), false, 1));
    assert_eq!((r.geweigerd, r.gesloten), (1, 0));
    assert!(r.weigeringen[0].reden.contains("woonplaats"), "{:?}", r.weigeringen);
    let (tekst, json) = (r.tekst(), r.json());
    assert!(
        tekst.contains("Voor en na zijn gelijk") && tekst.contains("gemeente 0757 werkt niet in dit boek"),
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
        b.rijen(sql_tekst!("K", "SELECT gemeente || code || geldig_vanaf || geldig_tot || tarief FROM contractregel WHERE gemeente = '0865'")),
        ["086502A012021-01-012021-12-315000"]
    );
    assert_eq!(
        b.rijen(sql_tekst!("L", "SELECT gemeente || soort || COUNT(*) FROM gebeurtenis WHERE soort LIKE 'cli%over%' GROUP BY gemeente, soort ORDER BY 1")),
        ["0788cliënt overgedragen5", "0865cliënt overgenomen5"]
    );
    // again: nothing more
    let stand = b.stand();
    let r = b.voer_uit(false);
    assert_eq!((r.delen[0].clienten, r.delen[0].al, r.delen[0].na.toewijzingen), (0, 5, 0));
    assert_eq!(b.stand(), stand);
    // what was added here since goes over with the next run
    b.doe(sql_tekst!(
        "N",
        "INSERT INTO toewijzing (gemeente, nummer, client, agb, categorie, code, toewijzingsdatum, ingangsdatum, volume, eenheid, frequentie)
         SELECT gemeente, 70, client, agb, categorie, '02A02', '2020-12-11', '2020-12-15', 4, '04', '4' FROM toewijzing
         WHERE gemeente = '0788' AND nummer = 3"
    ));
    let r = b.voer_uit(false);
    assert_eq!((r.delen[0].clienten, r.delen[0].na.toewijzingen, r.delen[0].zonder_contract), (0, 1, 1));
}

#[test]
fn when_everyone_has_gone_the_contracts_of_the_municipality_end() {
    let b = Boek::nieuw();
    b.doe(sql_tekst!("W", "UPDATE client SET plaats = 'Helvoirt' WHERE gemeente = '0788'"));
    let voor = b.stand();
    // the other line ends on its own on the last day
    assert_eq!(b.voer_uit(true).gesloten, 1);
    assert_eq!(b.voer_uit(false).gesloten, 1);
    let sql =
        sql_tekst!("K", "SELECT code || geldig_tot FROM contractregel WHERE gemeente = '0788' ORDER BY 1");
    assert_eq!(b.rijen(sql), ["02A012020-12-31", "02A022020-12-31"]);
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
    assert_eq!(r.delen[0].clienten, 4);
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
    assert_eq!(b.voer_uit(false).delen[0].clienten, 4);
}

#[test]
fn a_municipality_that_is_not_yours_stays_out_of_it() {
    let b = Boek::nieuw();
    let voor = b.stand();
    let r = b.met(&["0788"], false).unwrap();
    assert_eq!((r.delen[0].clienten, r.delen[0].buiten_boek), (0, 5));
    assert_eq!(b.stand(), voor);
    assert!(b.met(&["0865"], false).unwrap_err().to_string().contains("0788 staat niet in dit boek"));
    b.voer_uit(false);
    let h = zoek(HERINDELING).unwrap();
    let fout = maak_ongedaan(&b.o, h, &[g("0788")]).unwrap_err().to_string();
    assert!(fout.contains("0865, die niet van u is"), "{fout}");
    assert!(zoek("nergens").unwrap_err().to_string().contains(HERINDELING));
}
