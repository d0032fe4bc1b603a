//! Requests through the program: 315 or 317 in, 316 or 318 out, looked into and refused (319, 320) or granted, the 301 with the
//! reference (302), and the provider's book.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use app::verzoeken::{Oordeel, RedenAfwijzing, beoordeel, open};
use ketentest::boek::{kluis, open_url, teksten};
use ketentest::{bestanden, maatwerk, map, schema};
use std::fs;
use std::path::{Path, PathBuf};
use store::proef::Proef;

const VANDAAG: &str = "2026-11-05";
const BSN: &str = "999900006";

fn zet(map: &Path, naam: &str, tekst: &str) -> PathBuf {
    let pad = map.join(naam);
    fs::write(&pad, tekst).unwrap();
    pad
}

fn kop(soort: &str, code: &str, id: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<m:Bericht xmlns:m=\"http://www.istandaarden.nl/iwmo/3_2/{soort}/schema\" \
         xmlns:i=\"http://www.istandaarden.nl/iwmo/3_2/basisschema/schema\"><m:Header>\
         <m:BerichtCode>{code}</m:BerichtCode><m:BerichtVersie>3</m:BerichtVersie><m:BerichtSubversie>2</m:BerichtSubversie>\
         <m:Afzender>75750001</m:Afzender><m:Ontvanger>0363</m:Ontvanger>\
         <m:BerichtIdentificatie><i:Identificatie>{id}</i:Identificatie><i:Dagtekening>2026-11-05</i:Dagtekening></m:BerichtIdentificatie>\
         <m:XsdVersie><i:BasisschemaXsdVersie>1.0.0</i:BasisschemaXsdVersie><i:BerichtXsdVersie>1.0.0</i:BerichtXsdVersie></m:XsdVersie>\
         </m:Header>"
    )
}

fn vot(id: &str, referentie: &str) -> String {
    format!(
        "{}<m:Client><m:Bsn>{BSN}</m:Bsn><m:Geboortedatum><i:Datum>1950-02-03</i:Datum></m:Geboortedatum>\
         <m:Geslacht>2</m:Geslacht><m:Naam><i:Geslachtsnaam><i:Achternaam>Proef</i:Achternaam></i:Geslachtsnaam></m:Naam>\
         <m:AangevraagdeProducten><m:AangevraagdProduct><m:ReferentieAanbieder>{referentie}</m:ReferentieAanbieder>\
         <m:Product><i:Categorie>02</i:Categorie><i:Code>02A01</i:Code></m:Product>\
         <m:ToewijzingIngangsdatum>2026-12-01</m:ToewijzingIngangsdatum><m:ToewijzingEinddatum>2027-05-31</m:ToewijzingEinddatum>\
         <m:Omvang><i:Volume>3</i:Volume><i:Eenheid>04</i:Eenheid><i:Frequentie>2</i:Frequentie></m:Omvang>\
         <m:Verwijzer><i:Type>06</i:Type></m:Verwijzer></m:AangevraagdProduct></m:AangevraagdeProducten></m:Client></m:Bericht>\n",
        kop("wmo315", "444", id)
    )
}

/// Runs the program on a database and gives the outcome of the one file.
fn verwerk(proef: &Proef, uit: &Path, pad: &Path) -> serde_json::Value {
    let args = ["--db", proef.url(), "--vandaag", VANDAAG, "--json", "bericht", "verwerk", "--uit"];
    let gedaan = maatwerk(args.iter().map(Path::new).chain([uit, pad])).doe();
    gedaan.json()[0].clone()
}

fn codes(r: &serde_json::Value) -> Vec<&str> {
    r["bevindingen"].as_array().unwrap().iter().map(|b| b["regel"].as_str().unwrap()).collect()
}

