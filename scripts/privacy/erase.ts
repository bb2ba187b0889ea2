import { eraseBuyer, isEmail, PRIVACY_ERASE_VERB, type PrivacyEraseLine } from "#lib/operator/privacy.ts";
import type { Erasure, FoundPurchase } from "#lib/purchase/privacy/buyer-data.ts";
import { runAndSay, type Sentence } from "../operator-run.ts";
import { readOptions, wrongUse } from "../command/options.ts";

const HELP = `Erases who a buyer is. Orders keep what tax law needs: number, dates, items, amounts and the country.

  npm run privacy:erase -- --email ada@example.com          shows what would be erased
  npm run privacy:erase -- --email ada@example.com --yes    erases it; there is no way back

  --email ADDRESS    the buyer's e-mail address, in any case
  --yes              erase it now
  --json             the answer as a line of JSON, for programs
  --help             this text

What a payment or a refund still needs is named and erased by the server as soon as it is settled.
Exit code: 0 when nothing is left, 1 when something is erased later or needs you.
`;

const values = readOptions(HELP, {
  email: { type: "string" },
  yes: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
});

if (values.email === undefined) wrongUse("--email: whose?");
if (!isEmail(values.email)) wrongUse("--email: must be an e-mail address such as ada@example.com.");

const request = { email: values.email, isConfirmed: values.yes };
await runAndSay<PrivacyEraseLine>(
  PRIVACY_ERASE_VERB,
  request,
  ({ operator }, emit) => eraseBuyer(operator, request, emit),
  { say, isJson: values.json },
);

function say(line: PrivacyEraseLine): Sentence {
  if (line.type === "erased") return sayErased(line);
  const found = line.purchases.map((purchase) => `  ${nameOf(purchase)}${remarkOf(purchase)}`);
  return {
    isDone: true,
    text:
      found.length === 0
        ? "No purchase has this e-mail address. With --yes subscriptions are looked for too."
        : ["Would be erased:", ...found, "Nothing was changed. Run it again with --yes."].join("\n"),
  };
}

function sayErased({ outcomes, subscriptionsErased, subscriptionsLive }: Erasure): Sentence {
  const open = outcomes.filter(({ outcome }) => outcome === "open");
  const erased = outcomes.filter(({ outcome }) => outcome === "erased");
  const sentences = [
    `Erased: ${erased.length === 0 ? "nothing" : erased.map(nameOf).join(", ")}.`,
    ...(subscriptionsErased > 0 ? [`Subscriptions that name nobody now: ${subscriptionsErased}.`] : []),
    ...open.map(
      (purchase) =>
        `Not yet: ${nameOf(purchase)}. A payment or a refund of session ${purchase.sessionId} is not settled; the server erases its details as soon as it is.`,
    ),
    ...subscriptionsLive.map(
      (id) => `Not erased: subscription ${id} is not over. Cancel it at the payment provider, then run this again.`,
    ),
    ...(outcomes.length > 0 ? ["At the payment provider its own records remain; see docs/privacy.md."] : []),
  ];
  return { isDone: open.length + subscriptionsLive.length === 0, text: sentences.join("\n") };
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
