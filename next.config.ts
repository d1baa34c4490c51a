import type { NextConfig } from 'next';

// `next build web` finds this file by searching upwards but evaluates it as if it lay in web/: the root is where npm runs from.
const root = process.cwd();

/** A kept page adds which scripts may stand in it (web/cache/paint-first.ts); a browser obeys both. */
const contentPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob: https:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const everywhere = [
  { key: 'content-security-policy', value: contentPolicy },
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'x-frame-options', value: 'DENY' },
  { key: 'referrer-policy', value: 'strict-origin-when-cross-origin' },
  { key: 'permissions-policy', value: 'camera=(), microphone=(), geolocation=(), browsing-topics=()' },
];
const aYear = [{ key: 'cache-control', value: 'public, max-age=31536000, immutable' }];

const config: NextConfig = {
  output: 'standalone',
  typedRoutes: true,
  cacheComponents: true,
  partialPrefetching: true,
  poweredByHeader: false,
  // Worked out in JavaScript for each visitor; web/front.ts makes them.
  generateEtags: false,
  cacheMaxMemorySize: 0,
  cacheHandler: `${root}/web/cache/pages.ts`,
  cacheHandlers: { default: `${root}/web/cache/values.ts`, remote: `${root}/web/cache/values.ts` },
  // next-intl's own plugin checks this path against the working folder, Turbopack resolves it against web/: so it is set here.
  // Messages are compiled on the server (web/i18n/messages.ts): the browser gets the short formatter instead of the parser.
  turbopack: { root, resolveAlias: { 'next-intl/config': './i18n/request.ts', 'use-intl/format-message': 'use-intl/format-message/format-only' } },
  outputFileTracingRoot: root,
  transpilePackages: ['@kontor/contracts'],
  images: {
    formats: ['image/avif', 'image/webp'],
    // The widths that web/ui/picture.tsx asks for.
    deviceSizes: [384, 640, 828, 1080, 1440, 1920],
    imageSizes: [64, 160, 256],
    qualities: [70],
    minimumCacheTTL: 86_400,
  },
  async headers() {
    return [
      { source: '/:path*', headers: everywhere },
      { source: '/demo/:path*', headers: aYear },
    ];
  },
};

export default config;
