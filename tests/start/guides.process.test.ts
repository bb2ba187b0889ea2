import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Address } from "#lib/checkout/session.ts";
import { productId, sessionId } from "#lib/ids.ts";
import type { MerchantOrder } from "#lib/wire/orders/merchant.ts";
import { inTurn, isWhole } from "#scripts/suite/size.ts";
import { anAddress } from "../fixtures/builders.ts";
import { ada } from "../fixtures/test-shop.ts";
import { endWithTheFile, LONG_MS, newFolder, pay, script, startInstance, type Instance } from "./server-process.ts";

endWithTheFile();

/** The commands in a guide: their settings, and the words after them without quotes. */
function commandsOf(page: string) {
  const blocks = [...page.matchAll(/```\n(?<text>[\s\S]*?)```/g)].map(({ groups }) => groups?.["text"] ?? "");
  return blocks.map((text) => {
    const words = (text.match(/(?:[^\s"]+|"[^"]*")+/g) ?? []).map((word) => word.replaceAll('"', ""));
    const settings = words.filter((word) => /^[A-Z_]+=/.test(word)).map((word) => word.split(/=(.*)/s).slice(0, 2));
    return {
      env: Object.fromEntries(settings) as Record<string, string>,
      words: words.filter((word) => !/^[A-Z_]+=/.test(word)),
    };
  });
}

async function call(server: Instance, name: string, input: unknown) {
  const response = await fetch(`${server.url}/mcp`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: input } }),
  });
  return (await response.json()) as { result: { isError?: boolean; content: unknown; structuredContent: unknown } };
}

type Guide = {
  readonly page: string;
  /** The name that an export has, and the sample of one. */
  readonly file: string;
  readonly sample: string;
  /** The last line of the look at the feed. */
  readonly total: string;
  readonly query: string;
  readonly found: readonly string[];
  readonly address: Partial<Address>;
  readonly paid: { readonly minor: number; readonly currency: string };
};
/** Goods, delivery by config/shop.json, and tax where it is added. */
const GUIDES: readonly [Guide, ...Guide[]] = [
  {
    page: "google",
    file: "products.xml",
    sample: "google.xml",
    total: "20 accepted, 0 rejected.",
    query: "oak bread box",
    found: ["OA-105"],
    address: { region: "OR", city: "Portland", postalCode: "97201" },
    paid: { minor: 9200 + 590, currency: "USD" },
  },
  {
    page: "shopify",
    file: "products_export.csv",
    sample: "shopify.csv",
    total: "20 accepted, 0 rejected, stock 20 set and 0 left.",
    query: "fell jacket moss",
    found: ["FT-200-MO-M"],
    address: { country: "GB", region: "", city: "Keswick", postalCode: "CA12 5JR" },
    paid: { minor: 14_900 + 450, currency: "GBP" },
  },
  {
    page: "woocommerce",
    file: "wc-product-export.csv",
    sample: "woocommerce.csv",
    total: "20 accepted, 0 rejected, stock 20 set and 0 left.",
    query: "Merino shawl",
    found: ["12"],
    address: { country: "DE", region: "", city: "Berlin", postalCode: "10115" },
    paid: { minor: 6900 + 590, currency: "EUR" },
  },
];

describe("the guide from a shop's export to the first sale", () => {
  // Each day's commits walk one of them, and the whole proof all.
  it.each(isWhole ? GUIDES : [inTurn(GUIDES)])(
    "for $page leads to an order, with the file that it comes with",
    async ({ page, file, sample: name, total, query, found, address, paid }) => {
      const text = readFileSync(`docs/feeds/${page}.md`, "utf8");
      expect(text).toContain(`(samples/${name})`);
      const [look, start] = commandsOf(text);
      const sample = `docs/feeds/samples/${name}`;
      expect(look?.words.slice(0, 6)).toEqual(["npm", "run", "feed:import", "--", "--file", file]);
      const options = look?.words.slice(6) ?? [];
      const server = await startInstance({ ...start?.env, CATALOG_FEED: sample });
      expect(start).toMatchObject({ env: { CATALOG_FEED: file }, words: ["npm", "start"] });

      const own = { ...server, env: { DATA_DIR: newFolder() } };
      const looked = await script(own, "feed-import", "--file", sample, ...options);
      expect(looked).toEqual({ code: 0, output: `${total}\n` });

      await server.ready();
      const search = (await call(server, "search_products", { query })).result;
      const products = (search.structuredContent as { products: { id: string }[] }).products;
      expect(products.map(({ id }) => id)).toEqual(expect.arrayContaining([...found]));
      const item = found[0] ?? "";
      const checkout = (
        await call(server, "checkout_session", { checkout_session: { items: [{ id: item, quantity: 1 }] } })
      ).result;
      expect(checkout.isError, JSON.stringify(checkout.content)).not.toBe(true);

      const items = [{ productId: productId(item), offerId: null, quantity: 1 }];
      const prepared = await server.ask("prepareCheckout", { items });
      if (prepared.kind !== "prepared") throw new Error(prepared.kind);
      const id = sessionId(prepared.session.id);
      const updated = await server.ask("updateCheckout", { sessionId: id, address: anAddress(address), buyer: ada });
      expect(updated).toMatchObject({ kind: "updated", session: { status: "ready" } });
      expect(await pay(server, id, "tok_sandbox_ok")).toMatchObject({ kind: "completed" });
      const listed = await script(server, "orders/list", "--json");
      expect(JSON.parse(listed.output) as MerchantOrder).toMatchObject({
        paid_minor: paid.minor,
        currency: paid.currency,
        status: "paid",
      });
    },
    LONG_MS,
  );
});
