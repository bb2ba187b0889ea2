import { subscribe } from "node:diagnostics_channel";
import type { Server } from "node:http";
import { runtime } from "#lib/runtime.ts";

const DRAIN_MS = 8000;

/** Opens the runtime and arranges for a clean end: running requests are finished, then the parts are closed. */
export async function startServer(): Promise<void> {
  const servers = new Set<Server>();
  subscribe("http.server.request.start", (message) => void servers.add((message as { server: Server }).server));
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
