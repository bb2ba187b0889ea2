import { z } from "zod";
import { vocabularyOf } from "#lib/http/recording/vocabulary.ts";
import { refusalView } from "#lib/wire/tool-contract.ts";
import { TOOLS } from "./tool-list.ts";
import { WIDGET_URI } from "./tool-meta.ts";

/** What a recording of /mcp may show as it is: the names, words and numbers of our own tools' schemas. */
export const RECORDING_VOCABULARY = vocabularyOf(
  [
    ...TOOLS.map((tool) => z.toJSONSchema(tool.input, { io: "input" })),
    ...TOOLS.map((tool) => z.toJSONSchema(tool.output, { io: "output" })),
    z.toJSONSchema(refusalView, { io: "output" }),
  ],
  [...TOOLS.map((tool) => tool.name), WIDGET_URI],
);
