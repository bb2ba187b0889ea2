import { describe, expect, it } from "vitest";
import { productId } from "#lib/ids.ts";
import { messageOf } from "#lib/mail/message.ts";
import { formatMoney, money } from "#lib/money.ts";
import type { MailContent } from "#lib/orders/mail.ts";
import { anOrder, aProduct, aSession, NOON } from "../fixtures/builders.ts";
import { aMail, anOrderOfTwo, CONTENTS, IN_PART, PUBLIC_URL, SENDER } from "./mail-cases.ts";

const write = (content: MailContent, changes: Parameters<typeof aMail>[1] = {}, sender = SENDER) =>
  messageOf(aMail(content, changes), { publicUrl: PUBLIC_URL, sender });
const headingOf = ({ html }: ReturnType<typeof write>) => /<h1[^>]*>(.*?)<\/h1>/.exec(html)?.[1] ?? "";
const ALL: readonly MailContent[] = Object.values(CONTENTS);
const BUYERS = ALL.filter(
  ({ kind }) =>
    !/^(new_order|dispute_opened|seller_requirements|receiver_turned_off|needs_person|daily_summary)$/.test(kind),
);
const SELLERS = ALL.filter((content) => !BUYERS.includes(content));
/** Gmail cuts what is longer: https://www.caniemail.com/features/html-body/ and many others say 102 KB. */
const GMAIL_CUTS_AT = 102 * 1024;
const withoutTags = (html: string) =>
  html
    .replace(/<(style|title)>.*?<\/\1>/gs, "")
    .replace(/<!--.*?-->|<div style="display:none.*?<\/div>/gs, "")
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
const wordsOf = (text: string) => new Set(text.split(/[\s:]+/).filter((word) => /[\p{L}\p{N}]{2}/u.test(word)));

describe.each(ALL.map((content) => [content.kind, content] as const))("the message %s", (_, content) => {
  it("says in plain text what it says in HTML", () => {
    const { html, text } = write(content);
    const plain = wordsOf(text);
    const missing = [...wordsOf(withoutTags(html))].filter((word) => !plain.has(word) && !text.includes(word));
    expect(missing).toEqual([]);
  });

  it("loads nothing, runs nothing, and asks for both colour schemes", () => {
    const { html } = write(content);
    expect(html).not.toMatch(/<(script|img|link|iframe|object|form|input)|@import|url\(|javascript:/i);
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).toMatch(/@media \(prefers-color-scheme:dark\)/);
    expect(html).toContain("max-width:600px");
    expect(html).toMatch(/^<!doctype html><html lang="en-US"/);
  });

  it("is the same message when it is made again", () => {
    expect(write(content)).toEqual(write(content));
    expect(write(content).messageId).toMatch(/^[0-9a-f]{40}@shop\.example\.com$/);
    expect(write(content, { id: "another" }).messageId).not.toBe(write(content).messageId);
  });

  it("is marked in its subject and above all else when no real money was paid", () => {
    const { subject, text, html } = write(content, { isTest: true });
    expect(subject).toMatch(/^\[Test\] /);
    expect(text.split("\n\n")[1]).toMatch(/^! Test (order|mode): /);
    expect(html.search(/<strong>Test (order|mode)/)).toBeGreaterThan(0);
    expect(html.search(/<strong>Test (order|mode)/)).toBeLessThan(html.indexOf("<h1"));
    expect(write(content).text).not.toContain("! Test");
  });
});

describe("a message to a buyer", () => {
  it.each(BUYERS.map((content) => [content.kind, content] as const))(
    "bears its seller's name, and %s leads to the order or the checkout",
    (_, content) => {
      const { from, text, html } = write(content);
      expect(from).toEqual({ name: "Fernweh", address: "orders@shop.example.com" });
      const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, link]) => link);
      expect(links).not.toEqual([]);
      for (const link of links) {
        expect(text).toMatch(new RegExp(`(^|: )${link}$`, "m"));
        expect(link).toMatch(/^https:\/\/(shop\.example\.com\/(orders|checkout)\/|post\.example\.com\/)/);
      }
      expect(links.some((link) => link?.startsWith("https://shop.example.com/"))).toBe(true);
    },
  );

  it("has the amounts of the order, each in its currency, and where it goes", () => {
    const { text } = write(CONTENTS.order_placed);
    for (const said of [
      "Moss-green mug, 2 × $25.00, $50.00",
      "Items: $90.00",
      "−$9.00",
      "1 Main St",
      "New York, NY 10001",
    ])
      expect(text).toContain(said);
    const yen = anOrder(
      aSession({
        status: "completed",
        lines: [{ product: aProduct({ price: money(2500, "JPY") }), quantity: 1 }],
        address: null,
      }),
    );
    expect(write({ kind: "order_placed", order: yen, address: null }).text).toContain("Total: ¥2,500");
  });

  it("shows as much of an address as is enough to recognise one's own when somebody else gave it", () => {
    const address = { kind: "redacted", name: "A…", city: null, country: "US" } as const;
    const { text, html } = write({ kind: "order_placed", order: anOrderOfTwo, address });
    expect(text).toContain("Delivery address:\nA…\nUnited States");
    for (const hidden of ["1 Main St", "10001", "Lovelace"]) expect(text + html).not.toContain(hidden);
  });

  it.each(["order_shipped", "order_delivered"] as const)("says in the heading of %s that it is a part", (kind) => {
    expect(headingOf(write(IN_PART[kind]))).toMatch(/^A part of your order /);
    expect(headingOf(write(CONTENTS[kind]))).not.toMatch(/part/);
  });

  it("tells nobody whose debit failed that they bought something, and says what was not paid", () => {
    const { text } = write(CONTENTS.debit_failed);
    expect(text).not.toContain("you bought");
    expect(text).toContain(`Total: ${formatMoney(CONTENTS.debit_failed.checkout.totals.total, "en-US")}`);
    expect(write(CONTENTS.order_placed).text).toContain("you bought something from Fernweh");
  });

  it("says of a failed debit that nothing was charged, and offers the checkout only while it is open", () => {
    const { checkout } = CONTENTS.debit_failed;
    expect(write(CONTENTS.debit_failed).text).toContain("You were not charged");
    const closed = write({ kind: "debit_failed", checkout: { ...checkout, isOpen: false } });
    expect(closed.html).not.toContain("href=");
    expect(closed.text).not.toContain("/checkout/");
  });
});

