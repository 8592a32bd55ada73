//! A keyring whose deletions fail when told to.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use lapwing_vault::{AccountId, Origin, Secret, SessionVault, Vault, VaultError, VaultState};

/// A keyring in memory that fails to delete when told to, openly or by saying that it did.
#[derive(Default)]
pub struct Keyring {
    keys: SessionVault,
    put: Mutex<Vec<AccountId>>,
    failures: Mutex<Vec<Deletion>>,
    refuse_put: AtomicBool,
}

/// How a deletion fails.
#[derive(Clone, Copy)]
pub enum Deletion {
    Refused,
    OnlySaid,
}

impl Keyring {
    /// The next deletion fails so.
    pub fn fail_once(&self, how: Deletion) {
        self.failures.lock().unwrap().push(how);
    }

    /// The next key put there is refused.
    pub fn refuse_next_put(&self) {
        self.refuse_put.store(true, Ordering::Relaxed);
    }

    /// Its owner deletes every key behind the program's back.
    pub async fn lose_all(&self) {
        let accounts = self.put.lock().unwrap().clone();
        for account in accounts {
            self.keys.remove(&account).await.unwrap();
        }
    }

    /// How many keys are kept.
    pub async fn kept(&self, origin: &str) -> usize {
        let (accounts, origin) = (self.put.lock().unwrap().clone(), origin.parse().unwrap());
        let mut kept = 0;
        for account in accounts {
            kept += usize::from(self.keys.get(&account, &origin).await.unwrap().is_some());
        }
        kept
    }
}

#[async_trait]
impl Vault for Keyring {
    async fn state(&self) -> VaultState {
        self.keys.state().await
    }

    async fn put(&self, account: &AccountId, origin: &Origin, secret: Secret<String>) -> Result<(), VaultError> {
        if self.refuse_put.swap(false, Ordering::Relaxed) {
            return Err(VaultError::Locked(None));
        }
        self.put.lock().unwrap().push(account.clone());
        self.keys.put(account, origin, secret).await
    }

    async fn get(&self, account: &AccountId, origin: &Origin) -> Result<Option<Secret<String>>, VaultError> {
        self.keys.get(account, origin).await
    }

    async fn remove(&self, account: &AccountId) -> Result<(), VaultError> {
        match self.failures.lock().unwrap().pop() {
            Some(Deletion::Refused) => return Err(VaultError::Locked(None)),
            Some(Deletion::OnlySaid) => return Ok(()),
            None => {}
        }
        self.keys.remove(account).await
    }
}
