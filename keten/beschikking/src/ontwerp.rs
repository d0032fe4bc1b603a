//! The draft of a decision: everything that it must name, as far as it is filled in. Nothing is certain yet.

use inkoop::Productsleutel;
use kern::{Afronding, AgbCode, Datum, Decimaal, Eenheid, Eurocent, Frequentie};

kern::codelijst!(
    /// What is decided.
    Besluitsoort {
        /// Everything that was asked (art. 2.3.5 lid 3).
        Toekenning = "toekenning", "toekenning";
        /// A part of it; the rest is refused.
        Deels = "deels", "gedeeltelijke toekenning";
        /// Nothing.
        Afwijzing = "afwijzing", "afwijzing";
        /// Temporary support at once, before onderzoek and aanvraag (art. 2.3.3).
        Spoed = "spoed", "tijdelijke toekenning met spoed";
        /// An earlier decision is changed (art. 2.3.10).
        Wijziging = "wijziging", "wijziging";
        /// The same support for longer, after a new onderzoek (art. 2.3.9).
        Verlenging = "verlenging", "verlenging";
        /// An earlier decision ends (art. 2.3.10).
        Intrekking = "intrekking", "intrekking";
    }
);

impl Besluitsoort {
    /// It gives support.
    pub fn kent_toe(self) -> bool {
        !matches!(self, Self::Afwijzing | Self::Intrekking)
    }

    /// It changes a decision that was made before.
    pub fn op_eerder(self) -> bool {
        matches!(self, Self::Wijziging | Self::Verlenging | Self::Intrekking)
    }
}

kern::codelijst!(
    /// How the support is given.
    Verstrekking {
        /// By a provider with a contract.
        Natura = "natura", "zorg in natura";
        /// The client buys it with a budget (art. 2.3.6).
        Pgb = "pgb", "persoonsgebonden budget";
    }
);

kern::codelijst!(
    /// What the decision says of the contribution (art. 2.1.4a and 2.1.4b).
    Bijdragemededeling {
        /// The client pays; the CAK collects it.
        Verschuldigd = "verschuldigd", "eigen bijdrage via het CAK";
        /// The client does not pay (Uitvoeringsbesluit art. 3.8).
        Vrij = "vrij", "geen eigen bijdrage";
    }
);

kern::codelijst!(
    /// Why a decision is changed or withdrawn (art. 2.3.10 lid 1).
    Herzieningsgrond {
        /// Wrong or incomplete data of the client.
        OnjuisteGegevens = "a", "er zijn onjuiste of onvolledige gegevens gegeven";
        /// The client does not need it any more.
        NietMeerAangewezen = "b", "u hebt de ondersteuning niet langer nodig";
        /// It is not enough any more.
        NietToereikend = "c", "de ondersteuning is niet meer toereikend";
        /// Conditions are not met.
        Voorwaarden = "d", "u voldoet niet aan de voorwaarden";
        /// It is not used, or for something else.
        NietGebruikt = "e", "u gebruikt de ondersteuning niet of voor iets anders";
    }
);

kern::codelijst!(
    /// What brought the end about, for the provider.
    Eindreden {
        /// Not needed any more, or policy.
        Beleid = "beleid", "de gemeente beëindigt de ondersteuning";
        /// The client moves to another municipality.
        Verhuizing = "verhuizing", "verhuizing naar een andere gemeente";
        /// The client chose another provider.
        AndereAanbieder = "overstap", "overstap naar een andere aanbieder";
        /// The law on long-term care takes over.
        AndereWet = "wet", "de ondersteuning gaat over naar een andere wet";
    }
);

/// A part of what is granted: a product of the catalogue, with its amount, provider and days. A component and a surcharge
/// (opslag) are parts too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Onderdeel {
    /// Product.
    pub product: Productsleutel,
    /// How much; in cents for euros.
    pub volume: i64,
    /// Of what.
    pub eenheid: Eenheid,
    /// How often.
    pub frequentie: Frequentie,
    /// Provider; none with a pgb.
    pub agb: Option<AgbCode>,
    /// First day, when it is another one than that of the decision.
    pub van: Option<Datum>,
    /// Last day, likewise.
    pub tot: Option<Datum>,
    /// The assignment that it goes on with, for a change or a stretch.
    pub toewijzing: Option<i64>,
}

/// That someone's identity was established (art. 2.3.4): the document was looked at; no copy is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identiteitscontrole {
    /// Day.
    pub op: Datum,
    /// Kind of document.
    pub document: String,
}

