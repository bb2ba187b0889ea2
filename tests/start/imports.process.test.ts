import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { productId } from "#lib/ids.ts";
import type { AuditLine } from "#lib/operator/audit.ts";
import type { ImportView } from "#lib/wire/products/imports.ts";
import { feedOf } from "../catalog/feed-file.ts";
import { realPostgres } from "../fixtures/real-postgres.ts";
import { endWithTheFile, LONG_MS, newFolder, script, startInstance, type Instance } from "./server-process.ts";

endWithTheFile();
const postgres = realPostgres();

const listed = async (server: Instance): Promise<readonly ImportView[]> => {
  const { output } = await script(server, "feed/imports", "--json");
  return output
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as ImportView);
};

it.each(["the embedded database, through the running server", "a Postgres that the command opens itself"])(
  "npm run feed:imports lists and rolls back on %s",
  async (where) => {
    const database = where.includes("Postgres") ? { DATABASE_URL: await postgres.freshDatabase() } : {};
    const folder = newFolder();
    const file = join(folder, "shop.csv");
    const write = (price: string) =>
      writeFileSync(file, feedOf([{ item_id: "cup", price, seller_name: "Cups", is_eligible_checkout: "true" }]));
    write("18.00 USD");
    const server = await startInstance({ CATALOG_FEED: file, ...database });
    await server.ready();
    const priceNow = async () => {
      const prepared = await server.ask("prepareCheckout", {
        items: [{ productId: productId("cup"), offerId: null, quantity: 1 }],
      });
      return prepared.kind === "prepared" ? prepared.session.totals.itemsBase.amountMinor : prepared.kind;
    };
    write("0.18 USD");
    expect((await script(server, "feed-import", "--file", file)).code).toBe(0);
    expect(await priceNow()).toBe(18);
    const [bad, first] = await listed(server);
    expect(first).toMatchObject({ cause: "start", source: file, sellers: ["cups"], added: 1, changed: 0 });
    expect(bad).toMatchObject({ cause: "command", source: file, added: 0, changed: 1, can_be_rolled_back: true });

    const id = String(bad?.id);
    const said = await script(server, "feed/imports", "--roll-back", id, "--dry-run");
    expect(said).toMatchObject({ code: 0, output: expect.stringContaining("cup: price 0.18 USD to 18.00 USD") });
    expect(said.output).toContain("1 put back, 0 taken off sale. Nothing was changed.");
    expect(await priceNow()).toBe(18);
    const done = await script(server, "feed/imports", "--roll-back", id, "--why", "prices in cents");
    expect(done).toMatchObject({ code: 0, output: expect.stringContaining("and can be rolled back.") });
    expect(await priceNow()).toBe(1800);
    const [rolledBack, undone] = await listed(server);
    expect(rolledBack).toMatchObject({ cause: "roll_back", rolls_back: bad?.id, changed: 1 });
    expect(undone).toMatchObject({ id: bad?.id, rolled_back_by: rolledBack?.id });
    const text = await script(server, "feed/imports");
    expect(text.output).toMatch(
      new RegExp(`^${id} .*cups {2}0 new, 1 changed.* {2}rolled back by ${rolledBack?.id}$`, "m"),
    );
    const audit = await script(server, "safety/audit", "--json");
    const last = JSON.parse(audit.output.trim().split("\n").at(-1) ?? "") as AuditLine;
    expect(last).toMatchObject({ action: "feed_rolled_back", subject: `import ${id}`, why: "prices in cents" });

    const error = "There is no import 999999. npm run feed:imports lists them.";
    const unknown = ["feed/imports", "--roll-back", "999999"] as const;
    expect(await script(server, ...unknown)).toEqual({ code: 1, output: `${error}\n` });
    const toPrograms = `${JSON.stringify({ error })}\n`;
    expect(await script(server, ...unknown, "--json")).toEqual({ code: 1, output: `${toPrograms}${error}\n` });
    const again = await script(server, "feed/imports", "--roll-back", id, "--dry-run", "--json");
    expect(
      again.output
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ).toContainEqual(expect.objectContaining({ type: "would_roll_back" }));
  },
  LONG_MS,
);
