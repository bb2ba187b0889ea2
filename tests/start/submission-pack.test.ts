import { describe, expect, it } from "vitest";
import { TOOLS } from "#mcp/tool-list.ts";
import { en } from "#app/policies/words/en.ts";
import { CASES } from "#mcp/submission/cases.ts";
import { listingFile, listingProblems } from "#mcp/submission/listing.ts";
import { importFile, MAX_STARTER_PROMPTS, packPage, starterPrompts } from "#mcp/submission/pack.ts";
import { problemsOf, TEMPLATE_SENTENCE, type ShopFacts } from "#mcp/submission/problems.ts";
import type { CaseResult, Sample } from "#mcp/submission/run-case.ts";

const sample: Sample = {
  product: {
    id: "mug",
    title: "Mug",
    description: "Holds tea.",
    brand: "Fernweh",
    price: { amount: 2500, currency: "USD", display: "$25.00" },
    regular_price: null,
    availability: "in_stock",
    can_be_bought: true,
    seller_id: "fernweh",
    seller_name: "Fernweh",
    group_id: null,
    variant: {},
    image_url: "https://shop.example.com/mug.svg",
    url: "https://shop.example.com/mug",
  },
  address: { name: "Ada Lovelace", line_one: "1 Main St", city: "New York", country: "US" },
};
const listing = listingFile.parse({
  display_name: "Fernweh",
  subtitle: "Outdoor goods",
  description: "Finds outdoor goods and prepares checkouts.",
  category: "SHOPPING",
  developer_name: "Fernweh GmbH",
  website: "https://shop.example.com",
  support_url: "https://shop.example.com/support",
  release_notes: "First version.",
});
const passed: readonly CaseResult[] = CASES.map((one) => ({
  case: one,
  prompt: one.prompt(sample),
  calls: [{ tool: "search_products", args: {}, answer: { isError: false, text: "1 product", structured: {} } }],
  differences: [],
}));
const complete: ShopFacts = {
  publicUrl: "https://shop.example.com",
  payments: { provider: "stripe", mode: "live" },
  answersChallenge: true,
  listing,
  listingFile: "config/listing.json",
  policies: [
    { name: "privacy_url", url: "https://shop.example.com/policies/privacy", state: "own" },
    { name: "terms_url", url: "https://shop.example.com/policies/terms", state: "own" },
  ],
  tools: TOOLS.map(({ name, description, hints }) => ({ name, description, annotations: { ...hints }, _meta: {} })),
  resources: [
    {
      uri: "ui://widget/products.html",
      _meta: {
        ui: {
          csp: { connectDomains: [], resourceDomains: ["https://shop.example.com"], frameDomains: [] },
          domain: "https://widget.example.com",
        },
        "openai/widgetCSP": { redirect_domains: ["https://shop.example.com"] },
      },
    },
  ],
  sample,
  cases: passed,
  noScreenshots: null,
};
const namesOf = (facts: ShopFacts) => problemsOf(facts, TOOLS).map(({ name }) => name);

describe("the reasons for the hints", () => {
  it.each(TOOLS)("$name has one sentence for each, which is more than the hint again", ({ reasons }) => {
    for (const reason of Object.values(reasons)) {
      expect(reason).toMatch(/^[A-Z].{20,}\.$/);
      expect(reason).not.toMatch(/hint|read-only|destructive|open.world/i);
    }
  });
});

describe("the test cases", () => {
  it("are five that the plugin must do and three that it must not, with a prompt of one line each", () => {
    expect(CASES.map((one) => one.refusedBecause === null)).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    for (const one of CASES) expect(one.prompt(sample)).toMatch(/^.{10,300}$/);
  });

  it("the starter prompts are short enough for the form", () => {
    expect(starterPrompts(passed)).toHaveLength(MAX_STARTER_PROMPTS);
    for (const prompt of starterPrompts(passed)) expect(prompt.length).toBeLessThanOrEqual(128);
  });
});

