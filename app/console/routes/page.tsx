import type { Metadata } from "next";
import { MAX_SELLER_ID } from "#lib/ids.ts";
import { countText } from "#lib/experiment/report/percent-text.ts";
import { MAX_ROUTE_DAYS, routesOf, type RoutesLine } from "#lib/operator/routing/routes.ts";
import { noSellerText } from "#lib/operator/sellers/seller-texts.ts";
import { readDays } from "#lib/experiment/report/range.ts";
import { dayAfter, dayCount } from "#lib/experiment/days.ts";
import { Notice } from "../../components/notice.tsx";
import { askedInAddress, textIn, type AddressQuery } from "../asked.ts";
import { ConsoleFrame } from "../console-frame.tsx";
import { enterConsole } from "../sign-in/access.ts";
import { ReasonList } from "./reason-list.tsx";
import { StepTable } from "./step-table.tsx";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Routes", robots: { index: false, follow: false } };

const DAYS_SHOWN = 7;

type Props = { readonly searchParams: Promise<AddressQuery> };

/** Why the purchases of one seller, or of all, took their route, and what to do about it. */
export default async function RoutesPage({ searchParams }: Props) {
  const { opened, isOpenToAll } = await enterConsole();
  const { config, operator } = opened;
  const asked = askedInAddress(await searchParams);
  const seller = textIn(asked, "seller", MAX_SELLER_ID);
  const { days, problem } = daysOf(textIn(asked, "from"), textIn(asked, "to"), new Date());
  const line = await routesOf(operator, {
    seller: seller === "" ? null : seller,
    since: `${days.from}T00:00:00.000Z`,
    until: `${dayAfter(days.to, 1)}T00:00:00.000Z`,
  });
  const problems = [...(problem === null ? [] : [problem]), ...(line.type === "routes" ? [] : [noSellerText(line)])];
  return (
    <ConsoleFrame title="Routes" isOpenToAll={isOpenToAll} isTest={config.payment.mode === "test"}>
      <div className="flex flex-col gap-2">
        <h1 className="text-heading">Routes</h1>
        <p className="max-w-prose text-muted">
          Why purchases went to the payment sheet or to the checkout page. Each counts once, by the last decision that
          named a route; a cart of several sellers counts at the one whose line came first.
        </p>
      </div>
      <Question seller={seller} days={days} />
      {problems.map((text) => (
        <Notice key={text} tone="warning" isUrgent>
          <p className="wrap-anywhere">{text}</p>
        </Notice>
      ))}
      {line.type === "routes" ? <Answer routes={line.routes} /> : null}
      <p className="text-caption text-muted">
        The same in a terminal, also as JSON and hour by hour: <code className="font-mono">npm run routes</code>. More
        of each reason: <code className="font-mono">docs/routing.md</code>
      </p>
    </ConsoleFrame>
  );
}

type Days = { readonly from: string; readonly to: string };

function Question({ seller, days }: { readonly seller: string; readonly days: Days }) {
  return (
    <form action="/console/routes" className="filters">
      <label>
        Seller’s id (none: all sellers)
        <input name="seller" className="input" defaultValue={seller} autoComplete="off" spellCheck={false} />
      </label>
      <label>
        From (UTC)
        <input name="from" type="date" className="input" defaultValue={days.from} />
      </label>
      <label>
        To
        <input name="to" type="date" className="input" defaultValue={days.to} />
      </label>
      <button type="submit" className="button button-quiet">
        Show
      </button>
    </form>
  );
}

function Answer({ routes }: Pick<Extract<RoutesLine, { type: "routes" }>, "routes">) {
  if (routes.reasons.length === 0) return <p className="card p-5 text-muted">No route was decided on these days.</p>;
  return (
    <>
      {routes.counted_from === null ? null : (
        <p role="note">
          Only the latest {countText(routes.decisions)} decisions are counted, from{" "}
          <time dateTime={routes.counted_from}>{routes.counted_from.slice(0, 16).replace("T", " ")} UTC</time> on.
        </p>
      )}
      <ReasonList rows={routes.reasons} purchases={routes.purchases} />
      <StepTable routes={routes} />
    </>
  );
}

/** The days that were asked for, or the last seven; of too many the last ones. */
function daysOf(from: string, to: string, now: Date): { readonly days: Days; readonly problem: string | null } {
  const today = now.toISOString().slice(0, 10);
  const usual = { from: dayAfter(today, 1 - DAYS_SHOWN), to: today };
  const asked = readDays(from, to);
  if (asked === null)
    return { days: usual, problem: "From and to are days such as 2026-11-24, the first not after the last." };
  // Nothing was decided in the future, and a year of five digits is no day to any function here.
  const last = asked.to === null || asked.to > today ? today : asked.to;
  const first = asked.from === null ? dayAfter(last, 1 - DAYS_SHOWN) : asked.from > last ? last : asked.from;
  if (dayCount(first, last) <= MAX_ROUTE_DAYS) return { days: { from: first, to: last }, problem: null };
  return {
    days: { from: dayAfter(last, 1 - MAX_ROUTE_DAYS), to: last },
    problem: `At most ${MAX_ROUTE_DAYS} days are shown at once: the last of them.`,
  };
}
