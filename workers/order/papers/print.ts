import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { placeLines } from '@kontor/contracts/countries';
import { countryName, formatDate, formatMoney, formatPercent, languageTags } from '@kontor/contracts/format';
import { seller } from '@kontor/contracts/seller';
import PDFDocument from 'pdfkit';
import type { Issued } from '../store/papers.ts';
import { words } from './words.ts';

/** A typeface of its own in every PDF, so that names print as they are written: Latin, Greek, Cyrillic and more. */
const ttf = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');
const fonts = { regular: join(ttf, 'DejaVuSansCondensed.ttf'), bold: join(ttf, 'DejaVuSansCondensed-Bold.ttf') };
// A4 in points.
const [LEFT, RIGHT, TOP, BOTTOM] = [56, 539, 56, 760];
const columns = { pieces: 300, price: 340, rate: 410, amount: 455 };
const INK = '#17191a';
const MUTED = '#5d6163';

/** The PDF of a paper; a credit note names the invoice it corrects. */
export function printPaper(paper: Issued, invoice: Issued | null): Promise<Buffer> {
  const { facts, kind, number, issuedAt } = paper;
  const { locale, currency } = facts;
  const say = words[locale];
  const day = (at: string) => formatDate(at, locale);
  const money = (amount: number) => formatMoney(amount, currency, locale);
  const percent = (rate: number) => formatPercent(rate, locale);

  const info = { Title: `${say.title[kind]} ${number}`, Author: seller.name, CreationDate: new Date(issuedAt) };
  const pdf = new PDFDocument({ size: 'A4', margin: TOP, bufferPages: true, lang: languageTags[locale], info, font: fonts.regular });
  const chunks: Buffer[] = [];
  const whole = new Promise<Buffer>((done, failed) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => done(Buffer.concat(chunks)));
    pdf.on('error', failed);
  });

  let y = TOP;
  const write = (text: string, x: number, { width = RIGHT - x, end = false, bold = false, size = 9, color = INK } = {}) => {
    pdf
      .font(bold ? fonts.bold : fonts.regular)
      .fontSize(size)
      .fillColor(color);
    pdf.text(text, x, y, { width, align: end ? 'right' : 'left', lineGap: 1 });
    return pdf.y;
  };
  /** Starts a new page where `height` points do not fit any more. */
  const room = (height: number) => {
    if (y + height <= BOTTOM) return;
    pdf.addPage();
    y = TOP;
  };
  const rule = () => {
    pdf.moveTo(LEFT, y).lineTo(RIGHT, y).lineWidth(0.5).strokeColor('#d4d4d0').stroke();
    y += 6;
  };
  const pair = (label: string, value: string, bold = false) => {
    room(16);
    write(label, LEFT, { width: columns.amount - LEFT, bold });
    write(value, columns.amount, { end: true, bold });
    y = pdf.y + 3;
  };

  write(seller.name, LEFT, { bold: true, size: 14 });
  y += 24;
  write([seller.name, seller.street, `${seller.postcode} ${seller.city}`].join(' · '), LEFT, { size: 7, color: MUTED });
  y += 18;
  const land = countryName(facts.address.country, locale);
  const { name, company, street, addition } = facts.address;
  const top = y;
  const to = write([company, name, street, addition, ...placeLines(facts.address), land].filter(Boolean).join('\n'), LEFT, { width: 230, size: 10 });
  const details: [string, string][] = [
    [say.number, number],
    [say.date, day(issuedAt)],
    [say.order, facts.orderNumber],
    [say.ordered, day(facts.orderedAt)],
    [say.supplied, day(invoice?.facts.suppliedAt ?? facts.suppliedAt)],
    ...(facts.vatId ? [[say.yourVatId, facts.vatId] as [string, string]] : []),
  ];
  for (const [label, value] of details) {
    write(label, 330, { width: 90, color: MUTED });
    write(value, 420, { end: true });
    y = pdf.y + 2;
  }
  y = Math.max(y, to, top + 90) + 28;
  write(`${say.title[kind]} ${number}`, LEFT, { bold: true, size: 16 });
  y = pdf.y + 4;
  if (invoice) {
    write(say.corrects(invoice.number, day(invoice.issuedAt)), LEFT, { color: MUTED });
    y = pdf.y + 4;
  }
  y += 12;

  write(say.item, LEFT, { color: MUTED });
  write(say.pieces, columns.pieces, { width: 35, end: true, color: MUTED });
  write(say.price, columns.price, { width: 65, end: true, color: MUTED });
  write(say.rate, columns.rate, { width: 40, end: true, color: MUTED });
  write(say.amount, columns.amount, { end: true, color: MUTED });
  y = pdf.y + 4;
  rule();
  for (const line of facts.lines) {
    room(34);
    write(String(line.quantity), columns.pieces, { width: 35, end: true });
    if (line.price !== null) write(money(line.price), columns.price, { width: 65, end: true });
    write(percent(line.rate), columns.rate, { width: 40, end: true });
    write(money(line.amount), columns.amount, { end: true });
    y = write(line.name, LEFT, { width: 235 });
    y = write(line.sku, LEFT, { size: 7, color: MUTED }) + 4;
  }
  rule();
  for (const step of facts.steps) pair([say[step.kind], step.name].filter(Boolean).join(': '), money(step.amount));
  pair(say.total[kind], money(facts.amount), true);
  y += 14;

  room(40 + facts.taxes.length * 14);
  for (const [index, head] of ['%', say.net, say.tax, say.gross].entries()) write(head, LEFT + index * 90, { width: 80, end: true, color: MUTED });
  y = pdf.y + 4;
  rule();
  for (const { rate, gross, tax } of facts.taxes) {
    for (const [index, value] of [percent(rate), money(gross - tax), money(tax), money(gross)].entries())
      write(value, LEFT + index * 90, { width: 80, end: true });
    y = pdf.y + 3;
  }
  y += 18;
  const settlement = () => {
    if (!facts.exchange) return kind === 'invoice' ? say.paid : say.paidBack;
    const { amount, of } = facts.exchange;
    const rest = facts.amount - amount;
    return of ? say.paidWithGoods(of) : say.setOff(money(amount), rest > 0 ? money(rest) : null);
  };
  const note = facts.treatment ? say.notes[facts.treatment] : undefined;
  const inclusive = facts.taxes.some(({ tax }) => tax > 0) ? (facts.prices === 'net' ? say.exclusive : say.inclusive) : undefined;
  for (const text of [note, inclusive, settlement()]) {
    if (!text) continue;
    room(30);
    y = write(text, LEFT) + 4;
  }

  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page);
    // Below the margin pdfkit would begin another page.
    pdf.page.margins.bottom = 0;
    y = 790;
    const imprint = [`${seller.name}, ${seller.street}, ${seller.postcode} ${seller.city}`, seller.register, `${say.vatId} ${seller.vatId}`, seller.email];
    write(imprint.join(' · '), LEFT, { size: 7, color: MUTED, width: 400 });
    write(say.page(page - start + 1, count), 460, { size: 7, color: MUTED, end: true });
  }
  pdf.end();
  return whole;
}
