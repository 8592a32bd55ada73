//! What the running server and the control side share. Every lock is held for one short step and never across another.

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use jiff::Timestamp;

use crate::calls::CallLog;
use crate::clock::Clock;
use crate::credentials::Credentials;
use crate::dialect::Dialect;
use crate::error::SandboxError;
use crate::faults::FaultBoard;
use crate::keys::{KeyState, Keys};
use crate::marketplace::asked::Asked;
use crate::marketplace::grants::Grants;
use crate::marketplace::graph::Graph;
use crate::options::Options;
use crate::recent::RecentAnswers;
use crate::world::World;

pub(crate) struct Shared {
    pub(crate) options: Options,
    /// `127.0.0.1:PORT`
    pub(crate) authority: String,
    pub(crate) world: World,
    pub(crate) calls: CallLog,
    pub(crate) graph: Graph,
    clock: RwLock<Arc<dyn Clock>>,
    keys: Mutex<Keys>,
    faults: Mutex<FaultBoard>,
    redirect_to: RwLock<String>,
    dialect: RwLock<Dialect>,
    recent: Mutex<RecentAnswers>,
    grants: Mutex<Grants>,
    asked: Mutex<Asked>,
}

impl Shared {
    /// Builds everything but the listener, which has `port`.
    pub(crate) fn new(
        options: Options,
        clock: Arc<dyn Clock>,
        credentials: &Credentials,
        port: u16,
    ) -> Result<Self, SandboxError> {
        let now = clock.now();
        let mut keys = Keys::new(options.plan);
        keys.set_state(&credentials.key, KeyState::Valid, now);
        let redirect_to = options.redirect_to.clone().unwrap_or_else(|| format!("http://localhost:{port}"));
        Ok(Self {
            world: World::new(&options, now)?,
            calls: CallLog::new(),
            graph: Graph::new()?,
            clock: RwLock::new(clock),
            keys: Mutex::new(keys),
            faults: Mutex::new(FaultBoard::new(options.faults.clone())),
            redirect_to: RwLock::new(redirect_to),
            dialect: RwLock::new(options.dialect),
            recent: Mutex::default(),
            asked: Mutex::default(),
            grants: Mutex::new(Grants::new(credentials, options.callback.clone())),
            authority: format!("{}:{port}", Ipv4Addr::LOCALHOST),
            options,
        })
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.read().unwrap_or_else(PoisonError::into_inner).now()
    }

    pub(crate) fn set_clock(&self, clock: Arc<dyn Clock>) {
        *self.clock.write().unwrap_or_else(PoisonError::into_inner) = clock;
    }

    pub(crate) fn keys(&self) -> MutexGuard<'_, Keys> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn faults(&self) -> MutexGuard<'_, FaultBoard> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn dialect(&self) -> Dialect {
        *self.dialect.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn set_dialect(&self, dialect: Dialect) {
        *self.dialect.write().unwrap_or_else(PoisonError::into_inner) = dialect;
    }

    pub(crate) fn recent(&self) -> MutexGuard<'_, RecentAnswers> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn grants(&self) -> MutexGuard<'_, Grants> {
        self.grants.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn asked(&self) -> MutexGuard<'_, Asked> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn redirect_to(&self) -> String {
        self.redirect_to.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn set_redirect_to(&self, origin: String) {
        *self.redirect_to.write().unwrap_or_else(PoisonError::into_inner) = origin;
    }
}
