//! A job ready to be matched against any number of queries.

use std::ops::Range;
use std::sync::OnceLock;

use super::explain::EvidenceField;
use super::fields::Scope;
use crate::job::Job;
use crate::record::Record;
use crate::text::{Place, TokenIndex, TokenIndexBuilder, language};

/// A job whose texts were cut into tokens and stemmed once, with what Lapwing itself knows of it.
#[derive(Debug, Clone)]
pub struct PreparedJob {
    job: Job,
    record: Record,
    index: TokenIndex,
    /// Detected when first asked for: few queries do.
    language: OnceLock<Option<&'static str>>,
    /// Positions of each [`Scope`], in its order; empty where the posting says nothing.
    scopes: [Range<u32>; Scope::COUNT],
    /// Positions of each text, in ascending order.
    texts: Vec<(Range<u32>, EvidenceField)>,
}

impl PreparedJob {
    /// Prepares a job of which only the posting is known. Its texts are taken as cleaned already.
    pub fn new(job: Job) -> Self {
        Self::with_record(job, Record::default())
    }

    /// Prepares a job with what Lapwing itself knows of it.
    pub fn with_record(job: Job, record: Record) -> Self {
        let mut builder = Builder::default();
        let title = builder.add([(EvidenceField::Title, &job.title)]);
        let description = builder.add([(EvidenceField::Description, &job.description)]);
        let skill = builder.add(numbered(EvidenceField::Skill, &job.skills));
        let tag = builder.add(numbered(EvidenceField::Tag, &job.tags));
        builder.add(numbered(EvidenceField::Occupation, &job.occupations));
        let category = job.category.iter();
        let named = category.clone().flat_map(|category| {
            [(EvidenceField::CategoryName, &category.name), (EvidenceField::CategoryGroup, &category.group)]
        });
        let named = builder.add(named);
        let slugs = category.flat_map(|category| {
            [(EvidenceField::CategorySlug, &category.slug), (EvidenceField::CategoryGroupSlug, &category.group_slug)]
        });
        let slugs = builder.add(slugs);
        let city = builder.add([(EvidenceField::City, &job.client.city)]);
        let timezone = builder.add([(EvidenceField::Timezone, &job.client.timezone)]);
        let source = builder.add(numbered(EvidenceField::Source, &record.sources));
        let search = builder.add(numbered(EvidenceField::Search, &record.searches));
        let note = builder.add([(EvidenceField::Note, &record.note)]);
        let label = builder.add(numbered(EvidenceField::Label, &record.labels));
        // Slugs repeat the names: a bare word that had to look at them would find nothing more.
        let everywhere = 0..named.end;
        let category = named.start..slugs.end;
        let scopes =
            [everywhere, title, description, skill, tag, category, city, timezone, source, search, note, label];
        let Builder { index, texts } = builder;
        Self { index: index.build(), texts, scopes, job, record, language: OnceLock::new() }
    }

    /// The job itself.
    pub fn job(&self) -> &Job {
        &self.job
    }

    /// What Lapwing itself knows of it.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// The language its title and description are written in, by ISO 639-1 code, if that can be told.
    pub fn language(&self) -> Option<&'static str> {
        *self.language.get_or_init(|| language(&format!("{}\n{}", self.job.title, self.job.description)))
    }

    /// Every form in its texts with its places, for looking many searches' terms up in one pass.
    pub fn index(&self) -> &TokenIndex {
        &self.index
    }

    /// The positions a scope covers.
    pub(super) fn scope(&self, scope: Scope) -> &Range<u32> {
        &self.scopes[scope as usize]
    }

    /// The text a place is in.
    pub(super) fn text_at(&self, place: Place) -> Option<&(Range<u32>, EvidenceField)> {
        let after = self.texts.partition_point(|(positions, _)| positions.start <= place.first);
        self.texts.get(after.checked_sub(1)?)
    }

    /// Whether the place is all of its text.
    pub(super) fn is_whole_text(&self, place: Place) -> bool {
        // The last position of a text is the gap behind it.
        self.text_at(place).is_some_and(|(text, _)| place.first == text.start && place.end + 1 == text.end)
    }
}

fn numbered(
    field: impl Fn(usize) -> EvidenceField,
    texts: &[String],
) -> impl Iterator<Item = (EvidenceField, &String)> {
    texts.iter().enumerate().map(move |(at, text)| (field(at), text))
}

#[derive(Default)]
struct Builder {
    index: TokenIndexBuilder,
    texts: Vec<(Range<u32>, EvidenceField)>,
}

impl Builder {
    /// Adds texts and returns the positions they cover. A blank text is one the posting does not give.
    fn add<'a>(&mut self, texts: impl IntoIterator<Item = (EvidenceField, &'a String)>) -> Range<u32> {
        let end = |texts: &[(Range<u32>, EvidenceField)]| texts.last().map_or(0, |(positions, _)| positions.end);
        let start = end(&self.texts);
        for (field, text) in texts {
            if !text.trim().is_empty() {
                self.texts.push((self.index.add(text), field));
            }
        }
        start..end(&self.texts)
    }
}
