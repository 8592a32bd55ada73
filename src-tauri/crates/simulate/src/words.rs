//! The words that invented postings are made of.

/// What trades are spoken of in. Earlier trades are posted more often.
pub const TRADES: [[&str; 4]; 32] = [
    ["wordpress", "elementor", "woocommerce", "plugin"],
    ["react", "typescript", "frontend", "nextjs"],
    ["logo", "branding", "illustrator", "figma"],
    ["python", "django", "scraping", "pandas"],
    ["shopify", "liquid", "storefront", "dropshipping"],
    ["video", "premiere", "editing", "reels"],
    ["seo", "backlinks", "keywords", "ranking"],
    ["flutter", "dart", "mobile", "ios"],
    ["excel", "spreadsheet", "macros", "dashboards"],
    ["copywriting", "newsletter", "blog", "headlines"],
    ["translation", "german", "french", "subtitles"],
    ["unity", "gamedev", "shader", "multiplayer"],
    ["bookkeeping", "quickbooks", "payroll", "invoices"],
    ["aws", "terraform", "kubernetes", "devops"],
    ["rust", "tokio", "wasm", "embedded"],
    ["blender", "rendering", "animation", "rigging"],
    ["autocad", "drafting", "floorplan", "revit"],
    ["solidity", "blockchain", "wallet", "audit"],
    ["java", "spring", "kafka", "microservice"],
    ["salesforce", "apex", "crm", "hubspot"],
    ["pcb", "firmware", "schematic", "microcontroller"],
    ["voiceover", "podcast", "audio", "mixing"],
    ["pentest", "security", "compliance", "firewall"],
    ["golang", "grpc", "postgres", "backend"],
    ["recruiting", "sourcing", "interviews", "onboarding"],
    ["powerbi", "tableau", "warehouse", "sql"],
    ["legal", "contracts", "trademark", "privacy"],
    ["pytorch", "llm", "embeddings", "inference"],
    ["ios", "swift", "swiftui", "xcode"],
    ["proofreading", "thesis", "citations", "grammar"],
    ["solidworks", "prototype", "injection", "tolerances"],
    ["genealogy", "archives", "transcription", "paleography"],
];

/// What every trade is spoken of in.
pub const PLAIN: [&str; 40] = [
    "looking", "for", "someone", "to", "help", "with", "our", "new", "project", "long", "term", "quick", "small",
    "team", "expert", "needed", "build", "improve", "fix", "design", "review", "update", "create", "plan", "soon",
    "work", "good", "english", "daily", "calls", "remote", "budget", "weekly", "hours", "start", "simple", "clean",
    "fast", "ongoing", "client",
];

/// Where clients live. Earlier ones are more.
pub const COUNTRIES: [[u8; 2]; 20] = [
    *b"US", *b"GB", *b"CA", *b"AU", *b"DE", *b"IN", *b"NL", *b"AE", *b"SG", *b"CH", *b"FR", *b"IL", *b"SE", *b"NO",
    *b"ES", *b"IT", *b"BR", *b"PK", *b"NZ", *b"IE",
];
