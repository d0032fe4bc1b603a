//! What a municipality chose for its decisions: house style, limits of mandate, mandates of people, template of the letter.
//! What it did not choose is as the program has it, and is shown as such.

use super::Oordeel;
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use crate::{Gebruiker, Recht, Rol};
use beschikking::{Besluitsoort, Huisstijl, Mandaat, Mandaatregels, STANDAARDSJABLOON, Sjabloon};
use kern::{Bevinding, Datum, Eurocent, Gemeentecode, Periode};
use std::collections::BTreeMap;
use store::sql::{besluiten as sql, lezen};
use store::{StoreFout, Tx};

/// What holds in a municipality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keuzes {
    /// House style.
    pub huisstijl: Huisstijl,
    /// Limits.
    pub mandaat: Mandaatregels,
    /// The municipality chose its own limits.
    pub eigen_mandaat: bool,
    /// Version of the template; 0 is that of the program.
    pub sjabloon: i64,
    /// Its text.
    pub sjabloontekst: String,
}

/// A mandate of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandaatrij {
    /// User.
    pub gebruiker: i64,
    /// Name.
    pub naam: String,
    /// Amount and days.
    pub mandaat: Mandaat,
}

/// What may be chosen, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Invulling {
    /// Name on the letter.
    pub naam: String,
    /// Address, lines.
    pub adres: String,
    /// Contact.
    pub contact: String,
    /// Where an objection goes to.
    pub bezwaaradres: String,
    /// Colour, `#rrggbb`.
    pub kleur: String,
    /// From this amount a year a second person signs.
    pub vier_ogen_vanaf: Option<Eurocent>,
    /// Kinds for which always.
    pub vier_ogen_bij: Vec<Besluitsoort>,
    /// And for a pgb.
    pub vier_ogen_pgb: bool,
    /// Without an own mandate up to and including.
    pub zonder_mandaat_tot: Option<Eurocent>,
}

