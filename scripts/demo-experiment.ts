import {
  readSimulationRequest,
  SIMULATE_VERB,
  type SimulationLine,
  type SimulationRequest,
} from "#lib/operator/simulation.ts";
import { printLine, runForOperator } from "./operator-run.ts";
import { readOptions, wrongUse } from "./command/options.ts";

const HELP = `Fills the experiment with SIMULATED shoppers, to see what its report makes of an effect that is known.

  npm run demo:experiment
  npm run demo:experiment -- --shoppers 200000 --effect 5 --currencies USD,EUR

  --shoppers N     how many (50000)
  --days N         over how many days before now (28)
  --effect P       by how many per cent the instant way changes paid conversion, relative; may be negative (10)
  --base P         paid conversion of the external route, in per cent (8)
  --seed N         the same seed gives the same shoppers, and replaces them (1)
  --sellers, --platforms, --countries, --currencies
                   names separated by commas
  --remove         takes simulated shoppers away; with --seed, of that simulation only
  --json           each line as JSON, for programs
  --help           this text

Only with the sandbox bank. Simulated shoppers are a phase of their own, named simulated-<seed>; they are never counted
together with real ones, and the report says what they are.
`;

const values = readOptions(HELP, {
  shoppers: { type: "string", default: "50000" },
  days: { type: "string", default: "28" },
  effect: { type: "string", default: "10" },
  base: { type: "string", default: "8" },
  seed: { type: "string" },
  sellers: { type: "string", default: "fernweh,kumo-living,papierladen,lumen-supply" },
  platforms: { type: "string", default: "ios,android,web" },
  countries: { type: "string", default: "US,GB,DE,JP" },
  currencies: { type: "string", default: "USD" },
  remove: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
});
const PER_CENT = 10_000;
const list = (text: string) => text.split(",").map((name) => name.trim());
const begun = performance.now();

const read = readSimulationRequest(options());
if (read.kind === "invalid") wrongUse(read.problems.join("\n"));
await run(read.request);

function options(): unknown {
  if (values.remove) return { do: "remove", seed: values.seed === undefined ? null : Number(values.seed) };
  return {
    do: "fill",
    seed: Number(values.seed ?? "1"),
    shoppers: Number(values.shoppers),
    days: Number(values.days),
    effectPerMillion: Math.round(Number(values.effect) * PER_CENT),
    basePerMillion: Math.round(Number(values.base) * PER_CENT),
    sellers: list(values.sellers),
    platforms: list(values.platforms),
    countries: list(values.countries),
    currencies: list(values.currencies.toUpperCase()),
  };
}

async function run(request: SimulationRequest): Promise<void> {
  await runForOperator<SimulationLine>(
    SIMULATE_VERB,
    request,
    (runtime, emit) => runtime.simulate(request, emit),
    show,
  );
}

function show(line: SimulationLine): void {
  const print = (text: string) => void process.stdout.write(`${text}\n`);
  if (line.type === "refused")
    return printLine(line, { isDone: false, text: `Simulated shoppers are not taken: ${line.why}.` }, values.json);
  if (values.json) return line.type === "progress" ? undefined : print(JSON.stringify(line));
  switch (line.type) {
    case "removed":
      if (line.sessions > 0 || values.remove) print(`${line.sessions} simulated sessions taken away.`);
      return;
    case "progress":
      if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line.shoppers} simulated shoppers`);
      return;
    case "counted": {
      if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
      const seconds = Math.round((performance.now() - begun) / 100) / 10;
      print(`SIMULATED shoppers, phase ${line.phase}, stored and counted in ${seconds} s. Nobody bought anything.`);
      for (const { arm, assigned, shown, paid } of line.arms)
        print(`  ${arm.padEnd(8)} assigned ${assigned}, shown ${shown}, paid ${paid} (${percent(paid, shown)} %)`);
      print(`The true effect is ${values.effect} % of ${values.base} %. Take them away with --remove.`);
      print(`The report: /console/experiments/checkout-route?phase=${line.phase}`);
    }
  }
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "-" : ((part / whole) * 100).toFixed(2);
}
