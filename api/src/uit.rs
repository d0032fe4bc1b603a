//! The JSON forms: the contract of the API, kept apart from the types of the questions.
//!
//! Fields are in camelCase; `…Cent` is an amount in whole cents, a day is `JJJJ-MM-DD`, an instant is UTC.

use app::vragen::bewaken as vw;
use app::vragen::overzicht::Waarde;
use app::vragen::{Naam, berichten as vb, betalingen as vp, catalogus as vc, clienten as vk};
use app::vragen::{declaraties as vd, monitor as vm, overzicht as vo, post as vpo, tijdlijn};
use serde::Serialize;
use utoipa::ToSchema;

/// Makes a JSON form with its conversion.
macro_rules! vorm {
    ($(#[$doc:meta])* $naam:ident van $bron:ty, $w:ident => { $($(#[$vdoc:meta])* $veld:ident: $t:ty = $uit:expr,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Serialize, ToSchema)]
        #[serde(rename_all = "camelCase")]
        pub struct $naam { $($(#[$vdoc])* pub $veld: $t),+ }
        impl From<$bron> for $naam {
            fn from($w: $bron) -> Self { Self { $($veld: $uit),+ } }
        }
    };
}

pub mod kaders;
pub mod tarieven;
pub mod verzoeken;
pub mod wacht;

fn alle<T, U: From<T>>(rijen: Vec<T>) -> Vec<U> {
    rijen.into_iter().map(U::from).collect()
}

vorm!(
    /// Naam van een persoon.
    NaamUit van Naam, n => {
        achternaam: String = n.achternaam,
        voorvoegsel: Option<String> = n.voorvoegsel,
        voorletters: Option<String> = n.voorletters,
    }
);

// ---- overzicht -------------------------------------------------------------------------------------

/// Een cijfer: een aantal of een bedrag in centen.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Cijfer {
    pub sleutel: String,
    pub naam: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aantal: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bedrag_cent: Option<i64>,
}

impl From<vo::Cijfer> for Cijfer {
    fn from(c: vo::Cijfer) -> Self {
        let (aantal, bedrag_cent) = match c.waarde {
            Waarde::Aantal(n) => (Some(n), None),
            Waarde::Bedrag(b) => (None, Some(b.0)),
        };
        Self { sleutel: c.sleutel.to_owned(), naam: c.naam.to_owned(), aantal, bedrag_cent }
    }
}

vorm!(
    /// Een stap van de keten met zijn cijfers.
    Stap van vo::StapCijfers, s => {
        stap: String = s.stap.code().to_owned(),
        cijfers: Vec<Cijfer> = alle(s.cijfers),
    }
);
vorm!(
    /// Iets dat op u wacht.
    Wachtpost van vo::Wachtpost, w => {
        soort: String = w.soort.code().to_owned(),
        tekst: String = w.soort.bij(w.aantal).to_owned(),
        aantal: i64 = w.aantal,
        bedrag_cent: Option<i64> = w.bedrag.map(|b| b.0),
        oudste: Option<String> = w.oudste.map(|d| d.to_string()),
    }
);
vorm!(
    /// Toegekend over een maand.
    MaandKosten van vo::MaandKosten, k => {
        /// Eerste dag van de maand.
        maand: String = k.maand.to_string(),
        gemeente: String = k.gemeente.to_string(),
        toegekend_cent: i64 = k.toegekend.0,
    }
);
vorm!(
    /// Aandeel van een aanbieder in wat is toegekend.
    Aandeel van vo::AanbiederAandeel, a => {
        agb: String = a.agb.to_string(),
        naam: String = a.naam,
        toegekend_cent: i64 = a.toegekend.0,
        /// Tienden van procenten.
        promille: i64 = a.promille,
    }
);

/// Een gemeente.
#[derive(Debug, Serialize, ToSchema)]
pub struct Gemeente {
    pub code: String,
    pub naam: String,
}

vorm!(
    /// De negen stappen in cijfers.
    Overzicht van vo::Overzicht, o => {
        vandaag: String = o.vandaag.to_string(),
        gemeenten: Vec<Gemeente> =
            o.gemeenten.into_iter().map(|(c, naam)| Gemeente { code: c.to_string(), naam }).collect(),
        stappen: Vec<Stap> = alle(o.stappen),
        wacht: Vec<Wachtpost> = alle(o.wacht),
        kosten: Vec<MaandKosten> = alle(o.kosten),
        aandeel: Vec<Aandeel> = alle(o.aandeel),
    }
);

// ---- clienten --------------------------------------------------------------------------------------

vorm!(
    /// Een cliënt in de lijst, zonder BSN.
    ClientRij van vk::ClientRij, c => {
        gemeente: String = c.gemeente.to_string(),
        id: i64 = c.id,
        naam: NaamUit = c.naam.into(),
        geboortedatum: String = c.geboortedatum.to_string(),
        plaats: Option<String> = c.plaats,
        lopende_toewijzingen: i64 = c.lopend,
        toewijzingen: i64 = c.toewijzingen,
    }
);
vorm!(
    /// Een melding.
    Melding van vk::MeldingRij, m => {
        id: i64 = m.id,
        ontvangen_op: String = m.ontvangen_op.to_string(),
        onderzoek_klaar_op: Option<String> = m.onderzoek_klaar_op.map(|d| d.to_string()),
        onderzoek_uiterlijk: String = m.uiterlijk.to_string(),
    }
);
vorm!(
    /// Een beschikking.
    Beschikking van vk::BeschikkingRij, b => {
        id: i64 = b.id,
        melding: Option<i64> = b.melding,
        besluit_op: String = b.besluit_op.to_string(),
        aard: String = b.aard,
        intensiteit: String = b.intensiteit,
        categorie: String = b.categorie,
        code: String = b.code,
        ingangsdatum: String = b.ingangsdatum.to_string(),
        einddatum: Option<String> = b.einddatum.map(|d| d.to_string()),
    }
);
vorm!(
    /// Een toewijzing.
    Toewijzing van vk::ToewijzingRij, t => {
        nummer: i64 = t.nummer,
        beschikking: Option<i64> = t.beschikking,
        agb: String = t.agb.to_string(),
        aanbieder: String = t.aanbieder,
        categorie: Option<String> = t.categorie,
        code: Option<String> = t.code,
        product: Option<String> = t.product,
        toewijzingsdatum: String = t.toewijzingsdatum.to_string(),
        ingangsdatum: String = t.ingangsdatum.to_string(),
        einddatum: Option<String> = t.einddatum.map(|d| d.to_string()),
        volume: Option<i64> = t.volume,
        eenheid: Option<String> = t.eenheid,
        frequentie: Option<String> = t.frequentie,
        budget_cent: Option<i64> = t.budget.map(|b| b.0),
        reden_wijziging: Option<String> = t.reden_wijziging,
        stand: String = t.stand.code().to_owned(),
        /// Nummer van het bericht (301); leeg als het nog moet worden verzonden.
        verzonden_in: Option<i64> = t.verzonden_in,
        gestart_op: Option<String> = t.gestart_op.map(|d| d.to_string()),
        gestopt_op: Option<String> = t.gestopt_op.map(|d| d.to_string()),
    }
);
vorm!(
    /// Een start- of stopbericht.
    Levering van vk::LeveringRij, l => {
        id: i64 = l.id,
        soort: String = (if l.stop { "stop" } else { "start" }).to_owned(),
        agb: String = l.agb.to_string(),
        aanbieder: String = l.aanbieder,
        toewijzing: Option<i64> = l.toewijzing,
        begindatum: String = l.begindatum.to_string(),
        einddatum: Option<String> = l.einddatum.map(|d| d.to_string()),
        reden: Option<String> = l.reden,
        bericht: i64 = l.bericht,
        verwijderd_door: Option<i64> = l.verwijderd_door,
    }
);
vorm!(
    /// Een gebeurtenis op de tijdlijn.
    Gebeurtenis van tijdlijn::Gebeurtenis, g => {
        datum: String = g.datum.to_string(),
        stap: String = g.stap.code().to_owned(),
        soort: String = g.soort.to_owned(),
        tekst: String = g.delen.iter().map(deel).collect(),
    }
);

fn deel(d: &tijdlijn::Deel) -> String {
    match d {
        tijdlijn::Deel::Tekst(t) | tijdlijn::Deel::Link(_, t) => t.clone(),
        tijdlijn::Deel::Dag(d) => d.to_string(),
        tijdlijn::Deel::Periode(van, Some(tot)) => format!("{van} t/m {tot}"),
        tijdlijn::Deel::Periode(van, None) => format!("vanaf {van}"),
        tijdlijn::Deel::Bedrag(b) => format!("€ {b}"),
    }
}

vorm!(
    /// Het dossier van een cliënt. Alleen hier staat het BSN.
    ClientDossier van vk::ClientDossier, d => {
        gemeente: String = d.hoofd.gemeente.to_string(),
        id: i64 = d.hoofd.id,
        naam: NaamUit = d.hoofd.naam.into(),
        bsn: Option<String> = d.hoofd.bsn.map(|b| b.cijfers().to_owned()),
        geboortedatum: String = d.hoofd.geboortedatum.to_string(),
        geslacht: String = d.hoofd.geslacht,
        straat: Option<String> = d.hoofd.straat,
        huisnummer: Option<String> = d.hoofd.huisnummer,
        postcode: Option<String> = d.hoofd.postcode,
        plaats: Option<String> = d.hoofd.plaats,
        overleden_op: Option<String> = d.hoofd.overleden_op.map(|d| d.to_string()),
        meldingen: Vec<Melding> = alle(d.meldingen),
        beschikkingen: Vec<Beschikking> = alle(d.beschikkingen),
        toewijzingen: Vec<Toewijzing> = alle(d.toewijzingen),
        leveringen: Vec<Levering> = alle(d.leveringen),
        declaratieregels: Vec<Regel> = alle(d.regels),
        berichten: Vec<BerichtRij> = alle(d.berichten),
        tijdlijn: Vec<Gebeurtenis> = alle(d.tijdlijn),
        toegekend_cent: i64 = d.toegekend.0,
        /// Van een van de soorten is er meer dan hier staat.
        afgekapt: bool = d.afgekapt,
    }
);

// ---- berichten -------------------------------------------------------------------------------------

vorm!(
    /// Een bericht in de lijst.
    BerichtRij van vb::BerichtRij, b => {
        gemeente: String = b.gemeente.to_string(),
        id: i64 = b.id,
        richting: String = b.richting.code().to_owned(),
        soort: String = b.soort,
        omschrijving: String = b.omschrijving.to_owned(),
        agb: String = b.agb.to_string(),
        aanbieder: String = b.aanbieder,
        identificatie: String = b.identificatie,
        dagtekening: String = b.dagtekening.to_string(),
        verwerkt_op: String = b.verwerkt_op.to_string(),
        status: String = b.status.code().to_owned(),
        bevindingen: i64 = b.bevindingen,
        antwoord_op: Option<i64> = b.antwoord_op,
        antwoord: Option<i64> = b.antwoord,
        bezorgd_op: Option<String> = b.bezorgd_op.map(|t| t.to_string()),
        grootte: i64 = b.grootte,
    }
);
vorm!(
    /// Waarom iets is afgekeurd.
    Bevinding van vb::BevindingRij, b => {
        regel: String = b.regel,
        retourcode: Option<String> = b.retourcode,
        pad: String = b.pad,
        tekst: String = b.tekst,
        declaratieregel: Option<i64> = b.declaratieregel,
    }
);
vorm!(
    /// Een bericht met zijn bevindingen.
    BerichtDossier van vb::BerichtDossier, d => {
        bericht: BerichtRij = d.hoofd.into(),
        afzender: String = d.afzender,
        ontvanger: String = d.ontvanger,
        bestand: String = d.bestand,
        sha256: String = d.sha256,
        bevindingen: Vec<Bevinding> = alle(d.bevindingen),
        antwoord_op: Option<BerichtRij> = d.antwoord_op.map(BerichtRij::from),
        antwoorden: Vec<BerichtRij> = alle(d.antwoorden),
    }
);

// ---- declaraties -----------------------------------------------------------------------------------

vorm!(
    /// Een declaratie.
    Declaratie van vd::ClaimRij, d => {
        gemeente: String = d.gemeente.to_string(),
        bericht: i64 = d.bericht,
        agb: String = d.agb.to_string(),
        aanbieder: String = d.aanbieder,
        nummer: String = d.nummer,
        periode_van: String = d.periode_van.to_string(),
        periode_tot: String = d.periode_tot.to_string(),
        dagtekening: String = d.dagtekening.to_string(),
        ingediend_cent: i64 = d.ingediend.0,
        toegekend_cent: i64 = d.toegekend.0,
        regels: i64 = d.regels,
        regels_toegekend: i64 = d.regels_toegekend,
        status: String = d.status.code().to_owned(),
    }
);
vorm!(
    /// Een reden van afwijzing, met hoe vaak die voorkomt.
    Reden van vd::RedenTelling, r => {
        regel: String = r.regel,
        retourcode: Option<String> = r.retourcode,
        tekst: String = r.tekst,
        regels: i64 = r.regels,
    }
);
vorm!(
    /// Een declaratie met haar totalen, zonder de regels.
    DeclaratieDossier van vd::ClaimDossier, d => {
        declaratie: Declaratie = d.hoofd.into(),
        gemeente_naam: String = d.gemeente_naam,
        regels_afgewezen: i64 = d.regels_afgewezen,
        afgewezen_cent: i64 = d.afgewezen.0,
        betaald_cent: i64 = d.betaald.0,
        open_cent: i64 = d.open.0,
        antwoord: Option<i64> = d.antwoord,
        redenen: Vec<Reden> = alle(d.redenen),
    }
);

/// De cliënt van een regel, zonder BSN.
#[derive(Debug, Serialize, ToSchema)]
pub struct RegelClient {
    pub id: i64,
    pub naam: NaamUit,
}

vorm!(
    /// Een declaratieregel.
    Regel van vd::RegelRij, r => {
        bericht: i64 = r.bericht,
        volgnr: i64 = r.volgnr,
        status: String = r.status.code().to_owned(),
        agb: String = r.agb.to_string(),
        /// Alleen voor wie cliënten mag zien.
        client: Option<RegelClient> = r.client.map(|(id, naam)| RegelClient { id, naam: naam.into() }),
        referentie: String = r.referentie,
        vorige_referentie: Option<String> = r.vorige_referentie,
        toewijzing: i64 = r.toewijzing,
        categorie: String = r.categorie,
        code: String = r.code,
        product: Option<String> = r.product,
        van: String = r.van.to_string(),
        tot: String = r.tot.to_string(),
        volume: i64 = r.volume,
        eenheid: String = r.eenheid,
        tarief_cent: Option<i64> = r.tarief.map(|t| t.0),
        /// Een creditregel is negatief.
        bedrag_cent: i64 = r.bedrag.0,
        betaalbatch: Option<i64> = r.batch,
        bevindingen: Vec<Bevinding> = alle(r.bevindingen),
    }
);

// ---- betalingen ------------------------------------------------------------------------------------

vorm!(
    /// Een betaalbatch.
    Batch van vp::BatchRij, b => {
        gemeente: String = b.gemeente.to_string(),
        nummer: i64 = b.nummer,
        tot: String = b.tot.to_string(),
        gemaakt_op: String = b.gemaakt_op.to_string(),
        betalingen: i64 = b.betalingen,
        bedrag_cent: i64 = b.bedrag.0,
        bestand: Option<String> = b.bestand,
    }
);
vorm!(
    /// Een betaling aan een aanbieder.
    Betaling van vp::BetalingRij, b => {
        volgnr: i64 = b.volgnr,
        agb: String = b.agb.to_string(),
        aanbieder: String = b.aanbieder,
        iban: String = b.iban,
        bedrag_cent: i64 = b.bedrag.0,
        kenmerk: String = b.kenmerk,
        regels: i64 = b.regels,
    }
);

/// Een betaalbatch met haar betalingen.
#[derive(Debug, Serialize, ToSchema)]
pub struct BatchDossier {
    pub batch: Batch,
    pub betalingen: Vec<Betaling>,
}

vorm!(
    /// Het saldo met een aanbieder.
    SaldoRij van vp::SaldoRij, s => {
        klopt: bool = s.klopt(),
        gemeente: String = s.gemeente.to_string(),
        agb: String = s.agb.to_string(),
        aanbieder: String = s.aanbieder,
        goedgekeurd_cent: i64 = s.goedgekeurd.0,
        tegenboekingen_cent: i64 = s.tegenboekingen.0,
        betaald_cent: i64 = s.betaald.0,
        open_cent: i64 = s.open.0,
    }
);
vorm!(
    /// De saldo's: betaald = goedgekeurd − tegenboekingen − open.
    Saldo van vp::Saldo, s => {
        goedgekeurd_cent: i64 = s.goedgekeurd.0,
        tegenboekingen_cent: i64 = s.tegenboekingen.0,
        betaald_cent: i64 = s.betaald.0,
        open_cent: i64 = s.open.0,
        /// Klopt in elke rij.
        klopt: bool = s.klopt,
        rijen: Vec<SaldoRij> = alle(s.rijen),
    }
);

// ---- catalogus, aanbieders, monitor ----------------------------------------------------------------

vorm!(
    /// Een product met zijn contracten.
    Product van vc::ProductRij, p => {
        kader: String = p.kader,
        categorie: String = p.categorie,
        code: String = p.code,
        naam: String = p.naam,
        prestatie: String = p.prestatie,
        zwaarte: String = p.zwaarte,
        perceel: String = p.perceel,
        contracten: i64 = p.contracten,
        aanbieders: i64 = p.aanbieders,
        /// Laagste tarief in centen, onafgerond.
        tarief_laagst_cent: Option<String> = p.tarief_laagst.map(|t| t.to_string()),
        /// Hoogste tarief in centen, onafgerond.
        tarief_hoogst_cent: Option<String> = p.tarief_hoogst.map(|t| t.to_string()),
    }
);
vorm!(
    /// Een aanbieder.
    Aanbieder van vc::AanbiederRij, a => {
        afwijspromille: Option<i64> = a.afwijspromille(),
        agb: String = a.agb.to_string(),
        naam: String = a.naam,
        contracten: i64 = a.contracten,
        gemeenten: Vec<String> = a.gemeenten.iter().map(ToString::to_string).collect(),
        regels: Option<i64> = a.regels,
        afgewezen: Option<i64> = a.afgewezen,
    }
);
vorm!(
    /// Een contractregel.
    Contract van vc::ContractRij, c => {
        gemeente: String = c.gemeente.to_string(),
        categorie: String = c.categorie,
        code: String = c.code,
        product: Option<String> = c.product,
        eenheid: String = c.eenheid,
        /// Waarvoor het tarief is, in woorden: per cliënt per maand.
        per: String = c.per,
        geldig_vanaf: String = c.geldig_vanaf.to_string(),
        geldig_tot: Option<String> = c.geldig_tot.map(|d| d.to_string()),
        /// In centen, onafgerond.
        tarief_cent: Option<String> = c.tarief.map(|t| t.to_string()),
    }
);
vorm!(
    /// Cijfers van een aanbieder in een gemeente.
    AanbiederCijfers van vc::AanbiederCijfers, c => {
        gemeente: String = c.gemeente.to_string(),
        gemeente_naam: String = c.gemeente_naam,
        clienten: i64 = c.clienten,
        toewijzingen: i64 = c.toewijzingen,
        ingediend_cent: Option<i64> = c.ingediend.map(|b| b.0),
        toegekend_cent: Option<i64> = c.toegekend.map(|b| b.0),
        regels: Option<i64> = c.regels,
        afgewezen: Option<i64> = c.afgewezen,
    }
);
vorm!(
    /// Het dossier van een aanbieder.
    AanbiederDossier van vc::AanbiederDossier, d => {
        aanbieder: Aanbieder = d.hoofd.into(),
        iban: Option<String> = d.iban,
        contracten: Vec<Contract> = alle(d.contracten),
        cijfers: Vec<AanbiederCijfers> = alle(d.cijfers),
        declaraties: Vec<Declaratie> = alle(d.declaraties),
    }
);

/// Cliënten met zorg in een gemeente.
#[derive(Debug, Serialize, ToSchema)]
pub struct GemeenteClienten {
    pub code: String,
    pub naam: String,
    pub clienten: i64,
}

vorm!(
    /// Cliënten van een aanbieder.
    AanbiederClienten van vm::AanbiederClienten, a => {
        gemeente: String = a.gemeente.to_string(),
        agb: String = a.agb.to_string(),
        aanbieder: String = a.aanbieder,
        clienten: i64 = a.clienten,
    }
);
vorm!(
    /// Cliënten van een aanbieder per prestatie.
    Inzet van vm::InzetRij, i => {
        gemeente: String = i.gemeente.to_string(),
        agb: String = i.agb.to_string(),
        prestatie: String = i.prestatie,
        clienten: i64 = i.clienten,
    }
);
vorm!(
    /// Afwijzing per aanbieder.
    Afwijzing van vm::AfwijsRij, a => {
        gemeente: String = a.gemeente.to_string(),
        agb: String = a.agb.to_string(),
        aanbieder: String = a.aanbieder,
        regels: i64 = a.regels,
        afgewezen: i64 = a.afgewezen,
        ingediend_cent: i64 = a.ingediend.0,
        toegekend_cent: i64 = a.toegekend.0,
    }
);
vorm!(
    /// Cijfers over de keten in een periode.
    Monitor van vm::Monitor, m => {
        van: String = m.vraag.van.to_string(),
        tot: String = m.vraag.tot.to_string(),
        gemeenten: Vec<GemeenteClienten> = m
            .gemeenten
            .into_iter()
            .map(|(code, naam, clienten)| GemeenteClienten { code: code.to_string(), naam, clienten })
            .collect(),
        aanbieders: Vec<AanbiederClienten> = alle(m.aanbieders),
        inzet: Vec<Inzet> = alle(m.inzet),
        kosten: Vec<MaandKosten> = alle(m.kosten),
        afwijzing: Vec<Afwijzing> = alle(m.afwijzing),
    }
);

// ---- post ------------------------------------------------------------------------------------------

vorm!(
    /// Hoe een weg het de laatste tijd doet.
    PostWeg van vpo::TransportRij, t => {
        /// map of knooppunt.
        code: String = t.code.to_owned(),
        naam: String = t.naam.to_owned(),
        laatste_ronde: Option<String> = t.stand.as_ref().and_then(|s| s.laatst).map(|t| t.to_string()),
        laatst_zonder_fouten: Option<String> = t.stand.as_ref().and_then(|s| s.goed).map(|t| t.to_string()),
        storing: Option<String> = t.stand.and_then(|s| s.fout),
    }
);
vorm!(
    /// Een bericht dat niet meteen lukte.
    PostRij van vpo::PostRij, r => {
        gemeente: String = r.gemeente.to_string(),
        /// uit of in.
        richting: String = r.richting.code().to_owned(),
        /// Uit: nummer van het bericht. In: nummer van de ontvangen post.
        nr: i64 = r.nr,
        naam: String = r.naam,
        /// WMO301 …; leeg bij wat binnenkwam.
        soort: String = r.soort,
        ontvanger: String = r.ontvanger,
        weg: String = r.transport,
        pogingen: i64 = r.pogingen,
        volgende_poging: Option<String> = r.volgende.map(|t| t.to_string()),
        code: Option<String> = r.code,
        reden: String = r.fout,
        sinds: String = r.op.to_string(),
    }
);
vorm!(
    /// De stand van de post. Een lijst heeft per gemeente en richting hoogstens 100 berichten.
    PostOverzicht van vpo::PostOverzicht, p => {
        wegen: Vec<PostWeg> = alle(p.transporten),
        wachtend: i64 = p.wachtend,
        oudste: Option<String> = p.oudste.map(|t| t.to_string()),
        later_aantal: i64 = p.later_aantal,
        later: Vec<PostRij> = alle(p.later),
        onbestelbaar_aantal: i64 = p.onbestelbaar_aantal,
        onbestelbaar: Vec<PostRij> = alle(p.onbestelbaar),
    }
);

// ---- reaction times ---------------------------------------------------------------------------------

/// Waar een termijn over gaat: een bericht of een toewijzing.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TermijnOnderwerp {
    /// Nummer van het bericht.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bericht: Option<i64>,
    /// WMO301 …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub soort: Option<String>,
    /// Het antwoord ligt klaar en is nog niet verzonden.
    pub antwoord_ligt_klaar: bool,
    /// Nummer van de toewijzing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub toewijzing: Option<i64>,
    /// Nummer van de cliënt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client: Option<i64>,
    /// Referentie van de aanbieder bij een verzoek.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referentie: Option<String>,
}

impl From<vw::Onderwerp> for TermijnOnderwerp {
    fn from(o: vw::Onderwerp) -> Self {
        let leeg = Self {
            bericht: None,
            soort: None,
            antwoord_ligt_klaar: false,
            toewijzing: None,
            client: None,
            referentie: None,
        };
        match o {
            vw::Onderwerp::Bericht { id, soort, antwoord_ligt_klaar, .. } => {
                Self { bericht: Some(id), soort: Some(soort), antwoord_ligt_klaar, ..leeg }
            }
            vw::Onderwerp::Toewijzing { nummer, client, .. } => {
                Self { toewijzing: Some(nummer), client: Some(client), ..leeg }
            }
            vw::Onderwerp::Verzoek { bericht, client, referentie, .. } => {
                Self { bericht: Some(bericht), client: Some(client), referentie: Some(referentie), ..leeg }
            }
        }
    }
}

vorm!(
    /// Een termijn die loopt of voorbij is.
    Termijn van vw::WachtRij, r => {
        gemeente: String = r.gemeente.to_string(),
        plicht: String = r.plicht.code.to_owned(),
        regel: String = r.plicht.regel.to_owned(),
        wie: String = r.wie.code().to_owned(),
        agb: String = r.agb.to_string(),
        aanbieder: String = r.aanbieder.clone(),
        begin: String = r.begin.to_string(),
        uiterlijk: String = r.uiterlijk.to_string(),
        stand: String = r.stand.to_string(),
        te_laat: bool = r.stand.is_te_laat(),
        onderwerp: TermijnOnderwerp = r.onderwerp.into(),
    }
);
vorm!(
    /// Hoeveel termijnen van een plicht er hoe voor staan. Tellen stopt bij duizend per gemeente.
    Termijntelling van vw::WachtTelling, t => {
        plicht: String = t.plicht.code.to_owned(),
        wie: String = t.wie.code().to_owned(),
        open: i64 = t.open.getal(),
        vandaag: i64 = t.vandaag.getal(),
        te_laat: i64 = t.te_laat.getal(),
        nooit: i64 = t.nooit.getal(),
        oudste: Option<String> = t.oudste.map(|d| d.to_string()),
    }
);
