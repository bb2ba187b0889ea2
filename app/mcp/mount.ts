import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { sheetsOf } from "#lib/runtime/sellers/marketplace.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { createMcpDispatch } from "#lib/http/mcp/dispatch.ts";
import type { McpEndpoint } from "#lib/http/mcp/endpoint.ts";
import { answerRequest } from "#lib/http/mcp/web.ts";
import { recordCalls } from "#lib/http/recording/record-calls.ts";
import { createRecorder } from "#lib/http/recording/recorder.ts";
import { RECORDING_VOCABULARY } from "#mcp/recording-vocabulary.ts";
import { shopService } from "#mcp/shop-service.ts";
import { VERSION } from "#mcp/version.ts";
import { widgetPages } from "#mcp/widget-resource.ts";

export type MountedMcp = {
  readonly endpoint: McpEndpoint;
  /** Answers as the endpoint does and records the call; null while nothing is recorded. */
  readonly recorded: ((request: Request) => Promise<Response>) | null;
};

let mounted: Promise<MountedMcp> | null = null;

/** The shop's tools as they are served at /mcp, made once. Null while the shop is not running; asked again, it tries again. */
export async function mountedMcp(): Promise<MountedMcp | null> {
  mounted ??= mount();
  try {
    return await mounted;
  } catch {
    mounted = null;
    return null;
  }
}

async function mount(): Promise<MountedMcp> {
  const { config, storefront, provider, sellers, log, watch } = await runtime();
  const service = shopService({
    storefront,
    version: VERSION,
    paymentMode: config.payment.mode,
    hostDialect: config.hostDialect,
    instant: () => provider.instant,
    ...sheetsOf(config.marketplace, provider, sellers),
    takes: provider.takes,
    widget: {
      publicUrl: config.publicUrl,
      domain: config.widgetDomain,
      page: widgetPages(join(/* turbopackIgnore: true */ process.cwd(), "build", "widget")),
    },
    limit: watch.limit,
    report: (error, reference) => log.error({ error, reference }, "a call on /mcp failed"),
  });
  const endpoint = {
    path: service.path,
    log,
    dispatch: createMcpDispatch(service, log),
    allowedHosts: config.allowedHosts,
    allowedOrigins: config.mcpAllowedOrigins,
  };
  if (config.recordMcp === null) return { endpoint, recorded: null };
  const recorder = createRecorder({
    folder: config.recordMcp,
    vocabulary: RECORDING_VOCABULARY,
    key: randomBytes(32),
    recording: randomBytes(4).toString("hex"),
    startedAt: new Date(),
    log,
  });
  log.warn({ folder: config.recordMcp }, "calls on /mcp are recorded, redacted; unset RECORD_MCP to stop");
  return {
    endpoint,
    recorded: recordCalls(
      (request) => answerRequest(endpoint, request),
      recorder,
      () => new Date(),
    ),
  };
}
