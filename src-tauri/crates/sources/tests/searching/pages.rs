//! What comes back.

use lapwing_domain::JobId;
use serde_json::{Value, json};

use crate::scene::{Service, answer, edge, now, page, request};

async fn searched(body: &Value) -> lapwing_sources::marketplace::SearchPage {
    Service::answering(answer(body)).await.marketplace.search(&request("\"gtk\""), now()).await.unwrap()
}

#[tokio::test]
async fn a_page_holds_jobs_that_may_not_be_kept_and_where_the_next_one_begins() {
    let page = searched(&page(&[edge("7"), edge("8")])).await;
    let ids: Vec<_> = page.jobs.iter().map(|job| job.id().clone()).collect();
    assert_eq!(ids, [JobId("7".into()), JobId("8".into())]);
    assert_eq!((page.total, page.next.as_deref(), page.status, page.calls), (Some(37), Some("20"), 200, 1));
    assert!(page.unreadable.is_empty() && page.incomplete.is_none() && page.bytes > 0);
    assert!(!format!("{page:?}").contains("tray"), "content is not printed");
}

#[tokio::test]
async fn edges_and_nodes_that_are_null_are_counted_and_the_others_kept() {
    let page =
        searched(&page(&[Value::Null, edge("7"), json!({ "node": null }), json!({ "node": { "title": "Tray" } })]))
            .await;
    assert_eq!(page.jobs.len(), 1);
    assert_eq!(page.unreadable.len(), 3);
    assert!(page.unreadable.iter().all(|reason| !reason.contains("Tray")), "{:?}", page.unreadable);
}

#[tokio::test]
async fn errors_beside_jobs_are_told_and_lose_nothing() {
    let mut body = page(&[Value::Null, edge("7")]);
    let error =
        json!({ "message": "The field at path 'amount' was declared as a\nnon null type", "path": ["edges", 0] });
    body["errors"] = json!([error, error, { "message": "Another" }, {}]);
    let page = searched(&body).await;
    assert_eq!(page.jobs.len(), 1);
    let said = page.incomplete.unwrap();
    assert_eq!(said, "The field at path 'amount' was declared as a non null type Another");
}

#[tokio::test]
async fn the_next_page_is_found_whatever_the_service_says_of_it() {
    let next = async |info: Value, rows: usize| {
        let edges: Vec<_> = (0..rows).map(|id| edge(&id.to_string())).collect();
        let mut body = page(&edges);
        body["data"]["marketplaceJobPostingsSearch"]["pageInfo"] = info;
        let service = Service::answering(answer(&body)).await;
        service.marketplace.search(&request("\"gtk\"").first(3).after(10), now()).await.unwrap().next
    };
    assert_eq!(next(json!({ "endCursor": "13", "hasNextPage": true }), 3).await.as_deref(), Some("13"));
    assert_eq!(next(json!({ "endCursor": "13", "hasNextPage": false }), 3).await, None);
    assert_eq!(next(json!({ "endCursor": null, "hasNextPage": true }), 2).await.as_deref(), Some("12"));
    assert_eq!(next(json!({ "endCursor": " ", "hasNextPage": null }), 3).await.as_deref(), Some("13"));
    assert_eq!(next(Value::Null, 3).await.as_deref(), Some("13"), "a full page has one behind it");
    assert_eq!(next(Value::Null, 2).await, None);
    assert_eq!(next(json!({ "hasNextPage": true }), 0).await, None, "nothing comes behind an empty page");
}

#[tokio::test]
async fn an_empty_page_is_a_page() {
    let page = searched(&page(&[])).await;
    assert!(page.jobs.is_empty() && page.unreadable.is_empty());
}
