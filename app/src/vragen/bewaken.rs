//! The watch on reaction times: what we must send, what we wait for, until when, oldest first.
//!
//! The book tells the same story to both parties: who must act follows from the kind of message, not from whose
//! database it is. A term that began on a later day never ends on an earlier one, so a page asked by the day on which
//! terms began is a page in order of urgency, and the database needs to know no rule.

use super::bereik::Bereik;
use super::clienten::naam_uit;
use super::pagina::{Gesleuteld, Greep, bladzijde};
use super::{Aantal, Blad, Lijst, Naam, VraagFout};
use crate::omgeving::nederland;
use crate::{Gebruiker, Recht, Rol};
use istandaard::{Partij, Soort};
use jiff::ToSpan;
use kern::{AgbCode, Datum, Gemeentecode, Uitleg};
use monitoring::termijnen::{self, PLICHTEN, Plicht, Plichtige, Termijnstand};
use store::sql::bewaken as sql;
use store::{Db, Row, Sql, Tx, Uitkomst, Val, lees_tijdstip, tijdstip};

kern::codelijst!(
    /// Who must act, seen from the user.
    Wie {
        /// We.
        Ons = "ons", "wij moeten dit sturen";
        /// The other party.
        Hen = "hen", "wij wachten hierop";
    }
);

kern::codelijst!(
    /// Which terms.
    StandFilter {
        /// All that have begun and are not answered.
        Open = "open", "alles wat openstaat";
        /// Today is the last day.
        Vandaag = "vandaag", "vandaag de laatste dag";
        /// The last day has passed.
        TeLaat = "te-laat", "te laat";
        /// Late by more than [`termijnen::NOOIT_NA`] working days.
        Nooit = "nooit", "nooit gekomen";
    }
);

/// Which terms.
#[derive(Debug, Clone, Copy)]
pub struct WachtFilter {
    /// One municipality; otherwise all of the user's.
    pub gemeente: Option<Gemeentecode>,
    /// One provider.
    pub agb: Option<AgbCode>,
    /// The duty.
    pub plicht: &'static Plicht,
    /// Who must act.
    pub wie: Wie,
    /// How it stands.
    pub stand: StandFilter,
}

/// What is waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Onderwerp {
    /// A message that is not answered, or an answer that has not left.
    Bericht {
        /// Number of the message in the book.
        id: i64,
        /// `WMO301` …
        soort: String,
        /// Identification given by the sender.
        identificatie: String,
        /// It is an answer of this book that waits in the outbox.
        antwoord_ligt_klaar: bool,
    },
    /// An assignment whose start or stop was not reported.
    Toewijzing {
        /// Number of the assignment.
        nummer: i64,
        /// Number of the client.
        client: i64,
        /// Name of the client.
        naam: Option<Naam>,
        /// First day.
        ingangsdatum: Datum,
        /// Last day.
        einddatum: Option<Datum>,
        /// It was stopped for a while.
        tijdelijk_gestopt: bool,
    },
    /// A part of a request without a final reaction.
    Verzoek {
        /// Number of the 315 or 317 in the book.
        bericht: i64,
        /// Number of the client.
        client: i64,
        /// Name of the client.
        naam: Option<Naam>,
        /// Reference that the provider gave.
        referentie: String,
        /// It was decided; the message that tells so has not been made.
        beslist: bool,
    },
}

/// A term that runs or has run out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WachtRij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// The duty.
    pub plicht: &'static Plicht,
    /// Who must act.
    pub wie: Wie,
    /// The provider on the one side.
    pub agb: AgbCode,
    /// Its name.
    pub aanbieder: String,
    /// What it is about.
    pub onderwerp: Onderwerp,
    /// The day on which the term began; it does not count.
    pub begin: Datum,
    /// The last day.
    pub uiterlijk: Datum,
    /// How it stands.
    pub stand: Termijnstand,
}

impl WachtRij {
    /// Why the last day is that day.
    pub fn uitleg(&self) -> Uitleg {
        self.plicht.uitleg(self.begin)
    }
}

