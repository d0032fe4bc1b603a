//! The people of the simulated year and what happens to them: drawn from the seed before the first day, so that
//! nothing that happens on the way changes what happens to anybody else.

use super::Instellingen;
use crate::demo::laden;
use crate::demo::regio::{DemoAanbieder, DemoClient, Regio, Soort, regio};
use crate::demo::toeval::Toeval;
use crate::fout::{AppFout, Uitkomst};
use crate::importeer::{ClientRij, ContractRij, zet_contract};
use crate::omgeving::Omgeving;
use catalogus::{Catalogusproduct, Inkoopkader};
use inkoop::{Contractregel, Contractsleutel};
use jiff::ToSpan;
use kern::{AgbCode, Datum, Decimaal, Eenheid, Frequentie, Gemeentecode, Periode, einde_termijn};
use store::Tx;
use toewijzing::Omvang;

/// Kinds of chance, so that each draws from a series of its own.
pub(super) mod reeks {
    pub const LEVEN: u64 = 101;
    pub const POST: u64 = 102;
    pub const START: u64 = 104;
    pub const CLAIM: u64 = 105;
    pub const DAG: u64 = 106;
    pub const VRAAG: u64 = 107;
    pub const ANTWOORD: u64 = 108;
    pub const HERHAAL: u64 = 109;
    pub const HAAST: u64 = 110;
}

/// A support that is going to be decided.
#[derive(Debug, Clone, Copy)]
pub(super) struct Voornemen {
    /// Which of the providers.
    pub aanbieder: usize,
    /// Chance for the product among those that the provider delivers.
    pub product: usize,
    /// Which form of omvang or budget.
    pub vorm: usize,
    /// Days from the besluit to the first day; may be in the past.
    pub aanloop: i64,
    /// Days that it runs; `None` is open, where the form allows it.
    pub looptijd: Option<i64>,
    /// How much.
    pub hoeveel: i64,
}

/// What happens in a life that the municipality hears of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wat {
    /// A decision for support.
    Besluit(Voornemen),
    /// The support goes on for longer, by so many days.
    Verleng(i64),
    /// The support ends earlier, so many days from now (or ago).
    Verkort(i64),
    /// More support from so many days on.
    AndereOmvang(i64),
    /// The assignment was a mistake.
    Verwijder,
    /// To another provider.
    Overstap(Voornemen),
    /// To another municipality.
    Verhuist,
    /// Died so many days ago.
    Overlijdt(i64),
}

/// Something that happens on a day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Feit {
    pub dag: Datum,
    pub wat: Wat,
}

/// A client and a year of life.
#[derive(Debug, Clone)]
pub(super) struct Mens {
    pub rij: ClientRij,
    pub feiten: Vec<Feit>,
}

/// Everything that is known before the first day.
#[derive(Debug)]
pub(super) struct Wereld {
    zaad: u64,
    pub gemeente: Gemeentecode,
    pub regio: Regio,
    pub aanbieders: Vec<AgbCode>,
    pub kader: Inkoopkader,
    pub contracten: Vec<Contractregel>,
    pub mensen: Vec<Mens>,
}

/// First day of all contracts: long before the first order.
const CONTRACT_VANAF: Datum = jiff::civil::date(2020, 1, 1);

/// Other units than that of the framework, with an invented price in cents; of euros there is none.
const EENHEDEN: [(Eenheid, Option<&str>); 4] = [
    (Eenheid::Uur, Some("6512.5")),
    (Eenheid::Dagdeel, Some("4875")),
    (Eenheid::StuksInspanning, Some("7033.33")),
    (Eenheid::Euro, None),
];

/// How many forms [`vorm`] knows.
pub(super) const VORMEN: usize = 8;

