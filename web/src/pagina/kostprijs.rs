//! The build-up of a price: the table of the document, where each line comes from, and for who works on tariffs what if.

use super::Invoer;
use crate::filters;
use crate::fout::Fout;
use crate::grafiek;
use crate::opmaak::{Html, hoofdletter, in_url};
use crate::schil::{Omgeving, Schil};
use crate::{Bezoek, toon, vraag};
use app::Recht;
use app::kaders::InGebruik;
use app::tarieven::Tariefplek;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use catalogus::Catalogusproduct;
use catalogus::kostprijs::{
    self, Kostprijs, KostprijsFout, Scenario, Stel, WatAls, euro, euro_verschil, getypt, in_maat,
};
use kern::{Datum, Decimaal, Gemeentecode};
use regels::{Bewerking, Kader, Kostprijsmodel};

/// Prefix of the fields with another value for an assumption.
pub(super) const STEL: &str = "stel-";
/// Prefix of the fields with an index for a cost part.
pub(super) const INDEX: &str = "index-";

/// Published, other, difference: in words.
#[derive(Debug)]
pub struct Naast {
    /// What.
    pub naam: String,
    /// As published.
    pub voor: String,
    /// With the other assumptions.
    pub na: String,
    /// The difference; empty when it is no money.
    pub verschil: String,
}

/// Where a line comes from.
#[derive(Debug)]
pub struct Herkomst {
    /// Key, for the address within the page.
    pub sleutel: String,
    /// Name.
    pub naam: String,
    /// Formula in names; empty for a value from a source.
    pub formule: String,
    /// The lines that go in: key and name.
    pub invoer: Vec<(String, String)>,
    /// Per column: name of the column, the sum in figures, the outcome.
    pub sommen: Vec<(String, String, String)>,
    /// Unit.
    pub eenheid: String,
    /// Rounded to cents.
    pub afgerond: bool,
    /// Document and place.
    pub bron: String,
    /// What a reader must know.
    pub toelichting: String,
    /// Why it is zero.
    pub reden_nul: String,
}

/// A row of the table.
#[derive(Debug)]
pub struct Rij {
    /// Name.
    pub naam: String,
    /// Per column: figures before it, the value, and the value with other assumptions.
    pub cellen: Vec<(String, String, Option<String>)>,
    /// Where it comes from.
    pub herkomst: Herkomst,
}

/// A group of the table.
#[derive(Debug)]
pub struct Groep {
    /// Heading.
    pub naam: String,
    /// Columns.
    pub kolommen: Vec<String>,
    /// Rows.
    pub rijen: Vec<Rij>,
}

/// An element of article 5.4.
#[derive(Debug)]
pub struct Element {
    /// Letter.
    pub letter: &'static str,
    /// In words.
    pub naam: &'static str,
    /// In the price.
    pub goed: bool,
    /// Verdict.
    pub oordeel: String,
    /// Amount in the price.
    pub bedrag: String,
    /// The lines: key and name.
    pub regels: Vec<(String, String)>,
}

/// A field of the form.
#[derive(Debug)]
pub struct Veld {
    /// Name of the field.
    pub naam: String,
    /// Label.
    pub label: String,
    /// What stands in it.
    pub waarde: String,
    /// The published value, or what the field is for.
    pub uitleg: String,
}

