import { parseArgs } from "node:util";
import { CANCEL_VERB, cancel, cancelText, type CancelLine } from "#lib/operator/cancel.ts";
import { runForOperator } from "../operator-run.ts";

const HELP = `Cancels an order that cost nothing and of which nothing was shipped. One that was paid is refunded.

  npm run cancel -- --order T-7F3K-92QD --why "the code was given by mistake"

  --order NUMBER  the order's number or id
  --why TEXT      is stored in the audit trail
  --help          this text
`;

const { values } = parseArgs({
  options: {
    order: { type: "string" },
    why: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const { order, why } = values;

if (values.help || order === undefined || why === undefined) {
  process.stdout.write(HELP);
  if (!values.help) process.exitCode = 1;
} else
  await runForOperator<CancelLine>(
    CANCEL_VERB,
    { order, why },
    ({ operator }, emit) => cancel(operator, { order, why }, emit),
    (line) => {
      const { isDone, text } = cancelText(line);
      process.stdout.write(`${text}\n`);
      if (!isDone) process.exitCode = 1;
    },
  );