/// The omvang of a form; `None` for the budget, which has no omvang.
pub(super) fn vorm(v: &Voornemen, p: &Catalogusproduct) -> Option<Omvang> {
    let (eenheid, frequentie, volume) = match v.vorm % VORMEN {
        0 | 1 => (p.eenheid, p.frequentie, i64::from(p.volume)),
        2 => (Eenheid::Uur, Frequentie::Week, v.hoeveel),
        3 => (Eenheid::Dagdeel, Frequentie::Week, v.hoeveel),
        4 => (Eenheid::StuksInspanning, Frequentie::Totaal, 20 * v.hoeveel),
        5 => (Eenheid::Euro, Frequentie::Maand, 15_050 * v.hoeveel),
        6 => (Eenheid::Uur, Frequentie::Dag, v.hoeveel),
        _ => return None,
    };
    Some(Omvang { volume, eenheid, frequentie })
}

impl Voornemen {
    /// Whether the form needs an end date (CD075, CD076), or a sum without one would have no bound.
    pub(super) fn met_einde(&self) -> bool {
        !matches!(self.vorm % VORMEN, 0 | 1 | 5)
    }
}

/// The first working day from a day on.
pub(super) fn werkdag(dag: Datum) -> Datum {
    einde_termijn(dag)
}

pub(super) fn dag_na(dag: Datum, n: i64) -> Datum {
    dag.checked_add(n.days()).unwrap_or(dag)
}

fn getal(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(0)
}

impl Wereld {
    pub(super) fn new(i: &Instellingen) -> Uitkomst<Self> {
        let kader = laden::kader()?;
        let alle = regio(i.zaad, i.van, 1);
        let gemeente = alle.gemeenten.first().cloned();
        let gemeente = gemeente.ok_or_else(|| AppFout::Ongeldig("de regio heeft geen gemeente".into()))?;
        let aanbieders: Vec<DemoAanbieder> =
            alle.aanbieders.iter().filter(|a| !a.aanbod[0].is_empty()).take(i.aanbieders).cloned().collect();
        let clienten: Vec<DemoClient> =
            alle.clienten.iter().filter(|c| c.gemeente == 0).take(i.clienten).cloned().collect();
        if aanbieders.len() < i.aanbieders || i.aanbieders == 0 {
            return Err(AppFout::Ongeldig("kies 1 tot en met 28 aanbieders".into()));
        }
        if clienten.len() < i.clienten || i.clienten == 0 {
            return Err(AppFout::Ongeldig("kies 1 tot en met 1751 cliënten".into()));
        }
        let code = gemeente.code;
        let mensen = clienten
            .iter()
            .enumerate()
            .map(|(n, c)| Mens { rij: laden::client_rij(c, code), feiten: leven(i, n) })
            .collect();
        let agbs = aanbieders.iter().map(|a| a.agb).collect();
        let regio = Regio { gemeenten: vec![gemeente], aanbieders, clienten: Vec::new() };
        Ok(Self {
            zaad: i.zaad,
            gemeente: code,
            regio,
            aanbieders: agbs,
            kader,
            contracten: Vec::new(),
            mensen,
        })
    }

    pub(super) fn zaad(&self) -> u64 {
        self.zaad
    }

