//! Messages with every element filled, of all fourteen kinds: for the bounds of each element. They obey the schema; rules
//! within the message they may break.

use istandaard::Soort;

fn naam(volledig: bool) -> String {
    let (partner, gebruik) = if volledig {
        (
            "<i:Partnernaam><i:Achternaam>Zee</i:Achternaam><i:Voorvoegsel>ter</i:Voorvoegsel></i:Partnernaam>",
            "<i:NaamGebruik>1</i:NaamGebruik>",
        )
    } else {
        ("", "")
    };
    format!(
        "<Naam><i:Geslachtsnaam><i:Achternaam>Berg</i:Achternaam><i:Voorvoegsel>van</i:Voorvoegsel></i:Geslachtsnaam>{partner}<i:Voornamen>Anna</i:Voornamen><i:Voorletters>AB</i:Voorletters>{gebruik}</Naam>"
    )
}

const GEBOREN: &str =
    "<Geboortedatum><i:Datum>1950-01-01</i:Datum><i:DatumGebruik>1</i:DatumGebruik></Geboortedatum>";
const PRODUCT: &str = "<Product><i:Categorie>02</i:Categorie><i:Code>02A05</i:Code></Product>";
const OMVANG: &str =
    "<Omvang><i:Volume>10</i:Volume><i:Eenheid>04</i:Eenheid><i:Frequentie>4</i:Frequentie></Omvang>";

fn persoon(volledig: bool) -> String {
    format!("<Bsn>999900006</Bsn>{GEBOREN}<Geslacht>2</Geslacht>{}", naam(volledig))
}

fn client(retour: &str, inhoud: &str) -> String {
    format!("<Client>{inhoud}{retour}</Client>")
}

fn toewijzing(r: &str) -> String {
    let telefoon = "<i:Telefoonnummer>0781234567</i:Telefoonnummer><i:Landnummer>31</i:Landnummer>";
    let contact = format!(
        "<Contact><Soort>01</Soort><Adres><i:Huis><i:Huisnummer>1</i:Huisnummer><i:Huisletter>a</i:Huisletter><i:HuisnummerToevoeging>bis</i:HuisnummerToevoeging><i:AanduidingWoonadres>BY</i:AanduidingWoonadres></i:Huis><i:Postcode>3311AB</i:Postcode><i:Straatnaam>Kade</i:Straatnaam><i:Plaatsnaam>Dordrecht</i:Plaatsnaam><i:LandCode>NL</i:LandCode></Adres><Organisatie>Werk</Organisatie><Telefoon><i:Telefoon01>{telefoon}</i:Telefoon01><i:Telefoon02>{telefoon}</i:Telefoon02></Telefoon><Emailadres>a@b.nl</Emailadres><Periode><i:Begindatum>2026-09-01</i:Begindatum><i:Einddatum>2026-09-30</i:Einddatum></Periode>{r}</Contact>"
    );
    let persoon = persoon(true);
    let naam = naam(true);
    client(
        r,
        &format!(
            "{persoon}<Communicatie><i:Vorm>1</i:Vorm><i:Taal>Deens</i:Taal></Communicatie><JuridischeStatus>01</JuridischeStatus><WettelijkeVertegenwoordiging>06</WettelijkeVertegenwoordiging><Commentaar>Bel eerst</Commentaar><Relaties><Relatie><Nummer>1</Nummer><Volgorde>1</Volgorde><Soort>09</Soort>{GEBOREN}<Geslacht>1</Geslacht>{naam}{contact}{r}</Relatie></Relaties><Contactgegevens>{contact}</Contactgegevens><ToegewezenProducten><ToegewezenProduct><ToewijzingNummer>101</ToewijzingNummer><ReferentieAanbieder>R1</ReferentieAanbieder>{PRODUCT}<Toewijzingsdatum>2026-09-01</Toewijzingsdatum><Toewijzingstijd>10:00:00</Toewijzingstijd><Ingangsdatum>2026-09-01</Ingangsdatum><Einddatum>2026-12-31</Einddatum><RedenWijziging>02</RedenWijziging>{OMVANG}<Budget>100</Budget><Commentaar>Let op</Commentaar>{r}</ToegewezenProduct></ToegewezenProducten>"
        ),
    )
}

