import type { FastifyReply } from 'fastify';
import { type Html, html, moment, sendPage } from '../page.ts';
import { baseStyle } from '../style.ts';
import type { Mail, Message } from './messages.ts';

const mark = html`<svg viewBox="0 0 26 26" aria-hidden="true" fill="none"><rect width="26" height="26" rx="7" fill="var(--accent)"/><path d="M5.5 8h15v10.5h-15zM5.5 8.5 13 14l7.5-5.5" stroke="var(--accent-ink)" stroke-width="1.8" stroke-linejoin="round"/></svg>`;

const style = `${baseStyle}
body{height:100vh;height:100dvh;display:grid;grid-template-rows:auto 1fr;overflow:hidden}
.top{display:flex;align-items:center;gap:16px;padding:10px 16px;border-bottom:1px solid var(--line);background:var(--card)}
.top h1{font-size:16px;white-space:nowrap}
.top form{display:flex;flex:1;justify-content:flex-end}
.top input{width:100%;max-width:320px;min-height:36px;padding:6px 12px;border:1px solid var(--edge);border-radius:9px;background:var(--bg);color:var(--ink);font:inherit;font-size:15px}
.panes{display:grid;grid-template-columns:minmax(280px,380px) 1fr;min-height:0}
.list{overflow-y:auto;border-right:1px solid var(--line);background:var(--card)}
.list a{display:grid;gap:1px;padding:12px 16px;border-bottom:1px solid var(--line);border-left:3px solid transparent;color:var(--ink);text-decoration:none}
.list a:hover{background:var(--bg)}
.list a:focus-visible{outline-offset:-3px}
.list a[aria-current]{background:var(--accent-wash);border-left-color:var(--accent)}
.line{display:flex;justify-content:space-between;gap:12px;min-width:0}
.cut{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;min-width:0}
.line time{flex:none}
.mail{display:grid;grid-template-rows:auto 1fr;min-width:0;min-height:0}
.about{display:grid;gap:10px;padding:16px 24px;border-bottom:1px solid var(--line);background:var(--card)}
.about h2{font-size:22px;line-height:1.25;letter-spacing:-.02em;overflow-wrap:anywhere}
.about dl{display:grid;grid-template-columns:auto 1fr;gap:1px 14px;font-size:14px;overflow-wrap:anywhere}
.about dt{color:var(--soft)}
.tools{display:flex;flex-wrap:wrap;gap:6px}
.tools a{min-height:32px;padding:3px 11px;font-size:14px}
.tools [aria-current]{background:var(--accent-wash);border-color:var(--accent);color:var(--accent)}
iframe{display:block;width:100%;height:100%;border:0;background:#fff;color-scheme:light}
pre{margin:0;padding:24px;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere;font:15px/1.55 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.empty{display:grid;place-content:center;justify-items:center;gap:6px;padding:32px;text-align:center;color:var(--soft)}
.empty svg{width:64px;height:64px;opacity:.8}
.back{display:none}
@media (max-width:760px){.panes{grid-template-columns:1fr}.panes.reading .list,.panes:not(.reading) .mail,.panes:not(.reading)>.empty{display:none}.about{padding:14px 16px}.back{display:inline-flex}.list{border-right:0}pre{padding:16px}}
`;

// Asks for the newest id every three seconds; only a waiting list reloads, never a mail that someone reads.
const script = `const list=document.querySelector('[data-newest]');setInterval(async()=>{try{const answer=await fetch('/api/newest');const{id}=await answer.json();if(id===list.dataset.newest)return;
if(document.activeElement&&document.activeElement.matches('input'))return;if(!list.dataset.reading)location.reload();else document.querySelector('[data-news]').hidden=false}catch{}},3000)`;

type View = 'html' | 'text';
type Inbox = { messages: readonly Message[]; newest: string; find: string | undefined; open: Mail | undefined; view: View | undefined };

/** The inbox: the list, and beside it the open mail in a frame that can run nothing. */
export function sendInboxPage(reply: FastifyReply, { messages, newest, find, open, view }: Inbox): FastifyReply {
  const query = (values: Record<string, string | undefined>) => {
    const address = new URLSearchParams();
    for (const [key, value] of Object.entries({ find, ...values })) if (value) address.set(key, value);
    return `/?${address}`;
  };
  const rows = messages.map(
    (one) =>
      html`<li><a href="${query({ id: one.id })}"${one.id === open?.id && html` aria-current="true"`}><span class="line small"><span class="cut">${one.to.join(', ')}</span><time class="soft num" datetime="${one.receivedAt}">${moment(one.receivedAt, 'en', 'short')}</time></span>
<b class="cut">${one.subject || '(no subject)'}</b><span class="soft small cut">${one.preview}</span></a></li>`,
  );
  const nothing = find ? `No mail for “${find}”.` : 'No mail yet. It appears here as soon as the shop sends one.';
  const body = html`<header class="top"><h1 class="mark">${mark}Test Mail</h1><a class="badge" href="/" data-news hidden>New mail</a><form action="/" role="search"><label class="hidden" for="find">Find by recipient or subject</label>
<input id="find" name="find" type="search" placeholder="Recipient or subject" value="${find ?? ''}"></form></header>
<main class="panes${open && ' reading'}" data-newest="${newest}"${open && html` data-reading="yes"`}><nav class="list" aria-label="Messages">${
    rows.length > 0 ? html`<ul>${rows}</ul>` : html`<p class="empty">${nothing}</p>`
  }</nav>
${open ? readingPane(open, view ?? (open.html === undefined ? 'text' : 'html'), query) : html`<div class="empty">${mark}<p>${messages.length > 0 ? 'Choose a mail on the left.' : 'Nothing sent here ever leaves this machine.'}</p></div>`}</main>`;
  return sendPage(reply, { lang: 'en', title: open ? `${open.subject} · Test Mail` : 'Test Mail', style, body, script });
}

function readingPane(open: Mail, view: View, query: (values: Record<string, string>) => string): Html {
  const tab = (name: View, label: string) =>
    html`<a class="button" href="${query({ id: open.id, view: name })}"${view === name && html` aria-current="page"`}>${label}</a>`;
  return html`<article class="mail"><header class="about"><h2>${open.subject || '(no subject)'}</h2>
<dl><dt>From</dt><dd>${open.from}</dd><dt>To</dt><dd>${open.to.join(', ')}</dd><dt>Date</dt><dd>${moment(open.date, 'en')}</dd></dl>
<div class="tools"><a class="button back" href="${query({})}">← All mail</a>${open.html !== undefined && tab('html', 'Mail')}${tab('text', 'Text')}<a class="button" href="/api/messages/${open.id}/raw">Source</a>
${open.attachments.map((file, index) => html`<a class="button" href="/api/messages/${open.id}/attachments/${index}">${file.filename} · ${Math.ceil(file.size / 1024)} kB</a>`)}</div></header>
${
  view === 'html'
    ? html`<iframe title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/messages/${open.id}/preview"></iframe>`
    : html`<pre tabindex="0" aria-label="The mail as text">${open.text}</pre>`
}</article>`;
}
