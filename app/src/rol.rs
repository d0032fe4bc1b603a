//! Who does something, and what that person may see (DESIGN §1, invariant 8).

use kern::{AgbCode, Gemeentecode};

/// The seven roles of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rol {
    /// Inkoper or beleidsmedewerker: frameworks, tariffs, providers.
    Inkoper,
    /// Consulent of the toegang: clients, decisions, assignments.
    Consulent,
    /// Provider: own messages, claims and clients only.
    Aanbieder,
    /// Backoffice / financiën: messages, settlement, payment.
    Backoffice,
    /// Contractmanager: providers and their figures.
    Contractmanager,
    /// Controller / bestuur: figures and money, no clients by name.
    Controller,
    /// Inwoner: compares providers, follows the own file.
    Inwoner,
}

impl Rol {
    /// All roles, in the order of DESIGN §1.
    pub const ALLE: &'static [Self] = &[
        Self::Inkoper,
        Self::Consulent,
        Self::Aanbieder,
        Self::Backoffice,
        Self::Contractmanager,
        Self::Controller,
        Self::Inwoner,
    ];

    /// The name in database, JSON and URL.
    pub fn code(self) -> &'static str {
        match self {
            Self::Inkoper => "inkoper",
            Self::Consulent => "consulent",
            Self::Aanbieder => "aanbieder",
            Self::Backoffice => "backoffice",
            Self::Contractmanager => "contractmanager",
            Self::Controller => "controller",
            Self::Inwoner => "inwoner",
        }
    }

    /// Reads the name.
    pub fn parse(tekst: &str) -> Option<Self> {
        Self::ALLE.iter().copied().find(|r| r.code() == tekst)
    }

    /// What the role may do. One place for the whole program.
    pub fn mag(self, wat: Recht) -> bool {
        use Recht::{
            Aanbieders, Beoordelen, Berichten, Beschikkingen, Besluiten, Besluitkeuzes, Betalingen,
            Catalogus, Clienten, Declaraties, Indienen, Kaders, Monitor, Omzetten, Ondertekenen, Tarieven,
            Toegang, Vaststellen, Verzoeken, Wachtlijst,
        };
        match self {
            Self::Inkoper => {
                matches!(
                    wat,
                    Catalogus
                        | Aanbieders
                        | Monitor
                        | Kaders
                        | Vaststellen
                        | Omzetten
                        | Tarieven
                        | Besluitkeuzes
                        | Wachtlijst
                )
            }
            Self::Consulent => {
                matches!(
                    wat,
                    Catalogus
                        | Aanbieders
                        | Clienten
                        | Berichten
                        | Monitor
                        | Verzoeken
                        | Beoordelen
                        | Toegang
                        | Beschikkingen
                        | Besluiten
                        | Ondertekenen
                        | Wachtlijst
                )
            }
            Self::Aanbieder => {
                matches!(
                    wat,
                    Catalogus
                        | Clienten
                        | Berichten
                        | Declaraties
                        | Betalingen
                        | Verzoeken
                        | Indienen
                        | Wachtlijst
                )
            }
            Self::Backoffice => {
                !matches!(wat, Indienen | Kaders | Vaststellen | Toegang | Besluiten | Besluitkeuzes)
            }
            Self::Contractmanager => {
                matches!(
                    wat,
                    Catalogus | Aanbieders | Declaraties | Monitor | Vaststellen | Tarieven | Wachtlijst
                )
            }
            Self::Controller => {
                matches!(
                    wat,
                    Catalogus | Aanbieders | Betalingen | Declaraties | Monitor | Tarieven | Wachtlijst
                )
            }
            Self::Inwoner => matches!(wat, Catalogus | Aanbieders),
        }
    }
}

/// What can be seen or done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Recht {
    /// Frameworks, products and tariffs.
    Catalogus,
    /// Working on tariffs: what if, scenarios, answering the reactions of providers.
    Tarieven,
    /// Providers and contracts.
    Aanbieders,
    /// Clients by name, with decisions, assignments and deliveries.
    Clienten,
    /// Decisions: their lists, versions, letters and objections.
    Beschikkingen,
    /// Writing a decision.
    Besluiten,
    /// Signing one: as far as the mandate goes.
    Ondertekenen,
    /// The choices of a municipality for its decisions: house style, mandate, template.
    Besluitkeuzes,
    /// Messages, readable and raw.
    Berichten,
    /// Claims and their lines.
    Declaraties,
    /// Payment batches.
    Betalingen,
    /// Requests of providers: what they ask and how it stands.
    Verzoeken,
    /// Deciding on them.
    Beoordelen,
    /// Meldingen, onderzoek, plan and aanvraag: what people tell about themselves.
    Toegang,
    /// Speaking for a provider: asking, reporting start and stop, correcting a claim.
    Indienen,
    /// Making a version of a framework and offering it to somebody else.
    Kaders,
    /// Publishing a version that somebody else made, giving it back, ending it.
    Vaststellen,
    /// Figures over the chain.
    Monitor,
    /// A dry run of a conversion: what running indications become, without names.
    Omzetten,
    /// Carrying it out, taking it back, and its letters.
    OmzettingUitvoeren,
    /// Delivery: what waits, what could not be delivered, and what is done about it.
    Post,
    /// How long people wait for the start; who they are only with [`Recht::Clienten`].
    Wachtlijst,
}

