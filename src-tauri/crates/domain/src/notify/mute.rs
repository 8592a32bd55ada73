//! Words and clients that nobody wants to hear of for a while. Their jobs are listed all the same.

use jiff::Timestamp;

use crate::job::{Client, Country};
use crate::query::{At, PreparedJob, Query, text_query};

/// By what a client is known again: postings carry no client's name or id.
///
/// When the client's account began tells it for certain, together with its country. Services do not always say that; then
/// the country with the amount spent and the number of hires tells it until the client spends or hires again.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ClientMark(String);

impl ClientMark {
    /// The mark of a client; `None` when the posting says too little of it.
    pub fn of(client: &Client) -> Option<Self> {
        let country = client.country.as_ref();
        if let Some(since) = client.since {
            return Some(Self(format!("{} since {since}", country.map(Country::to_string).unwrap_or_default())));
        }
        let (spent, hires) = (client.spent.filter(|spent| spent.cents > 0)?, client.hires.filter(|hires| *hires > 0)?);
        Some(Self(format!("{} spent {spent} hires {hires}", country?)))
    }

    /// As it is stored.
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// What is muted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Muted {
    /// A word or phrase, as its user wrote it. Found by the rule of words in a query.
    Word(String),
    /// A client.
    Client(ClientMark),
}

/// Why something cannot be muted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotMutable {
    /// No letter or digit.
    #[error("A muted word needs a letter or a digit.")]
    NoWord,
    /// The posting says too little of its client.
    #[error("This posting says too little of its client to know it again.")]
    UnknownClient,
}

impl Muted {
    /// A word or phrase.
    pub fn word(text: &str) -> Result<Self, NotMutable> {
        text_query(text).map(|_| Self::Word(text.trim().to_owned())).ok_or(NotMutable::NoWord)
    }

    /// The client of a posting.
    pub fn client(client: &Client) -> Result<Self, NotMutable> {
        ClientMark::of(client).map(Self::Client).ok_or(NotMutable::UnknownClient)
    }

    /// Its kind and value as they are stored.
    pub fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::Word(word) => ("word", word),
            Self::Client(mark) => ("client", mark.text()),
        }
    }

    /// Reads [`Muted::parts`].
    pub fn from_parts(kind: &str, value: String) -> Option<Self> {
        match kind {
            "word" => Some(Self::Word(value)),
            "client" => Some(Self::Client(ClientMark(value))),
            _ => None,
        }
    }
}

/// What is muted, ready to be looked for in jobs.
#[derive(Debug, Clone, Default)]
pub struct Mutes {
    words: Vec<(Query, Timestamp)>,
    clients: Vec<(ClientMark, Timestamp)>,
}

impl Mutes {
    /// Each muted until its instant.
    pub fn of(all: impl IntoIterator<Item = (Muted, Timestamp)>) -> Self {
        let (mut words, mut clients) = (Vec::new(), Vec::new());
        for (muted, until) in all {
            match muted {
                Muted::Word(word) => words.extend(text_query(&word).map(|query| (query, until))),
                Muted::Client(mark) => clients.push((mark, until)),
            }
        }
        Self { words, clients }
    }

    /// Whether nothing is muted.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.clients.is_empty()
    }

    /// Whether a job that was found at this instant is not to be told. It stays untold when the mute ends.
    pub fn cover(&self, job: &PreparedJob, found_at: Timestamp) -> bool {
        let mark = ClientMark::of(&job.job().client);
        let by_client = |(muted, until): &(ClientMark, Timestamp)| found_at < *until && mark.as_ref() == Some(muted);
        let by_word =
            |(query, until): &(Query, Timestamp)| found_at < *until && query.matches(job, &At::moment(found_at));
        self.clients.iter().any(by_client) || self.words.iter().any(by_word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::JobId;
    use crate::job::Job;
    use crate::money::{Currency, Money};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn client(spent: f64, hires: u32) -> Client {
        let spent = Money::from_units(spent, Currency::USD);
        Client { country: Some(Country::Code(*b"DE")), spent, hires: Some(hires), ..Client::default() }
    }

    fn job(title: &str, client: Client) -> PreparedJob {
        let mut job = Job::new(JobId("1".into()));
        job.title = title.into();
        job.client = client;
        PreparedJob::new(job)
    }

    const UNTIL: &str = "2026-11-23T10:00:00Z";
    const BEFORE: &str = "2026-11-23T09:59:59Z";

    fn covers(muted: Muted, job: &PreparedJob, found_at: &str) -> bool {
        Mutes::of([(muted, at(UNTIL))]).cover(job, at(found_at))
    }

    #[test]
    fn a_muted_word_is_found_as_a_query_finds_it() {
        let word = |text| Muted::word(text).unwrap();
        let scraping = job("We scrape shops, OR so", Client::default());
        for (text, covered) in [
            ("scraping", true),
            ("\"scraping\"", false),
            ("=scrape", true),
            ("scrap*", true),
            ("scrape shops", true),
            ("shops scrape", false),
            ("-shops", true),
            ("shops OR", true),
            ("title:shops", false),
        ] {
            assert_eq!(covers(word(text), &scraping, BEFORE), covered, "{text}");
        }
    }

    #[test]
    fn a_mute_ends_and_leaves_what_was_found_under_it_untold() {
        let rust = job("Rust", Client::default());
        let word = Muted::word("rust").unwrap();
        assert!(covers(word.clone(), &rust, BEFORE));
        assert!(!covers(word, &rust, UNTIL));
    }

    #[test]
    fn a_client_is_known_by_when_its_account_began() {
        let since = |client: Client| Client { since: Some(at("2019-04-01T00:00:00Z")), ..client };
        let muted = Muted::client(&since(client(100.0, 1))).unwrap();
        assert!(covers(muted.clone(), &job("A", since(client(900.0, 5))), BEFORE));
        assert!(!covers(muted, &job("A", client(100.0, 1)), BEFORE));
    }

    #[test]
    fn without_that_a_client_is_known_until_it_spends_or_hires_again() {
        let muted = Muted::client(&client(100.0, 1)).unwrap();
        assert!(covers(muted.clone(), &job("A", client(100.0, 1)), BEFORE));
        for other in [client(101.0, 1), client(100.0, 2), Client { country: None, ..client(100.0, 1) }] {
            assert!(!covers(muted.clone(), &job("A", other), BEFORE));
        }
    }

    #[test]
    fn what_cannot_be_known_again_is_not_muted() {
        for unknown in [Client::default(), client(0.0, 0), Client { country: None, ..client(5.0, 5) }] {
            assert_eq!(Muted::client(&unknown), Err(NotMutable::UnknownClient));
        }
        for text in ["", "  ", "--", "\"\""] {
            assert_eq!(Muted::word(text), Err(NotMutable::NoWord), "{text:?}");
        }
    }

    #[test]
    fn what_is_muted_reads_back_from_its_parts() {
        for muted in [Muted::word("data entry").unwrap(), Muted::client(&client(100.0, 1)).unwrap()] {
            let (kind, value) = muted.parts();
            assert_eq!(Muted::from_parts(kind, value.to_owned()), Some(muted));
        }
        assert_eq!(Muted::from_parts("country", String::new()), None);
    }
}
