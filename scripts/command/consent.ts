import { createInterface } from "node:readline";
import type { Emit } from "#lib/operator/control-socket.ts";
import type { Runtime } from "#lib/runtime/runtime.ts";
import { printLine, runForOperator, type Sentence } from "../operator-run.ts";
import { reportFailure } from "./failure.ts";
import { wrongUse } from "./options.ts";

/** Options of every command that moves money, or settles something for good. */
export const CONSENT = {
  yes: { type: "boolean", default: false },
  "dry-run": { type: "boolean", default: false },
  json: { type: "boolean", default: false },
} as const;

export const CONSENT_HELP = `  --dry-run          says what it would do, and changes nothing
  --yes              does it without asking, for scripts
  --json             the answer as a line of JSON, for programs
  --help             this text
`;

type Act<Line, Request> = {
  readonly verb: string;
  readonly request: Request;
  /** Does it here, where no server has the database. */
  readonly here: (runtime: Runtime, request: Request, emit: Emit) => Promise<void>;
  readonly say: (line: Line) => Sentence;
  readonly values: { readonly yes: boolean; readonly "dry-run": boolean; readonly json: boolean };
};

/**
 * Says what an act would do, asks whether to do it, does it, and says what was done. The first comes from a dry run of the
 * act itself, and the amount that was agreed to goes with the second. Without a terminal it is wrong use to leave out both
 * `--yes` and `--dry-run`. The exit code is 1 where it was not done.
 */
export async function runWithConsent<Line extends { readonly kind: string }, Request extends object>(
  act: Act<
    Line,
    Request & { readonly isDryRun?: boolean | undefined; readonly agreedMinor?: number | null | undefined }
  >,
): Promise<void> {
  const { yes: isYes, "dry-run": isDryRun, json: isJson } = act.values;
  if (isYes && isDryRun) wrongUse("--yes and --dry-run: only one of the two.");
  if (isYes) return run(act, act.request);
  if (!isDryRun && !(process.stdin.isTTY && process.stderr.isTTY))
    wrongUse("--yes: there is no terminal to ask at. Add --yes to do it, or --dry-run to see what it would do.");
  const plans: (Line & { readonly kind: "planned"; readonly amount?: unknown })[] = [];
  await runForOperator<Line>(act.verb, { ...act.request, isDryRun: true }, hereWith(act, true), (line) => {
    if (isPlan(line)) plans.push(line);
    else show(act, line);
  });
  const [plan] = plans;
  if (plan === undefined) return;
  const { text } = act.say(plan);
  if (isDryRun)
    return void process.stdout.write(isJson ? `${JSON.stringify(plan)}\n` : `${text}\nNothing was changed.\n`);
  process.stderr.write(`${text}\n`);
  if (!(await isAgreed())) {
    process.exitCode = 1;
    return reportFailure("Nothing was changed.");
  }
  await run(act, { ...act.request, agreedMinor: minorOf(plan.amount) });
}

function isPlan<Line extends { readonly kind: string }>(line: Line): line is Line & { readonly kind: "planned" } {
  return line.kind === "planned";
}

function hereWith<Line, Request extends object>(act: Act<Line, Request>, isDryRun: boolean) {
  return (runtime: Runtime, emit: Emit) => act.here(runtime, { ...act.request, isDryRun }, emit);
}

async function run<Line, Request extends object>(act: Act<Line, Request>, request: Request): Promise<void> {
  await runForOperator<Line>(
    act.verb,
    request,
    (runtime, emit) => act.here(runtime, request, emit),
    (line) => show(act, line),
  );
}

const show = <Line, Request>({ say, values }: Act<Line, Request>, line: Line): void =>
  printLine(line, say(line), values.json);

function minorOf(amount: unknown): number | null {
  const minor: unknown = typeof amount === "object" && amount !== null ? Reflect.get(amount, "amountMinor") : null;
  return typeof minor === "number" ? minor : null;
}

/** Asks at the terminal; an end of the input, or Ctrl-C, is a no. */
function isAgreed(): Promise<boolean> {
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((answered) => {
    asking.once("close", () => answered(false));
    asking.question("Go ahead? [y/N] ", (answer) => {
      answered(/^\s*y(es)?\s*$/i.test(answer));
      asking.close();
    });
  });
}
