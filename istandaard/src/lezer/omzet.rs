//! From elements to typed values. `None` where an element is missing or failed the schema: then there is a finding.

use super::boom::{Knoop, Staat, Zicht};
use super::verzoek::{verzoek, verzoekantwoord, wijziging};
use crate::codelijst;
use crate::model::{
    Achternaam, Adres, AntwoordKop, Antwoordbericht, Antwoordkop, Antwoordretour, Bericht, ClientStart,
    ClientStop, ClientToewijzing, Code, Communicatie, Contact, DeclaratieKop, Geboortedatum, Header, Heen,
    Huis, Omvang, OpenPeriode, Relatie, Retour, StartProduct, StopProduct, Telefoon, ToegewezenProduct,
    VerkorteNaam, Versies, VolledigeNaam,
};
use crate::regels::{Lijn, Veld};
use crate::schema::Waarde;
use crate::soort::{Partij, Soort};
use ::kern::{
    AgbCode, Bsn, Datum, Eenheid, Eurocent, Frequentie, Gemeentecode, Product, Productcategorie, Productcode,
    Retourcode,
};

pub(super) fn tekst(z: Zicht<'_>, veld: &str) -> Option<String> {
    z.tekst(veld).map(str::to_owned)
}

pub(super) fn code(z: Zicht<'_>, veld: &str) -> Option<Code> {
    Code::parse(z.tekst(veld)?)
}

/// An optional class: absent is fine, present it must be readable.
#[expect(clippy::option_option, reason = "absent and unreadable are two things, and `?` tells them apart")]
pub(super) fn misschien<'a, T>(
    z: Zicht<'a>,
    veld: &str,
    lees: impl Fn(Zicht<'a>) -> Option<T>,
) -> Option<Option<T>> {
    match z.zoek(veld) {
        None => Some(None),
        Some(e) => lees(e).map(Some),
    }
}

/// The children of a class that is itself a list; an absent list is empty.
pub(super) fn lijst<'a, T>(
    z: Zicht<'a>,
    klasse: &str,
    naam: &'static str,
    lees: impl Fn(Zicht<'a>) -> Option<T>,
) -> Option<Vec<T>> {
    z.zoek(klasse).map_or_else(|| Some(Vec::new()), |l| l.alle(naam).map(lees).collect())
}

/// The return codes of a class.
pub(super) fn retourcodes(z: Zicht<'_>) -> Vec<Retourcode> {
    z.zoek("RetourCodes").map_or_else(Vec::new, |r| {
        r.alle("RetourCode").filter_map(|c| codelijst::retourcode(c.eigen_tekst())).collect()
    })
}

/// An amount with its sign.
pub(super) fn bedrag(z: Zicht<'_>, klasse: &str, veld: &str) -> Option<Eurocent> {
    let b = z.zoek(klasse)?;
    let n = b.getal(veld)?;
    Some(Eurocent(if b.tekst("DebetCredit")? == "C" { -n } else { n }))
}

fn versies(z: Zicht<'_>, klasse: &str) -> Option<Versies> {
    let v = z.zoek(klasse)?;
    Some(Versies { basisschema: tekst(v, "BasisschemaXsdVersie")?, bericht: tekst(v, "BerichtXsdVersie")? })
}

pub(super) fn header(soort: Soort, z: Zicht<'_>) -> Option<Header> {
    let (afzender, ontvanger) = (z.tekst("Afzender")?, z.tekst("Ontvanger")?);
    let (gemeente, agb) = match soort.afzender_in_header() {
        Partij::Gemeente => (afzender, ontvanger),
        Partij::Aanbieder => (ontvanger, afzender),
    };
    let antwoord = if soort.is_retour() {
        Some(Antwoordkop {
            identificatie: tekst(z, "IdentificatieRetour")?,
            dagtekening: z.datum("DagtekeningRetour")?,
            xslt_versie: tekst(z, "XsltVersie"),
            versies: versies(z, "XsdVersieRetour")?,
            retourcodes: retourcodes(z),
        })
    } else if soort == Soort::Wmo325 {
        Some(Antwoordkop {
            identificatie: tekst(z, "DeclaratieIdentificatie/Identificatie")?,
            dagtekening: z.datum("DeclaratieIdentificatie/Dagtekening")?,
            xslt_versie: tekst(z, "XsltVersie"),
            versies: versies(z, "XsdVersieDeclaratie")?,
            retourcodes: retourcodes(z),
        })
    } else {
        None
    };
    Some(Header {
        soort,
        gemeente: Gemeentecode::parse(gemeente).ok()?,
        agb: AgbCode::parse(agb).ok()?,
        identificatie: tekst(z, "BerichtIdentificatie/Identificatie")?,
        dagtekening: z.datum("BerichtIdentificatie/Dagtekening")?,
        versies: versies(z, "XsdVersie")?,
        antwoord,
    })
}

