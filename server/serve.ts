import type { RequestListener } from "node:http";
import { createFrontDoor, type FrontDoor } from "./front/front-door.ts";
import type { Shop } from "./shop.ts";

/** In-flight requests have so long to finish; the slowest is a payment, which its successor would settle too. */
const DRAIN_MS = 8000;

/**
 * Opens the shop and serves it until the process gets a signal to stop: readiness falls, then no connection is accepted, what
 * is in flight finishes within a bound, and the shop's parts are closed. `openShop` has to bring `startServer` to run
 * (instrumentation.node.ts); `pages` is asked for once that is done.
 */
export async function serve(openShop: () => Promise<void>, pages: () => RequestListener): Promise<void> {
  // Next does not wait for its instrumentation to end before it says that it is prepared.
  const handed = new Promise<Shop>((open) => void (globalThis.tillswitchFrontDoor = { open }));
  await openShop();
  const opened = await handed;
  const door = createFrontDoor(opened, pages());
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void end(opened, door));
  const { host, port } = opened.settings;
  await new Promise<void>((resolve, reject) => {
    door.server.once("error", reject);
    door.server.listen({ port, ...(host === null ? {} : { host }) }, resolve);
  });
}

let isEnding = false;

async function end(shop: Shop, { server, stopping }: FrontDoor): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  stopping();
  await new Promise<void>((resolve) => void setTimeout(resolve, shop.settings.shutdownDelayMs));
  const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await new Promise<void>((closed) => {
    server.close(() => closed());
    server.closeIdleConnections();
  });
  clearTimeout(force);
  await shop.stop();
  process.exit(0);
}
