//! The data types and shared classes of the basisschema: names, order, cardinality and bounds.

use super::Inhoud::{Klasse as K, Waarde as W};
use super::{Klasse, Patroon, Type, Vorm, een, getal, lijst, nul, tekst};
use crate::codelijst::Lijst;

pub(crate) static AANDUIDING_WOONADRES: Type = Type::new("LDT_AanduidingWoonadres", lijst(Lijst::Num061, 2));
pub(crate) static ADRES_SOORT: Type = Type::new("LDT_AdresSoort", lijst(Lijst::Cod757, 2));
pub(crate) static AGB_CODE: Type = Type::new("LDT_AgbCode", tekst(8, Patroon::Cijfers(8)));
pub(crate) static BEDRAG: Type = Type::new("LDT_Bedrag", getal(99_999_999));
pub(crate) static BUDGET: Type = Type::new("LDT_Budget", getal(99_999_999));
pub(crate) static BURGER_SERVICENUMMER: Type =
    Type::new("LDT_BurgerServicenummer", tekst(9, Patroon::Cijfers(9)));
pub(crate) static COMMENTAAR: Type = Type::new("LDT_Commentaar", tekst(0, Patroon::Commentaar));
pub(crate) static COMMUNICATIEVORM: Type = Type::new("LDT_Communicatievorm", lijst(Lijst::Cod747, 1));
pub(crate) static DATUM: Type = Type::new("LDT_Datum", Vorm::Datum);
pub(crate) static DATUM_GEBRUIK: Type = Type::new("LDT_DatumGebruik", lijst(Lijst::Cod170, 1));
pub(crate) static DEBET_CREDIT: Type = Type::new("LDT_DebetCredit", lijst(Lijst::Cod043, 1));
pub(crate) static EENHEID: Type = Type::new("LDT_Eenheid", lijst(Lijst::Wj756, 2));
pub(crate) static EMAILADRES: Type = Type::new("LDT_Emailadres", tekst(80, Patroon::NietLeeg));
pub(crate) static FREQUENTIE: Type = Type::new("LDT_Frequentie", lijst(Lijst::Wmo757, 1));
pub(crate) static GEMEENTE: Type = Type::new("LDT_Gemeente", tekst(0, Patroon::Cijfers(4)));
pub(crate) static GESLACHT: Type = Type::new("LDT_Geslacht", lijst(Lijst::Cod046, 1));
pub(crate) static HUISLETTER: Type = Type::new("LDT_Huisletter", tekst(1, Patroon::NietLeeg));
pub(crate) static HUISNUMMER: Type = Type::new("LDT_Huisnummer", getal(99_999));
pub(crate) static HUISNUMMER_TOEVOEGING: Type =
    Type::new("LDT_HuisnummerToevoeging", tekst(4, Patroon::NietLeeg));
pub(crate) static IDENTIFICATIE_BERICHT: Type =
    Type::new("LDT_IdentificatieBericht", tekst(12, Patroon::NietLeeg));
pub(crate) static IDENTIFICATIE_DECLARATIE: Type =
    Type::new("LDT_IdentificatieDeclaratie", tekst(12, Patroon::Geen));
pub(crate) static JA_NEE: Type = Type::new("LDT_JaNee", lijst(Lijst::Cod260, 1));
pub(crate) static JURIDISCHE_STATUS: Type = Type::new("LDT_JuridischeStatus", lijst(Lijst::Wj232, 2));
pub(crate) static LAND_CODE: Type = Type::new("LDT_LandCode", lijst(Lijst::Cod032, 2));
pub(crate) static LANDNUMMER: Type = Type::new("LDT_Landnummer", tekst(4, Patroon::NietLeeg));
pub(crate) static NAAM: Type = Type::new("LDT_Naam", tekst(200, Patroon::NietLeeg));
pub(crate) static NAAM_GEBRUIK: Type = Type::new("LDT_NaamGebruik", lijst(Lijst::Cod700, 1));
pub(crate) static NAAM_VERWIJZER: Type = Type::new("LDT_NaamVerwijzer", tekst(64, Patroon::NietLeeg));
pub(crate) static NUMMER: Type = Type::new("LDT_Nummer", getal(999_999_999));
pub(crate) static ORGANISATIENAAM: Type = Type::new("LDT_Organisatienaam", tekst(35, Patroon::NietLeeg));
pub(crate) static PERSOONSID: Type = Type::new("LDT_Persoonsid", tekst(20, Patroon::NietLeeg));
pub(crate) static PLAATSNAAM: Type = Type::new("LDT_Plaatsnaam", tekst(80, Patroon::NietLeeg));
pub(crate) static POSTCODE: Type = Type::new("LDT_Postcode", tekst(8, Patroon::NietLeeg));
pub(crate) static PRODUCT_CATEGORIE: Type = Type::new("LDT_ProductCategorie", lijst(Lijst::Wmo020, 2));
pub(crate) static PRODUCT_CODE: Type = Type::new("LDT_ProductCode", tekst(5, Patroon::NietLeeg));
pub(crate) static REDEN_AFWIJZING_VERZOEK: Type =
    Type::new("LDT_RedenAfwijzingVerzoek", lijst(Lijst::Wj759, 2));
