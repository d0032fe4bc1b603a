//! The form of an assignment, the order from a besluit, and when stretching is obligatory.

use crate::stapeling::stapelen;
use crate::{Omvang, Stempel, Toewijzing, Toewijzingnummer};
use beschikking::Besluit;
use inkoop::{Contractregel, Contractsleutel};
use kern::{AgbCode, Bevinding, Datum, Frequentie, Opzoeking, voluit};
use toegang::Client;

/// Product, omvang, budget and end date fit together (CD041, CD075, CD076, CD077, CD078, CD079) and the end does not lie
/// before the start.
pub fn controleer_vorm(t: &Toewijzing) -> Vec<Bevinding> {
    let mut fout = Vec::new();
    let mut eis = |voldaan: bool, regel: &'static str, veld: &str, tekst: &'static str| {
        if !voldaan {
            fout.push(Bevinding::new(regel, Some("0001"), format!("/{veld}"), tekst));
        }
    };
    let met_code = t.product.is_some_and(|p| p.code.is_some());
    eis(
        !met_code || t.omvang.is_some(),
        "CD041",
        "omvang",
        "Bij een product met een code hoort een omvang. Vul volume, eenheid en frequentie in.",
    );
    eis(
        t.budget.is_none() || t.einddatum.is_some(),
        "CD075",
        "einddatum",
        "Bij een budget hoort een einddatum. Vul haar in.",
    );
    let per_week = t.omvang.is_some_and(|o| o.frequentie == Frequentie::Week);
    eis(
        !per_week || t.einddatum.is_some(),
        "CD076",
        "einddatum",
        "Bij een omvang per week hoort een einddatum. Vul haar in.",
    );
    // CD077 and CD078 say the same from two sides: a budget or an omvang, never both.
    eis(
        t.budget.is_none() || t.omvang.is_none(),
        "CD077",
        "omvang",
        "Er staat een omvang en een budget. Laat een van beide leeg.",
    );
    eis(
        t.budget.is_some() || t.product.is_some(),
        "CD079",
        "product",
        "Zonder budget hoort er een product te staan. Vul een product in.",
    );
    eis(
        t.einddatum.is_none_or(|e| e >= t.ingangsdatum),
        "TR018",
        "einddatum",
        "De einddatum ligt voor de ingangsdatum.",
    );
    eis(t.omvang.is_none_or(|o| o.volume >= 0), "OMVANG", "volume", "Het volume is nooit negatief.");
    eis(t.budget.is_none_or(|b| b.0 >= 0), "BUDGET", "budget", "Het budget is nooit negatief.");
    fout
}

/// No product twice at the same time for one client at one provider (TR302): a 301 that carries both would be rejected
/// whole. A product without a code stands for its whole category, an assignment without a product for everything.
///
/// `anderen` are the other assignments of this client at this provider.
pub fn overlapt<'a>(t: &Toewijzing, anderen: impl IntoIterator<Item = &'a Toewijzing>) -> Vec<Bevinding> {
    let Some(periode) = t.periode() else { return Vec::new() };
    anderen
        .into_iter()
        .filter(|a| a.nummer != t.nummer)
        .filter(|a| a.periode().is_some_and(|p| stapelen(&(t.product, periode), &(a.product, p))))
        .map(|a| {
            Bevinding::new(
                "TR302",
                Some("0001"),
                "/product",
                format!(
                    "Deze cliënt heeft bij deze aanbieder in die tijd al toewijzing {} voor dezelfde ondersteuning. Pas die aan, of kies een andere periode.",
                    a.nummer
                ),
            )
        })
        .collect()
}

/// What an order rests on, looked up by the caller.
#[derive(Debug, Clone, Copy)]
pub struct Orderfeiten<'a> {
    /// The client of the besluit.
    pub client: &'a Client,
    /// Provider that will deliver.
    pub agb: AgbCode,
    /// How much.
    pub omvang: Omvang,
    /// Contract line of this provider on the first day, as [`inkoop::tarief_op`] finds it.
    pub contract: Opzoeking<&'a Contractregel>,
    /// When it is settled.
    pub stempel: Stempel,
}

