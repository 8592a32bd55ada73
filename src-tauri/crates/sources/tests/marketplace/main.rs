//! Nodes of the marketplace API as jobs: in the shapes the schema promises, in those the service sends, and in those it
//! should not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

mod amounts;
mod damage;
#[path = "../data/mod.rs"]
mod data;
mod decoding;
mod laws;
mod real_nodes;

use lapwing_domain::Job;
use lapwing_sources::marketplace::decode_node;
use serde_json::{Value, json};

fn job(node: &Value) -> Job {
    decode_node(node).unwrap()
}

/// A job of which the node says one thing only.
fn with(name: &str, value: &Value) -> Job {
    job(&json!({ "id": "7", name: value }))
}

/// An hourly posting that says all the schema lets it say.
fn full() -> Value {
    json!({
        "id": "1900000000000000007", "ciphertext": "~021900000000000000007",
        "title": "Tend a <b>tray</b> &amp; menu", "description": "Line one<br>line two",
        "createdDateTime": "2026-01-05T08:12:40+0000", "publishedDateTime": "2026-01-05T08:12:43+0000",
        "duration": "MONTH", "engagement": "More than 30 hrs/week", "experienceLevel": "EXPERT",
        "amount": { "rawValue": "0.0", "currency": "USD", "displayValue": "0.0" },
        "hourlyBudgetMin": { "rawValue": "45.0", "currency": "EUR", "displayValue": "45.0" },
        "hourlyBudgetMax": { "rawValue": "70.5", "currency": "EUR", "displayValue": "70.5" },
        "category": "dev_group", "subcategory": "desktop_apps", "premium": true,
        "totalApplicants": 12, "freelancersToHire": 2,
        "preferredFreelancerLocation": ["France"], "preferredFreelancerLocationMandatory": false,
        "skills": [
            { "name": "rust", "prettyName": "Rust", "highlighted": false },
            { "name": "desktop-application", "prettyName": "Desktop &amp; Tray", "highlighted": true }
        ],
        "occupations": {
            "category": { "id": "1", "prefLabel": "Development" },
            "subCategories": [{ "id": "2", "prefLabel": "Desktop Apps" }, { "id": "3", "prefLabel": "Installers" }],
            "occupationService": { "id": "4", "prefLabel": "Tray Tending" }
        },
        "client": {
            "totalHires": 12, "totalPostedJobs": 16, "totalReviews": 9, "totalFeedback": 4.87,
            "totalSpent": { "rawValue": "18250.5", "currency": "USD", "displayValue": "18250.5" },
            "verificationStatus": "VERIFIED", "memberSinceDateTime": "2019-03-01T00:00:00+0000",
            "location": { "country": "Germany", "city": "Köln", "state": "NW", "timezone": "Europe/Berlin" }
        },
        "job": {
            "id": "1900000000000000007", "workFlowState": { "status": "ACTIVE", "closeResult": null },
            "activityStat": { "jobActivity": {
                "lastClientActivity": "2026-01-05T07:55:12+0000", "invitesSent": 3, "totalInvitedToInterview": 2,
                "totalHired": 1, "totalUnansweredInvites": 1, "totalOffered": 0
            } },
            "contractTerms": {
                "contractType": "HOURLY", "personsToHire": 2, "fixedPriceContractTerms": null,
                "hourlyContractTerms": { "engagementType": "PART_TIME", "hourlyBudgetType": "MANUAL" }
            },
            "contractorSelection": {
                "qualification": {
                    "englishProficiency": "FLUENT", "hasPortfolio": true, "hoursWorked": 100, "risingTalent": false,
                    "jobSuccessScore": 90
                },
                "location": { "countries": ["Germany", "Austria"], "localMarket": false }
            }
        }
    })
}
