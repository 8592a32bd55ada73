use super::*;
use crate::ids::JobId;
use crate::job::{CountRange, Country, Rate};
use crate::money::{Currency, Money};

fn job() -> Job {
    Job::new(JobId("1".into()))
}

#[test]
fn a_job_has_its_title_its_facts_its_address_and_its_description() {
    let mut job = job();
    job.title = "Sail maker for C++ & C#".into();
    job.rate = Rate::from_ends(Some(60.0), Some(90.0), Currency::USD);
    job.level = Some(Level::Expert);
    job.duration = Some(Duration::OneToThreeMonths);
    job.workload = Some(Workload::AsNeeded);
    job.skills = vec!["Linen".into(), "  ".into(), "rope_work".into()];
    job.client.city = "Köln".into();
    job.client.country = Country::read("DE");
    job.client.spent = Money::from_units(12_000.0, Currency::USD);
    job.client.rating = Some(4.96);
    job.activity.proposals = Some(CountRange { min: 5, max: Some(9) });
    job.posted = "2026-11-16T22:10:59Z".parse().ok();
    job.url = Some("https://example.org/jobs/~01?a=b&c=d".into());
    job.description = "Twelve sails.\r\n- one\r\n- two\r\n\r\n\r\nThank you".into();
    let page = r"# Sail maker for C++ & C#

- **Pay:** 60–90 USD/h
- **Level:** Expert
- **Duration:** 1 to 3 months
- **Workload:** As needed
- **Skills:** Linen, rope\_work
- **Client:** Köln, Germany
- **Spent:** 12000 USD
- **Rating:** 5.0
- **Proposals:** 5–9
- **Posted:** 2026-11-16 22:10 UTC

<https://example.org/jobs/~01?a=b&c=d>

Twelve sails.␣␣
\- one␣␣
\- two

Thank you
";
    assert_eq!(markdown(&job), page.replace('␣', " "));
}

#[test]
fn what_is_not_known_is_left_out() {
    assert_eq!(markdown(&job()), "# Job without a title\n");
    let unseen = Job { title: "\u{202e}\n".into(), description: "\u{200b} \n".into(), ..job() };
    assert_eq!(markdown(&unseen), markdown(&job()));
}

#[test]
fn proposals_are_a_number_a_range_or_open() {
    for (max, told) in [(Some(5), "5"), (Some(9), "5–9"), (None, "5+")] {
        let mut job = job();
        job.activity.proposals = Some(CountRange { min: 5, max });
        assert_eq!(markdown(&job), format!("# Job without a title\n\n- **Proposals:** {told}\n"));
    }
}

#[test]
fn only_an_address_of_the_web_is_linked() {
    for refused in [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "/jobs/1",
        "https://",
        "https://example.org@evil.example/",
        "https://:secret@example.org/",
        "not an address",
    ] {
        assert_eq!(markdown(&Job { url: Some(refused.into()), ..job() }), markdown(&job()), "{refused}");
    }
    let long = format!("https://example.org/{}", "a".repeat(LONGEST_ADDRESS));
    assert_eq!(markdown(&Job { url: Some(long), ..job() }), markdown(&job()));
    for (written, shown) in [
        ("https://example.org/> <b>x", "<https://example.org/%3E%20%3Cb%3Ex>"),
        ("https://example.org/?>#>\\", "<https://example.org/?%3E#%3E\\>"),
        ("https://аpple.com/\u{202e}", "<https://xn--pple-43d.com/%E2%80%AE>"),
        ("http://127.0.0.1:8080/1", "<http://127.0.0.1:8080/1>"),
    ] {
        let page = markdown(&Job { url: Some(written.into()), ..job() });
        assert_eq!(page, format!("# Job without a title\n\n{shown}\n"), "{written}");
    }
}

#[test]
fn a_posting_that_is_endless_is_cut() {
    let endless = "a".repeat(1_000_000);
    let skills = vec![endless.clone(); 1_000];
    let page = markdown(&Job { title: endless.clone(), description: endless, skills, ..job() });
    assert!(page.chars().count() < TITLE + MOST_SKILLS * (VALUE + 2) + DESCRIPTION + 100, "{}", page.len());
}
