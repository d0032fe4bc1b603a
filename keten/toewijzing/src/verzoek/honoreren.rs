//! What honouring a request makes of the assignments: stretched where the standard says so, changed in place or followed
//! by a new one otherwise (OP033x1, OP257, OP380, IV093), or every reason why it cannot be.

use super::{AangevraagdProduct, GewenstProduct, GewensteWijziging, Wijzigingsverzoek};
use crate::beslissing::controleer_vorm;
use crate::stapeling::stapelen;
use crate::{RedenWijziging, Stempel, Toewijzing, Toewijzingnummer, Wens};
use beschikking::BesluitId;
use inkoop::Contractregel;
use kern::{AgbCode, Bevinding, Datum, Eenheid, Eurocent, Frequentie, Gemeentecode, Product, voluit};
use toegang::ClientId;

/// What municipality and provider agreed on outside the messages, when a day that was asked for has passed (IV093).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Afspraak {
    /// As it was asked, with effect in the past.
    ZoalsGevraagd,
    /// What should have begun by now begins on this day; what should have made way for it ends the day before.
    Per(Datum),
}

/// What was claimed on an assignment and not rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Geleverd {
    /// The assignment.
    pub nummer: Toewijzingnummer,
    /// Last day that was claimed.
    pub tot: Datum,
    /// Volume, in the unit of the lines.
    pub volume: i64,
    /// Amount.
    pub bedrag: Eurocent,
}

/// What honouring rests on, looked up by the caller.
#[derive(Debug, Clone, Copy)]
pub struct Honoreerfeiten<'a> {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// For whom.
    pub client: ClientId,
    /// Provider.
    pub agb: AgbCode,
    /// The client died.
    pub overleden_op: Option<Datum>,
    /// All assignments of the client at the provider.
    pub toewijzingen: &'a [Toewijzing],
    /// What was claimed on them.
    pub geleverd: &'a [Geleverd],
    /// Contract lines of the provider.
    pub contract: &'a [Contractregel],
    /// When it is settled.
    pub stempel: Stempel,
    /// The first number that is free; the next ones are too.
    pub eerste_nummer: Toewijzingnummer,
    /// What was agreed where a day has passed.
    pub afspraak: Option<Afspraak>,
}

/// What honouring does for one product of a request, in the order of the request: unchanged, to change, new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gevolg {
    /// The assignment as it was; empty for a new product.
    pub was: Option<Toewijzing>,
    /// That assignment as it becomes; empty when it stays as it is.
    pub wordt: Option<Toewijzing>,
    /// The assignment that is made.
    pub nieuw: Option<Toewijzing>,
}

fn regel(code: &'static str, veld: &str, tekst: String) -> Bevinding {
    let pad = if veld.is_empty() { String::new() } else { format!("/{veld}") };
    Bevinding::new(code, None, pad, tekst)
}

/// Numbers in a row.
struct Nummers(i64);

impl Nummers {
    fn volgende(&mut self) -> Result<Toewijzingnummer, Bevinding> {
        let n = Toewijzingnummer::new(self.0)
            .map_err(|e| regel("TR332", "", format!("Er is geen nummer meer vrij: {e}.")))?;
        self.0 += 1;
        Ok(n)
    }
}

/// Honours a product of a VOT: a new assignment, as it was asked.
pub fn honoreer_vot(
    p: &AangevraagdProduct,
    besluit: Option<BesluitId>,
    f: &Honoreerfeiten<'_>,
) -> Result<Gevolg, Vec<Bevinding>> {
    let mut fout = overleden(f);
    let nieuw = nieuwe(&p.gewenst, &p.referentie, f, f.eerste_nummer, besluit);
    fout.extend(past_in_contract(&p.gewenst, f));
    fout.extend(controleer_vorm(&nieuw));
    fout.extend(staat_al(&nieuw, f.toewijzingen.iter(), "OP307"));
    if fout.is_empty() { Ok(Gevolg { was: None, wordt: None, nieuw: Some(nieuw) }) } else { Err(fout) }
}

