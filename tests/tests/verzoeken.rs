//! A request through the program: 315 in, 316 out, granted, the 301 with the reference, and the provider's book.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use app::verzoeken::{Oordeel, beoordeel, open};
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
