import { adjustmentsOf } from "#lib/orders/adjustment.ts";
import { orderSteps, type OrderStep } from "#lib/orders/order-steps.ts";
import type { Order } from "#lib/orders/order.ts";
import { shipmentProgress } from "#lib/orders/shipment.ts";
import { componentTexts } from "../texts/component-texts.ts";
import { Moment } from "./day.tsx";

/** How far the order is: what has happened with its day, and what is still to come. */
export function OrderSteps({ order, locale }: { readonly order: Order; readonly locale: string }) {
  const texts = componentTexts(locale);
  const steps = orderSteps(order.status, shipmentProgress(order));
  return (
    <ol aria-label={texts.stepsTitle} className="grid auto-cols-fr gap-x-4 gap-y-3 sm:grid-flow-col">
      {steps.map((step) => {
        const day = dayOf(step, order);
        return (
          <li
            key={step.kind}
            className={`flex min-w-0 flex-wrap items-baseline gap-x-2 border-s-4 ps-3 sm:block sm:border-s-0 sm:border-t-4 sm:ps-0 sm:pt-2 ${COLORS[step.state]}`}
          >
            <div className={step.state === "open" ? "text-muted" : "font-semibold text-ink"}>
              {texts.steps[step.kind][step.state]}
            </div>
            {day === null ? null : (
              <div className="text-caption text-muted">
                <Moment moment={day} style="day" locale={texts.locale} />
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}

const COLORS = { done: "border-accent", partly: "border-accent", open: "border-line" } as const;

/** When a step was over; null of one that is not, or whose day nobody reported. */
function dayOf({ kind, state }: OrderStep, order: Order): Date | null {
  if (state !== "done") return null;
  switch (kind) {
    case "ordered":
      return order.paidAt;
    case "shipped":
      return lastOf(order.shipments.map(({ shippedAt }) => shippedAt));
    case "delivered":
      return lastOf(order.shipments.flatMap(({ deliveredAt }) => deliveredAt ?? []));
    case "refunded":
      return lastOf(adjustmentsOf(order).map(({ occurredAt }) => occurredAt));
    case "canceled":
      return order.status === "canceled" ? order.canceledAt : null;
  }
}

const lastOf = (days: readonly Date[]): Date | null =>
  days.reduce<Date | null>((last, day) => (last === null || day > last ? day : last), null);