/// Honours a VOW: all of it, as it was asked (IV093), or nothing.
pub fn honoreer_vow(v: &Wijzigingsverzoek, f: &Honoreerfeiten<'_>) -> Result<Vec<Gevolg>, Vec<Bevinding>> {
    let mut fout = overleden(f);
    let (v, voorbij) = met_afspraak(v, f);
    fout.extend(voorbij);
    let mut nummers = Nummers(f.eerste_nummer.waarde());
    let mut gevolgen = Vec::new();
    for nummer in &v.ongewijzigd {
        match bestaand(*nummer, f) {
            Ok(t) => gevolgen.push(Gevolg { was: Some(t.clone()), wordt: None, nieuw: None }),
            Err(b) => fout.push(b),
        }
    }
    for w in &v.te_wijzigen {
        match bestaand(w.nummer, f)
            .map_err(|b| vec![b])
            .and_then(|t| pas_aan(t, w, &v.referentie, f, &mut nummers))
        {
            Ok(g) => gevolgen.push(g),
            Err(b) => fout.extend(b),
        }
    }
    for n in &v.nieuw {
        fout.extend(past_in_contract(n, f));
        match nummers.volgende() {
            Ok(nummer) => {
                let t = nieuwe(n, &v.referentie, f, nummer, None);
                fout.extend(controleer_vorm(&t));
                gevolgen.push(Gevolg { was: None, wordt: None, nieuw: Some(t) });
            }
            Err(b) => fout.push(b),
        }
    }
    // what is made may not stand beside the same product, whether that was there, changed or is made too
    let blijft: Vec<&Toewijzing> = f
        .toewijzingen
        .iter()
        .filter(|t| !gevolgen.iter().any(|g| g.wordt.as_ref().is_some_and(|w| w.nummer == t.nummer)))
        .chain(gevolgen.iter().filter_map(|g| g.wordt.as_ref()))
        .collect();
    let gemaakt: Vec<&Toewijzing> = gevolgen.iter().filter_map(|g| g.nieuw.as_ref()).collect();
    for (i, t) in gemaakt.iter().enumerate() {
        fout.extend(staat_al(t, blijft.iter().chain(&gemaakt[..i]).copied(), "OP347"));
    }
    // nor may what is stretched reach into another that was there (OP259): the 301 that carries both would fall (TR302)
    for t in gevolgen.iter().filter_map(|g| g.wordt.as_ref()) {
        fout.extend(staat_al(t, blijft.iter().copied().filter(|b| b.nummer != t.nummer), "OP259"));
    }
    if fout.is_empty() { Ok(gevolgen) } else { Err(fout) }
}

fn overleden(f: &Honoreerfeiten<'_>) -> Vec<Bevinding> {
    f.overleden_op
        .map(|op| {
            regel(
                "TOEWIJZING-CLIENT",
                "client",
                format!("De cliënt is op {} overleden. Wijs het verzoek af.", voluit(op)),
            )
        })
        .into_iter()
        .collect()
}

fn nieuwe(
    g: &GewenstProduct,
    referentie: &str,
    f: &Honoreerfeiten<'_>,
    nummer: Toewijzingnummer,
    besluit: Option<BesluitId>,
) -> Toewijzing {
    Toewijzing {
        gemeente: f.gemeente,
        nummer,
        client: f.client,
        besluit,
        agb: f.agb,
        product: g.product,
        stempel: f.stempel,
        ingangsdatum: g.ingangsdatum,
        einddatum: g.einddatum,
        omvang: g.omvang,
        budget: g.budget,
        // a first assignment has no reason to have changed (IV066)
        reden_wijziging: None,
        referentie_aanbieder: Some(referentie.to_owned()),
        verzonden_in: None,
    }
}

fn bestaand<'a>(nummer: Toewijzingnummer, f: &Honoreerfeiten<'a>) -> Result<&'a Toewijzing, Bevinding> {
    f.toewijzingen.iter().find(|t| t.nummer == nummer && !t.is_verwijderd()).ok_or_else(|| {
        regel("OP308", "toewijzing", format!("Toewijzing {nummer} is er niet meer. Wijs het verzoek af."))
    })
}

