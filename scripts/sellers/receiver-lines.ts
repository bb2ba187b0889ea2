import type { SellerReceiversLine } from "#lib/operator/sellers/receivers.ts";
import type { SellerReceiverView } from "#lib/wire/sellers/receiver-view.ts";
import type { Sentence } from "../operator-run.ts";
import { noSuchSeller } from "./seller-lines.ts";

const done = (text: string): Sentence => ({ isDone: true, text });
const wrong = (text: string): Sentence => ({ isDone: false, text });

/** What `npm run sellers` prints of a line about receivers. */
export function sayOfReceivers(line: SellerReceiversLine): Sentence {
  switch (line.type) {
    case "receivers":
      return done(line.receivers.length === 0 ? "There are no receivers." : line.receivers.map(rowOf).join("\n"));
    case "changed":
      return done(changedText(line));
    case "tested": {
      const { result, status, why, milliseconds } = line;
      const said = status === null ? `gave no answer: ${(why ?? "").replaceAll("_", " ")}` : `answered ${status}`;
      const text = `${line.receiver.url} ${said}, after ${milliseconds} ms.`;
      return { isDone: result === "taken", text };
    }
    case "no_such_seller":
      return wrong(noSuchSeller(line));
    case "no_such_receiver":
      return wrong(
        `There is no receiver "${line.id}". --receivers ID lists a seller's; those of ORDER_RECEIVERS end with a start.`,
      );
    case "too_many":
      return wrong(`"${line.seller}" already has ${line.max} receivers. Remove one first.`);
    case "no_secrets_key":
      return wrong("SELLER_SECRETS_KEY is not set, so sellers cannot have receivers. Set it, and restart.");
    case "bad_address":
      return wrong(
        "--url: must be https on port 443 of a host on the internet, without user and password, or a host of the seller's in SELLER_RECEIVER_HOSTS.",
      );
  }
}

function changedText(line: Extract<SellerReceiversLine, { type: "changed" }>): string {
  const row = rowOf(line.receiver);
  if (line.done === "none") return `Nothing to change: ${row}`;
  if (line.isDryRun) return `Would be ${line.done === "removed" ? "removed" : "so"}: ${row}\nNothing was changed.`;
  const head = `${line.done === "removed" ? "Removed" : "Now"}: ${row}`;
  const secret =
    line.secret === null ? [] : [line.secret, "Nobody can read it again. Replace it with --rotate-receiver."];
  const again =
    line.since === null ? [] : [`Orders that changed since ${line.since.slice(0, 16)} are being sent as they are now.`];
  return [head, ...secret, ...again].join("\n");
}

function rowOf(receiver: SellerReceiverView): string {
  const { id, seller_id: seller, url, events, state, why, created_at: createdAt, created_by: createdBy } = receiver;
  const { disabled_at: offAt, disabled_why: offWhy, earlier_secret_until: until } = receiver;
  const { last_delivered_at: tookAt, failing_since: since, last_failure: failure } = receiver;
  const off = offAt === null ? "" : ` since ${offAt.slice(0, 16)} (${offWhy ?? "no reason"})`;
  const by = createdBy === null ? "" : ` with ${createdBy}`;
  const took = tookAt === null ? "took nothing yet" : `last took one ${tookAt.slice(0, 16)}`;
  const fails = since === null ? "" : `, fails since ${since.slice(0, 16)} (${failure ?? ""})`;
  const secrets = until === null ? "" : `, the earlier secret signs until ${until.slice(0, 16)}`;
  return `${state}${off} ${id} of ${seller}: ${url}: ${events.join(", ")}; added ${createdAt.slice(0, 10)}${by}, ${took}${fails}${secrets}: ${why}`;
}
