//! Reading decisions: the lists, and one decision with its versions.

use super::bezwaar::{self, Bezwaarrij};
use super::feiten::Feiten;
use super::keuzes::mandaten_in;
use super::uitvoeren::{Gevolgregel, lopend, per_jaar};
use super::{inhoud, uitvoeren};
use crate::omgeving::Omgeving;
use crate::vragen::clienten::naam_uit;
use crate::vragen::declaraties::Producten;
use crate::vragen::{Naam, VraagFout};
use crate::{Gebruiker, Recht};
use beschikking::{
    Bekendmaking, Besluitsoort, Besluittoestand, Ondertekenaar, Ontwerp, mag_vaststellen, vier_ogen, waarom,
    wat_ontbreekt,
};
use kern::{AgbCode, Bevinding, Datum, Eurocent, Gemeentecode, Uitleg};
use std::collections::BTreeMap;
use store::sql::besluiten as sql;
use store::{Db, Row, StoreFout, Tx};

kern::codelijst!(
    /// Which decisions.
    Lijststand {
        /// Drafts.
        Concept = "concept", "In de maak";
        /// Those that wait for a second person.
        TerControle = "ter_controle", "Ter controle";
        /// Signed and not made known.
        Vastgesteld = "vastgesteld", "Nog bekend te maken";
        /// Made known.
        Bekendgemaakt = "bekendgemaakt", "Bekendgemaakt";
        /// Withdrawn.
        Ingetrokken = "ingetrokken", "Ingetrokken";
    }
);

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Besluitrij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Number.
    pub id: i64,
    /// Client.
    pub client: i64,
    /// Its name.
    pub naam: Naam,
    /// What is decided, when that was chosen.
    pub soort: Option<Besluitsoort>,
    /// Day of the last step.
    pub sinds: Datum,
    /// Version.
    pub versie: i64,
    /// Who wrote it.
    pub maker: String,
    /// This user wrote it.
    pub eigen: bool,
    /// Per year, when it was signed.
    pub per_jaar: Option<Eurocent>,
    /// Day that it was made known.
    pub bekend_op: Option<Datum>,
}

/// The most rows of a list.
const MEESTE: usize = 100;

/// The list, and whether there are more.
pub fn lijst(
    db: &Db,
    wie: &Gebruiker,
    gemeente: Option<Gemeentecode>,
    stand: Lijststand,
) -> Result<(Vec<Besluitrij>, bool), VraagFout> {
    let gemeenten = gemeenten(wie, gemeente)?;
    let tekst = match stand {
        Lijststand::Bekendgemaakt | Lijststand::Ingetrokken => sql::BESLUITEN_OP_STAND_NIEUW,
        _ => sql::BESLUITEN_OP_STAND,
    };
    let nieuw = matches!(stand, Lijststand::Bekendgemaakt | Lijststand::Ingetrokken);
    let hoogste = i64::try_from(MEESTE).unwrap_or(i64::MAX) + 1;
    let mut rijen = db.read(|tx| {
        let mut rijen = Vec::new();
        for g in &gemeenten {
            rijen.extend(tx.query_alle(tekst, &[g.into(), stand.code().into(), hoogste.into()], |r| {
                Ok(Besluitrij {
                    gemeente: *g,
                    id: r.i64(0)?,
                    client: r.i64(1)?,
                    naam: naam_uit(r, 2)?,
                    soort: r.opt_text(5)?.and_then(Besluitsoort::parse),
                    sinds: r.dag(6)?,
                    versie: r.i64(7)?,
                    eigen: r.i64(8)? == wie.id,
                    maker: r.string(9)?,
                    per_jaar: r.opt_i64(10)?.map(Eurocent),
                    bekend_op: r.opt_dag(11)?,
                })
            })?);
        }
        Ok::<_, StoreFout>(rijen)
    })?;
    rijen.sort_by_key(|r| (r.sinds, r.gemeente, r.id));
    if nieuw {
        rijen.reverse();
    }
    let meer = rijen.len() > MEESTE;
    rijen.truncate(MEESTE);
    Ok((rijen, meer))
}

