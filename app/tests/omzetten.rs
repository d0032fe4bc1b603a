//! A conversion on a real book, at its edges: what was decided today, what was claimed, what begins on the day itself, and what
//! was changed before it is taken back.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use app::Omgeving;
use app::omzetten::{Gedaan, Invoer, Keuze, maak_ongedaan, voer_uit};
use app::wijzigen::{Wijziging, lees, wijzig};
use jiff::civil::{date, time};
use kern::Gemeentecode;
use std::fmt::Write as _;
use store::proef::Proef;
use store::{Sql, op_beide, sql_tekst};
use toewijzing::{RedenWijziging, Toewijzing, Wens};

const G: &str = "0505";
const X: &str = "41410002";
const COHORT: &str = "proef";
/// Numbers that pass the elfproef, none of a real person.
const BSN: [&str; 3] = ["999900006", "999900018", "999900031"];

fn g() -> Gemeentecode {
    Gemeentecode::parse(G).unwrap()
}

struct Boek<'a> {
    proef: &'a Proef,
    o: Omgeving,
    map: tempfile::TempDir,
}

impl<'a> Boek<'a> {
    /// Three clients with an assignment under the old code from a day on, sent or not.
    fn nieuw(proef: &'a Proef, van: &str, verzonden: bool) -> Self {
        let db = proef.db().clone();
        let kluis = db.kluis().unwrap();
        let vandaag = date(2015, 12, 15);
        // half past two in the Netherlands
        let nu = vandaag.at(13, 30, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
        let o = Omgeving { db, kluis, vandaag, nu, wie: "proef".into() };
        let b = Self { proef, o, map: tempfile::tempdir().unwrap() };
        let mut c = String::from(
            "bsn,gemeente,geboortedatum,geslacht,achternaam,voorvoegsel,voorletters,straat,huisnummer,postcode,plaats\n",
        );
        let mut t = String::from(
            "toewijzingnummer,bsn,gemeente,agb,productcategorie,productcode,toewijzingsdatum,ingangsdatum,einddatum,volume,eenheid,frequentie,budget_cent,reden_wijziging\n",
        );
        for (i, bsn) in BSN.iter().enumerate() {
            writeln!(c, "{bsn},{G},1950-02-03,2,Proef{i},van,A,Kade,{i},3311AA,Dordrecht").unwrap();
            writeln!(t, "{},{bsn},{G},{X},02,H300,2015-01-02,{van},2016-06-30,4,04,2,,", i + 1).unwrap();
        }
        let k = format!(
            "gemeente,agb,productcategorie,productcode,eenheid,tarief_cent,geldig_vanaf,geldig_tot\n\
             {G},{X},02,02D11,82,36580,2016-01-01,2016-12-31\n"
        );
        let a = format!("agb,naam,iban\n{X},Zorg aan de Merwede,NL91ABNA0417164300\n");
        for (naam, inhoud) in [("aanbieders", a), ("contracten", k), ("clienten", c), ("toewijzingen", t)] {
            let pad = b.map.path().join(format!("{naam}.csv"));
            std::fs::write(&pad, inhoud).unwrap();
            app::importeer::importeer(&b.o, &[&pad]).unwrap();
        }
        if verzonden {
            b.doe(sql_tekst!("V", "UPDATE toewijzing SET verzonden_in = 1 WHERE gemeente = '0505'"));
        }
        b
    }

    fn doe(&self, sql: Sql) {
        self.o.db.write(|tx| tx.execute(sql, &[]).map(drop)).unwrap();
    }

    fn rijen(&self, sql: Sql) -> Vec<String> {
        self.proef.db().read(|tx| tx.query_alle(sql, &[], |r| r.string(0))).unwrap()
    }

    /// The old ones and what came of them: first and last day, reason and message.
    fn toewijzingen(&self) -> Vec<String> {
        self.rijen(sql_tekst!(
            "T",
            "SELECT code || ' ' || ingangsdatum || '/' || COALESCE(einddatum, '') || ' ' || COALESCE(reden_wijziging, '-') || ' '
             || COALESCE(CAST(verzonden_in AS TEXT), '-') || ' ' || toewijzingsdatum || ' ' || COALESCE(toewijzingstijd, '')
             FROM toewijzing WHERE gemeente = '0505' ORDER BY nummer"
        ))
    }

    fn zet_om(&self) -> Gedaan {
        let mut f = Invoer::naamloos("indicaties.csv").unwrap();
        f.erbij(b"indicatienummer,bsn,gemeente,agb,functie,klasse,ingangsdatum,einddatum\n").unwrap();
        for (i, bsn) in BSN.iter().enumerate() {
            f.erbij(format!("IND-{i},{bsn},{G},{X},H300,1,2015-02-01,2016-06-30\n").as_bytes()).unwrap();
        }
        let keuze = Keuze { kader: "drechtsteden-ib-2016".into(), ..Keuze::default() };
        voer_uit(&self.o, &f, &self.map.path().join("uit"), &keuze, Some(COHORT), |_, _| ()).unwrap().1
    }

    fn terug(&self) -> Result<(u64, u64), String> {
        maak_ongedaan(&self.o, &[g()], COHORT).map_err(|f| f.to_string())
    }

    fn toewijzing(&self, nummer: i64) -> Toewijzing {
        self.o.db.read(|tx| lees(tx, g(), nummer)).unwrap().unwrap()
    }

    /// The number of a new assignment.
    fn nieuwe(&self) -> i64 {
        let n = self.rijen(sql_tekst!(
            "N",
            "SELECT CAST(MIN(toewijzing) AS TEXT) FROM omzetregel WHERE gemeente = '0505'"
        ));
        n[0].parse().unwrap()
    }

    /// Somebody changes it the day after.
    fn wijzig(&self, nummer: i64, wat: &Wijziging) {
        let morgen = Omgeving { vandaag: date(2015, 12, 16), ..self.o.clone() };
        wijzig(&morgen, g(), nummer, wat).unwrap().unwrap();
    }
}

op_beide! {
    fn it_is_settled_after_what_was_decided_earlier_today(proef) {
        let b = Boek::nieuw(proef, "2015-02-01", true);
        // two o'clock in the Netherlands, and a second after the moment of the run
        b.doe(sql_tekst!("A", "UPDATE toewijzing SET toewijzingsdatum = '2015-12-15', toewijzingstijd = '14:00:00' WHERE gemeente = '0505' AND nummer = 1"));
        b.doe(sql_tekst!("B", "UPDATE toewijzing SET toewijzingsdatum = '2015-12-15', toewijzingstijd = '14:30:01' WHERE gemeente = '0505' AND nummer = 2"));
        let gedaan = b.zet_om();
        assert_eq!((gedaan.omgezet, gedaan.aantal_geweigerd), (3, 0), "{:?}", gedaan.geweigerd);
        let t = b.toewijzingen();
        assert_eq!(&t[..4], [
            "H300 2015-02-01/2015-12-31 10 - 2015-12-15 14:30:00",
            "H300 2015-02-01/2015-12-31 10 - 2015-12-15 14:30:02",
            "H300 2015-02-01/2015-12-31 10 - 2015-12-15 14:30:00",
            "02D11 2016-01-01/2016-06-30 - - 2015-12-15 14:30:00",
        ]);
    }

    fn what_was_claimed_from_the_day_on_keeps_its_assignment(proef) {
        let b = Boek::nieuw(proef, "2015-02-01", true);
        b.doe(sql_tekst!(
            "D",
            "INSERT INTO declaratieregel (gemeente, bericht, volgnr, status, agb, client, client_nr, prestatie_nr, referentie, toewijzing,
             categorie, code, van, tot, volume, eenheid, bedrag)
             SELECT gemeente, 3, nummer, 1, agb, client, 1, 1, CAST(nummer AS TEXT), nummer, categorie, code, '2015-12-01',
             CASE nummer WHEN 1 THEN '2015-12-31' WHEN 2 THEN '2016-01-01' ELSE '2015-12-30' END, 5, '04', 100
             FROM toewijzing WHERE gemeente = '0505'"
        ));
        let gedaan = b.zet_om();
        assert_eq!((gedaan.omgezet, gedaan.aantal_geweigerd), (2, 1));
        let (_, nummer, reden) = &gedaan.geweigerd[0];
        assert_eq!(nummer, "IND-1");
        assert!(reden.contains("al gedeclareerd tot en met"), "{reden}");
        assert_eq!(b.toewijzing(2).einddatum, Some(date(2016, 6, 30)));
    }

