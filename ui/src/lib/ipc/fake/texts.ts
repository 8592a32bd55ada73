// What the synthetic postings say.

export interface Template {
  title: string;
  text: string;
  skills: string[];
  category: string;
  hourly: boolean;
  private?: boolean;
  closed?: boolean;
}

export const TEMPLATES: readonly [Template, ...Template[]] = [
  {
    title: 'Turn our Electron menu-bar tool into a Tauri app',
    text: 'Our menu-bar tool is open on thirty thousand desks all day and eats half a gigabyte of memory. We want the same thing in Rust with Tauri: same features, a fraction of the weight.\n\nYou have released at least one desktop program written in Rust, you know how trays differ between the three systems, and start-up time matters to you. Designs and an end-to-end test suite exist.\n\nThe first milestone is a walking skeleton: tray, one window, settings. After that we work through a list of forty small features together.',
    skills: ['Rust', 'Tauri', 'Desktop Application', 'TypeScript', 'System Programming'],
    category: 'Desktop software',
    hourly: true,
  },
  {
    title: 'Move a back office of 40 screens to Svelte 5',
    text: 'The back office of our wholesale shop runs on Svelte 4 and a home-made form library. We need someone to move it to runes, screen by screen, without a feature freeze.\n\nTwo of us know the code well and review every change within a day. There are Playwright tests for the fifteen screens that matter most.',
    skills: ['Svelte', 'TypeScript', 'Playwright', 'CSS'],
    category: 'Web development',
    hourly: false,
  },
  {
    title: 'Flaky ingestion: Kafka to Parquet, two terabytes a day',
    text: 'Once or twice a week our pipeline silently drops a partition. We suspect the way offsets are committed around restarts.\n\nFind the cause, prove it with a test, fix it. Python today; we are open to Rust where it helps.',
    skills: ['Apache Kafka', 'Python', 'Parquet', 'Data Engineering', 'AWS'],
    category: 'Data engineering',
    hourly: true,
  },
  {
    title: 'Accessible component library for a small design team',
    text: 'Three designers, one engineer on leave, and a component library that fails half of what axe checks. Bring it to WCAG 2.2 AA, with tests that keep it there.\n\nReact and CSS modules. We care about keyboard use more than about animation.',
    skills: ['React', 'Accessibility', 'CSS', 'TypeScript', 'Storybook'],
    category: 'Web development',
    hourly: true,
  },
  {
    title: 'Developer guide for an open-source database',
    text: 'We have reference pages for everything and a guide for nothing. Write the guide: six chapters, each ending in something the reader has built.\n\nYou can read Go, run the thing yourself, and say when our design is what makes the page hard to write.',
    skills: ['Technical Writing', 'SQL', 'Go', 'Documentation'],
    category: 'Writing',
    hourly: false,
  },
  {
    title: 'Audit of an auto-update mechanism on Windows and macOS',
    text: 'Our installer updates itself. Tell us how it could be made to install something else. Deliverable: a report of at most ten pages, with a working proof for anything above medium.',
    skills: ['Security Audit', 'Windows', 'macOS', 'Cryptography'],
    category: 'Information security',
    hourly: false,
  },
  {
    title: 'BigQuery dashboards for a logistics company',
    text: 'Twelve dashboards, four data sources, one very patient operations lead. Most of the SQL exists and is slow.\n\nLooker Studio for now. Tell us early if that is a mistake.',
    skills: ['BigQuery', 'SQL', 'Looker Studio', 'Data Visualization'],
    category: 'Data analysis',
    hourly: true,
  },
  {
    title: 'Scrape opening hours of 9,000 pharmacies, politely',
    text: 'Public pages, robots.txt respected, one request every few seconds. Python preferred. Results as CSV with the source address of every row, refreshed each Monday.',
    skills: ['Python', 'Web Scraping', 'Data Extraction'],
    category: 'Data extraction',
    hourly: false,
  },
  {
    title: 'WordPress shop: checkout breaks on Safari',
    text: 'Since the last plugin update one customer in five cannot pay. Find out why, fix it, and leave a note for the next person.',
    skills: ['WordPress', 'WooCommerce', 'JavaScript', 'PHP'],
    category: 'Web development',
    hourly: true,
  },
  {
    title: 'Firmware for a soil sensor, nRF52, in Rust',
    text: 'A battery has to last three years in a field. The hardware is done; the firmware is a prototype in C. We would like it in Rust with Embassy, measured in microamps at every step.',
    skills: ['Rust', 'Embedded Systems', 'Bluetooth LE', 'C'],
    category: 'Embedded',
    hourly: true,
  },
];

