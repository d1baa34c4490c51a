const terminal = process.stdout.isTTY === true;
const colour = terminal && !process.env.NO_COLOR;
const paint = (code) => (text) => (colour ? `\x1b[${code}m${text}\x1b[0m` : text);
const bold = paint(1);
const dim = paint(2);
const green = paint(32);
const red = paint(31);

// The terminal may be gone when the last lines are written.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

/** Shows one line for each step: while it runs on a terminal, and with its seconds when it is done. */
export function openProgress() {
  let current = '';
  const draw = (text) => terminal && process.stdout.write(`\r\x1b[K${text.slice(0, (process.stdout.columns || 80) - 1)}`);
  const line = (text) => {
    draw('');
    process.stdout.write(`${text}\n`);
    if (current) draw(`  … ${current}`);
  };
  return {
    line,
    /** Runs a step; what it returns as text stands behind its name. */
    async step(name, work) {
      const began = Date.now();
      current = name;
      draw(`  … ${name}`);
      const note = (text) => (terminal ? draw(`  … ${name.padEnd(12)} ${text}`) : line(`    ${name.padEnd(12)} ${text}`));
      try {
        const text = await work(note);
        current = '';
        const seconds = `${((Date.now() - began) / 1000).toFixed(1)} s`.padStart(8);
        line(`  ${green('✓')} ${name.padEnd(12)}${dim(seconds)}  ${text ?? ''}`);
      } catch (error) {
        current = '';
        draw('');
        throw error;
      }
    },
    fail: (text) => {
      draw('');
      process.stderr.write(`${red('✗')} ${text}\n`);
    },
  };
}

/** A table of rows in sections, with a frame on a terminal and without one in a file. */
export function table(title, sections) {
  const rows = sections.flat();
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length)));
  const width = widths[0] + widths[1] + 3;
  const text = ([name, value]) => `${name.padEnd(widths[0])}   ${value.padEnd(widths[1])}`;
  if (!terminal) return ['', title, ...rows.map((row) => `  ${text(row).trimEnd()}`), ''].join('\n');
  const rule = (left, right) => dim(left + '─'.repeat(width + 4) + right);
  const framed = (content) => `${dim('│')}  ${content}  ${dim('│')}`;
  const body = sections.map((section) => section.map((row) => framed(text(row))).join('\n')).join(`\n${rule('├', '┤')}\n`);
  return ['', rule('┌', '┐'), framed(bold(title.padEnd(width))), rule('├', '┤'), body, rule('└', '┘'), ''].join('\n');
}
