export type AnswerPart =
  { readonly kind: "text"; readonly text: string } | { readonly kind: "list"; readonly items: readonly string[] };

/** The tool's words as a chat shows Markdown: lines that begin with a hyphen are a list. */
export const answerParts = (text: string): readonly AnswerPart[] =>
  text
    .split(/((?:^- .*(?:\n|$))+)/m)
    .filter((part) => part.trim() !== "")
    .map((part) =>
      part.startsWith("- ")
        ? {
            kind: "list",
            items: part
              .trim()
              .split("\n")
              .map((line) => line.slice(2)),
          }
        : { kind: "text", text: part },
    );
