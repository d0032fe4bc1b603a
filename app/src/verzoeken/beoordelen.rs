//! The municipality's side: what waits for a reaction, and the decision on it.

use super::boek::{self, Productsoort, Verzoek, Verzoekdeel, lees_soort, lees_stand};
use crate::besluiten::zet_toewijzing;
use crate::fout::{AppFout, Uitkomst};
use crate::kaders::{beletsels, beletsels_van};
use crate::omgeving::Omgeving;
use crate::ontvangst::stuur;
use crate::uitbox;
use crate::verzending::code;
use crate::wijzigen::vastgesteld_na;
use ::toewijzing::{
    Afspraak, Besteld, Geleverd, Gevolg, Honoreerfeiten, RedenAfwijzing, Toewijzingnummer, Verzoeksoort,
    Verzoekstand, besteld, honoreer_vot, honoreer_vow, reactie_uiterlijk,
};
use beschikking::BesluitId;
use catalogus::Bestelsoort;
use inkoop::{Contractregel, Contractsleutel, Productsleutel};
use istandaard::{Antwoordbericht, Bericht, Header, Soort, VerzoekAntwoord};
use kern::{
    AgbCode, Bevinding, Datum, Eenheid, Eurocent, Gemeentecode, Periode, Productcategorie, Productcode,
};
use store::sql::{schrijven, verzoeken as sql};
use store::{StoreFout, Tx, Val, teller};
use toegang::ClientId;

/// What the municipality decides on a part of a request: a product of a VOT, or a VOW as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oordeel {
    /// Granted. The next 301 tells so; there is no 319. What was agreed is only needed when a day that was asked for has
    /// passed.
    Honoreer(Option<Afspraak>),
    /// It is looked into: a 319.
    InOnderzoek,
    /// Refused: a 319.
    WijsAf(RedenAfwijzing),
}

/// What came of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beoordeeld {
    /// How the part stands now.
    pub stand: Verzoekstand,
    /// The 319 that waits in the outbox; `None` when it is granted.
    pub bericht: Option<i64>,
    /// What granting did, per product.
    pub gevolgen: Vec<Gevolg>,
}

/// A part of a request that waits for a reaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenDeel {
    /// Key of the request.
    pub verzoek: i64,
    /// Part.
    pub deel: i64,
    /// VOT or VOW.
    pub soort: Verzoeksoort,
    /// Provider.
    pub agb: AgbCode,
    /// Client.
    pub client: i64,
    /// ReferentieAanbieder.
    pub referentie: String,
    /// How it stands.
    pub stand: Verzoekstand,
    /// Day of the message.
    pub dagtekening: Datum,
    /// Day of receipt.
    pub ontvangen_op: Datum,
    /// Last day to react (OP274, OP346).
    pub uiterlijk: Datum,
}

/// The most parts of one list.
const MEESTE: i64 = 10_000;

/// The parts that wait for a reaction, the most urgent first.
pub fn open(o: &Omgeving, g: Gemeentecode) -> Uitkomst<Vec<OpenDeel>> {
    let kolom = |index, verwacht| StoreFout::Kolom { index, verwacht };
    let mut lijst = o.db.read(|tx| {
        tx.query_alle(sql::OPEN, &[(&g).into(), Val::Null, MEESTE.into()], |r| {
            let stand = lees_stand(r.text(10)?, None, r.opt_i64(14)?)?;
            let (dagtekening, ontvangen_op) = (r.dag(12)?, r.dag(13)?);
            Ok(OpenDeel {
                verzoek: r.i64(0)?,
                deel: r.i64(1)?,
                soort: lees_soort(r.text(2)?, 2)?,
                agb: AgbCode::parse(r.text(3)?).map_err(|_| kolom(3, "een AGB-code"))?,
                client: r.i64(5)?,
                referentie: r.string(9)?,
                stand,
                dagtekening,
                ontvangen_op,
                uiterlijk: reactie_uiterlijk(stand, ontvangen_op, dagtekening).unwrap_or(ontvangen_op),
            })
        })
    })?;
    lijst.sort_by_key(|d| (d.uiterlijk, d.verzoek, d.deel));
    Ok(lijst)
}

