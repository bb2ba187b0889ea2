import type { Metadata } from "next";
import { plannedShipment } from "#lib/operator/ship.ts";
import type { Order } from "#lib/orders/order.ts";
import type { ShipmentReading } from "#lib/orders/shipment.ts";
import { ConsoleFrame } from "../../../console-frame.tsx";
import { addressWith, askedInAddress, fieldsOf, type AddressQuery } from "../../../asked.ts";
import { enterAct, type OrderPlace } from "../../acts/enter.ts";
import { Hidden, Review } from "../../acts/review.tsx";
import { shipAsked, shipFields, shipProblems, shipWords } from "../../acts/ship.ts";
import { orderAddress } from "../../words.ts";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Ship", robots: { index: false, follow: false } };

type Props = OrderPlace & {
  readonly searchParams: Promise<AddressQuery>;
};

/** Says what will be recorded as shipped, decided by the code that records it, and asks. Nothing is changed by looking. */
export default async function ShipPage({ params, searchParams }: Props) {
  const { opened, isOpenToAll, order } = await enterAct({ params }, "ship");
  const asked = askedInAddress(await searchParams);
  const reading = plannedShipment(order, shipAsked(asked, order), new Date());
  const fields = fieldsOf(asked, shipFields(order));
  const here = `${orderAddress(order)}/ship`;
  const isHeld = reading.kind === "refused" && reading.problems.some(({ kind }) => kind === "order_held");
  return (
    <ConsoleFrame title="Ship" isOpenToAll={isOpenToAll} isTest={opened.config.payment.mode === "test"}>
      <Review
        title={`Shipment of order ${order.number}`}
        back={orderAddress(order)}
        problems={reading.kind === "refused" ? shipProblems(reading) : []}
      >
        {reading.kind === "refused" ? null : <Confirm order={order} reading={reading} fields={fields} here={here} />}
        {isHeld ? (
          <a className="link self-start" href={addressWith(here, [...fields, ["insist", "on"]])}>
            Ship nevertheless
          </a>
        ) : null}
      </Review>
    </ConsoleFrame>
  );
}

function Confirm({
  order,
  reading,
  fields,
  here,
}: {
  readonly order: Order;
  readonly reading: Exclude<ShipmentReading, { kind: "refused" }>;
  readonly fields: readonly (readonly [string, string])[];
  readonly here: string;
}) {
  const { kind, shipment } = reading;
  const what = (
    <>
      <p className="text-lead wrap-anywhere">{shipWords(order, reading)}</p>
      <ul className="list-disc ps-5">
        {shipment.lines.map(({ lineId, quantity }) => (
          <li key={lineId} className="wrap-anywhere">
            {quantity} × {order.lineItems.find(({ id }) => id === lineId)?.title}
          </li>
        ))}
      </ul>
    </>
  );
  if (kind === "known") return <div className="card flex flex-col gap-4 p-5">{what}</div>;
  return (
    <form method="post" action={`${here}/record`} className="card flex flex-col gap-4 p-5">
      <Hidden fields={fields} />
      {what}
      <p className="text-muted">
        {kind === "new" ? "The buyer gets an e-mail, and sees it" : "The buyer sees it"} on the order’s page and in the
        chat.
      </p>
      <button type="submit" className="button max-w-full self-start">
        {kind === "new" ? "Record the shipment" : "Add to the shipment"}
      </button>
    </form>
  );
}
