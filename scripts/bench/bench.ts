import { readOptions, wrongUse } from "../command/options.ts";
import { mcpPart } from "./mcp/part.ts";
import { sizesPart } from "./mcp/sizes.ts";
import { experimentPart } from "./parts/experiment.ts";
import { floodPart } from "./parts/flood.ts";
import { importPart } from "./parts/import.ts";
import { openPaymentsPart } from "./parts/open-payments.ts";
import { startPart } from "./parts/start.ts";
import { searchPart } from "./parts/search.ts";
import { purchasesPart } from "./purchases/part.ts";
import { isOfEarlierVersion } from "./sellers/kept-folder.ts";
import { sellersPart } from "./sellers/part.ts";
import { isMet, type Part } from "./result.ts";
import { commit, machine, newResultsFile, writeResult } from "./results-file.ts";
import { tableOf } from "./table.ts";

const PARTS: readonly Part[] = [
  mcpPart,
  sizesPart,
  purchasesPart,
  startPart,
  searchPart,
  importPart,
  experimentPart,
  openPaymentsPart,
  sellersPart,
  floodPart,
];

const HELP = `Measures the built shop on this machine, beside what it is compared with, and writes bench/results. Ratios say more
than rates, because client and server share the processor. How to read it: docs/operations/bench.md.

  npm run bench
  npm run bench -- --only mcp,search --quick

  --only NAME,…      of: ${PARTS.map(({ name }) => name).join(", ")}
  --quick            all within a minute or so: whether it runs, and not how fast
  --whole            also the sizes that take tens of minutes
  --sizes N,…        instead of the sizes of sizes, search, import, experiment, open-payments, sellers
  --data FOLDER      sellers keeps its database there, and goes on where a run of the same size was ended
  --out FILE         adds the parts to this file of results
  --help             this text

${PARTS.map(({ name, title }) => `  ${name.padEnd(18)} ${title}`).join("\n")}
`;

const values = readOptions(HELP, {
  only: { type: "string" },
  quick: { type: "boolean", default: false },
  whole: { type: "boolean", default: false },
  sizes: { type: "string" },
  data: { type: "string" },
  out: { type: "string" },
});
const data = values.data ?? null;
const scale = { isQuick: values.quick, isWhole: values.whole, sizes: sizesIn(values.sizes), data };
const parts = chosen(values.only);
if (data !== null && isOfEarlierVersion(data))
  wrongUse(
    `--data: the database in ${data} was made by an earlier version of the bench, without a password; name another folder, or remove this one.`,
  );
const out = values.out ?? newResultsFile(new Date());

const say = (text: string) => void process.stdout.write(text);
say(`${machine()}, Node ${process.version}, commit ${commit()}\n`);
let missed = 0;
for (const part of parts) {
  say(`\n${part.name}: ${part.title}\n`);
  const result = await part.run(scale, (line) => say(`  ${line}\n`));
  say(tableOf(result));
  missed += result.goals.filter((goal) => !isMet(goal)).length;
  if (!values.quick) writeResult(out, part.name, result);
}
say(values.quick ? "\nA quick run decides nothing and is not written.\n" : `\nWritten to ${out}\n`);
if (missed > 0) say(`${missed} of the goals were missed.\n`);
process.exit(0);

function chosen(only: string | undefined): readonly Part[] {
  if (only === undefined) return PARTS;
  return only.split(",").map((name) => {
    const part = PARTS.find((one) => one.name === name);
    return part ?? wrongUse(`--only: "${name}" is no part; there are ${PARTS.map((one) => one.name).join(", ")}.`);
  });
}

function sizesIn(text: string | undefined): readonly number[] | null {
  if (text === undefined) return null;
  return text.split(",").map((size) => {
    const value = Number(size);
    return Number.isInteger(value) && value >= 100 && value <= 10_000_000
      ? value
      : wrongUse(`--sizes: "${size}" must be a whole number from 100 to 10000000.`);
  });
}
