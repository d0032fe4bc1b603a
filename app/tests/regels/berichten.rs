//! Messages as plain text: the program's writer has no part in them.

use super::boek::{A, C, G, VANDAAG, X};
use std::fmt::Write as _;

/// Who writes to whom, under which identification, and when.
#[derive(Clone, Copy)]
pub struct Kop<'a> {
    pub van: &'a str,
    pub aan: &'a str,
    pub id: &'a str,
    pub dag: &'a str,
}

/// From the provider to the municipality, today.
pub fn naar_gemeente(id: &str) -> Kop<'_> {
    Kop { van: X, aan: G, id, dag: VANDAAG }
}

/// From the municipality to the provider, today.
pub fn naar_aanbieder(id: &str) -> Kop<'_> {
    Kop { van: G, aan: X, id, dag: VANDAAG }
}

pub fn bericht(nummer: &str, code: &str, k: &Kop<'_>, extra: &str, inhoud: &str) -> String {
    format!(
        "<Bericht xmlns=\"http://www.istandaarden.nl/iwmo/3_2/wmo{nummer}/schema\" xmlns:i=\"http://www.istandaarden.nl/iwmo/3_2/basisschema/schema\"><Header><BerichtCode>{code}</BerichtCode><BerichtVersie>3</BerichtVersie><BerichtSubversie>2</BerichtSubversie><Afzender>{}</Afzender><Ontvanger>{}</Ontvanger><BerichtIdentificatie><i:Identificatie>{}</i:Identificatie><i:Dagtekening>{}</i:Dagtekening></BerichtIdentificatie><XsdVersie><i:BasisschemaXsdVersie>1.0.0</i:BasisschemaXsdVersie><i:BerichtXsdVersie>1.0.0</i:BerichtXsdVersie></XsdVersie>{extra}</Header>{inhoud}</Bericht>",
        k.van, k.aan, k.id, k.dag
    )
}

pub fn product((categorie, code): (&str, &str)) -> String {
    let code = if code.is_empty() { String::new() } else { format!("<i:Code>{code}</i:Code>") };
    format!("<Product><i:Categorie>{categorie}</i:Categorie>{code}</Product>")
}

fn persoon(bsn: &str) -> String {
    format!(
        "<Bsn>{bsn}</Bsn><Geboortedatum><i:Datum>1950-02-03</i:Datum></Geboortedatum><Geslacht>2</Geslacht><Naam><i:Geslachtsnaam><i:Achternaam>Proef</i:Achternaam></i:Geslachtsnaam></Naam>"
    )
}

/// A start, or with `stop` (reason and last day) a stop.
#[derive(Clone, Copy)]
pub struct Melding<'a> {
    pub bsn: &'a str,
    pub toewijzing: i64,
    pub product: (&'a str, &'a str),
    pub begin: &'a str,
    pub stop: Option<(&'a str, &'a str)>,
    pub status: u8,
}

/// Client A starts on assignment 1, on 5 January 2026.
pub const START: Melding<'_> =
    Melding { bsn: A, toewijzing: 1, product: ("02", "02A01"), begin: "2026-01-05", stop: None, status: 1 };

/// Client C starts with the aid of assignment 9.
pub const HULPMIDDEL: Melding<'_> = Melding { bsn: C, toewijzing: 9, product: ("11", "11X00"), ..START };

impl<'a> Melding<'a> {
    /// The stop that belongs to a start.
    pub fn stop(self, reden: &'a str, eind: &'a str) -> Self {
        Self { stop: Some((reden, eind)), ..self }
    }

    /// The removal of a start or a stop.
    pub fn weg(self) -> Self {
        Self { status: 3, ..self }
    }

    pub fn xml(&self, k: &Kop<'_>) -> String {
        let (nummer, code, naam) =
            if self.stop.is_some() { ("307", "420", "Stop") } else { ("305", "418", "Start") };
        let einde = self.stop.map_or_else(String::new, |(reden, eind)| {
            format!("<RedenBeeindiging>{reden}</RedenBeeindiging><Einddatum>{eind}</Einddatum>")
        });
        let inhoud = format!(
            "<Client>{}<{naam}Producten><{naam}Product><ToewijzingNummer>{}</ToewijzingNummer>{}<ToewijzingIngangsdatum>2026-01-01</ToewijzingIngangsdatum><Begindatum>{}</Begindatum>{einde}<StatusAanlevering>{}</StatusAanlevering></{naam}Product></{naam}Producten></Client>",
            persoon(self.bsn),
            self.toewijzing,
            product(self.product),
            self.begin,
            self.status
        );
        bericht(nummer, code, k, "", &inhoud)
    }

    /// As a message of this provider, today.
    pub fn als(&self, id: &str) -> String {
        self.xml(&naar_gemeente(id))
    }
}

