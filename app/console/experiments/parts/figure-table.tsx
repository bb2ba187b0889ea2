/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- Safari takes a table's
   semantics from elements that are displayed as blocks: https://www.w3.org/WAI/ARIA/apg/patterns/table/ */
import type { ReactNode } from "react";
import type { UndefinedReason } from "#lib/experiment/answer.ts";
import { NoAnswer } from "./no-answer.tsx";

export type FigureRow = {
  readonly key: string;
  readonly head: ReactNode;
  readonly cells: readonly ReactNode[];
  /** No answer for the columns that `cells` leaves over. */
  readonly why?: UndefinedReason;
};

/**
 * A table of figures. On a phone each row is a block of lines, a column a line with its name; where a table is wider than
 * the page all the same, it scrolls by itself, also by keyboard.
 */
export function FigureTable({
  label,
  columns,
  rows,
}: {
  readonly label: string;
  /** The first one is the rows' own. */
  readonly columns: readonly [string, ...string[]];
  readonly rows: readonly FigureRow[];
}) {
  const [first, ...others] = columns;
  return (
    <section
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      className="figure-table overflow-x-auto rounded-control"
    >
      <table role="table" className="w-full border-collapse text-caption tabular-nums">
        <thead role="rowgroup">
          <tr role="row" className="border-b border-control text-muted">
            <th scope="col" role="columnheader" className="py-2 pr-3 text-left align-bottom font-medium sm:pr-4">
              {first}
            </th>
            {others.map((column) => (
              <th
                key={column}
                scope="col"
                role="columnheader"
                className="py-2 pl-3 text-right align-bottom sm:pl-4 font-medium"
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <Row key={row.key} row={row} columns={others} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row: { head, cells, why }, columns }: { readonly row: FigureRow; readonly columns: readonly string[] }) {
  return (
    <tr role="row" className="border-b border-line align-top last:border-b-0">
      <th
        scope="row"
        role="rowheader"
        className="min-w-28 max-w-40 py-2.5 pr-3 sm:max-w-64 sm:pr-4 text-left font-medium wrap-break-word"
      >
        {head}
      </th>
      {cells.map((cell, index) => (
        <td
          key={columns[index]}
          role="cell"
          data-column={columns[index]}
          className="py-2.5 pl-3 text-right sm:pl-4 whitespace-nowrap"
        >
          <div>{cell}</div>
        </td>
      ))}
      {why === undefined ? null : (
        <td
          role="cell"
          colSpan={columns.length - cells.length}
          aria-colspan={columns.length - cells.length}
          className="py-2.5 pl-3 text-right sm:pl-4"
        >
          <NoAnswer why={why} />
        </td>
      )}
    </tr>
  );
}
