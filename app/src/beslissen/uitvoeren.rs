//! What follows from a version that is made known: orders that begin, change or end, messages, money and letters.

use super::dossier::{Kop, jaarbedragen};
use super::feiten::{Feiten, contracten};
use super::{Oordeel, Verstrekking};
use crate::besluiten::zet_toewijzing;
use crate::fout::AppFout;
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use crate::wijzigen::{Wijziging, andere, lees, vastgesteld_na, wijzig_in};
use beschikking::{Besluit, BesluitId, Besluitsoort, Eindreden, Onderdeel, Ontwerp, jaarbedrag};
use inkoop::{Contractsleutel, Productsleutel, tarief_op};
use kern::{AgbCode, Bevinding, Datum, Eurocent, Gemeentecode, Periode, Uitleg};
use store::sql::{besluiten as sql, schrijven, wacht};
use store::{StoreFout, Tx, teller};
use toegang::{ClientId, MeldingId};
use toewijzing::{
    Omvang, Orderfeiten, RedenWijziging, Toewijzing, Toewijzingnummer, Wens, overlapt, uit_besluit,
};

/// What happens to an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gevolgregel {
    /// As it was; absent for a new one.
    pub was: Option<Toewijzing>,
    /// As it becomes.
    pub wordt: Toewijzing,
}

/// Everything that follows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gevolgen {
    /// Orders.
    pub toewijzingen: Vec<Gevolgregel>,
    /// Providers that get a 301: code and name.
    pub berichten: Vec<(AgbCode, String)>,
    /// Per year before.
    pub per_jaar_was: Eurocent,
    /// Per year after.
    pub per_jaar_wordt: Eurocent,
    /// Letters, in words.
    pub brieven: Vec<String>,
}

/// It has days on or after this one.
pub(super) fn lopend(t: &Toewijzing, dag: Datum) -> bool {
    t.periode().is_some_and(|p| p.tot().is_none_or(|e| e >= dag))
}

/// The part that an order would be.
fn als_onderdeel(t: &Toewijzing) -> Option<Onderdeel> {
    let omvang = t.omvang?;
    Some(Onderdeel {
        product: t.product.and_then(Productsleutel::uit)?,
        volume: omvang.volume,
        eenheid: omvang.eenheid,
        frequentie: omvang.frequentie,
        agb: Some(t.agb),
        van: Some(t.ingangsdatum),
        tot: t.einddatum,
        toewijzing: Some(t.nummer.waarde()),
    })
}

/// The parts of the orders of a decision that have days on or after this one.
pub(super) fn onderdelen_van(
    tx: &mut Tx<'_>,
    (g, client, id): (Gemeentecode, i64, i64),
    dag: Datum,
) -> Result<Vec<Onderdeel>, VraagFout> {
    let orders = van_besluit(tx, g, client, id)?;
    Ok(orders.iter().filter(|t| lopend(&t.wordt, dag)).filter_map(|t| als_onderdeel(&t.wordt)).collect())
}

/// The orders of a decision, as they are.
pub(super) fn van_besluit(
    tx: &mut Tx<'_>,
    g: Gemeentecode,
    client: i64,
    id: i64,
) -> Result<Vec<Gevolgregel>, VraagFout> {
    let w = [(&g).into(), client.into(), id.into()];
    let nummers = tx.query_alle(sql::TOEWIJZINGEN_VAN_BESLUIT, &w, |r| r.i64(0))?;
    let mut uit = Vec::new();
    for n in nummers {
        uit.extend(lees(tx, g, n)?.map(|wordt| Gevolgregel { was: None, wordt }));
    }
    Ok(uit)
}

/// What an order costs a year, at the tariff of its first day; nothing when that is not known.
pub(super) fn jaarbedrag_van(tx: &mut Tx<'_>, t: &Toewijzing) -> Result<Eurocent, VraagFout> {
    let dagen = t.periode().and_then(|p| p.dagen());
    if let Some(budget) = t.budget {
        let deel = |d: i64| i128::from(budget.0) * 365 / i128::from(d.max(365));
        return Ok(Eurocent(dagen.and_then(|d| i64::try_from(deel(d)).ok()).unwrap_or(budget.0)));
    }
    let Some(deel) = als_onderdeel(t) else { return Ok(Eurocent(0)) };
    let regels = contracten(tx, t.gemeente, t.agb)?;
    let sleutel =
        Contractsleutel { gemeente: t.gemeente, agb: t.agb, product: deel.product, eenheid: deel.eenheid };
    let tarief =
        tarief_op(&regels, &sleutel, t.ingangsdatum).geldig().and_then(inkoop::Contractregel::tarief);
    Ok(jaarbedrag(&deel, dagen, tarief).unwrap_or(Eurocent(0)))
}