/// OP296: what is asked fits what was agreed. A product with a code has a contract line of its own; a category needs any
/// line in it, and a budget for everything any line at all.
fn past_in_contract(g: &GewenstProduct, f: &Honoreerfeiten<'_>) -> Option<Bevinding> {
    let past = |r: &Contractregel, eenheid: Option<Eenheid>| {
        let s = r.sleutel();
        r.geldig().bevat(g.ingangsdatum)
            && eenheid.is_none_or(|e| s.eenheid == e)
            && match g.product {
                None => true,
                Some(Product { categorie, code }) => {
                    s.product.categorie == categorie && code.is_none_or(|c| s.product.code == c)
                }
            }
    };
    let eenheid = g.omvang.map(|o| o.eenheid);
    if f.contract.iter().any(|r| past(r, eenheid)) {
        return None;
    }
    let wat = g.product.map_or_else(
        || "deze ondersteuning".to_owned(),
        |p| match p.code {
            Some(c) => format!("product {c}"),
            None => format!("productcategorie {}", p.categorie),
        },
    );
    let tekst = if f.contract.is_empty() {
        format!("Aanbieder {} heeft geen contract. Wijs het verzoek af met reden 3.", f.agb)
    } else if f.contract.iter().any(|r| past(r, None)) {
        format!("Het contract voor {wat} kent deze eenheid niet. Wijs het verzoek af met reden 4.")
    } else {
        format!(
            "Er is op {} geen contract voor {wat}. Wijs het verzoek af met reden 4.",
            voluit(g.ingangsdatum)
        )
    };
    Some(regel("OP296", "product", tekst))
}

fn staat_al<'a>(
    nieuw: &Toewijzing,
    bestaande: impl Iterator<Item = &'a Toewijzing>,
    code: &'static str,
) -> Vec<Bevinding> {
    let Some(periode) = nieuw.periode() else { return Vec::new() };
    bestaande
        .filter(|t| t.periode().is_some_and(|p| stapelen(&(nieuw.product, periode), &(t.product, p))))
        .map(|t| {
            regel(
                code,
                "product",
                format!(
                    "Toewijzing {} is al voor dit product in (een deel van) deze periode. Wijs het verzoek af met \
                     reden 6 (stapeling).",
                    t.nummer
                ),
            )
        })
        .collect()
}

/// Days that were asked for and have passed: they need an agreement with the provider, which is then filled in.
fn met_afspraak(v: &Wijzigingsverzoek, f: &Honoreerfeiten<'_>) -> (Wijzigingsverzoek, Option<Bevinding>) {
    let vandaag = f.stempel.datum;
    let mut v = v.clone();
    let mut voorbij: Option<Datum> = None;
    for w in &mut v.te_wijzigen {
        let Some(t) = f.toewijzingen.iter().find(|t| t.nummer == w.nummer) else { continue };
        let begin = w.ingangsdatum < vandaag && w.ingangsdatum != t.ingangsdatum;
        let einde = w.einddatum.is_some_and(|e| e < vandaag) && w.einddatum != t.einddatum;
        let dag = if begin { Some(w.ingangsdatum) } else { w.einddatum.filter(|_| einde) };
        voorbij = voorbij.max(dag);
        if let Some(Afspraak::Per(op)) = f.afspraak {
            if begin {
                w.ingangsdatum = op;
            }
            if einde {
                w.einddatum = op.yesterday().ok();
            }
        }
    }
    for n in &mut v.nieuw {
        if n.ingangsdatum < vandaag {
            voorbij = voorbij.max(Some(n.ingangsdatum));
            if let Some(Afspraak::Per(op)) = f.afspraak {
                n.ingangsdatum = op;
            }
        }
    }
    let fout = voorbij.filter(|_| f.afspraak.is_none()).map(|dag| {
        regel(
            "IV093",
            "afspraak",
            format!(
                "Er is om {} gevraagd en die dag is voorbij. Spreek met de aanbieder af wat er geldt en vul dat in.",
                voluit(dag)
            ),
        )
    });
    (v, fout)
}