/// Whether the client was heard before a refusal on other data than its own (Awb 4:7).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Zienswijze {
    /// Not asked yet.
    #[default]
    Niet,
    /// Asked; the answer when there is one.
    Gevraagd {
        /// Day that it was asked.
        op: Datum,
        /// Last day to answer.
        tot: Datum,
        /// What the client said.
        reactie: Option<String>,
    },
    /// Left out, with the ground of Awb 4:11 or 4:12.
    Overgeslagen {
        /// Ground.
        grond: String,
    },
}

/// What a pgb asks (art. 2.3.6 lid 2).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pgbtoets {
    /// a: the client, or who helps, can do what belongs to it.
    pub bekwaam: bool,
    /// b: why the client wants it.
    pub motivering: String,
    /// c: what is bought is safe, effective and made for the client.
    pub kwaliteit: bool,
    /// Amount per year.
    pub bedrag: Option<Eurocent>,
}

/// The draft of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ontwerp {
    /// What is decided.
    pub soort: Option<Besluitsoort>,
    /// In kind or as a budget.
    pub vorm: Option<Verstrekking>,
    /// Day that the aanvraag came in (art. 2.3.5 lid 2).
    pub aanvraag_op: Option<Datum>,
    /// What the support is, in words.
    pub aard: String,
    /// How much, in words: hours or activities (CRvB, ECLI:NL:CRVB:2018:3241).
    pub intensiteit: String,
    /// What it consists of.
    pub onderdelen: Vec<Onderdeel>,
    /// First day; the day of effect of a change or withdrawal.
    pub ingangsdatum: Option<Datum>,
    /// Last day.
    pub einddatum: Option<Datum>,
    /// No last day, on purpose.
    pub open_einde: bool,
    /// Why it lasts longer than the framework says.
    pub langer_omdat: String,
    /// Day of the plan that it refers to.
    pub plan_op: Option<Datum>,
    /// What is to be reached, a line each.
    pub resultaten: String,
    /// Why: what the onderzoek showed (Awb 3:46).
    pub grond: String,
    /// The motivation of an urgent decision follows within a week (Awb 3:47 lid 3).
    pub motivering_volgt: bool,
    /// The legal rule (Awb 3:47 lid 2).
    pub voorschrift: String,
    /// Providers that the client could choose from.
    pub aangeboden: Vec<AgbCode>,
    /// Day that the client chose.
    pub gekozen_op: Option<Datum>,
    /// Why there was no choice, when only one was offered.
    pub geen_keuze_omdat: String,
    /// The contribution.
    pub bijdrage: Option<Bijdragemededeling>,
    /// Identity.
    pub identiteit: Option<Identiteitscontrole>,
    /// The refusal rests on data that differ from those of the client (Awb 4:7).
    pub wijkt_af: bool,
    /// Whether the client was heard.
    pub zienswijze: Zienswijze,
    /// With a budget: what the law asks.
    pub pgb: Pgbtoets,
    /// Ground of a change or withdrawal.
    pub herziening: Option<Herzieningsgrond>,
    /// What brought the end about.
    pub einde: Option<Eindreden>,
}

impl Ontwerp {
    /// What it is and how much of it, as the parts say it themselves.
    fn van_onderdelen(&self, naam: &dyn Fn(Productsleutel) -> String) -> (String, String) {
        let mut namen = Vec::new();
        for d in &self.onderdelen {
            let naam = naam(d.product);
            if !namen.contains(&naam) {
                namen.push(naam);
            }
        }
        let hoeveel = self
            .onderdelen
            .iter()
            .filter(|d| d.volume > 0)
            .map(|d| format!("{} {}", d.eenheid.aantal(d.volume), d.frequentie.omschrijving()));
        (namen.join(", "), hoeveel.collect::<Vec<_>>().join(", "))
    }

    /// Where the writer left open what the support is or how much, the parts say it. Words that the parts of `was` gave follow
    /// the parts when these change; words of the writer stay.
    #[must_use]
    pub fn met_omschrijving(mut self, was: &Self, naam: impl Fn(Productsleutel) -> String) -> Self {
        let (oud, nieuw) = (was.van_onderdelen(&naam), self.van_onderdelen(&naam));
        for (tekst, oud, nieuw) in [(&mut self.aard, oud.0, nieuw.0), (&mut self.intensiteit, oud.1, nieuw.1)]
        {
            if tekst.trim().is_empty() || *tekst == oud {
                *tekst = nieuw;
            }
        }
        self
    }

    /// First and last day of a part.
    pub fn dagen(&self, deel: &Onderdeel) -> (Option<Datum>, Option<Datum>) {
        (deel.van.or(self.ingangsdatum), deel.tot.or(self.einddatum))
    }

    /// It gives support in kind.
    pub fn in_natura(&self) -> bool {
        self.vorm == Some(Verstrekking::Natura)
    }
}

