//! Enumerations stored as words, so that a person reading the database sees what a value means.

use lapwing_domain::job::{ContractType, Duration, English, Level, Status, Workload};
use lapwing_domain::keys::rotation::Reason;
use lapwing_domain::search::{Notify, Priority};
use lapwing_domain::triage::State;
use lapwing_domain::watch::Plan;

/// An enumeration whose values have words in the database.
pub(crate) trait Worded: Sized + Copy {
    /// The word.
    fn to_word(self) -> &'static str;
    /// Reads the word back; `None` for one this program does not know.
    fn of_word(word: &str) -> Option<Self>;
}

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
                crate::words::Worded::to_word(self)
            }

            /// Reads the word back.
            pub fn from_word(word: &str) -> Option<Self> {
                crate::words::Worded::of_word(word)
            }
        }

        crate::words::worded!($name { $($item = $word),+ });
    };
}

/// Gives an existing enumeration its words.
macro_rules! worded {
    ($name:ident { $($item:ident = $word:literal),+ $(,)? }) => {
        impl crate::words::Worded for $name {
            fn to_word(self) -> &'static str {
                match self {
                    $(Self::$item => $word),+
                }
            }

            fn of_word(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$item),)+
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use {worded, words};

worded!(ContractType { Hourly = "hourly", Fixed = "fixed" });
worded!(Status { Open = "open", Closed = "closed" });
worded!(Level { Entry = "entry", Intermediate = "intermediate", Expert = "expert" });
worded!(Duration { UnderOneMonth = "<1mo", OneToThreeMonths = "1-3mo", ThreeToSixMonths = "3-6mo", OverSixMonths = ">6mo" });
worded!(Workload { PartTime = "part-time", FullTime = "full-time", AsNeeded = "as-needed" });
worded!(English { Basic = "basic", Conversational = "conversational", Fluent = "fluent", Native = "native" });
worded!(Notify { Instant = "instant", Digest = "digest", Silent = "silent" });
worded!(Priority { Low = "low", Normal = "normal", High = "high" });

impl Worded for State {
    fn to_word(self) -> &'static str {
        self.word()
    }

    fn of_word(word: &str) -> Option<Self> {
        Self::from_word(word)
    }
}

impl Worded for Plan {
    fn to_word(self) -> &'static str {
        self.word()
    }

    fn of_word(word: &str) -> Option<Self> {
        Self::from_word(word)
    }
}

impl Worded for Reason {
    fn to_word(self) -> &'static str {
        self.word()
    }

    fn of_word(word: &str) -> Option<Self> {
        Self::from_word(word)
    }
}
