import { type SimulatorName, simulatorNames, startSimulators } from './start.ts';

const isName = (text: string): text is SimulatorName => simulatorNames.some((name) => name === text);
const asked = process.argv.slice(2);
const names = asked.filter(isName);
const unknown = asked.find((name) => !isName(name));

if (unknown !== undefined) {
  console.error(`There is no simulator named ${unknown}; choose from ${simulatorNames.join(', ')}, or none for all.`);
  process.exit(2);
}

try {
  const { addresses, stop } = await startSimulators(names.length > 0 ? names : simulatorNames);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
  console.log(JSON.stringify(addresses));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