/// How many terms of a duty stand how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WachtTelling {
    /// The duty.
    pub plicht: &'static Plicht,
    /// Who must act.
    pub wie: Wie,
    /// All that have begun.
    pub open: Aantal,
    /// Today is the last day.
    pub vandaag: Aantal,
    /// The last day has passed; those that never came included.
    pub te_laat: Aantal,
    /// Never came.
    pub nooit: Aantal,
    /// The day on which the oldest began.
    pub oudste: Option<Datum>,
}

impl WachtTelling {
    /// The count of a filter.
    pub fn bij(&self, stand: StandFilter) -> Aantal {
        match stand {
            StandFilter::Open => self.open,
            StandFilter::Vandaag => self.vandaag,
            StandFilter::TeLaat => self.te_laat,
            StandFilter::Nooit => self.nooit,
        }
    }
}

/// Counting stops here, per duty and municipality: so many is too many to tell apart anyway.
const GRENS: i64 = 1_000;

/// What a duty is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bron {
    /// Messages of these kinds, answered by those.
    Berichten(&'static [(Soort, Soort)]),
    Starts,
    Stops,
    /// Parts of requests of this kind (`vot`, `vow`), looked into (1) or not (0).
    Verzoeken(&'static str, i64),
    /// Not kept.
    Geen,
}

/// Messages that ask for a return message, and that message.
const RETOUR: &[(Soort, Soort)] = &[
    (Soort::Wmo301, Soort::Wmo302),
    (Soort::Wmo305, Soort::Wmo306),
    (Soort::Wmo307, Soort::Wmo308),
    (Soort::Wmo315, Soort::Wmo316),
    (Soort::Wmo317, Soort::Wmo318),
    (Soort::Wmo319, Soort::Wmo320),
];
const DECLARATIE: &[(Soort, Soort)] = &[(Soort::Wmo323, Soort::Wmo325)];

fn bron(plicht: &Plicht) -> Bron {
    match plicht.code {
        "retour" => Bron::Berichten(RETOUR),
        "declaratie-antwoord" => Bron::Berichten(DECLARATIE),
        "start" => Bron::Starts,
        "stop" => Bron::Stops,
        "verzoek-toewijzing" => Bron::Verzoeken("vot", 0),
        "onderzoek-toewijzing" => Bron::Verzoeken("vot", 1),
        "verzoek-wijziging" => Bron::Verzoeken("vow", 0),
        "onderzoek-wijziging" => Bron::Verzoeken("vow", 1),
        _ => Bron::Geen,
    }
}

fn zelf(wie: &Gebruiker) -> Plichtige {
    if wie.rol == Rol::Aanbieder { Plichtige::Aanbieder } else { Plichtige::Gemeente }
}

/// The party that must act, out of who is asked about.
fn partij(wie: &Gebruiker, wie_doet: Wie) -> Plichtige {
    match wie_doet {
        Wie::Ons => zelf(wie),
        Wie::Hen => zelf(wie).ander(),
    }
}

/// Who sends a kind of message.
fn verzender(soort: Soort) -> Plichtige {
    match soort.verzender() {
        Partij::Gemeente => Plichtige::Gemeente,
        Partij::Aanbieder => Plichtige::Aanbieder,
    }
}

/// The first moment of a day in the Netherlands, as instants are stored.
fn dagbegin(dag: Datum) -> String {
    tijdstip(dag.to_zoned(nederland()).map_or(jiff::Timestamp::MIN, |z| z.timestamp()))
}

/// The last moment of a day.
fn dageinde(dag: Datum) -> String {
    let morgen = lees_tijdstip(&dagbegin(dag.saturating_add(1.day())));
    morgen.and_then(|m| m.checked_sub(1.millisecond()).ok()).map_or_else(|| "9999".into(), tijdstip)
}

/// The Dutch day of an instant.
fn dag_van(tekst: &str) -> Option<Datum> {
    let t = lees_tijdstip(tekst)?;
    Some(t.to_zoned(nederland()).date())
}

/// First and last day on which the terms of a filter began.
fn begindagen(plicht: &Plicht, stand: StandFilter, vandaag: Datum) -> (Datum, Datum) {
    let gisteren = vandaag.saturating_sub(1.day());
    let net_te_laat = plicht.laatste_begin(gisteren);
    match stand {
        StandFilter::Open => (Datum::ZERO, vandaag),
        StandFilter::Vandaag => (net_te_laat.saturating_add(1.day()), plicht.laatste_begin(vandaag)),
        StandFilter::TeLaat => (Datum::ZERO, net_te_laat),
        StandFilter::Nooit => (Datum::ZERO, plicht.laatste_begin_nooit(vandaag)),
    }
}

/// The list of one duty, the most urgent first.
pub fn lijst(
    db: &Db,
    wie: &Gebruiker,
    filter: &WachtFilter,
    blad: &Blad,
    vandaag: Datum,
) -> Result<Lijst<WachtRij>, VraagFout> {
    let bereik = Bereik::lijst(wie, Recht::Berichten, filter.gemeente, filter.agb)?;
    let plichtige = partij(wie, filter.wie);
    let (van, tot) = begindagen(filter.plicht, filter.stand, vandaag);
    let bron = bron(filter.plicht);
    let (laag, hoog) = match bron {
        Bron::Berichten(_) => (if van == Datum::ZERO { String::new() } else { dagbegin(van) }, dageinde(tot)),
        _ => (if van == Datum::ZERO { String::new() } else { van.to_string() }, tot.to_string()),
    };
    db.read(|tx| {
        let lijst = bladzijde(
            tx,
            &bereik.gemeenten,
            blad,
            false,
            (&laag, &hoog),
            |tx, w| {
                let (g, id) = ((&w.gemeente).into(), w.id.into());
                let sleutel = match bron {
                    Bron::Berichten(_) => tx.query_opt(sql::BERICHT_PLEK, &[g, id], |r| r.opt_string(0)),
                    Bron::Starts => {
                        tx.query_opt(sql::TOEWIJZING_PLEK, &[g, id, 0.into()], |r| r.opt_string(0))
                    }
                    Bron::Verzoeken(_, fase) => {
                        let (verzoek, volgnr) = (w.id / PER_VERZOEK, w.id % PER_VERZOEK);
                        let w = [g, verzoek.into(), volgnr.into(), fase.into()];
                        tx.query_opt(sql::VERZOEK_PLEK, &w, |r| r.opt_string(0))
                    }
                    Bron::Stops | Bron::Geen => {
                        tx.query_opt(sql::TOEWIJZING_PLEK, &[g, id, 1.into()], |r| r.opt_string(0))
                    }
                };
                sleutel.map(Option::flatten)
            },
            |tx, greep| {
                let mut rijen = Vec::new();
                match bron {
                    Bron::Berichten(soorten) => {
                        berichten(tx, greep, bereik.agb, soorten, plichtige, filter, vandaag, &mut rijen)?;
                    }
                    Bron::Starts | Bron::Stops if plichtige == Plichtige::Aanbieder => {
                        toewijzingen(tx, greep, bereik.agb, bron, filter, vandaag, &mut rijen)?;
                    }
                    Bron::Verzoeken(soort, fase) if plichtige == Plichtige::Gemeente => {
                        verzoeken(tx, greep, bereik.agb, (soort, fase), filter, vandaag, &mut rijen)?;
                    }
                    _ => {}
                }
                Ok(rijen)
            },
        )?;
        let mut aantal = Teller::nieuw(filter.plicht, filter.wie, vandaag);
        for &g in &bereik.gemeenten {
            tel(tx, g, bereik.agb, plichtige, vandaag, std::slice::from_mut(&mut aantal))?;
        }
        Ok(lijst.met_aantal(aantal.klaar().bij(filter.stand)))
    })
}

#[expect(clippy::too_many_arguments, reason = "what a page needs to know")]
fn berichten(
    tx: &mut Tx<'_>,
    greep: &Greep<'_>,
    agb: Option<AgbCode>,
    soorten: &[(Soort, Soort)],
    plichtige: Plichtige,
    filter: &WachtFilter,
    vandaag: Datum,
    naar: &mut Vec<Gesleuteld<WachtRij>>,
) -> Uitkomst<()> {
    let g = Val::from(&greep.gemeente);
    let a = Val::from(agb.as_ref());
    for &(heen, antwoord) in soorten.iter().filter(|(_, antwoord)| verzender(*antwoord) == plichtige) {
        let sleutel = [greep.sleutel.into(), greep.id.into(), greep.grens.into(), greep.limiet.into()];
        let [s, id, grens, limiet] = sleutel;
        let uit = match (agb.is_some(), greep.oplopend) {
            (false, true) => sql::UIT_NA,
            (false, false) => sql::UIT_VOOR,
            (true, true) => sql::UIT_AGB_NA,
            (true, false) => sql::UIT_AGB_VOOR,
        };
        let klaar = if greep.oplopend { sql::KLAAR_NA } else { sql::KLAAR_VOOR };
        let alle = [g, s, id, grens, limiet, heen.code().into(), a];
        let met_agb = if agb.is_some() { &alle[..] } else { &alle[..6] };
        let rij = |r: &Row<'_>, ligt_klaar| bericht_rij(greep.gemeente, r, filter, vandaag, ligt_klaar);
        naar.extend(tx.query_alle(uit, met_agb, |r| rij(r, false))?);
        let alle = [g, s, id, grens, limiet, antwoord.code().into(), a];
        naar.extend(tx.query_alle(klaar, &alle, |r| rij(r, true))?);
    }
    Ok(())
}

fn bericht_rij(
    gemeente: Gemeentecode,
    r: &Row<'_>,
    filter: &WachtFilter,
    vandaag: Datum,
    ligt_klaar: bool,
) -> Uitkomst<Gesleuteld<WachtRij>> {
    let sleutel = r.string(0)?;
    let begin = dag_van(&sleutel).ok_or(store::StoreFout::Kolom { index: 0, verwacht: "een tijdstip" })?;
    let id = r.i64(1)?;
    let agb = r.lees(3, AgbCode::parse)?;
    let onderwerp = Onderwerp::Bericht {
        id,
        soort: r.string(2)?,
        identificatie: r.string(5)?,
        antwoord_ligt_klaar: ligt_klaar,
    };
    let aanbieder = r.opt_string(4)?.unwrap_or_else(|| agb.to_string());
    Ok((sleutel, id, maak(gemeente, filter, vandaag, begin, agb, aanbieder, onderwerp)))
}

fn maak(
    gemeente: Gemeentecode,
    filter: &WachtFilter,
    vandaag: Datum,
    begin: Datum,
    agb: AgbCode,
    aanbieder: String,
    onderwerp: Onderwerp,
) -> WachtRij {
    let plicht = filter.plicht;
    WachtRij {
        gemeente,
        plicht,
        wie: filter.wie,
        agb,
        aanbieder,
        onderwerp,
        begin,
        uiterlijk: plicht.uiterlijk(begin),
        stand: plicht.stand(begin, vandaag),
    }
}

fn toewijzingen(
    tx: &mut Tx<'_>,
    greep: &Greep<'_>,
    agb: Option<AgbCode>,
    bron: Bron,
    filter: &WachtFilter,
    vandaag: Datum,
    naar: &mut Vec<Gesleuteld<WachtRij>>,
) -> Uitkomst<()> {
    let tekst: Sql = match (bron == Bron::Starts, agb.is_some(), greep.oplopend) {
        (true, false, true) => sql::START_NA,
        (true, false, false) => sql::START_VOOR,
        (true, true, true) => sql::START_AGB_NA,
        (true, true, false) => sql::START_AGB_VOOR,
        (false, false, true) => sql::STOP_NA,
        (false, false, false) => sql::STOP_VOOR,
        (false, true, true) => sql::STOP_AGB_NA,
        (false, true, false) => sql::STOP_AGB_VOOR,
    };
    let alle = [
        (&greep.gemeente).into(),
        greep.sleutel.into(),
        greep.id.into(),
        greep.grens.into(),
        greep.limiet.into(),
        agb.as_ref().into(),
    ];
    let waarden = if agb.is_some() { &alle[..] } else { &alle[..5] };
    naar.extend(tx.query_alle(tekst, waarden, |r| {
        let nummer = r.i64(1)?;
        let agb = r.lees(3, AgbCode::parse)?;
        let onderwerp = Onderwerp::Toewijzing {
            nummer,
            client: r.i64(2)?,
            naam: r.opt_text(5)?.is_some().then(|| naam_uit(r, 5)).transpose()?,
            ingangsdatum: r.dag(8)?,
            einddatum: r.opt_dag(9)?,
            tijdelijk_gestopt: r.text(10)? == "tijdelijk",
        };
        let aanbieder = r.opt_string(4)?.unwrap_or_else(|| agb.to_string());
        let rij = maak(greep.gemeente, filter, vandaag, r.dag(0)?, agb, aanbieder, onderwerp);
        Ok((r.string(0)?, nummer, rij))
    })?);
    Ok(())
}

/// A part of a request has the number of its request and its place in it.
const PER_VERZOEK: i64 = 10_000;

fn verzoeken(
    tx: &mut Tx<'_>,
    greep: &Greep<'_>,
    agb: Option<AgbCode>,
    (soort, fase): (&str, i64),
    filter: &WachtFilter,
    vandaag: Datum,
    naar: &mut Vec<Gesleuteld<WachtRij>>,
) -> Uitkomst<()> {
    let tekst = if greep.oplopend { sql::VERZOEK_NA } else { sql::VERZOEK_VOOR };
    let waarden = [
        (&greep.gemeente).into(),
        greep.sleutel.into(),
        greep.id.into(),
        greep.grens.into(),
        greep.limiet.into(),
        soort.into(),
        agb.as_ref().into(),
        fase.into(),
    ];
    naar.extend(tx.query_alle(tekst, &waarden, |r| {
        let nr = r.i64(1)?;
        let agb = r.lees(4, AgbCode::parse)?;
        let onderwerp = Onderwerp::Verzoek {
            bericht: r.i64(2)?,
            client: r.i64(3)?,
            naam: r.opt_text(6)?.is_some().then(|| naam_uit(r, 6)).transpose()?,
            referentie: r.string(9)?,
            beslist: matches!(r.text(10)?, "gehonoreerd" | "afgewezen"),
        };
        let aanbieder = r.opt_string(5)?.unwrap_or_else(|| agb.to_string());
        let rij = maak(greep.gemeente, filter, vandaag, r.dag(0)?, agb, aanbieder, onderwerp);
        Ok((r.string(0)?, nr, rij))
    })?);
    Ok(())
}

/// Counts of one duty while they are added up.
#[derive(Debug)]
struct Teller {
    plicht: &'static Plicht,
    wie: Wie,
    vandaag: Datum,
    /// Open, today, late, never.
    aantal: [i64; 4],
    /// Counting stopped somewhere, and the count may be higher.
    meer: [bool; 4],
    oudste: Option<Datum>,
}

impl Teller {
    fn nieuw(plicht: &'static Plicht, wie: Wie, vandaag: Datum) -> Self {
        Self { plicht, wie, vandaag, aantal: [0; 4], meer: [false; 4], oudste: None }
    }

    /// Adds the counts of a source, oldest day first; `begrensd` when counting stopped.
    fn erbij(&mut self, dagen: &[(Datum, i64)], begrensd: bool) {
        let mut laatste = None;
        for &(begin, n) in dagen.iter().filter(|(d, _)| *d <= self.vandaag) {
            let stand = self.plicht.stand(begin, self.vandaag);
            let in_groep = [
                true,
                stand == Termijnstand::Vandaag,
                stand.is_te_laat(),
                matches!(stand, Termijnstand::Nooit { .. }),
            ];
            for (som, erin) in self.aantal.iter_mut().zip(in_groep) {
                *som += if erin { n } else { 0 };
            }
            self.oudste = Some(self.oudste.map_or(begin, |o| o.min(begin)));
            laatste = Some(stand);
        }
        if begrensd && let Some(laatste) = laatste {
            // the oldest were counted first: a group is whole once something younger was seen
            let nog_open = [
                true,
                laatste <= Termijnstand::Vandaag,
                laatste < Termijnstand::Vandaag,
                matches!(laatste, Termijnstand::Nooit { .. }),
            ];
            for (meer, open) in self.meer.iter_mut().zip(nog_open) {
                *meer |= open;
            }
        }
    }

    fn klaar(self) -> WachtTelling {
        let [open, vandaag, te_laat, nooit] = std::array::from_fn(|i| {
            if self.meer[i] { Aantal::MeerDan(self.aantal[i]) } else { Aantal::Precies(self.aantal[i]) }
        });
        let Self { plicht, wie, oudste, .. } = self;
        WachtTelling { plicht, wie, open, vandaag, te_laat, nooit, oudste }
    }
}

/// Adds one municipality to the counts of some duties of one party.
fn tel(
    tx: &mut Tx<'_>,
    gemeente: Gemeentecode,
    agb: Option<AgbCode>,
    plichtige: Plichtige,
    vandaag: Datum,
    tellers: &mut [Teller],
) -> Uitkomst<()> {
    let g = Val::from(&gemeente);
    let a = Val::from(agb.as_ref());
    let grens = Val::from(GRENS + 1);
    let mut uit: Option<Geteld> = None;
    for t in tellers {
        match bron(t.plicht) {
            Bron::Berichten(soorten) => {
                if uit.is_none() {
                    uit = Some(tel_berichten(tx, g, agb.as_ref())?);
                }
                let Some((alle, vol)) = &uit else { continue };
                for (heen, antwoord) in soorten.iter().filter(|(_, a)| verzender(*a) == plichtige) {
                    for code in [heen.code(), antwoord.code()] {
                        let dagen: Vec<_> =
                            alle.iter().filter(|(s, ..)| s == code).map(|(_, d, n)| (*d, *n)).collect();
                        t.erbij(&dagen, *vol || dagen.iter().map(|(_, n)| n).sum::<i64>() > GRENS);
                    }
                }
            }
            b @ (Bron::Starts | Bron::Stops) if plichtige == Plichtige::Aanbieder => {
                let tekst = match (b == Bron::Starts, agb.is_some()) {
                    (true, false) => sql::START_TEL,
                    (true, true) => sql::START_AGB_TEL,
                    (false, false) => sql::STOP_TEL,
                    (false, true) => sql::STOP_AGB_TEL,
                };
                let alle = [g, grens, vandaag.into(), a];
                let waarden = if agb.is_some() { &alle[..] } else { &alle[..3] };
                let dagen = tx.query_alle(tekst, waarden, |r| Ok((r.dag(0)?, r.i64(1)?)))?;
                t.erbij(&dagen, dagen.iter().map(|(_, n)| n).sum::<i64>() > GRENS);
            }
            Bron::Verzoeken(soort, fase) if plichtige == Plichtige::Gemeente => {
                let mut dagen = Vec::new();
                tx.query(sql::VERZOEK_TEL, &[g, a], |r| {
                    if r.text(0)? == soort && r.i64(1)? == fase {
                        dagen.push((r.dag(2)?, r.i64(3)?));
                    }
                    Ok(())
                })?;
                t.erbij(&dagen, false);
            }
            _ => {}
        }
    }
    Ok(())
}

/// Kind, day on which the term began, how many, oldest first within a kind; and whether there are more answers that
/// wait to leave.
type Geteld = (Vec<(String, Datum, i64)>, bool);

fn tel_berichten(tx: &mut Tx<'_>, g: Val<'_>, agb: Option<&AgbCode>) -> Uitkomst<Geteld> {
    let rij = |r: &Row<'_>| {
        let dag = dag_van(&format!("{}:00:00Z", r.text(1)?));
        let dag = dag.ok_or(store::StoreFout::Kolom { index: 1, verwacht: "een uur" })?;
        Ok((r.string(0)?, dag, r.i64(2)?))
    };
    let alle = [g, (GRENS + 1).into(), agb.into()];
    let mut dagen = match agb {
        None => tx.query_alle(sql::UIT_TEL, &alle[..2], rij)?,
        Some(_) => tx.query_alle(sql::UIT_AGB_TEL, &alle, rij)?,
    };
    let klaar = tx.query_alle(sql::KLAAR_TEL, &alle, rij)?;
    let vol = klaar.iter().map(|(.., n)| n).sum::<i64>() > GRENS;
    dagen.extend(klaar);
    Ok((dagen, vol))
}

