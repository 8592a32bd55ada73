//! Systems programming and operations.

use super::{Brief, Category, Trade};

const GROUP: (&str, &str) = ("Development & IT", "development-it");

pub(super) static SYSTEMS: Trade = Trade {
    category: Category {
        name: "Desktop Application Development",
        slug: "desktop-development",
        group: GROUP.0,
        group_slug: GROUP.1,
    },
    occupation: "Systems Programming",
    weight: 5,
    hourly: (35, 140),
    fixed: (300, 18_000),
    briefs: &[
        Brief {
            title: "Rust engineer for {product}",
            gist: "The hot part of our service was rewritten in Rust last year and paid off. We want a second person who feels at home in it, lifetimes and all.",
            skills: &["Rust", "Tokio", "Linux"],
        },
        Brief {
            title: "Port a C++17 parser to Rust, keep the C ABI",
            gist: "Twelve thousand lines that read untrusted files. Behaviour must stay the same for a corpus of 40,000 samples, and nothing may crash any more.",
            skills: &["Rust", "C++", "FFI"],
        },
        Brief {
            title: "Desktop tray tool in Rust (Tauri) with auto-update",
            gist: "A small utility for Windows, macOS and Linux that talks to our hardware and stays out of the way. The prototype is in Electron.",
            skills: &["Rust", "Tauri", "Desktop Application"],
        },
        Brief {
            title: "Embedded firmware: STM32, FreeRTOS, low power",
            gist: "A battery sensor for {industry} that should last three years and lasts eleven months. Find where the charge goes.",
            skills: &["Embedded C", "STM32", "FreeRTOS"],
        },
        Brief {
            title: "C++ performance engineer, order book replay",
            gist: "We replay a day of market data in nine minutes and want it in one. Profiles and a benchmark are ready.",
            skills: &["C++", "Performance Tuning", "Linux"],
        },
        Brief {
            title: "Write a Rust client library for our gRPC API",
            gist: "Customers ask for it, and our Go client shows the way. Documentation with runnable examples counts as much as the code.",
            skills: &["Rust", "gRPC", "Technical Documentation"],
        },
        Brief {
            title: "Qt/QML application: fix flicker and memory growth",
            gist: "It runs for weeks on a panel in a plant and must be restarted every few days. We would like it to stop needing us.",
            skills: &["Qt", "C++", "QML"],
        },
    ],
    skills: &[
        "C",
        "C++",
        "Rust",
        "Linux",
        "Multithreading",
        "WebAssembly",
        "Cargo",
        "CMake",
        "Network Programming",
        "SQLite",
        "Serial Communication",
        "Profiling",
        "Cryptography",
        "Windows API",
        "Unit Testing",
    ],
    tags: &["systems", "low-level", "performance", "desktop", "embedded"],
    tasks: &[
        "Write a fuzz target for every entry point and fix what it finds",
        "Replace the global lock with something that scales to {n} cores",
        "Bring memory use at idle under 40 MB",
        "Package for Windows, macOS and two Linux families, signed",
        "Draw up the wire format and its rules for change",
        "Make the test rig run without the hardware attached",
        "Review the unsafe blocks and say why each is sound, or remove it",
        "Add a benchmark that fails when we get slower by five per cent",
        "Read the datasheet's errata and check our drivers against them",
    ],
    wants: &[
        "You have shipped code that ran for months without a restart",
        "You measure first",
        "Open source work we can look at is worth more than a résumé",
        "Comfortable reading assembly when it comes to that",
        "Written English good enough for design notes",
        "You know when not to optimise",
    ],
    questions: &[
        "Which bug took you longest, and how did you find it?",
        "Show us a piece of code you would defend in review.",
        "How do you test code that depends on timing?",
    ],
};

pub(super) static DEVOPS: Trade = Trade {
    category: Category { name: "DevOps & Cloud", slug: "devops-cloud", group: GROUP.0, group_slug: GROUP.1 },
    occupation: "DevOps Engineering",
    weight: 6,
    hourly: (25, 125),
    fixed: (100, 8_000),
    briefs: &[
        Brief {
            title: "DevOps: move {product} from one VM to Kubernetes",
            gist: "One large machine holds everything, backups included. We want it on a managed cluster without a weekend of downtime.",
            skills: &["Kubernetes", "Terraform", "AWS"],
        },
        Brief {
            title: "GitHub Actions pipelines are slow and flaky",
            gist: "A push takes 38 minutes and every fifth run fails for no reason. Make it ten minutes and honest.",
            skills: &["GitHub Actions", "CI/CD", "Docker"],
        },
        Brief {
            title: "AWS cost review - bill doubled in {n} months",
            gist: "Nobody changed anything, of course. Tell us where the money goes and what to switch off first.",
            skills: &["AWS", "Cost Optimization"],
        },
        Brief {
            title: "Linux admin for mail and backup servers",
            gist: "Two Debian machines with mail for eighty people. Deliverability has suffered, and restores were never tried.",
            skills: &["Linux System Administration", "Postfix", "Backup"],
        },
        Brief {
            title: "Prometheus + Grafana: alerts that mean something",
            gist: "We get two hundred alerts a day and read none. Start over with us: what matters, who gets up for it, and what it should say.",
            skills: &["Prometheus", "Grafana", "Monitoring"],
        },
        Brief {
            title: "Python automation of server provisioning (Ansible)",
            gist: "Every customer of {product} gets a machine of their own, made by hand from a wiki page. We would like a command instead.",
            skills: &["Ansible", "Python", "Linux"],
        },
    ],
    skills: &[
        "Docker",
        "Terraform",
        "AWS",
        "Azure",
        "Google Cloud Platform",
        "Helm",
        "Nginx",
        "Bash",
        "Linux",
        "PostgreSQL Administration",
        "Network Security",
        "GitLab CI",
        "Cloudflare",
        "Vault",
        "Argo CD",
    ],
    tags: &["devops", "cloud", "infrastructure", "sre"],
    tasks: &[
        "Describe what runs today in Terraform, without changing it",
        "Set up staging that is the same as production except in size",
        "Try a full restore and write down how long it took",
        "Rotate the credentials that sit in old pipelines",
        "Give each of the {n} teams its own namespace and limits",
        "Move images to a registry of our own and scan them",
        "Add health checks the load balancer can believe",
        "Write the runbook for the five things that do happen",
    ],
    wants: &[
        "You leave systems simpler than you found them",
        "Real experience with an outage on your own watch",
        "Infrastructure as code, with state kept safely",
        "You can say no to a tool",
        "Security basics without a checklist",
        "On call for the first two weeks after the move",
    ],
    questions: &[
        "What would you look at first in our setup, given read access for one hour?",
        "Describe a migration you led, with its numbers.",
        "Which alert would you never delete?",
    ],
};
