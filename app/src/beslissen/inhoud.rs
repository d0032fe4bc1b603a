//! The text of a version as it is kept: JSON, encrypted for its own row. What cannot be read back is a damaged row, never a
//! guess.

use crate::omgeving::Omgeving;
use beschikking::{
    Besluitsoort, Bijdragemededeling, Eindreden, Herzieningsgrond, Identiteitscontrole, Onderdeel, Ontwerp,
    Pgbtoets, Verstrekking, Zienswijze,
};
use inkoop::Productsleutel;
use kern::{
    AgbCode, Datum, Eenheid, Eurocent, Frequentie, Gemeentecode, Productcategorie, Productcode, lees_datum,
};
use serde::{Deserialize, Serialize};
use store::StoreFout;

/// Which version: municipality, decision, number.
pub(super) type Welke = (Gemeentecode, i64, i64);

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct Kaal {
    soort: Option<String>,
    vorm: Option<String>,
    aanvraag_op: Option<String>,
    aard: String,
    intensiteit: String,
    onderdelen: Vec<Deel>,
    ingangsdatum: Option<String>,
    einddatum: Option<String>,
    open_einde: bool,
    langer_omdat: String,
    plan_op: Option<String>,
    resultaten: String,
    grond: String,
    motivering_volgt: bool,
    voorschrift: String,
    aangeboden: Vec<String>,
    gekozen_op: Option<String>,
    geen_keuze_omdat: String,
    bijdrage: Option<String>,
    identiteit: Option<(String, String)>,
    wijkt_af: bool,
    zienswijze: Option<Gehoord>,
    pgb_bekwaam: bool,
    pgb_motivering: String,
    pgb_kwaliteit: bool,
    pgb_bedrag: Option<i64>,
    herziening: Option<String>,
    einde: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Deel {
    categorie: String,
    code: String,
    volume: i64,
    eenheid: String,
    frequentie: String,
    agb: Option<String>,
    van: Option<String>,
    tot: Option<String>,
    toewijzing: Option<i64>,
}

#[derive(Serialize, Deserialize)]
struct Gehoord {
    op: Option<String>,
    tot: Option<String>,
    tekst: Option<String>,
}

fn dag(d: Datum) -> String {
    d.to_string()
}

fn naar(o: &Ontwerp) -> Kaal {
    Kaal {
        soort: o.soort.map(|s| s.code().to_owned()),
        vorm: o.vorm.map(|v| v.code().to_owned()),
        aanvraag_op: o.aanvraag_op.map(dag),
        aard: o.aard.clone(),
        intensiteit: o.intensiteit.clone(),
        onderdelen: o
            .onderdelen
            .iter()
            .map(|d| Deel {
                categorie: d.product.categorie.to_string(),
                code: d.product.code.to_string(),
                volume: d.volume,
                eenheid: d.eenheid.code().to_owned(),
                frequentie: d.frequentie.code().to_owned(),
                agb: d.agb.map(|a| a.to_string()),
                van: d.van.map(dag),
                tot: d.tot.map(dag),
                toewijzing: d.toewijzing,
            })
            .collect(),
        ingangsdatum: o.ingangsdatum.map(dag),
        einddatum: o.einddatum.map(dag),
        open_einde: o.open_einde,
        langer_omdat: o.langer_omdat.clone(),
        plan_op: o.plan_op.map(dag),
        resultaten: o.resultaten.clone(),
        grond: o.grond.clone(),
        motivering_volgt: o.motivering_volgt,
        voorschrift: o.voorschrift.clone(),
        aangeboden: o.aangeboden.iter().map(ToString::to_string).collect(),
        gekozen_op: o.gekozen_op.map(dag),
        geen_keuze_omdat: o.geen_keuze_omdat.clone(),
        bijdrage: o.bijdrage.map(|b| b.code().to_owned()),
        identiteit: o.identiteit.as_ref().map(|i| (dag(i.op), i.document.clone())),
        wijkt_af: o.wijkt_af,
        zienswijze: match &o.zienswijze {
            Zienswijze::Niet => None,
            Zienswijze::Gevraagd { op, tot, reactie } => {
                Some(Gehoord { op: Some(dag(*op)), tot: Some(dag(*tot)), tekst: reactie.clone() })
            }
            Zienswijze::Overgeslagen { grond } => {
                Some(Gehoord { op: None, tot: None, tekst: Some(grond.clone()) })
            }
        },
        pgb_bekwaam: o.pgb.bekwaam,
        pgb_motivering: o.pgb.motivering.clone(),
        pgb_kwaliteit: o.pgb.kwaliteit,
        pgb_bedrag: o.pgb.bedrag.map(|b| b.0),
        herziening: o.herziening.map(|h| h.code().to_owned()),
        einde: o.einde.map(|e| e.code().to_owned()),
    }
}

/// What a value that must read back was not.
struct Onleesbaar;

/// A value that must read back; absent stays absent.
fn lees<T>(tekst: Option<&String>, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Onleesbaar> {
    tekst.map(|t| parse(t).ok_or(Onleesbaar)).transpose()
}

fn van(k: Kaal) -> Option<Ontwerp> {
    probeer(k).ok()
}

fn probeer(k: Kaal) -> Result<Ontwerp, Onleesbaar> {
    let dag = |t: &Option<String>| lees(t.as_ref(), lees_datum);
    let onderdelen = k
        .onderdelen
        .iter()
        .map(|d| {
            Ok(Onderdeel {
                product: Productsleutel::new(
                    Productcategorie::parse(&d.categorie).map_err(|_| Onleesbaar)?,
                    Productcode::parse(&d.code).map_err(|_| Onleesbaar)?,
                ),
                volume: d.volume,
                eenheid: Eenheid::parse(&d.eenheid).map_err(|_| Onleesbaar)?,
                frequentie: Frequentie::parse(&d.frequentie).map_err(|_| Onleesbaar)?,
                agb: lees(d.agb.as_ref(), |t| AgbCode::parse(t).ok())?,
                van: dag(&d.van)?,
                tot: dag(&d.tot)?,
                toewijzing: d.toewijzing,
            })
        })
        .collect::<Result<Vec<_>, Onleesbaar>>()?;
    let zienswijze = match k.zienswijze {
        None => Zienswijze::Niet,
        Some(Gehoord { op: Some(op), tot: Some(tot), tekst }) => Zienswijze::Gevraagd {
            op: lees_datum(&op).ok_or(Onleesbaar)?,
            tot: lees_datum(&tot).ok_or(Onleesbaar)?,
            reactie: tekst,
        },
        Some(g) => Zienswijze::Overgeslagen { grond: g.tekst.unwrap_or_default() },
    };
    let identiteit = match k.identiteit {
        None => None,
        Some((op, document)) => {
            Some(Identiteitscontrole { op: lees_datum(&op).ok_or(Onleesbaar)?, document })
        }
    };
    Ok(Ontwerp {
        soort: lees(k.soort.as_ref(), Besluitsoort::parse)?,
        vorm: lees(k.vorm.as_ref(), Verstrekking::parse)?,
        aanvraag_op: dag(&k.aanvraag_op)?,
        onderdelen,
        ingangsdatum: dag(&k.ingangsdatum)?,
        einddatum: dag(&k.einddatum)?,
        plan_op: dag(&k.plan_op)?,
        gekozen_op: dag(&k.gekozen_op)?,
        aangeboden: k
            .aangeboden
            .iter()
            .map(|a| AgbCode::parse(a).map_err(|_| Onleesbaar))
            .collect::<Result<_, _>>()?,
        bijdrage: lees(k.bijdrage.as_ref(), Bijdragemededeling::parse)?,
        herziening: lees(k.herziening.as_ref(), Herzieningsgrond::parse)?,
        einde: lees(k.einde.as_ref(), Eindreden::parse)?,
        aard: k.aard,
        intensiteit: k.intensiteit,
        open_einde: k.open_einde,
        langer_omdat: k.langer_omdat,
        resultaten: k.resultaten,
        grond: k.grond,
        motivering_volgt: k.motivering_volgt,
        voorschrift: k.voorschrift,
        geen_keuze_omdat: k.geen_keuze_omdat,
        identiteit,
        wijkt_af: k.wijkt_af,
        zienswijze,
        pgb: Pgbtoets {
            bekwaam: k.pgb_bekwaam,
            motivering: k.pgb_motivering,
            kwaliteit: k.pgb_kwaliteit,
            bedrag: k.pgb_bedrag.map(Eurocent),
        },
    })
}

fn beschadigd(wat: &str) -> StoreFout {
    StoreFout::Beschadigd { wat: format!("besluit: {wat}") }
}

/// Locks a draft for its row.
pub(super) fn sluit(o: &Omgeving, (g, id, versie): Welke, ontwerp: &Ontwerp) -> Result<Vec<u8>, StoreFout> {
    let json = serde_json::to_vec(&naar(ontwerp)).map_err(|e| beschadigd(&e.to_string()))?;
    o.kluis.versleutel_stuk(g, "besluitversie", &[id, versie], &json)
}

/// Opens it.
pub(super) fn open(o: &Omgeving, (g, id, versie): Welke, bytes: &[u8]) -> Result<Ontwerp, StoreFout> {
    let json = o.kluis.ontsleutel_stuk(g, "besluitversie", &[id, versie], bytes)?;
    serde_json::from_slice(&json).ok().and_then(van).ok_or_else(|| beschadigd("de tekst is niet te lezen"))
}

/// Locks a text that belongs to a version: why it was given back, what it rests on.
pub(super) fn sluit_tekst(
    o: &Omgeving,
    (g, id, versie): Welke,
    veld: &str,
    tekst: &str,
) -> Result<Vec<u8>, StoreFout> {
    o.kluis.versleutel_stuk(g, veld, &[id, versie], tekst.as_bytes())
}

/// Opens it.
pub(super) fn open_tekst(
    o: &Omgeving,
    (g, id, versie): Welke,
    veld: &str,
    bytes: &[u8],
) -> Result<String, StoreFout> {
    let open = o.kluis.ontsleutel_stuk(g, veld, &[id, versie], bytes)?;
    String::from_utf8(open).map_err(|_| beschadigd("de tekst is niet te lezen"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_draft_reads_back_as_it_was() {
        let leeg = Ontwerp::default();
        assert_eq!(van(naar(&leeg)), Some(leeg));
        let vol = Ontwerp {
            soort: Some(Besluitsoort::Deels),
            vorm: Some(Verstrekking::Pgb),
            aanvraag_op: Some(date(2026, 10, 5)),
            onderdelen: vec![Onderdeel {
                product: Productsleutel::new(
                    Productcategorie::parse("02").unwrap(),
                    Productcode::parse("02M01").unwrap(),
                ),
                volume: 3,
                eenheid: Eenheid::Uur,
                frequentie: Frequentie::Week,
                agb: Some(AgbCode::parse("41410001").unwrap()),
                van: Some(date(2026, 11, 1)),
                tot: None,
                toewijzing: Some(7),
            }],
            identiteit: Some(Identiteitscontrole { op: date(2026, 9, 1), document: "paspoort".into() }),
            zienswijze: Zienswijze::Gevraagd {
                op: date(2026, 9, 1),
                tot: date(2026, 9, 14),
                reactie: Some("ja".into()),
            },
            herziening: Some(Herzieningsgrond::NietGebruikt),
            einde: Some(Eindreden::Verhuizing),
            bijdrage: Some(Bijdragemededeling::Vrij),
            pgb: Pgbtoets { bedrag: Some(Eurocent(5)), bekwaam: true, ..Pgbtoets::default() },
            ..Ontwerp::default()
        };
        assert_eq!(van(naar(&vol)), Some(vol.clone()));
        let overgeslagen = Ontwerp { zienswijze: Zienswijze::Overgeslagen { grond: "x".into() }, ..vol };
        assert_eq!(van(naar(&overgeslagen)), Some(overgeslagen));
        assert_eq!(van(Kaal { soort: Some("anders".into()), ..Kaal::default() }), None, "no guess");
    }
}
