//! The worklist of reactions over all tariffs: what waits for an answer, or what was answered. Bounded as every reading of
//! reactions: the municipality reads all of its own, a provider what it wrote itself.

use super::reacties::{ReactieRij, per_gemeente, rijen};
use crate::vragen::VraagFout;
use crate::{Gebruiker, Rol, kaders};
use catalogus::Reactie;
use kern::{Datum, Gemeentecode};
use store::Db;
use store::sql::tarieven as sql;

kern::codelijst!(
    /// Which reactions.
    #[derive(Default)]
    Reactiestand {
        /// Those that wait for an answer.
        #[default]
        Open = "open", "wacht op een antwoord";
        /// Those that were answered.
        Beantwoord = "beantwoord", "beantwoord";
    }
);

/// A reaction with the words for what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Werkrij {
    /// The reaction.
    pub rij: ReactieRij,
    /// Name of the product; its code when no framework has it.
    pub product: String,
    /// Name of the line, when it is about one.
    pub regel: Option<String>,
}

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Werklijst {
    /// Rows, at most [`MEESTE`]: what waits longest first, or what was answered last first.
    pub rijen: Vec<Werkrij>,
    /// There are more.
    pub meer: bool,
}

/// The most rows of a list.
pub const MEESTE: usize = 60;

/// The reactions that a user may read, of one municipality or of all of the user's.
pub fn werklijst(
    db: &Db,
    wie: &Gebruiker,
    gemeente: Option<Gemeentecode>,
    stand: Reactiestand,
    vandaag: Datum,
) -> Result<Werklijst, VraagFout> {
    let tekst = match stand {
        Reactiestand::Open => sql::REACTIES_OPEN,
        Reactiestand::Beantwoord => sql::REACTIES_BEANTWOORD,
    };
    let hoogstens = i64::try_from(MEESTE).unwrap_or(i64::MAX) + 1;
    let mut gevonden = per_gemeente(db, wie, gemeente, |tx, g, agb| {
        rijen(tx, tekst, *g, &[g.into(), agb.into(), hoogstens.into()])
    })?;
    match stand {
        Reactiestand::Open => gevonden.sort_by_key(|r| (r.reactie.op, r.reactie.gemeente, r.reactie.id)),
        Reactiestand::Beantwoord => gevonden.sort_by_key(|r| {
            let dag = r.reactie.antwoord.as_ref().map(|a| a.op);
            std::cmp::Reverse((dag, r.reactie.gemeente, r.reactie.id))
        }),
    }
    let meer = gevonden.len() > MEESTE;
    gevonden.truncate(MEESTE);
    let kaders = if gevonden.is_empty() { Vec::new() } else { kaders::in_gebruik(db, wie, vandaag)? };
    let rijen = gevonden
        .into_iter()
        .map(|rij| {
            let (product, regel) = waarover(&kaders, &rij.reactie);
            Werkrij { rij, product, regel }
        })
        .collect();
    Ok(Werklijst { rijen, meer })
}

/// The names of the product and of the line, in the version of the municipality or else in any.
fn waarover(kaders: &[kaders::InGebruik], r: &Reactie) -> (String, Option<String>) {
    let van = || kaders.iter().filter(|k| k.kader.id == r.kader);
    let kader = van().find(|k| k.gemeenten.contains(&r.gemeente)).or_else(|| van().next()).map(|k| &k.kader);
    let product = kader.and_then(|k| {
        k.producten
            .iter()
            .find(|p| (p.categorie, p.code) == (r.product.categorie, r.product.code))
            .map(|p| p.naam.clone())
    });
    let regel = r.regel.as_ref().map(|basis| {
        let modellen = kader.into_iter().flat_map(|k| &k.kostprijzen);
        let naam = modellen.flat_map(|m| &m.regels).find(|x| x.basis == *basis).map(|x| x.naam.clone());
        naam.unwrap_or_else(|| format!("regel {basis}, die nu niet meer bestaat"))
    });
    (product.unwrap_or_else(|| r.product.to_string()), regel)
}

/// Whether a role has this list.
pub fn heeft_lijst(rol: Rol) -> bool {
    rol.mag(crate::Recht::Tarieven) || rol.mag(crate::Recht::Indienen)
}
