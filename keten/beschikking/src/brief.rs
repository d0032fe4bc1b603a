//! The letter that makes a decision known: the template filled in, with the house style of the municipality and annexes.
//! Without an address for objections there is no letter.

use crate::sjabloon::{Regel, Sjabloon, Teken, tekens};
use crate::{Besluitsoort, Bijdragemededeling, Ontwerp, bezwaar_uiterlijk};
use kern::{Bevinding, Datum, voluit};

/// What a municipality puts on its letters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Huisstijl {
    /// Name on the letter.
    pub naam: String,
    /// Address, a line each.
    pub adres: Vec<String>,
    /// Where one can call or write.
    pub contact: String,
    /// Where an objection goes to.
    pub bezwaaradres: String,
    /// Colour of the name: red, green, blue.
    pub kleur: (u8, u8, u8),
}

/// A part of what is granted, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Onderdeelregel {
    /// Product.
    pub wat: String,
    /// Amount.
    pub hoeveel: String,
    /// Days.
    pub wanneer: String,
    /// Provider.
    pub aanbieder: String,
}

/// What the letter is made of, beside the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Briefgegevens<'a> {
    /// House style.
    pub huisstijl: &'a Huisstijl,
    /// Name of the client, as on an envelope.
    pub naam: String,
    /// Address of the client, a line each.
    pub adres: Vec<String>,
    /// Reference.
    pub kenmerk: String,
    /// Day of the letter: that on which it is made known.
    pub dag: Datum,
    /// Who signs.
    pub ondertekenaar: String,
    /// What is granted, in words.
    pub onderdelen: Vec<Onderdeelregel>,
    /// The plan as it was kept, a paragraph each; empty when it is sent apart.
    pub plan: Vec<String>,
}

/// A piece of the letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Briefdeel {
    /// Heading of a part.
    Kop(String),
    /// A paragraph.
    Alinea(String),
    /// A list.
    Lijst(Vec<String>),
    /// A table: name, heads, rows.
    Tabel(String, Vec<String>, Vec<Vec<String>>),
    /// An annex begins on a new page.
    Bijlage(String),
}

/// A letter, ready to be laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// Name of the municipality and colour.
    pub afzender: (String, (u8, u8, u8)),
    /// Its address, a line each.
    pub afzenderadres: Vec<String>,
    /// To whom, a line each.
    pub aan: Vec<String>,
    /// Day.
    pub dag: Datum,
    /// Reference.
    pub kenmerk: String,
    /// Title.
    pub titel: String,
    /// Pieces.
    pub delen: Vec<Briefdeel>,
}

/// Fills a template, or says everything that it lacks.
pub fn maak_brief(sjabloon: &Sjabloon, o: &Ontwerp, g: &Briefgegevens<'_>) -> Result<Brief, Vec<Bevinding>> {
    let mut fout = Vec::new();
    let Some(soort) = o.soort else {
        return Err(vec![Bevinding::new(
            "BRIEF",
            None,
            "/ondersteuning/soort",
            "Kies wat u besluit. Pas dan is er een brief.",
        )]);
    };
    for (leeg, plaats, tekst) in [
        (
            g.huisstijl.bezwaaradres.trim().is_empty(),
            "/huisstijl/bezwaaradres",
            "Er is geen adres voor bezwaar ingevuld. Zonder dat adres kan er geen brief zijn (Awb 3:45).",
        ),
        (
            g.huisstijl.naam.trim().is_empty(),
            "/huisstijl/naam",
            "De naam van de gemeente voor op de brief ontbreekt.",
        ),
        (g.adres.is_empty(), "", "Van de cliënt is geen adres bekend."),
    ] {
        if leeg {
            fout.push(Bevinding::new("BRIEF", None, plaats, tekst));
        }
    }
    let mut titel = String::new();
    let mut delen: Vec<Briefdeel> = Vec::new();
    for regel in sjabloon.regels(soort) {
        let mut vul = |t: &str| vul(t, soort, o, g, &mut fout);
        match regel {
            Regel::Titel(t) => titel = vul(t),
            Regel::Kop(t) => delen.push(Briefdeel::Kop(vul(t))),
            Regel::Punt(t) => {
                let punt = vul(t);
                match delen.last_mut() {
                    Some(Briefdeel::Lijst(l)) => l.push(punt),
                    _ => delen.push(Briefdeel::Lijst(vec![punt])),
                }
            }
            Regel::Alinea(t) => {
                delen.extend(
                    vul(t).lines().filter(|l| !l.trim().is_empty()).map(|l| Briefdeel::Alinea(l.to_owned())),
                );
            }
            Regel::Blok(b) if b == "rechtsmiddel" => delen.extend(rechtsmiddel(g)),
            Regel::Blok(_) => delen.extend(onderdelen(g)),
        }
    }
    if soort.kent_toe() {
        let resultaten: Vec<String> =
            o.resultaten.lines().map(str::trim).filter(|r| !r.is_empty()).map(str::to_owned).collect();
        if !g.plan.is_empty() {
            delen.push(Briefdeel::Bijlage("Bijlage: uw ondersteuningsplan".into()));
            delen.extend(g.plan.iter().map(|t| Briefdeel::Alinea(t.clone())));
        }
        if !resultaten.is_empty() {
            delen.push(Briefdeel::Bijlage("Bijlage: wat u wilt bereiken".into()));
            delen.push(Briefdeel::Lijst(resultaten));
        }
    }
    if !fout.is_empty() {
        return Err(fout);
    }
    Ok(Brief {
        afzender: (g.huisstijl.naam.clone(), g.huisstijl.kleur),
        afzenderadres: g.huisstijl.adres.clone(),
        aan: std::iter::once(g.naam.clone()).chain(g.adres.iter().cloned()).collect(),
        dag: g.dag,
        kenmerk: g.kenmerk.clone(),
        titel,
        delen,
    })
}

