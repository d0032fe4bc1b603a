//! A book with clients whose onderzoek is finished, contracts, people who write and sign, and the choices of the municipality.

use app::aanmelden::{NieuweGebruiker, maak_gebruiker};
use app::beslissen::{
    self as b, Bijdragemededeling, Identiteitscontrole, Invulling, Onderdeel, Ontwerp, Verstrekking,
};
use app::importeer::importeer;
use app::{Gebruiker, Omgeving, Rol};
use jiff::civil::{Date, date};
use kern::{AgbCode, Datum, Eenheid, Eurocent, Frequentie, Gemeentecode, Productcategorie, Productcode};
use std::fmt::Write as _;
use store::Db;

pub const VANDAAG: Datum = date(2026, 10, 5);
pub const X: &str = "41410001";
pub const Y: &str = "41410002";
pub const WACHTWOORD: &str = "een lang wachtwoord";

pub fn g() -> Gemeentecode {
    Gemeentecode::parse("0796").unwrap()
}

pub fn agb(nr: &str) -> AgbCode {
    AgbCode::parse(nr).unwrap()
}

/// Somebody of the municipality; 1 and 2 are consulents, 3 is of the back office, 4 makes policy, 5 is a provider.
pub fn wie(id: i64) -> Gebruiker {
    let (naam, rol) = MENSEN[usize::try_from(id - 1).unwrap()];
    Gebruiker {
        id,
        weergavenaam: naam.into(),
        rol,
        gemeenten: vec![g()],
        agb: (rol == Rol::Aanbieder).then(|| agb(X)),
    }
}

pub const MENSEN: [(&str, Rol); 6] = [
    ("consulent", Rol::Consulent),
    ("collega", Rol::Consulent),
    ("backoffice", Rol::Backoffice),
    ("inkoper", Rol::Inkoper),
    ("aanbieder", Rol::Aanbieder),
    ("controller", Rol::Controller),
];

/// The book: clients 1 to 3 with a finished onderzoek, 4 with one that runs.
pub fn boek(db: &Db) -> Omgeving {
    let kluis = db.kluis().unwrap();
    let o = Omgeving {
        db: db.clone(),
        kluis,
        vandaag: VANDAAG,
        nu: jiff::Timestamp::UNIX_EPOCH,
        wie: "consulent".into(),
    };
    let o = o.op(VANDAAG);
    let map = tempfile::tempdir().unwrap();
    let zet = |naam: &str, inhoud: &str| {
        let pad = map.path().join(naam);
        std::fs::write(&pad, inhoud).unwrap();
        importeer(&o, &[&pad]).unwrap();
    };
    zet("gemeenten.csv", "code,naam,iban\n0796,Den Bosch,\n1948,Meierijstad,\n");
    zet("aanbieders.csv", &format!("agb,naam,iban\n{X},Xenia Zorg,\n{Y},Ypsilon Zorg,\n"));
    let mut contracten = String::from(
        "gemeente,agb,productcategorie,productcode,eenheid,tarief_cent,geldig_vanaf,geldig_tot\n",
    );
    for a in [X, Y] {
        for (code, tarief) in [("02M01", 17_500), ("02M02", 52_500), ("02M03", 105_000)] {
            writeln!(contracten, "0796,{a},02,{code},82,{tarief},2026-01-01,").unwrap();
        }
    }
    zet("contracten.csv", &contracten);
    let mut clienten = String::from(
        "bsn,gemeente,geboortedatum,geslacht,achternaam,voorvoegsel,voorletters,straat,huisnummer,postcode,plaats\n",
    );
    for (i, bsn) in ["999900006", "999900018", "999900031", "999900043"].iter().enumerate() {
        let dag = i + 1;
        writeln!(clienten, "{bsn},0796,1960-02-0{dag},2,Proef{i},van,A.,Kade,{i},5211AA,Den Bosch").unwrap();
    }
    zet("clienten.csv", &clienten);
    let melding = store::sql::schrijven::MELDING_ERBIJ;
    o.db.write(|tx| {
        for id in 1..=4_i64 {
            assert_eq!(store::teller::volgende(tx, g(), "melding")?, id);
            let klaar = (id < 4).then_some("2026-09-25");
            tx.execute(melding, &[(&g()).into(), id.into(), id.into(), "2026-09-01".into(), klaar.into()])?;
        }
        Ok::<_, store::StoreFout>(())
    })
    .unwrap();
    for (naam, rol) in MENSEN {
        let agb = (rol == Rol::Aanbieder).then(|| agb(X));
        let nieuw = NieuweGebruiker { naam, weergavenaam: naam, rol, agb, gemeenten: &[g()] };
        maak_gebruiker(&o.db, &o.kluis, &nieuw, WACHTWOORD, o.nu).unwrap();
    }
    let ver = Gemeentecode::parse("1948").unwrap();
    let elders = NieuweGebruiker {
        naam: "elders",
        weergavenaam: "elders",
        rol: Rol::Consulent,
        agb: None,
        gemeenten: &[ver],
    };
    maak_gebruiker(&o.db, &o.kluis, &elders, WACHTWOORD, o.nu).unwrap();
    o
}

