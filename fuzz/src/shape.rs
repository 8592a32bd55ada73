//! The names that services use, and where.

/// What a service's JSON looks like when nothing is wrong with it.
pub struct Shape {
    /// Names of the outermost object.
    pub outer: &'static [&'static str],
    /// Names inside the objects under other names, or inside those of a list under such a name.
    pub inner: &'static [(&'static str, &'static [&'static str])],
    /// Names of lists.
    pub lists: &'static [&'static str],
}

impl Shape {
    /// Names inside the objects under a name.
    pub fn inside(&self, name: &str) -> Option<&'static [&'static str]> {
        self.inner.iter().find(|(outer, _)| *outer == name).map(|(_, names)| *names)
    }
}

#[rustfmt::skip]
const JOB: &[&str] = &[
    "id", "title", "description", "skills", "tags", "occupations", "category", "url", "ciphertext", "job_type", "status",
    "contractor_tier", "tier_text", "budget", "hourly_budget", "duration_label", "workload", "engagement", "buyer",
    "location", "client_activity", "proposals_tier", "qualifications", "posted_on", "publish_time", "created_on",
    "is_private", "premium", "is_contract_to_hire", "number_of_positions",
];

/// A job of the jobs API.
#[rustfmt::skip]
pub const JOBS_API_JOB: Shape = Shape {
    outer: JOB,
    inner: &[
        ("budget", &["fixed_amount", "currency"]),
        ("hourly_budget", &["min", "max", "currency"]),
        ("category", &["name", "slug", "group", "group_slug"]),
        ("buyer", &[
            "country", "city", "timezone", "payment_verified", "total_spent", "total_jobs_with_hires", "score",
            "feedback_count", "contract_date",
        ]),
        ("location", &["country", "city", "timezone"]),
        ("client_activity", &[
            "total_applicants", "invitations_sent", "total_invited_to_interview", "total_hired", "last_buyer_activity",
        ]),
        ("qualifications", &[
            "min_hours_week", "min_job_success_score", "min_odesk_hours", "pref_english_skill", "rising_talent",
            "should_have_portfolio",
        ]),
        // Of a page and a refusal.
        ("data", JOB),
        ("details", &["field"]),
    ],
    lists: &["skills", "tags", "occupations", "data", "details"],
};

/// A page of the jobs API, or its refusal.
pub const JOBS_API_PAGE: Shape =
    Shape { outer: &["success", "data", "count", "message", "error", "details", "retry_after"], ..JOBS_API_JOB };

/// A node of the marketplace API.
#[rustfmt::skip]
pub const MARKETPLACE_NODE: Shape = Shape {
    outer: &[
        "id", "title", "description", "ciphertext", "skills", "occupations", "category", "subcategory", "amount",
        "hourlyBudgetMin", "hourlyBudgetMax", "experienceLevel", "duration", "durationLabel", "engagement",
        "engagementDuration", "client", "totalApplicants", "preferredFreelancerLocation",
        "preferredFreelancerLocationMandatory", "publishedDateTime", "premium", "freelancersToHire", "job",
    ],
    inner: &[
        ("skills", &["name", "prettyName"]),
        ("occupations", &["category", "subCategories", "occupationService"]),
        ("category", &["prefLabel"]),
        ("subCategories", &["prefLabel"]),
        ("occupationService", &["prefLabel"]),
        ("amount", &["rawValue", "currency"]),
        ("hourlyBudgetMin", &["rawValue", "currency"]),
        ("hourlyBudgetMax", &["rawValue", "currency"]),
        ("totalSpent", &["rawValue", "currency"]),
        ("engagementDuration", &["label"]),
        ("client", &[
            "location", "totalPostedJobs", "totalHires", "totalSpent", "totalFeedback", "totalReviews",
            "verificationStatus", "memberSinceDateTime",
        ]),
        ("location", &["country", "city", "timezone", "countries"]),
        ("job", &["contractTerms", "workFlowState", "activityStat", "contractorSelection"]),
        ("contractTerms", &["contractType", "fixedPriceContractTerms", "hourlyContractTerms"]),
        ("fixedPriceContractTerms", &["amount", "engagementDuration"]),
        ("hourlyContractTerms", &["hourlyBudgetMin", "hourlyBudgetMax", "engagementType", "engagementDuration"]),
        ("workFlowState", &["status"]),
        ("activityStat", &["jobActivity"]),
        ("jobActivity", &["invitesSent", "totalInvitedToInterview", "totalHired", "lastClientActivity"]),
        ("contractorSelection", &["location", "qualification"]),
        ("qualification", &["jobSuccessScore", "hoursWorked", "englishProficiency", "risingTalent", "hasPortfolio"]),
    ],
    lists: &["skills", "subCategories", "countries", "preferredFreelancerLocation"],
};
