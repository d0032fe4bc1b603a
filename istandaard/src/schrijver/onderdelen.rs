//! Parts that several messages share.

use super::uit::{Ns::Basis, Ns::Bericht as B, Uit};
use crate::model::{
    Achternaam, Contact, Geboortedatum, Header, Omvang, Relatie, Telefoon, ToegewezenProduct, VerkorteNaam,
    Versies, VolledigeNaam,
};
use crate::soort::Soort;
use kern::{Product, Retourcode};
use std::io::{self, Write};

/// A class of the message itself, with what lies within.
pub(super) fn klasse<W: Write>(
    uit: &mut Uit<W>,
    naam: &str,
    inhoud: impl FnOnce(&mut Uit<W>) -> io::Result<()>,
) -> io::Result<()> {
    uit.open(B, naam)?;
    inhoud(uit)?;
    uit.sluit(B, naam)
}

fn basisklasse<W: Write>(
    uit: &mut Uit<W>,
    naam: &str,
    inhoud: impl FnOnce(&mut Uit<W>) -> io::Result<()>,
) -> io::Result<()> {
    uit.open(Basis, naam)?;
    inhoud(uit)?;
    uit.sluit(Basis, naam)
}

pub(super) fn retourcodes<W: Write>(uit: &mut Uit<W>, codes: &[Retourcode]) -> io::Result<()> {
    if codes.is_empty() {
        return Ok(());
    }
    klasse(uit, "RetourCodes", |uit| codes.iter().try_for_each(|c| uit.eigen("RetourCode", c.0)))
}

fn versies<W: Write>(uit: &mut Uit<W>, naam: &str, v: &Versies) -> io::Result<()> {
    klasse(uit, naam, |uit| {
        uit.basis("BasisschemaXsdVersie", &v.basisschema)?;
        uit.basis("BerichtXsdVersie", &v.bericht)
    })
}

fn identificatie<W: Write>(uit: &mut Uit<W>, naam: &str, nummer: &str, dag: kern::Datum) -> io::Result<()> {
    klasse(uit, naam, |uit| {
        uit.basis("Identificatie", nummer)?;
        uit.basis("Dagtekening", &dag.to_string())
    })
}

pub(super) fn header<W: Write>(uit: &mut Uit<W>, h: &Header) -> io::Result<()> {
    klasse(uit, "Header", |uit| {
        uit.eigen("BerichtCode", h.soort.berichtcode())?;
        uit.eigen("BerichtVersie", "3")?;
        uit.eigen("BerichtSubversie", "2")?;
        uit.eigen("Afzender", h.afzender())?;
        uit.eigen("Ontvanger", h.ontvanger())?;
        identificatie(uit, "BerichtIdentificatie", &h.identificatie, h.dagtekening)?;
        versies(uit, "XsdVersie", &h.versies)?;
        let Some(a) = &h.antwoord else { return Ok(()) };
        let is_325 = h.soort == Soort::Wmo325;
        if is_325 {
            identificatie(uit, "DeclaratieIdentificatie", &a.identificatie, a.dagtekening)?;
        } else {
            uit.eigen("IdentificatieRetour", &a.identificatie)?;
            uit.eigen("DagtekeningRetour", &a.dagtekening.to_string())?;
        }
        a.xslt_versie.iter().try_for_each(|v| uit.eigen("XsltVersie", v))?;
        versies(uit, if is_325 { "XsdVersieDeclaratie" } else { "XsdVersieRetour" }, &a.versies)?;
        retourcodes(uit, &a.retourcodes)
    })
}

pub(super) fn geboortedatum<W: Write>(uit: &mut Uit<W>, g: &Geboortedatum) -> io::Result<()> {
    klasse(uit, "Geboortedatum", |uit| {
        uit.basis("Datum", &g.datum.to_string())?;
        g.gebruik.iter().try_for_each(|c| uit.basis("DatumGebruik", c.as_str()))
    })
}

fn achternaam<W: Write>(uit: &mut Uit<W>, naam: &str, a: &Achternaam) -> io::Result<()> {
    basisklasse(uit, naam, |uit| {
        uit.basis("Achternaam", &a.achternaam)?;
        a.voorvoegsel.iter().try_for_each(|v| uit.basis("Voorvoegsel", v))
    })
}

pub(super) fn volledige_naam<W: Write>(uit: &mut Uit<W>, n: &VolledigeNaam) -> io::Result<()> {
    klasse(uit, "Naam", |uit| {
        achternaam(uit, "Geslachtsnaam", &n.geslachtsnaam)?;
        n.partnernaam.iter().try_for_each(|p| achternaam(uit, "Partnernaam", p))?;
        n.voornamen.iter().try_for_each(|v| uit.basis("Voornamen", v))?;
        n.voorletters.iter().try_for_each(|v| uit.basis("Voorletters", v))?;
        uit.basis("NaamGebruik", n.naamgebruik.as_str())
    })
}

pub(super) fn verkorte_naam<W: Write>(uit: &mut Uit<W>, n: &VerkorteNaam) -> io::Result<()> {
    klasse(uit, "Naam", |uit| {
        achternaam(uit, "Geslachtsnaam", &n.geslachtsnaam)?;
        n.voornamen.iter().try_for_each(|v| uit.basis("Voornamen", v))?;
        n.voorletters.iter().try_for_each(|v| uit.basis("Voorletters", v))
    })
}

