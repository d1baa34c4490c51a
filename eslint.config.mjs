import tseslint from 'typescript-eslint';

const known = (library, ...names) => ({ from: 'package', package: library, name: names });

/** Only the rule that needs types; everything else is Biome's. */
export default [
  {
    ignores: ['**/node_modules/', '**/generated/', '**/.next/', '**/dist/', '.kontor/', 'tests/violating/', 'prisma/', '*.config.ts', '**/*.d.ts'],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          // The runner waits for its tests; a fastify reply can be awaited but need not be.
          allowForKnownSafeCalls: [known('node:test', 'test', 'suite', 'describe', 'it')],
          allowForKnownSafePromises: [known('fastify', 'FastifyReply')],
        },
      ],
    },
  },
];
