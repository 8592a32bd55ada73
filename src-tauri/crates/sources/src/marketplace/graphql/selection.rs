//! What is asked for: exactly what `decode_node` reads, and `Option` wherever the service was seen to send null, or might.
//!
//! Left out on purpose: the node's own `amount`, whose null for hourly postings takes the whole edge with it; `activityStat`'s
//! statistics of bids, which ordinary keys may not see and whose refusal fails the whole query; whatever the schema marks
//! as deprecated, which may be gone one day and would fail it too.

#![expect(dead_code, reason = "the types say what is asked for; answers are read as JSON")]
#![expect(unused_qualifications, reason = "in what is derived")]

use std::marker::PhantomData;

use cynic::QueryFragment;
use serde::{Deserialize, Serialize};

use super::filter::VariablesFields;
use super::schema;

/// A word of one of the schema's enumerations, whichever.
#[derive(Serialize, Deserialize)]
#[serde(transparent, bound = "")]
struct Word<T> {
    word: String,
    #[serde(skip)]
    of: PhantomData<fn() -> T>,
}

impl<T> cynic::Enum for Word<T> {
    type SchemaType = T;
}

impl<T> cynic::coercions::CoercesTo<T> for Word<T> {}

#[derive(QueryFragment)]
#[cynic(graphql_type = "Query", variables = "Variables")]
pub(super) struct Search {
    #[arguments(marketPlaceJobFilter: $filter, searchType: USER_JOBS_SEARCH, sortAttributes: [{ field: RECENCY }])]
    marketplace_job_postings_search: Option<Connection>,
}

#[derive(QueryFragment)]
#[cynic(graphql_type = "MarketplaceJobPostingSearchConnection")]
struct Connection {
    total_count: Option<i32>,
    edges: Option<Vec<Option<Edge>>>,
    page_info: Option<PageInfo>,
}

#[derive(QueryFragment)]
struct PageInfo {
    end_cursor: Option<String>,
    has_next_page: Option<bool>,
}

#[derive(QueryFragment)]
#[cynic(graphql_type = "MarketplaceJobpostingSearchEdge")]
struct Edge {
    node: Option<Node>,
}

#[derive(QueryFragment)]
#[cynic(graphql_type = "MarketplaceJobPostingSearchResult")]
struct Node {
    id: Option<cynic::Id>,
    ciphertext: Option<String>,
    title: Option<String>,
    description: Option<String>,
    published_date_time: Option<String>,
    duration: Option<Word<schema::JobDuration>>,
    duration_label: Option<String>,
    engagement: Option<String>,
    engagement_duration: Option<EngagementDuration>,
    experience_level: Option<Word<schema::FreelancerProfileExperienceLevel>>,
    hourly_budget_min: Option<Money>,
    hourly_budget_max: Option<Money>,
    category: Option<String>,
    subcategory: Option<String>,
    occupations: Option<Occupations>,
    skills: Option<Vec<Option<Skill>>>,
    premium: Option<bool>,
    total_applicants: Option<i32>,
    freelancers_to_hire: Option<i32>,
    preferred_freelancer_location: Option<Vec<Option<String>>>,
    preferred_freelancer_location_mandatory: Option<bool>,
    client: Option<ClientInfo>,
    job: Option<Posting>,
}

#[derive(QueryFragment)]
struct EngagementDuration {
    label: Option<String>,
}

#[derive(QueryFragment)]
struct Money {
    raw_value: Option<String>,
    currency: Option<String>,
}

#[derive(QueryFragment)]
#[cynic(graphql_type = "MarketplaceJobPostingSearchOccupations")]
struct Occupations {
    category: Option<Occupation>,
    sub_categories: Option<Vec<Option<Occupation>>>,
    occupation_service: Option<Occupation>,
}

#[derive(QueryFragment)]
#[cynic(graphql_type = "MarketplaceJobPostingSearchOccupation")]
struct Occupation {
    pref_label: Option<String>,
}