pub(super) fn product<W: Write>(uit: &mut Uit<W>, p: &Product) -> io::Result<()> {
    klasse(uit, "Product", |uit| {
        uit.basis("Categorie", p.categorie.as_str())?;
        p.code.iter().try_for_each(|c| uit.basis("Code", c.as_str()))
    })
}

pub(super) fn contact<W: Write>(uit: &mut Uit<W>, c: &Contact) -> io::Result<()> {
    klasse(uit, "Contact", |uit| {
        uit.eigen("Soort", c.soort.as_str())?;
        if let Some(a) = &c.adres {
            klasse(uit, "Adres", |uit| {
                if let Some(h) = &a.huis {
                    basisklasse(uit, "Huis", |uit| {
                        uit.getal(Basis, "Huisnummer", h.nummer)?;
                        h.letter.iter().try_for_each(|t| uit.basis("Huisletter", t))?;
                        h.toevoeging.iter().try_for_each(|t| uit.basis("HuisnummerToevoeging", t))?;
                        h.aanduiding.iter().try_for_each(|t| uit.basis("AanduidingWoonadres", t.as_str()))
                    })?;
                }
                a.postcode.iter().try_for_each(|t| uit.basis("Postcode", t))?;
                a.straat.iter().try_for_each(|t| uit.basis("Straatnaam", t))?;
                a.plaats.iter().try_for_each(|t| uit.basis("Plaatsnaam", t))?;
                a.land.iter().try_for_each(|t| uit.basis("LandCode", t.as_str()))
            })?;
        }
        c.organisatie.iter().try_for_each(|t| uit.eigen("Organisatie", t))?;
        telefoon(uit, &c.telefoon)?;
        c.email.iter().try_for_each(|t| uit.eigen("Emailadres", t))?;
        if let Some(p) = &c.periode {
            klasse(uit, "Periode", |uit| {
                p.van.iter().try_for_each(|d| uit.basis("Begindatum", &d.to_string()))?;
                p.tot.iter().try_for_each(|d| uit.basis("Einddatum", &d.to_string()))
            })?;
        }
        retourcodes(uit, &c.retourcodes)
    })
}

fn telefoon<W: Write>(uit: &mut Uit<W>, nummers: &[Telefoon]) -> io::Result<()> {
    if nummers.is_empty() {
        return Ok(());
    }
    if nummers.len() > 2 {
        return Err(super::ongeldig("een contact heeft niet meer dan twee telefoonnummers"));
    }
    klasse(uit, "Telefoon", |uit| {
        ["Telefoon01", "Telefoon02"].iter().zip(nummers).try_for_each(|(naam, t)| {
            basisklasse(uit, naam, |uit| {
                uit.basis("Telefoonnummer", &t.nummer)?;
                uit.basis("Landnummer", &t.land)
            })
        })
    })
}

pub(super) fn relatie<W: Write>(uit: &mut Uit<W>, r: &Relatie) -> io::Result<()> {
    klasse(uit, "Relatie", |uit| {
        uit.eigen("Nummer", &r.nummer)?;
        r.volgorde.iter().try_for_each(|n| uit.getal(B, "Volgorde", *n))?;
        uit.eigen("Soort", r.soort.as_str())?;
        r.geboortedatum.iter().try_for_each(|g| geboortedatum(uit, g))?;
        r.geslacht.iter().try_for_each(|g| uit.eigen("Geslacht", g.as_str()))?;
        volledige_naam(uit, &r.naam)?;
        contact(uit, &r.contact)?;
        retourcodes(uit, &r.retourcodes)
    })
}

pub(super) fn omvang<W: Write>(uit: &mut Uit<W>, o: &Omvang) -> io::Result<()> {
    klasse(uit, "Omvang", |uit| {
        uit.getal(Basis, "Volume", o.volume)?;
        uit.basis("Eenheid", o.eenheid.code())?;
        uit.basis("Frequentie", o.frequentie.code())
    })
}

pub(super) fn toegewezen_product<W: Write>(uit: &mut Uit<W>, p: &ToegewezenProduct) -> io::Result<()> {
    klasse(uit, "ToegewezenProduct", |uit| {
        uit.getal(B, "ToewijzingNummer", p.nummer)?;
        p.referentie_aanbieder.iter().try_for_each(|t| uit.eigen("ReferentieAanbieder", t))?;
        p.product.iter().try_for_each(|x| product(uit, x))?;
        uit.eigen("Toewijzingsdatum", &p.toewijzingsdatum.to_string())?;
        uit.eigen("Toewijzingstijd", &p.toewijzingstijd.to_string())?;
        uit.eigen("Ingangsdatum", &p.ingangsdatum.to_string())?;
        p.einddatum.iter().try_for_each(|d| uit.eigen("Einddatum", &d.to_string()))?;
        p.reden_wijziging.iter().try_for_each(|c| uit.eigen("RedenWijziging", c.as_str()))?;
        p.omvang.iter().try_for_each(|o| omvang(uit, o))?;
        p.budget.iter().try_for_each(|b| uit.getal(B, "Budget", b.0))?;
        p.commentaar.iter().try_for_each(|t| uit.eigen("Commentaar", t))?;
        retourcodes(uit, &p.retourcodes)
    })
}
