import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { answerPicture } from "#lib/pictures/answer-picture.ts";
import { pictureKey } from "#lib/pictures/picture-address.ts";
import { PICTURE_SIZES } from "#lib/catalog/picture.ts";
import { pictureShop, SHOP } from "./picture-shop.ts";
import { testInternet } from "./test-internet.ts";

/**
 * A process that serves pictures and nothing else, so that its memory is theirs: `/sell?source=` puts a product into the
 * catalogue and answers its picture's path, `/memory` answers megabytes. The arguments are the hostile server's ports.
 */
const shop = pictureShop(testInternet({ port: Number(process.argv[2]), silentPort: Number(process.argv[3]) }), {
  fetchTimeoutMs: 800,
});
let peak = 0;
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 5).unref();

async function answer(url: URL): Promise<Response> {
  if (url.pathname === "/sell") {
    const source = url.searchParams.get("source") ?? "";
    shop.sells(source);
    return new Response(`/pictures/${pictureKey(source)}/${PICTURE_SIZES.card}`);
  }
  if (url.pathname !== "/memory") return answerPicture(shop.pictures, new Request(url));
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  const [all, heap, most] = [rss, heapUsed, peak].map((bytes) => Math.round(bytes / 1e6));
  return Response.json({ all, heap, peak: most, reasons: new Set(shop.refusals).size });
}

const server = createServer(async (request, response) => {
  const { status, headers, body } = await answer(new URL(request.url ?? "", SHOP));
  response.writeHead(status, Object.fromEntries(headers));
  for await (const chunk of body ?? []) response.write(chunk);
  response.end();
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
process.once("SIGTERM", () => {
  shop.stop();
  process.exit(0);
});
