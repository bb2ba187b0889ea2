import { expect, it } from "vitest";
import { toText } from "#app/try/mail/to-text.ts";

it("a message says whom it is to, and one for which there is no address that it is to nobody, and why", () => {
  expect(toText(["ada@example.com", "ben@example.com"])).toBe("To ada@example.com, ben@example.com");
  expect(toText(["no address of the seller kumo"])).toBe("To nobody: no address of the seller kumo");
});