/// The house style of the municipality.
pub fn stijl(o: &Omgeving) {
    let i = Invulling {
        naam: "Gemeente Den Bosch".into(),
        adres: "Postbus 1\n5200 AA Den Bosch".into(),
        contact: "Bel 073 000 00 00.".into(),
        bezwaaradres: "Gemeente Den Bosch, Postbus 1, 5200 AA Den Bosch".into(),
        kleur: "#1a4b7c".into(),
        vier_ogen_vanaf: Some(Eurocent(1_500_000)),
        vier_ogen_bij: b::Mandaatregels::standaard().vier_ogen_bij,
        vier_ogen_pgb: true,
        zonder_mandaat_tot: Some(Eurocent(4_000_000)),
    };
    b::kies(o, &wie(4), g(), &i).unwrap().unwrap();
}

/// A part of a whole draft.
pub fn deel(code: &str, aanbieder: &str) -> Onderdeel {
    Onderdeel {
        product: b::Productsleutel::new(
            Productcategorie::parse("02").unwrap(),
            Productcode::parse(code).unwrap(),
        ),
        volume: 1,
        eenheid: Eenheid::StuksOutput,
        frequentie: Frequentie::Maand,
        agb: Some(agb(aanbieder)),
        van: None,
        tot: None,
        toewijzing: None,
    }
}

/// A draft that lacks nothing: 1 a month of 02M02, € 6.300 a year.
pub fn vol(van: Date, tot: Date, begin: &Ontwerp) -> Ontwerp {
    Ontwerp {
        vorm: Some(Verstrekking::Natura),
        aanvraag_op: Some(date(2026, 9, 28)),
        aard: "Individuele begeleiding".into(),
        intensiteit: "ongeveer 2 uur per week".into(),
        onderdelen: vec![deel("02M02", X)],
        ingangsdatum: Some(van),
        einddatum: Some(tot),
        plan_op: Some(date(2026, 9, 25)),
        resultaten: "Ik heb een vaste dagindeling.".into(),
        grond: "U kunt zonder hulp geen dagindeling maken.".into(),
        aangeboden: vec![agb(X), agb(Y)],
        gekozen_op: Some(date(2026, 9, 28)),
        bijdrage: Some(Bijdragemededeling::Verschuldigd),
        identiteit: Some(Identiteitscontrole { op: date(2026, 9, 10), document: "paspoort".into() }),
        ..begin.clone()
    }
}

/// A draft for a client that lacks nothing; its number.
pub fn concept(o: &Omgeving, client: i64, anders: impl Fn(&mut Ontwerp)) -> i64 {
    let id = b::begin(o, &wie(1), g(), client, None).unwrap();
    let blad = b::blad(o, &wie(1), g(), id).unwrap();
    let v = blad.laatste().unwrap();
    let mut ontwerp = vol(date(2026, 11, 1), date(2027, 10, 31), &v.ontwerp);
    anders(&mut ontwerp);
    b::bewaar(o, &wie(1), g(), id, v.ronde, &ontwerp).unwrap().unwrap();
    id
}
