//! Errors in the service's words and shape: `message`, `locations`, `path` and the kind of error in `extensions`.

use apollo_compiler::request::RequestError;
use apollo_compiler::response::{GraphQLError, ResponseDataPathSegment};
use apollo_compiler::validation::DiagnosticList;
use serde_json::{Value, json};

/// A request that does not fit the schema, or is no request.
pub(super) fn of_validation(errors: &DiagnosticList) -> Vec<Value> {
    // A field that does not exist leaves a hole, which is not told as a second error.
    let holes = errors.iter().any(|diagnostic| diagnostic.error.unstable_error_name().is_some_and(leaves_a_hole));
    let told = errors.iter().filter_map(|diagnostic| {
        let said = diagnostic.error.to_string();
        let (message, classification) = match diagnostic.error.unstable_error_name() {
            Some("MissingSubselection") if holes => return None,
            Some(name) => (format!("Validation error of type {}: {}", kind(name), sentence(name, &said)), VALIDATION),
            None => (format!("Invalid syntax: {said}"), "InvalidSyntax"),
        };
        Some(located(&diagnostic.to_json(), &message, classification))
    });
    told.collect()
}

fn leaves_a_hole(name: &str) -> bool {
    matches!(name, "UndefinedField" | "SubselectionOnScalarType" | "SubselectionOnEnumType")
}

const VALIDATION: &str = "ValidationError";
const ABORTED: &str = "ExecutionAborted";

/// The service's name for a violation of the schema.
fn kind(name: &str) -> &str {
    match name {
        "UndefinedField" => "FieldUndefined",
        "UndefinedArgument" => "UnknownArgument",
        "UndefinedDefinition" => "UnknownType",
        "RequiredArgument" => "MissingFieldArgument",
        "MissingSubselection" => "SubSelectionRequired",
        "SubselectionOnScalarType" | "SubselectionOnEnumType" => "SubSelectionNotAllowed",
        "UnsupportedValueType"
        | "UndefinedInputValue"
        | "UndefinedEnumValue"
        | "RequiredField"
        | "IntCoercionError"
        | "FloatCoercionError" => "WrongType",
        "DisallowedVariableUsage" => "VariableTypeMismatch",
        other => other,
    }
}

fn sentence(name: &str, said: &str) -> String {
    let quoted: Vec<&str> = said.split('`').skip(1).step_by(2).collect();
    match (name, &quoted[..]) {
        ("UndefinedField", [parent, field]) => format!("Field '{field}' in type '{parent}' is undefined"),
        _ => said.replace('`', "'"),
    }
}

/// A request whose variables or operation are not what it says they are.
pub(super) fn of_request(error: &RequestError) -> Value {
    error_of(&error.message().to_string(), VALIDATION)
}

/// A field that could not be answered.
pub(super) fn of_execution(error: &GraphQLError) -> Value {
    if let Some(message) = error.message.strip_prefix("resolver error: ") {
        return located(error, message, "DataFetchingException");
    }
    let path: String = error.path.iter().map(step).collect();
    let message = format!("The non-null field at path '{path}' came out as null");
    located(error, &message, "NullValueInNonNullableField")
}

fn step(segment: &ResponseDataPathSegment) -> String {
    match segment {
        ResponseDataPathSegment::Field(name) => format!("/{name}"),
        ResponseDataPathSegment::ListIndex(index) => format!("[{index}]"),
    }
}

/// The whole request is not answered.
pub(super) fn aborted(message: &str) -> Value {
    error_of(message, ABORTED)
}

/// The client lacks the permission to read these fields.
pub(super) fn no_permission(fields: &[String]) -> Value {
    let listed = fields.join(", ");
    let message = "The client or authentication token doesn't have enough oauth2 permissions/scopes to access";
    error_of(&format!("{message}: [{listed}]."), ABORTED)
}

fn error_of(message: &str, classification: &str) -> Value {
    json!({ "message": message, "extensions": { "classification": classification } })
}

fn located(error: &GraphQLError, message: &str, classification: &str) -> Value {
    let mut told = error_of(message, classification);
    if !error.locations.is_empty() {
        told["locations"] = json!(error.locations);
    }
    if !error.path.is_empty() {
        told["path"] = json!(error.path);
    }
    told
}
