// `npm start`: installs what is missing, then hands over to scripts/boot.ts on the project's own Node. `npm run build` ends
// when everything is built; `npm run serve` neither installs nor builds.
import { spawn } from "node:child_process";
import { endTogether, installDependencies, projectEnvironment, projectNode, root } from "./install.mjs";

const HELP = `npm start        installs, builds, migrates the database and serves
npm run build    installs and builds
npm run serve    serves what was built

The settings are environment variables: docs/operating.md. npm run doctor prints what is risky in them.
`;
if (process.argv.includes("--help")) {
  process.stdout.write(HELP);
  process.exit(0);
}
const words = process.argv.slice(2);
const part = words[0] === "build" || words[0] === "serve" ? words.shift() : "all";
if (words.length > 0) {
  const command = part === "all" ? "npm start" : `npm run ${part}`;
  process.stderr.write(
    `${words[0]}: ${command} has no options; settings are environment variables, as in PORT=3100 npm start. --help lists the commands.\n`,
  );
  process.exit(2);
}
if (part !== "serve") await installDependencies();
const child = spawn(projectNode(), ["scripts/boot.ts", part], {
  cwd: root,
  stdio: "inherit",
  env: projectEnvironment(),
});
endTogether(child);
