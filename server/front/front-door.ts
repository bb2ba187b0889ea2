import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { unavailable } from "#lib/http/http-edge.ts";
import { createHoldBack, type HoldBack } from "#lib/http/limits/hold-back.ts";
import { markLoopback } from "#lib/http/loopback.ts";
import { inCall, type CallContext } from "#lib/observe/call-context.ts";
import { answerNode, writeAnswer } from "#lib/http/mcp/node.ts";
import type { FrontSettings, Shop } from "../shop.ts";
import { browserAddresses } from "./address.ts";
import { countAnswer, nameCall, waitOf } from "./call.ts";
import { refuseLimited } from "./limited.ts";
import { routeMatcher, type RouteHandler, type RouteMatch } from "./match.ts";
import { answerMetrics } from "./metrics-page.ts";
import { senderReader, writeSender } from "./proxy-addr.ts";
import { refuse, refuseUnread } from "./refusal.ts";
import { nameScripts } from "./script-nonce.ts";
import { surfaceOf } from "./surface.ts";
import { readTarget } from "./target.ts";
import { sendAsText } from "./text-pages.ts";
import type { RefusalStatus } from "./texts.ts";
import { endIfUnread } from "./unread.ts";
import { webRequest, writeResponse } from "./web-messages.ts";

/** How long a connection may take for what, in milliseconds. A checkout's form is a few kilobytes. */
const TIMES = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  // Longer than the idle time of usual balancers and clients, so that none sends into a connection that just closes.
  keepAliveTimeout: 65_000,
  // Often, so that connections that were opened together are not all ended in one turn of the event loop.
  connectionsCheckingInterval: 250,
};
const MAX_HEADER_BYTES = 16 * 1024;
const LINGER_MS = 1000;

const PAGE_METHODS = ["GET", "HEAD", "POST"];
const ROUTE_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/** What a client error of node's parser is answered with; 400 for all others. */
const UNREAD: Readonly<Record<string, RefusalStatus>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_INVALID_VERSION: 505,
};

export type FrontDoor = {
  readonly server: Server;
  /** From now on `/readyz` says no, and every answer ends its connection. */
  stopping(): void;
};

/**
 * The process's one HTTP server. Programs' addresses are answered here, by the same route files that Next mounts;
 * everything else is handed to `pages`, Next's request handler. Nobody behind it sees a forwarding header of a peer that
 * is not trusted (docs/operating.md, "Behind a proxy").
 */
export function createFrontDoor(shop: Shop, pages: RequestListener, times = TIMES): FrontDoor {
  const state = { isStopping: false, unanswered: new Set<ServerResponse>() };
  const holdBack = createHoldBack();
  const answer = requestAnswer({ shop, pages, state, holdBack });
  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      ...times,
      // An offer of another protocol (h2c, WebSocket) is declined by answering in this one.
      shouldUpgradeCallback: () => false,
      // It is refused here, in words.
      requireHostHeader: false,
    },
    (incoming, outgoing) => void answer(incoming, outgoing),
  );
  // Who has sent a request and ends their side of the connection is answered (https://www.rfc-editor.org/rfc/rfc9112#section-9.6).
  Object.assign(server, { httpAllowHalfOpen: true });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => void endUnread(error, socket, holdBack));
  return {
    server,
    stopping() {
      state.isStopping = true;
      for (const outgoing of state.unanswered) outgoing.shouldKeepAlive = false;
    },
  };
}

/** Connections whose refusal is held back. Node says once more of each further part that it cannot be read. */
const refusing = new WeakSet<Duplex>();

/** Who sent nothing asked nothing, so there is nothing to answer. */
async function endUnread({ code = "" }: NodeJS.ErrnoException, socket: Duplex, holdBack: HoldBack): Promise<void> {
  if (refusing.has(socket)) return;
  refusing.add(socket);
  const isSilent = code === "ERR_HTTP_REQUEST_TIMEOUT" && "bytesRead" in socket && socket.bytesRead === 0;
  if (code === "ECONNRESET" || isSilent || !socket.writable) return void socket.destroy();
  // Nobody reads its errors any more.
  socket.on("error", () => socket.destroy());
  if (code !== "ERR_HTTP_REQUEST_TIMEOUT") await holdBack(socket);
  if (socket.writable) refuseUnread(socket, UNREAD[code] ?? 400);
  // Whoever keeps sending has time to read the answer, and no more.
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

/** `unanswered`: what is in flight, whose answers end their connections from the moment of stopping on. */
type State = { readonly isStopping: boolean; readonly unanswered: Set<ServerResponse> };
type Parts = {
  readonly shop: Shop;
  readonly pages: RequestListener;
  readonly state: State;
  readonly holdBack: HoldBack;
};

function requestAnswer({ shop, pages, state, holdBack }: Parts) {
  const prepare = preparation(shop.settings);
  const routeOf = routeMatcher(shop.routes);
  const count = (request: Parameters<Shop["metrics"]["request"]>[0]) => shop.metrics.request(request);
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    try {
      endIfUnread(incoming, outgoing);
      if (state.isStopping) outgoing.shouldKeepAlive = false;
      state.unanswered.add(outgoing);
      outgoing.once("close", () => state.unanswered.delete(outgoing));
      const arrived = prepare(incoming, outgoing);
      if (arrived === null) return countAnswer(outgoing, "other", count);
      const [pathname = "/"] = (incoming.url ?? "/").split("?", 1);
      const surface = surfaceOf(pathname);
      countAnswer(outgoing, surface, count);
      const waitMs = waitOf(shop.limit, incoming, { surface, pathname, address: arrived.call.address });
      if (waitMs > 0) {
        await holdBack(incoming.socket);
        return refuseLimited(incoming, outgoing, { surface, waitMs });
      }
      await inCall(arrived.call, () => answerAt(pathname, { incoming, outgoing, origin: arrived.origin }));
    } catch (error) {
      if (!outgoing.destroyed) shop.report(error);
      if (outgoing.headersSent) outgoing.destroy();
      else refuse(incoming, outgoing, 500);
    }
  };

  async function answerAt(pathname: string, exchange: Exchange): Promise<void> {
    const { incoming, outgoing } = exchange;
    if (pathname === "/readyz" && state.isStopping) return refuse(incoming, outgoing, 503, { "retry-after": "5" });
    if (pathname === "/mcp") return answerMcp(shop, exchange);
    if (pathname === "/metrics") return answerMetrics(shop, incoming, outgoing);
    const found = routeOf(pathname);
    if (found !== null) return answerRoute(found, exchange);
    if (!PAGE_METHODS.includes(incoming.method ?? ""))
      return refuse(incoming, outgoing, 405, { allow: PAGE_METHODS.join(", ") });
    if (isOrBelow(pathname, "/console")) nameScripts(incoming, outgoing);
    if (incoming.method === "POST" && WITHOUT_PAGES.test(pathname)) return refuse(incoming, outgoing, 404);
    // There are no server actions, and proxy.ts, which leads their callers to the page, sees no empty header.
    if (incoming.headers["next-action"] === "") delete incoming.headers["next-action"];
    sendAsText(incoming, outgoing, { pages, report: shop.report });
    pages(incoming, outgoing);
  }
}

