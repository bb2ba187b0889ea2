import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test as base, type APIRequestContext } from "@playwright/test";
import { freePort } from "../../fixtures/free-port.ts";

/** `run` runs one of the project's scripts as the operator of this shop does, and answers what it wrote. */
type MarketShop = { readonly url: string; run(script: string, ...flags: readonly string[]): Promise<string> };

/** Who sells in dollars in examples/marketplace, and so can be in one cart. */
const SELLERS = ["fernweh", "reed-press"] as const;
const MARKETPLACE = {
  CATALOG_FEED: "examples/marketplace/feed.csv",
  FLAGS_FILE: "examples/marketplace/flags.json",
  MONEY_MODEL: "separate",
  SELLERS_FROM_FEED: "accept",
};

/** Tests against a marketplace of their own, with two sellers who can be paid by one payment. It uses the build that is there. */
export const test = base.extend<object, { shop: MarketShop }>({
  shop: [
    async ({ playwright }, provide) => {
      const port = await freePort();
      const url = `http://localhost:${port}`;
      const folder = await mkdtemp(join(tmpdir(), "tillswitch-e2e-marketplace-"));
      const env = { ...process.env, ...MARKETPLACE, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: "warn" };
      const server = spawn(process.execPath, ["scripts/boot.ts", "serve"], {
        stdio: ["ignore", "ignore", "inherit"],
        env,
      });
      const ended = new Promise((resolve) => server.once("exit", resolve));
      const run = async (script: string, ...flags: readonly string[]) =>
        (await promisify(execFile)(process.execPath, [`scripts/${script}.ts`, ...flags], { env })).stdout;
      try {
        const request = await playwright.request.newContext({ baseURL: url });
        await expect(async () => expect(await request.get("/readyz")).toBeOK()).toPass({ timeout: 120_000 });
        for (const seller of SELLERS) await onboard(run, request, seller);
        await request.dispose();
        await provide({ url, run });
      } finally {
        server.kill("SIGTERM");
        await ended;
        await rm(folder, { recursive: true, force: true });
      }
    },
    { scope: "worker", timeout: 6 * 60_000 },
  ],
  baseURL: async ({ shop }, provide) => provide(shop.url),
});

/** Says who a seller is, and has them provide what the bank wants of their account. */
async function onboard(run: MarketShop["run"], request: APIRequestContext, seller: string): Promise<void> {
  await run("sellers/sellers", "--set", seller, "--from", `examples/marketplace/sellers/${seller}.json`);
  const [link = ""] = (await run("sellers/sellers", "--onboard", seller)).split("\n");
  await request.post(`${link}/answer`, { form: { answer: "provide" }, maxRedirects: 0 });
  await expect
    .poll(async () => (await run("sellers/sellers")).split("\n").find((line) => line.includes(` ${seller} `)))
    .not.toContain("cannot be paid");
}
