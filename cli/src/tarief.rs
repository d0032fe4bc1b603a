//! `maatwerk tarief toon`: a tariff with its whole build-up, where each line comes from, and what if.

use crate::argumenten::{Algemeen, TariefKeuze};
use crate::kadertekst::Teksten;
use crate::uit::{druk, druk_json};
use crate::{Einde, Fout, Uitkomst, vandaag};
use app::kaders::InGebruik;
use catalogus::kostprijs::{
    self, Gevoelig, Indexering, Kostprijs, KostprijsFout, Stel, Tabelgroep, WatAls, euro, euro_verschil,
    in_maat,
};
use catalogus::{Catalogusproduct, Inkoopkader, prijs_uitleg, product_op, tarief_op, vind_product};
use kern::{Datum, Decimaal, Gemeentecode, Opzoeking, Uitleg, voluit};
use serde_json::{Value, json};
use std::fmt::Write as _;

impl From<KostprijsFout> for Fout {
    fn from(e: KostprijsFout) -> Self {
        Self(e.to_string())
    }
}

/// What was computed for one question.
struct Antwoord<'m> {
    kader: &'m regels::Kader,
    k: Kostprijs<'m>,
    wat_als: Option<WatAls<'m>>,
    gevoelig: Option<Vec<Gevoelig>>,
    index: Option<Indexering>,
    volume: Option<Decimaal>,
    dag: Datum,
}

/// The framework and the product that someone names, as they are used on a day.
pub(super) struct Gevonden {
    /// The version of the framework.
    pub versie: InGebruik,
    /// Which version it is, in words.
    pub herkomst: String,
    /// The framework as the chain uses it.
    pub kader: Inkoopkader,
    /// The product.
    pub product: Catalogusproduct,
}

pub(super) fn zoek(
    alg: &Algemeen,
    gemeente: Option<Gemeentecode>,
    kader: &str,
    product: &str,
    dag: Datum,
) -> Uitkomst<Gevonden> {
    let teksten = Teksten::lees(alg, gemeente)?;
    let versie = teksten.zoek(kader, dag)?;
    let kader = versie.inkoopkader().map_err(|e| Fout(e.to_string()))?;
    let gevonden = vind_product(&kader, product).cloned().ok_or_else(|| {
        let namen: Vec<&str> = kader.producten.iter().map(|p| p.kort.as_str()).collect();
        Fout(format!("product '{product}' staat niet in {}; er is: {}", kader.id, namen.join(", ")))
    })?;
    let herkomst = teksten.herkomst(&versie, dag);
    Ok(Gevonden { versie, herkomst, kader, product: gevonden })
}

pub(super) fn toon(alg: &Algemeen, t: &TariefKeuze) -> Uitkomst<Einde> {
    let dag = t.op.unwrap_or_else(|| vandaag(alg));
    let plek = zoek(alg, t.gemeente, &t.kader, &t.product, dag)?;
    let (gegevens, kader, gevonden) = (plek.versie.kader.as_ref(), &plek.kader, &plek.product);
    let product = match product_op(kader, gevonden.sleutel, dag) {
        Opzoeking::Geldig(p) => p,
        anders => return niet_geldig(alg, &plek, &anders, dag),
    };
    let Opzoeking::Geldig(model) = kostprijs::kostprijs_op(gegevens, product.sleutel, dag) else {
        return zonder_opbouw(alg, t, &plek, product, dag);
    };
    let stel = t.stel.iter().map(|s| Stel::parse(s)).collect::<Result<Vec<_>, _>>()?;
    let wat_als = if stel.is_empty() { None } else { Some(kostprijs::wat_als(model, &stel)?) };
    let k = Kostprijs::van(model)?;
    // what is asked beside a what-if is asked about that what-if
    let nu = wat_als.as_ref().map_or(&k, |w| &w.na);
    if let Some(sleutel) = &t.regel {
        return herkomst(alg, nu, &kader.id, sleutel);
    }
    let indexen = t.index.iter().map(|i| kostprijs::lees_index(i)).collect::<Result<Vec<_>, _>>()?;
    let antwoord = Antwoord {
        kader: gegevens,
        gevoelig: t.gevoeligheid.then(|| kostprijs::gevoeligheid(nu)),
        index: if indexen.is_empty() { None } else { Some(kostprijs::indexeer(nu, &indexen)?) },
        wat_als: wat_als.clone(),
        k,
        volume: t.volume,
        dag,
    };
    if alg.json {
        let mut uit = kop(&plek, product, dag, "geldig");
        uit["prijs"] = json!(prijs_uitleg(product, dag));
        uit["kostprijs"] = als_json(&antwoord);
        druk_json(&uit)?;
    } else {
        druk(&als_tekst(&antwoord, &plek, product))?;
    }
    Ok(Einde::Goed)
}

