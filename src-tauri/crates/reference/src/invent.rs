//! Inventing queries for tests and benchmarks: plausible ones, as people save them, and strange ones, which visit every
//! corner of the language. The same seed and texts invent the same queries.

use fastrand::Rng;

/// What queries are invented from: words and phrases of postings, so that they find some.
#[derive(Debug, Default)]
pub struct Vocabulary {
    words: Vec<String>,
    /// Words of titles that say something: what people search for.
    subjects: Vec<String>,
    pairs: Vec<String>,
    skills: Vec<String>,
}

/// Words of titles that nobody would search for.
const FUNCTION_WORDS: [&str; 26] = [
    "and", "the", "for", "with", "our", "your", "you", "are", "need", "needed", "from", "into", "that", "this", "who",
    "can", "new", "looking", "want", "wanted", "help", "job", "work", "project", "based", "using",
];

impl Vocabulary {
    /// Takes in a posting's title and description, and its skills.
    pub fn add<'a>(&mut self, texts: [&str; 2], skills: impl IntoIterator<Item = &'a str>) {
        let said = texts[0].split_whitespace().map(trimmed).filter(|word| is_plain(word) && word.chars().count() > 2);
        let subjects = said.filter(|word| !FUNCTION_WORDS.contains(&word.to_lowercase().as_str()));
        self.subjects.extend(subjects.map(str::to_owned));
        for text in texts {
            let words: Vec<&str> = text.split_whitespace().map(trimmed).collect();
            self.words.extend(words.iter().filter(|word| is_plain(word)).map(|word| (*word).to_owned()));
            let pairs = words.windows(2).filter(|pair| pair.iter().all(|word| is_plain(word)));
            self.pairs.extend(pairs.map(|pair| pair.join(" ")));
        }
        self.skills.extend(skills.into_iter().filter(|skill| is_plain(skill)).map(str::to_owned));
    }
}

fn trimmed(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '#'))
}

/// Whether a text can stand in a phrase as it is.
fn is_plain(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric) && !text.contains(['"', '\\', '*', '“', '”', '„', '«', '»'])
}

/// Invents queries.
#[derive(Debug)]
pub struct Inventor<'a> {
    rng: Rng,
    vocabulary: &'a Vocabulary,
}

const TRADE_WORDS: [&str; 24] = [
    "react",
    "python",
    "shopify",
    "wordpress",
    "figma",
    "seo",
    "node.js",
    "laravel",
    "flutter",
    "excel",
    "rust",
    "aws",
    "scraping",
    "automation",
    "chatbot",
    "\"data entry\"",
    "\"machine learning\"",
    "c++",
    ".net",
    "ci/cd",
    "ui/ux",
    "unity",
    "django",
    "\"google ads\"",
];

/// Conditions as people add them to a search.
const USUAL: [&str; 24] = [
    "rate:>=30",
    "rate:>=50",
    "rate.min:>=25",
    "budget:>=500",
    "budget:1k..5k",
    "type:hourly",
    "type:fixed",
    "level:expert",
    "level:>=intermediate",
    "country:US",
    "country:US,GB,CA,AU",
    "-country:IN",
    "client.verified:yes",
    "client.spent:>1k",
    "client.hires:>=5",
    "client.rating:>=4.5",
    "proposals:<20",
    "proposals:..5",
    "posted:<2d",
    "has:budget",
    "-missing:description",
    "duration:>=1-3mo",
    "workload:full-time",
    "hours:>=20",
];

/// Every typed field with values of every form.
const STRANGE_FIELDS: [(&str, &[&str]); 27] = [
    ("type", &["hourly", "fixed", "=fixed", "Hourly"]),
    ("level", &["entry", ">entry", "<=intermediate", "<expert", "expert"]),
    ("budget", AMOUNTS),
    ("rate", AMOUNTS),
    ("rate.min", AMOUNTS),
    ("rate.max", AMOUNTS),
    ("duration", &["<1mo", "1-3mo", ">=3-6mo", "<=1-3mo", ">6mo", "<3-6mo", "=3-6mo"]),
    ("workload", &["part-time", "full-time", "as-needed"]),
    ("country", &["US", "usa", "UK", "\"South Korea\"", "turkey", "IN", "de", "\"United States\"", "Macedonia"]),
    ("client.verified", &["yes", "no"]),
    ("client.spent", AMOUNTS),
    ("client.jobs", COUNTS),
    ("client.hires", COUNTS),
    ("client.rating", &[">=4.5", "<5", "5", "4..5", "0", "..3.5"]),
    ("client.reviews", COUNTS),
    ("client.hire_rate", &[">50", "<=80", "0..100"]),
    ("proposals", COUNTS),
    ("invites", COUNTS),
    ("interviewing", COUNTS),
    ("hired", COUNTS),
    ("positions", COUNTS),
    ("posted", &["<2h", ">1d", "1d..3w", ">=2025-03-01", "2025-02-01..2025-03-05", "2025-03-03", "..30d", "<=90m"]),
    ("requires.english", &["fluent", ">=conversational", "<native", "basic"]),
    ("requires.rising", &["yes", "no"]),
    ("private", &["no", "yes"]),
    ("featured", &["no", "yes"]),
    (
        "has",
        &["budget", "rate", "country", "spent", "rating", "hires", "proposals", "verified", "skills", "requirements"],
    ),
];

const AMOUNTS: &[&str] = &[
    "0",
    "50",
    ">=50",
    "<100",
    "20..60",
    "1k",
    "2,500",
    ">2.5k",
    "$500..$5000",
    "..1000",
    "100..",
    "1M",
    "=30",
    "<=35.5",
];

const COUNTS: &[&str] = &["0", ">0", "5", ">=10", "<20", "5..15", "..10", "50.."];

