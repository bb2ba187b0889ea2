import { describe, expect, it } from "vitest";
import { describedOnce, type DescribedStatements } from "#lib/store/drizzle/connection/described-once.ts";

const types = {};
const DESCRIPTION = [{ name: "id" }, { name: "size" }];

/** What a result of pg 8 has after a description. */
const asPg8 = (): object => ({
  fields: DESCRIPTION,
  _parsers: [String, Number],
  _prebuiltEmptyResultObject: { id: null, size: null },
});
type Shape = { readonly read?: () => object; readonly accumulates?: string };

/** A query that works as pg's do; `read`: what its result keeps of a description. */
const aQuery = ({ read = asPg8, accumulates = "_accumulateRows" }: Shape = {}) => ({
  name: "statement",
  types,
  _result: { fields: [] } as Record<string, unknown>,
  prepare(connection: { describe(): void }) {
    connection.describe();
  },
  handleRowDescription(_message: unknown) {
    Object.assign(this._result, read());
    Object.assign(this, { [accumulates]: true });
  },
});

/** How often one connection describes a statement that is asked for three times. */
function descriptionsOf(shape: Shape): number {
  const described: DescribedStatements = new Map();
  let count = 0;
  for (let time = 0; time < 3; time += 1) {
    const query = describedOnce(aQuery(shape), described);
    query.prepare({
      describe() {
        count += 1;
        query.handleRowDescription({});
      },
    });
    expect(query._result["fields"] ?? null).toEqual((shape.read ?? asPg8)()["fields" as never] ?? null);
  }
  return count;
}

describe("a statement of one connection", () => {
  it("is described once with what pg 8 keeps of a description", () => {
    expect(descriptionsOf({})).toBe(1);
  });

  it.each<readonly [string, Shape]>([
    ["no parsers", { read: () => ({ ...asPg8(), _parsers: undefined }) }],
    ["a parser that is missing", { read: () => ({ ...asPg8(), _parsers: [String] }) }],
    ["parsers that are no functions", { read: () => ({ ...asPg8(), _parsers: [25, 20] }) }],
    ["fields by their names", { read: () => ({ ...asPg8(), fields: { id: 25, size: 20 } }) }],
    ["no fields", { read: () => ({ ...asPg8(), fields: undefined }) }],
    ["no empty row", { read: () => ({ ...asPg8(), _prebuiltEmptyResultObject: null }) }],
    ["another word for keeping rows", { accumulates: "_keepsRows" }],
  ])("is described each time by a later pg that has %s", (_name, shape) => {
    expect(descriptionsOf(shape)).toBe(3);
  });
});
