//! Settlement: claim lines in chunks, each chunk judged against facts that are read set by set.
//!
//! A chunk costs four reads and two bulk inserts, however many lines it has, on either engine. Nothing is kept
//! from one chunk to the next but totals, so memory does not grow with the message. Two of the reads are of what no
//! claim changes ([`VasteFeiten`]): the reading thread does those ahead, where it can see what this transaction sees.

use super::kop;
use super::resultaat::Gevonden;
use crate::declaratieboek::Regelrij;
use crate::fout::Uitkomst;
use crate::kaders::Kaderboek;
use crate::omgeving::Omgeving;
use declaratie::{
    Afspraken, ClientFeit, Contractprijs, DebetCredit, EerdereRegel, Feiten, Omvang, Prestatieregel,
    Regelstand, ToewijzingFeit, beoordeel, beoordeel_client,
};
use istandaard::Prestatie;
use kern::{
    AgbCode, Bevinding, Bsn, Datum, Decimaal, Eenheid, Eurocent, Frequentie, Gemeentecode, Periode,
    Productcategorie, Productcode,
};
use std::collections::{HashMap, HashSet};
use store::sql::schrijven as sql;
use store::{Row, Sleutel, StoreFout, Tx, Val};

/// A line as it comes from the reader.
#[derive(Debug, Clone)]
pub(super) struct Regel {
    /// Place in the message, from 1.
    pub volgnr: i64,
    /// BSN of the client and its keyed hash.
    pub bsn: Bsn,
    pub bsn_zoek: [u8; 16],
    pub prestatie: Prestatie,
}

/// What became of a line: granted or not, the client, and the encrypted BSN when there is no client.
type Gevolg = (bool, Option<i64>, Option<Vec<u8>>);

/// A finding with its number and, when it is about one, its line.
type Genummerd = (i64, Option<i64>, Bevinding);

/// Room for findings per line in the numbering of findings of a message.
pub(super) const PER_REGEL: i64 = 32;

struct Prijs {
    categorie: Productcategorie,
    code: Productcode,
    vanaf: Datum,
    tot: Option<Datum>,
    afspraak: Contractprijs,
}

impl Prijs {
    /// Whether it is the price of this product on this day.
    fn past(&self, categorie: Productcategorie, code: Productcode, dag: Datum) -> bool {
        (self.categorie, self.code) == (categorie, code)
            && self.vanaf <= dag
            && self.tot.is_none_or(|t| dag <= t)
    }
}

/// All contract prices of a provider in a municipality.
fn prijzen(tx: &mut Tx<'_>, g: Gemeentecode, agb: AgbCode) -> Result<Vec<Prijs>, StoreFout> {
    tx.query_alle(sql::CONTRACTREGELS, &[(&g).into(), (&agb).into()], |r| {
        let tarief = r.opt_text(5)?.map(|t| kolom(5, "een tarief", t.parse::<Decimaal>())).transpose()?;
        Ok(Prijs {
            categorie: kolom(0, "een categorie", Productcategorie::parse(r.text(0)?))?,
            code: kolom(1, "een productcode", Productcode::parse(r.text(1)?))?,
            vanaf: r.dag(3)?,
            tot: r.opt_dag(4)?,
            afspraak: Contractprijs { eenheid: kolom(2, "een eenheid", Eenheid::parse(r.text(2)?))?, tarief },
        })
    })
}

/// Settles the lines of one claim within one transaction.
pub(super) struct Schikking<'a> {
    o: &'a Omgeving,
    gemeente: Gemeentecode,
    agb: AgbCode,
    bericht: i64,
    prijzen: Vec<Prijs>,
    kaders: Kaderboek,
    laatste_prijs: (Option<(Productcategorie, Productcode, Datum)>, Vec<Contractprijs>),
    laatste_afspraken: (Option<Datum>, Afspraken),
    /// Lines that were judged.
    pub regels: u64,
    /// Lines that were granted.
    pub toegekend: u64,
    /// Sum of the granted lines, credits negative.
    pub bedrag: i64,
    /// Findings on lines and clients, in order.
    pub gevonden: Gevonden,
    /// Unknown clients that were told: a bit for each Client[n], so that a second reading does not tell them again.
    gemeld: Vec<u64>,
}

