const EVERY_TERMINAL_MS = 200;
const EVERY_MS = 5_000;

const time = (seconds: number) => (seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`);

/** Says on standard error how far an import is: lines, rate, time left; one line that changes on a terminal, else one every 5 s. */
export function openProgress(size: number) {
  const terminal = process.stderr.isTTY;
  const started = performance.now();
  let told = started;
  let lines = 0;
  const position = { source: { bytesRead: 0 } };

  const wipe = () => void (terminal && process.stderr.write('\r\x1b[K'));
  const tell = () => {
    told = performance.now();
    const seconds = (told - started) / 1000;
    const share = Math.min(position.source.bytesRead / Math.max(size, 1), 1);
    const left = share > 0 && share < 1 ? `, about ${time((seconds * (1 - share)) / share)} left` : '';
    wipe();
    process.stderr.write(`${lines} lines, ${Math.round(lines / seconds)} a second, ${Math.floor(share * 100)} %${left}${terminal ? '' : '\n'}`);
  };
  return Object.assign(position, {
    line() {
      lines++;
      if (performance.now() - told >= (terminal ? EVERY_TERMINAL_MS : EVERY_MS)) tell();
    },
    say(sentence: string) {
      wipe();
      console.log(sentence);
    },
    close: wipe,
  });
}
