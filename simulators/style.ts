/** Colours, type and the small parts that all pages of the simulators share. */
export const baseStyle = `
:root{color-scheme:light dark;--bg:#f6f6f4;--card:#fff;--line:#e3e2dd;--edge:#8d8b84;--ink:#1b1a17;--soft:#5f5d56;--accent:#3b4cca;--accent-ink:#fff;--accent-wash:#eef0fd;
--good:#17693a;--good-wash:#e5f4ea;--warn:#7a4a00;--warn-wash:#fdf1dc;--bad:#a3241c;--bad-wash:#fdecea;--shade:0 1px 2px rgb(0 0 0/.05),0 8px 28px rgb(0 0 0/.06)}
@media (prefers-color-scheme:dark){:root{--bg:#131315;--card:#1c1c1f;--line:#303035;--edge:#77777f;--ink:#f1f0ee;--soft:#aaa8a2;--accent:#a5b0ff;--accent-ink:#14162b;--accent-wash:#25273c;
--good:#86d8a4;--good-wash:#16301f;--warn:#f2c274;--warn-wash:#35280f;--bad:#ff9f95;--bad-wash:#3d1a17;--shade:0 1px 2px rgb(0 0 0/.4)}}
*{box-sizing:border-box}
[hidden]{display:none!important}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,Inter,sans-serif;-webkit-font-smoothing:antialiased;-webkit-text-size-adjust:100%}
h1,h2,p,ul,ol,dl,dd,figure{margin:0;padding:0}
ul,ol{list-style:none}
a{color:var(--accent);text-underline-offset:3px}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
button,.button{display:inline-flex;align-items:center;justify-content:center;gap:8px;min-height:36px;padding:6px 14px;border:1px solid var(--edge);border-radius:9px;background:var(--card);color:var(--ink);font:inherit;font-weight:550;text-decoration:none;cursor:pointer}
button:hover,.button:hover{background:var(--accent-wash)}
.main{background:var(--accent);border-color:var(--accent);color:var(--accent-ink)}
.main:hover{background:color-mix(in srgb,var(--accent) 88%,var(--ink))}
.badge{display:inline-block;padding:1px 9px;border-radius:99px;background:var(--accent-wash);color:var(--accent);font-size:13px;font-weight:600;white-space:nowrap}
.badge.good{background:var(--good-wash);color:var(--good)}.badge.warn{background:var(--warn-wash);color:var(--warn)}.badge.bad{background:var(--bad-wash);color:var(--bad)}
.soft{color:var(--soft)}.small{font-size:14px}.num{font-variant-numeric:tabular-nums}
.mark{display:flex;align-items:center;gap:10px;font-weight:650;letter-spacing:-.01em}
.mark svg{width:26px;height:26px;flex:none}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (prefers-reduced-motion:no-preference){button,.button,.choice{transition:background-color .15s,border-color .15s}}
`;

/** The pages for people who watch the outside world: sums, a table, planned faults. */
export const ledgerStyle = `${baseStyle}
.wrap{max-width:1360px;margin:0 auto;padding:20px 16px 64px}
.top{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:12px;margin-bottom:20px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));gap:12px;margin-bottom:20px}
.tile{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:14px 16px}
.tile dt{color:var(--soft);font-size:14px}
.tile dd{font-size:22px;font-weight:650;letter-spacing:-.02em;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.panel{background:var(--card);border:1px solid var(--line);border-radius:14px;margin-bottom:20px;overflow:hidden}
.panel>header{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:10px;padding:14px 16px;border-bottom:1px solid var(--line)}
.panel h2{font-size:16px;letter-spacing:-.01em}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:14px}
th{padding:9px 16px;color:var(--soft);font-weight:550;text-align:left;white-space:nowrap}
td{padding:10px 16px;border-top:1px solid var(--line);vertical-align:top}
th.right,td.right{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td code{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
td form{margin:0}td button{min-height:30px;padding:2px 10px;font-size:13px}
td .badge{margin-bottom:2px}
.rows td:first-child .soft,td.nowrap{white-space:nowrap}
.fields{display:flex;flex-wrap:wrap;align-items:end;gap:12px;padding:14px 16px}
.fields label{display:grid;gap:3px;color:var(--soft);font-size:13px}
input,select{min-height:36px;padding:6px 10px;border:1px solid var(--edge);border-radius:9px;background:var(--card);color:var(--ink);font:inherit;font-size:15px;max-width:100%}
input[type=number]{width:96px}
.search{display:flex;gap:8px;min-width:0}.search input{min-width:0;width:220px}
.chips{display:flex;flex-wrap:wrap;gap:6px;padding:0 16px 14px}
.effects{padding:0 16px 14px;font-size:14px}.effects summary{width:max-content;padding:4px 0;color:var(--soft);cursor:pointer}
.effects dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,380px),1fr));gap:4px 24px;margin-top:6px}
.effects dl>div{display:grid;grid-template-columns:10.5rem 1fr;gap:12px}.effects dt{font-weight:550}.effects dd{color:var(--soft)}
.deeds{display:flex;flex-wrap:wrap;justify-content:flex-end;align-items:center;gap:6px}.deeds form{display:flex;flex-wrap:wrap;justify-content:flex-end;gap:6px}
.empty{padding:40px 16px;text-align:center;color:var(--soft)}
@media (max-width:560px){.tiles{grid-template-columns:1fr 1fr}.search,.search input{width:100%}
.rows thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.rows,.rows tbody{display:block}
.rows tr{display:grid;grid-template-columns:1fr auto;gap:4px 12px;padding:12px 16px;border-top:1px solid var(--line)}
.rows td{display:block;padding:0;border:0}
.rows td.wide{grid-column:1/-1}
.rows td:nth-child(2){justify-self:end;text-align:right}
.rows td.right{grid-column:1/-1;display:flex;justify-content:space-between;gap:12px}
.rows td:empty{display:none}
.rows td.right::before{content:attr(data-label);color:var(--soft)}}
`;
