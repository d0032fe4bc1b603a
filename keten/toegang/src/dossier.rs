//! The file of a melding: what was told and done, the onderzoek, and what is missing for the next step. A step consumes the
//! file and gives it back, or gives every reason why not.

use crate::klok;
use crate::{
    Aanvraag, AanvraagId, AanvraagToestand, Klokstand, Melding, MeldingToestand, Onderwerp, Onderzoek, Punt,
    Termijn,
};
use kern::{Bevinding, Datum, voluit};

kern::codelijst!(
    /// How a melding came in.
    Wijze {
        /// By telephone.
        Telefoon = "telefoon", "telefoon";
        /// At the counter.
        Balie = "balie", "balie";
        /// By letter.
        Brief = "brief", "brief";
        /// By e-mail.
        Mail = "mail", "e-mail";
        /// Through a form on the website.
        Website = "website", "website";
        /// At home, or elsewhere in the neighbourhood.
        Wijk = "wijk", "in de wijk";
        /// The municipality looks again itself (Wmo 2.3.9).
        Heronderzoek = "heronderzoek", "heronderzoek van de gemeente";
    }
);

kern::codelijst!(
    /// By whom, or for whom, it was done.
    Melder {
        /// The client.
        Client = "client", "de cliënt zelf";
        /// Who represents the client.
        Vertegenwoordiger = "vertegenwoordiger", "een vertegenwoordiger";
        /// An informal carer.
        Mantelzorger = "mantelzorger", "een mantelzorger";
        /// Family, neighbours, friends.
        Netwerk = "netwerk", "iemand uit het netwerk";
        /// General practitioner, hospital, provider, police.
        Verwijzer = "verwijzer", "een arts, instelling of aanbieder";
        /// The municipality itself.
        Gemeente = "gemeente", "de gemeente";
    }
);

kern::codelijst!(
    /// The document that an identity was established with (Wet op de identificatieplicht, art. 1). Only seen, never copied.
    Identiteitsbewijs {
        /// Passport.
        Paspoort = "paspoort", "paspoort";
        /// Identity card.
        Identiteitskaart = "identiteitskaart", "identiteitskaart";
        /// Document for foreigners.
        Vreemdelingendocument = "vreemdelingendocument", "vreemdelingendocument";
        /// Driving licence.
        Rijbewijs = "rijbewijs", "rijbewijs";
    }
);

/// How the melding came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binnenkomst {
    /// How.
    pub wijze: Wijze,
    /// By whom.
    pub melder: Melder,
    /// What is asked, in the words of who asked.
    pub vraag: String,
    /// Support cannot wait (Wmo 2.3.3).
    pub spoed: bool,
}

/// The personal plan (Wmo 2.3.2 lid 2).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PersoonlijkPlan {
    /// Nothing was heard yet.
    #[default]
    Open,
    /// The client said not to make one.
    ZietAf {
        /// Day on which that was said.
        op: Datum,
    },
    /// It was handed in.
    Ontvangen {
        /// Day.
        op: Datum,
    },
}

/// What the law wants the municipality to tell and to do, with the day on which it was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plichten {
    /// The receipt was confirmed (2.3.2 lid 1).
    pub bevestigd_op: Option<Datum>,
    /// Free client support was pointed out, also to the informal carer (2.3.2 lid 3).
    pub clientondersteuning_op: Option<Datum>,
    /// The personal plan; that it can be made was told (2.3.2 lid 2).
    pub plan_genoemd_op: Option<Datum>,
    /// The plan itself.
    pub plan: PersoonlijkPlan,
    /// The identity was established (2.3.4).
    pub identiteit: Option<(Identiteitsbewijs, Datum)>,
    /// The personal budget was explained (2.3.2 lid 6).
    pub pgb_uitgelegd_op: Option<Datum>,
    /// The report was sent (2.3.2 lid 8).
    pub verslag_op: Option<Datum>,
    /// A temporary provision was decided on, in an emergency (2.3.3).
    pub spoed_geregeld_op: Option<Datum>,
}