/// The counts of every duty that is watched, for both parties; duties of which nothing is kept are left out.
pub fn tellingen(
    db: &Db,
    wie: &Gebruiker,
    gemeente: Option<Gemeentecode>,
    agb: Option<AgbCode>,
    vandaag: Datum,
) -> Result<Vec<WachtTelling>, VraagFout> {
    let bereik = Bereik::lijst(wie, Recht::Berichten, gemeente, agb)?;
    Ok(db.read(|tx| tel_alles(tx, wie, &bereik.gemeenten, bereik.agb, vandaag))?)
}

/// The same inside a question that has its bounds already.
pub(super) fn tel_alles(
    tx: &mut Tx<'_>,
    wie: &Gebruiker,
    gemeenten: &[Gemeentecode],
    agb: Option<AgbCode>,
    vandaag: Datum,
) -> Uitkomst<Vec<WachtTelling>> {
    let mut uit = Vec::new();
    for &wie_doet in Wie::ALLE {
        let plichtige = partij(wie, wie_doet);
        let mut tellers: Vec<_> = PLICHTEN
            .iter()
            .filter(|p| kan(p, plichtige))
            .map(|p| Teller::nieuw(p, wie_doet, vandaag))
            .collect();
        for &g in gemeenten {
            tel(tx, g, agb, plichtige, vandaag, &mut tellers)?;
        }
        uit.extend(tellers.into_iter().map(Teller::klaar));
    }
    Ok(uit)
}

