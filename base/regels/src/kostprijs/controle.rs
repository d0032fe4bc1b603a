//! Checks over a whole model: no circle, units that fit, no division by zero, nothing that counts nowhere, no element of
//! article 5.4 left out in silence.

use super::{Bewerking, Kostprijsmaat, Kostprijsmodel, Kostprijsregel, Regelafronding, elementen};
use crate::Probleem;
use std::collections::BTreeMap;

/// Finds the order of computing and adds every problem.
pub(super) fn controleer(m: &mut Kostprijsmodel, prijs: usize, jaarprijs: usize, uit: &mut Vec<Probleem>) {
    let bestand = m.verantwoording.bestand.clone();
    let begin = uit.len();
    let mut meld = |regel: usize, wat: String, remedie: &str| {
        uit.push(Probleem::new(&bestand, regel, wat, remedie));
    };
    match volgorde(m) {
        Ok(v) => m.volgorde = v,
        Err(kring) => {
            let namen: Vec<&str> = kring.iter().map(|i| m.regels[*i].sleutel.as_str()).collect();
            meld(
                kring.first().map_or(0, |i| m.regels[*i].regel),
                format!("deze regels verwijzen in een kring: {}", namen.join(" → ")),
                "Laat een van deze regels naar een andere regel verwijzen",
            );
            return;
        }
    }
    for r in &m.regels {
        if r.bewerking == Bewerking::Waarde(kern::Decimaal::ZERO) && r.reden_nul.is_none() {
            meld(
                r.regel,
                format!("regel '{}' staat op nul zonder reden", r.sleutel),
                "Zeg in 'reden_nul' waarom dit nul is",
            );
        }
        // what follows is the same for every column
        if r.kolom.is_some_and(|k| k > 0) {
            continue;
        }
        match maat(m, &r.bewerking) {
            Err(wat) => {
                meld(r.regel, format!("regel '{}': {wat}", r.sleutel), "Pas de eenheden of de bewerking aan");
            }
            Ok(Some(uitkomst)) if uitkomst != r.maat => meld(
                r.regel,
                format!("regel '{}' staat in {} maar de bewerking geeft {uitkomst}", r.sleutel, r.maat),
                "Verbeter de eenheid of de bewerking",
            ),
            Ok(_) => {}
        }
        if r.afronding == Regelafronding::Centen && !r.maat.is_geld() {
            meld(
                r.regel,
                format!("regel '{}' is geen bedrag en kan niet op centen", r.sleutel),
                "Schrijf 'afronding: geen'",
            );
        }
        if r.kostendeel.is_some() && !r.maat.is_geld() {
            meld(
                r.regel,
                format!("regel '{}' is geen bedrag en heeft geen kostendeel", r.sleutel),
                "Haal 'kostendeel' hier weg",
            );
        }
    }
    for (veld, i, plaats) in [("prijs", m.prijs, prijs), ("jaarprijs", m.jaarprijs, jaarprijs)] {
        let r = &m.regels[i];
        let goed = if veld == "prijs" { r.maat.is_geld() } else { r.maat.is_geld_per_jaar() };
        if !goed {
            meld(
                plaats,
                format!("'{veld}' wijst naar '{}', en die staat in {}", r.sleutel, r.maat),
                "Wijs naar een regel in euro; voor de jaarprijs in euro per jaar",
            );
        }
    }
    let mut telt = vec![false; m.regels.len()];
    let mut open = vec![m.prijs, m.jaarprijs];
    while let Some(i) = open.pop() {
        if !std::mem::replace(&mut telt[i], true) {
            open.extend(m.regels[i].bewerking.invoer());
        }
    }
    for (r, telt) in m.regels.iter().zip(&telt) {
        if !telt && !r.ter_informatie {
            meld(
                r.regel,
                format!("regel '{}' telt nergens mee in de prijs", r.sleutel),
                "Laat een andere regel ernaar verwijzen, of zet er 'ter_informatie: true' bij",
            );
        }
    }
    if uit.len() > begin {
        return;
    }
    match m.bereken(&BTreeMap::new()) {
        Ok(waarden) => elementen::controleer(m, &waarden, uit),
        Err((i, fout)) => uit.push(Probleem::new(
            &bestand,
            m.regels[i].regel,
            format!("regel '{}' kan niet worden berekend: {fout}", m.regels[i].sleutel),
            "Kijk naar de waarden van de regels waarnaar hij verwijst",
        )),
    }
}

/// Every line after the lines that it needs, or the lines that go round.
fn volgorde(m: &Kostprijsmodel) -> Result<Vec<usize>, Vec<usize>> {
    fn bezoek(
        i: usize,
        regels: &[Kostprijsregel],
        klaar: &mut [bool],
        pad: &mut Vec<usize>,
        uit: &mut Vec<usize>,
    ) -> Result<(), Vec<usize>> {
        if klaar[i] {
            return Ok(());
        }
        if let Some(n) = pad.iter().position(|p| *p == i) {
            return Err(pad[n..].iter().copied().chain([i]).collect());
        }
        pad.push(i);
        for j in regels[i].bewerking.invoer() {
            bezoek(j, regels, klaar, pad, uit)?;
        }
        pad.pop();
        klaar[i] = true;
        uit.push(i);
        Ok(())
    }
    let (mut klaar, mut uit) = (vec![false; m.regels.len()], Vec::new());
    for i in 0..m.regels.len() {
        bezoek(i, &m.regels, &mut klaar, &mut Vec::new(), &mut uit)?;
    }
    Ok(uit)
}

/// The unit that an operation gives; `None` for a value, which has the unit that it says.
fn maat(m: &Kostprijsmodel, b: &Bewerking) -> Result<Option<Kostprijsmaat>, String> {
    let van = |i: &usize| m.regels[*i].maat;
    let noem = |i: &usize| format!("'{}' in {}", m.regels[*i].sleutel, van(i));
    let ongelijk = |a: &usize, b: &usize| {
        Err(format!("{} en {} zijn niet op te tellen of te vergelijken", noem(a), noem(b)))
    };
    let los_procent = |i: &usize| Err(format!("{} kan hier niet; gebruik 'procent_van'", noem(i)));
    Ok(Some(match b {
        Bewerking::Waarde(_) => return Ok(None),
        Bewerking::Som(v) => {
            if let Some(x) = v.iter().find(|i| van(i) != van(&v[0])) {
                return ongelijk(&v[0], x);
            }
            van(&v[0])
        }
        Bewerking::Verschil(a, b) | Bewerking::Aandeel(a, b) if van(a) != van(b) => return ongelijk(a, b),
        Bewerking::Verschil(a, _) => van(a),
        Bewerking::Product(v) => {
            if let Some(x) = v.iter().find(|i| van(i).is_procent()) {
                return los_procent(x);
            }
            if v.iter().filter(|i| van(i).is_geld()).count() > 1 {
                return Err("een bedrag kan niet met een bedrag worden vermenigvuldigd".to_owned());
            }
            v.iter().fold(Kostprijsmaat::AANTAL, |p, i| p.maal(van(i)))
        }
        Bewerking::Deel(a, b) => {
            if let Some(x) = [a, b].into_iter().find(|i| van(i).is_procent()) {
                return los_procent(x);
            }
            van(a).gedeeld_door(van(b))
        }
        Bewerking::ProcentVan(p, a) => {
            if !van(p).is_procent() {
                return Err(format!("{} is geen percentage", noem(p)));
            }
            van(a)
        }
        Bewerking::Aandeel(..) => Kostprijsmaat::PROCENT,
    }))
}