/// The file of a melding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// The melding and how far it is.
    pub melding: Melding,
    /// How it came in.
    pub binnenkomst: Binnenkomst,
    /// What was told and done.
    pub plichten: Plichten,
    /// What was found.
    pub onderzoek: Onderzoek,
}

/// Most characters of the question.
pub const LANGSTE_VRAAG: usize = 2_000;

fn reden(regel: &'static str, pad: &str, tekst: impl Into<String>) -> Bevinding {
    Bevinding::new(regel, None, pad, tekst.into())
}

/// Adds a reason when the day lies before the melding or after today.
fn dag(uit: &mut Vec<Bevinding>, regel: &'static str, pad: &str, op: Option<Datum>, van: Datum, tot: Datum) {
    match op {
        Some(op) if op < van => {
            let tekst =
                format!("Deze dag ligt voor de melding van {}. Kies die dag of een latere.", voluit(van));
            uit.push(reden(regel, pad, tekst));
        }
        Some(op) if op > tot => {
            uit.push(reden(regel, pad, "Deze dag ligt in de toekomst. Kies vandaag of eerder."));
        }
        _ => {}
    }
}

impl Binnenkomst {
    /// What is wrong with a melding that is about to be written down.
    pub fn controleer(&self, ontvangen_op: Datum, vandaag: Datum) -> Vec<Bevinding> {
        let mut uit = Vec::new();
        if ontvangen_op > vandaag {
            uit.push(reden(
                "MELDING",
                "/ontvangen",
                "De dag van de melding ligt in de toekomst. Kies vandaag of eerder.",
            ));
        }
        if self.vraag.trim().is_empty() {
            uit.push(reden("MELDING", "/vraag", "Schrijf op wat er wordt gevraagd."));
        } else if self.vraag.chars().count() > LANGSTE_VRAAG {
            let tekst = format!("Deze tekst is te lang. Gebruik hoogstens {LANGSTE_VRAAG} tekens.");
            uit.push(reden("MELDING", "/vraag", tekst));
        }
        uit
    }
}

impl Plichten {
    /// The confirmation letter goes out on this day. It says what the law wants to be told; what was told before keeps its day.
    #[must_use]
    pub fn met_bevestigingsbrief(self, op: Datum) -> Self {
        let op = Some(op);
        Self {
            bevestigd_op: self.bevestigd_op.or(op),
            clientondersteuning_op: self.clientondersteuning_op.or(op),
            plan_genoemd_op: self.plan_genoemd_op.or(op),
            ..self
        }
    }

    /// Days that cannot be.
    pub fn controleer(&self, gemeld_op: Datum, vandaag: Datum) -> Vec<Bevinding> {
        let plan = match self.plan {
            PersoonlijkPlan::Open => None,
            PersoonlijkPlan::ZietAf { op } | PersoonlijkPlan::Ontvangen { op } => Some(op),
        };
        let mut uit = Vec::new();
        for (regel, pad, op) in [
            ("WMO-2.3.2-1", "/bevestigd", self.bevestigd_op),
            ("WMO-2.3.2-3", "/clientondersteuning", self.clientondersteuning_op),
            ("WMO-2.3.2-2", "/plan-genoemd", self.plan_genoemd_op),
            ("WMO-2.3.2-2", "/plan-op", plan),
            ("WMO-2.3.4", "/identiteit-op", self.identiteit.map(|i| i.1)),
            ("WMO-2.3.2-6", "/pgb", self.pgb_uitgelegd_op),
            ("WMO-2.3.2-8", "/verslag", self.verslag_op),
            ("WMO-2.3.3", "/spoed", self.spoed_geregeld_op),
        ] {
            dag(&mut uit, regel, pad, op, gemeld_op, vandaag);
        }
        uit
    }
}

