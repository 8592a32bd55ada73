//! Content that may be looked at on this computer for a day, and never kept, exported or sent.
//!
//! The types do the guarding: what writes files, exports or speaks to channels takes a [`Job`], and there is no way from
//! an [`Ephemeral`] to an owned one but [`Ephemeral::show`], which clippy refuses wherever no reason is given.

use std::fmt;

use jiff::{SignedDuration, Timestamp};

use crate::ids::JobId;
use crate::job::Job;

/// How long content may be held after it was first fetched, however often it is fetched again.
pub const LENT_FOR: SignedDuration = SignedDuration::from_hours(24);

/// A job whose content a service lends for a day.
///
/// A job goes where jobs are kept:
///
/// ```
/// # use lapwing_domain::{Job, JobId};
/// fn keep(_: Job) {}
/// keep(Job::new(JobId("1".into())));
/// ```
///
/// A lent one does not, neither as it is nor converted nor borrowed:
///
/// ```compile_fail
/// # use lapwing_domain::{Job, JobId, ephemeral::Ephemeral};
/// fn keep(_: Job) {}
/// keep(Ephemeral::new(Job::new(JobId("1".into()))));
/// ```
///
/// ```compile_fail
/// # use lapwing_domain::{Job, JobId, ephemeral::Ephemeral};
/// fn keep(_: impl Into<Job>) {}
/// keep(Ephemeral::new(Job::new(JobId("1".into()))));
/// ```
///
/// ```compile_fail
/// # use lapwing_domain::{Job, JobId, ephemeral::Ephemeral};
/// fn export(_: &Job) {}
/// export(&Ephemeral::new(Job::new(JobId("1".into()))));
/// ```
///
/// Nor is it written out, as data or as text. Its id is:
///
/// ```
/// # use lapwing_domain::{Job, JobId, ephemeral::Ephemeral};
/// fn write(_: impl serde::Serialize) {}
/// fn print(_: impl std::fmt::Display) {}
/// let lent = Ephemeral::new(Job::new(JobId("1".into())));
/// write(lent.id().to_string());
/// print(lent.id());
/// ```
///
/// ```compile_fail
/// # use lapwing_domain::{Job, JobId, ephemeral::Ephemeral};
/// fn write(_: impl serde::Serialize) {}
/// write(Ephemeral::new(Job::new(JobId("1".into()))));
/// ```
///
/// ```compile_fail
/// # use lapwing_domain::{Job, JobId, ephemeral::Ephemeral};
/// fn print(_: impl std::fmt::Display) {}
/// print(Ephemeral::new(Job::new(JobId("1".into()))));
/// ```
#[derive(Clone, PartialEq)]
pub struct Ephemeral(Job);

impl Ephemeral {
    /// Marks a job as lent. There is no way back.
    pub const fn new(job: Job) -> Self {
        Self(job)
    }

    /// The service's id, which may be kept.
    pub const fn id(&self) -> &JobId {
        &self.0.id
    }

    /// When it was published, which tells what is new.
    pub const fn posted(&self) -> Option<Timestamp> {
        self.0.posted
    }

    /// Its address at the source, which identifies it and says nothing of what it contains.
    pub fn url(&self) -> Option<&str> {
        self.0.url.as_deref()
    }

    /// The content, for the eye and for matching. It must not be copied into anything that outlives its day or leaves
    /// this computer, so that every caller has to give clippy a reason.
    pub const fn show(&self) -> &Job {
        &self.0
    }
}

impl fmt::Debug for Ephemeral {
    /// Logs and panics print values; of this one they get the id alone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Ephemeral").field(&self.0.id).finish()
    }
}

/// A job of either kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// The user's to keep, export and send.
    Kept(Job),
    /// Lent.
    Ephemeral(Ephemeral),
}

impl Content {
    /// The service's id.
    pub const fn id(&self) -> &JobId {
        match self {
            Self::Kept(job) => &job.id,
            Self::Ephemeral(job) => job.id(),
        }
    }

    /// When it was published.
    pub const fn posted(&self) -> Option<Timestamp> {
        match self {
            Self::Kept(job) => job.posted,
            Self::Ephemeral(job) => job.posted(),
        }
    }

    /// Its address at the source.
    pub fn url(&self) -> Option<&str> {
        match self {
            Self::Kept(job) => job.url.as_deref(),
            Self::Ephemeral(job) => job.url(),
        }
    }

    /// The job if it may be kept: what files, exports and channels may use.
    pub const fn kept(&self) -> Option<&Job> {
        match self {
            Self::Kept(job) => Some(job),
            Self::Ephemeral(_) => None,
        }
    }

    /// The job of either kind, for the eye and for matching; see [`Ephemeral::show`].
    #[expect(clippy::disallowed_methods, reason = "passes the question on: this method is refused just the same")]
    pub const fn show(&self) -> &Job {
        match self {
            Self::Kept(job) => job,
            Self::Ephemeral(job) => job.show(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job() -> Job {
        let mut job = Job::new(JobId("~01".into()));
        job.title = "Sail maker".into();
        job.description = "Twelve sails".into();
        job.url = Some("https://example.org/~01".into());
        job.posted = Timestamp::from_second(1_700_000_000).ok();
        job
    }

    #[test]
    fn what_a_log_prints_of_a_lent_job_is_its_id_alone() {
        let lent = Ephemeral::new(job());
        assert_eq!(format!("{lent:?}"), r#"Ephemeral(JobId("~01"))"#);
        assert_eq!(format!("{:?}", Content::Ephemeral(lent)), r#"Ephemeral(Ephemeral(JobId("~01")))"#);
    }

    #[test]
    fn exporters_get_kept_jobs_and_no_others() {
        assert_eq!(Content::Kept(job()).kept(), Some(&job()));
        assert_eq!(Content::Ephemeral(Ephemeral::new(job())).kept(), None);
    }

    #[test]
    fn id_address_and_publish_time_are_free_for_both_kinds() {
        for content in [Content::Kept(job()), Content::Ephemeral(Ephemeral::new(job()))] {
            assert_eq!(content.id().0, "~01");
            assert_eq!(content.url(), Some("https://example.org/~01"));
            assert_eq!(content.posted(), job().posted);
        }
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "shows that looking is possible")]
    fn the_eye_and_the_matcher_see_both_kinds() {
        assert_eq!(Content::Kept(job()).show(), &job());
        assert_eq!(Content::Ephemeral(Ephemeral::new(job())).show(), &job());
    }
}