/// Whether this party can have this duty.
fn kan(plicht: &Plicht, plichtige: Plichtige) -> bool {
    match bron(plicht) {
        Bron::Berichten(soorten) => soorten.iter().any(|(_, a)| verzender(*a) == plichtige),
        Bron::Starts | Bron::Stops => plichtige == Plichtige::Aanbieder,
        Bron::Verzoeken(..) => plichtige == Plichtige::Gemeente,
        Bron::Geen => false,
    }
}

/// The duty and who must act, when a page names none: the first of ours, else of theirs, with something in the stand
/// asked; for all that is open, late goes before today.
pub fn begin_bij(tellingen: &[WachtTelling], stand: StandFilter) -> (&'static Plicht, Wie) {
    let volgorde: &[StandFilter] = match &stand {
        StandFilter::Open => &[StandFilter::TeLaat, StandFilter::Vandaag, StandFilter::Open],
        ander => std::slice::from_ref(ander),
    };
    let eerste = |s: &StandFilter| tellingen.iter().find(|t| t.bij(*s).getal() > 0);
    let gevonden = volgorde.iter().find_map(eerste).or(tellingen.first());
    gevonden.map_or((termijnen::RETOUR, Wie::Hen), |t| (t.plicht, t.wie))
}

#[cfg(test)]
mod tests;