/// How many decisions stand in each way.
pub fn tellingen(
    db: &Db,
    wie: &Gebruiker,
    gemeente: Option<Gemeentecode>,
) -> Result<Vec<(Lijststand, i64)>, VraagFout> {
    let gemeenten = gemeenten(wie, gemeente)?;
    let tel = db.read(|tx| {
        let mut tel: BTreeMap<String, i64> = BTreeMap::new();
        for g in &gemeenten {
            for (stand, n) in
                tx.query_alle(sql::BESLUITEN_TEL, &[g.into()], |r| Ok((r.string(0)?, r.i64(1)?)))?
            {
                *tel.entry(stand).or_default() += n;
            }
        }
        Ok::<_, StoreFout>(tel)
    })?;
    Ok(Lijststand::ALLE.iter().map(|s| (*s, tel.get(s.code()).copied().unwrap_or(0))).collect())
}

fn gemeenten(wie: &Gebruiker, gemeente: Option<Gemeentecode>) -> Result<Vec<Gemeentecode>, VraagFout> {
    wie.eis(Recht::Beschikkingen)?;
    if let Some(g) = gemeente {
        wie.eis_gemeente(g)?;
        return Ok(vec![g]);
    }
    Ok(wie.gemeenten.clone())
}

/// A decision of a client: number, kind, how the newest version stands, since when.
pub type Clientbesluit = (i64, Option<Besluitsoort>, String, Datum);

/// The decisions of a client: number, kind, how the newest version stands, since when.
pub fn besluiten_van(
    db: &Db,
    wie: &Gebruiker,
    g: Gemeentecode,
    client: i64,
) -> Result<Vec<Clientbesluit>, VraagFout> {
    gemeenten(wie, Some(g))?;
    Ok(db.read(|tx| {
        tx.query_alle(sql::BESLUITEN_VAN_CLIENT, &[(&g).into(), client.into(), 50.into()], |r| {
            Ok((r.i64(0)?, r.opt_text(2)?.and_then(Besluitsoort::parse), r.string(3)?, r.dag(4)?))
        })
    })?)
}

/// A version of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versie {
    /// Number, from 1.
    pub nr: i64,
    /// How it stands.
    pub toestand: Besluittoestand,
    /// Who wrote it.
    pub maker: i64,
    /// Name.
    pub maker_naam: String,
    /// Day.
    pub gemaakt_op: Datum,
    /// Goes up with every change of the text.
    pub ronde: i64,
    /// Its text.
    pub ontwerp: Ontwerp,
    /// Who signed it.
    pub ondertekenaar: Option<String>,
    /// Cents a year, when it was signed.
    pub per_jaar: Option<Eurocent>,
    /// What it rested on when it was signed.
    pub uitleg: Option<Uitleg>,
}

/// The head of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kop {
    pub gemeente: Gemeentecode,
    pub id: i64,
    pub client: i64,
    pub melding: Option<i64>,
    pub aanvraag: Option<i64>,
    pub versie: i64,
}

pub(super) fn kop(tx: &mut Tx<'_>, gemeente: Gemeentecode, id: i64) -> Result<Option<Kop>, StoreFout> {
    tx.query_opt(sql::BESLUIT, &[(&gemeente).into(), id.into()], |r| {
        Ok(Kop {
            gemeente,
            id,
            client: r.i64(0)?,
            melding: r.opt_i64(1)?,
            aanvraag: r.opt_i64(2)?,
            versie: r.i64(3)?,
        })
    })
}

/// The versions, oldest first.
pub(super) fn versies(tx: &mut Tx<'_>, o: &Omgeving, k: Kop) -> Result<Vec<Versie>, StoreFout> {
    tx.query_alle(sql::BESLUITVERSIES, &[(&k.gemeente).into(), k.id.into()], |r| versie_uit(r, o, k))
}

