import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  SELLER_KEYS_VERB,
  sellerKeysCommand,
  type SellerKeysLine,
  type SellerKeysRequest,
} from "#lib/operator/sellers/keys.ts";
import {
  SELLER_RECEIVERS_VERB,
  sellerReceiversCommand,
  type SellerReceiversLine,
  type SellerReceiversRequest,
} from "#lib/operator/sellers/receivers.ts";
import { SELLERS_VERB, sellersCommand, type SellersLine, type SellersRequest } from "#lib/operator/sellers/sellers.ts";
import { ORDER_ACTIONS } from "#lib/sellers/key.ts";
import { SELLER_STATES } from "#lib/sellers/seller.ts";
import type { Emit } from "#lib/operator/control-socket.ts";
import type { Runtime } from "#lib/runtime/runtime.ts";
import { readOptions, wrongUse } from "../command/options.ts";
import { runAndSay } from "../operator-run.ts";
import { reasonOf } from "../pause-run.ts";
import { sayOfKeys } from "./key-lines.ts";
import { sayOfReceivers } from "./receiver-lines.ts";
import { isReceiverAct, RECEIVER_ACTS, receiverRequestOf } from "./receiver-request.ts";
import { say } from "./seller-lines.ts";

const HELP = `Lists who sells here, and adds, changes, pauses or closes a seller.

  npm run sellers                                             all of them
  npm run sellers -- --show kumo
  npm run sellers -- --add kumo --field name="Kumo" --field country=JP --why "contract of 30 November"
  npm run sellers -- --set kumo --field tax_number=T123 --field 'policies={"terms": {"url": "https://…"}}'
  npm run sellers -- --pause kumo --why "no stock until May"
  npm run sellers -- --new-key kumo --actions read,ship --why "their warehouse"
  npm run sellers -- --new-receiver kumo --url https://erp.kumo.example/events --why "their ERP"

  --state STATE      lists those that are ${SELLER_STATES.join(", ")}
  --show ID          one of them, with everything that is known
  --add ID           adds a seller, who waits for --activate; with --active they sell at once
  --set ID           changes what is said of a seller
  --field NAME=VALUE one field, can be given several times; a value that is JSON is read as such, and null takes one away
  --from FILE        the fields from a JSON file, such as {"delivery": [...], "taxes": [...]}: a list takes the place of
                     the one before, whole
  --onboard ID       makes their account at the payment provider, and prints a link of one use for their own browser;
                     it ends after minutes: hand it over now, and never by e-mail
  --read-account ID  asks the payment provider what their account can do now
  --activate ID      their goods are for sale from now on
  --pause ID         nothing of theirs is for sale until --activate; what is open goes on
  --close ID         they leave, for good; what is open is settled
  --keys ID          their keys for /api/orders, /api/products and /api/sellers that were made here or over the API
  --new-key ID       makes one, and prints it this once; with --actions
  --actions LIST     what it allows, with commas between: ${ORDER_ACTIONS.join(", ")}
  --revoke-key KEYID ends a key at once, by the id that it begins with
  --receivers ID     where they get order events, as added here or over the API
  --new-receiver ID  adds one, and prints its secret this once; with --url
  --url ADDRESS      https on port 443 of a host on the internet, or a host of the seller's in SELLER_RECEIVER_HOSTS
  --events LIST      order_create, order_update; both unless given
  --secret-from FILE the secret to sign with, from a file, also with --rotate-receiver; one is made unless given
  --test-receiver RID    sends a test call, and says what was answered
  --rotate-receiver RID  makes another secret, and prints it this once; for a day the one before signs too
  --pause-receiver RID   sends nothing until --resume-receiver RID, which sends what changed meanwhile
  --remove-receiver RID  sends nothing any more
  --why TEXT         your reason, stored with the time; needed with everything that changes who sells, keys or receivers,
                     and taken with --set
  --dry-run          says what it would do, and changes nothing
  --json             the answer as lines of JSON, for programs
  --help             this text
`;

const values = readOptions(HELP, {
  state: { type: "string" },
  show: { type: "string" },
  add: { type: "string" },
  active: { type: "boolean", default: false },
  set: { type: "string" },
  field: { type: "string", multiple: true },
  from: { type: "string" },
  onboard: { type: "string" },
  "read-account": { type: "string" },
  activate: { type: "string" },
  pause: { type: "string" },
  close: { type: "string" },
  keys: { type: "string" },
  "new-key": { type: "string" },
  actions: { type: "string" },
  "revoke-key": { type: "string" },
  receivers: { type: "string" },
  "new-receiver": { type: "string" },
  "rotate-receiver": { type: "string" },
  "pause-receiver": { type: "string" },
  "resume-receiver": { type: "string" },
  "remove-receiver": { type: "string" },
  "test-receiver": { type: "string" },
  url: { type: "string" },
  events: { type: "string" },
  "secret-from": { type: "string" },
  why: { type: "string" },
  "dry-run": { type: "boolean", default: false },
  json: { type: "boolean", default: false },
});

