//! The postings that queries are run on, as the program decodes them and as the reference reads them.

use std::path::PathBuf;
use std::sync::LazyLock;

use lapwing_domain::query::PreparedJob;
use lapwing_reference::{Posting, Vocabulary};
use lapwing_sources::jobs_api::decode_job;
use serde_json::{Value, json};

/// A posting as both know it.
pub struct Pair {
    pub job: PreparedJob,
    pub posting: Posting,
}

pub struct Corpus {
    pairs: Vec<Pair>,
    vocabulary: Vocabulary,
}

impl Corpus {
    /// Real postings, or invented ones; read once for all tests.
    pub fn get() -> &'static Self {
        static CORPUS: LazyLock<Corpus> = LazyLock::new(Corpus::load);
        &CORPUS
    }

    fn load() -> Self {
        let rows = real().unwrap_or_else(invented);
        let mut vocabulary = Vocabulary::default();
        let pairs: Vec<Pair> = rows.iter().filter_map(pair).collect();
        assert!(pairs.len() * 100 >= rows.len() * 99, "{} of {} rows can be read", pairs.len(), rows.len());
        for Pair { job, .. } in &pairs {
            let job = job.job();
            vocabulary.add([&job.title, &job.description], job.skills.iter().map(String::as_str));
        }
        Self { pairs, vocabulary }
    }

    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// At most so many postings, spread over all.
    pub fn sample(&self, most: usize) -> Vec<&Pair> {
        let step = self.pairs.len().div_ceil(most.min(self.pairs.len()));
        self.pairs.iter().step_by(step).collect()
    }
}

fn pair(row: &Value) -> Option<Pair> {
    let job = PreparedJob::new(decode_job(row).ok()?);
    let language = job.language().map(str::to_owned);
    let posting = Posting::from_jobs_api(row)?.with_language(language);
    Some(Pair { job, posting })
}

fn real() -> Option<Vec<Value>> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    let file = std::env::var_os("LAPWING_DATA").map_or(beside, PathBuf::from).join("postings-2025.jsonl");
    let Ok(lines) = std::fs::read_to_string(&file) else {
        eprintln!("{} is absent: invented postings take its place; set LAPWING_DATA to use real ones", file.display());
        return None;
    };
    Some(lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

const TITLES: [&str; 8] = [
    "Senior Node.js/Express developer",
    "Rust &amp; C++17 engineer",
    "ASP.NET migration",
    "Logo for a café",
    "Full-stack e-commerce (Shopify)",
    "Übersetzer gesucht",
    "Data entry 24/7",
    "",
];
const COUNTRIES: [&str; 4] = ["US", "Germany", "India", "Atlantis"];
const TIERS: [&str; 4] = ["Less than 5", "5 to 10", "50+", "12"];
const DURATIONS: [&str; 3] = ["1 to 3 months", "More than 6 months", "Less than 1 month"];
const SKILLS: [[&str; 2]; 3] = [["React", "Node.js"], ["Rust", "React Native"], ["Excel", "Data Entry"]];

const TEXTS: [&str; 6] = [
    "We need a <b>React Native</b> app with CI/CD. 5+ years&#39; experience.<br>No agencies, please.",
    "Scraping job: collect prices from web pages, clean the data, and write it to Google Sheets every night.",
    "Wir suchen jemanden, der unsere Anleitung ins Englische überträgt und auf Rechtschreibung prüft.",
    "Fix a bug in our client's site. It’s a small R&D project; don't apply with templates. 🚀",
    "vec: Vec<String>; a < b. São Paulo time zone, part-time, machine learning and chatbots.",
    "",
];

/// Postings of every combination of texts with facts that walk through their values.
fn invented() -> Vec<Value> {
    let rows = (0..480_usize).map(|at| {
        let money = [0, 50, 500, 2_500, 40_000][at % 5];
        let rate = [(0, 0), (20, 40), (60, 30), (15, 0)][at % 4];
        let mut row = json!({
            "id": format!("invented-{at}"),
            "title": TITLES[at % 8],
            "description": TEXTS[at / 8 % 6],
            "skills": SKILLS[at % 3],
            "buyer": {"country": COUNTRIES[at % 4], "total_spent": money * 3,
                      "payment_verified": at % 3 == 0, "score": at % 6, "feedback_count": at % 4 * 10,
                      "total_jobs_with_hires": at % 12},
            "contractor_tier": at % 4,
            "proposals_tier": TIERS[at % 4],
            "posted_on": format!("2025-03-{:02}T{:02}:00:00Z", at % 9 + 1, at % 24),
            "duration_label": DURATIONS[at % 3],
            "qualifications": {"min_job_success_score": at % 2 * 90, "pref_english_skill": at % 5},
            "is_private": at % 40 == 0, "premium": at % 7 == 0,
        });
        if at % 2 == 0 {
            row["hourly_budget"] = json!({"min": rate.0, "max": rate.1});
        } else {
            row["budget"] = json!({"fixed_amount": money});
        }
        row
    });
    rows.collect()
}
