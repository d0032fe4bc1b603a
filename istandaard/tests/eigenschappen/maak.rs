//! Messages made from bytes: any bytes give a message that fits the schema, fewer bytes a simpler one.

use istandaard::codelijst::Lijst;
use istandaard::{
    AangevraagdProduct, Achternaam, Adres, AntwoordKop, Antwoordbericht, Antwoordkop, Antwoordretour,
    Bericht, ClientStart, ClientStop, ClientToewijzing, ClientVerzoek, ClientWijziging, Code, Communicatie,
    Contact, DeclaratieKop, Geboortedatum, Header, Heen, Huis, NieuwProduct, Omvang, OngewijzigdProduct,
    OpenPeriode, Prestatie, Relatie, Retour, Retourcode, Soort, StartProduct, StopProduct, TeWijzigenProduct,
    Telefoon, ToegewezenProduct, VerkorteNaam, Versies, Verwijzer, VerzoekAntwoord, VolledigeNaam,
    Wijzigingsverzoek,
};
use jiff::ToSpan;
use jiff::civil::{Date, Time, date};
use kern::{
    AgbCode, Bsn, Eenheid, Eurocent, Frequentie, Gemeentecode, Product, Productcategorie, Productcode,
};

/// Where the choices come from. When the bytes are used up, every choice is the first one.
pub struct Bron<'a>(pub &'a [u8]);

