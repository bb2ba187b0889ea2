import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { MAX_SELLER_ID, sellerId } from "#lib/ids.ts";
import type { Order } from "#lib/orders/order.ts";
import type { OrderPlace } from "#lib/store/orders/order-query.ts";
import { placeText, readPlace } from "#lib/wire/orders/list-query.ts";
import { Notice } from "../../components/notice.tsx";
import { askedInAddress, textIn, type AddressQuery } from "../asked.ts";
import { ConsoleFrame } from "../console-frame.tsx";
import { enterConsole } from "../sign-in/access.ts";
import { OrderList } from "./order-list.tsx";
import { isOrderName, noOrdersText, orderAddress, STATUS_WORDS } from "./words.ts";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Orders", robots: { index: false, follow: false } };

const PAGE = 50;
const DAY_LENGTH = "2026-11-30".length;
const DAY_MS = 86_400_000;
/** Behind the last order that there can be. */
const NEWEST: OrderPlace = { paidAt: new Date("9999-12-31T00:00:00Z"), id: "" };

type Props = { readonly searchParams: Promise<AddressQuery> };

/** Orders, the newest first, and the way to one by its number. Of the buyers nothing is shown. */
export default async function OrdersPage({ searchParams }: Props) {
  const { opened, isOpenToAll } = await enterConsole();
  const { config, operator } = opened;
  const asked = askedInAddress(await searchParams);
  const name = textIn(asked, "order");
  const found = !isOrderName(name) ? null : await operator.orderByName(name);
  if (found !== null) redirect(orderAddress(found));
  const now = new Date();
  const until = textIn(asked, "until");
  const after = placeBefore(until) ?? NEWEST;
  const status = statusIn(textIn(asked, "status"));
  const seller = textIn(asked, "seller", MAX_SELLER_ID);
  const sellers = seller === "" ? null : [sellerId(seller)];
  const page = await operator.listOrders({ after, isNewestFirst: true, sellers, status, limit: PAGE });
  const next = new URLSearchParams({
    until: placeText(page.next),
    ...(status === null ? {} : { status }),
    ...(seller === "" ? {} : { seller }),
  });
  return (
    <ConsoleFrame title="Orders" isOpenToAll={isOpenToAll} isTest={config.payment.mode === "test"}>
      <h1 className="text-heading">Orders</h1>
      <Filters name={name} until={after === NEWEST ? "" : until.slice(0, DAY_LENGTH)} status={status} seller={seller} />
      {name === "" ? null : (
        <Notice tone="warning" isUrgent>
          <p className="wrap-anywhere">{`There is no order “${name}”.`}</p>
        </Notice>
      )}
      <OrderList
        orders={page.orders}
        now={now}
        nothing={noOrdersText(status !== null || seller !== "" || after !== NEWEST)}
      />
      {page.hasMore ? (
        <a className="link self-start" href={`/console/orders?${next.toString()}`}>
          Older orders
        </a>
      ) : null}
      <p className="text-caption text-muted">
        The same in a terminal, also as CSV and JSON: <code className="font-mono">npm run orders</code>
      </p>
    </ConsoleFrame>
  );
}

type FiltersProps = {
  readonly name: string;
  /** A day, or empty. */
  readonly until: string;
  readonly status: Order["status"] | null;
  readonly seller: string;
};

function Filters({ name, until, status, seller }: FiltersProps) {
  return (
    <div className="flex flex-wrap items-end gap-x-8 gap-y-4">
      <form action="/console/orders" className="filters">
        <label>
          Number
          <input name="order" className="input" defaultValue={name} autoComplete="off" spellCheck={false} />
        </label>
        <button type="submit" className="button button-quiet">
          Find
        </button>
      </form>
      <form action="/console/orders" className="filters">
        <label>
          Paid until (UTC)
          <input name="until" type="date" className="input" defaultValue={until} />
        </label>
        <label>
          Status
          <select name="status" className="input" defaultValue={status ?? ""}>
            <option value="">Any</option>
            {Object.entries(STATUS_WORDS).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <label>
          Seller’s id
          <input name="seller" className="input" defaultValue={seller} autoComplete="off" spellCheck={false} />
        </label>
        <button type="submit" className="button button-quiet">
          Show
        </button>
      </form>
    </div>
  );
}

/** What the list goes on behind: the end of a day, or the last order of the page before. */
function placeBefore(text: string): OrderPlace | null {
  const place = readPlace(text);
  return place === null || text.length > DAY_LENGTH
    ? place
    : { ...place, paidAt: new Date(Math.min(place.paidAt.getTime() + DAY_MS, NEWEST.paidAt.getTime())) };
}

function statusIn(text: string): Order["status"] | null {
  switch (text) {
    case "paid":
    case "partially_refunded":
    case "refunded":
    case "canceled":
      return text;
    default:
      return null;
  }
}