/// The colour as three numbers.
fn kleur(tekst: &str) -> Option<(u8, u8, u8)> {
    let t = tekst.strip_prefix('#').filter(|t| t.len() == 6 && t.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let deel = |i: usize| u8::from_str_radix(t.get(i..i + 2)?, 16).ok();
    Some((deel(0)?, deel(2)?, deel(4)?))
}

/// Dark enough to be read on white: the contrast of WCAG is at least 4.5.
fn leesbaar((r, g, b): (u8, u8, u8)) -> bool {
    let licht = |v: u8| {
        let v = f64::from(v) / 255.0;
        if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    };
    let l = 0.2126 * licht(r) + 0.7152 * licht(g) + 0.0722 * licht(b);
    1.05 / (l + 0.05) >= 4.5
}

impl Keuzes {
    /// What holds in a municipality.
    pub(crate) fn lees(tx: &mut Tx<'_>, g: Gemeentecode) -> Result<Self, StoreFout> {
        let w = [(&g).into()];
        let rijen: BTreeMap<String, String> = tx
            .query_alle(sql::BESLUITKEUZES, &w, |r| Ok((r.string(0)?, r.string(1)?)))?
            .into_iter()
            .collect();
        let tekst = |s: &str| rijen.get(s).cloned().unwrap_or_default();
        let bedrag = |s: &str| rijen.get(s).and_then(|t| t.parse().ok()).map(Eurocent);
        let mut naam = tekst("naam");
        if naam.is_empty() {
            let gemeente = tx.query_opt(lezen::GEMEENTE_NAAM, &w, |r| r.string(0))?;
            naam = format!("Gemeente {}", gemeente.unwrap_or_else(|| g.to_string()));
        }
        let mut mandaat = Mandaatregels::standaard();
        if let Some(b) = bedrag("vier_ogen_vanaf") {
            mandaat.vier_ogen_vanaf = b;
        }
        if let Some(b) = bedrag("zonder_mandaat_tot") {
            mandaat.zonder_mandaat_tot = b;
        }
        if let Some(t) = rijen.get("vier_ogen_bij") {
            mandaat.vier_ogen_bij = t.split(' ').filter_map(Besluitsoort::parse).collect();
        }
        if let Some(t) = rijen.get("vier_ogen_pgb") {
            mandaat.vier_ogen_pgb = t == "ja";
        }
        let eigen = tx.query_opt(sql::SJABLOON_NIEUWST, &w, |r| Ok((r.i64(0)?, r.string(1)?)))?;
        let (sjabloon, sjabloontekst) = eigen.unwrap_or_else(|| (0, STANDAARDSJABLOON.to_owned()));
        Ok(Self {
            huisstijl: Huisstijl {
                naam,
                adres: tekst("adres").lines().map(str::to_owned).collect(),
                contact: tekst("contact"),
                bezwaaradres: tekst("bezwaaradres"),
                kleur: rijen.get("kleur").and_then(|k| kleur(k)).unwrap_or((0x1a, 0x4b, 0x7c)),
            },
            eigen_mandaat: rijen.contains_key("vier_ogen_vanaf"),
            mandaat,
            sjabloon,
            sjabloontekst,
        })
    }

    /// The template, read.
    pub(crate) fn lees_sjabloon(&self) -> Result<Sjabloon, StoreFout> {
        Sjabloon::lees(&self.sjabloontekst)
            .map_err(|_| StoreFout::Beschadigd { wat: format!("briefsjabloon, versie {}", self.sjabloon) })
    }
}

/// The mandates of a municipality.
pub(crate) fn mandaten_in(tx: &mut Tx<'_>, g: Gemeentecode) -> Result<Vec<Mandaatrij>, StoreFout> {
    tx.query_alle(sql::MANDATEN, &[(&g).into()], |r| {
        let geldig = Periode::new(r.dag(2)?, r.opt_dag(3)?)
            .map_err(|_| StoreFout::Kolom { index: 3, verwacht: "een einddatum" })?;
        Ok(Mandaatrij {
            gebruiker: r.i64(0)?,
            naam: r.string(1)?,
            mandaat: Mandaat { tot: r.opt_i64(4)?.map(Eurocent), geldig },
        })
    })
}

/// The page of the choices: what holds, mandates, and who could get one.
pub type Keuzeblad = (Keuzes, Vec<Mandaatrij>, Vec<(i64, String)>);

/// What a municipality chose, for who may see decisions or makes policy.
pub fn keuzes(o: &Omgeving, wie: &Gebruiker, g: Gemeentecode) -> Result<Keuzeblad, VraagFout> {
    wie.eis(Recht::Besluitkeuzes).or_else(|_| wie.eis(Recht::Beschikkingen))?;
    wie.eis_gemeente(g)?;
    o.db.read(|tx| {
        let tekenaars = tx
            .query_alle(sql::TEKENAARS, &[(&g).into()], |r| Ok((r.i64(0)?, r.string(1)?, r.string(2)?)))?
            .into_iter()
            .filter(|(_, _, rol)| Rol::parse(rol).is_some_and(|r| r.mag(Recht::Ondertekenen)))
            .map(|(id, naam, _)| (id, naam))
            .collect();
        Ok((Keuzes::lees(tx, g)?, mandaten_in(tx, g)?, tekenaars))
    })
}

fn nee(plaats: &str, tekst: &'static str) -> Bevinding {
    Bevinding::new("BESLUITKEUZE", None, plaats, tekst)
}

/// Chooses, or says everything that is wrong.
pub fn kies(o: &Omgeving, wie: &Gebruiker, g: Gemeentecode, i: &Invulling) -> Result<Oordeel<()>, VraagFout> {
    wie.eis(Recht::Besluitkeuzes)?;
    wie.eis_gemeente(g)?;
    let mut fout = Vec::new();
    for (leeg, plaats, tekst) in [
        (i.naam.trim().is_empty(), "/naam", "Vul de naam van de gemeente in."),
        (i.contact.trim().is_empty(), "/contact", "Vul in waar een inwoner terecht kan met vragen."),
        (
            i.bezwaaradres.trim().is_empty(),
            "/bezwaaradres",
            "Vul in waar een bezwaar naartoe gaat. Zonder dat adres kan er geen brief zijn.",
        ),
        (
            i.vier_ogen_vanaf.is_none(),
            "/vier_ogen_vanaf",
            "Vul in vanaf welk bedrag een tweede persoon tekent.",
        ),
        (
            i.zonder_mandaat_tot.is_none(),
            "/zonder_mandaat_tot",
            "Vul in tot welk bedrag iemand zonder eigen mandaat tekent.",
        ),
    ] {
        if leeg {
            fout.push(nee(plaats, tekst));
        }
    }
    match kleur(i.kleur.trim()) {
        None => fout.push(nee("/kleur", "Schrijf de kleur als # en zes tekens, bijvoorbeeld #1a4b7c.")),
        Some(k) if !leesbaar(k) => {
            fout.push(nee(
                "/kleur",
                "Deze kleur is te licht om op wit papier te lezen. Kies een donkere kleur.",
            ));
        }
        Some(_) => {}
    }
    if !fout.is_empty() {
        return Ok(Err(fout));
    }
    let bij: Vec<&str> = i.vier_ogen_bij.iter().map(|s| s.code()).collect();
    let bedrag = |b: Option<Eurocent>| b.map_or_else(String::new, |b| b.0.to_string());
    let waarden = [
        ("naam", i.naam.trim().to_owned()),
        ("adres", i.adres.trim().to_owned()),
        ("contact", i.contact.trim().to_owned()),
        ("bezwaaradres", i.bezwaaradres.trim().to_owned()),
        ("kleur", i.kleur.trim().to_owned()),
        ("vier_ogen_vanaf", bedrag(i.vier_ogen_vanaf)),
        ("zonder_mandaat_tot", bedrag(i.zonder_mandaat_tot)),
        ("vier_ogen_bij", bij.join(" ")),
        ("vier_ogen_pgb", if i.vier_ogen_pgb { "ja" } else { "nee" }.to_owned()),
    ];
    o.db.write(|tx| {
        for (sleutel, waarde) in &waarden {
            tx.execute(sql::BESLUITKEUZE_ZET, &[(&g).into(), (*sleutel).into(), waarde.as_str().into()])?;
        }
        let gegevens = serde_json::json!(waarden.iter().cloned().collect::<BTreeMap<_, _>>());
        o.noteer(tx, g, "keuzes voor besluiten", "besluitkeuze", &gegevens)?;
        Ok(Ok(()))
    })
}

/// Gives somebody a mandate.
pub fn geef_mandaat(
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    (gebruiker, tot): (i64, Option<Eurocent>),
    (van, einde): (Datum, Option<Datum>),
) -> Result<Oordeel<()>, VraagFout> {
    wie.eis(Recht::Besluitkeuzes)?;
    wie.eis_gemeente(g)?;
    if einde.is_some_and(|e| e < van) {
        return Ok(Err(vec![nee("/mandaat_tot", "De laatste dag ligt voor de eerste.")]));
    }
    let (_, _, tekenaars) = keuzes(o, wie, g)?;
    if !tekenaars.iter().any(|(id, _)| *id == gebruiker) {
        return Ok(Err(vec![nee("/gebruiker", "Kies iemand die besluiten mag ondertekenen.")]));
    }
    o.db.write(|tx| {
        let w = [(&g).into(), gebruiker.into(), van.into(), einde.into(), tot.map(|t| t.0).into()];
        tx.execute(sql::MANDAAT_ZET, &w)?;
        let gegevens = serde_json::json!({
            "van": van.to_string(), "tot en met": einde.map(|d| d.to_string()), "bedrag": tot.map(|t| t.0),
        });
        o.noteer(tx, g, "mandaat gegeven", &format!("gebruiker/{gebruiker}"), &gegevens)?;
        Ok(Ok(()))
    })
}

/// Adds a version of the template, or says everything that is wrong with it.
pub fn zet_sjabloon(
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    tekst: &str,
) -> Result<Oordeel<i64>, VraagFout> {
    wie.eis(Recht::Besluitkeuzes)?;
    wie.eis_gemeente(g)?;
    if let Err(fout) = Sjabloon::lees(tekst) {
        return Ok(Err(fout));
    }
    o.db.write(|tx| {
        let nu = Keuzes::lees(tx, g)?;
        if nu.sjabloontekst.trim() == tekst.trim() {
            return Ok(Err(vec![nee("/sjabloon", "Er is niets veranderd.")]));
        }
        let versie = nu.sjabloon + 1;
        let w = [(&g).into(), versie.into(), tekst.into(), o.wie.as_str().into(), o.vandaag.into()];
        tx.execute(sql::SJABLOON_ERBIJ, &w)?;
        let gegevens = serde_json::json!({ "versie": versie });
        o.noteer(tx, g, "briefsjabloon gewijzigd", "briefsjabloon", &gegevens)?;
        Ok(Ok(versie))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_signs_and_dark_enough() {
        assert_eq!(kleur("#1a4b7c"), Some((0x1a, 0x4b, 0x7c)));
        for t in ["1a4b7c", "#1a4b7", "#1a4b7g", "#é4b7c", ""] {
            assert_eq!(kleur(t), None, "{t}");
        }
        // #767676 is the lightest grey that passes, #777777 the first that fails
        assert!(leesbaar((0x76, 0x76, 0x76)));
        assert!(!leesbaar((0x77, 0x77, 0x77)));
    }
}
