import { RECONCILE_VERB, reconcile, type ReconcileLine } from "#lib/operator/operator-verbs.ts";
import type { Emit } from "#lib/operator/control-socket.ts";
import {
  settleUnmatched,
  UNMATCHED_VERB,
  unmatchedText,
  type UnmatchedAct,
  type UnmatchedLine,
} from "#lib/operator/unmatched.ts";
import type { Runtime } from "#lib/runtime/runtime.ts";
import { notSince, sinceOf } from "./safety/since.ts";
import { CONSENT, runWithConsent } from "./command/consent.ts";
import { reconcileText } from "./orders/reconcile-text.ts";
import { runForOperator } from "./operator-run.ts";
import { readOptions, wrongUse } from "./command/options.ts";

const HELP = `Asks the payment service about everything that is open, and lists what needs a person.

  npm run reconcile
  npm run reconcile -- --since 2026-11-20
  npm run reconcile -- --payment pi_123 --give-back --why "restored backup"

  --revive           try dead jobs again
  --since TIME       compare the payment service's books since then, and not of the last day; 30d, 24h or a day in UTC
  --json             each part as a line of JSON, for programs; lists of more than 200 come in several lines

  --payment REF      what becomes of a payment that is listed as unmatched: says so and asks first; with --why TEXT and one of
  --match            it is the payment of its checkout, which becomes an order
  --give-back        it is refunded
  --keep             it is dealt with outside, such as by an order that was entered by hand
  --dry-run          says what it would do, and changes nothing
  --yes              does it without asking, for scripts
  --help             this text

What the words mean and what to do: docs/operating.md
`;

const values = readOptions(HELP, {
  revive: { type: "boolean", default: false },
  since: { type: "string" },
  payment: { type: "string" },
  match: { type: "boolean", default: false },
  "give-back": { type: "boolean", default: false },
  keep: { type: "boolean", default: false },
  why: { type: "string" },
  ...CONSENT,
});
const print = (text: string) => void process.stdout.write(`${text}\n`);
const since = values.since === undefined ? null : sinceOf(values.since);

if (values.since !== undefined && since === null) wrongUse(notSince(values.since));
if (values.payment !== undefined) await settle(values.payment);
else if (actsOf().length > 0 || values.yes || values["dry-run"])
  wrongUse("--payment: name the payment, as it is listed.");
else {
  const request = { revive: values.revive, since: since?.toISOString() ?? null };
  const here = (runtime: Runtime, emit: Emit) => reconcile(runtime, request, emit);
  const text = reconcileText(since);
  await runForOperator<ReconcileLine>(RECONCILE_VERB, request, here, (line) => {
    for (const one of values.json ? [JSON.stringify(line)] : text(line)) print(one);
  });
  if (!values.json) for (const one of text(null)) print(one);
}

function actsOf(): readonly UnmatchedAct["act"][] {
  const { match, "give-back": giveBack, keep } = values;
  return [
    ...(match ? ["match" as const] : []),
    ...(giveBack ? ["give_back" as const] : []),
    ...(keep ? ["keep" as const] : []),
  ];
}

async function settle(reference: string): Promise<void> {
  const [act, ...more] = actsOf();
  const { why } = values;
  if (act === undefined || more.length > 0) wrongUse("--match, --give-back or --keep: one of them.");
  if (why === undefined) wrongUse("--why: say why; it is stored in the audit trail.");
  await runWithConsent<UnmatchedLine, UnmatchedAct>({
    verb: UNMATCHED_VERB,
    request: { reference, act, why },
    here: ({ operator }, request, emit) => settleUnmatched(operator, request, emit),
    say: unmatchedText,
    values,
  });
}
