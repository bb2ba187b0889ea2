import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { feedOf } from "../catalog/feed-file.ts";
import { endWithTheFile, LONG_MS, newFolder, script, startInstance, type Instance } from "./server-process.ts";

endWithTheFile();
let merchant: Server;
let address: string;
let feed = feedOf([{ item_id: "one" }]);
beforeAll(async () => {
  merchant = createServer((_, response) => void response.end(feed));
  await new Promise<void>((listening) => void merchant.listen(0, "127.0.0.1", listening));
  address = `http://127.0.0.1:${(merchant.address() as AddressInfo).port}/feed.csv`;
});
afterAll(() => void merchant.close());

async function readyz(server: Instance): Promise<{ failing: readonly string[]; checks: Record<string, string> }> {
  return (await (await fetch(`${server.url}/readyz`)).json()) as Awaited<ReturnType<typeof readyz>>;
}

/** The clock makes a job each minute, and the queue looks at the clock now and then. */
const patience = { timeout: 200_000, interval: 1000 };

describe("a server whose feed is at an address", () => {
  it(
    "imports it after its start and by its schedule, keeps what it has when it breaks, and says so at /readyz",
    async () => {
      const server = await startInstance({ CATALOG_FEED: address, CATALOG_FEED_SCHEDULE: "1" });
      await server.ready();
      await expect.poll(async () => (await readyz(server)).checks["products"], patience).toBe("1");
      feed = "<!doctype html><title>Log in</title>";
      await expect.poll(async () => (await readyz(server)).failing, patience).toEqual(["feed"]);
      expect((await readyz(server)).checks).toMatchObject({
        products: "1",
        feed: expect.stringContaining("NOT IMPORTED since"),
      });
      const file = join(newFolder(), "feed.csv");
      writeFileSync(file, feedOf([{ item_id: "one", price: "1.00 USD" }, { item_id: "two" }]));
      const checked = await script(server, "feed-import", "--file", file, "--check");
      expect(checked.output).toContain("line 2, one: the price changes from 18.00 USD to 1.00 USD");
      expect(checked.output).toContain("1 new, 1 changed, 0 unchanged, 0 to be taken off sale, 0 rejected, 1 marked.");
      expect(checked.code).toBe(2);
      expect((await readyz(server)).checks["products"]).toBe("1");
      const calm = await script(server, "feed-import", "--file", file, "--check", "--max-price-change", "95");
      expect(calm.code).toBe(0);
    },
    LONG_MS,
  );
});
