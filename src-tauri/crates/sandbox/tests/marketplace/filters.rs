//! What each filter lets through, in which order, and how many at a time.

use lapwing_sandbox::{Options, Plan};
use serde_json::{Value, json};

use crate::support::{Scene, Tokens, edges};

/// What filters tell apart, newest first. The titles are what is found.
fn jobs() -> Vec<Value> {
    vec![
        json!({ "title": "Rust desktop app", "description": "For a tray.", "skills": ["Rust", "GTK"],
                "hourly_budget": { "min": 30, "max": 50 }, "contractor_tier": 3, "engagement": "More than 30 hrs/week",
                "buyer": { "payment_verified": true, "country": "DEU", "city": "Bremen", "total_jobs_with_hires": 12 },
                "client_activity": { "total_applicants": 4 } }),
        json!({ "title": "Shop", "description": "A desktop shop in React.", "skills": ["React Native"],
                "budget": { "fixed_amount": 500 }, "contractor_tier": "entry",
                "buyer": { "payment_verified": false, "country": "US" }, "proposals_tier": "20 to 50" }),
        json!({ "title": "Translator", "description": "Rusty old letters, desk work", "skills": [],
                "hourly_budget": { "min": 10, "max": 15 }, "engagement": "Less than 30 hrs/week" }),
    ]
}

async fn scene() -> (Scene, Tokens) {
    Scene::with_jobs(&jobs()).await
}

/// Checks each filter against the first letters of the titles it should find.
async fn check(scene: &Scene, tokens: &Tokens, cases: &[(Value, &str)]) {
    for (filter, wanted) in cases {
        let found: String = scene.found(tokens, filter.clone()).await.iter().map(|title| &title[..1]).collect();
        assert_eq!(found, *wanted, "{filter}");
    }
}

#[tokio::test]
async fn an_expression_looks_for_whole_words_in_title_description_and_skills() {
    let (scene, tokens) = scene().await;
    let expression = |text: &str| json!({ "searchExpression_eq": text });
    check(
        &scene,
        &tokens,
        &[
            (json!({}), "RST"),
            (expression("rust"), "R"),
            (expression("DESKTOPS"), "RS"),
            (expression("gtk"), "R"),
            (expression("desktop react"), "S"),
            (expression("rust OR letter"), "RT"),
            (expression("\"desktop app\""), "R"),
            (expression("\"app desktop\""), ""),
            (expression("desktop (gtk OR react)"), "RS"),
            (expression("desktop NOT react"), "R"),
            (expression("desk*"), "RST"),
        ],
    )
    .await;
}

#[tokio::test]
async fn loosely_one_word_is_enough() {
    let options = Options { arrivals_per_hour: 0.0, loose_search: true, plan: Plan::Unlimited, ..Options::default() };
    let scene = Scene::new(options).await;
    scene.publish(&jobs());
    let tokens = scene.connect().await;
    let expression = |text: &str| json!({ "searchExpression_eq": text });
    let cases = [(expression("gtk react"), "RS"), (expression("gtk AND react"), ""), (expression("old tray"), "RT")];
    check(&scene, &tokens, &cases).await;
}

#[tokio::test]
async fn further_terms_count_only_without_an_expression() {
    let (scene, tokens) = scene().await;
    let terms = |terms: Value| json!({ "searchTerm_eq": terms });
    check(
        &scene,
        &tokens,
        &[
            (terms(json!({ "andTerms_all": ["desktop", "tray"] })), "R"),
            (terms(json!({ "orTerms_any": ["tray", "letters"] })), "RT"),
            (terms(json!({ "exactTerms_any": ["desktop shop"] })), "S"),
            (terms(json!({ "excludeTerms_any": ["desktop"] })), "T"),
            (json!({ "searchExpression_eq": "react", "searchTerm_eq": { "excludeTerms_any": ["desktop"] } }), "S"),
        ],
    )
    .await;
}

#[tokio::test]
async fn titles_and_skills_are_looked_through_alone() {
    let (scene, tokens) = scene().await;
    let cases = [
        (json!({ "titleExpression_eq": "desktop" }), "R"),
        (json!({ "titleExpression_eq": "shop OR translator" }), "ST"),
        (json!({ "skillExpression_eq": "gtk" }), "R"),
        (json!({ "skillExpression_eq": "react-native,rust" }), "RS"),
        (json!({ "skillExpression_eq": "react" }), ""),
    ];
    check(&scene, &tokens, &cases).await;
}

#[tokio::test]
async fn a_range_of_money_lets_the_other_contract_through() {
    let (scene, tokens) = scene().await;
    let cases = [
        (json!({ "jobType_eq": "HOURLY" }), "RT"),
        (json!({ "jobType_eq": "FIXED" }), "S"),
        (json!({ "hourlyRate_eq": { "rangeStart": 40 } }), "RS"),
        (json!({ "hourlyRate_eq": { "rangeEnd": 20 }, "jobType_eq": "HOURLY" }), "T"),
        (json!({ "budgetRange_eq": { "rangeStart": 501 } }), "RT"),
        (json!({ "budgetRange_eq": { "rangeStart": 100, "rangeEnd": 500 } }), "RST"),
        (json!({ "workload_eq": "FULL_TIME" }), "RS"),
        (json!({ "workload_eq": "PART_TIME" }), "ST"),
    ];
    check(&scene, &tokens, &cases).await;
}

