import { createCatalog } from "#lib/store/drizzle/catalog.ts";
import { openPostgres } from "#lib/store/drizzle/postgres.ts";
import { root } from "../../install.mjs";
import type { Figure, Part, PartResult, Scale } from "../result.ts";
import { startPostgres } from "../servers/postgres.ts";
import { madeUp } from "./search.ts";

/** As many rows as an import writes at once (lib/catalog/import-feed.ts). */
const BATCH = 100;

export const importPart: Part = {
  name: "import",
  title: "Products written per second, against COPY of the finished rows into a table with the same indexes",
  run: runImport,
};

async function runImport({ isQuick, isWhole, sizes: given }: Scale): Promise<PartResult> {
  const sizes = given ?? (isQuick ? [1000] : isWhole ? [10_000, 100_000, 1_000_000] : [10_000]);
  const postgres = await startPostgres();
  const figures: Figure[] = [];
  try {
    for (const size of sizes) {
      const opened = await openPostgres(await postgres.create(`import_${size}`), root);
      const catalog = createCatalog(opened.database);
      const written = await secondsOf(async () => {
        for (let first = 0; first < size; first += BATCH)
          await catalog.upsert(
            Array.from({ length: Math.min(BATCH, size - first) }, (_, index) => madeUp(first + index)),
          );
      });
      const { rows } = await opened.query("select current_setting('data_directory') as folder", []);
      const file = `${String(rows[0]?.["folder"])}/products-${size}.copy`;
      await opened.query(`copy products to '${file}'`, []);
      await opened.query("create table copied (like products including all)", []);
      const copied = await secondsOf(() => opened.query(`copy copied from '${file}'`, []));
      await opened.close();
      figures.push(
        { name: `import of ${size}`, value: size / written, unit: "per second", ratio: copied / written, to: "COPY" },
        { name: `COPY of ${size}`, value: size / copied, unit: "per second" },
      );
    }
  } finally {
    await postgres.stop();
  }
  return { figures, goals: [], sizes: { sizes, batch: BATCH } };
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
}
