//! What a draft is held against, read from the book: client, melding, frameworks, contracts, what ran before.

use super::dossier::{Bestelbaar, Kop};
use super::keuzes::Keuzes;
use crate::kaders::Kaderboek;
use crate::omgeving::Omgeving;
use beschikking::{Duurgrens, Onderbouwing, Ontwerp};
use catalogus::{Inkoopkader, product_op};
use inkoop::{Contractregel, Contractsleutel, Productsleutel};
use kern::{AgbCode, Datum, Eenheid, Gemeentecode, Periode, Productcategorie, Productcode};
use store::sql::besluiten as sql;
use store::{StoreFout, Tx};
use toegang::{Adres, Client, ClientId, Geslacht, Melding, MeldingId, Naam};

/// Everything, read once.
pub(super) struct Feiten {
    pub client: Client,
    pub melding: Option<Melding>,
    pub kaders: Vec<Inkoopkader>,
    pub contracten: Vec<Contractregel>,
    pub grenzen: Vec<Duurgrens>,
    pub eerder: Vec<(Productsleutel, Periode)>,
    pub keuzes: Keuzes,
    wacht_op_plan: bool,
    pub aanbieders: Vec<(AgbCode, String)>,
    dag: Datum,
}

fn kolom(index: usize, verwacht: &'static str) -> StoreFout {
    StoreFout::Kolom { index, verwacht }
}

/// A client as the rules read it.
pub(super) fn client(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    g: Gemeentecode,
    id: i64,
) -> Result<Option<Client>, StoreFout> {
    tx.query_opt(sql::BESLUIT_CLIENT, &[(&g).into(), id.into()], |r| {
        Ok(Client {
            gemeente: g,
            id: ClientId(id),
            bsn: o.kluis.ontsleutel_bsn(g, "client", &[id], r.blob(0)?)?,
            geboortedatum: r.dag(1)?,
            geslacht: Geslacht::parse(r.text(2)?).map_err(|_| kolom(2, "een geslacht"))?,
            naam: Naam {
                achternaam: r.string(3)?,
                voorvoegsel: r.opt_string(4)?,
                voorletters: r.opt_string(5)?,
            },
            adres: Adres {
                straat: r.opt_string(6)?,
                huisnummer: r.opt_string(7)?,
                postcode: r.opt_string(8)?,
                plaats: r.opt_string(9)?,
            },
            overleden_op: r.opt_dag(10)?,
        })
    })
}

fn melding(tx: &mut Tx<'_>, k: Kop) -> Result<Option<Melding>, StoreFout> {
    let Some(id) = k.melding else { return Ok(None) };
    let w = [(&k.gemeente).into(), id.into(), k.client.into()];
    let dagen = tx.query_opt(sql::BESLUIT_MELDING, &w, |r| Ok((r.dag(0)?, r.opt_dag(1)?)))?;
    Ok(dagen.map(|(op, klaar)| {
        let m = Melding::ontvang(k.gemeente, MeldingId(id), ClientId(k.client), op);
        match klaar {
            None => m,
            Some(klaar) => {
                m.clone().begin_onderzoek(op).and_then(|m| m.rond_onderzoek_af(klaar)).unwrap_or(m)
            }
        }
    }))
}

/// The contract lines of a provider.
pub(super) fn contracten(
    tx: &mut Tx<'_>,
    g: Gemeentecode,
    agb: AgbCode,
) -> Result<Vec<Contractregel>, StoreFout> {
    let rijen = tx.query_alle(sql::CONTRACTEN_VAN, &[(&g).into(), (&agb).into()], |r| {
        let product = Productsleutel::new(
            Productcategorie::parse(r.text(0)?).map_err(|_| kolom(0, "een categorie"))?,
            Productcode::parse(r.text(1)?).map_err(|_| kolom(1, "een productcode"))?,
        );
        let eenheid = Eenheid::parse(r.text(2)?).map_err(|_| kolom(2, "een eenheid"))?;
        let geldig = Periode::new(r.dag(3)?, r.opt_dag(4)?).map_err(|_| kolom(4, "een einddatum"))?;
        let tarief = r.opt_text(5)?.and_then(|t| t.parse().ok());
        // a line that cannot be a contract is none
        Ok(Contractregel::new(Contractsleutel { gemeente: g, agb, product, eenheid }, tarief, geldig).ok())
    })?;
    Ok(rijen.into_iter().flatten().collect())
}

