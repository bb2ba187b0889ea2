import { readConfig } from "#lib/config/config.ts";
import { readDays } from "#lib/experiment/report/range.ts";
import { SHARED_DAYS } from "#lib/operator/console/report-links.ts";
import {
  REPORT_FORMATS,
  REPORT_VERB,
  reportExperiment,
  SHARE_VERB,
  shareReport,
  type ReportLine,
  type ShareLine,
} from "#lib/operator/report.ts";
import { root } from "./install.mjs";
import { runForOperator } from "./operator-run.ts";
import { readOptions, wrongUse } from "./command/options.ts";
import { reportFailure } from "./command/failure.ts";

const HELP = `Writes the report on an experiment, or makes a link to it.

  npm run --silent experiment:report
  npm run --silent experiment:report -- --format csv > figures.csv
  npm run --silent experiment:report -- --share --days 7

  --format FORMAT     text (the verdict and the figures that decide), json (all of it), csv (the counts)
  --json              the same as --format json; with --share the link as JSON
  --phase NAME        another phase than the latest one of real shoppers
  --from DAY          only shoppers who were first assigned on this day or later, such as 2026-11-24 (UTC); a range that
                      begins inside the phase describes, and has no verdict
  --to DAY            only shoppers who were first assigned on this day or before
  --experiment KEY    checkout-route
  --share             prints a link that opens the phase's report in a browser, for reading only, without a sign-in;
                      another CONSOLE_KEY ends all of them
  --days DAYS         how long the link works; ${SHARED_DAYS.usual} unless given, at most ${SHARED_DAYS.most}
  --help              this text

How to read it: docs/experiment.md
`;

const WRONG_DAYS = "--from and --to are days such as 2026-11-24, the first not after the last.";

const values = readOptions(HELP, {
  format: { type: "string" },
  json: { type: "boolean", default: false },
  phase: { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  experiment: { type: "string", default: "checkout-route" },
  share: { type: "boolean", default: false },
  days: { type: "string" },
});
if (readDays(values.from ?? null, values.to ?? null) === null) wrongUse(WRONG_DAYS);
const range = { from: values.from ?? null, to: values.to ?? null };
const asked = { experiment: values.experiment, phase: values.phase ?? null, ...range };

const isJson = values.json || values.format === "json";
if (values.json && values.format !== undefined && values.format !== "json")
  wrongUse(`--json or --format ${values.format}: one of the two.`);

if (values.share) await share();
else await write();

async function write(): Promise<void> {
  if (values.days !== undefined) wrongUse("--days is said of a link: give --share as well.");
  const asFormat = values.format ?? (isJson ? "json" : "text");
  const format = REPORT_FORMATS.find((one) => one === asFormat);
  if (format === undefined) wrongUse(`--format is one of ${REPORT_FORMATS.join(", ")}, not "${asFormat}".`);
  await runForOperator<ReportLine>(
    REPORT_VERB,
    { ...asked, format },
    ({ experimentReports }, emit) => reportExperiment(experimentReports, { ...asked, format }, emit),
    (line) => (line.type === "report" ? void process.stdout.write(line.text) : refuse(refusalOf(line))),
  );
}

async function share(): Promise<void> {
  const days = values.days === undefined ? SHARED_DAYS.usual : Number(values.days);
  if (!Number.isInteger(days) || days < 1 || days > SHARED_DAYS.most)
    wrongUse(`--days is a whole number from 1 to ${SHARED_DAYS.most}, not "${values.days}".`);
  const request = { ...asked, days };
  await runForOperator<ShareLine>(
    SHARE_VERB,
    request,
    (runtime, emit) => shareReport(runtime, request, emit),
    (line) => {
      if (line.type === "shared") return say(line);
      if (line.type === "no_key") return refuse("Links are signed with CONSOLE_KEY, which is not set.");
      return refuse(line.type === "nothing_to_share" ? "Nobody has been in the experiment yet." : refusalOf(line));
    },
  );
}

function say({ path, endsAt }: Extract<ShareLine, { type: "shared" }>): void {
  const read = readConfig(process.env, root);
  const origin = read.kind === "invalid" ? "" : read.config.publicUrl;
  if (isJson) return void process.stdout.write(`${JSON.stringify({ url: `${origin}${path}`, ends_at: endsAt })}\n`);
  process.stdout.write(`${origin}${path}\n`);
  process.stderr.write(`It works until ${endsAt}.\n`);
}

const refusalOf = (line: Exclude<ReportLine, { type: "report" }>): string =>
  line.type === "wrong_days" ? WRONG_DAYS : notFound(line);

const notFound = ({ phases }: Extract<ReportLine, { type: "not_found" }>): string =>
  phases === null
    ? `There is no experiment "${values.experiment}".`
    : `There is no phase "${values.phase ?? ""}". There is: ${phases.join(", ") || "none yet"}.`;

function refuse(sentence: string): void {
  reportFailure(sentence);
  process.exitCode = 1;
}