fn levering(r: &str, stop: bool) -> String {
    let (naam, einde) = if stop {
        ("Stop", "<RedenBeeindiging>19</RedenBeeindiging><Einddatum>2026-09-01</Einddatum>")
    } else {
        ("Start", "")
    };
    client(
        r,
        &format!(
            "{}<{naam}Producten><{naam}Product><ToewijzingNummer>101</ToewijzingNummer>{PRODUCT}<ToewijzingIngangsdatum>2026-09-01</ToewijzingIngangsdatum><Begindatum>2026-09-01</Begindatum>{einde}<StatusAanlevering>1</StatusAanlevering>{r}</{naam}Product></{naam}Producten>",
            persoon(false)
        ),
    )
}

fn vot(r: &str) -> String {
    client(
        r,
        &format!(
            "{}<Commentaar>Bel eerst</Commentaar><AangevraagdeProducten><AangevraagdProduct><ReferentieAanbieder>R1</ReferentieAanbieder><BeschikkingNummer>7</BeschikkingNummer>{PRODUCT}<BeschikkingIngangsdatum>2026-09-01</BeschikkingIngangsdatum><ToewijzingIngangsdatum>2026-10-01</ToewijzingIngangsdatum><ToewijzingEinddatum>2026-12-31</ToewijzingEinddatum>{OMVANG}<Budget>100</Budget><Verwijzer><i:Type>02</i:Type><i:Naam>Dr</i:Naam><i:ZorgverlenerCode>01234567</i:ZorgverlenerCode></Verwijzer><Raamcontract>1</Raamcontract><Commentaar>Let op</Commentaar>{r}</AangevraagdProduct></AangevraagdeProducten>",
            persoon(false)
        ),
    )
}

fn vow(r: &str) -> String {
    let rest = format!(
        "<GewensteIngangsdatum>2026-10-01</GewensteIngangsdatum><Einddatum>2026-12-31</Einddatum>{OMVANG}<Budget>100</Budget>{r}"
    );
    client(
        r,
        &format!(
            "<Bsn>999900006</Bsn><Verzoek><ReferentieAanbieder>R1</ReferentieAanbieder><RedenVerzoek>1</RedenVerzoek><OngewijzigdeProducten><OngewijzigdProduct><ToewijzingNummer>101</ToewijzingNummer>{r}</OngewijzigdProduct></OngewijzigdeProducten><TeWijzigenProducten><TeWijzigenProduct><ToewijzingNummer>102</ToewijzingNummer>{rest}</TeWijzigenProduct></TeWijzigenProducten><NieuweProducten><NieuwProduct>{PRODUCT}{rest}</NieuwProduct></NieuweProducten>{r}</Verzoek>"
        ),
    )
}

fn antwoord(r: &str) -> String {
    format!(
        "<Antwoord><ReferentieAanbieder>R1</ReferentieAanbieder><VerzoekAntwoord>1</VerzoekAntwoord><RedenAfwijzingVerzoek>3</RedenAfwijzingVerzoek>{r}</Antwoord>"
    )
}

