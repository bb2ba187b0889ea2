import { z } from "zod";

/** The experiment's flag; its variants are given by shopper and by nothing else. */
export const ROUTE = "checkout-route";

const variants = z.array(z.looseObject({ name: z.string().min(1) })).nullish();
const constraint = z.looseObject({
  contextName: z.string(),
  operator: z.string(),
  inverted: z.boolean().default(false),
  values: z.array(z.string()).default([]),
});
const strategy = z.looseObject({
  parameters: z.looseObject({}).nullish(),
  variants,
  constraints: z.array(z.looseObject({ contextName: z.string().optional() })).nullish(),
  segments: z.array(z.number()).nullish(),
});
const flagsDocument = z.looseObject({
  features: z
    .array(
      z.looseObject({
        name: z.string().min(1),
        enabled: z.boolean().optional(),
        strategies: z.array(strategy).nullish(),
        variants,
      }),
    )
    .min(1),
  segments: z.array(z.looseObject({ id: z.number(), constraints: z.array(constraint) })).nullish(),
});

/** What an Unleash server answers, and what a bootstrap file contains: at least one flag. */
export type FlagsDocument = z.infer<typeof flagsDocument>;
type Feature = FlagsDocument["features"][number];

export type DocumentReading =
  { readonly kind: "flags"; readonly document: FlagsDocument } | { readonly kind: "invalid"; readonly message: string };

/**
 * Reads what an Unleash server says. An empty list is refused: it would make every flag unknown, and a server that
 * lost its flags says just that. Variants are put in order, which decides who gets which (docs/decisions/0016).
 */
export function readServerFlags(text: string): DocumentReading {
  const read = readDocument(text);
  return read.kind === "invalid" ? read : { kind: "flags", document: arranged(read.document) };
}

/** Reads a bootstrap file. What a server would sort must be sorted, so that the file shows what happens. */
export function checkBootstrap(text: string): DocumentReading {
  const read = readDocument(text);
  if (read.kind === "invalid") return read;
  for (const feature of read.document.features) {
    for (const { variants: some } of [...(feature.strategies ?? []), feature]) {
      const names = (some ?? []).map((variant) => variant.name);
      if (names.join() !== [...names].sort().join())
        return {
          kind: "invalid",
          message: `the variants of ${feature.name} must be sorted by name, or shoppers change their arm`,
        };
    }
  }
  return { kind: "flags", document: arranged(read.document) };
}

function readDocument(text: string): DocumentReading {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: "invalid", message: "it is not JSON" };
  }
  const read = flagsDocument.safeParse(json);
  if (read.success) return { kind: "flags", document: read.data };
  const [problem] = read.error.issues;
  const place = problem?.path.join(".") ?? "";
  return { kind: "invalid", message: `${place === "" ? "features" : place}: ${problem?.message ?? "not readable"}` };
}

/** Variants sorted by name; those of the experiment, and who is in it, by the shopper, never by chance or by session. */
function arranged(document: FlagsDocument): FlagsDocument {
  return { ...document, features: document.features.map(arrangedFeature) };
}

function arrangedFeature(feature: Feature): Feature {
  const isRoute = feature.name === ROUTE;
  const inOrder = (some: Feature["variants"]) =>
    some
      ?.toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0))
      .map((variant) => (isRoute ? { ...variant, stickiness: "userId" } : variant));
  const strategies = feature.strategies?.map((one) => ({
    ...one,
    ...(one.variants ? { variants: inOrder(one.variants) } : {}),
    ...(isRoute && one.parameters && "stickiness" in one.parameters
      ? { parameters: { ...one.parameters, stickiness: "userId" } }
      : {}),
  }));
  return {
    ...feature,
    ...(strategies === undefined ? {} : { strategies }),
    ...(feature.variants ? { variants: inOrder(feature.variants) } : {}),
  };
}