/// What a part costs in a year as long as it runs: the amount per day 365 times, per week 52 times, per month 12 times; a
/// total spread over its days. Cents, rounded once. `None` without a price, or for a total without an end.
pub fn jaarbedrag(deel: &Onderdeel, dagen: Option<i64>, tarief: Option<Decimaal>) -> Option<Eurocent> {
    let per_keer = match deel.eenheid {
        Eenheid::Euro => Decimaal::from(deel.volume),
        _ => Decimaal::from(deel.volume).checked_mul(tarief?)?,
    };
    let keren = match deel.frequentie {
        Frequentie::Dag => Decimaal::from(365),
        Frequentie::Week => Decimaal::from(52),
        Frequentie::Maand => Decimaal::from(12),
        Frequentie::Totaal => {
            let dagen = dagen.filter(|d| *d > 0)?;
            if dagen <= 365 {
                Decimaal::ONE
            } else {
                Decimaal::from(365).checked_div(Decimaal::from(dagen))?
            }
        }
    };
    Eurocent::rond(per_keer.checked_mul(keren)?, Afronding::Rekenkundig).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kern::{Productcategorie, Productcode};

    fn deel(volume: i64, eenheid: Eenheid, frequentie: Frequentie) -> Onderdeel {
        let product =
            Productsleutel::new(Productcategorie::parse("02").unwrap(), Productcode::parse("02M01").unwrap());
        Onderdeel { product, volume, eenheid, frequentie, agb: None, van: None, tot: None, toewijzing: None }
    }

    #[test]
    fn a_year_of_each_frequency() {
        let t = Some(Decimaal::from(6_050));
        let per = |f, dagen| jaarbedrag(&deel(2, Eenheid::Uur, f), dagen, t).map(|b| b.0);
        assert_eq!(per(Frequentie::Dag, None), Some(2 * 6_050 * 365));
        assert_eq!(per(Frequentie::Week, None), Some(2 * 6_050 * 52));
        assert_eq!(per(Frequentie::Maand, None), Some(2 * 6_050 * 12));
        // a total of a year or less is the year; of two years the half
        assert_eq!(per(Frequentie::Totaal, Some(365)), Some(12_100));
        assert_eq!(per(Frequentie::Totaal, Some(730)), Some(6_050));
        assert_eq!(per(Frequentie::Totaal, Some(366)), Some(12_067));
        assert_eq!(per(Frequentie::Totaal, None), None);
        assert_eq!(jaarbedrag(&deel(2, Eenheid::Uur, Frequentie::Week), None, None), None);
        assert_eq!(
            jaarbedrag(&deel(10_000, Eenheid::Euro, Frequentie::Maand), None, None),
            Some(Eurocent(120_000))
        );
    }

    #[test]
    fn the_parts_say_what_the_writer_left_open() {
        let naam = |_| "Begeleiding".to_owned();
        let met = |volume, aard: &str| Ontwerp {
            onderdelen: vec![deel(volume, Eenheid::Uur, Frequentie::Week); 2],
            aard: aard.into(),
            ..Ontwerp::default()
        };
        let leeg = Ontwerp::default();
        let twee = met(2, "").met_omschrijving(&leeg, naam);
        assert_eq!(
            (twee.aard.as_str(), twee.intensiteit.as_str()),
            ("Begeleiding", "2 uur per week, 2 uur per week")
        );
        // what the parts gave goes along with them
        let drie =
            Ontwerp { onderdelen: met(3, "").onderdelen, ..twee.clone() }.met_omschrijving(&twee, naam);
        assert_eq!(drie.intensiteit, "3 uur per week, 3 uur per week");
        // and what was typed stays
        let eigen = met(3, "Hulp bij de post").met_omschrijving(&twee, naam);
        assert_eq!(eigen.aard, "Hulp bij de post");
        // an amount that is not known yet is not told
        assert_eq!(met(0, "").met_omschrijving(&leeg, naam).intensiteit, "");
        assert_eq!(leeg.clone().met_omschrijving(&twee, naam), leeg);
    }

    #[test]
    fn words_read_back() {
        for s in Besluitsoort::ALLE {
            assert_eq!(Besluitsoort::parse(s.code()), Some(*s));
        }
        assert_eq!(Herzieningsgrond::ALLE.len(), 5);
        assert_eq!(Herzieningsgrond::parse("f"), None);
        assert!(!Besluitsoort::Afwijzing.kent_toe() && !Besluitsoort::Intrekking.kent_toe());
        assert!(Besluitsoort::Verlenging.kent_toe() && Besluitsoort::Verlenging.op_eerder());
    }
}
