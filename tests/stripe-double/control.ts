import type { Desk } from "./api.ts";
import { ledgerOf } from "./ledger.ts";
import { authenticate } from "./payment-intents.ts";

/** What the control API answers. It is the double's own and has nothing of Stripe's. */
type Answer = { readonly status: number; readonly body: unknown };
type Handler = (desk: Desk, body: never, id: string) => unknown;

const HANDLERS: Readonly<Record<string, Handler>> = {
  "GET ledger": ({ books }) => ledgerOf(books),
  "GET requests": ({ seen }) => seen,
  "GET events": ({ books }) => books.all("event").toReversed(),
  "POST faults": ({ faults }, rule) => faults.add(rule),
  "POST random_faults": ({ faults }, plan) => faults.randomly(plan),
  "DELETE faults": ({ faults }) => faults.clear(),
  "POST clock": ({ books }, { advance_seconds: seconds }: { advance_seconds: number }) => books.skip(seconds),
  "POST payment_intents/{id}/authentication": ({ books }, { outcome }: { outcome: "complete" | "fail" }, id) =>
    authenticate(books, id, outcome),
  "POST reset": ({ books, faults, seen }) => {
    books.clear();
    faults.clear();
    seen.length = 0;
  },
};

export function control(desk: Desk, method: string, path: string, body: string): Answer {
  const parts = path.split("/");
  const found = Object.entries(HANDLERS).find(([name]) => {
    const [verb, pattern = ""] = name.split(" ");
    const expected = pattern.split("/");
    return (
      verb === method &&
      expected.length === parts.length &&
      expected.every((part, at) => part === "{id}" || part === parts[at])
    );
  });
  if (found === undefined) return { status: 404, body: { error: `The double has no control "${method} ${path}".` } };
  try {
    const value = found[1](desk, (body === "" ? {} : JSON.parse(body)) as never, parts[1] ?? "");
    desk.books.save();
    return { status: 200, body: value ?? {} };
  } catch (error) {
    return { status: 400, body: { error: error instanceof Error ? error.message : "not understood" } };
  }
}
