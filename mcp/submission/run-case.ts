import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import type { ProductView } from "#lib/wire/tool-contract.ts";
import type { McpCalls, ToolAnswer } from "./mcp-calls.ts";

/** What the cases buy, and where it is delivered. */
export type Sample = { readonly product: ProductView; readonly address: Readonly<Record<string, string>> };

export type TestCase = {
  readonly title: string;
  /** What a person types. */
  readonly prompt: (sample: Sample) => string;
  /** For a person who reviews it. */
  readonly expected: string;
  /** Why the plugin must not do it; null: it must. */
  readonly refusedBecause: string | null;
  readonly run: (run: CaseRun, sample: Sample) => Promise<void>;
};

export type MadeCall = { readonly tool: string; readonly args: unknown; readonly answer: ToolAnswer };
export type Difference = { readonly what: string; readonly expected: unknown; readonly actual: unknown };

export type CaseResult = {
  readonly case: TestCase;
  readonly prompt: string;
  readonly calls: readonly MadeCall[];
  /** None: the server behaves as it is written. */
  readonly differences: readonly Difference[];
};

/** What a case does with the server. Whatever is not as expected is noted, and the case goes on. */
export type CaseRun = {
  /** Calls a tool, which must not refuse. Its answer is read by `schema`; another shape ends the case. */
  call<Schema extends z.ZodType>(tool: string, args: unknown, schema: Schema): Promise<Answered<z.output<Schema>>>;
  /** Calls a tool, which must refuse, and returns what it answered in text. */
  refused(tool: string, args: unknown): Promise<string>;
  expect(what: string, actual: unknown, expected: unknown): void;
};
export type Answered<Output> = { readonly output: Output; readonly text: string };

/** The case cannot go on; why is among its differences. */
class CaseEnded extends Error {}

/** Runs a case against a server. Throws what `calls` throws. */
export async function runCase(one: TestCase, sample: Sample, calls: McpCalls): Promise<CaseResult> {
  const made: MadeCall[] = [];
  const differences: Difference[] = [];
  const expect: CaseRun["expect"] = (what, actual, expected) => {
    if (!isDeepStrictEqual(actual, expected)) differences.push({ what, expected, actual });
  };
  const ask = async (tool: string, args: unknown) => {
    const answer = await calls.callTool(tool, args);
    made.push({ tool, args, answer });
    return answer;
  };
  const run: CaseRun = {
    expect,
    async call(tool, args, schema) {
      const answer = await ask(tool, args);
      const read = schema.safeParse(answer.structured);
      if (answer.isError || !read.success) {
        const expected = answer.isError ? "an answer" : "an answer of the shape that the tool's schema describes";
        differences.push({ what: `${tool} answers`, expected, actual: answer.text });
        throw new CaseEnded();
      }
      return { output: read.data, text: answer.text };
    },
    async refused(tool, args) {
      const answer = await ask(tool, args);
      expect(`${tool} refuses`, answer.isError, true);
      return answer.text;
    },
  };
  try {
    await one.run(run, sample);
  } catch (error) {
    if (!(error instanceof CaseEnded)) throw error;
  }
  return { case: one, prompt: one.prompt(sample), calls: made, differences };
}
