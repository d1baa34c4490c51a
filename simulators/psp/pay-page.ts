import type { FastifyReply } from 'fastify';
import { type Html, html, moment, money, sendPage } from '../page.ts';
import { baseStyle } from '../style.ts';
import type { Method } from './methods.ts';
import type { Session } from './sessions.ts';
import { words } from './words.ts';

export const pspMark = html`<svg viewBox="0 0 26 26" aria-hidden="true" fill="none"><rect width="26" height="26" rx="7" fill="var(--accent)"/><path d="M8 20V6.5h5.6a4.3 4.3 0 0 1 0 8.6H8" stroke="var(--accent-ink)" stroke-width="2.6"/></svg>`;

const style = `${baseStyle}
.sheet{min-height:100vh;min-height:100dvh;display:grid;grid-template-rows:auto 1fr auto;max-width:460px;margin:0 auto;padding:16px}
.note{display:flex;gap:10px;padding:10px 14px;border-radius:12px;background:var(--warn-wash);color:var(--warn);font-size:14px;font-weight:500}
.note svg{flex:none;width:20px;height:20px;margin-top:1px}
.split{display:grid;gap:20px;align-content:start;padding:20px 0}
.sum{display:grid;gap:4px}
.sum .amount{font-size:40px;line-height:1.1;font-weight:680;letter-spacing:-.035em;font-variant-numeric:tabular-nums;margin:10px 0 4px}
.box{background:var(--card);border:1px solid var(--line);border-radius:18px;box-shadow:var(--shade);padding:20px;display:grid;gap:16px;align-content:start}
fieldset{border:0;margin:0;padding:0;min-width:0;display:grid;gap:10px}
legend{padding:0;margin-bottom:10px;font-weight:650}
.choice{position:relative;display:grid;grid-template-columns:auto 1fr auto;gap:12px;align-items:center;min-height:60px;padding:9px 14px;border:1px solid var(--edge);border-radius:12px;cursor:pointer}
.choice:hover{background:var(--accent-wash)}
.choice:has(:checked){border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent);background:var(--accent-wash)}
.choice:has(:focus-visible){outline:3px solid var(--accent);outline-offset:2px}
.choice input{width:20px;height:20px;margin:0;accent-color:var(--accent);outline:0}
.choice b{display:block;font-weight:600;line-height:1.3}
.choice svg{width:34px;height:24px}
.keep{display:flex;gap:10px;align-items:center;min-height:24px}.keep input{width:20px;height:20px;margin:0;accent-color:var(--accent)}
.big{min-height:52px;width:100%;border-radius:12px;font-size:17px;font-weight:650}
.cancel{display:inline-block;justify-self:center;padding:8px;text-align:center}
.alert{display:grid;gap:2px;padding:12px 14px;border-radius:12px;background:var(--bad-wash);color:var(--bad);font-weight:500}
.state{display:grid;justify-items:center;gap:8px;padding:20px 0 8px;text-align:center}
.state svg{width:56px;height:56px;margin-bottom:6px}
.state h1{font-size:24px;letter-spacing:-.02em}
.row{display:grid;gap:10px}
@media (min-width:860px){.sheet{max-width:940px;padding:24px}.split{grid-template-columns:1fr 440px;gap:56px;align-content:center;align-items:center;padding:32px 0}.split.one{grid-template-columns:440px;justify-content:center}
.sum .amount{font-size:56px}.box{padding:28px}.row{grid-template-columns:1fr 1fr;direction:rtl}.row>*{direction:ltr}}
`;

const info = html`<svg viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.8" aria-hidden="true"><circle cx="10" cy="10" r="8"/><path d="M10 9v5M10 6v.5" stroke-linecap="round"/></svg>`;
const circle = (colour: string, path: string) =>
  html`<svg viewBox="0 0 56 56" fill="none" aria-hidden="true"><circle cx="28" cy="28" r="28" fill="var(--${colour}-wash)"/><path d="${path}" stroke="var(--${colour})" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
const card = (colour: string, sign: string) =>
  html`<svg viewBox="0 0 34 24" fill="none" aria-hidden="true"><rect x=".75" y=".75" width="32.5" height="22.5" rx="4" fill="var(--${colour}-wash)" stroke="var(--${colour})" stroke-width="1.5"/><path d="M1 7h32" stroke="var(--${colour})" stroke-width="3"/><path d="${sign}" stroke="var(--${colour})" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

const cards = [
  { name: 'accepted', digits: '4242', picture: card('good', 'm21 16 2.5 2.5 4.5-5') },
  { name: 'declined', digits: '0002', picture: card('bad', 'm22 13 5 5m0-5-5 5') },
  { name: 'confirm', digits: '3155', picture: card('warn', 'M22 15.5h6m-3-3v6') },
] as const;

