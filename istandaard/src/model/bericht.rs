//! Header and envelope of every message.

use super::{ClientStart, ClientStop, ClientToewijzing, ClientVerzoek, ClientWijziging, VerzoekAntwoord};
use crate::soort::{Partij, Soort};
use kern::{AgbCode, Datum, Gemeentecode, Retourcode};

/// The schema version that we write, for basisschema and message alike.
pub const XSD_VERSIE: &str = "1.0.0";

/// Versions of the schemas that a message was made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versies {
    /// BasisschemaXsdVersie.
    pub basisschema: String,
    /// BerichtXsdVersie.
    pub bericht: String,
}

impl Versies {
    /// The versions that we write.
    pub fn onze() -> Self {
        Self { basisschema: XSD_VERSIE.to_owned(), bericht: XSD_VERSIE.to_owned() }
    }
}

/// The header of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Which message.
    pub soort: Soort,
    /// The municipality, sender or receiver.
    pub gemeente: Gemeentecode,
    /// The provider, sender or receiver.
    pub agb: AgbCode,
    /// BerichtIdentificatie/Identificatie, 1 to 12 characters, unique per kind of message for its sender (TR056). In the
    /// returns (302, 306, 308, 316, 318, 320) that of the message answered.
    pub identificatie: String,
    /// BerichtIdentificatie/Dagtekening: the day of the message, not in the future (TR135). In the returns that of the
    /// message answered.
    pub dagtekening: Datum,
    /// XsdVersie, three numbers each (RS048). In the returns that of the message answered.
    pub versies: Versies,
    /// What an answer adds; present in the returns and in the 325.
    pub antwoord: Option<Antwoordkop>,
}

/// What the header of an answer has besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Antwoordkop {
    /// In the returns the answer's own identification (IdentificatieRetour); in 325 that of the claim answered
    /// (DeclaratieIdentificatie/Identificatie).
    pub identificatie: String,
    /// The date that belongs to it: DagtekeningRetour, or the Dagtekening of the claim.
    pub dagtekening: Datum,
    /// XsltVersie, where the stylesheets were used.
    pub xslt_versie: Option<String>,
    /// XsdVersieRetour, or XsdVersieDeclaratie.
    pub versies: Versies,
    /// Return codes of the header (WJ001): none when all is well; a 325 has at least one.
    pub retourcodes: Vec<Retourcode>,
}

impl Header {
    /// The header of a new message (not an answer) with our schema versions.
    pub fn nieuw(
        soort: Soort,
        gemeente: Gemeentecode,
        agb: AgbCode,
        identificatie: impl Into<String>,
        dagtekening: Datum,
    ) -> Self {
        Self {
            soort,
            gemeente,
            agb,
            identificatie: identificatie.into(),
            dagtekening,
            versies: Versies::onze(),
            antwoord: None,
        }
    }

    /// Text of the element Afzender.
    pub fn afzender(&self) -> &str {
        self.partij(self.soort.afzender_in_header())
    }

    /// Text of the element Ontvanger.
    pub fn ontvanger(&self) -> &str {
        match self.soort.afzender_in_header() {
            Partij::Gemeente => self.partij(Partij::Aanbieder),
            Partij::Aanbieder => self.partij(Partij::Gemeente),
        }
    }

    /// The code of the party that puts this message on the wire.
    pub fn verzender(&self) -> &str {
        self.partij(self.soort.verzender())
    }

    /// The identification that makes this very message unique for its sender (TR056).
    pub fn eigen_identificatie(&self) -> &str {
        match &self.antwoord {
            Some(a) if self.soort.is_retour() => &a.identificatie,
            _ => &self.identificatie,
        }
    }

    /// The day on which this very message was made.
    pub fn eigen_dagtekening(&self) -> Datum {
        match &self.antwoord {
            Some(a) if self.soort.is_retour() => a.dagtekening,
            _ => self.dagtekening,
        }
    }

    /// The identification of the message that this one answers.
    pub fn beantwoordt(&self) -> Option<&str> {
        let antwoord = self.antwoord.as_ref()?;
        Some(if self.soort.is_retour() { &self.identificatie } else { &antwoord.identificatie })
    }

    fn partij(&self, partij: Partij) -> &str {
        match partij {
            Partij::Gemeente => self.gemeente.as_str(),
            Partij::Aanbieder => self.agb.as_str(),
        }
    }
}

/// A message about one client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heen<C> {
    /// The header.
    pub header: Header,
    /// The client with everything below it.
    pub client: C,
}

/// The answer to a [`Heen`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retour<C> {
    /// The header, with the return codes of the message as a whole.
    pub header: Header,
    /// The client with a return code at every class; absent when the header says it all.
    pub client: Option<C>,
}

/// The answer to a request (319). It names the request, not the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Antwoordbericht {
    /// The header.
    pub header: Header,
    /// What the municipality says.
    pub antwoord: VerzoekAntwoord,
}

/// The return of an [`Antwoordbericht`] (320).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Antwoordretour {
    /// The header, with the return codes of the message as a whole.
    pub header: Header,
    /// The answer with its return codes; absent when the header says it all.
    pub antwoord: Option<VerzoekAntwoord>,
}

/// A message that is read as a whole. The claims (323, 325) are streamed instead.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Bericht {
    /// Toewijzing.
    Wmo301(Heen<ClientToewijzing>),
    /// Toewijzing retour.
    Wmo302(Retour<ClientToewijzing>),
    /// Start.
    Wmo305(Heen<ClientStart>),
    /// Start retour.
    Wmo306(Retour<ClientStart>),
    /// Stop.
    Wmo307(Heen<ClientStop>),
    /// Stop retour.
    Wmo308(Retour<ClientStop>),
    /// Verzoek om toewijzing.
    Wmo315(Heen<ClientVerzoek>),
    /// Verzoek om toewijzing retour.
    Wmo316(Retour<ClientVerzoek>),
    /// Verzoek om wijziging.
    Wmo317(Heen<ClientWijziging>),
    /// Verzoek om wijziging retour.
    Wmo318(Retour<ClientWijziging>),
    /// Antwoord op een verzoek.
    Wmo319(Antwoordbericht),
    /// Antwoord op een verzoek retour.
    Wmo320(Antwoordretour),
}

impl Bericht {
    /// The header.
    pub fn header(&self) -> &Header {
        match self {
            Self::Wmo301(b) => &b.header,
            Self::Wmo302(b) => &b.header,
            Self::Wmo305(b) => &b.header,
            Self::Wmo306(b) => &b.header,
            Self::Wmo307(b) => &b.header,
            Self::Wmo308(b) => &b.header,
            Self::Wmo315(b) => &b.header,
            Self::Wmo316(b) => &b.header,
            Self::Wmo317(b) => &b.header,
            Self::Wmo318(b) => &b.header,
            Self::Wmo319(b) => &b.header,
            Self::Wmo320(b) => &b.header,
        }
    }
}
