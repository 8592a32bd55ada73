//! What can go wrong with a keyring, in sentences that say what to do.

use crate::origin::Origin;

/// A failure of the keyring below, kept as the cause.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why a key could not be stored, read or removed. Where else a key could be kept is for the program to say: the window
/// and the command line offer different places.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The keyring is locked, or its owner has not answered its question yet.
    #[error("The keyring is locked. Unlock it, then try again.")]
    Locked(#[source] Option<Cause>),
    /// There is no keyring.
    #[error(
        "No keyring was found to keep the key in. Start one (for example gnome-keyring or KWallet), then try again."
    )]
    Missing(#[source] Option<Cause>),
    /// The keyring did not answer in time.
    #[error("The keyring did not answer in time. If it asks for something, answer it; then try again.")]
    TimedOut,
    /// The key was stored for another server.
    #[error("The key belongs to {stored}, not to {asked}. Enter the key for {asked} again.")]
    OriginMismatch {
        /// The server the key was stored for.
        stored: Origin,
        /// The server it was asked for.
        asked: Origin,
    },
    /// The keyring item is not one Lapwing wrote.
    #[error("The key in the keyring cannot be read. Enter it again.")]
    Damaged,
    /// The keyring said a key was removed, and still has it.
    #[error("The keyring did not remove the key. Remove the item \"lapwing\" in your password manager.")]
    StillThere,
    /// The keyring failed in another way.
    #[error("The keyring failed. Try again; if it keeps failing, start it anew.")]
    Failed(#[source] Cause),
}
