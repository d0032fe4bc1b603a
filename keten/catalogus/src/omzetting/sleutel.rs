//! The key of a framework laid out as a table, and the judgement on one indication.

use super::model::{GEEN_KLASSE, Indicatie, Niet, OmzetFout, Omzetproduct, Oordeel};
use crate::{Catalogusproduct, Inkoopkader, tarief_op};
use kern::{Bron, Datum, Decimaal, Eurocent, Opzoeking, Productcode, Uitleg, voluit};
use regels::{Aanleiding, HOOGSTE_KLASSE, Kader, Omzetting, Omzetwijze, Richting, Tijdvak, functiecode};
use std::collections::HashMap;

/// A group of codes, in the order of the key.
#[derive(Debug, Clone)]
struct Functie {
    sleutel: String,
    naam: String,
    in_sleutel: bool,
    vervangt: Vec<Productcode>,
    bron: Bron,
    toelichting: String,
    /// Per class: what happens while it runs, and cents a year before.
    tabel: Vec<(Oordeel, Option<Decimaal>)>,
}

/// A line of the key.
#[derive(Debug, Clone)]
struct Regel {
    sleutel: String,
    producten: Vec<Omzetproduct>,
    per_jaar: Decimaal,
    bron: Bron,
    toelichting: String,
}

/// The key of a framework on a day.
#[derive(Debug, Clone)]
pub struct Omzetsleutel {
    /// Framework.
    pub kader: String,
    /// Its name.
    pub naam: String,
    /// The day from which the new products hold.
    pub omzetdatum: Datum,
    /// How running indications go over.
    pub wijze: Omzetwijze,
    /// Why an assignment that is replaced ends (list WMO002).
    pub reden_wijziging: String,
    /// Whether a value before was made up.
    pub voor_verzonnen: bool,
    /// Whether there are values before at all.
    pub voor_bekend: bool,
    /// Whether a price of the framework was made up.
    pub na_verzonnen: bool,
    bron: Bron,
    functies: Vec<Functie>,
    codes: HashMap<String, u8>,
    anders: Option<u8>,
    regels: Vec<Regel>,
    drempels: Vec<regels::Omzetdrempel>,
    momenten: Vec<regels::Omzetmoment>,
}

impl Omzetsleutel {
    /// Lays out the key of a framework; `per` is another day than the one that it names.
    pub fn uit(kader: &Kader, per: Option<Datum>) -> Result<Self, OmzetFout> {
        let o = kader.omzetting.as_ref().ok_or_else(|| OmzetFout::GeenSleutel(kader.id.clone()))?;
        let dag = per.unwrap_or(o.omzetdatum);
        if !kader.verantwoording.geldig.bevat(dag) {
            return Err(OmzetFout::Dag(dag));
        }
        if o.functies.len() > 31 || o.regels.len() > 100 {
            return Err(OmzetFout::TeVeel);
        }
        let catalogus = Inkoopkader::uit(kader).map_err(OmzetFout::Catalogus)?;
        let geldt = |v: &regels::Verantwoording| v.geldig.bevat(dag);
        let regels: Vec<&regels::Sleutelregel> =
            o.regels.iter().filter(|r| geldt(&r.verantwoording)).collect();
        let mut lijst = Vec::new();
        for r in &regels {
            lijst.push(lees_regel(&catalogus, r, dag)?);
        }
        let drempels: Vec<_> = o.drempels.iter().filter(|d| geldt(&d.verantwoording)).cloned().collect();
        let mut functies = Vec::new();
        let mut codes = HashMap::new();
        for (i, f) in o.functies.iter().enumerate() {
            let nummer = u8::try_from(i).map_err(|_| OmzetFout::TeVeel)?;
            codes.extend(f.codes.iter().map(|c| (functiecode(c), nummer)));
            let waarden = o.oude_waarden.iter().find(|w| w.functie == f.sleutel && geldt(&w.verantwoording));
            let tabel = (0..=HOOGSTE_KLASSE)
                .map(|k| {
                    let voor = waarden.and_then(|w| w.klassen.iter().find(|(x, _)| *x == k)).map(|(_, b)| *b);
                    (cel(f, &regels, &lijst, &drempels, k, voor), voor)
                })
                .collect();
            functies.push(Functie {
                sleutel: f.sleutel.clone(),
                naam: f.naam.clone(),
                in_sleutel: f.in_sleutel,
                vervangt: f.vervangt.clone(),
                bron: f.verantwoording.bron.clone(),
                toelichting: f.verantwoording.toelichting.clone(),
                tabel,
            });
        }
        let anders = nummer_van(o, o.andere_codes.as_deref());
        Ok(Self {
            kader: kader.id.clone(),
            naam: kader.naam.clone(),
            omzetdatum: dag,
            wijze: o.wijze,
            reden_wijziging: o.reden_wijziging.clone(),
            voor_verzonnen: o.oude_waarden.iter().any(|w| w.verzonnen),
            voor_bekend: !o.oude_waarden.is_empty(),
            na_verzonnen: lijst.iter().flat_map(|r| &r.producten).any(|p| p.verzonnen),
            bron: o.verantwoording.bron.clone(),
            functies,
            codes,
            anders,
            regels: lijst,
            drempels,
            momenten: o.momenten.clone(),
        })
    }

