import { notFound } from "next/navigation";
import type { ConsoleAction } from "#lib/config/console.ts";
import type { Order } from "#lib/orders/order.ts";
import { runtime, type Runtime } from "#lib/runtime/runtime.ts";
import { leadTo, readPostedForm } from "../../../request/posted-form.ts";
import { consoleAccess, enterConsole } from "../../sign-in/access.ts";
import { isOrderName } from "../words.ts";

export type OrderPlace = { readonly params: Promise<{ order: string }> };

/** For a page that prepares an act: the order, where whoever is here may do that. */
export async function enterAct({ params }: OrderPlace, action: ConsoleAction) {
  const entered = await enterConsole();
  const order = await orderNamed(entered.opened, (await params).order);
  if (order === null || !entered.opened.config.consoleActions.includes(action)) notFound();
  return { ...entered, order };
}

/**
 * For the form that does it: what was posted by a page of ours, from somebody who is in the console and may do that. Anybody
 * else is led to the order's page, which says who may be there.
 */
export async function postedAct(
  request: Request,
  { params }: OrderPlace,
  action: ConsoleAction,
  run: (act: { readonly opened: Runtime; readonly order: Order; readonly form: FormData }) => Promise<string>,
): Promise<Response> {
  const posted = await readPostedForm(request);
  if (posted.kind === "refused") return posted.response;
  const opened = await runtime();
  const name = (await params).order;
  const page = `/console/orders/${encodeURIComponent(name)}`;
  const { kind } = await consoleAccess(opened);
  if (kind !== "entered" && kind !== "open") return leadTo(request, page);
  const order = await orderNamed(opened, name);
  if (order === null || !opened.config.consoleActions.includes(action)) return leadTo(request, page);
  return leadTo(request, await run({ opened, order, form: posted.form }));
}

const orderNamed = async ({ operator }: Runtime, name: string): Promise<Order | null> =>
  isOrderName(name) ? operator.orderByName(name) : null;
