//! Where keys rest: the operating system's keyring behind the [`Vault`] trait, or memory for one session.
//!
//! A key is stored under a random [`AccountId`], never a name, together with the [`Origin`] it belongs to, and is handed
//! out for that origin only. Nothing here knows what a key is for, and nothing here writes a key to a file, a log or an
//! error.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod account;
mod error;
mod keyring;
mod origin;
mod os;
mod payload;
mod secret;
mod session;
mod worker;

pub use account::AccountId;
pub use error::VaultError;
pub use origin::{BadOrigin, Origin};
pub use os::OsVault;
pub use secret::Secret;
pub use session::SessionVault;

/// Whether keys can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VaultState {
    /// Keys can be stored and read.
    Available,
    /// There is a keyring, but it is locked: its owner must unlock it first.
    Locked,
    /// There is no keyring to use.
    Missing,
}

/// A place where keys are kept.
///
/// Every method answers within a bounded time: a keyring that asks its owner something and gets no answer is reported
/// as [`VaultError::Locked`].
#[async_trait::async_trait]
pub trait Vault: Send + Sync {
    /// Whether keys can be kept now. Never asks the owner to unlock anything.
    async fn state(&self) -> VaultState;

    /// Stores `secret` for `account`, replacing what was there, bound to `origin`.
    ///
    /// # Errors
    /// When the keyring is locked, missing or fails; nothing is then stored.
    async fn put(&self, account: &AccountId, origin: &Origin, secret: Secret<String>) -> Result<(), VaultError>;

    /// The secret of `account`, or `None` when there is none.
    ///
    /// # Errors
    /// [`VaultError::OriginMismatch`] when it was stored for another origin; otherwise as for [`Vault::put`].
    async fn get(&self, account: &AccountId, origin: &Origin) -> Result<Option<Secret<String>>, VaultError>;

    /// Removes the secret of `account` and makes sure that it is gone. Removing what is not there is no error.
    ///
    /// # Errors
    /// [`VaultError::StillThere`] when the keyring says done but still has it; otherwise as for [`Vault::put`].
    async fn remove(&self, account: &AccountId) -> Result<(), VaultError>;
}
