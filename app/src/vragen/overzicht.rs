//! The overview: nine steps in figures, what waits for this user, and what it costs.

use super::bereik::Bereik;
use super::betalingen::namen;
use super::bewaken::{self, Wie};
use super::{Stap, VraagFout};
use crate::{Gebruiker, Recht, Rol};
use jiff::ToSpan;
use kern::{AgbCode, Datum, Eurocent, Gemeentecode, is_werkdag};
use std::collections::BTreeMap;
use store::sql::{lezen as sql, tarieven};
use store::{Db, Tx, Uitkomst, Val};

/// A figure of the overview: an amount of things or an amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waarde {
    /// A count.
    Aantal(i64),
    /// Money.
    Bedrag(Eurocent),
}

/// One figure of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cijfer {
    /// Name in JSON and for a link (`lopend`).
    pub sleutel: &'static str,
    /// Name on the screen, in Dutch; belongs after the value ("12 lopende toewijzingen").
    pub naam: &'static str,
    /// The figure.
    pub waarde: Waarde,
}

/// A step with its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StapCijfers {
    /// Which step.
    pub stap: Stap,
    /// The figures, the one that matters most first.
    pub cijfers: Vec<Cijfer>,
}

kern::codelijst!(
    /// What can wait for someone.
    WachtSoort {
        /// A melding without a finished onderzoek.
        OpenMelding = "openMelding", "meldingen wachten op onderzoek";
        /// The onderzoek takes longer than six weeks (Wmo 2015 art. 2.3.2 lid 1).
        MeldingTeLaat = "meldingTeLaat", "meldingen zijn langer dan zes weken in onderzoek";
        /// A 301 that is due.
        TeVerzenden = "teVerzenden", "toewijzingen moeten nog worden verzonden";
        /// A term of ours that ran out.
        TermijnVoorbij = "termijnVoorbij", "berichten hadden wij al moeten sturen";
        /// A term of ours that ends today.
        TermijnVandaag = "termijnVandaag", "berichten moeten wij vandaag sturen";
        /// Something that the other party should have sent.
        ZonderRetour = "zonderRetour", "antwoorden en meldingen van de andere partij zijn te laat";
        /// A message that was rejected.
        BerichtAfgekeurd = "berichtAfgekeurd", "berichten van deze en vorige maand zijn afgekeurd";
        /// Lines of a claim that were rejected.
        RegelsAfgewezen = "regelsAfgewezen", "declaratieregels van deze en vorige maand zijn afgewezen";
        /// A claim that waits for an answer.
        DeclaratieOpen = "declaratieOpen", "declaraties wachten op een antwoord";
        /// Granted and not paid yet.
        TeBetalen = "teBetalen", "aanbieders wachten op betaling";
        /// A reaction of a provider on a tariff.
        ReactieOpen = "reactieOpen", "reacties op een tarief wachten op een antwoord";
        /// A contract that ends within three months.
        ContractEindigt = "contractEindigt", "contractregels eindigen binnen drie maanden";
        /// Assignments that end within eight weeks.
        ToewijzingEindigt = "toewijzingEindigt", "toewijzingen eindigen binnen acht weken";
        /// Decisions that end, that must be looked at again, or that are temporary.
        BesluitBewaken = "besluitBewaken", "besluiten lopen af of vragen om heronderzoek";
        /// Assignments of which no start was reported, and who was written down by hand.
        Wachtlijst = "wachtlijst", "cliënten wachten op het begin van hun ondersteuning";
    }
);

