//! Claims: the list, the file with its lines, and one line with its explanation.

use super::{Blader, Invoer, Keuze, plek};
use crate::csv::{Csv, bedrag};
use crate::filters;
use crate::fout::Fout;
use crate::opmaak::Html;
use crate::schil::{Omgeving, Query, Schil};
use crate::{Bezoek, blader_door, toon, uitleg, vraag};
use app::Recht;
use app::loket::claims::Verwante;
use app::vragen::declaraties::{ClaimDossier, ClaimFilter, ClaimRij, RegelFilter, RegelRij};
use app::vragen::{ClaimStatus, Lijst, RegelStatus};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use jiff::Span;
use jiff::civil::Date;
use kern::Eurocent;

/// The list.
#[derive(Template, Debug)]
#[template(path = "declaraties.html")]
pub struct DeclaratiesPagina {
    /// Shell.
    pub schil: Schil,
    /// Filters.
    pub keuzes: Vec<Keuze>,
    /// Provider asked.
    pub agb: String,
    /// Rows.
    pub rijen: Vec<ClaimRij>,
    /// Names.
    pub om: Omgeving,
    /// Foot.
    pub blader: Blader,
    /// Some filter is on.
    pub gefilterd: bool,
}

fn query(invoer: &Invoer, om: &Omgeving) -> Query {
    ["status", "agb", "maand"]
        .into_iter()
        .fold(Query::default(), |q, n| q.met(n, invoer.tekst(n)))
        .misschien("gemeente", om.gekozen)
}

fn keuze_status(gekozen: String) -> Keuze {
    Keuze::nieuw(
        "status",
        "Status",
        "Alle",
        ClaimStatus::ALLE.iter().map(|s| (s.code().to_owned(), crate::opmaak::hoofdletter(s.omschrijving()))),
        gekozen,
    )
}

/// The last two years, newest first.
fn keuze_maand(gekozen: String, vandaag: Date) -> Keuze {
    let maanden = (0..24).filter_map(|n| vandaag.first_of_month().checked_sub(Span::new().months(n)).ok());
    Keuze::nieuw(
        "maand",
        "Maand",
        "Alle maanden",
        maanden.map(|m| (format!("{:04}-{:02}", m.year(), m.month()), crate::opmaak::maand(m))),
        gekozen,
    )
}

impl DeclaratiesPagina {
    /// The page of this list.
    pub fn nieuw(om: &Omgeving, invoer: &Invoer, lijst: Lijst<ClaimRij>, vandaag: Date) -> Self {
        let q = query(invoer, om);
        Self {
            schil: Schil::nieuw(om, "Declaraties", "/declaraties", "/declaraties")
                .via("Overzicht", "/")
                .hier("Declaraties"),
            keuzes: vec![
                keuze_status(invoer.tekst("status")),
                keuze_maand(invoer.tekst("maand"), vandaag),
                Keuze::gemeente(om),
            ],
            agb: invoer.tekst("agb"),
            gefilterd: !q.clone().met("gemeente", "").is_leeg(),
            blader: Blader::van(&lijst, &q, "/declaraties", "declaratie", "declaraties"),
            rijen: lijst.rijen,
            om: om.clone(),
        }
    }
}

fn filter(om: &Omgeving, invoer: &Invoer) -> Result<ClaimFilter, Fout> {
    let lees = || -> Result<ClaimFilter, app::vragen::VraagFout> {
        Ok(ClaimFilter {
            gemeente: om.gekozen,
            agb: invoer.agb("agb")?,
            status: invoer.keuze("status", ClaimStatus::parse)?,
            maand: invoer.keuze("maand", |m| kern::lees_datum(&format!("{m}-01")))?,
        })
    };
    lees().map_err(|f| Fout::from(f).voor(om))
}