impl Dossier {
    /// What has to be done before the onderzoek begins (Wmo 2.3.2 lid 1 to 3).
    pub fn voor_begin(&self, vandaag: Datum) -> Vec<Bevinding> {
        let (p, mut uit) = (&self.plichten, Vec::new());
        if p.bevestigd_op.is_none() {
            uit.push(reden("WMO-2.3.2-1", "/bevestigd", "Bevestig eerst dat u de melding hebt ontvangen."));
        }
        if p.clientondersteuning_op.is_none() {
            uit.push(reden(
                "WMO-2.3.2-3",
                "/clientondersteuning",
                "Wijs de cliënt en de mantelzorger eerst op gratis cliëntondersteuning.",
            ));
        }
        if p.plan_genoemd_op.is_none() {
            uit.push(reden(
                "WMO-2.3.2-2",
                "/plan-genoemd",
                "Vertel eerst dat de cliënt een persoonlijk plan mag maken.",
            ));
        }
        let t = klok::persoonlijk_plan(self.melding.ontvangen_op());
        if p.plan == PersoonlijkPlan::Open && vandaag <= t.uiterlijk {
            uit.push(reden(
                "WMO-2.3.2-2",
                "/plan",
                format!("De cliënt mag tot en met {} een persoonlijk plan inleveren. Wacht daarop, of vraag of de cliënt ervan afziet.", voluit(t.uiterlijk)),
            ));
        }
        uit
    }

    /// The onderzoek begins.
    pub fn begin(mut self, op: Datum, vandaag: Datum) -> Result<Self, Vec<Bevinding>> {
        let mut uit = self.voor_begin(op);
        dag(&mut uit, "WMO-2.3.2-1", "/op", Some(op), self.melding.ontvangen_op(), vandaag);
        if !uit.is_empty() {
            return Err(uit);
        }
        self.melding =
            self.melding.begin_onderzoek(op).map_err(|f| vec![reden("WMO-2.3.2-1", "", zin(&f))])?;
        Ok(self)
    }

    /// Writes down what was found about subjects. The onderzoek has to be begun and not finished.
    pub fn schrijf(
        mut self,
        punten: impl IntoIterator<Item = (Onderwerp, Punt)>,
    ) -> Result<Self, Vec<Bevinding>> {
        match self.melding.toestand() {
            MeldingToestand::InOnderzoek { .. } => {}
            MeldingToestand::Ontvangen => {
                return Err(vec![reden("ONDERZOEK", "", "Begin eerst het onderzoek.")]);
            }
            MeldingToestand::OnderzoekAfgerond { .. } => {
                return Err(vec![reden(
                    "ONDERZOEK",
                    "",
                    "Het onderzoek is al afgerond. Het verslag verandert niet meer.",
                )]);
            }
        }
        let mut uit = Vec::new();
        for (o, p) in punten {
            uit.extend(p.controleer(o));
            self.onderzoek.punten.insert(o, p);
        }
        if uit.is_empty() { Ok(self) } else { Err(uit) }
    }

    /// What is missing before the onderzoek is finished.
    pub fn voor_afronden(&self) -> Vec<Bevinding> {
        let (p, mut uit) = (&self.plichten, self.onderzoek.ontbreekt());
        if p.identiteit.is_none() {
            uit.push(reden(
                "WMO-2.3.4",
                "/identiteit",
                "Stel de identiteit vast: kijk naar een paspoort of ander document. Maak geen kopie.",
            ));
        }
        if p.pgb_uitgelegd_op.is_none() {
            uit.push(reden(
                "WMO-2.3.2-6",
                "/pgb",
                "Leg uit dat de cliënt voor een persoonsgebonden budget kan kiezen, en wat dat betekent.",
            ));
        }
        // a personal plan has to be used in the onderzoek (lid 5): some finding rests on it
        let ontvangen = matches!(p.plan, PersoonlijkPlan::Ontvangen { .. });
        let gebruikt =
            self.onderzoek.punten.values().any(|p| p.bewijs == Some(crate::Bewijs::PersoonlijkPlan));
        if ontvangen && !gebruikt {
            uit.push(reden("WMO-2.3.2-5", "/onderzoek/behoeften/bewijs", "De cliënt leverde een persoonlijk plan in. Gebruik het bij het onderzoek en kies het bij wat er uit blijkt."));
        }
        uit
    }

