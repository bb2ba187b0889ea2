import { csvRecord } from "../csv/record.ts";
import type { ArmFigures, ExperimentFigures, FigureCell } from "../../experiment/figures.ts";

const COUNTS = {
  assigned: ({ assigned }) => assigned,
  shown: ({ shown }) => shown,
  clicked: ({ clicked }) => clicked,
  opened: ({ opened }) => opened,
  details_given: ({ detailsGiven }) => detailsGiven,
  pay_pressed: ({ payPressed }) => payPressed,
  paid: ({ paid }) => paid,
  declined: ({ declined }) => declined,
  canceled: ({ canceled }) => canceled,
  abandoned: ({ abandoned }) => abandoned,
  unresolved: ({ unresolved }) => unresolved,
  refunded: ({ refunded }) => refunded,
  pay_time_ms_sum: ({ payTime }) => payTime.sum,
  pay_time_ms_squares: ({ payTime }) => payTime.squares,
  gross_minor_sum: ({ gross }) => gross.sum,
  gross_minor_squares: ({ gross }) => gross.squares,
  net_minor_sum: ({ net }) => net.sum,
  net_minor_squares: ({ net }) => net.squares,
  before_minor_sum: ({ before }) => before.sum,
  before_minor_squares: ({ before }) => before.squares,
  gross_times_before: ({ grossTimesBefore }) => grossTimesBefore,
} as const satisfies Record<string, (figures: ArmFigures) => number | bigint>;

/** By dimension, value, day and arm, so that two exports of the same figures are the same file. */
function inOrder(one: FigureCell, other: FigureCell): number {
  const keyOf = ({ dimension, value, day, arm }: FigureCell) => [dimension, value, day, arm];
  const [left, right] = [keyOf(one), keyOf(other)];
  return left.map((part, index) => part.localeCompare(right[index] ?? "")).find((order) => order !== 0) ?? 0;
}

/**
 * Every count that the report is made from, as one table: day, arm, dimension, value and then the figures. The rows of
 * one dimension contain every shopper once; rows of two dimensions must not be added.
 */
export function experimentCsv({ cells }: ExperimentFigures): string {
  const rows = cells
    .toSorted(inOrder)
    .map(({ day, arm, dimension, value, figures }) =>
      csvRecord([day, arm, dimension, value, ...Object.values(COUNTS).map((count) => count(figures).toString())]),
    );
  return [csvRecord(["day", "arm", "dimension", "value", ...Object.keys(COUNTS)]), ...rows].join("");
}
