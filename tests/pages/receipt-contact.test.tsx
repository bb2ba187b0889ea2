import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ContactSeller } from "#app/components/order/contact-seller.tsx";
import { PaperHead } from "#app/components/order/paper.tsx";
import { Receipt } from "#app/components/receipt.tsx";
import { productId, sellerId } from "#lib/ids.ts";
import { namedForBuyer } from "#lib/wire/texts/seller-names.ts";
import { anOrder, aProduct, aSession } from "../fixtures/builders.ts";

const order = anOrder(aSession({ status: "completed" }));
const contact = {
  legalName: "Fernweh GmbH",
  address: ["Kantstr. 1", "10623 Berlin"],
  taxNumber: "DE136695976",
  email: "help@fernweh.example",
  phone: "+49 30 1234567",
  url: "https://fernweh.example/help",
};
const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, "\n");

it("a receipt on paper has the seller's address and tax number, that it is paid, and where its page is", () => {
  const address = "https://shop.example.com/orders/or_1";
  const text = textOf(
    renderToStaticMarkup(
      <PaperHead order={order} sellers={[{ name: "Fernweh", contact }]} address={address} locale="en-US" />,
    ),
  );
  for (const said of ["Fernweh GmbH", "Kantstr. 1", "10623 Berlin", "DE136695976", "Paid", address])
    expect(text).toContain(said);
});

it("a seller of whom nothing was said is on paper by name, and with no address that is made up", () => {
  const text = textOf(
    renderToStaticMarkup(
      <PaperHead
        order={order}
        sellers={[{ name: order.sellerName, contact: null }]}
        address="https://a.example"
        locale="en-US"
      />,
    ),
  );
  expect(text.match(/\S[^\n]*/g)).toEqual([order.sellerName, "Paid", "https://a.example"]);
});

it("a receipt on paper of several sellers has each one's legal name, address and tax number", () => {
  const second = { ...contact, legalName: "Ombra S.r.l.", address: ["Via Dante 1", "20121 Milano"], taxNumber: "IT1" };
  const sellers = [
    { name: "Fernweh", contact },
    { name: "Ombra", contact: second },
    { name: "Kumo", contact: null },
  ];
  const text = textOf(
    renderToStaticMarkup(<PaperHead order={order} sellers={sellers} address="https://a.example" locale="en-US" />),
  );
  for (const { legalName, address, taxNumber } of [contact, second])
    for (const said of [legalName, ...address, taxNumber]) expect(text).toContain(said);
  expect(text).toContain("Kumo");
});

it("a receipt on paper keeps each line of a seller in its own direction", () => {
  const draw = (
    <PaperHead order={order} sellers={[{ name: "Fernweh", contact }]} address="https://a.example" locale="ar" />
  );
  const isolated = [...renderToStaticMarkup(draw).matchAll(/<bdi>([^<]*)<\/bdi>/g)].map(([, line]) => line);
  expect(isolated).toEqual([contact.legalName, ...contact.address, contact.email, "https://a.example"]);
});

it("an order's page leads to the seller by mail, with the order's number, by telephone and to their site", () => {
  const draw = (given: typeof contact | null) =>
    renderToStaticMarkup(<ContactSeller contact={given} seller="Fernweh" orderNumber={order.number} locale="en-US" />);
  const html = draw(contact);
  expect(html).toContain(`href="mailto:help@fernweh.example?subject=Order%20${order.number}"`);
  expect(html).toContain('href="tel:+49301234567"');
  expect(html).toContain('href="https://fernweh.example/help"');
  expect(draw(null)).toBe("");
});

it("the head of an order's page has the names of several sellers in their order, in the direction of the page", () => {
  const lamp = aProduct({ id: productId("lamp"), sellerId: sellerId("ombra"), sellerName: "Ombra" });
  const lines = [aProduct(), lamp].map((product) => ({ product, quantity: 1 }));
  const draw = (locale: string, sold: typeof order) =>
    renderToStaticMarkup(
      <Receipt
        order={namedForBuyer(sold, locale)}
        details={{ address: null, buyer: null, mayChange: false }}
        paidAgain={[]}
        contactOf={() => null}
        title="Paid"
        publicUrl="https://shop.example.com"
        provider="sandbox"
        locale={locale}
      />,
    );
  const ofTwo = anOrder(aSession({ status: "completed", lines }));
  expect(draw("ar", ofTwo)).toContain('<bdi dir="rtl">\u2068Fernweh\u2069 و\u2068Ombra\u2069</bdi>');
  expect(draw("en-US", ofTwo)).toContain('<bdi dir="ltr">Fernweh and Ombra</bdi>');
  expect(draw("ar", order)).toContain("<bdi>Fernweh</bdi>");
});
