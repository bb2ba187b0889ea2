import { ErrorCode, McpError, type GetPromptResult, type ReadResourceResult } from "@modelcontextprotocol/sdk/types.js";
import { PIXEL } from "./conformance-tools.ts";

/** The resources and prompts that the official conformance runner reads by name. Source: its scenarios, version 0.1.16. */
export const FIXTURE_RESOURCES = [
  { uri: "test://static-text", name: "static-text", description: "A text that never changes.", mimeType: "text/plain" },
  { uri: "test://static-binary", name: "static-binary", description: "A picture.", mimeType: "image/png" },
  { uri: "test://watched-resource", name: "watched", description: "Can be subscribed to.", mimeType: "text/plain" },
];
export const FIXTURE_TEMPLATES = [
  {
    uriTemplate: "test://template/{id}/data",
    name: "template",
    description: "Data for any id.",
    mimeType: "application/json",
  },
];

export function readFixture(uri: string): ReadResourceResult {
  const id = /^test:\/\/template\/([^/]+)\/data$/.exec(uri)?.[1];
  if (id !== undefined) {
    const text = JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` });
    return { contents: [{ uri, mimeType: "application/json", text }] };
  }
  switch (uri) {
    case "test://static-text":
      return { contents: [{ uri, mimeType: "text/plain", text: "This is the content of the static text resource." }] };
    case "test://static-binary":
      return { contents: [{ uri, mimeType: "image/png", blob: PIXEL }] };
    case "test://watched-resource":
      return { contents: [{ uri, mimeType: "text/plain", text: "Nothing has changed." }] };
    default:
      throw new McpError(ErrorCode.InvalidParams, "There is no such fixture");
  }
}

const needed = (name: string) => ({ name, description: "For the test.", required: true });
export const FIXTURE_PROMPTS = [
  { name: "test_simple_prompt", description: "One message." },
  {
    name: "test_prompt_with_arguments",
    description: "Repeats its arguments.",
    arguments: [needed("arg1"), needed("arg2")],
  },
  {
    name: "test_prompt_with_embedded_resource",
    description: "Holds a resource.",
    arguments: [needed("resourceUri")],
  },
  { name: "test_prompt_with_image", description: "Holds a picture." },
];

type PromptContent = GetPromptResult["messages"][number]["content"];
const messages = (...contents: readonly PromptContent[]): GetPromptResult => ({
  messages: contents.map((content) => ({ role: "user", content })),
});
const text = (words: string): PromptContent => ({ type: "text", text: words });

export function fixturePrompt(name: string, args: Readonly<Record<string, string>>): GetPromptResult {
  switch (name) {
    case "test_simple_prompt":
      return messages(text("This is a simple prompt for testing."));
    case "test_prompt_with_arguments":
      return messages(text(`Prompt with arguments: arg1='${args["arg1"] ?? ""}', arg2='${args["arg2"] ?? ""}'`));
    case "test_prompt_with_embedded_resource": {
      const resource = {
        uri: args["resourceUri"] ?? "test://static-text",
        mimeType: "text/plain",
        text: "Embedded resource content for testing.",
      };
      return messages({ type: "resource", resource }, text("Please process the embedded resource above."));
    }
    case "test_prompt_with_image":
      return messages({ type: "image", data: PIXEL, mimeType: "image/png" }, text("Please analyze the image above."));
    default:
      throw new McpError(ErrorCode.InvalidParams, "There is no such prompt");
  }
}
