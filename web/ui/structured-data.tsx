/** Facts in the words of schema.org, for search engines. A merchant's text must not end the script element it stands in. */
export function StructuredData({ facts }: { facts: readonly Record<string, unknown>[] }) {
  const json = JSON.stringify(facts.map((fact) => ({ '@context': 'https://schema.org', ...fact }))).replaceAll('<', '\\u003c');
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
