//! Queries to start a first search from, by trade.

/// A trade, and what people in it might search for. All queries are in normal form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preset {
    /// The trade's word, for looking its name up in the language of the window.
    pub trade: &'static str,
    /// A search for the trade as a whole.
    pub query: &'static str,
    /// Narrower ones, which also show what the language can do.
    pub narrower: [&'static str; 2],
}

/// One preset for each trade.
///
/// What pays too little is left out by a negation: postings that do not say what they pay stay in.
pub const PRESETS: [Preset; 6] = [
    Preset {
        trade: "software",
        query: "rust OR python OR react",
        narrower: ["title:react,vue rate:>=40", "(\"api integration\" OR \"node.js\") -wordpress -budget:<300"],
    },
    Preset {
        trade: "data",
        query: "(\"data analysis\" OR etl OR sql OR scraping) -rate.max:<20",
        narrower: ["(\"data pipeline\" OR etl) rate:>=50", "skill:sql title:dashboard"],
    },
    Preset {
        trade: "design",
        query: "(figma OR \"landing page\" OR \"ui design\" OR logo) -budget:<100",
        narrower: ["figma -logo", "\"design system\" type:hourly"],
    },
    Preset {
        trade: "writing",
        query: "writer OR copywriting OR proofreading OR \"blog articles\"",
        narrower: ["\"technical writing\" -seo", "copywriting has:spent"],
    },
    Preset {
        trade: "marketing",
        query: "(seo OR \"google ads\" OR \"email marketing\" OR \"social media\") -rate.max:<15",
        narrower: ["(\"google ads\" OR \"meta ads\") rate:>=30", "seo audit budget:>=300"],
    },
    Preset {
        trade: "office",
        query: "\"virtual assistant\" OR bookkeeping OR \"data entry\" OR translation",
        narrower: ["\"virtual assistant\" type:hourly", "bookkeeping (xero OR quickbooks)"],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Use, parse};

    #[test]
    fn presets_are_read_without_warnings_and_stand_in_normal_form() {
        for preset in PRESETS {
            for text in [preset.query].into_iter().chain(preset.narrower) {
                let parsed = parse(text, Use::SavedSearch).unwrap();
                assert!(parsed.warnings.is_empty(), "{text}: {:?}", parsed.warnings);
                assert_eq!(parsed.query.to_string(), text);
            }
        }
    }

    #[test]
    fn every_trade_is_there_once() {
        let trades: Vec<_> = PRESETS.iter().map(|preset| preset.trade).collect();
        assert_eq!(trades, ["software", "data", "design", "writing", "marketing", "office"]);
    }
}