/// What a draft costs a year. A part of which the price cannot be told counts as enough for a second pair of eyes.
pub(super) fn per_jaar(o: &Ontwerp, f: &Feiten) -> Eurocent {
    if o.soort.is_none_or(|s| !s.kent_toe()) {
        return Eurocent(0);
    }
    if o.vorm == Some(Verstrekking::Pgb) {
        return o.pgb.bedrag.unwrap_or(f.keuzes.mandaat.vier_ogen_vanaf);
    }
    let delen = o.onderdelen.iter().map(|d| {
        let (van, tot) = o.dagen(d);
        let sleutel = d.agb.map(|agb| Contractsleutel {
            gemeente: f.client.gemeente,
            agb,
            product: d.product,
            eenheid: d.eenheid,
        });
        let tarief = van.zip(sleutel).and_then(|(van, s)| {
            tarief_op(&f.contracten, &s, van).geldig().and_then(inkoop::Contractregel::tarief)
        });
        let dagen = van.and_then(|v| Periode::new(v, tot).ok()).and_then(|p| p.dagen());
        jaarbedrag(d, dagen, tarief).unwrap_or(f.keuzes.mandaat.vier_ogen_vanaf)
    });
    Eurocent::som(delen).unwrap_or(f.keuzes.mandaat.vier_ogen_vanaf)
}

fn reden_einde(e: Option<Eindreden>) -> RedenWijziging {
    match e {
        Some(Eindreden::Verhuizing) => RedenWijziging::Verhuizing,
        Some(Eindreden::AndereAanbieder) => RedenWijziging::AndereAanbieder,
        Some(Eindreden::AndereWet) => RedenWijziging::AnderDomein,
        Some(Eindreden::Beleid) | None => RedenWijziging::Verkorting,
    }
}

struct Uitvoering<'a> {
    o: &'a Omgeving,
    k: Kop,
    ontwerp: &'a Ontwerp,
    f: &'a Feiten,
    besluit_op: Datum,
    regels: Vec<Gevolgregel>,
    fout: Vec<Bevinding>,
}

/// Carries a version out.
pub(super) fn voer_uit(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    k: Kop,
    ontwerp: &Ontwerp,
    f: &Feiten,
    besluit_op: Datum,
) -> Result<Oordeel<Gevolgen>, VraagFout> {
    let Some(soort) = ontwerp.soort else {
        return Ok(Err(vec![Bevinding::new(
            "BESLUIT-SOORT",
            None,
            "/ondersteuning/soort",
            "Kies wat u besluit.",
        )]));
    };
    // a refusal takes effect when it is made known: the temporary support ends with that day
    let dag = match soort {
        Besluitsoort::Afwijzing => o.vandaag.tomorrow().unwrap_or(o.vandaag),
        _ => ontwerp.ingangsdatum.unwrap_or(besluit_op),
    };
    let eerder: Vec<i64> =
        van_besluit(tx, k.gemeente, k.client, k.id)?.iter().map(|r| r.wordt.nummer.waarde()).collect();
    let tijdelijk = if soort.op_eerder() { Vec::new() } else { tijdelijke(tx, k)? };
    let samen =
        |eigen: &[i64]| [eigen, &tijdelijk.iter().flat_map(|t| t.1.clone()).collect::<Vec<_>>()].concat();
    let per_jaar_was = jaarbedragen(tx, k.gemeente, &samen(&eerder), dag)?;
    let mut u = Uitvoering { o, k, ontwerp, f, besluit_op, regels: Vec::new(), fout: Vec::new() };
    if soort != Besluitsoort::Spoed {
        // the definitive decision takes over on its first day
        for (id, orders) in &tijdelijk {
            u.neem_over(tx, *id, orders, dag)?;
        }
    }
    match soort {
        Besluitsoort::Intrekking => u.beeindig_alles(tx, &eerder, dag)?,
        // who buys with a budget from now on has no order any more
        Besluitsoort::Wijziging | Besluitsoort::Verlenging if !ontwerp.in_natura() => {
            u.beeindig_alles(tx, &eerder, dag)?;
        }
        Besluitsoort::Wijziging | Besluitsoort::Verlenging => u.wijzig(tx, &eerder, dag)?,
        Besluitsoort::Toekenning | Besluitsoort::Deels | Besluitsoort::Spoed if ontwerp.in_natura() => {
            for i in 0..ontwerp.onderdelen.len() {
                u.nieuwe_order(tx, i)?;
            }
        }
        Besluitsoort::Toekenning | Besluitsoort::Deels | Besluitsoort::Spoed | Besluitsoort::Afwijzing => {}
    }
    if !u.fout.is_empty() {
        return Ok(Err(u.fout));
    }
    u.leg_vast(tx, soort, dag)?;
    let regels = u.regels;
    let nummers: Vec<i64> =
        van_besluit(tx, k.gemeente, k.client, k.id)?.iter().map(|r| r.wordt.nummer.waarde()).collect();
    let per_jaar_wordt = if ontwerp.vorm == Some(Verstrekking::Pgb) && soort.kent_toe() {
        ontwerp.pgb.bedrag.unwrap_or(Eurocent(0))
    } else {
        jaarbedragen(tx, k.gemeente, &samen(&nummers), dag)?
    };
    Ok(Ok(Gevolgen {
        berichten: berichten(f, &regels),
        toewijzingen: regels,
        per_jaar_was,
        per_jaar_wordt,
        brieven: brieven(ontwerp, soort),
    }))
}