/// The head of what machines read.
fn kop(plek: &Gevonden, p: &Catalogusproduct, dag: Datum, stand: &str) -> Value {
    json!({
        "kader": p.kader, "versie": plek.versie.nummer, "versie_sinds": plek.versie.geldig.van().to_string(),
        "product": p.kort, "productcategorie": p.sleutel.categorie.as_str(),
        "productcode": p.sleutel.code.as_str(), "naam": p.naam, "bestelbaar": p.niet_bestelbaar.is_none(),
        "reden_niet_bestelbaar": p.niet_bestelbaar, "op": dag.to_string(), "stand": stand,
        "tarief_cent": tarief_op(p, dag).geldig().map(|t| t.verzending.basis.normalize().to_string()),
        "per": tarief_op(p, dag).geldig().map(|t| t.verzending.per.code()),
        "prijs": Value::Null, "kostprijs": Value::Null,
    })
}

/// A product that has no tariff on this day: answered, but with nothing that holds.
fn niet_geldig(
    alg: &Algemeen,
    plek: &Gevonden,
    stand: &Opzoeking<&Catalogusproduct>,
    dag: Datum,
) -> Uitkomst<Einde> {
    let p = &plek.product;
    let tekst = match stand {
        Opzoeking::NogNiet(vanaf) => format!("geldt pas vanaf {}", voluit(*vanaf)),
        Opzoeking::Geeindigd(tot) => format!("gold tot en met {}", voluit(*tot)),
        Opzoeking::Geldig(_) | Opzoeking::Geen => "geldt op geen enkele dag".to_owned(),
    };
    if alg.json {
        let mut uit = kop(plek, p, dag, &tekst);
        uit["tarief_cent"] = Value::Null;
        uit["per"] = Value::Null;
        druk_json(&uit)?;
    } else {
        druk(&format!(
            "{} ({}) heeft geen tarief op {}: het {tekst}.\nKader: {}.\n",
            p.kort,
            p.naam,
            voluit(dag),
            plek.herkomst
        ))?;
    }
    Ok(Einde::Afgekeurd)
}

/// A product of which the document gives no build-up.
fn zonder_opbouw(
    alg: &Algemeen,
    t: &TariefKeuze,
    plek: &Gevonden,
    p: &Catalogusproduct,
    dag: Datum,
) -> Uitkomst<Einde> {
    if !t.stel.is_empty() || !t.index.is_empty() || t.gevoeligheid || t.regel.is_some() {
        return Err(Fout(format!(
            "van {} geeft het document geen opbouw; --stel, --index, --gevoeligheid en --regel kunnen daar niet",
            p.kort
        )));
    }
    let prijs = prijs_uitleg(p, dag);
    if alg.json {
        let mut uit = kop(plek, p, dag, "geldig");
        uit["prijs"] = json!(prijs);
        druk_json(&uit)?;
    } else {
        let mut uit = format!("Kader: {}.\n", plek.herkomst);
        uitleg(&mut uit, &prijs, 0);
        uit.push_str(match p.niet_bestelbaar {
            Some(_) => "\nDit product is niet te bestellen.\n",
            None => "\nHet document geeft geen opbouw van dit tarief.\n",
        });
        druk(&uit)?;
    }
    Ok(if tarief_op(p, dag).geldig().is_some() { Einde::Goed } else { Einde::Afgekeurd })
}

/// "Waar komt dit vandaan?"
fn herkomst(alg: &Algemeen, k: &Kostprijs<'_>, kader: &str, sleutel: &str) -> Uitkomst<Einde> {
    let plaatsen = k.model.zoek(sleutel);
    if plaatsen.is_empty() {
        let alle = kostprijs::sleutels(k.model);
        return Err(KostprijsFout::Onbekend(sleutel.to_owned(), alle).into());
    }
    let bomen: Vec<Uitleg> = plaatsen.iter().map(|i| kostprijs::waar_vandaan(k, kader, *i)).collect();
    if alg.json {
        druk_json(&bomen)?;
    } else {
        let mut uit = String::new();
        for b in &bomen {
            uitleg(&mut uit, b, 0);
        }
        druk(&uit)?;
    }
    Ok(Einde::Goed)
}

