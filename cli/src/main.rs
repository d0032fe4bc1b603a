//! The command line. Results go to stdout, everything else to stderr; one clear line when it could not be done.

mod advies;
mod argumenten;
mod bericht;
mod blad;
mod demo;
mod herindeel;
mod kader;
mod kadertekst;
mod keten;
mod lijst;
mod omzet;
mod overig;
mod post;
mod serve;
mod tarief;
mod uit;
mod vergelijk;
mod versies;

use app::{AppFout, Omgeving};
use argumenten::{
    Algemeen, Argumenten, AuditOpdracht, BerichtOpdracht, KaderOpdracht, Opdracht, TariefOpdracht,
};
use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use kern::Datum;
use std::process::ExitCode;
use store::Db;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Einde {
    /// Done, all valid.
    Goed,
    /// Done, but something was rejected or invalid.
    Afgekeurd,
}

/// Why a command could not be done: one line for a person.
#[derive(Debug)]
struct Fout(String);

type Uitkomst<T> = Result<T, Fout>;

impl From<AppFout> for Fout {
    fn from(e: AppFout) -> Self {
        Self(e.to_string())
    }
}
impl From<store::StoreFout> for Fout {
    fn from(e: store::StoreFout) -> Self {
        Self(e.to_string())
    }
}

fn main() -> ExitCode {
    let a = match Argumenten::try_parse() {
        Ok(a) => a,
        Err(e) => return gebruik(&e),
    };
    match doe(a) {
        Ok(Einde::Goed) => ExitCode::SUCCESS,
        Ok(Einde::Afgekeurd) => ExitCode::from(1),
        Err(Fout(tekst)) => {
            eprintln!("maatwerk: {tekst}");
            ExitCode::from(2)
        }
    }
}

/// The words in a help text that are not ours to write.
fn in_het_nederlands(hulp: &str) -> String {
    [
        ("[OPTIONS]", "[OPTIES]"),
        ("\nArguments:\n", "\nInvoer:\n"),
        ("\nOptions:\n", "\nOpties:\n"),
        ("[default: ", "[standaard: "),
        ("[possible values: ", "[kies uit: "),
    ]
    .iter()
    .fold(hulp.to_owned(), |t, (engels, nederlands)| t.replace(engels, nederlands))
}