/** The hosted page: pay while the session is open, else what became of it and the way back. */
export function sendPayPage(reply: FastifyReply, session: Session, saved: readonly Method[] = []): FastifyReply {
  const w = words[session.locale];
  const amount = money(session.amount, session.currency, session.locale);
  if (session.status !== 'open') return sendState(reply, session);
  const last = session.tries.at(-1);
  const failure = last?.reason && html`<p class="alert" role="alert">${w[last.reason]}</p>`;
  return sendSheet(
    reply,
    session,
    w.payAmount(amount),
    html`<div class="split"><section class="sum" aria-label="${w.pay}">
<p class="mark">${pspMark}Test Pay</p>
<p class="amount">${amount}</p><h1 class="hidden">${w.payAmount(amount)}</h1>
<p><b>${session.description}</b></p>
<p class="soft small">${w.reference} ${session.reference}<br>${w.openUntil(moment(session.expiresAt, session.locale, 'short'))}</p></section>
<form class="box" method="post" action="/pay/${session.id}">
${failure}
<fieldset><legend>${w.choose}</legend>
${saved.map(
  ({ id, last4, expires, card: kind }, index) =>
    html`<label class="choice"><input type="radio" name="card" value="saved:${id}" required${index === 0 && html` checked`}><span><b>${w.saved}</b><span class="soft small num">•••• ${last4} · ${expires}</span></span>${cards.find(({ name }) => name === kind)?.picture ?? html``}</label>`,
)}${cards.map(
  ({ name, digits, picture }, index) =>
    html`<label class="choice"><input type="radio" name="card" value="${name}" required${index === 0 && saved.length === 0 && html` checked`}><span><b>${w[name]}</b><span class="soft small num">•••• ${digits}</span></span>${picture}</label>`,
)}</fieldset>
${session.customer !== undefined && html`<label class="keep"><input type="checkbox" name="keep" value="yes"> ${w.keep}</label>`}
<button class="main big">${w.payAmount(amount)}</button>
<a class="cancel" href="${session.cancelUrl}">${w.cancel}</a></form></div>`,
  );
}

/** The bank's question of 3-D Secure. */
export function sendConfirmPage(reply: FastifyReply, session: Session, keep: boolean): FastifyReply {
  const w = words[session.locale];
  if (session.status !== 'open') return sendState(reply, session);
  const amount = money(session.amount, session.currency, session.locale);
  return sendSheet(
    reply,
    session,
    w.confirmTitle,
    html`<div class="split one"><form class="box" method="post" action="/pay/${session.id}/confirm">${keep && html`<input type="hidden" name="keep" value="yes">`}
<div class="state">${circle('accent', 'M28 14l12 5v9c0 8-5 12-12 15-7-3-12-7-12-15v-9zM23 28l4 4 7-8')}
<p class="soft small">${w.bank}</p><h1>${w.confirmTitle}</h1><p>${w.confirmText(amount)}</p><p class="soft small">${session.description}</p></div>
<div class="row"><button class="main big" name="answer" value="yes">${w.yes}</button><button class="big" name="answer" value="no">${w.no}</button></div></form></div>`,
  );
}

/** The page for an address that names no payment, in both languages. */
export function sendUnknownPage(reply: FastifyReply): FastifyReply {
  const { de, en } = words;
  const body = html`<main class="sheet"><div></div><div class="split one"><section class="box"><div class="state">${circle('warn', 'M28 16v16M28 40v.2')}
<h1>${en.unknownTitle}</h1><p>${en.unknownText}</p><p class="soft" lang="de">${de.unknownTitle}. ${de.unknownText}</p></div></section></div></main>`;
  return sendPage(reply.code(404), { lang: 'en', title: en.unknownTitle, style, body });
}

function sendState(reply: FastifyReply, session: Session): FastifyReply {
  const w = words[session.locale];
  const captured = money(session.capturedAmount, session.currency, session.locale);
  const paid = session.status === 'succeeded';
  const expired = session.closeReason === 'expired';
  const title = paid ? w.succeededTitle : expired ? w.expiredTitle : w.closedTitle;
  const text = paid ? w.succeededText(captured) : expired ? w.expiredText : w.closedText;
  const picture = paid ? circle('good', 'm17 29 8 8 14-17') : circle('warn', expired ? 'M28 16v13l8 5' : 'm20 20 16 16m0-16-16 16');
  return sendSheet(
    reply,
    session,
    title,
    html`<div class="split one"><section class="box"><div class="state">${picture}<h1>${title}</h1><p>${text}</p>
<p class="soft small">${session.description} · ${w.reference} ${session.reference}</p></div>
<a class="button main big" href="${paid ? session.returnUrl : session.cancelUrl}">${w.back}</a></section></div>`,
  );
}

function sendSheet(reply: FastifyReply, session: Session, title: string, content: Html): FastifyReply {
  const w = words[session.locale];
  const body = html`<main class="sheet"><p class="note">${info}${w.test}</p>${content}</main>`;
  return sendPage(reply, { lang: session.locale, title: `${title} · Test Pay`, style, body, formsTo: [session.returnUrl] });
}
