//! What goes on over all lines of a claim (323) or its answer (325): the client at hand, sums and keys.

use super::boom::Zicht;
use super::omzet;
use super::uniek::{Gesorteerd, MaakKlad, Plek, Uniek, Vingerafdruk};
use crate::model::{AntwoordKop, DeclaratieKop, Prestatie};
use crate::regels::{self, Kader, Lijn, Regel, Veld};
use crate::soort::Soort;
use ::kern::{Bsn, Datum, Eurocent, Productcategorie, Productcode, Retourcode};
use std::io;

type ToetsLijn = fn(&Lijn<'_>, &Kader) -> bool;

#[derive(Debug)]
pub(super) struct Stroom {
    /// Whether this message is streamed.
    pub aan: bool,
    is_323: bool,
    pub declaratie: Option<DeclaratieKop>,
    pub antwoord: Option<AntwoordKop>,
    pub toetsen: Vec<(&'static Regel, ToetsLijn)>,
    /// The buffer that every line is read into.
    pub prestatie: Option<Prestatie>,
    pub retourcodes: Vec<Retourcode>,
    /// Lines that were read, valid or not.
    pub regels: u64,
    /// The client at hand: digits as sent, and whether it was handed out.
    bsn: Option<[u8; 9]>,
    client_open: bool,
    client_nr: u32,
    /// Sum of the lines; `None` when a line has no readable amount.
    som: Option<i64>,
    clienten: Uniek,
    prestaties: Uniek,
    referenties: Uniek,
    debet: Uniek,
    fout: Option<io::Error>,
}

impl Stroom {
    pub fn new(grens: usize, klad: Option<MaakKlad>) -> Self {
        Self {
            aan: false,
            is_323: false,
            declaratie: None,
            antwoord: None,
            toetsen: Vec::new(),
            prestatie: None,
            retourcodes: Vec::new(),
            regels: 0,
            bsn: None,
            client_open: false,
            client_nr: 0,
            som: Some(0),
            clienten: Uniek::new(grens, klad),
            prestaties: Uniek::new(grens, klad),
            referenties: Uniek::new(grens, klad),
            debet: Uniek::new(grens, klad),
            fout: None,
        }
    }

    pub fn begin(&mut self, soort: Soort) {
        self.aan = matches!(soort, Soort::Wmo323 | Soort::Wmo325);
        self.is_323 = soort == Soort::Wmo323;
    }

    /// Something was left out, so the sum says nothing.
    pub fn som_onbekend(&mut self) {
        self.som = None;
    }

    /// The lines of a client begin. Gives the BSN when it is one.
    pub fn client(&mut self, bsn: Option<&str>, nr: u32) -> Option<Bsn> {
        self.bsn = bsn.and_then(|b| b.as_bytes().try_into().ok());
        self.client_nr = nr;
        if let Some(cijfers) = &self.bsn {
            let plek = Plek { tag: false, client: nr, prestatie: 0 };
            let uitkomst = self.clienten.voeg_toe(Vingerafdruk::van(&[cijfers]), plek);
            self.onthoud(uitkomst);
        }
        let bsn = bsn.and_then(|b| Bsn::parse(b).ok());
        self.client_open = bsn.is_some();
        bsn
    }

    /// The client ends; true when it was handed out.
    pub fn client_klaar(&mut self) -> bool {
        self.bsn = None;
        std::mem::take(&mut self.client_open)
    }

    /// The rules of one line: bit n is set when check n found a fault.
    #[inline]
    pub fn toets(&self, lijn: &Lijn<'_>, kader: &Kader) -> u32 {
        self.toetsen
            .iter()
            .enumerate()
            .fold(0, |fouten, (i, (_, is_fout))| fouten | (u32::from(is_fout(lijn, kader)) << i))
    }

    /// Takes up a line; true when it can be handed out.
    pub fn prestatie(&mut self, lijn: &Lijn<'_>, nr: u32, zicht: Zicht<'_>) -> bool {
        self.regels += 1;
        self.som = match (self.som, lijn.saldo()) {
            (Some(som), Some(bedrag)) => som.checked_add(bedrag),
            _ => None,
        };
        let uitkomst = self.sleutels(lijn, nr);
        self.onthoud(uitkomst);
        let goed = self.vul(lijn, nr).is_some() && self.client_open;
        if let Some(p) = self.prestatie.as_mut().filter(|_| goed && !self.is_323) {
            p.retourcodes = omzet::retourcodes(zicht);
        }
        goed
    }

    fn sleutels(&mut self, lijn: &Lijn<'_>, nr: u32) -> io::Result<()> {
        let plek = Plek { tag: false, client: self.client_nr, prestatie: nr };
        // A part that failed the schema leaves the key unknown.
        let vorige = match lijn.vorige {
            Veld::Leeg => Some(""),
            v => v.goed(),
        };
        if let (Some(bsn), Some(referentie), Some(vorige)) = (&self.bsn, lijn.referentie.goed(), vorige) {
            let afdruk = Vingerafdruk::van(&[bsn, referentie.as_bytes(), vorige.as_bytes()]);
            self.prestaties.voeg_toe(afdruk, plek)?;
        }
        if !self.is_323 {
            return Ok(());
        }
        if let Some(referentie) = lijn.referentie.goed() {
            self.referenties.voeg_toe(Vingerafdruk::van(&[referentie.as_bytes()]), plek)?;
        }
        if let Some(vorige) = lijn.vorige.goed() {
            self.referenties.voeg_toe(Vingerafdruk::van(&[vorige.as_bytes()]), Plek { tag: true, ..plek })?;
        }
        if lijn.credit.goed() == Some(false)
            && let (Some(toewijzing), Some(categorie), Some(code), Some(van), Some(tot)) = (
                lijn.toewijzing.goed(),
                lijn.categorie.goed(),
                lijn.code.goed(),
                lijn.van.goed(),
                lijn.tot.goed(),
            )
        {
            let afdruk = Vingerafdruk::van(&[
                &toewijzing.to_le_bytes(),
                categorie.as_bytes(),
                code.as_bytes(),
                &dag_bytes(van),
                &dag_bytes(tot),
            ]);
            self.debet.voeg_toe(afdruk, plek)?;
        }
        Ok(())
    }

    fn vul(&mut self, lijn: &Lijn<'_>, nr: u32) -> Option<()> {
        let nieuw = Prestatie {
            client_nr: self.client_nr,
            nr,
            // The buffer keeps its room, so that a line takes nothing from the heap.
            referentie: self
                .prestatie
                .as_mut()
                .map(|p| std::mem::take(&mut p.referentie))
                .unwrap_or_default(),
            vorige_referentie: match lijn.vorige {
                Veld::Leeg => None,
                v => Some(v.goed()?.to_owned()),
            },
            toewijzing: lijn.toewijzing.goed()?,
            categorie: Productcategorie::parse(lijn.categorie.goed()?).ok()?,
            code: Productcode::parse(lijn.code.goed()?).ok()?,
            van: lijn.van.goed()?,
            tot: lijn.tot.goed()?,
            volume: lijn.volume.goed()?,
            eenheid: lijn.eenheid.goed()?,
            tarief: match lijn.tarief {
                Veld::Leeg => None,
                v => Some(Eurocent(v.goed()?)),
            },
            bedrag: Eurocent(lijn.saldo()?),
            retourcodes: Vec::new(),
        };
        let p = self.prestatie.insert(nieuw);
        p.referentie.clear();
        p.referentie.push_str(lijn.referentie.goed()?);
        Some(())
    }

    /// TR358 in a 323 and TR342 in a 325, when the totals do not agree with the lines.
    pub fn totaal_klopt_niet(&self, kop: Zicht<'_>) -> Option<&'static Regel> {
        let som = self.som?;
        let ingediend = omzet::bedrag(kop, "TotaalIngediendBedrag", "TotaalBedrag")?.0;
        if self.is_323 {
            return (ingediend != som).then(|| regels::zoek("TR358")).flatten();
        }
        let toegekend = omzet::bedrag(kop, "TotaalToegekendBedrag", "TotaalBedrag")?.0;
        let afgewezen = omzet::retourcodes(kop).iter().any(|c| !matches!(c.0, "0200" | "8001"));
        // An answer that rejects the claim as a whole judges no lines: nothing is granted.
        let klopt = if afgewezen { toegekend == 0 } else { ingediend.checked_sub(toegekend) == Some(som) };
        (!klopt).then(|| regels::zoek("TR342")).flatten()
    }

    fn onthoud(&mut self, uitkomst: io::Result<()>) {
        if let Err(e) = uitkomst
            && self.fout.is_none()
        {
            self.fout = Some(e);
        }
    }

    /// Whether there is an error of the temporary file.
    pub fn mislukt(&self) -> bool {
        self.fout.is_some()
    }

    /// An error of the temporary file, if there was one.
    pub fn neem_fout(&mut self) -> Option<io::Error> {
        self.fout.take()
    }

    /// The keys of all lines, each with the rules that a double breaks.
    pub fn dubbelen(&mut self) -> Vec<Dubbelen> {
        let neem = |u: &mut Uniek| std::mem::replace(u, Uniek::new(1, None)).gesorteerd();
        vec![
            Dubbelen::new(neem(&mut self.clienten), Some("TR101"), None, None),
            Dubbelen::new(neem(&mut self.prestaties), Some("TR101"), None, None),
            Dubbelen::new(neem(&mut self.referenties), None, Some("TR315"), Some("TR316")),
            Dubbelen::new(neem(&mut self.debet), Some("TR416"), None, None),
        ]
    }
}

/// A key that breaks one or two rules.
pub(super) type Dubbel = (Plek, [Option<&'static Regel>; 2]);

/// A collection of keys with the rules on it.
#[derive(Debug)]
pub(super) struct Dubbelen {
    sleutels: Gesorteerd,
    /// A double without a tag.
    zonder: Option<&'static Regel>,
    /// A double with a tag.
    met: Option<&'static Regel>,
    /// A key that occurs with and without.
    allebei: Option<&'static Regel>,
}

impl Dubbelen {
    fn new(
        sleutels: Gesorteerd,
        zonder: Option<&'static str>,
        met: Option<&'static str>,
        allebei: Option<&'static str>,
    ) -> Self {
        let regel = |code: Option<&'static str>| code.and_then(regels::zoek);
        Self { sleutels, zonder: regel(zonder), met: regel(met), allebei: regel(allebei) }
    }

    /// The next key with the rules that it breaks; `None` at the end.
    pub fn volgende(&mut self) -> io::Result<Option<Dubbel>> {
        while let Some(v) = self.sleutels.volgende()? {
            let dubbel = if v.plek.tag { self.met } else { self.zonder }.filter(|_| v.dubbel);
            let allebei = self.allebei.filter(|_| v.plek.tag && v.ook_zonder_tag);
            if dubbel.is_some() || allebei.is_some() {
                return Ok(Some((v.plek, [dubbel, allebei])));
            }
        }
        Ok(None)
    }
}

fn dag_bytes(d: Datum) -> [u8; 4] {
    let [a, b] = d.year().to_le_bytes();
    [a, b, d.month().unsigned_abs(), d.day().unsigned_abs()]
}