pub(super) fn declaratie(z: Zicht<'_>) -> Option<DeclaratieKop> {
    Some(DeclaratieKop {
        nummer: tekst(z, "DeclaratieNummer")?,
        van: z.datum("DeclaratiePeriode/Begindatum")?,
        tot: z.datum("DeclaratiePeriode/Einddatum")?,
        dagtekening: z.datum("DeclaratieDagtekening")?,
        ingediend: bedrag(z, "TotaalIngediendBedrag", "TotaalBedrag")?,
    })
}

pub(super) fn antwoord(z: Zicht<'_>) -> Option<AntwoordKop> {
    Some(AntwoordKop {
        nummer: tekst(z, "DeclaratieNummer")?,
        ingediend: bedrag(z, "TotaalIngediendBedrag", "TotaalBedrag")?,
        toegekend: bedrag(z, "TotaalToegekendBedrag", "TotaalBedrag")?,
    })
}

fn veld_tekst<'a>(z: Zicht<'a>, k: &Knoop) -> Veld<&'a str> {
    if matches!(k.staat, Staat::Goed(_)) { Veld::Goed(z.tekst_van(k)) } else { Veld::Fout }
}

fn veld_getal(k: &Knoop) -> Veld<i64> {
    if let Staat::Goed(Waarde::Getal(n)) = k.staat { Veld::Goed(n) } else { Veld::Fout }
}

fn veld_datum(k: &Knoop) -> Veld<Datum> {
    if let Staat::Goed(Waarde::Datum(d)) = k.staat { Veld::Goed(d) } else { Veld::Fout }
}