pub(crate) static REDEN_BEEINDIGING: Type = Type::new("LDT_RedenBeeindiging", lijst(Lijst::Wmo588, 2));
pub(crate) static REDEN_VERZOEK: Type = Type::new("LDT_RedenVerzoek", lijst(Lijst::Wj758, 1));
pub(crate) static REDEN_WIJZIGING: Type = Type::new("LDT_RedenWijziging", lijst(Lijst::Wmo002, 2));
pub(crate) static REFERENTIE: Type = Type::new("LDT_Referentie", tekst(36, Patroon::NietLeeg));
pub(crate) static REFERENTIE_NUMMER: Type = Type::new("LDT_ReferentieNummer", tekst(20, Patroon::Geen));
pub(crate) static RELATIE_VOLGORDE: Type = Type::new("LDT_RelatieVolgorde", getal(99));
pub(crate) static RETOUR_CODE: Type = Type::new("LDT_RetourCode", lijst(Lijst::Wj001, 4));
pub(crate) static SOORT_RELATIE: Type = Type::new("LDT_SoortRelatie", lijst(Lijst::Cod472, 2));
pub(crate) static STATUS_AANLEVERING: Type = Type::new("LDT_StatusAanlevering", lijst(Lijst::Cod467, 1));
pub(crate) static STRAATNAAM: Type = Type::new("LDT_Straatnaam", tekst(24, Patroon::NietLeeg));
pub(crate) static TAAL: Type = Type::new("LDT_Taal", tekst(25, Patroon::NietLeeg));
pub(crate) static TELEFOONNUMMER: Type = Type::new("LDT_Telefoonnummer", tekst(15, Patroon::AlleenCijfers));
pub(crate) static TIJD: Type = Type::new("LDT_Tijd", Vorm::Tijd);
pub(crate) static TOTAAL_BEDRAG: Type = Type::new("LDT_TotaalBedrag", getal(999_999_999_999));
pub(crate) static TYPE_VERWIJZER: Type = Type::new("LDT_TypeVerwijzer", lijst(Lijst::Cod327, 2));
pub(crate) static VERSIE: Type = Type::new("LDT_Versie", tekst(0, Patroon::Versie));
pub(crate) static VERZOEK_ANTWOORD: Type = Type::new("LDT_VerzoekAntwoord", lijst(Lijst::Wj760, 1));
pub(crate) static VOLUME: Type = Type::new("LDT_Volume", getal(99_999_999));
pub(crate) static VOORLETTERS: Type = Type::new("LDT_Voorletters", tekst(6, Patroon::Letters));
pub(crate) static VOORVOEGSEL: Type = Type::new("LDT_Voorvoegsel", tekst(10, Patroon::NietLeeg));
pub(crate) static WETTELIJKE_VERTEGENWOORDIGING: Type =
    Type::new("LDT_WettelijkeVertegenwoordiging", lijst(Lijst::Wj003, 2));

pub(crate) static ACHTERNAAM: Klasse =
    Klasse::basis("CDT_Achternaam", &[een("Achternaam", W(&NAAM)), nul("Voorvoegsel", W(&VOORVOEGSEL))]);
pub(crate) static ADRES: Klasse = Klasse::basis(
    "CDT_Adres",
    &[
        nul("Huis", K(&HUIS)),
        nul("Postcode", W(&POSTCODE)),
        nul("Straatnaam", W(&STRAATNAAM)),
        nul("Plaatsnaam", W(&PLAATSNAAM)),
        nul("LandCode", W(&LAND_CODE)),
    ],
);
pub(crate) static BEDRAG_MET_DC: Klasse =
    Klasse::basis("CDT_BedragMetDC", &[een("Bedrag", W(&BEDRAG)), een("DebetCredit", W(&DEBET_CREDIT))]);
