//! Messages of our own making, as plain text: the program's writer has no part in them.

use std::fmt::Write as _;

/// Head of a message: kind, parties, identification and day.
#[derive(Debug, Clone, Copy)]
pub struct Kop<'a> {
    /// Sender and receiver: codes.
    pub van: &'a str,
    /// See `van`.
    pub aan: &'a str,
    /// Identification.
    pub id: &'a str,
    /// Day.
    pub dag: &'a str,
}

fn begin(soort: &str, code: &str, k: &Kop<'_>) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<m:Bericht xmlns:m=\"http://www.istandaarden.nl/iwmo/3_2/{soort}/schema\" \
         xmlns:i=\"http://www.istandaarden.nl/iwmo/3_2/basisschema/schema\"><m:Header>\
         <m:BerichtCode>{code}</m:BerichtCode><m:BerichtVersie>3</m:BerichtVersie><m:BerichtSubversie>2</m:BerichtSubversie>\
         <m:Afzender>{}</m:Afzender><m:Ontvanger>{}</m:Ontvanger>\
         <m:BerichtIdentificatie><i:Identificatie>{}</i:Identificatie><i:Dagtekening>{}</i:Dagtekening></m:BerichtIdentificatie>\
         <m:XsdVersie><i:BasisschemaXsdVersie>1.0.0</i:BasisschemaXsdVersie><i:BerichtXsdVersie>1.0.0</i:BerichtXsdVersie></m:XsdVersie>\
         </m:Header>",
        k.van, k.aan, k.id, k.dag
    )
}

fn client(bsn: &str, midden: &str) -> String {
    format!(
        "<m:Client><m:Bsn>{bsn}</m:Bsn><m:Geboortedatum><i:Datum>1950-02-03</i:Datum></m:Geboortedatum>\
         <m:Geslacht>2</m:Geslacht><m:Naam><i:Geslachtsnaam><i:Achternaam>Proef</i:Achternaam></i:Geslachtsnaam></m:Naam>\
         {midden}</m:Client></m:Bericht>\n"
    )
}

/// A start or a stop of one product.
#[derive(Debug, Clone, Copy)]
pub struct Levering<'a> {
    /// Number of the assignment.
    pub toewijzing: i64,
    /// First day of the assignment.
    pub ingang: &'a str,
    /// First day of the care.
    pub begin: &'a str,
    /// For a stop: reason and last day.
    pub stop: Option<(&'a str, &'a str)>,
    /// 1 first, 3 remove.
    pub status: u8,
}

impl Levering<'_> {
    fn xml(&self) -> String {
        let soort = if self.stop.is_some() { "Stop" } else { "Start" };
        let stop = self.stop.map_or_else(String::new, |(reden, eind)| {
            format!("<m:RedenBeeindiging>{reden}</m:RedenBeeindiging><m:Einddatum>{eind}</m:Einddatum>")
        });
        format!(
            "<m:{soort}Product><m:ToewijzingNummer>{}</m:ToewijzingNummer>\
             <m:Product><i:Categorie>02</i:Categorie><i:Code>02A01</i:Code></m:Product>\
             <m:ToewijzingIngangsdatum>{}</m:ToewijzingIngangsdatum><m:Begindatum>{}</m:Begindatum>{stop}\
             <m:StatusAanlevering>{}</m:StatusAanlevering></m:{soort}Product>",
            self.toewijzing, self.ingang, self.begin, self.status
        )
    }
}

/// A 305 with starts, or a 307 with stops, of one client.
pub fn levering(k: &Kop<'_>, bsn: &str, producten: &[Levering<'_>]) -> String {
    let stop = producten.iter().any(|p| p.stop.is_some());
    let (soort, code, naam) = if stop { ("wmo307", "420", "Stop") } else { ("wmo305", "418", "Start") };
    let lijst: String = producten.iter().map(Levering::xml).collect();
    format!(
        "{}{}",
        begin(soort, code, k),
        client(bsn, &format!("<m:{naam}Producten>{lijst}</m:{naam}Producten>"))
    )
}

/// A line of a claim; [`Prestatie::goed`] gives one that fits the books of the tests.
#[derive(Debug, Clone)]
pub struct Prestatie {
    /// BSN of the client.
    pub bsn: &'static str,
    /// Reference, and for a credit the reference that it takes back.
    pub referentie: String,
    /// See `referentie`.
    pub vorige: Option<String>,
    /// Number of the assignment.
    pub toewijzing: i64,
    /// Category and code.
    pub product: (&'static str, &'static str),
    /// First and last day.
    pub periode: (&'static str, &'static str),
    /// Volume, unit, price, amount (without sign).
    pub volume: i64,
    /// See `volume`.
    pub eenheid: &'static str,
    /// See `volume`.
    pub tarief: i64,
    /// See `volume`.
    pub bedrag: i64,
}

