import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { freePort } from "../fixtures/free-port.ts";

export const EVENT_SECRET = "a-secret-of-some-length";

/** What the receiver does with the next event. `hang`: it takes it and never answers. */
export type Behaviour = 200 | 204 | 302 | 401 | 404 | 500 | 503 | "hang";

export type ReceivedEvent = {
  readonly id: string;
  readonly body: string;
  /** Whether the signature is one over these very bytes, made with the time of this try. */
  readonly isSigned: boolean;
  readonly arrivedAt: number;
};

/** A receiver of order events of its own, over real HTTP; it can be out of order in every way that one can be. */
export class EventReceiver {
  readonly received: ReceivedEvent[] = [];
  /** How often somebody came to where a redirect leads. */
  followed = 0;
  behaviour: Behaviour = 200;
  readonly #port: number;
  #server: Server | null = null;

  private constructor(port: number) {
    this.#port = port;
  }

  /** It has an address and does not listen yet: whoever calls is refused the connection. */
  static async make(): Promise<EventReceiver> {
    return new EventReceiver(await freePort());
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/events`;
  }

  async open(): Promise<void> {
    const server = createServer(async (incoming, outgoing) => {
      if (incoming.url !== "/events") {
        this.followed += 1;
        outgoing.writeHead(200).end();
        return;
      }
      const body = await text(incoming);
      const { behaviour } = this;
      this.received.push({ ...readHeaders(incoming.headers, body), body, arrivedAt: Date.now() });
      if (behaviour === "hang") return;
      outgoing.writeHead(behaviour, { location: "/elsewhere", connection: "close" }).end();
    });
    this.#server = server;
    await new Promise<void>((done) => void server.listen(this.#port, "127.0.0.1", done));
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null) return;
    await new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  }
}

function readHeaders(headers: NodeJS.Dict<string | string[]>, body: string): Pick<ReceivedEvent, "id" | "isSigned"> {
  const [, seconds, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers["merchant-signature"])) ?? [];
  const expected = createHmac("sha256", EVENT_SECRET).update(`${seconds}.${body}`).digest("hex");
  const isOfNow = Math.abs(Number(seconds) * 1000 - Date.now()) < 300_000;
  return { id: String(headers["request-id"]), isSigned: mac === expected && isOfNow };
}