/// The page.
#[derive(Template, Debug)]
#[template(path = "kostprijs.html")]
pub struct KostprijsPagina {
    /// Shell.
    pub schil: Schil,
    /// Name of the product.
    pub product: String,
    /// Name of the framework.
    pub kader: String,
    /// Which version of it this is, and since when.
    pub versie: String,
    /// Address of the page without query.
    pub pad: String,
    /// Address of the product.
    pub product_pad: String,
    /// Why the what-if could not be computed; one line a field.
    pub fouten: Vec<String>,
    /// Price with its unit; price per year.
    pub prijs: (String, String),
    /// Document and place; explanation.
    pub bron: (String, String),
    /// The table.
    pub groepen: Vec<Groep>,
    /// Lines that are no row of the table.
    pub overige: Vec<Herkomst>,
    /// Article 5.4.
    pub elementen: Vec<Element>,
    /// What falls under no element.
    pub buiten: String,
    /// The form.
    pub velden: Vec<Veld>,
    /// Indices.
    pub indexen: Vec<Veld>,
    /// Number of clients as typed.
    pub volume: String,
    /// Price, year, elements, assumptions beside each other; empty without a what-if.
    pub naast: Vec<Naast>,
    /// The lines that changed.
    pub gewijzigd: Vec<Naast>,
    /// What it costs in a year for so many clients: what the amount is, and the amount.
    pub effect: Option<(&'static str, String)>,
    /// Address with only what differs.
    pub deel: String,
    /// Which assumption weighs most.
    pub tornado: Html,
    /// The same as a table: name, step, down, up.
    pub gevoelig: Vec<(String, String, String, String)>,
    /// Cost parts: name, before, index, after; the price last.
    pub index: Vec<(String, String, String, String)>,
    /// Other stretches of time: words, amount, rounding in a year, in the standard.
    pub gelijk: Vec<(&'static str, String, String, bool)>,
    /// The user may read reactions, or write one.
    pub reageert: bool,
    /// The user works on tariffs: what if, sensitivity and indexation are shown.
    pub werkt: bool,
    /// The scenario that is shown: name, and who kept it when.
    pub scenario: Option<Opgeslagen>,
    /// What differs, to send along when it is kept.
    pub mee: Vec<(String, String)>,
    /// Municipalities that a scenario can be kept for: code and name.
    pub gemeenten: Vec<(String, String)>,
    /// The name that was typed for it.
    pub naam: String,
    /// It was just kept.
    pub bewaard: bool,
}

/// A scenario in the head of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opgeslagen {
    /// Name.
    pub naam: String,
    /// Who.
    pub door: String,
    /// When.
    pub op: jiff::civil::Date,
    /// For which municipality, in words.
    pub gemeente: String,
    /// It is of a municipality of the user, who may share it and take it away.
    pub eigen: bool,
    /// The municipalities that see it too: code and name.
    pub gedeeld: Vec<(String, String)>,
    /// Those that it can be shared with.
    pub ook: Vec<(String, String)>,
    /// Where it is shared.
    pub deel: String,
    /// Where it is taken away.
    pub weg: String,
}

/// What was asked, read; wrong fields are told and left out.
pub(super) struct Vraag {
    /// The assumptions, under the name that was typed.
    pub scenario: Scenario,
    /// What is wrong, one line a field.
    pub fouten: Vec<String>,
}

impl Vraag {
    /// Whether a query or form asks for a what-if at all.
    pub fn is_gesteld(invoer: &Invoer) -> bool {
        invoer.0.keys().any(|k| k.starts_with(STEL) || k.starts_with(INDEX) || k == "volume")
    }