fn versie_uit(r: &Row<'_>, o: &Omgeving, k: Kop) -> Result<Versie, StoreFout> {
    let nr = r.i64(0)?;
    let welke = (k.gemeente, k.id, nr);
    let kapot = |wat: &str| StoreFout::Beschadigd { wat: format!("besluit {}, versie {nr}: {wat}", k.id) };
    let moet = |i: usize| r.opt_i64(i)?.ok_or_else(|| kapot("er ontbreekt iets"));
    let dag = |i: usize| r.opt_dag(i)?.ok_or_else(|| kapot("er ontbreekt een dag"));
    let toestand = match r.text(1)? {
        "concept" => Besluittoestand::Concept {
            terug: r.opt_blob(7)?.map(|b| inhoud::open_tekst(o, welke, "besluit_terug", b)).transpose()?,
        },
        "ter_controle" => Besluittoestand::TerControle { door: moet(8)?, sinds: dag(9)? },
        "vastgesteld" => Besluittoestand::Vastgesteld { door: moet(10)?, op: dag(12)? },
        "bekendgemaakt" => Besluittoestand::Bekendgemaakt {
            door: moet(10)?,
            besluit_op: dag(12)?,
            op: dag(13)?,
            wijze: r
                .opt_text(14)?
                .and_then(Bekendmaking::parse)
                .ok_or_else(|| kapot("de wijze ontbreekt"))?,
        },
        "herzien" => Besluittoestand::Herzien { bekend_op: dag(13)?, door_versie: moet(15)? },
        "ingetrokken" => Besluittoestand::Ingetrokken { bekend_op: dag(13)?, door_versie: moet(15)? },
        _ => return Err(kapot("de stand is niet bekend")),
    };
    let uitleg = match r.opt_blob(17)? {
        None => None,
        Some(b) => {
            let tekst = inhoud::open_tekst(o, welke, "besluit_uitleg", b)?;
            Some(serde_json::from_str(&tekst).map_err(|_| kapot("de uitleg is niet te lezen"))?)
        }
    };
    Ok(Versie {
        nr,
        toestand,
        maker: r.i64(2)?,
        maker_naam: r.string(3)?,
        gemaakt_op: r.dag(4)?,
        ronde: r.i64(5)?,
        ontwerp: inhoud::open(o, welke, r.blob(6)?)?,
        ondertekenaar: r.opt_string(11)?,
        per_jaar: r.opt_i64(16)?.map(Eurocent),
        uitleg,
    })
}

/// A decision on its page.
#[derive(Debug, Clone, PartialEq)]
pub struct Besluitblad {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Number.
    pub id: i64,
    /// Client.
    pub client: i64,
    /// Its name.
    pub naam: Naam,
    /// The aanvraag that it answers.
    pub aanvraag: Option<i64>,
    /// Melding.
    pub melding: Option<i64>,
    /// Versions, oldest first; the last one is the one that is worked on.
    pub versies: Vec<Versie>,
    /// What is missing from the last version; empty when it can be signed, or when it was made known.
    pub ontbreekt: Vec<Bevinding>,
    /// What the last version rests on: as it was signed, or as it is now.
    pub uitleg: Uitleg,
    /// Per year, of the last version.
    pub per_jaar: Eurocent,
    /// Why a second person signs; empty when that is not needed.
    pub vier_ogen: Vec<String>,
    /// Why this user may not sign the last version; empty when this user may.
    pub tekenbeletsel: Vec<Bevinding>,
    /// This user may write.
    pub mag_schrijven: bool,
    /// This user may sign.
    pub mag_tekenen: bool,
    /// Orders that it led to, as they are.
    pub toewijzingen: Vec<Gevolgregel>,
    /// Objections.
    pub bezwaren: Vec<Bezwaarrij>,
    /// Versions of which the letter was kept, with the hash.
    pub brieven: Vec<(i64, String)>,
    /// Names of products.
    pub namen: Producten,
    /// Providers with a contract on the first day.
    pub aanbieders: Vec<(AgbCode, String)>,
    /// Products that may be ordered on the first day.
    pub producten: Vec<Bestelbaar>,
}

/// A product that may be ordered, with the amount that the framework names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bestelbaar {
    /// Product.
    pub sleutel: inkoop::Productsleutel,
    /// Name.
    pub naam: String,
    /// Of what.
    pub eenheid: kern::Eenheid,
    /// How often.
    pub frequentie: kern::Frequentie,
    /// How much.
    pub volume: i64,
}

impl Besluitblad {
    /// The last version.
    pub fn laatste(&self) -> Option<&Versie> {
        self.versies.last()
    }

    /// Name of a provider.
    pub fn aanbieder(&self, agb: AgbCode) -> String {
        self.aanbieders.iter().find(|(a, _)| *a == agb).map_or_else(|| agb.to_string(), |(_, n)| n.clone())
    }
}

/// One decision, for who may see it.
pub fn blad(o: &Omgeving, wie: &Gebruiker, g: Gemeentecode, id: i64) -> Result<Besluitblad, VraagFout> {
    wie.eis(Recht::Beschikkingen)?;
    wie.eis_gemeente(g)?;
    o.db.read(|tx| blad_in(tx, o, wie, g, id))
}

