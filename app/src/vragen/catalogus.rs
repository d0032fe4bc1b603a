//! Products and providers: the catalogue, who has a contract for what, and how it goes.

use super::VraagFout;
use super::bereik::Bereik;
use super::declaraties::{ClaimRij, Producten, claim_uit};
use super::overzicht::{gemeente_naam, jaar_terug};
use crate::kaders::Kaderboek;
use crate::{Gebruiker, Recht, zoeksleutel};
use kern::{AgbCode, Datum, Decimaal, Eenheid, Eurocent, Gemeentecode};
use std::collections::{BTreeMap, BTreeSet};
use store::sql::lezen as sql;
use store::{Db, StoreFout, Tx, Uitkomst, Val};

/// A product with its contracts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductRij {
    /// Framework.
    pub kader: String,
    /// Product category.
    pub categorie: String,
    /// Product code.
    pub code: String,
    /// Name.
    pub naam: String,
    /// IB, DB or KDV.
    pub prestatie: String,
    /// waakvlam, basis or extra.
    pub zwaarte: String,
    /// 1A, 1B or 1C.
    pub perceel: String,
    /// Contract lines in force on the day asked, in the user's municipalities.
    pub contracten: i64,
    /// Providers with such a line.
    pub aanbieders: i64,
    /// Lowest tariff in force, in cents.
    pub tarief_laagst: Option<Decimaal>,
    /// Highest tariff in force, in cents.
    pub tarief_hoogst: Option<Decimaal>,
}

/// Which providers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AanbiederFilter {
    /// Start of the name, or of a word in it, as typed; or the AGB code.
    pub zoek: Option<String>,
    /// With a contract in this municipality.
    pub gemeente: Option<Gemeentecode>,
    /// With a contract for this product: category and code.
    pub product: Option<(String, String)>,
}

/// A row of the list, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AanbiederRij {
    /// AGB code.
    pub agb: AgbCode,
    /// Name.
    pub naam: String,
    /// Contract lines in force on the day asked.
    pub contracten: i64,
    /// Municipalities with such a contract.
    pub gemeenten: Vec<Gemeentecode>,
    /// Lines answered in the last twelve months; `None` when the role may not see claims.
    pub regels: Option<i64>,
    /// Of those: rejected.
    pub afgewezen: Option<i64>,
}

impl AanbiederRij {
    /// Rejected part of the lines, in tenths of a percent.
    pub fn afwijspromille(&self) -> Option<i64> {
        let (regels, afgewezen) = (self.regels?, self.afgewezen?);
        (regels > 0).then(|| afgewezen * 1000 / regels)
    }
}

/// A contract line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractRij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Product category.
    pub categorie: String,
    /// Product code.
    pub code: String,
    /// Name of the product, when known.
    pub product: Option<String>,
    /// Unit, code of the standard (WJ756).
    pub eenheid: String,
    /// What the tariff is for, in words: `per cliënt per maand`; by the framework that has the product.
    pub per: String,
    /// First day.
    pub geldig_vanaf: Datum,
    /// Last day.
    pub geldig_tot: Option<Datum>,
    /// Tariff in cents, unrounded; empty for unit 83.
    pub tarief: Option<Decimaal>,
}

/// Figures of a provider in one municipality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AanbiederCijfers {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Its name.
    pub gemeente_naam: String,
    /// Clients with an assignment that runs on the day asked.
    pub clienten: i64,
    /// Assignments that run.
    pub toewijzingen: i64,
    /// Claimed in the last twelve months; the money is `None` when the role may not see claims.
    pub ingediend: Option<Eurocent>,
    /// Granted.
    pub toegekend: Option<Eurocent>,
    /// Lines answered.
    pub regels: Option<i64>,
    /// Of those: rejected.
    pub afgewezen: Option<i64>,
}