    /// Reads the fields; one that says what was published is no question.
    pub fn lees(invoer: &Invoer, k: &Kostprijs<'_>) -> Self {
        let mut v =
            Scenario { naam: invoer.tekst("naam"), stel: Vec::new(), indexen: Vec::new(), volume: None };
        let mut fouten = Vec::new();
        for (naam, waarde) in &invoer.0 {
            let waarde = waarde.trim();
            if waarde.is_empty() {
                continue;
            }
            if let Some(regel) = naam.strip_prefix(STEL) {
                match Stel::lees(regel, waarde) {
                    // the form sends every field: what was not changed is no question
                    Ok(Stel::Waarde(r, w)) if gelijk(k, &r, w) => {}
                    Ok(s) => v.stel.push(s),
                    Err(e) => fouten.push(e.to_string()),
                }
            } else if let Some(deel) = naam.strip_prefix(INDEX) {
                match kostprijs::lees_index(&format!("{deel}={waarde}")) {
                    Ok(i) => v.indexen.push(i),
                    Err(e) => fouten.push(e.to_string()),
                }
            }
        }
        if let Some(t) = invoer.get("volume") {
            match kostprijs::lees_getal(t) {
                Ok(n) => v.volume = Some(n),
                Err(e) => fouten.push(e.to_string()),
            }
        }
        Self { scenario: v, fouten }
    }
}

/// A scenario as the fields of the form.
pub(super) fn als_velden(s: &Scenario) -> Vec<(String, String)> {
    let stel = s.stel.iter().map(|s| (format!("{STEL}{}", s.regel()), s.waarde()));
    let index = s.indexen.iter().map(|(d, p)| (format!("{INDEX}{d}"), getypt(*p)));
    stel.chain(index).chain(s.volume.map(|n| ("volume".to_owned(), getypt(n)))).collect()
}

fn gelijk(k: &Kostprijs<'_>, sleutel: &str, w: Decimaal) -> bool {
    let plaatsen = k.model.zoek(sleutel);
    !plaatsen.is_empty() && plaatsen.iter().all(|i| k.waarden[*i] == w)
}

impl KostprijsPagina {
    /// The page of this model.
    pub fn nieuw(
        om: &Omgeving,
        versie: &InGebruik,
        product: &Catalogusproduct,
        model: &Kostprijsmodel,
        invoer: &Invoer,
        dag: Datum,
    ) -> Result<Self, KostprijsFout> {
        let kader = &versie.kader;
        let k = Kostprijs::van(model)?;
        let mut gevraagd = Vraag::lees(invoer, &k);
        let anders = if gevraagd.scenario.stel.is_empty() {
            None
        } else {
            kostprijs::wat_als(model, &gevraagd.scenario.stel)
                .map_err(|e| gevraagd.fouten.push(e.to_string()))
                .ok()
        };
        let nu = anders.as_ref().map_or(&k, |w| &w.na);
        let index = if gevraagd.scenario.indexen.is_empty() {
            None
        } else {
            kostprijs::indexeer(nu, &gevraagd.scenario.indexen)
                .map_err(|e| gevraagd.fouten.push(e.to_string()))
                .ok()
        };
        let product_pad =
            format!("/catalogus/{}/{}", in_url(&kader.id), in_url(product.sleutel.code.as_str()));
        let pad = format!("{product_pad}/kostprijs");
        let gevoelig = kostprijs::gevoeligheid(nu);
        let v = &model.verantwoording;
        let effect = gevraagd.scenario.volume.map(|n| match (&index, &anders) {
            (Some(i), _) => {
                ("Effect per jaar, na indexering,", i.jaareffect(&k, n).map_or_else(te_groot, euro_verschil))
            }
            (None, Some(w)) => ("Effect per jaar", w.jaareffect(n).map_or_else(te_groot, euro_verschil)),
            (None, None) => ("Kosten per jaar", k.jaarprijs().checked_mul(n).map_or_else(te_groot, euro)),
        });
        let weken = catalogus::tarief_op(product, dag)
            .geldig()
            .map_or_else(|| kader.weken_per_jaar(dag), |t| t.verzending.weken_per_jaar);
        let buiten = kostprijs::per_element(nu, model.prijs).get(&None).copied().unwrap_or_default();
        Ok(Self {
            schil: Schil::nieuw(om, format!("Opbouw van {}", product.kort), "/catalogus", "/catalogus")
                .via("Overzicht", "/")
                .via("Catalogus", "/catalogus")
                .via(product.naam.clone(), &product_pad)
                .hier("Opbouw"),
            product: product.naam.clone(),
            kader: kader.naam.clone(),
            versie: hoofdletter(&versie.versie_in_woorden(dag)),
            prijs: (
                format!("{} {}", euro(k.prijs()), per(model.regels[model.prijs].maat)),
                format!("{} {}", euro(k.jaarprijs()), per(model.regels[model.jaarprijs].maat)),
            ),
            bron: (format!("{}, {}", v.bron.document, v.bron.plaats), v.toelichting.clone()),
            groepen: groepen(&k, anders.as_ref()),
            overige: overige(&k),
            elementen: elementen(nu),
            buiten: euro(buiten),
            velden: velden(&k, nu),
            indexen: indexvelden(model, &gevraagd.scenario.indexen),
            volume: gevraagd.scenario.volume.map(getypt).unwrap_or_default(),
            naast: anders.as_ref().map(naast).unwrap_or_default(),
            gewijzigd: anders.as_ref().map(gewijzigd).unwrap_or_default(),
            effect,
            deel: deel(&pad, &gevraagd.scenario),
            tornado: grafiek::tornado(
                "tornado",
                "Welke aanname weegt het zwaarst?",
                &gevoelig.iter().map(|g| staaf(nu, g)).collect::<Vec<_>>(),
            ),
            gevoelig: gevoelig.iter().map(|g| gevoeligrij(nu, g)).collect(),
            index: index.as_ref().map(indexrijen).unwrap_or_default(),
            // with the weeks of the amount in messages, so that both say the same
            gelijk: kostprijs::gelijkwaardig(nu, weken)
                .into_iter()
                .map(|g| {
                    (g.per.omschrijving(), euro(g.bedrag), euro_verschil(g.verschil_per_jaar), g.in_iwmo)
                })
                .collect(),
            reageert: app::tarieven::reacties::spreker(&om.gebruiker).is_ok(),
            werkt: om.gebruiker.rol.mag(Recht::Tarieven),
            scenario: None,
            mee: als_velden(&gevraagd.scenario),
            gemeenten: om.gemeenten.iter().map(|(c, n)| (c.to_string(), n.clone())).collect(),
            naam: gevraagd.scenario.naam,
            bewaard: false,
            fouten: gevraagd.fouten,
            product_pad,
            pad,
        })
    }

