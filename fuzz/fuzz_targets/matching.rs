//! Matching and explaining: a query and a job from one text. What holds is explained, what is shown is quoted, and
//! searches say together what each says alone.
//!
//! The first line is the query. What follows is a job of the jobs API, or else the job's texts, one a line.

#![no_main]

use jiff::Timestamp;
use lapwing_domain::job::{Category, English};
use lapwing_domain::query::{At, Evidence, EvidenceField, Node, Outcome, PreparedJob, Program, Query, Use, parse};
use lapwing_domain::text::clean;
use lapwing_domain::triage::State;
use lapwing_domain::{Job, JobId, Profile, Record};
use lapwing_sources::jobs_api::decode_job_text;
use libfuzzer_sys::fuzz_target;

/// 2026-02-01T12:00:00Z.
const NOW: Timestamp = Timestamp::constant(1_769_947_200, 0);

/// A user whom some postings refuse.
const ME: Profile = Profile {
    country: Some(*b"DE"),
    languages: Vec::new(),
    english: Some(English::Conversational),
    job_success: Some(90.0),
    hours: Some(100.0),
    rate_floor: Some(50.0),
};

const AT: At<'_> = At { now: NOW, me: Some(&ME) };

/// Jobs after which a program has put what it learnt to use.
const LEARNING: usize = 66;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (query, job) = text.split_once('\n').unwrap_or((&text, ""));
    if let Some(query) = read(query) {
        let job = decode_job_text(job).unwrap_or_else(|_| job_of_lines(job));
        let record = record_of(&job);
        check(&query, &PreparedJob::with_record(job, record));
    }
});

fn read(query: &str) -> Option<Query> {
    parse(query, Use::History).ok().map(|parsed| parsed.query)
}

fn check(query: &Query, job: &PreparedJob) {
    let matches = query.matches(job, &AT);
    let nodes = query.explain(job, &AT);
    assert_eq!(matches, nodes.iter().all(|node| node.outcome == Outcome::Holds), "{query}: {nodes:#?}");
    assert_eq!(query.is_blank(), nodes.is_empty(), "{query}");
    let mut searches = vec![(query.clone(), matches)];
    for node in &nodes {
        check_node(node, job);
        let alone = read(&node.text).expect("a condition is a query of its own");
        searches.push((alone, node.outcome == Outcome::Holds));
    }
    // Refused where it has become too long or too deep.
    searches.extend(read(&format!("-({query})")).map(|negated| (negated, !matches)));
    for (search, expected) in &searches {
        assert_eq!(search.matches(job, &AT), *expected, "{search}");
    }
    check_program(&searches, job);
}

/// All searches as one program find what each finds alone.
fn check_program(searches: &[(Query, bool)], job: &PreparedJob) {
    let mut program = Program::new();
    for (number, (search, _)) in searches.iter().enumerate() {
        program.insert(number, search);
    }
    let expected: Vec<bool> = searches.iter().map(|(_, matches)| *matches).collect();
    for _ in 0..LEARNING {
        let mut found = vec![false; searches.len()];
        program.matching(job, &AT, |&number| found[number] = true);
        assert_eq!(found, expected, "{searches:?}");
    }
}

fn check_node(node: &Node, job: &PreparedJob) {
    for evidence in &node.evidence {
        check_evidence(evidence, job);
    }
    for child in &node.children {
        check_node(child, job);
    }
}

/// Evidence from a text quotes it, and a fact has a value and no place.
fn check_evidence(evidence: &Evidence, job: &PreparedJob) {
    let Evidence { field, start, end, value } = evidence;
    if let EvidenceField::Fact(_) = field {
        assert!(*start == 0 && *end == 0 && !value.is_empty(), "{evidence:?}");
        return;
    }
    let text: Vec<char> = field.text(job).chars().collect();
    assert!(start < end && *end <= text.len(), "{evidence:?}");
    assert_eq!(text[*start..*end].iter().collect::<String>(), *value, "{evidence:?}");
}

/// Title, skills, tags, occupations, category, city and time zone, then the description. Commas separate where several
/// may be.
fn job_of_lines(text: &str) -> Job {
    let mut lines = text.splitn(8, '\n').map(clean);
    let mut line = || lines.next().unwrap_or_default();
    let several = |line: String| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    let mut job = Job::new(JobId("fuzzed".to_owned()));
    job.title = line();
    job.skills = several(line());
    job.tags = several(line());
    job.occupations = several(line());
    let mut names = several(line()).into_iter();
    let mut name = || names.next().unwrap_or_default();
    job.category = Some(Category { name: name(), slug: name(), group: name(), group_slug: name() });
    job.client.city = line();
    job.client.timezone = line();
    job.description = line();
    job.settle()
}

/// What Lapwing knows of the job, in the job's own words.
fn record_of(job: &Job) -> Record {
    Record {
        sources: job.skills.clone(),
        searches: job.tags.clone(),
        labels: job.occupations.clone(),
        note: job.title.clone(),
        state: State::ALL.get(job.description.len() % 8).copied(),
        starred: job.private,
        repost: job.client.city.is_empty(),
        first_seen: job.posted,
    }
}
