import { sql } from "drizzle-orm";
import { rowsOf, type Database, type OpenDatabase } from "../database.ts";
import { areSame, figuresOf, readTable, type TableFigures } from "./figures.ts";
import { isCompared, isOfQueue, movedTables, type MovedTable } from "./tables.ts";

/** One table of the two databases. */
export type ComparedTable = {
  readonly table: string;
  readonly from: TableFigures;
  readonly to: TableFigures;
  readonly isSame: boolean;
};
export type MoveOutcome =
  | { readonly kind: "moved" }
  /** These tables of the target have rows; nothing was changed. */
  | { readonly kind: "not_empty"; readonly tables: readonly string[] }
  /** What arrived in this table is not what was there; nothing was changed. */
  | { readonly kind: "differs"; readonly table: string };

/** Rolls the whole move back. */
class Refused extends Error {
  readonly outcome: MoveOutcome;
  constructor(outcome: MoveOutcome) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

/**
 * Copies every row of one database into an empty one and compares both, table by table, before anything counts: it is one
 * transaction of the target's, so a move that breaks off leaves nothing and can be made again. The tables of both are up to
 * date and their queues have been opened; nobody else writes to the source. `onTable` gets each table when it has been compared.
 */
export async function moveDatabase(
  from: OpenDatabase,
  to: OpenDatabase,
  onTable: (compared: ComparedTable) => void,
): Promise<MoveOutcome> {
  try {
    await inBoth(from, to, async (source, target, tables) => {
      // A server that starts on the target meanwhile waits here, and then finds the rows.
      await target.execute(sql`lock table installation in exclusive mode`);
      const filled = await filledTables(target, tables);
      if (filled.length > 0) throw new Refused({ kind: "not_empty", tables: filled });
      for (const table of tables) {
        const copied = await copyTable(source, target, table);
        if (!isCompared(table)) continue;
        const compared = { table: table.name, ...comparison(copied, await figuresOf(target, table)) };
        onTable(compared);
        if (!compared.isSame) throw new Refused({ kind: "differs", table: table.name });
      }
      await continueCounting(target);
    });
    return { kind: "moved" };
  } catch (error) {
    if (error instanceof Refused) return error.outcome;
    throw error;
  }
}

/** Compares both without changing either, their queues apart; `filled` are the tables of the target that have rows. */
export async function compareDatabases(
  from: OpenDatabase,
  to: OpenDatabase,
  onTable: (compared: ComparedTable) => void,
): Promise<{ readonly filled: readonly string[]; readonly differing: readonly string[] }> {
  const differing: string[] = [];
  let filled: readonly string[] = [];
  await inBoth(from, to, async (source, target, tables) => {
    filled = await filledTables(target, tables);
    for (const table of tables.filter((one) => !isOfQueue(one))) {
      const compared = comparison(await figuresOf(source, table), await figuresOf(target, table));
      onTable({ table: table.name, ...compared });
      if (!compared.isSame) differing.push(table.name);
    }
  });
  return { filled, differing };
}

const comparison = (from: TableFigures, to: TableFigures) => ({ from, to, isSame: areSame(from, to) });

function inBoth(
  from: OpenDatabase,
  to: OpenDatabase,
  work: (source: Database, target: Database, tables: readonly MovedTable[]) => Promise<void>,
): Promise<void> {
  return from.database.transaction((source) =>
    to.database.transaction(async (target) => {
      for (const one of [source, target]) await one.execute(sql`set local timezone = 'UTC'`);
      await target.execute(sql`set local statement_timeout = 0`);
      // The target waits while the source reads, and the source while the target writes.
      await target.execute(sql`set local idle_in_transaction_session_timeout = 0`);
      await work(source, target, await movedTables(target));
    }),
  );
}

async function filledTables(target: Database, tables: readonly MovedTable[]): Promise<readonly string[]> {
  const filled: string[] = [];
  for (const { name, table } of tables.filter(isCompared)) {
    const { rows } = await rowsOf(target, sql`select 1 from ${table} limit 1`);
    if (rows.length > 0) filled.push(name);
  }
  return filled;
}

async function copyTable(source: Database, target: Database, moved: MovedTable): Promise<TableFigures> {
  const { table, columns, onConflict } = moved;
  const reader = readTable(source, moved);
  for (;;) {
    const next = await reader.next();
    if (next.done === true) return next.value;
    const rows = `[${next.value.join(",")}]`;
    await target.execute(
      sql`insert into ${table} (${columns}) overriding system value
        select ${columns} from jsonb_populate_recordset(null::${table}, ${rows}::jsonb) ${onConflict}`,
    );
  }
}

/** Numbers that the database gives go on behind those that arrived. */
async function continueCounting(target: Database): Promise<void> {
  const { rows } = await rowsOf(
    target,
    sql`select table_name, column_name from information_schema.columns where table_schema = 'public' and is_identity = 'YES'`,
  );
  for (const row of rows) {
    const [table, column] = [String(row["table_name"]), String(row["column_name"])];
    const highest = sql`select max(${sql.identifier(column)}) from ${sql.identifier(table)}`;
    await target.execute(
      sql`select setval(pg_get_serial_sequence(${table}, ${column}), greatest(coalesce((${highest}), 0), 1), (${highest}) is not null)`,
    );
  }
}
