//! The fourteen messages of iWmo 3.2.

/// A kind of message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Soort {
    /// Toewijzing.
    Wmo301,
    /// Toewijzing retour.
    Wmo302,
    /// Start ondersteuning.
    Wmo305,
    /// Start ondersteuning retour.
    Wmo306,
    /// Stop ondersteuning.
    Wmo307,
    /// Stop ondersteuning retour.
    Wmo308,
    /// Verzoek om toewijzing.
    Wmo315,
    /// Verzoek om toewijzing retour.
    Wmo316,
    /// Verzoek om wijziging.
    Wmo317,
    /// Verzoek om wijziging retour.
    Wmo318,
    /// Antwoord op een verzoek.
    Wmo319,
    /// Antwoord op een verzoek retour.
    Wmo320,
    /// Declaratie.
    Wmo323,
    /// Declaratie-antwoord.
    Wmo325,
}

/// One of the two parties in an exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Partij {
    /// The municipality, named by its CBS code.
    Gemeente,
    /// The provider, named by its AGB code.
    Aanbieder,
}

impl Soort {
    /// All messages, in the order of their numbers.
    pub const ALLE: &'static [Self] = &[
        Self::Wmo301,
        Self::Wmo302,
        Self::Wmo305,
        Self::Wmo306,
        Self::Wmo307,
        Self::Wmo308,
        Self::Wmo315,
        Self::Wmo316,
        Self::Wmo317,
        Self::Wmo318,
        Self::Wmo319,
        Self::Wmo320,
        Self::Wmo323,
        Self::Wmo325,
    ];

    /// The name in the standard: `WMO301`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Wmo301 => "WMO301",
            Self::Wmo302 => "WMO302",
            Self::Wmo305 => "WMO305",
            Self::Wmo306 => "WMO306",
            Self::Wmo307 => "WMO307",
            Self::Wmo308 => "WMO308",
            Self::Wmo315 => "WMO315",
            Self::Wmo316 => "WMO316",
            Self::Wmo317 => "WMO317",
            Self::Wmo318 => "WMO318",
            Self::Wmo319 => "WMO319",
            Self::Wmo320 => "WMO320",
            Self::Wmo323 => "WMO323",
            Self::Wmo325 => "WMO325",
        }
    }

    /// Reads [`Soort::code`].
    pub fn parse(tekst: &str) -> Option<Self> {
        Self::ALLE.iter().copied().find(|s| s.code() == tekst)
    }

    /// The number alone: `301`.
    pub fn nummer(self) -> &'static str {
        &self.code()[3..]
    }

    /// BerichtCode in the header (list COD002).
    pub fn berichtcode(self) -> &'static str {
        match self {
            Self::Wmo301 => "414",
            Self::Wmo302 => "415",
            Self::Wmo305 => "418",
            Self::Wmo306 => "419",
            Self::Wmo307 => "420",
            Self::Wmo308 => "421",
            Self::Wmo315 => "444",
            Self::Wmo316 => "445",
            Self::Wmo317 => "480",
            Self::Wmo318 => "481",
            Self::Wmo319 => "482",
            Self::Wmo320 => "483",
            Self::Wmo323 => "484",
            Self::Wmo325 => "485",
        }
    }

    /// What the message is, in Dutch.
    pub fn naam(self) -> &'static str {
        match self {
            Self::Wmo301 => "Toewijzing",
            Self::Wmo302 => "Toewijzing retour",
            Self::Wmo305 => "Start ondersteuning",
            Self::Wmo306 => "Start ondersteuning retour",
            Self::Wmo307 => "Stop ondersteuning",
            Self::Wmo308 => "Stop ondersteuning retour",
            Self::Wmo315 => "Verzoek om toewijzing",
            Self::Wmo316 => "Verzoek om toewijzing retour",
            Self::Wmo317 => "Verzoek om wijziging",
            Self::Wmo318 => "Verzoek om wijziging retour",
            Self::Wmo319 => "Antwoord op verzoek",
            Self::Wmo320 => "Antwoord op verzoek retour",
            Self::Wmo323 => "Declaratie",
            Self::Wmo325 => "Declaratie-antwoord",
        }
    }

    /// The party that puts this message on the wire.
    pub fn verzender(self) -> Partij {
        match self {
            Self::Wmo301
            | Self::Wmo306
            | Self::Wmo308
            | Self::Wmo316
            | Self::Wmo318
            | Self::Wmo319
            | Self::Wmo325 => Partij::Gemeente,
            Self::Wmo302
            | Self::Wmo305
            | Self::Wmo307
            | Self::Wmo315
            | Self::Wmo317
            | Self::Wmo320
            | Self::Wmo323 => Partij::Aanbieder,
        }
    }

    /// The party that receives this message.
    pub fn ontvanger(self) -> Partij {
        match self.verzender() {
            Partij::Gemeente => Partij::Aanbieder,
            Partij::Aanbieder => Partij::Gemeente,
        }
    }

    /// The party in the element Afzender. In 302 to 320 even that is the sender of the message that is answered,
    /// because its header returns unchanged (IV028).
    pub fn afzender_in_header(self) -> Partij {
        if self.is_retour() { self.ontvanger() } else { self.verzender() }
    }

    /// Whether this is one of the return messages 302, 306, 308, 316, 318 and 320 (not the 325).
    pub fn is_retour(self) -> bool {
        matches!(
            self,
            Self::Wmo302 | Self::Wmo306 | Self::Wmo308 | Self::Wmo316 | Self::Wmo318 | Self::Wmo320
        )
    }

    /// The message that answers this one; `None` for answers themselves.
    pub fn antwoord(self) -> Option<Self> {
        match self {
            Self::Wmo301 => Some(Self::Wmo302),
            Self::Wmo305 => Some(Self::Wmo306),
            Self::Wmo307 => Some(Self::Wmo308),
            Self::Wmo315 => Some(Self::Wmo316),
            Self::Wmo317 => Some(Self::Wmo318),
            Self::Wmo319 => Some(Self::Wmo320),
            Self::Wmo323 => Some(Self::Wmo325),
            _ => None,
        }
    }

    /// The message that this one answers; `None` for a message that starts an exchange.
    pub fn antwoord_op(self) -> Option<Self> {
        Self::ALLE.iter().copied().find(|s| s.antwoord() == Some(self))
    }

    /// Namespace of the message's own elements.
    pub fn namespace(self) -> &'static str {
        match self {
            Self::Wmo301 => "http://www.istandaarden.nl/iwmo/3_2/wmo301/schema",
            Self::Wmo302 => "http://www.istandaarden.nl/iwmo/3_2/wmo302/schema",
            Self::Wmo305 => "http://www.istandaarden.nl/iwmo/3_2/wmo305/schema",
            Self::Wmo306 => "http://www.istandaarden.nl/iwmo/3_2/wmo306/schema",
            Self::Wmo307 => "http://www.istandaarden.nl/iwmo/3_2/wmo307/schema",
            Self::Wmo308 => "http://www.istandaarden.nl/iwmo/3_2/wmo308/schema",
            Self::Wmo315 => "http://www.istandaarden.nl/iwmo/3_2/wmo315/schema",
            Self::Wmo316 => "http://www.istandaarden.nl/iwmo/3_2/wmo316/schema",
            Self::Wmo317 => "http://www.istandaarden.nl/iwmo/3_2/wmo317/schema",
            Self::Wmo318 => "http://www.istandaarden.nl/iwmo/3_2/wmo318/schema",
            Self::Wmo319 => "http://www.istandaarden.nl/iwmo/3_2/wmo319/schema",
            Self::Wmo320 => "http://www.istandaarden.nl/iwmo/3_2/wmo320/schema",
            Self::Wmo323 => "http://www.istandaarden.nl/iwmo/3_2/wmo323/schema",
            Self::Wmo325 => "http://www.istandaarden.nl/iwmo/3_2/wmo325/schema",
        }
    }
}

/// Namespace of the elements that all messages share.
pub const NS_BASIS: &str = "http://www.istandaarden.nl/iwmo/3_2/basisschema/schema";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_return_message_keeps_the_sender_of_the_message_that_it_answers() {
        assert_eq!(Soort::Wmo305.afzender_in_header(), Partij::Aanbieder);
        assert_eq!(Soort::Wmo306.afzender_in_header(), Partij::Aanbieder);
        assert_eq!(Soort::Wmo302.afzender_in_header(), Partij::Gemeente);
        assert_eq!(Soort::Wmo325.afzender_in_header(), Partij::Gemeente);
    }

    #[test]
    fn names_and_answers_agree() {
        for s in Soort::ALLE {
            assert_eq!(Soort::parse(s.code()), Some(*s));
            assert!(s.namespace().contains(&s.code().to_lowercase()));
            if let Some(a) = s.antwoord() {
                assert_eq!(a.antwoord_op(), Some(*s));
                assert_eq!(a.verzender(), s.ontvanger());
            }
        }
    }
}
