import { parseArgs } from "node:util";
import { eraseBuyer, isEmail, PRIVACY_ERASE_VERB, type PrivacyEraseLine } from "#lib/operator/privacy.ts";
import type { Erasure, FoundPurchase } from "#lib/purchase/privacy/buyer-data.ts";
import { runForOperator } from "../operator-run.ts";

const HELP = `Erases who a buyer is. Orders keep what tax law needs: number, dates, items, amounts and the country.

  npm run privacy:erase -- --email ada@example.com          shows what would be erased
  npm run privacy:erase -- --email ada@example.com --yes    erases it; there is no way back

  --email ADDRESS    the buyer's e-mail address, in any case
  --yes              erase it now
  --help             this text

What a payment or a refund still needs is named and erased by the server as soon as it is settled.
Exit code: 0 when nothing is left, 1 when something is erased later or needs you.
`;

const { values } = parseArgs({
  options: {
    email: { type: "string" },
    yes: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const print = (text: string) => void process.stdout.write(`${text}\n`);

if (values.help || values.email === undefined) {
  process.stdout.write(HELP);
  if (!values.help) process.exitCode = 1;
} else if (!isEmail(values.email)) {
  print("--email: must be an e-mail address such as ada@example.com.");
  process.exitCode = 1;
} else {
  const request = { email: values.email, isConfirmed: values.yes };
  await runForOperator<PrivacyEraseLine>(
    PRIVACY_ERASE_VERB,
    request,
    ({ operator }, emit) => eraseBuyer(operator, request, emit),
    show,
  );
}

function show(line: PrivacyEraseLine): void {
  if (line.type === "erased") return showErased(line);
  if (line.purchases.length === 0)
    return print("No purchase has this e-mail address. With --yes subscriptions are looked for too.");
  print("Would be erased:");
  for (const purchase of line.purchases) print(`  ${nameOf(purchase)}${remarkOf(purchase)}`);
  print("Nothing was changed. Run it again with --yes.");
}

function showErased({ outcomes, subscriptionsErased, subscriptionsLive }: Erasure): void {
  const open = outcomes.filter(({ outcome }) => outcome === "open");
  const erased = outcomes.filter(({ outcome }) => outcome === "erased");
  print(`Erased: ${erased.length === 0 ? "nothing" : erased.map(nameOf).join(", ")}.`);
  if (subscriptionsErased > 0) print(`Subscriptions that name nobody now: ${subscriptionsErased}.`);
  for (const purchase of open)
    print(
      `Not yet: ${nameOf(purchase)}. A payment or a refund of session ${purchase.sessionId} is not settled; the server erases its details as soon as it is.`,
    );
  for (const id of subscriptionsLive)
    print(`Not erased: subscription ${id} is not over. Cancel it at the payment provider, then run this again.`);
  if (open.length + subscriptionsLive.length > 0) process.exitCode = 1;
  if (outcomes.length > 0) print("At the payment provider its own records remain; see docs/privacy.md.");
}

function nameOf({ orderNumber, sessionId, status }: FoundPurchase): string {
  return orderNumber === null ? `checkout ${sessionId} (${status})` : `order ${orderNumber}`;
}

function remarkOf({ isOpen, orderNumber, progress, status }: FoundPurchase): string {
  if (isOpen) return ": later, because a payment or a refund of it is not settled";
  if (progress === "not_shipped" || progress === "partly_shipped")
    return ": not all of it is reported as shipped, and its address will be gone";
  return orderNumber === null && (status === "ready" || status === "not_ready") ? ": will be canceled first" : "";
}
