//! The rotation of a key: the new one is tested and used, the old one is kept until jobs came with the new one and its
//! user says so, and then deleted for certain.

use jiff::Timestamp;
use lapwing_domain::SourceId;
use lapwing_domain::keys::rotation::{Mail, Reason, Step, closing_mail};
use lapwing_domain::keys::{KeyInUse, staging_first};
use lapwing_sources::TestReport;
use lapwing_store::{KeyPlace, KeyState, RotationRecord, Service, SourceRecord};

use crate::asking::dialect_of;
use crate::keys::base_url_of;
use crate::ports::Result;
use crate::{Engine, EngineError};

/// One key in another's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rotation {
    /// Why.
    pub reason: Reason,
    /// When the new key came into use.
    pub started_at: Timestamp,
    /// What it waits for.
    pub step: Step,
    /// Last four characters of the old key, where known.
    pub old_last_four: Option<String>,
    /// The mail that asks the service to deactivate the old key.
    pub mail: Mail,
}

/// What came of the attempt to begin a rotation.
#[derive(Debug)]
pub struct Rotated {
    /// The test of the new key.
    pub report: TestReport,
    /// What was begun; `None` when the key failed its test and nothing changed, or passed it and was put back, the keyring
    /// having lost it.
    pub rotation: Option<Rotation>,
    /// Staging sources whose keys should have been replaced first.
    pub staging_first: Vec<String>,
}

impl Engine {
    /// Tests the held key and puts it in the place of a source's key, which is kept beside it. A key that fails its test
    /// changes nothing and stays held.
    pub async fn rotate_key(&self, id: SourceId, reason: Reason) -> Result<Rotated> {
        let source = self.source_record(id).await?;
        self.may_rotate(&source).await?;
        let secret = self.held().as_ref().map(|held| held.secret.clone());
        let secret =
            secret.ok_or_else(|| EngineError::KeyMissing("There is no key yet. Paste one first.".to_owned()))?;
        let last_four = self.held().as_ref().and_then(|held| held.last_four.clone());
        let reason = match self.key_of(&source).await {
            Ok((_, old)) if old.expose() == secret.expose() => {
                let name = &source.name;
                return Err(EngineError::Invalid(format!(
                    "“{name}” uses this very key. Ask the service for a new one, then start again."
                )));
            }
            // The keyring lost it, and it is put back: nothing is to be deactivated.
            Err(EngineError::KeyMissing(_)) if last_four.is_some() && last_four == source.last_four => None,
            _ => Some(reason),
        };
        let base = base_url_of(&source.base_url)?;
        let client = self.connect(source.service, base, secret, dialect_of(&source));
        let report = self.test_claimed(&source, client.as_ref(), false).await?;
        if !report.ok() {
            let (rotation, staging_first) = (None, Vec::new());
            return Ok(Rotated { report: self.told_of(&source, report).await?, rotation, staging_first });
        }
        let staging_first = self.staging_first(&source).await?;
        let held = self.take_held()?;
        let record = self.change_key(&source, held, KeyState::Accepted, reason).await?;
        self.learn_from_test(&source, &report).await?;
        let source = self.source_record(id).await?;
        Ok(Rotated { report, rotation: record.map(|record| rotation(&source, record)), staging_first })
    }

    /// Deletes the old key once jobs came with the new one. Before that nothing happens, and the step says so; when the
    /// keyring keeps the key, the rotation stays open.
    pub async fn confirm_rotation(&self, id: SourceId) -> Result<Rotation> {
        let source = self.source_record(id).await?;
        let none = || EngineError::Invalid(format!("No rotation of the key of “{}” is open.", source.name));
        let record = self.store().open_rotation(id).await?.ok_or_else(none)?;
        if record.confirmed_at.is_none() {
            return Ok(rotation(&source, record));
        }
        if let Some(account) = &record.old_account {
            self.delete_key(account).await?;
        }
        let now = self.now();
        self.store().close_rotation(id, now).await?;
        self.source_changed();
        Ok(rotation(&source, RotationRecord { closed_at: Some(now), ..record }))
    }

    /// The source's open rotation.
    pub(crate) async fn rotation_of(&self, source: &SourceRecord) -> Result<Option<Rotation>> {
        Ok(self.store().open_rotation(source.id).await?.map(|record| rotation(source, record)))
    }

    async fn may_rotate(&self, source: &SourceRecord) -> Result<()> {
        let name = &source.name;
        if source.service == Service::Marketplace {
            return Err(EngineError::Invalid(format!(
                "A client secret is replaced on the key's page at the service, and then here: lapwing-cli source rotate {name} \
                 --key-stdin"
            )));
        }
        let instead = match &source.key_place {
            KeyPlace::Environment { variable } => format!(
                "The key of “{name}” is read from the variable {variable}. Set {variable} to the new key, then test it: \
                 lapwing-cli source test {name}"
            ),
            KeyPlace::BuiltIn => format!("The key of “{name}” is made up anew at each start. There is nothing to do."),
            KeyPlace::Keyring { .. } | KeyPlace::Session => match self.store().open_rotation(source.id).await? {
                Some(open) if open.confirmed_at.is_some() => format!(
                    "The new key of “{name}” works, and the one before is still kept. Confirm that rotation first: \
                     lapwing-cli source rotate {name} --confirm"
                ),
                _ => return Ok(()),
            },
        };
        Err(EngineError::Invalid(instead))
    }

    async fn staging_first(&self, source: &SourceRecord) -> Result<Vec<String>> {
        let sources = self.store().sources().await?;
        let mut keys = Vec::new();
        for record in sources.iter().filter(|record| record.enabled && record.service == Service::JobsApi) {
            let added_at = self.store().key_care(record.id).await?.added_at;
            let unproven = self.store().open_rotation(record.id).await?.is_some_and(|open| open.confirmed_at.is_none());
            let environment = record.environment.as_deref();
            keys.push((record.id, KeyInUse { name: &record.name, environment, added_at, unproven }));
        }
        let others: Vec<_> = keys.iter().filter(|(id, _)| *id != source.id).map(|(_, key)| *key).collect();
        let this = keys.iter().find(|(id, _)| *id == source.id).map(|(_, key)| key);
        let first = this.map(|this| staging_first(this, &others, self.now())).unwrap_or_default();
        Ok(first.into_iter().map(str::to_owned).collect())
    }
}

/// A rotation as it is shown. `source` has the new key.
fn rotation(source: &SourceRecord, record: RotationRecord) -> Rotation {
    let (old, new) = (record.old_last_four.as_deref(), source.last_four.as_deref());
    Rotation {
        reason: record.reason,
        started_at: record.started_at,
        step: Step::of(record.confirmed_at, record.closed_at),
        mail: closing_mail(record.reason, old, new, record.started_at),
        old_last_four: record.old_last_four,
    }
}
