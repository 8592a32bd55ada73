//! The operating system's keyring, one blocking call after another, as the thread of [`crate::OsVault`] uses it.

use std::sync::Arc;

use keyring_core::api::CredentialStore;
use keyring_core::{Entry, Error};
use zeroize::{Zeroize, Zeroizing};

use crate::{AccountId, VaultError, VaultState};

#[cfg(target_os = "linux")]
#[path = "keyring/linux.rs"]
mod platform;
#[cfg(target_os = "macos")]
#[path = "keyring/macos.rs"]
mod platform;
#[cfg(target_os = "windows")]
#[path = "keyring/windows.rs"]
mod platform;
#[cfg(not(any(target_os = "linux", target_os = "macos", target_os = "windows")))]
#[path = "keyring/none.rs"]
mod platform;

pub(crate) use platform::open;

/// Every item Lapwing keeps is found under this service name.
const SERVICE: &str = "lapwing";

/// A keyring. Calls block for as long as its owner lets them.
pub(crate) trait Keyring {
    /// Whether it can be used now, without asking its owner anything.
    fn state(&mut self) -> Result<VaultState, VaultError>;

    /// Asks the owner to unlock it, if it is locked, calling `asking` just before.
    fn unlock(&mut self, asking: &dyn Fn()) -> Result<(), VaultError>;

    /// Keeps `payload`; `host` goes into the label its owner sees.
    fn put(&mut self, account: &AccountId, host: &str, payload: &[u8]) -> Result<(), VaultError>;

    /// What is kept, if anything.
    fn get(&mut self, account: &AccountId) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError>;

    /// Removes what is kept, if anything. Whether it is gone is for the caller to look.
    fn remove(&mut self, account: &AccountId) -> Result<(), VaultError>;
}

/// How a system locks its keyring.
trait Lock {
    fn state(&mut self) -> Result<VaultState, VaultError>;
    fn unlock(&mut self, asking: &dyn Fn()) -> Result<(), VaultError>;
}

/// A keyring reached through one of the stores of `keyring-core`.
struct Stored<L> {
    store: Arc<CredentialStore>,
    lock: L,
    /// Whether the store takes a label for the items it makes.
    labels: bool,
    /// Tells a keyring that is not set up from one that is locked, where the store gives both as "no access".
    no_access: fn(keyring_core::error::PlatformError) -> VaultError,
}

impl<L> Stored<L> {
    fn entry(&self, account: &AccountId, label: Option<&str>) -> Result<Entry, VaultError> {
        let modifiers = label.filter(|_| self.labels).map(|label| [("label", label)].into());
        self.store.build(SERVICE, account.as_str(), modifiers.as_ref()).map_err(|error| self.failure(error))
    }

    /// The errors that carry what they could not decode are stripped of it here: it may be the key.
    fn failure(&self, error: Error) -> VaultError {
        match error {
            Error::NoStorageAccess(cause) => (self.no_access)(cause),
            Error::PlatformFailure(cause) => VaultError::Failed(cause),
            Error::BadEncoding(mut bytes) | Error::BadDataFormat(mut bytes, _) => {
                bytes.zeroize();
                VaultError::Damaged
            }
            other => VaultError::Failed(Box::new(other)),
        }
    }
}

impl<L: Lock> Keyring for Stored<L> {
    fn state(&mut self) -> Result<VaultState, VaultError> {
        self.lock.state()
    }

    fn unlock(&mut self, asking: &dyn Fn()) -> Result<(), VaultError> {
        self.lock.unlock(asking)
    }

    fn put(&mut self, account: &AccountId, host: &str, payload: &[u8]) -> Result<(), VaultError> {
        let entry = self.entry(account, Some(&format!("Lapwing: key for {host}")))?;
        entry.set_secret(payload).map_err(|error| self.failure(error))
    }

    fn get(&mut self, account: &AccountId) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        match self.entry(account, None)?.get_secret() {
            Ok(payload) => Ok(Some(Zeroizing::new(payload))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(self.failure(error)),
        }
    }

    fn remove(&mut self, account: &AccountId) -> Result<(), VaultError> {
        let found = match self.entry(account, None)?.delete_credential() {
            Err(Error::Ambiguous(entries)) => entries.iter().try_for_each(Entry::delete_credential),
            other => other,
        };
        match found {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(self.failure(error)),
        }
    }
}
