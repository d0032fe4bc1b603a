//! A closed list: an enum of which every value has a code for machines and words for people.

/// Defines a closed list: an enum with for each value its code (in a message, the database, a form, a URL) and its words in Dutch.
///
/// It gets `ALLE` (every value, in the order of the list), `code()`, `omschrijving()` and `parse()`. `parse` gives `None` for what is not
/// in the list, or, where the list names one, its error. More derives go above the name, beside the documentation.
///
/// ```
/// kern::codelijst!(
///     /// How support is given.
///     Leveringsvorm {
///         /// In kind.
///         Zin = "zin", "zorg in natura";
///         /// A budget of one's own.
///         Pgb = "pgb", "persoonsgebonden budget";
///     }
/// );
/// assert_eq!(Leveringsvorm::parse("pgb"), Some(Leveringsvorm::Pgb));
/// assert_eq!(Leveringsvorm::parse("PGB"), None);
/// assert_eq!(Leveringsvorm::Zin.omschrijving(), "zorg in natura");
///
/// #[derive(Debug, PartialEq)]
/// struct Onbekend;
/// kern::codelijst!(
///     /// The same, with an error.
///     Vorm, Onbekend = Onbekend, {
///         /// In kind.
///         Zin = "1", "zorg in natura";
///     }
/// );
/// assert_eq!(Vorm::parse("2"), Err(Onbekend));
/// assert_eq!(Vorm::ALLE.len(), 1);
/// ```
#[macro_export]
macro_rules! codelijst {
    ($(#[$doc:meta])* $naam:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal, $oms:literal;)+ }) => {
        $crate::codelijst!(@lijst $(#[$doc])* $naam { $($(#[$vdoc])* $variant = $code, $oms;)+ });
        impl $naam {
            /// Reads a code; `None` when it is not in the list.
            pub fn parse(tekst: &str) -> Option<Self> {
                match tekst { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
    (
        $(#[$doc:meta])* $naam:ident, $soort:ty = $fout:expr,
        { $($(#[$vdoc:meta])* $variant:ident = $code:literal, $oms:literal;)+ }
    ) => {
        $crate::codelijst!(@lijst $(#[$doc])* $naam { $($(#[$vdoc])* $variant = $code, $oms;)+ });
        impl $naam {
            /// Reads a code; anything that is not in the list is an error.
            pub fn parse(tekst: &str) -> Result<Self, $soort> {
                match tekst { $($code => Ok(Self::$variant),)+ _ => Err($fout) }
            }
        }
    };
    (@lijst $(#[$doc:meta])* $naam:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal, $oms:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $naam { $($(#[$vdoc])* $variant),+ }

        impl $naam {
            /// All values, in the order of the list.
            pub const ALLE: &'static [Self] = &[$(Self::$variant),+];
            /// The code, for machines.
            pub fn code(self) -> &'static str { match self { $(Self::$variant => $code),+ } }
            /// What it means, in Dutch.
            pub fn omschrijving(self) -> &'static str { match self { $(Self::$variant => $oms),+ } }
        }
    };
}
