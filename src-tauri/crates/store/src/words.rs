//! Enumerations stored as words, so that a person reading the database sees what a value means.

/// Declares an enumeration together with the word each value is stored and shown as.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$item_doc:meta])* $item:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$item_doc])* $item),+
        }

        impl $name {
            /// The word used in the database and on the command line.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$item => $word),+
                }
            }

            /// Reads the word back.
            pub fn from_word(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$item),)+
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use words;