    /// The group of a code; `None` when it fits no key.
    pub fn functie(&self, code: &str) -> Option<u8> {
        self.codes.get(functiecode(code).as_str()).copied().or(self.anders)
    }

    /// Name of a group.
    pub fn functienaam(&self, functie: u8) -> &str {
        self.functies.get(usize::from(functie)).map_or("onbekende functie", |f| &f.naam)
    }

    /// Key of a group, for reports.
    pub fn functiesleutel(&self, functie: u8) -> &str {
        self.functies.get(usize::from(functie)).map_or("onbekend", |f| &f.sleutel)
    }

    /// Whether the class of this group decides what it becomes.
    pub fn telt_klasse(&self, functie: Option<u8>) -> bool {
        self.wijze == Omzetwijze::Technisch
            && functie.and_then(|f| self.functies.get(usize::from(f))).is_some_and(|f| f.in_sleutel)
    }

    /// Codes of products that an assignment for this group may stand under before.
    pub fn vervangt(&self, functie: u8) -> &[Productcode] {
        self.functies.get(usize::from(functie)).map_or(&[], |f| &f.vervangt)
    }

    /// The products of a line.
    pub fn producten(&self, regel: u8) -> &[Omzetproduct] {
        self.regels.get(usize::from(regel)).map_or(&[], |r| &r.producten)
    }

    /// The products of all lines.
    pub fn alle_producten(&self) -> impl Iterator<Item = &Omzetproduct> {
        self.regels.iter().flat_map(|r| &r.producten)
    }

    /// Number of lines.
    pub fn aantal_regels(&self) -> usize {
        self.regels.len()
    }

    /// Short names of the products of a line: `IB1 + OPSLAG1`.
    pub fn productnamen(&self, regel: u8) -> String {
        self.producten(regel).iter().map(|p| p.kort.as_str()).collect::<Vec<_>>().join(" + ")
    }

    /// Cents a year before; `None` when the data do not say.
    pub fn voor_per_jaar(&self, functie: u8, klasse: u8) -> Option<Decimaal> {
        self.functies.get(usize::from(functie))?.tabel.get(usize::from(klasse))?.1
    }

    /// Cents a year after, by this line.
    pub fn na_per_jaar(&self, regel: u8) -> Decimaal {
        self.regels.get(usize::from(regel)).map_or(Decimaal::ZERO, |r| r.per_jaar)
    }

    /// What happens to one indication.
    pub fn beoordeel(&self, i: &Indicatie) -> Oordeel {
        if i.einde.is_some_and(|e| e < self.omzetdatum) {
            return Oordeel::Geeindigd;
        }
        if self.wijze == Omzetwijze::Technisch && i.ingang > self.omzetdatum {
            return Oordeel::NogNiet;
        }
        let Some(f) = i.functie.and_then(|f| self.functies.get(usize::from(f))) else {
            return Oordeel::PastNiet(Niet::OnbekendeCode);
        };
        if !f.in_sleutel {
            return Oordeel::PastNiet(Niet::BuitenSleutel);
        }
        if self.wijze == Omzetwijze::Herindicatie {
            return Oordeel::Herindiceren(self.aanleiding(i));
        }
        f.tabel.get(usize::from(i.klasse)).map_or(Oordeel::PastNiet(Niet::Klasse), |(o, _)| *o)
    }

    fn moment(&self, a: Aanleiding) -> Option<&regels::Omzetmoment> {
        self.momenten.iter().find(|m| m.aanleiding == a)
    }

    fn aanleiding(&self, i: &Indicatie) -> Aanleiding {
        if i.ingang >= self.omzetdatum {
            return Aanleiding::Nieuw;
        }
        let na = i.einde.and_then(|e| e.tomorrow().ok());
        let actief = self.moment(Aanleiding::Actief).map(|m| m.vanaf);
        match (na, actief) {
            (Some(na), Some(actief)) if na <= actief => Aanleiding::Herindicatie,
            (Some(_), None) => Aanleiding::Herindicatie,
            _ => Aanleiding::Actief,
        }
    }

