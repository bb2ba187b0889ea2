import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { chmodSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Evidence on a dispute has up to 150,000 characters, which are longer as JSON. */
const MAX_BODY_BYTES = 1_000_000;

/** Raised when what goes over the socket changes, so that a script never talks past a server of another version. */
export const CONTROL_VERSION = "8";
export const CONTROL_VERSION_HEADER = "tillswitch-control";

/** Hears what happens, one line after the other; waits while the reader is slower. */
export type Emit = (line: unknown) => Promise<void>;

/**
 * Something a script can ask of a running server. `begin` looks at the body (JSON, not checked yet) and answers the
 * work, or why there is none: `not_understood` (the script reads what the body `must` be) or `busy`.
 */
export type ControlVerb = {
  readonly must: string;
  readonly busy: string;
  begin(body: unknown): ((emit: Emit, left: AbortSignal) => Promise<unknown>) | "not_understood" | "busy";
};

/** Where the socket of a data folder is: in it; on Windows, which has none among its files, a pipe that is named after it. */
export const controlSocketIn = (folder: string, platform: NodeJS.Platform = process.platform): string =>
  platform === "win32"
    ? `\\\\.\\pipe\\tillswitch-${createHash("sha256").update(folder).digest("hex").slice(0, 32)}`
    : join(/* turbopackIgnore: true */ folder, "control.sock");

/**
 * Lets scripts reach a running server, because a second process must not open PGlite's folder. The socket is in
 * DATA_DIR with mode 0600: who may use it is decided by the file system. The caller holds the folder's lock.
 */
export async function openControlSocket(
  folder: string,
  verbs: Readonly<Record<string, ControlVerb>>,
): Promise<{ close(): Promise<void> }> {
  const path = controlSocketIn(folder);
  const isFile = process.platform !== "win32";
  if (isFile) rmSync(path, { force: true });
  const server = createServer((request, response) => {
    // A script that ends in the middle of its request leaves nobody to answer.
    answer(request, response, new Map(Object.entries(verbs))).catch(() => response.destroy());
  });
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(path, listening);
  });
  if (isFile) chmodSync(path, 0o600);
  server.unref();
  return {
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  verbs: ReadonlyMap<string, ControlVerb>,
): Promise<void> {
  response.setHeader(CONTROL_VERSION_HEADER, CONTROL_VERSION);
  const refuse = (status: number, why: string) => void response.writeHead(status).end(why);
  if (request.headers[CONTROL_VERSION_HEADER] !== CONTROL_VERSION)
    return refuse(409, "the server and the script are of different versions");
  const verb = verbs.get(request.url?.slice(1) ?? "");
  if (request.method !== "POST" || verb === undefined) return refuse(404, "the server does not know what to do");
  const work = verb.begin(await bodyOf(request));
  if (work === "not_understood") return refuse(400, `the body must be ${verb.must}`);
  if (work === "busy") return refuse(423, verb.busy);
  const left = new AbortController();
  response.once("close", () => left.abort());
  try {
    await work((line) => write(response, line, left.signal), left.signal);
    response.end();
  } catch {
    // The work reports its own failures; what still throws ends the answer early, and the script reports that it was cut short.
    response.destroy();
  }
}

/** Waits while the reader is slower than the work. */
async function write(response: ServerResponse, line: unknown, left: AbortSignal): Promise<void> {
  if (left.aborted) return;
  if (!response.headersSent) response.writeHead(200, { "content-type": "application/x-ndjson" });
  if (response.write(`${JSON.stringify(line)}\n`)) return;
  await once(response, "drain", { signal: left }).catch(() => undefined);
}

/** The body's JSON value; undefined when it is none or too long. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let body = "";
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > MAX_BODY_BYTES) return undefined;
  }
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
