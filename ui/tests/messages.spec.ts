import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BRAND } from '$lib/ipc/fake/marketplace';
import project from '../project.inlang/settings.json';

const messages = JSON.parse(readFileSync('messages/en.json', 'utf8')) as Record<string, unknown>;
const texts = Object.entries(messages).filter(([key]) => key !== '$schema');

/** Said by the shell, from the same file. */
const SHELL = /^(?:tray|notification|fact|evidence|timeline|dialog|mail|did|requirement)_/u;

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(?:ts|svelte)$/u.test(path) && !path.includes('paraglide') && !path.includes('.spec.'))
  .map((path) => readFileSync(join('src', path), 'utf8'))
  .join('\n');

describe('the messages', () => {
  it('are_flat_and_all_texts', () => {
    expect(texts.filter(([key, text]) => !/^[a-z][a-z0-9_]*$/u.test(key) || typeof text !== 'string')).toEqual([]);
  });

  it('name_the_marketplace_only_as_a_host_or_a_variable', () => {
    const named = texts.filter(([, text]) =>
      String(text)
        .replace(/(?:[a-z]+\.)+com|[A-Z]+_API_KEY/gu, '')
        .toLowerCase()
        .includes(BRAND),
    );
    expect(named).toEqual([]);
  });

  it('do_not_shout', () => {
    expect(texts.filter(([, text]) => String(text).includes('!'))).toEqual([]);
  });

  it('are_all_said_somewhere', () => {
    const said = new Set([...sources.matchAll(/\bm\.([a-z0-9_]+)/gu)].map(([, key]) => key));
    expect(texts.map(([key]) => key).filter((key) => !said.has(key) && !SHELL.test(key))).toEqual([]);
  });

  it('are_compiled_by_what_is_installed_not_by_what_a_network_serves', () => {
    expect(project.modules.every((path) => path.startsWith('./node_modules/'))).toBe(true);
  });
});
