import type { Part, Scale } from "../result.ts";
import { startPostgres } from "../servers/postgres.ts";

type LinesPart = Omit<Part, "run"> & {
  readonly sizesOf: (scale: Scale) => readonly number[];
  /** Measures on the empty database of that address at each size, the smallest first. */
  readonly run: (url: string, sizes: readonly number[], report: (line: string) => void) => Promise<void>;
};

/** A part that writes its own table, on a database of its own. */
export const linesPart = ({ name, title, sizesOf, run }: LinesPart): Part => ({
  name,
  title,
  async run(scale) {
    const sizes = (scale.sizes ?? sizesOf(scale)).toSorted((a, b) => a - b);
    const postgres = await startPostgres();
    const lines: string[] = [];
    try {
      await run(await postgres.create(name.replaceAll("-", "_")), sizes, (line) => void lines.push(line));
    } finally {
      await postgres.stop();
    }
    return { figures: [], goals: [], sizes: { sizes }, lines };
  },
});
