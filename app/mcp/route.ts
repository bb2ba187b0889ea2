import { join } from "node:path";
import { runtime } from "#lib/runtime/runtime.ts";
import { methodNotAllowed, unavailable } from "#lib/http/http-edge.ts";
import { createMcpDispatch } from "#lib/http/mcp/dispatch.ts";
import { answerRequest, type McpEndpoint } from "#lib/http/mcp/web.ts";
import { shopService } from "#mcp/shop-service.ts";
import { VERSION } from "#mcp/version.ts";
import { widgetPages } from "#mcp/widget-resource.ts";

export const dynamic = "force-dynamic";

let mounted: Promise<McpEndpoint> | null = null;

async function mount(): Promise<McpEndpoint> {
  const { config, storefront, provider, log } = await runtime();
  const service = shopService({
    verbs: storefront,
    version: VERSION,
    paymentMode: config.payment.mode,
    hostDialect: config.hostDialect,
    instant: () => provider.instant,
    widget: {
      publicUrl: config.publicUrl,
      page: widgetPages(join(/* turbopackIgnore: true */ process.cwd(), "build", "widget")),
    },
    report: (error, reference) => log.error({ error, reference }, "a call on /mcp failed"),
  });
  return { dispatch: createMcpDispatch(service, log), allowedHosts: config.allowedHosts };
}

export async function POST(request: Request): Promise<Response> {
  mounted ??= mount();
  let ready: McpEndpoint;
  try {
    ready = await mounted;
  } catch {
    mounted = null;
    return unavailable();
  }
  return answerRequest(ready, request);
}

export const GET = methodNotAllowed;
export const DELETE = methodNotAllowed;
export const PUT = methodNotAllowed;
export const PATCH = methodNotAllowed;
export const OPTIONS = methodNotAllowed;
export const HEAD = methodNotAllowed;
