import { NO_METRICS } from "../watch/no-metrics.ts";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { noCallLimit } from "#lib/http/limits/call-limits.ts";
import { readText } from "#lib/http/http-edge.ts";
import { createFrontDoor, type FrontDoor } from "#server/front/front-door.ts";

export const HOST = "host: shop.example.com";

const ROUTES = [
  { path: "/api/things/[thing]", module: { POST: async (request: Request) => new Response(await request.text()) } },
  {
    path: "/api/short",
    module: {
      POST: async (request: Request) =>
        new Response(null, { status: (await readText(request)) === "too_large" ? 413 : 200 }),
    },
  },
  { path: "/api/list", module: { GET: () => Response.json({ things: [] }) } },
  {
    path: "/api/broken",
    module: {
      GET: () => {
        throw new Error("a handler that fails");
      },
    },
  },
];

/** As Next streams a page: in parts that do not end where its elements end. */
function streamTerms(url: string, asked: string, outgoing: ServerResponse): void {
  outgoing.setHeader("content-type", "text/html; charset=utf-8");
  outgoing.setHeader(
    "content-security-policy",
    "default-src 'self'; script-src 'self' 'unsafe-inline'; img-src 'self'",
  );
  outgoing.flushHeaders();
  // What Next's compression does before the first part.
  if (!outgoing.headersSent) outgoing.writeHead(200);
  outgoing.write('<link rel="preload" as="script" href="/_next/a.js"/><h1>Terms</h1><scr');
  outgoing.write(Buffer.from('ipt>self.__next_f.push("</h1>")</script><script src="/_next/a.js" async=""></script>'));
  // Where a request's policy has a nonce, Next writes it to its scripts.
  if (url.startsWith("/console/")) outgoing.write(`<script nonce="${/'nonce-([^']+)'/.exec(asked)?.[1]}"></script>`);
  outgoing.end('<script src="/buyers-clock.js" defer=""></script>');
}

/** As Next answers where a page finds nothing, and where no page is for an address. */
function answerMissing(url: string, outgoing: ServerResponse): void {
  outgoing.setHeader("content-type", "text/html");
  outgoing.setHeader("content-security-policy", "script-src 'self' 'unsafe-inline'");
  outgoing.statusCode = url.endsWith("/failed") ? 500 : 404;
  const isPage = url !== "/no-such-page";
  outgoing.write(isPage ? '<html id="__next_error__">' : '<html lang="en"><h1>There is no such page</h1>');
  outgoing.end('<script src="/_next/a.js"></script></html>');
}

/** As a page says what it adds to its policy, with a script of ours, its data, and one of Next's. */
function answerForm(outgoing: ServerResponse): void {
  outgoing.setHeader("content-type", "text/html");
  outgoing.setHeader("content-security-policy", "script-src 'self' 'unsafe-inline'");
  const policy =
    "form-action &#x27;self&#x27; https:; script-src &#x27;self&#x27; &#x27;unsafe-inline&#x27; https://pay.example";
  outgoing.write(`<head><meta http-equiv="Content-Security-Policy" content="${policy}"/></head><p>Form</p>`);
  outgoing.write('<script type="application/json">{"a":1}</script><script>self.__next_f.push("")</script>');
  outgoing.write('<script type="module" src="/checkout.js"></script>');
  outgoing.end('<meta http-equiv="Content-Security-Policy" content="script-src https://evil.example"/>');
}

export type OpenDoor = {
  readonly door: FrontDoor;
  readonly port: number;
  /** What its routes threw. */
  readonly failures: unknown[];
  close(): Promise<void>;
};

/** A front door with a few routes of its own, before pages that answer as Next does. It waits for a request for so long. */
export async function openDoor(patienceMs = 20_000): Promise<OpenDoor> {
  const failures: unknown[] = [];
  const settings = {
    host: "127.0.0.1",
    port: 0,
    publicUrl: "https://shop.example.com",
    trustedProxies: ["loopback"],
    shutdownDelayMs: 0,
    metricsKey: null,
  };
  const shop = {
    settings,
    routes: ROUTES,
    mcp: () => Promise.resolve(null),
    report: (error: unknown) => void failures.push(error),
    metrics: NO_METRICS,
    limit: noCallLimit,
    stop: () => Promise.resolve(),
  };
  const door = createFrontDoor(
    shop,
    (incoming, outgoing) => {
      // As Next does with a form that it refuses: it answers and leaves the rest of the body where it is.
      const wanted = incoming.headers["x-test-answer"];
      if (wanted === "action") return void outgoing.end(`<${String(incoming.headers["next-action"] ?? "no action")}>`);
      if (wanted === "failure" && incoming.url === "/no-such-page") throw new Error("no page for nothing");
      if (incoming.url === "/slow") return void setTimeout(() => outgoing.end("slow"), 50);
      if (incoming.url === "/early") return void outgoing.writeHead(500).end("early");
      if (incoming.url?.endsWith("/terms") === true)
        return streamTerms(incoming.url, String(incoming.headers["content-security-policy"]), outgoing);
      if (/\/(missing|failed|no-such-page)$/.test(incoming.url ?? ""))
        return answerMissing(incoming.url ?? "", outgoing);
      if (incoming.url?.endsWith("/form") === true) return answerForm(outgoing);
      if (incoming.url?.endsWith("/data") === true)
        return void outgoing.setHeader("content-type", "text/x-component").end("<script>1</script>");
      const answer = (body: string) => outgoing.end(`page ${incoming.url} ${incoming.headers.host} ${body}`);
      void text(incoming).then(answer, () => undefined);
    },
    {
      headersTimeout: patienceMs,
      requestTimeout: patienceMs,
      keepAliveTimeout: 5000,
      connectionsCheckingInterval: 100,
    },
  );
  await new Promise<void>((resolve) => void door.server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      door.server.closeAllConnections();
      door.server.close(() => resolve());
    });
  return { door, port: (door.server.address() as AddressInfo).port, failures, close };
}