    /// The onderzoek is finished; the report goes to the client on that day.
    pub fn rond_af(mut self, op: Datum, vandaag: Datum) -> Result<Self, Vec<Bevinding>> {
        let mut uit = self.voor_afronden();
        dag(&mut uit, "WMO-2.3.2-8", "/op", Some(op), self.melding.ontvangen_op(), vandaag);
        match self.melding.clone().rond_onderzoek_af(op) {
            Ok(m) => self.melding = m,
            Err(f) => uit.push(reden("WMO-2.3.2-1", "/op", zin(&f))),
        }
        if uit.is_empty() {
            self.plichten.verslag_op = Some(op);
            Ok(self)
        } else {
            Err(uit)
        }
    }

    /// An aanvraag of the client. Only after the onderzoek, unless its six weeks are over (Wmo 2.3.2 lid 9).
    pub fn aanvraag(&self, id: AanvraagId, op: Datum, vandaag: Datum) -> Result<Aanvraag, Vec<Bevinding>> {
        let mut uit = Vec::new();
        dag(&mut uit, "WMO-2.3.2-9", "/aanvraag", Some(op), self.melding.ontvangen_op(), vandaag);
        let uiterlijk = klok::onderzoek(self.melding.ontvangen_op()).uiterlijk;
        let klaar_op = |klaar: Datum| klaar <= op;
        let onderzocht =
            matches!(self.melding.toestand(), MeldingToestand::OnderzoekAfgerond { op } if klaar_op(op));
        let zonder_onderzoek = !onderzocht;
        if zonder_onderzoek && op <= uiterlijk {
            let tekst = format!(
                "Het onderzoek was toen nog niet klaar. Een aanvraag zonder onderzoek kan pas na {}.",
                voluit(uiterlijk)
            );
            uit.push(reden("WMO-2.3.2-9", "/aanvraag", tekst));
        }
        if !uit.is_empty() {
            return Err(uit);
        }
        Ok(Aanvraag {
            gemeente: self.melding.gemeente(),
            id,
            client: self.melding.client(),
            melding: self.melding.id(),
            ontvangen_op: op,
            zonder_onderzoek,
            opschortingen: Vec::new(),
            vertraging: None,
            in_gebreke_op: None,
            toestand: AanvraagToestand::Open,
        })
    }

    /// The clocks of the melding that run, the most urgent first. The clock of a decision belongs to the aanvraag.
    pub fn klokken(&self, vandaag: Datum) -> Vec<Termijn> {
        let gemeld = self.melding.ontvangen_op();
        let mut uit = Vec::new();
        if self.binnenkomst.spoed && self.plichten.spoed_geregeld_op.is_none() {
            uit.push(klok::spoed(gemeld));
        }
        let wacht = self.plichten.plan == PersoonlijkPlan::Open
            && self.melding.toestand() == MeldingToestand::Ontvangen;
        if wacht {
            let t = klok::persoonlijk_plan(gemeld);
            // when it is over there is nothing to do any more: it is no duty of the municipality
            uit.extend(Some(t).filter(|t| !matches!(t.stand(vandaag), Klokstand::TeLaat { .. })));
        }
        if !matches!(self.melding.toestand(), MeldingToestand::OnderzoekAfgerond { .. }) {
            uit.push(klok::onderzoek(gemeld));
        }
        uit.sort_by_key(Termijn::volgorde);
        uit
    }
}

/// A reason as a sentence.
fn zin(f: &crate::ToegangFout) -> String {
    let tekst = f.to_string();
    let mut letters = tekst.chars();
    let eerste = letters.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{eerste}{}.", letters.as_str())
}

#[cfg(test)]
mod tests;
