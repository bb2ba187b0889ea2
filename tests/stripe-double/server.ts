import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { answer, type Desk } from "./api.ts";
import type { Reply } from "./idempotency.ts";
import { control } from "./control.ts";
import { page } from "./pages.ts";

/** The double's HTTP server: the API, its control API, and the pages that a buyer sees. */
export function stripeDoubleServer(desk: Desk): Server {
  const server = createServer((request, response) => {
    serve(desk, request, response).catch((error: unknown) => {
      process.stderr.write(
        `stripe-double: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
      if (!response.headersSent) response.writeHead(500).end();
    });
  });
  // A connection that is kept for long is not closed just as a client uses it again: only faults break connections here.
  server.keepAliveTimeout = 120_000;
  return server;
}

async function serve(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = request.method ?? "GET";
  const url = new URL(request.url ?? "/", desk.baseUrl);
  const body = await bodyOf(request);
  if (method === "OPTIONS")
    return send(response, {
      status: 204,
      body: "",
      headers: { "access-control-allow-headers": "authorization, stripe-account" },
    });
  if (url.pathname.startsWith("/__control/")) {
    const { status, body: value } = await control(desk, method, url.pathname.slice("/__control/".length), body);
    return send(response, { status, body: JSON.stringify(value), headers: { "content-type": "application/json" } });
  }
  const shown = page(desk, method, url.pathname, body);
  if (shown !== null) return send(response, shown);
  const header = (name: string) => {
    const value = request.headers[name];
    return typeof value === "string" ? value : null;
  };
  const reply = await answer(desk, { method, url, body, header });
  if (reply === "cut") request.socket.destroy();
  // Stripe's responses tell its time, and a test may have moved that.
  else
    send(response, { ...reply, headers: { ...reply.headers, date: new Date(desk.books.now() * 1000).toUTCString() } });
}

function send(response: ServerResponse, { status, body, headers }: Reply): void {
  // Stripe's script calls it from the merchant's page.
  const shared = { "access-control-allow-origin": "*", "x-stripe-double": "This is not Stripe." };
  response.writeHead(status, { ...headers, ...shared }).end(body);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const type = request.headers["content-type"] ?? "";
  // As one form: what is uploaded is a field of base64, with its name and size beside it.
  return type.startsWith("multipart/form-data") ? await formOf(body, type) : body.toString();
}

async function formOf(body: Buffer, type: string): Promise<string> {
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  const fields = new URLSearchParams();
  for (const [name, value] of form)
    if (typeof value === "string") fields.append(name, value);
    else {
      const data = Buffer.from(await value.arrayBuffer());
      fields.append(`${name}[name]`, value.name);
      fields.append(`${name}[type]`, value.type);
      fields.append(`${name}[data]`, data.toString("base64"));
    }
  return fields.toString();
}