    /// The same page for a scenario that was kept.
    #[must_use]
    pub fn met_scenario(mut self, s: Opgeslagen, bewaard: bool) -> Self {
        self.naam.clear();
        (self.scenario, self.bewaard) = (Some(s), bewaard);
        self
    }
}

fn te_groot() -> String {
    "te groot om te tonen".to_owned()
}

/// "per cliënt per jaar" out of "euro per cliënt per jaar".
fn per(maat: regels::Kostprijsmaat) -> String {
    maat.to_string().trim_start_matches("euro").trim().to_owned()
}

fn groepen(k: &Kostprijs<'_>, anders: Option<&WatAls<'_>>) -> Vec<Groep> {
    let na = anders.map(|w| kostprijs::tabel(&w.na));
    kostprijs::tabel(k)
        .into_iter()
        .enumerate()
        .map(|(g, groep)| Groep {
            naam: groep.naam,
            kolommen: groep.kolommen,
            rijen: groep
                .rijen
                .into_iter()
                .enumerate()
                .map(|(r, rij)| Rij {
                    herkomst: herkomst(k, &rij.basis),
                    naam: rij.naam,
                    cellen: rij
                        .cellen
                        .into_iter()
                        .enumerate()
                        .map(|(c, cel)| {
                            let nieuw = na.as_ref().map(|t| &t[g].rijen[r].cellen[c]).filter(|n| **n != cel);
                            let anders = nieuw.map(|n| {
                                if n.waarde.is_empty() { n.opbouw.join(" · ") } else { n.waarde.clone() }
                            });
                            (cel.opbouw.join(" · "), cel.waarde, anders)
                        })
                        .collect(),
                })
                .collect(),
        })
        .collect()
}

/// Where a line comes from, its columns together.
fn herkomst(k: &Kostprijs<'_>, basis: &str) -> Herkomst {
    let plaatsen: Vec<usize> = (0..k.waarden.len()).filter(|i| k.model.regels[*i].basis == basis).collect();
    let eerste = plaatsen.first().copied().unwrap_or_default();
    let r = &k.model.regels[eerste];
    let mut invoer: Vec<(String, String)> = Vec::new();
    for j in r.bewerking.invoer() {
        let x = &k.model.regels[j];
        invoer.push((x.basis.clone(), if r.kolom.is_some() { x.naam.clone() } else { k.naam(j) }));
    }
    let namen: Vec<&str> = invoer.iter().map(|(_, n)| n.as_str()).collect();
    let formule = match r.bewerking {
        Bewerking::Waarde(_) => String::new(),
        Bewerking::Som(_) => namen.join(" + "),
        Bewerking::Verschil(..) => namen.join(" − "),
        Bewerking::Product(_) => namen.join(" × "),
        Bewerking::Deel(..) => namen.join(" ÷ "),
        Bewerking::ProcentVan(..) => namen.join(" van "),
        Bewerking::Aandeel(..) => format!("{} als percentage van {}", namen[0], namen[1]),
    };
    let sommen = plaatsen
        .iter()
        .map(|i| {
            let kolom =
                k.model.regels[*i].kolom.map(|c| k.model.kolommen[c].naam.clone()).unwrap_or_default();
            let som = kostprijs::formule(k, *i).map(|(_, som)| som).unwrap_or_default();
            (kolom, som, in_maat(r.maat, k.waarden[*i]))
        })
        .collect();
    Herkomst {
        sleutel: basis.to_owned(),
        naam: r.naam.clone(),
        formule,
        invoer,
        sommen,
        eenheid: r.maat.to_string(),
        afgerond: r.afronding == regels::Regelafronding::Centen,
        bron: format!("{}, {}", r.bron.document, r.bron.plaats),
        toelichting: r.toelichting.clone(),
        reden_nul: r.reden_nul.clone().unwrap_or_default(),
    }
}

fn overige(k: &Kostprijs<'_>) -> Vec<Herkomst> {
    let m = k.model;
    let in_tabel = |basis: &str| m.regels.iter().any(|r| r.basis == basis && r.tabel);
    kostprijs::sleutels(m).iter().filter(|s| !in_tabel(s)).map(|s| herkomst(k, s)).collect()
}

fn elementen(k: &Kostprijs<'_>) -> Vec<Element> {
    kostprijs::toets(k)
        .into_iter()
        .map(|t| {
            let mut regels: Vec<(String, String)> = Vec::new();
            for i in &t.regels {
                let r = &k.model.regels[*i];
                if !regels.iter().any(|(s, _)| *s == r.basis) {
                    regels.push((r.basis.clone(), r.naam.clone()));
                }
            }
            Element {
                letter: t.element.letter(),
                naam: t.element.omschrijving(),
                goed: t.is_goed(),
                oordeel: t.oordeel(),
                bedrag: euro(t.bedrag),
                regels,
            }
        })
        .collect()
}

/// Every assumption, with what it is now.
fn velden(k: &Kostprijs<'_>, nu: &Kostprijs<'_>) -> Vec<Veld> {
    (0..k.waarden.len())
        .filter(|i| k.model.regels[*i].stap.is_some())
        .map(|i| {
            let r = &k.model.regels[i];
            Veld {
                naam: format!("{STEL}{}", r.sleutel),
                label: k.naam(i),
                waarde: getypt(nu.waarden[i]),
                uitleg: format!("{}; gepubliceerd: {}", r.maat, in_maat(r.maat, k.waarden[i])),
            }
        })
        .collect()
}

fn indexvelden(m: &Kostprijsmodel, index: &[(String, Decimaal)]) -> Vec<Veld> {
    m.kostendelen
        .iter()
        .map(|d| Veld {
            naam: format!("{INDEX}{}", d.code),
            label: d.naam.clone(),
            waarde: index.iter().find(|(c, _)| *c == d.code).map(|(_, p)| getypt(*p)).unwrap_or_default(),
            uitleg: "procent; leeg blijft gelijk".to_owned(),
        })
        .collect()
}

fn naast(w: &WatAls<'_>) -> Vec<Naast> {
    let geld = |naam: String, voor: Decimaal, na: Decimaal| Naast {
        naam,
        voor: euro(voor),
        na: euro(na),
        verschil: euro_verschil(na - voor),
    };
    let m = w.voor.model;
    let mut uit = vec![
        geld(m.regels[m.prijs].naam.clone(), w.voor.prijs(), w.na.prijs()),
        geld(m.regels[m.jaarprijs].naam.clone(), w.voor.jaarprijs(), w.na.jaarprijs()),
    ];
    for (element, voor, na) in w.elementen() {
        let naam = element.map_or_else(
            || "In de prijs, onder geen element".to_owned(),
            |e| format!("In de prijs, element {}: {}", e.letter(), e.omschrijving()),
        );
        uit.push(geld(naam, voor, na));
    }
    uit
}

fn gewijzigd(w: &WatAls<'_>) -> Vec<Naast> {
    w.regels()
        .into_iter()
        .map(|r| {
            let maat = w.voor.model.regels[r.regel].maat;
            Naast {
                naam: w.voor.naam(r.regel),
                voor: in_maat(maat, r.voor),
                na: in_maat(maat, r.na),
                verschil: if maat.is_geld() { euro_verschil(r.na - r.voor) } else { String::new() },
            }
        })
        .collect()
}

/// The address with only what differs from the published version.
fn deel(pad: &str, s: &Scenario) -> String {
    let delen: Vec<String> = als_velden(s)
        .iter()
        .map(|(naam, waarde)| {
            let (soort, rest) = [STEL, INDEX]
                .iter()
                .find_map(|p| naam.strip_prefix(p).map(|r| (*p, r)))
                .unwrap_or(("", naam));
            format!("{soort}{}={}", in_url(rest), in_url(waarde))
        })
        .collect();
    if delen.is_empty() { pad.to_owned() } else { format!("{pad}?{}", delen.join("&")) }
}

fn gevoeligrij(k: &Kostprijs<'_>, g: &kostprijs::Gevoelig) -> (String, String, String, String) {
    let (r, _) = k.regel(g.regels[0]);
    let zeg = |x: Option<(Decimaal, Decimaal)>| {
        x.map_or_else(
            || "kan niet".to_owned(),
            |(prijs, jaar)| format!("{} ({} per jaar)", euro_verschil(prijs), euro_verschil(jaar)),
        )
    };
    (r.naam.clone(), in_maat(r.maat, g.stap), zeg(g.lager), zeg(g.hoger))
}

fn staaf(k: &Kostprijs<'_>, g: &kostprijs::Gevoelig) -> grafiek::Staaf {
    let cent = |x: Option<(Decimaal, Decimaal)>| x.map(|(_, jaar)| kostprijs::in_centen(jaar));
    let (r, _) = k.regel(g.regels[0]);
    grafiek::Staaf {
        naam: format!("{} (stap {})", r.naam, in_maat(r.maat, g.stap)),
        lager: cent(g.lager),
        hoger: cent(g.hoger),
    }
}

fn indexrijen(i: &kostprijs::Indexering) -> Vec<(String, String, String, String)> {
    let mut uit: Vec<_> = i
        .regels
        .iter()
        .map(|r| {
            let procent = r.procent.map_or_else(|| "geen index".to_owned(), |p| format!("{}%", getypt(p)));
            (r.naam.clone(), euro(r.voor), procent, euro(r.na))
        })
        .collect();
    uit.push(("Prijs".to_owned(), euro(i.voor), String::new(), euro(i.na)));
    uit.push(("Prijs per jaar".to_owned(), euro(i.jaar_voor), String::new(), euro(i.jaar_na)));
    uit
}

/// The cost model of a product on a day, when the document gives one.
pub fn model_op<'k>(kader: &'k Kader, product: &Catalogusproduct, dag: Datum) -> Option<&'k Kostprijsmodel> {
    kostprijs::kostprijs_op(kader, product.sleutel, dag).geldig()
}

