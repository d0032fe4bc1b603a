//! Return messages: the ones that we make, and the ones that come back on what we sent.

use super::kop::{self, Eerder, Eerdere};
use super::resultaat::Resultaat;
use super::schikking::{als_regel, bewaar_bevindingen, eerdere_regel_vanaf, eigen_regel};
use super::{boek_in, eerder_resultaat, noteer};
use crate::fout::{AppFout, Uitkomst, bestand};
use crate::omgeving::Omgeving;
use crate::uitbox::{self, Uitgaand, schrijffout};
use crate::verzoeken;
use declaratie::{
    Antwoordkop, Declaratiestatus, EigenDeclaratie, beoordeel_antwoord, beoordeel_client_antwoord,
    vergelijk_regel,
};
use istandaard::antwoord::{Kenmerk, TECHNISCH, kop as antwoordkop, retour};
use istandaard::{Antwoordretour, Bericht, Deel, Header, Lezer, Prestatie, Retour, Soort, Versies};
use kern::{Bevinding, Retourcode};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use store::inhoud::{self, Inpakker, Maat};
use store::sql::{keten::LEVERING_TERUG, schrijven as sql};
use store::{StoreFout, Tx};

fn kenmerk(o: &Omgeving, h: &Header, id: i64) -> Kenmerk {
    Kenmerk {
        identificatie: uitbox::identificatie(h.gemeente, id),
        dagtekening: o.vandaag,
        xslt_versie: None,
    }
}

/// Stores the answer to a small message.
pub(super) fn antwoord(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    op: &Bericht,
    bericht: i64,
    bevindingen: &[Bevinding],
) -> Uitkomst<Option<Uitgaand>> {
    let id = uitbox::nieuw_id(tx, op.header().gemeente)?;
    let Some(b) = retour(op, &kenmerk(o, op.header(), id), bevindingen) else { return Ok(None) };
    stuur(tx, o, id, &b, Some(bericht)).map(Some)
}

/// Stores the header-only answer to a message that failed level 2.
pub(super) fn technisch(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    h: &Header,
    bericht: i64,
) -> Uitkomst<Option<Uitgaand>> {
    let id = uitbox::nieuw_id(tx, h.gemeente)?;
    let Some(header) = antwoordkop(h, &kenmerk(o, h, id), vec![TECHNISCH]) else { return Ok(None) };
    let b = match h.soort {
        Soort::Wmo301 => Bericht::Wmo302(Retour { header, client: None }),
        Soort::Wmo305 => Bericht::Wmo306(Retour { header, client: None }),
        Soort::Wmo307 => Bericht::Wmo308(Retour { header, client: None }),
        Soort::Wmo315 => Bericht::Wmo316(Retour { header, client: None }),
        Soort::Wmo317 => Bericht::Wmo318(Retour { header, client: None }),
        Soort::Wmo319 => Bericht::Wmo320(Antwoordretour { header, antwoord: None }),
        _ => return Ok(None),
    };
    stuur(tx, o, id, &b, Some(bericht)).map(Some)
}

/// Stores a small outgoing message.
pub(crate) fn stuur(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    id: i64,
    b: &Bericht,
    antwoord_op: Option<i64>,
) -> Uitkomst<Uitgaand> {
    uitbox::zet(tx, o, id, b.header(), antwoord_op, |_, bak| {
        istandaard::schrijver::schrijf(b, bak.clone()).map_err(schrijffout)?;
        Ok(())
    })
}

/// Our own message that an answer is about, and whether it still waits for that answer.
pub(super) fn verzonden_bericht(
    tx: &mut Tx<'_>,
    h: &Header,
    op: &str,
) -> Result<Option<(i64, bool)>, StoreFout> {
    let Some(heen) = h.soort.antwoord_op() else { return Ok(None) };
    let verzender = if h.verzender() == h.gemeente.as_str() { h.agb.as_str() } else { h.gemeente.as_str() };
    tx.query_opt(
        sql::VERZONDEN_MET_ID,
        &[(&h.gemeente).into(), heen.code().into(), verzender.into(), op.into()],
        |r| Ok((r.i64(0)?, r.text(1)? == "verzonden")),
    )
}