/// A line of a claim.
#[derive(Clone, Copy)]
pub struct Regel<'a> {
    pub bsn: &'a str,
    pub referentie: &'a str,
    pub vorige: Option<&'a str>,
    pub toewijzing: i64,
    pub product: (&'a str, &'a str),
    pub periode: (&'a str, &'a str),
    pub volume: i64,
    pub eenheid: &'a str,
    /// In cents; absent when the unit is euros.
    pub tarief: Option<i64>,
    pub bedrag: i64,
}

pub const AUGUSTUS: (&str, &str) = ("2026-08-01", "2026-08-31");
pub const SEPTEMBER: (&str, &str) = ("2026-09-01", "2026-09-30");
pub const OKTOBER: (&str, &str) = ("2026-10-01", "2026-10-31");

/// Client A, assignment 1: ten hours at € 60,00 in September 2026.
pub const REGEL: Regel<'_> = Regel {
    bsn: A,
    referentie: "R1",
    vorige: None,
    toewijzing: 1,
    product: ("02", "02A01"),
    periode: SEPTEMBER,
    volume: 10,
    eenheid: "04",
    tarief: Some(6000),
    bedrag: 60_000,
};

impl<'a> Regel<'a> {
    /// So many units at the same price.
    pub fn maal(self, volume: i64) -> Self {
        Self { volume, bedrag: volume * self.tarief.unwrap_or(1), ..self }
    }

    /// Another price per unit.
    pub fn tegen(self, tarief: i64) -> Self {
        Self { tarief: Some(tarief), ..self }.maal(self.volume)
    }

    pub fn met(self, referentie: &'a str) -> Self {
        Self { referentie, ..self }
    }

    pub fn over(self, periode: (&'a str, &'a str)) -> Self {
        Self { periode, ..self }
    }

    /// The credit of this line.
    pub fn credit(self, referentie: &'a str) -> Self {
        Self { referentie, vorige: Some(self.referentie), ..self }
    }

    pub fn saldo(&self) -> i64 {
        if self.vorige.is_some() { -self.bedrag } else { self.bedrag }
    }

    pub fn xml(&self, extra: &str) -> String {
        let vorige = self
            .vorige
            .map_or_else(String::new, |v| format!("<i:VorigReferentieNummer>{v}</i:VorigReferentieNummer>"));
        let tarief = self.tarief.map_or_else(String::new, |t| format!("<ProductTarief>{t}</ProductTarief>"));
        format!(
            "<Prestatie><ProductReferentie><i:ReferentieNummer>{}</i:ReferentieNummer>{vorige}</ProductReferentie><ToewijzingNummer>{}</ToewijzingNummer><ProductCategorie>{}</ProductCategorie><ProductCode>{}</ProductCode><ProductPeriode><i:Begindatum>{}</i:Begindatum><i:Einddatum>{}</i:Einddatum></ProductPeriode><GeleverdVolume>{}</GeleverdVolume><Eenheid>{}</Eenheid>{tarief}<IngediendBedrag><i:Bedrag>{}</i:Bedrag><i:DebetCredit>{}</i:DebetCredit></IngediendBedrag>{extra}</Prestatie>",
            self.referentie,
            self.toewijzing,
            self.product.0,
            self.product.1,
            self.periode.0,
            self.periode.1,
            self.volume,
            self.eenheid,
            self.bedrag,
            if self.vorige.is_some() { "C" } else { "D" }
        )
    }
}

/// An amount with its sign as a total.
pub fn totaal(naam: &str, bedrag: i64) -> String {
    let dc = if bedrag < 0 { "C" } else { "D" };
    format!(
        "<{naam}><i:TotaalBedrag>{}</i:TotaalBedrag><i:DebetCredit>{dc}</i:DebetCredit></{naam}>",
        bedrag.abs()
    )
}

/// A 323; the lines of one client stand together.
pub fn declaratie_van(k: &Kop<'_>, nummer: &str, periode: (&str, &str), regels: &[Regel<'_>]) -> String {
    let mut clienten = String::new();
    for groep in regels.chunk_by(|a, b| a.bsn == b.bsn) {
        let lijst: String = groep.iter().map(|r| r.xml("")).collect();
        let _ =
            write!(clienten, "<Client><Bsn>{}</Bsn><Prestaties>{lijst}</Prestaties></Client>", groep[0].bsn);
    }
    let inhoud = format!(
        "<Declaratie><DeclaratieNummer>{nummer}</DeclaratieNummer><DeclaratiePeriode><i:Begindatum>{}</i:Begindatum><i:Einddatum>{}</i:Einddatum></DeclaratiePeriode><DeclaratieDagtekening>{}</DeclaratieDagtekening>{}<Clienten>{clienten}</Clienten></Declaratie>",
        periode.0,
        periode.1,
        k.dag,
        totaal("TotaalIngediendBedrag", regels.iter().map(Regel::saldo).sum())
    );
    bericht("323", "484", k, "", &inhoud)
}

