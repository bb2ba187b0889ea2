import { expect, it } from "vitest";
import { readConfig } from "#lib/config/config.ts";
import { createLog } from "#lib/runtime/pino-log.ts";
import { fillCatalog } from "#lib/runtime/catalog.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { feedOf, testFolder } from "../feed-file.ts";
import { importBench } from "./import-bench.ts";

/** What a start does after a roll-back. */
export function startContract(open: () => Promise<OpenDatabase>): void {
  const folder = testFolder();
  const { bench, rollBack, one } = importBench(open);

  /** What a start with this feed does to the catalogue. */
  async function start(file: string) {
    const read = readConfig({ CATALOG_FEED: file }, process.cwd());
    if (read.kind === "invalid") return expect.unreachable();
    const { catalog, history } = bench();
    const recorder = { history, kept: 10, now: () => new Date() };
    return fillCatalog(catalog, recorder, read.config, process.cwd(), createLog("silent"));
  }
  const write = (price: string) => folder.write("start.csv", feedOf([{ item_id: "cup", price }]));

  it("a start imports the feed, and after a roll-back not again until the file has other content", async () => {
    await start(write("18.00 USD"));
    const bad = write("0.18 USD");
    await start(bad);
    const [last] = await bench().history.imports(1);
    expect(last).toMatchObject({ cause: "start", source: bad, changed: 1 });
    await rollBack(last?.id ?? null);
    expect(await start(bad)).toBeNull();
    expect(await one("cup")).toMatchObject({ price: { amountMinor: 1800 } });
    expect(await start(write("19.00 USD"))).toMatchObject({ report: { accepted: 1 } });
    expect(await one("cup")).toMatchObject({ price: { amountMinor: 1900 } });
  });
}
