//! Step 0 of the demo: framework, providers, contracts, clients, decisions and orders.

use super::ZAAD;
use super::regio::{DemoClient, DemoProduct, Regio};
use super::toeval::Toeval;
use crate::besluiten::{Aanvraag, client as zet_client, verleen};
use crate::fout::{AppFout, Uitkomst};
use crate::importeer::{AanbiederRij, ClientRij, ContractRij, zet_aanbieder, zet_contract};
use crate::omgeving::Omgeving;
use crate::overlijden;
use beschikking::Voorstel;
use catalogus::{Catalogusproduct, Inkoopkader};
use inkoop::{Contractregel, Contractsleutel};
use jiff::ToSpan;
use kern::{Datum, Gemeentecode, Periode};
use std::collections::BTreeMap;
use store::Tx;
use store::sql::schrijven as sql;
use toewijzing::Omvang;

/// The framework of the demo.
pub(crate) fn kader() -> Uitkomst<Inkoopkader> {
    let k = regels::kader("meierij-2020")
        .ok_or_else(|| AppFout::Ongeldig("inkoopkader meierij-2020 ontbreekt in het programma".into()))?;
    Inkoopkader::uit(k).map_err(|e| AppFout::Ongeldig(e.to_string()))
}

/// First day of the contracts of the demo: before the first order.
pub(crate) const CONTRACT_VANAF: Datum = jiff::civil::date(2025, 1, 1);

/// The product for a kind and weight.
pub(crate) fn product<'k>(k: &'k Inkoopkader, p: &DemoProduct) -> Uitkomst<&'k Catalogusproduct> {
    k.producten
        .iter()
        .find(|c| c.prestatie.code() == p.soort.code() && c.zwaarte.code() == p.zwaarte)
        .ok_or_else(|| {
            AppFout::Ongeldig(format!("product {} {} ontbreekt in het kader", p.soort.code(), p.zwaarte))
        })
}

/// What both parties know: municipalities, providers, products and contracts, the last from a day on.
pub(crate) fn gedeeld(
    tx: &mut Tx<'_>,
    r: &Regio,
    k: &Inkoopkader,
    vanaf: Datum,
) -> Uitkomst<BTreeMap<Gemeentecode, Vec<Contractregel>>> {
    for g in &r.gemeenten {
        tx.execute(sql::GEMEENTE_ZET, &[(&g.code).into(), g.naam.into(), g.iban.as_str().into()])?;
    }
    for p in &k.producten {
        tx.execute(
            sql::PRODUCT_ZET,
            &[
                k.id.as_str().into(),
                (&p.sleutel.categorie).into(),
                (&p.sleutel.code).into(),
                p.naam.as_str().into(),
                p.prestatie.code().into(),
                p.zwaarte.code().into(),
                p.perceel.code().into(),
            ],
        )?;
    }
    let mut contracten: BTreeMap<Gemeentecode, Vec<Contractregel>> = BTreeMap::new();
    for a in &r.aanbieders {
        zet_aanbieder(tx, &AanbiederRij { agb: a.agb, naam: a.naam.to_owned(), iban: Some(a.iban.clone()) })?;
        for (g, soorten) in r.gemeenten.iter().zip(&a.aanbod) {
            for p in k.producten.iter().filter(|p| soorten.iter().any(|s| s.code() == p.prestatie.code())) {
                let tarief = p.tarieven.iter().find(|t| t.geldig.bevat(vanaf)).map(|t| t.bedrag);
                let rij = ContractRij {
                    gemeente: g.code,
                    agb: a.agb,
                    categorie: p.sleutel.categorie,
                    code: p.sleutel.code,
                    eenheid: p.eenheid,
                    tarief,
                    vanaf,
                    tot: None,
                };
                zet_contract(tx, &rij, Some((k.id.as_str(), 0)))?;
                let sleutel =
                    Contractsleutel { gemeente: g.code, agb: a.agb, product: p.sleutel, eenheid: p.eenheid };
                let geldig = Periode::new(vanaf, None).map_err(|e| AppFout::Ongeldig(e.to_string()))?;
                let regel = Contractregel::new(sleutel, tarief, geldig)
                    .map_err(|e| AppFout::Ongeldig(e.to_string()))?;
                contracten.entry(g.code).or_default().push(regel);
            }
        }
    }
    Ok(contracten)
}

