//! Testing an authorization.

use lapwing_sources::StepName;
use serde_json::{Value, json};
use wiremock::{Request, ResponseTemplate};

use crate::scene::{Service, answer, everything, now, organizations, page};

fn lacking(fields: &str) -> ResponseTemplate {
    let message = format!("doesn't have enough oauth2 permissions/scopes to access: [{fields}].");
    answer(&json!({ "data": null, "errors": [{ "message": message }] }))
}

/// Organizations are listed; a search is answered so.
async fn searching(search: ResponseTemplate) -> Service {
    Service::answering(move |request: &Request| {
        let is_search = String::from_utf8_lossy(&request.body).contains("marketplaceJobPostingsSearch");
        if is_search { search.clone() } else { answer(&organizations()) }
    })
    .await
}

#[tokio::test]
async fn a_good_authorization_takes_two_calls_and_asks_for_one_job() {
    let service = Service::answering(everything).await;
    let report = service.marketplace.test(now()).await;
    assert!(report.ok(), "{:?}", report.failure);
    assert_eq!(report.steps.iter().map(|step| step.name).collect::<Vec<_>>(), [StepName::Key, StepName::Jobs]);
    assert_eq!(report.calls, 2);
    assert_eq!(report.newest_posted, Some("2026-11-23T07:55:00Z".parse().unwrap()));
    assert!(report.steps[1].message.contains("5 minutes ago"), "{:?}", report.steps);
    let body: Value = serde_json::from_slice(&service.asked().await[1].body).unwrap();
    assert_eq!(body["variables"]["filter"]["pagination_eq"], json!({ "after": "0", "first": 1 }));
    assert_ne!(body["variables"]["filter"]["searchExpression_eq"], json!(""), "never without a word");
}

#[tokio::test]
async fn each_missing_permission_fails_the_step_that_needs_it() {
    let service = Service::answering(lacking("CompanySelector.items")).await;
    let report = service.marketplace.test(now()).await;
    assert_eq!((report.steps.len(), report.calls), (1, 1));
    assert!(report.problem().unwrap().contains("Common Entities - Read-Only Access"));
    let report = searching(lacking("PageInfo.hasNextPage")).await.marketplace.test(now()).await;
    assert_eq!((report.steps.len(), report.calls), (2, 2));
    assert!(report.problem().unwrap().contains("Read marketplace Job Postings"));
}

#[tokio::test]
async fn a_service_is_good_without_jobs_and_with_a_newest_one_that_cannot_be_read() {
    for edges in [vec![], vec![Value::Null], vec![json!({ "node": { "title": "No id" } })]] {
        let report = searching(answer(&page(&edges))).await.marketplace.test(now()).await;
        assert!(report.ok() && report.newest_posted.is_none(), "{edges:?}: {:?}", report.failure);
        assert!(!format!("{:?}", report.steps).contains("No id"));
    }
}
