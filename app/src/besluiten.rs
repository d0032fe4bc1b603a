//! From melding to an order that is due: steps 3, 4 and 5 for one client, decided by their own rules.

use crate::fout::{AppFout, Uitkomst};
use crate::importeer::{ClientRij, zet_client};
use crate::kaders::Kaderboek;
use crate::omgeving::Omgeving;
use crate::wijzigen::andere;
use beschikking::{Besluit, BesluitId, Feiten, Voorstel, stel_op};
use catalogus::{Bestelsoort, Bestelvraag, mag_bestellen, product_op};
use inkoop::{Contractregel, Contractsleutel, tarief_op};
use kern::{AgbCode, Bevinding, Datum, Opzoeking};
use store::sql::schrijven as sql;
use store::{StoreFout, Tx, Val, teller};
use toegang::{Adres, Client, ClientId, Geslacht, Melding, MeldingId, Naam};
use toewijzing::{Omvang, Orderfeiten, Stempel, Toewijzing, Toewijzingnummer, overlapt, uit_besluit};

/// What someone asks for and what was found, with the days of each step.
#[derive(Debug, Clone)]
pub struct Aanvraag {
    /// Day of the melding.
    pub gemeld_op: Datum,
    /// Day that the onderzoek was done.
    pub onderzocht_op: Datum,
    /// Day of the besluit.
    pub besluit_op: Datum,
    /// Provider that the client chose.
    pub agb: AgbCode,
    /// What is proposed.
    pub voorstel: Voorstel,
    /// Volume, unit and frequency of the order.
    pub omvang: Omvang,
}

/// Why an aanvraag did not become an order.
fn geweigerd(bevindingen: &[Bevinding]) -> AppFout {
    AppFout::Ongeldig(bevindingen.iter().map(|b| b.tekst.as_ref()).collect::<Vec<_>>().join(" "))
}

/// Adds the client if need be; returns it as the rules read it.
pub fn client(tx: &mut Tx<'_>, o: &Omgeving, rij: &ClientRij) -> Uitkomst<Client> {
    let id = zet_client(tx, o, rij)?;
    let geslacht = Geslacht::parse(&rij.geslacht).map_err(|e| AppFout::Ongeldig(e.to_string()))?;
    Ok(Client {
        gemeente: rij.gemeente,
        id: ClientId(id),
        bsn: rij.bsn,
        geboortedatum: rij.geboortedatum,
        geslacht,
        naam: Naam {
            achternaam: rij.achternaam.clone(),
            voorvoegsel: rij.voorvoegsel.clone(),
            voorletters: rij.voorletters.clone(),
        },
        adres: Adres {
            straat: rij.straat.clone(),
            huisnummer: rij.huisnummer.clone(),
            postcode: rij.postcode.clone(),
            plaats: rij.plaats.clone(),
        },
        overleden_op: None,
    })
}