#[derive(QueryFragment)]
#[cynic(graphql_type = "MarketplaceJobPostingSearchSkill")]
struct Skill {
    name: Option<String>,
    pretty_name: Option<String>,
}

#[derive(QueryFragment)]
#[cynic(graphql_type = "MarketplaceJobPostingSearchClientInfo")]
struct ClientInfo {
    company_org_uid: Option<cynic::Id>,
    total_hires: Option<i32>,
    total_posted_jobs: Option<i32>,
    total_reviews: Option<i32>,
    total_feedback: Option<f64>,
    total_spent: Option<Money>,
    verification_status: Option<Word<schema::ClientVerificationStatus>>,
    location: Option<Place>,
}

#[derive(QueryFragment)]
#[cynic(graphql_type = "MarketPlaceJobSearchLocation")]
struct Place {
    city: Option<String>,
    country: Option<String>,
    timezone: Option<String>,
}

#[derive(QueryFragment)]
#[cynic(graphql_type = "MarketplaceJobPosting")]
struct Posting {
    work_flow_state: Option<WorkFlowState>,
    activity_stat: Option<ActivityStat>,
    contract_terms: Option<Agreed>,
    contractor_selection: Option<ContractorSelection>,
}

#[derive(QueryFragment)]
#[cynic(graphql_type = "MarketplacePostingWorkFlowState")]
struct WorkFlowState {
    status: Option<Word<schema::WorkFlowStateStatus>>,
}

#[derive(QueryFragment)]
#[cynic(graphql_type = "MarketplacePostingActivityStat")]
struct ActivityStat {
    job_activity: Option<JobActivity>,
}

#[derive(QueryFragment)]
struct JobActivity {
    last_client_activity: Option<String>,
    invites_sent: Option<i32>,
    total_invited_to_interview: Option<i32>,
    total_hired: Option<i32>,
}

#[derive(QueryFragment)]
#[cynic(graphql_type = "MarketplaceContractTerms")]
struct Agreed {
    contract_type: Option<Word<schema::ContractType>>,
    fixed_price_contract_terms: Option<FixedTerms>,
    hourly_contract_terms: Option<HourlyTerms>,
}

#[derive(QueryFragment)]
#[cynic(graphql_type = "FixedPriceContractTerms")]
struct FixedTerms {
    amount: Option<Money>,
    engagement_duration: Option<EngagementDuration>,
}

#[derive(QueryFragment)]
#[cynic(graphql_type = "HourlyContractTerms")]
struct HourlyTerms {
    engagement_type: Option<Word<schema::EngagementType>>,
    hourly_budget_min: Option<f64>,
    hourly_budget_max: Option<f64>,
    engagement_duration: Option<EngagementDuration>,
}

#[derive(QueryFragment)]
#[cynic(graphql_type = "MarketplaceContractorSelection")]
struct ContractorSelection {
    qualification: Option<Qualification>,
    location: Option<RequiredLocation>,
}

#[derive(QueryFragment)]
#[cynic(graphql_type = "MarketplaceQualification")]
struct Qualification {
    english_proficiency: Option<Word<schema::EnglishProficiency>>,
    has_portfolio: Option<bool>,
    hours_worked: Option<i32>,
    rising_talent: Option<bool>,
    job_success_score: Option<i32>,
}

#[derive(QueryFragment)]
#[cynic(graphql_type = "MarketplaceLocation")]
struct RequiredLocation {
    countries: Option<Vec<String>>,
}

#[derive(QueryFragment)]
#[cynic(graphql_type = "Query")]
pub(super) struct Organizations {
    company_selector: Option<CompanySelector>,
}

#[derive(QueryFragment)]
struct CompanySelector {
    items: Option<Vec<Option<CompanySelectorItem>>>,
}

#[derive(QueryFragment)]
struct CompanySelectorItem {
    title: Option<String>,
    organization_id: Option<String>,
}
