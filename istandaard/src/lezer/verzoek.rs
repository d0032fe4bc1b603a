//! From elements to typed values: the requests and the answer to them (315 to 320).

use super::boom::Zicht;
use super::omzet::{
    bsn, code, geboortedatum, lijst, misschien, omvang, product, retourcodes, tekst, verkorte_naam,
};
use crate::model::{
    AangevraagdProduct, ClientVerzoek, ClientWijziging, NieuwProduct, OngewijzigdProduct, TeWijzigenProduct,
    Verwijzer, VerzoekAntwoord, Wijzigingsverzoek,
};
use ::kern::{AgbCode, Eurocent};

pub(super) fn verzoek(z: Zicht<'_>) -> Option<ClientVerzoek> {
    Some(ClientVerzoek {
        bsn: bsn(z)?,
        geboortedatum: geboortedatum(z.zoek("Geboortedatum")?)?,
        geslacht: code(z, "Geslacht")?,
        naam: verkorte_naam(z.zoek("Naam")?)?,
        commentaar: tekst(z, "Commentaar"),
        producten: lijst(z, "AangevraagdeProducten", "AangevraagdProduct", aangevraagd)?,
        retourcodes: retourcodes(z),
    })
}

fn aangevraagd(z: Zicht<'_>) -> Option<AangevraagdProduct> {
    Some(AangevraagdProduct {
        referentie_aanbieder: tekst(z, "ReferentieAanbieder")?,
        beschikking_nummer: z.getal("BeschikkingNummer"),
        product: misschien(z, "Product", product)?,
        beschikking_ingangsdatum: z.datum("BeschikkingIngangsdatum"),
        toewijzing_ingangsdatum: z.datum("ToewijzingIngangsdatum")?,
        toewijzing_einddatum: z.datum("ToewijzingEinddatum"),
        omvang: misschien(z, "Omvang", omvang)?,
        budget: z.getal("Budget").map(Eurocent),
        verwijzer: verwijzer(z.zoek("Verwijzer")?)?,
        raamcontract: code(z, "Raamcontract"),
        commentaar: tekst(z, "Commentaar"),
        retourcodes: retourcodes(z),
    })
}

fn verwijzer(z: Zicht<'_>) -> Option<Verwijzer> {
    Some(Verwijzer {
        soort: code(z, "Type")?,
        naam: tekst(z, "Naam"),
        zorgverlener: misschien(z, "ZorgverlenerCode", |c| AgbCode::parse(c.eigen_tekst()).ok())?,
    })
}

pub(super) fn wijziging(z: Zicht<'_>) -> Option<ClientWijziging> {
    let v = z.zoek("Verzoek")?;
    let ongewijzigd = |p: Zicht<'_>| {
        Some(OngewijzigdProduct { toewijzing: p.getal("ToewijzingNummer")?, retourcodes: retourcodes(p) })
    };
    let te_wijzigen = |p: Zicht<'_>| {
        Some(TeWijzigenProduct {
            toewijzing: p.getal("ToewijzingNummer")?,
            gewenste_ingangsdatum: p.datum("GewensteIngangsdatum")?,
            einddatum: p.datum("Einddatum"),
            omvang: misschien(p, "Omvang", omvang)?,
            budget: p.getal("Budget").map(Eurocent),
            retourcodes: retourcodes(p),
        })
    };
    let nieuw = |p: Zicht<'_>| {
        Some(NieuwProduct {
            product: misschien(p, "Product", product)?,
            gewenste_ingangsdatum: p.datum("GewensteIngangsdatum")?,
            einddatum: p.datum("Einddatum"),
            omvang: misschien(p, "Omvang", omvang)?,
            budget: p.getal("Budget").map(Eurocent),
            retourcodes: retourcodes(p),
        })
    };
    Some(ClientWijziging {
        bsn: bsn(z)?,
        verzoek: Wijzigingsverzoek {
            referentie_aanbieder: tekst(v, "ReferentieAanbieder")?,
            reden: code(v, "RedenVerzoek")?,
            ongewijzigd: lijst(v, "OngewijzigdeProducten", "OngewijzigdProduct", ongewijzigd)?,
            te_wijzigen: lijst(v, "TeWijzigenProducten", "TeWijzigenProduct", te_wijzigen)?,
            nieuw: lijst(v, "NieuweProducten", "NieuwProduct", nieuw)?,
            retourcodes: retourcodes(v),
        },
        retourcodes: retourcodes(z),
    })
}

pub(super) fn verzoekantwoord(z: Zicht<'_>) -> Option<VerzoekAntwoord> {
    Some(VerzoekAntwoord {
        referentie_aanbieder: tekst(z, "ReferentieAanbieder")?,
        antwoord: code(z, "VerzoekAntwoord")?,
        reden_afwijzing: code(z, "RedenAfwijzingVerzoek"),
        retourcodes: retourcodes(z),
    })
}
