//! Post: how the transports do, what waits, and what could not be delivered, with what one can do about it.

use super::{Invoer, plek};
use crate::fout::Fout;
use crate::opmaak::{getal, meervoud};
use crate::schil::{Omgeving, Schil};
use crate::sessie::Formulier;
use crate::{Bezoek, filters, toon, vraag};
use app::Recht;
use app::post::Richting;
use app::vragen::VraagFout;
use app::vragen::post::{PostOverzicht, PostRij, TransportRij};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

/// The page.
#[derive(Template, Debug)]
#[template(path = "post.html")]
pub struct PostPagina {
    /// Shell.
    pub schil: Schil,
    /// Names.
    pub om: Omgeving,
    /// Everything.
    pub p: PostOverzicht,
    /// What was just done.
    pub gedaan: Option<&'static str>,
}

impl PostPagina {
    /// The page.
    pub fn nieuw(om: &Omgeving, invoer: &Invoer, p: PostOverzicht) -> Self {
        let gedaan = match invoer.get("gedaan") {
            Some("opnieuw") => Some("Het bericht gaat met de volgende ronde opnieuw mee."),
            Some("afgehandeld") => Some("Het bericht is afgehandeld. Uw reden staat in het logboek."),
            _ => None,
        };
        let schil = Schil::nieuw(om, "Post", "/post", "/post").via("Overzicht", "/").hier("Post");
        Self { schil, om: om.clone(), p, gedaan }
    }

    /// `5 berichten`, or how many of them are shown.
    fn telling(rijen: &[PostRij], aantal: i64) -> String {
        let alle = meervoud(aantal, "bericht", "berichten");
        let n = super::lengte(rijen.len());
        if n < aantal { format!("De nieuwste {} van {alle}", getal(n)) } else { alle }
    }

    /// What a row is, in words.
    fn wat(r: &PostRij) -> String {
        match r.richting {
            Richting::Uit => format!("{} nr. {}", r.soort, r.nr),
            Richting::In => format!("Ontvangen post nr. {}", r.nr),
        }
    }

    /// The transports that were ever used.
    fn in_gebruik(&self) -> Vec<(&TransportRij, &app::post::TransportStand)> {
        self.p.transporten.iter().filter_map(|t| Some((t, t.stand.as_ref()?))).collect()
    }
}

/// `GET /post`
pub async fn pagina(bezoek: Bezoek, invoer: Invoer) -> Result<Response, Fout> {
    let g = bezoek.om.gekozen;
    let p = vraag(&bezoek, move |s, wie| app::vragen::post::overzicht(&s.db, wie, g)).await?;
    toon(&PostPagina::nieuw(&bezoek.om, &invoer, p))
}

/// What a form of a row is about.
type Rij = Path<(String, String, String)>;

fn lees_rij(Path((richting, gemeente, nr)): Rij) -> Result<(Richting, kern::Gemeentecode, i64), VraagFout> {
    let (g, nr) = plek(&gemeente, &nr)?;
    Ok((Richting::parse(&richting).ok_or(VraagFout::NietGevonden)?, g, nr))
}

fn omgeving(bezoek: &Bezoek) -> app::Omgeving {
    app::Omgeving {
        db: bezoek.staat.db.clone(),
        kluis: bezoek.staat.kluis.clone(),
        vandaag: bezoek.vandaag(),
        nu: bezoek.nu(),
        wie: bezoek.om.gebruiker.weergavenaam.clone(),
    }
}

fn mag(bezoek: &Bezoek) -> Result<(), Fout> {
    bezoek.om.gebruiker.eis(Recht::Post).map_err(|_| Fout::geen_toegang().voor(&bezoek.om))
}

/// `POST /post/{richting}/{gemeente}/{nr}/opnieuw`
pub async fn opnieuw(bezoek: Bezoek, rij: Rij, formulier: Formulier) -> Result<Response, Fout> {
    mag(&bezoek)?;
    formulier.controleer(&bezoek)?;
    let o = omgeving(&bezoek);
    vraag(&bezoek, move |_, wie| {
        let (r, g, nr) = lees_rij(rij)?;
        app::post::opnieuw(&o, wie, r, g, nr)
    })
    .await?;
    Ok(Redirect::to("/post?gedaan=opnieuw").into_response())
}

/// `POST /post/{richting}/{gemeente}/{nr}/afhandelen`
pub async fn afhandelen(bezoek: Bezoek, rij: Rij, formulier: Formulier) -> Result<Response, Fout> {
    mag(&bezoek)?;
    let reden = formulier.controleer(&bezoek)?.tekst("reden");
    let o = omgeving(&bezoek);
    vraag(&bezoek, move |_, wie| {
        let (r, g, nr) = lees_rij(rij)?;
        app::post::afhandelen(&o, wie, r, g, nr, &reden)
    })
    .await?;
    Ok(Redirect::to("/post?gedaan=afgehandeld").into_response())
}
