import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createUnleashFlags, type UnleashSettings } from "#lib/flags/unleash.ts";

const folder = mkdtempSync(join(tmpdir(), "flag-constraints-"));
const file = join(folder, "flags.json");
const good = { version: 2, features: [{ name: "instant-checkout-kill", enabled: false }] };
beforeEach(() => writeFileSync(file, JSON.stringify(good)));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Flags from the file or from a server, and all that was warned of a constraint. */
async function flagsOf(server: UnleashSettings["server"]) {
  const warned: object[] = [];
  const flags = await createUnleashFlags({
    server,
    file,
    folder: mkdtempSync(join(folder, "data-")),
    appVersion: "0.0.0",
    now: () => new Date(),
    warn: (message, fields) => void (fields === undefined || warned.push({ message, ...fields })),
  });
  return { flags, warned };
}

describe("a flag with a constraint on a field that is never sent", () => {
  const constrained = (name: string, constraints: readonly object[], segments: readonly number[] = []) => ({
    name,
    enabled: true,
    strategies: [{ name: "default", constraints, segments }],
  });
  const on = (contextName: string) => ({ contextName, operator: "IN", values: ["fernweh"] });
  const warnedOf = async (features: readonly object[], segments: readonly object[] = []) => {
    writeFileSync(file, JSON.stringify({ version: 2, features, segments }));
    const { flags, warned } = await flagsOf(null);
    await flags.close();
    return warned;
  };

  it("is reported once, with the flag, the field, and what is sent", async () => {
    const kill = constrained("instant-checkout-kill", [on("merchantId"), on("merchantId"), on("sellerId")]);
    expect(await warnedOf([kill])).toEqual([
      {
        message: "flags: a constraint is on a field that is never sent",
        flag: "instant-checkout-kill",
        field: "merchantId",
        sent: expect.stringContaining("sellerId, country, platform, currency"),
      },
    ]);
  });

  it("is reported for a constraint of its segment as well", async () => {
    const beta = constrained("instant-checkout-beta", [], [7]);
    const segments = [
      { id: 7, constraints: [on("region")] },
      { id: 8, constraints: [on("city")] },
    ];
    expect(await warnedOf([beta], segments)).toMatchObject([{ flag: "instant-checkout-beta", field: "region" }]);
  });

  it("is not reported when the flag is another product's, or the field is sent or added by Unleash's client", async () => {
    const fields = ["userId", "sessionId", "sellerId", "country", "platform", "currency", "appVersion", "currentTime"];
    const ours = constrained("checkout-route", fields.map(on));
    expect(await warnedOf([ours, constrained("another-product", [on("merchantId")])])).toEqual([]);
  });

  it("is reported once while a server repeats it, and again when it changes", async () => {
    const served = { features: [constrained("instant-checkout-kill", [on("merchantId")])], times: 0 };
    const server = createServer((_request, response) => {
      served.times += 1;
      response.writeHead(200).end(JSON.stringify({ version: 2, features: served.features }));
    });
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const { flags, warned } = await flagsOf({ url: `http://127.0.0.1:${port}/api`, token: "t", refreshMs: 20 });
    await vi.waitFor(() => expect(served.times).toBeGreaterThan(4), 10_000);
    expect(warned).toMatchObject([{ field: "merchantId" }]);
    served.features = [constrained("instant-checkout-kill", [on("shop")])];
    await vi.waitFor(() => expect(warned).toMatchObject([{ field: "merchantId" }, { field: "shop" }]), 10_000);
    await flags.close();
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  });
});