fn declaratie(r: &str) -> String {
    let som = |naam: &str| {
        format!("<{naam}><i:TotaalBedrag>100</i:TotaalBedrag><i:DebetCredit>C</i:DebetCredit></{naam}>")
    };
    let periode = "<i:Begindatum>2026-08-01</i:Begindatum><i:Einddatum>2026-08-31</i:Einddatum>";
    let clienten = format!(
        "<Clienten><Client><Bsn>999900006</Bsn><Prestaties><Prestatie><ProductReferentie><i:ReferentieNummer>R1</i:ReferentieNummer><i:VorigReferentieNummer>R0</i:VorigReferentieNummer></ProductReferentie><ToewijzingNummer>101</ToewijzingNummer><ProductCategorie>02</ProductCategorie><ProductCode>02A05</ProductCode><ProductPeriode>{periode}</ProductPeriode><GeleverdVolume>10</GeleverdVolume><Eenheid>04</Eenheid><ProductTarief>10</ProductTarief><IngediendBedrag><i:Bedrag>100</i:Bedrag><i:DebetCredit>C</i:DebetCredit></IngediendBedrag>{r}</Prestatie></Prestaties>{r}</Client></Clienten>"
    );
    if r.is_empty() {
        format!(
            "<Declaratie><DeclaratieNummer>DN1</DeclaratieNummer><DeclaratiePeriode>{periode}</DeclaratiePeriode><DeclaratieDagtekening>2026-09-02</DeclaratieDagtekening>{}{clienten}</Declaratie>",
            som("TotaalIngediendBedrag")
        )
    } else {
        format!(
            "<DeclaratieAntwoord><DeclaratieNummer>DN1</DeclaratieNummer>{}{}{clienten}{r}</DeclaratieAntwoord>",
            som("TotaalIngediendBedrag"),
            som("TotaalToegekendBedrag")
        )
    }
}

/// A message of this kind with every element.
pub fn vol(soort: Soort) -> String {
    let heen = soort.antwoord_op();
    let r = if heen.is_some() { "<RetourCodes><RetourCode>0200</RetourCode></RetourCodes>" } else { "" };
    let inhoud = match heen.unwrap_or(soort) {
        Soort::Wmo301 => toewijzing(r),
        Soort::Wmo305 => levering(r, false),
        Soort::Wmo307 => levering(r, true),
        Soort::Wmo315 => vot(r),
        Soort::Wmo317 => vow(r),
        Soort::Wmo319 => antwoord(r),
        _ => declaratie(r),
    };
    let versies = "<i:BasisschemaXsdVersie>1.0.0</i:BasisschemaXsdVersie><i:BerichtXsdVersie>1.0.0</i:BerichtXsdVersie>";
    let identificatie = "<i:Identificatie>B-1</i:Identificatie><i:Dagtekening>2026-09-02</i:Dagtekening>";
    let extra = match (heen, soort) {
        (None, _) => String::new(),
        (_, Soort::Wmo325) => format!(
            "<DeclaratieIdentificatie>{identificatie}</DeclaratieIdentificatie><XsltVersie>1.0.0</XsltVersie><XsdVersieDeclaratie>{versies}</XsdVersieDeclaratie>{r}"
        ),
        _ => format!(
            "<IdentificatieRetour>R-1</IdentificatieRetour><DagtekeningRetour>2026-09-03</DagtekeningRetour><XsltVersie>1.0.0</XsltVersie><XsdVersieRetour>{versies}</XsdVersieRetour>{r}"
        ),
    };
    // A return message keeps the sender and receiver of the message that it answers; a 325 has its own.
    let van_gemeente = soort.afzender_in_header() == istandaard::Partij::Gemeente;
    let (van, aan) = if van_gemeente { ("0796", "12345678") } else { ("12345678", "0796") };
    format!(
        "<Bericht xmlns=\"{}\" xmlns:i=\"{}\"><Header><BerichtCode>{}</BerichtCode><BerichtVersie>3</BerichtVersie><BerichtSubversie>2</BerichtSubversie><Afzender>{van}</Afzender><Ontvanger>{aan}</Ontvanger><BerichtIdentificatie>{identificatie}</BerichtIdentificatie><XsdVersie>{versies}</XsdVersie>{extra}</Header>{inhoud}</Bericht>",
        soort.namespace(),
        istandaard::NS_BASIS,
        soort.berichtcode()
    )
}