/// A tree of reasons as indented lines.
fn uitleg(uit: &mut String, u: &Uitleg, diepte: usize) {
    let inspringen = "  ".repeat(diepte);
    let _ = writeln!(uit, "{inspringen}{}: {}", u.stap, u.uitkomst);
    for (naam, waarde) in &u.invoer {
        let _ = writeln!(uit, "{inspringen}    {naam}: {waarde}");
    }
    if let Some(b) = &u.bron {
        let _ = writeln!(uit, "{inspringen}    bron: {}, {}", b.document, b.plaats);
    }
    for s in &u.stappen {
        uitleg(uit, s, diepte + 1);
    }
}

fn als_tekst(a: &Antwoord<'_>, plek: &Gevonden, p: &Catalogusproduct) -> String {
    let k = &a.k;
    let mut uit = format!("{} ({}, {}) op {}\n", k.model.naam, p.kader, p.sleutel.code, voluit(a.dag));
    let _ = writeln!(uit, "Kader: {}", plek.herkomst);
    if let Opzoeking::Geldig(t) = tarief_op(p, a.dag) {
        let v = t.verzending;
        let cent = |c: Decimaal| euro(c * Decimaal::new(1, 2));
        let _ = write!(uit, "Tarief: {} {}", cent(v.basis), v.per.omschrijving());
        if v.is_omgerekend() {
            let _ = write!(uit, "; verzonden als {} {}", cent(v.verzonden), v.eenheid.omschrijving());
        }
        let _ = writeln!(uit, " (bron: {}, {})", t.bron.document, t.bron.plaats);
    }
    for g in kostprijs::tabel(k) {
        tabel(&mut uit, k, &g);
    }
    let v = &k.model.verantwoording;
    let _ = writeln!(uit, "\nBron: {}, {}. {}", v.bron.document, v.bron.plaats, v.toelichting);
    uit.push_str("\nArtikel 5.4 Uitvoeringsbesluit Wmo 2015, deel van de prijs:\n");
    for t in kostprijs::toets(k) {
        let (letter, wat, oordeel) = (t.element.letter(), t.element.omschrijving(), t.oordeel());
        let _ = writeln!(uit, "  {letter}  {wat:<62} {:>12}  {oordeel}", euro(t.bedrag));
    }
    let buiten = kostprijs::per_element(k, k.model.prijs).get(&None).copied().unwrap_or_default();
    let _ = writeln!(uit, "     {:<62} {:>12}", "valt onder geen element", euro(buiten));
    uit.push_str("\nDe prijs in een ander tijdvak, op hele centen:\n");
    for g in kostprijs::gelijkwaardig(k, a.kader.weken_per_jaar(a.dag)) {
        let kan = if g.in_iwmo { "" } else { "; iWmo 3.2 kent dit tijdvak niet" };
        let _ = writeln!(
            uit,
            "  {:<12} {:>12}  afronding per jaar {}{kan}",
            g.per.omschrijving(),
            euro(g.bedrag),
            euro_verschil(g.verschil_per_jaar)
        );
    }
    if let Some(w) = &a.wat_als {
        wat_als(&mut uit, w, a.volume);
    } else if let Some(n) = a.volume {
        let jaar = k.jaarprijs().checked_mul(n).map_or_else(|| "te groot om te tonen".to_owned(), euro);
        let _ = writeln!(uit, "\nPer jaar bij {} cliënten: {jaar}", getal(n));
    }
    if let Some(g) = &a.gevoelig {
        gevoelig(&mut uit, a.wat_als.as_ref().map_or(k, |w| &w.na), g);
    }
    if let Some(i) = &a.index {
        index(&mut uit, i);
        if let Some(n) = a.volume {
            let effect = i.jaareffect(k, n).map_or_else(|| "te groot om te tonen".to_owned(), euro_verschil);
            let _ = writeln!(uit, "  Effect per jaar na indexering bij {} cliënten: {effect}", getal(n));
        }
    }
    uit
}

fn getal(n: Decimaal) -> String {
    n.normalize().to_string().replace('.', ",")
}

