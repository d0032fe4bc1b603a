//! The one search box. What was typed goes by POST, so that a BSN never stands in a URL; the answer leads on.

use super::clienten::veilig;
use super::{Invoer, datum};
use crate::fout::Fout;
use crate::schil::Query;
use crate::{Bezoek, vraag};
use app::Recht;
use axum::response::{IntoResponse, Redirect, Response};
use kern::{AgbCode, Bsn};

/// `POST /zoek`
pub async fn zoek(bezoek: Bezoek, formulier: crate::sessie::Formulier) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let invoer: Invoer = formulier.controleer(&bezoek)?;
    let tekst = invoer.tekst("zoek");
    let cijfers: String = tekst.chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect();
    let mag = |r| om.gebruiker.rol.mag(r);
    let g =
        invoer.get("gemeente").map(str::to_owned).or(om.gekozen.map(|g| g.to_string())).unwrap_or_default();
    let alleen_clienten = invoer.get("in") == Some("clienten");
    let naar = |q: Query, pad: &str| Ok(Redirect::to(&q.met("gemeente", g.clone()).op(pad)).into_response());

    if mag(Recht::Clienten) && cijfers.len() == 9 && cijfers.bytes().all(|b| b.is_ascii_digit()) {
        let bsn = Bsn::parse(&cijfers).map_err(|f| Fout::ongeldig(f.to_string()).voor(om))?;
        let gevonden =
            vraag(&bezoek, move |s, wie| app::vragen::clienten::zoek_bsn(&s.db, &s.kluis, wie, &bsn)).await?;
        return match gevonden.first() {
            Some((gemeente, id)) => Ok(Redirect::to(&format!("/clienten/{gemeente}/{id}")).into_response()),
            None => Err(Fout::ongeldig(
                "er is geen cliënt met dit BSN in uw gemeenten; controleer het nummer of zoek op naam",
            )
            .voor(om)),
        };
    }
    if alleen_clienten {
        let q = Query::default().met("zoek", veilig(&tekst)).met("geboren", invoer.tekst("geboren"));
        return naar(q, "/clienten");
    }
    if mag(Recht::Aanbieders) && AgbCode::parse(&cijfers).is_ok() {
        return Ok(Redirect::to(&format!("/aanbieders/{cijfers}")).into_response());
    }
    if mag(Recht::Clienten) {
        if let Some(d) = datum(&tekst) {
            return naar(Query::default().met("geboren", d.to_string()), "/clienten");
        }
        if mag(Recht::Berichten) && tekst.chars().any(|c| c.is_ascii_digit()) {
            return naar(Query::default().met("identificatie", tekst), "/berichten");
        }
        return naar(Query::default().met("zoek", veilig(&tekst)), "/clienten");
    }
    if mag(Recht::Aanbieders) {
        return naar(Query::default().met("zoek", tekst), "/aanbieders");
    }
    naar(Query::default(), "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_birth_date_is_read_as_people_type_it() {
        let d = jiff::civil::date(1950, 11, 2);
        for t in ["1950-11-02", "02-11-1950", "2-11-1950", "2/11/1950"] {
            assert_eq!(datum(t), Some(d), "{t}");
        }
        for t in ["berg", "1-2", "31-2-1950", "1-2-50", "1-2-3-4"] {
            assert_eq!(datum(t), None, "{t}");
        }
    }
}
