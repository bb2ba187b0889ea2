import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Api, type Call } from "./api.ts";
import { Books } from "./books.ts";
import { control } from "./control.ts";
import { Faults } from "./faults.ts";
import { page } from "./pages.ts";
import { Postman } from "./postman.ts";

const postman = new Postman();
const books = new Books((happening) => postman.post(happening));
const faults = new Faults();
let baseUrl = "";
const api = new Api(books, faults, () => baseUrl);

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = request.method ?? "GET";
  const url = new URL(request.url ?? "/", baseUrl);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  const json = (status: number, value: unknown, headers: Record<string, string> = {}) =>
    void response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
  if (url.pathname.startsWith("/__control/")) {
    const answer = control({ books, faults, postman }, method, url.pathname.slice("/__control/".length), body);
    return json(answer.status, answer.body);
  }
  const shown = page(books, method, url.pathname, new URLSearchParams(body));
  if (shown !== null) {
    const to = shown.location === undefined ? {} : { location: shown.location };
    return void response.writeHead(shown.status, { "content-type": "text/html", ...to }).end(shown.html);
  }
  const header = (name: string) => {
    const value = request.headers[name];
    return typeof value === "string" ? value : null;
  };
  const call: Call = { method, url, body, apiKey: header("x-api-key"), idempotencyKey: header("idempotency-key") };
  const reply = await api.answer(call);
  if (reply === "cut") request.socket.destroy();
  else json(reply.status, reply.body, reply.isReplay === true ? { "idempotent-replay": "true" } : {});
}

const server = createServer((request, response) => {
  serve(request, response).catch((error: unknown) => {
    process.stderr.write(`example-acquirer-double: ${error instanceof Error ? error.message : String(error)}\n`);
    if (!response.headersSent) response.writeHead(500).end();
  });
});
server.listen(0, "127.0.0.1", () => {
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.stdout.write(`example-acquirer-double (for tests) ready at ${baseUrl}\n`);
});
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => process.exit(0));