/**
 * Where no page is. Next would read what is posted there as a call of a server action, and answer it with a bare sentence.
 * A slash at the end it redirects.
 */
const WITHOUT_PAGES = /^\/(?:api|acp|_next)\/.*[^/]$/;

const isOrBelow = (pathname: string, base: string): boolean => pathname === base || pathname.startsWith(`${base}/`);

type Arrived = { readonly origin: string; readonly call: CallContext };

/** Reads whom a request is from and what it asks for. Answers what is asked of nobody, and null then. */
function preparation({ publicUrl, trustedProxies }: FrontSettings) {
  const senderOf = senderReader(trustedProxies);
  const addressOf = browserAddresses(publicUrl);
  const isHttps = publicUrl.startsWith("https:");
  return (incoming: IncomingMessage, outgoing: ServerResponse): Arrived | null => {
    outgoing.setHeader("x-content-type-options", "nosniff");
    if (isHttps) outgoing.setHeader("strict-transport-security", "max-age=31536000");
    const target = readTarget(incoming.method ?? "", incoming.url ?? "");
    const status = target.kind === "refused" ? target.status : refusalOfHead(incoming);
    if (target.kind === "refused" || status !== null) {
      refuse(incoming, outgoing, status ?? 400);
      return null;
    }
    if (target.kind === "whole_server") {
      outgoing.writeHead(204, { allow: ROUTE_METHODS.join(", ") }).end();
      return null;
    }
    incoming.url = target.path;
    if (target.host !== null) incoming.headers.host = target.host;
    markLoopback(incoming, randomUUID);
    const sender = senderOf(incoming);
    const host = sender.host ?? incoming.headers.host ?? "";
    const address = addressOf({ host, proto: sender.proto, origin: incoming.headers.origin ?? null });
    writeSender(incoming, sender, address);
    return { origin: `${address.proto}://${address.host}`, call: nameCall(incoming, outgoing, sender) };
  };
}

/**
 * What a request is refused with for its version, its hosts or its coding, or null (https://www.rfc-editor.org/rfc/rfc9112,
 * sections 2.3, 3.2 and 6.1). Node's parser takes 2.0 for a version.
 */
function refusalOfHead({ rawHeaders, headers, httpVersion }: IncomingMessage): 400 | 501 | 505 | null {
  if (!httpVersion.startsWith("1.")) return 505;
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "host").length;
  if (hosts > 1 || (hosts === 0 && httpVersion === "1.1")) return 400;
  const coding = headers["transfer-encoding"] ?? "chunked";
  return coding.trim().toLowerCase() === "chunked" ? null : 501;
}

type Exchange = { readonly incoming: IncomingMessage; readonly outgoing: ServerResponse; readonly origin: string };

async function answerMcp(shop: Shop, { incoming, outgoing, origin }: Exchange): Promise<void> {
  const mcp = await shop.mcp();
  if (mcp === null) return writeAnswer(outgoing, unavailable());
  if (mcp.recorded === null) return answerNode(mcp.endpoint, incoming, outgoing);
  return writeResponse(outgoing, await mcp.recorded(webRequest(incoming, origin)));
}

async function answerRoute({ module, params }: RouteMatch, { incoming, outgoing, origin }: Exchange): Promise<void> {
  const method = incoming.method ?? "";
  const served = ROUTE_METHODS.filter((one) => handlerOf(module, one) !== null);
  if (handlerOf(module, method) === null && method === "OPTIONS") {
    outgoing.writeHead(204, { allow: [...served, "OPTIONS"].join(", ") }).end();
    return;
  }
  const handler = handlerOf(module, method);
  if (handler === null) return refuse(incoming, outgoing, 405, { allow: served.join(", ") });
  const context = { params: Promise.resolve(params as never) };
  await writeResponse(outgoing, await handler(webRequest(incoming, origin), context));
}

/** A route's own method; HEAD is GET, and node leaves its body out. */
function handlerOf(module: RouteMatch["module"], method: string): RouteHandler | null {
  if (!ROUTE_METHODS.includes(method)) return null;
  const handler = module[method] ?? (method === "HEAD" ? module["GET"] : undefined);
  return typeof handler === "function" ? (handler as RouteHandler) : null;
}
