import type { Host, ToolReply } from "./host.ts";

const ANSWER_TIMEOUT_MS = 50_000;

/** Calls a tool. A host may lose a call without a word, so every call has an end. */
export function callTool(
  host: Host,
  name: string,
  args: Readonly<Record<string, unknown>>,
  timeoutMs = ANSWER_TIMEOUT_MS,
): Promise<ToolReply> {
  return new Promise((resolve) => {
    const end = setTimeout(() => resolve({ kind: "unreachable" }), timeoutMs);
    void host.callTool(name, args).then((reply) => {
      clearTimeout(end);
      resolve(reply);
    });
  });
}

/** The lines of a refusal that speak of a field, without the field's technical name; null when there are no words. */
export function refusalText(text: string): string | null {
  const reasons = text.split("\n").flatMap((line) => (/^- [^:]+: (.+)$/.exec(line) ?? []).slice(1));
  const reason = (reasons.length === 0 ? text : reasons.join(" ")).trim().slice(0, 400);
  return reason === "" ? null : reason.charAt(0).toUpperCase() + reason.slice(1);
}
