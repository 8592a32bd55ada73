//! The HTTP side: accepts connections on loopback and routes requests. What is answered is decided in the parts below it.

mod answer;
mod consent;
mod fault;
mod gate;
mod graphql;
mod jobs;
mod marketplace;
mod oauth;
mod tls;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;

use crate::shared::Shared;

pub(crate) use tls::untrusted;

/// Where a member is asked for consent.
const AUTHORIZE: &str = "/ab/account-security/oauth2/authorize";
/// Where codes and refresh tokens become tokens.
const TOKEN: &str = "/api/v3/oauth2/token";
/// Where tokens end.
const REVOKE: &str = "/api/v3/oauth2/token/revoke";
/// Where the marketplace is searched.
const GRAPHQL: &str = "/graphql";

/// The endpoints of both services, each behind its gate, everything else a plain 404, and every call recorded.
pub(crate) fn routes(shared: Arc<Shared>) -> Router {
    let jobs_api = Router::new()
        .route("/health", get(jobs::health))
        .route("/jobs", get(jobs::jobs))
        .route_layer(from_fn_with_state(Arc::clone(&shared), gate::gate));
    let marketplace = Router::new()
        .route(AUTHORIZE, get(oauth::authorize))
        .route(TOKEN, post(oauth::token))
        .route(REVOKE, post(oauth::revoke))
        .route(GRAPHQL, post(graphql::graphql))
        .route_layer(from_fn_with_state(Arc::clone(&shared), marketplace::gate));
    jobs_api
        .merge(marketplace)
        .fallback(gate::not_found)
        .layer(from_fn_with_state(Arc::clone(&shared), gate::record))
        .with_state(shared)
}

/// Serves until `stop`, then cuts every connection: a stalled answer must not hold up the end. The connections' tasks
/// belong to this one and have ended when it returns.
pub(crate) async fn run(listener: TcpListener, tls: Option<TlsAcceptor>, routes: Router, stop: CancellationToken) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(serve(stream, tls.clone(), routes.clone()));
                }
                // A caller that hung up before it was accepted, or too many open files: a pause keeps the latter from
                // spinning.
                Err(error) => {
                    tracing::debug!(%error, "a connection to the sandbox was not accepted");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            },
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
        }
    }
    drop(listener);
    connections.shutdown().await;
}

/// Answers one caller until either hangs up. What goes wrong with a connection is the caller's to notice.
async fn serve(stream: TcpStream, tls: Option<TlsAcceptor>, routes: Router) {
    let (server, service) = (http1::Builder::new(), TowerToHyperService::new(routes));
    let ended = match tls {
        None => server.serve_connection(TokioIo::new(stream), service).await,
        Some(tls) => match tls.accept(stream).await {
            Ok(stream) => server.serve_connection(TokioIo::new(stream), service).await,
            Err(_) => return,
        },
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection to the sandbox ended early");
    }
}
