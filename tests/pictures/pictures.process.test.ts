import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PICTURE_WIDTHS, pictureIn } from "#lib/catalog/picture.ts";
import { answerPicture } from "#lib/pictures/answer-picture.ts";
import { pictureKey } from "#lib/pictures/picture-address.ts";
import { startHostileServer, type HostileServer } from "./hostile-server.ts";
import { pictureShop, SHOP, type PictureShop } from "./picture-shop.ts";
import { testInternet, type TestInternet } from "./test-internet.ts";

const PHOTO = "http://cdn.test/photo.jpg";
const YEAR = "public, max-age=31536000, immutable";

let server: HostileServer;
let internet: TestInternet;
let shop: PictureShop;
beforeAll(async () => {
  server = await startHostileServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  internet = testInternet(server);
  shop = pictureShop(internet, { fetchTimeoutMs: 1500 });
});
afterEach(() => shop.stop());

const ask = (address: string, headers: Record<string, string> = { accept: "image/avif,image/webp,image/apng" }) =>
  answerPicture(shop.pictures, new Request(address, { headers }));
const type = (response: Response) => response.headers.get("content-type");
const caching = (response: Response) => response.headers.get("cache-control");

describe("a picture from our own origin", () => {
  it("is WebP for who names it, JPEG for others, of the width in its address, and kept for a year", async () => {
    const address = shop.sells(PHOTO);
    for (const [accept, format] of [
      ["image/avif, image/webp;q=0.9, image/apng", "webp"],
      ["image/jpeg, image/png", "jpeg"],
      ["image/png,image/webp;q=0", "jpeg"],
    ] as const) {
      const response = await ask(pictureIn("thumbnail", address, 64).src, { accept });
      expect(response.status).toBe(200);
      expect(Object.fromEntries(response.headers)).toEqual({
        "cache-control": YEAR,
        "content-security-policy": "default-src 'none'",
        "content-type": `image/${format}`,
        "cross-origin-resource-policy": "cross-origin",
        vary: "accept",
        "x-content-type-options": "nosniff",
      });
      const { format: found, width } = await sharp(await response.arrayBuffer()).metadata();
      expect({ found, width }).toEqual({ found: format, width: 128 });
    }
  });

  it("is fetched once for all sizes, all who ask at once, and every later process on the folder", async () => {
    const address = shop.sells(PHOTO);
    const stem = address.slice(0, address.lastIndexOf("/"));
    const everySize = PICTURE_WIDTHS.map((width) => `${stem}/${width}`);
    const answers = await Promise.all([...everySize, ...everySize, ...everySize].map((one) => ask(one)));
    expect(new Set(answers.map(type))).toEqual(new Set(["image/webp"]));
    expect(internet.connections).toHaveLength(1);
    await ask(address, { accept: "image/jpeg" });
    expect(internet.connections).toHaveLength(1);
  });

  it("that is cached needs neither the network nor the catalogue", async () => {
    const address = shop.sells(PHOTO);
    await ask(address);
    const before = shop.lookUps.length;
    expect(type(await ask(address))).toBe("image/webp");
    expect(shop.lookUps).toHaveLength(before);
  });

  it("is served when the folder of the cache cannot be used, and that is reported", async () => {
    rmSync(shop.folder, { recursive: true, force: true });
    mkdirSync(dirname(shop.folder), { recursive: true });
    writeFileSync(shop.folder, "not a folder");
    chmodSync(shop.folder, 0o600);
    expect(type(await ask(shop.sells(PHOTO)))).toBe("image/webp");
    expect(shop.cacheErrors.length).toBeGreaterThan(0);
  });
});

describe("a picture that cannot be had", () => {
  it("is a drawing with the product's initial, kept for minutes", async () => {
    const response = await ask(shop.sells("http://private.test/mug.jpg", "„élan“ <mug>"));
    expect([response.status, type(response), caching(response)]).toEqual([200, "image/svg+xml", "public, max-age=300"]);
    expect(response.headers.get("content-security-policy")).toBe("default-src 'none'");
    const svg = await response.text();
    expect(svg).toMatch(/>É<\/text>/);
    expect(shop.refusals).toEqual(["private_address"]);
  });

  it("is not asked for again within five minutes, and then is", async () => {
    const address = shop.sells("http://cdn.test/missing");
    await ask(address);
    shop.wait(4 * 60_000);
    await ask(pictureIn("card", address, 200).src);
    expect(internet.connections).toHaveLength(1);
    shop.wait(61_000);
    await ask(address);
    expect(internet.connections).toHaveLength(2);
  });

  it("at a host that takes no connection is not waited for while that host's others are asked for", async () => {
    await ask(shop.sells("http://unreachable.test/1.jpg"));
    expect(internet.connections).toHaveLength(1);
    const next = await ask(shop.sells("http://unreachable.test/2.jpg", "Bowl"));
    expect([next.status, caching(next)]).toEqual([200, "no-store"]);
    expect(await next.text()).toMatch(/>B<\/text>/);
    expect(internet.connections).toHaveLength(1);
    shop.wait(61_000);
    await ask(shop.sells("http://unreachable.test/2.jpg"));
    expect(internet.connections).toHaveLength(2);
  });
});

describe("a host that answers slowly", () => {
  it("does not keep another host's picture waiting, however many of its own are asked for", async () => {
    const slow = Array.from({ length: 20 }, (_, index) => ask(shop.sells(`http://silent.test/${index}.jpg`)));
    const all = Promise.all(slow);
    const started = performance.now();
    expect(type(await ask(shop.sells(PHOTO)))).toBe("image/webp");
    expect(performance.now() - started).toBeLessThan(1400);
    expect(internet.connections.filter((one) => one.startsWith("93.184.215.15:"))).toHaveLength(3);
    shop.pictures.close();
    await all;
  });
});

describe("nothing is fetched", () => {
  it.each([
    `${SHOP}/pictures/${"0".repeat(32)}/128`,
    `${SHOP}/pictures/${"0".repeat(32)}/129`,
    `${SHOP}/pictures/${"0".repeat(31)}/128`,
    `${SHOP}/pictures/${"A".repeat(32)}/128`,
    `${SHOP}/pictures/..%2f..%2fetc/128`,
    `${SHOP}/pictures/${encodeURIComponent(PHOTO)}/128`,
  ])("for an address that no product has: %s", async (address) => {
    shop.sells(PHOTO);
    const response = await ask(address);
    expect([response.status, type(response), caching(response)]).toEqual([404, "image/svg+xml", "public, max-age=300"]);
    expect(internet.connections).toEqual([]);
  });

  it("for a width that is not in the table", async () => {
    const address = shop.sells(PHOTO);
    expect((await ask(address.replace(/\d+$/, "801"))).status).toBe(404);
    expect(internet.connections).toEqual([]);
  });

  it("for our own fetch, so that an address that leads back here ends", async () => {
    const address = shop.sells(PHOTO);
    expect((await ask(address, { "cdn-loop": "other, tillswitch" })).status).toBe(404);
    expect(internet.connections).toEqual([]);
  });

  it("for what is on our own origin: its address is its own", async () => {
    for (const source of ["/pictures/mug.svg", `${SHOP}/pictures/mug.svg`])
      expect(shop.sells(source)).toBe(`${SHOP}/pictures/mug.svg`);
    const own = `${SHOP}/pictures/photo.jpg`;
    shop.sells(own);
    expect((await ask(`${SHOP}/pictures/${pictureKey(own)}/128`)).status).toBe(404);
    expect(internet.connections).toEqual([]);
  });
});
