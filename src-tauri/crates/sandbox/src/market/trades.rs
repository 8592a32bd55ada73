//! What is asked for on the market: one bank of words for each trade. All of it is invented.
//!
//! In titles, gists and tasks `{product}` is what the client makes, `{industry}` what it is in, and `{n}` a small number.

mod business;
mod code;
mod creative;
mod data;
mod operations;
mod systems;
mod text;
mod web;

/// Where a trade is filed.
#[derive(Debug)]
pub(super) struct Category {
    pub(super) name: &'static str,
    pub(super) slug: &'static str,
    pub(super) group: &'static str,
    pub(super) group_slug: &'static str,
}

/// One kind of order within a trade.
#[derive(Debug)]
pub(super) struct Brief {
    pub(super) title: &'static str,
    /// The order in a sentence or two.
    pub(super) gist: &'static str,
    /// Skills every posting of this kind names, first.
    pub(super) skills: &'static [&'static str],
}

#[derive(Debug)]
pub(super) struct Trade {
    pub(super) category: Category,
    pub(super) occupation: &'static str,
    /// Share of the market, compared with the other trades' weights.
    pub(super) weight: u32,
    /// Usual hourly rates from entry to expert, dollars.
    pub(super) hourly: (u32, u32),
    /// Usual fixed amounts from small to large, dollars.
    pub(super) fixed: (u32, u32),
    pub(super) briefs: &'static [Brief],
    /// Further skills, of which each posting names some.
    pub(super) skills: &'static [&'static str],
    pub(super) tags: &'static [&'static str],
    /// What is to be done, as list items.
    pub(super) tasks: &'static [&'static str],
    /// What the freelancer should bring, as list items.
    pub(super) wants: &'static [&'static str],
    /// What applicants are asked to answer.
    pub(super) questions: &'static [&'static str],
}

/// Every trade.
pub(super) static TRADES: [&Trade; 16] = [
    &web::FRONT_END,
    &web::SHOPS,
    &code::BACK_END,
    &code::MOBILE,
    &systems::SYSTEMS,
    &systems::DEVOPS,
    &data::DATA_ENGINEERING,
    &data::MACHINE_LEARNING,
    &operations::TESTING,
    &operations::ASSISTANCE,
    &creative::DESIGN,
    &creative::VIDEO,
    &text::WRITING,
    &text::TRANSLATION,
    &business::MARKETING,
    &business::ACCOUNTING,
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_trade_has_enough_to_vary_its_postings() {
        for trade in TRADES {
            let name = trade.category.name;
            assert!(trade.briefs.len() >= 6 && trade.tasks.len() >= 8 && trade.wants.len() >= 6, "{name}");
            assert!(trade.skills.len() >= 12 && trade.questions.len() >= 3 && trade.tags.len() >= 4, "{name}");
            assert!(trade.hourly.0 < trade.hourly.1 && trade.fixed.0 < trade.fixed.1, "{name}");
            assert!(trade.briefs.iter().all(|brief| (1..=4).contains(&brief.skills.len())), "{name}");
        }
    }

    #[test]
    fn nothing_is_said_twice_and_no_slot_is_misspelt() {
        let mut seen = HashSet::new();
        for trade in TRADES {
            let briefs = trade.briefs.iter().flat_map(|brief| [brief.title, brief.gist]);
            for text in briefs.chain([trade.tasks, trade.wants, trade.questions].concat()) {
                assert!(seen.insert(text), "twice: {text}");
                let bare = text.replace("{product}", "").replace("{industry}", "").replace("{n}", "");
                assert!(!bare.contains(['{', '}']), "unknown slot: {text}");
            }
        }
    }
}
