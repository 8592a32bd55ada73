//! The schema, and requests validated and executed against it to the letter of the specification.

use apollo_compiler::executable::{Field, Operation};
use apollo_compiler::request::RequestError;
use apollo_compiler::resolvers::{Execution, ObjectValue};
use apollo_compiler::response::JsonMap;
use apollo_compiler::validation::Valid;
use apollo_compiler::{ExecutableDocument, Schema};
use serde_json::{Map, Value, json};

use super::complaint;
use super::search::EXCEPTION;
use crate::error::SandboxError;

/// The excerpt of the service's schema that is played.
const SCHEMA: &str = include_str!("marketplace.graphql");
/// The enumeration of which the service also sends the empty text.
const BROKEN_ENUM: &str = "enum ClientVerificationStatus {";

/// The only query that needs more than the permission every client has.
pub(crate) const SEARCH: &str = "marketplaceJobPostingsSearch";

/// What a request consists of.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Request {
    pub(crate) query: String,
    pub(crate) variables: Map<String, Value>,
    pub(crate) operation: Option<String>,
}

/// What faults do to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Job postings may not be read.
    NoPermission,
    /// Nothing can be answered.
    Exception,
}

#[derive(Debug)]
pub(crate) struct Graph {
    schema: Valid<Schema>,
    /// The same, but for one enumeration that admits any text: what answers are made by.
    lenient: Valid<Schema>,
}

impl Graph {
    pub(crate) fn new() -> Result<Self, SandboxError> {
        Ok(Self { schema: parsed(SCHEMA)?, lenient: parsed(&with_broken_enum(SCHEMA))? })
    }

    /// The answer to a request: `data`, and `errors` where there are any.
    pub(crate) fn answer(&self, request: &Request, refusal: Option<Refusal>, root: &dyn ObjectValue) -> Value {
        match self.prepared(request, refusal) {
            Ok(document) => self.executed(&document, request, root),
            Err(errors) => json!({ "data": null, "errors": errors }),
        }
    }

    /// The request as a document that may be executed, else the errors that it is answered with.
    fn prepared(&self, request: &Request, refusal: Option<Refusal>) -> Result<Valid<ExecutableDocument>, Vec<Value>> {
        let parsed = ExecutableDocument::parse_and_validate(&self.schema, request.query.as_str(), "request");
        let document = parsed.map_err(|invalid| complaint::of_validation(&invalid.errors))?;
        let unclear = |error: RequestError| vec![complaint::of_request(&error)];
        let operation = document.operations.get(request.operation.as_deref()).map_err(unclear)?;
        if asks_in_bad_faith(operation, &document) {
            return Err(vec![complaint::aborted("This request is not asking for introspection in good faith")]);
        }
        match refusal {
            Some(Refusal::Exception) => return Err(vec![complaint::aborted(EXCEPTION)]),
            Some(Refusal::NoPermission) => {
                let blocked = fields_of_searches(operation, &document);
                if !blocked.is_empty() {
                    return Err(vec![complaint::no_permission(&blocked)]);
                }
            }
            None => {}
        }
        Ok(document)
    }

    fn executed(&self, document: &Valid<ExecutableDocument>, request: &Request, root: &dyn ObjectValue) -> Value {
        let variables: JsonMap =
            request.variables.iter().map(|(name, value)| (name.as_str().into(), value.clone().into())).collect();
        let operation = request.operation.as_deref();
        // Who asks about the schema is told the true one.
        let asks = document.operations.get(operation).is_ok_and(|operation| operation.is_introspection(document));
        let schema = if asks { &self.schema } else { &self.lenient };
        let response = Execution::new(schema, document).operation_name(operation).and_then(|execution| {
            execution.raw_variable_values(&variables).enable_schema_introspection(true).execute_sync(root)
        });
        match response {
            Err(error) => json!({ "data": null, "errors": [complaint::of_request(&error)] }),
            Ok(response) if response.errors.is_empty() => json!({ "data": response.data }),
            Ok(response) => {
                let errors: Vec<Value> = response.errors.iter().map(complaint::of_execution).collect();
                // The service says null for an answer of nothing but nulls.
                let data = response.data.filter(|data| data.values().any(|value| !value.is_null()));
                json!({ "data": data, "errors": errors })
            }
        }
    }
}

fn parsed(text: &str) -> Result<Valid<Schema>, SandboxError> {
    Schema::parse_and_validate(text, "marketplace.graphql").map_err(|error| SandboxError::Schema(error.to_string()))
}

fn with_broken_enum(schema: &str) -> String {
    let lines = schema.lines().map(|line| match line.strip_prefix(BROKEN_ENUM) {
        Some(_) => "scalar ClientVerificationStatus",
        None => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The service answers about one type at a time.
fn asks_in_bad_faith(operation: &Operation, document: &ExecutableDocument) -> bool {
    ["__type", "inputFields"].iter().any(|name| {
        let named = operation.all_fields(document).filter(|field| field.name == *name);
        named.count() > 1
    })
}

/// The fields asked for of searches, as `Type.field`, each once.
fn fields_of_searches(operation: &Operation, document: &ExecutableDocument) -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    let searches = operation.root_fields(document).filter(|field| field.name == SEARCH);
    for search in searches {
        for (field, parent) in with_parents(search, document) {
            let name = format!("{parent}.{}", field.name);
            if !fields.contains(&name) {
                fields.push(name);
            }
        }
    }
    fields
}

/// All fields below `field`, each with the type it belongs to.
fn with_parents<'a>(field: &'a Field, document: &'a ExecutableDocument) -> Vec<(&'a Field, &'a str)> {
    let inside = field.selection_set.root_fields(document);
    let parent = field.selection_set.ty.as_str();
    inside.flat_map(|inner| [vec![(&**inner, parent)], with_parents(inner, document)].concat()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_answers_admit_the_empty_text() {
        let graph = Graph::new().unwrap();
        assert!(graph.schema.get_enum("ClientVerificationStatus").is_some());
        assert!(graph.lenient.get_scalar("ClientVerificationStatus").is_some());
        assert_eq!(graph.schema.types.len(), graph.lenient.types.len());
    }
}
