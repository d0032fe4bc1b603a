//! The Uitleg of a verdict, replayed from the same facts.

use crate::beslissing::{beoordeel, contracttarief};
use crate::model::{Feiten, Omvang, Prestatieregel};
use crate::tekst::{dag, euro};
use crate::volume::{Maximum, maximum_looptijd, maximum_periode};
use kern::{Bron, Uitleg};

fn iwmo(regel: &str) -> Bron {
    Bron::new("iWmo 3.2", regel)
}

/// A price: whole cents as euros, anything finer as the exact number of cents.
fn tarief_tekst(cent: kern::Decimaal) -> String {
    match kern::Eurocent::rond(cent, kern::Afronding::Rekenkundig) {
        Ok(heel) if kern::Decimaal::from(heel.0) == cent => euro(heel),
        _ => format!("{} cent", cent.normalize()),
    }
}

/// A maximum, what it is made of, and the setting that it rests on.
fn maximum(
    naam: &str,
    regel: &'static str,
    plaats: &'static str,
    o: &Omvang,
    m: &Maximum,
    f: &Feiten<'_>,
) -> Uitleg {
    let u = Uitleg::new(naam, o.eenheid.aantal(m.volume))
        .volgens(regel, iwmo(plaats))
        .met("telling", m.telling.to_string());
    match m.afspraak.and_then(|s| f.afspraken.tekst(s)) {
        Some(afspraak) => u.met("afspraak", afspraak),
        None => u,
    }
}

/// Why this line was granted or rejected: what was claimed, what it was held against, and what follows.
pub fn uitleg(r: &Prestatieregel<'_>, f: &Feiten<'_>) -> Uitleg {
    let bevindingen = beoordeel(r, f);
    let uitkomst = if bevindingen.is_empty() { "toegekend" } else { "afgewezen" };
    let mut u = Uitleg::new(format!("Regel {} beoordelen", r.referentie), uitkomst)
        .met("product", format!("{}/{}", r.categorie, r.code))
        .met("periode", format!("{} tot en met {}", dag(r.van), dag(r.tot)))
        .met("volume", r.eenheid.aantal(r.volume))
        .met("bedrag", euro(r.bedrag_met_teken()));
    if let Some(t) = f.toewijzing {
        let mut stap = Uitleg::new(format!("Toewijzing {} erbij zoeken", r.toewijzing), "gevonden")
            .volgens("TR338", iwmo("TR338"))
            .met("gaat in op", dag(t.periode.van()))
            .met("eindigt op", t.periode.tot().map_or_else(|| "geen einddatum".to_owned(), dag));
        if let Some(o) = t.omvang {
            stap =
                stap.met("omvang", format!("{} {}", o.eenheid.aantal(o.volume), o.frequentie.omschrijving()));
            if let Some(max) = maximum_periode(&o, t.categorie, &t.periode, r.van, r.tot, f.afspraken) {
                stap = stap.want(maximum(
                    "Hoogste volume in deze periode",
                    "TR321",
                    "TR321, IV077",
                    &o,
                    &max,
                    f,
                ));
            }
            if let Some(max) = maximum_looptijd(&o, &t.periode, f.afspraken) {
                let m = maximum("Hoogste volume over de hele looptijd", "TR322", "TR322", &o, &max, f);
                stap = stap.want(m.met("eerder toegekende regels", f.eerdere.len().to_string()));
            }
        }
        u = u.want(stap);
    }
    if let Some(tarief) = contracttarief(r.eenheid, f.prijzen) {
        u = u.want(
            Uitleg::new("Contracttarief op de eerste dag van de periode", tarief_tekst(tarief))
                .volgens("TR418", iwmo("TR418, IV081"))
                .want(
                    Uitleg::new("Volume maal tarief", euro(r.bedrag))
                        .volgens("TR346", iwmo("TR346"))
                        .met("volume", r.volume.to_string()),
                ),
        );
    }
    for b in bevindingen {
        u = u.want(
            Uitleg::new(b.tekst.trim_end_matches('.').to_owned(), "afgewezen")
                .volgens(b.regel, iwmo(b.regel))
                .met("retourcode", b.retourcode.map_or("geen", |c| c.0)),
        );
    }
    u
}
