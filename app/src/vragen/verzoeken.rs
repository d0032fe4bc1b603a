//! Requests of providers: what waits and until when, one request beside what is assigned, and the decision on it.

use super::bereik::Bereik;
use super::clienten::naam_uit;
use super::declaraties::Producten;
use super::{Naam, VraagFout};
use crate::fout::AppFout;
use crate::omgeving::Omgeving;
use crate::verzoeken::{
    self as v, Afspraak, Beoordeeld, Gevolg, Oordeel, Toewijzing, Verzoek, Verzoeksoort, Verzoekstand,
    lees_in, lees_soort, lees_stand,
};
use crate::{Gebruiker, Recht};
use ::toewijzing::{reactie_uiterlijk, reactietermijn};
use kern::{AgbCode, Bevinding, Datum, Gemeentecode, Uitleg};
use store::sql::verzoeken as sql;
use store::{Db, Row, StoreFout, Tx};

kern::codelijst!(
    /// Which requests.
    Lijststand {
        /// Those that wait for a reaction.
        Open = "open", "wacht op een reactie";
        /// Those that are done.
        Klaar = "klaar", "afgehandeld";
    }
);

/// Which requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerzoekFilter {
    /// One municipality; otherwise all of the user's.
    pub gemeente: Option<Gemeentecode>,
    /// Provider.
    pub agb: Option<AgbCode>,
    /// How they stand.
    pub stand: Lijststand,
}

/// What gets one reaction: a product of a VOT, or a VOW as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerzoekRij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Key of the request.
    pub verzoek: i64,
    /// Part.
    pub deel: i64,
    /// VOT or VOW.
    pub soort: Verzoeksoort,
    /// Provider.
    pub agb: AgbCode,
    /// Its name.
    pub aanbieder: String,
    /// Client.
    pub client: i64,
    /// Its name.
    pub naam: Naam,
    /// ReferentieAanbieder.
    pub referentie: String,
    /// How it stands.
    pub stand: Verzoekstand,
    /// Since when.
    pub sinds: Datum,
    /// Day of the message.
    pub dagtekening: Datum,
    /// Day of receipt.
    pub ontvangen_op: Datum,
    /// Last day to react; absent when nothing is due.
    pub uiterlijk: Option<Datum>,
    /// Why that day.
    pub termijn: Option<Uitleg>,
}

/// A list: the most urgent, or the newest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VerzoekLijst {
    /// Rows, at most [`MEESTE`].
    pub rijen: Vec<VerzoekRij>,
    /// There are more.
    pub meer: bool,
}

/// The most rows that a list shows.
pub const MEESTE: usize = 60;
/// The most open parts of a municipality that are put in order of urgency.
const GELEZEN: i64 = 5_000;

/// The list: what waits in order of its last day, or what is done, the newest first.
pub fn lijst(
    db: &Db,
    wie: &Gebruiker,
    filter: &VerzoekFilter,
    vandaag: Datum,
) -> Result<VerzoekLijst, VraagFout> {
    let bereik = Bereik::lijst(wie, Recht::Verzoeken, filter.gemeente, filter.agb)?;
    let agb = bereik.agb.as_ref();
    let (tekst, hoogstens) = match filter.stand {
        Lijststand::Open => (sql::OPEN, GELEZEN),
        Lijststand::Klaar => (sql::KLAAR, i64::try_from(MEESTE).unwrap_or(i64::MAX) + 1),
    };
    let mut rijen = db.read(|tx| {
        let mut rijen = Vec::new();
        for g in &bereik.gemeenten {
            let w = [g.into(), agb.into(), hoogstens.into()];
            rijen.extend(tx.query_alle(tekst, &w, |r| rij(r, *g, vandaag))?);
        }
        Ok::<_, StoreFout>(rijen)
    })?;
    match filter.stand {
        Lijststand::Open => rijen.sort_by_key(|r| (r.uiterlijk, r.gemeente, r.verzoek, r.deel)),
        Lijststand::Klaar => {
            rijen.sort_by_key(|r| (std::cmp::Reverse((r.ontvangen_op, r.gemeente, r.verzoek)), r.deel));
        }
    }
    let meer = rijen.len() > MEESTE;
    rijen.truncate(MEESTE);
    Ok(VerzoekLijst { rijen, meer })
}