    fn what_begins_on_the_day_itself_is_taken_back_when_it_was_sent(proef) {
        let b = Boek::nieuw(proef, "2016-01-01", true);
        let voor = b.toewijzingen();
        b.doe(sql_tekst!("N", "UPDATE toewijzing SET verzonden_in = NULL WHERE gemeente = '0505' AND nummer = 2"));
        b.doe(sql_tekst!("D", "UPDATE toewijzing SET ingangsdatum = '2015-12-31' WHERE gemeente = '0505' AND nummer = 3"));
        let gedaan = b.zet_om();
        assert_eq!((gedaan.omgezet, gedaan.aantal_geweigerd), (2, 1));
        assert!(gedaan.geweigerd[0].2.contains("nog niet verstuurd"), "{:?}", gedaan.geweigerd);
        assert!(b.toewijzing(1).is_verwijderd());
        assert_eq!(b.toewijzing(3).einddatum, Some(date(2015, 12, 31)), "one day is left");
        assert_eq!(b.terug(), Ok((2, 2)));
        assert_eq!(b.toewijzingen()[0], voor[0]);
    }

    fn it_is_not_taken_back_when_something_was_changed_that_never_left(proef) {
        for (verzonden, nieuw) in [(true, true), (false, true), (true, false), (false, false)] {
            let b = Boek::nieuw(proef, "2015-02-01", verzonden);
            let voor = b.toewijzingen();
            b.zet_om();
            if nieuw {
                let nummer = b.nieuwe();
                let t = b.toewijzing(nummer);
                let omvang = t.omvang.map(|o| toewijzing::Omvang { volume: o.volume + 1, ..o });
                let wens = Wens { vanaf: date(2016, 2, 1), einddatum: t.einddatum, omvang, budget: None, reden: RedenWijziging::Verkorting };
                b.wijzig(nummer, &Wijziging::Aanpassen(wens));
            } else {
                b.wijzig(1, &Wijziging::Intrekken { op: date(2015, 12, 20), reden: RedenWijziging::Verkorting });
            }
            let stand = b.toewijzingen();
            let fout = b.terug().unwrap_err();
            assert!(fout.contains("1 toewijzingen sindsdien gewijzigd"), "{verzonden} {nieuw}: {fout}");
            assert_eq!(b.toewijzingen(), stand);
            // as it was made, it goes back
            if !nieuw {
                let moment = time(14, 30, 0, 0);
                assert_eq!(b.toewijzing(2).stempel.tijd, moment);
                b.doe(sql_tekst!("M", "UPDATE toewijzing SET toewijzingsdatum = '2015-12-15', toewijzingstijd = '14:30:00' WHERE gemeente = '0505' AND nummer = 1"));
                assert_eq!(b.terug(), Ok((3, 3)));
                assert_eq!(b.toewijzingen(), voor);
            }
            b.doe(sql_tekst!("R", "DELETE FROM omzetregel WHERE gemeente = '0505'"));
            b.doe(sql_tekst!("V", "DELETE FROM omzetvorige WHERE gemeente = '0505'"));
            b.doe(sql_tekst!("T", "DELETE FROM toewijzing WHERE gemeente = '0505'"));
        }
    }

    fn an_assignment_that_is_no_longer_there_is_told_and_nobody_writes_to_who_died(proef) {
        let b = Boek::nieuw(proef, "2015-02-01", false);
        b.zet_om();
        let brieven = || std::fs::read_to_string(b.map.path().join(format!("uit/brieven-{COHORT}.txt"))).unwrap();
        assert_eq!(brieven().matches("Geachte heer of mevrouw").count(), 3);
        b.doe(sql_tekst!("D", "UPDATE client SET overleden_op = '2015-12-14' WHERE gemeente = '0505' AND achternaam = 'Proef1'"));
        b.zet_om();
        assert_eq!(brieven().matches("Geachte heer of mevrouw").count(), 2);
        assert!(!brieven().contains("Proef1"));
        b.doe(sql_tekst!("W", "DELETE FROM toewijzing WHERE gemeente = '0505' AND nummer IN (SELECT MAX(toewijzing) FROM omzetregel WHERE gemeente = '0505')"));
        assert!(b.terug().unwrap_err().contains("gewijzigd"));
    }
}
