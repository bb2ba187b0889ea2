import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test as base } from "@playwright/test";
import { freePort } from "../../fixtures/free-port.ts";
import { startHostileServer, type HostileServer } from "../../pictures/hostile-server.ts";

/** What the feed says about each product's picture, all of it on another origin, and whether it can be had. */
export const FEED = [
  { id: "mug", title: "Mug", image: "http://cdn.test/photo.jpg", isPicture: true },
  { id: "bowl", title: "Bowl", image: "http://cdn.test/octets", isPicture: true },
  { id: "plate", title: "Plate", image: "http://cdn.test/moved-thrice", isPicture: true },
  { id: "spoon", title: "Spoon", image: "http://cdn.test/svg", isPicture: false },
  { id: "fork", title: "Fork", image: "http://cdn.test/missing", isPicture: false },
  { id: "knife", title: "Knife", image: "http://inside.test/photo.jpg", isPicture: false },
  { id: "ladle", title: "Ladle", image: "http://169.254.169.254/latest/meta-data/", isPicture: false },
] as const;

type PictureShop = { readonly url: string; readonly images: HostileServer };

/** Tests against a shop of their own that sells FEED; only its server can reach the pictures' origin. It uses the build that is there. */
export const test = base.extend<object, { shop: PictureShop }>({
  shop: [
    async ({ playwright }, provide) => {
      const images = await startHostileServer();
      const port = await freePort();
      const url = `http://localhost:${port}`;
      const folder = await mkdtemp(join(tmpdir(), "tillswitch-e2e-pictures-"));
      const feed = join(folder, "feed.csv");
      const rows = FEED.map(
        ({ id, title, image }) =>
          `${id},${title},Made to last.,https://shop.example/${id},Fernweh,Fernweh,${image},in_stock,25.00 USD,true`,
      );
      const columns =
        "item_id,title,description,url,brand,seller_name,image_url,availability,price,is_eligible_checkout";
      await writeFile(feed, [columns, ...rows].join("\n"));
      const server = spawn(process.execPath, ["scripts/boot.ts", "serve"], {
        stdio: ["ignore", "ignore", "inherit"],
        env: {
          ...process.env,
          PORT: String(port),
          DATA_DIR: join(folder, "data"),
          CATALOG_FEED: feed,
          LOG_LEVEL: "error",
          IMAGES_PORT: String(images.port),
          NODE_OPTIONS: `--import=${pathToFileURL("tests/e2e/pictures/main.ts").href}`,
        },
      });
      const ended = new Promise((resolve) => server.once("exit", resolve));
      try {
        const request = await playwright.request.newContext();
        await expect(async () => expect(await request.get(`${url}/readyz`)).toBeOK()).toPass({ timeout: 120_000 });
        await request.dispose();
        await provide({ url, images });
      } finally {
        server.kill("SIGTERM");
        await ended;
        await images.stop();
        await rm(folder, { recursive: true, force: true });
      }
    },
    { scope: "worker", timeout: 6 * 60_000 },
  ],
  baseURL: async ({ shop }, provide) => provide(shop.url),
});
