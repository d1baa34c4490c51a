import type { FastifyReply } from 'fastify';
import { effects, type Faults } from './faults.ts';
import { type Html, html, sendPage } from './page.ts';
import { ledgerStyle } from './style.ts';
import type { Sent } from './webhooks.ts';

type LedgerPage = {
  title: string;
  mark: Html;
  note: string;
  tiles: readonly (readonly [label: string, value: string])[];
  heading: string;
  reference: string | undefined;
  table: Html | undefined;
  empty: string;
  faults: Faults;
};

/** The page at `/` of a simulator: sums, the newest entries, and the faults that can be planned. */
export function sendLedgerPage(reply: FastifyReply, page: LedgerPage): FastifyReply {
  const { title, mark, note, tiles, heading, reference, table, empty, faults } = page;
  const body = html`<main class="wrap">
<div class="top"><div><h1 class="mark">${mark}${title}</h1><p class="soft small">${note}</p></div><a class="button" href="/ledger">Ledger as JSON</a></div>
<dl class="tiles">${tiles.map(([label, value]) => html`<div class="tile"><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
${faultPanel(faults)}
<section class="panel" aria-labelledby="entries"><header><h2 id="entries">${heading}</h2>
<form class="search" action="/" role="search"><label class="hidden" for="reference">Reference</label>
<input id="reference" name="reference" type="search" placeholder="Reference" value="${reference ?? ''}"><button>Find</button></form></header>
${table ? html`<div class="scroll" tabindex="0" role="group" aria-label="${heading}">${table}</div>` : html`<p class="empty">${empty}</p>`}</section>
</main>`;
  return sendPage(reply, { lang: 'en', title, style: ledgerStyle, body });
}

const option = (value: string) => html`<option value="${value}">${value.replaceAll('_', ' ')}</option>`;

function faultPanel(faults: Faults): Html {
  const planned = faults.list();
  return html`<section class="panel" aria-labelledby="faults"><header><h2 id="faults">Plan a fault</h2>
${planned.length > 0 && html`<form method="post" action="/faults/clear"><button>Clear all</button></form>`}</header>
<form class="fields" method="post" action="/faults/form">
<label>Kind<select name="kind">${faults.kinds.map(option)}</select></label>
<label>On<select name="on"><option value="">anything</option>${faults.operations.map(option)}</select></label>
<label>About<input name="reference" placeholder="any reference" maxlength="200"></label>
<label>Times<input name="count" type="number" min="1" max="100000" value="1"></label>
<label>Milliseconds<input name="ms" type="number" min="0" placeholder="usual"></label>
<button class="main">Plan</button></form>
${
  planned.length > 0 &&
  html`<ul class="chips" aria-label="Planned faults">${planned.map(
    (fault) =>
      html`<li class="badge warn">${fault.kind.replaceAll('_', ' ')} × ${fault.left}${fault.on !== undefined && ` on ${fault.on.replaceAll('_', ' ')}`}${fault.reference !== undefined && ` about ${fault.reference}`}</li>`,
  )}</ul>`
}
<details class="effects"><summary>What each does</summary><dl>${faults.kinds.map((kind) => html`<div><dt>${kind.replaceAll('_', ' ')}</dt><dd>${effects[kind]}</dd></div>`)}</dl></details></section>`;
}

/** How the webhooks of one reference fared, as small badges. */
export function webhookBadges(sent: readonly Sent[]): Html {
  return html`${sent.map((one) => {
    const [subject, deed = ''] = one.event.type.split('.');
    const name = subject === 'refund' ? subject : subject === 'dispute' ? `dispute ${deed}` : deed.replaceAll('_', ' ');
    if (one.forged) return html`<span class="badge bad">${name}: forged</span> `;
    if (one.copies === 0) return html`<span class="badge bad">${name}: dropped</span> `;
    if (one.arrived < one.copies) return html`<span class="badge warn">${name}: ${one.attempts > 0 ? `tried ${one.attempts} ×` : 'waiting'}</span> `;
    return html`<span class="badge good">${name}${one.copies > 1 && ` × ${one.copies}`}</span> `;
  })}`;
}
