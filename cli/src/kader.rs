//! `maatwerk kader …`: framework data checked and shown.

use crate::argumenten::Algemeen;
use crate::kadertekst::Teksten;
use crate::uit::{druk_json, regel};
use crate::{Einde, Fout, Uitkomst, vandaag, versies};
use app::kaders::InGebruik;
use catalogus::{
    Catalogusproduct, Hoofdstuk, Inkoopkader, bedrag_in_woorden, euro_voluit, kaderblad, prijs_in_woorden,
    prijs_uitleg, product_op, productblad, tarief_op,
};
use kern::{Datum, Decimaal, Gemeentecode, Opzoeking, Uitleg, voluit};
use regels::{Celfout, MapFout, Probleem};
use std::path::{Path, PathBuf};

/// What was found in the frameworks and reorganisations that were looked at.
#[derive(Default)]
struct Gevonden {
    /// Each problem with the folder that its file is in.
    problemen: Vec<(PathBuf, Probleem)>,
    /// Each problem of a workbook with its file.
    cellen: Vec<(String, Celfout)>,
    kaders: usize,
    herindelingen: usize,
    /// What was looked at, in order or not.
    bekeken: usize,
}

impl Gevonden {
    /// Counts one that is in order, or keeps what is wrong with it.
    fn tel<T>(
        &mut self,
        map: &Path,
        gelezen: Result<T, MapFout>,
        goed: fn(&mut Self) -> &mut usize,
    ) -> Uitkomst<()> {
        self.bekeken += 1;
        match gelezen {
            Ok(_) => *goed(self) += 1,
            Err(MapFout::Lezen(t)) => return Err(Fout(t)),
            Err(MapFout::Problemen(p)) => self.problemen.extend(p.into_iter().map(|p| (map.to_owned(), p))),
        }
        Ok(())
    }

    fn bekijk(&mut self, pad: &Path) -> Uitkomst<()> {
        if versies::is_werkboek(pad) {
            self.bekeken += 1;
            match versies::lees_werkboek(pad)? {
                Ok(_) => self.kaders += 1,
                Err(f) => self.cellen.extend(f.into_iter().map(|f| (pad.display().to_string(), f))),
            }
            return Ok(());
        }
        let herindelingen = regels::zoek_herindelingen(pad).map_err(|e| Fout(e.to_string()))?;
        for bestand in herindelingen.iter().flatten() {
            let map = bestand.parent().unwrap_or(Path::new(""));
            self.tel(map, regels::lees_herindelingsbestand(bestand), |g| &mut g.herindelingen)?;
        }
        // the folder that holds everything has the frameworks in one of its own
        let kaders = match &herindelingen {
            None => Some(pad.to_owned()),
            Some(_) => Some(pad.join("inkoopkaders")).filter(|p| p.is_dir()),
        };
        let Some(pad) = kaders else { return Ok(()) };
        for map in regels::zoek_mappen(&pad).map_err(|e| Fout(e.to_string()))? {
            self.tel(&map, regels::lees_map(&map), |g| &mut g.kaders)?;
        }
        Ok(())
    }

    /// A problem; where more than one thing was looked at its file says in which folder it is.
    fn met_map(&self) -> Vec<Probleem> {
        let zet = |(map, p): &(PathBuf, Probleem)| {
            let mut p = p.clone();
            if self.bekeken > 1 {
                p.bestand = map.join(&p.bestand).display().to_string();
            }
            p
        };
        self.problemen.iter().map(zet).collect()
    }
}

