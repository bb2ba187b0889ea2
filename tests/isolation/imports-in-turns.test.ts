import { describe, expect, it } from "vitest";
import { importFeed, type ImportTarget } from "#lib/catalog/import-feed.ts";
import { inTurns } from "#lib/catalog/imports/in-turns.ts";
import type { ControlVerb } from "#lib/operator/control-socket.ts";
import { atOnce } from "#lib/operator/feeds/at-once.ts";
import { feedOf, testFolder } from "../catalog/feed-file.ts";

const folder = testFolder();
const rows = (seller: string, count: number, changes: Readonly<Record<string, string>> = {}) =>
  feedOf(
    Array.from({ length: count }, (_, index) => ({ item_id: `${seller}-${index}`, seller_name: seller, ...changes })),
  );
const soon = () => new Promise<void>((resolve) => void setTimeout(resolve, 1));

/** A catalogue that takes its time for each batch; whose was written when, and how many at a time at most. */
function aCatalog() {
  const written: string[] = [];
  const writing = { now: 0, most: 0 };
  const target: ImportTarget = {
    upsert: async (batch) => {
      writing.now += 1;
      writing.most = Math.max(writing.most, writing.now);
      await soon();
      writing.now -= 1;
      written.push(batch[0]?.sellerName ?? "");
      return { ofOthers: [], stockSet: 0, stockLeft: 0, pricesLeft: 0 };
    },
    noteGrowth: async () => undefined,
    idsOfSeller: async () => [],
    withdraw: async () => 0,
  };
  return { written, writing, target };
}
const importTo = async (open: ReturnType<typeof inTurns>, name: string, content: string) => {
  const target = open();
  const given = { originRewrite: null, onLine: () => undefined };
  return importFeed(target, folder.write(name, content), given).finally(() => target.end());
};

describe("a seller's feed", () => {
  it("is imported batch by batch in turns with a huge one that began before it", async () => {
    const { written, writing, target: catalog } = aCatalog();
    const open = inTurns(catalog);
    const huge = importTo(open, "huge", rows("Huge", 6000));
    while (written.length < 2) await soon();
    expect(await importTo(open, "small", rows("Small", 500))).toMatchObject({ accepted: 500, failure: null });
    const first = written.indexOf("Small");
    const between = written.slice(first).filter((seller) => seller === "Huge").length;
    expect(written.filter((seller) => seller === "Small")).toHaveLength(5);
    expect(between).toBeLessThanOrEqual(5);
    expect((await huge).accepted).toBe(6000);
    expect(writing.most).toBe(1);
  });

  it("that is rejected to its last row, or fails in the database, leaves another's as it is", async () => {
    const { target: catalog } = aCatalog();
    let failures = 0;
    const open = inTurns({
      ...catalog,
      upsert: (batch, options) => {
        if (batch[0]?.sellerName !== "Full") return catalog.upsert(batch, options);
        failures += 1;
        return Promise.reject(new Error("the disk is full"));
      },
    });
    const [wrong, full, good] = await Promise.all([
      importTo(open, "wrong", rows("Wrong", 500, { price: "?" })),
      importTo(open, "full", rows("Full", 200)),
      importTo(open, "good", rows("Good", 200)),
    ]);
    expect([wrong.accepted, wrong.rejected, wrong.failure]).toEqual([0, 500, null]);
    expect([full.accepted, full.failure, failures]).toEqual([0, "the disk is full", 1]);
    expect(good).toMatchObject({ accepted: 200, rejected: 0, failure: null });
  });

  it("is not imported twice at once, so that no older file brings its prices back", async () => {
    const { written, target: catalog } = aCatalog();
    const open = inTurns(catalog);
    const older = importTo(open, "older", rows("Fernweh", 1000));
    while (written.length < 2) await soon();
    const newer = await importTo(open, "newer", rows("Fernweh", 200));
    expect(newer).toMatchObject({
      accepted: 0,
      failure: expect.stringMatching(/^another import of the seller .* is running/),
    });
    expect((await older).accepted).toBe(1000);
    expect(await importTo(open, "again", rows("Fernweh", 200))).toMatchObject({ accepted: 200, failure: null });
  });

  it("waits for a roll-back or a backup and not for another import, of which there are four", () => {
    const verb: ControlVerb = { must: "", busy: "", begin: () => () => new Promise(() => undefined) };
    const begins = (wrapped: ControlVerb) => {
      const work = wrapped.begin({});
      if (typeof work !== "string") void work(async () => undefined, new AbortController().signal);
      return typeof work !== "string";
    };
    const { shared, alone } = atOnce();
    expect([begins(shared(verb)), begins(shared(verb)), begins(alone(verb))]).toEqual([true, true, false]);
    expect([begins(shared(verb)), begins(shared(verb)), begins(shared(verb))]).toEqual([true, true, false]);
    const other = atOnce();
    expect([begins(other.alone(verb)), begins(other.shared(verb))]).toEqual([true, false]);
  });
});