/// A 323 of this provider, today; its number is its identification.
pub fn declaratie(id: &str, periode: (&str, &str), regels: &[Regel<'_>]) -> String {
    declaratie_van(&naar_gemeente(id), id, periode, regels)
}

/// An assigned product of a 301.
#[derive(Clone, Copy)]
pub struct Toewijzing<'a> {
    pub nummer: i64,
    pub referentie: Option<&'a str>,
    pub product: (&'a str, &'a str),
    pub ingang: &'a str,
    pub eind: Option<&'a str>,
    pub reden: Option<&'a str>,
    pub volume: i64,
    /// When it was decided.
    pub dag: &'a str,
}

/// Ten hours a month from 2026 on, as assignment 1 of the book.
pub const TOEGEWEZEN: Toewijzing<'_> = Toewijzing {
    nummer: 1,
    referentie: None,
    product: ("02", "02A01"),
    ingang: "2026-01-01",
    eind: None,
    reden: None,
    volume: 10,
    dag: VANDAAG,
};

impl Toewijzing<'_> {
    fn xml(&self) -> String {
        let als =
            |naam: &str, w: Option<&str>| w.map_or_else(String::new, |w| format!("<{naam}>{w}</{naam}>"));
        let omvang = if self.product.1.is_empty() {
            String::new()
        } else {
            format!(
                "<Omvang><i:Volume>{}</i:Volume><i:Eenheid>04</i:Eenheid><i:Frequentie>4</i:Frequentie></Omvang>",
                self.volume
            )
        };
        format!(
            "<ToegewezenProduct><ToewijzingNummer>{}</ToewijzingNummer>{}{}<Toewijzingsdatum>{}</Toewijzingsdatum><Toewijzingstijd>10:00:00</Toewijzingstijd><Ingangsdatum>{}</Ingangsdatum>{}{}{omvang}</ToegewezenProduct>",
            self.nummer,
            als("ReferentieAanbieder", self.referentie),
            product(self.product),
            self.dag,
            self.ingang,
            als("Einddatum", self.eind),
            als("RedenWijziging", self.reden),
        )
    }
}

/// A 301 with assignments of one client.
pub fn toewijzing_van(k: &Kop<'_>, bsn: &str, producten: &[Toewijzing<'_>]) -> String {
    let lijst: String = producten.iter().map(Toewijzing::xml).collect();
    let inhoud = format!(
        "<Client><Bsn>{bsn}</Bsn><Geboortedatum><i:Datum>1950-02-03</i:Datum></Geboortedatum><Geslacht>2</Geslacht><Naam><i:Geslachtsnaam><i:Achternaam>Proef</i:Achternaam></i:Geslachtsnaam><i:NaamGebruik>1</i:NaamGebruik></Naam><Contactgegevens><Contact><Soort>01</Soort><Adres><i:Huis><i:Huisnummer>1</i:Huisnummer></i:Huis><i:Postcode>1011AA</i:Postcode><i:LandCode>NL</i:LandCode></Adres></Contact></Contactgegevens><ToegewezenProducten>{lijst}</ToegewezenProducten></Client>"
    );
    bericht("301", "414", k, "", &inhoud)
}

/// A 301 to this provider, today.
pub fn toewijzing(id: &str, bsn: &str, producten: &[Toewijzing<'_>]) -> String {
    toewijzing_van(&naar_aanbieder(id), bsn, producten)
}

/// A request for assignment (315) with one product or two.
#[derive(Clone, Copy)]
pub struct Vot<'a> {
    pub bsn: &'a str,
    pub referentie: &'a str,
    /// Reference of a second product.
    pub tweede: Option<&'a str>,
    pub product: (&'a str, &'a str),
}

pub const VOT: Vot<'_> = Vot { bsn: A, referentie: "R1", tweede: None, product: ("05", "05A01") };

impl Vot<'_> {
    pub fn xml(&self, k: &Kop<'_>) -> String {
        let een = |referentie: &str, van: &str, tot: &str| {
            format!(
                "<AangevraagdProduct><ReferentieAanbieder>{referentie}</ReferentieAanbieder>{}<ToewijzingIngangsdatum>{van}</ToewijzingIngangsdatum><ToewijzingEinddatum>{tot}</ToewijzingEinddatum><Omvang><i:Volume>10</i:Volume><i:Eenheid>04</i:Eenheid><i:Frequentie>4</i:Frequentie></Omvang><Verwijzer><i:Type>01</i:Type></Verwijzer></AangevraagdProduct>",
                product(self.product)
            )
        };
        let tweede = self.tweede.map_or_else(String::new, |r| een(r, "2027-01-01", "2027-12-31"));
        let inhoud = format!(
            "<Client>{}<AangevraagdeProducten>{}{tweede}</AangevraagdeProducten></Client>",
            persoon(self.bsn),
            een(self.referentie, "2026-12-01", "2026-12-31")
        );
        bericht("315", "444", k, "", &inhoud)
    }

    pub fn als(&self, id: &str) -> String {
        self.xml(&naar_gemeente(id))
    }
}

