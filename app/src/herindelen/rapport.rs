//! What a reorganisation did or would do, for a person and for a program.

use super::cijfers::Cijfers;
use super::een::Uit;
use crate::fout::{AppFout, Uitkomst};
use catalogus::Totaal;
use kern::{Decimaal, Gemeentecode, voluit};
use regels::Herindeling;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use toewijzing::Herindelingstand;

/// The most refusals that are named; the rest is counted.
pub(super) const MEESTE: usize = 1000;

/// Whole cents, rounded once, as the conversion does it.
fn cent(b: Decimaal) -> Option<i64> {
    Totaal::cent(b).ok().map(|c| c.0)
}

fn euro(b: Decimaal) -> String {
    Totaal::cent(b).map_or_else(|_| "te groot".into(), |c| format!("€ {c}"))
}

/// Why a client does not go over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weigering {
    /// Where the client is.
    pub gemeente: Gemeentecode,
    /// Key of the client.
    pub client: i64,
    /// The assignment that it is about.
    pub toewijzing: Option<i64>,
    /// Why, and what to do.
    pub reden: String,
}

/// Figures of one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deelcijfers {
    /// Where it belonged to.
    pub van: Gemeentecode,
    /// Where it will belong to.
    pub naar: Gemeentecode,
    /// Places.
    pub plaatsen: String,
    /// The municipality that takes over is in this book.
    pub in_boek: bool,
    /// Clients that cannot go over here, because it is not.
    pub buiten_boek: u64,
    /// What went over.
    pub cijfers: Cijfers,
}

/// The whole.
#[derive(Debug, Clone)]
pub struct Rapport {
    /// Which.
    pub herindeling: &'static Herindeling,
    /// Nothing was changed.
    pub proef: bool,
    /// Figures per part, in the order of the data.
    pub delen: Vec<Deelcijfers>,
    /// Who does not go over, and why.
    pub weigeringen: Vec<Weigering>,
    /// All of them.
    pub geweigerd: u64,
    /// Contract lines of a municipality that ends, that ended with it.
    pub gesloten: u64,
}

impl Rapport {
    pub(super) fn nieuw(h: &'static Herindeling, gemeenten: &[Gemeentecode], proef: bool) -> Self {
        let deel = |d: &regels::Herindelingsdeel| Deelcijfers {
            van: d.van,
            naar: d.naar,
            plaatsen: d.plaatsen.join(", "),
            in_boek: gemeenten.contains(&d.naar),
            buiten_boek: 0,
            cijfers: Cijfers::default(),
        };
        Self {
            herindeling: h,
            proef,
            delen: h.delen.iter().map(deel).collect(),
            weigeringen: Vec::new(),
            geweigerd: 0,
            gesloten: 0,
        }
    }

    /// Whether there is anything to carry over for these municipalities.
    pub(super) fn kan(h: &Herindeling, gemeenten: &[Gemeentecode]) -> Uitkomst<()> {
        if h.delen.iter().any(|d| gemeenten.contains(&d.van)) {
            return Ok(());
        }
        let namen: BTreeSet<String> = h.delen.iter().map(|d| d.van.to_string()).collect();
        Err(AppFout::Ongeldig(format!(
            "gemeente {} staat niet in dit boek; er is niets over te brengen",
            namen.into_iter().collect::<Vec<_>>().join(", ")
        )))
    }

    pub(super) fn weiger(&mut self, w: Weigering) {
        self.geweigerd += 1;
        if self.weigeringen.len() < MEESTE {
            self.weigeringen.push(w);
        }
    }

    pub(super) fn tel(&mut self, i: usize, g: Gemeentecode, uit: Uit) {
        for (toewijzing, reden) in uit.redenen {
            self.weiger(Weigering { gemeente: g, client: uit.client, toewijzing, reden });
        }
        let Some(d) = self.delen.get_mut(i) else { return };
        d.cijfers.plus(&uit.cijfers);
        d.cijfers.contracten += uit.lijnen.len() as u64;
    }

    /// Whether what there was and what became of it agree.
    pub fn klopt(&self) -> bool {
        self.delen.iter().all(|d| d.cijfers.voor == d.cijfers.na)
    }

