import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchPicture } from "#lib/pictures/fetch-picture.ts";
import { isPublicAddress } from "#lib/outbound/public-address.ts";
import { masterOf } from "#lib/pictures/sharp.ts";
import { HOSTILE } from "./hostile.ts";
import { startHostileServer, type HostileServer } from "./hostile-server.ts";
import { PUBLIC_IP, testInternet } from "./test-internet.ts";

let server: HostileServer;
beforeAll(async () => {
  server = await startHostileServer();
});
afterAll(() => server.stop());

async function had(address: string, timeoutMs = 1500) {
  const network = testInternet(server);
  const fetched = await fetchPicture(address, { network, timeoutMs });
  const { connections } = network;
  return { connections, ...(fetched.kind === "bytes" ? await masterOf(fetched.bytes) : fetched) };
}

describe("hostile picture addresses", () => {
  it("are more than sixty", () => {
    expect(HOSTILE.length).toBeGreaterThan(60);
  });

  it.each(HOSTILE)("$address is refused: $reason", async ({ address, reason }) => {
    const { connections, ...result } = await had(address);
    expect(result).toEqual({ kind: "refused", reason });
    expect(connections.filter((one) => !isPublicAddress(one.replace(/:\d+$/, "")))).toEqual([]);
    expect(connections.filter((one) => !/:(80|443)$/.test(one))).toEqual([]);
  });

  it("a name that resolves to another address at each look-up is connected to at the one that was checked", async () => {
    const { connections, kind } = await had("http://rebinding.test/photo.jpg", 5000);
    expect({ connections, kind }).toEqual({ connections: [`${PUBLIC_IP}:80`], kind: "picture" });
  });
});

describe("a picture that is served as pictures are", () => {
  it.each(["/photo.jpg", "/octets", "/moved", "/moved-twice", "/moved-thrice", "/text-bomb"])(
    "is fetched from %s",
    async (path) => {
      expect(await had(`http://cdn.test${path}`, 5000)).toMatchObject({ kind: "picture" });
    },
  );

  it("is asked for without cookies, credentials or a referrer, by a program that says its name", async () => {
    await had("http://cdn.test/photo.jpg?v=2", 5000);
    const { headers } = server.requests.findLast(({ path }) => path === "/photo.jpg") ?? {};
    expect(Object.keys(headers ?? {}).sort()).toEqual(
      ["accept", "accept-encoding", "cdn-loop", "connection", "host", "user-agent"].sort(),
    );
    expect(headers).toMatchObject({ host: "cdn.test", "user-agent": expect.stringMatching(/^Tillswitch\//) });
  });
});
