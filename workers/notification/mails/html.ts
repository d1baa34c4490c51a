import type { Letter } from './letter.ts';

/** Markup that is safe to put in as it is: made by `html` alone. */
class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const safe = (value: string | Html | Html[]): string => {
  if (value instanceof Html) return value.markup;
  if (Array.isArray(value)) return value.map(safe).join('');
  return value.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');
};

/** A template whose values are escaped, unless they are markup already. */
const html = (pieces: TemplateStringsArray, ...values: (string | Html | Html[])[]): Html => new Html(String.raw({ raw: pieces }, ...values.map(safe)));

// The colours of web/app/theme.css. Inline for light, because many mail programmes drop <style>; by class for dark.
const light = { paper: '#ffffff', surface: '#f4f4f2', ink: '#17191a', muted: '#5d6163', line: '#e4e4e1', accent: '#1e3fc4', onAccent: '#ffffff' };
const dark = { paper: '#131415', surface: '#1d1f20', ink: '#f0f0ed', muted: '#a3a8aa', line: '#2e3132', accent: '#9db2ff', onAccent: '#0d1536' };

const font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
// Where flex is not known, the amount stands below its name.
const pair = 'display:flex;justify-content:space-between';
const amount = 'margin-left:16px;white-space:nowrap;font-variant-numeric:tabular-nums';
const weights = {
  usual: 'padding:3px 0',
  strong: 'padding:12px 0 4px;font-size:18px;line-height:28px;font-weight:600',
  quiet: `padding:1px 0;font-size:14px;line-height:20px;color:${light.muted}`,
};

const style = new Html(`
  .page { background-color: ${light.surface} }
  @media (max-width: 480px) { .page { padding: 0 !important } .sheet { padding: 28px 20px !important; border-radius: 0 !important } }
  @media (prefers-color-scheme: dark) {
    .page { background-color: ${dark.paper} !important }
    .sheet { background-color: ${dark.surface} !important }
    .ink { color: ${dark.ink} !important }
    .muted { color: ${dark.muted} !important }
    .rule { border-color: ${dark.line} !important }
    .button { background-color: ${dark.accent} !important; color: ${dark.onAccent} !important }
    .link { color: ${dark.accent} !important }
  }`);

const gap = (height: number) => html`<div style="height:${String(height)}px;line-height:${String(height)}px">&nbsp;</div>`;

const linesOf = ({ lines }: Letter) =>
  lines.map(
    ({ what, detail, amount: sum }) => html`
      <div class="rule" style="${pair};padding:12px 0;border-top:1px solid ${light.line}">
        <div>${what}<br><span class="muted" style="font-size:14px;line-height:20px;color:${light.muted}">${detail}</span></div>
        <div style="${amount}">${sum}</div>
      </div>`,
  );

const totalsOf = ({ totals }: Letter) =>
  totals.map(
    ({ label, amount: sum, weight }) => html`
      <div class="${weight === 'quiet' ? 'muted' : 'ink'}" style="${pair};${weights[weight]}"><div>${label}</div><div style="${amount}">${sum}</div></div>`,
  );

const detailsOf = ({ details }: Letter) =>
  details.map(
    ({ label, value }) => html`
      ${gap(24)}<div class="muted" style="font-size:14px;line-height:20px;color:${light.muted}">${label}</div><div>${value.map((line, index) => (index === 0 ? html`${line}` : html`<br>${line}`))}</div>`,
  );

/** The mail as HTML: one column, light and dark, readable without style sheets and without pictures. */
export function htmlOf(letter: Letter): string {
  const { locale, subject, preview, title, paragraphs, button, lines, totals, aside, closing, home } = letter;
  const sums = totals.length > 0 ? html`<div class="rule" style="border-top:1px solid ${light.line};padding-top:12px">${totalsOf(letter)}</div>` : html``;
  return html`<!doctype html>
<html lang="${locale}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="supported-color-schemes" content="light dark">
  <title>${subject}</title>
  <style>:root { color-scheme: light dark }${style}</style>
</head>
<body class="page" style="margin:0;padding:0;-webkit-text-size-adjust:100%">
  <div style="display:none;max-height:0;overflow:hidden">${preview}</div>
  <div class="page" style="padding:32px 16px">
    <main class="sheet ink" style="display:block;box-sizing:border-box;max-width:600px;margin:0 auto;padding:40px;border-radius:8px;background-color:${light.paper};color:${light.ink};${font};font-size:16px;line-height:24px">
      <div class="ink" style="font-size:18px;line-height:28px;font-weight:600;letter-spacing:-0.01em"><a class="ink" href="${home}" style="color:${light.ink};text-decoration:none">Kontor</a></div>
      ${gap(32)}
      <h1 class="ink" style="margin:0 0 16px;font-size:28px;line-height:34px;font-weight:600;letter-spacing:-0.02em">${title}</h1>
      ${paragraphs.map((paragraph) => html`<p style="margin:0 0 12px">${paragraph}</p>`)}
      ${gap(12)}
      <a class="button" href="${button.href}" style="display:inline-block;padding:12px 24px;border-radius:8px;background-color:${light.accent};color:${light.onAccent};text-decoration:none;font-weight:500">${button.label}</a>
      ${lines.length > 0 ? gap(32) : html``}${linesOf(letter)}${sums}${detailsOf(letter)}
      ${gap(32)}
      <div class="muted rule" style="border-top:1px solid ${light.line};padding-top:16px;font-size:14px;line-height:20px;color:${light.muted}">${closing}<br><a class="link" href="${home}" style="color:${light.accent}">${home.replace(/^https?:\/\//, '')}</a>${aside ? html`<br><a class="link" href="${aside.href}" style="color:${light.accent}">${aside.label}</a>` : html``}</div>
    </main>
  </div>
</body>
</html>
`.markup;
}
