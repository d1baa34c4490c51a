import { relative } from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';
import type { Finding } from './finding.ts';

/**
 * Prints what is wrong with the types of a project, and with its promises: `node scripts/gates/compile.ts tsconfig.json`. The lint
 * uses the program that was checked: checking is nearly all of the work (24 of 29 CPU seconds measured), so it is done once.
 */
const [project = 'tsconfig.json'] = process.argv.slice(2);
const cwd = process.cwd();

const sentenceOf = ({ code, messageText }: ts.Diagnostic): string => `${ts.flattenDiagnosticMessageText(messageText, ' ')} (TS${code})`;

function typeFinding(diagnostic: ts.Diagnostic): Finding {
  const { file, start = 0 } = diagnostic;
  if (!file) return { path: project, line: 1, sentence: sentenceOf(diagnostic) };
  return { path: relative(cwd, file.fileName), line: file.getLineAndCharacterOfPosition(start).line + 1, sentence: sentenceOf(diagnostic) };
}

function programOf(): ts.Program {
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(sentenceOf(diagnostic));
    },
  };
  const config = ts.getParsedCommandLineOfConfigFile(project, { noEmit: true, incremental: false }, host);
  if (!config) throw new Error(`${project} cannot be read`);
  if (config.errors[0]) throw new Error(sentenceOf(config.errors[0]));
  return ts.createProgram({ rootNames: config.fileNames, options: config.options });
}

async function floatingPromises(program: ts.Program): Promise<Finding[]> {
  const overrideConfig = { languageOptions: { parserOptions: { projectService: false, programs: [program] } } };
  const eslint = new ESLint({ cwd, overrideConfig, warnIgnored: false });
  const files = await eslint.lintFiles(program.getRootFileNames().filter((path) => !path.endsWith('.d.ts')));
  return files.flatMap(({ filePath, messages }) =>
    messages.map(({ line, message, ruleId }) => ({ path: relative(cwd, filePath), line, sentence: `${message} (${ruleId ?? 'eslint'})` })),
  );
}

const program = programOf();
const wrong = ts.getPreEmitDiagnostics(program).map(typeFinding);
process.stdout.write(JSON.stringify([...wrong, ...(await floatingPromises(program))]));
