//! Writing about somebody who waits: by hand onto the list, what bridges it or why nothing does, a joint screening, the end.

use super::blad::{GEEN, REDEN, TOELICHTING, WIE, grond};
use super::{Plaats, Screeninguitkomst, Wachteinde};
use crate::meldingen::Stap;
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use crate::{Gebruiker, Recht};
use inkoop::Productsleutel;
use kern::{AgbCode, Bevinding, Datum, Gemeentecode};
use store::sql::{besluiten, wacht as sql};
use store::{Tx, Val, teller};

/// Longest text.
const LANGSTE: usize = 2_000;

/// Somebody who is put on the list by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bezetting {
    /// Number of the client.
    pub client: i64,
    /// What is waited for.
    pub product: Productsleutel,
    /// At which provider; none when none was found.
    pub agb: Option<AgbCode>,
    /// First day.
    pub sinds: Datum,
    /// Why.
    pub reden: String,
}

/// Care that bridges the waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NieuweOverbrugging {
    /// Product.
    pub product: Productsleutel,
    /// Provider.
    pub agb: AgbCode,
    /// First day.
    pub van: Datum,
    /// Last day.
    pub tot: Option<Datum>,
}

/// A joint screening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NieuweScreening {
    /// Day.
    pub op: Datum,
    /// Who looked: municipality and providers.
    pub wie: String,
    /// What came of it.
    pub uitkomst: Screeninguitkomst,
    /// What was said.
    pub toelichting: String,
}

fn nee(plaats: &str, tekst: impl Into<String>) -> Bevinding {
    Bevinding::new("WACHTLIJST", None, plaats, tekst.into())
}

fn namens(o: &Omgeving, wie: &Gebruiker, g: Gemeentecode) -> Result<Omgeving, VraagFout> {
    wie.eis(Recht::Wachtlijst)?;
    wie.eis(Recht::Toegang)?;
    wie.eis_gemeente(g)?;
    Ok(Omgeving { wie: wie.weergavenaam.clone(), ..o.clone() })
}

fn tekst(fout: &mut Vec<Bevinding>, plaats: &str, t: &str, leeg: &str) {
    if t.trim().is_empty() {
        fout.push(nee(plaats, leeg));
    } else if t.chars().count() > LANGSTE {
        fout.push(nee(plaats, format!("Deze tekst is te lang. Gebruik hoogstens {LANGSTE} tekens.")));
    }
}

fn bestaat(tx: &mut Tx<'_>, fout: &mut Vec<Bevinding>, agb: AgbCode) -> Result<(), VraagFout> {
    if tx.query_opt(besluiten::AANBIEDERNAAM, &[(&agb).into()], |r| r.string(0))?.is_none() {
        fout.push(nee("/agb", "Deze aanbieder staat niet in het systeem. Controleer de AGB-code."));
    }
    Ok(())
}

/// Puts somebody on the list; gives the place.
pub fn zet_op(o: &Omgeving, wie: &Gebruiker, g: Gemeentecode, b: &Bezetting) -> Stap<Plaats> {
    let o = namens(o, wie, g)?;
    o.db.write(|tx| {
        let client = crate::meldingen::opslag::betrokkene(tx, g, b.client)?;
        let mut fout = Vec::new();
        if client.overleden_op.is_some() {
            fout.push(nee("", "Deze cliënt is overleden."));
        }
        if b.sinds > o.vandaag {
            fout.push(nee("/sinds", "De eerste dag van het wachten ligt na vandaag."));
        }
        tekst(&mut fout, "/reden", &b.reden, "Schrijf op waarom de cliënt wacht.");
        if let Some(agb) = b.agb {
            bestaat(tx, &mut fout, agb)?;
        }
        if !fout.is_empty() {
            return Ok(Err(fout));
        }
        let id = teller::volgende(tx, g, "wachtplek")?;
        let reden = o.kluis.versleutel_tekst(g, REDEN, &[id], b.reden.trim())?;
        let w = [
            (&g).into(),
            id.into(),
            b.client.into(),
            Val::Null,
            b.agb.as_ref().into(),
            (&b.product.categorie).into(),
            (&b.product.code).into(),
            b.sinds.into(),
            (&reden).into(),
            o.wie.as_str().into(),
            o.vandaag.into(),
        ];
        tx.execute(sql::WACHTPLEK_ERBIJ, &w)?;
        let gegevens = serde_json::json!({ "client": b.client, "sinds": b.sinds.to_string() });
        o.noteer(tx, g, "op de wachtlijst", &format!("wachtplek/{id}"), &gegevens)?;
        Ok(Ok(Plaats::Hand(id)))
    })
}

