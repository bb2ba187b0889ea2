// `npm test`, and `npm run test:unit` and its like for one tier: installs what is missing, then runs scripts/suite/run.ts on
// the project's own Node.
import { spawn } from "node:child_process";
import {
  endTogether,
  installDependencies,
  installUnleashServer,
  projectEnvironment,
  projectNode,
  root,
} from "./install.mjs";

const HELP = `npm test               everything; the last line is "N passed, N failed"
npm run test:unit      tests that open nothing; so do test:store, test:process and test:browser for theirs
npm run prove          all tests in their long forms

One file: npx vitest run tests/domain/totals.test.ts
`;
if (process.argv.includes("--help")) {
  process.stdout.write(HELP);
  process.exit(0);
}
const TIERS = ["unit", "store", "process", "browser"];
const tiers = process.argv.slice(2);
const unknown = tiers.find((tier) => !TIERS.includes(tier));
if (unknown !== undefined) {
  process.stderr.write(`"${unknown}" must be one of ${TIERS.join(", ")}. --help lists the commands.\n`);
  process.exit(2);
}
await installDependencies();
if (tiers.length === 0 || tiers.includes("process")) await installUnleashServer();
const child = spawn(projectNode(), ["scripts/suite/run.ts", ...tiers], {
  cwd: root,
  stdio: "inherit",
  env: projectEnvironment(),
});
endTogether(child);