/// The temporary decisions that waited for this one, each with its orders (Wmo 2.3.3).
fn tijdelijke(tx: &mut Tx<'_>, k: Kop) -> Result<Vec<(i64, Vec<i64>)>, VraagFout> {
    let Some(melding) = k.melding else { return Ok(Vec::new()) };
    let w = [(&k.gemeente).into(), k.client.into(), melding.into(), k.id.into()];
    let ids = tx.query_alle(wacht::TIJDELIJK_VAN_MELDING, &w, |r| r.i64(0))?;
    let mut uit = Vec::new();
    for id in ids {
        let orders = van_besluit(tx, k.gemeente, k.client, id)?;
        uit.push((id, orders.iter().map(|r| r.wordt.nummer.waarde()).collect()));
    }
    Ok(uit)
}

fn berichten(f: &Feiten, regels: &[Gevolgregel]) -> Vec<(AgbCode, String)> {
    let mut agbs: Vec<AgbCode> = regels.iter().map(|r| r.wordt.agb).collect();
    agbs.sort_unstable();
    agbs.dedup();
    agbs.into_iter().map(|a| (a, f.aanbieder(a))).collect()
}

fn brieven(o: &Ontwerp, soort: Besluitsoort) -> Vec<String> {
    let mut uit = vec!["De beschikking, aan de cliënt".to_owned()];
    if soort == Besluitsoort::Spoed && o.motivering_volgt && o.grond.trim().is_empty() {
        uit.push("De motivering, aan de cliënt, uiterlijk een week na de bekendmaking".to_owned());
    }
    uit
}

