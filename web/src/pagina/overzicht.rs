//! The overview: what waits for me, the nine steps in figures, what it costs.

use super::Invoer;
use crate::filters;
use crate::fout::Fout;
use crate::grafiek::{Maandgrafiek, aandelen};
use crate::opmaak::{Html, euro_heel, euro_klein, getal};
use crate::schil::{Omgeving, Query, Schil};
use crate::{Bezoek, toon, vraag};
use app::Recht;
use app::vragen::Stap;
use app::vragen::overzicht::{AanbiederAandeel, Overzicht, StapCijfers, Waarde, WachtSoort, Wachtpost};
use askama::Template;
use axum::response::Response;
use jiff::civil::Date;
use kern::Eurocent;

/// A step of the band.
#[derive(Debug)]
pub struct StapKaart {
    /// Name.
    pub naam: &'static str,
    /// Where its rows are; empty when the role has no page for it.
    pub href: Option<String>,
    /// First figure and what it counts.
    pub groot: (String, &'static str),
    /// The other figures.
    pub bij: Vec<String>,
}

/// Something that waits.
#[derive(Debug)]
pub struct Werk {
    /// How many.
    pub aantal: i64,
    /// What, after the number.
    pub tekst: &'static str,
    /// Money that goes with it.
    pub bedrag: Option<Eurocent>,
    /// Day of the oldest.
    pub oudste: Option<Date>,
    /// Address of the next action.
    pub href: String,
    /// The next action.
    pub knop: &'static str,
}

/// The page.
#[derive(Template, Debug)]
#[template(path = "overzicht.html")]
pub struct OverzichtPagina {
    /// Shell.
    pub schil: Schil,
    /// First name, for the greeting.
    pub wie: String,
    /// The day.
    pub vandaag: Date,
    /// The band.
    pub stappen: Vec<StapKaart>,
    /// What waits.
    pub werk: Vec<Werk>,
    /// Costs; `None` when the role sees no money.
    pub kosten: Option<Kosten>,
    /// The other providers together: how many, money, share.
    pub overige: Option<(i64, Eurocent, i64)>,
    /// Share per provider, the largest ten.
    pub aandeel: Vec<AanbiederAandeel>,
    /// There are more providers to compare than the one that looks.
    pub meer_aanbieders: bool,
    /// The same as chart.
    pub aandeel_svg: Html,
    /// The providers are pages for this role.
    pub aanbieder_pagina: bool,
}

/// Costs per month as chart and table.
#[derive(Debug)]
pub struct Kosten {
    /// Chart.
    pub svg: Html,
    /// Names of the series.
    pub reeksen: Vec<String>,
    /// Rows of the table.
    pub rijen: Vec<(Date, Vec<Eurocent>, Eurocent)>,
    /// Total over all months.
    pub totaal: Eurocent,
    /// The table is open at once.
    pub open: bool,
}

impl Kosten {
    /// Chart and table of the same rows; `None` without any amount.
    pub fn van(rijen: impl IntoIterator<Item = (Date, String, Eurocent)>, open: bool) -> Option<Self> {
        let grafiek = Maandgrafiek::van(rijen);
        if grafiek.is_leeg() {
            return None;
        }
        let rijen = grafiek.rijen();
        Some(Self {
            svg: grafiek.svg("kosten", "Toegekende kosten per maand en gemeente"),
            open,
            reeksen: grafiek.reeksen.iter().map(|(n, _)| n.clone()).collect(),
            totaal: Eurocent(rijen.iter().fold(0, |s, r| s.saturating_add(r.2.0))),
            rijen,
        })
    }
}

impl OverzichtPagina {
    /// The page of these figures.
    pub fn nieuw(om: &Omgeving, o: Overzicht) -> Self {
        let q = Query::default().misschien("gemeente", om.gekozen);
        let aandeel_rijen: Vec<_> = o
            .aandeel
            .iter()
            .take(GROOTSTE)
            .map(|a| (a.naam.clone(), euro_heel(a.toegekend), a.promille))
            .collect();
        Self {
            schil: Schil::nieuw(om, "Overzicht", "/", "/"),
            wie: om.gebruiker.weergavenaam.clone(),
            vandaag: o.vandaag,
            stappen: o.stappen.iter().map(|s| kaart(om, &q, s)).collect(),
            werk: o.wacht.iter().map(|w| werk(om, &q, w)).collect(),
            kosten: Kosten::van(
                o.kosten.iter().map(|k| (k.maand, om.gemeente(k.gemeente), k.toegekend)),
                false,
            ),
            aandeel_svg: aandelen("aandeel", "Deel van de kosten per aanbieder", &aandeel_rijen),
            overige: overige(&o.aandeel),
            aandeel: o.aandeel.into_iter().take(GROOTSTE).collect(),
            meer_aanbieders: om.gebruiker.rol != app::Rol::Aanbieder,
            aanbieder_pagina: om.gebruiker.rol.mag(Recht::Aanbieders),
        }
    }
}

/// Providers with a row of their own.
const GROOTSTE: usize = 10;

fn overige(alle: &[AanbiederAandeel]) -> Option<(i64, Eurocent, i64)> {
    let rest = alle.get(GROOTSTE..).filter(|r| !r.is_empty())?;
    let bedrag = rest.iter().fold(0_i64, |s, a| s.saturating_add(a.toegekend.0));
    Some((super::lengte(rest.len()), Eurocent(bedrag), rest.iter().map(|a| a.promille).sum()))
}

fn kaart(om: &Omgeving, q: &Query, s: &StapCijfers) -> StapKaart {
    let (naam, pad, recht, soort) = match s.stap {
        Stap::Inkoop => ("Inkoop", "/aanbieders", Recht::Aanbieders, ""),
        Stap::Catalogus => ("Catalogus", "/catalogus", Recht::Catalogus, ""),
        Stap::Toegang => ("Toegang", "/clienten", Recht::Clienten, ""),
        Stap::Beschikking => ("Beschikking", "/clienten", Recht::Clienten, ""),
        Stap::Toewijzing => ("Toewijzing", "/berichten", Recht::Berichten, "WMO301"),
        Stap::Levering => ("Levering", "/berichten", Recht::Berichten, "WMO305"),
        Stap::Declaratie => ("Declaratie", "/declaraties", Recht::Declaraties, ""),
        Stap::Betaling => ("Betaling", "/betalingen", Recht::Betalingen, ""),
        Stap::Monitoring => ("Monitoring", "/monitor", Recht::Monitor, ""),
    };
    let tekst = |w: Waarde| match w {
        Waarde::Aantal(n) => getal(n),
        Waarde::Bedrag(b) => euro_klein(b),
    };
    let groot =
        s.cijfers.first().map_or(("–".to_owned(), "nog geen gegevens"), |c| (tekst(c.waarde), c.naam));
    StapKaart {
        naam,
        href: om.gebruiker.rol.mag(recht).then(|| q.clone().met("soort", soort).op(pad)),
        groot,
        bij: s.cijfers.iter().skip(1).take(2).map(|c| format!("{} {}", tekst(c.waarde), c.naam)).collect(),
    }
}

fn werk(om: &Omgeving, q: &Query, w: &Wachtpost) -> Werk {
    let naar = |pad: &str, velden: &[(&'static str, &str)]| {
        velden.iter().fold(q.clone(), |q, (n, v)| q.met(n, *v)).op(pad)
    };
    let clienten = om.gebruiker.rol.mag(Recht::Clienten);
    let (href, knop) = match w.soort {
        WachtSoort::OpenMelding | WachtSoort::MeldingTeLaat if om.gebruiker.rol.mag(Recht::Toegang) => {
            (naar(crate::pagina::melding::PAD, &[]), "Bekijk meldingen")
        }
        WachtSoort::OpenMelding | WachtSoort::MeldingTeLaat => (naar("/clienten", &[]), "Naar cliënten"),
        WachtSoort::TeVerzenden | WachtSoort::ToewijzingEindigt if clienten => {
            (naar("/clienten", &[]), "Bekijk toewijzingen")
        }
        WachtSoort::TeVerzenden | WachtSoort::ToewijzingEindigt => {
            (naar("/berichten", &[("soort", "WMO301")]), "Bekijk toewijzingen")
        }
        WachtSoort::TermijnVoorbij => {
            (naar("/bewaken", &[("wie", "ons"), ("stand", "te-laat")]), "Bekijk termijnen")
        }
        WachtSoort::TermijnVandaag => {
            (naar("/bewaken", &[("wie", "ons"), ("stand", "vandaag")]), "Bekijk termijnen")
        }
        WachtSoort::ZonderRetour => {
            (naar("/bewaken", &[("wie", "hen"), ("stand", "te-laat")]), "Bekijk termijnen")
        }
        WachtSoort::BerichtAfgekeurd => (naar("/berichten", &[("status", "afgekeurd")]), "Bekijk berichten"),
        WachtSoort::RegelsAfgewezen => (naar("/declaraties", &[("status", "deels")]), "Bekijk uitval"),
        WachtSoort::DeclaratieOpen => {
            (naar("/declaraties", &[("status", "ingediend")]), "Bekijk declaraties")
        }
        WachtSoort::TeBetalen => (naar("/betalingen", &[]), "Bekijk betalingen"),
        WachtSoort::ReactieOpen => (naar(super::reactielijst::PAD, &[]), "Beantwoord reacties"),
        WachtSoort::BesluitBewaken => (naar(super::aflopend::PAD, &[]), "Bekijk besluiten"),
        WachtSoort::Wachtlijst => (naar(super::wachtlijst::PAD, &[]), "Bekijk wachtlijst"),
        WachtSoort::ContractEindigt => (naar("/aanbieders", &[]), "Bekijk contracten"),
    };
    Werk { aantal: w.aantal, tekst: w.soort.bij(w.aantal), bedrag: w.bedrag, oudste: w.oudste, href, knop }
}

/// `GET /`
pub async fn pagina(bezoek: Bezoek, _invoer: Invoer) -> Result<Response, Fout> {
    let om = bezoek.om.clone();
    let vandaag = bezoek.vandaag();
    let gemeente = om.gekozen;
    let o = vraag(&bezoek, move |s, wie| app::vragen::overzicht::overzicht(&s.db, wie, gemeente, vandaag))
        .await?;
    toon(&OverzichtPagina::nieuw(&om, o))
}
