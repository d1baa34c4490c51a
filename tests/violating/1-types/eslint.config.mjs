import root from '../../../eslint.config.mjs';

export default [...root, { files: ['*.ts'], languageOptions: { parserOptions: { project: ['tsconfig.json'], tsconfigRootDir: import.meta.dirname } } }];
