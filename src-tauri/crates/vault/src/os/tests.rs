//! The vault over a keyring that does what a test tells it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};

use zeroize::Zeroizing;

use super::*;

/// Long enough that only a test that fails ever waits for it.
const NEVER: Duration = Duration::from_mins(1);
/// Short enough to wait for.
const SOON: Duration = Duration::from_millis(40);

/// What one fake keyring does.
enum Behaviour {
    Obeys,
    /// Fails after some calls, as a keyring does whose service has been restarted.
    FailsAfter(u32),
    /// Blocks in a prompt until the test lets go of the other end.
    Asks(Receiver<()>),
    /// Blocks without asking anything.
    Hangs(Receiver<()>),
    Panics,
    /// Says done and does nothing.
    Pretends,
}

/// Stands for the service behind all keyrings that are opened in a test.
#[derive(Default)]
struct World {
    items: Mutex<HashMap<AccountId, Vec<u8>>>,
    /// How keyrings opened from now on behave, in order, and then obey.
    coming: Mutex<Vec<Behaviour>>,
    opened: AtomicUsize,
    missing: AtomicUsize,
}

struct FakeKeyring {
    world: Arc<World>,
    behaviour: Behaviour,
    _alive: Option<Sender<()>>,
}

impl World {
    fn new(coming: Vec<Behaviour>) -> Arc<Self> {
        Arc::new(Self { coming: Mutex::new(coming), ..Self::default() })
    }

    fn vault(self: &Arc<Self>, timeout: Duration, patience: Duration) -> OsVault {
        self.vault_with(timeout, patience, None)
    }

    fn vault_with(self: &Arc<Self>, timeout: Duration, patience: Duration, alive: Option<Sender<()>>) -> OsVault {
        let (world, alive) = (Arc::clone(self), Mutex::new(alive));
        let open = move || -> Result<Box<dyn Keyring>, VaultError> {
            world.opened.fetch_add(1, Ordering::SeqCst);
            if world.missing.load(Ordering::SeqCst) > 0 {
                world.missing.fetch_sub(1, Ordering::SeqCst);
                return Err(VaultError::Missing(None));
            }
            let mut coming = world.coming.lock().unwrap();
            let behaviour = if coming.is_empty() { Behaviour::Obeys } else { coming.remove(0) };
            let alive = alive.lock().unwrap().take();
            Ok(Box::new(FakeKeyring { world: Arc::clone(&world), behaviour, _alive: alive }))
        };
        OsVault::over(Arc::new(open), timeout, patience)
    }
}

impl FakeKeyring {
    fn act(&mut self) -> Result<(), VaultError> {
        match &mut self.behaviour {
            Behaviour::Obeys | Behaviour::Asks(_) | Behaviour::Pretends => Ok(()),
            Behaviour::FailsAfter(0) => Err(VaultError::Failed("the session is gone".into())),
            Behaviour::FailsAfter(calls) => {
                *calls -= 1;
                Ok(())
            }
            Behaviour::Hangs(gate) => {
                let _ = gate.recv();
                Ok(())
            }
            Behaviour::Panics => panic!("a fake keyring that panics"),
        }
    }
}

impl Keyring for FakeKeyring {
    fn state(&mut self) -> Result<VaultState, VaultError> {
        self.act().map(|()| VaultState::Available)
    }

    fn unlock(&mut self, asking: &dyn Fn()) -> Result<(), VaultError> {
        if let Behaviour::Asks(gate) = &self.behaviour {
            asking();
            let _ = gate.recv();
        }
        Ok(())
    }

    fn put(&mut self, account: &AccountId, _host: &str, payload: &[u8]) -> Result<(), VaultError> {
        self.act()?;
        self.world.items.lock().unwrap().insert(account.clone(), payload.to_vec());
        Ok(())
    }

    fn get(&mut self, account: &AccountId) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        self.act()?;
        Ok(self.world.items.lock().unwrap().get(account).cloned().map(Zeroizing::new))
    }

    fn remove(&mut self, account: &AccountId) -> Result<(), VaultError> {
        self.act()?;
        if !matches!(self.behaviour, Behaviour::Pretends) {
            self.world.items.lock().unwrap().remove(account);
        }
        Ok(())
    }
}

fn account() -> AccountId {
    AccountId::new("a1")
}

fn home() -> Origin {
    "https://api.example.com".parse().unwrap()
}

