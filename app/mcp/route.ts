import { join } from "node:path";
import { runtime } from "#lib/runtime/runtime.ts";
import { checkRequest, methodNotAllowed, unavailable } from "#lib/http/http-edge.ts";
import { createMcpServer, type McpServer } from "#mcp/server.ts";
import { VERSION } from "#mcp/version.ts";
import { widgetPage } from "#mcp/widget-resource.ts";

export const dynamic = "force-dynamic";

type Mounted = { readonly server: McpServer; readonly allowedHosts: readonly string[] };

let mounted: Promise<Mounted> | null = null;

async function mount(): Promise<Mounted> {
  const { config, storefront, provider, log } = await runtime();
  const server = createMcpServer({
    verbs: storefront,
    version: VERSION,
    paymentMode: config.payment.mode,
    hostDialect: config.hostDialect,
    instant: () => provider.instant,
    widget: {
      publicUrl: config.publicUrl,
      pictureOrigins: [],
      page: widgetPage(join(/* turbopackIgnore: true */ process.cwd(), "build", "widget", "index.html")),
    },
    report: (error, reference) => log.error({ error, reference }, "a call on /mcp failed"),
  });
  return { server, allowedHosts: config.allowedHosts };
}

export async function POST(request: Request): Promise<Response> {
  mounted ??= mount();
  let ready: Mounted;
  try {
    ready = await mounted;
  } catch {
    mounted = null;
    return unavailable();
  }
  const verdict = await checkRequest(request, ready);
  return verdict.kind === "refused" ? verdict.response : ready.server.answer(request, verdict.message);
}

export const GET = methodNotAllowed;
export const DELETE = methodNotAllowed;
export const PUT = methodNotAllowed;
export const PATCH = methodNotAllowed;
export const OPTIONS = methodNotAllowed;
export const HEAD = methodNotAllowed;