pub(crate) static BERICHT_IDENTIFICATIE: Klasse = Klasse::basis(
    "CDT_BerichtIdentificatie",
    &[een("Identificatie", W(&IDENTIFICATIE_BERICHT)), een("Dagtekening", W(&DATUM))],
);
pub(crate) static COMMUNICATIE: Klasse =
    Klasse::basis("CDT_Communicatie", &[een("Vorm", W(&COMMUNICATIEVORM)), nul("Taal", W(&TAAL))]);
pub(crate) static GEBOORTEDATUM: Klasse =
    Klasse::basis("CDT_Geboortedatum", &[een("Datum", W(&DATUM)), nul("DatumGebruik", W(&DATUM_GEBRUIK))]);
pub(crate) static GESLOTEN_PERIODE: Klasse =
    Klasse::basis("CDT_GeslotenPeriode", &[een("Begindatum", W(&DATUM)), een("Einddatum", W(&DATUM))]);
pub(crate) static HUIS: Klasse = Klasse::basis(
    "CDT_Huis",
    &[
        een("Huisnummer", W(&HUISNUMMER)),
        nul("Huisletter", W(&HUISLETTER)),
        nul("HuisnummerToevoeging", W(&HUISNUMMER_TOEVOEGING)),
        nul("AanduidingWoonadres", W(&AANDUIDING_WOONADRES)),
    ],
);
pub(crate) static OMVANG: Klasse = Klasse::basis(
    "CDT_Omvang",
    &[een("Volume", W(&VOLUME)), een("Eenheid", W(&EENHEID)), een("Frequentie", W(&FREQUENTIE))],
);
pub(crate) static OPEN_PERIODE: Klasse =
    Klasse::basis("CDT_OpenPeriode", &[nul("Begindatum", W(&DATUM)), nul("Einddatum", W(&DATUM))]);
pub(crate) static PRODUCT: Klasse =
    Klasse::basis("CDT_Product", &[een("Categorie", W(&PRODUCT_CATEGORIE)), nul("Code", W(&PRODUCT_CODE))]);
pub(crate) static REFERENTIE_KLASSE: Klasse = Klasse::basis(
    "CDT_Referentie",
    &[een("ReferentieNummer", W(&REFERENTIE_NUMMER)), nul("VorigReferentieNummer", W(&REFERENTIE_NUMMER))],
);
pub(crate) static TELEFOON: Klasse = Klasse::basis(
    "CDT_Telefoon",
    &[een("Telefoonnummer", W(&TELEFOONNUMMER)), een("Landnummer", W(&LANDNUMMER))],
);
pub(crate) static TELEFOONNUMMERS: Klasse =
    Klasse::basis("CDT_Telefoonnummers", &[een("Telefoon01", K(&TELEFOON)), nul("Telefoon02", K(&TELEFOON))]);
pub(crate) static TOTAAL_BEDRAG_MET_DC: Klasse = Klasse::basis(
    "CDT_TotaalBedragMetDC",
    &[een("TotaalBedrag", W(&TOTAAL_BEDRAG)), een("DebetCredit", W(&DEBET_CREDIT))],
);
pub(crate) static VERKORTE_NAAM: Klasse = Klasse::basis(
    "CDT_VerkorteNaam",
    &[een("Geslachtsnaam", K(&ACHTERNAAM)), nul("Voornamen", W(&NAAM)), nul("Voorletters", W(&VOORLETTERS))],
);
pub(crate) static VERWIJZER: Klasse = Klasse::basis(
    "CDT_Verwijzer",
    &[
        een("Type", W(&TYPE_VERWIJZER)),
        nul("Naam", W(&NAAM_VERWIJZER)),
        nul("ZorgverlenerCode", W(&AGB_CODE)),
    ],
);
pub(crate) static VOLLEDIGE_NAAM: Klasse = Klasse::basis(
    "CDT_VolledigeNaam",
    &[
        een("Geslachtsnaam", K(&ACHTERNAAM)),
        nul("Partnernaam", K(&ACHTERNAAM)),
        nul("Voornamen", W(&NAAM)),
        nul("Voorletters", W(&VOORLETTERS)),
        een("NaamGebruik", W(&NAAM_GEBRUIK)),
    ],
);
pub(crate) static XSD_VERSIE: Klasse = Klasse::basis(
    "CDT_XsdVersie",
    &[een("BasisschemaXsdVersie", W(&VERSIE)), een("BerichtXsdVersie", W(&VERSIE))],
);
