//! The provider's side: a 315 or 317 from its own book. What the municipality would reject is refused here, with all
//! reasons; what is sent goes into the own book at once, and a rejection takes it out again (OP286).

use super::boek::{self, Nieuw, uit_315, uit_317};
use super::ontvangen::{bekend, beoordeel_317};
use crate::fout::{AppFout, Uitkomst};
use crate::omgeving::Omgeving;
use crate::ontvangst::stuur;
use crate::uitbox::{self, schrijffout};
use crate::verzending::{code, persoon};
use ::toewijzing::{
    AangevraagdProduct, GewenstProduct, GewensteWijziging, RedenVerzoek, Verzoekfeiten, Verzoeksoort,
    beoordeel_vot, is_actueel, nog_niet_toegewezen,
};
use istandaard::{
    Bericht, ClientVerzoek, ClientWijziging, Header, Heen, NieuwProduct, Omvang, OngewijzigdProduct, Soort,
    TeWijzigenProduct, Verwijzer, Wijzigingsverzoek,
};
use kern::{AgbCode, Bevinding, Datum, Gemeentecode};
use store::{StoreFout, Tx};

/// Who referred the client, as a VOT says it (CD066, CD067, CD068).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verwijzing {
    /// Code of list COD327: 02 to 05 are professionals.
    pub soort: String,
    /// Name; for a professional only where the AGB code is not known.
    pub naam: Option<String>,
    /// AGB code of the professional.
    pub zorgverlener: Option<AgbCode>,
}

/// A product that a VOT asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aangevraagd {
    /// What is wanted.
    pub gewenst: GewenstProduct,
    /// Number and first day of the open decision of the client (IV052, CD043).
    pub beschikking: Option<(i64, Datum)>,
    /// Who referred the client.
    pub verwijzing: Verwijzing,
    /// Free text.
    pub commentaar: Option<String>,
}

/// A request to assign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vot {
    /// Municipality that gets it.
    pub gemeente: Gemeentecode,
    /// Provider that sends it.
    pub agb: AgbCode,
    /// Key of the client in the provider's book.
    pub client: i64,
    /// What is asked, at least one.
    pub producten: Vec<Aangevraagd>,
}

/// A request to change. What is not named here stays as it is: all other current assignments go along as unchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vow {
    /// Municipality that gets it.
    pub gemeente: Gemeentecode,
    /// Provider that sends it.
    pub agb: AgbCode,
    /// Key of the client in the provider's book.
    pub client: i64,
    /// Why.
    pub reden: RedenVerzoek,
    /// Assignments that have to change.
    pub te_wijzigen: Vec<GewensteWijziging>,
    /// Products that have to come.
    pub nieuw: Vec<GewenstProduct>,
}

/// A request that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ingediend {
    /// Key of the request.
    pub verzoek: i64,
    /// Key of the message; it waits in the outbox.
    pub bericht: i64,
    /// ReferentieAanbieder, per product of a VOT; one of a VOW.
    pub referenties: Vec<String>,
}

/// Makes a 315, or gives all reasons why it cannot be sent.
pub fn dien_in_vot(o: &Omgeving, vot: &Vot) -> Uitkomst<Result<Ingediend, Vec<Bevinding>>> {
    o.db.write(|tx| vot_in(tx, o, vot))
}

/// As [`dien_in_vot`], within a transaction.
pub(crate) fn vot_in(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    vot: &Vot,
) -> Uitkomst<Result<Ingediend, Vec<Bevinding>>> {
    let (g, agb) = (vot.gemeente, vot.agb);
    let id = uitbox::nieuw_id(tx, g)?;
    let p = persoon(tx, &o.kluis, g, vot.client)?;
    let referenties = referenties(g, id, vot.producten.len());
    let producten: Vec<_> = vot
        .producten
        .iter()
        .zip(&referenties)
        .map(|(a, r)| AangevraagdProduct { referentie: r.clone(), gewenst: a.gewenst })
        .collect();
    let client = ClientVerzoek {
        bsn: p.bsn,
        geboortedatum: p.geboren(),
        geslacht: code(&p.geslacht)?,
        naam: p.verkorte_naam(),
        commentaar: None,
        producten: vot
            .producten
            .iter()
            .zip(&referenties)
            .map(|(a, r)| aangevraagd(a, r))
            .collect::<Result<_, _>>()?,
        retourcodes: Vec::new(),
    };
    let b = bekend(tx, g, agb, Some(vot.client), &referenties)?;
    let feiten = Verzoekfeiten {
        client_bekend: true,
        toewijzingen: &b.toewijzingen,
        gebruikt: &b.gebruikt,
        onderhanden: b.onderhanden.as_deref(),
        vandaag: o.vandaag,
    };
    let mut fout = beoordeel_vot(&producten, &feiten);
    fout.extend(producten.iter().flat_map(|p| nog_niet_toegewezen(&p.gewenst, &b.toewijzingen)));
    let (_, in_boek) = uit_315(&client);
    let header = Header::nieuw(Soort::Wmo315, g, agb, uitbox::identificatie(g, id), o.vandaag);
    let bericht = Bericht::Wmo315(Heen { header, client });
    fout.extend(vorm(&bericht)?);
    if !fout.is_empty() {
        return Ok(Err(fout));
    }
    let nieuw = Nieuw {
        gemeente: g,
        soort: Verzoeksoort::Vot,
        agb,
        client: vot.client,
        bericht: id,
        reden: None,
        commentaar: None,
        dagtekening: o.vandaag,
        ontvangen_op: o.vandaag,
        referenties: &referenties,
        producten: &in_boek,
    };
    verzend(tx, o, id, &bericht, &nieuw).map(Ok)
}

