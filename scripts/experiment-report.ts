import { REPORT_FORMATS, REPORT_VERB, reportExperiment, type ReportLine } from "#lib/operator/report.ts";
import { runForOperator } from "./operator-run.ts";
import { readOptions, wrongUse } from "./command/options.ts";

const HELP = `Writes the report on an experiment.

  npm run --silent experiment:report
  npm run --silent experiment:report -- --format csv > figures.csv

  --format FORMAT     text (the verdict and the figures that decide), json (all of it), csv (the counts)
  --phase NAME        another phase than the latest one of real shoppers
  --experiment KEY    checkout-route
  --help              this text

How to read it: docs/experiment.md
`;

const values = readOptions(HELP, {
  format: { type: "string", default: "text" },
  phase: { type: "string" },
  experiment: { type: "string", default: "checkout-route" },
});

const format = REPORT_FORMATS.find((one) => one === values.format);
if (format === undefined) wrongUse(`--format is one of ${REPORT_FORMATS.join(", ")}, not "${values.format}".`);

const request = { experiment: values.experiment, phase: values.phase ?? null, format };
await runForOperator<ReportLine>(
  REPORT_VERB,
  request,
  ({ experimentReports }, emit) => reportExperiment(experimentReports, request, emit),
  show,
);

function show(line: ReportLine): void {
  if (line.type === "report") return void process.stdout.write(line.text);
  process.stderr.write(
    line.phases === null
      ? `There is no experiment "${values.experiment}".\n`
      : `There is no phase "${values.phase ?? ""}". There is: ${line.phases.join(", ") || "none yet"}.\n`,
  );
  process.exitCode = 1;
}
