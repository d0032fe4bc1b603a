//! What the law wants to have looked into (Wmo 2.3.2 lid 4, a to g), in the order in which it is weighed (2.3.5 lid 3).

use kern::{Bevinding, Bron, Datum, Uitleg};
use std::collections::BTreeMap;

kern::codelijst!(
    /// A subject of the onderzoek, in the order of weighing. Some points of the law hold more than one.
    Onderwerp {
        /// a: needs, person, preferences.
        Behoeften = "behoeften", "De vraag, de persoon en wat de cliënt zelf wil";
        /// b: own strength.
        EigenKracht = "eigen-kracht", "Wat de cliënt zelf kan";
        /// b: a provision that anybody can buy (2.3.5 lid 3).
        AlgemeenGebruikelijk = "algemeen-gebruikelijk", "Een gewoon product of een gewone dienst";
        /// b: usual help of who lives in the same house.
        GebruikelijkeHulp = "gebruikelijke-hulp", "Hulp van huisgenoten";
        /// c: informal care.
        Mantelzorg = "mantelzorg", "Hulp van mantelzorgers";
        /// c: others in the network.
        Netwerk = "netwerk", "Hulp van anderen uit het netwerk";
        /// d: what the informal carer needs.
        Mantelzorger = "mantelzorger", "Wat de mantelzorger nodig heeft";
        /// e: a general provision, or useful work.
        AlgemeneVoorziening = "algemene-voorziening", "Een algemene voorziening of activiteit";
        /// f: care insurance, youth, school, work, income, housing.
        AndereWet = "andere-wet", "Hulp uit een andere wet en samenwerking";
        /// g: the contribution.
        Bijdrage = "bijdrage", "De eigen bijdrage";
    }
);

impl Onderwerp {
    /// Point of article 2.3.2 lid 4.
    pub fn punt(self) -> char {
        match self {
            Self::Behoeften => 'a',
            Self::EigenKracht | Self::AlgemeenGebruikelijk | Self::GebruikelijkeHulp => 'b',
            Self::Mantelzorg | Self::Netwerk => 'c',
            Self::Mantelzorger => 'd',
            Self::AlgemeneVoorziening => 'e',
            Self::AndereWet => 'f',
            Self::Bijdrage => 'g',
        }
    }

    /// Whether it is weighed: does this take the problem away?
    pub fn weegt(self) -> bool {
        !matches!(self, Self::Behoeften | Self::Mantelzorger | Self::Bijdrage)
    }

    /// What to ask.
    pub fn vraag(self) -> &'static str {
        match self {
            Self::Behoeften => "Wat gaat er niet goed, wie is de cliënt en wat wil de cliënt zelf bereiken?",
            Self::EigenKracht => "Wat kan de cliënt zelf doen of leren?",
            Self::AlgemeenGebruikelijk => "Helpt iets dat iedereen kan kopen of gebruiken?",
            Self::GebruikelijkeHulp => "Wat mag je verwachten van de mensen die bij de cliënt in huis wonen?",
            Self::Mantelzorg => "Wat doen of kunnen mantelzorgers?",
            Self::Netwerk => "Wat doen of kunnen familie, vrienden, buren of vrijwilligers?",
            Self::Mantelzorger => "Wat heeft de mantelzorger nodig om het vol te houden?",
            Self::AlgemeneVoorziening => {
                "Helpt een algemene voorziening, zoals een inloop, het welzijnswerk of vrijwilligerswerk?"
            }
            Self::AndereWet => {
                "Kan hulp uit een andere wet (Zvw, Wlz, Jeugdwet, Participatiewet) helpen? Met wie stemt u af?"
            }
            Self::Bijdrage => "Welke bijdrage gaat de cliënt betalen, en is dat uitgelegd?",
        }
    }

    /// The place of a finding about it.
    pub fn pad(self) -> String {
        format!("/onderzoek/{}", self.code())
    }

    /// A number for the database that does not change when the list does.
    pub fn nummer(self) -> i64 {
        match self {
            Self::Behoeften => 1,
            Self::EigenKracht => 2,
            Self::AlgemeenGebruikelijk => 3,
            Self::GebruikelijkeHulp => 4,
            Self::Mantelzorg => 5,
            Self::Netwerk => 6,
            Self::Mantelzorger => 7,
            Self::AlgemeneVoorziening => 8,
            Self::AndereWet => 9,
            Self::Bijdrage => 10,
        }
    }
}

