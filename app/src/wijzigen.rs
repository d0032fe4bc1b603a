//! Changing an assignment: withdrawn, taken back or adapted as the rules of step 5 allow; then it is due to be sent.

use crate::besluiten::zet_toewijzing;
use crate::fout::{AppFout, Uitkomst};
use crate::kaders::beletsels_van;
use crate::omgeving::{Omgeving, nederland};
use crate::ontvangst::regie::product_uit;
use jiff::civil::Time;
use kern::{AgbCode, Bevinding, Datum, Eenheid, Eurocent, Frequentie, Gemeentecode};
use store::sql::{keten::GOEDGEKEURD_NETTO, schrijven as sql};
use store::{Row, StoreFout, Tx, teller};
use toegang::ClientId;
use toewijzing::{
    NaWijziging, Omvang, RedenWijziging, Stempel, Toewijzing, Toewijzingnummer, Wens, besteld, overlapt,
    verwijderen_mag,
};

/// What should happen to an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wijziging {
    /// It ends earlier.
    Intrekken {
        /// Last day.
        op: Datum,
        /// Why.
        reden: RedenWijziging,
    },
    /// It counts as never sent.
    Verwijderen,
    /// Another end, amount or budget.
    Aanpassen(Wens),
}

fn kolom(index: usize, verwacht: &'static str) -> StoreFout {
    StoreFout::Kolom { index, verwacht }
}

fn uit_rij(g: Gemeentecode, r: &Row<'_>) -> Result<Toewijzing, StoreFout> {
    let omvang = match (r.opt_i64(9)?, r.opt_text(10)?, r.opt_text(11)?) {
        (Some(volume), Some(e), Some(f)) => Some(Omvang {
            volume,
            eenheid: Eenheid::parse(e).map_err(|_| kolom(10, "een eenheid"))?,
            frequentie: Frequentie::parse(f).map_err(|_| kolom(11, "een frequentie"))?,
        }),
        _ => None,
    };
    let reden = r.opt_text(13)?.map(RedenWijziging::parse).transpose().map_err(|_| kolom(13, "een reden"))?;
    let tijd: Time = r.opt_text(6)?.unwrap_or("00:00:00").parse().map_err(|_| kolom(6, "een tijd"))?;
    Ok(Toewijzing {
        gemeente: g,
        nummer: Toewijzingnummer::new(r.i64(0)?).map_err(|_| kolom(0, "een nummer"))?,
        client: ClientId(r.i64(1)?),
        // the row keeps the besluit that it was made from; a change does not touch it
        besluit: None,
        agb: AgbCode::parse(r.text(2)?).map_err(|_| kolom(2, "een AGB-code"))?,
        product: product_uit(r, 3)?,
        stempel: Stempel { datum: r.dag(5)?, tijd },
        ingangsdatum: r.dag(7)?,
        einddatum: r.opt_dag(8)?,
        omvang,
        budget: r.opt_i64(12)?.map(Eurocent),
        reden_wijziging: reden,
        referentie_aanbieder: r.opt_text(14)?.map(str::to_owned),
        verzonden_in: r.opt_i64(15)?,
    })
}

/// An assignment as the rules read it; `None` when the number is not known.
pub fn lees(tx: &mut Tx<'_>, g: Gemeentecode, nummer: i64) -> Uitkomst<Option<Toewijzing>> {
    Ok(tx.query_opt(sql::TOEWIJZING, &[(&g).into(), nummer.into()], |r| uit_rij(g, r))?)
}

/// The other assignments of a client at a provider.
pub(crate) fn andere(tx: &mut Tx<'_>, t: &Toewijzing) -> Result<Vec<Toewijzing>, StoreFout> {
    let w = [(&t.gemeente).into(), t.client.0.into(), (&t.agb).into()];
    let alle = tx.query_alle(sql::TOEWIJZINGEN_VAN, &w, |r| uit_rij(t.gemeente, r))?;
    Ok(alle.into_iter().filter(|a| a.nummer != t.nummer).collect())
}

/// The moment on which something is settled now: the day and the time of the Netherlands.
pub(crate) fn nu_vastgesteld(o: &Omgeving) -> Stempel {
    let nu = o.nu.to_zoned(nederland()).time();
    Stempel { datum: o.vandaag, tijd: jiff::civil::time(nu.hour(), nu.minute(), nu.second(), 0) }
}