fn aangevraagd(a: &Aangevraagd, referentie: &str) -> Result<istandaard::AangevraagdProduct, StoreFout> {
    Ok(istandaard::AangevraagdProduct {
        referentie_aanbieder: referentie.to_owned(),
        beschikking_nummer: a.beschikking.map(|b| b.0),
        product: a.gewenst.product,
        beschikking_ingangsdatum: a.beschikking.map(|b| b.1),
        toewijzing_ingangsdatum: a.gewenst.ingangsdatum,
        toewijzing_einddatum: a.gewenst.einddatum,
        omvang: a.gewenst.omvang.map(omvang),
        budget: a.gewenst.budget,
        verwijzer: Verwijzer {
            soort: code(&a.verwijzing.soort)?,
            naam: a.verwijzing.naam.clone(),
            zorgverlener: a.verwijzing.zorgverlener,
        },
        raamcontract: None,
        commentaar: a.commentaar.clone(),
        retourcodes: Vec::new(),
    })
}

fn omvang(o: ::toewijzing::Omvang) -> Omvang {
    Omvang { volume: o.volume, eenheid: o.eenheid, frequentie: o.frequentie }
}

/// Makes a 317, or gives all reasons why it cannot be sent.
pub fn dien_in_vow(o: &Omgeving, vow: &Vow) -> Uitkomst<Result<Ingediend, Vec<Bevinding>>> {
    o.db.write(|tx| vow_in(tx, o, vow))
}

/// As [`dien_in_vow`], within a transaction.
pub(crate) fn vow_in(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    vow: &Vow,
) -> Uitkomst<Result<Ingediend, Vec<Bevinding>>> {
    let (g, agb) = (vow.gemeente, vow.agb);
    let id = uitbox::nieuw_id(tx, g)?;
    let p = persoon(tx, &o.kluis, g, vow.client)?;
    let referenties = referenties(g, id, 1);
    let b = bekend(tx, g, agb, Some(vow.client), &referenties)?;
    let verzoek = Wijzigingsverzoek {
        referentie_aanbieder: referenties.concat(),
        reden: code(vow.reden.code())?,
        ongewijzigd: b
            .toewijzingen
            .iter()
            .filter(|t| is_actueel(t, o.vandaag) && !vow.te_wijzigen.iter().any(|w| w.nummer == t.nummer))
            .map(|t| OngewijzigdProduct { toewijzing: t.nummer.waarde(), retourcodes: Vec::new() })
            .collect(),
        te_wijzigen: vow
            .te_wijzigen
            .iter()
            .map(|w| TeWijzigenProduct {
                toewijzing: w.nummer.waarde(),
                gewenste_ingangsdatum: w.ingangsdatum,
                einddatum: w.einddatum,
                omvang: w.omvang.map(omvang),
                budget: w.budget,
                retourcodes: Vec::new(),
            })
            .collect(),
        nieuw: vow
            .nieuw
            .iter()
            .map(|n| NieuwProduct {
                product: n.product,
                gewenste_ingangsdatum: n.ingangsdatum,
                einddatum: n.einddatum,
                omvang: n.omvang.map(omvang),
                budget: n.budget,
                retourcodes: Vec::new(),
            })
            .collect(),
        retourcodes: Vec::new(),
    };
    // the same rules as the municipality's, against the own book
    let mut fout = beoordeel_317(&verzoek, o.vandaag, true, &b, o.vandaag);
    let (_, in_boek) = uit_317(&verzoek);
    let header = Header::nieuw(Soort::Wmo317, g, agb, uitbox::identificatie(g, id), o.vandaag);
    let client = ClientWijziging { bsn: p.bsn, verzoek, retourcodes: Vec::new() };
    let bericht = Bericht::Wmo317(Heen { header, client });
    fout.extend(vorm(&bericht)?);
    if !fout.is_empty() {
        return Ok(Err(fout));
    }
    let nieuw = Nieuw {
        gemeente: g,
        soort: Verzoeksoort::Vow,
        agb,
        client: vow.client,
        bericht: id,
        reden: Some(vow.reden.code()),
        commentaar: None,
        dagtekening: o.vandaag,
        ontvangen_op: o.vandaag,
        referenties: &referenties,
        producten: &in_boek,
    };
    verzend(tx, o, id, &bericht, &nieuw).map(Ok)
}

/// References that are unique for the provider over all its municipalities (OP361).
fn referenties(g: Gemeentecode, bericht: i64, aantal: usize) -> Vec<String> {
    (1..=aantal).map(|n| format!("V{g}-{bericht:07}-{n}")).collect()
}

/// Levels 1 and 2, on the message as it would go out.
fn vorm(bericht: &Bericht) -> Uitkomst<Vec<Bevinding>> {
    let bytes = istandaard::schrijver::schrijf(bericht, Vec::new()).map_err(schrijffout)?;
    let mut gevonden = Vec::new();
    istandaard::controleer(&bytes[..], &mut |b| gevonden.push(b));
    Ok(gevonden)
}

fn verzend(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    id: i64,
    bericht: &Bericht,
    nieuw: &Nieuw<'_>,
) -> Uitkomst<Ingediend> {
    let verzoek = boek::bewaar(tx, nieuw)?;
    stuur(tx, o, id, bericht, None)?;
    o.noteer(
        tx,
        nieuw.gemeente,
        "verzoek ingediend",
        &format!("verzoek/{verzoek}"),
        &serde_json::json!({
            "soort": boek::soortcode(nieuw.soort), "bericht": id, "aanbieder": nieuw.agb.as_str(),
            "producten": nieuw.producten.len(),
        }),
    )
    .map_err(AppFout::from)?;
    Ok(Ingediend { verzoek, bericht: id, referenties: nieuw.referenties.to_vec() })
}
