import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import type { AddressInfo } from "node:net";

export type OrderReceiver = {
  readonly url: string;
  /** The sessions whose orders it received, as often as it received them. */
  received(): readonly string[];
  close(): Promise<void>;
};

/** The merchant's receiver of order events: it takes each of them. */
export async function openOrderReceiver(): Promise<OrderReceiver> {
  const received: string[] = [];
  const server = createServer(async (request, response) => {
    const { data } = (await json(request)) as { data: { checkout_session_id: string } };
    received.push(data.checkout_session_id);
    response.writeHead(200, { connection: "close" }).end();
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/orders`,
    received: () => received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
