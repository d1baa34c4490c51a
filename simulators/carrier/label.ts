import { html } from '../page.ts';
import type { Shipment } from './shipments.ts';

// Code 128: the widths of bar, gap, bar, gap, bar, gap of each symbol value, as the standard lists them.
const symbols = (
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 ' +
  '223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 ' +
  '112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 ' +
  '311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 ' +
  '122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 ' +
  '214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232'
).split(' ');
const startB = 104;
const stop = '2331112';

/** The bars of a text in Code 128 B, as one SVG path of one unit per module, and its width in modules. */
export function barcode(text: string, height: number): { path: string; width: number } {
  const values = [...text].map((sign) => sign.charCodeAt(0) - 32);
  const check = values.reduce((sum, value, index) => sum + value * (index + 1), startB) % 103;
  const widths = [startB, ...values, check].map((value) => symbols[value] ?? '').join('') + stop;
  let width = 0;
  let path = '';
  for (const [index, digit] of [...widths].entries()) {
    if (index % 2 === 0) path += `M${width} 0h${digit}v${height}h-${digit}z`;
    width += Number(digit);
  }
  return { path, width };
}

/** The label of a shipment as an A6 SVG. */
export function drawLabel(shipment: Shipment): string {
  const { recipient, sender, trackingNumber } = shipment;
  const from = sender && `Return · from ${sender.name}, ${sender.street}, ${sender.postcode} ${sender.city}`;
  const bars = barcode(trackingNumber, 60);
  const grams = shipment.parcels.reduce((sum, parcel) => sum + parcel.weightGrams, 0);
  const facts = `${shipment.parcels.length} × parcel · ${(grams / 1000).toFixed(2)} kg · ${shipment.reference}`;
  const lines = [
    recipient.name,
    [recipient.street, recipient.houseNumber].filter(Boolean).join(' '),
    `${recipient.postcode} ${recipient.city}`,
    recipient.country,
  ];
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="105mm" height="148mm" viewBox="0 0 420 592" font-family="Helvetica,Arial,sans-serif" role="img" aria-label="Label ${trackingNumber}">
<rect width="420" height="592" fill="#fff"/><rect x="10" y="10" width="400" height="572" rx="10" fill="none" stroke="#000" stroke-width="2"/>
<text x="28" y="52" font-size="26" font-weight="700">Test Parcel</text>
<text x="392" y="52" font-size="22" font-weight="700" text-anchor="end">${shipment.service.toUpperCase()}</text>
<path d="M10 74h400M10 330h400" stroke="#000" stroke-width="2"/>
<text x="28" y="104" font-size="13"${from && from.length > 52 && html` textLength="364" lengthAdjust="spacingAndGlyphs"`}>${from ?? 'To'}</text>
${lines.map((line, index) => html`<text x="28" y="${142 + index * 38}" font-size="26"${line.length > 24 && html` textLength="360" lengthAdjust="spacingAndGlyphs"`}>${line}</text>`)}
<text x="28" y="310" font-size="14">${facts}</text>
<g transform="translate(${(420 - bars.width * 1.9) / 2} 360) scale(1.9 2)"><path d="${bars.path}"/></g>
<text x="210" y="516" font-size="22" text-anchor="middle" letter-spacing="2">${trackingNumber}</text>
<text x="210" y="560" font-size="13" text-anchor="middle">Not a real label: for laptops and tests only.</text>
</svg>`.text;
}
