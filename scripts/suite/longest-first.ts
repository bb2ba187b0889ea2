import { readFileSync } from "node:fs";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** A test that asks for minutes, by the name that such limits have here or by a number. */
const ASKS_FOR_MINUTES = /\bLONG_MS\b|\b[1-9]\d{2}_000\b/;

/**
 * Files with tests that may take minutes come first, so that none of them is left for one core when the others are done.
 * Vitest knows how long a file took only where it has run before, and goes by its size elsewhere.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = new Map(sorted.map((file) => [file, ASKS_FOR_MINUTES.test(readFileSync(file.moduleId, "utf8"))]));
    return [...sorted.filter((file) => isLong.get(file)), ...sorted.filter((file) => !isLong.get(file))];
  }
}
