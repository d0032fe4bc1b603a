//! Draws up a besluit, or says everything that stands in its way.

use crate::{Besluit, BesluitId, Voorstel};
use catalogus::Catalogusproduct;
use kern::{Bevinding, Bron, Datum, Opzoeking, Periode, Uitleg, voluit};
use toegang::{Client, Melding, MeldingToestand};

/// What the decision rests on, looked up by the caller.
#[derive(Debug, Clone, Copy)]
pub struct Feiten<'a> {
    /// The client.
    pub client: &'a Client,
    /// The melding, when there was one.
    pub melding: Option<&'a Melding>,
    /// The product on the first day of the support; `Geen` when none was chosen.
    pub product: Opzoeking<&'a Catalogusproduct>,
    /// Day of the besluit.
    pub vandaag: Datum,
}

/// Draws up the besluit. It names aard, intensiteit and duur, because a resident must be able to see what may be
/// expected (CRvB, ECLI:NL:CRVB:2018:3241), and the product of the framework.
pub fn stel_op(id: BesluitId, voorstel: &Voorstel, feiten: &Feiten<'_>) -> Result<Besluit, Vec<Bevinding>> {
    let mut fout = Vec::new();
    let mut weiger =
        |regel, veld: &str, tekst: String| fout.push(Bevinding::new(regel, None, format!("/{veld}"), tekst));
    for (veld, waarde, wat) in [
        ("aard", &voorstel.aard, "Vul in wat de ondersteuning is."),
        ("intensiteit", &voorstel.intensiteit, "Vul in hoeveel ondersteuning het is: uren of activiteiten."),
        ("grond", &voorstel.grond, "Vul in waarom deze ondersteuning nodig is."),
    ] {
        if waarde.trim().is_empty() {
            let regel = match veld {
                "aard" => "BESLUIT-AARD",
                "intensiteit" => "BESLUIT-INTENSITEIT",
                _ => "BESLUIT-GROND",
            };
            weiger(regel, veld, wat.to_owned());
        }
    }
    let duur = match voorstel.ingangsdatum {
        None => {
            weiger(
                "BESLUIT-DUUR",
                "ingangsdatum",
                "Vul in vanaf welke dag de ondersteuning ingaat.".to_owned(),
            );
            None
        }
        Some(_) if voorstel.einddatum.is_none() && !voorstel.open_einde => {
            let tekst = "Vul de laatste dag in, of kies bewust voor een besluit zonder einddatum.";
            weiger("BESLUIT-DUUR", "einddatum", tekst.to_owned());
            None
        }
        Some(van) => {
            let duur = Periode::new(van, voorstel.einddatum).ok();
            if duur.is_none() {
                weiger(
                    "BESLUIT-DUUR",
                    "einddatum",
                    format!("De laatste dag ligt voor de eerste dag ({}).", voluit(van)),
                );
            }
            duur
        }
    };
    if voorstel.product.is_none() {
        weiger("BESLUIT-PRODUCT", "product", "Kies een product uit de catalogus.".to_owned());
    } else if let Some(tekst) = product_past_niet(voorstel, feiten) {
        weiger("BESLUIT-PRODUCT", "product", tekst);
    }
    if let Some(op) = feiten.client.overleden_op {
        weiger(
            "BESLUIT-CLIENT",
            "client",
            format!("De cliënt is op {} overleden. Een nieuw besluit kan niet meer.", voluit(op)),
        );
    }
    if let Some(m) = feiten.melding {
        if m.gemeente() != feiten.client.gemeente || m.client() != feiten.client.id {
            weiger("BESLUIT-MELDING", "melding", "Deze melding is van een andere cliënt.".to_owned());
        }
        match m.toestand() {
            MeldingToestand::OnderzoekAfgerond { op } if op > feiten.vandaag => {
                weiger(
                    "BESLUIT-ONDERZOEK",
                    "melding",
                    format!("Het onderzoek is pas op {} klaar.", voluit(op)),
                );
            }
            MeldingToestand::OnderzoekAfgerond { .. } => {}
            // After six weeks the resident may apply without a finished onderzoek (art. 2.3.2 lid 9).
            _ if feiten.vandaag > toegang::onderzoek_uiterlijk(m.ontvangen_op()) => {}
            _ => {
                let tekst = "Het onderzoek loopt nog. Rond het eerst af.";
                weiger("BESLUIT-ONDERZOEK", "melding", tekst.to_owned());
            }
        }
    }
    match (fout.is_empty(), duur, voorstel.product) {
        (true, Some(duur), Some(product)) => Ok(Besluit {
            gemeente: feiten.client.gemeente,
            id,
            client: feiten.client.id,
            melding: feiten.melding.map(Melding::id),
            besluit_op: feiten.vandaag,
            aard: voorstel.aard.trim().to_owned(),
            intensiteit: voorstel.intensiteit.trim().to_owned(),
            product,
            duur,
            grond: voorstel.grond.trim().to_owned(),
            uitleg: uitleg(voorstel, feiten, duur),
        }),
        _ => Err(fout),
    }
}