/// The file of a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AanbiederDossier {
    /// The facts.
    pub hoofd: AanbiederRij,
    /// Account; only for those who may see payments.
    pub iban: Option<String>,
    /// Contract lines, newest first.
    pub contracten: Vec<ContractRij>,
    /// Figures per municipality; empty when the role may not see figures.
    pub cijfers: Vec<AanbiederCijfers>,
    /// The latest claims; empty when the role may not see claims.
    pub declaraties: Vec<ClaimRij>,
}

/// A contract line in force: municipality, category, code, provider, tariff.
struct Contract {
    gemeente: Gemeentecode,
    product: (String, String),
    agb: AgbCode,
    tarief: Option<Decimaal>,
}

fn tarief(r: &store::Row<'_>, i: usize) -> Uitkomst<Option<Decimaal>> {
    let fout = StoreFout::Kolom { index: i, verwacht: "een tarief" };
    r.opt_text(i)?.map(|t| t.parse().map_err(|_| fout)).transpose()
}

fn contracten_op(
    tx: &mut Tx<'_>,
    gemeenten: &[Gemeentecode],
    dag: Datum,
    agb: Option<AgbCode>,
) -> Uitkomst<Vec<Contract>> {
    let mut uit = Vec::new();
    for &gemeente in gemeenten {
        let waarden = [(&gemeente).into(), dag.into(), agb.as_ref().into()];
        uit.extend(tx.query_alle(sql::CONTRACT_OP, &waarden, |r| {
            Ok(Contract {
                gemeente,
                product: (r.string(0)?, r.string(1)?),
                agb: r.lees(2, AgbCode::parse)?,
                tarief: tarief(r, 3)?,
            })
        })?);
    }
    Ok(uit)
}

/// The catalogue with the contracts in force. A provider sees its own contracts.
pub fn producten(db: &Db, wie: &Gebruiker, vandaag: Datum) -> Result<Vec<ProductRij>, VraagFout> {
    let bereik = Bereik::lijst(wie, Recht::Catalogus, None, None)?;
    db.read(|tx| {
        let contracten = contracten_op(tx, &bereik.gemeenten, vandaag, bereik.agb)?;
        let mut rijen = tx.query_alle(sql::PRODUCTEN, &[], |r| {
            Ok(ProductRij {
                kader: r.string(0)?,
                categorie: r.string(1)?,
                code: r.string(2)?,
                naam: r.string(3)?,
                prestatie: r.string(4)?,
                zwaarte: r.string(5)?,
                perceel: r.string(6)?,
                contracten: 0,
                aanbieders: 0,
                tarief_laagst: None,
                tarief_hoogst: None,
            })
        })?;
        for rij in &mut rijen {
            let van =
                || contracten.iter().filter(|c| c.product.0 == rij.categorie && c.product.1 == rij.code);
            let agbs: BTreeSet<AgbCode> = van().map(|c| c.agb).collect();
            let laagst = van().filter_map(|c| c.tarief).min();
            let hoogst = van().filter_map(|c| c.tarief).max();
            rij.contracten = telling(van().count());
            rij.aanbieders = telling(agbs.len());
            rij.tarief_laagst = laagst;
            rij.tarief_hoogst = hoogst;
        }
        Ok(rijen)
    })
}

/// What a tariff of each product is for, in the frameworks of a municipality.
struct Eenheden(BTreeMap<(String, String), String>);

impl Eenheden {
    /// By every version that the municipality knows; the one in force on the day goes before.
    fn van(boek: &Kaderboek, dag: Datum) -> Self {
        let mut uit = BTreeMap::new();
        let mut tel = |kader: &regels::Kader| {
            for p in catalogus::Inkoopkader::uit(kader).map(|k| k.producten).unwrap_or_default() {
                let sleutel = (p.sleutel.categorie.as_str().to_owned(), p.sleutel.code.as_str().to_owned());
                uit.entry(sleutel).or_insert_with(|| catalogus::per_in_woorden(&p));
            }
        };
        boek.op(dag).for_each(|(_, k)| tel(k));
        boek.alle().for_each(|k| tel(k));
        Self(uit)
    }