pub(super) fn controleer(alg: &Algemeen, paden: &[PathBuf]) -> Uitkomst<Einde> {
    let mut g = Gevonden::default();
    for pad in paden {
        g.bekijk(pad)?;
    }
    let problemen = g.met_map();
    if alg.json {
        let mut lijst: Vec<_> = problemen
            .iter()
            .map(|p| serde_json::json!({ "bestand": p.bestand, "regel": p.regel, "tekst": p.to_string() }))
            .collect();
        lijst.extend(g.cellen.iter().map(|(bestand, f)| {
            let cel = f.cel.map(|(rij, kolom)| regels::celnaam(rij, kolom));
            serde_json::json!({ "bestand": bestand, "blad": f.blad, "cel": cel, "tekst": f.to_string() })
        }));
        druk_json(&lijst)?;
    } else {
        for p in &problemen {
            regel!("{p}")?;
        }
        for (bestand, f) in &g.cellen {
            if g.bekeken > 1 {
                regel!("{bestand}: {f}")?;
            } else {
                regel!("{f}")?;
            }
        }
        if g.kaders > 0 || g.herindelingen == 0 {
            eprintln!(
                "{}",
                match g.kaders {
                    1 => "1 kader in orde".to_owned(),
                    n => format!("{n} kaders in orde"),
                }
            );
        }
        match g.herindelingen {
            0 => {}
            1 => eprintln!("1 herindeling in orde"),
            n => eprintln!("{n} herindelingen in orde"),
        }
    }
    Ok(if problemen.is_empty() && g.cellen.is_empty() { Einde::Goed } else { Einde::Afgekeurd })
}

pub(super) fn toon(
    alg: &Algemeen,
    naam: &str,
    op: Option<Datum>,
    gemeente: Option<Gemeentecode>,
) -> Uitkomst<Einde> {
    let dag = op.unwrap_or_else(|| vandaag(alg));
    let teksten = Teksten::lees(alg, gemeente)?;
    let versie = teksten.zoek(naam, dag)?;
    let gegevens = versie.kader.as_ref();
    let kader = versie.inkoopkader().map_err(|e| Fout(e.to_string()))?;
    let afspraken = app::afspraken::uit_kader(gegevens, dag).regels();
    if alg.json {
        let mut json: Vec<_> =
            kader.producten.iter().map(|p| product_json(&versie, &kader, p, dag)).collect();
        json.extend(
            kaderblad(gegevens, dag)
                .iter()
                .map(|h| serde_json::json!({ "kop": h.kop, "uitleg": h.onderdelen })),
        );
        json.extend(afspraken.iter().map(|a| {
            serde_json::json!({
                "instelling": a.sleutel, "vraag": a.vraag, "waarde": a.waarde, "betekenis": a.omschrijving,
                "keuzes": a.keuzes, "herkomst": a.herkomst,
            })
        }));
        druk_json(&json)?;
        return Ok(Einde::Goed);
    }
    let v = &gegevens.verantwoording;
    regel!("{} ({}) op {}", kader.naam, kader.id, voluit(dag))?;
    regel!("  {} · bron: {}, {}", kader.regio, v.bron.document, v.bron.plaats)?;
    regel!("  Kader: {}", teksten.herkomst(&versie, dag))?;
    for p in &kader.producten {
        product_tekst(gegevens, &kader, p, dag)?;
    }
    hoofdstukken(&kaderblad(gegevens, dag), 0)?;
    regel!("\nAfspraken waar de standaard iets openlaat:")?;
    for a in &afspraken {
        regel!("  {}: {}", a.vraag, a.omschrijving)?;
        regel!("      {} = {} (keuzes: {}; {})", a.sleutel, a.waarde, a.keuzes.join(", "), a.herkomst)?;
    }
    Ok(Einde::Goed)
}

/// Whether a product holds on a day, in words.
fn stand(kader: &Inkoopkader, p: &Catalogusproduct, dag: Datum) -> String {
    match product_op(kader, p.sleutel, dag) {
        Opzoeking::NogNiet(vanaf) => format!("geldt pas vanaf {}", voluit(vanaf)),
        Opzoeking::Geeindigd(tot) => format!("gold tot en met {}", voluit(tot)),
        Opzoeking::Geen => "niet in dit kader".to_owned(),
        Opzoeking::Geldig(_) => "geldig".to_owned(),
    }
}

