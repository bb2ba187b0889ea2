import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Switches } from "#app/start/cockpit.tsx";
import { sellerId } from "#lib/ids.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const drawn = async () => renderToStaticMarkup(await Switches({ opened: { operator: shop.verbs } }));

/** What a shell makes of the command that the page offers, word by word. */
async function offered(): Promise<readonly string[]> {
  const [, code = ""] = /<code[^>]*>(.+)<\/code>/.exec(await drawn()) ?? [];
  const text = code
    .replace(/<[^>]+>/g, "")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
  const printing = `npm() { for word; do printf '%s\\n' "$word"; done; }; ${text}`;
  return execFileSync("sh", ["-c", printing], { encoding: "utf8" }).trimEnd().split("\n");
}

const options = { off: { type: "boolean" }, seller: { type: "string" }, why: { type: "string" } } as const;
it.each(["kumo", "two words", "x; echo stolen", "$(echo stolen)", "o'brien & sons", "--all"])(
  "the command that lets instant go on names the seller %j of the feed and does nothing else",
  async (id) => {
    const act = { sellerId: sellerId(id), why: "the bank is down" };
    await shop.verbs.setKillSwitch({ ...act, isOn: true });
    try {
      const [run, kill, end, ...args] = await offered();
      expect([run, kill, end]).toEqual(["run", "kill", "--"]);
      expect({ ...parseArgs({ args, options }).values }).toEqual({ off: true, seller: id, why: "the bank is back" });
    } finally {
      await shop.verbs.setKillSwitch({ ...act, isOn: false });
    }
  },
);

it("where several stops are on, each has the command that ends it beside it", async () => {
  const stops = [null, sellerId("kumo"), sellerId("ombra")].map((id) => ({ sellerId: id, why: "the bank is down" }));
  for (const stop of stops) await shop.verbs.setKillSwitch({ ...stop, isOn: true });
  await shop.context.store.transaction((transaction) =>
    transaction.insertBreakerTransition({
      sellerId: sellerId("reed"),
      n: 1,
      state: "open",
      reason: "many_errors",
      note: "9 of 10 failed",
      occurredAt: shop.context.now(),
    }),
  );
  try {
    const items = (await drawn())
      .split("<li")
      .slice(1)
      .map((item) => item.replaceAll(/<[^>]+>/g, ""));
    expect(items).toHaveLength(4);
    const commandOf = (whose: string) =>
      /npm run .*$/.exec(items.find((item) => item.toLowerCase().includes(whose)) ?? "")?.[0];
    expect(commandOf("switch, all sellers")).toContain("kill -- --off --why");
    expect(commandOf("switch, kumo")).toContain("kill -- --off --seller kumo --why");
    expect(commandOf("switch, ombra")).toContain("kill -- --off --seller ombra --why");
    expect(commandOf("open, reed")).toContain("breaker -- --close --seller reed --why");
  } finally {
    for (const stop of stops) await shop.verbs.setKillSwitch({ ...stop, isOn: false });
  }
});