    /// The day on which an indication goes over; `None` when it does not.
    pub fn dag(&self, i: &Indicatie) -> Option<Datum> {
        match self.beoordeel(i) {
            Oordeel::Omzetten(_) => Some(self.omzetdatum),
            Oordeel::Herindiceren(Aanleiding::Nieuw) => Some(i.ingang),
            Oordeel::Herindiceren(Aanleiding::Herindicatie) => i.einde.and_then(|e| e.tomorrow().ok()),
            Oordeel::Herindiceren(Aanleiding::Actief) => self.moment(Aanleiding::Actief).map(|m| m.vanaf),
            _ => None,
        }
    }

    /// Why this happens, in one sentence for a list.
    pub fn reden(&self, i: &Indicatie, oordeel: Oordeel) -> String {
        let functie = i.functie.and_then(|f| self.functies.get(usize::from(f)));
        match oordeel {
            Oordeel::Omzetten(r) => self.regels.get(usize::from(r)).map_or_else(String::new, |r| r.toelichting.clone()),
            Oordeel::EerstIndicatie(r) => self.verandering(i, r).map_or_else(String::new, |(_, t)| t),
            Oordeel::Herindiceren(a) => self.moment(a).map_or_else(String::new, |m| m.tekst.clone()),
            Oordeel::PastNiet(Niet::OnbekendeCode) => {
                "Deze functie staat niet in de sleutel. Bespreek met de aanbieder wat het wordt.".into()
            }
            Oordeel::PastNiet(Niet::BuitenSleutel) => {
                functie.map_or_else(String::new, |f| format!("{}: {}", f.naam, f.toelichting))
            }
            Oordeel::PastNiet(Niet::Klasse) => {
                "De sleutel heeft geen regel voor deze klasse. Bespreek met de aanbieder wat het wordt.".into()
            }
            Oordeel::Dubbel => "Staat al in het bestand.".into(),
            Oordeel::Overlap => {
                "De cliënt heeft nog een lopende indicatie die op de sleutel past. Kies welke geldt en zet de andere apart."
                    .into()
            }
            Oordeel::Geeindigd => format!("Eindigde voor {}.", voluit(self.omzetdatum)),
            Oordeel::NogNiet => {
                format!("Begint na {}: dan gelden de nieuwe producten al.", voluit(self.omzetdatum))
            }
            Oordeel::Overgeslagen => "Met naam apart gezet.".into(),
        }
    }

    /// By how much the value changes, when that is more than a threshold.
    fn verandering(&self, i: &Indicatie, regel: u8) -> Option<(&regels::Omzetdrempel, String)> {
        let voor = self.voor_per_jaar(i.functie?, i.klasse)?;
        let na = self.na_per_jaar(regel);
        let d = self.drempels.iter().find(|d| overschrijdt(d, voor, na))?;
        let woord = if d.richting == Richting::Lager { "lager" } else { "hoger" };
        let procent = afstand(voor, na).round_dp(1).normalize().to_string().replace('.', ",");
        Some((
            d,
            format!(
                "De waarde per jaar gaat van {}{} naar {}: {procent} procent {woord}. Dat is meer dan {} procent; eerst is een nieuwe indicatie nodig.",
                euro(voor),
                if self.voor_verzonnen { " (verzonnen)" } else { "" },
                euro(na),
                d.procent.normalize(),
            ),
        ))
    }

    /// The whole reasoning about one indication (invariant 7).
    pub fn uitleg(&self, i: &Indicatie, oordeel: Oordeel) -> Uitleg {
        let soort = Oordeel::SOORTEN[oordeel.soort()].1;
        let mut u = Uitleg::new("Omzetting van een lopende indicatie", self.uitkomst(oordeel, soort))
            .volgens(format!("{}/omzetting", self.kader), self.bron.clone())
            .met("omzetdatum", voluit(self.omzetdatum))
            .met("ingangsdatum", voluit(i.ingang))
            .met("einddatum", i.einde.map_or_else(|| "open".into(), voluit));
        if i.klasse != GEEN_KLASSE {
            u = u.met("klasse", i.klasse.to_string());
        }
        if let Some(f) = i.functie.and_then(|f| self.functies.get(usize::from(f))) {
            u = u.want(
                Uitleg::new("Soort ondersteuning", f.naam.clone())
                    .volgens(format!("{}/functie/{}", self.kader, f.sleutel), f.bron.clone()),
            );
        }
        if let Oordeel::Omzetten(r) | Oordeel::EerstIndicatie(r) = oordeel
            && let Some(regel) = self.regels.get(usize::from(r))
        {
            let mut stap = Uitleg::new("Regel van de sleutel", self.productnamen(r))
                .volgens(format!("{}/{}", self.kader, regel.sleutel), regel.bron.clone())
                .met("waarde na, per jaar", euro(regel.per_jaar));
            if let Some(voor) = i.functie.and_then(|f| self.voor_per_jaar(f, i.klasse)) {
                let woord = if self.voor_verzonnen {
                    "waarde voor, per jaar (verzonnen)"
                } else {
                    "waarde voor, per jaar"
                };
                stap = stap.met(woord, euro(voor));
            }
            u = u.want(stap);
            if let Some((d, tekst)) = self.verandering(i, r) {
                u = u.want(
                    Uitleg::new("Verandert de inhoud veel?", tekst)
                        .volgens(format!("{}/drempel", self.kader), d.verantwoording.bron.clone()),
                );
            }
        } else {
            u = u.want(Uitleg::new("Reden", self.reden(i, oordeel)));
        }
        u
    }