store::op_beide! {
    fn a_request_goes_round(proef) {
        let (gem, aan) = (map(), map());
        let aanbieder = Proef::sqlite();
        let contracten = zet(
            gem.path(),
            "contracten.csv",
            "gemeente,agb,productcategorie,productcode,eenheid,tarief_cent,geldig_vanaf,geldig_tot\n0363,75750001,02,02A01,04,6000,2026-01-01,\n",
        );
        let clienten = zet(
            gem.path(),
            "clienten.csv",
            "bsn,gemeente,geboortedatum,geslacht,achternaam,voorvoegsel,voorletters,straat,huisnummer,postcode,plaats\n999900006,0363,1950-02-03,2,Proef,,A,Proefweg,1,1011AA,Amsterdam\n",
        );
        let begin = [&*contracten, &*clienten];
        maatwerk(["--db", proef.url(), "importeer"].iter().map(Path::new).chain(begin)).doe().eis(0);
        // 315 in, 316 out
        let heen = zet(gem.path(), "WMO315.xml", &vot("VOT1", "REF1"));
        if schema::pack().is_some() {
            schema::keur_berichten(std::slice::from_ref(&heen));
        }
        let uit = gem.path().join("uit");
        let r = verwerk(proef, &uit, &heen);
        assert_eq!((&r["geldig"], &r["verwerkt"]), (&true.into(), &true.into()), "{r}");
        let antwoord = r["antwoord"].as_str().unwrap().to_owned();
        assert!(antwoord.starts_with("WMO316-"), "{antwoord}");
        // once more under another identification: both reasons together
        let tweede = zet(gem.path(), "tweede.xml", &vot("VOT2", "REF1"));
        let r2 = verwerk(proef, &uit, &tweede);
        assert_eq!(codes(&r2), ["TR374", "TR347"]);
        // the provider's own book holds what it sent
        let args = ["--db", aanbieder.url(), "--vandaag", VANDAAG, "importeer"];
        maatwerk(args.iter().map(Path::new).chain([&*heen])).doe().eis(0);
        // granted: the next 301 is the answer
        let db = open_url(proef.url());
        let o = app::Omgeving {
            db: db.clone(),
            kluis: kluis(),
            vandaag: kern::lees_datum(VANDAAG).unwrap(),
            nu: "2026-11-05T10:00:00Z".parse().unwrap(),
            wie: "proef".into(),
        };
        let g = kern::Gemeentecode::parse("0363").unwrap();
        let wacht = open(&o, g).unwrap();
        beoordeel(&o, g, wacht[0].verzoek, wacht[0].deel, Oordeel::Honoreer(None)).unwrap().unwrap();
        let toewijzen = gem.path().join("toewijzen");
        let args = ["--db", proef.url(), "--vandaag", VANDAAG, "bericht", "toewijzen", "--uit"];
        maatwerk(args.iter().map(Path::new).chain([&*toewijzen])).doe().eis(0);
        let geschreven = bestanden(&toewijzen);
        let m301: Vec<_> = geschreven.iter().filter(|p| p.to_string_lossy().contains("WMO301-")).collect();
        assert_eq!(m301.len(), 1, "{geschreven:?}");
        assert!(fs::read_to_string(m301[0]).unwrap().contains("ReferentieAanbieder>REF1<"));
        // the provider takes it: the reference is that of its request
        let r = verwerk(&aanbieder, &aan.path().join("uit"), m301[0]);
        assert_eq!(r["geldig"], true, "{r}");
        let boek = "SELECT nummer || ' ' || referentie_aanbieder || ' ' || ingangsdatum FROM toewijzing WHERE gemeente = '0363'";
        let stand = "SELECT stand FROM verzoekdeel WHERE gemeente = '0363'";
        for db in [db.clone(), open_url(aanbieder.url())] {
            assert_eq!(teksten(&db, boek), ["1 REF1 2026-12-01"]);
            assert_eq!(teksten(&db, stand), ["gehonoreerd"]);
        }
        // somebody else's book knows no such request
        let ander = Proef::sqlite();
        let r = verwerk(&ander, &aan.path().join("uit2"), m301[0]);
        assert_eq!(codes(&r), ["TR379"]);
        // and the 302 closes the circle
        let retour = bestanden(&aan.path().join("uit")).into_iter().find(|p| p.to_string_lossy().contains("WMO302-")).unwrap();
        assert_eq!(verwerk(proef, &uit, &retour)["geldig"], true);
    }
}