fn product_json(
    versie: &InGebruik,
    kader: &Inkoopkader,
    p: &Catalogusproduct,
    dag: Datum,
) -> serde_json::Value {
    let tarief = tarief_op(p, dag).geldig();
    let cent = |d: Decimaal| d.normalize().to_string();
    serde_json::json!({
        "versie": versie.nummer, "versie_sinds": versie.geldig.van().to_string(), "kort": p.kort, "productcategorie": p.sleutel.categorie.as_str(), "productcode": p.sleutel.code.as_str(),
        "naam": p.naam, "soort": p.soort.code(), "bij": p.bij, "perceel": p.perceel.code(),
        "prestatie": p.prestatie.code(), "zwaarte": p.zwaarte.code(), "eenheid": p.eenheid.code(),
        "frequentie": p.frequentie.code(), "stand": stand(kader, p, dag),
        "bestelbaar": p.niet_bestelbaar.is_none(), "reden_niet_bestelbaar": p.niet_bestelbaar,
        "tarief_cent": tarief.map(|t| cent(t.bedrag)), "verzonnen": tarief.map(|t| t.verzonnen),
        "document_cent": tarief.map(|t| cent(t.verzending.basis)),
        "document_per": tarief.map(|t| t.verzending.per.code()),
        "verschil_per_jaar_cent": tarief.and_then(|t| t.verzending.jaar).map(|j| cent(j.verschil())),
        "bron": { "document": p.bron.document, "plaats": p.bron.plaats },
        "prijs": prijs_uitleg(p, dag),
        "blad": productblad(&versie.kader, p, dag).iter()
            .map(|h| serde_json::json!({ "kop": h.kop, "uitleg": h.onderdelen })).collect::<Vec<_>>(),
    })
}

fn product_tekst(
    gegevens: &regels::Kader,
    kader: &Inkoopkader,
    p: &Catalogusproduct,
    dag: Datum,
) -> Uitkomst<()> {
    regel!(
        "\n{}  {} ({} {}, perceel {}); {}",
        p.kort,
        p.naam,
        p.sleutel.categorie,
        p.sleutel.code,
        p.perceel.code(),
        stand(kader, p, dag)
    )?;
    regel!("  {}", p.omschrijving)?;
    regel!("  Soort: {}", p.soort_in_woorden())?;
    match (&p.niet_bestelbaar, tarief_op(p, dag).geldig()) {
        (Some(reden), _) => regel!("  Niet te bestellen. {reden}")?,
        (None, Some(t)) => {
            let v = &t.verzending;
            let verzonnen = if t.verzonnen { " (verzonnen)" } else { "" };
            regel!("  Prijs: {}{verzonnen}", prijs_in_woorden(p, t))?;
            if let Some(jaar) = v.jaar.filter(|_| v.is_omgerekend()) {
                regel!("    in berichten: {}", bedrag_in_woorden(p, t))?;
                let verschil = euro_voluit(jaar.verschil().round_dp(2));
                regel!("    verschil door afronding: {verschil} per jaar")?;
            }
            for d in &t.delen {
                regel!("    {}: {} {}", d.naam, euro_voluit(d.bedrag), v.per.omschrijving())?;
            }
        }
        (None, None) => regel!("  Prijs: geen tarief op deze dag")?,
    }
    regel!("  Bron: {}, {}", p.bron.document, p.bron.plaats)?;
    hoofdstukken(&productblad(gegevens, p, dag), 2)
}

/// Headings with their explanations, indented.
fn hoofdstukken(lijst: &[Hoofdstuk], inspringen: usize) -> Uitkomst<()> {
    for h in lijst {
        if inspringen == 0 {
            regel!("\n{}:", h.kop)?;
        } else {
            regel!("{:inspringen$}{}:", "", h.kop)?;
        }
        for u in &h.onderdelen {
            stap(u, inspringen + 2)?;
        }
    }
    Ok(())
}

/// A step of an Uitleg with what it rests on, indented.
pub(super) fn stap(u: &Uitleg, inspringen: usize) -> Uitkomst<()> {
    regel!("{:inspringen$}- {}: {}", "", u.stap.trim_end_matches(['.', ':']), u.uitkomst)?;
    for (naam, waarde) in &u.invoer {
        regel!("{:inspringen$}    {naam}: {waarde}", "")?;
    }
    if let Some(b) = &u.bron {
        regel!("{:inspringen$}    bron: {}, {}", "", b.document, b.plaats)?;
    }
    u.stappen.iter().try_for_each(|s| stap(s, inspringen + 4))
}
