import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { disputeText } from "#lib/operator/alert-texts.ts";
import { DISPUTE_VERB, dispute, evidenceForm, type DisputeLine, type DisputeRequest } from "#lib/operator/dispute.ts";
import { FORM_FILE } from "#lib/wire/disputes/evidence-files.ts";
import { runForOperator } from "../operator-run.ts";

const HELP = `Shows the disputes, early fraud warnings and reviews of an order's payment, and answers them: docs/disputes.md

  npm run dispute -- --order T-7F3K-92QD
  npm run dispute -- --order T-7F3K-92QD --release --why "called the buyer"
  npm run dispute -- --order T-7F3K-92QD --prepare evidence
  npm run dispute -- --order T-7F3K-92QD --submit evidence --why "it was delivered"

  --order NUMBER     the order's number or id
  --release          its goods may go in spite of early fraud warnings and reviews; needs --why. A dispute still holds them
  --prepare FOLDER   writes what is known into a new folder that only you can read; nothing is sent
  --submit FOLDER    sends the fields in FOLDER/${FORM_FILE} to the bank, for good: it reads one submission; needs --why
  --dispute ID       which one, if several wait for evidence
  --why TEXT         is kept in the audit trail
  --help             this text
`;

const { values } = parseArgs({
  options: {
    order: { type: "string" },
    release: { type: "boolean", default: false },
    prepare: { type: "string" },
    submit: { type: "string" },
    dispute: { type: "string" },
    why: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

const request = requestOf();
if (values.help || request === null) {
  process.stdout.write(HELP);
  if (!values.help) process.exitCode = 1;
} else if (typeof request === "string") stop(request);
else
  await runForOperator<DisputeLine>(
    DISPUTE_VERB,
    request,
    ({ operator, config }, emit) => dispute({ operator, publicUrl: config.publicUrl }, request, emit),
    show,
  );

/** Null when what is asked for is not complete; a text says what is wrong. */
function requestOf(): DisputeRequest | string | null {
  const { order, release, prepare, submit, dispute: named, why } = values;
  const acts = [release, prepare !== undefined, submit !== undefined].filter(Boolean).length;
  if (order === undefined || acts > 1 || ((release || submit !== undefined) && why === undefined)) return null;
  if (release && why !== undefined) return { order, act: { kind: "release", why } };
  if (prepare !== undefined) {
    if (existsSync(prepare)) return `--prepare: ${resolve(prepare)} exists already; name a new folder.`;
    return { order, act: { kind: "prepare", dispute: named ?? null } };
  }
  if (submit === undefined || why === undefined) return { order, act: { kind: "show" } };
  const file = join(submit, FORM_FILE);
  if (!existsSync(file)) return `--submit: there is no ${resolve(file)}; write it with --prepare.`;
  const form = evidenceForm.safeParse(jsonIn(file));
  if (form.success) return { order, act: { kind: "submit", form: form.data, why } };
  const [issue] = form.error.issues;
  return `--submit: ${resolve(file)} is not understood at ${issue?.path.join(".") || "its top"}: ${issue?.message}.`;
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

function show(line: DisputeLine): void {
  if (line.kind === "prepared") {
    const folder = resolve(values.prepare ?? "");
    mkdirSync(folder, { mode: 0o700 });
    for (const { name, text } of line.files) writeFileSync(join(folder, name), text, { mode: 0o600, flag: "wx" });
    const what = `Wrote ${line.files.length} files about ${line.dispute} to ${folder}, with the buyer's details.`;
    process.stdout.write(`${what} Read and edit ${FORM_FILE}; --submit sends its fields. Nothing was sent.\n`);
    return;
  }
  const { isDone, text } = disputeText(line);
  if (isDone) process.stdout.write(`${text}\n`);
  else stop(text);
}

function stop(sentence: string): void {
  process.exitCode = 1;
  process.stdout.write(`${sentence}\n`);
}