impl WachtSoort {
    /// The text that reads after the count: "1 bericht is …", "2 berichten zijn …".
    pub fn bij(self, aantal: i64) -> &'static str {
        if aantal != 1 {
            return self.omschrijving();
        }
        match self {
            Self::OpenMelding => "melding wacht op onderzoek",
            Self::MeldingTeLaat => "melding is langer dan zes weken in onderzoek",
            Self::TeVerzenden => "toewijzing moet nog worden verzonden",
            Self::TermijnVoorbij => "bericht hadden wij al moeten sturen",
            Self::TermijnVandaag => "bericht moeten wij vandaag sturen",
            Self::ZonderRetour => "antwoord of melding van de andere partij is te laat",
            Self::BerichtAfgekeurd => "bericht van deze en vorige maand is afgekeurd",
            Self::RegelsAfgewezen => "declaratieregel van deze en vorige maand is afgewezen",
            Self::DeclaratieOpen => "declaratie wacht op een antwoord",
            Self::TeBetalen => "aanbieder wacht op betaling",
            Self::ReactieOpen => "reactie op een tarief wacht op een antwoord",
            Self::ContractEindigt => "contractregel eindigt binnen drie maanden",
            Self::ToewijzingEindigt => "toewijzing eindigt binnen acht weken",
            Self::BesluitBewaken => "besluit loopt af of vraagt om heronderzoek",
            Self::Wachtlijst => "cliënt wacht op het begin van de ondersteuning",
        }
    }
}

/// Something that waits for this user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wachtpost {
    /// What; `soort.tekst()` reads after the count.
    pub soort: WachtSoort,
    /// How many.
    pub aantal: i64,
    /// The money involved.
    pub bedrag: Option<Eurocent>,
    /// The day of the oldest.
    pub oudste: Option<Datum>,
}

/// What was granted in a month, by the month that the care was given in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MaandKosten {
    /// First day of the month.
    pub maand: Datum,
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Granted.
    pub toegekend: Eurocent,
}

/// The part of one provider in what was granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AanbiederAandeel {
    /// Provider.
    pub agb: AgbCode,
    /// Its name.
    pub naam: String,
    /// Granted over the months of [`Overzicht::kosten`].
    pub toegekend: Eurocent,
    /// Part of the whole, in tenths of a percent.
    pub promille: i64,
}

/// The overview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overzicht {
    /// The day that it is about.
    pub vandaag: Datum,
    /// The municipalities that the figures are about: code and name.
    pub gemeenten: Vec<(Gemeentecode, String)>,
    /// The nine steps, those that the role may see.
    pub stappen: Vec<StapCijfers>,
    /// What waits, the most urgent first; empty when nothing does.
    pub wacht: Vec<Wachtpost>,
    /// Twelve months up to and including this one × municipality, oldest first; empty when the role may not see money.
    pub kosten: Vec<MaandKosten>,
    /// Per provider, the largest first; empty when the role may not see money.
    pub aandeel: Vec<AanbiederAandeel>,
}

/// The first day of the twelve months up to and including the month of `vandaag`.
pub(super) fn jaar_terug(vandaag: Datum) -> Datum {
    vandaag.first_of_month().saturating_sub(11.months())
}

pub(super) fn gemeente_naam(tx: &mut Tx<'_>, gemeente: Gemeentecode) -> Uitkomst<String> {
    let naam = tx.query_opt(sql::GEMEENTE_NAAM, &[(&gemeente).into()], |r| r.string(0))?;
    Ok(naam.unwrap_or_else(|| gemeente.to_string()))
}

/// Granted per month of the first day claimed.
pub(super) fn kosten(
    tx: &mut Tx<'_>,
    gemeente: Gemeentecode,
    van: Datum,
    tot: Datum,
    agb: Option<AgbCode>,
) -> Uitkomst<Vec<MaandKosten>> {
    let waarden = [(&gemeente).into(), van.into(), tot.into(), agb.as_ref().into()];
    tx.query_alle(sql::KOSTEN_PER_MAAND, &waarden, |r| {
        let maand = kern::lees_datum(&format!("{}-01", r.text(0)?));
        let maand = maand.ok_or(store::StoreFout::Kolom { index: 0, verwacht: "een maand" })?;
        Ok(MaandKosten { maand, gemeente, toegekend: Eurocent(r.i64(1)?) })
    })
}

/// What was written before this day has been waiting for three whole working days.
pub(super) fn drie_werkdagen_terug(vandaag: Datum) -> Datum {
    let (mut dag, mut over) = (vandaag, 3);
    while over > 0 {
        dag = dag.saturating_sub(1.day());
        if is_werkdag(dag) {
            over -= 1;
        }
    }
    dag
}