impl Uitvoering<'_> {
    fn mis(&mut self, fout: Vec<Bevinding>, deel: Option<usize>) {
        self.fout.extend(fout.into_iter().map(|mut b| {
            if let Some(i) = deel {
                let veld = match b.pad.as_str() {
                    "/volume" | "/omvang" => "volume",
                    "/einddatum" | "/vanaf" => "van",
                    "/product" => "product",
                    _ => "agb",
                };
                b.pad = format!("/ondersteuning/d{}-{veld}", i + 1);
            }
            b
        }));
    }

    /// A new order for a part.
    fn nieuwe_order(&mut self, tx: &mut Tx<'_>, i: usize) -> Result<(), VraagFout> {
        let d = self.ontwerp.onderdelen[i];
        let (van, tot) = self.ontwerp.dagen(&d);
        let (Some(van), Some(agb)) = (van, d.agb) else { return Ok(()) };
        let Ok(duur) = Periode::new(van, tot) else { return Ok(()) };
        let g = self.k.gemeente;
        let besluit = Besluit {
            gemeente: g,
            id: BesluitId(self.k.id),
            client: ClientId(self.k.client),
            melding: self.k.melding.map(MeldingId),
            besluit_op: self.besluit_op,
            aard: self.ontwerp.aard.trim().to_owned(),
            intensiteit: self.ontwerp.intensiteit.trim().to_owned(),
            product: d.product,
            duur,
            grond: self.ontwerp.grond.trim().to_owned(),
            uitleg: Uitleg::new("Onderdeel van een besluit", format!("besluit {}", self.k.id)),
        };
        let nummer = Toewijzingnummer::new(teller::volgende(tx, g, "toewijzing")?)
            .map_err(|e| AppFout::Ongeldig(e.to_string()))?;
        let sleutel = Contractsleutel { gemeente: g, agb, product: d.product, eenheid: d.eenheid };
        let feiten = Orderfeiten {
            client: &self.f.client,
            agb,
            omvang: Omvang { volume: d.volume, eenheid: d.eenheid, frequentie: d.frequentie },
            contract: tarief_op(&self.f.contracten, &sleutel, van),
            stempel: vastgesteld_na(self.o, []),
        };
        match uit_besluit(nummer, &besluit, &feiten) {
            Err(fout) => self.mis(fout, Some(i)),
            Ok(order) => {
                let fout = overlapt(&order, &andere(tx, &order)?);
                if fout.is_empty() {
                    zet_toewijzing(tx, &order)?;
                    self.regels.push(Gevolgregel { was: None, wordt: order });
                } else {
                    self.mis(fout, Some(i));
                }
            }
        }
        Ok(())
    }

    /// One change of one order; what begins anew belongs to this decision too.
    fn doe(
        &mut self,
        tx: &mut Tx<'_>,
        t: &Toewijzing,
        wat: &Wijziging,
        deel: Option<usize>,
    ) -> Result<(), VraagFout> {
        let (g, nummer) = (self.k.gemeente, t.nummer.waarde());
        let stempel = vastgesteld_na(self.o, [t.stempel]);
        match wijzig_in(tx, self.o, (g, nummer), wat, stempel)? {
            Err(fout) => self.mis(fout, deel),
            Ok(na) => {
                if na.bestaande != *t {
                    self.regels.push(Gevolgregel { was: Some(t.clone()), wordt: na.bestaande });
                }
                if let Some(n) = na.nieuwe {
                    let w = [(&g).into(), n.nummer.waarde().into(), self.k.id.into()];
                    tx.execute(sql::TOEWIJZING_BESLUIT, &w)?;
                    self.regels.push(Gevolgregel { was: None, wordt: n });
                }
            }
        }
        Ok(())
    }

    /// The order ends on the day before; one that was still to begin is taken back.
    fn beeindig(&mut self, tx: &mut Tx<'_>, t: &Toewijzing, dag: Datum) -> Result<(), VraagFout> {
        let laatste = dag.yesterday().unwrap_or(dag);
        if t.einddatum.is_some_and(|e| e <= laatste) {
            return Ok(());
        }
        let wat = if t.ingangsdatum > laatste {
            Wijziging::Verwijderen
        } else {
            Wijziging::Intrekken { op: laatste, reden: reden_einde(self.ontwerp.einde) }
        };
        self.doe(tx, t, &wat, None)
    }

    fn beeindig_alles(&mut self, tx: &mut Tx<'_>, nummers: &[i64], dag: Datum) -> Result<(), VraagFout> {
        for n in nummers {
            if let Some(t) = lees(tx, self.k.gemeente, *n)?.filter(|t| lopend(t, dag)) {
                self.beeindig(tx, &t, dag)?;
            }
        }
        Ok(())
    }

    /// A temporary decision ends on the day before the definitive one takes over.
    fn neem_over(&mut self, tx: &mut Tx<'_>, id: i64, orders: &[i64], dag: Datum) -> Result<(), VraagFout> {
        self.beeindig_alles(tx, orders, dag)?;
        let g = (&self.k.gemeente).into();
        if let Some(van) = tx.query_opt(sql::BESCHIKKING, &[g, id.into()], |r| r.dag(7))? {
            let laatste = dag.yesterday().unwrap_or(dag).max(van);
            tx.execute(wacht::BESCHIKKING_EINDE, &[g, id.into(), laatste.into()])?;
        }
        Ok(())
    }

    fn wijzig(&mut self, tx: &mut Tx<'_>, nummers: &[i64], dag: Datum) -> Result<(), VraagFout> {
        let g = self.k.gemeente;
        let mut genoemd = Vec::new();
        let mut nieuw = Vec::new();
        for (i, d) in self.ontwerp.onderdelen.clone().into_iter().enumerate() {
            let order = match d.toewijzing.filter(|n| nummers.contains(n)) {
                Some(n) => lees(tx, g, n)?,
                None => None,
            };
            let zelfde = |t: &Toewijzing| {
                Some(t.agb) == d.agb && t.product.and_then(Productsleutel::uit) == Some(d.product)
            };
            match order {
                Some(t) if zelfde(&t) => {
                    genoemd.push(t.nummer.waarde());
                    let (_, einddatum) = self.ontwerp.dagen(&d);
                    let omvang =
                        Some(Omvang { volume: d.volume, eenheid: d.eenheid, frequentie: d.frequentie });
                    if (t.omvang, t.einddatum) == (omvang, einddatum) {
                        continue;
                    }
                    let vanaf = d.van.filter(|v| *v > dag).unwrap_or(dag);
                    let langer = einddatum.is_none_or(|e| t.einddatum.is_some_and(|o| e > o));
                    let reden = if t.omvang == omvang && langer {
                        RedenWijziging::Verlenging
                    } else {
                        RedenWijziging::Verkorting
                    };
                    let wens = Wens { vanaf, einddatum, omvang, budget: t.budget, reden };
                    self.doe(tx, &t, &Wijziging::Aanpassen(wens), Some(i))?;
                }
                _ => nieuw.push(i),
            }
        }
        // what is not named ends first, so that what comes in its place does not overlap
        for n in nummers.iter().filter(|n| !genoemd.contains(n)) {
            if let Some(t) = lees(tx, g, *n)?.filter(|t| lopend(t, dag)) {
                self.beeindig(tx, &t, dag)?;
            }
        }
        for i in nieuw {
            self.nieuwe_order(tx, i)?;
        }
        Ok(())
    }

    /// The row that says what was decided, for the order and in words.
    fn leg_vast(&self, tx: &mut Tx<'_>, soort: Besluitsoort, dag: Datum) -> Result<(), StoreFout> {
        let (g, id) = ((&self.k.gemeente).into(), self.k.id.into());
        let o = self.ontwerp;
        let rij = tx.query_opt(sql::BESCHIKKING, &[g, id], |r| {
            Ok((r.string(3)?, r.string(4)?, r.string(5)?, r.string(6)?, r.dag(7)?))
        })?;
        match (soort, rij) {
            (Besluitsoort::Intrekking, Some((aard, hoeveel, categorie, code, van))) => {
                let laatste = dag.yesterday().unwrap_or(dag).max(van);
                let w = [
                    g,
                    id,
                    self.besluit_op.into(),
                    aard.as_str().into(),
                    hoeveel.as_str().into(),
                    categorie.as_str().into(),
                    code.as_str().into(),
                    van.into(),
                    laatste.into(),
                ];
                tx.execute(sql::BESCHIKKING_WIJZIG, &w)?;
            }
            (s, rij) if s.kent_toe() => {
                let Some(deel) = o.onderdelen.first() else { return Ok(()) };
                let van = rij.as_ref().map_or(dag, |r| r.4);
                let (categorie, code) = (&deel.product.categorie, &deel.product.code);
                if rij.is_some() {
                    let w = [
                        g,
                        id,
                        self.besluit_op.into(),
                        o.aard.trim().into(),
                        o.intensiteit.trim().into(),
                        categorie.into(),
                        code.into(),
                        van.into(),
                        o.einddatum.into(),
                    ];
                    tx.execute(sql::BESCHIKKING_WIJZIG, &w)?;
                } else {
                    let w = [
                        g,
                        id,
                        self.k.client.into(),
                        self.k.melding.into(),
                        self.besluit_op.into(),
                        o.aard.trim().into(),
                        o.intensiteit.trim().into(),
                        categorie.into(),
                        code.into(),
                        van.into(),
                        o.einddatum.into(),
                    ];
                    tx.execute(schrijven::BESCHIKKING_ERBIJ, &w)?;
                }
                let pgb = o.vorm == Some(Verstrekking::Pgb);
                let vorm = pgb.then_some("pgb");
                let bedrag = o.pgb.bedrag.filter(|_| pgb).map(|b| b.0);
                tx.execute(wacht::BESCHIKKING_VORM, &[g, id, vorm.into(), bedrag.into()])?;
            }
            _ => {}
        }
        Ok(())
    }
}
