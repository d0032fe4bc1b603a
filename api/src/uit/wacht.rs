//! The JSON forms of the waiting list.

use super::NaamUit;
use app::wachtlijst as w;
use serde::Serialize;
use utoipa::ToSchema;

/// Cijfers van een product bij een aanbieder, met de namen.
type Groep = (w::Wachtgroep, String, Option<String>);

vorm!(
    /// Hoe lang er wordt gewacht op een product bij een aanbieder.
    WachtgroepUit van Groep, g => {
        gemeente: String = g.0.gemeente.to_string(),
        categorie: String = g.0.product.categorie.to_string(),
        code: String = g.0.product.code.to_string(),
        product: String = g.1,
        /// Ontbreekt als er nog geen aanbieder is gevonden.
        agb: Option<String> = g.0.agb.map(|a| a.to_string()),
        aanbieder: Option<String> = g.2,
        aantal: i64 = g.0.aantal,
        /// Hoeveel van hen overbruggingszorg hebben.
        met_overbrugging: i64 = g.0.overbrugd,
        /// In dagen; een half getal als er twee in het midden staan.
        mediaan: String = g.0.mediaan.normalize().to_string(),
        /// In dagen.
        langste: i64 = g.0.langste,
    }
);
vorm!(
    /// Een cliënt die wacht.
    WachtendeUit van w::Wachtrij, r => {
        gemeente: String = r.wacht.gemeente.to_string(),
        /// t en het nummer van de toewijzing, of w en een nummer als iemand met de hand op de lijst is gezet.
        plaats: String = r.plaats.to_string(),
        client: i64 = r.client,
        naam: NaamUit = r.naam.into(),
        categorie: String = r.wacht.product.categorie.to_string(),
        code: String = r.wacht.product.code.to_string(),
        product: String = r.product,
        agb: Option<String> = r.wacht.agb.map(|a| a.to_string()),
        aanbieder: Option<String> = r.aanbieder,
        sinds: String = r.wacht.sinds.to_string(),
        overbrugging: bool = r.wacht.overbrugging,
        /// Er is vastgelegd waarom er geen overbruggingszorg is.
        geen_overbrugging_met_reden: bool = r.geen_omdat,
        /// Dag waarop gemeente en aanbieders deze plaats het laatst samen bekeken.
        gescreend_op: Option<String> = r.gescreend_op.map(|d| d.to_string()),
    }
);
vorm!(
    /// De wachtlijst: cijfers, en voor wie cliënten mag zien ook wie er wacht. Een aanbieder ziet de eigen cliënten.
    WachtlijstUit van w::Wachtlijst, l => {
        groepen: Vec<WachtgroepUit> = super::alle(l.groepen),
        rijen: Vec<WachtendeUit> = super::alle(l.rijen),
        /// Er wachten er meer dan zijn gelezen; de cijfers gaan over wie het langst wacht.
        meer: bool = l.meer,
    }
);
