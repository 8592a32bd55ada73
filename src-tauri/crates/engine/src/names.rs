//! Names of sources by id, for showing.

use std::collections::HashMap;

use lapwing_domain::SourceId;
use lapwing_store::SourceRecord;

pub(crate) type Names = HashMap<SourceId, String>;

pub(crate) fn of_sources(sources: &[SourceRecord]) -> Names {
    sources.iter().map(|source| (source.id, source.name.clone())).collect()
}
