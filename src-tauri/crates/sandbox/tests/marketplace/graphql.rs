//! Who may ask, what a request must look like, and how what it must not look like is told.

use lapwing_sandbox::Options;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{GRAPHQL, REVOKE, SEARCH, Scene, Tokens, edges};

async fn asked(scene: &Scene, tokens: &Tokens, query: &str) -> Value {
    let answer = scene.graph(&tokens.access, &json!({ "query": query })).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.json()
}

/// Message and classification of the only error, beside no data.
fn refused(answer: &Value) -> (String, String) {
    assert_eq!((answer["data"].is_null(), answer["errors"].as_array().map(Vec::len)), (true, Some(1)), "{answer}");
    let error = &answer["errors"][0];
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&error["message"]), text(&error["extensions"]["classification"]))
}

#[tokio::test]
async fn only_a_live_access_token_may_ask() {
    let scene = Scene::silent().await;
    let tokens = scene.connect().await;
    let body = json!({ "query": "{ user { id } }" });
    let status = async |access: &str| scene.graph(access, &body).await.status;
    assert_eq!(status(&tokens.access).await, StatusCode::OK);
    for wrong in ["", "another", &tokens.refresh] {
        assert_eq!(status(wrong).await, StatusCode::UNAUTHORIZED, "{wrong}");
    }
    let without = scene.send(scene.request(Method::POST, GRAPHQL).body(body.to_string())).await;
    assert_eq!(without.status, StatusCode::UNAUTHORIZED);
    let lower = scene.request(Method::POST, GRAPHQL).header("Authorization", format!("bearer {}", tokens.access));
    assert_eq!(scene.send(lower.body(body.to_string())).await.status, StatusCode::OK);
}

