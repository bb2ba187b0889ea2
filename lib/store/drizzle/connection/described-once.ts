/** What a query of pg works with, which its types leave out (pg's lib/query.js and lib/result.js). */
type Inside = {
  readonly name: string;
  readonly types: object;
  readonly _result: object;
  _accumulateRows?: unknown;
  prepare(connection: object): void;
  handleRowDescription(message: unknown): void;
};
type Columns = {
  readonly fields: readonly object[];
  readonly _parsers: readonly unknown[];
  readonly _prebuiltEmptyResultObject: object;
};

const isInside = (query: object): query is Inside =>
  "prepare" in query &&
  "handleRowDescription" in query &&
  "_result" in query &&
  isObject(query._result) &&
  "name" in query &&
  typeof query.name === "string" &&
  "types" in query &&
  isObject(query.types);
const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** What a result read of a description, or null where it is not what reads a row: such columns are described each time. */
function columnsOf(result: object): Columns | null {
  if (!("fields" in result && "_parsers" in result && "_prebuiltEmptyResultObject" in result)) return null;
  const { fields, _parsers, _prebuiltEmptyResultObject } = result;
  const reads =
    Array.isArray(fields) &&
    Array.isArray(_parsers) &&
    fields.length > 0 &&
    fields.every((field, index) => isObject(field) && typeof _parsers[index] === "function") &&
    isObject(_prebuiltEmptyResultObject);
  return reads ? { fields, _parsers, _prebuiltEmptyResultObject } : null;
}

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
    const columns = columnsOf(query._result);
    if (columns !== null && Boolean(query._accumulateRows)) described.set(name, { types, columns });
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