impl Bron<'_> {
    fn byte(&mut self) -> u8 {
        let Some((eerste, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *eerste
    }

    /// From 0 up to and including `max`; its two ends come often.
    pub fn tot(&mut self, max: u64) -> u64 {
        match self.byte() {
            0..=50 => 0,
            51..=90 => max,
            b => {
                let n = [b, self.byte(), self.byte(), self.byte(), self.byte()];
                n.iter().fold(0_u64, |n, b| (n << 8) | u64::from(*b)) % max.saturating_add(1)
            }
        }
    }

    fn klein(&mut self, max: usize) -> usize {
        usize::from(self.byte()) % (max + 1)
    }

    pub fn ja(&mut self) -> bool {
        self.byte() % 2 == 1
    }

    fn getal(&mut self, max: i64) -> i64 {
        i64::try_from(self.tot(max.unsigned_abs())).unwrap()
    }

    fn kies<T: Clone>(&mut self, lijst: &[T]) -> T {
        lijst[self.klein(lijst.len() - 1)].clone()
    }

    fn soms<T>(&mut self, maak: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.ja().then(|| maak(self))
    }

    /// From one to four.
    fn paar<T>(&mut self, mut maak: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..=self.klein(3)).map(|_| maak(self)).collect()
    }

    /// Text on one line that is not blank, of at most so many characters.
    fn tekst(&mut self, max: usize) -> String {
        const TEKENS: &[&str] = &[
            "a", "B", "7", " ", "&", "<", ">", "\"", "'", "]", "]]>", "é", "Ǆ", "€", "𝄞", "\t", "&amp;",
            "\u{A0}",
        ];
        let n = if self.byte() > 200 { max } else { 1 + self.klein(max - 1) };
        let mut uit = String::from("x");
        while uit.chars().count() < n {
            let past: Vec<&str> =
                TEKENS.iter().copied().filter(|t| t.chars().count() + uit.chars().count() <= n).collect();
            uit.push_str(self.kies(&past));
        }
        uit
    }

    /// Text over several lines, of any length.
    fn commentaar(&mut self) -> String {
        let regels: Vec<String> = (0..=self.klein(3)).map(|_| self.tekst(300)).collect();
        regels.join(self.kies(&["\n", "\r\n", "\r", "\n\n", " "]))
    }

    fn uit(&mut self, lijst: Lijst) -> Code {
        let rijen = lijst.rijen();
        Code::parse(rijen[self.klein(rijen.len() - 1)].code).unwrap()
    }

    fn dag(&mut self) -> Date {
        let begin = date(1, 1, 1);
        match self.byte() {
            0..=20 => begin,
            21..=40 => date(9999, 12, 31),
            41..=60 => begin + i32::try_from(self.tot(3_600_000)).unwrap().days(),
            _ => date(2019, 1, 1) + i32::try_from(self.tot(4_000)).unwrap().days(),
        }
    }

    fn tijd(&mut self) -> Time {
        let t = |n: u64| i8::try_from(n).unwrap();
        let fractie = if self.ja() { i32::try_from(self.tot(999_999_999)).unwrap() } else { 0 };
        Time::new(t(self.tot(23)), t(self.tot(59)), t(self.tot(59)), fractie).unwrap()
    }

    fn versie(&mut self) -> String {
        format!("{}.{}.{}", self.tot(20), self.tot(3), self.tot(11))
    }

    fn cijfers(&mut self, n: usize) -> String {
        (0..n).map(|_| char::from(b'0' + self.byte() % 10)).collect()
    }

    pub fn bsn(&mut self) -> Bsn {
        let begin = 100_000_000 + self.getal(899_999_000);
        (begin..).find_map(|n| Bsn::parse(&n.to_string()).ok()).unwrap()
    }

    fn agb(&mut self) -> AgbCode {
        AgbCode::parse(&self.cijfers(8)).unwrap()
    }

    fn codes(&mut self, nodig: bool) -> Vec<Retourcode> {
        if !nodig {
            return Vec::new();
        }
        let rijen = Lijst::Wj001.rijen();
        self.paar(|b| Retourcode(rijen[usize::try_from(b.tot(rijen.len() as u64 - 1)).unwrap()].code))
    }

    fn categorie(&mut self) -> Productcategorie {
        Productcategorie::parse(self.uit(Lijst::Wmo020).as_str()).unwrap()
    }

    fn productcode(&mut self) -> Productcode {
        Productcode::parse(self.kies(&["02A05", "11X00", "a", " b &<", "é€𝄞]x"])).unwrap()
    }

    fn product(&mut self) -> Product {
        Product { categorie: self.categorie(), code: self.soms(Self::productcode) }
    }

    fn omvang(&mut self) -> Omvang {
        Omvang {
            volume: self.getal(99_999_999),
            eenheid: self.kies(Eenheid::ALLE),
            frequentie: self.kies(Frequentie::ALLE),
        }
    }

    fn budget(&mut self) -> Eurocent {
        Eurocent(self.getal(99_999_999))
    }

    fn nummer(&mut self) -> i64 {
        self.getal(999_999_999)
    }

    fn geboortedatum(&mut self) -> Geboortedatum {
        Geboortedatum { datum: self.dag(), gebruik: self.soms(|b| b.uit(Lijst::Cod170)) }
    }

    fn achternaam(&mut self) -> Achternaam {
        Achternaam { achternaam: self.tekst(200), voorvoegsel: self.soms(|b| b.tekst(10)) }
    }

    fn voorletters(&mut self) -> String {
        self.kies(&["A", "ABCDEF", "éÀỳ", "Zz"]).to_owned()
    }

    fn volledige_naam(&mut self) -> VolledigeNaam {
        VolledigeNaam {
            geslachtsnaam: self.achternaam(),
            partnernaam: self.soms(Self::achternaam),
            voornamen: self.soms(|b| b.tekst(200)),
            voorletters: self.soms(Self::voorletters),
            naamgebruik: self.uit(Lijst::Cod700),
        }
    }

    fn verkorte_naam(&mut self) -> VerkorteNaam {
        VerkorteNaam {
            geslachtsnaam: self.achternaam(),
            voornamen: self.soms(|b| b.tekst(200)),
            voorletters: self.soms(Self::voorletters),
        }
    }

    fn huis(&mut self) -> Huis {
        Huis {
            nummer: self.getal(99_999),
            letter: self.soms(|b| b.tekst(1)),
            toevoeging: self.soms(|b| b.tekst(4)),
            aanduiding: self.soms(|b| b.uit(Lijst::Num061)),
        }
    }

    fn contact(&mut self, retour: bool) -> Contact {
        let telefoon = |b: &mut Self| Telefoon { nummer: b.cijfers(15), land: b.tekst(4) };
        Contact {
            soort: self.uit(Lijst::Cod757),
            adres: self.soms(|b| Adres {
                huis: b.soms(Self::huis),
                postcode: b.soms(|b| b.tekst(8)),
                straat: b.soms(|b| b.tekst(24)),
                plaats: b.soms(|b| b.tekst(80)),
                land: b.soms(|b| b.uit(Lijst::Cod032)),
            }),
            organisatie: self.soms(|b| b.tekst(35)),
            telefoon: (0..self.klein(2)).map(|_| telefoon(self)).collect(),
            email: self.soms(|b| b.tekst(80)),
            periode: self.soms(|b| OpenPeriode { van: b.soms(Self::dag), tot: b.soms(Self::dag) }),
            retourcodes: self.codes(retour),
        }
    }

    /// A header that fits the message.
    pub fn header(&mut self, soort: Soort) -> Header {
        let versies = |b: &mut Self| Versies { basisschema: b.versie(), bericht: b.versie() };
        let antwoord = soort.is_retour() || soort == Soort::Wmo325;
        let codes = soort == Soort::Wmo325 || (antwoord && self.ja());
        Header {
            soort,
            gemeente: Gemeentecode::parse(&self.cijfers(4)).unwrap(),
            agb: self.agb(),
            identificatie: self.tekst(12),
            dagtekening: self.dag(),
            versies: versies(self),
            antwoord: antwoord.then(|| Antwoordkop {
                identificatie: self.tekst(12),
                dagtekening: self.dag(),
                xslt_versie: self.soms(Self::versie),
                versies: versies(self),
                retourcodes: self.codes(codes),
            }),
        }
    }

    fn toewijzing(&mut self, retour: bool) -> ClientToewijzing {
        ClientToewijzing {
            bsn: self.bsn(),
            geboortedatum: self.geboortedatum(),
            geslacht: self.uit(Lijst::Cod046),
            naam: self.volledige_naam(),
            communicatie: self
                .soms(|b| Communicatie { vorm: b.uit(Lijst::Cod747), taal: b.soms(|b| b.tekst(25)) }),
            juridische_status: self.soms(|b| b.uit(Lijst::Wj232)),
            wettelijke_vertegenwoordiging: self.soms(|b| b.uit(Lijst::Wj003)),
            commentaar: self.soms(Self::commentaar),
            relaties: if self.ja() { self.paar(|b| b.relatie(retour)) } else { Vec::new() },
            contacten: self.paar(|b| b.contact(retour)),
            producten: self.paar(|b| b.toegewezen(retour)),
            retourcodes: self.codes(retour),
        }
    }

    fn relatie(&mut self, retour: bool) -> Relatie {
        Relatie {
            nummer: self.tekst(20),
            volgorde: self.soms(|b| b.getal(99)),
            soort: self.uit(Lijst::Cod472),
            geboortedatum: self.soms(Self::geboortedatum),
            geslacht: self.soms(|b| b.uit(Lijst::Cod046)),
            naam: self.volledige_naam(),
            contact: self.contact(retour),
            retourcodes: self.codes(retour),
        }
    }

    fn toegewezen(&mut self, retour: bool) -> ToegewezenProduct {
        ToegewezenProduct {
            nummer: self.nummer(),
            referentie_aanbieder: self.soms(|b| b.tekst(36)),
            product: self.soms(Self::product),
            toewijzingsdatum: self.dag(),
            toewijzingstijd: self.tijd(),
            ingangsdatum: self.dag(),
            einddatum: self.soms(Self::dag),
            reden_wijziging: self.soms(|b| b.uit(Lijst::Wmo002)),
            omvang: self.soms(Self::omvang),
            budget: self.soms(Self::budget),
            commentaar: self.soms(Self::commentaar),
            retourcodes: self.codes(retour),
        }
    }

    fn start(&mut self, retour: bool) -> ClientStart {
        ClientStart {
            bsn: self.bsn(),
            geboortedatum: self.geboortedatum(),
            geslacht: self.uit(Lijst::Cod046),
            naam: self.verkorte_naam(),
            producten: self.paar(|b| StartProduct {
                toewijzing: b.soms(Self::nummer),
                product: b.soms(Self::product),
                toewijzing_ingangsdatum: b.soms(Self::dag),
                begindatum: b.dag(),
                status: b.uit(Lijst::Cod467),
                retourcodes: b.codes(retour),
            }),
            retourcodes: self.codes(retour),
        }
    }

    fn stop(&mut self, retour: bool) -> ClientStop {
        ClientStop {
            bsn: self.bsn(),
            geboortedatum: self.geboortedatum(),
            geslacht: self.uit(Lijst::Cod046),
            naam: self.verkorte_naam(),
            producten: self.paar(|b| StopProduct {
                toewijzing: b.soms(Self::nummer),
                product: b.soms(Self::product),
                toewijzing_ingangsdatum: b.soms(Self::dag),
                begindatum: b.dag(),
                reden: b.uit(Lijst::Wmo588),
                einddatum: b.dag(),
                status: b.uit(Lijst::Cod467),
                retourcodes: b.codes(retour),
            }),
            retourcodes: self.codes(retour),
        }
    }

    fn verzoek(&mut self, retour: bool) -> ClientVerzoek {
        ClientVerzoek {
            bsn: self.bsn(),
            geboortedatum: self.geboortedatum(),
            geslacht: self.uit(Lijst::Cod046),
            naam: self.verkorte_naam(),
            commentaar: self.soms(Self::commentaar),
            producten: self.paar(|b| AangevraagdProduct {
                referentie_aanbieder: b.tekst(36),
                beschikking_nummer: b.soms(Self::nummer),
                product: b.soms(Self::product),
                beschikking_ingangsdatum: b.soms(Self::dag),
                toewijzing_ingangsdatum: b.dag(),
                toewijzing_einddatum: b.soms(Self::dag),
                omvang: b.soms(Self::omvang),
                budget: b.soms(Self::budget),
                verwijzer: Verwijzer {
                    soort: b.uit(Lijst::Cod327),
                    naam: b.soms(|b| b.tekst(64)),
                    zorgverlener: b.soms(Self::agb),
                },
                raamcontract: b.soms(|b| b.uit(Lijst::Cod260)),
                commentaar: b.soms(Self::commentaar),
                retourcodes: b.codes(retour),
            }),
            retourcodes: self.codes(retour),
        }
    }

    fn wijziging(&mut self, retour: bool) -> ClientWijziging {
        ClientWijziging {
            bsn: self.bsn(),
            verzoek: Wijzigingsverzoek {
                referentie_aanbieder: self.tekst(36),
                reden: self.uit(Lijst::Wj758),
                ongewijzigd: self
                    .soms(|b| {
                        b.paar(|b| OngewijzigdProduct {
                            toewijzing: b.nummer(),
                            retourcodes: b.codes(retour),
                        })
                    })
                    .unwrap_or_default(),
                te_wijzigen: self
                    .soms(|b| {
                        b.paar(|b| TeWijzigenProduct {
                            toewijzing: b.nummer(),
                            gewenste_ingangsdatum: b.dag(),
                            einddatum: b.soms(Self::dag),
                            omvang: b.soms(Self::omvang),
                            budget: b.soms(Self::budget),
                            retourcodes: b.codes(retour),
                        })
                    })
                    .unwrap_or_default(),
                nieuw: self
                    .soms(|b| {
                        b.paar(|b| NieuwProduct {
                            product: b.soms(Self::product),
                            gewenste_ingangsdatum: b.dag(),
                            einddatum: b.soms(Self::dag),
                            omvang: b.soms(Self::omvang),
                            budget: b.soms(Self::budget),
                            retourcodes: b.codes(retour),
                        })
                    })
                    .unwrap_or_default(),
                retourcodes: self.codes(retour),
            },
            retourcodes: self.codes(retour),
        }
    }

    fn antwoord(&mut self, retour: bool) -> VerzoekAntwoord {
        VerzoekAntwoord {
            referentie_aanbieder: self.tekst(36),
            antwoord: self.uit(Lijst::Wj760),
            reden_afwijzing: self.soms(|b| b.uit(Lijst::Wj759)),
            retourcodes: self.codes(retour),
        }
    }

    /// A message that is read as a whole.
    pub fn bericht(&mut self, soort: Soort) -> Bericht {
        let header = self.header(soort);
        match soort {
            Soort::Wmo301 => Bericht::Wmo301(Heen { header, client: self.toewijzing(false) }),
            Soort::Wmo302 => Bericht::Wmo302(Retour { header, client: self.soms(|b| b.toewijzing(true)) }),
            Soort::Wmo305 => Bericht::Wmo305(Heen { header, client: self.start(false) }),
            Soort::Wmo306 => Bericht::Wmo306(Retour { header, client: self.soms(|b| b.start(true)) }),
            Soort::Wmo307 => Bericht::Wmo307(Heen { header, client: self.stop(false) }),
            Soort::Wmo308 => Bericht::Wmo308(Retour { header, client: self.soms(|b| b.stop(true)) }),
            Soort::Wmo315 => Bericht::Wmo315(Heen { header, client: self.verzoek(false) }),
            Soort::Wmo316 => Bericht::Wmo316(Retour { header, client: self.soms(|b| b.verzoek(true)) }),
            Soort::Wmo317 => Bericht::Wmo317(Heen { header, client: self.wijziging(false) }),
            Soort::Wmo318 => Bericht::Wmo318(Retour { header, client: self.soms(|b| b.wijziging(true)) }),
            Soort::Wmo319 => Bericht::Wmo319(Antwoordbericht { header, antwoord: self.antwoord(false) }),
            Soort::Wmo320 => {
                Bericht::Wmo320(Antwoordretour { header, antwoord: self.soms(|b| b.antwoord(true)) })
            }
            Soort::Wmo323 | Soort::Wmo325 => panic!("dat bericht wordt regel voor regel gelezen"),
        }
    }

    fn bedrag(&mut self, max: i64) -> Eurocent {
        let n = self.getal(max);
        Eurocent(if self.ja() { -n } else { n })
    }

    fn prestatie(&mut self, client_nr: u32, nr: u32, retour: bool) -> Prestatie {
        Prestatie {
            client_nr,
            nr,
            referentie: self.tekst(20),
            vorige_referentie: self.soms(|b| b.kies(&["R\n1", "\r", " ", "&"]).to_owned()),
            toewijzing: self.nummer(),
            categorie: self.categorie(),
            code: self.productcode(),
            van: self.dag(),
            tot: self.dag(),
            volume: self.getal(99_999_999),
            eenheid: self.kies(Eenheid::ALLE),
            tarief: self.soms(|b| Eurocent(b.getal(99_999_999))),
            bedrag: self.bedrag(99_999_999),
            retourcodes: self.codes(retour),
        }
    }

    fn clienten(&mut self, retour: bool) -> Vec<Client> {
        let n = 1 + u32::try_from(self.klein(2)).unwrap();
        (1..=n)
            .map(|client| {
                let bsn = self.bsn();
                let regels = 1 + u32::try_from(self.klein(3)).unwrap();
                let regels = (1..=regels).map(|nr| self.prestatie(client, nr, retour)).collect();
                Client { bsn, regels, codes: self.codes(retour) }
            })
            .collect()
    }

    /// A 323.
    pub fn declaratie(&mut self) -> Declaratie {
        Declaratie {
            header: self.header(Soort::Wmo323),
            kop: DeclaratieKop {
                nummer: self.kies(&["D1", "abcABC012345"]).to_owned(),
                van: self.dag(),
                tot: self.dag(),
                dagtekening: self.dag(),
                ingediend: self.bedrag(999_999_999_999),
            },
            clienten: self.clienten(false),
        }
    }

    /// A 325.
    pub fn declaratieantwoord(&mut self) -> Antwoord {
        Antwoord {
            header: self.header(Soort::Wmo325),
            kop: self.soms(|b| {
                let kop = AntwoordKop {
                    nummer: b.tekst(12),
                    ingediend: b.bedrag(999_999_999_999),
                    toegekend: b.bedrag(999_999_999_999),
                };
                let clienten = b.soms(|b| b.clienten(true)).unwrap_or_default();
                (kop, b.codes(true), clienten)
            }),
        }
    }
}

/// A client of a claim with the lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    pub bsn: Bsn,
    pub regels: Vec<Prestatie>,
    pub codes: Vec<Retourcode>,
}

/// A 323 as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaratie {
    pub header: Header,
    pub kop: DeclaratieKop,
    pub clienten: Vec<Client>,
}

/// A 325 as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Antwoord {
    pub header: Header,
    pub kop: Option<(AntwoordKop, Vec<Retourcode>, Vec<Client>)>,
}
