/** The environment that a child process gets: this process's own and what is said for it. */
export const inherited = (more: Record<string, string> = {}): NodeJS.ProcessEnv => ({ ...process.env, ...more });

/** Says a variable for this process and its children. */
export function setVariable(name: string, value: string): void {
  process.env[name] = value;
}

/** Forgets what the person's environment says, as of stores that tests must not fill. */
export function forget(names: readonly string[]): void {
  for (const name of names) delete process.env[name];
}

/** An environment with nothing of this process's own but where programs lie. */
export const bare = (values: Record<string, string>): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], NODE_ENV: 'production', ...values });
