import { z } from "zod";
import { lenientArguments } from "#lib/wire/mcp/lenient-arguments.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import type { CheckoutEdge } from "#lib/wire/checkout-view.ts";
import type { Language } from "#lib/wire/languages.ts";
import type { Caller } from "./caller.ts";
import { problemsOfInput, type RequestProblem } from "#lib/wire/input-problems.ts";

/** What a tool knows beside its input: where this shop is and what the host reports of the caller. */
export type ToolContext = {
  readonly edge: Omit<CheckoutEdge, "locale">;
  readonly caller: Caller;
  /** Of the reader of a widget. */
  readonly language: Language;
};

/**
 * What a tool answers. `structured` goes to the model and the widget, `text` to hosts that show no widget, `widgetOnly`
 * as the result's `_meta` to the widget and nobody else: https://developers.openai.com/plugins/reference
 */
export type ToolAnswer<Output extends Record<string, unknown> = Record<string, unknown>> = (
  | { readonly kind: "answer"; readonly structured: Output; readonly text: string }
  | { readonly kind: "problems"; readonly problems: readonly RequestProblem[] }
  | { readonly kind: "refused"; readonly text: string }
) & {
  readonly widgetOnly?: Readonly<Record<string, unknown>>;
  /** Sentences of the answer that a widget shows: as they are in it, and in the reader's language. */
  readonly said?: readonly Saying[];
};
export type Saying = readonly [english: string, said: string];

/** The three hints that every tool must give the host. */
export type ToolHints = {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly openWorldHint: boolean;
  readonly idempotentHint?: boolean;
};

/**
 * Why each hint has its value, a sentence each: what the tool does, not the hint again. The platform asks for them when
 * the plugin is submitted (docs/submission.md); hosts do not get them.
 */
export type HintReasons = Readonly<Record<"readOnlyHint" | "destructiveHint" | "openWorldHint", string>>;

type ToolDefinition<Input extends z.ZodType, Output extends z.ZodObject> = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: Input;
  readonly output: Output;
  readonly hints: ToolHints;
  readonly reasons: HintReasons;
  readonly meta: Readonly<Record<string, unknown>>;
  run(verbs: Storefront, input: z.output<Input>, context: ToolContext): Promise<ToolAnswer<z.output<Output>>>;
};

/** A tool as a server adaptor sees it: free of any protocol library. */
export type Tool = Omit<ToolDefinition<z.ZodType, z.ZodObject>, "run"> & {
  /** Reads the arguments of a call, runs the verb and answers. Throws only for bugs and failing stores. */
  call(verbs: Storefront, sent: unknown, context: ToolContext): Promise<ToolAnswer>;
};

/** Binds a tool's schemas to its `run`, so that `run` receives what its own input schema read. */
export function defineTool<Input extends z.ZodType, Output extends z.ZodObject>(
  definition: ToolDefinition<Input, Output>,
): Tool {
  const { run, ...described } = definition;
  const schema = z.toJSONSchema(definition.input, { io: "input" });
  return {
    ...described,
    async call(verbs, given, context) {
      const sent = lenientArguments(given, schema);
      const read = definition.input.safeParse(sent);
      const problems = problemsOfInput(read, sent);
      if (problems.length > 0 || !read.success) return { kind: "problems", problems };
      return run(verbs, read.data, context);
    },
  };
}
