import { describe, expect, it } from "vitest";
import { answerParts } from "#app/try/chat/answer-parts.ts";

describe("the stand-in's chat", () => {
  it("takes lines that begin with a hyphen for a list", () => {
    const text = "Your order:\n- 2 × Mug: $36.00\n- 1 × Cap: $28.00\n\nNothing was charged - yet.";
    expect(answerParts(text)).toEqual([
      { kind: "text", text: "Your order:\n" },
      { kind: "list", items: ["2 × Mug: $36.00", "1 × Cap: $28.00"] },
      { kind: "text", text: "\nNothing was charged - yet." },
    ]);
    expect(answerParts("- alone")).toEqual([{ kind: "list", items: ["alone"] }]);
  });
});
