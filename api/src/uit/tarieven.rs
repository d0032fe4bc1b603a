//! The JSON forms of the publication sheet, of scenarios and of reactions on a tariff.

use app::tarieven::reacties::ReactieRij;
use app::tarieven::scenarios::BewaardScenario;
use app::tarieven::werklijst::{Werklijst, Werkrij};
use catalogus::kostprijs::{Stel, getypt, index_tekst};
use catalogus::{Antwoord, Bladdeel, Bladtabel, Publicatieblad};
use serde::Serialize;
use utoipa::ToSchema;

/// De kop van een kolom.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Bladkop {
    pub naam: String,
    /// In deze kolom staan getallen.
    pub getal: bool,
}

vorm!(
    /// Een tabel; de eerste kolom noemt de rij.
    Tabel van Bladtabel, t => {
        naam: String = t.naam,
        koppen: Vec<Bladkop> = t.koppen.into_iter().map(|(naam, getal)| Bladkop { naam, getal }).collect(),
        rijen: Vec<Vec<String>> = t.rijen,
    }
);
vorm!(
    /// Een deel van het blad onder een kop.
    Deel van Bladdeel, d => {
        kop: String = d.kop,
        tekst: Vec<String> = d.tekst,
        tabellen: Vec<Tabel> = super::alle(d.tabellen),
    }
);
vorm!(
    /// Het publicatieblad van een tarief: de hele onderbouwing, zoals op de pagina en in de pdf.
    Blad van Publicatieblad, b => {
        titel: String = b.titel,
        onder: String = b.onder,
        dag: String = b.dag.to_string(),
        /// Versie en vingerafdruk van de tekst van het kader.
        voet: String = b.voet,
        delen: Vec<Deel> = super::alle(b.delen),
    }
);
vorm!(
    /// Een bewaard scenario: alleen de aannames. Wat eruit komt wordt bij elk bekijken opnieuw uitgerekend.
    Scenario van BewaardScenario, s => {
        /// Gemeente waarvan het scenario is.
        gemeente: String = s.gemeente.to_string(),
        nummer: i64 = s.id,
        kader: String = s.kader,
        productcategorie: String = s.product.categorie.as_str().to_owned(),
        productcode: String = s.product.code.as_str().to_owned(),
        naam: String = s.scenario.naam,
        /// Zoals productiviteit=68 of hoogste_trede=+3%.
        aannames: Vec<String> = s.scenario.stel.iter().map(Stel::to_string).collect(),
        /// Zoals loon=3,1.
        indexen: Vec<String> = s.scenario.indexen.iter().map(index_tekst).collect(),
        /// Aantal cliënten voor het effect per jaar.
        volume: Option<String> = s.scenario.volume.map(getypt),
        door: String = s.door,
        op: String = s.op.to_string(),
        /// Gemeenten die het ook zien, voor zover u die ziet.
        gedeeld_met: Vec<String> = s.gedeeld_met.iter().map(ToString::to_string).collect(),
    }
);
vorm!(
    /// Het antwoord van de gemeente.
    ReactieAntwoord van Antwoord, a => {
        tekst: String = a.tekst,
        door: String = a.door,
        op: String = a.op.to_string(),
    }
);
vorm!(
    /// Een reactie van een aanbieder op een tarief. Er staat nooit een bedrag in.
    Reactie van ReactieRij, r => {
        gemeente: String = r.reactie.gemeente.to_string(),
        nummer: i64 = r.reactie.id,
        agb: String = r.reactie.agb.to_string(),
        aanbieder: String = r.aanbieder,
        kader: String = r.reactie.kader,
        productcategorie: String = r.reactie.product.categorie.as_str().to_owned(),
        productcode: String = r.reactie.product.code.as_str().to_owned(),
        /// Regel van de opbouw; leeg: over het hele tarief.
        regel: Option<String> = r.reactie.regel,
        tekst: String = r.reactie.tekst,
        door: String = r.reactie.door,
        op: String = r.reactie.op.to_string(),
        antwoord: Option<ReactieAntwoord> = r.reactie.antwoord.map(Into::into),
    }
);
vorm!(
    /// Een reactie met de namen van product en regel.
    ReactieInLijst van Werkrij, w => {
        reactie: Reactie = w.rij.into(),
        product: String = w.product,
        regel_naam: Option<String> = w.regel,
    }
);
vorm!(
    /// Reacties op tarieven: hooguit 60. Wat wacht het langst eerst, wat beantwoord is het laatste eerst.
    Reacties van Werklijst, l => {
        rijen: Vec<ReactieInLijst> = super::alle(l.rijen),
        /// Er zijn er meer dan hier staan.
        meer: bool = l.meer,
    }
);
