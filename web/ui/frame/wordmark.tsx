/** The name as the house writes it. */
export function Wordmark() {
  return <span className="text-xl font-semibold tracking-[-0.04em]">Kontor</span>;
}
