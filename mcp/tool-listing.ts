import { z } from "zod";
import type { McpEra } from "#lib/wire/mcp/revisions.ts";
import { refusalView } from "#lib/wire/tool-contract.ts";
import type { Tool } from "./tool.ts";

/** The dialect of JSON Schema that each era reads when a schema names none is not the same, so every schema names its own. */
const TARGETS = { legacy: "draft-7", modern: "draft-2020-12" } as const;

/** The tools in the protocol's words. What a tool answers is what it is for, or a refusal. */
export function toolListing(tools: readonly Tool[], era: McpEra) {
  const schema = (of: z.ZodType, io: "input" | "output") => z.toJSONSchema(of, { io, target: TARGETS[era] });
  return tools.map((tool) => ({
    name: tool.name,
    title: tool.title,
    description: tool.description,
    annotations: { title: tool.title, ...tool.hints },
    _meta: { ...tool.meta },
    inputSchema: schema(tool.input, "input"),
    outputSchema: { type: "object", ...schema(z.union([tool.output, refusalView]), "output") },
  }));
}
