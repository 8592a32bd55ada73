//! The marketplace's tree of trades, as far as the market's own trades fill it.

use serde_json::{Value, json};

use crate::dice;
use crate::market;

/// The id of a concept: digits that follow from its name.
pub(crate) fn id(name: &str) -> String {
    format!("{:019}", dice::of_text(name) % 1_000_000_000_000_000_000)
}

/// A name as it stands in addresses.
pub(crate) fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// Every category with its subcategories and their services.
pub(crate) fn categories() -> Vec<Value> {
    let mut groups: Vec<(&str, &str)> = market::trades().map(|trade| (trade.group, trade.group_slug)).collect();
    groups.sort_unstable();
    groups.dedup();
    let category = |(group, group_slug): (&str, &str)| {
        let inside: Vec<_> = market::trades().filter(|trade| trade.group_slug == group_slug).collect();
        let services: Vec<Value> = inside.iter().map(|trade| service(trade.occupation)).collect();
        let subcategories = inside.iter().map(|trade| {
            let mut concept = concept(trade.name, trade.slug);
            concept["services"] = json!([service(trade.occupation)]);
            concept
        });
        let mut concept = concept(group, group_slug);
        concept["subcategories"] = subcategories.collect();
        concept["services"] = json!(services);
        concept
    };
    groups.into_iter().map(category).collect()
}

fn service(occupation: &str) -> Value {
    concept(occupation, &slug(occupation))
}

fn concept(label: &str, slug: &str) -> Value {
    json!({ "id": id(slug), "preferredLabel": label, "slug": slug, "ontologyId": format!("sandbox:{slug}") })
}

/// Where a posting is filed; null where it does not say.
pub(crate) fn occupations(job: &Value) -> Value {
    let category = &job["category"];
    let filed = |name: &Value, slug: &Value| match (name.as_str(), slug.as_str()) {
        (Some(name), Some(slug)) => json!({ "id": id(slug), "prefLabel": name }),
        _ => Value::Null,
    };
    let group = filed(&category["group"], &category["group_slug"]);
    if group.is_null() {
        return Value::Null;
    }
    let service = job["occupations"][0].as_str();
    json!({
        "category": group,
        "subCategories": [filed(&category["name"], &category["slug"])],
        "occupationService": service.map(|name| json!({ "id": id(&slug(name)), "prefLabel": name })),
    })
}
