//! `maatwerk omzet`: the technical conversion of running indications.

use crate::argumenten::{Algemeen, OmzetOpties};
use crate::kadertekst::Teksten;
use crate::uit::{druk, druk_json, regel};
use crate::{Einde, Fout, Uitkomst, open};
use app::omzetten::{self, Gedaan, Invoer, Keuze, Rapport};
use std::path::Path;

pub(super) fn omzet(alg: &Algemeen, opties: &OmzetOpties) -> Uitkomst<Einde> {
    if let Some(cohort) = &opties.ongedaan {
        return ongedaan(alg, cohort);
    }
    let (Some(kader), Some(uit), Some(bestand)) = (&opties.kader, &opties.uit, &opties.indicaties) else {
        return Err(Fout(
            "geef --kader, --uit en het bestand met indicaties; zie maatwerk omzet --help".into(),
        ));
    };
    leesbaar(bestand)?;
    let keuze = Keuze {
        kader: kader.clone(),
        per: opties.per,
        sla_over: opties.sla_over.clone(),
        kaders: Teksten::lees(alg, None)?.bron(),
    };
    let invoer = Invoer::pad(bestand);
    if opties.proef {
        let r = rijfouten(omzetten::proef(&invoer, uit, &keuze))?;
        toon(alg, &r, None)?;
        zeg_versie(&keuze)?;
        return Ok(if r.fout == 0 { Einde::Goed } else { Einde::Afgekeurd });
    }
    // a key or file that is no good is told before a database is made
    omzetten::sleutel(&keuze)?;
    let o = open(alg)?;
    let cohort = opties.cohort.as_deref();
    let mut gezegd = 0;
    let stap = |klaar: u64, totaal: u64| {
        if klaar >= gezegd + 10_000 {
            gezegd = klaar;
            eprintln!("{klaar} van {totaal} indicaties");
        }
    };
    let (r, g) = rijfouten(omzetten::voer_uit(&o, &invoer, uit, &keuze, cohort, stap))?;
    if r.fout > 0 {
        for f in &r.fouten {
            eprintln!("{f}");
        }
        return Err(Fout(format!(
            "{}: er is niets omgezet, {} rijen zijn fout; verbeter ze of zet ze apart met --sla-over",
            bestand.display(),
            r.fout
        )));
    }
    if r.sleutel.omzetdatum < o.vandaag && g.omgezet > 0 {
        eprintln!(
            "Let op: de omzetdatum {} ligt voor vandaag. Codes met terugwerkende kracht wijzigen wordt afgeraden.",
            r.sleutel.omzetdatum
        );
    }
    for (rij, nummer, waarom) in g.geweigerd.iter().take(20) {
        eprintln!("regel {rij}, indicatie {nummer}: {waarom}");
    }
    toon(alg, &r, Some(&g))?;
    zeg_versie(&keuze)?;
    Ok(if g.aantal_geweigerd == 0 { Einde::Goed } else { Einde::Afgekeurd })
}

/// A key that was published is named; that of the program needs no word.
fn zeg_versie(keuze: &Keuze) -> Uitkomst<()> {
    if let (s, Some(nummer @ 1..)) = omzetten::versie(keuze)? {
        eprintln!("Sleutel: {} versie {nummer}, per {}", s.kader, s.omzetdatum);
    }
    Ok(())
}

fn ongedaan(alg: &Algemeen, cohort: &str) -> Uitkomst<Einde> {
    let o = open(alg)?;
    let (indicaties, toewijzingen) = omzetten::maak_ongedaan(&o, &app::gemeenten(&o)?, cohort)?;
    if alg.json {
        druk_json(&serde_json::json!({
            "cohort": cohort, "indicaties_terug": indicaties, "toewijzingen_terug": toewijzingen,
        }))?;
    } else {
        regel!("Cohort {cohort} is ongedaan gemaakt: {indicaties} indicaties, {toewijzingen} toewijzingen.")?;
    }
    Ok(Einde::Goed)
}

fn leesbaar(pad: &Path) -> Uitkomst<()> {
    let m = std::fs::metadata(pad)
        .map_err(|e| Fout(format!("{} kan niet worden gelezen: {}", pad.display(), app::io_tekst(&e))))?;
    if m.is_dir() { Err(Fout(format!("{} is een map, geen bestand", pad.display()))) } else { Ok(()) }
}

fn rijfouten<T>(r: app::Uitkomst<T>) -> Uitkomst<T> {
    match r {
        Err(app::AppFout::Rijen(fouten)) => {
            for f in &fouten {
                eprintln!("{f}");
            }
            let naam = fouten.first().map(|f| f.bestand.clone()).unwrap_or_default();
            Err(Fout(format!(
                "{naam}: er is niets omgezet; verbeter de regels hierboven en probeer het opnieuw"
            )))
        }
        ander => Ok(ander?),
    }
}

/// The figures, and what the run did when it was no dry run.
fn toon(alg: &Algemeen, r: &Rapport, gedaan: Option<&Gedaan>) -> Uitkomst<()> {
    if alg.json {
        let mut v = r.json().map_err(|e| Fout(e.to_string()))?;
        v["proef"] = gedaan.is_none().into();
        if let Some(g) = gedaan {
            v["cohort"] = g.cohort.as_str().into();
            v["omgezet"] = g.omgezet.into();
            v["al_omgezet"] = g.al_gedaan.into();
            v["toewijzingen"] = g.toewijzingen.into();
            v["toewijzingen_beeindigd"] = g.beeindigd.into();
            v["niet_omgezet"] = g.aantal_geweigerd.into();
        }
        return druk_json(&v);
    }
    druk(&r.tekst())?;
    let Some(g) = gedaan else { return Ok(()) };
    if r.sleutel.wijze == omzetten::Omzetwijze::Herindicatie {
        return regel!("\nEr is niets omgezet. De werklijst staat in herindiceren.csv.");
    }
    regel!("\nCohort {}", g.cohort)?;
    for (woord, n) in [
        ("nu omgezet", g.omgezet),
        ("eerder omgezet", g.al_gedaan),
        ("niet omgezet (niet-omgezet.csv)", g.aantal_geweigerd),
        ("nieuwe toewijzingen", g.toewijzingen),
        ("beëindigde toewijzingen", g.beeindigd),
    ] {
        regel!("  {woord:<34} {n:>10}")?;
    }
    if g.omgezet > 0 {
        regel!(
            "De berichten gaan weg met 'maatwerk bericht toewijzen'. Tot dan kan dit terug: maatwerk omzet --ongedaan {}",
            g.cohort
        )?;
    }
    Ok(())
}
