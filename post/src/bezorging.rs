//! Delivery as states: waiting, being tried, arrived, undeliverable, dealt with by a person. Pure: the moment is a
//! parameter, the waits are data (regels/post/bezorging.tsv), and what spreads them is the message itself.
//!
//! A try is counted when it begins and not when it ends, so that a message on which the program itself falls over also
//! comes to an end. Outwards a message can arrive more than once; who receives it knows it by its identification.

use crate::transport::{Aard, PostFout};
use jiff::{SignedDuration, Timestamp};

/// The figures of this program.
const STANDAARD: &str = include_str!("../../regels/post/bezorging.tsv");

/// When is tried again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instelling {
    /// The wait after the first, second, … failed try; one try more than there are waits.
    pub wachttijden: Vec<SignedDuration>,
    /// A wait lasts at most this much longer, in thousandths.
    pub speling: u64,
    /// How long a try that began is left alone; after that it counts as broken off.
    pub bezet: SignedDuration,
}

impl Instelling {
    /// The figures of this program.
    pub fn standaard() -> Self {
        // a test reads the embedded file; with nothing at all there is one try
        Self::lees(STANDAARD).unwrap_or(Self {
            wachttijden: Vec::new(),
            speling: 0,
            bezet: SignedDuration::from_mins(10),
        })
    }

    /// Reads the figures: key, value, unit and explanation, with tabs between. What is wrong is told with its line.
    pub fn lees(tekst: &str) -> Result<Self, String> {
        let mut wachttijden = None;
        let mut speling = None;
        let mut bezet = None;
        for (regel, r) in
            tekst.lines().enumerate().filter(|(_, r)| !r.trim().is_empty() && !r.starts_with('#'))
        {
            let plek = regel + 1;
            let mut velden = r.split('\t').map(str::trim);
            let (sleutel, waarde, eenheid) = (velden.next(), velden.next(), velden.next());
            let (Some(sleutel), Some(waarde), Some(eenheid)) = (sleutel, waarde, eenheid) else {
                return Err(format!(
                    "regel {plek}: verwacht sleutel, waarde, eenheid en toelichting met tabs ertussen"
                ));
            };
            let verwacht = match sleutel {
                "sleutel" => continue,
                "wachttijden" | "bezet" => "seconden",
                "speling" => "promille",
                _ => {
                    return Err(format!(
                        "regel {plek}: '{sleutel}' is geen bekende sleutel; verwacht wachttijden, speling of bezet"
                    ));
                }
            };
            if eenheid != verwacht {
                return Err(format!("regel {plek}: {sleutel} is in {verwacht}, niet in '{eenheid}'"));
            }
            let getallen = waarde
                .split_whitespace()
                .map(|w| {
                    w.parse::<u32>()
                        .map_err(|_| format!("regel {plek}: '{w}' is geen heel getal van 0 of hoger"))
                })
                .collect::<Result<Vec<_>, _>>()?;
            let een = || match getallen[..] {
                [een] => Ok(een),
                _ => Err(format!("regel {plek}: {sleutel} is één getal")),
            };
            let seconden = |n: u32| SignedDuration::from_secs(i64::from(n));
            let dubbel = match sleutel {
                "wachttijden" => {
                    wachttijden.replace(getallen.iter().copied().map(seconden).collect::<Vec<_>>()).is_some()
                }
                "speling" => speling.replace(u64::from(een()?)).is_some(),
                _ => bezet.replace(seconden(een()?)).is_some(),
            };
            if dubbel {
                return Err(format!("regel {plek}: {sleutel} staat er twee keer"));
            }
        }
        let mist = |wat: &str| format!("de regel '{wat}' ontbreekt");
        Ok(Self {
            wachttijden: wachttijden.ok_or_else(|| mist("wachttijden"))?,
            speling: speling.ok_or_else(|| mist("speling"))?,
            bezet: bezet.ok_or_else(|| mist("bezet"))?,
        })
    }

    /// How often is tried at most.
    pub fn pogingen(&self) -> u32 {
        u32::try_from(self.wachttijden.len()).unwrap_or(u32::MAX).saturating_add(1)
    }