/// A request to change: assignment `nummer` gets five hours a week, assignment 2 stays, and a product is asked.
fn vow(id: &str, referentie: &str, nummer: u32) -> String {
    format!(
        "{}<m:Client><m:Bsn>{BSN}</m:Bsn><m:Verzoek><m:ReferentieAanbieder>{referentie}</m:ReferentieAanbieder>\
         <m:RedenVerzoek>1</m:RedenVerzoek>\
         <m:OngewijzigdeProducten><m:OngewijzigdProduct><m:ToewijzingNummer>2</m:ToewijzingNummer></m:OngewijzigdProduct></m:OngewijzigdeProducten>\
         <m:TeWijzigenProducten><m:TeWijzigenProduct><m:ToewijzingNummer>{nummer}</m:ToewijzingNummer>\
         <m:GewensteIngangsdatum>2026-12-01</m:GewensteIngangsdatum><m:Einddatum>2026-12-31</m:Einddatum>\
         <m:Omvang><i:Volume>5</i:Volume><i:Eenheid>04</i:Eenheid><i:Frequentie>2</i:Frequentie></m:Omvang>\
         </m:TeWijzigenProduct></m:TeWijzigenProducten>\
         <m:NieuweProducten><m:NieuwProduct><m:Product><i:Categorie>02</i:Categorie><i:Code>02A03</i:Code></m:Product>\
         <m:GewensteIngangsdatum>2026-12-01</m:GewensteIngangsdatum><m:Einddatum>2027-05-31</m:Einddatum>\
         <m:Omvang><i:Volume>2</i:Volume><i:Eenheid>04</i:Eenheid><i:Frequentie>2</i:Frequentie></m:Omvang>\
         </m:NieuwProduct></m:NieuweProducten></m:Verzoek></m:Client></m:Bericht>\n",
        kop("wmo317", "480", id)
    )
}

/// A municipality and a provider that both know two assignments, and the folders of each.
struct Twee<'a> {
    gemeente: &'a Proef,
    aanbieder: Proef,
    gem: tempfile::TempDir,
    aan: tempfile::TempDir,
    o: app::Omgeving,
    g: kern::Gemeentecode,
}

/// The file of this kind among those in a folder; the newest when there are more.
fn van_soort(map: &Path, soort: &str) -> PathBuf {
    let mut gevonden: Vec<_> =
        bestanden(map).into_iter().filter(|p| p.to_string_lossy().contains(&format!("{soort}-"))).collect();
    gevonden.sort();
    gevonden.pop().unwrap()
}

impl<'a> Twee<'a> {
    fn nieuw(proef: &'a Proef) -> Self {
        let (gem, aan) = (map(), map());
        let contracten = zet(
            gem.path(),
            "contracten.csv",
            "gemeente,agb,productcategorie,productcode,eenheid,tarief_cent,geldig_vanaf,geldig_tot\n\
             0363,75750001,02,02A01,04,6000,2026-01-01,\n0363,75750001,02,02A02,04,6000,2026-01-01,\n\
             0363,75750001,02,02A03,04,6000,2026-01-01,\n",
        );
        let clienten = zet(
            gem.path(),
            "clienten.csv",
            "bsn,gemeente,geboortedatum,geslacht,achternaam,voorvoegsel,voorletters,straat,huisnummer,postcode,plaats\n999900006,0363,1950-02-03,2,Proef,,A,Proefweg,1,1011AA,Amsterdam\n",
        );
        let toewijzingen = zet(
            gem.path(),
            "toewijzingen.csv",
            "toewijzingnummer,bsn,gemeente,agb,productcategorie,productcode,toewijzingsdatum,ingangsdatum,einddatum,volume,eenheid,frequentie,budget_cent,reden_wijziging\n\
             1,999900006,0363,75750001,02,02A01,2026-01-01,2026-01-01,2026-12-31,3,04,2,,\n\
             2,999900006,0363,75750001,02,02A02,2026-01-01,2026-01-01,2026-12-31,3,04,2,,\n",
        );
        let begin = [&*contracten, &*clienten, &*toewijzingen];
        maatwerk(["--db", proef.url(), "importeer"].iter().map(Path::new).chain(begin)).doe().eis(0);
        let o = app::Omgeving {
            db: open_url(proef.url()),
            kluis: kluis(),
            vandaag: kern::lees_datum(VANDAAG).unwrap(),
            nu: "2026-11-05T10:00:00Z".parse().unwrap(),
            wie: "proef".into(),
        };
        let g = kern::Gemeentecode::parse("0363").unwrap();
        let t = Self { gemeente: proef, aanbieder: Proef::sqlite(), gem, aan, o, g };
        t.rond("WMO301", "WMO302");
        t
    }

