import { setTimeout as pause } from "node:timers/promises";
import type { CallToolResult, ServerNotification } from "@modelcontextprotocol/sdk/types.js";
import { invariant } from "#lib/invariant.ts";

/** What a fixture can do while its call is being answered. */
export type DuringCall = {
  readonly progressToken: string | number | undefined;
  notify(notification: ServerNotification): Promise<void>;
  /** Asks the client and waits for its result. Throws when the client answers with an error, or not in time. */
  ask(
    method: "sampling/createMessage" | "elicitation/create",
    params: Record<string, unknown>,
  ): Promise<Record<string, unknown>>;
};

type FixtureTool = {
  readonly description: string;
  readonly inputSchema?: { readonly type: "object"; readonly [keyword: string]: unknown };
  /** Sends messages before its answer, so the answer is a stream. */
  readonly streams?: true;
  call(args: Readonly<Record<string, unknown>>, during: DuringCall): CallToolResult | Promise<CallToolResult>;
};

/** One red pixel. */
export const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
/** A sound file without a sound in it. */
const SILENCE = "UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA=";
const BEAT_MS = 50;

const said = (text: string): CallToolResult => ({ content: [{ type: "text", text }] });
const image = { type: "image" as const, data: PIXEL, mimeType: "image/png" };
const textField = (name: string) => ({
  type: "object" as const,
  properties: { [name]: { type: "string" } },
  required: [name],
});

async function elicited(
  during: DuringCall,
  message: string,
  properties: Record<string, unknown>,
  required: readonly string[] = [],
): Promise<string> {
  const requestedSchema = { type: "object", properties, required };
  const { action, content } = await during.ask("elicitation/create", { message, requestedSchema });
  return `action=${String(action)}, content=${JSON.stringify(content ?? {})}`;
}

const titled = (word: string) =>
  ["First", "Second", "Third"].map((place, index) => ({ const: `value${index + 1}`, title: `${place} ${word}` }));
const OPTIONS = ["option1", "option2", "option3"];

/** The tools that the official conformance runner calls by name. Source: its scenarios, version 0.1.16. */
export const FIXTURE_TOOLS: Readonly<Record<string, FixtureTool>> = {
  test_simple_text: {
    description: "Answers a text.",
    call: () => said("This is a simple text response for testing."),
  },
  test_image_content: { description: "Answers a picture.", call: () => ({ content: [image] }) },
  test_audio_content: {
    description: "Answers a sound.",
    call: () => ({ content: [{ type: "audio", data: SILENCE, mimeType: "audio/wav" }] }),
  },
  test_embedded_resource: {
    description: "Answers a resource.",
    call: () => ({
      content: [
        {
          type: "resource",
          resource: {
            uri: "test://embedded-resource",
            mimeType: "text/plain",
            text: "This is an embedded resource content.",
          },
        },
      ],
    }),
  },
  test_multiple_content_types: {
    description: "Answers a text, a picture and a resource.",
    call: () => ({
      content: [
        { type: "text", text: "Multiple content types test:" },
        image,
        {
          type: "resource",
          resource: {
            uri: "test://mixed-content-resource",
            mimeType: "application/json",
            text: JSON.stringify({ test: "data", value: 123 }),
          },
        },
      ],
    }),
  },
  test_error_handling: {
    description: "Always fails.",
    call: () => ({ ...said("This tool intentionally returns an error for testing"), isError: true }),
  },
  json_schema_2020_12_tool: {
    description: "Has an input schema with the words of JSON Schema 2020-12.",
    inputSchema: {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      $defs: { address: { type: "object", properties: { street: { type: "string" }, city: { type: "string" } } } },
      properties: { name: { type: "string" }, address: { $ref: "#/$defs/address" } },
      additionalProperties: false,
    },
    call: (args) => said(`Called with ${JSON.stringify(args)}`),
  },
  test_tool_with_logging: {
    description: "Sends three log messages before it answers.",
    streams: true,
    async call(_, { notify }) {
      for (const data of ["Tool execution started", "Tool processing data", "Tool execution completed"]) {
        await notify({ method: "notifications/message", params: { level: "info", data } });
        await pause(BEAT_MS);
      }
      return said("Three log messages were sent.");
    },
  },
  test_tool_with_progress: {
    description: "Tells its progress three times before it answers.",
    streams: true,
    async call(_, { notify, progressToken }) {
      for (const progress of [0, 50, 100]) {
        if (progressToken !== undefined)
          await notify({ method: "notifications/progress", params: { progressToken, progress, total: 100 } });
        await pause(BEAT_MS);
      }
      return said("Progress was told three times.");
    },
  },
  test_sampling: {
    description: "Asks the client's model.",
    inputSchema: textField("prompt"),
    streams: true,
    async call({ prompt }, { ask }) {
      const { content } = await ask("sampling/createMessage", {
        messages: [{ role: "user", content: { type: "text", text: String(prompt) } }],
        maxTokens: 100,
      });
      return said(`LLM response: ${JSON.stringify(content)}`);
    },
  },
  test_elicitation: {
    description: "Asks the client's user.",
    inputSchema: textField("message"),
    streams: true,
    async call({ message }, during) {
      const properties = {
        username: { type: "string", description: "User's response" },
        email: { type: "string", description: "User's email address" },
      };
      return said(`User response: ${await elicited(during, String(message), properties, ["username", "email"])}`);
    },
  },
  test_elicitation_sep1034_defaults: {
    description: "Asks the client's user, with a default for every kind of field.",
    streams: true,
    async call(_, during) {
      const properties = {
        name: { type: "string", default: "John Doe" },
        age: { type: "integer", default: 30 },
        score: { type: "number", default: 95.5 },
        status: { type: "string", enum: ["active", "inactive", "pending"], default: "active" },
        verified: { type: "boolean", default: true },
      };
      return said(`Elicitation completed: ${await elicited(during, "Please check these values", properties)}`);
    },
  },
  test_elicitation_sep1330_enums: {
    description: "Asks the client's user to choose, in every way that a choice can be written.",
    streams: true,
    async call(_, during) {
      const properties = {
        untitledSingle: { type: "string", enum: OPTIONS },
        titledSingle: { type: "string", oneOf: titled("Option") },
        legacyEnum: {
          type: "string",
          enum: ["opt1", "opt2", "opt3"],
          enumNames: ["Option One", "Option Two", "Option Three"],
        },
        untitledMulti: { type: "array", items: { type: "string", enum: OPTIONS } },
        titledMulti: { type: "array", items: { anyOf: titled("Choice") } },
      };
      return said(`Elicitation completed: ${await elicited(during, "Please choose", properties)}`);
    },
  },
};

export function fixtureTool(name: string): FixtureTool {
  const tool = Object.hasOwn(FIXTURE_TOOLS, name) ? FIXTURE_TOOLS[name] : undefined;
  invariant(tool !== undefined, "only calls of fixtures come here");
  return tool;
}
