// `npm test`, and `npm run test:unit` and its like for one tier: installs what is missing, then runs scripts/suite/run.ts on
// the project's own Node.
import { spawn } from "node:child_process";
import { installDependencies, installUnleashServer, projectEnvironment, projectNode, root } from "./install.mjs";

const tiers = process.argv.slice(2);
await installDependencies();
if (tiers.length === 0 || tiers.includes("process")) await installUnleashServer();
const child = spawn(projectNode(), ["scripts/suite/run.ts", ...tiers], {
  cwd: root,
  stdio: "inherit",
  env: projectEnvironment(),
});
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 1));