    /// What the municipality has waiting goes to the provider, and its answer comes back. Gives the text of the first.
    fn rond(&self, soort: &str, retour: &str) -> String {
        let naar = self.gem.path().join(format!("uit-{}", fs::read_dir(self.gem.path()).unwrap().count()));
        let args = ["--db", self.gemeente.url(), "--vandaag", VANDAAG, "bericht", "toewijzen", "--uit"];
        maatwerk(args.iter().map(Path::new).chain([&*naar])).doe().eis(0);
        let heen = van_soort(&naar, soort);
        let r = verwerk(&self.aanbieder, self.aan.path(), &heen);
        assert_eq!((&r["geldig"], &r["verwerkt"]), (&true.into(), &true.into()), "{r}");
        let terug = van_soort(self.aan.path(), retour);
        let r = verwerk(self.gemeente, &naar, &terug);
        assert_eq!(r["geldig"], true, "{r}");
        if schema::pack().is_some() {
            schema::keur_berichten(&[heen.clone(), terug]);
        }
        fs::read_to_string(heen).unwrap()
    }

    /// The municipality gets a 317; gives what it says of it, and the 318.
    fn vraagt(&self, naam: &str, tekst: &str) -> (serde_json::Value, String) {
        let pad = zet(self.gem.path(), naam, tekst);
        let uit = self.gem.path().join(format!("{naam}-uit"));
        let r = verwerk(self.gemeente, &uit, &pad);
        let retour = van_soort(&uit, "WMO318");
        if schema::pack().is_some() {
            schema::keur_berichten(&[pad, retour.clone()]);
        }
        (r, fs::read_to_string(retour).unwrap())
    }

    /// The one request in each book: stand, reason of the refusal, and whether it was looked into and answered.
    fn standen(&self) -> [Vec<String>; 2] {
        let sql = "SELECT stand || ' ' || COALESCE(reden_afwijzing, '-') || CASE WHEN onderzoek_in IS NULL THEN ' -' ELSE ' onderzocht' END \
                   || CASE WHEN antwoord_in IS NULL THEN ' -' ELSE ' beantwoord' END FROM verzoekdeel WHERE gemeente = '0363'";
        self.beide(sql)
    }

    fn toewijzingen(&self) -> [Vec<String>; 2] {
        let sql = "SELECT nummer || ' ' || code || ' ' || ingangsdatum || ' ' || einddatum || ' ' || volume || ' ' || COALESCE(referentie_aanbieder, '-') \
                   FROM toewijzing WHERE gemeente = '0363' ORDER BY nummer";
        self.beide(sql)
    }

    fn beide(&self, sql: &str) -> [Vec<String>; 2] {
        [teksten(&self.o.db, sql), teksten(&open_url(self.aanbieder.url()), sql)]
    }

    /// The provider's own system sent it: its book is told.
    fn in_boek_van_aanbieder(&self, naam: &str) {
        let pad = self.gem.path().join(naam);
        let args = ["--db", self.aanbieder.url(), "--vandaag", VANDAAG, "importeer"];
        maatwerk(args.iter().map(Path::new).chain([&*pad])).doe().eis(0);
    }

    fn beoordeel(&self, oordeel: Oordeel) {
        let wacht = open(&self.o, self.g).unwrap();
        assert_eq!(wacht.len(), 1);
        beoordeel(&self.o, self.g, wacht[0].verzoek, wacht[0].deel, oordeel).unwrap().unwrap();
    }
}

