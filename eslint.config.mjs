import tseslint from 'typescript-eslint';

const fromPackage = (name, ...names) => ({ from: 'package', package: name, name: names });

/** Only what needs types: everything else is Biome's. */
export default [
  { ignores: ['**/node_modules/', '**/generated/', '**/.next/', '**/dist/', '.kontor/', 'tests/violating/', '**/*.d.ts', '*.config.ts', 'prisma/'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parser: tseslint.parser, parserOptions: { project: ['tsconfig.json', 'web/tsconfig.json'], tsconfigRootDir: import.meta.dirname } },
    plugins: { '@typescript-eslint': tseslint.plugin },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', {
        allowForKnownSafeCalls: [fromPackage('node:test', 'test', 'suite', 'describe', 'it')],
        allowForKnownSafePromises: [fromPackage('fastify', 'FastifyReply')],
      }],
    },
  },
];
