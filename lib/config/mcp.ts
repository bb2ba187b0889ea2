import { z } from "zod";
import type { OwnershipRule } from "../purchase/access/relation.ts";
import { HOST_DIALECTS, type HostDialect } from "../wire/host-session.ts";
import { listItems, oneOf } from "./setting.ts";

export type McpConfig = {
  /** How the session for `requestCheckout` is spelled. */
  readonly hostDialect: HostDialect;
  /** The origin of the widget's own sandbox, unique per plugin; null: the host's default. */
  readonly widgetDomain: string | null;
  /** What proves to the platform that this domain is ours. Public, because it is served to everyone; null: nothing. */
  readonly openaiAppsChallenge: string | null;
  /** Origins of pages that may call /mcp from a browser. */
  readonly mcpAllowedOrigins: readonly string[];
  /** What becomes of a caller whose subject does not match the checkout's. */
  readonly mcpOwnership: OwnershipRule;
  /** The folder that calls on /mcp are recorded in, redacted; null: they are not. */
  readonly recordMcp: string | null;
};

/** An origin as browsers write it: scheme, host and a port that is not the scheme's own; no path. */
const isOrigin = (text: string) => /^https?:$/.test(URL.parse(text)?.protocol ?? "") && new URL(text).origin === text;

const origins = z.string().transform((text, context): readonly string[] => {
  const listed = listItems(text);
  const wrong = listed.filter((origin) => !isOrigin(origin)).map((origin) => `"${origin}"`);
  if (wrong.length > 0)
    context.addIssue({
      code: "custom",
      message: `must be origins separated by commas, such as https://host.example, without a path or a trailing slash, not ${wrong.join(", ")}`,
    });
  return listed;
});

/** What hosts of the MCP server read and may do. */
export const mcpSettings = z
  .object({
    HOST_DIALECT: oneOf(HOST_DIALECTS).default("full"),
    WIDGET_DOMAIN: z
      .string()
      .refine((text) => text.startsWith("https://") && isOrigin(text), {
        error: ({ input }) =>
          `must be an https origin such as https://shop.example.com, without a path or a trailing slash, not "${String(input)}"`,
      })
      .optional(),
    OPENAI_APPS_CHALLENGE: z
      .string()
      .regex(/^[!-~]{1,500}$/, "must be the platform's token alone: at most 500 characters, without spaces")
      .optional(),
    MCP_ALLOWED_ORIGINS: origins.default([]),
    MCP_OWNERSHIP: oneOf(["enforce", "report_only"]).default("enforce"),
    RECORD_MCP: z.string().optional(),
  })
  .transform((settings): McpConfig => ({
    hostDialect: settings.HOST_DIALECT,
    widgetDomain: settings.WIDGET_DOMAIN ?? null,
    openaiAppsChallenge: settings.OPENAI_APPS_CHALLENGE ?? null,
    mcpAllowedOrigins: settings.MCP_ALLOWED_ORIGINS,
    mcpOwnership: settings.MCP_OWNERSHIP,
    recordMcp: settings.RECORD_MCP ?? null,
  }));
