//! Lists of a fixed kind: a code for the database and the form, words for people.

/// Defines a list: name, code and words of each entry.
macro_rules! codes {
    ($(#[$doc:meta])* $naam:ident { $($(#[$d:meta])* $v:ident = $code:literal, $tekst:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $naam {
            $($(#[$d])* $v,)+
        }

        impl $naam {
            /// All of them, in order.
            pub const ALLE: &'static [Self] = &[$(Self::$v),+];

            /// The code in database and form.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$v => $code,)+
                }
            }

            /// Reads the code.
            pub fn parse(code: &str) -> Option<Self> {
                Self::ALLE.iter().copied().find(|x| x.code() == code)
            }

            /// In words.
            pub fn tekst(self) -> &'static str {
                match self {
                    $(Self::$v => $tekst,)+
                }
            }
        }
    };
}
