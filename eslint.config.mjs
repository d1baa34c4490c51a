import tseslint from 'typescript-eslint';

/** Only what needs types: everything else is Biome's. */
export default [
  { ignores: ['**/node_modules/', '**/generated/', '**/.next/', '**/dist/', '.kontor/', 'tests/violating/', '**/*.d.ts'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: { allowDefaultProject: ['*.config.ts', 'prisma/env.ts', 'prisma/*/prisma.config.ts'] }, tsconfigRootDir: import.meta.dirname } },
    plugins: { '@typescript-eslint': tseslint.plugin },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: { '@typescript-eslint/no-floating-promises': 'error' },
  },
];
