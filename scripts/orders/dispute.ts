import { parseArgs } from "node:util";
import { alertLine } from "#lib/operator/alert-texts.ts";
import { DISPUTE_VERB, dispute, type DisputeLine, type DisputeRequest } from "#lib/operator/dispute.ts";
import { runForOperator } from "../operator-run.ts";

const HELP = `Shows the disputes, early fraud warnings and reviews of an order's payment. What they mean: docs/disputes.md

  npm run dispute -- --order T-7F3K-92QD
  npm run dispute -- --order T-7F3K-92QD --release --why "called the buyer"

  --order NUMBER     the order's number or id
  --release          its goods may go in spite of early fraud warnings and reviews; needs --why. A dispute still holds them
  --why TEXT         is kept in the audit trail
  --help             this text
`;

const { values } = parseArgs({
  options: {
    order: { type: "string" },
    release: { type: "boolean", default: false },
    why: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

const request = requestOf();
if (values.help || request === null) {
  process.stdout.write(HELP);
  if (!values.help) process.exitCode = 1;
} else {
  await runForOperator<DisputeLine>(
    DISPUTE_VERB,
    request,
    ({ operator }, emit) => dispute(operator, request, emit),
    show,
  );
}

/** Null when what is asked for is not complete. */
function requestOf(): DisputeRequest | null {
  const { order, release, why } = values;
  if (order === undefined || (release && why === undefined)) return null;
  return { order, act: release && why !== undefined ? { kind: "release", why } : { kind: "show" } };
}

function show(line: DisputeLine): void {
  const { isDone, text } = sentence(line);
  if (!isDone) process.exitCode = 1;
  process.stdout.write(`${text}\n`);
}

function sentence(line: DisputeLine): { readonly isDone: boolean; readonly text: string } {
  switch (line.kind) {
    case "shown":
      if (line.alerts.length === 0) return { isDone: true, text: "Nothing stands against the payment of this order." };
      return { isDone: true, text: line.alerts.map(alertLine).join("\n") };
    case "released":
      return { isDone: true, text: "Noted; its goods may go." };
    case "not_held":
      return { isDone: false, text: "No early fraud warning and no review holds this order." };
    case "not_found":
      return { isDone: false, text: `There is no order "${line.order}".` };
  }
}