/// Everything that is counted, added up over the municipalities.
#[derive(Debug, Default)]
struct Telling {
    contracten: i64,
    contract_aanbieders: std::collections::BTreeSet<String>,
    contract_eindigt: Stapel,
    reacties: Stapel,
    producten: i64,
    clienten: i64,
    meldingen: Stapel,
    meldingen_te_laat: Stapel,
    beschikkingen: i64,
    lopend: i64,
    te_verzenden: Stapel,
    eindigt: Stapel,
    gestart: i64,
    gestopt: i64,
    termijn_voorbij: Stapel,
    termijn_vandaag: Stapel,
    zonder_retour: Stapel,
    afgekeurd: Stapel,
    /// Claims over twelve months: lines, granted lines, claimed cents, granted cents.
    claims: [i64; 4],
    claims_open: Stapel,
    regels_afgewezen: Stapel,
    betaald: i64,
    open: i64,
    te_betalen: Stapel,
    bewaken: Stapel,
    wachtlijst: Stapel,
}

/// Things that wait: how many, cents, the oldest.
#[derive(Debug, Default, Clone, Copy)]
struct Stapel {
    aantal: i64,
    bedrag: i64,
    oudste: Option<Datum>,
}

impl Stapel {
    fn erbij(&mut self, aantal: i64, bedrag: i64, oudste: Option<Datum>) {
        self.aantal += aantal;
        self.bedrag = self.bedrag.saturating_add(bedrag);
        self.oudste = [self.oudste, oudste].into_iter().flatten().min();
    }
}

/// The overview of one municipality or of all that the user may see.
pub fn overzicht(
    db: &Db,
    wie: &Gebruiker,
    gemeente: Option<Gemeentecode>,
    vandaag: Datum,
) -> Result<Overzicht, VraagFout> {
    let bereik = Bereik::lijst(wie, Recht::Catalogus, gemeente, None)?;
    let geld = wie.rol.mag(Recht::Declaraties) || wie.rol.mag(Recht::Monitor);
    db.read(|tx| {
        let mut t = Telling::default();
        let (mut gemeenten, mut reeks) = (Vec::new(), Vec::new());
        let mut per_agb: BTreeMap<AgbCode, i64> = BTreeMap::new();
        t.producten = tx.query_one(sql::TEL_PRODUCTEN, &[], |r| r.i64(0))?;
        for &g in &bereik.gemeenten {
            gemeenten.push((g, gemeente_naam(tx, g)?));
            tel_keten(tx, &mut t, wie, g, bereik.agb, vandaag)?;
            tel_na_besluit(tx, &mut t, wie, g, bereik.agb, vandaag)?;
            if geld {
                tel_geld(tx, &mut t, wie, g, bereik.agb, vandaag)?;
                reeks.extend(kosten(tx, g, jaar_terug(vandaag), vandaag, bereik.agb)?);
                let waarden =
                    [(&g).into(), jaar_terug(vandaag).into(), vandaag.into(), bereik.agb.as_ref().into()];
                tx.query(sql::CLAIM_PER_AGB, &waarden, |r| {
                    *per_agb.entry(r.lees(0, AgbCode::parse)?).or_default() += r.i64(5)?;
                    Ok(())
                })?;
            }
        }
        if wie.rol.mag(Recht::Berichten) {
            tel_termijnen(tx, &mut t, wie, &bereik, vandaag)?;
        }
        reeks.sort_by_key(|k| (k.maand, k.gemeente));
        let som: i64 = per_agb.values().copied().filter(|n| *n > 0).sum();
        let namen = if per_agb.is_empty() { BTreeMap::new() } else { namen(tx)? };
        let mut aandeel: Vec<AanbiederAandeel> = per_agb
            .into_iter()
            .map(|(agb, n)| AanbiederAandeel {
                agb,
                naam: namen.get(&agb).cloned().unwrap_or_else(|| agb.to_string()),
                toegekend: Eurocent(n),
                promille: if som > 0 { n.saturating_mul(1000) / som } else { 0 },
            })
            .collect();
        aandeel.sort_by_key(|a| (std::cmp::Reverse(a.toegekend), a.agb));
        let maandkosten = |maand: Datum| {
            reeks.iter().filter(|k| k.maand == maand.first_of_month()).map(|k| k.toegekend.0).sum::<i64>()
        };
        let deze = maandkosten(vandaag);
        let vorige = maandkosten(vandaag.first_of_month().saturating_sub(1.day()));
        Ok(Overzicht {
            vandaag,
            gemeenten,
            stappen: stappen(&t, wie, deze, vorige),
            wacht: wacht(&t, wie),
            kosten: reeks,
            aandeel,
        })
    })
}