pub(super) fn blad_in(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    id: i64,
) -> Result<Besluitblad, VraagFout> {
    let k = kop(tx, g, id)?.ok_or(VraagFout::NietGevonden)?;
    let versies = versies(tx, o, k)?;
    let laatste = versies.last().ok_or(VraagFout::NietGevonden)?;
    let f = Feiten::lees(tx, o, k, &laatste.ontwerp)?;
    let open = laatste.toestand.is_open();
    let kosten = if open { per_jaar(&laatste.ontwerp, &f) } else { laatste.per_jaar.unwrap_or(Eurocent(0)) };
    let ogen = laatste
        .ontwerp
        .soort
        .map(|s| vier_ogen(&f.keuzes.mandaat, s, laatste.ontwerp.vorm, kosten))
        .unwrap_or_default();
    let mandaten: Vec<_> =
        mandaten_in(tx, g)?.into_iter().filter(|m| m.gebruiker == wie.id).map(|m| m.mandaat).collect();
    let tekenbeletsel = laatste
        .ontwerp
        .soort
        .and_then(|s| {
            let wie = Ondertekenaar { id: wie.id, mandaten: &mandaten };
            let wat = (s, laatste.ontwerp.vorm);
            mag_vaststellen(&f.keuzes.mandaat, wie, laatste.maker, wat, kosten, o.vandaag).err()
        })
        .unwrap_or_default();
    let onderbouwing = f.onderbouwing(o.vandaag);
    let ontbreekt = if open { wat_ontbreekt(&laatste.ontwerp, &onderbouwing) } else { Vec::new() };
    let uitleg =
        laatste.uitleg.clone().filter(|_| !open).unwrap_or_else(|| waarom(&laatste.ontwerp, &onderbouwing));
    let mut aanbieders = f.aanbieders.clone();
    let toewijzingen = uitvoeren::van_besluit(tx, g, k.client, id)?;
    for t in &toewijzingen {
        if !aanbieders.iter().any(|(a, _)| *a == t.wordt.agb) {
            let naam = tx.query_opt(sql::AANBIEDERNAAM, &[(&t.wordt.agb).into()], |r| r.string(0))?;
            aanbieders.push((t.wordt.agb, naam.unwrap_or_else(|| t.wordt.agb.to_string())));
        }
    }
    let brieven = tx.query_alle(sql::BESLUITBRIEVEN, &[(&g).into(), id.into()], |r| {
        let hash: String = r.blob(2)?.iter().fold(String::new(), |mut s, b| {
            use std::fmt::Write as _;
            let _ = write!(s, "{b:02x}");
            s
        });
        Ok((r.i64(0)?, hash))
    })?;
    Ok(Besluitblad {
        gemeente: g,
        id,
        client: k.client,
        naam: Naam {
            achternaam: f.client.naam.achternaam.clone(),
            voorvoegsel: f.client.naam.voorvoegsel.clone(),
            voorletters: f.client.naam.voorletters.clone(),
        },
        aanvraag: k.aanvraag,
        melding: k.melding,
        ontbreekt,
        uitleg,
        per_jaar: kosten,
        vier_ogen: ogen,
        tekenbeletsel,
        mag_schrijven: wie.rol.mag(Recht::Besluiten),
        mag_tekenen: wie.rol.mag(Recht::Ondertekenen),
        toewijzingen,
        bezwaren: bezwaar::lees(tx, o, &versies, k)?,
        brieven,
        namen: Producten::lees(tx)?,
        aanbieders,
        producten: f.bestelbaar(),
        versies,
    })
}

/// The amount a year of the orders of a client that run on a day, by number.
pub(super) fn jaarbedragen(
    tx: &mut Tx<'_>,
    g: Gemeentecode,
    nummers: &[i64],
    dag: Datum,
) -> Result<Eurocent, VraagFout> {
    let mut som = Eurocent(0);
    for n in nummers {
        let Some(t) = crate::wijzigen::lees(tx, g, *n)? else { continue };
        if lopend(&t, dag) {
            let bedrag = uitvoeren::jaarbedrag_van(tx, &t)?;
            som = som.plus(bedrag).map_err(|e| VraagFout::Ongeldig(e.to_string()))?;
        }
    }
    Ok(som)
}