/// A second answer changes nothing: each message gets one (IV028, IV087).
fn al_beantwoord() -> Bevinding {
    Bevinding::new(
        "ANTWOORD",
        None,
        uitbox::pad_identificatie(),
        "Op dit bericht is al een antwoord ontvangen. Elk bericht krijgt er een; dit tweede telt niet mee.",
    )
}

fn fouten(b: &Bericht) -> Vec<(String, Retourcode)> {
    let mut uit = Vec::new();
    let mut neem = |pad: String, codes: &[Retourcode]| {
        uit.extend(codes.iter().filter(|c| !matches!(c.0, "0200" | "0233")).map(|c| (pad.clone(), *c)));
    };
    if let Some(a) = &b.header().antwoord {
        neem("/Bericht/Header".into(), &a.retourcodes);
    }
    match b {
        Bericht::Wmo302(m) => {
            if let Some(c) = &m.client {
                neem("/Bericht/Client".into(), &c.retourcodes);
                for (i, p) in c.producten.iter().enumerate() {
                    neem(
                        format!("/Bericht/Client/ToegewezenProducten/ToegewezenProduct[{}]", i + 1),
                        &p.retourcodes,
                    );
                }
            }
        }
        Bericht::Wmo306(m) => {
            if let Some(c) = &m.client {
                neem("/Bericht/Client".into(), &c.retourcodes);
                for (i, p) in c.producten.iter().enumerate() {
                    neem(format!("/Bericht/Client/StartProducten/StartProduct[{}]", i + 1), &p.retourcodes);
                }
            }
        }
        Bericht::Wmo308(m) => {
            if let Some(c) = &m.client {
                neem("/Bericht/Client".into(), &c.retourcodes);
                for (i, p) in c.producten.iter().enumerate() {
                    neem(format!("/Bericht/Client/StopProducten/StopProduct[{}]", i + 1), &p.retourcodes);
                }
            }
        }
        Bericht::Wmo316(m) => {
            if let Some(c) = &m.client {
                neem("/Bericht/Client".into(), &c.retourcodes);
                for (p, n) in c.producten.iter().zip(1..) {
                    let pad = format!("/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[{n}]");
                    neem(pad, &p.retourcodes);
                }
            }
        }
        Bericht::Wmo318(m) => {
            if let Some(c) = &m.client {
                const VERZOEK: &str = "/Bericht/Client/Verzoek";
                neem("/Bericht/Client".into(), &c.retourcodes);
                neem(VERZOEK.into(), &c.verzoek.retourcodes);
                let ongewijzigd = c.verzoek.ongewijzigd.iter().map(|p| &p.retourcodes);
                let te_wijzigen = c.verzoek.te_wijzigen.iter().map(|p| &p.retourcodes);
                let nieuw = c.verzoek.nieuw.iter().map(|p| &p.retourcodes);
                for (codes, n) in ongewijzigd.zip(1..) {
                    neem(format!("{VERZOEK}/OngewijzigdeProducten/OngewijzigdProduct[{n}]"), codes);
                }
                for (codes, n) in te_wijzigen.zip(1..) {
                    neem(format!("{VERZOEK}/TeWijzigenProducten/TeWijzigenProduct[{n}]"), codes);
                }
                for (codes, n) in nieuw.zip(1..) {
                    neem(format!("{VERZOEK}/NieuweProducten/NieuwProduct[{n}]"), codes);
                }
            }
        }
        Bericht::Wmo320(m) => {
            if let Some(a) = &m.antwoord {
                neem("/Bericht/Antwoord".into(), &a.retourcodes);
            }
        }
        _ => {}
    }
    uit
}

/// What the other party said, as findings on our own message.
fn als_bevindingen(fouten: &[(String, Retourcode)]) -> Vec<Bevinding> {
    fouten
        .iter()
        .map(|(pad, code)| {
            let regel = super::regel_bij(*code);
            let oms = istandaard::codelijst::Lijst::Wj001.zoek(code.0).map_or("", |r| r.omschrijving);
            Bevinding::new(regel, Some(code.0), pad.clone(), format!("De ontvanger meldt: {oms}"))
        })
        .collect()
}