fn tel_keten(
    tx: &mut Tx<'_>,
    t: &mut Telling,
    wie: &Gebruiker,
    gemeente: Gemeentecode,
    agb: Option<AgbCode>,
    vandaag: Datum,
) -> Uitkomst<()> {
    let g = Val::from(&gemeente);
    let a = Val::from(agb.as_ref());
    let dag = Val::from(vandaag);
    tx.query(sql::TEL_CONTRACTEN, &[g, dag, a], |r| {
        // a provider with contracts in more than one municipality counts once
        t.contract_aanbieders.insert(r.string(0)?);
        t.contracten += r.i64(1)?;
        Ok(())
    })?;
    if wie.rol.mag(Recht::Aanbieders) {
        let tot = vandaag.saturating_add(3.months());
        let (n, oudste) = tx.query_one(sql::TEL_CONTRACT_EINDIGT, &[g, dag, tot.into()], |r| {
            Ok((r.i64(0)?, r.opt_dag(1)?))
        })?;
        t.contract_eindigt.erbij(n, 0, oudste);
    }
    if wie.rol.mag(Recht::Tarieven) {
        let (n, oudste) =
            tx.query_one(tarieven::TEL_REACTIES_OPEN, &[g], |r| Ok((r.i64(0)?, r.opt_dag(1)?)))?;
        t.reacties.erbij(n, 0, oudste);
    }
    if !ziet_keten(wie) {
        return Ok(());
    }
    if let Some(agb) = &agb {
        t.clienten += tx.query_one(sql::TEL_CLIENTEN_AGB, &[g, agb.into()], |r| r.i64(0))?;
        t.lopend += tx.query_one(sql::AANBIEDER_LOPEND, &[g, agb.into(), dag], |r| r.i64(0))?;
    } else {
        t.clienten += tx.query_one(sql::TEL_CLIENTEN, &[g], |r| r.i64(0))?;
        let grens = toegang::klok::eerste_op_tijd(vandaag);
        let (open, laat, oudste) = tx.query_one(sql::TEL_MELDINGEN, &[g, grens.into()], |r| {
            Ok((r.i64(0)?, r.i64(1)?, r.opt_dag(2)?))
        })?;
        t.meldingen.erbij(open, 0, oudste);
        t.meldingen_te_laat.erbij(laat, 0, oudste.filter(|_| laat > 0));
        t.beschikkingen += tx.query_one(sql::TEL_BESCHIKKINGEN, &[g], |r| r.i64(0))?;
        t.lopend += tx.query_one(sql::TEL_LOPEND, &[g, dag], |r| r.i64(0))?;
    }
    let stapel = |r: &store::Row<'_>| Ok((r.i64(0)?, r.opt_dag(1)?));
    let (n, oudste) = tx.query_one(sql::TEL_TE_VERZENDEN, &[g, a], stapel)?;
    t.te_verzenden.erbij(n, 0, oudste);
    let acht_weken = vandaag.saturating_add(8.weeks());
    let (n, oudste) = tx.query_one(sql::TEL_EINDIGT, &[g, dag, acht_weken.into(), a], stapel)?;
    t.eindigt.erbij(n, 0, oudste);
    let maand = [g, vandaag.first_of_month().into(), vandaag.last_of_month().into(), a];
    t.gestart += tx.query_one(sql::TEL_GESTART, &maand, |r| r.i64(0))?;
    t.gestopt += tx.query_one(sql::TEL_GESTOPT, &maand, |r| r.i64(0))?;
    if wie.rol.mag(Recht::Berichten) {
        let waarden = [g, vorige_maand(vandaag).into(), a];
        let (n, oudste) = tx.query_one(sql::TEL_AFGEKEURD, &waarden, stapel)?;
        t.afgekeurd.erbij(n, 0, oudste);
    }
    Ok(())
}

