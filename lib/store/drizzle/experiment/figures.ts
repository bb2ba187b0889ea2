import { sql, type SQL } from "drizzle-orm";
import { SIMULATED_PHASE, type CountedFigures } from "../../../experiment/exposure.ts";
import {
  MAX_SELLERS_READ,
  OTHER_SELLERS,
  type Arm,
  type ArmFigures,
  type Dimension,
  type FigureCell,
  type RevenueTail,
  type Sums,
} from "../../../experiment/figures.ts";
import { shoppersInTail, tailOf, type RevenueShare } from "../../../experiment/revenue-tail.ts";
import { invariant } from "../../../invariant.ts";
import { isCurrency, type Currency } from "../../../money.ts";
import { rowsOf, type Database } from "../database.ts";
import { type AMOUNTS, CELL_KEY, CELL_SUMS, FLAGS, names } from "./count.ts";
import type { ExperimentReads } from "../../experiment-store.ts";

/** Columns that add up minor units, which no one may add across currencies. */
const MONEY = ["gross", "gross_squares", "net", "net_squares", "before", "before_squares", "gross_times_before"];

type Row = Readonly<Record<string, unknown>>;

/** The figures of a phase, read from the roll-ups. */
export function experimentFiguresOn(
  database: Database,
): Pick<ExperimentReads, "experimentPhases" | "experimentFigures"> {
  const query = async (statement: SQL): Promise<readonly Row[]> => (await rowsOf(database, statement)).rows;
  return {
    async experimentPhases(experiment) {
      const rows = await query(sql`select phase, min(day) as first_day, max(day) as last_day,
          sum(assigned)::text as assigned
        from experiment_cells where experiment = ${experiment} and dimension = 'all' and assigned <> 0 and phase <> ''
        group by phase order by max(day) desc, phase`);
      return rows.map((row) => ({
        phase: text(row, "phase"),
        isSimulated: text(row, "phase").startsWith(SIMULATED_PHASE),
        firstDay: text(row, "first_day"),
        lastDay: text(row, "last_day"),
        assigned: Number(text(row, "assigned")),
      }));
    },
    async experimentFigures(experiment, phase, oldUntil) {
      const ofPhase = sql`experiment = ${experiment} and phase = ${phase}`;
      const cells = await query(mergedCells(cellsOfPhase(ofPhase)));
      return figuresFrom(cells, oldUntil, (currency, most) =>
        query(sql`select r.amount_minor::text, r.arm, sum(r.shoppers)::text as shoppers from experiment_revenues r
          where ${ofPhase} and currency = ${currency} and day <= ${oldUntil} and shoppers > 0
          group by r.amount_minor, r.arm order by r.amount_minor desc, r.arm desc limit ${most}`),
      );
    },
  };
}

/**
 * The cells of a phase, of which those of a seller are read by themselves for the sellers with the most shoppers only: their number
 * must not decide how long a report takes. What is left of the whole is one value more. Who is read is decided by how many were
 * assigned, which says nothing about the arms.
 */
function cellsOfPhase(ofPhase: SQL): SQL {
  const key = names(CELL_KEY);
  const sums = names(CELL_SUMS);
  const signed = sql.raw(CELL_SUMS.map((column) => `sum(sign * ${column}) as ${column}`).join(", "));
  return sql`with ranked as materialized (
      select value, row_number() over (order by sum(assigned) desc, value) as place
      from experiment_cells where ${ofPhase} and dimension = 'seller' group by value
    ), alone as materialized (
      select ${key}, ${sums} from experiment_cells where ${ofPhase} and dimension = 'seller'
        and value = any (array(select value from ranked where place <= ${MAX_SELLERS_READ}))
    ), whole as materialized (
      select ${key}, ${sums} from experiment_cells where ${ofPhase} and dimension <> 'seller'
    )
    select * from whole union all select * from alone union all
    select experiment, phase, 'seller', ${OTHER_SELLERS}, day, arm, currency, ${signed} from (
      select 1 as sign, * from whole where dimension = 'all' union all select -1, * from alone
    ) left_over where exists (select 1 from ranked where place > ${MAX_SELLERS_READ})
    group by experiment, phase, day, arm, currency having sum(sign * assigned) <> 0`;
}