/// `GET /declaraties`
pub async fn lijst(bezoek: Bezoek, invoer: Invoer) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let filter = filter(om, &invoer)?;
    if invoer.als_csv() {
        let rijen = blader_door(&bezoek, move |s, wie, blad| {
            app::vragen::declaraties::lijst(&s.db, wie, &filter, blad)
        })
        .await?;
        let mut csv = Csv::nieuw(&[
            "gemeente",
            "bericht",
            "agb",
            "aanbieder",
            "nummer",
            "van",
            "tot en met",
            "ingediend",
            "toegekend",
            "regels",
            "regels toegekend",
            "status",
        ]);
        for r in &rijen {
            csv.rij(&[
                om.gemeente(r.gemeente),
                r.bericht.to_string(),
                r.agb.to_string(),
                r.aanbieder.clone(),
                r.nummer.clone(),
                r.periode_van.to_string(),
                r.periode_tot.to_string(),
                bedrag(r.ingediend),
                bedrag(r.toegekend),
                r.regels.to_string(),
                r.regels_toegekend.to_string(),
                r.status.omschrijving().to_owned(),
            ]);
        }
        return Ok(csv.antwoord("declaraties"));
    }
    let blad = invoer.blad().map_err(|f| Fout::from(f).voor(om))?;
    let lijst =
        vraag(&bezoek, move |s, wie| app::vragen::declaraties::lijst(&s.db, wie, &filter, &blad)).await?;
    toon(&DeclaratiesPagina::nieuw(om, &invoer, lijst, bezoek.vandaag()))
}

/// The file of a claim.
#[derive(Template, Debug)]
#[template(path = "declaratie.html")]
pub struct DeclaratiePagina {
    /// Shell.
    pub schil: Schil,
    /// The facts.
    pub d: ClaimDossier,
    /// Filter on the lines.
    pub status: Keuze,
    /// Lines.
    pub regels: Vec<RegelRij>,
    /// Foot.
    pub blader: Blader,
    /// Clients are pages for this role.
    pub clienten: bool,
    /// Payments are pages for this role.
    pub betalingen: bool,
    /// Messages are pages for this role.
    pub berichten: bool,
}

impl DeclaratiePagina {
    /// The page of this claim.
    pub fn nieuw(om: &Omgeving, invoer: &Invoer, d: ClaimDossier, regels: Lijst<RegelRij>) -> Self {
        let pad = format!("/declaraties/{}/{}", d.hoofd.gemeente, d.hoofd.bericht);
        let q = Query::default().met("status", invoer.tekst("status"));
        let kop = format!("Declaratie {}", d.hoofd.nummer);
        Self {
            schil: Schil::nieuw(om, kop.clone(), "/declaraties", "/declaraties")
                .via("Overzicht", "/")
                .via("Declaraties", "/declaraties")
                .hier(kop),
            status: Keuze::nieuw(
                "status",
                "Status van de regel",
                "Alle regels",
                RegelStatus::ALLE
                    .iter()
                    .map(|s| (s.code().to_owned(), crate::opmaak::hoofdletter(s.omschrijving()))),
                invoer.tekst("status"),
            ),
            blader: Blader::van(&regels, &q, &pad, "regel", "regels"),
            regels: regels.rijen,
            clienten: om.gebruiker.rol.mag(Recht::Clienten),
            betalingen: om.gebruiker.rol.mag(Recht::Betalingen),
            berichten: om.gebruiker.rol.mag(Recht::Berichten),
            d,
        }
    }
}

/// `GET /declaraties/{gemeente}/{bericht}`
pub async fn dossier(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let (gemeente, bericht) = plek(&g, &id).map_err(|f| Fout::from(f).voor(om))?;
    let filter = RegelFilter {
        status: invoer.keuze("status", RegelStatus::parse).map_err(|f| Fout::from(f).voor(om))?,
    };
    if invoer.als_csv() {
        let rijen = blader_door(&bezoek, move |s, wie, blad| {
            app::vragen::declaraties::regels(&s.db, wie, gemeente, bericht, filter, blad)
        })
        .await?;
        return Ok(regels_csv(&rijen).antwoord("declaratieregels"));
    }
    let blad = invoer.blad().map_err(|f| Fout::from(f).voor(om))?;
    let (d, regels) = vraag(&bezoek, move |s, wie| {
        Ok((
            app::vragen::declaraties::dossier(&s.db, wie, gemeente, bericht)?,
            app::vragen::declaraties::regels(&s.db, wie, gemeente, bericht, filter, &blad)?,
        ))
    })
    .await?;
    toon(&DeclaratiePagina::nieuw(om, &invoer, d, regels))
}

