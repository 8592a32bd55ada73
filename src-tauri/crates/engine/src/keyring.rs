//! Keys into the keyring and out of it. What is put there is written down before, and what is to be deleted stays written
//! down until a look shows that it is gone, so that no end of the program and no failure leaves a key nobody knows of.

use jiff::SignedDuration;
use lapwing_domain::keys::rotation::Reason;
use lapwing_sources::jobs_api::BASE_URL;
use lapwing_store::{KeyChange, KeyPlace, KeyState, RotationRecord, SourceRecord, Writer};
use lapwing_vault::{AccountId, Origin, VaultError, VaultState};

use crate::Engine;
use crate::keys::{Held, base_url_of};
use crate::ports::Result;

/// A key that was written down this long ago and belongs to no source is not on its way to one any more.
const ON_ITS_WAY: SignedDuration = SignedDuration::from_mins(10);

impl Engine {
    /// Puts a held key into the keyring.
    pub(crate) async fn keep_key(&self, held: &Held, origin: &Origin) -> Result<KeyPlace> {
        let account = self.ports().random.account();
        self.store().doom_key(&account, self.now()).await?;
        self.ports().vault.put(&AccountId::new(account.clone()), origin, held.secret.clone()).await?;
        Ok(KeyPlace::Keyring { account })
    }

    /// Deletes a source's key where that is ours to do.
    pub(crate) async fn drop_key(&self, place: &KeyPlace) -> Result<()> {
        match place {
            KeyPlace::Keyring { account } => self.delete_key(account).await,
            KeyPlace::Environment { .. } | KeyPlace::Session | KeyPlace::BuiltIn => Ok(()),
        }
    }

    /// Deletes a key from the keyring and looks whether it is gone.
    pub(crate) async fn delete_key(&self, account: &str) -> Result<()> {
        let id = AccountId::new(account);
        let vault = &self.ports().vault;
        vault.remove(&id).await?;
        // Any origin does: one kept for another is still there.
        match vault.get(&id, base_url_of(BASE_URL)?.origin()).await {
            Ok(None) => Ok(self.store().key_is_gone(account).await?),
            Ok(Some(_)) | Err(VaultError::OriginMismatch { .. } | VaultError::Damaged) => {
                Err(VaultError::StillThere.into())
            }
            Err(problem) => Err(problem.into()),
        }
    }

    /// Deletes a key that no source uses any more, as far as that is possible now. What is left is tried again.
    pub(crate) async fn delete_unused(&self, place: &KeyPlace) {
        if let Err(problem) = self.drop_key(place).await {
            tracing::warn!(%problem, "a key that is no longer used was not deleted; it is tried again");
        }
    }

    /// Deletes the keys that are left over, unless the keyring would ask its owner something for that.
    pub(crate) async fn delete_leftovers(&self) -> Result<()> {
        let left = self.keys_left_over().await?;
        if !left.is_empty() && self.vault_state().await == VaultState::Available {
            for account in left {
                self.delete_unused(&KeyPlace::Keyring { account }).await;
            }
        }
        Ok(())
    }

    /// Accounts of the keyring that are to be deleted and on their way to no source.
    pub(crate) async fn keys_left_over(&self) -> Result<Vec<String>> {
        let until = self.now().checked_sub(ON_ITS_WAY).unwrap_or(self.now());
        Ok(self.store().doomed_keys(until).await?)
    }

    /// Puts a held key in the place of a source's key: for good, or in a rotation that keeps the old one. When the new key
    /// cannot be kept, nothing changes and it is held as before.
    pub(crate) async fn change_key(
        &self,
        source: &SourceRecord,
        held: Held,
        state: KeyState,
        rotation: Option<Reason>,
    ) -> Result<Option<RotationRecord>> {
        let base = base_url_of(&source.base_url)?;
        let session_only = matches!(source.key_place, KeyPlace::Session) && self.writer() == Writer::Window;
        let placed = if session_only { Ok(KeyPlace::Session) } else { self.keep_key(&held, base.origin()).await };
        let place = match placed {
            Ok(place) => place,
            Err(problem) => {
                *self.held() = Some(held);
                return Err(problem);
            }
        };
        let again = self.store().open_rotation(source.id).await?.is_some();
        let last_four = held.last_four.clone();
        let change = KeyChange { source: source.id, place, state, last_four, now: self.now() };
        let record = match rotation {
            Some(reason) => Some(self.store().start_rotation(change, reason).await?),
            None => self.store().replace_key(change).await.map(|()| None)?,
        };
        if session_only {
            self.session_keys().insert(source.id, held.secret);
        }
        if record.is_none() || again {
            self.delete_unused(&source.key_place).await;
        }
        self.forget_client(source.id);
        self.note_problem(source.id, None);
        self.source_changed();
        Ok(record)
    }
}