/// An assignment that must change.
#[derive(Clone, Copy)]
pub struct Wijziging<'a> {
    pub nummer: i64,
    pub ingang: &'a str,
    /// Volume (hours) and frequency.
    pub omvang: Option<(i64, &'a str)>,
    pub budget: Option<i64>,
}

/// A request for change (317).
#[derive(Clone, Copy)]
pub struct Vow<'a> {
    pub bsn: &'a str,
    pub referentie: &'a str,
    pub ongewijzigd: &'a [i64],
    pub te_wijzigen: &'a [Wijziging<'a>],
    /// Product and first day of a new product.
    pub nieuw: Option<((&'a str, &'a str), &'a str)>,
}

/// Client A keeps assignment 21 and asks for something new.
pub const VOW: Vow<'_> = Vow {
    bsn: A,
    referentie: "R1",
    ongewijzigd: &[21],
    te_wijzigen: &[],
    nieuw: Some((("05", "05A01"), "2026-12-01")),
};

impl Vow<'_> {
    pub fn xml(&self, k: &Kop<'_>) -> String {
        let lijst = |naam: &str, rijen: String| {
            if rijen.is_empty() { rijen } else { format!("<{naam}>{rijen}</{naam}>") }
        };
        let omvang = |o: Option<(i64, &str)>| {
            o.map_or_else(String::new, |(v, f)| {
                format!("<Omvang><i:Volume>{v}</i:Volume><i:Eenheid>04</i:Eenheid><i:Frequentie>{f}</i:Frequentie></Omvang>")
            })
        };
        let zelfde: Vec<String> = self
            .ongewijzigd
            .iter()
            .map(|n| {
                format!("<OngewijzigdProduct><ToewijzingNummer>{n}</ToewijzingNummer></OngewijzigdProduct>")
            })
            .collect();
        let anders: Vec<String> = self
            .te_wijzigen
            .iter()
            .map(|w| {
                format!(
                    "<TeWijzigenProduct><ToewijzingNummer>{}</ToewijzingNummer><GewensteIngangsdatum>{}</GewensteIngangsdatum><Einddatum>2026-12-31</Einddatum>{}{}</TeWijzigenProduct>",
                    w.nummer,
                    w.ingang,
                    omvang(w.omvang),
                    w.budget.map_or_else(String::new, |b| format!("<Budget>{b}</Budget>"))
                )
            })
            .collect();
        let nieuw = self.nieuw.map_or_else(String::new, |(p, van)| {
            format!(
                "<NieuwProduct>{}<GewensteIngangsdatum>{van}</GewensteIngangsdatum><Einddatum>2027-12-31</Einddatum>{}</NieuwProduct>",
                product(p),
                omvang(Some((10, "4")))
            )
        });
        let inhoud = format!(
            "<Client><Bsn>{}</Bsn><Verzoek><ReferentieAanbieder>{}</ReferentieAanbieder><RedenVerzoek>1</RedenVerzoek>{}{}{}</Verzoek></Client>",
            self.bsn,
            self.referentie,
            lijst("OngewijzigdeProducten", zelfde.concat()),
            lijst("TeWijzigenProducten", anders.concat()),
            lijst("NieuweProducten", nieuw)
        );
        bericht("317", "480", k, "", &inhoud)
    }

    pub fn als(&self, id: &str) -> String {
        self.xml(&naar_gemeente(id))
    }
}

/// An answer (319): refused with a reason, or (`None`) looked into.
pub fn antwoord_van(k: &Kop<'_>, referentie: &str, reden: Option<&str>) -> String {
    let inhoud = reden.map_or_else(
        || "<VerzoekAntwoord>2</VerzoekAntwoord>".to_owned(),
        |r| format!("<VerzoekAntwoord>1</VerzoekAntwoord><RedenAfwijzingVerzoek>{r}</RedenAfwijzingVerzoek>"),
    );
    let inhoud =
        format!("<Antwoord><ReferentieAanbieder>{referentie}</ReferentieAanbieder>{inhoud}</Antwoord>");
    bericht("319", "482", k, "", &inhoud)
}

/// The request is looked into.
pub fn in_onderzoek(id: &str, referentie: &str) -> String {
    antwoord_van(&naar_aanbieder(id), referentie, None)
}

/// The request is refused.
pub fn afgewezen(id: &str, referentie: &str) -> String {
    antwoord_van(&naar_aanbieder(id), referentie, Some("3"))
}
