use super::*;
use crate::ids::JobId;
use crate::job::{Country, Rate};
use crate::money::Currency;

fn job() -> Job {
    let mut job = Job::new(JobId("1".into()));
    job.title = "Sail maker".into();
    job.skills = ["Linen", "Rope", "Needle", "Wax", "Knots", "Tar"].map(str::to_owned).to_vec();
    job.rate = Rate::from_ends(Some(40.0), Some(60.0), Currency::from_code("EUR").unwrap());
    job.client.country = Country::read("DE");
    job
}

fn me() -> Profile {
    Profile { rate_floor: Some(45.5), ..Profile::default() }
}

fn filled(text: &str) -> Filled {
    fill(text, &job(), Some(&me()))
}

#[test]
fn every_placeholder_is_filled_and_reads_back_from_its_word() {
    let words = Placeholder::ALL.map(|placeholder| {
        assert_eq!(Placeholder::from_word(placeholder.word()), Some(placeholder));
        format!("{{{}}}", placeholder.word())
    });
    let text = "Sail maker|Linen, Rope, Needle, Wax, Knots|40–60 EUR/h|Germany|45.50 EUR/h".to_owned();
    assert_eq!(filled(&words.join("|")), Filled { text, ..Filled::default() });
}

#[test]
fn what_the_job_does_not_say_leaves_nothing_and_is_named_once() {
    let empty = Job::new(JobId("1".into()));
    let text = "{title}{skills}{pay}{client.country}{rate}{title}.";
    let left = fill(text, &empty, None);
    assert_eq!((left.text.as_str(), left.missing.as_slice()), (".", Placeholder::ALL.as_slice()));
    let unseen = Job { title: "\u{202e} \u{7}".into(), skills: vec!["\u{200b}".into()], ..empty };
    assert_eq!(fill(text, &unseen, Some(&Profile::default())), left);
    assert_eq!(fill("{rate}", &unseen, Some(&me())).text, "45.50 USD/h");
}

#[test]
fn a_name_that_is_no_placeholder_stays_as_written_and_is_named_once() {
    let left = filled("{deadline} { Client Country } {deadline} {имя} {title}");
    assert_eq!(left.text, "{deadline} { Client Country } {deadline} {имя} Sail maker");
    assert_eq!(left.unknown, ["deadline", "Client Country", "имя"]);
}

#[test]
fn case_and_spaces_within_the_braces_do_not_matter() {
    assert_eq!(filled("{Title}, { CLIENT.COUNTRY }").text, "Sail maker, Germany");
}

#[test]
fn doubled_braces_stand_for_themselves() {
    for (text, becomes) in [
        ("{{title}}", "{title}"),
        ("{{{title}}}", "{Sail maker}"),
        ("{{{{title}}}}", "{{title}}"),
        ("{{", "{"),
        ("}}", "}"),
        ("{{{deadline}}}", "{{deadline}}"),
    ] {
        assert_eq!(filled(text).text, becomes, "{text}");
    }
}

#[test]
fn braces_of_other_texts_are_left_alone() {
    for text in
        ["{", "}", "{}", "{ }", "{1}", "{\n}", "{title", "title}", "{ \"a\": 1 }", "{a\nb}", "{title:x}", "a } b { c"]
    {
        assert_eq!(filled(text), Filled { text: text.to_owned(), ..Filled::default() }, "{text}");
    }
    let long = format!("{{{}}}", "a".repeat(LONGEST_PLACEHOLDER));
    assert_eq!(filled(&long).unknown.len(), 1);
    assert_eq!(filled(&format!("{{{}}}", "a".repeat(LONGEST_PLACEHOLDER + 1))).unknown.len(), 0);
    assert_eq!(filled("{x {title}").text, "{x Sail maker");
}

#[test]
fn a_posting_cannot_ask_for_what_is_the_users() {
    let mut job = job();
    job.title = "{rate} {{pay}} {x}".into();
    let filled = fill("{title}", &job, Some(&me()));
    assert_eq!(filled, Filled { text: "{rate} {{pay}} {x}".into(), ..Filled::default() });
}

#[test]
fn a_posting_cannot_steer_or_flood_the_text() {
    let mut job = job();
    job.title = format!("\u{202e}Evil\u{1b}[2J\n\n{}", "a".repeat(100_000));
    job.skills = vec!["\u{2066}Rope\r\nTar".into(), "b".repeat(100_000)];
    job.client.country = Some(Country::Other("\u{202e}Atlantis\n".into()));
    let filled = fill("{title}|{skills}|{client.country}", &job, None).text;
    let parts: Vec<&str> = filled.split('|').collect();
    assert!(parts[0].starts_with("Evil [2J aaa") && parts[0].ends_with('…'), "{filled}");
    assert_eq!(parts[0].chars().count(), TITLE);
    assert!(parts[1].starts_with("Rope Tar, bbb") && parts[1].chars().count() <= 2 * VALUE, "{filled}");
    assert_eq!(parts[2], "Atlantis");
}

#[test]
fn names_and_texts_have_bounds_that_are_told() {
    assert_eq!(name(&"é".repeat(LONGEST_NAME)).map(|name| name.chars().count()), Ok(LONGEST_NAME));
    assert_eq!(name(&"é".repeat(LONGEST_NAME + 1)), Err(BadSnippet::LongName));
    assert_eq!(name("a\u{1b}[2J"), Err(BadSnippet::LongName));
    assert_eq!(text(&"é".repeat(LONGEST_TEXT)).map(|text| text.chars().count()), Ok(LONGEST_TEXT));
    assert_eq!(text(&"é".repeat(LONGEST_TEXT + 1)), Err(BadSnippet::LongText { length: LONGEST_TEXT + 1 }));
    assert_eq!(text(" \n\t "), Err(BadSnippet::NoText));
    assert_eq!(text("a\u{0}b"), Err(BadSnippet::Control));
    assert_eq!(text("\tone\rtwo\r\n").as_deref(), Ok("\tone\ntwo\n"));
}
