//! As much of a browser's request as matters: path and query, from the first line.

use lapwing_vault::Secret;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

/// Most bytes of a request that are read.
const MOST: usize = 16 << 10;

/// What was asked for.
pub(super) struct Asked {
    pub(super) path: String,
    /// It may hold a code.
    pub(super) query: Secret<String>,
}

/// Reads one request up to the end of its head. Nothing when it is too large, ends early or is no plain GET.
pub(super) async fn read(connection: &mut TcpStream) -> Option<Asked> {
    let mut head = Secret::new(Vec::with_capacity(MOST));
    let mut chunk = [0; 1024];
    while !ends(head.expose()) {
        let length = connection.read(&mut chunk).await.ok().filter(|length| *length > 0)?;
        if head.expose().len() + length > MOST {
            return None;
        }
        head = Secret::new([head.expose().as_slice(), &chunk[..length]].concat());
    }
    asked(head.expose())
}

fn ends(head: &[u8]) -> bool {
    head.windows(4).any(|end| end == b"\r\n\r\n")
}

fn asked(head: &[u8]) -> Option<Asked> {
    let line = head.split(|byte| *byte == b'\r').next()?;
    let mut words = std::str::from_utf8(line).ok()?.split(' ');
    let (Some("GET"), Some(target), Some("HTTP/1.1" | "HTTP/1.0"), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return None;
    };
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    path.starts_with('/').then(|| Asked { path: path.to_owned(), query: Secret::new(query.to_owned()) })
}
