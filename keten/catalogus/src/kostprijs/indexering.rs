//! Indexation: every cost part of the price with its own stated percentage.

use super::{Kostprijs, KostprijsFout, lees_getal, per_kostendeel};
use kern::Decimaal;

/// One cost part before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indexregel {
    /// Code of the part; `None` for what has no part, which is never indexed.
    pub deel: Option<String>,
    /// Name.
    pub naam: String,
    /// What it takes of the price.
    pub voor: Decimaal,
    /// Index in percent; `None` when none was stated, and then nothing changes.
    pub procent: Option<Decimaal>,
    /// What it takes afterwards.
    pub na: Decimaal,
}

/// A price that was indexed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indexering {
    /// Parts in the order of the model.
    pub regels: Vec<Indexregel>,
    /// Price before.
    pub voor: Decimaal,
    /// Price after, rounded as the line of the price says.
    pub na: Decimaal,
    /// Price per year before.
    pub jaar_voor: Decimaal,
    /// Price per year after, rounded as its line says.
    pub jaar_na: Decimaal,
}

impl Indexering {
    /// What it costs more per year than what was published, for so many clients; less is negative. `None` when it does not
    /// fit.
    pub fn jaareffect(&self, gepubliceerd: &Kostprijs<'_>, volume: Decimaal) -> Option<Decimaal> {
        self.jaar_na.checked_sub(gepubliceerd.jaarprijs())?.checked_mul(volume)
    }
}

/// Reads `loon=3,1` or `huisvesting=-1%`.
pub fn lees_index(tekst: &str) -> Result<(String, Decimaal), KostprijsFout> {
    let (deel, procent) = tekst.split_once('=').ok_or_else(|| KostprijsFout::Vorm(tekst.to_owned()))?;
    let p = procent.trim().trim_end_matches('%').trim_end();
    let getal = match p.strip_prefix('-') {
        Some(t) => -lees_getal(t)?,
        None => lees_getal(p.strip_prefix('+').unwrap_or(p))?,
    };
    if getal < -Decimaal::ONE_HUNDRED {
        return Err(KostprijsFout::Negatief(deel.trim().to_owned()));
    }
    Ok((deel.trim().to_owned(), getal))
}

/// Indexes the price. A part without a stated index stays as it is.
pub fn indexeer(k: &Kostprijs<'_>, indexen: &[(String, Decimaal)]) -> Result<Indexering, KostprijsFout> {
    for (n, (deel, _)) in indexen.iter().enumerate() {
        if !k.model.kostendelen.iter().any(|d| d.code == *deel) {
            let er_is = k.model.kostendelen.iter().map(|d| d.code.clone()).collect();
            return Err(KostprijsFout::Kostendeel(deel.clone(), er_is));
        }
        if indexen[..n].iter().any(|(d, _)| d == deel) {
            return Err(KostprijsFout::Dubbel(deel.clone()));
        }
    }
    let index = |deel: Option<&String>| indexen.iter().find(|(d, _)| Some(d) == deel).map(|(_, p)| *p);
    let na = |bedrag: Decimaal, procent: Option<Decimaal>| {
        let erbij = bedrag.checked_mul(procent.unwrap_or_default())?.checked_mul(Decimaal::new(1, 2))?;
        bedrag.checked_add(erbij)
    };
    let te_groot = || KostprijsFout::Rekenen(k.model.naam.clone(), regels::Rekenfout::TeGroot);
    let mut regels = Vec::new();
    let mut delen = per_kostendeel(k, k.model.prijs);
    let rij = |deel: Option<String>, naam: &str, voor: Decimaal| {
        let procent = index(deel.as_ref());
        let na = na(voor, procent).ok_or_else(te_groot)?;
        Ok(Indexregel { deel, naam: naam.to_owned(), voor, procent, na })
    };
    for d in &k.model.kostendelen {
        let voor = delen.remove(&Some(d.code.clone())).unwrap_or_default();
        regels.push(rij(Some(d.code.clone()), &d.naam, voor)?);
    }
    if let Some(rest) = delen.remove(&None) {
        regels.push(rij(None, "Zonder kostendeel", rest)?);
    }
    let som = regels.iter().try_fold(Decimaal::ZERO, |s, r| s.checked_add(r.na)).ok_or_else(te_groot)?;
    let jaar_na = per_kostendeel(k, k.model.jaarprijs)
        .iter()
        .try_fold(Decimaal::ZERO, |s, (deel, b)| s.checked_add(na(*b, index(deel.as_ref()))?))
        .ok_or_else(te_groot)?;
    Ok(Indexering {
        regels,
        voor: k.prijs(),
        na: k.model.regels[k.model.prijs].afronding.op(som),
        jaar_voor: k.jaarprijs(),
        jaar_na: k.model.regels[k.model.jaarprijs].afronding.op(jaar_na),
    })
}
