import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server } from "node:http";
import { markLoopback } from "#lib/http/loopback.ts";
import { runtime } from "#lib/runtime/runtime.ts";

const DRAIN_MS = 8000;

/** Opens the runtime and arranges for a clean end: running requests are finished, then the parts are closed. */
export async function startServer(): Promise<void> {
  const servers = new Set<Server>();
  subscribe("http.server.request.start", (message) => {
    const { server, request } = message as { server: Server; request: IncomingMessage };
    servers.add(server);
    markLoopback(request, () => randomUUID());
    if (!canBeDecoded(request.url ?? "")) request.url = NOWHERE;
  });
  try {
    const opened = await runtime();
    let stopping = false;
    const stop = async () => {
      if (stopping) return;
      stopping = true;
      const force = setTimeout(() => servers.forEach((server) => server.closeAllConnections()), DRAIN_MS);
      await Promise.all(
        [...servers].map(
          (server) =>
            new Promise<void>((closed) => {
              server.close(() => closed());
              server.closeIdleConnections();
            }),
        ),
      );
      clearTimeout(force);
      await opened.stop();
      process.exit(0);
    };
    process.on("SIGTERM", () => void stop());
    process.on("SIGINT", () => void stop());
  } catch (error) {
    process.stderr.write(`\nTillswitch cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

const NOWHERE = "/not-an-address";

/**
 * Next answers 500 to an address with broken percent escapes on a page with a parameter: it means to answer 400 and
 * lacks the page for it where there are App Router pages only. Such an address is nobody's, so it is not found.
 */
function canBeDecoded(address: string): boolean {
  if (!address.includes("%")) return true;
  try {
    decodeURIComponent(address.split("?", 1)[0] ?? "");
    return true;
  } catch {
    return false;
  }
}