describe("the pack", () => {
  it("the file to import has every tool with three hints and three reasons, and the cases apart", () => {
    const file = importFile(complete, TOOLS);
    expect(Object.keys(file.tools)).toEqual(TOOLS.map(({ name }) => name));
    expect(file.tools["complete_checkout"]).toEqual({
      annotations: { readOnlyHint: false, openWorldHint: true, destructiveHint: true },
      justifications: {
        read_only_justification: "Charges the buyer's payment method and places the order.",
        open_world_justification: expect.stringContaining("payment provider"),
        destructive_justification: expect.stringContaining("cannot be taken back"),
      },
    });
    expect([file.test_cases.length, file.negative_test_cases.length]).toEqual([5, 3]);
    expect(file.test_cases[0]).toMatchObject({ tools_triggered: "search_products", file_attachment_urls: null });
    expect(file.negative_test_cases[0]).toMatchObject({ tools_triggered: null });
    expect(file.app_info).toMatchObject({ display_name: "Fernweh", category: "SHOPPING" });
  });

  it("the page has the problems at the top, and says so when there are none", () => {
    const page = packPage(complete, TOOLS, problemsOf(complete, TOOLS), ["screenshots/1-products-light.png"]);
    expect(page.split("\n")[2]).toBe("Nothing was found that is missing or would be refused.");
    for (const text of [
      "https://shop.example.com/mcp",
      "https://widget.example.com",
      "1-products-light.png",
      "logo",
      ...TOOLS.map(({ name }) => `### ${name}`),
    ])
      expect(page).toContain(text);
    const lacking = { ...complete, publicUrl: "http://localhost:3000" };
    const problems = problemsOf(lacking, TOOLS);
    expect(packPage(lacking, TOOLS, problems, []).split("\n").slice(2, 7).join("\n")).toContain("**PUBLIC_URL**");
  });
});

describe("what is missing or would be refused", () => {
  it("is nothing for a shop that has everything", () => {
    expect(problemsOf(complete, TOOLS)).toEqual([]);
  });

  const withWidgetDomain = (domain: string | null) =>
    complete.resources.map((one) => ({ ...one, _meta: { ...one._meta, ui: { ...one._meta.ui, domain } } }));
  const tools = complete.tools;
  it.each<[string, Partial<ShopFacts>]>([
    ["PUBLIC_URL", { publicUrl: "http://shop.example.com" }],
    ["PUBLIC_URL", { publicUrl: "https://localhost:3000" }],
    ["WIDGET_DOMAIN", { resources: withWidgetDomain(null) }],
    ["OPENAI_APPS_CHALLENGE", { answersChallenge: false }],
    ["PAYMENT_PROVIDER", { payments: { provider: "sandbox", mode: "test" } }],
    ["PAYMENT_MODE", { payments: { provider: "stripe", mode: "test" } }],
    ["CATALOG_FEED", { sample: { ...sample, product: { ...sample.product, url: "https://fernweh.example/mug" } } }],
    ["products", { sample: null, cases: [] }],
    ["privacy_url", { policies: [{ name: "privacy_url", url: "https://shop.example.com/p", state: "template" }] }],
    ["terms_url", { policies: [{ name: "terms_url", url: "https://shop.example.com/t", state: "missing" }] }],
    ["screenshots", { noScreenshots: "There is no Chromium." }],
    ["tool find_order", { tools: tools.filter(({ name }) => name !== "find_order") }],
    [
      "tool find_order",
      { tools: tools.map((tool) => (tool.name === "find_order" ? { ...tool, annotations: {} } : tool)) },
    ],
    ["tool pay_all", { tools: [...tools, { name: "pay_all", description: "Pays.", annotations: {}, _meta: {} }] }],
    ["support_url", { listing: { ...listing, support_url: null } }],
  ])("%s is named when it is what is wrong", (name, wrong) => {
    expect(namesOf({ ...complete, ...wrong })).toEqual([name]);
  });

  it("a failed case is named with what was expected and what was answered", () => {
    const differences = [{ what: "the total", expected: 5, actual: 6 }];
    const cases = passed.map((one, index) => (index === 2 ? { ...one, differences } : one));
    expect(problemsOf({ ...complete, cases }, TOOLS)).toEqual([
      {
        name: 'test case "Prepare a checkout"',
        sentence: "It fails: the total: expected 5, the server answered 6.",
      },
    ]);
  });

  it.each([
    ["subtitle", "x".repeat(31)],
    ["display_name", "two\nlines"],
    ["description", "The best prices and a free trial."],
    ["website", "http://shop.example.com"],
    ["website", "https://user:secret@shop.example.com"],
  ])("%s is refused as %j", (name, value) => {
    expect(listingProblems({ ...listing, [name]: value }, "config/listing.json").map((one) => one.name)).toEqual([
      name,
    ]);
  });

  it("the sentence that marks a policy as a template is the one that the template shows", () => {
    expect(en.exampleText.startsWith(TEMPLATE_SENTENCE)).toBe(true);
  });
});
