import { expect, type APIRequestContext } from "@playwright/test";
import type { OwnShop } from "../shops/own-shop.ts";

/** Who sells in dollars in examples/marketplace, and so can be in one cart. */
const SELLERS = ["fernweh", "reed-press"] as const;

/** One of each seller's goods, and two of the first's. */
export const CART = [
  { id: "fw-mug-moss", quantity: 2 },
  { id: "rp-notebook", quantity: 1 },
];

/** A marketplace with two sellers who can be paid by one payment. */
export const MARKET = {
  name: "marketplace",
  env: {
    CATALOG_FEED: "examples/marketplace/feed.csv",
    FLAGS_FILE: "examples/marketplace/flags.json",
    MONEY_MODEL: "separate",
    SELLERS_FROM_FEED: "accept",
  },
  async prepare(run: OwnShop["run"], request: APIRequestContext) {
    for (const seller of SELLERS) await onboard(run, request, seller);
  },
};

/** Says who a seller is, and has them provide what the bank wants of their account. */
async function onboard(run: OwnShop["run"], request: APIRequestContext, seller: string): Promise<void> {
  await run("sellers/sellers", "--set", seller, "--from", `examples/marketplace/sellers/${seller}.json`);
  const [link = ""] = (await run("sellers/sellers", "--onboard", seller)).split("\n");
  await request.post(`${link}/answer`, { form: { answer: "provide" }, maxRedirects: 0 });
  await expect
    .poll(async () => (await run("sellers/sellers")).split("\n").find((line) => line.includes(` ${seller} `)))
    .not.toContain("cannot be paid");
}
