//! An answer to a claim (325) at the provider, held against its own claim.

use super::berichten::{Kop, OKTOBER, REGEL, Regel, SEPTEMBER, bericht, naar_aanbieder, totaal};
use super::boek::{A, B, Boek, G, MORGEN, ONBEKEND, VANDAAG, X};
use super::paar;
use app::verzending::declareren::{Claim, Regel as Claimregel, dien_in};
use istandaard::Prestatie;
use kern::{AgbCode, Eenheid, Eurocent, Gemeentecode, Productcategorie, Productcode, lees_datum};

const P: &str = "/Bericht/DeclaratieAntwoord/Clienten/Client[1]/Prestaties/Prestatie[1]";
const CLIENT: &str = "/Bericht/DeclaratieAntwoord/Clienten/Client[1]/Bsn";
const IDENTIFICATIE: &str = "/Bericht/Header/BerichtIdentificatie";
const BEANTWOORDT: &str = "/Bericht/Header/DeclaratieIdentificatie";
const DAGTEKENING: &str = "/Bericht/Header/BerichtIdentificatie/Dagtekening";
const BEANTWOORDT_OP: &str = "/Bericht/Header/DeclaratieIdentificatie/Dagtekening";

/// Client A claims September (`R1`) and in a second message October (`R2`). The identifications and the numbers follow
/// from the book, so that a new book always has the same.
pub fn declareer(b: &Boek) {
    for (regel, periode) in [(REGEL, SEPTEMBER), (REGEL.met("R2").over(OKTOBER), OKTOBER)] {
        let dag = |d: &str| lees_datum(d).unwrap();
        let prestatie = Prestatie {
            client_nr: 1,
            nr: 1,
            referentie: regel.referentie.into(),
            vorige_referentie: None,
            toewijzing: regel.toewijzing,
            categorie: Productcategorie::parse(regel.product.0).unwrap(),
            code: Productcode::parse(regel.product.1).unwrap(),
            van: dag(periode.0),
            tot: dag(periode.1),
            volume: regel.volume,
            eenheid: Eenheid::parse(regel.eenheid).unwrap(),
            tarief: regel.tarief.map(Eurocent),
            bedrag: Eurocent(regel.bedrag),
            retourcodes: Vec::new(),
        };
        let claim = Claim {
            gemeente: Gemeentecode::parse(G).unwrap(),
            agb: AgbCode::parse(X).unwrap(),
            periode: (dag(periode.0), dag(periode.1)),
            regels: vec![Claimregel { client: 1, prestatie }],
        };
        dien_in(&b.omgeving(), &claim).unwrap().unwrap();
    }
}

/// What a 325 says.
#[derive(Clone, Copy)]
struct Antwoord<'a> {
    kop: Kop<'a>,
    /// Which of the two claims it answers, from 0.
    op: usize,
    /// Identification of the claim, when it is not that of `op`.
    identificatie: Option<&'a str>,
    op_dag: &'a str,
    xsd: &'a str,
    nummer: Option<&'a str>,
    bsn: &'a str,
    regel: Regel<'a>,
}

fn goed(id: &str) -> Antwoord<'_> {
    Antwoord {
        kop: naar_aanbieder(id),
        op: 0,
        identificatie: None,
        op_dag: VANDAAG,
        xsd: "1.0.0",
        nummer: None,
        bsn: A,
        regel: REGEL,
    }
}

/// The answer to the second claim.
fn tweede(id: &str) -> Antwoord<'_> {
    Antwoord { op: 1, regel: REGEL.met("R2").over(OKTOBER), ..goed(id) }
}

impl Antwoord<'_> {
    /// The one line of the claim is rejected.
    fn xml(&self, b: &Boek) -> String {
        let (identificatie, nummer, versie) = b.verzonden(self.op);
        let xsd = if self.xsd == "1.0.0" { versie.as_str() } else { self.xsd };
        let retour = |c: &str| format!("<RetourCodes><RetourCode>{c}</RetourCode></RetourCodes>");
        let extra = format!(
            "<DeclaratieIdentificatie><i:Identificatie>{}</i:Identificatie><i:Dagtekening>{}</i:Dagtekening></DeclaratieIdentificatie><XsdVersieDeclaratie><i:BasisschemaXsdVersie>1.0.0</i:BasisschemaXsdVersie><i:BerichtXsdVersie>{xsd}</i:BerichtXsdVersie></XsdVersieDeclaratie>{}",
            self.identificatie.unwrap_or(&identificatie),
            self.op_dag,
            retour("0200")
        );
        // the claim was 60,000 cents; whatever the line says, the totals agree with it
        let inhoud = format!(
            "<DeclaratieAntwoord><DeclaratieNummer>{}</DeclaratieNummer>{}{}<Clienten><Client><Bsn>{}</Bsn><Prestaties>{}</Prestaties>{}</Client></Clienten>{}</DeclaratieAntwoord>",
            self.nummer.unwrap_or(&nummer),
            totaal("TotaalIngediendBedrag", self.regel.bedrag),
            totaal("TotaalToegekendBedrag", 0),
            self.bsn,
            self.regel.xml(&retour("9321")),
            retour("0200"),
            retour("0200")
        );
        bericht("325", "485", &self.kop, &extra, &inhoud)
    }

    fn met(self, f: impl FnOnce(&mut Self)) -> Self {
        let mut anders = self;
        f(&mut anders);
        anders
    }
}