#[tokio::test]
async fn access_ends_after_a_day_by_revocation_or_by_hand() {
    let scene = Scene::silent().await;
    let body = json!({ "query": "{ user { id } }" });
    let first = scene.connect().await;
    scene.pass(23);
    assert_eq!(scene.graph(&first.access, &body).await.status, StatusCode::OK);
    scene.pass(1);
    assert_eq!(scene.graph(&first.access, &body).await.status, StatusCode::UNAUTHORIZED);
    let second = Tokens::of(&scene.refresh(&first.refresh).await);
    scene.sandbox.control().expire_access_tokens();
    assert_eq!(scene.graph(&second.access, &body).await.status, StatusCode::UNAUTHORIZED);
    let third = Tokens::of(&scene.refresh(&second.refresh).await);
    assert_eq!(scene.graph(&third.access, &body).await.status, StatusCode::OK);
    scene.post(REVOKE, &[("client_id", scene.sandbox.client_id()), ("token", &third.refresh)]).await;
    assert_eq!(scene.graph(&third.access, &body).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_body_holds_a_query_its_variables_its_operation_and_nothing_else() {
    let scene = Scene::silent().await;
    let tokens = scene.connect().await;
    let two = "query A { user { id } } query B { organization { name } }";
    for (body, status) in [
        (json!({ "query": "{ user { id } }", "variables": null, "operationName": null }), 200),
        (json!({ "query": two, "operationName": "B" }), 200),
        (json!({ "query": "{ user { id } }", "extensions": {} }), 404),
        (json!({ "variables": {} }), 400),
        (json!([]), 400),
    ] {
        assert_eq!(scene.graph(&tokens.access, &body).await.status.as_u16(), status, "{body}");
    }
    let unclear = scene.graph(&tokens.access, &json!({ "query": two })).await;
    assert_eq!((unclear.status, refused(&unclear.json()).1), (StatusCode::OK, "ValidationError".to_owned()));
}

#[tokio::test]
async fn what_the_schema_does_not_have_is_refused_in_the_services_words() {
    let scene = Scene::silent().await;
    let tokens = scene.connect().await;
    let search = |inside: &str| format!("{{ marketplaceJobPostingsSearch{inside} }}");
    for (query, said) in [
        (
            search(" { edges { node { url } } }"),
            "FieldUndefined: Field 'url' in type 'MarketplaceJobPostingSearchResult' is undefined",
        ),
        (search("(sortOrder: 1) { totalCount }"), "UnknownArgument: "),
        (search(""), "SubSelectionRequired: "),
        (search(" { totalCount { x } }"), "SubSelectionNotAllowed: "),
        (search("(marketPlaceJobFilter: { daysPosted_eq: 1 }) { totalCount }"), "WrongType: "),
        (search("(marketPlaceJobFilter: { jobType_eq: \"HOURLY\" }) { totalCount }"), "WrongType: "),
        ("{ marketplaceJobPosting { id } }".to_owned(), "MissingFieldArgument: "),
        ("query A($f: JobFilter) { user { id } }".to_owned(), "UnknownType: "),
    ] {
        let answer = asked(&scene, &tokens, &query).await;
        let error = &answer["errors"][0];
        let message = error["message"].as_str().unwrap();
        assert!(message.starts_with(&format!("Validation error of type {said}")), "{message}");
        assert_eq!(error["extensions"]["classification"], "ValidationError");
        assert!(answer["data"].is_null() && error["locations"][0]["line"] == 1, "{answer}");
    }
    assert_eq!(refused(&asked(&scene, &tokens, "{ user { id }").await).1, "InvalidSyntax");
}

#[tokio::test]
async fn variables_are_checked_like_literals() {
    let scene = Scene::silent().await;
    let tokens = scene.connect().await;
    for filter in [json!({ "jobType_eq": "WEEKLY" }), json!({ "daysPosted_eq": 1 }), json!({ "hourlyRate_eq": 40 })] {
        let answer = scene.search(&tokens, filter.clone()).await;
        assert_eq!(refused(&answer).1, "ValidationError", "{filter}");
    }
}

#[tokio::test]
async fn one_type_is_told_at_a_time() {
    let scene = Scene::silent().await;
    let tokens = scene.connect().await;
    let one = |alias: &str, name: &str| format!("{alias}: __type(name: \"{name}\") {{ kind inputFields {{ name }} }}");
    let filter = "MarketplaceJobPostingsSearchFilter";
    let answer = asked(&scene, &tokens, &format!("{{ {} }}", one("t", filter))).await;
    let fields = answer["data"]["t"]["inputFields"].as_array().unwrap();
    assert!(fields.iter().any(|field| field["name"] == "pagination_eq") && fields.len() == 27, "{fields:?}");
    let verification = one("t", "ClientVerificationStatus");
    assert_eq!(asked(&scene, &tokens, &format!("{{ {verification} }}")).await["data"]["t"]["kind"], "ENUM");
    let both = asked(&scene, &tokens, &format!("{{ {} {} }}", one("a", filter), one("b", "Pagination"))).await;
    assert_eq!(refused(&both).0, "This request is not asking for introspection in good faith");
}

#[tokio::test]
async fn the_member_has_two_organizations_and_asks_for_the_first() {
    let scene = Scene::silent().await;
    let tokens = scene.connect().await;
    let query = "{ companySelector { items { title organizationId } } organization { id name type } user { name } }";
    let data = asked(&scene, &tokens, query).await["data"].clone();
    let items = data["companySelector"]["items"].as_array().unwrap();
    assert_eq!((items.len(), &items[0]["organizationId"]), (2, &data["organization"]["id"]));
    let as_tenant = async |id: &str| {
        let request = scene.request(Method::POST, GRAPHQL).bearer_auth(&tokens.access);
        let request = request.header("X-Upwork-API-TenantId", id);
        scene.send(request.body(json!({ "query": "{ organization { id } }" }).to_string())).await.json()
    };
    let agency = items[1]["organizationId"].as_str().unwrap();
    assert_eq!(as_tenant(agency).await["data"]["organization"]["id"], agency);
    assert!(refused(&as_tenant("1").await).0.contains("does not belong to the organization 1"));
    let tenants: Vec<_> = scene.sandbox.control().graphql_requests().into_iter().map(|asked| asked.tenant).collect();
    assert_eq!(tenants, [None, Some(agency.to_owned()), Some("1".to_owned())]);
}

#[tokio::test]
async fn the_tree_of_trades_and_the_postings_name_the_same_concepts() {
    let scene = Scene::new(Options::lively()).await;
    let tokens = scene.connect().await;
    let query = "{ ontologyCategories { id subcategories { id services { id preferredLabel } } } \
        marketplaceJobPostingsSearch { edges { node { occupations { category { id } subCategories { id } } } } } }";
    let answer = asked(&scene, &tokens, query).await;
    let categories = answer["data"]["ontologyCategories"].as_array().unwrap();
    let filed: Vec<Value> = edges(&answer).iter().map(|edge| edge["node"]["occupations"].clone()).collect();
    let filed: Vec<&Value> = filed.iter().filter(|filed| !filed.is_null()).collect();
    assert!(filed.len() > 3, "{filed:?}");
    for place in filed {
        let category = categories.iter().find(|category| category["id"] == place["category"]["id"]).unwrap();
        let below = category["subcategories"].as_array().unwrap();
        assert!(below.iter().any(|below| below["id"] == place["subCategories"][0]["id"]), "{place}");
    }
}

#[tokio::test]
async fn a_posting_is_read_by_its_number_and_by_nothing_else() {
    let (scene, tokens) = Scene::with_jobs(&[json!({ "title": "Repair a music box" })]).await;
    let id = scene.sandbox.control().postings_now().remove(0);
    let one = |id: &str| format!("{{ marketplaceJobPosting(id: \"{id}\") {{ id content {{ title }} }} }}");
    let found = asked(&scene, &tokens, &one(&id)).await;
    assert_eq!(found["data"]["marketplaceJobPosting"]["content"]["title"], "Repair a music box");
    let ciphertext = format!("~02{id}");
    let (message, _) = refused(&asked(&scene, &tokens, &one(&ciphertext)).await);
    assert_eq!(message, format!("Opening not found for uid='{ciphertext}'"));
}

#[tokio::test]
async fn requests_are_seen_with_their_variables_and_without_their_token() {
    let (scene, tokens) = Scene::with_jobs(&[]).await;
    scene.search(&tokens, json!({ "searchExpression_eq": "rust" })).await;
    scene.graph("dead", &json!({ "query": SEARCH })).await;
    let requests = scene.sandbox.control().graphql_requests();
    assert_eq!((requests.len(), &*requests[0].query), (1, SEARCH));
    assert_eq!(requests[0].variables["filter"], json!({ "searchExpression_eq": "rust" }));
    let calls = scene.sandbox.control().calls();
    assert!(calls.iter().rev().take(2).all(|call| call.target == GRAPHQL && call.had_token), "{calls:?}");
    assert!(!format!("{requests:?}{calls:?}").contains(&tokens.access));
}
