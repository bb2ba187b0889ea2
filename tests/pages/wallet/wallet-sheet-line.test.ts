import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { isolated } from "#lib/wire/languages.ts";

type Rate = { readonly title: string; readonly detail: string; readonly price: string };
/** Read by its address, as by a page. */
const { deliveryLine } = (await import(pathToFileURL("public/wallet/sandbox.js").href)) as {
  readonly deliveryLine: (rate: Rate) => string;
};

it("an amount in the sandbox wallet's list stays whole between words that are read from the right", () => {
  const [title, detail, price] = ["توصيل عادي", "11–13 يونيو", "US$ 6.42"] as const;
  expect(deliveryLine({ title, detail, price })).toBe([title, detail, price].map(isolated).join(" · "));
  expect(deliveryLine({ title, detail: "", price })).toBe([title, price].map(isolated).join(" · "));
});