#[tokio::test]
async fn clients_levels_and_proposals_are_filtered() {
    let (scene, tokens) = scene().await;
    let cases = [
        (json!({ "verifiedPaymentOnly_eq": true }), "R"),
        (json!({ "verifiedPaymentOnly_eq": false }), "RST"),
        (json!({ "experienceLevel_eq": "ENTRY_LEVEL" }), "S"),
        (json!({ "experienceLevel_eq": "EXPERT" }), "R"),
        (json!({ "clientHiresRange_eq": { "rangeStart": 1 } }), "R"),
        (json!({ "clientHiresRange_eq": { "rangeEnd": 0 } }), "ST"),
        (json!({ "proposalRange_eq": { "rangeStart": 4, "rangeEnd": 20 } }), "RS"),
        (json!({ "locations_any": ["Germany"] }), "R"),
        (json!({ "locations_any": ["bremen", "United States"] }), "RS"),
        (json!({ "enterpriseOnly_eq": true, "timezone_eq": "UTC+9", "categoryIds_any": ["1"] }), "RST"),
    ];
    check(&scene, &tokens, &cases).await;
}

#[tokio::test]
async fn pages_are_cut_by_a_number_written_as_a_text() {
    let jobs: Vec<Value> = (0..12).map(|n| json!({ "title": format!("Job {n}") })).collect();
    let (scene, tokens) = Scene::with_jobs(&jobs).await;
    let page = async |after: &str, first: i64| {
        let answer = scene.search(&tokens, json!({ "pagination_eq": { "after": after, "first": first } })).await;
        let connection = answer["data"]["marketplaceJobPostingsSearch"].clone();
        let titles: Vec<_> = edges(&answer).iter().map(|edge| edge["node"]["title"].clone()).collect();
        (titles, connection["pageInfo"].clone(), connection["totalCount"].clone())
    };
    let (titles, info, total) = page("0", 5).await;
    assert_eq!((titles.len(), &titles[0], &total), (5, &json!("Job 0"), &json!(12)));
    assert_eq!(info, json!({ "endCursor": "5", "hasNextPage": true }));
    let (titles, info, _) = page("10", 5).await;
    assert_eq!(
        (titles, info),
        (vec![json!("Job 10"), json!("Job 11")], json!({ "endCursor": "12", "hasNextPage": false }))
    );
    let usual = scene.search(&tokens, json!({})).await;
    assert_eq!((edges(&usual).len(), &edges(&usual)[9]["cursor"]), (10, &json!("10")));
}

#[tokio::test]
async fn no_page_is_larger_than_fifty() {
    let jobs: Vec<Value> = (0..52).map(|n| json!({ "title": format!("Job {n}") })).collect();
    let (scene, tokens) = Scene::with_jobs(&jobs).await;
    let answer = scene.search(&tokens, json!({ "pagination_eq": { "after": "0", "first": 60 } })).await;
    assert_eq!(edges(&answer).len(), 50);
}

#[tokio::test]
async fn a_page_without_a_start_is_an_exception() {
    let (scene, tokens) = scene().await;
    for pagination in [
        json!({ "first": 10 }),
        json!({ "after": null, "first": 10 }),
        json!({ "after": "", "first": 10 }),
        json!({ "after": "x", "first": 10 }),
        json!({ "after": "0", "first": 0 }),
    ] {
        let answer = scene.search(&tokens, json!({ "pagination_eq": pagination })).await;
        assert_eq!((&answer["data"], &answer["errors"][0]["message"]), (&json!(null), &json!("Exception occurred")));
    }
}

#[tokio::test]
async fn only_recency_is_the_order_of_publication() {
    let scene = Scene::new(Options::lively()).await;
    let tokens = scene.connect().await;
    let ids = async |sort: &str| {
        let query = format!(
            "{{ marketplaceJobPostingsSearch({sort} marketPlaceJobFilter: {{ pagination_eq: {{ after: \"0\", first: 40 }} }}) \
             {{ edges {{ node {{ id client {{ totalFeedback }} }} }} }} }}"
        );
        let answer = scene.graph(&tokens.access, &json!({ "query": query })).await.json();
        edges(&answer).iter().map(|edge| edge["node"].clone()).collect::<Vec<_>>()
    };
    let recent = ids("sortAttributes: [{ field: RECENCY }]").await;
    let newest = scene.sandbox.control().postings_now();
    assert!(recent.iter().zip(&newest).all(|(node, id)| node["id"] == json!(id)), "{recent:?}");
    assert_ne!(ids("").await, recent);
    let rated = ids("sortAttributes: [{ field: CLIENT_RATING }]").await;
    let ratings: Vec<f64> = rated.iter().map(|node| node["client"]["totalFeedback"].as_f64().unwrap()).collect();
    assert!(ratings.is_sorted_by(|a, b| a >= b) && ratings[0] > 4.9, "{ratings:?}");
}