/// A 302, 306, 308, 316, 318 or 320 came in: the message that it answers is approved or rejected.
pub(super) fn verwerk(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    naam: &str,
    bytes: &[u8],
    b: &Bericht,
    eerder: Eerdere,
) -> Uitkomst<(Resultaat, Option<Uitgaand>)> {
    let h = b.header();
    // there is no answer to an answer: what is wrong with it is only told (OP090x2)
    let mut bevindingen = kop::beoordeel(o, h, eerder.stand);
    let op = match h.beantwoordt() {
        Some(op) => verzonden_bericht(tx, h, op)?,
        None => None,
    };
    match op {
        None => bevindingen.push(Bevinding::new(
            "ANTWOORD",
            None,
            uitbox::pad_identificatie(),
            "Dit is een antwoord op een bericht dat hier niet is verzonden. Controleer of het voor u is.",
        )),
        Some((_, false)) => bevindingen.push(al_beantwoord()),
        Some((_, true)) => {}
    }
    let goed = bevindingen.is_empty();
    if let (true, Some((op, _))) = (goed, op) {
        let fouten = fouten(b);
        let status = if fouten.is_empty() { "goedgekeurd" } else { "afgekeurd" };
        let gemeld = als_bevindingen(&fouten);
        bewaar_bevindingen(tx, h.gemeente, op, gemeld.iter().zip(0..).map(|(b, i)| (i, None, b)))?;
        tx.execute(
            sql::BERICHT_STATUS,
            &[
                (&h.gemeente).into(),
                op.into(),
                status.into(),
                i64::try_from(gemeld.len()).unwrap_or(i64::MAX).into(),
            ],
        )?;
        if !fouten.is_empty() && matches!(h.soort, Soort::Wmo306 | Soort::Wmo308) {
            // a rejected message counts as not sent (OP286): what it withdrew stands again, what it told goes
            tx.execute(LEVERING_TERUG, &[(&h.gemeente).into(), op.into()])?;
            tx.execute(sql::LEVERING_VAN_BERICHT_WEG, &[(&h.gemeente).into(), op.into()])?;
            crate::bewaak::teruggenomen(tx, h.gemeente, op)?;
        }
        if !fouten.is_empty() {
            verzoeken::afgekeurd(tx, h.gemeente, h.soort, op, h.eigen_dagtekening())?;
        }
    }
    if let Some(toen) = eerder.afgekeurd
        && kop::zelfde_oordeel(tx, h, toen, &bevindingen)?
    {
        return eerder_resultaat(tx, h, toen, naam);
    }
    let id = uitbox::nieuw_id(tx, h.gemeente)?;
    let maat = super::bewaar_bytes(tx, o, h, id, bytes)?;
    sluit(tx, o, naam, h, id, &maat, bevindingen)
}

fn sluit(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    naam: &str,
    h: &Header,
    id: i64,
    maat: &Maat,
    bevindingen: Vec<Bevinding>,
) -> Uitkomst<(Resultaat, Option<Uitgaand>)> {
    let goed = bevindingen.is_empty();
    let status = if goed { "goedgekeurd" } else { "afgekeurd" };
    bewaar_bevindingen(tx, h.gemeente, id, bevindingen.iter().zip(0..).map(|(b, i)| (i, None, b)))?;
    boek_in(tx, o, h, id, naam, maat, status, bevindingen.len())?;
    noteer(
        tx,
        o,
        h,
        id,
        "antwoord ontvangen",
        &serde_json::json!({
            "bericht": h.soort.code(), "aanbieder": h.agb.as_str(), "status": status,
        }),
    )?;
    let resultaat = Resultaat {
        bestand: naam.to_owned(),
        bericht: Some(h.soort),
        gemeente: Some(h.gemeente),
        geldig: goed,
        verwerkt: goed,
        antwoord: None,
        id: Some(id),
        aantal: super::tel(bevindingen.len()),
        bevindingen,
    };
    Ok((resultaat, None))
}

enum Terug {
    Fout(AppFout),
    /// The message itself is wrong.
    Afkeur,
    /// It does not fit the claim that it answers: told, and nothing of it counts.
    PastNiet(Vec<Bevinding>),
}

impl From<StoreFout> for Terug {
    fn from(e: StoreFout) -> Self {
        Self::Fout(e.into())
    }
}
impl From<AppFout> for Terug {
    fn from(e: AppFout) -> Self {
        Self::Fout(e)
    }
}

