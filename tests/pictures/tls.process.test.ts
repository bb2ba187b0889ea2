import { once } from "node:events";
import { createServer, type Server } from "node:https";
import { connect, type AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fetchPicture } from "#lib/pictures/fetch-picture.ts";
import type { Network } from "#lib/outbound/network.ts";
import { masterOf } from "#lib/pictures/sharp.ts";
import { newAuthority, type Certificate } from "../fixtures/certificates.ts";
import { aPhoto } from "./made-pictures.ts";
import { PUBLIC_IP } from "./test-internet.ts";

const HOST = "cdn.test";
const YEAR_MS = 365 * 86_400_000;
const trusted = newAuthority("An authority that the machine knows");
const unknown = newAuthority("An authority that nobody knows");
const usual = getCACertificates("default");

const servers: Server[] = [];
// The same store as NODE_EXTRA_CA_CERTS fills, by which a shop trusts the authority of its own image host.
beforeAll(() => setDefaultCACertificates([...usual, trusted.cert]));
afterAll(() => {
  setDefaultCACertificates(usual);
  for (const server of servers) server.close();
});

type Seen = { readonly hosts: (string | undefined)[]; readonly names: unknown[] };

/** An internet where the host's one address has a server with this certificate. */
async function internetWith(certificate: Certificate): Promise<{ readonly network: Network; readonly seen: Seen }> {
  const seen: Seen = { hosts: [], names: [] };
  const photo = await aPhoto(600, 400);
  const server = createServer({ cert: certificate.cert, key: certificate.key }, (request, response) => {
    seen.hosts.push(request.headers.host);
    response.writeHead(200, { "content-type": "image/jpeg" }).end(photo);
  });
  servers.push(server);
  server.on("secureConnection", (socket) => seen.names.push(socket.servername));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    seen,
    network: {
      resolve: async () => [PUBLIC_IP],
      connect: (_address, _port, signal) => connect({ host: "127.0.0.1", port, signal }),
    },
  };
}

it("a picture is fetched over TLS from a host whose certificate is trusted, under the host's name", async () => {
  const { network, seen } = await internetWith(trusted.signs(HOST));
  const fetched = await fetchPicture(`https://${HOST}/photo.jpg`, { network });
  if (fetched.kind !== "bytes") throw new Error(fetched.reason);
  expect(await masterOf(fetched.bytes)).toMatchObject({ kind: "picture" });
  expect(seen).toEqual({ hosts: [HOST], names: [HOST] });
});

const longAgo = { from: new Date(Date.now() - 2 * YEAR_MS), until: new Date(Date.now() - YEAR_MS) };
const later = { from: new Date(Date.now() + YEAR_MS), until: new Date(Date.now() + 2 * YEAR_MS) };

it.each([
  ["signs itself", newAuthority(HOST)],
  ["is from an authority that nobody knows", unknown.signs(HOST)],
  ["is for another name", trusted.signs("other.test")],
  ["is expired", trusted.signs(HOST, longAgo)],
  ["is not valid yet", trusted.signs(HOST, later)],
])("a host whose certificate %s is sent nothing, and the reason says so", async (_, certificate) => {
  const { network, seen } = await internetWith(certificate);
  expect(await fetchPicture(`https://${HOST}/photo.jpg`, { network })).toEqual({
    kind: "refused",
    reason: "bad_certificate",
  });
  expect(seen.hosts).toEqual([]);
});
