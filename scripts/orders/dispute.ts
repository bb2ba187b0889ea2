import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { disputeText } from "#lib/operator/disputes/alert-texts.ts";
import {
  DISPUTE_VERB,
  dispute,
  evidenceForm,
  type DisputeLine,
  type DisputeRequest,
} from "#lib/operator/disputes/dispute.ts";
import type { Emit } from "#lib/operator/control-socket.ts";
import type { Runtime } from "#lib/runtime/runtime.ts";
import { FORM_FILE } from "#lib/wire/disputes/evidence-files.ts";
import { CONSENT, CONSENT_HELP, runWithConsent } from "../command/consent.ts";
import { runAndSay, type Sentence } from "../operator-run.ts";
import { readOptions, wrongUse } from "../command/options.ts";

const HELP = `Shows the disputes, early fraud warnings and reviews of an order's payment, and answers them: docs/disputes.md

  npm run dispute -- --order T-7F3K-92QD
  npm run dispute -- --order T-7F3K-92QD --release --why "called the buyer"
  npm run dispute -- --order T-7F3K-92QD --prepare evidence
  npm run dispute -- --order T-7F3K-92QD --submit evidence --why "it was delivered"

  --order NUMBER     the order's number or id
  --release          its goods may go in spite of early fraud warnings and reviews; needs --why. A dispute still holds them
  --prepare FOLDER   writes what is known into a new folder that only you can read; nothing is sent
  --submit FOLDER    sends the fields in FOLDER/${FORM_FILE} to the bank, and the files of the folder that it names (PDF, JPEG or
                     PNG; 4.5 MB together), for good: it reads one submission; needs --why. Says what, and asks first
  --dispute ID       which one, if several wait for evidence
  --why TEXT         is kept in the audit trail
${CONSENT_HELP}`;

const values = readOptions(HELP, {
  order: { type: "string" },
  release: { type: "boolean", default: false },
  prepare: { type: "string" },
  submit: { type: "string" },
  dispute: { type: "string" },
  why: { type: "string" },
  ...CONSENT,
});

const request = requestOf();
const verb = DISPUTE_VERB;
const here = ({ operator, config }: Runtime, asked: DisputeRequest, emit: Emit) =>
  dispute({ operator, publicUrl: config.publicUrl }, asked, emit);
if (request.act.kind === "release" || request.act.kind === "submit")
  await runWithConsent<DisputeLine, DisputeRequest>({ verb, request, here, say, values });
else
  await runAndSay<DisputeLine>(verb, request, (runtime, emit) => here(runtime, request, emit), {
    say,
    isJson: values.json,
  });

function requestOf(): DisputeRequest {
  const { order, release, prepare, submit, dispute: named, why } = values;
  if (order === undefined) wrongUse("--order: which order? npm run orders lists them.");
  if ([release, prepare !== undefined, submit !== undefined].filter(Boolean).length > 1)
    wrongUse("--release, --prepare and --submit: only one of them.");
  if (prepare !== undefined) {
    if (existsSync(prepare)) wrongUse(`--prepare: ${resolve(prepare)} exists already; name a new folder.`);
    return { order, act: { kind: "prepare", dispute: named ?? null } };
  }
  if (!release && submit === undefined) return { order, act: { kind: "show" } };
  if (why === undefined) wrongUse("--why: say why; it is kept in the audit trail.");
  return {
    order,
    act:
      submit === undefined
        ? { kind: "release", why }
        : { kind: "submit", form: formIn(submit), folder: resolve(submit), why },
  };
}

type EvidenceForm = Extract<DisputeRequest["act"], { readonly kind: "submit" }>["form"];

function formIn(folder: string): EvidenceForm {
  const file = join(folder, FORM_FILE);
  if (!existsSync(file)) wrongUse(`--submit: there is no ${resolve(file)}; write it with --prepare.`);
  const form = evidenceForm.safeParse(jsonIn(file));
  if (form.success) return form.data;
  const [issue] = form.error.issues;
  wrongUse(`--submit: ${resolve(file)} is not understood at ${issue?.path.join(".") || "its top"}: ${issue?.message}.`);
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

function say(line: DisputeLine): Sentence {
  if (line.kind !== "prepared") return disputeText(line);
  const folder = resolve(values.prepare ?? "");
  mkdirSync(folder, { mode: 0o700 });
  for (const { name, text } of line.files) writeFileSync(join(folder, name), text, { mode: 0o600, flag: "wx" });
  const what = `Wrote ${line.files.length} files about ${line.dispute} to ${folder}, with the buyer's details.`;
  return {
    isDone: true,
    text: `${what} Read and edit ${FORM_FILE}; --submit sends its fields, and the files that it names. Nothing was sent.`,
  };
}
