//! "Waar komt dit vandaan?": a line with its formula, its inputs and its source, down to the source values.

use super::{Kostprijs, in_maat};
use kern::Uitleg;
use regels::{Bewerking, Regelafronding};
use std::collections::BTreeSet;

/// The formula of a line, once in names and once in figures; `None` for a value from a source.
pub fn formule(k: &Kostprijs<'_>, i: usize) -> Option<(String, String)> {
    let b = &k.model.regels[i].bewerking;
    let (tussen, achter) = match b {
        Bewerking::Waarde(_) => return None,
        Bewerking::Som(_) => (" + ", ""),
        Bewerking::Verschil(..) => (" − ", ""),
        Bewerking::Product(_) => (" × ", ""),
        Bewerking::Deel(..) => (" ÷ ", ""),
        Bewerking::ProcentVan(..) => (" van ", ""),
        Bewerking::Aandeel(..) => (" ÷ ", ", als percentage"),
    };
    let invoer = b.invoer();
    let namen: Vec<String> = invoer.iter().map(|j| k.naam(*j)).collect();
    let cijfers: Vec<String> =
        invoer.iter().map(|j| in_maat(k.model.regels[*j].maat, k.waarden[*j])).collect();
    Some((format!("{}{achter}", namen.join(tussen)), format!("{}{achter}", cijfers.join(tussen))))
}

/// The tree of a line. A line that comes back is told once, and after that only named with its outcome.
pub fn waar_vandaan(k: &Kostprijs<'_>, kader: &str, i: usize) -> Uitleg {
    boom(k, kader, i, &mut BTreeSet::new())
}

fn boom(k: &Kostprijs<'_>, kader: &str, i: usize, verteld: &mut BTreeSet<usize>) -> Uitleg {
    let (r, w) = k.regel(i);
    let mut u =
        Uitleg::new(k.naam(i), in_maat(r.maat, w)).volgens(format!("{kader}/{}", r.sleutel), r.bron.clone());
    if !verteld.insert(i) {
        return u.met("opbouw", "staat al hierboven");
    }
    match formule(k, i) {
        Some((namen, cijfers)) => u = u.met("formule", namen).met("rekensom", cijfers),
        None if k.anders.contains_key(&i) => u = u.met("waarde", "anders gesteld dan in de bron"),
        None => u = u.met("waarde", "uit de bron"),
    }
    u = u.met("eenheid", r.maat.to_string());
    let afronding = match r.afronding {
        Regelafronding::Geen => "niet afgerond",
        Regelafronding::Centen => "op hele centen, een half gaat omhoog",
    };
    u = u.met("afronding", afronding).met("toelichting", r.toelichting.clone());
    if let Some(t) = &r.reden_nul {
        u = u.met("reden voor nul", t.clone());
    }
    for j in r.bewerking.invoer() {
        u = u.want(boom(k, kader, j, verteld));
    }
    u
}
