import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { chmodSync, rmSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import type { ImportLine, ImportOptions } from "./catalog/import-feed.ts";

const MOST_BODY_BYTES = 10_000;

/** Raised when what goes over the socket changes, so that a script never talks past a server of another version. */
export const CONTROL_VERSION = "1";
export const CONTROL_VERSION_HEADER = "tillswitch-control";
export const IMPORT_PATH = "/feed-import";
export type ImportRequest = { readonly file: string; readonly replace: boolean };

type ImportFile = (file: string, options: Omit<ImportOptions, "rebase">) => Promise<unknown>;

export const controlSocketIn = (folder: string): string => join(/* turbopackIgnore: true */ folder, "control.sock");

/**
 * Lets scripts reach a running server, because a second process must not open PGlite's folder. The socket lies in
 * DATA_DIR with mode 0600: who may use it is decided by the file system. The caller holds the folder's lock.
 */
export async function openControlSocket(folder: string, importFile: ImportFile): Promise<{ close(): Promise<void> }> {
  const path = controlSocketIn(folder);
  rmSync(path, { force: true });
  const oneAtATime = oneImportAtATime(importFile);
  const server = createServer((request, response) => {
    void answer(request, response, oneAtATime);
  });
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(path, listening);
  });
  chmodSync(path, 0o600);
  server.unref();
  return {
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** Null while another import runs: two at once would only make the buyers wait longer. */
function oneImportAtATime(importFile: ImportFile): (...args: Parameters<ImportFile>) => Promise<unknown> | null {
  let isRunning = false;
  return (file, options) => {
    if (isRunning) return null;
    isRunning = true;
    return importFile(file, options).finally(() => {
      isRunning = false;
    });
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  importFile: ReturnType<typeof oneImportAtATime>,
): Promise<void> {
  response.setHeader(CONTROL_VERSION_HEADER, CONTROL_VERSION);
  if (request.method !== "POST" || request.url !== IMPORT_PATH) {
    response.writeHead(404).end();
    return;
  }
  if (request.headers[CONTROL_VERSION_HEADER] !== CONTROL_VERSION) {
    response.writeHead(409).end("the server and the script are of different versions");
    return;
  }
  const asked = await importIn(request);
  if (asked === null) {
    response.writeHead(400).end('the body must be {"file": "/absolute/path"}');
    return;
  }
  const left = new AbortController();
  response.once("close", () => left.abort());
  const running = importFile(asked.file, {
    replace: asked.replace,
    signal: left.signal,
    tell: (line) => write(response, line, left.signal),
  });
  if (running === null) {
    response.writeHead(423).end("another import is running; wait for its end");
    return;
  }
  await running;
  response.end();
}

/** Waits while the reader is slower than the import. */
async function write(response: ServerResponse, line: ImportLine, left: AbortSignal): Promise<void> {
  if (left.aborted) return;
  if (!response.headersSent) response.writeHead(200, { "content-type": "application/x-ndjson" });
  if (response.write(`${JSON.stringify(line)}\n`)) return;
  await once(response, "drain", { signal: left }).catch(() => undefined);
}

async function importIn(request: IncomingMessage): Promise<ImportRequest | null> {
  let body = "";
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > MOST_BODY_BYTES) return null;
  }
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" &&
      value !== null &&
      "file" in value &&
      typeof value.file === "string" &&
      isAbsolute(value.file)
      ? { file: value.file, replace: "replace" in value && value.replace === true }
      : null;
  } catch {
    return null;
  }
}
