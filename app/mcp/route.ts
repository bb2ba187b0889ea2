import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { runtime } from "#lib/runtime/runtime.ts";
import { unavailable } from "#lib/http/http-edge.ts";
import { createMcpDispatch } from "#lib/http/mcp/dispatch.ts";
import { answerRequest } from "#lib/http/mcp/web.ts";
import { recordCalls } from "#lib/http/recording/record-calls.ts";
import { createRecorder } from "#lib/http/recording/recorder.ts";
import { RECORDING_VOCABULARY } from "#mcp/recording-vocabulary.ts";
import { shopService } from "#mcp/shop-service.ts";
import { VERSION } from "#mcp/version.ts";
import { widgetPages } from "#mcp/widget-resource.ts";

export const dynamic = "force-dynamic";

type Answer = (request: Request) => Promise<Response>;
let mounted: Promise<Answer> | null = null;

async function mount(): Promise<Answer> {
  const { config, storefront, provider, log } = await runtime();
  const service = shopService({
    storefront,
    version: VERSION,
    paymentMode: config.payment.mode,
    hostDialect: config.hostDialect,
    instant: () => provider.instant,
    takes: provider.takes,
    widget: {
      publicUrl: config.publicUrl,
      domain: config.widgetDomain,
      page: widgetPages(join(/* turbopackIgnore: true */ process.cwd(), "build", "widget")),
    },
    report: (error, reference) => log.error({ error, reference }, "a call on /mcp failed"),
  });
  const endpoint = {
    path: service.path,
    log,
    dispatch: createMcpDispatch(service, log),
    allowedHosts: config.allowedHosts,
    allowedOrigins: config.mcpAllowedOrigins,
  };
  const answer: Answer = (request) => answerRequest(endpoint, request);
  if (config.recordMcp === null) return answer;
  const recorder = createRecorder({
    folder: config.recordMcp,
    vocabulary: RECORDING_VOCABULARY,
    key: randomBytes(32),
    recording: randomBytes(4).toString("hex"),
    startedAt: new Date(),
    log,
  });
  log.warn({ folder: config.recordMcp }, "calls on /mcp are recorded, redacted; unset RECORD_MCP to stop");
  return recordCalls(answer, recorder, () => new Date());
}

async function answer(request: Request): Promise<Response> {
  mounted ??= mount();
  let ready: Answer;
  try {
    ready = await mounted;
  } catch {
    mounted = null;
    return unavailable();
  }
  const response = await ready(request);
  // The server compresses pages. A host would wait for a tool's answer to be compressed longer than for its bytes.
  response.headers.set("cache-control", "no-store, no-transform");
  return response;
}

/** Other methods get 405, which a page that is allowed to call must be able to read. */
export const POST = answer;
export const OPTIONS = answer;
export const GET = answer;
export const DELETE = answer;
export const PUT = answer;
export const PATCH = answer;
export const HEAD = answer;
