//! The JSON forms of requests.

use super::NaamUit;
use app::verzoeken as v;
use app::vragen::verzoeken as q;
use kern::Uitleg;
use serde::Serialize;
use utoipa::ToSchema;

/// `vot` or `vow`.
fn soort(s: v::Verzoeksoort) -> String {
    match s {
        v::Verzoeksoort::Vot => "vot",
        v::Verzoeksoort::Vow => "vow",
    }
    .to_owned()
}

/// How a part stands; whether the granting was told is a field of its own.
fn stand(s: v::Verzoekstand) -> String {
    match s {
        v::Verzoekstand::Ingediend => "ingediend",
        v::Verzoekstand::InOnderzoek => "onderzoek",
        v::Verzoekstand::Afgewezen(_) => "afgewezen",
        v::Verzoekstand::Gehonoreerd { .. } => "gehonoreerd",
        v::Verzoekstand::NietVerzonden => "niet_verzonden",
    }
    .to_owned()
}

vorm!(
    /// Een deel van een verzoek: een product van een verzoek om toewijzing, of een heel verzoek om wijziging.
    Verzoek van q::VerzoekRij, r => {
        gemeente: String = r.gemeente.to_string(),
        /// Nummer van het verzoek.
        nummer: i64 = r.verzoek,
        deel: i64 = r.deel,
        /// vot of vow.
        soort: String = soort(r.soort),
        agb: String = r.agb.to_string(),
        aanbieder: String = r.aanbieder,
        client: i64 = r.client,
        naam: NaamUit = r.naam.into(),
        /// ReferentieAanbieder.
        referentie: String = r.referentie,
        /// ingediend, onderzoek, gehonoreerd, afgewezen of niet_verzonden.
        stand: String = stand(r.stand),
        sinds: String = r.sinds.to_string(),
        dagtekening: String = r.dagtekening.to_string(),
        ontvangen_op: String = r.ontvangen_op.to_string(),
        /// Laatste dag om te reageren.
        uiterlijk: Option<String> = r.uiterlijk.map(|d| d.to_string()),
    }
);
vorm!(
    /// Verzoeken: hooguit 60. Wat wacht op volgorde van de laatste dag, wat klaar is het nieuwste eerst.
    Verzoeken van q::VerzoekLijst, l => {
        rijen: Vec<Verzoek> = super::alle(l.rijen),
        /// Er zijn er meer dan hier staan.
        meer: bool = l.meer,
    }
);
vorm!(
    /// Hoeveel.
    OmvangUit van v::Omvang, o => {
        volume: i64 = o.volume,
        /// Code van lijst WJ756.
        eenheid: String = o.eenheid.code().to_owned(),
        /// Code van lijst WMO757.
        frequentie: String = o.frequentie.code().to_owned(),
    }
);
vorm!(
    /// Een product van een verzoek.
    VerzoekProduct van v::Verzoekproduct, p => {
        deel: i64 = p.deel,
        /// aangevraagd, ongewijzigd, te_wijzigen of nieuw.
        soort: String = p.soort.code().to_owned(),
        /// De toewijzing die blijft of verandert.
        toewijzing: Option<i64> = p.toewijzing,
        categorie: Option<String> = p.product.map(|x| x.categorie.to_string()),
        code: Option<String> = p.product.and_then(|x| x.code).map(|c| c.to_string()),
        ingangsdatum: Option<String> = p.ingangsdatum.map(|d| d.to_string()),
        einddatum: Option<String> = p.einddatum.map(|d| d.to_string()),
        omvang: Option<OmvangUit> = p.omvang.map(OmvangUit::from),
        budget_cent: Option<i64> = p.budget.map(|b| b.0),
        commentaar: Option<String> = p.commentaar,
        /// De toewijzing die ervan kwam.
        toegewezen: Option<i64> = p.toegewezen,
    }
);

/// Een deel van een verzoek: waarop één antwoord komt.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VerzoekDeel {
    pub deel: i64,
    /// ReferentieAanbieder.
    pub referentie: String,
    /// ingediend, onderzoek, gehonoreerd, afgewezen of niet_verzonden.
    pub stand: String,
    /// Waarom het is afgewezen, code van lijst WJ759.
    pub reden_afwijzing: Option<String>,
    /// Het antwoord of de toewijzing is gemaakt.
    pub gemeld: bool,
    pub sinds: String,
    /// Laatste dag om te reageren.
    pub uiterlijk: Option<String>,
    /// Waarom die dag.
    #[schema(value_type = Option<Object>)]
    pub termijn: Option<Uitleg>,
    /// Nummer van de 319 die zegt dat het in onderzoek is.
    pub onderzoek_in: Option<i64>,
    /// Nummer van de 319 die afwees, of van de 301 die honoreerde.
    pub antwoord_in: Option<i64>,
}

/// Een verzoek met zijn delen en producten.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VerzoekDossier {
    pub gemeente: String,
    pub nummer: i64,
    /// vot of vow.
    pub soort: String,
    pub agb: String,
    pub aanbieder: String,
    pub client: i64,
    pub naam: NaamUit,
    /// Nummer van de 315 of 317.
    pub bericht: i64,
    /// Waarom, van een verzoek om wijziging: code van lijst WJ758.
    pub reden: Option<String>,
    pub commentaar: Option<String>,
    pub dagtekening: String,
    pub ontvangen_op: String,
    pub delen: Vec<VerzoekDeel>,
    pub producten: Vec<VerzoekProduct>,
}

impl From<q::VerzoekDossier> for VerzoekDossier {
    fn from(d: q::VerzoekDossier) -> Self {
        let delen = d.verzoek.delen.iter().map(|x| VerzoekDeel {
            deel: x.volgnr,
            referentie: x.referentie.clone(),
            stand: stand(x.stand),
            reden_afwijzing: match x.stand {
                v::Verzoekstand::Afgewezen(r) => Some(r.code().to_owned()),
                _ => None,
            },
            gemeld: x.antwoord_in.is_some(),
            sinds: x.sinds.to_string(),
            uiterlijk: q::uiterlijk(&d.verzoek, x).map(|d| d.to_string()),
            termijn: d.termijnen.iter().find(|(n, _)| *n == x.volgnr).map(|(_, u)| u.clone()),
            onderzoek_in: x.onderzoek_in,
            antwoord_in: x.antwoord_in,
        });
        let delen = delen.collect();
        let v = d.verzoek;
        Self {
            gemeente: v.gemeente.to_string(),
            nummer: v.id,
            soort: soort(v.soort),
            agb: v.agb.to_string(),
            aanbieder: d.aanbieder,
            client: v.client,
            naam: d.naam.into(),
            bericht: v.bericht,
            reden: v.reden.map(|r| r.code().to_owned()),
            commentaar: v.commentaar,
            dagtekening: v.dagtekening.to_string(),
            ontvangen_op: v.ontvangen_op.to_string(),
            delen,
            producten: super::alle(v.producten),
        }
    }
}
