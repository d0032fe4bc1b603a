//! Messages of our own that break no rule, made to be bent.

/// Elements without prefixes: the message's namespace is the default one, `i:` marks the basisschema.
pub fn bericht(nummer: &str, code: &str, van: &str, aan: &str, inhoud: &str) -> String {
    let extra = if nummer == "325" {
        "<DeclaratieIdentificatie><i:Identificatie>D-1</i:Identificatie><i:Dagtekening>2026-09-02</i:Dagtekening></DeclaratieIdentificatie><XsdVersieDeclaratie><i:BasisschemaXsdVersie>1.0.0</i:BasisschemaXsdVersie><i:BerichtXsdVersie>1.0.0</i:BerichtXsdVersie></XsdVersieDeclaratie><RetourCodes><RetourCode>0200</RetourCode></RetourCodes>"
    } else {
        ""
    };
    format!(
        "<Bericht xmlns=\"http://www.istandaarden.nl/iwmo/3_2/wmo{nummer}/schema\" xmlns:i=\"http://www.istandaarden.nl/iwmo/3_2/basisschema/schema\"><Header><BerichtCode>{code}</BerichtCode><BerichtVersie>3</BerichtVersie><BerichtSubversie>2</BerichtSubversie><Afzender>{van}</Afzender><Ontvanger>{aan}</Ontvanger><BerichtIdentificatie><i:Identificatie>B-1</i:Identificatie><i:Dagtekening>2026-09-02</i:Dagtekening></BerichtIdentificatie><XsdVersie><i:BasisschemaXsdVersie>1.0.0</i:BasisschemaXsdVersie><i:BerichtXsdVersie>1.0.0</i:BerichtXsdVersie></XsdVersie>{extra}</Header>{inhoud}</Bericht>"
    )
}

const PERSOON: &str = "<Bsn>999900006</Bsn><Geboortedatum><i:Datum>1950-03-04</i:Datum></Geboortedatum><Geslacht>2</Geslacht><Naam><i:Geslachtsnaam><i:Achternaam>Berg</i:Achternaam></i:Geslachtsnaam></Naam>";

pub fn b301() -> String {
    let contact = "<Contact><Soort>01</Soort><Adres><i:Huis><i:Huisnummer>1</i:Huisnummer></i:Huis><i:Postcode>3311AB</i:Postcode><i:LandCode>NL</i:LandCode></Adres></Contact>";
    bericht(
        "301",
        "414",
        "0796",
        "12345678",
        &format!(
            "<Client><Bsn>999900006</Bsn><Geboortedatum><i:Datum>1950-03-04</i:Datum></Geboortedatum><Geslacht>2</Geslacht><Naam><i:Geslachtsnaam><i:Achternaam>Berg</i:Achternaam></i:Geslachtsnaam><i:NaamGebruik>1</i:NaamGebruik></Naam><Relaties><Relatie><Nummer>1</Nummer><Soort>09</Soort><Geboortedatum><i:Datum>1980-05-06</i:Datum></Geboortedatum><Naam><i:Geslachtsnaam><i:Achternaam>Dal</i:Achternaam></i:Geslachtsnaam><i:NaamGebruik>1</i:NaamGebruik></Naam>{contact}</Relatie></Relaties><Contactgegevens>{contact}</Contactgegevens><ToegewezenProducten>{}</ToegewezenProducten></Client>",
            product301(
                "101",
                "<i:Categorie>02</i:Categorie><i:Code>02A05</i:Code>",
                "2026-09-01",
                "2026-12-31"
            ),
        ),
    )
}

pub fn product301(nummer: &str, product: &str, van: &str, tot: &str) -> String {
    format!(
        "<ToegewezenProduct><ToewijzingNummer>{nummer}</ToewijzingNummer><Product>{product}</Product><Toewijzingsdatum>2026-09-01</Toewijzingsdatum><Toewijzingstijd>10:00:00</Toewijzingstijd><Ingangsdatum>{van}</Ingangsdatum><Einddatum>{tot}</Einddatum><Omvang><i:Volume>10</i:Volume><i:Eenheid>04</i:Eenheid><i:Frequentie>4</i:Frequentie></Omvang></ToegewezenProduct>"
    )
}

pub fn b305() -> String {
    bericht(
        "305",
        "418",
        "12345678",
        "0796",
        &format!(
            "<Client>{PERSOON}<StartProducten><StartProduct><ToewijzingNummer>101</ToewijzingNummer><Product><i:Categorie>02</i:Categorie><i:Code>02A05</i:Code></Product><ToewijzingIngangsdatum>2026-09-01</ToewijzingIngangsdatum><Begindatum>2026-09-01</Begindatum><StatusAanlevering>1</StatusAanlevering></StartProduct></StartProducten></Client>"
        ),
    )
}

pub fn b307() -> String {
    bericht(
        "307",
        "420",
        "12345678",
        "0796",
        &format!(
            "<Client>{PERSOON}<StopProducten><StopProduct><ToewijzingNummer>101</ToewijzingNummer><Product><i:Categorie>02</i:Categorie><i:Code>02A05</i:Code></Product><ToewijzingIngangsdatum>2026-06-01</ToewijzingIngangsdatum><Begindatum>2026-06-01</Begindatum><RedenBeeindiging>19</RedenBeeindiging><Einddatum>2026-09-01</Einddatum><StatusAanlevering>1</StatusAanlevering></StopProduct></StopProducten></Client>"
        ),
    )
}