fn secret() -> Secret<String> {
    Secret::new("k3y".to_owned())
}

#[tokio::test]
async fn nothing_is_opened_before_the_first_call_and_then_only_once() {
    let world = World::new(vec![]);
    let vault = world.vault(NEVER, NEVER);
    assert_eq!(world.opened.load(Ordering::SeqCst), 0);
    vault.put(&account(), &home(), secret()).await.unwrap();
    assert_eq!(vault.get(&account(), &home()).await.unwrap().unwrap().expose(), "k3y");
    vault.remove(&account()).await.unwrap();
    assert!(vault.get(&account(), &home()).await.unwrap().is_none());
    assert_eq!(world.opened.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_keyring_that_was_missing_is_looked_for_again() {
    let world = World::new(vec![]);
    world.missing.store(1, Ordering::SeqCst);
    let vault = world.vault(NEVER, NEVER);
    assert_eq!(vault.state().await, VaultState::Missing);
    assert_eq!(vault.state().await, VaultState::Available);
}

#[tokio::test]
async fn a_keyring_that_was_restarted_is_opened_anew_without_anyone_noticing() {
    let world = World::new(vec![Behaviour::FailsAfter(1)]);
    let vault = world.vault(NEVER, NEVER);
    vault.put(&account(), &home(), secret()).await.unwrap();
    assert!(vault.get(&account(), &home()).await.unwrap().is_some());
    assert_eq!(world.opened.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_keyring_that_fails_right_away_is_an_error_and_tried_again_at_the_next_call() {
    let world = World::new(vec![Behaviour::FailsAfter(0)]);
    let vault = world.vault(NEVER, NEVER);
    assert!(matches!(vault.get(&account(), &home()).await, Err(VaultError::Failed(_))));
    assert!(vault.get(&account(), &home()).await.unwrap().is_none());
}

#[tokio::test]
async fn a_prompt_nobody_answers_is_a_locked_keyring_and_stores_nothing_later() {
    let (let_go, gate) = channel();
    let world = World::new(vec![Behaviour::Asks(gate)]);
    let vault = world.vault(SOON, NEVER);
    let error = vault.put(&account(), &home(), secret()).await.unwrap_err();
    assert!(matches!(error, VaultError::Locked(None)), "{error:?}");
    assert_eq!(vault.state().await, VaultState::Locked);

    drop(let_go);
    let kept = loop {
        // The thread is free once its owner has answered; until then every call is told that it is locked.
        match vault.get(&account(), &home()).await {
            Err(VaultError::Locked(None)) => {}
            other => break other.unwrap(),
        }
    };
    assert!(kept.is_none(), "a key must not be stored after its caller was told that it was not");
}

#[tokio::test]
async fn a_keyring_that_hangs_is_left_behind_and_another_thread_takes_over() {
    let (_let_go, gate) = channel();
    let world = World::new(vec![Behaviour::Hangs(gate)]);
    let vault = world.vault(SOON, Duration::ZERO);
    let error = vault.get(&account(), &home()).await.unwrap_err();
    assert!(matches!(error, VaultError::TimedOut), "{error:?}");
    vault.put(&account(), &home(), secret()).await.unwrap();
    assert_eq!(world.opened.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_keyring_that_panics_fails_one_call_only() {
    let world = World::new(vec![Behaviour::Panics]);
    let vault = world.vault(NEVER, NEVER);
    assert!(matches!(vault.get(&account(), &home()).await, Err(VaultError::Failed(_))));
    assert!(vault.get(&account(), &home()).await.unwrap().is_none());
}

#[tokio::test]
async fn a_removal_is_believed_only_when_the_key_is_gone() {
    let world = World::new(vec![Behaviour::Pretends]);
    let vault = world.vault(NEVER, NEVER);
    vault.put(&account(), &home(), secret()).await.unwrap();
    assert!(matches!(vault.remove(&account()).await, Err(VaultError::StillThere)));
}

#[tokio::test]
async fn dropping_the_vault_ends_its_thread() {
    let (alive, ended) = channel();
    let vault = World::new(vec![]).vault_with(NEVER, NEVER, Some(alive));
    assert_eq!(vault.state().await, VaultState::Available);
    drop(vault);
    assert_eq!(ended.recv_timeout(NEVER), Err(RecvTimeoutError::Disconnected));
}