    fn uitkomst(&self, oordeel: Oordeel, soort: &str) -> String {
        match oordeel {
            Oordeel::Omzetten(r) => {
                format!("wordt {} vanaf {}", self.productnamen(r), voluit(self.omzetdatum))
            }
            _ => soort.to_owned(),
        }
    }
}

fn nummer_van(o: &Omzetting, sleutel: Option<&str>) -> Option<u8> {
    let plek = o.functies.iter().position(|f| Some(f.sleutel.as_str()) == sleutel)?;
    u8::try_from(plek).ok()
}

/// The cell of the table for a class.
fn cel(
    f: &regels::Functiegroep,
    regels: &[&regels::Sleutelregel],
    lijst: &[Regel],
    drempels: &[regels::Omzetdrempel],
    klasse: u8,
    voor: Option<Decimaal>,
) -> Oordeel {
    let past = |r: &&regels::Sleutelregel| {
        r.functies.contains(&f.sleutel) && klasse >= r.klasse_van && r.klasse_tot.is_none_or(|t| klasse <= t)
    };
    let Some(plek) = regels.iter().position(past) else { return Oordeel::PastNiet(Niet::Klasse) };
    let Ok(nummer) = u8::try_from(plek) else { return Oordeel::PastNiet(Niet::Klasse) };
    let na = lijst.get(plek).map_or(Decimaal::ZERO, |r| r.per_jaar);
    match voor {
        Some(voor) if drempels.iter().any(|d| overschrijdt(d, voor, na)) => Oordeel::EerstIndicatie(nummer),
        _ => Oordeel::Omzetten(nummer),
    }
}

/// How far the new value lies from the old one, in percent of the old one.
fn afstand(voor: Decimaal, na: Decimaal) -> Decimaal {
    if voor.is_zero() { Decimaal::MAX } else { ((na - voor).abs() / voor) * Decimaal::ONE_HUNDRED }
}

fn overschrijdt(d: &regels::Omzetdrempel, voor: Decimaal, na: Decimaal) -> bool {
    let kant = match d.richting {
        Richting::Lager => na < voor,
        Richting::Hoger => na > voor,
    };
    // multiplied out: a change of exactly the threshold is not more than it
    kant && (na - voor).abs() * Decimaal::ONE_HUNDRED > d.procent * voor
}

fn lees_regel(catalogus: &Inkoopkader, r: &regels::Sleutelregel, dag: Datum) -> Result<Regel, OmzetFout> {
    let mut producten = Vec::new();
    let mut som = Decimaal::ZERO;
    for kort in &r.producten {
        let p = product(catalogus, kort, dag).ok_or_else(|| OmzetFout::Product(kort.clone(), dag))?;
        som = som.checked_add(p.per_jaar).ok_or(OmzetFout::Bedrag)?;
        producten.push(p);
    }
    Ok(Regel {
        sleutel: r.sleutel.clone(),
        producten,
        per_jaar: som,
        bron: r.verantwoording.bron.clone(),
        toelichting: r.verantwoording.toelichting.clone(),
    })
}

fn product(catalogus: &Inkoopkader, kort: &str, dag: Datum) -> Option<Omzetproduct> {
    let geldt = |p: &&Catalogusproduct| p.kort == kort && p.geldig.bevat(dag);
    let p = catalogus.producten.iter().find(geldt)?;
    let Opzoeking::Geldig(t) = tarief_op(p, dag) else { return None };
    let per_jaar = match t.verzending.jaar {
        Some(jaar) => jaar.basis,
        // so much a piece, so many pieces each period of the assignment
        None => Tijdvak::from(p.frequentie).reken_om(
            t.bedrag.checked_mul(Decimaal::from(p.volume))?,
            Tijdvak::Jaar,
            t.verzending.weken_per_jaar,
        )?,
    };
    Some(Omzetproduct {
        kort: p.kort.clone(),
        naam: p.naam.clone(),
        sleutel: p.sleutel,
        volume: p.volume,
        eenheid: p.eenheid,
        frequentie: p.frequentie,
        per_jaar,
        verzonnen: t.verzonnen,
    })
}

fn euro(cent: Decimaal) -> String {
    Eurocent::rond(cent, kern::Afronding::Rekenkundig).map_or_else(|_| "?".into(), |c| format!("€ {c}"))
}
