//! Texts that want to be more than text, and postings that are made of nothing else.

use serde_json::{Value, json};

/// A text that is up to something.
#[derive(Debug)]
pub struct Hostile {
    /// One word that tells it from the others.
    pub name: &'static str,
    /// The text. Where the listener's address belongs stands `AT`.
    text: String,
    /// What a reader must be able to read of it, letter by letter.
    pub shows: &'static str,
}

/// Every way to break out of being read that we could think of.
pub fn all() -> Vec<Hostile> {
    let one = |name, text: &str, shows| Hostile { name, text: text.to_owned(), shows };
    vec![
        // The markup itself is taken away on the way in where its tags are known; what was escaped is what the client
        // wrote, and comes out as markup for everybody who would take it for that.
        one("markup", MARKUP, "<svg onload=\"window.__hit='svg'\">"),
        one("escaped", &escaped(MARKUP), "<script>window.__hit='script'</script>"),
        one("loads", &escaped(LOADS), "<meta http-equiv=\"refresh\""),
        one("styles", &escaped(STYLES), "<style>@import"),
        one("links", LINKS, "javascript:window.__hit='address'"),
        one("bidi", BIDI, "gnitirw"),
        one("zalgo", &zalgo(), "Z"),
        one("terminal", TERMINAL, "]8;;http://"),
        one("holes", HOLES, "{{constructor.constructor"),
        one("markdown", MARKDOWN, "[**read on**](javascript:"),
        Hostile { name: "endless", text: "W".repeat(100_000), shows: "WWWWWWWW" },
        Hostile { name: "huge", text: "one more line, and one more word\n".repeat(3_000), shows: "one more line" },
    ]
}

const MARKUP: &str = r#"<script>window.__hit='script'</script><script src="http://AT/script.js"></script>
<img src="http://AT/picture" onerror="window.__hit='img'"><iframe src="http://AT/frame" srcdoc="<p>"></iframe>
<svg onload="window.__hit='svg'"><image href="http://AT/svg"/></svg><object data="http://AT/object"></object>
<embed src="http://AT/embed"><video poster="http://AT/poster" src="http://AT/video"></video><audio src="http://AT/audio">
<input autofocus onfocus="window.__hit='focus'"><details open ontoggle="window.__hit='toggle'">
<a href="javascript:window.__hit='link'" onmouseover="window.__hit='hover'">read on</a><base href="http://AT/">
<form action="http://AT/form"><button autofocus>send</button></form></textarea></title></style><!-- "'><body onload=
window.__hit='body'><math><mi xlink:href="javascript:window.__hit='math'">"#;

const LOADS: &str = r#"<meta http-equiv="refresh" content="0;url=http://AT/refresh"><link rel="stylesheet" href="http://AT/css">
<link rel="prefetch" href="http://AT/prefetch"><link rel="preload" as="image" href="http://AT/preload"><link rel="prerender"
href="http://AT/prerender"><link rel="preconnect" href="http://AT/"><link rel="dns-prefetch" href="//AT/"><link rel="icon"
href="http://AT/icon"><link rel="manifest" href="http://AT/manifest"><img src="http://AT/pixel.gif?who=you" width="1"
height="1" alt=""><img srcset="http://AT/wide 2x"><picture><source srcset="http://AT/source"></picture><body
background="http://AT/background"><table background="http://AT/table"><tr><td>"#;

