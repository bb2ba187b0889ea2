import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { giveDetails, goToBank, openCheckout, payButton } from "../checkout-page.ts";
import { testWithShop, type OwnShop } from "../shops/own-shop.ts";
import { expectNoOrder, prepared, shopper, tool } from "../tools.ts";
import { buySomething, giveAddress, openTry, payButton as payInChat, payInSheet, sheet, widget } from "../try-page.ts";

const test = testWithShop({ name: "sold-out", env: { LIMITS: "off" }, prepare: () => Promise.resolve() });

/** A new feed of the merchant's says it of a product that they do not count. */
async function mark(
  shop: OwnShop,
  id: string,
  availability: "in_stock" | "out_of_stock",
  folder: string,
): Promise<void> {
  const [columns = "", ...rows] = (await readFile("config/demo-feed.csv", "utf8")).split("\n");
  const row = rows.find((one) => one.startsWith(`${id},`));
  if (row === undefined) throw new Error(`the demo feed has no ${id}`);
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${id}.csv`);
  await writeFile(file, `${columns}\n${row.replace(",in_stock,", `,${availability},`)}\n`);
  expect(await shop.run("feed-import", "--file", file, "--json")).toContain('"accepted":1');
}

test("goods that are marked out of stock cannot be paid on a checkout page that was open before, nor be put into a new checkout", async ({
  page,
  request,
  shop,
}, { outputDir }) => {
  const session = await prepared(request, shopper("arm-external"));
  const [line] = session.line_items;
  if (line === undefined) throw new Error("the checkout is empty");
  const { item, name } = line;
  await openCheckout(page, session.continue_url);
  await giveDetails(page);
  await mark(shop, item.id, "out_of_stock", outputDir);
  await payButton(page).click();
  await expect(page.getByRole("alert")).toContainText(`"${name}" is no longer sold, and nothing was charged.`);
  await expectNoOrder(request, session.id);
  const another = await tool(request, "checkout_session", { checkout_session: { items: [item] } });
  expect(another.isError, another.text).toBe(true);
  expect(another.text).toContain("out of stock");
  await mark(shop, item.id, "in_stock", outputDir);
  await page.reload();
  await goToBank(page);
});

test("goods that are marked out of stock while the payment sheet is open are not charged for", async ({
  page,
  request,
  shop,
}, { outputDir }) => {
  const visit = await openTry(page, { shopper: "arm-instant" });
  await buySomething(page, "instant");
  await giveAddress(page);
  await payInChat(page, "instant").click();
  await expect(sheet(page)).toBeVisible();
  await mark(shop, "fw-mug-moss", "out_of_stock", outputDir);
  await payInSheet(page, "pay");
  await expect(widget(page).getByText(/ is no longer sold, and nothing was charged\.$/)).toBeVisible();
  await expectNoOrder(request, await visit.sessionId());
});