fn kolom<T, E>(index: usize, verwacht: &'static str, r: Result<T, E>) -> Result<T, StoreFout> {
    r.map_err(|_| StoreFout::Kolom { index, verwacht })
}

/// Reads the columns that TOEWIJZINGEN_BIJ_NUMMER gives after the number.
fn toewijzing(r: &Row<'_>, agb: AgbCode) -> Result<ToewijzingFeit, StoreFout> {
    let omvang = match (r.opt_i64(8)?, r.opt_text(9)?, r.opt_text(10)?) {
        (Some(volume), Some(e), Some(f)) => Some(Omvang {
            volume,
            eenheid: kolom(9, "een eenheid", Eenheid::parse(e))?,
            frequentie: kolom(10, "een frequentie", Frequentie::parse(f))?,
        }),
        _ => None,
    };
    Ok(ToewijzingFeit {
        client: r.i64(2)?,
        van_deze_aanbieder: r.text(3)? == agb.as_str(),
        categorie: r
            .opt_text(4)?
            .map(|t| kolom(4, "een categorie", Productcategorie::parse(t)))
            .transpose()?,
        code: r.opt_text(5)?.map(|t| kolom(5, "een productcode", Productcode::parse(t))).transpose()?,
        periode: kolom(7, "een einddatum na de ingangsdatum", Periode::new(r.dag(6)?, r.opt_dag(7)?))?,
        omvang,
        budget: r.opt_i64(11)?.map(Eurocent),
        verwijderd: r.opt_text(12)? == Some("13"),
    })
}

/// Reads the columns of EERDERE_REGELS after the number of the assignment.
pub(crate) fn eerdere_regel(r: &Row<'_>) -> Result<EerdereRegel, StoreFout> {
    eerdere_regel_vanaf(r, 1)
}

/// Reads the columns of a line from its reference on, which stands in column `i`.
pub(crate) fn eerdere_regel_vanaf(r: &Row<'_>, i: usize) -> Result<EerdereRegel, StoreFout> {
    Ok(EerdereRegel {
        referentie: r.string(i)?,
        vorige_referentie: r.opt_text(i + 1)?.map(str::to_owned),
        categorie: kolom(i + 2, "een categorie", Productcategorie::parse(r.text(i + 2)?))?,
        code: kolom(i + 3, "een productcode", Productcode::parse(r.text(i + 3)?))?,
        van: r.dag(i + 4)?,
        tot: r.dag(i + 5)?,
        volume: r.i64(i + 6)?,
        eenheid: kolom(i + 7, "een eenheid", Eenheid::parse(r.text(i + 7)?))?,
        tarief: r.opt_i64(i + 8)?.map(Eurocent),
        bedrag: Eurocent(r.i64(i + 9)?),
    })
}

/// A line of the book as the rules read it.
pub(crate) fn eigen_regel(toewijzing: i64, e: &EerdereRegel) -> Prestatieregel<'_> {
    Prestatieregel {
        referentie: &e.referentie,
        vorige_referentie: e.vorige_referentie.as_deref(),
        toewijzing,
        categorie: e.categorie,
        code: e.code,
        van: e.van,
        tot: e.tot,
        volume: e.volume,
        eenheid: e.eenheid,
        tarief: e.tarief,
        bedrag: Eurocent(e.bedrag.0.abs()),
        dc: if e.bedrag.0 < 0 { DebetCredit::Credit } else { DebetCredit::Debet },
    }
}

