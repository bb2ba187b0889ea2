import type { SellerKeysLine } from "#lib/operator/sellers/keys.ts";
import type { SellerKeyView } from "#lib/wire/sellers/key-view.ts";
import type { Sentence } from "../operator-run.ts";
import { noSuchSeller } from "./seller-lines.ts";

const done = (text: string): Sentence => ({ isDone: true, text });
const wrong = (text: string): Sentence => ({ isDone: false, text });

/** What `npm run sellers` prints of a line about keys. */
export function sayOfKeys(line: SellerKeysLine): Sentence {
  switch (line.type) {
    case "keys":
      return done(line.keys.length === 0 ? "There are no keys." : line.keys.map(rowOf).join("\n"));
    case "made":
      if (line.secret === null) return done(`Would be: ${rowOf(line.key)}\nNothing was changed.`);
      return done(`Now: ${rowOf(line.key)}\n${line.secret}\nNobody can read it again. Revoke it with --revoke-key.`);
    case "revoked":
      return done(revokedText(line));
    case "no_such_seller":
      return wrong(noSuchSeller(line));
    case "no_such_key":
      return wrong(
        `There is no key "${line.id}". --keys ID lists a seller's; those of ORDERS_API_KEYS end with a start.`,
      );
    case "too_many":
      return wrong(`"${line.seller}" already has ${line.max} valid keys. Revoke one first.`);
  }
}

function revokedText(line: Extract<SellerKeysLine, { type: "revoked" }>): string {
  const { key, isChanged, made, receivers, isDryRun } = line;
  const row = rowOf(key);
  const head = isChanged ? `${isDryRun ? "Would be" : "Now"}: ${row}` : `Nothing to change: ${row}`;
  const others =
    made.length === 0
      ? []
      : ["Still valid, and made with it or with keys that go back to it:", ...made.map((one) => `  ${rowOf(one)}`)];
  const sentTo =
    receivers.length === 0
      ? []
      : [
          "Order events are sent to receivers that were added with it or with those keys; --remove-receiver ends one:",
          ...receivers.map(({ id, url }) => `  ${id} ${url}`),
        ];
  return [head, ...others, ...sentTo, ...(isDryRun ? ["Nothing was changed."] : [])].join("\n");
}

function rowOf({ id, seller_id: seller, actions, why, ...key }: SellerKeyView): string {
  const { created_at: createdAt, created_by: createdBy, last_used_on: usedOn, revoked_at: revokedAt } = key;
  const state = revokedAt === null ? "valid" : `revoked ${revokedAt.slice(0, 10)}`;
  const by = createdBy === null ? "" : ` with ${createdBy}`;
  const used = usedOn === null ? "never used" : `last used ${usedOn}`;
  return `${state} ${id} of ${seller}: ${actions.join(", ")}; made ${createdAt.slice(0, 10)}${by}, ${used}: ${why}`;
}
