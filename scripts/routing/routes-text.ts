import { countText as counted, percentText } from "#lib/experiment/report/percent-text.ts";
import type { ReasonRow, ReasonsView } from "#lib/wire/routing/reasons-view.ts";

/** What `npm run routes` prints: each reason with what it means and what to do, then the purchases of each hour or day. */
export function routesText(view: ReasonsView): string {
  const period = `${timeText(view.from)} to ${timeText(view.until)} UTC`;
  const of = view.seller_id === null ? "all sellers" : view.seller_id;
  if (view.reasons.length === 0) return `Routes of ${of}, ${period}: none was decided.\n`;
  const width = Math.max(...view.reasons.map(({ reason }) => reason.length));
  const cut =
    view.counted_from === null
      ? []
      : [`Only the latest ${counted(view.decisions)} decisions are counted, from ${timeText(view.counted_from)} on.`];
  const steps = view.steps.map(
    ({ from, purchases }) =>
      `  ${view.step_hours === 1 ? timeText(from) : from.slice(0, 10)}  ${Object.entries(purchases)
        .map(([reason, count]) => `${reason} ${counted(count)}`)
        .join(", ")}`,
  );
  return [
    `Routes of ${of}, ${period}: ${counted(view.purchases)} ${view.purchases === 1 ? "purchase" : "purchases"}`,
    ...cut,
    "",
    ...view.reasons.flatMap((row) => rowText(row, width)),
    "",
    `By ${view.step_hours === 1 ? "hour" : "day"}, without those in which nothing was decided:`,
    ...steps,
    "",
  ].join("\n");
}

function rowText({ reason, route, purchases, share, means, what_to_do: todo }: ReasonRow, width: number): string[] {
  const part = share === null ? "" : percentText(share);
  const indent = " ".repeat(width + 32);
  return [
    `  ${counted(purchases).padStart(9)}  ${part.padStart(7)}  ${(route ?? "none").padEnd(8)}  ${reason.padEnd(width)}  ${means}`,
    `${indent}${todo}`,
  ];
}

const timeText = (time: string): string => time.slice(0, 16).replace("T", " ");
