import { createHash } from 'node:crypto';

/**
 * Makes a kept page show before it works: its style stands in it, and its scripts are asked for when its first picture stands, a moment at most after it is
 * read. A phone would run half a megabyte of script before its first paint otherwise, for it cannot know that nothing in there is
 * needed to see the page. Also says which scripts may stand in the page itself (Content-Security-Policy): those of this render.
 */
const OWN_SCRIPT = /<script src="(\/_next\/static\/[^"]+)"(?: id="[^"]*")? async=""><\/script>/g;
const OWN_PRELOAD = /<link rel="preload" as="script" fetchPriority="low" href="\/_next\/static\/[^"]+"\/>/g;
const NEXT_DATA = /<\/script><script>(?=self\.__next_f\.push\()/g;
const OWN_STYLE = /<link rel="stylesheet" href="(\/_next\/static\/[^"]+\.css)" data-precedence="next"\/>/g;
const INLINE_SCRIPT = /<script>(.*?)<\/script>/gs;
const WAIT_AT_MOST_MS = 2_000;
/** The event by which a page says that it works (web/ui/soft-links.tsx). */
const WORKS = 'kontor-works';

/**
 * In the browser. In a tab that nobody looks at there is no first paint to wait for, and whoever presses something does not wait
 * either: the button they pressed is pressed again once the page works, which SoftLinks tells, and the button itself, which React says
 * by what it hangs on it: parts of a page come to life one after the other.
 */
const LOADER = `((d,begun)=>{
const begin=()=>{if(begun)return;begun=1;for(const src of SOURCES){const s=d.createElement('script');s.async=true;s.src=src;d.head.append(s)}};
const paint=()=>d.hidden?begin():requestAnimationFrame(()=>setTimeout(begin));
let pressed;
const note=({target})=>{pressed=target.closest('button[type=button]:not([popovertarget])')||pressed;begin()};
d.addEventListener('click',note,true);
const again=(tries)=>{
if(!pressed||!pressed.isConnected)return;
if(tries>200||Object.keys(pressed).some((key)=>key.startsWith('__reactProps')))pressed.click();else setTimeout(again,50,tries+1)};
addEventListener('${WORKS}',()=>{d.removeEventListener('click',note,true);again(0)},{once:true});
const first=d.querySelector('img[fetchpriority=high]');
Promise.resolve(first&&first.decode()).then(paint,paint);
setTimeout(begin,${WAIT_AT_MOST_MS});
})(document)`;

const RELATIVE = /url\((["']?)(?!["']|data:|https?:|\/|#)([^)"']+)\1\)/g;

/** What a sheet names stands beside the sheet: in a page it has to be named from the root, or the page's own folder is searched for it. */
const namedInFull = (style: string, address: string): string =>
  style.replace(RELATIVE, (_all, quote: string, file: string) => `url(${quote}${new URL(file, `http://shop${address}`).pathname}${quote})`);

/**
 * `styleAt` reads one of the build's style sheets. Next would write it into the page twice, for the eye and for React; here React finds
 * the sheet itself at the end of the page, where nothing waits for it, and the next page has it already.
 */
export function paintFirst(html: string, styleAt: (address: string) => string | undefined): string {
  const sources = [...html.matchAll(OWN_SCRIPT)].map(([, source]) => source);
  if (sources.length === 0 || !html.includes('</body>')) return html;
  const loader = `<script>${LOADER.replace('SOURCES', JSON.stringify(sources))}</script>`;
  const sheets: string[] = [];
  const withStyle = html.replace(OWN_STYLE, (sheet, address: string) => {
    const style = styleAt(address);
    if (style === undefined) return sheet;
    sheets.push(sheet);
    return `<style>${namedInFull(style, address)}</style>`;
  });
  const rest = withStyle.replace(OWN_SCRIPT, '').replace(OWN_PRELOAD, '').replace(NEXT_DATA, ';');
  const end = rest.lastIndexOf('</body>');
  return rest.slice(0, end) + sheets.join('') + loader + rest.slice(end);
}

/** The one part of the policy that differs from page to page. */
export function scriptPolicyOf(html: string): string {
  const hashes = [...html.matchAll(INLINE_SCRIPT)].map(([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  return ["script-src 'self'", ...new Set(hashes)].join(' ');
}
