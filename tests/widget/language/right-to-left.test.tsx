import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { productId, sellerId } from "#lib/ids.ts";
import { counted } from "#lib/wire/text-tables.ts";
import { WIDGET_TEXTS } from "#lib/wire/widget/texts/of-language.ts";
import { PurchaseView } from "#widget/views/purchase-view.tsx";
import { anAddress, aProduct, type SessionOptions } from "../../fixtures/builders.ts";
import { aCheckout } from "../a-checkout.ts";
import { aBasket, actions } from "../draw-purchase.tsx";
import { inEnglish } from "#widget/texts/widget-texts.ts";

const words = { ...WIDGET_TEXTS.ar, locale: "ar", said: (english: string) => english };
const drawn = (options: SessionOptions = {}) =>
  renderToStaticMarkup(
    <PurchaseView
      phase={aBasket({ checkout: aCheckout(options) })}
      locale="ar-EG-u-nu-latn"
      texts={words}
      actions={actions}
    />,
  );

it("one, two and a few more products are counted as Arabic counts them", () => {
  const more = [1, 2, 4, 11].map((count) => counted(WIDGET_TEXTS.ar.moreItems, count, "ar-EG-u-nu-latn"));
  expect(more).toEqual(["منتج آخر", "منتجان آخران", "4 منتجات أخرى", "11 منتجًا آخر"]);
});

it("the sum in the button keeps its own direction, as every other amount does", () => {
  const [, amount = ""] = /<dd><bdi>([^<]+)<\/bdi><\/dd>/.exec(drawn()) ?? [];
  expect(amount).toMatch(/\d/);
  expect(/<button[^>]*class="button first"[^>]*>(.*?)<\/button>/.exec(drawn())?.[1]).toContain(`<bdi>${amount}</bdi>`);
});

it("an Arabic address and the policies of several sellers have Arabic commas or none, and a Latin address its own", () => {
  const address = anAddress({ name: "ليلى الحربي", lineOne: "12 شارع التحلية", city: "الرياض" });
  expect(drawn({ address })).toContain("ليلى الحربي، 12\u00a0شارع التحلية، الرياض");
  expect(drawn()).toContain("Ada Lovelace, 1\u00a0Main St, New York");
  const of = (id: string) => aProduct({ id: productId(id), sellerId: sellerId(id), sellerName: id });
  const lines = ["one", "two"].map((id) => ({ product: of(id), quantity: 1 }));
  expect(drawn({ lines })).toContain("<summary>السياسات والمساعدة</summary>");
});

it("a product's name has a direction of its own as a whole, so that it is cut off at its end and not at its beginning", () => {
  expect(drawn()).toContain('<p class="line-name" dir="auto">Mug</p>');
});

it("a widget that waits for its first result is laid out in the direction of the host's language", () => {
  const waiting = { locale: "ar-EG", texts: inEnglish("ar-EG") };
  expect(renderToStaticMarkup(<PurchaseView phase={{ phase: "waiting" }} {...waiting} actions={actions} />)).toMatch(
    /<main [^>]*dir="rtl"/,
  );
  expect(renderToStaticMarkup(<PurchaseView phase={{ phase: "unreadable" }} {...waiting} actions={actions} />)).toMatch(
    /<main [^>]*dir="ltr"/,
  );
});