fn regels_csv(rijen: &[RegelRij]) -> Csv {
    let mut csv = Csv::nieuw(&[
        "regel",
        "status",
        "referentie",
        "toewijzing",
        "product",
        "van",
        "tot en met",
        "volume",
        "eenheid",
        "bedrag",
        "reden",
    ]);
    for r in rijen {
        let redenen: Vec<String> =
            r.bevindingen.iter().map(|b| format!("{}: {}", b.regel, b.tekst)).collect();
        csv.rij(&[
            r.volgnr.to_string(),
            r.status.omschrijving().to_owned(),
            r.referentie.clone(),
            r.toewijzing.to_string(),
            r.code.clone(),
            r.van.to_string(),
            r.tot.to_string(),
            r.volume.to_string(),
            r.eenheid.clone(),
            bedrag(r.bedrag),
            redenen.join(" | "),
        ]);
    }
    csv
}

/// One line with its explanation.
#[derive(Template, Debug)]
#[template(path = "declaratieregel.html")]
pub struct RegelPagina {
    /// Shell.
    pub schil: Schil,
    /// The claim.
    pub d: ClaimDossier,
    /// The line.
    pub r: RegelRij,
    /// Why.
    pub waarom: Html,
    /// What the tariff should come to, for the reader.
    pub tarief: Option<Eurocent>,
    /// Clients are pages for this role.
    pub clienten: bool,
    /// Payments are pages for this role.
    pub betalingen: bool,
    /// Where the line is put right, for who may.
    pub verbeter: Option<String>,
    /// The line that this one takes back, or those that take it back.
    pub verwanten: Vec<Verwante>,
}

impl RegelPagina {
    /// The page of this line.
    pub fn nieuw(
        om: &Omgeving,
        d: ClaimDossier,
        r: RegelRij,
        u: &kern::Uitleg,
        verwanten: Vec<Verwante>,
    ) -> Self {
        let kop = format!("Regel {}", r.volgnr);
        Self {
            schil: Schil::nieuw(
                om,
                format!("{kop} van declaratie {}", d.hoofd.nummer),
                "/declaraties",
                "/declaraties",
            )
            .via("Overzicht", "/")
            .via("Declaraties", "/declaraties")
            .via(
                format!("Declaratie {}", d.hoofd.nummer),
                format!("/declaraties/{}/{}", d.hoofd.gemeente, d.hoofd.bericht),
            )
            .hier(kop),
            waarom: uitleg::boom(u),
            verbeter: (om.gebruiker.rol.mag(Recht::Indienen)
                && r.vorige_referentie.is_none()
                && r.status != RegelStatus::Ingediend
                && verwanten.iter().all(|v| v.afgewezen))
            .then(|| format!("/declaraties/{}/{}/{}/verbeteren", d.hoofd.gemeente, r.bericht, r.volgnr)),
            verwanten,
            tarief: r.tarief,
            clienten: om.gebruiker.rol.mag(Recht::Clienten),
            betalingen: om.gebruiker.rol.mag(Recht::Betalingen),
            d,
            r,
        }
    }
}

/// `GET /declaraties/{gemeente}/{bericht}/{volgnr}`
pub async fn regel(
    bezoek: Bezoek,
    Path((g, id, nr)): Path<(String, String, String)>,
) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let (gemeente, bericht) = plek(&g, &id).map_err(|f| Fout::from(f).voor(om))?;
    let volgnr: i64 = nr.parse().map_err(|_| Fout::niet_gevonden().voor(om))?;
    let (d, r, u, verwanten) = vraag(&bezoek, move |s, wie| {
        use app::vragen::declaraties as q;
        let r = q::regel(&s.db, wie, gemeente, bericht, volgnr)?;
        let verwanten = app::loket::claims::verwanten(&s.db, gemeente, &r)?;
        Ok((
            q::dossier(&s.db, wie, gemeente, bericht)?,
            r,
            q::regel_uitleg(&s.db, wie, gemeente, bericht, volgnr)?,
            verwanten,
        ))
    })
    .await?;
    toon(&RegelPagina::nieuw(om, d, r, &u, verwanten))
}
