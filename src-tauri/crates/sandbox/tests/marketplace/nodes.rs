//! What a posting looks like, and the traps in it.

use std::collections::HashSet;

use lapwing_sandbox::{Options, Sandbox};
use serde_json::{Value, json};

use crate::support::{Scene, Tokens, edges};

const FIELDS: &str = "id ciphertext title description publishedDateTime createdDateTime recordNumber experienceLevel \
    duration durationLabel engagement totalApplicants freelancersToHire premium applied category subcategory \
    hourlyBudgetType hourlyBudgetMin { rawValue currency displayValue } hourlyBudgetMax { rawValue } \
    skills { name prettyName } occupations { category { prefLabel } subCategories { prefLabel } occupationService { prefLabel } } \
    engagementDuration { label weeks } \
    client { totalHires totalPostedJobs totalReviews totalFeedback totalSpent { rawValue currency } verificationStatus \
        location { country city timezone } companyRid hasFinancialPrivacy } \
    job { id workFlowState { status } content { title } activityStat { jobActivity { invitesSent totalHired } } \
        contractTerms { contractType personsToHire experienceLevel \
            fixedPriceContractTerms { amount { rawValue currency } } \
            hourlyContractTerms { engagementType hourlyBudgetMin hourlyBudgetMax } } \
        contractorSelection { qualification { englishProficiency jobSuccessScore } } }";

async fn answer(scene: &Scene, tokens: &Tokens, fields: &str) -> Value {
    let query = format!(
        "{{ marketplaceJobPostingsSearch(sortAttributes: [{{ field: RECENCY }}], \
         marketPlaceJobFilter: {{ pagination_eq: {{ after: \"0\", first: 50 }} }}) {{ edges {{ node {{ {fields} }} }} }} }}"
    );
    scene.graph(&tokens.access, &json!({ "query": query })).await.json()
}

async fn nodes(scene: &Scene, tokens: &Tokens) -> Vec<Value> {
    let answer = answer(scene, tokens, FIELDS).await;
    assert_eq!(answer.get("errors"), None, "{answer}");
    edges(&answer).into_iter().map(|edge| edge["node"].clone()).collect()
}

async fn market() -> (Scene, Tokens) {
    let scene = Scene::new(Options::lively()).await;
    let tokens = scene.connect().await;
    (scene, tokens)
}

#[tokio::test]
async fn a_posting_tells_what_its_job_says() {
    let job = json!({
        "title": "Rust desktop app", "description": "For a tray.", "skills": ["Rust", "Desktop Application"],
        "hourly_budget": { "min": 30, "max": 50.5, "currency": "EUR" }, "contractor_tier": 3,
        "duration_label": "1 to 3 months", "engagement": "More than 30 hrs/week", "number_of_positions": 2,
        "category": { "name": "Desktop", "slug": "desktop", "group": "Development", "group_slug": "development" },
        "occupations": ["Desktop Software Development"], "premium": true,
        "buyer": { "payment_verified": true, "country": "DEU", "city": "Bremen", "total_spent": 1800,
                   "total_jobs_with_hires": 12, "total_assignments": 14, "feedback_count": 9, "score": 4.87 },
        "client_activity": { "total_applicants": 4, "invitations_sent": 3 },
        "qualifications": { "min_job_success_score": 90, "pref_english_skill": 3 },
    });
    let (scene, tokens) = Scene::with_jobs(&[job]).await;
    let node = nodes(&scene, &tokens).await.remove(0);
    assert_eq!((&node["title"], &node["description"]), (&json!("Rust desktop app"), &json!("For a tray.")));
    assert_eq!(node["hourlyBudgetMin"]["rawValue"], "30.0");
    assert_eq!(
        (&node["hourlyBudgetMax"]["rawValue"], &node["hourlyBudgetMin"]["currency"]),
        (&json!("50.5"), &json!("EUR"))
    );
    assert_eq!((&node["experienceLevel"], &node["duration"]), (&json!("EXPERT"), &json!("QUARTER")));
    assert_eq!((&node["engagement"], &node["premium"]), (&json!("More than 30 hrs/week"), &json!(true)));
    assert_eq!((&node["totalApplicants"], &node["freelancersToHire"]), (&json!(4), &json!(2)));
    assert_eq!(node["skills"][1], json!({ "name": "desktop-application", "prettyName": "Desktop Application" }));
    assert_eq!((&node["category"], &node["subcategory"]), (&json!("development"), &json!("desktop")));
    assert_eq!(node["occupations"]["occupationService"]["prefLabel"], "Desktop Software Development");
    let client = &node["client"];
    assert_eq!((&client["totalHires"], &client["totalSpent"]["rawValue"]), (&json!(12), &json!("1800.0")));
    assert_eq!(
        (&client["location"]["country"], &client["verificationStatus"]),
        (&json!("Germany"), &json!("VERIFIED"))
    );
    assert_eq!((&client["totalFeedback"], &client["totalReviews"]), (&json!(4.87), &json!(9)));
    let terms = &node["job"]["contractTerms"];
    assert_eq!((&terms["contractType"], &terms["fixedPriceContractTerms"]), (&json!("HOURLY"), &json!(null)));
    assert_eq!(
        terms["hourlyContractTerms"],
        json!({ "engagementType": "FULL_TIME", "hourlyBudgetMin": 30.0, "hourlyBudgetMax": 50.5 })
    );
    let selection = &node["job"]["contractorSelection"]["qualification"];
    assert_eq!(selection, &json!({ "englishProficiency": "FLUENT", "jobSuccessScore": 90 }));
    assert_eq!(node["job"]["activityStat"]["jobActivity"]["invitesSent"], 3);
}