/// Clients with their decisions and orders.
pub(crate) fn clienten(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    r: &Regio,
    k: &Inkoopkader,
    contracten: &BTreeMap<Gemeentecode, Vec<Contractregel>>,
) -> Uitkomst<()> {
    for (nr, c) in r.clienten.iter().enumerate() {
        let g = r.gemeenten[c.gemeente].code;
        let agb = r.aanbieders[c.aanbieder].agb;
        let client = zet_client(tx, o, &client_rij(c, g))?;
        let mijn: Vec<Contractregel> =
            contracten.get(&g).into_iter().flatten().filter(|r| r.sleutel().agb == agb).cloned().collect();
        for (i, p) in c.producten.iter().enumerate() {
            let cp = product(k, p)?;
            let mut t = Toeval::voor(ZAAD, 7, (nr * 4 + i) as u64);
            verleen(tx, &client, &aanvraag(&mut t, agb, p, cp), &mijn)?;
        }
        if let Some(op) = c.overleden_op {
            overlijden::noteer(tx, g, client.id.0, op)?;
        }
    }
    Ok(())
}

pub(crate) fn client_rij(c: &DemoClient, gemeente: Gemeentecode) -> ClientRij {
    ClientRij {
        bsn: c.bsn,
        gemeente,
        geboortedatum: c.geboortedatum,
        geslacht: c.geslacht.to_owned(),
        achternaam: c.achternaam.to_owned(),
        voorvoegsel: c.voorvoegsel.map(str::to_owned),
        voorletters: Some(c.voorletters.clone()),
        straat: Some(c.straat.to_owned()),
        huisnummer: Some(c.huisnummer.to_string()),
        postcode: Some(c.postcode.clone()),
        plaats: Some(c.plaats.to_owned()),
    }
}

fn aanvraag(t: &mut Toeval, agb: kern::AgbCode, p: &DemoProduct, cp: &Catalogusproduct) -> Aanvraag {
    let voor = |dagen: usize| {
        let d = i64::try_from(dagen).unwrap_or(0);
        p.ingangsdatum.checked_sub(d.days()).unwrap_or(p.ingangsdatum)
    };
    let besluit = 7 + t.onder(10);
    let onderzoek = besluit + 3 + t.onder(10);
    let melding = onderzoek + 14 + t.onder(28);
    let (intensiteit, grond) = woorden(cp);
    Aanvraag {
        gemeld_op: voor(melding),
        onderzocht_op: voor(onderzoek),
        besluit_op: voor(besluit),
        agb,
        voorstel: Voorstel {
            aard: cp.naam.clone(),
            intensiteit: intensiteit.to_owned(),
            product: Some(cp.sleutel),
            ingangsdatum: Some(p.ingangsdatum),
            einddatum: p.einddatum,
            open_einde: p.einddatum.is_none(),
            grond: grond.to_owned(),
        },
        omvang: Omvang { volume: i64::from(cp.volume), eenheid: cp.eenheid, frequentie: cp.frequentie },
    }
}

/// Invented words: how much, and why.
pub(crate) fn woorden(p: &Catalogusproduct) -> (&'static str, &'static str) {
    match (p.prestatie.code(), p.zwaarte.code()) {
        ("IB", "waakvlam") => (
            "ongeveer 1 uur begeleiding per maand: een gesprek thuis en telefonisch contact",
            "het gaat goed na een periode van begeleiding; een vinger aan de pols voorkomt terugval",
        ),
        ("IB", "basis") => (
            "ongeveer 2 uur begeleiding per week: dagindeling, post en contacten",
            "de cliënt houdt zonder hulp geen structuur vast en het netwerk is klein",
        ),
        ("IB", _) => (
            "ongeveer 4 uur begeleiding per week, ook buiten kantooruren bereikbaar",
            "er zijn problemen op veel gebieden en de veiligheid vraagt om nabijheid",
        ),
        ("DB", "basis") => (
            "4 dagdelen per week dagbesteding in een groep",
            "de cliënt heeft overdag geen zinvolle bezigheid en de mantelzorger raakt belast",
        ),
        ("DB", _) => (
            "6 dagdelen per week dagbesteding in een kleine groep met veel toezicht",
            "de cliënt kan niet zelf activiteiten doen en heeft steeds ondersteuning nodig",
        ),
        (_, "basis") => (
            "2 etmalen verblijf per maand, zonder begeleiding",
            "de mantelzorger raakt overbelast zonder rust",
        ),
        _ => (
            "2 etmalen verblijf per maand, met begeleiding",
            "de mantelzorger raakt overbelast en de cliënt heeft begeleiding nodig",
        ),
    }
}