impl Prestatie {
    /// 10 hours at € 60,00 in September 2026.
    pub fn goed(bsn: &'static str, toewijzing: i64, referentie: &str) -> Self {
        Self {
            bsn,
            referentie: referentie.to_owned(),
            vorige: None,
            toewijzing,
            product: ("02", "02A01"),
            periode: ("2026-09-01", "2026-09-30"),
            volume: 10,
            eenheid: "04",
            tarief: 6000,
            bedrag: 60_000,
        }
    }

    /// The credit of this line.
    #[must_use]
    pub fn credit(&self, referentie: &str) -> Self {
        Self { referentie: referentie.to_owned(), vorige: Some(self.referentie.clone()), ..self.clone() }
    }

    fn teken(&self) -> i64 {
        if self.vorige.is_some() { -1 } else { 1 }
    }

    fn xml(&self) -> String {
        let vorige = self
            .vorige
            .as_ref()
            .map_or_else(String::new, |v| format!("<i:VorigReferentieNummer>{v}</i:VorigReferentieNummer>"));
        format!(
            "<m:Prestatie><m:ProductReferentie><i:ReferentieNummer>{}</i:ReferentieNummer>{vorige}</m:ProductReferentie>\
             <m:ToewijzingNummer>{}</m:ToewijzingNummer><m:ProductCategorie>{}</m:ProductCategorie>\
             <m:ProductCode>{}</m:ProductCode><m:ProductPeriode><i:Begindatum>{}</i:Begindatum>\
             <i:Einddatum>{}</i:Einddatum></m:ProductPeriode><m:GeleverdVolume>{}</m:GeleverdVolume>\
             <m:Eenheid>{}</m:Eenheid><m:ProductTarief>{}</m:ProductTarief><m:IngediendBedrag><i:Bedrag>{}</i:Bedrag>\
             <i:DebetCredit>{}</i:DebetCredit></m:IngediendBedrag></m:Prestatie>",
            self.referentie,
            self.toewijzing,
            self.product.0,
            self.product.1,
            self.periode.0,
            self.periode.1,
            self.volume,
            self.eenheid,
            self.tarief,
            self.bedrag,
            if self.vorige.is_some() { "C" } else { "D" }
        )
    }
}

/// A 323 over a period; lines of one client stand together, in the order given.
pub fn declaratie(k: &Kop<'_>, nummer: &str, periode: (&str, &str), regels: &[Prestatie]) -> String {
    let totaal: i64 = regels.iter().map(|r| r.teken() * r.bedrag).sum();
    let mut xml = begin("wmo323", "484", k);
    let _ = write!(
        xml,
        "<m:Declaratie><m:DeclaratieNummer>{nummer}</m:DeclaratieNummer><m:DeclaratiePeriode><i:Begindatum>{}</i:Begindatum>\
         <i:Einddatum>{}</i:Einddatum></m:DeclaratiePeriode><m:DeclaratieDagtekening>{}</m:DeclaratieDagtekening>\
         <m:TotaalIngediendBedrag><i:TotaalBedrag>{}</i:TotaalBedrag><i:DebetCredit>{}</i:DebetCredit>\
         </m:TotaalIngediendBedrag><m:Clienten>",
        periode.0,
        periode.1,
        k.dag,
        totaal.abs(),
        if totaal < 0 { "C" } else { "D" }
    );
    for groep in regels.chunk_by(|a, b| a.bsn == b.bsn) {
        let _ = write!(xml, "<m:Client><m:Bsn>{}</m:Bsn><m:Prestaties>", groep[0].bsn);
        for r in groep {
            xml.push_str(&r.xml());
        }
        xml.push_str("</m:Prestaties></m:Client>");
    }
    xml.push_str("</m:Clienten></m:Declaratie></m:Bericht>\n");
    xml
}

/// What stands in the elements with this name, whatever the prefix, in order.
pub fn elementen<'x>(xml: &'x str, naam: &str) -> Vec<&'x str> {
    let mut uit = Vec::new();
    let mut rest = xml;
    while let Some(i) = rest.find('<') {
        rest = &rest[i + 1..];
        let Some(eind) = rest.find('>') else { break };
        let (open, na) = (&rest[..eind], &rest[eind + 1..]);
        let kaal = open.split_whitespace().next().unwrap_or("");
        if kaal.rsplit(':').next() == Some(naam) && !kaal.starts_with('/') {
            let sluit = format!("</{kaal}>");
            if let Some(e) = na.find(&sluit) {
                uit.push(&na[..e]);
            }
        }
        rest = na;
    }
    uit
}
