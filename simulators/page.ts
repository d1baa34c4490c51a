import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';

/** Markup that is safe to put into a page as it is. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Piece = Html | string | number | false | undefined | readonly Piece[];

/** A template whose values are escaped unless they are Html themselves; `false` and `undefined` leave nothing. */
export function html(parts: TemplateStringsArray, ...values: Piece[]): Html {
  return new Html(parts.reduce((text, part, index) => text + show(values[index - 1]) + part));
}

function show(value: Piece): string {
  if (value instanceof Html) return value.text;
  if (value === undefined || value === false) return '';
  if (typeof value === 'object') return value.map(show).join('');
  return escaped(String(value));
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);

type Page = { lang: string; title: string; style: string; body: Html; script?: string; formsTo?: string[] };

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Answers with a whole page that may load nothing and run nothing but what stands in it. */
export function sendPage(reply: FastifyReply, { lang, title, style, body, script, formsTo = [] }: Page): FastifyReply {
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    script ? `script-src ${hashOf(script)}` : '',
    script ? "connect-src 'self'" : '',
    "img-src 'self' data:",
    "frame-src 'self'",
    // Browsers apply form-action to the redirect after a form as well: the way back has to be allowed.
    `form-action 'self' ${formsTo.map((address) => new URL(address).origin).join(' ')}`.trim(),
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ];
  const page = html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Html(style)}</style>
</head>
<body>
${body}
${script !== undefined && new Html(`<script>${script}</script>`)}
</body>
</html>`;
  return reply
    .header('content-security-policy', policy.filter(Boolean).join('; '))
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(page.text);
}

/** An amount of minor units as people write it, e.g. 1999 EUR → 19,99 € in German. */
export function money(minor: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale === 'de' ? 'de-DE' : 'en-GB', { style: 'currency', currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** A moment in the shop's zone, as people write it. */
export function moment(iso: string, locale: string, style: 'short' | 'medium' = 'medium'): string {
  const at = new Date(iso);
  const options = { timeZone: 'Europe/Berlin' } as const;
  const language = locale === 'de' ? 'de-DE' : 'en-GB';
  if (style === 'short') return at.toLocaleTimeString(language, { ...options, hour: '2-digit', minute: '2-digit' });
  return at.toLocaleString(language, { ...options, dateStyle: 'medium', timeStyle: 'medium' });
}