/// The person (or program) on whose behalf a use case runs, with everything that bounds what it may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gebruiker {
    /// Key in the database; 0 for the command line.
    pub id: i64,
    /// Name for the event log and the screen.
    pub weergavenaam: String,
    /// Role.
    pub rol: Rol,
    /// The municipalities that this user may see, sorted.
    pub gemeenten: Vec<Gemeentecode>,
    /// For the role aanbieder: the only provider whose data may be seen.
    pub agb: Option<AgbCode>,
}

/// The user may not do this. Shown as page, problem+json or line on stderr.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GeenToegang;

impl std::fmt::Display for GeenToegang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("u heeft geen toegang tot deze gegevens")
    }
}

impl std::error::Error for GeenToegang {}

impl Gebruiker {
    /// Refuses when the role lacks the right.
    pub fn eis(&self, wat: Recht) -> Result<(), GeenToegang> {
        if self.rol.mag(wat) { Ok(()) } else { Err(GeenToegang) }
    }

    /// Refuses when the municipality is not one of the user's.
    pub fn eis_gemeente(&self, gemeente: Gemeentecode) -> Result<(), GeenToegang> {
        if self.gemeenten.contains(&gemeente) { Ok(()) } else { Err(GeenToegang) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_those_who_need_them_see_clients() {
        let mag: Vec<_> = Rol::ALLE.iter().filter(|r| r.mag(Recht::Clienten)).copied().collect();
        assert_eq!(mag, [Rol::Consulent, Rol::Aanbieder, Rol::Backoffice]);
    }

    #[test]
    fn a_provider_sees_requests_and_the_municipality_decides_them() {
        let mag = |r| Rol::ALLE.iter().filter(move |x| x.mag(r)).copied().collect::<Vec<_>>();
        assert_eq!(mag(Recht::Verzoeken), [Rol::Consulent, Rol::Aanbieder, Rol::Backoffice]);
        assert_eq!(mag(Recht::Beoordelen), [Rol::Consulent, Rol::Backoffice]);
        // nobody of the municipality speaks for a provider
        assert_eq!(mag(Recht::Indienen), [Rol::Aanbieder]);
    }

    #[test]
    fn a_consulent_writes_decisions_and_policy_sets_the_limits() {
        let mag = |r| Rol::ALLE.iter().filter(move |x| x.mag(r)).copied().collect::<Vec<_>>();
        assert_eq!(mag(Recht::Besluiten), [Rol::Consulent]);
        assert_eq!(mag(Recht::Ondertekenen), [Rol::Consulent, Rol::Backoffice]);
        assert_eq!(mag(Recht::Beschikkingen), [Rol::Consulent, Rol::Backoffice]);
        // who signs does not set the own limits
        assert_eq!(mag(Recht::Besluitkeuzes), [Rol::Inkoper]);
    }

    #[test]
    fn frameworks_are_made_by_the_buyer_and_published_by_a_second_pair_of_eyes() {
        let mag = |r| Rol::ALLE.iter().filter(move |x| x.mag(r)).copied().collect::<Vec<_>>();
        assert_eq!(mag(Recht::Kaders), [Rol::Inkoper]);
        assert_eq!(mag(Recht::Vaststellen), [Rol::Inkoper, Rol::Contractmanager]);
    }

    #[test]
    fn policy_looks_at_a_conversion_and_the_back_office_carries_it_out() {
        let mag = |r| Rol::ALLE.iter().filter(move |x| x.mag(r)).copied().collect::<Vec<_>>();
        assert_eq!(mag(Recht::Omzetten), [Rol::Inkoper, Rol::Backoffice]);
        assert_eq!(mag(Recht::OmzettingUitvoeren), [Rol::Backoffice]);
    }

    #[test]
    fn what_people_tell_is_for_the_consulent_only() {
        let mag: Vec<_> = Rol::ALLE.iter().filter(|r| r.mag(Recht::Toegang)).copied().collect();
        assert_eq!(mag, [Rol::Consulent]);
    }

    #[test]
    fn no_provider_and_no_inwoner_works_on_tariffs() {
        let mag: Vec<_> = Rol::ALLE.iter().filter(|r| r.mag(Recht::Tarieven)).copied().collect();
        assert_eq!(mag, [Rol::Inkoper, Rol::Backoffice, Rol::Contractmanager, Rol::Controller]);
    }

    #[test]
    fn everybody_of_the_chain_sees_how_long_people_wait_and_few_see_who() {
        let mag: Vec<_> = Rol::ALLE.iter().filter(|r| !r.mag(Recht::Wachtlijst)).copied().collect();
        assert_eq!(mag, [Rol::Inwoner]);
    }

    #[test]
    fn codes_read_back() {
        for r in Rol::ALLE {
            assert_eq!(Rol::parse(r.code()), Some(*r));
        }
    }
}
