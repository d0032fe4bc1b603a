//! Which version of a framework a command shows: what was published in the database, when there is one, over what came with
//! the program.

use crate::argumenten::Algemeen;
use crate::{Fout, Uitkomst, omgeving};
use app::Omgeving;
use app::kaders::{InGebruik, Kaderbron};
use kern::{Datum, Gemeentecode};
use std::path::Path;
use store::Db;

/// The frameworks that a command reads.
pub(super) struct Teksten {
    bron: Kaderbron,
    /// The database that they come from; `None` when there is none.
    waar: Option<String>,
}

/// The database, when it is there. A command that only shows something never makes one.
pub(super) fn aanwezig(alg: &Algemeen) -> Uitkomst<Option<Omgeving>> {
    let bestand = alg.db.strip_prefix("sqlite://").or_else(|| alg.db.strip_prefix("sqlite:"));
    if bestand.is_some_and(|pad| !Path::new(pad).exists()) {
        return Ok(None);
    }
    let db = Db::open(&alg.db)?;
    if db.is_nieuw()? {
        return Ok(None);
    }
    db.controleer_versie()?;
    omgeving(db, alg).map(Some)
}

impl Teksten {
    /// What there is for these municipalities, or for all in the database.
    pub(super) fn lees(alg: &Algemeen, gemeente: Option<Gemeentecode>) -> Uitkomst<Self> {
        let Some(o) = aanwezig(alg)? else {
            if let Some(g) = gemeente {
                return Err(Fout(format!("er is geen database met gemeente {g}; kijk naar --db")));
            }
            return Ok(Self { bron: Kaderbron::default(), waar: None });
        };
        let alle = app::gemeenten(&o)?;
        let gemeenten = match gemeente {
            Some(g) if alle.contains(&g) => vec![g],
            Some(g) => return Err(Fout(format!("gemeente {g} staat niet in deze database"))),
            None => alle,
        };
        Ok(Self { bron: Kaderbron::van(&o.db, &gemeenten)?, waar: Some(o.db.waar().to_owned()) })
    }

    /// For the conversion, which looks for its own version.
    pub(super) fn bron(self) -> Kaderbron {
        self.bron
    }

    /// A framework as it is used on a day. Where municipalities have several versions, the newest, and that is said.
    pub(super) fn zoek(&self, naam: &str, dag: Datum) -> Uitkomst<InGebruik> {
        let gevonden = self
            .bron
            .zoek(naam, dag)
            .map_err(|er| Fout(format!("inkoopkader '{naam}' bestaat niet; er is: {}", er.join(", "))))?;
        let mut rest = gevonden.into_iter();
        let Some(eerste) = rest.next() else {
            return Err(Fout(format!("inkoopkader '{naam}' heeft geen tekst die ooit geldt")));
        };
        let anderen: Vec<String> = rest
            .map(|v| {
                let gemeenten: Vec<String> = v.gemeenten.iter().map(ToString::to_string).collect();
                format!("versie {} bij {}", v.nummer, gemeenten.join(", "))
            })
            .collect();
        if !anderen.is_empty() {
            eprintln!(
                "Niet alle gemeenten hebben deze versie: {}. Kies een gemeente met --gemeente.",
                anderen.join("; ")
            );
        }
        Ok(eerste)
    }

    /// Which version this is, since when and out of what: a line for a person.
    pub(super) fn herkomst(&self, v: &InGebruik, dag: Datum) -> String {
        let uit = match &self.waar {
            Some(waar) => format!("database {waar}"),
            None => "geen database geraadpleegd".to_owned(),
        };
        format!("{}; {uit}", v.versie_in_woorden(dag))
    }
}
