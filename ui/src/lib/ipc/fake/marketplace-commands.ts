// The fake's commands about the marketplace's API, and about content that may not be kept.

import type { ContentRules, KeyRequestAnswers, NewMarketplaceSource } from '../bindings';
import { Answering } from './answering';
import type { Keys } from './keys';
import { composed, DEFAULTS, type Marketplace } from './marketplace';
import type { Shelf } from './shelf';

export abstract class MarketplaceCommands extends Answering {
  abstract readonly shelf: Shelf;
  abstract readonly keys: Keys;
  abstract readonly marketplace: Marketplace;

  addMarketplaceSource = (source: NewMarketplaceSource) =>
    this.change('addMarketplaceSource', () => this.keys.addMarketplace(source));
  marketplaceDefaults = () => this.answer('marketplaceDefaults', () => ({ ...DEFAULTS }));
  composeKeyRequest = (answers: KeyRequestAnswers) => this.answer('composeKeyRequest', () => composed(answers));
  beginAuthorization = (id: string) => this.answer('beginAuthorization', () => this.marketplace.begin(id));
  authorizationStep = async (id: string) => {
    const step = await this.answer('authorizationStep', () => this.marketplace.step(id));
    if (step?.state === 'done') this.tell({ jobs: false, searches: false, sources: true, status: true });
    return step;
  };
  pasteAuthorization = (id: string, text: string) =>
    this.change('pasteAuthorization', () => this.marketplace.paste(id, text));
  cancelAuthorization = (id: string) => this.do('cancelAuthorization', () => this.marketplace.cancel(id));
  organizations = (_id: string) => this.answer('organizations', () => [...this.marketplace.known]);
  setOrganization = (id: string, organizationId: string | null) =>
    this.told('setOrganization', () => this.marketplace.setOrganization(id, organizationId));
  setBackground = (searchId: string, on: boolean) =>
    this.told('setBackground', () => this.shelf.setBackground(searchId, on));
  contentRules = () => this.answer('contentRules', () => this.marketplace.rules);
  setContentRules = (rules: ContentRules) => this.told('setContentRules', () => (this.marketplace.rules = rules));
}