paar!(
    tr056_wmo325_header_berichtidentificatie,
    gedeclareerd,
    IDENTIFICATIE,
    |b| {
        b.na_antwoord(&goed("Z1").xml(&b));
        tweede("Z1").xml(&b)
    },
    |b| {
        b.na_antwoord(&goed("Z1").xml(&b));
        tweede("Z2").xml(&b)
    }
);
// A claim is answered once.
paar!(
    tr056_wmo325_header_declaratieidentificatie,
    gedeclareerd,
    BEANTWOORDT,
    |b| {
        b.na_antwoord(&goed("Z1").xml(&b));
        goed("Z2").xml(&b)
    },
    |b| goed("Z2").xml(&b)
);
paar!(
    tr135_wmo325_header_berichtidentificatie,
    gedeclareerd,
    DAGTEKENING,
    |b| Antwoord { kop: Kop { dag: MORGEN, ..naar_aanbieder("Z1") }, ..goed("Z1") }.xml(&b),
    |b| goed("Z1").xml(&b)
);
paar!(
    tr135_wmo325_header_declaratieidentificatie,
    gedeclareerd,
    BEANTWOORDT_OP,
    |b| Antwoord { op_dag: MORGEN, ..goed("Z1") }.xml(&b),
    |b| Antwoord { op_dag: VANDAAG, ..goed("Z1") }.xml(&b)
);
paar!(
    tr378_wmo325,
    gedeclareerd,
    "/Bericht/Header/Afzender",
    |b| Antwoord { kop: Kop { van: "9998", ..naar_aanbieder("Z1") }, ..goed("Z1") }.xml(&b),
    |b| goed("Z1").xml(&b),
    ook["TR337"]
);
paar!(tr304_wmo325, gedeclareerd, CLIENT, |b| Antwoord { bsn: ONBEKEND, ..goed("Z1") }.xml(&b), |b| goed(
    "Z1"
)
.xml(&b));
paar!(tr304_wmo325_andere_client, gedeclareerd, CLIENT, |b| Antwoord { bsn: B, ..goed("Z1") }.xml(&b), |b| {
    goed("Z1").xml(&b)
});
paar!(
    tr337_wmo325,
    gedeclareerd,
    BEANTWOORDT,
    |b| Antwoord { identificatie: Some("ANDERS"), ..goed("Z1") }.xml(&b),
    |b| goed("Z1").xml(&b)
);
paar!(
    tr371_wmo325,
    gedeclareerd,
    "/Bericht/Header/XsdVersieDeclaratie",
    |b| Antwoord { xsd: "1.0.9", ..goed("Z1") }.xml(&b),
    |b| goed("Z1").xml(&b)
);
paar!(
    tr376_wmo325,
    gedeclareerd,
    "/Bericht/DeclaratieAntwoord/DeclaratieNummer",
    |b| Antwoord { nummer: Some("D9"), ..goed("Z1") }.xml(&b),
    |b| goed("Z1").xml(&b)
);
paar!(
    tr366_wmo325,
    gedeclareerd,
    "/Bericht/DeclaratieAntwoord/Clienten/Client[1]/Prestaties/Prestatie[1]/ProductReferentie",
    |b| goed("Z1").met(|a| a.regel = REGEL.met("R9")).xml(&b),
    |b| goed("Z1").xml(&b)
);
// The line of the other claim is no line of this one.
paar!(
    tr366_wmo325_andere_declaratie,
    gedeclareerd,
    "/Bericht/DeclaratieAntwoord/Clienten/Client[1]/Prestaties/Prestatie[1]/ProductReferentie",
    |b| Antwoord { op: 0, ..tweede("Z1") }.xml(&b),
    |b| tweede("Z1").xml(&b)
);

// Each element that the answer repeats, changed and as it was claimed.
paar!(
    tr367_wmo325_prestatie_toewijzingnummer,
    gedeclareerd,
    &format!("{P}/ToewijzingNummer"),
    |b| goed("Z1").met(|a| a.regel.toewijzing = 2).xml(&b),
    |b| goed("Z1").xml(&b)
);
paar!(
    tr367_wmo325_prestatie_productcategorie,
    gedeclareerd,
    &format!("{P}/ProductCategorie"),
    |b| goed("Z1").met(|a| a.regel.product.0 = "03").xml(&b),
    |b| goed("Z1").xml(&b)
);
paar!(
    tr367_wmo325_prestatie_productcode,
    gedeclareerd,
    &format!("{P}/ProductCode"),
    |b| goed("Z1").met(|a| a.regel.product.1 = "02A02").xml(&b),
    |b| goed("Z1").xml(&b)
);
paar!(
    tr367_wmo325_prestatie_productperiode,
    gedeclareerd,
    &format!("{P}/ProductPeriode"),
    |b| goed("Z1").met(|a| a.regel.periode.1 = "2026-09-29").xml(&b),
    |b| goed("Z1").xml(&b)
);
paar!(
    tr367_wmo325_prestatie_geleverdvolume,
    gedeclareerd,
    &format!("{P}/GeleverdVolume"),
    |b| goed("Z1").met(|a| a.regel.volume = 11).xml(&b),
    |b| goed("Z1").xml(&b)
);
paar!(
    tr367_wmo325_prestatie_eenheid,
    gedeclareerd,
    &format!("{P}/Eenheid"),
    |b| goed("Z1").met(|a| a.regel.eenheid = "14").xml(&b),
    |b| goed("Z1").xml(&b)
);
paar!(
    tr367_wmo325_prestatie_producttarief,
    gedeclareerd,
    &format!("{P}/ProductTarief"),
    |b| goed("Z1").met(|a| a.regel.tarief = Some(6001)).xml(&b),
    |b| goed("Z1").xml(&b)
);
paar!(
    tr367_wmo325_prestatie_ingediendbedrag,
    gedeclareerd,
    &format!("{P}/IngediendBedrag"),
    |b| goed("Z1").met(|a| a.regel.bedrag = 60_001).xml(&b),
    |b| goed("Z1").xml(&b)
);
