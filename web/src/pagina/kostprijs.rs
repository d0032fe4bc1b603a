//! The build-up of a price: the table of the document, where each line comes from, and what if. Nothing is stored.

use super::Invoer;
use crate::fout::Fout;
use crate::grafiek;
use crate::opmaak::{Html, in_url};
use crate::schil::{Omgeving, Schil};
use crate::{Bezoek, toon};
use app::Recht;
use app::vragen::VraagFout;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use catalogus::kostprijs::{self, Kostprijs, KostprijsFout, Stel, WatAls, euro, euro_verschil, in_maat};
use catalogus::{Catalogusproduct, Inkoopkader};
use kern::{Datum, Decimaal, Opzoeking};
use regels::{Bewerking, Kader, Kostprijsmodel};

/// Prefix of the fields with another value for an assumption.
const STEL: &str = "stel-";
/// Prefix of the fields with an index for a cost part.
const INDEX: &str = "index-";

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
    /// Address of the page without query.
    pub pad: String,
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
    /// What it costs in a year for so many clients.
    pub effect: Option<String>,
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
}

/// What was asked, read; wrong fields are told and left out.
#[derive(Default)]
struct Vraag {
    stel: Vec<Stel>,
    index: Vec<(String, Decimaal)>,
    volume: Option<Decimaal>,
    fouten: Vec<String>,
}

impl Vraag {
    fn lees(invoer: &Invoer, k: &Kostprijs<'_>) -> Self {
        let mut v = Self::default();
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
                    Err(e) => v.fouten.push(e.to_string()),
                }
            } else if let Some(deel) = naam.strip_prefix(INDEX) {
                match kostprijs::lees_index(&format!("{deel}={waarde}")) {
                    Ok(i) => v.index.push(i),
                    Err(e) => v.fouten.push(e.to_string()),
                }
            }
        }
        if let Some(t) = invoer.get("volume") {
            match kostprijs::lees_getal(t) {
                Ok(n) => v.volume = Some(n),
                Err(e) => v.fouten.push(e.to_string()),
            }
        }
        v
    }
}

fn gelijk(k: &Kostprijs<'_>, sleutel: &str, w: Decimaal) -> bool {
    let plaatsen = k.model.zoek(sleutel);
    !plaatsen.is_empty() && plaatsen.iter().all(|i| k.waarden[*i] == w)
}

/// A number as people type it.
fn getypt(w: Decimaal) -> String {
    w.normalize().to_string().replace('.', ",")
}

impl KostprijsPagina {
    /// The page of this model.
    pub fn nieuw(
        om: &Omgeving,
        kader: &Kader,
        product: &Catalogusproduct,
        model: &Kostprijsmodel,
        invoer: &Invoer,
        dag: Datum,
    ) -> Result<Self, KostprijsFout> {
        let k = Kostprijs::van(model)?;
        let mut vraag = Vraag::lees(invoer, &k);
        let anders = if vraag.stel.is_empty() {
            None
        } else {
            kostprijs::wat_als(model, &vraag.stel).map_err(|e| vraag.fouten.push(e.to_string())).ok()
        };
        let nu = anders.as_ref().map_or(&k, |w| &w.na);
        let index = if vraag.index.is_empty() {
            None
        } else {
            kostprijs::indexeer(nu, &vraag.index).map_err(|e| vraag.fouten.push(e.to_string())).ok()
        };
        let product_pad =
            format!("/catalogus/{}/{}", in_url(&kader.id), in_url(product.sleutel.code.as_str()));
        let pad = format!("{product_pad}/kostprijs");
        let gevoelig = kostprijs::gevoeligheid(nu);
        let v = &model.verantwoording;
        let effect = vraag.volume.map(|n| match &anders {
            Some(w) => w.jaareffect(n).map_or_else(te_groot, euro_verschil),
            None => k.jaarprijs().checked_mul(n).map_or_else(te_groot, euro),
        });
        let buiten = kostprijs::per_element(nu, model.prijs).get(&None).copied().unwrap_or_default();
        Ok(Self {
            schil: Schil::nieuw(om, format!("Opbouw van {}", product.kort), "/catalogus", "/catalogus")
                .via("Overzicht", "/")
                .via("Catalogus", "/catalogus")
                .via(product.naam.clone(), &product_pad)
                .hier("Opbouw"),
            product: product.naam.clone(),
            kader: kader.naam.clone(),
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
            indexen: indexvelden(model, &vraag.index),
            volume: vraag.volume.map(getypt).unwrap_or_default(),
            naast: anders.as_ref().map(naast).unwrap_or_default(),
            gewijzigd: anders.as_ref().map(gewijzigd).unwrap_or_default(),
            effect,
            deel: deel(&pad, &vraag),
            tornado: grafiek::tornado(
                "tornado",
                "Welke aanname weegt het zwaarst?",
                &gevoelig.iter().map(|g| staaf(nu, g)).collect::<Vec<_>>(),
            ),
            gevoelig: gevoelig.iter().map(|g| gevoeligrij(nu, g)).collect(),
            index: index.as_ref().map(indexrijen).unwrap_or_default(),
            gelijk: kostprijs::gelijkwaardig(nu, kader.weken_per_jaar(dag))
                .into_iter()
                .map(|g| {
                    (g.per.omschrijving(), euro(g.bedrag), euro_verschil(g.verschil_per_jaar), g.in_iwmo)
                })
                .collect(),
            fouten: vraag.fouten,
            pad,
        })
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
fn deel(pad: &str, v: &Vraag) -> String {
    let mut delen: Vec<String> = Vec::new();
    for s in &v.stel {
        let waarde = match s {
            Stel::Waarde(_, w) => getypt(*w),
            Stel::Verhoog(_, p) if p.is_sign_negative() => format!("{}%", getypt(*p)),
            Stel::Verhoog(_, p) => format!("+{}%", getypt(*p)),
        };
        delen.push(format!("{STEL}{}={}", in_url(s.regel()), in_url(&waarde)));
    }
    delen.extend(v.index.iter().map(|(d, p)| format!("{INDEX}{}={}", in_url(d), in_url(&getypt(*p)))));
    delen.extend(v.volume.map(|n| format!("volume={}", in_url(&getypt(n)))));
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

/// `GET /catalogus/{kader}/{code}/kostprijs`
pub async fn pagina(
    bezoek: Bezoek,
    Path((kader, code)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let om = &bezoek.om;
    if !om.gebruiker.rol.mag(Recht::Catalogus) {
        return Err(Fout::geen_toegang().voor(om));
    }
    let dag = bezoek.vandaag();
    let weg = || Fout::from(VraagFout::NietGevonden).voor(om);
    let gegevens = regels::kader(&kader).ok_or_else(weg)?;
    let gelezen = Inkoopkader::uit(gegevens).map_err(|f| Fout::intern(f).voor(om))?;
    let sleutel = gelezen.producten.iter().find(|p| p.sleutel.code.as_str() == code).map(|p| p.sleutel);
    let Some(Opzoeking::Geldig(product)) = sleutel.map(|s| catalogus::product_op(&gelezen, s, dag)) else {
        return Err(weg());
    };
    let model = model_op(gegevens, product, dag).ok_or_else(weg)?;
    let p = KostprijsPagina::nieuw(om, gegevens, product, model, &invoer, dag);
    toon(&p.map_err(|f| Fout::intern(f).voor(om))?)
}