/// What granting a part would do, or every reason why it cannot be granted. Changes nothing.
pub fn gevolgen(
    o: &Omgeving,
    g: Gemeentecode,
    verzoek: i64,
    deel: i64,
    afspraak: Option<Afspraak>,
) -> Uitkomst<Result<Vec<Gevolg>, Vec<Bevinding>>> {
    o.db.read(|tx| {
        let v = boek::lees_zeker(tx, g, verzoek)?;
        let d = deel_van(&v, deel)?;
        Ok(match d.stand.honoreer() {
            Ok(_) => honoreer(tx, o, &v, d, afspraak)?,
            Err(b) => Err(vec![b]),
        })
    })
}

fn deel_van(v: &Verzoek, deel: i64) -> Uitkomst<&Verzoekdeel> {
    v.deel(deel).ok_or_else(|| AppFout::Ongeldig(format!("verzoek {} heeft geen deel {deel}", v.id)))
}

/// Decides a part of a request, or gives every reason why that decision cannot be.
pub fn beoordeel(
    o: &Omgeving,
    g: Gemeentecode,
    verzoek: i64,
    deel: i64,
    oordeel: Oordeel,
) -> Uitkomst<Result<Beoordeeld, Vec<Bevinding>>> {
    o.db.write(|tx| {
        let v = boek::lees_zeker(tx, g, verzoek)?;
        let d = deel_van(&v, deel)?;
        let stand = match oordeel {
            Oordeel::Honoreer(_) => d.stand.honoreer(),
            Oordeel::InOnderzoek => d.stand.neem_in_onderzoek(),
            Oordeel::WijsAf(reden) => d.stand.wijs_af(reden),
        };
        let stand = match stand {
            Ok(s) => s,
            Err(b) => return Ok(Err(vec![b])),
        };
        let sleutel = (verzoek, deel);
        let (bericht, gevolgen) = match oordeel {
            Oordeel::Honoreer(afspraak) => {
                let gevolgen = match honoreer(tx, o, &v, d, afspraak)? {
                    Ok(gevolgen) => gevolgen,
                    Err(b) => return Ok(Err(b)),
                };
                leg_vast(tx, &v, d, &gevolgen)?;
                boek::zet_stand(tx, g, sleutel, stand, o.vandaag, (d.onderzoek_in, None))?;
                (None, gevolgen)
            }
            Oordeel::InOnderzoek | Oordeel::WijsAf(_) => {
                let id = antwoord(tx, o, &v, d, oordeel)?;
                let in_welk = match oordeel {
                    Oordeel::InOnderzoek => (Some(id), None),
                    _ => (d.onderzoek_in, Some(id)),
                };
                boek::zet_stand(tx, g, sleutel, stand, o.vandaag, in_welk)?;
                (Some(id), Vec::new())
            }
        };
        noteer(tx, o, &v, d, stand, bericht, &gevolgen)?;
        Ok(Ok(Beoordeeld { stand, bericht, gevolgen }))
    })
}

/// The 319.
fn antwoord(tx: &mut Tx<'_>, o: &Omgeving, v: &Verzoek, d: &Verzoekdeel, oordeel: Oordeel) -> Uitkomst<i64> {
    let id = uitbox::nieuw_id(tx, v.gemeente)?;
    let header =
        Header::nieuw(Soort::Wmo319, v.gemeente, v.agb, uitbox::identificatie(v.gemeente, id), o.vandaag);
    let (soort, reden) = match oordeel {
        Oordeel::WijsAf(r) => ("1", Some(code(r.code())?)),
        _ => ("2", None),
    };
    let antwoord = VerzoekAntwoord {
        referentie_aanbieder: d.referentie.clone(),
        antwoord: code(soort)?,
        reden_afwijzing: reden,
        retourcodes: Vec::new(),
    };
    stuur(tx, o, id, &Bericht::Wmo319(Antwoordbericht { header, antwoord }), None)?;
    Ok(id)
}

