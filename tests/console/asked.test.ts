import { expect, it } from "vitest";
import { askedInAddress, textIn } from "#app/console/asked.ts";

it("a field of the console is read as one trimmed line, no longer than asked for, and empty where it is not one text", () => {
  const asked = askedInAddress({ seller: " fern\0weh\n ", twice: ["a", "b"], long: "x".repeat(3000) });
  expect(textIn(asked, "seller")).toBe("fern weh");
  expect(textIn(asked, "seller", 4)).toBe("fern");
  expect([textIn(asked, "twice"), textIn(asked, "none")]).toEqual(["", ""]);
  expect(textIn(asked, "long")).toHaveLength(2000);
  const form = new FormData();
  form.set("why", "sent back ");
  form.set("file", new File(["x"], "x.txt"));
  expect([textIn(form, "why"), textIn(form, "file")]).toEqual(["sent back", ""]);
});