const TEXT_FIELDS: [&str; 7] = ["title", "description", "skill", "tag", "category", "city", "timezone"];

/// Terms with something odd about them.
const ODD: [&str; 22] = [
    "c#",
    "c++17",
    ".NET",
    "asp.net",
    "net",
    "R&D",
    "client's",
    "São",
    "Ｒｕｓｔ",
    "gpt-4",
    "e-commerce",
    "ecommerce",
    "\"e commerce\"",
    "3d",
    "24/7",
    "“full stack”",
    "it’s",
    "-—x",
    "node",
    "nodejs",
    "a/b/c",
    "5+",
];

impl<'a> Inventor<'a> {
    /// An inventor that always invents the same queries from the same vocabulary.
    pub fn new(seed: u64, vocabulary: &'a Vocabulary) -> Self {
        Self { rng: Rng::with_seed(seed), vocabulary }
    }

    /// A query as people save them: what they do, what it has to pay, whom they avoid.
    pub fn plausible(&mut self) -> String {
        let mut parts = Vec::new();
        if self.rng.u8(..100) < 94 {
            parts.push(self.subject());
        }
        if self.rng.u8(..100) < 25 {
            parts.push(self.subject());
        }
        for _ in 0..self.rng.usize(..4) {
            parts.push((*self.one_of(&USUAL)).to_owned());
        }
        if self.rng.u8(..100) < 35 {
            let avoided = self.topic();
            parts.push(format!("-{avoided}"));
        }
        if parts.is_empty() { self.subject() } else { parts.join(" ") }
    }

    /// A query that few would write.
    pub fn strange(&mut self) -> String {
        self.tree(4)
    }

    fn subject(&mut self) -> String {
        match self.rng.u8(..10) {
            0..4 => self.topic(),
            4 | 5 => {
                let some: Vec<String> = (0..self.rng.usize(2..5)).map(|_| self.topic()).collect();
                format!("({})", some.join(" OR "))
            }
            6 => format!("skill:{}", self.skill()),
            7 => format!("title:{}", self.topic()),
            8 => self.pair(),
            _ => format!("title:({} OR {})", self.topic(), self.topic()),
        }
    }

    fn tree(&mut self, depth: u8) -> String {
        if depth == 0 || self.rng.u8(..10) < 3 {
            return self.leaf();
        }
        let parts: Vec<String> = (0..self.rng.usize(1..4)).map(|_| self.tree(depth - 1)).collect();
        match self.rng.u8(..7) {
            0 | 1 => parts.join(" "),
            2 => parts.join(" AND "),
            3 | 4 => format!("({})", parts.join(" OR ")),
            5 => format!("-({})", parts.join(" ")),
            _ => format!("NOT ({})", parts.join(" || ")),
        }
    }

    fn leaf(&mut self) -> String {
        match self.rng.u8(..12) {
            0..3 => self.word(),
            3 => self.pair(),
            4 => format!("={}", self.word()),
            5 => self.prefix(),
            6 => (*self.one_of(&ODD)).to_owned(),
            7 => {
                let field = *self.one_of(&TEXT_FIELDS);
                match self.rng.u8(..4) {
                    0 => format!("{field}:={}", self.skill()),
                    1 => format!("{field}:{},{}", self.word(), self.skill()),
                    2 => format!("{field}:({} OR -{})", self.word(), self.pair()),
                    _ => format!("{field}:{}", self.word()),
                }
            }
            8 => format!("-{}", self.word()),
            _ => {
                let (field, values) = *self.one_of(&STRANGE_FIELDS);
                let some: Vec<&str> = (0..self.rng.usize(1..3)).map(|_| *self.one_of(values)).collect();
                let separator = ", ";
                let list =
                    if some.len() == 1 || field.contains('.') { some[..1].join("") } else { some.join(separator) };
                if self.rng.u8(..8) == 0 { format!("{field}:({list})") } else { format!("{field}:{list}") }
            }
        }
    }

    fn one_of<T>(&mut self, entries: &'a [T]) -> &'a T {
        &entries[self.rng.usize(..entries.len())]
    }

    /// A word that people search for.
    fn topic(&mut self) -> String {
        if self.vocabulary.subjects.is_empty() || self.rng.u8(..4) == 0 {
            return (*self.one_of(&TRADE_WORDS)).to_owned();
        }
        written(self.one_of(&self.vocabulary.subjects).as_str())
    }

    /// Any word of the postings.
    fn word(&mut self) -> String {
        if self.vocabulary.words.is_empty() || self.rng.u8(..4) == 0 {
            return (*self.one_of(&TRADE_WORDS)).to_owned();
        }
        written(self.one_of(&self.vocabulary.words).as_str())
    }

    fn pair(&mut self) -> String {
        if self.vocabulary.pairs.is_empty() {
            return "\"full stack\"".to_owned();
        }
        format!("\"{}\"", self.one_of(&self.vocabulary.pairs))
    }

    fn skill(&mut self) -> String {
        if self.vocabulary.skills.is_empty() {
            return "\"react native\"".to_owned();
        }
        format!("\"{}\"", self.one_of(&self.vocabulary.skills))
    }

    fn prefix(&mut self) -> String {
        let word = self.word();
        let letters: String = word.chars().filter(char::is_ascii_alphabetic).take(self.rng.usize(2..6)).collect();
        if letters.len() < 2 { "dev*".to_owned() } else { format!("{}*", letters.to_lowercase()) }
    }
}

/// As a phrase where it could be read as something else.
fn written(word: &str) -> String {
    if word.chars().all(char::is_alphanumeric) { word.to_lowercase() } else { format!("\"{word}\"") }
}
