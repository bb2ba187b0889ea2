import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { styleSheets } from "#lib/wire/look/style-sheets.ts";
import { readOptions } from "../command/options.ts";
import { root } from "../install.mjs";

readOptions(
  `Writes the style sheets of the pages, the sandbox bank, the stand-in and the widgets from lib/wire/look/tokens.ts.

  npm run tokens

  --help  this text
`,
  {},
);
for (const [path, text] of Object.entries(styleSheets())) {
  writeFileSync(join(root, path), text);
  process.stdout.write(`${path}\n`);
}