/// A group as the document prints it: name, and per column the figures that it is built of and the amount.
fn tabel(uit: &mut String, k: &Kostprijs<'_>, g: &Tabelgroep) {
    let breed = |t: &str| t.chars().count();
    let naam = g.rijen.iter().map(|r| breed(&r.naam)).max().unwrap_or_default().max(breed(&g.naam));
    let opbouw =
        g.rijen.iter().flat_map(|r| &r.cellen).map(|c| breed(&c.opbouw.join("  "))).max().unwrap_or_default();
    let waarde = g.rijen.iter().flat_map(|r| &r.cellen).map(|c| breed(&c.waarde)).max().unwrap_or_default();
    let kolom = opbouw + waarde + 2;
    let _ = write!(uit, "\n{:<naam$}", g.naam);
    for c in &g.kolommen {
        let _ = write!(uit, "    {c:>kolom$}");
    }
    while uit.ends_with(' ') {
        uit.pop();
    }
    uit.push('\n');
    let mut bronnen: Vec<String> = Vec::new();
    for r in &g.rijen {
        let _ = write!(uit, "{:<naam$}", r.naam);
        for c in &r.cellen {
            let _ = write!(uit, "    {:>opbouw$}  {:>waarde$}", c.opbouw.join("  "), c.waarde);
            let b = &k.model.regels[c.regel].bron;
            let bron = format!("{}, {}", b.document, b.plaats);
            if !bronnen.contains(&bron) {
                bronnen.push(bron);
            }
        }
        while uit.ends_with(' ') {
            uit.pop();
        }
        uit.push('\n');
    }
    let _ = writeln!(uit, "bron: {}", bronnen.join("; "));
}

fn wat_als(uit: &mut String, w: &WatAls<'_>, volume: Option<Decimaal>) {
    let rij = |uit: &mut String, naam: &str, voor: String, na: String, verschil: String| {
        let _ = writeln!(uit, "  {naam:<62} {voor:>14} {na:>14} {verschil:>14}");
    };
    uit.push_str("\nWat als (er wordt niets bewaard):\n");
    rij(uit, "", "gepubliceerd".into(), "anders".into(), "verschil".into());
    for r in w.regels() {
        let maat = w.voor.model.regels[r.regel].maat;
        let verschil = if maat.is_geld() { euro_verschil(r.na - r.voor) } else { String::new() };
        rij(uit, &w.voor.naam(r.regel), in_maat(maat, r.voor), in_maat(maat, r.na), verschil);
    }
    uit.push_str("  Deel van de prijs per element van artikel 5.4:\n");
    for (element, voor, na) in w.elementen() {
        let naam = element.map_or_else(
            || "valt onder geen element".to_owned(),
            |e| format!("{}  {}", e.letter(), e.omschrijving()),
        );
        rij(uit, &naam, euro(voor), euro(na), euro_verschil(na - voor));
    }
    if let Some(n) = volume {
        let effect = w.jaareffect(n).map_or_else(|| "te groot om te tonen".to_owned(), euro_verschil);
        let _ = writeln!(uit, "  Effect per jaar bij {} cliënten: {effect}", getal(n));
    }
}

fn gevoelig(uit: &mut String, k: &Kostprijs<'_>, lijst: &[Gevoelig]) {
    uit.push_str(
        "\nWelke aanname beweegt de prijs het meest (een stap lager en hoger, de rest blijft gelijk):\n",
    );
    let _ = writeln!(uit, "  {:<62} {:>8} {:>12} {:>12}", "", "stap", "lager", "hoger");
    for g in lijst {
        let Some((r, _)) = g.regels.first().map(|i| k.regel(*i)) else { continue };
        let zeg = |x: Option<(Decimaal, Decimaal)>| {
            x.map_or_else(|| "kan niet".to_owned(), |(prijs, _)| euro_verschil(prijs))
        };
        let stap = in_maat(r.maat, g.stap);
        let _ = writeln!(uit, "  {:<62} {stap:>8} {:>12} {:>12}", r.naam, zeg(g.lager), zeg(g.hoger));
    }
}

fn index(uit: &mut String, i: &Indexering) {
    uit.push_str("\nIndexering van de prijs per kostendeel:\n");
    for r in &i.regels {
        let procent = r.procent.map_or_else(|| "geen index".to_owned(), |p| format!("{}%", getal(p)));
        let _ = writeln!(uit, "  {:<30} {:>12} {procent:>12} {:>12}", r.naam, euro(r.voor), euro(r.na));
    }
    let _ = writeln!(uit, "  {:<30} {:>12} {:>12} {:>12}", "Prijs", euro(i.voor), "", euro(i.na));
    let _ = writeln!(
        uit,
        "  {:<30} {:>12} {:>12} {:>12}",
        "Prijs per jaar",
        euro(i.jaar_voor),
        "",
        euro(i.jaar_na)
    );
}