/// The line as the rules read it.
pub(crate) fn als_regel(p: &Prestatie) -> Prestatieregel<'_> {
    Prestatieregel {
        referentie: &p.referentie,
        vorige_referentie: p.vorige_referentie.as_deref(),
        toewijzing: p.toewijzing,
        categorie: p.categorie,
        code: p.code,
        van: p.van,
        tot: p.tot,
        volume: p.volume,
        eenheid: p.eenheid,
        tarief: p.tarief,
        bedrag: Eurocent(p.bedrag.0.abs()),
        dc: if p.is_credit() { DebetCredit::Credit } else { DebetCredit::Debet },
    }
}

/// Whether this number was not seen before; it is now.
fn eerste_keer(gezien: &mut Vec<u64>, nr: u32) -> bool {
    let (vak, bit) = ((nr / 64) as usize, 1 << (nr % 64));
    if gezien.len() <= vak {
        gezien.resize(vak + 1, 0);
    }
    let eerst = gezien[vak] & bit == 0;
    gezien[vak] |= bit;
    eerst
}

impl<'a> Schikking<'a> {
    pub(super) fn new(
        tx: &mut Tx<'_>,
        o: &'a Omgeving,
        gemeente: Gemeentecode,
        agb: AgbCode,
        bericht: i64,
    ) -> Uitkomst<Self> {
        let prijzen = prijzen(tx, gemeente, agb)?;
        let kaders = Kaderboek::lees(tx, gemeente)?;
        Ok(Self {
            o,
            gemeente,
            agb,
            bericht,
            prijzen,
            kaders,
            laatste_prijs: (None, Vec::new()),
            laatste_afspraken: (None, Afspraken::default()),
            regels: 0,
            toegekend: 0,
            bedrag: 0,
            gevonden: Gevonden::default(),
            gemeld: Vec::new(),
        })
    }

    /// Contract prices for a product and the settings, on the first day of the period.
    fn prijzen_voor(&mut self, r: &Prestatieregel<'_>) {
        let sleutel = Some((r.categorie, r.code, r.van));
        if self.laatste_prijs.0 != sleutel {
            let passend = self.prijzen.iter().filter(|p| p.past(r.categorie, r.code, r.van));
            self.laatste_prijs = (sleutel, passend.map(|p| p.afspraak).collect());
        }
        if self.laatste_afspraken.0 != Some(r.van) {
            self.laatste_afspraken = (Some(r.van), self.kaders.afspraken_op(r.van));
        }
    }

