import type { Tool } from "../tool.ts";
import { isPublicAddress, listingProblems, type Listing } from "./listing.ts";
import type { ListedResource, ListedTool } from "./mcp-calls.ts";
import type { Problem } from "./problem.ts";
import type { CaseResult, Sample } from "./run-case.ts";

/** A sentence of the policy pages that come with the product; a merchant's own pages do not have it. */
export const TEMPLATE_SENTENCE = "This is a demonstration shop.";

/** A policy's page as it was read. `template`: it is the one that came with the product. */
export type PolicyPage = {
  readonly name: "privacy_url" | "terms_url";
  readonly url: string;
  readonly state: "own" | "template" | "missing" | "not_read";
};

/** What was found out about a shop and its server. */
export type ShopFacts = {
  readonly publicUrl: string;
  readonly payments: { readonly provider: string; readonly mode: string };
  readonly answersChallenge: boolean;
  readonly listing: Listing;
  readonly listingFile: string;
  readonly policies: readonly PolicyPage[];
  readonly tools: readonly ListedTool[];
  readonly resources: readonly ListedResource[];
  /** Null: nothing that could be bought was found. */
  readonly sample: Sample | null;
  readonly cases: readonly CaseResult[];
  /** Why there are no screenshots; null: there are. */
  readonly noScreenshots: string | null;
};

const HINTS = ["readOnlyHint", "destructiveHint", "openWorldHint"] as const;

/** Everything that is missing or would be refused. `own`: the tools of this version, whose reasons are in the pack. */
export function problemsOf(facts: ShopFacts, own: readonly Tool[]): readonly Problem[] {
  return [
    ...caseProblems(facts),
    ...serverProblems(facts),
    ...toolProblems(facts.tools, own),
    ...listingProblems(facts.listing, facts.listingFile),
    ...facts.policies.flatMap(policyProblem),
    ...(facts.noScreenshots === null ? [] : [{ name: "screenshots", sentence: facts.noScreenshots }]),
  ];
}

function caseProblems({ sample, cases }: ShopFacts): readonly Problem[] {
  const failed = cases.filter(({ differences }) => differences.length > 0);
  return [
    ...(sample === null
      ? [
          {
            name: "products",
            sentence: "No product that is shipped can be bought, so no test case could be run. Check the product feed.",
          },
        ]
      : []),
    ...failed.map((one) => ({
      name: `test case "${one.case.title}"`,
      sentence: `It fails: ${one.differences.map(differenceText).join("; ")}.`,
    })),
  ];
}

export const differenceText = ({ what, expected, actual }: CaseResult["differences"][number]): string =>
  `${what}: expected ${JSON.stringify(expected)}, the server answered ${JSON.stringify(actual) ?? "nothing"}`;

function serverProblems({ publicUrl, payments, answersChallenge, resources, sample }: ShopFacts): readonly Problem[] {
  const found: Problem[] = [];
  if (!isPublicAddress(publicUrl))
    found.push({
      name: "PUBLIC_URL",
      sentence: `${publicUrl} is not an https address that the platform can reach. Set it to what buyers see.`,
    });
  if (resources.some((one) => one._meta.ui.domain === null))
    found.push({
      name: "WIDGET_DOMAIN",
      sentence: "It is not set, and a plugin with a widget needs an origin of its own.",
    });
  if (!answersChallenge)
    found.push({
      name: "OPENAI_APPS_CHALLENGE",
      sentence: "It is not set. The form gives you a token; set it before you press Verify Domain.",
    });
  if (payments.provider === "sandbox")
    found.push({
      name: "PAYMENT_PROVIDER",
      sentence: "It is sandbox, which moves no money, and plugins for trial or demonstration are refused.",
    });
  else if (payments.mode !== "live")
    found.push({ name: "PAYMENT_MODE", sentence: "It is test, and plugins for trial or demonstration are refused." });
  if (sample !== null && new URL(sample.product.url).hostname.endsWith(".example"))
    found.push({
      name: "CATALOG_FEED",
      sentence: "The products are those of the demonstration. Import your own feed.",
    });
  return found;
}

function toolProblems(tools: readonly ListedTool[], own: readonly Tool[]): readonly Problem[] {
  const unknown = tools.filter(({ name }) => !own.some((tool) => tool.name === name));
  const absent = own.filter(({ name }) => !tools.some((tool) => tool.name === name));
  const other = own.filter(({ name, hints }) => {
    const listed = tools.find((tool) => tool.name === name);
    return listed !== undefined && HINTS.some((hint) => listed.annotations[hint] !== hints[hint]);
  });
  const problem = (name: string, what: string) => ({
    name: `tool ${name}`,
    sentence: `The server ${what}. Use the version of the server for this command.`,
  });
  return [
    ...unknown.map(({ name }) => problem(name, "lists it and this version does not know it")),
    ...absent.map(({ name }) => problem(name, "does not list it")),
    ...other.map(({ name }) => problem(name, "gives it other hints")),
  ];
}

function policyProblem({ name, url, state }: PolicyPage): readonly Problem[] {
  if (state === "template")
    return [
      { name, sentence: `${url} is still the example that came with the product. Replace it with your own text.` },
    ];
  if (state === "missing") return [{ name, sentence: `${url} does not answer with a page.` }];
  return [];
}