/// Does something with a place that waits: an assignment gets one the first time that something is kept about it.
fn stap(
    o: &Omgeving,
    wie: &Gebruiker,
    (g, p): (Gemeentecode, Plaats),
    wat: &'static str,
    doe: impl Fn(&mut Tx<'_>, &Omgeving, (i64, Datum)) -> Stap<()>,
) -> Stap<()> {
    let o = namens(o, wie, g)?;
    o.db.write(|tx| {
        let b = grond(tx, g, p, o.vandaag)?;
        let id = match (b.id, p) {
            (Some(id), _) | (None, Plaats::Hand(id)) => id,
            (None, Plaats::Toewijzing(nummer)) => {
                let id = teller::volgende(tx, g, "wachtplek")?;
                let w = [
                    (&g).into(),
                    id.into(),
                    b.client.into(),
                    nummer.into(),
                    b.agb.as_ref().into(),
                    (&b.product.categorie).into(),
                    (&b.product.code).into(),
                    b.sinds.into(),
                    Val::Null,
                    o.wie.as_str().into(),
                    o.vandaag.into(),
                ];
                tx.execute(sql::WACHTPLEK_ERBIJ, &w)?;
                id
            }
        };
        let einde = tx.query_one(sql::WACHTPLEK_MEER, &[(&g).into(), id.into()], |r| r.opt_dag(2))?;
        if einde.is_some() || !b.wacht {
            return Ok(Err(vec![nee("", "Deze cliënt wacht niet meer. Er verandert niets aan de lijst.")]));
        }
        let uit = doe(tx, &o, (id, b.sinds))?;
        if uit.is_ok() {
            o.noteer(tx, g, wat, &format!("wachtplek/{id}"), &serde_json::json!({}))?;
        }
        Ok(uit)
    })
}

/// Notes what bridges the waiting.
pub fn overbrug(
    o: &Omgeving,
    wie: &Gebruiker,
    plek: (Gemeentecode, Plaats),
    n: &NieuweOverbrugging,
) -> Stap<()> {
    stap(o, wie, plek, "overbruggingszorg", |tx, _, (id, sinds)| {
        let mut fout = Vec::new();
        bestaat(tx, &mut fout, n.agb)?;
        if n.tot.is_some_and(|t| t < n.van) {
            fout.push(nee("/tot", "De laatste dag ligt voor de eerste."));
        }
        if n.tot.is_some_and(|t| t < sinds) {
            fout.push(nee("/tot", "Deze ondersteuning eindigde al voor het wachten begon."));
        }
        if !fout.is_empty() {
            return Ok(Err(fout));
        }
        let g = plek.0;
        let eerder = tx.query_alle(sql::OVERBRUGGINGEN, &[(&g).into(), id.into()], |r| r.i64(0))?;
        let nr = eerder.last().copied().unwrap_or(0) + 1;
        let w = [
            (&g).into(),
            id.into(),
            nr.into(),
            (&n.product.categorie).into(),
            (&n.product.code).into(),
            (&n.agb).into(),
            n.van.into(),
            n.tot.into(),
        ];
        tx.execute(sql::OVERBRUGGING_ERBIJ, &w)?;
        Ok(Ok(()))
    })
}

/// Notes why nothing bridges the waiting.
pub fn geen_overbrugging(
    o: &Omgeving,
    wie: &Gebruiker,
    plek: (Gemeentecode, Plaats),
    omdat: &str,
) -> Stap<()> {
    stap(o, wie, plek, "geen overbruggingszorg", |tx, o, (id, _)| {
        let mut fout = Vec::new();
        tekst(&mut fout, "/omdat", omdat, "Schrijf op waarom er geen overbruggingszorg is.");
        if !fout.is_empty() {
            return Ok(Err(fout));
        }
        let dicht = o.kluis.versleutel_tekst(plek.0, GEEN, &[id], omdat.trim())?;
        tx.execute(sql::WACHTPLEK_GEEN, &[(&plek.0).into(), id.into(), (&dicht).into()])?;
        Ok(Ok(()))
    })
}

/// Notes a joint screening.
pub fn screen(o: &Omgeving, wie: &Gebruiker, plek: (Gemeentecode, Plaats), n: &NieuweScreening) -> Stap<()> {
    stap(o, wie, plek, "wachtlijst gescreend", |tx, o, (id, _)| {
        let mut fout = Vec::new();
        if n.op > o.vandaag {
            fout.push(nee("/op", "De dag van de screening ligt na vandaag."));
        }
        tekst(&mut fout, "/wie", &n.wie, "Schrijf op wie samen keken: gemeente en aanbieders.");
        tekst(&mut fout, "/toelichting", &n.toelichting, "Schrijf op wat er is besproken.");
        if !fout.is_empty() {
            return Ok(Err(fout));
        }
        let g = plek.0;
        let eerder = tx.query_alle(sql::SCREENINGEN, &[(&g).into(), id.into()], |r| r.i64(0))?;
        let nr = eerder.last().copied().unwrap_or(0) + 1;
        let wie = o.kluis.versleutel_tekst(g, WIE, &[id, nr], n.wie.trim())?;
        let meer = o.kluis.versleutel_tekst(g, TOELICHTING, &[id, nr], n.toelichting.trim())?;
        let w = [
            (&g).into(),
            id.into(),
            nr.into(),
            n.op.into(),
            n.uitkomst.code().into(),
            (&wie).into(),
            (&meer).into(),
        ];
        tx.execute(sql::SCREENING_ERBIJ, &w)?;
        Ok(Ok(()))
    })
}

/// Takes somebody off the list. That the support began is told by the provider, for an assignment.
pub fn beeindig(
    o: &Omgeving,
    wie: &Gebruiker,
    plek: (Gemeentecode, Plaats),
    (op, einde): (Datum, Wachteinde),
) -> Stap<()> {
    stap(o, wie, plek, "van de wachtlijst", |tx, o, (id, sinds)| {
        let mut fout = Vec::new();
        if op > o.vandaag {
            fout.push(nee("/op", "De dag ligt na vandaag."));
        }
        if op < sinds {
            fout.push(nee("/op", "De dag ligt voor het begin van het wachten."));
        }
        if matches!(plek.1, Plaats::Toewijzing(_)) && einde == Wachteinde::Gestart {
            let tekst = "De aanbieder meldt de start zelf. Dan gaat de cliënt vanzelf van de lijst.";
            fout.push(nee("/einde", tekst));
        }
        if !fout.is_empty() {
            return Ok(Err(fout));
        }
        tx.execute(sql::WACHTPLEK_EINDE, &[(&plek.0).into(), id.into(), op.into(), einde.code().into()])?;
        Ok(Ok(()))
    })
}