    /// What a provider delivers of a framework.
    pub(super) fn producten<'k>(
        &self,
        aanbieder: usize,
        kader: &'k Inkoopkader,
    ) -> Vec<&'k Catalogusproduct> {
        let soorten: &[Soort] = self.regio.aanbieders.get(aanbieder).map_or(&[], |a| &a.aanbod[0]);
        let past = |p: &&Catalogusproduct| soorten.iter().any(|s| s.code() == p.prestatie.code());
        kader.producten.iter().filter(past).collect()
    }

    /// Fills the book of the municipality, or that of one provider.
    pub(super) fn laad(&mut self, o: &Omgeving, alleen: Option<AgbCode>) -> Uitkomst<()> {
        let mut regio = self.regio.clone();
        regio.aanbieders.retain(|a| alleen.is_none_or(|agb| a.agb == agb));
        let contracten = o.db.write(|tx| {
            let mut c = laden::gedeeld(tx, &regio, &self.kader, CONTRACT_VANAF)?;
            let mut regels = c.remove(&self.gemeente).unwrap_or_default();
            regels.extend(self.extra(tx, &regio)?);
            Ok::<_, AppFout>(regels)
        })?;
        if alleen.is_none() {
            self.contracten = contracten;
        }
        Ok(())
    }

    /// Contract lines in the other units.
    fn extra(&self, tx: &mut Tx<'_>, regio: &Regio) -> Uitkomst<Vec<Contractregel>> {
        let fout = |e: &dyn std::fmt::Display| AppFout::Ongeldig(e.to_string());
        let mut uit = Vec::new();
        for a in &regio.aanbieders {
            for p in self
                .kader
                .producten
                .iter()
                .filter(|p| a.aanbod[0].iter().any(|s| s.code() == p.prestatie.code()))
            {
                for (eenheid, tarief) in EENHEDEN {
                    let tarief = tarief.and_then(|t| t.parse::<Decimaal>().ok());
                    zet_contract(
                        tx,
                        &ContractRij {
                            gemeente: self.gemeente,
                            agb: a.agb,
                            categorie: p.sleutel.categorie,
                            code: p.sleutel.code,
                            eenheid,
                            tarief,
                            vanaf: CONTRACT_VANAF,
                            tot: None,
                        },
                        Some((self.kader.id.as_str(), 0)),
                    )?;
                    let sleutel =
                        Contractsleutel { gemeente: self.gemeente, agb: a.agb, product: p.sleutel, eenheid };
                    let geldig = Periode::new(CONTRACT_VANAF, None).map_err(|e| fout(&e))?;
                    uit.push(Contractregel::new(sleutel, tarief, geldig).map_err(|e| fout(&e))?);
                }
            }
        }
        Ok(uit)
    }
}

fn voornemen(t: &mut Toeval, i: &Instellingen) -> Voornemen {
    Voornemen {
        aanbieder: t.onder(i.aanbieders),
        product: t.onder(100),
        vorm: t.onder(VORMEN),
        aanloop: getal(t.onder(45)) - 20,
        looptijd: (!t.promille(250)).then(|| 40 + getal(t.onder(420))),
        hoeveel: 1 + getal(t.onder(5)),
    }
}

/// A year of life.
fn leven(i: &Instellingen, nr: usize) -> Vec<Feit> {
    let mut t = Toeval::voor(i.zaad, reeks::LEVEN, nr as u64);
    let eind = i.einde();
    let mut feiten = Vec::new();
    let mut erbij = |n: i64, wat: Wat| {
        let dag = werkdag(dag_na(i.van, n));
        if dag <= eind {
            feiten.push(Feit { dag, wat });
        }
    };
    let begin = if t.promille(700) { t.onder(60) } else { t.onder(280) };
    erbij(getal(begin), Wat::Besluit(voornemen(&mut t, i)));
    if t.promille(450) {
        erbij(getal(begin + t.onder(90)), Wat::Besluit(voornemen(&mut t, i)));
    }
    let dagen = usize::try_from((eind - i.van).get_days()).unwrap_or(0);
    let mut dag = begin + 5;
    loop {
        dag += 15 + t.onder(110);
        if dag > dagen {
            break;
        }
        let n = getal(dag);
        match t.onder(100) {
            0..=19 => erbij(n, Wat::Verleng(20 + getal(t.onder(120)))),
            20..=34 => erbij(n, Wat::Verkort(getal(t.onder(40)) - 20)),
            35..=52 => erbij(n, Wat::AndereOmvang(getal(t.onder(40)) - 5)),
            53..=64 => erbij(n, Wat::Verwijder),
            65..=72 => erbij(n, Wat::Overstap(voornemen(&mut t, i))),
            73..=90 => erbij(n, Wat::Besluit(voornemen(&mut t, i))),
            91..=95 => {
                erbij(n, Wat::Verhuist);
                break;
            }
            96..=97 => {
                erbij(n, Wat::Overlijdt(getal(t.onder(25))));
                break;
            }
            _ => {}
        }
    }
    feiten
}