fn honoreer(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    v: &Verzoek,
    d: &Verzoekdeel,
    afspraak: Option<Afspraak>,
) -> Uitkomst<Result<Vec<Gevolg>, Vec<Bevinding>>> {
    let g = v.gemeente;
    let toewijzingen = boek::toewijzingen(tx, g, v.client, v.agb)?;
    let contract = contract(tx, g, v.agb)?;
    let mut geleverd = Vec::new();
    for t in &toewijzingen {
        let w = [(&g).into(), t.nummer.waarde().into()];
        let (tot, volume, bedrag) =
            tx.query_one(sql::GELEVERD, &w, |r| Ok((r.opt_dag(0)?, r.i64(1)?, Eurocent(r.i64(2)?))))?;
        geleverd.extend(tot.map(|tot| Geleverd { nummer: t.nummer, tot, volume, bedrag }));
    }
    let laatste = teller::laatste(tx, g, "toewijzing")?;
    let (overleden_op, bereikbaar) =
        tx.query_one(sql::CLIENT_OVERLEDEN_OP, &[(&g).into(), v.client.into()], |r| {
            Ok((r.opt_dag(0)?, r.opt_text(1)?.is_some() && r.opt_text(2)?.is_some()))
        })?;
    if !bereikbaar {
        // somebody first known from a 315: without an address the 301 would not be right (TR006)
        return Ok(Err(vec![Bevinding::new(
            "TR006",
            None,
            "/client",
            "Van deze cliënt is geen huisnummer met postcode bekend. Vul eerst het adres aan.",
        )]));
    }
    let feiten = Honoreerfeiten {
        gemeente: g,
        client: ClientId(v.client),
        agb: v.agb,
        overleden_op,
        toewijzingen: &toewijzingen,
        geleverd: &geleverd,
        contract: &contract,
        stempel: vastgesteld_na(o, toewijzingen.iter().map(|t| t.stempel)),
        eerste_nummer: Toewijzingnummer::new(laatste + 1).map_err(|e| AppFout::Ongeldig(e.to_string()))?,
        afspraak,
    };
    Ok(match v.soort {
        Verzoeksoort::Vow => {
            let vow = v.wijziging(d);
            let gevolgen = honoreer_vow(&vow, &feiten);
            let meer: Vec<Besteld> = gevolgen
                .iter()
                .flatten()
                .flat_map(|x| besteld(x.was.as_ref(), x.wordt.as_ref(), x.nieuw.as_ref()))
                .collect();
            let kader = beletsels_van(tx, g, &meer)?;
            if kader.is_empty() { gevolgen } else { Err(kader) }
        }
        Verzoeksoort::Vot => {
            let besluit = besluit(tx, v, d)?;
            let p = v.aangevraagd(d).ok_or_else(|| {
                AppFout::Ongeldig(format!("verzoek {} deel {} heeft geen product", v.id, d.volgnr))
            })?;
            let kader = match p.gewenst.product.and_then(Productsleutel::uit) {
                Some(s) => beletsels(tx, g, s, p.gewenst.ingangsdatum, Bestelsoort::Nieuw)?,
                None => Vec::new(),
            };
            match honoreer_vot(&p, besluit, &feiten) {
                Ok(gevolg) if kader.is_empty() => Ok(vec![gevolg]),
                oordeel => Err(oordeel.err().into_iter().flatten().chain(kader).collect()),
            }
        }
    })
}

/// The decision that a VOT names, when it is one of this client (IV052).
fn besluit(tx: &mut Tx<'_>, v: &Verzoek, d: &Verzoekdeel) -> Result<Option<BesluitId>, StoreFout> {
    let Some((nummer, _)) = v.producten_van(d.volgnr).find_map(|p| p.beschikking) else { return Ok(None) };
    let w = [(&v.gemeente).into(), nummer.into(), v.client.into()];
    Ok(tx.query_opt(sql::BESCHIKKING, &w, |_| Ok(()))?.map(|()| BesluitId(nummer)))
}