/// Terms that ran out or end today.
/// What is watched after the decision, for who does something about it.
fn tel_na_besluit(
    tx: &mut Tx<'_>,
    t: &mut Telling,
    wie: &Gebruiker,
    g: Gemeentecode,
    agb: Option<AgbCode>,
    vandaag: Datum,
) -> Uitkomst<()> {
    if wie.rol == Rol::Consulent {
        let (posten, _) = crate::aflopend::lijst_in(tx, g, vandaag)?;
        let oudste = posten.iter().map(|p| p.punt.termijn.uiterlijk).min();
        t.bewaken.erbij(i64::try_from(posten.len()).unwrap_or(i64::MAX), 0, oudste);
    }
    if matches!(wie.rol, Rol::Consulent | Rol::Aanbieder) {
        let (n, oudste) = crate::wachtlijst::tel_in(tx, g, agb, vandaag)?;
        t.wachtlijst.erbij(n, 0, oudste);
    }
    Ok(())
}

fn tel_termijnen(
    tx: &mut Tx<'_>,
    t: &mut Telling,
    wie: &Gebruiker,
    bereik: &Bereik,
    vandaag: Datum,
) -> Uitkomst<()> {
    for telling in bewaken::tel_alles(tx, wie, &bereik.gemeenten, bereik.agb, vandaag)? {
        let (te_laat, oudste) = (telling.te_laat.getal(), telling.oudste);
        match telling.wie {
            Wie::Ons => {
                t.termijn_voorbij.erbij(te_laat, 0, oudste.filter(|_| te_laat > 0));
                t.termijn_vandaag.erbij(telling.vandaag.getal(), 0, None);
            }
            Wie::Hen => t.zonder_retour.erbij(te_laat, 0, oudste.filter(|_| te_laat > 0)),
        }
    }
    Ok(())
}

fn vorige_maand(vandaag: Datum) -> Datum {
    vandaag.first_of_month().saturating_sub(1.months())
}

fn tel_geld(
    tx: &mut Tx<'_>,
    t: &mut Telling,
    wie: &Gebruiker,
    gemeente: Gemeentecode,
    agb: Option<AgbCode>,
    vandaag: Datum,
) -> Uitkomst<()> {
    let g = Val::from(&gemeente);
    let a = Val::from(agb.as_ref());
    if wie.rol.mag(Recht::Declaraties) {
        tx.query(sql::TEL_CLAIMS, &[g, jaar_terug(vandaag).into(), vandaag.into(), a], |r| {
            let (regels, goed, ingediend, toegekend) = (r.i64(2)?, r.i64(3)?, r.i64(4)?, r.i64(5)?);
            if r.text(0)? == "ingediend" {
                t.claims_open.erbij(r.i64(1)?, ingediend, r.opt_dag(6)?);
            } else {
                for (som, n) in t.claims.iter_mut().zip([regels, goed, ingediend, toegekend]) {
                    *som += n;
                }
            }
            Ok(())
        })?;
        tx.query(sql::TEL_CLAIMS, &[g, vorige_maand(vandaag).into(), vandaag.into(), a], |r| {
            if r.text(0)? != "ingediend" && r.i64(2)? > r.i64(3)? {
                t.regels_afgewezen.erbij(r.i64(2)? - r.i64(3)?, r.i64(4)? - r.i64(5)?, r.opt_dag(6)?);
            }
            Ok(())
        })?;
    }
    if wie.rol.mag(Recht::Betalingen) {
        let mut saldo: BTreeMap<AgbCode, i64> = BTreeMap::new();
        tx.query(sql::TOEGEKEND_PER_AGB, &[g, a], |r| {
            *saldo.entry(r.lees(0, AgbCode::parse)?).or_default() += r.i64(1)?;
            Ok(())
        })?;
        tx.query(sql::SALDO_BETAALD, &[g, a], |r| {
            t.betaald += r.i64(1)?;
            *saldo.entry(r.lees(0, AgbCode::parse)?).or_default() -= r.i64(1)?;
            Ok(())
        })?;
        for open in saldo.values() {
            t.open += open;
            if *open > 0 {
                t.te_betalen.erbij(1, *open, None);
            }
        }
    }
    Ok(())
}

