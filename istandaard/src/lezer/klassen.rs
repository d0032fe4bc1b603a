//! What happens when a class opens or closes: its rules, and what the stream can hand out.

use super::kern::{Frame, Kern, Stap};
use super::omzet;
use crate::regels::{Lijn, Toets};
use crate::soort::Soort;

impl Kern {
    /// A class opens within `ouder`: what the stream can hand out by now.
    pub(super) fn klasse_begint(&mut self, ouder: usize) -> Stap {
        let Some(frame) = self.frames.last().filter(|_| self.stroom.aan) else { return Stap::Niets };
        match frame.naam {
            "Clienten" | "RetourCodes" if self.frames[ouder].naam.starts_with("Declaratie") => {
                self.kop_klaar(ouder)
            }
            "Prestaties" => {
                let nr = self.frames[ouder].nr;
                self.boom.sluit(self.frames[ouder].knoop);
                let bsn = self.boom.zicht(self.frames[ouder].knoop).tekst("Bsn");
                match self.stroom.client(bsn, nr) {
                    Some(bsn) => Stap::Client { bsn, nr },
                    None => Stap::Niets,
                }
            }
            _ => Stap::Niets,
        }
    }

    /// The elements of the claim before its clients are complete.
    fn kop_klaar(&mut self, frame: usize) -> Stap {
        self.boom.sluit(self.frames[frame].knoop);
        let zicht = self.boom.zicht(self.frames[frame].knoop);
        if let Some(kader) = &mut self.kader {
            kader.declaratie_tot = zicht.datum("DeclaratiePeriode/Einddatum");
            kader.declaratie_dagtekening = zicht.datum("DeclaratieDagtekening");
        }
        match self.soort {
            Some(Soort::Wmo323) if self.stroom.declaratie.is_none() => {
                self.stroom.declaratie = omzet::declaratie(zicht);
                if self.stroom.declaratie.is_some() { Stap::Declaratie } else { Stap::Niets }
            }
            Some(Soort::Wmo325) if self.stroom.antwoord.is_none() => {
                self.stroom.antwoord = omzet::antwoord(zicht);
                if self.stroom.antwoord.is_some() { Stap::Antwoord } else { Stap::Niets }
            }
            _ => Stap::Niets,
        }
    }

    /// A class closes: its rules, and what the stream can hand out.
    pub(super) fn klasse_klaar(&mut self, frame: &Frame) -> Stap {
        if frame.naam == "Prestatie" && self.stroom.aan {
            return self.prestatie_klaar(frame);
        }
        if frame.naam == "Header" {
            let zicht = self.boom.zicht(frame.knoop);
            if let Some(kader) = &mut self.kader {
                kader.dagtekening = zicht.datum("BerichtIdentificatie/Dagtekening");
                self.header = omzet::header(kader.soort, zicht);
            }
            return if self.stroom.aan && self.header.is_some() { Stap::Kop } else { Stap::Niets };
        }
        self.toets(frame);
        if !self.stroom.aan {
            return Stap::Niets;
        }
        match frame.naam {
            "Client" => {
                let open = self.stroom.client_klaar();
                self.stroom.retourcodes = omzet::retourcodes(self.boom.zicht(frame.knoop));
                self.boom.snoei(frame.knoop);
                if open && self.soort == Some(Soort::Wmo325) {
                    Stap::ClientEinde { nr: frame.nr }
                } else {
                    Stap::Niets
                }
            }
            "Declaratie" | "DeclaratieAntwoord" => {
                let zicht = self.boom.zicht(frame.knoop);
                if let Some(regel) = self.stroom.totaal_klopt_niet(zicht) {
                    let pad = self.boom.pad(frame.knoop);
                    self.meld_regel(regel, pad);
                }
                if self.soort == Some(Soort::Wmo325) && self.stroom.antwoord.is_some() {
                    self.stroom.retourcodes = omzet::retourcodes(self.boom.zicht(frame.knoop));
                    return Stap::AntwoordEinde;
                }
                Stap::Niets
            }
            _ => Stap::Niets,
        }
    }

    fn toets(&mut self, frame: &Frame) {
        let Some(kader) = self.kader else { return };
        for i in 0..self.toetsen.len() {
            let (klasse, regel, toets) = self.toetsen[i];
            if klasse != frame.naam {
                continue;
            }
            let zicht = self.boom.zicht(frame.knoop);
            match toets {
                Toets::Klasse(_, is_fout) => {
                    if is_fout(zicht, &kader) {
                        let pad = self.boom.pad(frame.knoop);
                        self.meld_regel(regel, pad);
                    }
                }
                Toets::Onderdelen(_, zoek) => {
                    let mut plaatsen = std::mem::take(&mut self.plaatsen);
                    plaatsen.clear();
                    zoek(zicht, &kader, &mut plaatsen);
                    for p in &plaatsen {
                        let pad = self.boom.pad(*p);
                        self.meld_regel(regel, pad);
                    }
                    self.plaatsen = plaatsen;
                }
                Toets::Prestatie(_) | Toets::AlleRegels => {}
            }
        }
    }

    fn prestatie_klaar(&mut self, frame: &Frame) -> Stap {
        let Some(kader) = self.kader else { return Stap::Niets };
        let zicht = self.boom.zicht(frame.knoop);
        let lijn: Lijn<'_> = omzet::lijn(zicht);
        let fouten = self.stroom.toets(&lijn, &kader);
        let gevuld = self.stroom.prestatie(&lijn, frame.nr, zicht);
        if fouten != 0 {
            let pad = self.boom.pad(frame.knoop);
            for i in 0..self.stroom.toetsen.len() {
                if fouten & (1 << i) != 0 {
                    let regel = self.stroom.toetsen[i].0;
                    self.meld_regel(regel, pad.clone());
                }
            }
        }
        self.boom.snoei(frame.knoop);
        if gevuld { Stap::Prestatie } else { Stap::Niets }
    }
}
