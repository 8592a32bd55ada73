// Queries to start from, by trade. They are in the query language, so they are the same in every locale.

export const TRADES = ['software', 'data', 'design', 'writing', 'marketing', 'office'] as const;

export type Trade = (typeof TRADES)[number];

export const EXAMPLES: Readonly<Record<Trade, readonly string[]>> = {
  software: ['rust OR python OR react', 'title:(react OR vue) rate:>=40', '"api integration" -wordpress'],
  data: ['("data pipeline" OR etl) rate:>=50', 'skill:sql title:dashboard', 'scraping python budget:>=500'],
  design: ['figma -logo', 'title:("landing page" OR website) budget:>=500', '"design system" type:hourly'],
  writing: ['"technical writing" -seo', 'title:(editor OR proofreader)', 'copywriting has:spent'],
  marketing: ['("google ads" OR "meta ads") rate:>=30', 'seo audit budget:>=300', '"email marketing" type:hourly'],
  office: ['"virtual assistant" type:hourly', 'bookkeeping (xero OR quickbooks)', 'title:(translator OR translation)'],
};