    /// The wait after a failed try, counted from 1; `None` after the last one. `sleutel` is the identification of the
    /// message: the same message always waits as long, two messages rarely equally long.
    pub fn wachttijd(&self, poging: u32, sleutel: &str) -> Option<SignedDuration> {
        let basis = *self.wachttijden.get(usize::try_from(poging.checked_sub(1)?).ok()?)?;
        let deel = spreiding(sleutel, poging) % (self.speling + 1);
        let extra = basis.as_millis() * i128::from(deel) / 1000;
        Some(basis + SignedDuration::from_millis(i64::try_from(extra).unwrap_or(0)))
    }
}

/// FNV-1a over the identification and the number of the try.
fn spreiding(sleutel: &str, poging: u32) -> u64 {
    let bytes = sleutel.bytes().chain(poging.to_be_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Where a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// Waits for its next try.
    Wacht {
        /// Tries that began.
        pogingen: u32,
        /// Not before this moment.
        volgende: Timestamp,
    },
    /// Arrived.
    Klaar,
    /// Will not be tried again unless a person says so.
    Onbestelbaar {
        /// Tries that were made.
        pogingen: u32,
    },
    /// A person dealt with it in another way.
    Afgehandeld,
}

/// What can be done with a message at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begin {
    /// Try it; note this state first.
    Nu(Stand),
    /// It is not its turn.
    Later(Timestamp),
    /// The last try began and never ended: it is undeliverable.
    Op(Stand),
    /// Nothing more is to be done.
    Niets,
}

/// How a try ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Afloop {
    /// It arrived.
    Gelukt,
    /// It did not, and whether it helps to try again.
    Mislukt(Aard),
}

impl Afloop {
    /// What an outcome of sending means when so many tries have begun. A reference that is not unique (IB016) is ours: when
    /// it was sent before, that try had arrived after all.
    pub fn van(uit: &Result<(), PostFout>, pogingen: u32) -> Self {
        match uit {
            Ok(()) => Self::Gelukt,
            Err(f) if pogingen > 1 && f.code.as_deref() == Some("IB016") => Self::Gelukt,
            Err(f) => Self::Mislukt(f.aard),
        }
    }
}

impl Stand {
    /// A message that was never tried.
    pub fn nieuw(nu: Timestamp) -> Self {
        Self::Wacht { pogingen: 0, volgende: nu }
    }

    /// Begins a try, when it is time.
    pub fn begin(self, nu: Timestamp, i: &Instelling) -> Begin {
        match self {
            Self::Wacht { volgende, .. } if nu < volgende => Begin::Later(volgende),
            Self::Wacht { pogingen, .. } if pogingen >= i.pogingen() => {
                Begin::Op(Self::Onbestelbaar { pogingen })
            }
            Self::Wacht { pogingen, .. } => Begin::Nu(Self::Wacht {
                pogingen: pogingen + 1,
                volgende: nu.saturating_add(i.bezet).unwrap_or(nu),
            }),
            _ => Begin::Niets,
        }
    }

    /// Ends the try that [`Stand::begin`] began.
    #[must_use]
    pub fn na(self, afloop: &Afloop, nu: Timestamp, i: &Instelling, sleutel: &str) -> Self {
        let Self::Wacht { pogingen, .. } = self else { return self };
        match afloop {
            Afloop::Gelukt => Self::Klaar,
            Afloop::Mislukt(Aard::Blijvend) => Self::Onbestelbaar { pogingen },
            Afloop::Mislukt(Aard::Tijdelijk) => match i.wachttijd(pogingen, sleutel) {
                Some(w) => Self::Wacht { pogingen, volgende: nu.saturating_add(w).unwrap_or(nu) },
                None => Self::Onbestelbaar { pogingen },
            },
        }
    }

    /// The other side refused after all what had arrived at the node.
    #[must_use]
    pub fn geweigerd(self) -> Self {
        match self {
            Self::Wacht { pogingen, .. } | Self::Onbestelbaar { pogingen } => Self::Onbestelbaar { pogingen },
            Self::Klaar => Self::Onbestelbaar { pogingen: 1 },
            Self::Afgehandeld => Self::Afgehandeld,
        }
    }

    /// A person has it tried again, from the start. `None` when it is not undeliverable.
    pub fn opnieuw(self, nu: Timestamp) -> Option<Self> {
        matches!(self, Self::Onbestelbaar { .. }).then(|| Self::nieuw(nu))
    }

    /// A person dealt with it in another way. `None` when it is not undeliverable.
    pub fn afhandelen(self) -> Option<Self> {
        matches!(self, Self::Onbestelbaar { .. }).then_some(Self::Afgehandeld)
    }

