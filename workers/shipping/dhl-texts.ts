import { z } from 'zod';

const TRACKING_PAGE = 'https://www.dhl.de/de/privatkunden/pakete-empfangen/verfolgen.html?piececode=';

/** DHL's page of these parcels, for people. */
export const trackingPage = (numbers: readonly string[]): string => TRACKING_PAGE + encodeURIComponent(numbers.join(','));

/** Breaks a text into lines of at most `width` signs, between words where that is possible; what does not fit is left out. */
export function inLines(text: string, width: number, most: number): string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (rest !== '' && lines.length < most) {
    const blank = rest.length > width ? rest.lastIndexOf(' ', width) : rest.length;
    const end = blank > 0 ? blank : width;
    lines.push(rest.slice(0, end).replace(/,$/, ''));
    rest = rest.slice(end).trim();
  }
  return lines;
}

const Problem = z.object({ detail: z.string().optional(), title: z.string().optional(), status: z.unknown() });
const Nested = z.object({ detail: z.string() });

/** What DHL says is wrong, in either of its two forms of errors. */
export function detailOf(answer: unknown): string {
  const { detail, title, status } = Problem.safeParse(answer).data ?? {};
  return detail ?? Nested.safeParse(status).data?.detail ?? title ?? 'no reason given';
}