    /// Everything, for a program.
    pub fn json(&self) -> Value {
        let h = self.herindeling;
        let stand = |s: &Herindelingstand| {
            let omvang: Vec<Value> = s
                .omvang
                .iter()
                .map(|((p, e, f), n)| {
                    json!({ "product": p, "eenheid": e, "frequentie": f, "volume": n.to_string() })
                })
                .collect();
            json!({ "toewijzingen": s.toewijzingen, "omvang": omvang, "budget_cent": s.budget.to_string() })
        };
        let delen: Vec<Value> = self
            .delen
            .iter()
            .map(|d| {
                let c = &d.cijfers;
                let waarden: Vec<Value> = c
                    .waarden
                    .iter()
                    .map(|(agb, w)| {
                        json!({
                            "aanbieder": agb.as_str(), "toewijzingen": w.toewijzingen,
                            "voor_cent_per_jaar": cent(w.voor), "na_cent_per_jaar": cent(w.na),
                            "zonder_prijs_voor": w.zonder_voor, "zonder_prijs_na": w.zonder_na,
                            "totaal_of_budget": w.eenmalig,
                        })
                    })
                    .collect();
                json!({
                    "van": d.van.as_str(), "naar": d.naar.as_str(), "plaatsen": d.plaatsen, "in_dit_boek": d.in_boek,
                    "clienten": c.clienten, "waren_al_client": c.samen, "eerder_over": c.al,
                    "buiten_dit_boek": d.buiten_boek, "meldingen": c.meldingen, "besluiten": c.besluiten,
                    "contractregels_mee": c.contracten, "zonder_contract": c.zonder_contract, "budget_op": c.op,
                    "voor": stand(&c.voor), "na": stand(&c.na), "per_aanbieder": waarden,
                })
            })
            .collect();
        let niet: Vec<Value> = self
            .weigeringen
            .iter()
            .map(|w| json!({ "gemeente": w.gemeente.as_str(), "client": w.client, "toewijzing": w.toewijzing, "reden": w.reden }))
            .collect();
        json!({
            "herindeling": h.id, "datum": h.datum.to_string(), "proef": self.proef, "delen": delen, "klopt": self.klopt(),
            "niet_over": self.geweigerd, "redenen": niet, "contractregels_gesloten": self.gesloten,
        })
    }

    /// The summary for a person.
    pub fn tekst(&self) -> String {
        let h = self.herindeling;
        let mut t = String::new();
        let _ = writeln!(t, "{}, per {}", h.naam, voluit(h.datum));
        let b = &h.verantwoording.bron;
        let _ = writeln!(t, "Bron: {}, {}\n", b.document, b.plaats);
        let _ = writeln!(
            t,
            "{:<32} {:>9} {:>9} {:>12} {:>10} {:>10}",
            "deel", "cliënten", "eerder", "toewijzingen", "besluiten", "meldingen"
        );
        for d in &self.delen {
            let c = &d.cijfers;
            let naam = format!("{} ({} naar {})", d.plaatsen, d.van, d.naar);
            let _ = writeln!(
                t,
                "{naam:<32} {:>9} {:>9} {:>12} {:>10} {:>10}",
                c.clienten, c.al, c.na.toewijzingen, c.besluiten, c.meldingen
            );
            if d.buiten_boek > 0 {
                let _ = writeln!(
                    t,
                    "  {} cliënten blijven staan: gemeente {} werkt niet in dit boek. Draag hen daar over.",
                    d.buiten_boek, d.naar
                );
            }
            if c.contracten + c.zonder_contract + c.op > 0 {
                let _ = writeln!(
                    t,
                    "  contractregels mee {}, zonder contract {}, totaal of budget op {}",
                    c.contracten, c.zonder_contract, c.op
                );
            }
            for (agb, w) in &c.waarden {
                let _ = writeln!(
                    t,
                    "  aanbieder {agb}: {} per jaar voor, {} na ({} toewijzingen; zonder prijs {} voor, {} na; totaal of budget {})",
                    euro(w.voor),
                    euro(w.na),
                    w.toewijzingen,
                    w.zonder_voor,
                    w.zonder_na,
                    w.eenmalig
                );
            }
        }
        let _ = writeln!(
            t,
            "\nCliënten, toewijzingen en volumes voor en na {}.",
            if self.klopt() { "zijn gelijk" } else { "VERSCHILLEN" }
        );
        if self.gesloten > 0 {
            let _ = writeln!(t, "Contractregels die met de gemeente eindigen: {}.", self.gesloten);
        }
        if self.geweigerd > 0 {
            let _ = writeln!(t, "\nNiet over: {}", self.geweigerd);
            for w in self.weigeringen.iter().take(50) {
                let welke = w.toewijzing.map_or_else(String::new, |n| format!(", toewijzing {n}"));
                let _ = writeln!(t, "  gemeente {}, cliënt {}{welke}: {}", w.gemeente, w.client, w.reden);
            }
        }
        t
    }
}