fn gelijk(beide: &[Vec<String>; 2], verwacht: &[&str]) {
    assert_eq!(*beide, [verwacht, verwacht].map(|v| v.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>()));
}

store::op_beide! {
    fn a_request_to_change_goes_round(proef) {
        let t = Twee::nieuw(proef);
        // about an assignment that is not there: all reasons together, at the product
        let (r, retour) = t.vraagt("WMO317-fout.xml", &vow("VOW0", "REF0", 9));
        assert_eq!(r["verwerkt"], false, "{r}");
        assert!(codes(&r).contains(&"TR351"), "{r}");
        assert!(retour.contains("RetourCode>9351<"), "{retour}");
        assert!(open(&t.o, t.g).unwrap().is_empty());
        // as it should be: a 318 without content
        let (r, retour) = t.vraagt("WMO317.xml", &vow("VOW1", "REF1", 1));
        assert_eq!((&r["geldig"], &r["verwerkt"]), (&true.into(), &true.into()), "{r}");
        assert!(!retour.contains("Client>") && !retour.contains("RetourCode>"), "{retour}");
        // once more under another identification: one request at a time, one reference once
        let (r, _) = t.vraagt("WMO317-weer.xml", &vow("VOW2", "REF1", 1));
        assert_eq!(codes(&r), ["TR374", "TR347"]);
        t.in_boek_van_aanbieder("WMO317.xml");
        gelijk(&t.standen(), &["ingediend - - -"]);
        // it is looked into first
        t.beoordeel(Oordeel::InOnderzoek);
        let m319 = t.rond("WMO319", "WMO320");
        assert!(m319.contains("ReferentieAanbieder>REF1<") && m319.contains("VerzoekAntwoord>2<"), "{m319}");
        gelijk(&t.standen(), &["onderzoek - onderzocht -"]);
        let voor = t.toewijzingen();
        // granted: no second 319, the 301 is the answer, and every product in it has the reference (IV093)
        t.beoordeel(Oordeel::Honoreer(None));
        let m301 = t.rond("WMO301", "WMO302");
        let keer = |wat: &str| m301.matches(wat).count();
        assert_eq!((keer("<wmo301:ToegewezenProduct>"), keer("ReferentieAanbieder>REF1<")), (4, 4), "{m301}");
        gelijk(&t.standen(), &["gehonoreerd - onderzocht beantwoord"]);
        assert_ne!(t.toewijzingen(), voor);
        gelijk(&t.toewijzingen(), &[
            "1 02A01 2026-01-01 2026-11-30 3 REF1",
            "2 02A02 2026-01-01 2026-12-31 3 REF1",
            "3 02A01 2026-12-01 2026-12-31 5 REF1",
            "4 02A03 2026-12-01 2027-05-31 2 REF1",
        ]);
    }

    fn a_request_to_change_is_refused(proef) {
        let t = Twee::nieuw(proef);
        let (r, _) = t.vraagt("WMO317.xml", &vow("VOW1", "REF1", 1));
        assert_eq!(r["verwerkt"], true, "{r}");
        t.in_boek_van_aanbieder("WMO317.xml");
        let voor = t.toewijzingen();
        t.beoordeel(Oordeel::WijsAf(RedenAfwijzing::Zorginhoudelijk));
        let m319 = t.rond("WMO319", "WMO320");
        let reden = RedenAfwijzing::Zorginhoudelijk.code();
        assert!(m319.contains("VerzoekAntwoord>1<") && m319.contains(&format!("RedenAfwijzingVerzoek>{reden}<")), "{m319}");
        gelijk(&t.standen(), &[&format!("afgewezen {reden} - beantwoord")]);
        assert_eq!(t.toewijzingen(), voor);
        // and nothing stands in the way of a next one
        let (r, _) = t.vraagt("WMO317-2.xml", &vow("VOW2", "REF2", 1));
        assert_eq!(r["verwerkt"], true, "{r}");
    }
}