const STYLES: &str = r#"<style>@import url(http://AT/import); *{display:none!important;background:url(http://AT/all)}
@font-face{font-family:x;src:url(http://AT/font)}</style><p style="position:fixed;inset:0;z-index:9999;background:
url('http://AT/inline')">over everything</p><div style="width:99999px;height:99999px">wide</div>"#;

const LINKS: &str = "javascript:window.__hit='address' JaVaScRiPt&#58;window.__hit='spelt' java\tscript:window.__hit='tab' \
    vbscript:x file:///etc/passwd file://AT/share data:text/html,<script>window.__hit='data'</script> \
    data:image/svg+xml,<svg/onload=window.__hit='picture'> blob:http://AT/x about:blank tauri://localhost/ \
    ipc://localhost/app_state http://AT/followed http://user:word@AT/x //AT/relative \\\\AT\\share ftp://AT/x \
    intent://AT/#Intent;end http://xn--80ak6aa92e.com/ http://[::1]/ mailto:a@b?body=x tel:1 lapwing:open";

/// Overrides that are opened and never closed, and everything else that turns, joins or hides.
const BIDI: &str = "\u{202e}gnitirw detrevni\u{202c} \u{2067}\u{2066}open \u{202e}\u{202b}never closed \u{200f}\u{61c}\u{200e} \
    exe.\u{202e}gpj \u{200b}\u{2060}\u{feff}hid\u{ad}den\u{e0041}\u{e0042} \u{fff9}a\u{fffa}b\u{fffb} عربي עברית \u{2029}\u{2028}";

const TERMINAL: &str = "\u{1b}]0;taken over\u{7}\u{1b}]8;;http://AT/osc\u{1b}\\link\u{1b}]8;;\u{1b}\\ \u{1b}[31mred\u{1b}[2J\u{1b}[H \
    \u{9b}31m\u{90}1$r\u{9c} \u{1b}]52;c;b3duZWQ=\u{7} over\rwritten \u{8}\u{8}\u{8} nul\u{0}nul \u{7f}\u{85} \u{1b}c";

const HOLES: &str = "{{constructor.constructor('window.__hit=1')()}} ${window.__hit='hole'} {count} {title} {0} {name, plural, \
    other {#}} %s %n %x %1$s %%s #{1} <%= 1 %> {@html '<img src=x>'} $(touch /tmp/x) `touch x` ' OR 1=1 -- \"; DROP TABLE \
    jobs; -- ../../etc/passwd C:\\CON \\u0000 \\x1b \u{fffd} __proto__ constructor toString null undefined NaN";

const MARKDOWN: &str = "# Heading\n\n[**read on**](javascript:window.__hit='markdown') ![pixel](http://AT/markdown.png) \
    <http://AT/auto> [ref]: http://AT/reference\n\n```html\n<script>window.__hit='code'</script>\n```\n\n| a | b |\n|---|---|\n\n\
    - [ ] a box\n\n<details><summary>more</summary></details> [^1]: note\n***\n&lt;b&gt;bold&lt;/b&gt; &amp;lt;i&amp;gt;";

/// Letters with fifty marks above and below each.
fn zalgo() -> String {
    let marks: String = (0x300..0x332).filter_map(char::from_u32).collect();
    "ZALGO".split_inclusive(char::is_alphabetic).map(|letter| [letter, &marks].concat()).collect::<String>().repeat(20)
}

fn escaped(markup: &str) -> String {
    markup.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

impl Hostile {
    /// A posting with this text in every field, whose title begins with words that are searched for.
    pub fn posting(&self, authority: &str) -> Value {
        let text = self.text.replace("AT", authority);
        let text = text.as_str();
        let title = format!("Rust {} {text}", self.name);
        json!({
            "id": format!("upwork-{}-{}", self.name, cut(text, 150)),
            "title": title,
            "description": format!("{title}\n\n{text}"),
            "url": format!("javascript:window.__hit='url'//{text}"),
            "ciphertext": text,
            "skills": [format!("rust {text}"), text],
            "tags": [text, "rust"],
            "occupations": [text],
            "category": {"name": text, "slug": text, "group": text, "group_slug": text},
            "job_type": 1,
            "status": 1,
            "contractor_tier": text,
            "tier_text": text,
            "duration_label": text,
            "engagement": text,
            "workload": text,
            "proposals_tier": text,
            "privacy_reason": text,
            "hourly_budget": {"min": 40, "max": 60, "currency": text},
            "buyer": {"payment_verified": true, "country": text, "city": text, "timezone": text, "total_spent": 1000,
                "company_industry": text, "company_size": text, "contract_date": text},
            "location": {"country": text, "city": text, "timezone": text},
            "qualifications": {"type": text, "location": [text], "languages": [text]},
            "client_activity": {"last_buyer_activity": text},
            "questions": [text, {"question": text}],
            "additional_questions": text,
        })
    }

    /// Words of its own that a search finds it by.
    pub fn words(&self) -> String {
        format!("Rust {}", self.name)
    }
}

/// As much of a text as an id may be long.
fn cut(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
}
