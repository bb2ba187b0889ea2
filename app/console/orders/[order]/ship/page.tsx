import type { Metadata } from "next";
import { ConsoleFrame } from "../../../console-frame.tsx";
import { addressWith, askedInAddress, fieldsOf, quantityField, textIn } from "../../acts/asked.ts";
import { enterAct, orderAddress, type OrderPlace } from "../../acts/enter.ts";
import { Hidden, Review } from "../../acts/review.tsx";
import { plannedShipment, shipAsked, shipFields, shipProblems } from "../../acts/ship.ts";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Ship", robots: { index: false, follow: false } };

type Props = OrderPlace & {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

/** Says what will be recorded as shipped, decided by the code that records it, and asks. Nothing is changed by looking. */
export default async function ShipPage({ params, searchParams }: Props) {
  const { opened, isOpenToAll, order } = await enterAct({ params }, "ship");
  const asked = askedInAddress(await searchParams);
  const reading = plannedShipment(order, shipAsked(asked, order), new Date());
  const fields = fieldsOf(asked, shipFields(order));
  const here = `${orderAddress(order)}/ship`;
  const isHeld = reading.kind === "refused" && reading.problems.some(({ kind }) => kind === "order_held");
  const parcel = [textIn(asked, "carrier"), textIn(asked, "tracking")].filter((part) => part !== "").join(" ");
  return (
    <ConsoleFrame title="Ship" isOpenToAll={isOpenToAll} isTest={opened.config.payment.mode === "test"}>
      <Review
        title={`Shipment of order ${order.number}`}
        back={orderAddress(order)}
        problems={reading.kind === "refused" ? shipProblems(reading) : []}
      >
        {reading.kind === "refused" ? null : (
          <form method="post" action={`${here}/record`} className="card flex flex-col gap-4 p-5">
            <Hidden fields={fields} />
            <p className="text-lead wrap-anywhere">
              {reading.kind === "new"
                ? `Records as sent${parcel === "" ? "" : ` with ${parcel}`}:`
                : "This shipment was recorded before, and nothing changes:"}
            </p>
            <ul className="list-disc ps-5">
              {order.lineItems
                .filter(({ id }) => Number(textIn(asked, quantityField(id))) > 0)
                .map(({ id, title }) => (
                  <li key={id} className="wrap-anywhere">
                    {textIn(asked, quantityField(id))} × {title}
                  </li>
                ))}
            </ul>
            <p className="text-muted">The buyer gets an e-mail, and sees it on the order’s page and in the chat.</p>
            <button type="submit" className="button max-w-full self-start">
              Record the shipment
            </button>
          </form>
        )}
        {isHeld ? (
          <a className="link self-start" href={addressWith(here, [...fields, ["insist", "on"]])}>
            Ship nevertheless
          </a>
        ) : null}
      </Review>
    </ConsoleFrame>
  );
}
