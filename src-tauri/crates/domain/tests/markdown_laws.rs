//! What a reader of Markdown makes of a copied job, whatever the posting says.

#![allow(clippy::unwrap_used, reason = "tests")]

use lapwing_domain::job::Country;
use lapwing_domain::markdown::markdown;
use lapwing_domain::text::{neutral, neutral_lines};
use lapwing_domain::{Job, JobId};
use proptest::prelude::*;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

const ADDRESS: &str = "https://example.org/1";

/// What Markdown and its dialects are made of, and what postings smuggle in.
const PIECES: &[&str] = &[
    "#",
    "##",
    "# ",
    "=",
    "===",
    "-",
    "- ",
    "---",
    "- - -",
    "+ ",
    "+++",
    "*",
    "**",
    "* ",
    "_",
    "__",
    "~",
    "~~",
    "~~~",
    "`",
    "``",
    "```",
    "    ",
    "\t",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{2028}",
    "\\",
    "\\\\",
    "\\\n",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "[x]",
    "[ ]",
    "[^1]",
    "[^1]: ",
    "[[",
    "]]",
    "]: ",
    "<",
    ">",
    "<b>",
    "</b>",
    "<script>",
    "<!--",
    "-->",
    "<?",
    "<![CDATA[",
    "&",
    "&lt;",
    "&#60;",
    "&nbsp;",
    "|",
    "|-|",
    ":-:",
    ": ",
    ":",
    ":::",
    "://",
    "https://a.b",
    "<https://a.b>",
    "www.a.b",
    "mailto:",
    "javascript:alert(1)",
    "@",
    "me@a.b",
    "$",
    "$$",
    "^",
    "{",
    "}",
    "{#id}",
    "!",
    "1.",
    "1. ",
    "12) ",
    "> ",
    ">[!NOTE]",
    "%%",
    "\"",
    "'",
    "=\"",
    "/",
    ".",
    "a",
    "b c",
    "rust",
    "C#",
    "ß",
    "\u{202e}",
    "\u{200b}",
    "\u{a0}",
    "\u{1b}[2J",
    "\u{0}",
    "👩‍💻",
];

fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..24).prop_map(|pieces| pieces.concat());
    prop_oneof![4 => pieces, 1 => any::<String>()]
}

/// Every dialect that the parser reads. It alone also turns quotes and dashes into others, which changes no meaning.
fn dialects() -> Options {
    Options::all().difference(Options::ENABLE_SMART_PUNCTUATION)
}

/// What a page reads as.
#[derive(Debug, Default, PartialEq)]
struct Read {
    /// Its headings.
    headings: Vec<String>,
    /// Its items.
    items: Vec<String>,
    /// Where its links lead.
    links: Vec<String>,
    /// Its paragraphs outside the list, by an empty line.
    text: String,
}

fn read(page: &str, dialect: Options) -> Result<Read, TestCaseError> {
    let (mut read, mut current) = (Read::default(), String::new());
    for event in Parser::new_ext(page, dialect) {
        match event {
            Event::Text(text) => current.push_str(&text),
            Event::HardBreak => current.push('\n'),
            Event::Start(
                Tag::Heading { level: HeadingLevel::H1, id: None, .. }
                | Tag::List(None)
                | Tag::Item
                | Tag::Paragraph
                | Tag::Strong,
            )
            | Event::End(TagEnd::Strong | TagEnd::List(false) | TagEnd::Link) => {}
            Event::Start(Tag::Link { dest_url, .. }) => read.links.push(dest_url.to_string()),
            Event::End(TagEnd::Heading(_)) => read.headings.push(std::mem::take(&mut current)),
            Event::End(TagEnd::Item) => read.items.push(std::mem::take(&mut current)),
            Event::End(TagEnd::Paragraph) => {
                read.text += if read.text.is_empty() { "" } else { "\n\n" };
                read.text += &std::mem::take(&mut current);
            }
            other => return Err(TestCaseError::fail(format!("{other:?} in {page}"))),
        }
    }
    Ok(read)
}

fn job(title: &str, skill: &str, city: &str, country: &str, description: &str) -> Job {
    let mut job = Job::new(JobId("1".into()));
    job.title = title.into();
    job.skills = vec![skill.into(), "last".into()];
    job.client.city = city.into();
    job.client.country = Some(Country::Other(country.into()));
    job.description = description.into();
    job.url = Some(ADDRESS.into());
    job
}

/// What the page has to read as: the job's own words, in their places.
fn meant(job: &Job) -> Read {
    let title = Some(neutral(&job.title, 300)).filter(|title| !title.is_empty());
    let listed = |values: &[&str]| {
        let values = values.iter().map(|value| neutral(value, 120)).filter(|value| !value.is_empty());
        values.collect::<Vec<_>>().join(", ")
    };
    let client = listed(&[&job.client.city, job.client.country.as_ref().map_or("", Country::name)]);
    let mut items = vec![format!("Skills: {}", listed(&[&job.skills[0], "last"]))];
    items.extend((!client.is_empty()).then(|| format!("Client: {client}")));
    let description = Some(neutral_lines(&job.description, 50_000)).filter(|text| !text.is_empty());
    Read {
        headings: vec![title.unwrap_or_else(|| "Job without a title".into())],
        items,
        links: vec![ADDRESS.into()],
        text: [Some(ADDRESS.to_owned()), description].into_iter().flatten().collect::<Vec<_>>().join("\n\n"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn words_of_a_posting_read_as_those_words_and_as_nothing_else(
        title in hostile(), skill in hostile(), city in hostile(), country in hostile(), description in hostile()
    ) {
        let job = job(&title, &skill, &city, &country, &description);
        let page = markdown(&job);
        for dialect in [Options::empty(), dialects()] {
            prop_assert_eq!(read(&page, dialect)?, meant(&job), "{}", page);
        }
    }

    #[test]
    fn no_address_but_the_jobs_own_can_be_linked_by_its_look(description in hostile()) {
        let page = markdown(&job("", "", "", "", &description));
        let page = page.replace(ADDRESS, "").to_lowercase();
        prop_assert_eq!(page.matches("://").count(), page.matches("\\://").count(), "{}", page);
        prop_assert!(!page.contains("www."));
    }

    #[test]
    fn the_jobs_own_address_is_a_link_to_itself_or_none(address in hostile()) {
        let mut job = Job::new(JobId("1".into()));
        job.url = Some(format!("https://example.org/{address}"));
        let read = read(&markdown(&job), dialects())?;
        prop_assert_eq!(read.links.len(), 1);
        prop_assert!(read.links.iter().all(|link| link.starts_with("https://example.org/") && *link == read.text));
        job.url = Some(address);
        let read = self::read(&markdown(&job), dialects())?;
        prop_assert!(read.links.iter().all(|link| link.starts_with("http") && *link == read.text));
    }
}