/// Why the chosen product does not fit the first day or the period, if so.
fn product_past_niet(voorstel: &Voorstel, feiten: &Feiten<'_>) -> Option<String> {
    let sleutel = voorstel.product?;
    let dag = voorstel.ingangsdatum.map(voluit).unwrap_or_default();
    match feiten.product {
        Opzoeking::Geen => {
            Some(format!("Product {sleutel} staat niet in de catalogus. Kies een ander product."))
        }
        Opzoeking::NogNiet(vanaf) => {
            Some(format!("Product {sleutel} bestaat op {dag} nog niet; het begint op {}.", voluit(vanaf)))
        }
        Opzoeking::Geeindigd(tot) => Some(format!(
            "Product {sleutel} bestaat op {dag} niet meer; het gold tot en met {}.",
            voluit(tot)
        )),
        Opzoeking::Geldig(p) if p.sleutel != sleutel => {
            Some(format!("Product {sleutel} staat niet in de catalogus."))
        }
        Opzoeking::Geldig(Catalogusproduct { niet_bestelbaar: Some(reden), naam, .. }) => {
            Some(format!("{naam} kan nog niet worden toegewezen. {reden}"))
        }
        Opzoeking::Geldig(p) => {
            let tot = p.geldig.tot()?;
            let te_lang = voorstel.einddatum.is_none_or(|e| e > tot);
            te_lang.then(|| {
                format!(
                    "Product {sleutel} stopt op {}. Laat het besluit uiterlijk die dag eindigen.",
                    voluit(tot)
                )
            })
        }
    }
}

fn uitleg(voorstel: &Voorstel, feiten: &Feiten<'_>, duur: Periode) -> Uitleg {
    let tot = duur.tot().map_or_else(|| "geen einddatum".to_owned(), voluit);
    let mut uitleg = Uitleg::new("Besluit over een maatwerkvoorziening", "toegekend")
        .volgens("Wmo 2015 art. 2.3.5", Bron::new("Wmo 2015", "artikel 2.3.5"))
        .met("aard", voorstel.aard.trim())
        .met("grond", voorstel.grond.trim())
        .want(
            Uitleg::new("Het besluit noemt hoeveel ondersteuning het is", voorstel.intensiteit.trim())
                .volgens(
                    "aard, omvang en duur",
                    Bron::new("Centrale Raad van Beroep", "ECLI:NL:CRVB:2018:3241"),
                ),
        )
        .want(
            Uitleg::new("Het besluit noemt hoe lang", format!("{} tot en met {tot}", voluit(duur.van())))
                .volgens(
                    "aard, omvang en duur",
                    Bron::new("Centrale Raad van Beroep", "ECLI:NL:CRVB:2018:3241"),
                ),
        );
    if let Opzoeking::Geldig(p) = feiten.product {
        uitleg = uitleg.want(
            Uitleg::new(
                "Het product staat op de ingangsdatum in de catalogus",
                format!("{} ({})", p.naam, p.sleutel),
            )
            .volgens(format!("{}/{}", p.kader, p.sleutel.code), p.bron.clone()),
        );
    }
    if let Some(m) = feiten.melding {
        uitleg = uitleg.want(toegang::termijn(m, feiten.vandaag));
    }
    uitleg
}
