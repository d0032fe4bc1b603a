//! The requests and the answer to them: 315 to 320.

use super::onderdelen::{geboortedatum, klasse, omvang, product, retourcodes, verkorte_naam};
use super::uit::{Ns::Bericht as B, Uit};
use crate::model::{AangevraagdProduct, ClientVerzoek, ClientWijziging, Omvang, Verwijzer, VerzoekAntwoord};
use kern::{Datum, Eurocent};
use std::io::{self, Write};

pub(super) fn verzoek<W: Write>(uit: &mut Uit<W>, c: &ClientVerzoek) -> io::Result<()> {
    uit.eigen("Bsn", c.bsn.cijfers())?;
    geboortedatum(uit, &c.geboortedatum)?;
    uit.eigen("Geslacht", c.geslacht.as_str())?;
    verkorte_naam(uit, &c.naam)?;
    c.commentaar.iter().try_for_each(|t| uit.eigen("Commentaar", t))?;
    klasse(uit, "AangevraagdeProducten", |uit| c.producten.iter().try_for_each(|p| aangevraagd(uit, p)))?;
    retourcodes(uit, &c.retourcodes)
}

fn datum<W: Write>(uit: &mut Uit<W>, naam: &str, dag: Option<Datum>) -> io::Result<()> {
    dag.iter().try_for_each(|d| uit.eigen(naam, &d.to_string()))
}

/// Volume and budget stand at the end of three kinds of product.
fn hoeveel<W: Write>(uit: &mut Uit<W>, o: Option<&Omvang>, budget: Option<Eurocent>) -> io::Result<()> {
    o.iter().try_for_each(|o| omvang(uit, o))?;
    budget.iter().try_for_each(|b| uit.getal(B, "Budget", b.0))
}

fn aangevraagd<W: Write>(uit: &mut Uit<W>, p: &AangevraagdProduct) -> io::Result<()> {
    klasse(uit, "AangevraagdProduct", |uit| {
        uit.eigen("ReferentieAanbieder", &p.referentie_aanbieder)?;
        p.beschikking_nummer.iter().try_for_each(|n| uit.getal(B, "BeschikkingNummer", *n))?;
        p.product.iter().try_for_each(|x| product(uit, x))?;
        datum(uit, "BeschikkingIngangsdatum", p.beschikking_ingangsdatum)?;
        datum(uit, "ToewijzingIngangsdatum", Some(p.toewijzing_ingangsdatum))?;
        datum(uit, "ToewijzingEinddatum", p.toewijzing_einddatum)?;
        hoeveel(uit, p.omvang.as_ref(), p.budget)?;
        verwijzer(uit, &p.verwijzer)?;
        p.raamcontract.iter().try_for_each(|c| uit.eigen("Raamcontract", c.as_str()))?;
        p.commentaar.iter().try_for_each(|t| uit.eigen("Commentaar", t))?;
        retourcodes(uit, &p.retourcodes)
    })
}

fn verwijzer<W: Write>(uit: &mut Uit<W>, v: &Verwijzer) -> io::Result<()> {
    klasse(uit, "Verwijzer", |uit| {
        uit.basis("Type", v.soort.as_str())?;
        v.naam.iter().try_for_each(|t| uit.basis("Naam", t))?;
        v.zorgverlener.iter().try_for_each(|a| uit.basis("ZorgverlenerCode", a.as_str()))
    })
}

pub(super) fn wijziging<W: Write>(uit: &mut Uit<W>, c: &ClientWijziging) -> io::Result<()> {
    uit.eigen("Bsn", c.bsn.cijfers())?;
    klasse(uit, "Verzoek", |uit| {
        let v = &c.verzoek;
        uit.eigen("ReferentieAanbieder", &v.referentie_aanbieder)?;
        uit.eigen("RedenVerzoek", v.reden.as_str())?;
        producten(uit, "OngewijzigdeProducten", "OngewijzigdProduct", &v.ongewijzigd, |uit, p| {
            uit.getal(B, "ToewijzingNummer", p.toewijzing)?;
            retourcodes(uit, &p.retourcodes)
        })?;
        producten(uit, "TeWijzigenProducten", "TeWijzigenProduct", &v.te_wijzigen, |uit, p| {
            uit.getal(B, "ToewijzingNummer", p.toewijzing)?;
            datum(uit, "GewensteIngangsdatum", Some(p.gewenste_ingangsdatum))?;
            datum(uit, "Einddatum", p.einddatum)?;
            hoeveel(uit, p.omvang.as_ref(), p.budget)?;
            retourcodes(uit, &p.retourcodes)
        })?;
        producten(uit, "NieuweProducten", "NieuwProduct", &v.nieuw, |uit, p| {
            p.product.iter().try_for_each(|x| product(uit, x))?;
            datum(uit, "GewensteIngangsdatum", Some(p.gewenste_ingangsdatum))?;
            datum(uit, "Einddatum", p.einddatum)?;
            hoeveel(uit, p.omvang.as_ref(), p.budget)?;
            retourcodes(uit, &p.retourcodes)
        })?;
        retourcodes(uit, &v.retourcodes)
    })?;
    retourcodes(uit, &c.retourcodes)
}

/// A list of products; without products the list itself is left out.
fn producten<W: Write, P>(
    uit: &mut Uit<W>,
    lijst: &str,
    naam: &str,
    producten: &[P],
    schrijf: impl Fn(&mut Uit<W>, &P) -> io::Result<()>,
) -> io::Result<()> {
    if producten.is_empty() {
        return Ok(());
    }
    klasse(uit, lijst, |uit| producten.iter().try_for_each(|p| klasse(uit, naam, |uit| schrijf(uit, p))))
}

pub(super) fn antwoord<W: Write>(uit: &mut Uit<W>, a: &VerzoekAntwoord) -> io::Result<()> {
    uit.eigen("ReferentieAanbieder", &a.referentie_aanbieder)?;
    uit.eigen("VerzoekAntwoord", a.antwoord.as_str())?;
    a.reden_afwijzing.iter().try_for_each(|c| uit.eigen("RedenAfwijzingVerzoek", c.as_str()))?;
    retourcodes(uit, &a.retourcodes)
}