#[tokio::test]
async fn a_fixed_price_stands_in_the_terms() {
    let (scene, tokens) = Scene::with_jobs(&[json!({ "title": "Shop", "budget": { "fixed_amount": 500 } })]).await;
    let node = nodes(&scene, &tokens).await.remove(0);
    let terms = &node["job"]["contractTerms"];
    assert_eq!((&terms["contractType"], &terms["hourlyContractTerms"]), (&json!("FIXED"), &json!(null)));
    assert_eq!(terms["fixedPriceContractTerms"]["amount"], json!({ "rawValue": "500.0", "currency": "USD" }));
    assert_eq!(node["hourlyBudgetMin"], json!(null));
}

#[tokio::test]
async fn the_markets_postings_fit_the_schema_and_vary_as_the_services_do() {
    let (scene, tokens) = market().await;
    let nodes = nodes(&scene, &tokens).await;
    assert_eq!(nodes.len(), 50);
    let digits = |text: &str| text.len() == 19 && text.bytes().all(|byte| byte.is_ascii_digit());
    assert!(nodes.iter().all(|node| digits(node["id"].as_str().unwrap())));
    let share = |is: fn(&Value) -> bool| nodes.iter().filter(|node| is(node)).count();
    for (name, count) in [
        ("~", share(|node| node["ciphertext"].as_str().unwrap().starts_with("~02"))),
        ("no engagement", share(|node| node["engagement"].is_null())),
        ("verification", share(|node| node["client"]["verificationStatus"] == "")),
        ("hourly", share(|node| node["job"]["contractTerms"]["contractType"] == "HOURLY")),
        ("offset", share(|node| node["publishedDateTime"].as_str().unwrap().ends_with("+0000"))),
        ("no category", share(|node| node["category"].is_null())),
    ] {
        assert!((3..=47).contains(&count), "{name}: {count} of 50");
    }
}

#[tokio::test]
async fn the_amount_of_what_is_paid_by_the_hour_is_a_trap() {
    let (scene, tokens) = market().await;
    let answer = answer(&scene, &tokens, "amount { rawValue } job { contractTerms { contractType } }").await;
    let edges = edges(&answer);
    let lost = edges.iter().filter(|edge| edge.is_null()).count();
    let errors = answer["errors"].as_array().unwrap();
    assert!(lost > 5 && lost == errors.len(), "{lost} lost, {} errors", errors.len());
    let first = &errors[0];
    let index = first["path"][2].as_u64().unwrap();
    assert_eq!(first["path"], json!(["marketplaceJobPostingsSearch", "edges", index, "node", "amount"]));
    assert_eq!(first["extensions"]["classification"], "NullValueInNonNullableField");
    assert!(edges[usize::try_from(index).unwrap()].is_null());
    let kept = edges.iter().filter(|edge| !edge.is_null());
    let (hourly, fixed): (Vec<&Value>, Vec<&Value>) =
        kept.partition(|edge| edge["node"]["job"]["contractTerms"]["contractType"] == "HOURLY");
    let is_zero = |edge: &&Value| edge["node"]["amount"]["rawValue"] == "0.0";
    assert!(!hourly.is_empty() && hourly.iter().all(is_zero), "{hourly:?}");
    assert!(!fixed.is_empty() && !fixed.iter().all(is_zero), "{fixed:?}");
}

#[tokio::test]
async fn both_services_find_what_is_published_and_what_becomes_of_it() {
    let (scene, tokens) = market().await;
    let control = scene.sandbox.control();
    let id = control.publish(json!({ "title": "Repair a music box" })).unwrap();
    let digits = id.strip_prefix("upwork-").unwrap();
    let newest = nodes(&scene, &tokens).await.remove(0);
    assert_eq!((&newest["id"], &newest["title"]), (&json!(digits), &json!("Repair a music box")));
    assert_eq!(newest["ciphertext"].as_str().unwrap().trim_start_matches('~'), format!("02{digits}"));
    let jobs = jobs_api(&scene.sandbox).await;
    assert_eq!(jobs["data"][0]["id"], json!(id));
    assert_eq!(newest["job"]["workFlowState"]["status"], "ACTIVE");
    control.edit(&id, &json!({ "status": "closed", "title": "Repair two" })).unwrap();
    let edited = nodes(&scene, &tokens).await.remove(0);
    assert_eq!((&edited["id"], &edited["title"]), (&json!(digits), &json!("Repair two")));
    assert_eq!(edited["job"]["workFlowState"]["status"], "CLOSED");
}

async fn jobs_api(sandbox: &Sandbox) -> Value {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = client.get(format!("{}/jobs?limit=1", sandbox.url())).header("X-API-KEY", sandbox.key());
    serde_json::from_str(&request.send().await.unwrap().text().await.unwrap()).unwrap()
}

#[tokio::test]
async fn placeholders_are_not_found() {
    let (scene, tokens) = Scene::with_jobs(&[json!({ "title": "Open" })]).await;
    scene.sandbox.control().publish(json!({ "is_private": true })).unwrap();
    assert_eq!(scene.found(&tokens, json!({})).await, ["Open"]);
    assert_eq!(scene.sandbox.control().postings_now().len(), 1);
}

#[tokio::test]
async fn ids_stay_the_same_from_answer_to_answer() {
    let (scene, tokens) = market().await;
    let ids = async || -> Vec<Value> { nodes(&scene, &tokens).await.iter().map(|node| node["id"].clone()).collect() };
    let first = ids().await;
    assert_eq!(first, ids().await);
    assert_eq!(first.iter().map(Value::to_string).collect::<HashSet<_>>().len(), first.len());
}