fn rij(r: &Row<'_>, gemeente: Gemeentecode, vandaag: Datum) -> Result<VerzoekRij, StoreFout> {
    // the reason stands on the page of the request; for the list it is enough that it was refused
    let stand = lees_stand(r.text(10)?, Some(v::RedenAfwijzing::Budget.code()), r.opt_i64(14)?)?;
    let soort = lees_soort(r.text(2)?, 2)?;
    let (dagtekening, ontvangen_op) = (r.dag(12)?, r.dag(13)?);
    let agb =
        AgbCode::parse(r.text(3)?).map_err(|_| StoreFout::Kolom { index: 3, verwacht: "een AGB-code" })?;
    Ok(VerzoekRij {
        gemeente,
        verzoek: r.i64(0)?,
        deel: r.i64(1)?,
        soort,
        agb,
        aanbieder: r.opt_text(4)?.map_or_else(|| agb.to_string(), str::to_owned),
        client: r.i64(5)?,
        naam: naam_uit(r, 6)?,
        referentie: r.string(9)?,
        stand,
        sinds: r.dag(11)?,
        dagtekening,
        ontvangen_op,
        uiterlijk: reactie_uiterlijk(stand, ontvangen_op, dagtekening),
        termijn: reactietermijn(stand, soort, ontvangen_op, dagtekening, vandaag),
    })
}

/// One request, beside what is assigned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerzoekDossier {
    /// The request.
    pub verzoek: Verzoek,
    /// Name of the provider.
    pub aanbieder: String,
    /// Name of the client.
    pub naam: Naam,
    /// What this provider has been assigned for this client.
    pub toewijzingen: Vec<Toewijzing>,
    /// Names of products.
    pub namen: Producten,
    /// Per part the term of the reaction, as long as there is one.
    pub termijnen: Vec<(i64, Uitleg)>,
    /// This user decides on it.
    pub mag_beoordelen: bool,
}

/// One request.
pub fn dossier(
    db: &Db,
    wie: &Gebruiker,
    gemeente: Gemeentecode,
    id: i64,
    vandaag: Datum,
) -> Result<VerzoekDossier, VraagFout> {
    let eigen = Bereik::ding(wie, Recht::Verzoeken, gemeente)?;
    db.read(|tx| dossier_in(tx, wie, eigen, (gemeente, id), vandaag))
}

/// One request, within a transaction; `eigen` is the provider that it must be of.
pub(crate) fn dossier_in(
    tx: &mut Tx<'_>,
    wie: &Gebruiker,
    eigen: Option<AgbCode>,
    (gemeente, id): (Gemeentecode, i64),
    vandaag: Datum,
) -> Result<VerzoekDossier, VraagFout> {
    let verzoek = lees_in(tx, gemeente, id)?
        .filter(|v| eigen.is_none_or(|agb| agb == v.agb))
        .ok_or(VraagFout::NietGevonden)?;
    let w = [(&gemeente).into(), id.into()];
    let (aanbieder, naam) = tx.query_one(sql::NAMEN, &w, |r| {
        Ok((r.opt_text(0)?.map_or_else(|| verzoek.agb.to_string(), str::to_owned), naam_uit(r, 1)?))
    })?;
    let toewijzingen = v::toewijzingen_van(tx, gemeente, verzoek.client, verzoek.agb)?;
    let termijnen = verzoek
        .delen
        .iter()
        .filter_map(|d| {
            let u =
                reactietermijn(d.stand, verzoek.soort, verzoek.ontvangen_op, verzoek.dagtekening, vandaag)?;
            Some((d.volgnr, u))
        })
        .collect();
    let mag_beoordelen = wie.rol.mag(Recht::Beoordelen);
    let namen = Producten::lees(tx)?;
    Ok(VerzoekDossier { verzoek, aanbieder, naam, toewijzingen, namen, termijnen, mag_beoordelen })
}

/// Last day to react to a part; `None` when nothing is due.
pub fn uiterlijk(v: &Verzoek, deel: &v::Verzoekdeel) -> Option<Datum> {
    reactie_uiterlijk(deel.stand, v.ontvangen_op, v.dagtekening)
}

impl From<AppFout> for VraagFout {
    fn from(fout: AppFout) -> Self {
        match fout {
            AppFout::Store(f) => Self::Store(f),
            AppFout::GeenToegang => Self::GeenToegang,
            ander => Self::Ongeldig(ander.to_string()),
        }
    }
}

/// What granting a part would do, for someone who may decide. Changes nothing.
pub fn gevolgen(
    o: &Omgeving,
    wie: &Gebruiker,
    gemeente: Gemeentecode,
    verzoek: i64,
    deel: i64,
    afspraak: Option<Afspraak>,
) -> Result<Result<Vec<Gevolg>, Vec<Bevinding>>, VraagFout> {
    Bereik::ding(wie, Recht::Beoordelen, gemeente)?;
    Ok(v::gevolgen(o, gemeente, verzoek, deel, afspraak)?)
}

/// Decides on a part of a request, for someone who may. `o.wie` goes into the event log.
pub fn beoordeel(
    o: &Omgeving,
    wie: &Gebruiker,
    gemeente: Gemeentecode,
    verzoek: i64,
    deel: i64,
    oordeel: Oordeel,
) -> Result<Result<Beoordeeld, Vec<Bevinding>>, VraagFout> {
    Bereik::ding(wie, Recht::Beoordelen, gemeente)?;
    let o = Omgeving { wie: wie.weergavenaam.clone(), ..o.clone() };
    Ok(v::beoordeel(&o, gemeente, verzoek, deel, oordeel)?)
}