/// The whole build-up for machines: exact values, and the text that people see.
fn als_json(a: &Antwoord<'_>) -> Value {
    let k = &a.k;
    let precies = |w: Decimaal| w.normalize().to_string();
    let m = k.model;
    let groepen: Vec<Value> = kostprijs::tabel(k)
        .into_iter()
        .map(|g| {
            let rijen: Vec<Value> = g
                .rijen
                .into_iter()
                .map(|r| {
                    let cellen: Vec<Value> = r
                        .cellen
                        .into_iter()
                        .map(|c| json!({ "regel": m.regels[c.regel].sleutel, "opbouw": c.opbouw, "waarde": c.waarde }))
                        .collect();
                    json!({ "regel": r.basis, "naam": r.naam, "cellen": cellen })
                })
                .collect();
            json!({ "naam": g.naam, "kolommen": g.kolommen, "rijen": rijen })
        })
        .collect();
    let regels: Vec<Value> = (0..m.regels.len())
        .map(|i| {
            let (r, w) = k.regel(i);
            let formule = kostprijs::formule(k, i);
            json!({
                "regel": r.sleutel, "naam": k.naam(i), "waarde": precies(w), "tekst": in_maat(r.maat, w),
                "eenheid": r.maat.to_string(),
                "afronding": match r.afronding { regels::Regelafronding::Geen => "geen", regels::Regelafronding::Centen => "centen" },
                "formule": formule.as_ref().map(|f| &f.0), "rekensom": formule.as_ref().map(|f| &f.1),
                "kostendeel": r.kostendeel, "elementen": r.elementen.iter().map(|e| e.letter()).collect::<Vec<_>>(),
                "stap": r.stap.map(precies), "reden_nul": r.reden_nul, "ter_informatie": r.ter_informatie,
                "bron": r.bron, "toelichting": r.toelichting,
            })
        })
        .collect();
    let elementen: Vec<Value> = kostprijs::toets(k)
        .iter()
        .map(|t| {
            let regels: Vec<&str> = t.regels.iter().map(|i| m.regels[*i].sleutel.as_str()).collect();
            json!({
                "element": t.element.letter(), "naam": t.element.omschrijving(), "bedrag": precies(t.bedrag),
                "oordeel": t.oordeel(), "regels": regels,
            })
        })
        .collect();
    let gelijk: Vec<Value> = kostprijs::gelijkwaardig(k, a.kader.weken_per_jaar(a.dag))
        .iter()
        .map(|g| {
            json!({
                "per": g.per.code(), "in_iwmo": g.in_iwmo, "precies": precies(g.precies), "bedrag": precies(g.bedrag),
                "verschil_per_jaar": precies(g.verschil_per_jaar),
            })
        })
        .collect();
    let wat_als = a.wat_als.as_ref().map(|w| {
        let regels: Vec<Value> = w
            .regels()
            .iter()
            .map(|r| json!({ "regel": m.regels[r.regel].sleutel, "voor": precies(r.voor), "na": precies(r.na) }))
            .collect();
        let elementen: Vec<Value> = w
            .elementen()
            .into_iter()
            .map(|(e, voor, na)| {
                json!({ "element": e.map(regels::Kostprijselement::letter), "voor": precies(voor), "na": precies(na) })
            })
            .collect();
        json!({
            "prijs": precies(w.na.prijs()), "jaarprijs": precies(w.na.jaarprijs()), "regels": regels,
            "elementen": elementen, "volume": a.volume.map(precies),
            "effect_per_jaar": a.volume.and_then(|n| w.jaareffect(n)).map(precies),
        })
    });
    let gevoelig = a.gevoelig.as_ref().map(|lijst| {
        let kant = |x: Option<(Decimaal, Decimaal)>| {
            x.map(|(prijs, jaar)| json!({ "prijs": precies(prijs), "jaarprijs": precies(jaar) }))
        };
        lijst
            .iter()
            .map(|g| json!({ "regel": g.basis, "stap": precies(g.stap), "lager": kant(g.lager), "hoger": kant(g.hoger) }))
            .collect::<Vec<_>>()
    });
    let index = a.index.as_ref().map(|i| {
        let delen: Vec<Value> = i
            .regels
            .iter()
            .map(|r| json!({ "deel": r.deel, "naam": r.naam, "voor": precies(r.voor), "procent": r.procent.map(precies), "na": precies(r.na) }))
            .collect();
        json!({
            "prijs_voor": precies(i.voor), "prijs": precies(i.na), "jaarprijs_voor": precies(i.jaar_voor),
            "jaarprijs": precies(i.jaar_na), "delen": delen,
            "effect_per_jaar": a.volume.and_then(|n| i.jaareffect(k, n)).map(precies),
        })
    });
    json!({
        "naam": m.naam, "prijs": precies(k.prijs()), "jaarprijs": precies(k.jaarprijs()),
        "bron": m.verantwoording.bron, "toelichting": m.verantwoording.toelichting,
        "tabel": groepen, "regels": regels, "elementen": elementen, "gelijkwaardig": gelijk,
        "wat_als": wat_als, "gevoeligheid": gevoelig, "index": index,
    })
}
