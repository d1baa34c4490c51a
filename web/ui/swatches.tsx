const SHOWN = 4;

/** The colours a product comes in, as far as there is room. */
export function Swatches({ colours, label }: { colours: readonly { id: string; swatch: string }[]; label: string }) {
  const more = colours.length - SHOWN;
  return (
    <span role="img" aria-label={label} className="mt-1.5 flex shrink-0 items-center gap-1">
      {colours.slice(0, SHOWN).map(({ id, swatch }) => (
        <span key={id} className="size-3 rounded-full border border-ink/15" style={{ background: swatch }} />
      ))}
      {more > 0 && <span className="text-xs text-muted">+{more}</span>}
    </span>
  );
}
