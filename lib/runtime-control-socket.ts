import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { chmodSync, rmSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import type { ImportLine } from "./catalog/import-feed.ts";

const MOST_BODY_BYTES = 10_000;

type ImportFile = (file: string, tell: (line: ImportLine) => void) => Promise<unknown>;

/**
 * Lets scripts reach a running server, because a second process must not open PGlite's folder. The socket lies in
 * DATA_DIR with mode 0600: who may use it is decided by the file system. The caller holds the folder's lock.
 */
export async function openControlSocket(folder: string, importFile: ImportFile): Promise<{ close(): Promise<void> }> {
  const path = join(/* turbopackIgnore: true */ folder, "control.sock");
  rmSync(path, { force: true });
  const server = createServer((request, response) => {
    void answer(request, response, importFile);
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

async function answer(request: IncomingMessage, response: ServerResponse, importFile: ImportFile): Promise<void> {
  if (request.method !== "POST" || request.url !== "/feed-import") {
    response.writeHead(404).end();
    return;
  }
  const file = await fileIn(request);
  if (file === null) {
    response.writeHead(400).end('the body must be {"file": "/absolute/path"}');
    return;
  }
  response.writeHead(200, { "content-type": "application/x-ndjson" });
  await importFile(file, (line) => void response.write(`${JSON.stringify(line)}\n`));
  response.end();
}

async function fileIn(request: IncomingMessage): Promise<string | null> {
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
      ? value.file
      : null;
  } catch {
    return null;
  }
}
