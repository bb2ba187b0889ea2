import { describe, expect, it } from "vitest";
import { LANGUAGES } from "#lib/wire/languages.ts";
import { messageOf } from "#lib/mail/message.ts";
import { mailTexts } from "#lib/mail/texts/mail-texts.ts";
import { productId } from "#lib/ids.ts";
import type { MailContent } from "#lib/orders/mail.ts";
import { anOrder, aSession } from "../../fixtures/builders.ts";
import { linesInParcels } from "../../looks/checkout-lines.ts";
import { aMail, anOrderOfTwo, CONTENTS, IN_PART, PUBLIC_URL, SENDER } from "../mail-cases.ts";

const write = (content: MailContent, locale = "en-US") =>
  messageOf(aMail(content, { locale }), { publicUrl: PUBLIC_URL, sender: SENDER });
const session = aSession({ status: "completed", lines: linesInParcels });
const inParcels = { ...anOrder(session), delivery: session.deliveryOptions[0] ?? null };
/** Where each is in the text, in the order of their places. */
const inOrder = (text: string, parts: readonly string[]) =>
  parts.toSorted((one, other) => text.indexOf(one) - text.indexOf(other));

describe.each(LANGUAGES)("a message in %s", (language) => {
  const texts = mailTexts(language);

  it("about goods on their way names their order", () => {
    for (const carrier of [null, "Post"])
      for (const kind of ["order_shipped", "order_delivered"] as const)
        expect(texts[kind].text("T-AAAA-BBBB", carrier)).toContain("T-AAAA-BBBB");
  });

  it("about a part says that the rest follows only after how to follow the part, and leads to the order", () => {
    const { text, html } = write(IN_PART.order_shipped, language);
    const parts = ["Moss-green mug", "0034-1", "https://post.example.com/0034-1", texts.order_shipped.stillToCome];
    const link = `${PUBLIC_URL}/orders/${anOrderOfTwo.link}`;
    expect(inOrder(text, [...parts, link])).toEqual([...parts, link]);
    expect(html).toContain(`href="${link}"`);
    expect(write(CONTENTS.order_shipped, language).text).not.toContain(texts.order_shipped.stillToCome);
  });

  it("about a refund says the amount once, in its heading", () => {
    const { text } = write(CONTENTS.refund_made, language);
    expect(text.match(/12[.,]50/g)).toHaveLength(1);
    expect(text).not.toMatch(/5\s*[~～–-]\s*10/);
  });

  it("about parcels has one colon between their days and their goods, and the day that one is sent on in full", () => {
    const { text } = write({ kind: "order_placed", order: inParcels, address: null }, language);
    const lines = text.split("\n").filter((line) => /Double hammock|Cabin scented candle/.test(line));
    const parcels = lines.filter((line) => /[:：]/.test(line));
    expect(parcels).toHaveLength(2);
    for (const line of parcels) expect(line.match(/[:：]/g)).toHaveLength(1);
    const [month] = new Intl.DateTimeFormat(language, { month: "long", day: "numeric", timeZone: "UTC" })
      .formatToParts(new Date("2026-07-01T00:00:00Z"))
      .filter(({ type }) => type === "month");
    expect(lines.find((line) => line.startsWith("- Double hammock"))).toContain(month?.value ?? "no month");
  });

  it("puts the language's comma between a delivery and its carrier", () => {
    const { text } = write(CONTENTS.order_placed, language);
    expect(text).toMatch({ ja: /Standard、Post/, ar: /Standard، Post/ }[String(language)] ?? /Standard, Post/);
  });
});

it("no time of day is broken over two lines", () => {
  for (const content of [CONTENTS.new_order, CONTENTS.receiver_turned_off, CONTENTS.needs_person])
    expect(write(content).html).toMatch(/\d{1,2}:\d{2}\u00A0[AP]M\u00A0UTC/);
  // Where hours and minutes have letters between them.
  const { html } = write(CONTENTS.seller_requirements, "fr-CA");
  expect(html).toMatch(/12\u00A0h(?:\u00A000)?\u00A0UTC/);
});

it("what has its amount beside it starts on the amount's line", () => {
  const cells = write(CONTENTS.order_placed, "ar").html.match(/<td[^>]*><bdi>/g) ?? [];
  expect(cells.filter((cell) => !/vertical-align:top|overflow-wrap:anywhere"><bdi>$/.test(cell))).toEqual([]);
  expect(cells.filter((cell) => /padding:3px 0/.test(cell)).every((cell) => cell.includes("vertical-align:top"))).toBe(
    true,
  );
});

describe("what asks somebody to act", () => {
  it("is a notice where goods are missing, before what was sold", () => {
    const { text } = write(CONTENTS.new_order);
    expect(text).toContain("! Not in stock: 1 × Espresso cup, set of two. More was sold than");
    expect(text.indexOf("! Not in stock")).toBeLessThan(text.indexOf("Moss-green mug"));
    const all = { ...CONTENTS.new_order.order, shortages: [] };
    expect(write({ kind: "new_order", order: all }).text).not.toContain("Not in stock");
    const two = [
      { productId: productId("cup"), missing: 1 },
      { productId: productId("gone"), missing: 3 },
    ];
    const both = write({ kind: "new_order", order: { ...all, shortages: two } }).text.replaceAll(/\s+/g, " ");
    expect(both).toContain("1 × Espresso cup, set of two; 3 × gone");
  });

  it("is a notice where an account is restricted, which is not said to come then", () => {
    const { text } = write(CONTENTS.seller_requirements);
    expect(text).toContain("! The account is restricted: Something that was asked for is overdue.");
    expect(text).toContain("A document that proves who you are, overdue");
    expect(text).not.toContain("may stop paying you");
    const free = write({ ...CONTENTS.seller_requirements, disabledReason: null }).text;
    expect(free).toContain("may stop paying you");
    expect(free).not.toContain("restricted");
  });

  it("has how many there are as its heading, and first what a time ends", () => {
    const { text } = write(CONTENTS.needs_person);
    expect(text).toContain("\n140 things need a person\n");
    expect(text).toContain("These do not settle themselves:");
    expect(text.indexOf("evidence on a dispute")).toBeLessThan(text.indexOf("A refund that did not reach"));
    const [only] = CONTENTS.needs_person.items;
    expect(write({ kind: "needs_person", items: [only] }).text).toContain("This does not settle itself:");
  });

  it("says in the day's summary where all of it is listed, and only where there is something", () => {
    expect(write(CONTENTS.daily_summary).text).toContain("“npm run reconcile”");
    const summary = { ...CONTENTS.daily_summary.summary, attention: [] };
    expect(write({ ...CONTENTS.daily_summary, summary }).text).not.toContain("npm run");
  });
});