/// A 325 came in: the lines of our 323 are granted, but for those that it lists (TR342).
pub(super) fn verwerk_325(
    o: &Omgeving,
    pad: &Path,
    naam: &str,
    h: &Header,
) -> Uitkomst<(Resultaat, Option<Uitgaand>)> {
    match o.db.write(|tx| in_transactie_325(tx, o, pad, naam, h)) {
        Ok(klaar) => Ok(klaar),
        Err(Terug::Fout(e)) => Err(e),
        Err(Terug::Afkeur) => super::keur_af(o, pad, naam, h),
        Err(Terug::PastNiet(bevindingen)) => o.db.write(|tx| {
            let hash = || File::open(pad).and_then(kop::hash_van).map_err(bestand(pad, "lezen"));
            if let Some(toen) = kop::eerder::<AppFout>(tx, h, hash)?.afgekeurd
                && kop::zelfde_oordeel(tx, h, toen, &bevindingen)?
            {
                return eerder_resultaat(tx, h, toen, naam);
            }
            let id = uitbox::nieuw_id(tx, h.gemeente)?;
            let maat = bewaar_bestand(tx, o, h, id, pad)?;
            sluit(tx, o, naam, h, id, &maat, bevindingen.clone())
        }),
    }
}

/// The most findings on one answer that are worth telling.
const MEESTE: usize = 1_000;
/// Findings that are stored together.
const STUK: usize = 2_000;

/// What was said of our claim, on its way into the book.
struct Gemeld {
    op: i64,
    wacht: Vec<(i64, Option<i64>, Bevinding)>,
    aantal: i64,
}

impl Gemeld {
    fn erbij(&mut self, tx: &mut Tx<'_>, h: &Header, b: Bevinding) -> Result<(), StoreFout> {
        self.wacht.push((self.aantal, None, b));
        self.aantal += 1;
        if self.wacht.len() >= STUK { self.bewaar(tx, h) } else { Ok(()) }
    }

    fn bewaar(&mut self, tx: &mut Tx<'_>, h: &Header) -> Result<(), StoreFout> {
        bewaar_bevindingen(tx, h.gemeente, self.op, self.wacht.iter().map(|(n, r, b)| (*n, *r, b)))?;
        self.wacht.clear();
        Ok(())
    }
}

/// Whether a 325 rejects the claim as a whole, from the codes of its header and of the claim.
pub(crate) fn heel_afgewezen(met_declaratie: bool, codes: &[Retourcode]) -> bool {
    !met_declaratie || codes.iter().any(|c| !matches!(c.0, "8001" | "0200"))
}

