import type { RollBackLine } from "#lib/catalog/imports/roll-back.ts";
import { decimalText } from "#lib/money.ts";
import {
  IMPORTS_VERB,
  listImports,
  ROLL_BACK_VERB,
  rollBack,
  rollBackRequest,
  type ImportsLine,
} from "#lib/operator/feeds/imports.ts";
import { reportFailure } from "../command/failure.ts";
import { readOptions, wrongUse } from "../command/options.ts";
import { runForOperator } from "../operator-run.ts";
import { withoutControls } from "./lines.ts";

const HELP = `Lists the imports that changed the catalogue, the latest first, and rolls them back.

  npm run feed:imports
  npm run -s feed:imports -- --json                   one import a line
  npm run feed:imports -- --roll-back 12 --dry-run    says what would change
  npm run feed:imports -- --roll-back 12 --why "prices in cents"

  --roll-back ID   puts the products of the import's sellers back to what they were before it and all imports after it
  --dry-run        with --roll-back: changes nothing
  --why TEXT       is kept in the audit trail
  --json           the answer as lines of JSON, for programs
  --help           this text

What was sold stays sold, and what was changed otherwise since stays as it is. A roll-back is listed as an import and can be
rolled back. A feed that the server imports by itself is not imported again until its content changes.
More: docs/operating.md
`;

const values = readOptions(HELP, {
  json: { type: "boolean", default: false },
  "roll-back": { type: "string" },
  "dry-run": { type: "boolean", default: false },
  why: { type: "string" },
});
const write = (text: string) => void process.stdout.write(`${withoutControls(text)}\n`);
const id = values["roll-back"];

if (id === undefined && (values["dry-run"] || values.why !== undefined))
  wrongUse("--roll-back: missing; --dry-run and --why are for it.");
if (id === undefined) await list();
else await rollBackOne(id);

async function list(): Promise<void> {
  let count = 0;
  await runForOperator<ImportsLine>(
    IMPORTS_VERB,
    {},
    ({ imports }, emit) => listImports(imports, emit),
    ({ type: _type, ...one }) => {
      count += 1;
      write(values.json ? JSON.stringify(one) : sentenceOfImport(one));
    },
  );
  if (count === 0 && !values.json && process.exitCode === undefined) write("No import changed the catalogue.");
}

async function rollBackOne(text: string): Promise<void> {
  const request = rollBackRequest.safeParse({
    id: /^\d+$/.test(text) ? Number(text) : null,
    isDryRun: values["dry-run"],
    why: values.why ?? null,
  });
  if (!request.success)
    wrongUse(`--roll-back: "${text}" is not the number of an import; --why has at most 500 characters.`);
  let isEnded = false;
  await runForOperator<RollBackLine>(
    ROLL_BACK_VERB,
    request.data,
    ({ imports }, emit) => rollBack(imports, request.data, emit),
    (line) => {
      isEnded ||= line.type !== "product";
      if (line.type === "not_found") stop(`There is no import ${text}. npm run feed:imports lists them.`);
      else if (line.type === "not_kept") stop(`Import ${text} is older than what is kept (CATALOG_IMPORTS_KEPT).`);
      else write(values.json ? JSON.stringify(line) : sentenceOf(line));
    },
  );
  if (!isEnded && process.exitCode === undefined)
    stop("The server went away before the end. What was put back stays; run it again.");
}

function sentenceOfImport(one: Omit<ImportsLine, "type">): string {
  const numbers = [
    `${one.added} new`,
    `${one.changed} changed`,
    `${one.withdrawn} taken off sale`,
    `${one.rejected} rejected`,
  ];
  const [first = "", ...others] = one.sellers;
  const state = [
    ...(one.ended_at === null ? ["not ended"] : []),
    ...(one.failure === null ? [] : [`ended early: ${one.failure}`]),
    ...(one.rolls_back === null ? [] : [`rolls back ${one.rolls_back}`]),
    ...(one.rolled_back_by === null ? [] : [`rolled back by ${one.rolled_back_by}`]),
    ...(one.can_be_rolled_back ? [] : ["cannot be rolled back any more"]),
  ];
  const sellers = others.length === 0 ? first : `${first} and ${others.length} more`;
  return [String(one.id), one.started_at, one.cause, one.source, sellers, numbers.join(", "), ...state]
    .filter((part) => part !== "")
    .join("  ");
}

function sentenceOf(line: Extract<RollBackLine, { type: "product" | "would_roll_back" | "rolled_back" }>): string {
  if (line.type === "product") {
    const { before, after } = line.price;
    const price = [before, after].map((amount) => `${decimalText(amount)} ${amount.currency}`).join(" to ");
    if (line.kind === "withdrawn") return `${line.id}: taken off sale; the imports brought it`;
    const others = line.changes.filter((column) => !/^(price_minor|currency)$/.test(column));
    const changes = [...(others.length < line.changes.length ? [`price ${price}`] : []), ...others];
    return `${line.id}: ${changes.join(", ")}${line.isPartLeft ? "; a part was changed since and stays" : ""}`;
  }
  const { putBack, withdrawn, partLeft } = line;
  const counts = [
    `${putBack} put back`,
    `${withdrawn} taken off sale`,
    ...(partLeft > 0 ? [`${partLeft} with a part that was changed since and stays`] : []),
  ].join(", ");
  if (line.type === "would_roll_back") return `${counts}. Nothing was changed.`;
  const listed = line.id === null ? "" : ` It is import ${line.id}, and can be rolled back.`;
  return `${counts}.${listed} A feed with this content is not imported by the server until it changes.`;
}

function stop(sentence: string): void {
  process.exitCode = 1;
  reportFailure(sentence);
}
