import { fieldsOf } from "./fields.ts";

/** The program at the other end, which answers requests. */
export type Peer = {
  /** The result. Rejects where the other end refuses, or says nothing for so long; it may have done it all the same. */
  request(method: string, params: object, timeoutMs: number): Promise<unknown>;
  notify(method: string, params: object): void;
};

/** Called with each notification of the other end. */
export type Receive = (method: string, params: unknown) => void;

const METHOD_NOT_FOUND = -32601;
/** Requests that are answered with nothing: the frame has nothing to save before it is taken away. */
const AGREED_TO: readonly unknown[] = ["ping", "ui/resource-teardown"];

type Pending = { readonly resolve: (result: unknown) => void; readonly reject: (reason: Error) => void };

/**
 * The window `far`, spoken to in JSON-RPC 2.0 by messages, and no other window. It is any origin's, because no host says
 * in advance which one it has. https://www.jsonrpc.org/specification
 */
export function windowPeer(frame: Pick<Window, "addEventListener">, far: Pick<Window, "postMessage">): ConnectPeer {
  return (receive) => {
    const pending = new Map<unknown, Pending>();
    let lastId = 0;
    const post = (message: object) => far.postMessage({ jsonrpc: "2.0", ...message }, "*");

    frame.addEventListener("message", ({ source, data }) => {
      const message = fieldsOf(data);
      if (source !== far || message["jsonrpc"] !== "2.0") return;
      const { id, method } = message;
      if (typeof method !== "string") settle(message, pending);
      else if (id === undefined) receive(method, message["params"]);
      else if (AGREED_TO.includes(method)) post({ id, result: {} });
      else post({ id, error: { code: METHOD_NOT_FOUND, message: "Method not found" } });
    });

    return {
      request(method, params, timeoutMs) {
        lastId += 1;
        const id = lastId;
        return new Promise((resolve, reject) => {
          const end = setTimeout(() => {
            pending.delete(id);
            post({ method: "notifications/cancelled", params: { requestId: id, reason: "timed out" } });
            reject(new Error(`no answer to ${method}`));
          }, timeoutMs);
          const after =
            <Value>(act: (value: Value) => void) =>
            (value: Value) => {
              clearTimeout(end);
              act(value);
            };
          pending.set(id, { resolve: after(resolve), reject: after(reject) });
          post({ id, method, params });
        });
      },
      notify: (method, params) => post({ method, params }),
    };
  };
}

/** Begins to listen to the other end. */
export type ConnectPeer = (receive: Receive) => Peer;

function settle({ id, result, error }: Readonly<Record<string, unknown>>, pending: Map<unknown, Pending>): void {
  const asked = pending.get(id);
  pending.delete(id);
  if (error === undefined) asked?.resolve(result);
  else asked?.reject(new Error(String(fieldsOf(error)["message"])));
}