/// Who sees how many clients, assignments and starts there are: those with the clients or with the figures.
fn ziet_keten(wie: &Gebruiker) -> bool {
    wie.rol.mag(Recht::Clienten) || wie.rol.mag(Recht::Monitor)
}

fn stappen(t: &Telling, wie: &Gebruiker, deze: i64, vorige: i64) -> Vec<StapCijfers> {
    let n = |sleutel, naam, n| Cijfer { sleutel, naam, waarde: Waarde::Aantal(n) };
    let b = |sleutel, naam, n| Cijfer { sleutel, naam, waarde: Waarde::Bedrag(Eurocent(n)) };
    let eigen = wie.rol == Rol::Aanbieder;
    let mut uit = Vec::new();
    for stap in Stap::ALLE {
        let (mag, cijfers) = match stap {
            Stap::Inkoop => (
                wie.rol.mag(Recht::Aanbieders),
                vec![
                    n(
                        "aanbieders",
                        "aanbieders met een contract",
                        i64::try_from(t.contract_aanbieders.len()).unwrap_or(i64::MAX),
                    ),
                    n("contractregels", "contractregels", t.contracten),
                ],
            ),
            Stap::Catalogus => {
                (wie.rol.mag(Recht::Catalogus), vec![n("producten", "producten", t.producten)])
            }
            Stap::Toegang if eigen => (true, vec![n("clienten", "cliënten", t.clienten)]),
            Stap::Toegang => (
                ziet_keten(wie),
                vec![
                    n("clienten", "cliënten", t.clienten),
                    n("openMeldingen", "open meldingen", t.meldingen.aantal),
                ],
            ),
            Stap::Beschikking => {
                (ziet_keten(wie) && !eigen, vec![n("beschikkingen", "beschikkingen", t.beschikkingen)])
            }
            Stap::Toewijzing => (
                ziet_keten(wie),
                vec![
                    n("lopend", "lopende toewijzingen", t.lopend),
                    n("teVerzenden", "nog te verzenden", t.te_verzenden.aantal),
                ],
            ),
            Stap::Levering => (
                ziet_keten(wie),
                vec![
                    n("gestart", "gestart deze maand", t.gestart),
                    n("gestopt", "gestopt deze maand", t.gestopt),
                ],
            ),
            Stap::Declaratie => (
                wie.rol.mag(Recht::Declaraties),
                vec![
                    b("toegekend", "toegekend in twaalf maanden", t.claims[3]),
                    b("ingediend", "ingediend in twaalf maanden", t.claims[2]),
                    b("afgewezen", "niet toegekend", t.claims[2].saturating_sub(t.claims[3])),
                    n("regels", "regels beoordeeld", t.claims[0]),
                    n("regelsToegekend", "regels toegekend", t.claims[1]),
                    n("regelsAfgewezen", "regels afgewezen", t.claims[0] - t.claims[1]),
                ],
            ),
            Stap::Betaling => (
                wie.rol.mag(Recht::Betalingen),
                vec![b("betaald", "betaald", t.betaald), b("open", "toegekend en nog niet betaald", t.open)],
            ),
            Stap::Monitoring => (
                wie.rol.mag(Recht::Monitor),
                vec![
                    b("kostenDezeMaand", "kosten deze maand", deze),
                    b("kostenVorigeMaand", "kosten vorige maand", vorige),
                ],
            ),
        };
        if mag {
            uit.push(StapCijfers { stap, cijfers });
        }
    }
    uit
}