    /// Judges and stores a chunk of lines; `vast` when it was read already.
    pub(super) fn schik(
        &mut self,
        tx: &mut Tx<'_>,
        stuk: &[Regel],
        vast: Option<VasteFeiten>,
    ) -> Uitkomst<()> {
        // the used references first: what was not read ahead needs the key table for clients after it
        vul_sleutels(tx, stuk, true)?;
        let (vast, mut f) = if let Some(v) = vast {
            (v, self.zoek_feiten(tx)?)
        } else {
            let mut v = VasteFeiten::zoek(tx, self.gemeente, self.agb, stuk)?;
            let f = self.zoek_feiten(tx)?;
            v.zoek_clienten(tx, self.gemeente, stuk)?;
            (v, f)
        };
        let mut rijen: Vec<Gevolg> = Vec::with_capacity(stuk.len());
        let mut bevindingen: Vec<Genummerd> = Vec::new();
        for (i, regel) in stuk.iter().enumerate() {
            let p = &regel.prestatie;
            let r = als_regel(p);
            self.regels += 1;
            let mut nummer = regel.volgnr * PER_REGEL;
            let client = vast.clienten.get(&p.client_nr).copied();
            let Some(client) = client else {
                // the client is unknown: told once, all its lines come back unjudged (IV087)
                if eerste_keer(&mut self.gemeld, p.client_nr)
                    && let Some(mut b) = beoordeel_client(ClientFeit::Onbekend)
                {
                    b.pad = format!("/Bericht/Declaratie/Clienten/Client[{}]", p.client_nr);
                    bevindingen.push((nummer, None, b));
                }
                let dicht = self.o.kluis.versleutel_bsn(
                    self.gemeente,
                    "declaratieregel",
                    &[self.bericht, regel.volgnr],
                    &regel.bsn,
                )?;
                rijen.push((false, None, Some(dicht)));
                continue;
            };
            self.prijzen_voor(&r);
            let leeg = Vec::new();
            let feiten = Feiten {
                client,
                toewijzing: vast.toewijzingen.get(&p.toewijzing).map(|(t, _)| t),
                eerdere: f.eerdere.get(&p.toewijzing).unwrap_or(&leeg),
                prijzen: &self.laatste_prijs.1,
                referentie_gebruikt: f.gebruikt.contains(&i) || f.in_stuk.contains(p.referentie.as_str()),
                product_past: kop::product_past(p.categorie, p.code),
                afspraken: &self.laatste_afspraken.1,
            };
            let oordeel = beoordeel(&r, &feiten);
            if oordeel.is_empty() {
                self.toegekend += 1;
                self.bedrag = self.bedrag.saturating_add(p.bedrag.0);
                f.in_stuk.insert(p.referentie.as_str());
                f.eerdere.entry(p.toewijzing).or_default().push(EerdereRegel {
                    referentie: p.referentie.clone(),
                    vorige_referentie: p.vorige_referentie.clone(),
                    categorie: p.categorie,
                    code: p.code,
                    van: p.van,
                    tot: p.tot,
                    volume: p.volume,
                    eenheid: p.eenheid,
                    tarief: p.tarief,
                    bedrag: p.bedrag,
                });
                rijen.push((true, Some(client), None));
            } else {
                for mut b in oordeel {
                    nummer += 1;
                    b.pad = p.pad(istandaard::Soort::Wmo323);
                    bevindingen.push((nummer, Some(regel.volgnr), b));
                }
                rijen.push((false, Some(client), None));
            }
        }
        self.bewaar(tx, stuk, &rijen, &bevindingen)?;
        self.gevonden.alle(bevindingen.into_iter().map(|(.., b)| b));
        Ok(())
    }

    /// Reads the granted lines that the chunk in the key table is judged against, those of the chunks before it among them.
    fn zoek_feiten<'s>(&self, tx: &mut Tx<'_>) -> Uitkomst<Stukfeiten<'s>> {
        let g = Val::from(&self.gemeente);
        let mut f = Stukfeiten::default();
        tx.query(sql::EERDERE_REGELS, &[g], |r| {
            f.eerdere.entry(r.i64(0)?).or_default().push(eerdere_regel(r)?);
            Ok(())
        })?;
        tx.query(sql::GEBRUIKTE_REFERENTIES, &[g, (&self.agb).into()], |r| {
            f.gebruikt.insert(usize::try_from(r.i64(0)?).unwrap_or(usize::MAX));
            Ok(())
        })?;
        Ok(f)
    }

    fn bewaar(
        &self,
        tx: &mut Tx<'_>,
        stuk: &[Regel],
        rijen: &[Gevolg],
        bevindingen: &[Genummerd],
    ) -> Uitkomst<()> {
        tx.bulk(
            sql::REGELS_ERBIJ,
            stuk.iter().zip(rijen).map(|(r, (toegekend, client, bsn))| {
                let stand = if *toegekend { Regelstand::Toegekend } else { Regelstand::Afgewezen };
                let (gemeente, agb, bericht) = (&self.gemeente, &self.agb, self.bericht);
                let (volgnr, client, bsn, prestatie) = (r.volgnr, *client, bsn.as_ref(), &r.prestatie);
                Regelrij { gemeente, agb, bericht, volgnr, stand, client, bsn, prestatie }.waarden()
            }),
        )?;
        if !bevindingen.is_empty() {
            bewaar_bevindingen(
                tx,
                self.gemeente,
                self.bericht,
                bevindingen.iter().map(|(n, r, b)| (*n, *r, b)),
            )?;
        }
        Ok(())
    }
}