fn in_transactie_325(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    pad: &Path,
    naam: &str,
    h: &Header,
) -> Result<(Resultaat, Option<Uitgaand>), Terug> {
    let open = || File::open(pad).map_err(bestand(pad, "lezen"));
    let hash = || Ok::<_, Terug>(kop::hash_van(open()?).map_err(bestand(pad, "lezen"))?);
    let eerder = kop::eerder(tx, h, hash)?;
    if let Eerder::Dezelfde(id) = eerder.stand {
        return Ok(eerder_resultaat(tx, h, id, naam)?);
    }
    let mut bevindingen = kop::beoordeel(o, h, eerder.stand);
    let op = match h.beantwoordt() {
        Some(op) => verzonden_bericht(tx, h, op)?,
        None => None,
    };
    if let Some((_, false)) = op {
        // what a 325 answers is answered once: DeclaratieIdentificatie is unique among the answers (TR056)
        bevindingen.push(Bevinding::new(
            "TR056",
            Some("9056"),
            format!("{}/DeclaratieIdentificatie", uitbox::HEADER),
            "Deze declaratie is al beantwoord. Er kan geen tweede antwoord op komen.",
        ));
    }
    let op = op.map(|(op, _)| op);
    let eigen = Eigen::lees(tx, o, h, op)?;
    bevindingen.extend(eigen.beoordeel(h, None));
    let g = (&h.gemeente).into();
    let id = uitbox::nieuw_id(tx, h.gemeente)?;
    let mut lezer = Lezer::met_grenzen(BufReader::with_capacity(1 << 18, open()?), super::grenzen());
    let mut kop_gezien = None;
    let mut gemeld = Gemeld { op: op.unwrap_or_default(), wacht: Vec::new(), aantal: 0 };
    let mut codes: Vec<Retourcode> = h.antwoord.as_ref().map(|a| a.retourcodes.clone()).unwrap_or_default();
    let mut past_niet = Vec::new();
    let mut client = None;
    while let Some(deel) = lezer.volgende() {
        match deel {
            Deel::Antwoord(k) => {
                if bevindingen.is_empty() {
                    bevindingen.extend(eigen.beoordeel(h, Some(&k.nummer)));
                }
                kop_gezien = Some(k.clone());
            }
            Deel::AntwoordEinde { retourcodes } => codes.extend_from_slice(retourcodes),
            Deel::Client { bsn, nr } => {
                let zoek = o.kluis.bsn_zoek(h.gemeente, &bsn);
                client = tx.query_opt(sql::CLIENT_BIJ_BSN, &[g, (&zoek).into()], |r| r.i64(0))?;
                if bevindingen.is_empty() && past_niet.len() < MEESTE {
                    past_niet.extend(beoordeel_client_antwoord(&pad_client(nr), client, None));
                }
            }
            Deel::Prestatie(p) => {
                let Some(op) = op.filter(|_| bevindingen.is_empty()) else { continue };
                let fout = wijs_af(tx, h, op, client, p)?;
                if !fout.is_empty() {
                    past_niet.extend(fout.into_iter().take(MEESTE.saturating_sub(past_niet.len())));
                    continue;
                }
                for c in &p.retourcodes {
                    let oms = istandaard::codelijst::Lijst::Wj001.zoek(c.0).map_or("", |r| r.omschrijving);
                    let tekst = format!("De gemeente meldt: {oms}");
                    let b = Bevinding::new(super::regel_bij(*c), Some(c.0), p.pad(Soort::Wmo323), tekst);
                    gemeld.erbij(tx, h, b)?;
                }
            }
            _ => {}
        }
        if lezer.aantal_bevindingen() > 0 {
            break;
        }
    }
    if let Some(e) = lezer.io_fout() {
        return Err(bestand(pad, "lezen")(e).into());
    }
    if lezer.aantal_bevindingen() > 0 {
        return Err(Terug::Afkeur);
    }
    if !past_niet.is_empty() {
        return Err(Terug::PastNiet(past_niet));
    }
    if let (true, Some(op)) = (bevindingen.is_empty(), op) {
        // without lines of its own, any code but 8001 and 0200 rejects the whole claim
        let heel_af = heel_afgewezen(kop_gezien.is_some(), &codes);
        let rest = if heel_af { sql::REGELS_AFWIJZEN } else { sql::REGELS_TOEKENNEN };
        tx.execute(rest, &[g, op.into()])?;
        let (n, som) = tx.query_one(sql::DECLARATIE_SOM, &[g, op.into()], |r| Ok((r.i64(0)?, r.i64(1)?)))?;
        let regels = tx.query_one(sql::DECLARATIE_VAN, &[g, op.into()], |r| r.i64(2))?;
        let status =
            Declaratiestatus::uit_regels(u64::try_from(regels).unwrap_or(0), u64::try_from(n).unwrap_or(0));
        tx.execute(
            sql::DECLARATIE_KLAAR,
            &[g, op.into(), som.into(), regels.into(), n.into(), status.code().into()],
        )?;
        if heel_af {
            for c in codes.iter().filter(|c| !matches!(c.0, "8001" | "0200")) {
                for b in als_bevindingen(&[("/Bericht".to_owned(), *c)]) {
                    gemeld.erbij(tx, h, b)?;
                }
            }
        }
        gemeld.bewaar(tx, h)?;
        let berichtstatus = match status {
            Declaratiestatus::Toegekend => "goedgekeurd",
            Declaratiestatus::Deels => "deels",
            _ => "afgekeurd",
        };
        tx.execute(sql::BERICHT_STATUS, &[g, op.into(), berichtstatus.into(), gemeld.aantal.into()])?;
        // the granted total is told twice: once as an amount, once by what is listed; they must agree
        if let Some(k) = kop_gezien
            && k.toegekend.0 != som
        {
            return Err(Terug::PastNiet(vec![Bevinding::new(
                "TR342",
                Some("0001"),
                "/Bericht/DeclaratieAntwoord/TotaalToegekendBedrag",
                format!(
                    "Het toegekende totaal is € {}, maar zonder de afgewezen regels is de declaratie € {}. Vraag de gemeente om een juist antwoord.",
                    k.toegekend,
                    kern::Eurocent(som)
                ),
            )]));
        }
    }
    if let Some(toen) = eerder.afgekeurd
        && kop::zelfde_oordeel(tx, h, toen, &bevindingen)?
    {
        return Ok(eerder_resultaat(tx, h, toen, naam)?);
    }
    let maat = bewaar_bestand(tx, o, h, id, pad)?;
    Ok(sluit(tx, o, naam, h, id, &maat, bevindingen)?)
}