/// What clap has to say, in Dutch.
fn gebruik(e: &clap::Error) -> ExitCode {
    let van = |soort: ContextKind| match e.get(soort) {
        Some(ContextValue::String(t)) => t.clone(),
        Some(ContextValue::Strings(t)) => t.join(", "),
        _ => String::new(),
    };
    let tekst = match e.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            return match uit::druk(&in_het_nederlands(&e.to_string())) {
                Ok(()) => ExitCode::SUCCESS,
                Err(_) => ExitCode::from(2),
            };
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            "er is geen opdracht gegeven".to_owned()
        }
        ErrorKind::InvalidSubcommand => {
            format!("de opdracht '{}' bestaat niet", van(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => {
            format!("de optie '{}' bestaat hier niet", van(ContextKind::InvalidArg))
        }
        ErrorKind::MissingRequiredArgument => format!("er ontbreekt iets: {}", van(ContextKind::InvalidArg)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("'{}' kan niet bij {}", van(ContextKind::InvalidValue), van(ContextKind::InvalidArg))
        }
        ErrorKind::ArgumentConflict => {
            format!("{} staat er dubbel of past niet bij de rest", van(ContextKind::InvalidArg))
        }
        _ => "deze opdracht is niet te begrijpen".to_owned(),
    };
    eprintln!("maatwerk: {tekst}; zie maatwerk --help");
    ExitCode::from(2)
}

/// The day of today in the Netherlands.
fn vandaag(algemeen: &Algemeen) -> Datum {
    algemeen.vandaag.unwrap_or_else(|| dag_van(jiff::Timestamp::now()))
}

/// The day of a moment in the Netherlands.
fn dag_van(nu: jiff::Timestamp) -> Datum {
    nu.in_tz("Europe/Amsterdam").map_or_else(|_| nu.to_zoned(jiff::tz::TimeZone::UTC).date(), |z| z.date())
}

/// Opens the database. An empty one is made ready, so that the first command just works.
fn open(algemeen: &Algemeen) -> Uitkomst<Omgeving> {
    let db = Db::open(&algemeen.db)?;
    if db.is_nieuw()? {
        db.migreer()?;
    }
    db.controleer_versie()?;
    omgeving(db, algemeen)
}

fn omgeving(db: Db, algemeen: &Algemeen) -> Uitkomst<Omgeving> {
    let kluis = db.kluis()?;
    let dag = vandaag(algemeen);
    let o = Omgeving { db, kluis, vandaag: dag, nu: jiff::Timestamp::now(), wie: "opdrachtregel".into() };
    // a chosen day is a day of replay: then the moment follows it, so that the run can be repeated
    Ok(if algemeen.vandaag.is_some() { o.op(dag) } else { o })
}

fn doe(a: Argumenten) -> Uitkomst<Einde> {
    let alg = &a.algemeen;
    match a.opdracht {
        Opdracht::Demo { adres, map, alleen_vullen, deel } => {
            demo::demo(alg, &adres, map, alleen_vullen, usize::from(deel))
        }
        Opdracht::Serve { adres, post } => serve::serve(alg, &adres, &post),
        Opdracht::Post { keuze } => post::post(alg, &keuze),
        Opdracht::Keten(k) => keten::keten(alg, k),
        Opdracht::Migreer => overig::migreer(alg),
        Opdracht::Importeer { bestanden } => overig::importeer(alg, &bestanden),
        Opdracht::Bericht { wat } => match wat {
            BerichtOpdracht::Controleer { bestanden } => bericht::controleer(alg, &bestanden),
            BerichtOpdracht::Verwerk { uit, bestanden } => bericht::verwerk(alg, &uit, &bestanden),
            BerichtOpdracht::Regels { bericht, regels } => lijst::toon(alg, &regels, bericht),
            BerichtOpdracht::Toewijzen { uit, gemeente } => bericht::toewijzen(alg, &uit, gemeente),
        },
        Opdracht::Kader { wat } => match wat {
            KaderOpdracht::Controleer { paden } => kader::controleer(alg, &paden),
            KaderOpdracht::Toon { kader, op, gemeente } => kader::toon(alg, &kader, op, gemeente),
            ander => versies::doe(alg, ander),
        },
        Opdracht::Betaal { gemeente, tot, uit } => overig::betaal(alg, gemeente, tot, &uit),
        Opdracht::Audit { wat: AuditOpdracht::Controleer } => overig::audit(alg),
        Opdracht::Backup { bestand } => overig::backup(alg, &bestand),
        Opdracht::Herstel { bestand } => overig::herstel(alg, &bestand),
        Opdracht::Tarief { wat: TariefOpdracht::Toon(t) } => tarief::toon(alg, &t),
        Opdracht::Tarief { wat: TariefOpdracht::Blad(t) } => blad::blad(alg, &t),
        Opdracht::Tarief { wat: TariefOpdracht::Vergelijk(t) } => vergelijk::vergelijk(alg, &t),
        Opdracht::Advies { kader, dossier } => advies::advies(alg, &kader, &dossier),
        Opdracht::Omzet(opties) => omzet::omzet(alg, &opties),
        Opdracht::Herindeel(opties) => herindeel::herindeel(alg, &opties),
        Opdracht::Verantwoording(_) => Err(later("verantwoording")),
        Opdracht::Monitor(_) => Err(later("monitor")),
        Opdracht::Prognose(_) => Err(later("prognose")),
        Opdracht::Scenario(_) => Err(later("scenario")),
    }
}

fn later(naam: &str) -> Fout {
    Fout(format!("de opdracht '{naam}' is er nog niet; zie CHANGELOG.md voor wat er wel is"))
}
