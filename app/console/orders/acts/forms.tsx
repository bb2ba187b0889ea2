import type { ReactNode } from "react";
import { refundedOf } from "#lib/orders/adjustment.ts";
import { givenUnits } from "#lib/orders/given-units.ts";
import { ordersOfParts } from "#lib/orders/order-parts.ts";
import type { Order } from "#lib/orders/order.ts";
import { takenByOrderRefund } from "#lib/orders/refund.ts";
import { shippedOf } from "#lib/orders/shipment.ts";
import { formatMoney, subtract } from "#lib/money.ts";
import { DEFAULT_LOCALE } from "#lib/wire/accept-language.ts";
import type { ConsoleAction } from "#lib/config/console.ts";
import { orderAddress } from "../words.ts";
import { quantityField } from "./quantities.ts";
import { MAX_AMOUNT } from "./refund.ts";
import { canShip } from "./ship.ts";

type Props = {
  readonly order: Order;
  /** What whoever is here may do. */
  readonly actions: readonly ConsoleAction[];
  /** Names what these forms ask for, so that a second press of one is the same act. */
  readonly formName: string;
};

/** The forms that act on an order, or on one seller's part. Each leads to a page that says what will happen, and asks there. */
export function ActForms({ order, actions, formName }: Props) {
  const left = subtract(order.paid, refundedOf(order));
  return (
    <>
      {/* Each seller's goods are a parcel of their own. */}
      {(actions.includes("ship") ? ordersOfParts(order).filter(canShip) : []).map((part) => (
        <ShipForm key={part.number} order={part} formName={formName} />
      ))}
      {actions.includes("refund") && left.amountMinor > 0 && order.status !== "canceled" ? (
        <RefundForm order={order} left={formatMoney(left, DEFAULT_LOCALE)} />
      ) : null}
    </>
  );
}

/** How many of a line count as given back, as a refund of more of it counts them. */
function givenIn(order: Order): (lineId: string) => number {
  const units = givenUnits(order, order.refunds.map(takenByOrderRefund));
  return (lineId) => units.get(lineId)?.quantity ?? 0;
}

function ShipForm({ order, formName }: { readonly order: Order; readonly formName: string }) {
  const givenOf = givenIn(order);
  return (
    <Act act="ship" title={order.isPart ? `Ship ${order.number}, ${order.sellerName}` : "Ship"} order={order}>
      <input type="hidden" name="name" value={formName} />
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField name="carrier" label="Carrier" maxLength={60} />
        <TextField name="tracking" label="Tracking number" maxLength={80} />
        <TextField name="url" label="Tracking address, if the carrier is not known" maxLength={1000} />
      </div>
      <Quantities
        order={order}
        givenOf={givenOf}
        legend="How many of each are in this parcel"
        mostOf={({ id, quantity }) => quantity - shippedOf(order, id)}
        // What was given back stays here unless somebody says that it leaves all the same.
        filledOf={({ id, quantity }) => quantity - shippedOf(order, id) - givenOf(id)}
      />
      <Submit>Review the shipment</Submit>
    </Act>
  );
}

function RefundForm({ order, left }: { readonly order: Order; readonly left: string }) {
  const givenOf = givenIn(order);
  return (
    <Act act="refund" title="Refund" order={order}>
      <fieldset className="flex min-w-0 flex-col gap-4">
        <legend className="mb-2 text-caption font-medium">What is given back</legend>
        <Choice value="all" label={`All that is left, ${left}`} isChosen />
        {/* Of several sellers an amount does not say whose it is, and would be taken from all of them. */}
        {order.parts === undefined && !order.isPart && (
          <div className="flex flex-col gap-2">
            <Choice value="amount" label="An amount" />
            <div className="ps-4 sm:ps-8">
              <TextField name="amount" label={`Amount in ${order.paid.currency}`} maxLength={MAX_AMOUNT} isNumber />
            </div>
          </div>
        )}
        <div className="flex flex-col gap-2">
          <Choice value="lines" label="Units of lines, at what was paid for them" />
          <div className="flex flex-col gap-3 ps-4 sm:ps-8">
            <Quantities
              order={order}
              givenOf={givenOf}
              legend="How many of each"
              mostOf={({ id, quantity }) => quantity - givenOf(id)}
              filledOf={() => 0}
            />
            <Tick name="shipping" label="And what was paid for delivery" />
          </div>
        </div>
      </fieldset>
      <Tick name="restock" label="The goods are back and can be sold again" />
      <Tick name="return-codes" label="The uses of discount codes are free again" />
      <Submit>Review the refund</Submit>
    </Act>
  );
}

type ActProps = {
  /** Also the last part of the address of the page that asks. */
  readonly act: "ship" | "refund";
  readonly title: string;
  readonly order: Order;
  readonly children: ReactNode;
};

function Act({ act, title, order, children }: ActProps) {
  const id = `${act}-${order.number}`;
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <h2 id={id} className="text-title">
        {title}
      </h2>
      <form action={`${orderAddress(order)}/${act}`} className="card flex flex-col gap-5 p-5">
        {children}
      </form>
    </section>
  );
}

type Line = Order["lineItems"][number];

/** A number for each line of which something is left. */
function Quantities({
  order,
  givenOf,
  legend,
  mostOf,
  filledOf,
}: {
  readonly order: Order;
  readonly givenOf: (lineId: string) => number;
  readonly legend: string;
  readonly mostOf: (line: Line) => number;
  readonly filledOf: (line: Line) => number;
}) {
  const lines = order.lineItems.filter((line) => mostOf(line) > 0);
  const countsOf = (line: Line) => {
    const given = givenOf(line.id);
    return `of ${mostOf(line)}${given === 0 ? "" : `, ${given} given back`}`;
  };
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-2 text-caption font-medium">{legend}</legend>
      {lines.map((line) => (
        <label key={line.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <span className="min-w-0 grow basis-48 wrap-anywhere">
            {line.title} <span className="inline-block text-caption text-muted">{countsOf(line)}</span>
          </span>
          <input
            name={quantityField(line.id)}
            type="number"
            min={0}
            max={mostOf(line)}
            defaultValue={Math.max(0, filledOf(line))}
            className="input w-24"
          />
        </label>
      ))}
    </fieldset>
  );
}

type Field = { readonly name: string; readonly label: string };

function TextField({
  name,
  label,
  maxLength,
  isNumber = false,
}: Field & { readonly maxLength: number; readonly isNumber?: boolean }) {
  return (
    <label className="flex min-w-0 flex-col justify-end gap-1 text-caption">
      {label}
      <input
        name={name}
        className="input"
        maxLength={maxLength}
        autoComplete="off"
        spellCheck={false}
        {...(isNumber ? { inputMode: "decimal" as const } : {})}
      />
    </label>
  );
}

function Choice({ value, label, isChosen = false }: { value: string; label: string; isChosen?: boolean }) {
  return (
    <label className="flex items-center gap-3">
      <input
        type="radio"
        name="give"
        value={value}
        defaultChecked={isChosen}
        className="size-4.5 shrink-0 accent-accent"
      />
      <span>{label}</span>
    </label>
  );
}

const Tick = ({ name, label }: Field) => (
  <label className="flex items-center gap-3">
    <input type="checkbox" name={name} className="size-4.5 shrink-0 accent-accent" />
    <span>{label}</span>
  </label>
);

const Submit = ({ children }: { readonly children: string }) => (
  <button type="submit" className="button button-quiet max-w-full self-start">
    {children}
  </button>
);
