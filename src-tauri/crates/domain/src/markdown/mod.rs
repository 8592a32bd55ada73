//! A job as Markdown, to be copied and pasted elsewhere.
//!
//! Whatever a posting says is text there and nothing else: it makes no heading, link, picture or HTML.

mod escape;

use url::Url;

use crate::job::{Client, Duration, Job, Level, Workload};
use crate::pay::pay;
use crate::text::{neutral, neutral_lines};
use escape::escaped;

/// Characters of a title, of each other value and of a description.
const TITLE: usize = 300;
const VALUE: usize = 120;
const DESCRIPTION: usize = 50_000;
/// Skills that are named.
const MOST_SKILLS: usize = 30;
/// Characters of an address; browsers and servers refuse much longer ones.
const LONGEST_ADDRESS: usize = 2_048;

/// A job that may be kept, as Markdown: its title as heading, what is known of it as a list, its address, its description.
///
/// Words of the job lose the characters that are not seen and change how others are, long ones are cut, and what Markdown
/// would read is escaped. Programs that link whatever looks like a mail address do so with what is shown.
///
/// ```
/// use lapwing_domain::markdown::markdown;
/// use lapwing_domain::{Job, JobId};
///
/// let mut job = Job::new(JobId("1".into()));
/// job.title = "Sail maker".into();
/// job.skills = vec!["Linen".into(), "C#".into()];
/// job.url = Some("https://example.org/1".into());
/// job.description = "Twelve sails.\n[Apply](https://evil.example)".into();
/// let lines = [
///     "# Sail maker",
///     "",
///     "- **Skills:** Linen, C#",
///     "",
///     "<https://example.org/1>",
///     "",
///     "Twelve sails.  ",
///     r"\[Apply\](https\://evil.example)",
///     "",
/// ];
/// assert_eq!(markdown(&job), lines.join("\n"));
/// ```
///
/// Content that is only lent cannot be given to it:
///
/// ```compile_fail,E0308
/// # use lapwing_domain::{Ephemeral, Job, JobId, markdown::markdown};
/// markdown(&Ephemeral::new(Job::new(JobId("1".into()))));
/// ```
///
/// ```compile_fail,E0308
/// # use lapwing_domain::{Content, Job, JobId, markdown::markdown};
/// markdown(&Content::Kept(Job::new(JobId("1".into()))));
/// ```
pub fn markdown(job: &Job) -> String {
    let title = Some(one_line(&job.title, TITLE)).filter(|title| !title.is_empty());
    let heading = format!("# {}", title.as_deref().unwrap_or("Job without a title"));
    let list: Vec<String> = facts(job).map(|(name, value)| format!("- **{name}:** {value}")).collect();
    let link = job.url.as_deref().and_then(address).map(|address| format!("<{address}>")).unwrap_or_default();
    let description = escaped(&neutral_lines(&job.description, DESCRIPTION));
    let parts = [heading, list.join("\n"), link, description];
    let mut page = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    page.push('\n');
    page
}

/// What is known, in the order of the list, ready to be put into it.
fn facts(job: &Job) -> impl Iterator<Item = (&'static str, String)> {
    let client = &job.client;
    let posted = job.posted.map(|posted| posted.strftime("%Y-%m-%d %H:%M UTC").to_string());
    let proposals = job.activity.proposals.map(|range| match range.max {
        Some(max) if max == range.min => max.to_string(),
        Some(max) => format!("{}–{max}", range.min),
        None => format!("{}+", range.min),
    });
    let facts = [
        ("Pay", pay(job)),
        ("Level", job.level.map(|level| level_words(level).to_owned())),
        ("Duration", job.duration.map(|duration| duration_words(duration).to_owned())),
        ("Workload", job.workload.map(|workload| workload_words(workload).to_owned())),
        ("Skills", Some(listed(job.skills.iter().map(String::as_str)))),
        ("Client", Some(place(client))),
        ("Spent", client.spent.map(|spent| spent.to_string())),
        ("Rating", client.rating.map(|rating| format!("{rating:.1}"))),
        ("Proposals", proposals),
        ("Posted", posted),
    ];
    facts.into_iter().filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?)))
}

fn place(client: &Client) -> String {
    listed([client.city.as_str(), client.country.as_ref().map_or("", |country| country.name())].into_iter())
}

fn listed<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let values = values.map(|value| one_line(value, VALUE)).filter(|value| !value.is_empty());
    values.take(MOST_SKILLS).collect::<Vec<_>>().join(", ")
}

fn one_line(text: &str, most: usize) -> String {
    escaped(&neutral(text, most))
}

/// The address if it is one of the web that names no user. Written out by the parser it is ASCII without white space or
/// angle brackets, so that nothing ends it early.
fn address(written: &str) -> Option<String> {
    let url = Url::parse(written).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let named_user = !url.username().is_empty() || url.password().is_some();
    let address = String::from(url);
    (!named_user && address.len() <= LONGEST_ADDRESS).then_some(address)
}

fn level_words(level: Level) -> &'static str {
    match level {
        Level::Entry => "Entry",
        Level::Intermediate => "Intermediate",
        Level::Expert => "Expert",
    }
}

fn duration_words(duration: Duration) -> &'static str {
    match duration {
        Duration::UnderOneMonth => "Less than a month",
        Duration::OneToThreeMonths => "1 to 3 months",
        Duration::ThreeToSixMonths => "3 to 6 months",
        Duration::OverSixMonths => "More than 6 months",
    }
}

fn workload_words(workload: Workload) -> &'static str {
    match workload {
        Workload::PartTime => "Less than 30 hours a week",
        Workload::FullTime => "More than 30 hours a week",
        Workload::AsNeeded => "As needed",
    }
}

#[cfg(test)]
mod tests;
