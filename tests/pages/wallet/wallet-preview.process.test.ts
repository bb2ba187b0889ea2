import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, it } from "vitest";

type Script = { readonly askPreview: (address: string, body: URLSearchParams) => Promise<unknown> };
/** Read by its address, as by a page. */
const { askPreview } = (await import(pathToFileURL("public/wallet/preview.js").href)) as Script;

const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

/** What the script makes of a server that answers so. */
async function asked(answer: RequestListener): Promise<unknown> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ends.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  return askPreview(`http://127.0.0.1:${port}/checkout/co_1/wallet/preview`, new URLSearchParams({ country: "US" }));
}

const says =
  (answer: unknown, status = 200): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
  };

describe("a wallet's sheet that names a place", () => {
  it.each(["offered", "changed", "refused"])("has the server's answer: %s", async (kind) => {
    expect(await asked(says({ kind }))).toEqual({ kind });
  });

  it.each<[string, RequestListener]>([
    ["answers with an error", says({ error: "internal" }, 500)],
    ["has been asked too often", says({ error: "limited" }, 429)],
    ["breaks off", (request) => request.socket.destroy()],
    [
      "breaks off in the middle of its answer",
      (_request, response) => {
        response.writeHead(200, { "content-type": "application/json", "content-length": "100" }).write("{");
        setTimeout(() => response.destroy(), 10);
      },
    ],
    ["answers with a page", (_request, response) => void response.end("<html></html>")],
  ])("has none, and no refusal of the place, where the server %s", async (_what, answer) => {
    expect(await asked(answer)).toEqual({ kind: "unanswered" });
  });
});