kern::codelijst!(
    /// What a finding rests on.
    Bewijs {
        /// The talk with the client.
        Gesprek = "gesprek", "gesprek met de cliënt";
        /// A visit at home.
        Huisbezoek = "huisbezoek", "huisbezoek";
        /// Somebody near the client.
        Naaste = "naaste", "gesprek met een naaste of mantelzorger";
        /// The personal plan.
        PersoonlijkPlan = "persoonlijk-plan", "persoonlijk plan van de cliënt";
        /// A document.
        Document = "document", "document";
        /// Somebody who knows.
        Deskundige = "deskundige", "advies van een deskundige";
    }
);

kern::codelijst!(
    /// Whether it takes the problem away.
    Oordeel {
        /// Not at all: something else is needed.
        Niet = "niet", "lost het probleem niet op";
        /// In part: something else is needed for the rest.
        Deels = "deels", "lost een deel van het probleem op";
        /// Wholly: no maatwerkvoorziening is needed for it.
        Geheel = "geheel", "lost het probleem helemaal op";
    }
);

/// What was found about a subject. It may be half done: what is missing is told by [`Onderzoek::ontbreekt`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Punt {
    /// What was found.
    pub bevinding: String,
    /// What it rests on.
    pub bewijs: Option<Bewijs>,
    /// Which document, who, when: as far as it needs saying.
    pub toelichting: String,
    /// Whether it takes the problem away, for a subject that is weighed.
    pub oordeel: Option<Oordeel>,
}

/// Most characters of a text. Enough for a page; what is longer belongs in a document.
pub const LANGSTE_BEVINDING: usize = 4_000;

/// Most characters of what a finding rests on.
pub const LANGSTE_TOELICHTING: usize = 500;

impl Punt {
    /// What cannot be kept as it is: too long. That something is missing does not stop it from being kept.
    pub fn controleer(&self, over: Onderwerp) -> Vec<Bevinding> {
        let teksten = [
            ("bevinding", &self.bevinding, LANGSTE_BEVINDING),
            ("toelichting", &self.toelichting, LANGSTE_TOELICHTING),
        ];
        teksten
            .into_iter()
            .filter(|(_, t, langste)| t.chars().count() > *langste)
            .map(|(naam, _, langste)| {
                let tekst = format!("Deze tekst is te lang. Gebruik hoogstens {langste} tekens.");
                Bevinding::new("ONDERZOEK", None, format!("{}/{naam}", over.pad()), tekst)
            })
            .collect()
    }

    fn is_leeg(&self) -> bool {
        self.bevinding.trim().is_empty()
    }
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Onderzoek {
    /// By subject.
    pub punten: BTreeMap<Onderwerp, Punt>,
}

impl Onderzoek {
    /// What is missing before it is finished: a finding and what it rests on for each subject, and a judgement where it is
    /// weighed (Wmo 2.3.2 lid 4, 2.3.5 lid 3).
    pub fn ontbreekt(&self) -> Vec<Bevinding> {
        let mut uit = Vec::new();
        for o in Onderwerp::ALLE {
            let p = self.punten.get(o);
            let mut zeg = |veld: &str, tekst: &str| {
                let tekst = format!("{}: {tekst}", o.omschrijving());
                uit.push(Bevinding::new("WMO-2.3.2-4", None, format!("{}/{veld}", o.pad()), tekst));
            };
            if p.is_none_or(Punt::is_leeg) {
                zeg("bevinding", "schrijf op wat u hebt gevonden.");
                continue;
            }
            let Some(p) = p else { continue };
            if p.bewijs.is_none() {
                zeg("bewijs", "kies waar dit uit blijkt.");
            }
            if o.weegt() && p.oordeel.is_none() {
                zeg("oordeel", "kies of dit het probleem oplost.");
            }
        }
        uit
    }

    /// How many subjects have a finding, of how many.
    pub fn voortgang(&self) -> (usize, usize) {
        let klaar = Onderwerp::ALLE.iter().filter(|o| self.punten.get(o).is_some_and(|p| !p.is_leeg()));
        (klaar.count(), Onderwerp::ALLE.len())
    }

    /// The first in the order of weighing that takes the problem away: then no maatwerkvoorziening is needed.
    pub fn opgelost_met(&self) -> Option<Onderwerp> {
        let heel = |o: &&Onderwerp| self.punten.get(o).is_some_and(|p| p.oordeel == Some(Oordeel::Geheel));
        Onderwerp::ALLE.iter().filter(|o| o.weegt()).find(heel).copied()
    }