/// Puts what a chunk is looked up by into the key table: assignments, each once and in their own order, so that
/// neighbours are read together; and, when asked, the reference of each line.
fn vul_sleutels(tx: &mut Tx<'_>, stuk: &[Regel], referenties: bool) -> Result<u64, StoreFout> {
    let mut toewijzingen: Vec<i64> = stuk.iter().map(|r| r.prestatie.toewijzing).collect();
    toewijzingen.sort_unstable();
    toewijzingen.dedup();
    let aantal = if referenties { stuk.len() } else { toewijzingen.len() };
    tx.sleutels(stuk.iter().zip(0..).take(aantal).map(|(r, i)| {
        let s = Sleutel::new(i);
        let s = if referenties { s.tekst(r.prestatie.referentie.as_str()) } else { s };
        match usize::try_from(i).ok().and_then(|i| toewijzingen.get(i)) {
            Some(nummer) => s.getal(*nummer),
            None => s,
        }
    }))
}

/// Facts of one chunk that receiving a claim does not change: clients and assignments.
#[derive(Default)]
pub(super) struct VasteFeiten {
    /// Client[n] of the message to the client's key.
    clienten: HashMap<u32, i64>,
    /// Assignments, with the keyed hash of the client that each is for.
    toewijzingen: HashMap<i64, (ToewijzingFeit, Option<[u8; 16]>)>,
}

impl VasteFeiten {
    /// Reads them ahead.
    pub(super) fn lees(
        tx: &mut Tx<'_>,
        gemeente: Gemeentecode,
        agb: AgbCode,
        stuk: &[Regel],
    ) -> Result<Self, StoreFout> {
        vul_sleutels(tx, stuk, false)?;
        let mut f = Self::zoek(tx, gemeente, agb, stuk)?;
        f.zoek_clienten(tx, gemeente, stuk)?;
        Ok(f)
    }

    /// The assignments in the key table, and the clients that they lead to.
    ///
    /// An assignment names its client, and the client's row says whether it is the one of the line: that is a shorter way than
    /// through the hashes, which lie in no order at all.
    fn zoek(
        tx: &mut Tx<'_>,
        gemeente: Gemeentecode,
        agb: AgbCode,
        stuk: &[Regel],
    ) -> Result<Self, StoreFout> {
        let mut f = Self {
            clienten: HashMap::with_capacity(stuk.len()),
            toewijzingen: HashMap::with_capacity(stuk.len()),
        };
        tx.query(sql::TOEWIJZINGEN_MET_CLIENT, &[(&gemeente).into()], |r| {
            let zoek = r.opt_blob(13)?.and_then(|b| b.try_into().ok());
            f.toewijzingen.insert(r.i64(1)?, (toewijzing(r, agb)?, zoek));
            Ok(())
        })?;
        for r in stuk {
            if let Some((t, zoek)) = f.toewijzingen.get(&r.prestatie.toewijzing)
                && *zoek == Some(r.bsn_zoek)
            {
                f.clienten.insert(r.prestatie.client_nr, t.client);
            }
        }
        Ok(f)
    }

    /// The clients that no assignment led to, by their hash. Takes the key table.
    fn zoek_clienten(
        &mut self,
        tx: &mut Tx<'_>,
        gemeente: Gemeentecode,
        stuk: &[Regel],
    ) -> Result<(), StoreFout> {
        let mut over: Vec<&Regel> =
            stuk.iter().filter(|r| !self.clienten.contains_key(&r.prestatie.client_nr)).collect();
        over.dedup_by_key(|r| r.prestatie.client_nr);
        if over.is_empty() {
            return Ok(());
        }
        tx.sleutels(over.iter().zip(0..).map(|(r, i)| Sleutel::new(i).bytes(&r.bsn_zoek)))?;
        tx.query(sql::CLIENTEN_BIJ_BSN, &[(&gemeente).into()], |r| {
            let i = usize::try_from(r.i64(0)?).unwrap_or(usize::MAX);
            if let Some(regel) = over.get(i) {
                self.clienten.insert(regel.prestatie.client_nr, r.i64(1)?);
            }
            Ok(())
        })
    }
}

