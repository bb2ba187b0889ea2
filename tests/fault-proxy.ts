import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";

/** What stands between a client and its server. Everything but `pass` keeps the server out of it. */
export type Fault =
  | { readonly kind: "pass" }
  /** Takes the request and never answers. */
  | { readonly kind: "hang" }
  | { readonly kind: "answer"; readonly status: number; readonly body: string }
  /** Says that more is to come, and hangs up. */
  | { readonly kind: "cut" };

export type FaultProxy = {
  /** Put before paths of the server. */
  readonly url: string;
  setFault(fault: Fault): void;
  /** Requests for flags that came in since the fault was set. */
  asked(): number;
  close(): Promise<void>;
};

/** A small proxy of ours that can be told to misbehave; `target` is looked up at each request. */
export async function startFaultProxy(target: () => string): Promise<FaultProxy> {
  let fault: Fault = { kind: "pass" };
  let asked = 0;
  const server = createServer((incoming, outgoing) => {
    if (incoming.url?.endsWith("/client/features") === true) asked += 1;
    respond(fault, target(), incoming, outgoing);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    setFault(next) {
      fault = next;
      asked = 0;
    },
    asked: () => asked,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function respond(fault: Fault, target: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  switch (fault.kind) {
    case "hang":
      return;
    case "answer":
      return void outgoing.writeHead(fault.status, { "content-type": "application/json" }).end(fault.body);
    case "cut":
      outgoing.writeHead(200, { "content-type": "application/json", "content-length": "5000" });
      outgoing.write('{"version":2,"features":[');
      return void setTimeout(() => outgoing.destroy(), 20);
    case "pass": {
      const onward = request(
        `${target}${incoming.url}`,
        { method: incoming.method, headers: incoming.headers },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        },
      );
      onward.on("error", () => outgoing.destroy());
      incoming.pipe(onward);
    }
  }
}