/// The product in an address as it holds for the chosen municipality, or for `gemeente`.
pub(super) async fn tariefplek(
    bezoek: &Bezoek,
    gemeente: Option<Gemeentecode>,
    kader: &str,
    code: &str,
) -> Result<Tariefplek, Fout> {
    let (kader, code, dag) = (kader.to_owned(), code.to_owned(), bezoek.vandaag());
    let gemeente = gemeente.or(bezoek.om.gekozen);
    vraag(bezoek, move |s, wie| Tariefplek::zoek(&s.db, wie, gemeente, &kader, &code, dag)).await
}

/// Its cost model; not found when the product does not hold on the day or has no build-up.
pub(super) fn model_van<'p>(om: &Omgeving, p: &'p Tariefplek) -> Result<&'p Kostprijsmodel, Fout> {
    let geldt = catalogus::product_op(&p.kader, p.product.sleutel, p.dag).geldig().is_some();
    p.model().filter(|_| geldt).ok_or_else(|| Fout::niet_gevonden().voor(om))
}

/// `GET /catalogus/{kader}/{code}/kostprijs`
pub async fn pagina(
    bezoek: Bezoek,
    Path((kader, code)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let rol = om.gebruiker.rol;
    // what is in force is for everyone who sees the catalogue; what could be is for who works on tariffs
    if !rol.mag(Recht::Catalogus) || (Vraag::is_gesteld(&invoer) && !rol.mag(Recht::Tarieven)) {
        return Err(Fout::geen_toegang().voor(om));
    }
    let plek = tariefplek(&bezoek, None, &kader, &code).await?;
    let model = model_van(om, &plek)?;
    let p = KostprijsPagina::nieuw(om, &plek.versie, &plek.product, model, &invoer, plek.dag);
    toon(&p.map_err(|f| Fout::intern(f).voor(om))?)
}
