import { openApiDocument } from '../../bff/openapi.ts';

/** Prints the gateway's OpenAPI document. A process of its own, because loading the gateway opens its connections. */
process.stdout.write(`${JSON.stringify(openApiDocument(), null, 2)}\n`, () => process.exit(0));
