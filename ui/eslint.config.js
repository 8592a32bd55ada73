import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const outsideIpc = {
  patterns: [
    { group: ['@tauri-apps/*'], message: 'Only lib/ipc talks to the shell.' },
    { group: ['**/ipc/bindings', '**/ipc/tauri', '**/ipc/fake/*'], message: 'Import from $lib/ipc.' },
  ],
};

export default ts.config(
  { ignores: ['dist', 'src/lib/paraglide', 'src/lib/ipc/bindings.ts', 'project.inlang'] },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.browser },
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', 'scripts/*.js', 'vite.config.ts'] },
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      // TypeScript says it better.
      'no-undef': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-restricted-imports': ['error', outsideIpc],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      // A private table that is never drawn needs no proxy; what is drawn is in runes.
      'svelte/prefer-svelte-reactivity': 'off',
      // `void value` in an effect says what it follows.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // The content policy has no 'unsafe-inline'.
      'svelte/no-inline-styles': ['error', { allowTransitions: false }],
      'svelte/no-at-html-tags': 'error',
      'svelte/button-has-type': 'error',
      // Props and state make these two see constants that are none.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$state', '$derived'] }],
    },
  },
  { files: ['src/lib/ipc/**', 'tests/**', '**/*.spec.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    // The types that components give each other are seen by svelte-check, not here.
    files: ['**/*.svelte'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  // The shell throws plain objects, and so does what stands in for it.
  { files: ['src/lib/ipc/fake/**'], rules: { '@typescript-eslint/only-throw-error': 'off' } },
  {
    files: ['*.js', 'scripts/*.js', 'vite.config.ts'],
    ...ts.configs.disableTypeChecked,
    languageOptions: { globals: globals.node },
  },
);
