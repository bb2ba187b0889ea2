import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { markLoopback } from "#lib/http/loopback.ts";
import { logConsole } from "#lib/runtime/watch/console.ts";
import { runtime, type Runtime } from "#lib/runtime/runtime.ts";
import { mountedMcp } from "#app/mcp/mount.ts";
import { readTarget } from "#server/front/target.ts";
import { ROUTES } from "#server/routes.ts";

/**
 * Opens the runtime and hands the shop to the front door that waits for it (server/serve.ts). Without one, under
 * `next dev` or in a host that brings its own server, Next answers by itself what the front door would.
 */
export async function startServer(): Promise<void> {
  try {
    const opened = await runtime();
    if (globalThis.tillswitchFrontDoor === undefined) serveWithoutFrontDoor(opened);
    else openFrontDoor(globalThis.tillswitchFrontDoor, opened);
  } catch (error) {
    process.stderr.write(`\nTillswitch cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

function openFrontDoor(door: NonNullable<typeof globalThis.tillswitchFrontDoor>, opened: Runtime): void {
  const { config, log, stop, watch } = opened;
  logConsole(log);
  door.open({
    settings: { ...config.listen, publicUrl: config.publicUrl, metricsKey: config.metricsKey },
    routes: ROUTES,
    mcp: mountedMcp,
    metrics: watch.metrics,
    limit: watch.limit,
    report: (error) => log.error({ error }, "a request failed"),
    stop,
  });
}

function serveWithoutFrontDoor({ stop }: Runtime): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    markLoopback(request, () => randomUUID());
    // Next answers 500 to broken percent escapes on a page with a parameter.
    if (readTarget(request.method ?? "", request.url ?? "").kind === "refused") request.url = "/not-an-address";
  });
  let isStopping = false;
  const end = async () => {
    if (isStopping) return;
    isStopping = true;
    await stop();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void end());
}