    /// The weighing as a tree: per step whether it takes the problem away, and on what that rests.
    pub fn afweging(&self) -> Uitleg {
        let uitkomst = match self.opgelost_met() {
            Some(o) => format!("geen maatwerkvoorziening nodig: {}", klein(o.omschrijving())),
            None if Onderwerp::ALLE
                .iter()
                .any(|o| o.weegt() && self.punten.get(o).is_none_or(|p| p.oordeel.is_none())) =>
            {
                "nog niet alles is afgewogen".to_owned()
            }
            None => "er blijft een probleem over waarvoor een maatwerkvoorziening nodig kan zijn".to_owned(),
        };
        let mut uit = Uitleg::new("Wat kan zonder maatwerkvoorziening", uitkomst)
            .volgens("Wmo 2.3.5 lid 3", Bron::new("Wmo 2015", "artikel 2.3.5, derde en vierde lid"));
        for o in Onderwerp::ALLE.iter().filter(|o| o.weegt()) {
            let p = self.punten.get(o);
            let oordeel = p.and_then(|p| p.oordeel).map_or("nog geen oordeel", Oordeel::omschrijving);
            let mut stap = Uitleg::new(o.omschrijving(), oordeel).volgens(
                format!("Wmo 2.3.2 lid 4 {}", o.punt()),
                Bron::new("Wmo 2015", format!("artikel 2.3.2, vierde lid, onderdeel {}", o.punt())),
            );
            if let Some(p) = p.filter(|p| !p.is_leeg()) {
                stap = stap.met("bevinding", p.bevinding.trim());
                if let Some(b) = p.bewijs {
                    let meer = p.toelichting.trim();
                    let waaruit = if meer.is_empty() {
                        b.omschrijving().to_owned()
                    } else {
                        format!("{}: {meer}", b.omschrijving())
                    };
                    stap = stap.met("blijkt uit", waaruit);
                }
            }
            uit = uit.want(stap);
        }
        uit
    }
}

/// What the onderzoek gives as the ground of a decision, in the words of who did it: the question, and what each subject
/// leaves of it. Something to begin with: who decides reads it and changes it. Nothing as long as not all was weighed.
pub fn grond(o: &Onderzoek) -> Option<String> {
    if !o.ontbreekt().is_empty() {
        return None;
    }
    let van = |over: Onderwerp| o.punten.get(&over).map(|p| p.bevinding.trim().to_owned());
    let mut delen: Vec<String> = van(Onderwerp::Behoeften).into_iter().collect();
    for over in Onderwerp::ALLE.iter().copied().filter(|o| o.weegt()) {
        let oordeel = o.punten.get(&over).and_then(|p| p.oordeel);
        if let (Some(bevinding), Some(oordeel)) = (van(over), oordeel) {
            delen.push(format!("{}: {bevinding} Dit {}.", over.omschrijving(), oordeel.omschrijving()));
        }
    }
    Some(delen.join("\n"))
}

fn klein(tekst: &str) -> String {
    let mut letters = tekst.chars();
    letters.next().map_or_else(String::new, |c| c.to_lowercase().collect::<String>() + letters.as_str())
}

/// The report of an onderzoek, to be sent to the client (Wmo 2.3.2 lid 8): heading and text per subject.
pub fn verslag(o: &Onderzoek, gemeld_op: Datum) -> Vec<(&'static str, String)> {
    let mut uit = vec![("Uw melding", format!("U meldde zich op {}.", kern::voluit(gemeld_op)))];
    for onderwerp in Onderwerp::ALLE {
        let Some(p) = o.punten.get(onderwerp).filter(|p| !p.is_leeg()) else { continue };
        let mut tekst = p.bevinding.trim().to_owned();
        if let Some(oordeel) = p.oordeel {
            tekst.push_str(" Ons oordeel: dit ");
            tekst.push_str(oordeel.omschrijving());
            tekst.push('.');
        }
        if let Some(b) = p.bewijs {
            tekst.push_str(" Dit blijkt uit: ");
            tekst.push_str(b.omschrijving());
            let meer = p.toelichting.trim().trim_end_matches('.');
            if !meer.is_empty() {
                tekst.push_str(" (");
                tekst.push_str(meer);
                tekst.push(')');
            }
            tekst.push('.');
        }
        uit.push((onderwerp.omschrijving(), tekst));
    }
    uit
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn heel(oordeel: Oordeel) -> Onderzoek {
        let punten = Onderwerp::ALLE
            .iter()
            .map(|o| {
                let p = Punt {
                    bevinding: format!("Over {}", o.code()),
                    bewijs: Some(Bewijs::Gesprek),
                    toelichting: String::new(),
                    oordeel: o.weegt().then_some(oordeel),
                };
                (*o, p)
            })
            .collect();
        Onderzoek { punten }
    }

    #[test]
    fn every_point_of_the_law_has_a_subject() {
        let punten: std::collections::BTreeSet<_> = Onderwerp::ALLE.iter().map(|o| o.punt()).collect();
        assert_eq!(punten.into_iter().collect::<String>(), "abcdefg");
        let nummers: std::collections::BTreeSet<_> = Onderwerp::ALLE.iter().map(|o| o.nummer()).collect();
        assert_eq!(nummers.len(), Onderwerp::ALLE.len());
        for o in Onderwerp::ALLE {
            assert_eq!(Onderwerp::parse(o.code()), Some(*o));
        }
    }

    #[test]
    fn everything_that_is_missing_is_listed_with_its_place() {
        let leeg = Onderzoek::default();
        assert_eq!(leeg.ontbreekt().len(), 10);
        assert_eq!(leeg.voortgang(), (0, 10));
        let mut o = heel(Oordeel::Deels);
        assert!(o.ontbreekt().is_empty());
        let p = o.punten.get_mut(&Onderwerp::Netwerk).unwrap();
        (p.bewijs, p.oordeel) = (None, None);
        o.punten.get_mut(&Onderwerp::Behoeften).unwrap().bevinding = "  ".into();
        o.punten.get_mut(&Onderwerp::Bijdrage).unwrap().oordeel = None;
        let plaatsen: Vec<_> = o.ontbreekt().into_iter().map(|b| b.pad).collect();
        assert_eq!(
            plaatsen,
            ["/onderzoek/behoeften/bevinding", "/onderzoek/netwerk/bewijs", "/onderzoek/netwerk/oordeel"]
        );
        assert_eq!(o.voortgang(), (9, 10));
    }

    #[test]
    fn the_first_that_solves_it_decides() {
        let mut o = heel(Oordeel::Niet);
        assert_eq!(o.opgelost_met(), None);
        assert!(o.afweging().uitkomst.contains("blijft een probleem over"));
        for w in [Onderwerp::AndereWet, Onderwerp::Mantelzorg] {
            o.punten.get_mut(&w).unwrap().oordeel = Some(Oordeel::Geheel);
        }
        assert_eq!(o.opgelost_met(), Some(Onderwerp::Mantelzorg));
        let u = o.afweging();
        assert_eq!(u.uitkomst, "geen maatwerkvoorziening nodig: hulp van mantelzorgers");
        let volgorde: Vec<_> = u.stappen.iter().map(|s| s.stap.as_str()).collect();
        assert_eq!(volgorde.len(), 7);
        assert_eq!(volgorde[0], Onderwerp::EigenKracht.omschrijving());
        assert_eq!(volgorde[6], Onderwerp::AndereWet.omschrijving());
        o.punten.get_mut(&Onderwerp::Mantelzorg).unwrap().oordeel = None;
        o.punten.get_mut(&Onderwerp::AndereWet).unwrap().oordeel = None;
        assert_eq!(o.afweging().uitkomst, "nog niet alles is afgewogen");
    }

    #[test]
    fn a_text_of_just_the_longest_is_kept() {
        let mut p = Punt { bevinding: "é".repeat(LANGSTE_BEVINDING), ..Punt::default() };
        assert!(p.controleer(Onderwerp::Netwerk).is_empty());
        p.bevinding.push('x');
        p.toelichting = "x".repeat(LANGSTE_TOELICHTING + 1);
        let plaatsen: Vec<_> = p.controleer(Onderwerp::Netwerk).into_iter().map(|b| b.pad).collect();
        assert_eq!(plaatsen, ["/onderzoek/netwerk/bevinding", "/onderzoek/netwerk/toelichting"]);
    }

    #[test]
    fn the_ground_is_there_once_all_was_weighed() {
        let mut o = heel(Oordeel::Deels);
        let g = grond(&o).unwrap();
        assert_eq!(g.lines().count(), 8, "the question and seven subjects: {g}");
        assert!(g.starts_with("Over behoeften\n"), "{g}");
        assert!(g.contains("Over netwerk Dit lost een deel van het probleem op."), "{g}");
        o.punten.get_mut(&Onderwerp::Netwerk).unwrap().oordeel = None;
        assert_eq!(grond(&o), None);
    }

    #[test]
    fn the_report_tells_what_was_found() {
        let v = verslag(&heel(Oordeel::Deels), date(2026, 9, 1));
        assert_eq!(v.len(), 11);
        assert_eq!(v[0].1, "U meldde zich op 1 september 2026.");
        assert_eq!(
            v[2].1,
            "Over eigen-kracht Ons oordeel: dit lost een deel van het probleem op. Dit blijkt uit: gesprek met de cliënt."
        );
        assert_eq!(verslag(&Onderzoek::default(), date(2026, 9, 1)).len(), 1);
    }
}
