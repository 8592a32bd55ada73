//! What queries resolve to. Everything below a query is a JSON value of which the schema picks what was asked for.

use apollo_compiler::resolvers::{FieldError, ObjectValue, ResolveInfo, ResolvedValue};
use serde_json::{Map, Value, json};

use super::graph::SEARCH;
use super::ontology;

/// Answers the queries that need the market.
pub(crate) trait Postings {
    /// The connection for these arguments of a search.
    fn search(&self, arguments: Value) -> Result<Value, String>;
    /// The posting with this id.
    fn posting(&self, id: &str) -> Result<Value, String>;
}

/// An organization the member belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Organization {
    id: &'static str,
    title: &'static str,
    legacy_type: &'static str,
    kind: &'static str,
}

/// The member alone, which is who asks unless told otherwise, and an agency.
const ORGANIZATIONS: [Organization; 2] = [
    Organization { id: "1712345678901234501", title: "Robin Sand", legacy_type: "Vendor", kind: "SOLE_PROPRIETOR" },
    Organization { id: "1712345678901234502", title: "Sandcastle Works", legacy_type: "Client", kind: "BUSINESS" },
];

impl Organization {
    /// The organization a request is made for; `Err` when the member belongs to none of this id.
    pub(crate) fn asking(id: Option<&str>) -> Result<Self, String> {
        let known = id.map_or(Some(ORGANIZATIONS[0]), |id| ORGANIZATIONS.into_iter().find(|known| known.id == id));
        known.ok_or_else(|| format!("The user does not belong to the organization {}", id.unwrap_or_default()))
    }
}

/// The root of every query.
pub(crate) struct Root<'a> {
    pub(crate) postings: &'a dyn Postings,
    pub(crate) organization: Organization,
}

impl Root<'_> {
    fn value(&self, info: &ResolveInfo<'_>) -> Result<Value, String> {
        let arguments = || serde_json::to_value(info.arguments()).map_err(|error| error.to_string());
        Ok(match info.field_name() {
            SEARCH => self.postings.search(arguments()?)?,
            "marketplaceJobPosting" => self.postings.posting(arguments()?["id"].as_str().unwrap_or_default())?,
            "ontologyCategories" => Value::Array(ontology::categories()),
            "companySelector" => json!({ "items": ORGANIZATIONS.map(selectable) }),
            "user" => json!({
                "id": "424242",
                "nid": "robinsand",
                "rid": "1712345678901234500",
                "name": "Robin Sand",
            }),
            "organization" => {
                let Organization { id, title, kind, .. } = self.organization;
                json!({ "id": id, "name": title, "type": kind })
            }
            _ => Value::Null,
        })
    }
}

fn selectable(organization: Organization) -> Value {
    let kind = if organization.kind == "BUSINESS" { "Business" } else { "SoleProprietor" };
    json!({
        "title": organization.title,
        "organizationId": organization.id,
        "organizationType": kind,
        "organizationLegacyType": organization.legacy_type,
        "organizationEnterpriseType": "Standard",
        "legacyEnterpriseOrganization": false,
    })
}

impl ObjectValue for Root<'_> {
    fn type_name(&self) -> &'static str {
        "Query"
    }

    fn resolve_field<'a>(&'a self, info: &'a ResolveInfo<'a>) -> Result<ResolvedValue<'a>, FieldError> {
        let value = self.value(info).map_err(|message| FieldError { message })?;
        Ok(resolved(value, info))
    }
}

/// An object of the type that the schema says it has.
struct Object<'a> {
    type_name: &'a str,
    fields: Map<String, Value>,
}

impl ObjectValue for Object<'_> {
    fn type_name(&self) -> &str {
        self.type_name
    }

    fn resolve_field<'a>(&'a self, info: &'a ResolveInfo<'a>) -> Result<ResolvedValue<'a>, FieldError> {
        Ok(resolved(self.fields.get(info.field_name()).cloned().unwrap_or_default(), info))
    }
}

fn resolved<'a>(value: Value, info: &ResolveInfo<'a>) -> ResolvedValue<'a> {
    typed(value, info.field_definition().ty.inner_named_type())
}

fn typed(value: Value, type_name: &str) -> ResolvedValue<'_> {
    match value {
        Value::Array(items) => ResolvedValue::list(items.into_iter().map(|item| typed(item, type_name))),
        Value::Object(fields) => ResolvedValue::object(Object { type_name, fields }),
        leaf => ResolvedValue::leaf(leaf),
    }
}