/// Melding, onderzoek, besluit and order in one go; the order is due to be sent.
pub fn verleen(
    tx: &mut Tx<'_>,
    client: &Client,
    a: &Aanvraag,
    contracten: &[Contractregel],
) -> Uitkomst<Toewijzing> {
    let g = client.gemeente;
    let melding_id = teller::volgende(tx, g, "melding")?;
    let melding = Melding::ontvang(g, MeldingId(melding_id), client.id, a.gemeld_op)
        .begin_onderzoek(a.gemeld_op)
        .and_then(|m| m.rond_onderzoek_af(a.onderzocht_op))
        .map_err(|e| AppFout::Ongeldig(e.to_string()))?;
    let (Some(sleutel), Some(ingang)) = (a.voorstel.product, a.voorstel.ingangsdatum) else {
        return Err(AppFout::Ongeldig("kies een product en een ingangsdatum".into()));
    };
    let besluit_id = teller::volgende(tx, g, "beschikking")?;
    let kaders = Kaderboek::lees(tx, g)?.inkoopkaders(ingang)?;
    // a code may be in more than one framework: the one in which it holds, else when it will or did
    let product = kaders
        .iter()
        .map(|k| product_op(k, sleutel, ingang))
        .min_by_key(|gevonden| match gevonden {
            Opzoeking::Geldig(_) => 0,
            Opzoeking::NogNiet(_) => 1,
            Opzoeking::Geeindigd(_) => 2,
            Opzoeking::Geen => 3,
        })
        .unwrap_or(Opzoeking::Geen);
    let feiten = Feiten { client, melding: Some(&melding), product, vandaag: a.besluit_op };
    let vraag = Bestelvraag {
        gemeente: g,
        product: sleutel,
        agb: Some(a.agb),
        dag: ingang,
        soort: Bestelsoort::Nieuw,
    };
    mag_bestellen(&kaders, contracten, &vraag).map_err(|b| geweigerd(&b))?;
    let besluit = stel_op(BesluitId(besluit_id), &a.voorstel, &feiten).map_err(|b| geweigerd(&b))?;
    let nummer = teller::volgende(tx, g, "toewijzing")?;
    let nummer = Toewijzingnummer::new(nummer).map_err(|e| AppFout::Ongeldig(e.to_string()))?;
    let contract = Contractsleutel { gemeente: g, agb: a.agb, product: sleutel, eenheid: a.omvang.eenheid };
    let feiten = Orderfeiten {
        client,
        agb: a.agb,
        omvang: a.omvang,
        contract: tarief_op(contracten, &contract, ingang),
        stempel: Stempel { datum: a.besluit_op, tijd: jiff::civil::time(9, 0, 0, 0) },
    };
    let order = uit_besluit(nummer, &besluit, &feiten).map_err(|b| geweigerd(&b))?;
    let fout = overlapt(&order, &andere(tx, &order)?);
    if !fout.is_empty() {
        return Err(geweigerd(&fout));
    }
    bewaar(tx, a, &besluit, &order)?;
    Ok(order)
}

fn bewaar(tx: &mut Tx<'_>, a: &Aanvraag, b: &Besluit, t: &Toewijzing) -> Result<(), StoreFout> {
    let g = Val::from(&b.gemeente);
    let melding = b.melding.map(|m| m.0);
    tx.execute(
        sql::MELDING_ERBIJ,
        &[g, melding.into(), b.client.0.into(), a.gemeld_op.into(), a.onderzocht_op.into()],
    )?;
    tx.execute(
        sql::BESCHIKKING_ERBIJ,
        &[
            g,
            b.id.0.into(),
            b.client.0.into(),
            melding.into(),
            b.besluit_op.into(),
            b.aard.as_str().into(),
            b.intensiteit.as_str().into(),
            (&b.product.categorie).into(),
            (&b.product.code).into(),
            b.duur.van().into(),
            b.duur.tot().into(),
        ],
    )?;
    zet_toewijzing(tx, t)
}

/// Stores an assignment as it stands.
pub(crate) fn zet_toewijzing(tx: &mut Tx<'_>, t: &Toewijzing) -> Result<(), StoreFout> {
    let categorie = t.product.map(|p| p.categorie);
    let code = t.product.and_then(|p| p.code);
    tx.execute(
        sql::TOEWIJZING_ZET,
        &[
            (&t.gemeente).into(),
            t.nummer.waarde().into(),
            t.client.0.into(),
            t.besluit.map(|b| b.0).into(),
            (&t.agb).into(),
            categorie.as_ref().into(),
            code.as_ref().into(),
            t.stempel.datum.into(),
            t.stempel.tijd.strftime("%H:%M:%S").to_string().as_str().into(),
            t.ingangsdatum.into(),
            t.einddatum.into(),
            t.omvang.map(|o| o.volume).into(),
            t.omvang.map(|o| o.eenheid.code()).into(),
            t.omvang.map(|o| o.frequentie.code()).into(),
            t.budget.into(),
            t.reden_wijziging.map(toewijzing::RedenWijziging::code).into(),
            t.referentie_aanbieder.as_deref().into(),
            t.verzonden_in.into(),
        ],
    )
    .map(drop)
}