/** Adds the cells of one value up over their currencies; where there are several, no sum of money is returned. */
export function mergedCells(cells: SQL): SQL {
  const counts = [...FLAGS, "pay_time", "pay_time_squares"].map((column) => `sum(c.${column})::text as ${column}`);
  const money = MONEY.map(
    (column) => `case when m.currencies > 1 then '0' else sum(c.${column})::text end as ${column}`,
  );
  return sql`with cells as materialized (${cells}), mixed as (
      select dimension, value, count(distinct currency) filter (where shown <> 0) as currencies
      from cells group by dimension, value
    ) select c.dimension, c.value, c.day, c.arm, ${sql.raw([...counts, ...money].join(", "))}
    from cells c join mixed m using (dimension, value) where c.assigned <> 0
    group by c.dimension, c.value, c.day, c.arm, m.currencies order by c.dimension, c.value, c.day, c.arm`;
}

/** The figures from rows of merged cells; `highest` reads how many shoppers spent the highest amounts of a currency. */
export async function figuresFrom(
  rows: readonly Row[],
  oldUntil: string,
  highest: (currency: Currency, most: number) => Promise<readonly Row[]>,
): Promise<CountedFigures> {
  const cells = rows.map(cellFrom);
  const buyers = new Map<Currency, number>();
  let reassigned = 0;
  for (const row of rows) {
    if (row["dimension"] === "all") reassigned += Number(text(row, "reassigned"));
    const currency = text(row, "value");
    if (row["dimension"] === "currency" && isCurrency(currency) && text(row, "day") <= oldUntil)
      buyers.set(currency, (buyers.get(currency) ?? 0) + Number(text(row, "buyers")));
  }
  const tails: RevenueTail[] = [];
  for (const [currency, nonZero] of buyers)
    if (nonZero > 0) {
      const shares = await highest(currency, shoppersInTail(nonZero) + 4);
      tails.push(tailOf(currency, nonZero, shares.map(shareFrom)));
    }
  return { cells, tails, reassigned };
}

const shareFrom = (row: Row): RevenueShare => ({
  amountMinor: Number(text(row, "amount_minor")),
  arm: armOf(row),
  shoppers: Number(text(row, "shoppers")),
});

function cellFrom(row: Row): FigureCell {
  const count = (column: (typeof FLAGS)[number]) => Number(text(row, column));
  const sums = (amount: (typeof AMOUNTS)[number]): Sums => ({
    sum: BigInt(text(row, amount)),
    squares: BigInt(text(row, `${amount}_squares`)),
  });
  const figures: ArmFigures = {
    assigned: count("assigned"),
    shown: count("shown"),
    clicked: count("clicked"),
    opened: count("opened"),
    detailsGiven: count("details_given"),
    payPressed: count("pay_pressed"),
    paid: count("paid"),
    declined: count("declined"),
    canceled: count("canceled"),
    abandoned: count("abandoned"),
    unresolved: count("unresolved"),
    refunded: count("refunded"),
    payTime: sums("pay_time"),
    gross: sums("gross"),
    net: sums("net"),
    before: sums("before"),
    grossTimesBefore: BigInt(text(row, "gross_times_before")),
  };
  const dimension = text(row, "dimension") as Dimension;
  return { dimension, value: text(row, "value"), day: text(row, "day"), arm: armOf(row), figures };
}

function armOf(row: Row): Arm {
  const arm = row["arm"];
  invariant(arm === "instant" || arm === "external", "a cell's arm is one of two");
  return arm;
}

function text(row: Row, column: string): string {
  const value = row[column];
  invariant(typeof value === "string", `${column} is read as text`);
  return value;
}