fn pad_client(nr: u32) -> String {
    format!("/Bericht/DeclaratieAntwoord/Clienten/Client[{nr}]")
}

/// Our own claim that a 325 names.
struct Eigen {
    bekend: bool,
    nummer: String,
    versies: Option<Versies>,
}

impl Eigen {
    fn lees(tx: &mut Tx<'_>, o: &Omgeving, h: &Header, op: Option<i64>) -> Uitkomst<Self> {
        let Some(op) = op else { return Ok(Self { bekend: false, nummer: String::new(), versies: None }) };
        let sleutel = [(&h.gemeente).into(), op.into()];
        let nummer = tx.query_opt(sql::DECLARATIE_VAN, &sleutel, |r| r.string(4))?;
        let bytes = inhoud::lees(tx, &o.kluis, h.gemeente, op)?;
        let mut lezer = Lezer::new(BufReader::new(bytes));
        let versies = match lezer.volgende() {
            Some(Deel::Kop(k)) => Some(k.versies.clone()),
            _ => None,
        };
        Ok(Self { bekend: nummer.is_some(), nummer: nummer.unwrap_or_default(), versies })
    }

    /// TR337, TR371 and, once the number is known, TR376.
    fn beoordeel(&self, h: &Header, nummer: Option<&str>) -> Vec<Bevinding> {
        fn paar(v: &Versies) -> (&str, &str) {
            (&v.basisschema, &v.bericht)
        }
        let gemeld = h.antwoord.as_ref().map_or(&h.versies, |a| &a.versies);
        let kop = Antwoordkop { versies: paar(gemeld), nummer };
        let eigen = EigenDeclaratie { versies: self.versies.as_ref().map(paar), nummer: &self.nummer };
        beoordeel_antwoord(&kop, self.bekend.then_some(&eigen))
    }
}

/// A line that a 325 rejects, held against our own; it is rejected when they are the same.
fn wijs_af(
    tx: &mut Tx<'_>,
    h: &Header,
    op: i64,
    client: Option<i64>,
    p: &Prestatie,
) -> Result<Vec<Bevinding>, StoreFout> {
    let g = (&h.gemeente).into();
    let w = [g, op.into(), p.referentie.as_str().into(), (&h.agb).into()];
    let eigen = tx.query_opt(sql::WACHTENDE_REGEL, &w, |r| {
        Ok((r.i64(0)?, r.opt_i64(1)?, r.i64(2)?, eerdere_regel_vanaf(r, 3)?))
    })?;
    let ander = eigen.as_ref().map(|(_, _, toewijzing, e)| eigen_regel(*toewijzing, e));
    let mut b = vergelijk_regel(&p.pad(Soort::Wmo325), &als_regel(p), ander.as_ref());
    if let Some((volgnr, van_regel, ..)) = eigen {
        if client.is_some() {
            b.extend(beoordeel_client_antwoord(&pad_client(p.client_nr), client, van_regel));
        }
        if b.is_empty() {
            tx.execute(sql::REGEL_AFWIJZEN, &[g, op.into(), volgnr.into()])?;
        }
    }
    Ok(b)
}

/// Keeps the bytes of a file of any size.
pub(crate) fn bewaar_bestand(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    h: &Header,
    id: i64,
    pad: &Path,
) -> Uitkomst<Maat> {
    use std::io::Read;
    let mut f = File::open(pad).map_err(bestand(pad, "lezen"))?;
    let mut pak = Inpakker::new(&o.kluis, h.gemeente, id);
    let mut buf = vec![0; 1 << 18];
    loop {
        let n = f.read(&mut buf).map_err(bestand(pad, "lezen"))?;
        if n == 0 {
            break;
        }
        pak.erbij(&buf[..n])?;
        while let Some(deel) = pak.neem() {
            inhoud::bewaar(tx, &deel)?;
        }
    }
    let (delen, maat) = pak.afronden()?;
    delen.iter().try_for_each(|d| inhoud::bewaar(tx, d))?;
    Ok(maat)
}
