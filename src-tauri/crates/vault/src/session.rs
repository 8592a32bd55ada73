//! Keys in memory, for a session on a machine without a keyring.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::{AccountId, Origin, Secret, Vault, VaultError, VaultState};

/// Keeps keys in memory until the program ends.
#[derive(Debug, Default)]
pub struct SessionVault {
    keys: Mutex<HashMap<AccountId, (Origin, Secret<String>)>>,
}

impl SessionVault {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    fn keys(&self) -> std::sync::MutexGuard<'_, HashMap<AccountId, (Origin, Secret<String>)>> {
        // Every change is a single insert or remove, so a panic elsewhere cannot have left the map half changed.
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait::async_trait]
impl Vault for SessionVault {
    async fn state(&self) -> VaultState {
        VaultState::Available
    }

    async fn put(&self, account: &AccountId, origin: &Origin, secret: Secret<String>) -> Result<(), VaultError> {
        self.keys().insert(account.clone(), (origin.clone(), secret));
        Ok(())
    }

    async fn get(&self, account: &AccountId, origin: &Origin) -> Result<Option<Secret<String>>, VaultError> {
        match self.keys().get(account) {
            None => Ok(None),
            Some((stored, secret)) if stored == origin => Ok(Some(secret.clone())),
            Some((stored, _)) => Err(VaultError::OriginMismatch { stored: stored.clone(), asked: origin.clone() }),
        }
    }

    async fn remove(&self, account: &AccountId) -> Result<(), VaultError> {
        self.keys().remove(account);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_session_key_is_kept_for_its_origin_until_it_is_removed() {
        let (vault, account) = (SessionVault::new(), AccountId::new("a1"));
        let home: Origin = "https://api.example.com".parse().unwrap();
        let elsewhere: Origin = "https://evil.example.com".parse().unwrap();
        assert_eq!(vault.state().await, VaultState::Available);
        vault.put(&account, &home, Secret::new("k3y".into())).await.unwrap();
        assert_eq!(vault.get(&account, &home).await.unwrap().unwrap().expose(), "k3y");
        assert!(matches!(vault.get(&account, &elsewhere).await, Err(VaultError::OriginMismatch { .. })));
        assert!(vault.get(&AccountId::new("a2"), &home).await.unwrap().is_none());
        vault.remove(&account).await.unwrap();
        vault.remove(&account).await.unwrap();
        assert!(vault.get(&account, &home).await.unwrap().is_none());
    }

    #[tokio::test]
    async fn a_session_vault_never_prints_its_keys() {
        let vault = SessionVault::new();
        let home: Origin = "https://api.example.com".parse().unwrap();
        vault.put(&AccountId::new("a1"), &home, Secret::new("k3y".into())).await.unwrap();
        assert!(!format!("{vault:?}").contains("k3y"));
    }
}