/// The elements of a claim line, each on its own. Their names differ, so one pass finds them at any depth.
pub(super) fn lijn(z: Zicht<'_>) -> Lijn<'_> {
    let mut l = Lijn::default();
    for k in z.alles() {
        match k.naam {
            "ReferentieNummer" => l.referentie = veld_tekst(z, k),
            "VorigReferentieNummer" => l.vorige = veld_tekst(z, k),
            "ToewijzingNummer" => l.toewijzing = veld_getal(k),
            "ProductCategorie" => l.categorie = veld_tekst(z, k),
            "ProductCode" => l.code = veld_tekst(z, k),
            "Begindatum" => l.van = veld_datum(k),
            "Einddatum" => l.tot = veld_datum(k),
            "GeleverdVolume" => l.volume = veld_getal(k),
            "Eenheid" => {
                l.eenheid = match veld_tekst(z, k) {
                    Veld::Goed(t) => Eenheid::parse(t).map_or(Veld::Fout, Veld::Goed),
                    _ => Veld::Fout,
                }
            }
            "ProductTarief" => l.tarief = veld_getal(k),
            "Bedrag" => l.bedrag = veld_getal(k),
            "DebetCredit" => {
                l.credit = match veld_tekst(z, k) {
                    Veld::Goed(t) => Veld::Goed(t == "C"),
                    _ => Veld::Fout,
                }
            }
            _ => {}
        }
    }
    l
}

/// The message as a whole.
pub(super) fn bericht(header: Header, z: Zicht<'_>) -> Option<Bericht> {
    Some(match header.soort {
        Soort::Wmo301 => Bericht::Wmo301(Heen { header, client: toewijzing(z.zoek("Client")?)? }),
        Soort::Wmo302 => Bericht::Wmo302(Retour { header, client: misschien(z, "Client", toewijzing)? }),
        Soort::Wmo305 => Bericht::Wmo305(Heen { header, client: start(z.zoek("Client")?)? }),
        Soort::Wmo306 => Bericht::Wmo306(Retour { header, client: misschien(z, "Client", start)? }),
        Soort::Wmo307 => Bericht::Wmo307(Heen { header, client: stop(z.zoek("Client")?)? }),
        Soort::Wmo308 => Bericht::Wmo308(Retour { header, client: misschien(z, "Client", stop)? }),
        Soort::Wmo315 => Bericht::Wmo315(Heen { header, client: verzoek(z.zoek("Client")?)? }),
        Soort::Wmo316 => Bericht::Wmo316(Retour { header, client: misschien(z, "Client", verzoek)? }),
        Soort::Wmo317 => Bericht::Wmo317(Heen { header, client: wijziging(z.zoek("Client")?)? }),
        Soort::Wmo318 => Bericht::Wmo318(Retour { header, client: misschien(z, "Client", wijziging)? }),
        Soort::Wmo319 => {
            let antwoord = verzoekantwoord(z.zoek("Antwoord")?)?;
            Bericht::Wmo319(Antwoordbericht { header, antwoord })
        }
        Soort::Wmo320 => {
            let antwoord = misschien(z, "Antwoord", verzoekantwoord)?;
            Bericht::Wmo320(Antwoordretour { header, antwoord })
        }
        Soort::Wmo323 | Soort::Wmo325 => return None,
    })
}

pub(super) fn bsn(z: Zicht<'_>) -> Option<Bsn> {
    Bsn::parse(z.tekst("Bsn")?).ok()
}

pub(super) fn geboortedatum(z: Zicht<'_>) -> Option<Geboortedatum> {
    Some(Geboortedatum { datum: z.datum("Datum")?, gebruik: code(z, "DatumGebruik") })
}

fn achternaam(z: Zicht<'_>) -> Option<Achternaam> {
    Some(Achternaam { achternaam: tekst(z, "Achternaam")?, voorvoegsel: tekst(z, "Voorvoegsel") })
}

fn volledige_naam(z: Zicht<'_>) -> Option<VolledigeNaam> {
    Some(VolledigeNaam {
        geslachtsnaam: achternaam(z.zoek("Geslachtsnaam")?)?,
        partnernaam: misschien(z, "Partnernaam", achternaam)?,
        voornamen: tekst(z, "Voornamen"),
        voorletters: tekst(z, "Voorletters"),
        naamgebruik: code(z, "NaamGebruik")?,
    })
}

pub(super) fn verkorte_naam(z: Zicht<'_>) -> Option<VerkorteNaam> {
    Some(VerkorteNaam {
        geslachtsnaam: achternaam(z.zoek("Geslachtsnaam")?)?,
        voornamen: tekst(z, "Voornamen"),
        voorletters: tekst(z, "Voorletters"),
    })
}

pub(super) fn product(z: Zicht<'_>) -> Option<Product> {
    Some(Product {
        categorie: Productcategorie::parse(z.tekst("Categorie")?).ok()?,
        code: misschien(z, "Code", |c| Productcode::parse(c.eigen_tekst()).ok())?,
    })
}

fn contact(z: Zicht<'_>) -> Option<Contact> {
    let telefoon =
        |t: Zicht<'_>| Some(Telefoon { nummer: tekst(t, "Telefoonnummer")?, land: tekst(t, "Landnummer")? });
    let huis = |h: Zicht<'_>| {
        Some(Huis {
            nummer: h.getal("Huisnummer")?,
            letter: tekst(h, "Huisletter"),
            toevoeging: tekst(h, "HuisnummerToevoeging"),
            aanduiding: code(h, "AanduidingWoonadres"),
        })
    };
    let adres = |a: Zicht<'_>| {
        Some(Adres {
            huis: misschien(a, "Huis", huis)?,
            postcode: tekst(a, "Postcode"),
            straat: tekst(a, "Straatnaam"),
            plaats: tekst(a, "Plaatsnaam"),
            land: code(a, "LandCode"),
        })
    };
    Some(Contact {
        soort: code(z, "Soort")?,
        adres: misschien(z, "Adres", adres)?,
        organisatie: tekst(z, "Organisatie"),
        telefoon: match z.zoek("Telefoon") {
            None => Vec::new(),
            Some(t) => t.kinderen().map(telefoon).collect::<Option<_>>()?,
        },
        email: tekst(z, "Emailadres"),
        periode: z
            .zoek("Periode")
            .map(|p| OpenPeriode { van: p.datum("Begindatum"), tot: p.datum("Einddatum") }),
        retourcodes: retourcodes(z),
    })
}

fn relatie(z: Zicht<'_>) -> Option<Relatie> {
    Some(Relatie {
        nummer: tekst(z, "Nummer")?,
        volgorde: z.getal("Volgorde"),
        soort: code(z, "Soort")?,
        geboortedatum: misschien(z, "Geboortedatum", geboortedatum)?,
        geslacht: code(z, "Geslacht"),
        naam: volledige_naam(z.zoek("Naam")?)?,
        contact: contact(z.zoek("Contact")?)?,
        retourcodes: retourcodes(z),
    })
}

