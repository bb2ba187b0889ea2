import { describe, expect, it } from "vitest";
import { productId } from "#lib/ids.ts";
import { messageOf } from "#lib/mail/message.ts";
import { money } from "#lib/money.ts";
import { anOrder, aProduct, aSession } from "../fixtures/builders.ts";
import { aMail, PUBLIC_URL, SENDER } from "./mail-cases.ts";

const SELLER = "Gebrüder Schwarzwälder Handwerksmanufaktur & Söhne GmbH";
const WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(2);
const later = { availability: "pre_order", availableFrom: new Date("2026-07-01T00:00:00Z") } as const;
const session = aSession({
  status: "completed",
  lines: [
    { product: aProduct({ title: WORD, sellerName: SELLER, price: money(99_999_99, "USD") }), quantity: 99 },
    { product: aProduct({ id: productId("lamp"), title: "Lamp (brass)", ...later }), quantity: 1 },
  ],
});
const order = { ...anOrder(session), delivery: session.deliveryOptions[0] ?? null };
const written = (locale: string) =>
  messageOf(aMail({ kind: "order_placed", order, address: null }, { locale }), {
    publicUrl: PUBLIC_URL,
    sender: SENDER,
  });

describe("an e-mail with long names and many digits", () => {
  it("keeps a name in another writing apart from the Arabic around it, which a mark that is taken out cannot do", () => {
    const { html, text } = written("ar");
    expect(html).toContain("<bdi>Gebrüder Schwarzwälder Handwerksmanufaktur &amp; Söhne GmbH</bdi>");
    expect(html).toContain("<bdi>Lamp (brass)</bdi>");
    for (const part of [html, text]) expect(part).not.toMatch(/[\u2066-\u2069]/u);
  });

  it("keeps the spaces around such a name", () => {
    expect(written("ar").html).toMatch(/\S <bdi>Gebrüder[^<]+<\/bdi>(?: \S|[.,؛،])/u);
  });

  it("breaks a word that is wider than a phone, wherever it stands", () => {
    const { html } = written("de");
    const styles = [...html.matchAll(/style="([^"]*)"><bdi>[^<]*Donaudampfschiff/g)].map(([, style]) => style);
    expect(styles.length).toBeGreaterThan(0);
    for (const style of styles) expect(style).toContain("overflow-wrap:anywhere");
    expect(html).toMatch(/overflow-wrap:anywhere"><bdi>Gesamtsumme<\/bdi>/);
  });
});
