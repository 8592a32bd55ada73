//! Why a query holds for a job, or does not.

/// What came of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It holds.
    Holds,
    /// It does not hold.
    Fails,
    /// The posting does not give the fact, so the condition does not hold.
    Unknown,
}

/// A condition of a query and what came of it for one job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The condition in normal form.
    pub text: String,
    /// What came of it.
    pub outcome: Outcome,
    /// What was found, or the value compared.
    pub evidence: Vec<Evidence>,
    /// The conditions it is made of, for `OR`, `-` and brackets; empty for a plain condition.
    pub children: Vec<Node>,
}

/// The text or fact that evidence comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EvidenceField {
    /// The title.
    Title,
    /// The description.
    Description,
    /// The skill with this index.
    Skill(usize),
    /// The tag with this index.
    Tag(usize),
    /// The occupation with this index.
    Occupation(usize),
    /// The category's name.
    CategoryName,
    /// The category's group.
    CategoryGroup,
    /// The category's slug.
    CategorySlug,
    /// The group's slug.
    CategoryGroupSlug,
    /// The client's city.
    City,
    /// The client's time zone.
    Timezone,
    /// A fact, by the name of the query's field, such as `client.spent`.
    Fact(&'static str),
}

/// Where a condition found what it asks for, or the value it compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Text or fact.
    pub field: EvidenceField,
    /// First character in the cleaned text; 0 for facts.
    pub start: usize,
    /// Character after the last; 0 for facts.
    pub end: usize,
    /// The text found, or the value compared.
    pub value: String,
}
