import { randomBytes } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Unbroken } from "../../../components/unbroken.tsx";
import { ConsoleFrame } from "../../console-frame.tsx";
import { enterConsole } from "../../sign-in/access.ts";
import { askedInAddress, textIn, type AddressQuery } from "../../asked.ts";
import { ActForms } from "../acts/forms.tsx";
import { Outcome } from "../acts/outcomes.tsx";
import { OrderCommands, OrderFacts, OrderParts } from "../order-facts.tsx";
import { isOrderName } from "../words.ts";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Order", robots: { index: false, follow: false } };

type Props = {
  readonly params: Promise<{ order: string }>;
  readonly searchParams: Promise<AddressQuery>;
};

/** One order for the operator. Of the buyer nothing is shown; `npm run orders -- --json` has what fulfilling it takes. */
export default async function OrderPage({ params, searchParams }: Props) {
  const { opened, isOpenToAll } = await enterConsole();
  const name = (await params).order;
  const order = isOrderName(name) ? await opened.operator.orderByName(name) : null;
  if (order === null) notFound();
  const asked = askedInAddress(await searchParams);
  return (
    <ConsoleFrame title={order.number} isOpenToAll={isOpenToAll} isTest={opened.config.payment.mode === "test"}>
      <h1 className="text-heading">
        <Unbroken>{`Order ${order.number}`}</Unbroken>
        {order.isTest ? <span className="text-caption text-muted"> · test order</span> : null}
      </h1>
      <p>
        <a className="link" href="/console/orders">
          All orders
        </a>
      </p>
      <Outcome refund={textIn(asked, "refund")} shipment={textIn(asked, "shipment")} />
      <OrderParts order={order} />
      <OrderFacts order={order} />
      <ActForms order={order} actions={opened.config.consoleActions} formName={randomBytes(6).toString("hex")} />
      <OrderCommands order={order} />
    </ConsoleFrame>
  );
}
