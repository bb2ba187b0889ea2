import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SellerId } from "#lib/ids.ts";
import { openReceiverSender } from "#lib/runtime/sellers/receivers.ts";
import { anOrder, aSession } from "../../fixtures/builders.ts";
import { testInternet } from "../../pictures/test-internet.ts";
import { FERNWEH, KUMO, SECRETS_KEY } from "./receiver-shop.ts";

type Seen = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string };
const seen: Seen[] = [];
let server: Server;
let port: number;
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      const path = request.url ?? "";
      seen.push({ path, headers: request.headers, body });
      if (path === "/silent") return;
      const status = Number(path.slice(1)) || 204;
      response.writeHead(status, status === 302 ? { location: "/204" } : {}).end();
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

const NOW = new Date("2026-11-30T12:00:00.000Z");
const settings = {
  secretsKeys: [SECRETS_KEY] as [string],
  allowedHosts: [] as { seller: SellerId | null; host: string }[],
};
const senderAt = (publicUrl: string) =>
  openReceiverSender({ sellerReceivers: settings, publicUrl }, () => NOW, {
    network: testInternet({ port, silentPort: 9 }),
    answerWithinMs: 500,
  });
/** What is on this machine is called as it is. */
const here = openReceiverSender({ sellerReceivers: settings, publicUrl: "http://localhost:3000" }, () => NOW, {
  answerWithinMs: 500,
});
const ping = { id: "evt_ping", type: "ping", sellerId: KUMO } as const;
function target(path: string, ...secrets: readonly string[]) {
  const encrypted = secrets.map((secret) => here.encryption?.encrypt(secret, "rcv_1") ?? "");
  return { id: "rcv_1", sellerId: KUMO, url: `http://localhost:${port}${path}`, secrets: encrypted };
}

describe("the sender to sellers' receivers", () => {
  it("sends an event that a receiver can verify with either of two secrets, under the event's id", async () => {
    const order = anOrder(aSession({ status: "completed" }));
    const event = { id: "evt_1", type: "order_create", occurredAt: NOW, order } as const;
    const answer = await here.send(target("/204", "new-secret", "old-secret"), event);
    expect(answer).toMatchObject({ kind: "taken", status: 204 });
    const got = seen.at(-1) ?? expect.unreachable();
    expect(JSON.parse(got.body)).toMatchObject({ type: "order_create", seller_id: order.sellerId });
    expect(got.headers["request-id"]).toBe("evt_1");
    const seconds = NOW.getTime() / 1000;
    const macs = ["new-secret", "old-secret"].map(
      (secret) => `v1=${createHmac("sha256", secret).update(`${seconds}.${got.body}`).digest("hex")}`,
    );
    expect(got.headers["merchant-signature"]).toBe([`t=${seconds}`, ...macs].join(","));
  });

  it.each([
    ["/503", "answered_503"],
    ["/302", "answered_302"],
    ["/silent", "too_slow"],
  ])("says why %s took nothing", async (path, why) => {
    const before = seen.length;
    expect(await here.send(target(path, "secret"), ping)).toMatchObject({ kind: "failed", why });
    expect(seen.length).toBe(before + 1);
  });

  it("calls nothing on this machine where the shop is elsewhere, and nothing private anywhere", async () => {
    const before = seen.length;
    const send = (publicUrl: string, url: string) =>
      senderAt(publicUrl).send({ ...target("/204", "secret"), url }, ping);
    expect(await send("https://shop.example.com", `http://localhost:${port}/204`)).toMatchObject({
      why: "bad_address",
    });
    for (const host of ["localhost", "private.test", "mixed.test", "metadata.google.internal", "mapped.test"])
      expect(await send("http://localhost:3000", `https://${host}/`), host).toMatchObject({ why: "private_address" });
    expect(seen.length).toBe(before);
  });

  it("calls a host of the shop's own network for the seller whose it is, and for all where no seller is named", async () => {
    const host = `127.0.0.1:${port}`;
    const url = `http://${host}/204`;
    const calls = async (seller: SellerId | null) => {
      const sellerReceivers = { ...settings, allowedHosts: [{ seller, host }] };
      const sender = openReceiverSender({ sellerReceivers, publicUrl: "https://shop.example.com" }, () => NOW);
      const whyOf = async (sellerId: SellerId) => {
        const answer = await sender.send({ ...target("/204", "secret"), url, sellerId }, ping);
        return [sender.accepts(url, sellerId), answer.kind === "taken" ? answer.status : answer.why];
      };
      return [await whyOf(KUMO), await whyOf(FERNWEH)];
    };
    expect(await calls(KUMO)).toEqual([
      [true, 204],
      [false, "bad_address"],
    ]);
    expect(await calls(null)).toEqual([
      [true, 204],
      [true, 204],
    ]);
  });

  it("calls nobody where no key opens the secret, and signs without an earlier one that none opens", async () => {
    const before = seen.length;
    const [own] = target("/204", "secret").secrets;
    const stranger = { ...target("/204", "secret"), id: "rcv_2" };
    expect(await here.send(stranger, ping)).toMatchObject({ kind: "failed", why: "unreadable_secret" });
    expect(seen.length).toBe(before);
    const [lost = ""] = stranger.secrets;
    const rotated = { ...target("/204", "secret"), secrets: [own ?? "", `lost${lost}`] };
    expect(await here.send(rotated, ping)).toMatchObject({ kind: "taken" });
    expect(seen.at(-1)?.headers["merchant-signature"]).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/);
  });
});
