//! What goes to the service.

use lapwing_sources::marketplace::{NewerFilters, NothingPositive, Organization, SearchRequest};
use serde_json::{Value, json};

use crate::scene::{Service, answer, edge, now, organizations, page, query, request};

#[tokio::test]
async fn a_search_goes_with_its_words_newest_first_from_an_offset() {
    let service = Service::answering(answer(&page(&[edge("7")]))).await;
    let written = "\"gtk\" (\"rust\" OR \"c++\") type:fixed level:expert client.verified:yes client.hires:5..9 proposals:<10 \
                   budget:>500 country:US -php";
    service.marketplace.search(&request(written).first(50).after(100), now()).await.unwrap();
    let sent = service.asked().await.remove(0);
    assert_eq!(sent.headers["authorization"], "Bearer oauth2v2_access1");
    assert_eq!(sent.headers["content-type"], "application/json");
    assert_eq!(sent.headers["user-agent"].to_str().unwrap(), format!("Lapwing/{}", env!("CARGO_PKG_VERSION")));
    assert!(!sent.headers.contains_key("x-upwork-api-tenantid"));
    let body: Value = serde_json::from_slice(&sent.body).unwrap();
    assert_eq!(body.as_object().unwrap().keys().collect::<Vec<_>>(), ["query", "variables"]);
    assert_eq!(
        body["variables"],
        json!({ "filter": {
            "searchExpression_eq": "gtk (rust OR \"c++\")", "jobType_eq": "FIXED", "experienceLevel_eq": "EXPERT",
            "verifiedPaymentOnly_eq": true, "clientHiresRange_eq": { "rangeStart": 4, "rangeEnd": 10 },
            "proposalRange_eq": { "rangeEnd": 11 }, "pagination_eq": { "after": "100", "first": 50 }
        } })
    );
    assert!(body["query"].as_str().unwrap().contains("RECENCY"));
}

#[test]
fn what_is_shown_of_a_search_is_what_is_sent() {
    let plain = request("\"gtk\"");
    let sent = json!({ "searchExpression_eq": "gtk", "pagination_eq": { "after": "0", "first": 20 } });
    assert_eq!(plain.filter(), sent);
    assert_eq!(plain.local(), ["\"gtk\""]);
}

#[test]
fn a_page_has_from_one_to_fifty_jobs() {
    for (asked, sent) in [(0, 1), (1, 1), (20, 20), (50, 50), (51, 50), (u32::MAX, 50)] {
        assert_eq!(request("\"gtk\"").first(asked).filter()["pagination_eq"]["first"], sent);
    }
}

#[test]
fn a_search_without_a_word_that_must_be_there_is_not_asked_for_and_says_what_to_do() {
    for text in ["", "type:hourly", "-php", "rust OR budget:>500", "dev*"] {
        assert_eq!(SearchRequest::as_written(&query(text)), Err(NothingPositive), "{text}");
    }
    assert!(NothingPositive.to_string().contains("Add a word that must be in the job"));
}

#[tokio::test]
async fn a_chosen_organization_goes_with_every_query() {
    let service = Service::acting_for(Some("424242"), answer(&page(&[]))).await;
    service.marketplace.search(&request("\"gtk\""), now()).await.unwrap();
    assert_eq!(service.asked().await.remove(0).headers["x-upwork-api-tenantid"], "424242");
}

#[tokio::test]
async fn organizations_are_listed_by_id_and_name() {
    let service = Service::answering(answer(&organizations())).await;
    let found = service.marketplace.organizations(now()).await.unwrap();
    let organization = |id: &str, title: &str| Organization { id: id.to_owned(), title: title.to_owned() };
    assert_eq!(found, [organization("11", "Own account"), organization("12", "12")]);
}

#[tokio::test]
async fn newer_filters_are_looked_for_by_asking_for_one_type() {
    for (fields, found) in [
        (json!([{ "name": "searchExpression_eq" }]), NewerFilters::default()),
        (json!([{ "name": "daysPosted_eq" }]), NewerFilters { days_posted: true, duration: false }),
        (
            json!([{ "name": "duration_any" }, { "name": "daysPosted_eq" }]),
            NewerFilters { days_posted: true, duration: true },
        ),
    ] {
        let service = Service::answering(answer(&json!({ "data": { "__type": { "inputFields": fields } } }))).await;
        assert_eq!(service.marketplace.newer_filters(now()).await.unwrap(), found);
        let body: Value = serde_json::from_slice(&service.asked().await.remove(0).body).unwrap();
        assert_eq!(body["query"].as_str().unwrap().matches("__type").count(), 1);
    }
}