pub fn b315() -> String {
    bericht(
        "315",
        "444",
        "12345678",
        "0796",
        &format!(
            "<Client>{PERSOON}<AangevraagdeProducten><AangevraagdProduct><ReferentieAanbieder>R1</ReferentieAanbieder><Product><i:Categorie>02</i:Categorie><i:Code>02A05</i:Code></Product><ToewijzingIngangsdatum>2026-10-01</ToewijzingIngangsdatum><ToewijzingEinddatum>2026-12-31</ToewijzingEinddatum><Omvang><i:Volume>10</i:Volume><i:Eenheid>04</i:Eenheid><i:Frequentie>4</i:Frequentie></Omvang><Verwijzer><i:Type>01</i:Type></Verwijzer></AangevraagdProduct></AangevraagdeProducten></Client>"
        ),
    )
}

pub fn b317() -> String {
    bericht(
        "317",
        "480",
        "12345678",
        "0796",
        "<Client><Bsn>999900006</Bsn><Verzoek><ReferentieAanbieder>R1</ReferentieAanbieder><RedenVerzoek>1</RedenVerzoek><OngewijzigdeProducten><OngewijzigdProduct><ToewijzingNummer>101</ToewijzingNummer></OngewijzigdProduct></OngewijzigdeProducten><NieuweProducten><NieuwProduct><Product><i:Categorie>02</i:Categorie><i:Code>02A05</i:Code></Product><GewensteIngangsdatum>2026-09-03</GewensteIngangsdatum><Einddatum>2026-12-31</Einddatum><Omvang><i:Volume>10</i:Volume><i:Eenheid>04</i:Eenheid><i:Frequentie>4</i:Frequentie></Omvang></NieuwProduct></NieuweProducten></Verzoek></Client>",
    )
}

pub fn b319() -> String {
    bericht(
        "319",
        "482",
        "0796",
        "12345678",
        "<Antwoord><ReferentieAanbieder>R1</ReferentieAanbieder><VerzoekAntwoord>1</VerzoekAntwoord><RedenAfwijzingVerzoek>3</RedenAfwijzingVerzoek></Antwoord>",
    )
}

/// A line: reference, line that is credited (or empty), assignment, amount, D or C.
pub fn regel323(referentie: &str, vorige: &str, toewijzing: u32, bedrag: u32, dc: &str) -> String {
    let vorige = if vorige.is_empty() {
        String::new()
    } else {
        format!("<i:VorigReferentieNummer>{vorige}</i:VorigReferentieNummer>")
    };
    format!(
        "<Prestatie><ProductReferentie><i:ReferentieNummer>{referentie}</i:ReferentieNummer>{vorige}</ProductReferentie><ToewijzingNummer>{toewijzing}</ToewijzingNummer><ProductCategorie>02</ProductCategorie><ProductCode>02A05</ProductCode><ProductPeriode><i:Begindatum>2026-08-01</i:Begindatum><i:Einddatum>2026-08-31</i:Einddatum></ProductPeriode><GeleverdVolume>10</GeleverdVolume><Eenheid>04</Eenheid><ProductTarief>5000</ProductTarief><IngediendBedrag><i:Bedrag>{bedrag}</i:Bedrag><i:DebetCredit>{dc}</i:DebetCredit></IngediendBedrag></Prestatie>"
    )
}

pub fn client(bsn: &str, regels: &[String]) -> String {
    format!("<Client><Bsn>{bsn}</Bsn><Prestaties>{}</Prestaties></Client>", regels.concat())
}

/// A claim of some clients with a total.
pub fn b323_van(totaal: u32, dc: &str, clienten: &[String]) -> String {
    bericht(
        "323",
        "484",
        "12345678",
        "0796",
        &format!(
            "<Declaratie><DeclaratieNummer>DN1</DeclaratieNummer><DeclaratiePeriode><i:Begindatum>2026-08-01</i:Begindatum><i:Einddatum>2026-08-31</i:Einddatum></DeclaratiePeriode><DeclaratieDagtekening>2026-09-02</DeclaratieDagtekening><TotaalIngediendBedrag><i:TotaalBedrag>{totaal}</i:TotaalBedrag><i:DebetCredit>{dc}</i:DebetCredit></TotaalIngediendBedrag><Clienten>{}</Clienten></Declaratie>",
            clienten.concat()
        ),
    )
}

/// Two clients; the first has a debit and a credit.
pub fn b323() -> String {
    b323_van(
        90000,
        "D",
        &[
            client(
                "999900006",
                &[regel323("R1", "", 101, 50000, "D"), regel323("R2", "R0", 102, 10000, "C")],
            ),
            client("999900018", &[regel323("R3", "", 103, 50000, "D")]),
        ],
    )
}

/// The first client's debit is rejected.
pub fn b325() -> String {
    let regel = regel323("R1", "", 101, 50000, "D")
        .replace("</Prestatie>", "<RetourCodes><RetourCode>9321</RetourCode></RetourCodes></Prestatie>");
    bericht(
        "325",
        "485",
        "0796",
        "12345678",
        &format!(
            "<DeclaratieAntwoord><DeclaratieNummer>DN1</DeclaratieNummer><TotaalIngediendBedrag><i:TotaalBedrag>90000</i:TotaalBedrag><i:DebetCredit>D</i:DebetCredit></TotaalIngediendBedrag><TotaalToegekendBedrag><i:TotaalBedrag>40000</i:TotaalBedrag><i:DebetCredit>D</i:DebetCredit></TotaalToegekendBedrag><Clienten><Client><Bsn>999900006</Bsn><Prestaties>{regel}</Prestaties><RetourCodes><RetourCode>0200</RetourCode></RetourCodes></Client></Clienten><RetourCodes><RetourCode>0200</RetourCode></RetourCodes></DeclaratieAntwoord>"
        ),
    )
}
