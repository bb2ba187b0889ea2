import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { nothingPage } from "./nothing-page.ts";
import { refusalResponse } from "./refusal-page.ts";
import { takesGzip } from "./takes-gzip.ts";

/** The first part of the addresses whose pages Next's scripts run: the console's charts and the stand-in. */
const SCRIPTED: ReadonlySet<string> = new Set(["_next", "console", "try"]);

/** Files of ours, which Next compresses by itself. */
const FILE = /\.(js|css|svg|txt)$/;

/** Next's runtime and the page's data for it. A script of our own is a file outside of /_next, and data has a type; both stay. */
const NEXTS_SCRIPT =
  /<script\b(?![^>]*\b(?:src="\/(?!_next\/)|type="application\/json"))[^>]*>[\s\S]*?<\/script>|<link\b[^>]*\bas="script"[^>]*>/g;

/** Next's answer where a page found nothing to show, or failed: it says so by its scripts alone. */
const NEXTS_ERROR = '<html id="__next_error__"';

/** What a page adds to the policy in its headers, because only the page knows it (app/components/content-policy.tsx). */
const PAGE_POLICY = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"\/?>/g;

/**
 * Makes documents of the pages that Next renders (docs/decisions/0063): the same markup without Next's scripts, and with
 * their whole policy in the headers. A page is kept back until it ends, because its last scripts come with its last bytes;
 * anything but HTML passes as it is. To be called before Next, which would compress what is looked at here; compressed is
 * what is left. A form that is posted to a page's own address gets the page, so POST is answered as GET is; HEAD is asked
 * of Next as GET, whose headers it has, and node leaves the body out.
 */
export function sendAsText(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { pages, report }: { readonly pages: RequestListener; readonly report: (error: unknown) => void },
): void {
  const [path = ""] = (incoming.url ?? "").split("?", 1);
  const [, first = ""] = path.split("/", 2);
  if (SCRIPTED.has(first) || FILE.test(path)) return;
  if (incoming.method === "HEAD") incoming.method = "GET";
  const isZipped = takesGzip(String(incoming.headers["accept-encoding"] ?? ""));
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
    const done = args.find((one) => typeof one === "function");
    const rendered = Buffer.concat(parts).toString("utf8");
    const send = (page: string) => {
      const bytes = isZipped ? gzipSync(page) : Buffer.from(page);
      outgoing.removeHeader("etag");
      outgoing.setHeader("vary", "Accept-Encoding");
      outgoing.setHeader("content-length", bytes.length);
      if (isZipped) outgoing.setHeader("content-encoding", "gzip");
      end(bytes, done);
    };
    const sendFailure = async (error: unknown) => {
      report(error);
      outgoing.statusCode = 500;
      send(await failure(incoming, outgoing));
    };
    void documentOf(rendered, { incoming, outgoing, pages }).then(send).catch(sendFailure);
    return outgoing;
  }) as typeof end;
}

type Rendering = {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly pages: RequestListener;
};

/** What Next rendered as a document that is complete by itself; its policy becomes the answer's. */
async function documentOf(rendered: string, { incoming, outgoing, pages }: Rendering): Promise<string> {
  const isError = rendered.includes(NEXTS_ERROR);
  if (isError && outgoing.statusCode >= 500) return failure(incoming, outgoing);
  const page = isError ? await nothingPage(pages, incoming) : rendered;
  // In its head, where nothing that anybody wrote is.
  const [head = ""] = page.split("</head>", 1);
  const added = Array.from(head.matchAll(PAGE_POLICY), ([, policy = ""]) => unescaped(policy));
  const sent = outgoing.getHeader("content-security-policy");
  const policies = [...(typeof sent === "string" ? [sent] : []), ...added];
  if (policies.length > 0) outgoing.setHeader("content-security-policy", withoutInline(merged(policies)));
  return page.replace(PAGE_POLICY, "").replace(NEXTS_SCRIPT, "");
}

/** The page for what failed, with the headers of its own. */
function failure(incoming: IncomingMessage, outgoing: ServerResponse): Promise<string> {
  const response = refusalResponse(500, pageHeaders(incoming));
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  return response.text();
}

/** The headers that the page of a refusal goes by, of a request for a page. */
const pageHeaders = ({ headers }: IncomingMessage): Pick<Headers, "get"> => ({
  get: (name) => (name === "accept" ? "text/html" : String(headers[name] ?? "")),
});

/** A browser takes the first directive of a name (https://www.w3.org/TR/CSP3/#parse-serialized-policy); the page's own counts here. */
function merged(policies: readonly string[]): string {
  const directives = policies.flatMap((policy) => policy.split(";")).map((directive) => directive.trim());
  return [...new Map(directives.map((directive) => [directive.split(" ", 1)[0], directive])).values()].join("; ");
}

/** Next's scripts are in the page, and only they. */
const withoutInline = (policy: string): string =>
  policy.replace(/script-src [^;]*/g, (directive) => directive.replace(" 'unsafe-inline'", ""));

const unescaped = (text: string): string => text.replaceAll("&#x27;", "'").replaceAll("&amp;", "&");