/// The order that a besluit asks for: same client, same product, same days (Wmo 2015, art. 2.3.5; OP086).
pub fn uit_besluit(
    nummer: Toewijzingnummer,
    besluit: &Besluit,
    feiten: &Orderfeiten<'_>,
) -> Result<Toewijzing, Vec<Bevinding>> {
    let mut fout = Vec::new();
    let mut weiger =
        |regel, veld: &str, tekst: String| fout.push(Bevinding::new(regel, None, format!("/{veld}"), tekst));
    if (besluit.gemeente, besluit.client) != (feiten.client.gemeente, feiten.client.id) {
        weiger("TOEWIJZING-CLIENT", "client", "Het besluit is voor een andere cliënt.".to_owned());
    }
    if let Some(op) = feiten.client.overleden_op {
        weiger(
            "TOEWIJZING-CLIENT",
            "client",
            format!("De cliënt is op {} overleden. Toewijzen kan niet meer.", voluit(op)),
        );
    }
    if feiten.omvang.volume <= 0 {
        weiger("OMVANG", "volume", "Vul een volume in dat groter is dan nul.".to_owned());
    }
    let verwacht = Contractsleutel {
        gemeente: besluit.gemeente,
        agb: feiten.agb,
        product: besluit.product,
        eenheid: feiten.omvang.eenheid,
    };
    fout.extend(contract_fout(feiten.contract, &verwacht, besluit.duur.van()));
    let toewijzing = Toewijzing {
        gemeente: besluit.gemeente,
        nummer,
        client: besluit.client,
        besluit: Some(besluit.id),
        agb: feiten.agb,
        product: Some(besluit.product.als_product()),
        stempel: feiten.stempel,
        ingangsdatum: besluit.duur.van(),
        einddatum: besluit.duur.tot(),
        omvang: Some(feiten.omvang),
        budget: None,
        reden_wijziging: None,
        referentie_aanbieder: None,
        verzonden_in: None,
    };
    fout.extend(controleer_vorm(&toewijzing));
    if fout.is_empty() { Ok(toewijzing) } else { Err(fout) }
}

/// What the contract of a provider lacks on the first day of an order; nothing when it covers it.
pub(crate) fn contract_fout(
    contract: Opzoeking<&Contractregel>,
    verwacht: &Contractsleutel,
    dag: Datum,
) -> Option<Bevinding> {
    let (agb, product, dag) = (verwacht.agb, verwacht.product, voluit(dag));
    let tekst = match contract {
        Opzoeking::Geldig(r) if r.sleutel() == *verwacht => return None,
        Opzoeking::Geldig(_) => {
            format!("Aanbieder {agb} heeft geen contract voor product {product} in deze eenheid.")
        }
        Opzoeking::NogNiet(vanaf) => format!(
            "Het contract met aanbieder {agb} gaat pas in op {}; de ondersteuning begint op {dag}.",
            voluit(vanaf)
        ),
        Opzoeking::Geeindigd(tot) => format!(
            "Het contract met aanbieder {agb} liep tot en met {}; de ondersteuning begint op {dag}.",
            voluit(tot)
        ),
        Opzoeking::Geen => {
            format!("Aanbieder {agb} heeft geen contract voor product {product}. Kies een andere aanbieder.")
        }
    };
    Some(Bevinding::new("TOEWIJZING-CONTRACT", None, "/agb", tekst))
}

/// Whether a later end date is given by stretching the assignment with the same number (OP380): the volume and the
/// frequency stay, the frequency is not a total, and the end date has not passed on the day that it is settled.
///
/// `Err` says which condition is not met.
pub fn moet_oprekken(t: &Toewijzing, gewenst: Option<Omvang>, vandaag: Datum) -> Result<(), Bevinding> {
    let niet = |tekst: &'static str| Err(Bevinding::new("OP380", None, "/einddatum", tekst));
    if t.omvang != gewenst {
        return niet("Het volume of de frequentie verandert. Beëindig de toewijzing en wijs opnieuw toe.");
    }
    if t.omvang.is_some_and(|o| o.frequentie == Frequentie::Totaal) {
        return niet("De omvang is een totaal voor de hele looptijd. Verleng met een aangepast totaal.");
    }
    if t.einddatum.is_some_and(|e| e < vandaag) {
        return niet("De einddatum is al voorbij. Maak een nieuwe toewijzing met een eigen nummer.");
    }
    Ok(())
}