impl Feiten {
    /// Everything that a draft is held against.
    pub(super) fn lees(tx: &mut Tx<'_>, o: &Omgeving, k: Kop, ontwerp: &Ontwerp) -> Result<Self, StoreFout> {
        let g = k.gemeente;
        let dag = ontwerp.ingangsdatum.unwrap_or(o.vandaag);
        let client = client(tx, o, g, k.client)?.ok_or_else(|| StoreFout::Beschadigd {
            wat: format!("besluit {}: de cliënt ontbreekt", k.id),
        })?;
        let boek = Kaderboek::lees(tx, g)?;
        let kaders = boek.inkoopkaders(dag)?;
        let grenzen = boek
            .op(dag)
            .filter(|(_, kader)| kader.gemeenten.iter().any(|x| x.code == g))
            .flat_map(|(_, kader)| Duurgrens::uit(kader, dag))
            .collect();
        let mut agbs: Vec<AgbCode> = ontwerp.onderdelen.iter().filter_map(|d| d.agb).collect();
        agbs.sort_unstable();
        agbs.dedup();
        let mut contracten_van = Vec::new();
        for agb in agbs {
            contracten_van.extend(contracten(tx, g, agb)?);
        }
        let eigen: Vec<i64> = ontwerp.onderdelen.iter().filter_map(|d| d.toewijzing).collect();
        let nummers =
            tx.query_alle(sql::TOEWIJZINGEN_VAN_CLIENT, &[(&g).into(), k.client.into()], |r| r.i64(0))?;
        let mut eerder = Vec::new();
        for n in nummers {
            let t = crate::wijzigen::lees(tx, g, n)
                .map_err(|e| StoreFout::Beschadigd { wat: format!("toewijzing {n}: {e}") })?;
            let Some(t) = t else { continue };
            // what is changed by this draft counts up to the day of the change
            let periode = match t.periode() {
                Some(p) if eigen.contains(&n) => {
                    p.van().lt(&dag).then(|| Periode::new(p.van(), dag.yesterday().ok()).ok()).flatten()
                }
                ander => ander,
            };
            if let (Some(p), Some(periode)) = (t.product.and_then(Productsleutel::uit), periode) {
                eerder.push((p, periode));
            }
        }
        let aanbieders = tx.query_alle(sql::CONTRACTANTEN, &[(&g).into(), dag.into()], |r| {
            let agb = AgbCode::parse(r.text(0)?).map_err(|_| kolom(0, "een AGB-code"))?;
            Ok((agb, r.opt_string(1)?.unwrap_or_else(|| agb.to_string())))
        })?;
        Ok(Self {
            client,
            melding: melding(tx, k)?,
            kaders,
            contracten: contracten_van,
            grenzen,
            eerder,
            keuzes: Keuzes::lees(tx, g)?,
            wacht_op_plan: match k.melding {
                Some(m) => crate::meldingen::planvraag::wacht_op_plan(tx, g, m)?,
                None => false,
            },
            aanbieders,
            dag,
        })
    }

    /// As the rules take it.
    pub(super) fn onderbouwing(&self, vandaag: Datum) -> Onderbouwing<'_> {
        Onderbouwing {
            client: &self.client,
            melding: self.melding.as_ref(),
            kaders: &self.kaders,
            contracten: &self.contracten,
            grenzen: &self.grenzen,
            eerder: &self.eerder,
            wacht_op_plan: self.wacht_op_plan,
            bezwaaradres: &self.keuzes.huisstijl.bezwaaradres,
            vandaag,
        }
    }

    /// Products of the frameworks of the municipality on the first day.
    pub(super) fn bestelbaar(&self) -> Vec<Bestelbaar> {
        let g = self.client.gemeente;
        let mut uit: Vec<Bestelbaar> = Vec::new();
        for k in self.kaders.iter().filter(|k| k.gemeenten.contains(&g)) {
            for p in &k.producten {
                let kan =
                    product_op(k, p.sleutel, self.dag).geldig().is_some() && p.niet_bestelbaar.is_none();
                if kan && !uit.iter().any(|b| b.sleutel == p.sleutel) {
                    uit.push(Bestelbaar {
                        sleutel: p.sleutel,
                        naam: p.naam.clone(),
                        eenheid: p.eenheid,
                        frequentie: p.frequentie,
                        volume: i64::from(p.volume),
                    });
                }
            }
        }
        uit
    }

    /// Name of a product.
    pub(super) fn productnaam(&self, s: Productsleutel) -> String {
        let gevonden = self.kaders.iter().flat_map(|k| &k.producten).find(|p| p.sleutel == s);
        gevonden.map_or_else(|| format!("product {}", s.code), |p| p.naam.clone())
    }

    /// Name of a provider.
    pub(super) fn aanbieder(&self, agb: AgbCode) -> String {
        self.aanbieders.iter().find(|(a, _)| *a == agb).map_or_else(|| agb.to_string(), |(_, n)| n.clone())
    }
}
