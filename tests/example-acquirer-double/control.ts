import type { Books, ModificationKind } from "./books.ts";
import type { FaultRule, Faults } from "./faults.ts";
import { ledgerOf } from "./ledger.ts";
import type { Postman, PostSettings } from "./postman.ts";

export type Desk = { readonly books: Books; readonly faults: Faults; readonly postman: Postman };

/** What a test may ask of the double, by the path after `/__control/`. */
export type ControlBodies = {
  readonly faults: FaultRule;
  readonly "clear-faults": Record<string, never>;
  readonly post: Partial<PostSettings>;
  readonly modifications: { readonly delayMs: number | null };
  readonly release: { readonly outcome: "done" | "failed"; readonly kind?: ModificationKind };
  readonly page: { readonly reference: string; readonly action: "pay" | "decline" };
  readonly confirmation: { readonly reference: string; readonly answer: "approve" | "refuse" };
};

const ORDERS: { readonly [Name in keyof ControlBodies]: (desk: Desk, body: ControlBodies[Name]) => void } = {
  faults: ({ faults }, rule) => faults.add(rule),
  "clear-faults": ({ faults }) => faults.clear(),
  post: ({ postman }, settings) => void Object.assign(postman.settings, settings),
  modifications: ({ books }, { delayMs }) => {
    books.delayMs = delayMs;
  },
  release: ({ books }, { outcome, kind }) => books.release(outcome, kind),
  page: ({ books }, { reference, action }) => void books.act(reference, action),
  confirmation: ({ books }, { reference, answer }) => books.confirm(reference, answer),
};

export function control(desk: Desk, method: string, name: string, body: string): { status: number; body: unknown } {
  if (method === "GET" && name === "ledger") return { status: 200, body: ledgerOf(desk.books) };
  if (method === "GET" && name === "payments") return { status: 200, body: desk.books.payments };
  if (method === "GET" && name === "deliveries") return { status: 200, body: desk.postman.deliveries };
  if (method === "GET" && name === "quiet")
    return { status: 200, body: { isQuiet: desk.books.isQuiet && desk.postman.isQuiet } };
  if (method !== "POST" || !Object.hasOwn(ORDERS, name)) return { status: 404, body: { code: "no_such_control" } };
  ORDERS[name as keyof ControlBodies](desk, JSON.parse(body) as never);
  return { status: 200, body: {} };
}