/// Facts of one chunk that lines before it may have changed.
#[derive(Default)]
struct Stukfeiten<'s> {
    eerdere: HashMap<i64, Vec<EerdereRegel>>,
    /// Lines of the chunk whose reference was used before.
    gebruikt: HashSet<usize>,
    /// References that were granted earlier in this chunk.
    in_stuk: HashSet<&'s str>,
}

/// Stores findings: number, line, finding.
pub(super) fn bewaar_bevindingen<'b>(
    tx: &mut Tx<'_>,
    gemeente: Gemeentecode,
    bericht: i64,
    bevindingen: impl IntoIterator<Item = (i64, Option<i64>, &'b Bevinding)>,
) -> Result<u64, StoreFout> {
    tx.bulk(
        sql::BEVINDINGEN_ERBIJ,
        bevindingen.into_iter().map(|(volgnr, regel, b)| {
            [
                Val::from(&gemeente),
                bericht.into(),
                volgnr.into(),
                b.regel.into(),
                b.retourcode.map(|c| c.0).into(),
                b.pad.as_str().into(),
                (&*b.tekst).into(),
                regel.into(),
            ]
        }),
    )
}

/// Why a line was granted or rejected: the verdict replayed from the book, with the granted lines that stood
/// before it. `None` when the line does not exist or is of nobody known.
pub(crate) fn uitleg(
    tx: &mut Tx<'_>,
    g: Gemeentecode,
    bericht: i64,
    volgnr: i64,
) -> Result<Option<kern::Uitleg>, StoreFout> {
    let sleutel = [Val::from(&g), bericht.into(), volgnr.into()];
    let rij = tx.query_opt(sql::DECLARATIEREGEL, &sleutel, |r| {
        let agb = kolom(1, "een AGB-code", AgbCode::parse(r.text(1)?))?;
        let e = eerdere_regel_vanaf(r, 4)?;
        Ok((r.i64(0)?, agb, r.opt_i64(2)?, r.i64(3)?, e))
    })?;
    let Some((status, agb, Some(client), toewijzingnummer, e)) = rij else { return Ok(None) };
    let prijzen: Vec<_> = prijzen(tx, g, agb)?
        .into_iter()
        .filter(|p| p.past(e.categorie, e.code, e.van))
        .map(|p| p.afspraak)
        .collect();
    tx.sleutels([Sleutel::new(0).getal(toewijzingnummer)])?;
    let t = tx.query_opt(sql::TOEWIJZINGEN_BIJ_NUMMER, &[(&g).into()], |r| toewijzing(r, agb))?;
    let [a, b, c] = sleutel;
    let credit = Val::I64(i64::from(e.bedrag.0 < 0));
    let eerdere = tx.query_alle(sql::EERDERE_DAN, &[a, b, c, credit], eerdere_regel)?;
    let regel = eigen_regel(toewijzingnummer, &e);
    let feiten = Feiten {
        client,
        toewijzing: t.as_ref(),
        eerdere: &eerdere,
        prijzen: &prijzen,
        referentie_gebruikt: false,
        product_past: kop::product_past(e.categorie, e.code),
        afspraken: &Kaderboek::lees(tx, g)?.afspraken_op(e.van),
    };
    let mut u = declaratie::uitleg(&regel, &feiten);
    let toen = if status == 1 { "toegekend" } else { "afgewezen" };
    if status != 2 && u.uitkomst != toen {
        // the assignment or the contract changed since: the verdict of then stands, and the difference is told
        u = kern::Uitleg::new(format!("Regel {} is destijds {toen}", regel.referentie), toen).want(u.met(
            "let op",
            "de toewijzing of het contract is daarna gewijzigd; hieronder staat hoe de regel nu zou uitvallen",
        ));
    }
    Ok(Some(u))
}