/// One assignment that has to change.
fn pas_aan(
    t: &Toewijzing,
    w: &GewensteWijziging,
    referentie: &str,
    f: &Honoreerfeiten<'_>,
    nummers: &mut Nummers,
) -> Result<Gevolg, Vec<Bevinding>> {
    // where neither is filled, only the end changes
    let (omvang, budget) =
        if (w.omvang, w.budget) == (None, None) { (t.omvang, t.budget) } else { (w.omvang, w.budget) };
    let gelijk = (t.omvang, t.budget) == (omvang, budget);
    if gelijk && t.einddatum == w.einddatum {
        return Ok(Gevolg { was: Some(t.clone()), wordt: None, nieuw: None });
    }
    let totaal = t.budget.is_some() || t.omvang.is_some_and(|o| o.frequentie == Frequentie::Totaal);
    let vooraf = Nummers(nummers.0).volgende().map_err(|b| vec![b])?;
    let (wordt, nieuw) = if !gelijk && !totaal && w.ingangsdatum <= t.ingangsdatum {
        // another amount over the whole term cannot follow the old one: that is taken back and given anew (OP033x1)
        let mut nieuw = Toewijzing { nummer: vooraf, einddatum: w.einddatum, omvang, budget, ..t.clone() };
        (nieuw.stempel, nieuw.reden_wijziging, nieuw.verzonden_in) = (f.stempel, None, None);
        let fout = controleer_vorm(&nieuw);
        if !fout.is_empty() {
            return Err(fout);
        }
        (t.clone().verwijder(f.stempel)?, Some(nieuw))
    } else {
        let wens = Wens {
            vanaf: w.ingangsdatum,
            einddatum: w.einddatum,
            omvang,
            budget,
            reden: RedenWijziging::DoorAanbieder,
        };
        let na = t.clone().wijzig(&wens, f.stempel, vooraf)?;
        (na.bestaande, na.nieuwe)
    };
    if nieuw.is_some() {
        nummers.0 += 1;
    }
    let met = |mut x: Toewijzing| {
        x.referentie_aanbieder = Some(referentie.to_owned());
        x
    };
    let wordt = (wordt != *t).then(|| met(wordt));
    let nieuw = nieuw.map(met);
    let mut fout = Vec::new();
    if let Some(x) = &wordt {
        fout.extend(al_geleverd(x, f));
    }
    if let Some(n) = nieuw.as_ref().filter(|n| n.omvang.map(|o| o.eenheid) != t.omvang.map(|o| o.eenheid)) {
        let g = GewenstProduct {
            product: n.product,
            ingangsdatum: n.ingangsdatum,
            einddatum: n.einddatum,
            omvang: n.omvang,
            budget: n.budget,
        };
        fout.extend(past_in_contract(&g, f));
    }
    if fout.is_empty() { Ok(Gevolg { was: Some(t.clone()), wordt, nieuw }) } else { Err(fout) }
}

/// OP345: what was claimed already stays lawful.
fn al_geleverd(wordt: &Toewijzing, f: &Honoreerfeiten<'_>) -> Option<Bevinding> {
    let g = f.geleverd.iter().find(|g| g.nummer == wordt.nummer)?;
    let tekst = if wordt.is_verwijderd() {
        format!("Op toewijzing {} is al gedeclareerd. Zij kan niet meer van begin af aan anders.", g.nummer)
    } else if wordt.einddatum.is_some_and(|e| e < g.tot) {
        format!(
            "Op toewijzing {} is al gedeclareerd tot en met {}. Zij kan niet eerder eindigen.",
            g.nummer,
            voluit(g.tot)
        )
    } else if wordt.budget.is_some_and(|b| b < g.bedrag) {
        format!("Op toewijzing {} is al € {} gedeclareerd. Het budget kan niet lager.", g.nummer, g.bedrag)
    } else if wordt.omvang.is_some_and(|o| o.frequentie == Frequentie::Totaal && o.volume < g.volume) {
        format!("Op toewijzing {} is al meer gedeclareerd dan het nieuwe totaal.", g.nummer)
    } else {
        return None;
    };
    Some(regel("OP345", "toewijzing", tekst))
}
