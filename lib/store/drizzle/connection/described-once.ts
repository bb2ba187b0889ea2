/** What a query of pg works with, which its types leave out (pg's lib/query.js and lib/result.js). */
type Inside = {
  readonly name: string;
  readonly types: object;
  readonly _result: Columns;
  _accumulateRows?: boolean;
  prepare(connection: object): void;
  handleRowDescription(message: unknown): void;
};
type Columns = { readonly fields: unknown; readonly _parsers: unknown; readonly _prebuiltEmptyResultObject: unknown };

const isInside = (query: object): query is Inside =>
  ["prepare", "handleRowDescription", "_result"].every((name) => name in query) &&
  "name" in query &&
  typeof query.name === "string" &&
  "types" in query &&
  typeof query.types === "object";

/** The statements of one connection by their names, each with the parsers that read its columns. */
export type DescribedStatements = Map<string, { readonly types: object; readonly columns: Columns }>;

/**
 * A query of a named statement asks for the description of its columns once for each connection instead of each time: reading
 * thirty columns' names and types takes longer than reading a row of them. They cannot change behind it: Postgres refuses a
 * statement whose columns are others than when it was prepared ("cached plan must not change result type").
 * docs/decisions/0094-columns-are-described-once.md
 */
export function describedOnce<Query extends object>(query: Query, described: DescribedStatements): Query {
  if (!isInside(query)) return query;
  const { name, types, prepare, handleRowDescription } = query;
  const known = described.get(name);
  if (known?.types === types) {
    Object.assign(query._result, known.columns);
    query._accumulateRows = true;
    query.prepare = (connection) => Reflect.apply(prepare, query, [silent(connection)]);
    return query;
  }
  query.handleRowDescription = (message) => {
    Reflect.apply(handleRowDescription, query, [message]);
    const { fields, _parsers, _prebuiltEmptyResultObject } = query._result;
    described.set(name, { types, columns: { fields, _parsers, _prebuiltEmptyResultObject } });
  };
  return query;
}

const silentOnes = new WeakMap<object, object>();

/** The same connection, but that it asks for no description. */
function silent(connection: object): object {
  const known = silentOnes.get(connection);
  if (known !== undefined) return known;
  const made: object = Object.create(connection, { describe: { value: () => undefined } });
  silentOnes.set(connection, made);
  return made;
}
