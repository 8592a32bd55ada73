//! The sandbox inside the program, for looking around first.

use async_trait::async_trait;
use lapwing_engine::{SandboxHost, Secret};
use lapwing_sandbox::{Options, Sandbox};
use tokio::sync::OnceCell;

/// Starts the sandbox when it is first asked for and keeps it until the program ends.
#[derive(Default)]
pub struct InProcess {
    running: OnceCell<Sandbox>,
}

#[async_trait]
impl SandboxHost for InProcess {
    async fn endpoint(&self) -> Result<(String, Secret<String>), String> {
        let sandbox = self
            .running
            .get_or_try_init(|| Sandbox::start(Options::lively()))
            .await
            .map_err(|error| error.to_string())?;
        Ok((sandbox.url().to_owned(), Secret::new(sandbox.key().to_owned())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn it_is_started_once_and_stays_where_it_is() {
        let host = InProcess::default();
        let (first, key) = host.endpoint().await.unwrap();
        let (second, same) = host.endpoint().await.unwrap();
        assert_eq!((first.as_str(), key.expose()), (second.as_str(), same.expose()));
        assert!(first.starts_with("http://127.0.0.1:"), "{first}");
    }
}
