//! A sandbox at a fixed time and a caller for it.

use std::sync::{Arc, Once};

use jiff::Timestamp;
use lapwing_sandbox::{ManualClock, Options, Plan, Sandbox};
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde_json::{Value, json};

/// A Monday morning.
pub const NOW: &str = "2026-01-05T08:15:20Z";

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A sandbox, its clock and somebody to call it.
pub struct Scene {
    pub sandbox: Sandbox,
    pub clock: Arc<ManualClock>,
    client: reqwest::Client,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in {}", self.body))
    }

    pub fn jobs(&self) -> Vec<Value> {
        assert_eq!(self.status, StatusCode::OK, "{}", self.body);
        self.json()["data"].as_array().cloned().unwrap()
    }

    pub fn ids(&self) -> Vec<String> {
        self.jobs().iter().map(|job| job["id"].as_str().unwrap().to_owned()).collect()
    }

    pub fn message(&self) -> String {
        self.json()["message"].as_str().unwrap().to_owned()
    }

    pub fn header(&self, name: &str) -> Option<i64> {
        self.headers.get(name).map(|value| value.to_str().unwrap().parse().unwrap())
    }
}

/// A caller that follows nothing and uses no proxy.
pub fn client() -> reqwest::Client {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| rustls::crypto::ring::default_provider().install_default().unwrap());
    reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

/// A market in which nothing happens by itself, without limits.
pub fn silent() -> Options {
    Options { arrivals_per_hour: 0.0, plan: Plan::Unlimited, ..Options::default() }
}

impl Scene {
    pub async fn new(options: Options) -> Self {
        let clock = Arc::new(ManualClock::new(at(NOW)));
        let sandbox = Sandbox::start_at(options, clock.clone()).await.unwrap();
        Self { sandbox, clock, client: client() }
    }

    /// A silent market with these jobs in it, the first one oldest, a minute apart up to now.
    pub async fn with_jobs(jobs: &[Value]) -> Self {
        let scene = Self::new(silent()).await;
        for (index, job) in jobs.iter().enumerate() {
            let minutes = i64::try_from(jobs.len() - index).unwrap();
            let posted = at(NOW) - jiff::SignedDuration::from_mins(minutes);
            let mut job = job.clone();
            job["posted_on"] = json!(posted.to_string());
            scene.sandbox.control().publish(job).unwrap();
        }
        scene
    }

    pub async fn get(&self, target: &str) -> Answer {
        self.get_with_key(target, Some(self.sandbox.key())).await
    }

    pub async fn get_with_key(&self, target: &str, key: Option<&str>) -> Answer {
        self.try_get(target, key).await.unwrap()
    }

    pub async fn try_get(&self, target: &str, key: Option<&str>) -> reqwest::Result<Answer> {
        let mut request = self.client.get(format!("{}{target}", self.sandbox.url()));
        if let Some(key) = key {
            request = request.header("X-API-KEY", key);
        }
        let response = request.send().await?;
        let (status, headers) = (response.status(), response.headers().clone());
        Ok(Answer { status, headers, body: response.text().await? })
    }
}
