//! What the browser shows when it comes back. The pages are fixed: nothing of a request is repeated in them, and they
//! load and run nothing.

/// A page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    Done,
    Refused,
    NoCode,
    AnotherAuthorization,
    NotFound,
    BadRequest,
}

impl Page {
    const fn status(self) -> &'static str {
        match self {
            Self::Done | Self::Refused => "200 OK",
            Self::NoCode | Self::AnotherAuthorization | Self::BadRequest => "400 Bad Request",
            Self::NotFound => "404 Not Found",
        }
    }

    /// Heading and sentence.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Done => ("Back to Lapwing", "Lapwing has what it needs. You can close this page."),
            Self::Refused => {
                ("Nothing was allowed", "Lapwing was told so. You can close this page and begin again there.")
            }
            Self::NoCode => ("No code arrived", "This address came without a code. Begin again in Lapwing."),
            Self::AnotherAuthorization => (
                "Not this authorization",
                "This answer does not belong to the authorization that Lapwing waits for. Use the page that Lapwing opened last.",
            ),
            Self::NotFound => ("Nothing here", "Lapwing waits for an authorization at another address."),
            Self::BadRequest => ("Not understood", "Lapwing could not read this request."),
        }
    }

    /// The whole answer. It goes into no cache and no referrer, since the address it answers holds the code.
    pub(super) fn response(self) -> String {
        let (heading, sentence) = self.words();
        let body = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Lapwing: {heading}</title></head>\
             <body><h1>{heading}</h1><p>{sentence}</p></body></html>\n"
        );
        format!(
            "HTTP/1.1 {}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\
             Referrer-Policy: no-referrer\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\
             Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n\r\n{body}",
            self.status(),
            body.len()
        )
    }
}
