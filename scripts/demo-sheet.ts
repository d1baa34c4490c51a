import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ImportLine } from '@kontor/contracts/import';
import { picturesOf, readDemo, readPicture } from './demo/catalogue.ts';

/**
 * Writes dist/demo-sheet.html: every picture of the demo shop on one page, with names, variants, prices and sizes. It is for looking at
 * them all at once after rendering; the pictures stay where they are.
 */
const target = resolve(import.meta.dirname, '../dist/demo-sheet.html');
const { lines } = await readDemo();
const plain = (words: string) => words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const euros = (cents: number) => `${(cents / 100).toFixed(2)} €`;

function captionOf(line: ImportLine): string {
  if (line.type === 'product') {
    const prices = line.variants.map((variant) => variant.price);
    const [low, high] = [Math.min(...prices), Math.max(...prices)];
    const options = line.options.map((option) => option.values.map((value) => value.label.de).join(', ')).join(' · ');
    const left = Object.values(line.stock).reduce((sum, places) => sum + Object.values(places).reduce((all, amount) => all + amount, 0), 0);
    return `<b>${plain(line.name.de)}</b> / ${plain(line.name.en)}<br>${plain(options)}<br>${line.variants.length} variants, ${low === high ? euros(low) : `${euros(low)} – ${euros(high)}`}, ${left} in stock`;
  }
  if (line.type === 'category' || line.type === 'collection') return `<b>${plain(line.name.de)}</b> / ${plain(line.name.en)}<br>${line.type}`;
  if (line.type === 'page' || line.type === 'article') return `<b>${plain(line.title.de)}</b> / ${plain(line.title.en)}<br>${line.type}`;
  return '';
}

let count = 0;
let bytes = 0;
const cards = lines.flatMap((line) => {
  const pictures = picturesOf(line).map(({ src, alt, width, height }) => {
    const { length } = readPicture(src);
    count += 1;
    bytes += length;
    return `<img src="../public${src}" alt="${plain(alt.de)}" title="${plain(alt.de)}, ${width} × ${height}, ${Math.round(length / 1000)} kB" height="150">`;
  });
  return pictures.length > 0 ? [`<figure><div>${pictures.join('')}</div><figcaption>${captionOf(line)}</figcaption></figure>`] : [];
});
const totals = `${lines.filter((line) => line.type === 'product').length} products, ${count} pictures, ${(bytes / 1_000_000).toFixed(1)} MB`;
mkdirSync(resolve(target, '..'), { recursive: true });
writeFileSync(
  target,
  `<!doctype html><meta charset="utf-8"><title>Demo shop</title>
<style>body{font:13px/1.4 system-ui;margin:24px;background:#fff;color:#222}main{display:flex;flex-wrap:wrap;gap:20px}figure{margin:0}div{display:flex;gap:3px}figcaption{max-width:340px;margin-top:4px}</style>
<h1>${totals}</h1><main>${cards.join('\n')}</main>\n`,
);
console.log(`${totals}: ${target}`);