const KEY_ACTS = ["keys", "new-key", "revoke-key"] as const;
const ACTS = [
  "show",
  "add",
  "set",
  "onboard",
  "read-account",
  "activate",
  "pause",
  "close",
  ...KEY_ACTS,
  ...RECEIVER_ACTS,
] as const;
const TARGETS = { activate: "active", pause: "paused", close: "closed" } as const;

const request = requestOf();
const isJson = values.json;
if ("keys" in request) {
  const { keys } = request;
  const here = (runtime: Runtime, emit: Emit) => sellerKeysCommand(runtime, keys, emit);
  await runAndSay<SellerKeysLine>(SELLER_KEYS_VERB, keys, here, { say: sayOfKeys, isJson });
} else if ("receivers" in request) {
  const { receivers } = request;
  const here = (runtime: Runtime, emit: Emit) => sellerReceiversCommand(runtime, receivers, emit);
  await runAndSay<SellerReceiversLine>(SELLER_RECEIVERS_VERB, receivers, here, { say: sayOfReceivers, isJson });
} else {
  const here = (runtime: Runtime, emit: Emit) => sellersCommand(runtime, request, emit);
  await runAndSay<SellersLine>(SELLERS_VERB, request, here, { say, isJson });
}

function requestOf():
  SellersRequest | { readonly keys: SellerKeysRequest } | { readonly receivers: SellerReceiversRequest } {
  const given = ACTS.filter((act) => values[act] !== undefined);
  const [act, other] = given;
  if (other !== undefined) wrongUse(`--${act} and --${other}: only one of them.`);
  const isDryRun = values["dry-run"];
  const hasFields = values.field !== undefined || values.from !== undefined;
  if (hasFields && act !== "add" && act !== "set") wrongUse("--field and --from: with --add or --set only.");
  if (values.actions !== undefined && act !== "new-key") wrongUse("--actions: with --new-key only.");
  if (act === undefined) return { do: "list", state: stateOf(values.state) };
  const id = values[act] ?? "";
  if (id === "") wrongUse(`--${act}: its value is empty.`);
  if (isReceiverAct(act)) return { receivers: receiverRequestOf(act, id, values) };
  if (values.url !== undefined || values.events !== undefined || values["secret-from"] !== undefined)
    wrongUse("--url and --events: with --new-receiver only; --secret-from: with --new-receiver or --rotate-receiver.");
  switch (act) {
    case "show":
      return { do: "show", id };
    case "add":
      return {
        do: "add",
        id,
        fields: fieldsOf(),
        state: values.active ? "active" : "onboarding",
        why: reasonOf(values.why),
        isDryRun,
      };
    case "keys":
      return { keys: { do: "list", seller: id } };
    case "new-key":
      return {
        keys: { do: "make", seller: id, actions: actionsOf(values.actions), why: reasonOf(values.why), isDryRun },
      };
    case "revoke-key":
      return { keys: { do: "revoke", key: id, why: reasonOf(values.why), isDryRun } };
    case "onboard":
      return { do: "onboard", id };
    case "read-account":
      return { do: "read_account", id };
    case "set":
      return {
        do: "set",
        id,
        fields: fieldsOf(),
        why: values.why === undefined ? null : reasonOf(values.why),
        isDryRun,
      };
    default:
      return { do: "move", id, to: TARGETS[act], why: reasonOf(values.why), isDryRun };
  }
}

function stateOf(text: string | undefined) {
  if (text === undefined) return null;
  return (
    SELLER_STATES.find((state) => state === text) ?? wrongUse(`--state must be one of ${SELLER_STATES.join(", ")}.`)
  );
}

function actionsOf(text = "") {
  return text.split(",").map((name) => {
    const action = ORDER_ACTIONS.find((one) => one === name.trim());
    return action ?? wrongUse(`--actions: must be some of ${ORDER_ACTIONS.join(", ")}, with commas between.`);
  });
}

function fieldsOf(): Record<string, unknown> {
  const fields: Record<string, unknown> = values.from === undefined ? {} : fileOf(values.from);
  for (const field of values.field ?? []) {
    const index = field.indexOf("=");
    if (index < 1) wrongUse(`--field ${field}: is written name=value.`);
    fields[field.slice(0, index)] = valueOf(field.slice(index + 1));
  }
  if (Object.keys(fields).length === 0 && values.set !== undefined)
    wrongUse("--set: say what, with --field or --from.");
  return fields;
}

/** A list, an object or null is JSON; everything else is text, also a tax number of digits alone. */
function valueOf(text: string): unknown {
  if (!/^\s*([[{]|null\s*$)/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function fileOf(path: string): Record<string, unknown> {
  const here = process.env["INIT_CWD"] ?? process.cwd();
  try {
    const read: unknown = JSON.parse(readFileSync(resolve(here, path), "utf8"));
    if (typeof read === "object" && read !== null && !Array.isArray(read)) return { ...read };
  } catch (error) {
    wrongUse(`--from ${path}: ${error instanceof Error ? error.message : String(error)}.`);
  }
  return wrongUse(`--from ${path}: must be a JSON object of fields.`);
}
