//! The Secret Service (gnome-keyring, `KWallet`, `KeePassXC`) over the session bus.

use secret_service::blocking::SecretService;
use secret_service::{EncryptionType, Error};
use zbus_secret_service_keyring_store::Store;

use super::{Keyring, Lock, Stored};
use crate::{VaultError, VaultState};

/// Connects to the session bus's Secret Service, starting it if the bus knows how.
pub(crate) fn open() -> Result<Box<dyn Keyring>, VaultError> {
    let missing = |cause| VaultError::Missing(Some(cause));
    // No secret passes through this connection: it only asks about the lock, which the store cannot.
    let service = SecretService::connect(EncryptionType::Plain).map_err(|error| missing(error.into()))?;
    let store = Store::new().map_err(|error| missing(error.into()))?;
    Ok(Box::new(Stored { store, lock: DefaultCollection { service }, labels: true, no_access }))
}

/// New items go into the default collection, usually the one that is unlocked at login.
struct DefaultCollection {
    service: SecretService<'static>,
}

impl Lock for DefaultCollection {
    fn state(&mut self) -> Result<VaultState, VaultError> {
        match self.service.get_default_collection().and_then(|collection| collection.is_locked()) {
            Ok(false) => Ok(VaultState::Available),
            Ok(true) => Ok(VaultState::Locked),
            // A service without a default collection has nowhere to keep a key until its owner sets one up.
            Err(Error::NoResult) => Ok(VaultState::Missing),
            Err(error) => Err(VaultError::Failed(error.into())),
        }
    }

    fn unlock(&mut self, asking: &dyn Fn()) -> Result<(), VaultError> {
        let collection = match self.service.get_default_collection() {
            Ok(collection) => collection,
            Err(Error::NoResult) => return Err(VaultError::Missing(Some(Error::NoResult.into()))),
            Err(error) => return Err(VaultError::Failed(error.into())),
        };
        if collection.is_locked().map_err(|error| VaultError::Failed(error.into()))? {
            asking();
            collection.unlock().map_err(|error| no_access(error.into()))?;
        }
        Ok(())
    }
}

fn no_access(cause: keyring_core::error::PlatformError) -> VaultError {
    match cause.downcast_ref::<Error>() {
        Some(Error::NoResult) => VaultError::Missing(Some(cause)),
        _ => VaultError::Locked(Some(cause)),
    }
}