/// What each role has to do something about, the most urgent first.
fn wacht(t: &Telling, wie: &Gebruiker) -> Vec<Wachtpost> {
    use WachtSoort as W;
    let soorten: &[W] = match wie.rol {
        Rol::Consulent => &[
            W::MeldingTeLaat,
            W::OpenMelding,
            W::BesluitBewaken,
            W::TeVerzenden,
            W::BerichtAfgekeurd,
            W::ToewijzingEindigt,
            W::Wachtlijst,
        ],
        Rol::Backoffice => &[
            W::TermijnVoorbij,
            W::TermijnVandaag,
            W::TeVerzenden,
            W::ZonderRetour,
            W::BerichtAfgekeurd,
            W::RegelsAfgewezen,
            W::DeclaratieOpen,
            W::TeBetalen,
        ],
        Rol::Aanbieder => &[
            W::TermijnVoorbij,
            W::TermijnVandaag,
            W::ZonderRetour,
            W::BerichtAfgekeurd,
            W::RegelsAfgewezen,
            W::DeclaratieOpen,
            W::ToewijzingEindigt,
            W::Wachtlijst,
        ],
        Rol::Inkoper => &[W::ReactieOpen, W::ContractEindigt],
        Rol::Contractmanager => &[W::ReactieOpen, W::ContractEindigt, W::RegelsAfgewezen],
        Rol::Controller => &[W::TeBetalen, W::DeclaratieOpen],
        Rol::Inwoner => &[],
    };
    soorten
        .iter()
        .map(|&soort| {
            let (stapel, geld) = match soort {
                W::OpenMelding => (t.meldingen, false),
                W::MeldingTeLaat => (t.meldingen_te_laat, false),
                W::TeVerzenden => (t.te_verzenden, false),
                W::TermijnVoorbij => (t.termijn_voorbij, false),
                W::TermijnVandaag => (t.termijn_vandaag, false),
                W::ZonderRetour => (t.zonder_retour, false),
                W::BerichtAfgekeurd => (t.afgekeurd, false),
                W::ReactieOpen => (t.reacties, false),
                W::RegelsAfgewezen => (t.regels_afgewezen, true),
                W::DeclaratieOpen => (t.claims_open, true),
                W::TeBetalen => (t.te_betalen, true),
                W::ContractEindigt => (t.contract_eindigt, false),
                W::ToewijzingEindigt => (t.eindigt, false),
                W::BesluitBewaken => (t.bewaken, false),
                W::Wachtlijst => (t.wachtlijst, false),
            };
            let bedrag = geld.then_some(Eurocent(stapel.bedrag));
            Wachtpost { soort, aantal: stapel.aantal, bedrag, oudste: stapel.oudste }
        })
        .filter(|w| w.aantal > 0)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn twelve_months_end_with_this_one() {
        assert_eq!(jaar_terug(date(2026, 9, 30)), date(2025, 10, 1));
        assert_eq!(jaar_terug(date(2026, 12, 1)), date(2026, 1, 1));
        assert_eq!(vorige_maand(date(2026, 3, 31)), date(2026, 2, 1));
    }

    #[test]
    fn three_working_days_skip_weekends_and_holidays() {
        // Wednesday 4 November 2026: Tuesday, Monday, Friday.
        assert_eq!(drie_werkdagen_terug(date(2026, 11, 4)), date(2026, 10, 30));
        assert_eq!(drie_werkdagen_terug(date(2026, 11, 6)), date(2026, 11, 3));
        // Tuesday 29 December 2026: Monday 28, Thursday 24, Wednesday 23; Christmas does not count.
        assert_eq!(drie_werkdagen_terug(date(2026, 12, 29)), date(2026, 12, 23));
    }
}