fn rechtsmiddel(g: &Briefgegevens<'_>) -> Vec<Briefdeel> {
    let tot = bezwaar_uiterlijk(g.dag);
    vec![
        Briefdeel::Alinea(
            "Bel ons gerust eerst. Misschien komen wij er samen uit. U kunt ook bezwaar maken. Dat kunt u zelf doen, of \
             iemand kan het voor u doen."
                .into(),
        ),
        Briefdeel::Alinea(format!(
            "Stuur uw bezwaar binnen zes weken na de dag van deze brief. Verstuurt u het uiterlijk {}, dan bent u op tijd. \
             Stuur het naar: {}.",
            voluit(tot),
            g.huisstijl.bezwaaradres.trim().trim_end_matches('.')
        )),
        Briefdeel::Alinea("Zet in uw bezwaar:".into()),
        Briefdeel::Lijst(vec![
            "uw naam en adres;".into(),
            "de datum;".into(),
            format!("het kenmerk van deze brief: {};", g.kenmerk),
            "waarom u het niet eens bent met het besluit;".into(),
            "uw handtekening.".into(),
        ]),
        Briefdeel::Alinea("Het besluit geldt ook als u bezwaar maakt.".into()),
    ]
}

fn onderdelen(g: &Briefgegevens<'_>) -> Option<Briefdeel> {
    if g.onderdelen.is_empty() {
        return None;
    }
    let koppen = ["Ondersteuning", "Hoeveel", "Wanneer", "Aanbieder"].map(str::to_owned).to_vec();
    let rijen = g
        .onderdelen
        .iter()
        .map(|r| vec![r.wat.clone(), r.hoeveel.clone(), r.wanneer.clone(), r.aanbieder.clone()])
        .collect();
    Some(Briefdeel::Tabel("Wat u krijgt".into(), koppen, rijen))
}

/// The line with its fields filled in; a field that is empty is a finding.
fn vul(
    regel: &str,
    soort: Besluitsoort,
    o: &Ontwerp,
    g: &Briefgegevens<'_>,
    fout: &mut Vec<Bevinding>,
) -> String {
    let dag = |d: Option<Datum>| d.map(voluit).unwrap_or_default();
    let mut uit = String::new();
    for t in tekens(regel).unwrap_or_default() {
        let veld = match t {
            Teken::Tekst(t) => {
                uit.push_str(t);
                continue;
            }
            Teken::Veld(v) => v,
        };
        let (waarde, plaats) = match veld {
            "aanhef" => (format!("Beste {},", g.naam), ""),
            "aanvraagdatum" => (
                o.aanvraag_op.map_or_else(|| if soort == Besluitsoort::Spoed { "deze week".into() } else { String::new() }, voluit),
                "/afweging/aanvraag_op",
            ),
            "aard" => (o.aard.trim().to_owned(), "/ondersteuning/aard"),
            "intensiteit" => (o.intensiteit.trim().to_owned(), "/ondersteuning/intensiteit"),
            "ingangsdatum" => (dag(o.ingangsdatum), "/ondersteuning/ingangsdatum"),
            "einddatum" => (
                o.einddatum.map_or_else(|| if o.open_einde { "een nader te bepalen dag".into() } else { String::new() }, voluit),
                "/ondersteuning/einddatum",
            ),
            "vorm" => (o.vorm.map_or_else(String::new, |v| v.omschrijving().to_owned()), "/ondersteuning/vorm"),
            "plandatum" => (dag(o.plan_op), "/afweging/plan_op"),
            "grond" if o.grond.trim().is_empty() && soort == Besluitsoort::Spoed && o.motivering_volgt => {
                ("U krijgt binnen een week een brief waarin staat waarom wij dit besluiten.".into(), "")
            }
            "grond" => (o.grond.trim().to_owned(), "/afweging/grond"),
            "voorschrift" => (o.voorschrift.trim().to_owned(), "/afweging/voorschrift"),
            "herziening" => {
                (o.herziening.map_or_else(String::new, |h| h.omschrijving().to_owned()), "/afweging/herziening")
            }
            "bijdrage" => (
                match o.bijdrage {
                    Some(Bijdragemededeling::Verschuldigd) => "U betaalt een eigen bijdrage. Het CAK stuurt u daarvoor een rekening. Hoe hoog de bijdrage is, leest u op hetcak.nl.".into(),
                    Some(Bijdragemededeling::Vrij) => "U betaalt voor deze ondersteuning geen eigen bijdrage.".into(),
                    None => String::new(),
                },
                "/afweging/bijdrage",
            ),
            "contact" => (g.huisstijl.contact.trim().to_owned(), "/huisstijl/contact"),
            "gemeente" => (g.huisstijl.naam.trim().to_owned(), "/huisstijl/naam"),
            "ondertekenaar" => (g.ondertekenaar.clone(), ""),
            "onderwerp" => (format!("Besluit over uw aanvraag: {}", soort.omschrijving()), ""),
            _ => (String::new(), ""),
        };
        if waarde.trim().is_empty() {
            let tekst = format!("In de brief is het veld '{veld}' leeg.");
            let b = Bevinding::new("BRIEF", None, plaats, tekst);
            if !fout.contains(&b) {
                fout.push(b);
            }
        }
        uit.push_str(&waarde);
    }
    uit
}