    /// The name in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Wacht { .. } => "wacht",
            Self::Klaar => "klaar",
            Self::Onbestelbaar { .. } => "onbestelbaar",
            Self::Afgehandeld => "afgehandeld",
        }
    }

    /// Reads a state back.
    pub fn lees(code: &str, pogingen: u32, volgende: Timestamp) -> Option<Self> {
        Some(match code {
            "wacht" => Self::Wacht { pogingen, volgende },
            "klaar" => Self::Klaar,
            "onbestelbaar" => Self::Onbestelbaar { pogingen },
            "afgehandeld" => Self::Afgehandeld,
            _ => return None,
        })
    }

    /// Tries that began.
    pub fn pogingen(self) -> u32 {
        match self {
            Self::Wacht { pogingen, .. } | Self::Onbestelbaar { pogingen } => pogingen,
            Self::Klaar | Self::Afgehandeld => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn s(n: i64) -> SignedDuration {
        SignedDuration::from_secs(n)
    }

    fn t(n: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + n).unwrap()
    }

    fn drie() -> Instelling {
        Instelling { wachttijden: vec![s(60), s(300)], speling: 0, bezet: s(600) }
    }

    const TIJDELIJK: Afloop = Afloop::Mislukt(Aard::Tijdelijk);
    const BLIJVEND: Afloop = Afloop::Mislukt(Aard::Blijvend);

    fn begonnen(stand: Stand, nu: Timestamp, i: &Instelling) -> Stand {
        match stand.begin(nu, i) {
            Begin::Nu(s) => s,
            ander => panic!("{ander:?}"),
        }
    }

    #[test]
    fn the_embedded_figures_are_right() {
        let i = Instelling::lees(STANDAARD).unwrap();
        assert_eq!(i, Instelling::standaard());
        assert_eq!((i.pogingen(), i.speling, i.bezet), (8, 200, s(600)));
        assert!(i.wachttijden.is_sorted());
    }

    #[test]
    fn wrong_figures_are_told_with_their_line() {
        let goed = "wachttijden\t60\tseconden\tx\nspeling\t0\tpromille\tx\nbezet\t9\tseconden\tx\n";
        assert_eq!(Instelling::lees(goed).unwrap().pogingen(), 2);
        for (tekst, fout) in [
            (goed.replace("60", "zestig"), "regel 1: 'zestig' is geen heel getal van 0 of hoger"),
            (goed.replace("60", "-1"), "regel 1: '-1' is geen heel getal van 0 of hoger"),
            (goed.replace("promille", "procent"), "regel 2: speling is in promille, niet in 'procent'"),
            (goed.replace("bezet\t9", "bezet\t9 9"), "regel 3: bezet is één getal"),
            (format!("{goed}bezet\t9\tseconden\tx"), "regel 4: bezet staat er twee keer"),
            (
                format!("{goed}geduld\t9\tseconden\tx"),
                "regel 4: 'geduld' is geen bekende sleutel; verwacht wachttijden, speling of bezet",
            ),
            (goed.replace("bezet\t9\tseconden\tx\n", ""), "de regel 'bezet' ontbreekt"),
            ("bezet 9".into(), "regel 1: verwacht sleutel, waarde, eenheid en toelichting met tabs ertussen"),
        ] {
            assert_eq!(Instelling::lees(&tekst), Err(fout.to_owned()));
        }
    }

    #[test]
    fn it_waits_until_the_moment_itself() {
        let i = drie();
        let stand = begonnen(Stand::nieuw(t(0)), t(0), &i).na(&TIJDELIJK, t(2), &i, "a");
        assert_eq!(stand, Stand::Wacht { pogingen: 1, volgende: t(62) });
        assert_eq!(stand.begin(t(61), &i), Begin::Later(t(62)));
        assert_eq!(stand.begin(t(62), &i), Begin::Nu(Stand::Wacht { pogingen: 2, volgende: t(662) }));
        assert_eq!(stand.begin(t(63), &i), Begin::Nu(Stand::Wacht { pogingen: 2, volgende: t(663) }));
    }

    #[test]
    fn after_the_last_try_it_is_undeliverable_and_not_before() {
        let i = drie();
        let mut stand = Stand::nieuw(t(0));
        for n in 1..=3 {
            assert!(matches!(stand, Stand::Wacht { .. }), "voor poging {n}");
            stand = begonnen(stand, t(n * 1000), &i).na(&TIJDELIJK, t(n * 1000), &i, "a");
        }
        assert_eq!(stand, Stand::Onbestelbaar { pogingen: 3 });
        assert_eq!(stand.begin(t(99_999), &i), Begin::Niets);
    }

    #[test]
    fn a_lasting_refusal_ends_it_at_once() {
        let i = drie();
        let stand = begonnen(Stand::nieuw(t(0)), t(0), &i).na(&BLIJVEND, t(1), &i, "a");
        assert_eq!(stand, Stand::Onbestelbaar { pogingen: 1 });
    }

    #[test]
    fn a_try_that_never_ended_is_taken_up_when_its_time_is_over() {
        let i = drie();
        let bezig = begonnen(Stand::nieuw(t(0)), t(0), &i);
        assert_eq!(bezig.begin(t(599), &i), Begin::Later(t(600)));
        assert_eq!(bezig.begin(t(600), &i), Begin::Nu(Stand::Wacht { pogingen: 2, volgende: t(1200) }));
        // killed in each try: it still comes to an end
        let laatste = begonnen(begonnen(bezig, t(600), &i), t(1200), &i);
        assert_eq!(laatste.begin(t(1800), &i), Begin::Op(Stand::Onbestelbaar { pogingen: 3 }));
    }

    #[test]
    fn a_person_has_the_last_word() {
        let dood = Stand::Onbestelbaar { pogingen: 3 };
        assert_eq!(dood.opnieuw(t(5)), Some(Stand::Wacht { pogingen: 0, volgende: t(5) }));
        assert_eq!(dood.afhandelen(), Some(Stand::Afgehandeld));
        for s in [Stand::nieuw(t(0)), Stand::Klaar, Stand::Afgehandeld] {
            assert_eq!((s.opnieuw(t(5)), s.afhandelen()), (None, None), "{s:?}");
        }
        assert_eq!(Stand::Afgehandeld.begin(t(9), &drie()), Begin::Niets);
        assert_eq!(Stand::Afgehandeld.geweigerd(), Stand::Afgehandeld);
        assert_eq!(Stand::Klaar.geweigerd(), Stand::Onbestelbaar { pogingen: 1 });
    }

    #[test]
    fn a_reference_that_is_known_means_that_an_earlier_try_arrived() {
        let dubbel = Err(PostFout::blijvend("niet uniek").met_code("IB016"));
        assert_eq!(Afloop::van(&dubbel, 1), BLIJVEND);
        assert_eq!(Afloop::van(&dubbel, 2), Afloop::Gelukt);
        assert_eq!(Afloop::van(&Err(PostFout::blijvend("x").met_code("IB010")), 2), BLIJVEND);
        assert_eq!(Afloop::van(&Err(PostFout::tijdelijk("x")), 2), TIJDELIJK);
        assert_eq!(Afloop::van(&Ok(()), 1), Afloop::Gelukt);
    }

    #[test]
    fn states_read_back() {
        for s in [
            Stand::Wacht { pogingen: 2, volgende: t(1) },
            Stand::Klaar,
            Stand::Onbestelbaar { pogingen: 2 },
            Stand::Afgehandeld,
        ] {
            assert_eq!(Stand::lees(s.code(), 2, t(1)), Some(s));
        }
        assert_eq!(Stand::lees("iets", 0, t(0)), None);
    }

    #[test]
    fn two_messages_do_not_come_at_the_same_moment() {
        let i = Instelling { speling: 200, ..drie() };
        let wachten: std::collections::BTreeSet<_> =
            (0..100).filter_map(|n| i.wachttijd(1, &format!("0796{n:08}"))).collect();
        assert!(wachten.len() > 50, "{}", wachten.len());
    }

    proptest! {
        #[test]
        fn a_wait_is_never_shorter_and_never_longer_than_allowed(sleutel in ".{0,20}", poging in 1_u32..12, speling in 0_u64..2000) {
            let i = Instelling { wachttijden: vec![s(60), s(300), s(86_400)], speling, bezet: s(1) };
            match i.wachttijd(poging, &sleutel) {
                None => prop_assert!(poging > 3),
                Some(w) => {
                    let basis = i.wachttijden[poging as usize - 1];
                    let hoogst = basis.as_millis() * i128::from(1000 + speling) / 1000;
                    prop_assert!(w >= basis && w.as_millis() <= hoogst);
                    prop_assert_eq!(Some(w), i.wachttijd(poging, &sleutel));
                }
            }
        }
    }
}
