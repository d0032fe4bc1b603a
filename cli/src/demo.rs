//! `maatwerk demo`: the synthetic Meierij, filled and shown.

use crate::argumenten::Algemeen;
use crate::serve::{self, Tonen};
use crate::{Einde, Fout, Uitkomst, omgeving};
use app::aanmelden::{NieuweGebruiker, bestaat, maak_gebruiker};
use app::demo::{Demo, regio};
use app::{Omgeving, Rol};
use std::path::{Path, PathBuf};
use store::Db;

/// Name, shown name, role. The password is the same for all: this is invented data.
const LOGINS: [(&str, &str, Rol); 7] = [
    ("inkoper", "Ingrid Inkoper", Rol::Inkoper),
    ("consulent", "Cor Consulent", Rol::Consulent),
    ("aanbieder", "De Wilgenhof", Rol::Aanbieder),
    ("backoffice", "Bea Backoffice", Rol::Backoffice),
    ("contractmanager", "Chris Contractmanager", Rol::Contractmanager),
    ("controller", "Carla Controller", Rol::Controller),
    ("inwoner", "Ine Inwoner", Rol::Inwoner),
];
const WACHTWOORD: &str = "maatwerk-demo";

/// A folder that does not exist yet, in the folder where one stands.
fn nieuwe_map() -> PathBuf {
    (1..10_000)
        .map(|n| PathBuf::from(if n == 1 { "demo".to_owned() } else { format!("demo-{n}") }))
        .find(|p| !p.exists())
        .unwrap_or_else(|| PathBuf::from("demo"))
}

fn boek(alg: &Algemeen, map: &Path, naam: &str, wie: &str) -> Uitkomst<Omgeving> {
    let db = Db::open(&format!("sqlite://{}", map.join(naam).display()))?;
    db.migreer()?;
    db.controleer_versie()?;
    let mut o = omgeving(db, alg)?;
    wie.clone_into(&mut o.wie);
    Ok(o)
}

pub(super) fn demo(
    alg: &Algemeen,
    adres: &str,
    map: Option<PathBuf>,
    alleen_vullen: bool,
    deel: usize,
) -> Uitkomst<Einde> {
    if !alleen_vullen {
        // told before a minute of work, not after it
        let rt = serve::runtime()?;
        drop(serve::luister(&rt, adres)?);
    }
    let map = map.unwrap_or_else(nieuwe_map);
    std::fs::create_dir_all(&map)
        .map_err(|e| Fout(format!("map {} kan niet worden gemaakt: {}", map.display(), app::io_tekst(&e))))?;
    let regio = boek(alg, &map, "maatwerk.db", "demo")?;
    let aanbieders = boek(alg, &map, "aanbieders.db", "demo (aanbieder)")?;
    eprintln!("Verzonnen gegevens van de regio Meierij, in {}", map.display());
    let d = Demo { map: map.clone(), regio: regio.clone(), aanbieders, deel };
    let begin = std::time::Instant::now();
    let v = d.vul(&mut |stap| eprintln!("  {stap}"))?;
    gebruikers(&regio)?;
    besluiten(&regio)?;
    eprintln!(
        "Klaar in {:.1} s: {} berichten gelezen, {} met bevindingen; {} betalingen, samen € {}",
        begin.elapsed().as_secs_f32(),
        v.berichten,
        v.met_bevindingen,
        v.betalingen,
        v.bedrag
    );
    if alleen_vullen {
        return Ok(Einde::Goed);
    }
    let tonen = Tonen {
        demo: true,
        logins: LOGINS.iter().map(|(n, _, r)| ((*n).to_owned(), WACHTWOORD.to_owned(), *r)).collect(),
        vandaag: Some(alg.vandaag.unwrap_or(Demo::VANDAAG)),
        betalingen: Some(map.join("betalingen")),
        post: None,
    };
    serve::toon(&regio, adres, tonen, || {
        eprintln!("Aanmelden met een van deze namen, wachtwoord {WACHTWOORD}:");
        for (naam, _, rol) in &LOGINS {
            eprintln!("  {naam:<16} rol {}", rol.code());
        }
    })
}

/// One login per role. Everyone sees the whole region, but the provider: only its own.
fn gebruikers(o: &Omgeving) -> Uitkomst<()> {
    let r = regio::regio(app::demo::ZAAD, Demo::VANDAAG, 1);
    let gemeenten: Vec<_> = r.gemeenten.iter().map(|g| g.code).collect();
    for (naam, weergavenaam, rol) in &LOGINS {
        let agb = (*rol == Rol::Aanbieder).then(|| r.aanbieders.first().map(|a| a.agb)).flatten();
        let nieuw = NieuweGebruiker { naam, weergavenaam, rol: *rol, agb, gemeenten: &gemeenten };
        if !bestaat(&o.db, naam).map_err(|e| Fout(e.to_string()))? {
            maak_gebruiker(&o.db, &o.kluis, &nieuw, WACHTWOORD, o.op(Demo::VANDAAG).nu)
                .map_err(|e| Fout(e.to_string()))?;
        }
    }
    Ok(())
}

/// Decisions of the first municipality, made by the people who sign in.
fn besluiten(o: &Omgeving) -> Uitkomst<()> {
    let r = regio::regio(app::demo::ZAAD, Demo::VANDAAG, 1);
    let nummer = |rol: Rol| {
        LOGINS.iter().position(|(_, _, x)| *x == rol).map_or(0, |i| i64::try_from(i + 1).unwrap_or(0))
    };
    let Some(g) = r.gemeenten.first() else { return Ok(()) };
    let mensen = (nummer(Rol::Inkoper), nummer(Rol::Consulent), nummer(Rol::Backoffice));
    app::demo::besluiten(&o.op(Demo::VANDAAG), g.code, mensen).map_err(|e| Fout(e.to_string()))
}
