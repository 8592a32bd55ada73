//! Links of the marketplace's job search, the queries they become, and what is left of them.

#![allow(clippy::unwrap_used, reason = "tests")]

use lapwing_domain::link::{FromLink, LinkError, read_link};

const PAGE: &str = "https://www.upwork.com/nx/search/jobs/";

/// What a link of the page with these parameters becomes.
fn read(parameters: &str) -> FromLink {
    read_link(&format!("{PAGE}?{parameters}")).unwrap()
}

/// A link's parameters, the query they become, and the parameters and values that are left.
type Row<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

#[track_caller]
fn becomes(table: &[Row]) {
    for (parameters, query, left) in table {
        let read = read(parameters);
        let found: Vec<(&str, &str)> = read.left.iter().map(|l| (l.parameter.as_str(), l.value.as_str())).collect();
        assert_eq!((read.query.as_str(), found.as_slice()), (*query, *left), "{parameters}");
        assert!(read.left.iter().all(|left| left.why.ends_with('.')), "{:?}", read.left);
    }
}

#[test]
fn words_keep_their_meaning() {
    becomes(&[
        ("q=rust", "rust", &[]),
        ("q=rust%20developer", "rust developer", &[]),
        ("q=rust+developer", "rust developer", &[]),
        (
            "q=rust%20AND%20(tauri%20OR%20%22desktop%20app%22)%20NOT%20wordpress",
            "rust (tauri OR \"desktop app\") -wordpress",
            &[],
        ),
        (
            "q=rust%20-wordpress%20-%22full%20time%22%20-(php%20OR%20perl)",
            "rust -wordpress -\"full time\" -(php OR perl)",
            &[],
        ),
        ("q=rust%26%26go%7C%7Cvue%20!php", "rust go OR vue -php", &[]),
        ("q=c%2B%2B%20OR%20c%23%20OR%20.net%20OR%20node.js", "c++ OR c# OR .net OR node.js", &[]),
        ("q=((rust))%20(go)", "rust go", &[]),
        ("q=scrap*", "scrap*", &[]),
        ("q=rust%20or%20go", "rust or go", &[]),
        ("q=%2Brust%20%3Dgo", "rust go", &[]),
        ("q=python%2C%20django%3B%20flask%2Ccelery", "python django flask celery", &[]),
        ("q=1%2C000%20pages", "\"1,000\" pages", &[]),
        ("q=looking%3A%20https%3A%2F%2Fexample.com", "looking \"https://example.com\"", &[]),
        ("q=rate%3A50", "\"rate:50\"", &[]),
        ("q=%E2%80%9Cfull%20stack%E2%80%9D", "\"full stack\"", &[]),
        ("q=%22back%5Cslash%22", r#""back\\slash""#, &[]),
        ("q=S%C3%A3o%20%D1%80%D0%B0%D0%B1%D0%BE%D1%82%D0%B0", "São работа", &[]),
        ("q=rust&q=go%20OR%20zig", "rust (go OR zig)", &[]),
    ]);
}

#[test]
fn the_pages_own_fields_become_ours() {
    becomes(&[
        ("q=title%3Arust", "title:rust", &[]),
        ("q=Title%3A(rust%20OR%20%22go%20lang%22)", "title:rust OR title:\"go lang\"", &[]),
        ("q=skills%3A(rust%20AND%20NOT%20php)%20api", "skill:rust -skill:php api", &[]),
        ("q=-description%3A%20agency", "-description:agency", &[]),
        ("q=title%3A(rust%20skills%3Ago)", "title:rust title:go", &[("q", "skills:")]),
    ]);
}

#[test]
fn words_that_the_page_forgives_are_mended_and_told() {
    becomes(&[
        ("q=*script%20rust", "rust", &[("q", "*script")]),
        ("q=rust%20a*", "rust", &[("q", "a*")]),
        ("q=%22full%20stack%20dev*%22%20rust", "rust", &[("q", "\"full stack dev*\"")]),
        ("q=rust%20-%20go%20%26%20zig", "rust go zig", &[("q", "-"), ("q", "&")]),
        ("q=(rust%20OR%20go", "rust OR go", &[("q", "(")]),
        ("q=rust)%20go", "rust go", &[("q", ")")]),
        ("q=rust%20()%20%22%22", "rust", &[("q", "()"), ("q", "\"\"")]),
        ("q=rust%20%22full%20stack", "rust full stack", &[("q", "\"full stack")]),
        ("q=OR%20rust%20OR%20OR%20go%20AND", "rust OR go", &[("q", "OR"), ("q", "OR"), ("q", "AND")]),
        ("q=rust%20NOT%20AND%20title%3A", "rust", &[("q", "NOT"), ("q", "title:")]),
        ("q=%F0%9F%9A%80", "", &[("q", "\u{1F680}")]),
    ]);
}

#[test]
fn pay_is_asked_of_the_kind_of_contract_that_has_it() {
    becomes(&[
        ("t=0", "type:hourly", &[]),
        ("t=1", "type:fixed", &[]),
        ("t=0,1", "type:hourly,fixed", &[]),
        ("t=0&t=1", "type:hourly,fixed", &[]),
        ("hourly_rate=20-40", "rate:20..40", &[]),
        ("hourly_rate=50-", "rate:>=50", &[]),
        ("hourly_rate=-25", "rate:<=25", &[]),
        ("amount=0-99,100-499,5000-", "budget:<=499,>=5000", &[]),
        ("amount=0-99%2C100-499%2C5000-", "budget:<=499,>=5000", &[]),
        ("amount=0-99&amount=500-999", "budget:<=99, 500..999", &[]),
        ("amount=1,000-2,000", "budget:1000..2000", &[]),
        ("amount=1%2C000-2%2C000&amount=5,000-", "budget:1000..2000,>=5000", &[]),
        ("amount=1,200&amount=5000-", "budget:>=5000", &[("amount", "1,200")]),
        ("t=0&hourly_rate=50-", "type:hourly rate:>=50", &[]),
        ("hourly_rate=50-&amount=1000-", "rate:>=50 OR budget:>=1000", &[]),
        ("t=0,1&hourly_rate=50-&amount=1000-4999,5000-", "type:hourly rate:>=50 OR type:fixed budget:>=1000", &[]),
        ("t=0,1&hourly_rate=50-", "type:hourly rate:>=50 OR type:fixed", &[]),
        ("q=rust&t=0,1&amount=1000-", "rust (type:hourly OR type:fixed budget:>=1000)", &[]),
        ("t=0&amount=1000-", "type:hourly", &[("amount", "1000-")]),
        ("t=1&hourly_rate=50-", "type:fixed", &[("hourly_rate", "50-")]),
        ("t=2&hourly_rate=50-20,a", "", &[("t", "2"), ("hourly_rate", "50-20"), ("hourly_rate", "a")]),
    ]);
}

#[test]
fn every_filter_becomes_a_condition() {
    becomes(&[
        ("contractor_tier=1", "level:entry", &[]),
        ("contractor_tier=2,3", "level:intermediate,expert", &[]),
        ("contractor_tier=4,3", "level:expert", &[("contractor_tier", "4")]),
        ("payment_verified=1", "client.verified:yes", &[]),
        ("payment_verified=0", "client.verified:no", &[]),
        ("client_hires=0", "client.hires:0", &[]),
        ("client_hires=1-9,10-", "client.hires:>=1", &[]),
        ("proposals=0-4,5-9,10-14", "proposals:<=14", &[]),
        ("proposals=0-4,20-49", "proposals:<=4,20..49", &[]),
        ("location=Germany", "country:DE", &[]),
        ("location=United%20States,United+Kingdom,South%20Korea", "country:US,GB,KR", &[]),
        ("location=Congo,%20the%20Democratic%20Republic%20of%20the,France", "country:CD,FR", &[]),
        ("location=Europe,Israel", "country:IL", &[("location", "Europe")]),
        ("duration_v3=week,month,semester,ongoing", "duration:<1mo,1-3mo,3-6mo,>6mo", &[]),
        ("duration_v3=year", "", &[("duration_v3", "year")]),
        ("workload=as_needed", "workload:part-time,as-needed", &[]),
        ("workload=as_needed,part_time,full_time", "workload:part-time,as-needed,full-time", &[]),
        ("contract_to_hire=true", "contract_to_hire:yes", &[]),
        ("contract_to_hire=1", "contract_to_hire:yes", &[]),
        ("timezone=America%2FNew_York", "timezone:America/New_York", &[]),
    ]);
}

#[test]
fn ids_and_unknown_parameters_are_left_and_the_way_of_showing_is_no_part_of_a_search() {
    becomes(&[
        (
            "q=rust&category2_uid=531770282580668418,531&subcategory2_uid=99&previous_clients=all",
            "rust",
            &[("category2_uid", "531770282580668418,531"), ("subcategory2_uid", "99"), ("previous_clients", "all")],
        ),
        ("nbs=1&q=rust&novelty=%20x&novelty=y", "rust", &[("nbs", "1"), ("novelty", " x"), ("novelty", "y")]),
        ("q=rust&sort=recency&page=3&per_page=50&from_recent_search=true", "rust", &[]),
        ("q=&t=&location=&unknown=&amount=,", "", &[]),
        ("", "", &[]),
    ]);
}

#[test]
fn a_whole_link_becomes_a_whole_query() {
    becomes(&[(
        "amount=1000-4999,5000-&client_hires=1-9,10-&contractor_tier=2,3&hourly_rate=35-&location=Canada&nbs=1\
         &payment_verified=1&per_page=50&proposals=0-4,5-9&q=(rust%20OR%20go)%20AND%20NOT%20%22full%20time%22\
         &sort=recency&t=0,1",
        "(rust OR go) -\"full time\" (type:hourly rate:>=35 OR type:fixed budget:>=1000) level:intermediate,expert \
         client.verified:yes client.hires:>=1 proposals:<=9 country:CA",
        &[("nbs", "1")],
    )]);
}

#[test]
fn the_search_is_known_by_each_of_its_addresses() {
    for link in [
        "https://www.upwork.com/nx/search/jobs/?q=rust",
        "https://www.upwork.com/nx/search/jobs?q=rust#top",
        "http://upwork.com/search/jobs/?q=rust",
        "HTTPS://WWW.UPWORK.COM/nx/jobs/search/?q=rust",
        "  www.upwork.com/ab/jobs/search/?q=rust\n",
        "https://www.upwork.com/nx/search/jobs/details/~021884964137407863964?q=rust&pageTitle=Job&_navType=slider",
    ] {
        assert_eq!(read_link(link).unwrap(), FromLink { query: "rust".into(), left: Vec::new() }, "{link}");
    }
}

#[test]
fn what_is_no_search_link_is_refused_with_the_reason() {
    let other_site = |host: &str| LinkError::OtherSite { host: host.to_owned() };
    for (link, why) in [
        ("", LinkError::NotALink),
        ("rust OR go", LinkError::NotALink),
        ("rust", LinkError::NotALink),
        ("mailto:someone@example.com", LinkError::NotALink),
        ("javascript:alert(1)", LinkError::NotALink),
        ("ftp://www.upwork.com/nx/search/jobs/", LinkError::NotALink),
        ("https://", LinkError::NotALink),
        ("https://example.com/nx/search/jobs/?q=rust", other_site("example.com")),
        ("https://www.upwork.com.example.com/nx/search/jobs/", other_site("www.upwork.com.example.com")),
        ("https://www.upwork.com@example.com/nx/search/jobs/", other_site("example.com")),
        ("https://[::1]/nx/search/jobs/", other_site("[::1]")),
        ("https://www.upwork.com/jobs/~021884964137407863964", LinkError::JobPage),
        ("https://www.upwork.com/jobs/Rust-Developer_%7E021884964137407863964/?q=rust", LinkError::JobPage),
        ("https://www.upwork.com/nx/search/jobs/details/~021884964137407863964", LinkError::JobPage),
        ("https://www.upwork.com/", LinkError::OtherPage),
        ("https://www.upwork.com/nx/search/talent/?q=rust", LinkError::OtherPage),
        ("https://www.upwork.com/nx/search/jobs/saved/", LinkError::OtherPage),
    ] {
        assert_eq!(read_link(link), Err(why), "{link}");
    }
}

#[test]
fn broken_percent_codes_stand_for_themselves_or_are_left() {
    becomes(&[
        ("q=100%", "100%", &[]),
        ("q=rust%2", "rust%2", &[]),
        ("q=rust%FF&t=0", "type:hourly", &[("q", "rust\u{FFFD}")]),
        ("q=rust%00go%1B%5B2J", "rust go [2J", &[]),
        ("un%1Bknown=%07x", "", &[("un known", " x")]),
    ]);
}

#[test]
fn what_is_too_much_for_a_query_is_left_and_the_rest_stays() {
    let long = format!("t=0&q={}", "word ".repeat(1_000));
    let many = format!("t=0&q={}", "w ".repeat(600));
    let deep = format!("t=0&q={}rust{}", "(".repeat(70), ")".repeat(70));
    let ranges: Vec<String> = (0..900).map(|n| format!("{}-{}", n * 10, n * 10 + 2)).collect();
    let ranges = format!("t=0&client_hires={}", ranges.join(","));
    for (parameters, parameter, why) in
        [(long, "q", "4096"), (many, "q", "512 terms"), (deep, "q", "64 levels"), (ranges, "client_hires", "4096")]
    {
        let read = read(&parameters);
        assert_eq!((read.query.as_str(), read.left.len()), ("type:hourly", 1), "{parameter}");
        assert_eq!(read.left[0].parameter, parameter);
        assert!(read.left[0].why.contains(why), "{}", read.left[0].why);
    }
    let deepest = format!("q={}rust{}", "-(a ".repeat(31), ")".repeat(31));
    assert!(read(&deepest).left.is_empty());
    assert_eq!(read_link(&format!("{PAGE}?q={}", "a".repeat(10_000_000))), Err(LinkError::TooLong));
    assert_eq!(read_link(&"(".repeat(10_000_000)), Err(LinkError::TooLong));
}
