import type { NextConfig } from 'next';

// `next build web` finds this file by searching upwards but evaluates it as if it lay in web/: the root is where npm runs from.
const root = process.cwd();

const everywhere = [
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'x-frame-options', value: 'DENY' },
  { key: 'referrer-policy', value: 'strict-origin-when-cross-origin' },
  { key: 'permissions-policy', value: 'camera=(), microphone=(), geolocation=(), browsing-topics=()' },
];
const aYear = [{ key: 'cache-control', value: 'public, max-age=31536000, immutable' }];

const config: NextConfig = {
  // The folder that is pushed to Cloud Foundry; a laptop runs the build where it lies.
  output: process.env.NEXT_STANDALONE === '1' ? 'standalone' : undefined,
  typedRoutes: true,
  reactCompiler: true,
  cacheComponents: true,
  partialPrefetching: true,
  poweredByHeader: false,
  cacheMaxMemorySize: 0,
  cacheHandler: `${root}/web/cache/pages.ts`,
  cacheHandlers: { default: `${root}/web/cache/values.ts`, remote: `${root}/web/cache/values.ts` },
  // next-intl's own plugin checks this path against the working folder, Turbopack resolves it against web/: so it is set here.
  turbopack: { root, resolveAlias: { 'next-intl/config': './i18n/request.ts' } },
  outputFileTracingRoot: root,
  transpilePackages: ['@kontor/contracts'],
  images: {
    formats: ['image/avif', 'image/webp'],
    deviceSizes: [384, 640, 828, 1080, 1440, 1920],
    imageSizes: [64, 96, 160, 256],
    qualities: [70],
    minimumCacheTTL: 86_400,
  },
  experimental: { inlineCss: true, useOffline: true, turbopackRustReactCompiler: true },
  async headers() {
    return [
      { source: '/:path*', headers: everywhere },
      { source: '/demo/:path*', headers: aYear },
    ];
  },
};

export default config;