    /// A product that no framework has goes by the unit of its contract.
    fn zoek(&self, categorie: &str, code: &str, eenheid: &str) -> String {
        let bekend = self.0.get(&(categorie.to_owned(), code.to_owned())).cloned();
        bekend.unwrap_or_else(|| {
            Eenheid::parse(eenheid).map_or_else(|_| String::new(), |e| format!("per {}", e.enkelvoud()))
        })
    }
}

fn telling(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Answered lines and rejected lines of the last twelve months per provider.
fn claimcijfers(
    tx: &mut Tx<'_>,
    gemeenten: &[Gemeentecode],
    vandaag: Datum,
    agb: Option<AgbCode>,
) -> Uitkomst<BTreeMap<(Gemeentecode, AgbCode), [i64; 4]>> {
    let mut uit = BTreeMap::new();
    for &gemeente in gemeenten {
        let waarden = [(&gemeente).into(), jaar_terug(vandaag).into(), vandaag.into(), agb.as_ref().into()];
        tx.query(sql::CLAIM_PER_AGB, &waarden, |r| {
            let cijfers = [r.i64(2)?, r.i64(2)? - r.i64(3)?, r.i64(4)?, r.i64(5)?];
            uit.insert((gemeente, r.lees(0, AgbCode::parse)?), cijfers);
            Ok(())
        })?;
    }
    Ok(uit)
}

/// The providers, by name.
pub fn aanbieders(
    db: &Db,
    wie: &Gebruiker,
    filter: &AanbiederFilter,
    vandaag: Datum,
) -> Result<Vec<AanbiederRij>, VraagFout> {
    let bereik = Bereik::lijst(wie, Recht::Aanbieders, filter.gemeente, None)?;
    let met_claims = wie.rol.mag(Recht::Declaraties);
    let zoek = filter.zoek.as_deref().map(zoeksleutel).filter(|z| !z.is_empty());
    db.read(|tx| {
        let contracten = contracten_op(tx, &bereik.gemeenten, vandaag, None)?;
        let claims =
            if met_claims { claimcijfers(tx, &bereik.gemeenten, vandaag, None)? } else { BTreeMap::new() };
        let mut per_agb: BTreeMap<AgbCode, (i64, BTreeSet<Gemeentecode>, bool)> = BTreeMap::new();
        for c in &contracten {
            let rij = per_agb.entry(c.agb).or_default();
            rij.0 += 1;
            rij.1.insert(c.gemeente);
            rij.2 |= filter.product.as_ref().is_none_or(|p| *p == c.product);
        }
        let alle = tx.query_alle(sql::AANBIEDERS, &[], |r| {
            Ok((r.lees(0, AgbCode::parse)?, r.string(1)?, r.string(2)?))
        })?;
        let mut uit = Vec::new();
        for (agb, naam, sleutel) in alle {
            let raakt = zoek.as_ref().is_none_or(|z| {
                agb.as_str().starts_with(z.as_str())
                    || sleutel.starts_with(z.as_str())
                    || sleutel.contains(&format!(" {z}"))
            });
            // Without a contract in the user's municipalities a provider is none of their business.
            let Some((aantal, gemeenten, past)) = per_agb.get(&agb) else { continue };
            if !raakt || !past {
                continue;
            }
            let som = |i: usize| claims.iter().filter(|(k, _)| k.1 == agb).map(|(_, c)| c[i]).sum();
            uit.push(AanbiederRij {
                agb,
                naam,
                contracten: *aantal,
                gemeenten: gemeenten.iter().copied().collect(),
                regels: met_claims.then(|| som(0)),
                afgewezen: met_claims.then(|| som(1)),
            });
        }
        Ok(uit)
    })
}

/// The file of a provider.
pub fn aanbieder(
    db: &Db,
    wie: &Gebruiker,
    agb: AgbCode,
    vandaag: Datum,
) -> Result<AanbiederDossier, VraagFout> {
    let bereik = Bereik::lijst(wie, Recht::Aanbieders, None, Some(agb))?;
    let met_claims = wie.rol.mag(Recht::Declaraties);
    db.read(|tx| {
        let gevonden =
            tx.query_opt(sql::AANBIEDER, &[(&agb).into()], |r| Ok((r.string(0)?, r.opt_string(1)?)))?;
        let (naam, iban) = gevonden.ok_or(VraagFout::NietGevonden)?;
        let lopend = contracten_op(tx, &bereik.gemeenten, vandaag, Some(agb))?;
        let claims = if met_claims {
            claimcijfers(tx, &bereik.gemeenten, vandaag, Some(agb))?
        } else {
            BTreeMap::new()
        };
        let producten = Producten::lees(tx)?;
        let (mut contracten, mut cijfers, mut declaraties) = (Vec::new(), Vec::new(), Vec::new());
        for &gemeente in &bereik.gemeenten {
            let boek = Kaderboek::lees(tx, gemeente)?;
            let per = Eenheden::van(&boek, vandaag);
            contracten.extend(tx.query_alle(
                sql::AANBIEDER_CONTRACTEN,
                &[(&gemeente).into(), (&agb).into(), 500.into()],
                |r| {
                    let (categorie, code, eenheid) = (r.string(0)?, r.string(1)?, r.string(2)?);
                    Ok(ContractRij {
                        gemeente,
                        product: producten.naam(Some(&categorie), Some(&code)),
                        per: per.zoek(&categorie, &code, &eenheid),
                        categorie,
                        code,
                        eenheid,
                        geldig_vanaf: r.dag(3)?,
                        geldig_tot: r.opt_dag(4)?,
                        tarief: tarief(r, 5)?,
                    })
                },
            )?);
            if !wie.rol.mag(Recht::Monitor) {
                continue;
            }
            let (toewijzingen, clienten) = tx.query_one(
                sql::AANBIEDER_LOPEND,
                &[(&gemeente).into(), (&agb).into(), vandaag.into()],
                |r| Ok((r.i64(0)?, r.i64(1)?)),
            )?;
            let claim = claims.get(&(gemeente, agb)).copied().unwrap_or_default();
            cijfers.push(AanbiederCijfers {
                gemeente,
                gemeente_naam: gemeente_naam(tx, gemeente)?,
                clienten,
                toewijzingen,
                ingediend: met_claims.then_some(Eurocent(claim[2])),
                toegekend: met_claims.then_some(Eurocent(claim[3])),
                regels: met_claims.then_some(claim[0]),
                afgewezen: met_claims.then_some(claim[1]),
            });
            if met_claims {
                let waarden = [
                    (&gemeente).into(),
                    super::pagina::ALLES.1.into(),
                    i64::MAX.into(),
                    "".into(),
                    Val::Null,
                    12.into(),
                    (&agb).into(),
                ];
                declaraties.extend(tx.query_alle(sql::CLAIM_AGB_VOOR, &waarden, |r| claim_uit(gemeente, r))?);
            }
        }
        if contracten.is_empty()
            && declaraties.is_empty()
            && cijfers.iter().all(|c: &AanbiederCijfers| c.toewijzingen == 0)
        {
            return Err(VraagFout::NietGevonden);
        }
        contracten.sort_by(|a, b| b.geldig_vanaf.cmp(&a.geldig_vanaf).then(a.gemeente.cmp(&b.gemeente)));
        declaraties.sort_by_key(|d| std::cmp::Reverse((d.periode_van, d.gemeente, d.bericht)));
        declaraties.truncate(12);
        let gemeenten: BTreeSet<Gemeentecode> = lopend.iter().map(|c| c.gemeente).collect();
        let hoofd = AanbiederRij {
            agb,
            naam,
            contracten: telling(lopend.len()),
            gemeenten: gemeenten.into_iter().collect(),
            regels: met_claims.then(|| claims.values().map(|c| c[0]).sum()),
            afgewezen: met_claims.then(|| claims.values().map(|c| c[1]).sum()),
        };
        let iban = iban.filter(|_| wie.rol.mag(Recht::Betalingen));
        Ok(AanbiederDossier { hoofd, iban, contracten, cijfers, declaraties })
    })
}
