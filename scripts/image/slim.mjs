// Run in a container's build, in a folder that is thrown away: leaves of what was built only what a server needs.
import { globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";

// Of a configuration in TypeScript Next wants its compiler at every start, a hundred megabytes that nothing else needs.
const config = stripTypeScriptTypes(readFileSync("next.config.ts", "utf8"));
writeFileSync("next.config.mjs", config);

const left = ["next.config.ts", "node_modules", ".next/cache", ".next/diagnostics", ...globSync(".next/**/*.map")];
for (const path of left) rmSync(path, { recursive: true, force: true });
