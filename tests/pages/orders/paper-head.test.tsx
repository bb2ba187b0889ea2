import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { PaperHead } from "#app/components/order/paper.tsx";
import { componentTexts } from "#app/components/texts/component-texts.ts";
import { anOrder, aSession, NOON } from "../../fixtures/builders.ts";
import { money } from "#lib/money.ts";

const order = anOrder(aSession({ status: "completed" }));
const texts = componentTexts("en");

it.each([
  [{ ...order, status: "paid" }, texts.paid],
  [{ ...order, status: "partially_refunded", refunded: money(100, "USD") }, texts.partlyRefunded],
  [{ ...order, status: "refunded" }, texts.refunded],
  [{ ...order, status: "canceled", canceledAt: NOON }, texts.canceled],
] as const)("a printed order says at its head how it stands (%#)", (one, stamp) => {
  const html = renderToStaticMarkup(<PaperHead order={one} sellers={[]} address="https://a.example" locale="en" />);
  expect(html).toContain(`>${stamp}</p>`);
});
