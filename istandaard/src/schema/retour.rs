//! The classes of the answers.

use super::Inhoud::{Klasse as K, Waarde as W};
use super::{Klasse, basis, een, meer, nul, vast};

pub(crate) mod m302 {
    use super::{K, Klasse, W, basis as b, een, meer, nul, vast};
    pub(crate) static BERICHT: Klasse =
        Klasse::eigen("Bericht", &[een("Header", K(&HEADER)), nul("Client", K(&CLIENT))]);
    static HEADER: Klasse = Klasse::eigen(
        "Header",
        &[
            een("BerichtCode", W(&vast::CODE_302)),
            een("BerichtVersie", W(&vast::VERSIE)),
            een("BerichtSubversie", W(&vast::SUBVERSIE)),
            een("Afzender", W(&b::GEMEENTE)),
            een("Ontvanger", W(&b::AGB_CODE)),
            een("BerichtIdentificatie", K(&b::BERICHT_IDENTIFICATIE)),
            een("XsdVersie", K(&b::XSD_VERSIE)),
            een("IdentificatieRetour", W(&b::IDENTIFICATIE_BERICHT)),
            een("DagtekeningRetour", W(&b::DATUM)),
            nul("XsltVersie", W(&b::VERSIE)),
            een("XsdVersieRetour", K(&b::XSD_VERSIE)),
            nul("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
    static RETOUR_CODES: Klasse = Klasse::eigen("RetourCodes", &[meer("RetourCode", W(&b::RETOUR_CODE))]);
    static CLIENT: Klasse = Klasse::eigen(
        "Client",
        &[
            een("Bsn", W(&b::BURGER_SERVICENUMMER)),
            een("Geboortedatum", K(&b::GEBOORTEDATUM)),
            een("Geslacht", W(&b::GESLACHT)),
            een("Naam", K(&b::VOLLEDIGE_NAAM)),
            nul("Communicatie", K(&b::COMMUNICATIE)),
            nul("JuridischeStatus", W(&b::JURIDISCHE_STATUS)),
            nul("WettelijkeVertegenwoordiging", W(&b::WETTELIJKE_VERTEGENWOORDIGING)),
            nul("Commentaar", W(&b::COMMENTAAR)),
            nul("Relaties", K(&RELATIES)),
            een("Contactgegevens", K(&CONTACTGEGEVENS)),
            een("ToegewezenProducten", K(&TOEGEWEZEN_PRODUCTEN)),
            een("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
    static RELATIES: Klasse = Klasse::eigen("Relaties", &[meer("Relatie", K(&RELATIE))]);
    static RELATIE: Klasse = Klasse::eigen(
        "Relatie",
        &[
            een("Nummer", W(&b::PERSOONSID)),
            nul("Volgorde", W(&b::RELATIE_VOLGORDE)),
            een("Soort", W(&b::SOORT_RELATIE)),
            nul("Geboortedatum", K(&b::GEBOORTEDATUM)),
            nul("Geslacht", W(&b::GESLACHT)),
            een("Naam", K(&b::VOLLEDIGE_NAAM)),
            een("Contact", K(&CONTACT)),
            een("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
    static CONTACT: Klasse = Klasse::eigen(
        "Contact",
        &[
            een("Soort", W(&b::ADRES_SOORT)),
            nul("Adres", K(&b::ADRES)),
            nul("Organisatie", W(&b::ORGANISATIENAAM)),
            nul("Telefoon", K(&b::TELEFOONNUMMERS)),
            nul("Emailadres", W(&b::EMAILADRES)),
            nul("Periode", K(&b::OPEN_PERIODE)),
            een("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
    static CONTACTGEGEVENS: Klasse = Klasse::eigen("Contactgegevens", &[meer("Contact", K(&CONTACT))]);
    static TOEGEWEZEN_PRODUCTEN: Klasse =
        Klasse::eigen("ToegewezenProducten", &[meer("ToegewezenProduct", K(&TOEGEWEZEN_PRODUCT))]);
    static TOEGEWEZEN_PRODUCT: Klasse = Klasse::eigen(
        "ToegewezenProduct",
        &[
            een("ToewijzingNummer", W(&b::NUMMER)),
            nul("ReferentieAanbieder", W(&b::REFERENTIE)),
            nul("Product", K(&b::PRODUCT)),
            een("Toewijzingsdatum", W(&b::DATUM)),
            een("Toewijzingstijd", W(&b::TIJD)),
            een("Ingangsdatum", W(&b::DATUM)),
            nul("Einddatum", W(&b::DATUM)),
            nul("RedenWijziging", W(&b::REDEN_WIJZIGING)),
            nul("Omvang", K(&b::OMVANG)),
            nul("Budget", W(&b::BUDGET)),
            nul("Commentaar", W(&b::COMMENTAAR)),
            een("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
}

pub(crate) mod m306 {
    use super::{K, Klasse, W, basis as b, een, meer, nul, vast};
    pub(crate) static BERICHT: Klasse =
        Klasse::eigen("Bericht", &[een("Header", K(&HEADER)), nul("Client", K(&CLIENT))]);
    static HEADER: Klasse = Klasse::eigen(
        "Header",
        &[
            een("BerichtCode", W(&vast::CODE_306)),
            een("BerichtVersie", W(&vast::VERSIE)),
            een("BerichtSubversie", W(&vast::SUBVERSIE)),
            een("Afzender", W(&b::AGB_CODE)),
            een("Ontvanger", W(&b::GEMEENTE)),
            een("BerichtIdentificatie", K(&b::BERICHT_IDENTIFICATIE)),
            een("XsdVersie", K(&b::XSD_VERSIE)),
            een("IdentificatieRetour", W(&b::IDENTIFICATIE_BERICHT)),
            een("DagtekeningRetour", W(&b::DATUM)),
            nul("XsltVersie", W(&b::VERSIE)),
            een("XsdVersieRetour", K(&b::XSD_VERSIE)),
            nul("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
    static RETOUR_CODES: Klasse = Klasse::eigen("RetourCodes", &[meer("RetourCode", W(&b::RETOUR_CODE))]);
    static CLIENT: Klasse = Klasse::eigen(
        "Client",
        &[
            een("Bsn", W(&b::BURGER_SERVICENUMMER)),
            een("Geboortedatum", K(&b::GEBOORTEDATUM)),
            een("Geslacht", W(&b::GESLACHT)),
            een("Naam", K(&b::VERKORTE_NAAM)),
            een("StartProducten", K(&START_PRODUCTEN)),
            een("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
    static START_PRODUCTEN: Klasse =
        Klasse::eigen("StartProducten", &[meer("StartProduct", K(&START_PRODUCT))]);
    static START_PRODUCT: Klasse = Klasse::eigen(
        "StartProduct",
        &[
            nul("ToewijzingNummer", W(&b::NUMMER)),
            nul("Product", K(&b::PRODUCT)),
            nul("ToewijzingIngangsdatum", W(&b::DATUM)),
            een("Begindatum", W(&b::DATUM)),
            een("StatusAanlevering", W(&b::STATUS_AANLEVERING)),
            een("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
}

pub(crate) mod m308 {
    use super::{K, Klasse, W, basis as b, een, meer, nul, vast};
    pub(crate) static BERICHT: Klasse =
        Klasse::eigen("Bericht", &[een("Header", K(&HEADER)), nul("Client", K(&CLIENT))]);
    static HEADER: Klasse = Klasse::eigen(
        "Header",
        &[
            een("BerichtCode", W(&vast::CODE_308)),
            een("BerichtVersie", W(&vast::VERSIE)),
            een("BerichtSubversie", W(&vast::SUBVERSIE)),
            een("Afzender", W(&b::AGB_CODE)),
            een("Ontvanger", W(&b::GEMEENTE)),
            een("BerichtIdentificatie", K(&b::BERICHT_IDENTIFICATIE)),
            een("XsdVersie", K(&b::XSD_VERSIE)),
            een("IdentificatieRetour", W(&b::IDENTIFICATIE_BERICHT)),
            een("DagtekeningRetour", W(&b::DATUM)),
            nul("XsltVersie", W(&b::VERSIE)),
            een("XsdVersieRetour", K(&b::XSD_VERSIE)),
            nul("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
    static RETOUR_CODES: Klasse = Klasse::eigen("RetourCodes", &[meer("RetourCode", W(&b::RETOUR_CODE))]);
    static CLIENT: Klasse = Klasse::eigen(
        "Client",
        &[
            een("Bsn", W(&b::BURGER_SERVICENUMMER)),
            een("Geboortedatum", K(&b::GEBOORTEDATUM)),
            een("Geslacht", W(&b::GESLACHT)),
            een("Naam", K(&b::VERKORTE_NAAM)),
            een("StopProducten", K(&STOP_PRODUCTEN)),
            een("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
    static STOP_PRODUCTEN: Klasse = Klasse::eigen("StopProducten", &[meer("StopProduct", K(&STOP_PRODUCT))]);
    static STOP_PRODUCT: Klasse = Klasse::eigen(
        "StopProduct",
        &[
            nul("ToewijzingNummer", W(&b::NUMMER)),
            nul("Product", K(&b::PRODUCT)),
            nul("ToewijzingIngangsdatum", W(&b::DATUM)),
            een("Begindatum", W(&b::DATUM)),
            een("RedenBeeindiging", W(&b::REDEN_BEEINDIGING)),
            een("Einddatum", W(&b::DATUM)),
            een("StatusAanlevering", W(&b::STATUS_AANLEVERING)),
            een("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
}

pub(crate) mod m316 {
    use super::{K, Klasse, W, basis as b, een, meer, nul, vast};
    pub(crate) static BERICHT: Klasse =
        Klasse::eigen("Bericht", &[een("Header", K(&HEADER)), nul("Client", K(&CLIENT))]);
    static HEADER: Klasse = Klasse::eigen(
        "Header",
        &[
            een("BerichtCode", W(&vast::CODE_316)),
            een("BerichtVersie", W(&vast::VERSIE)),
            een("BerichtSubversie", W(&vast::SUBVERSIE)),
            een("Afzender", W(&b::AGB_CODE)),
            een("Ontvanger", W(&b::GEMEENTE)),
            een("BerichtIdentificatie", K(&b::BERICHT_IDENTIFICATIE)),
            een("XsdVersie", K(&b::XSD_VERSIE)),
            een("IdentificatieRetour", W(&b::IDENTIFICATIE_BERICHT)),
            een("DagtekeningRetour", W(&b::DATUM)),
            nul("XsltVersie", W(&b::VERSIE)),
            een("XsdVersieRetour", K(&b::XSD_VERSIE)),
            nul("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
    static RETOUR_CODES: Klasse = Klasse::eigen("RetourCodes", &[meer("RetourCode", W(&b::RETOUR_CODE))]);
    static CLIENT: Klasse = Klasse::eigen(
        "Client",
        &[
            een("Bsn", W(&b::BURGER_SERVICENUMMER)),
            een("Geboortedatum", K(&b::GEBOORTEDATUM)),
            een("Geslacht", W(&b::GESLACHT)),
            een("Naam", K(&b::VERKORTE_NAAM)),
            nul("Commentaar", W(&b::COMMENTAAR)),
            een("AangevraagdeProducten", K(&AANGEVRAAGDE_PRODUCTEN)),
            een("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
    static AANGEVRAAGDE_PRODUCTEN: Klasse =
        Klasse::eigen("AangevraagdeProducten", &[meer("AangevraagdProduct", K(&AANGEVRAAGD_PRODUCT))]);
    static AANGEVRAAGD_PRODUCT: Klasse = Klasse::eigen(
        "AangevraagdProduct",
        &[
            een("ReferentieAanbieder", W(&b::REFERENTIE)),
            nul("BeschikkingNummer", W(&b::NUMMER)),
            nul("Product", K(&b::PRODUCT)),
            nul("BeschikkingIngangsdatum", W(&b::DATUM)),
            een("ToewijzingIngangsdatum", W(&b::DATUM)),
            nul("ToewijzingEinddatum", W(&b::DATUM)),
            nul("Omvang", K(&b::OMVANG)),
            nul("Budget", W(&b::BUDGET)),
            een("Verwijzer", K(&b::VERWIJZER)),
            nul("Raamcontract", W(&b::JA_NEE)),
            nul("Commentaar", W(&b::COMMENTAAR)),
            een("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
}

pub(crate) mod m318 {
    use super::{K, Klasse, W, basis as b, een, meer, nul, vast};
    pub(crate) static BERICHT: Klasse =
        Klasse::eigen("Bericht", &[een("Header", K(&HEADER)), nul("Client", K(&CLIENT))]);
    static HEADER: Klasse = Klasse::eigen(
        "Header",
        &[
            een("BerichtCode", W(&vast::CODE_318)),
            een("BerichtVersie", W(&vast::VERSIE)),
            een("BerichtSubversie", W(&vast::SUBVERSIE)),
            een("Afzender", W(&b::AGB_CODE)),
            een("Ontvanger", W(&b::GEMEENTE)),
            een("BerichtIdentificatie", K(&b::BERICHT_IDENTIFICATIE)),
            een("XsdVersie", K(&b::XSD_VERSIE)),
            een("IdentificatieRetour", W(&b::IDENTIFICATIE_BERICHT)),
            een("DagtekeningRetour", W(&b::DATUM)),
            nul("XsltVersie", W(&b::VERSIE)),
            een("XsdVersieRetour", K(&b::XSD_VERSIE)),
            nul("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
    static RETOUR_CODES: Klasse = Klasse::eigen("RetourCodes", &[meer("RetourCode", W(&b::RETOUR_CODE))]);
    static CLIENT: Klasse = Klasse::eigen(
        "Client",
        &[
            een("Bsn", W(&b::BURGER_SERVICENUMMER)),
            een("Verzoek", K(&VERZOEK)),
            een("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
    static VERZOEK: Klasse = Klasse::eigen(
        "Verzoek",
        &[
            een("ReferentieAanbieder", W(&b::REFERENTIE)),
            een("RedenVerzoek", W(&b::REDEN_VERZOEK)),
            nul("OngewijzigdeProducten", K(&ONGEWIJZIGDE_PRODUCTEN)),
            nul("TeWijzigenProducten", K(&TE_WIJZIGEN_PRODUCTEN)),
            nul("NieuweProducten", K(&NIEUWE_PRODUCTEN)),
            een("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
    static ONGEWIJZIGDE_PRODUCTEN: Klasse =
        Klasse::eigen("OngewijzigdeProducten", &[meer("OngewijzigdProduct", K(&ONGEWIJZIGD_PRODUCT))]);
    static ONGEWIJZIGD_PRODUCT: Klasse = Klasse::eigen(
        "OngewijzigdProduct",
        &[een("ToewijzingNummer", W(&b::NUMMER)), een("RetourCodes", K(&RETOUR_CODES))],
    );
    static TE_WIJZIGEN_PRODUCTEN: Klasse =
        Klasse::eigen("TeWijzigenProducten", &[meer("TeWijzigenProduct", K(&TE_WIJZIGEN_PRODUCT))]);
    static TE_WIJZIGEN_PRODUCT: Klasse = Klasse::eigen(
        "TeWijzigenProduct",
        &[
            een("ToewijzingNummer", W(&b::NUMMER)),
            een("GewensteIngangsdatum", W(&b::DATUM)),
            nul("Einddatum", W(&b::DATUM)),
            nul("Omvang", K(&b::OMVANG)),
            nul("Budget", W(&b::BUDGET)),
            een("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
    static NIEUWE_PRODUCTEN: Klasse =
        Klasse::eigen("NieuweProducten", &[meer("NieuwProduct", K(&NIEUW_PRODUCT))]);
    static NIEUW_PRODUCT: Klasse = Klasse::eigen(
        "NieuwProduct",
        &[
            nul("Product", K(&b::PRODUCT)),
            een("GewensteIngangsdatum", W(&b::DATUM)),
            nul("Einddatum", W(&b::DATUM)),
            nul("Omvang", K(&b::OMVANG)),
            nul("Budget", W(&b::BUDGET)),
            een("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
}

pub(crate) mod m320 {
    use super::{K, Klasse, W, basis as b, een, meer, nul, vast};
    pub(crate) static BERICHT: Klasse =
        Klasse::eigen("Bericht", &[een("Header", K(&HEADER)), nul("Antwoord", K(&ANTWOORD))]);
    static HEADER: Klasse = Klasse::eigen(
        "Header",
        &[
            een("BerichtCode", W(&vast::CODE_320)),
            een("BerichtVersie", W(&vast::VERSIE)),
            een("BerichtSubversie", W(&vast::SUBVERSIE)),
            een("Afzender", W(&b::GEMEENTE)),
            een("Ontvanger", W(&b::AGB_CODE)),
            een("BerichtIdentificatie", K(&b::BERICHT_IDENTIFICATIE)),
            een("XsdVersie", K(&b::XSD_VERSIE)),
            een("IdentificatieRetour", W(&b::IDENTIFICATIE_BERICHT)),
            een("DagtekeningRetour", W(&b::DATUM)),
            nul("XsltVersie", W(&b::VERSIE)),
            een("XsdVersieRetour", K(&b::XSD_VERSIE)),
            nul("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
    static RETOUR_CODES: Klasse = Klasse::eigen("RetourCodes", &[meer("RetourCode", W(&b::RETOUR_CODE))]);
    static ANTWOORD: Klasse = Klasse::eigen(
        "Antwoord",
        &[
            een("ReferentieAanbieder", W(&b::REFERENTIE)),
            een("VerzoekAntwoord", W(&b::VERZOEK_ANTWOORD)),
            nul("RedenAfwijzingVerzoek", W(&b::REDEN_AFWIJZING_VERZOEK)),
            een("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
}

pub(crate) mod m325 {
    use super::{K, Klasse, W, basis as b, een, meer, nul, vast};
    pub(crate) static BERICHT: Klasse = Klasse::eigen(
        "Bericht",
        &[een("Header", K(&HEADER)), nul("DeclaratieAntwoord", K(&DECLARATIE_ANTWOORD))],
    );
    static HEADER: Klasse = Klasse::eigen(
        "Header",
        &[
            een("BerichtCode", W(&vast::CODE_325)),
            een("BerichtVersie", W(&vast::VERSIE)),
            een("BerichtSubversie", W(&vast::SUBVERSIE)),
            een("Afzender", W(&b::GEMEENTE)),
            een("Ontvanger", W(&b::AGB_CODE)),
            een("BerichtIdentificatie", K(&b::BERICHT_IDENTIFICATIE)),
            een("XsdVersie", K(&b::XSD_VERSIE)),
            een("DeclaratieIdentificatie", K(&b::BERICHT_IDENTIFICATIE)),
            nul("XsltVersie", W(&b::VERSIE)),
            een("XsdVersieDeclaratie", K(&b::XSD_VERSIE)),
            een("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
    static RETOUR_CODES: Klasse = Klasse::eigen("RetourCodes", &[meer("RetourCode", W(&b::RETOUR_CODE))]);
    static DECLARATIE_ANTWOORD: Klasse = Klasse::eigen(
        "DeclaratieAntwoord",
        &[
            een("DeclaratieNummer", W(&b::IDENTIFICATIE_DECLARATIE)),
            een("TotaalIngediendBedrag", K(&b::TOTAAL_BEDRAG_MET_DC)),
            een("TotaalToegekendBedrag", K(&b::TOTAAL_BEDRAG_MET_DC)),
            nul("Clienten", K(&CLIENTEN)),
            een("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
    static CLIENTEN: Klasse = Klasse::eigen("Clienten", &[meer("Client", K(&CLIENT))]);
    static CLIENT: Klasse = Klasse::eigen(
        "Client",
        &[
            een("Bsn", W(&b::BURGER_SERVICENUMMER)),
            een("Prestaties", K(&PRESTATIES)),
            een("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
    static PRESTATIES: Klasse = Klasse::eigen("Prestaties", &[meer("Prestatie", K(&PRESTATIE))]);
    static PRESTATIE: Klasse = Klasse::eigen(
        "Prestatie",
        &[
            een("ProductReferentie", K(&b::REFERENTIE_KLASSE)),
            een("ToewijzingNummer", W(&b::NUMMER)),
            een("ProductCategorie", W(&b::PRODUCT_CATEGORIE)),
            een("ProductCode", W(&b::PRODUCT_CODE)),
            een("ProductPeriode", K(&b::GESLOTEN_PERIODE)),
            een("GeleverdVolume", W(&b::VOLUME)),
            een("Eenheid", W(&b::EENHEID)),
            nul("ProductTarief", W(&b::BEDRAG)),
            een("IngediendBedrag", K(&b::BEDRAG_MET_DC)),
            een("RetourCodes", K(&RETOUR_CODES)),
        ],
    );
}
