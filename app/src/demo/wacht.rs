//! Who waits in the demo: of the two that wait longest, one gets care that bridges it and one was looked at together. What is there
//! already is left as it is, so that it goes on where it was stopped.

use super::besluiten::{fout, redenen};
use crate::Gebruiker;
use crate::fout::Uitkomst;
use crate::omgeving::Omgeving;
use crate::wachtlijst::{self as w, NieuweOverbrugging, NieuweScreening, Screeninguitkomst};
use kern::Gemeentecode;

pub(super) fn vul(o: &Omgeving, c: &Gebruiker, g: Gemeentecode) -> Uitkomst<()> {
    let lijst = w::wachtlijst(&o.db, c, Some(g), o.vandaag).map_err(fout)?;
    let mut langst = lijst.rijen.iter();
    if let Some((r, agb)) = langst.next().and_then(|r| r.wacht.agb.map(|a| (r, a)))
        && !r.wacht.overbrugging
    {
        let n = NieuweOverbrugging { product: r.wacht.product, agb, van: r.wacht.sinds, tot: None };
        redenen(w::overbrug(o, c, (g, r.plaats), &n))?;
    }
    if let Some(r) = langst.next() {
        let plek = (g, r.plaats);
        let n = NieuweScreening {
            op: o.vandaag,
            wie: "Consulent en twee aanbieders uit de regio.".into(),
            uitkomst: Screeninguitkomst::Voorrang,
            toelichting: "Zonder hulp dreigt de cliënt tussen wal en schip te vallen.".into(),
        };
        if !r.geen_omdat {
            redenen(w::geen_overbrugging(o, c, plek, "De zus van de cliënt helpt zolang."))?;
        }
        if r.gescreend_op.is_none() {
            redenen(w::screen(o, c, plek, &n))?;
        }
    }
    Ok(())
}
