import type { Tool } from "../tool.ts";
import type { ListedResource } from "./mcp-calls.ts";
import type { Problem } from "./problem.ts";
import { differenceText, type ShopFacts } from "./problems.ts";
import type { CaseResult } from "./run-case.ts";

export const IMPORT_FILE = "chatgpt-app-submission.json";
/** How many starter prompts the form takes, with a screenshot for each. */
export const MAX_STARTER_PROMPTS = 3;

export const starterPrompts = (cases: readonly CaseResult[]): readonly string[] =>
  cases.slice(0, MAX_STARTER_PROMPTS).map(({ prompt }) => prompt);

/**
 * The file that the form imports: app info, the reasons for the hints, and the test cases.
 * https://developers.openai.com/apps-sdk/schemas/chatgpt-app-submission.v1.json
 */
export function importFile({ listing, cases, tools: listed }: ShopFacts, own: readonly Tool[]) {
  const { display_name, subtitle, description, category } = listing;
  const tools = own
    .filter(({ name }) => listed.some((tool) => tool.name === name))
    .map(({ name, hints, reasons }) => [
      name,
      {
        annotations: {
          readOnlyHint: hints.readOnlyHint,
          openWorldHint: hints.openWorldHint,
          destructiveHint: hints.destructiveHint,
        },
        justifications: {
          read_only_justification: reasons.readOnlyHint,
          open_world_justification: reasons.openWorldHint,
          destructive_justification: reasons.destructiveHint,
        },
      },
    ]);
  const appInfo = { display_name, subtitle, description, category };
  return {
    $schema: "https://developers.openai.com/apps-sdk/schemas/chatgpt-app-submission.v1.json",
    schema_version: 1,
    // What is missing is left out, and the form keeps its own; null is not accepted.
    app_info: Object.fromEntries(Object.entries(appInfo).filter(([, value]) => value !== null)),
    tools: Object.fromEntries(tools) as Record<string, unknown>,
    test_cases: cases.filter((one) => one.case.refusedBecause === null).map(importedCase),
    negative_test_cases: cases.filter((one) => one.case.refusedBecause !== null).map(importedCase),
  };
}

const importedCase = ({ case: one, prompt, calls }: CaseResult) => ({
  description: one.refusedBecause === null ? `${one.title}.` : `${one.title}. ${one.refusedBecause}`,
  user_prompt: prompt,
  file_attachment_urls: null,
  tools_triggered: one.refusedBecause === null ? toolsOf(calls).join(", ") : null,
  expected_output: one.expected,
  expected_output_url: null,
});

const toolsOf = (calls: CaseResult["calls"]): readonly string[] => [...new Set(calls.map(({ tool }) => tool))];

/** What a person reads and copies from. `screenshots`: the files, relative to the pack. */
export function packPage(
  facts: ShopFacts,
  own: readonly Tool[],
  problems: readonly Problem[],
  screenshots: readonly string[],
): string {
  const { listing, publicUrl, cases, policies } = facts;
  const policy = (name: string) => policies.find((one) => one.name === name)?.url ?? "";
  const fields = [
    ["Name", listing.display_name],
    ["Short description", listing.subtitle],
    ["Description", listing.description],
    ["Category", listing.category],
    ["Developer", listing.developer_name],
    ["MCP server", `${publicUrl}/mcp`],
    ["Authentication", "none"],
    ["Website", listing.website],
    ["Support", listing.support_url],
    ["Privacy policy", policy("privacy_url")],
    ["Terms of service", policy("terms_url")],
    ["Release notes", listing.release_notes],
  ] as const;
  return [
    "# Submission",
    ...problemSection(problems),
    "## What to do",
    `Import \`${IMPORT_FILE}\` into the form: it fills in the app's information, the reasons for the hints and the test cases. The rest is below, to copy.`,
    ...ONLY_A_PERSON,
    "## Listing",
    table(
      ["Field", "Value"],
      fields.map(([name, value]) => [name, value ?? "**missing**"]),
    ),
    "Starter prompts:",
    starterPrompts(cases)
      .map((prompt) => `- ${prompt}`)
      .join("\n"),
    "## Tools",
    ...own.map(toolSection),
    "## Widgets",
    ...facts.resources.map(widgetSection),
    "## Test cases",
    ...cases.map(caseSection),
    "## Screenshots",
    screenshots.length === 0 ? "None." : screenshots.map((file) => `![${file}](${file})`).join("\n"),
    "",
  ].join("\n\n");
}

const problemSection = (problems: readonly Problem[]): readonly string[] =>
  problems.length === 0
    ? ["Nothing was found that is missing or would be refused."]
    : [
        `## Problems: ${problems.length}`,
        "These are missing or would be refused:",
        problems.map(({ name, sentence }) => `- **${name}**: ${sentence}`).join("\n"),
      ];

const ONLY_A_PERSON = [
  "Only a person can do this:",
  [
    "verify the identity of the person or the business, with the permission to submit",
    "verify the domain: set `OPENAI_APPS_CHALLENGE` to the form's token, restart, press Verify Domain",
    "upload a logo and a composer icon: square, at least 48 pixels a side",
    "choose the countries; a project with data residency in the EU cannot submit",
    "record the main use cases on desktop and phone and give the recording's address",
    "run the tool scan, and run the test cases once in ChatGPT on the web and on a phone",
    "confirm the policies, and give release notes for each version",
  ]
    .map((item) => `- [ ] ${item}`)
    .join("\n"),
];

const toolSection = ({ name, title, description, hints, reasons }: Tool): string =>
  [
    `### ${name}`,
    `${title}. ${description}`,
    table(
      ["Hint", "Value", "Why"],
      (["readOnlyHint", "destructiveHint", "openWorldHint"] as const).map((hint) => [
        hint,
        String(hints[hint]),
        reasons[hint],
      ]),
    ),
  ].join("\n\n");

function widgetSection({ uri, title, _meta: meta }: ListedResource): string {
  const { csp, domain } = meta.ui;
  const list = (origins: readonly string[]) => (origins.length === 0 ? "none" : origins.join(", "));
  return [
    `### ${title ?? uri}`,
    table(
      ["", ""],
      [
        ["Resource", uri],
        ["Domain", domain ?? "**missing**"],
        ["Connects to", list(csp.connectDomains)],
        ["Loads from", list(csp.resourceDomains)],
        ["Frames", list(csp.frameDomains)],
        ["Links that return to the chat", list(meta["openai/widgetCSP"].redirect_domains)],
      ],
    ),
  ].join("\n\n");
}

function caseSection({ case: one, prompt, calls, differences }: CaseResult): string {
  const state = differences.length === 0 ? "as expected" : `**fails**: ${differences.map(differenceText).join("; ")}`;
  return [
    `### ${one.refusedBecause === null ? "Positive" : "Negative"}: ${one.title}`,
    `Prompt: ${prompt}`,
    `Expected: ${one.expected}`,
    ...(one.refusedBecause === null ? [] : [`Why not: ${one.refusedBecause}`]),
    `Run against the server: ${state}.`,
    `\`\`\`json\n${calls.map(({ tool, args, answer }) => JSON.stringify({ tool, arguments: args, answer: answer.text.slice(0, 600) })).join("\n")}\n\`\`\``,
  ].join("\n\n");
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}