describe("a message to a seller", () => {
  it.each(SELLERS.map((content) => [content.kind, content] as const))(
    "has nothing of the buyer in %s",
    (_, content) => {
      const { text, html, subject } = write(content);
      for (const hidden of ["ada@example.com", "Lovelace", "1 Main St", "10001", anOrderOfTwo.link])
        expect(text + html + subject).not.toContain(hidden);
    },
  );

  it("says what a day came to by seller and currency, test orders apart", () => {
    const { text, subject } = write(CONTENTS.daily_summary);
    expect(subject).toBe("May 3: 13 orders");
    for (const said of [
      "12 orders, 1 refund",
      "Paid: $842.50",
      "After refunds: $830.00",
      "Paid: ¥2,500",
      "Test orders are not counted: 2 orders.",
    ])
      expect(text).toContain(said);
  });

  it("calls sellers by their names, and by their ids where an earlier release stored no name", () => {
    const { text } = write(CONTENTS.daily_summary);
    expect(text).toContain("Fernweh Supply");
    expect(text).not.toContain("fernweh");
    expect(text).toContain("kumo");
  });
});

describe("what others wrote", () => {
  const EVIL = `"><script>alert(1)</script>\r\nBcc: eve@example.com\u202E`;
  const evil = {
    ...anOrderOfTwo,
    sellerName: EVIL,
    lineItems: anOrderOfTwo.lineItems.map((item) => ({ ...item, title: EVIL })),
  };

  it("is text in the HTML and one line in a header", () => {
    const { html, subject, from } = write({ kind: "order_placed", order: evil, address: null });
    expect(html).not.toContain("<script");
    expect(html).toContain("&lt;script&gt;");
    for (const header of [subject, from.name]) expect(header).not.toMatch(/[\r\n\u202E]/);
  });

  it("leads nowhere as a link unless it is an address of the web", () => {
    const { shipment, ...rest } = CONTENTS.order_shipped;
    const { html } = write({ ...rest, shipment: { ...shipment, trackingUrl: "javascript:alert(1)" } });
    expect(html).toContain('href="#"');
  });

  it("stays below what Gmail cuts, however much was bought", () => {
    const lines = Array.from({ length: 300 }, (_, index) => ({
      product: aProduct({ id: productId(`p${index}`), title: "<&'\">".repeat(40) }),
      quantity: 7,
    }));
    const order = anOrder(aSession({ status: "completed", lines }));
    const { html, text, subject } = write({ kind: "order_placed", order, address: null });
    expect(Buffer.byteLength(html)).toBeLessThan(GMAIL_CUTS_AT);
    expect(text).toContain("and 260 more items");
    expect(subject.length).toBeLessThanOrEqual(150);
  });
});

describe("the sender", () => {
  it("is the name and address of the settings", () => {
    const sender = { name: "Fernweh Shop", address: "mail@fernweh.example", replyTo: "help@fernweh.example" };
    const { from, replyTo, messageId, date } = messageOf(aMail(CONTENTS.order_placed), {
      publicUrl: PUBLIC_URL,
      sender,
    });
    expect({ from, replyTo }).toEqual({
      from: { name: "Fernweh Shop", address: "mail@fernweh.example" },
      replyTo: "help@fernweh.example",
    });
    expect(messageId).toMatch(/@fernweh\.example$/);
    expect(date).toEqual(NOON);
  });
});

it("a seller reads the reason of a dispute as words", () => {
  const { text } = write(CONTENTS.dispute_opened);
  expect(text).toContain("Reason:\nProduct not received\n");
});
