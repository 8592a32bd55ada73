//! What a notification says. Words of postings are hostile: they are neutralised and cut before anything else happens.

use lapwing_domain::notify::News;
use lapwing_domain::{Content, Job};
use lapwing_engine::Notice;

use crate::figures;
use crate::messages::{Message, fill, text};
use lapwing_domain::text::neutral;

/// Longest title and body, in characters.
const TITLE: usize = 120;
const BODY: usize = 240;
/// Longest single name inside a body.
const NAME: usize = 60;
/// More search names than this become a number.
const NAMES: usize = 3;

/// The two texts of a notification, plain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// First line.
    pub title: String,
    /// The rest.
    pub body: String,
}

/// The words for `notice`.
#[expect(
    clippy::disallowed_methods,
    reason = "a desktop notification may say it: it stays on this computer, for a moment"
)]
pub fn words(notice: &Notice) -> Words {
    let (title, body) = match notice {
        Notice::Job { job: Some(job), searches, .. } => (title(job.show()), facts(job.show(), searches)),
        Notice::Job { job: None, searches, .. } => (summary(1, false), names(searches)),
        Notice::Followed { about, .. } => followed(about.as_ref().map(|(job, news)| (job.show(), news))),
        Notice::FollowUp { job, .. } => follow_up(job.as_deref().map(Content::show)),
        Notice::Silence { search } => silence(search.as_deref()),
        Notice::Summary { jobs, followed, follow_ups, silent, searches, baseline } => {
            several([*jobs, *follow_ups, *followed, *silent], *baseline, searches)
        }
        Notice::KeyRejected { source, message } => (
            fill(Message::NotificationKeyRejected, &[("source", &neutral(source, NAME))]),
            format!("{} {}", neutral(message, BODY / 2), text(Message::NotificationKeyRejectedBody)).trim().to_owned(),
        ),
        Notice::AccessEnded { source } => (
            fill(Message::NotificationAccessEnded, &[("source", &neutral(source, NAME))]),
            text(Message::NotificationAccessEndedBody).to_owned(),
        ),
        Notice::KeyDue { source, days } => (
            fill(Message::NotificationKeyDue, &[("source", &neutral(source, NAME))]),
            fill(Message::NotificationKeyDueBody, &[("days", &figures::grouped(i64::from(*days)))]),
        ),
        Notice::KeyUsedElsewhere { source, .. } => (
            fill(Message::NotificationKeyElsewhere, &[("source", &neutral(source, NAME))]),
            text(Message::NotificationKeyElsewhereBody).to_owned(),
        ),
        Notice::Test => (text(Message::NotificationTest).to_owned(), text(Message::NotificationTestBody).to_owned()),
    };
    Words { title: neutral(&title, TITLE), body: neutral(&body, BODY) }
}

