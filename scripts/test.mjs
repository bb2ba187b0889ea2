// `npm test`: installs what is missing, then hands over to scripts/suite/run.ts on the project's own Node.
import { spawn } from "node:child_process";
import { installDependencies, installUnleashServer, projectEnvironment, projectNode, root } from "./install.mjs";

await installDependencies();
await installUnleashServer();
const child = spawn(projectNode(), ["scripts/suite/run.ts"], {
  cwd: root,
  stdio: "inherit",
  env: projectEnvironment(),
});
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 1));