/// The contract lines of a provider; a line that cannot be read is none.
fn contract(tx: &mut Tx<'_>, g: Gemeentecode, agb: AgbCode) -> Result<Vec<Contractregel>, StoreFout> {
    let rijen = tx.query_alle(schrijven::CONTRACTREGELS, &[(&g).into(), (&agb).into()], |r| {
        let kolom = |index, verwacht| StoreFout::Kolom { index, verwacht };
        let product = Productsleutel::new(
            Productcategorie::parse(r.text(0)?).map_err(|_| kolom(0, "een categorie"))?,
            Productcode::parse(r.text(1)?).map_err(|_| kolom(1, "een productcode"))?,
        );
        let eenheid = Eenheid::parse(r.text(2)?).map_err(|_| kolom(2, "een eenheid"))?;
        let geldig = Periode::new(r.dag(3)?, r.opt_dag(4)?).map_err(|_| kolom(4, "een einddatum"))?;
        let tarief = r.opt_text(5)?.and_then(|t| t.parse().ok());
        let sleutel = Contractsleutel { gemeente: g, agb, product, eenheid };
        Ok(Contractregel::new(sleutel, tarief, geldig).ok())
    })?;
    Ok(rijen.into_iter().flatten().collect())
}

/// Stores what granting does. What had to change and is as was asked already goes out again, also when it has ended: the
/// 301 names all that the request wanted to change, and without a change there would be no 301 at all.
fn leg_vast(tx: &mut Tx<'_>, v: &Verzoek, d: &Verzoekdeel, gevolgen: &[Gevolg]) -> Uitkomst<()> {
    let g = v.gemeente;
    for gevolg in gevolgen {
        for t in gevolg.wordt.iter().chain(&gevolg.nieuw) {
            zet_toewijzing(tx, t)?;
            teller::minstens(tx, g, "toewijzing", t.nummer.waarde())?;
        }
    }
    for (p, gevolg) in v.producten_van(d.volgnr).zip(gevolgen) {
        if let (Productsoort::TeWijzigen, Some(was), None, None) =
            (p.soort, &gevolg.was, &gevolg.wordt, &gevolg.nieuw)
        {
            tx.execute(sql::TOEWIJZING_AAN_DE_BEURT, &[(&g).into(), was.nummer.waarde().into()])?;
        }
    }
    for (p, gevolg) in v.producten_van(d.volgnr).zip(gevolgen) {
        let t = gevolg.nieuw.as_ref().or(gevolg.wordt.as_ref()).or(gevolg.was.as_ref());
        if let Some(t) = t {
            let w = [(&g).into(), v.id.into(), p.volgnr.into(), t.nummer.waarde().into()];
            tx.execute(sql::PRODUCT_TOEGEWEZEN, &w)?;
        }
    }
    Ok(())
}

fn noteer(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    v: &Verzoek,
    d: &Verzoekdeel,
    stand: Verzoekstand,
    bericht: Option<i64>,
    gevolgen: &[Gevolg],
) -> Uitkomst<()> {
    let (soort, reden) = match stand {
        Verzoekstand::Afgewezen(r) => ("verzoek afgewezen", Some(r.code())),
        Verzoekstand::InOnderzoek => ("verzoek in onderzoek", None),
        _ => ("verzoek gehonoreerd", None),
    };
    let nummers: Vec<i64> =
        gevolgen.iter().flat_map(|g| g.wordt.iter().chain(&g.nieuw)).map(|t| t.nummer.waarde()).collect();
    o.noteer(
        tx,
        v.gemeente,
        soort,
        &format!("verzoek/{}", v.id),
        &serde_json::json!({
            "deel": d.volgnr, "aanbieder": v.agb.as_str(), "bericht": bericht, "reden": reden,
            "toewijzingen": nummers,
        }),
    )?;
    Ok(())
}
