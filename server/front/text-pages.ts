import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

/** First parts of the paths whose pages need a script of Next's to be used. All other pages are text, or are not there. */
const SCRIPTED: ReadonlySet<string> = new Set(["", "_next", "checkout", "console", "plans", "sandbox-bank", "try"]);

/** Next's runtime and the page's data for it. A script of our own is a file outside of /_next, and stays. */
const NEXTS_SCRIPT = /<script\b(?![^>]*\bsrc="\/(?!_next\/))[^>]*>[\s\S]*?<\/script>|<link\b[^>]*\bas="script"[^>]*>/g;

/** Next's answer where a page found nothing to show: it says so by its scripts alone. */
const NEXTS_ERROR = '<html id="__next_error__"';

/**
 * Takes Next's scripts out of pages that are text (docs/decisions/0057): the same markup, some 138 kB of scripts lighter.
 * The page is kept back until it ends, because its last scripts come with its last bytes; anything but HTML passes as it
 * is. To be called before Next, which would compress what is looked at here; compressed is what is left.
 */
export function sendAsText(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const [, first = ""] = (incoming.url ?? "").split(/[/?]/, 2);
  if (SCRIPTED.has(first) || incoming.method !== "GET") return;
  const takesGzip = /\bgzip\b/.test(String(incoming.headers["accept-encoding"] ?? ""));
  delete incoming.headers["accept-encoding"];
  const writeHead = outgoing.writeHead.bind(outgoing);
  const [write, end] = [outgoing.write.bind(outgoing), outgoing.end.bind(outgoing)];
  const parts: Buffer[] = [];
  const state = { isWhole: false };
  const isPage = () => {
    const isKept = !outgoing.headersSent && !state.isWhole;
    return isKept && String(outgoing.getHeader("content-type")).startsWith("text/html");
  };
  const keep = (part: unknown) => {
    if (typeof part === "string" || part instanceof Uint8Array) parts.push(Buffer.from(part));
  };
  outgoing.flushHeaders = () => undefined;
  // Next's own compression sends the head with the first part, by the name that node gives to that.
  outgoing.writeHead = ((...args: never[]) =>
    isPage() && args.length === 1
      ? outgoing
      : (Reflect.apply(writeHead, outgoing, args) as ServerResponse)) as typeof writeHead;
  outgoing.write = ((part: unknown, ...rest: never[]) => {
    if (!isPage()) return Reflect.apply(write, outgoing, [part, ...rest]) as boolean;
    keep(part);
    for (const callback of rest) if (typeof callback === "function") queueMicrotask(callback);
    return true;
  }) as typeof write;
  outgoing.end = ((...args: never[]) => {
    if (!isPage()) return Reflect.apply(end, outgoing, args) as ServerResponse;
    keep(args[0]);
    state.isWhole = true;
    const sent = Buffer.concat(parts).toString("utf8");
    const isError = sent.includes(NEXTS_ERROR);
    const page = isError ? sent : sent.replace(NEXTS_SCRIPT, "");
    const bytes = takesGzip ? gzipSync(page) : Buffer.from(page);
    outgoing.removeHeader("etag");
    outgoing.setHeader("vary", "Accept-Encoding");
    outgoing.setHeader("content-length", bytes.length);
    if (takesGzip) outgoing.setHeader("content-encoding", "gzip");
    const policy = outgoing.getHeader("content-security-policy");
    if (typeof policy === "string" && !isError)
      outgoing.setHeader("content-security-policy", policy.replace(/script-src [^;]*/, "script-src 'self'"));
    const done = args.find((one) => typeof one === "function");
    return end(bytes, done);
  }) as typeof end;
}