/// The same, later than everything that it changes: only then it is the current one (IV013).
pub(crate) fn vastgesteld_na(o: &Omgeving, eerder: impl IntoIterator<Item = Stempel>) -> Stempel {
    let nu = nu_vastgesteld(o);
    match eerder.into_iter().max() {
        Some(laatste) if laatste >= nu => laatste.volgende(),
        _ => nu,
    }
}

/// A moment as it is kept of what a run did: another one means that somebody changed it since.
pub(crate) fn moment(s: Stempel) -> String {
    format!("{} {}", s.datum, s.tijd.strftime("%H:%M:%S"))
}

/// Changes an assignment; what the standard does not allow comes back as reasons and changes nothing.
pub fn wijzig(
    o: &Omgeving,
    g: Gemeentecode,
    nummer: i64,
    wat: &Wijziging,
) -> Uitkomst<Result<NaWijziging, Vec<Bevinding>>> {
    let stempel = nu_vastgesteld(o);
    o.db.write(|tx| wijzig_in(tx, o, (g, nummer), wat, stempel))
}

/// The same within a transaction, settled at a moment of the caller. Reasons change nothing, but numbers may be used up.
pub(crate) fn wijzig_in(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    (g, nummer): (Gemeentecode, i64),
    wat: &Wijziging,
    stempel: Stempel,
) -> Uitkomst<Result<NaWijziging, Vec<Bevinding>>> {
    let t =
        lees(tx, g, nummer)?.ok_or_else(|| AppFout::Ongeldig(format!("toewijzing {nummer} bestaat niet")))?;
    let eerste = t.nooit_verzonden();
    let was = t.clone();
    let na = match wat {
        Wijziging::Intrekken { op, reden } => t.intrek(*op, *reden, stempel).map(alleen),
        Wijziging::Verwijderen => {
            let netto = tx.query_one(GOEDGEKEURD_NETTO, &[(&g).into(), nummer.into()], |r| r.i64(0))?;
            let netto = u64::try_from(netto).unwrap_or(0);
            let reden = Some(RedenWijziging::Verwijderd);
            let mut fout = verwijderen_mag("/toewijzing", t.nummer, reden, netto);
            if eerste {
                fout.push(Bevinding::new(
                    "IV099",
                    None,
                    "/toewijzing",
                    "Deze toewijzing is nog niet verzonden. Verzend haar eerst; daarna kan zij worden verwijderd.",
                ));
            }
            if fout.is_empty() { t.verwijder(stempel).map(alleen) } else { Err(fout) }
        }
        Wijziging::Aanpassen(wens) => {
            let nieuw = teller::volgende(tx, g, "toewijzing")?;
            let nieuw = Toewijzingnummer::new(nieuw).map_err(|e| AppFout::Ongeldig(e.to_string()))?;
            t.wijzig(wens, stempel, nieuw)
        }
    };
    let na = match na {
        Ok(mut na) => {
            if eerste {
                na.bestaande.reden_wijziging = None;
            }
            let anderen = andere(tx, &na.bestaande)?;
            let mut fout = overlapt(&na.bestaande, &anderen);
            fout.extend(na.nieuwe.iter().flat_map(|n| overlapt(n, &anderen)));
            // more of it is ordered as anything is; less or shorter can always be
            let meer = besteld(Some(&was), Some(&na.bestaande), na.nieuwe.as_ref());
            fout.extend(beletsels_van(tx, g, &meer)?);
            if fout.is_empty() { Ok(na) } else { Err(fout) }
        }
        Err(fout) => Err(fout),
    };
    if let Ok(na) = &na {
        zet_toewijzing(tx, &na.bestaande)?;
        if let Some(n) = &na.nieuwe {
            zet_toewijzing(tx, n)?;
        }
        let gegevens = serde_json::json!({
            "reden": na.bestaande.reden_wijziging.map(RedenWijziging::code),
            "einddatum": na.bestaande.einddatum.map(|d| d.to_string()),
            "nieuwe": na.nieuwe.as_ref().map(|n| n.nummer.waarde()),
        });
        o.noteer(tx, g, "toewijzing gewijzigd", &format!("toewijzing/{nummer}"), &gegevens)?;
    }
    Ok(na)
}

fn alleen(bestaande: Toewijzing) -> NaWijziging {
    NaWijziging { bestaande, nieuwe: None }
}