/// The body as it is handed to a server that renders markup.
pub fn without_markup(body: &str) -> String {
    body.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn title(job: &Job) -> String {
    let title = neutral(&job.title, TITLE);
    if title.is_empty() { text(Message::NotificationUntitled).to_owned() } else { title }
}

/// A followed job's title and what happened to it.
fn followed(about: Option<(&Job, &News)>) -> (String, String) {
    let Some((job, news)) = about else { return (text(Message::NotificationFollowed).to_owned(), String::new()) };
    let body = match news {
        News::Closed => text(Message::NotificationClosed).to_owned(),
        News::Hired => text(Message::NotificationHired).to_owned(),
        News::Price { .. } => match figures::pay(job) {
            Some(pay) => fill(Message::NotificationPrice, &[("pay", &pay)]),
            None => text(Message::NotificationNoPrice).to_owned(),
        },
        News::Proposals { past } => fill(Message::NotificationProposals, &[("count", &past.to_string())]),
    };
    (title(job), body)
}

/// The job that its user wanted to be reminded of.
fn follow_up(job: Option<&Job>) -> (String, String) {
    let reminder = text(Message::NotificationFollowUpUnnamed).to_owned();
    match job {
        Some(job) => (title(job), text(Message::NotificationFollowUp).to_owned()),
        None => (reminder, String::new()),
    }
}

fn silence(search: Option<&str>) -> (String, String) {
    let title = match search {
        Some(name) => fill(Message::NotificationSilence, &[("search", &neutral(name, NAME))]),
        None => text(Message::NotificationSilenceUnnamed).to_owned(),
    };
    (title, text(Message::NotificationSilenceBody).to_owned())
}

/// Several things at once: what there is most of in the title, the rest and the searches in the body.
fn several([jobs, follow_ups, followed, silent]: [u32; 4], baseline: bool, searches: &[String]) -> (String, String) {
    let counted = |one, many, count: u32| {
        let message = if count == 1 { one } else { many };
        (count > 0).then(|| fill(message, &[("count", &figures::grouped(i64::from(count)))]))
    };
    let parts = [
        (jobs > 0).then(|| summary(jobs, baseline)),
        counted(Message::NotificationFollowUpUnnamed, Message::NotificationFollowUpMany, follow_ups),
        counted(Message::NotificationFollowed, Message::NotificationFollowedMany, followed),
        counted(Message::NotificationSilenceUnnamed, Message::NotificationSilenceMany, silent),
    ];
    let mut parts = parts.into_iter().flatten();
    let title = parts.next().unwrap_or_default();
    let rest = parts.chain(Some(names(searches)).filter(|names| !names.is_empty()));
    (title, rest.collect::<Vec<_>>().join(" · "))
}

fn summary(jobs: u32, baseline: bool) -> String {
    let message = match (baseline, jobs) {
        (true, 1) => Message::NotificationBaselineOne,
        (true, _) => Message::NotificationBaselineMany,
        (false, 1) => Message::NotificationSummaryOne,
        (false, _) => Message::NotificationSummaryMany,
    };
    fill(message, &[("count", &figures::grouped(i64::from(jobs)))])
}

/// `$60–90/h · US, $84k spent · Rust desktop`, as far as it is known.
fn facts(job: &Job, searches: &[String]) -> String {
    let client = [
        job.client.country.as_ref().map(|country| neutral(&country.to_string(), NAME)),
        job.client.spent.map(|spent| fill(Message::NotificationSpent, &[("amount", &figures::rounded(spent))])),
    ];
    let client = client.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let parts = [figures::pay(job).unwrap_or_default(), client, names(searches)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn names(searches: &[String]) -> String {
    let mut names = searches.iter().take(NAMES).map(|name| neutral(name, NAME)).collect::<Vec<_>>().join(", ");
    if let more @ 1.. = searches.len().saturating_sub(NAMES) {
        names.push(' ');
        names.push_str(&fill(Message::NotificationMore, &[("count", &more.to_string())]));
    }
    names
}

#[cfg(test)]
mod tests {
    use lapwing_domain::job::{Country, Rate};
    use lapwing_domain::money::Currency;
    use lapwing_domain::{Content, JobId, JobKey, Money};

    use super::*;

    fn usd(units: f64) -> Option<Money> {
        Money::from_units(units, Currency::USD)
    }

    fn job(title: &str) -> Job {
        let mut job = Job::new(JobId("1".into()));
        title.clone_into(&mut job.title);
        job
    }

    fn told(job: Job, searches: &[&str]) -> Words {
        let searches = searches.iter().map(|name| (*name).to_owned()).collect();
        words(&Notice::Job { key: JobKey(1), job: Some(Box::new(Content::Kept(job))), searches })
    }

    #[test]
    fn a_job_is_told_by_title_money_client_and_searches() {
        let mut hourly = job("Rust desktop developer");
        hourly.rate = Rate::from_ends(Some(60.0), Some(90.0), Currency::USD);
        hourly.client.country = Some(Country::Code(*b"US"));
        hourly.client.spent = usd(84_321.0);
        let told = told(hourly, &["Rust desktop"]);
        assert_eq!(told.title, "Rust desktop developer");
        assert_eq!(told.body, "$60–90/h · US, $84k spent · Rust desktop");
    }

    #[test]
    fn what_is_unknown_is_left_out() {
        assert_eq!(told(job("A job"), &["Any"]).body, "Any");
        let mut fixed = job("A job");
        fixed.budget = Money::from_units(1250.5, Currency::from_code("CAD").unwrap());
        assert_eq!(told(fixed, &[]).body, "CAD 1,250.50");
    }

    #[test]
    fn many_searches_become_three_and_a_number() {
        assert_eq!(told(job("A"), &["a", "b", "c", "d", "e"]).body, "a, b, c +2");
    }

    #[test]
    fn several_jobs_are_told_by_number_and_searches() {
        let summary = |jobs, baseline| {
            words(&Notice::Summary {
                jobs,
                followed: 0,
                follow_ups: 0,
                silent: 0,
                searches: vec!["Rust".into()],
                baseline,
            })
        };
        assert_eq!(
            summary(1200, false),
            Words { title: "1,200 new jobs fit your searches".into(), body: "Rust".into() }
        );
        assert_ne!(summary(5, true).title, summary(5, false).title);
        assert_ne!(summary(1, false).title, summary(5, false).title.replace('5', "1"));
    }

    #[test]
    fn what_else_a_summary_tells_stands_in_its_body() {
        let told = words(&Notice::Summary {
            jobs: 2,
            followed: 1,
            follow_ups: 0,
            silent: 3,
            searches: vec!["Rust".into()],
            baseline: false,
        });
        assert_eq!(told.title, "2 new jobs fit your searches");
        assert_eq!(told.body, "A job you follow has changed · 3 searches find nothing any more · Rust");
        let news = words(&Notice::Summary {
            jobs: 0,
            followed: 2,
            follow_ups: 0,
            silent: 0,
            searches: Vec::new(),
            baseline: false,
        });
        assert_eq!(news, Words { title: "2 news of jobs you follow".into(), body: String::new() });
    }

    #[test]
    fn what_may_not_be_shown_is_not_in_the_words() {
        let hidden = words(&Notice::Job { key: JobKey(1), job: None, searches: vec!["Rust".into()] });
        assert_eq!(hidden, Words { title: "1 new job fits your searches".into(), body: "Rust".into() });
        let followed = words(&Notice::Followed { key: JobKey(1), about: None });
        assert_eq!(followed, Words { title: "A job you follow has changed".into(), body: String::new() });
        assert!(!words(&Notice::Silence { search: None }).title.is_empty());
    }

    #[test]
    fn news_of_a_followed_job_stand_under_its_title() {
        let mut fixed = job("A job");
        fixed.budget = usd(800.0);
        let told = |job: &Job, news| {
            let job = Box::new(Content::Kept(job.clone()));
            words(&Notice::Followed { key: JobKey(1), about: Some((job, news)) })
        };
        let body = |news| told(&fixed, news).body;
        assert_eq!(told(&fixed, News::Closed).title, "A job");
        assert_eq!(body(News::Closed), "Closed: it takes no proposals any more");
        assert_eq!(body(News::Hired), "Somebody was hired");
        assert_eq!(body(News::Price { now: "800 USD".into() }), "Pays $800 now");
        assert_eq!(body(News::Proposals { past: 20 }), "20 proposals or more");
        assert_eq!(told(&job("A"), News::Price { now: String::new() }).body, "No longer says what it pays");
    }

    #[test]
    fn a_silent_search_is_named_with_what_to_do() {
        let told = words(&Notice::Silence { search: Some("Rust".into()) });
        assert_eq!(told.title, "“Rust” finds nothing any more");
        assert_eq!(told.body, text(Message::NotificationSilenceBody));
    }

    #[test]
    fn a_rejected_key_names_the_source_and_what_to_do() {
        let told = words(&Notice::KeyRejected { source: "Main".into(), message: "Invalid key".into() });
        assert!(told.title.contains("Main"), "{told:?}");
        assert!(told.body.starts_with("Invalid key "), "{told:?}");
        assert!(told.body.ends_with(text(Message::NotificationKeyRejectedBody)), "{told:?}");
    }

    #[test]
    fn access_that_has_ended_names_the_source_and_what_to_do() {
        let told = words(&Notice::AccessEnded { source: "Main".into() });
        assert!(told.title.contains("Main"), "{told:?}");
        assert_eq!(told.body, text(Message::NotificationAccessEndedBody));
    }

    #[test]
    fn a_key_that_is_due_or_used_elsewhere_is_told_with_what_to_do() {
        let due = words(&Notice::KeyDue { source: "Main".into(), days: 90 });
        assert!(due.title.contains("Main") && due.body.contains("90"), "{due:?}");
        let elsewhere = words(&Notice::KeyUsedElsewhere { source: "Main".into(), calls: Some(3) });
        assert!(elsewhere.title.contains("Main") && elsewhere.body.contains("Rotate"), "{elsewhere:?}");
    }

    #[test]
    fn hostile_and_endless_texts_are_tamed() {
        assert_eq!(told(job("\u{202e}\u{200b}"), &[]).title, text(Message::NotificationUntitled));
        let told = told(job(&"é".repeat(5000)), &[&"s".repeat(5000)]);
        assert!(told.title.chars().count() <= TITLE && told.body.chars().count() <= BODY);
    }

    #[test]
    fn markup_is_shown_and_not_rendered() {
        assert_eq!(without_markup("<b>R&D</b> &amp;"), "&lt;b&gt;R&amp;D&lt;/b&gt; &amp;amp;");
    }
}