/** What real feeds also contain. */
export const ODD: readonly Template[] = [
  {
    title: '',
    text: '',
    skills: [],
    category: 'Other',
    hourly: true,
    private: true,
  },
  {
    title: 'Übersetzung der Rechtsschutzversicherungsgesellschaftenjahreshauptversammlungsprotokollzusammenfassungen',
    text: `One word without a break: ${'Donaudampfschifffahrtsgesellschaft'.repeat(9)}\n\nAnd an address: https://example.com/${'a-very-long-path/'.repeat(14)}`,
    skills: ['Rechtsschutzversicherungsgesellschaftenrecht', 'Rust', 'German'],
    category: 'Translation',
    hourly: false,
  },
  {
    title: 'مطلوب مطور Rust لتطبيق سطح المكتب',
    text: 'نبحث عن مطور لديه خبرة في Rust و Tauri لبناء تطبيق سطح مكتب صغير وسريع.\n\nالعمل عن بعد، والتواصل بالعربية أو الإنجليزية.',
    skills: ['Rust', 'العربية'],
    category: 'Desktop software',
    hourly: true,
  },
  {
    title: '🚀🔥 Python + Rust wizard 👩‍💻 wanted 🇳🇱 — bring your own ☕️',
    text: '👋 Hi! We build tools for 🐝 keepers. 𝕋𝕙𝕖 stack: 🐍 Python and 🦀 Rust.\n\nAsk about the 👨‍👩‍👧‍👦 plan.',
    skills: ['Python', 'Rust', '🐝'],
    category: 'Web development',
    hourly: true,
  },
  {
    title: '<b>Markup</b> & "quotes" <img src=x onerror=alert(1)> stay what they are in Rust',
    text: '<script>alert(1)</script> This text is shown as it came. {curly} {{double}} & &amp; Rust.',
    skills: ['HTML', 'Rust'],
    category: 'Web development',
    hourly: false,
    closed: true,
  },
  {
    title: 'T̸̨̛̺̟͇͔̈́͑̆̕ͅȩ̷͉͙̟͐̇̒s̶̢̰̝͊̀̚t̵̡̛͖̦̑͋̉ our wallet, start today, easy money in Rust',
    text: 'Write to us on Telegram at @hires_fast, not here. Details are behind https://bit.ly/3-easy-money and on https://xn--pple-43d.com/rust?a=1&b=2 (looks like аpple.com).\n\nBefore we begin we ask for a refundable registration fee.\n\nZ̴̡̧̛̛͖̠̟̗̫̱̭̍̈́̈́̅͗̐̓̚͜͝ą̵̢̛̛̦̘̬̖̙̻̑̀̈́̀̉̕͘l̶̨̧̳̗̮̭̞͈̆̓̈́̈́̒̂̕͝͠g̵̛̺͖͙̳͕̬̱̈́̒̿͑̑̕͜͝o̷̢̨̘̖͖͖̙̹͓̍̈́̈́̂̈́͊͘͠ text stays in its line.\n\u202eThis line tries to turn around what follows\u202c.',
    skills: ['Rust', 'Trust'],
    category: 'Blockchain',
    hourly: true,
  },
];