pub(super) fn omvang(z: Zicht<'_>) -> Option<Omvang> {
    Some(Omvang {
        volume: z.getal("Volume")?,
        eenheid: Eenheid::parse(z.tekst("Eenheid")?).ok()?,
        frequentie: Frequentie::parse(z.tekst("Frequentie")?).ok()?,
    })
}

fn toegewezen_product(z: Zicht<'_>) -> Option<ToegewezenProduct> {
    Some(ToegewezenProduct {
        nummer: z.getal("ToewijzingNummer")?,
        referentie_aanbieder: tekst(z, "ReferentieAanbieder"),
        product: misschien(z, "Product", product)?,
        toewijzingsdatum: z.datum("Toewijzingsdatum")?,
        toewijzingstijd: z.tijd("Toewijzingstijd")?,
        ingangsdatum: z.datum("Ingangsdatum")?,
        einddatum: z.datum("Einddatum"),
        reden_wijziging: code(z, "RedenWijziging"),
        omvang: misschien(z, "Omvang", omvang)?,
        budget: z.getal("Budget").map(Eurocent),
        commentaar: tekst(z, "Commentaar"),
        retourcodes: retourcodes(z),
    })
}

fn toewijzing(z: Zicht<'_>) -> Option<ClientToewijzing> {
    let communicatie = |c: Zicht<'_>| Some(Communicatie { vorm: code(c, "Vorm")?, taal: tekst(c, "Taal") });
    Some(ClientToewijzing {
        bsn: bsn(z)?,
        geboortedatum: geboortedatum(z.zoek("Geboortedatum")?)?,
        geslacht: code(z, "Geslacht")?,
        naam: volledige_naam(z.zoek("Naam")?)?,
        communicatie: misschien(z, "Communicatie", communicatie)?,
        juridische_status: code(z, "JuridischeStatus"),
        wettelijke_vertegenwoordiging: code(z, "WettelijkeVertegenwoordiging"),
        commentaar: tekst(z, "Commentaar"),
        relaties: lijst(z, "Relaties", "Relatie", relatie)?,
        contacten: lijst(z, "Contactgegevens", "Contact", contact)?,
        producten: lijst(z, "ToegewezenProducten", "ToegewezenProduct", toegewezen_product)?,
        retourcodes: retourcodes(z),
    })
}

fn start(z: Zicht<'_>) -> Option<ClientStart> {
    let start_product = |p: Zicht<'_>| {
        Some(StartProduct {
            toewijzing: p.getal("ToewijzingNummer"),
            product: misschien(p, "Product", product)?,
            toewijzing_ingangsdatum: p.datum("ToewijzingIngangsdatum"),
            begindatum: p.datum("Begindatum")?,
            status: code(p, "StatusAanlevering")?,
            retourcodes: retourcodes(p),
        })
    };
    Some(ClientStart {
        bsn: bsn(z)?,
        geboortedatum: geboortedatum(z.zoek("Geboortedatum")?)?,
        geslacht: code(z, "Geslacht")?,
        naam: verkorte_naam(z.zoek("Naam")?)?,
        producten: lijst(z, "StartProducten", "StartProduct", start_product)?,
        retourcodes: retourcodes(z),
    })
}

fn stop(z: Zicht<'_>) -> Option<ClientStop> {
    let stop_product = |p: Zicht<'_>| {
        Some(StopProduct {
            toewijzing: p.getal("ToewijzingNummer"),
            product: misschien(p, "Product", product)?,
            toewijzing_ingangsdatum: p.datum("ToewijzingIngangsdatum"),
            begindatum: p.datum("Begindatum")?,
            reden: code(p, "RedenBeeindiging")?,
            einddatum: p.datum("Einddatum")?,
            status: code(p, "StatusAanlevering")?,
            retourcodes: retourcodes(p),
        })
    };
    Some(ClientStop {
        bsn: bsn(z)?,
        geboortedatum: geboortedatum(z.zoek("Geboortedatum")?)?,
        geslacht: code(z, "Geslacht")?,
        naam: verkorte_naam(z.zoek("Naam")?)?,
        producten: lijst(z, "StopProducten", "StopProduct", stop_product)?,
        retourcodes: retourcodes(z),
    })
}
