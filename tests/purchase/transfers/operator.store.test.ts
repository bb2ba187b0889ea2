import { describe, expect, it } from "vitest";
import { money } from "#lib/money.ts";
import { listBooks, type BooksLine } from "#lib/operator/sellers/books.ts";
import { createOperator } from "#lib/purchase/operator.ts";
import { openMovementCsv, openMovementsCsvHeader } from "#lib/wire/sellers/open-movements.ts";
import { openMovementText } from "#scripts/orders/open-movement-text.ts";
import { reconcileText } from "#scripts/orders/reconcile-text.ts";
import { FEE, openTransferShop, PAID, SELLER } from "./transfer-shop.ts";

it("what is open of sellers' money is listed with its key, as text, JSON and CSV", async () => {
  const shop = await openTransferShop();
  const order = await shop.pay();
  shop.sellersBank.meet("refused_for_good");
  await shop.settle();
  const lines: BooksLine[] = [];
  await listBooks(createOperator(shop.context), { open: true, seller: SELLER }, async (line) => {
    lines.push(line as BooksLine);
  });
  const [line] = lines;
  if (line?.type !== "open") throw new Error("nothing is open");
  const key = `${order.attemptId}:transfer:${SELLER}`;
  expect(line.open).toMatchObject({
    seller_id: SELLER,
    kind: "transfer",
    state: "refused",
    amount_minor: PAID - FEE,
    currency: "USD",
    payment: order.paymentReference,
    needs_person: true,
    due_at: null,
    key,
  });
  expect(openMovementText(line.open)).toMatch(
    /^30\.73 USD to fernweh \(refused, insufficient_capabilities\): payment .*; it needs you: npm run settle -- --transfer cs_/,
  );
  expect(openMovementsCsvHeader.split(",")).toHaveLength(openMovementCsv(line.open).split(",").length);
  await shop.close();
});

describe("npm run reconcile", () => {
  it("says how the payment service's transfers differ from the books, and nothing where they do not", async () => {
    const shop = await openTransferShop();
    const order = await shop.pay();
    await shop.settle();
    await shop.refund(order, 1000);
    await shop.settle();
    const compare = () => createOperator(shop.context).compareTransfers();
    expect(await compare()).toEqual({ looked: 1, isComplete: true, differences: [] });
    shop.sellersBank.reverseThere(`acct_${SELLER}`, money(100, "USD"));
    shop.sellersBank.madeWithCharge(order.paymentReference, "acct_else", money(5, "USD"));
    const { differences, ...found } = await compare();
    const { paymentReference: reference } = order;
    expect(differences).toEqual([
      {
        what: "taken_back",
        reference,
        transfer: `${order.attemptId}:transfer:${SELLER}`,
        account: `acct_${SELLER}`,
        ours: money(941, "USD"),
        theirs: money(1041, "USD"),
      },
      {
        what: "sent",
        reference,
        transfer: "tr_2",
        account: "acct_else",
        ours: null,
        theirs: money(5, "USD"),
      },
    ]);
    const said = reconcileText(null)({ type: "transfers", differences, ...found });
    expect(said[0]).toBe("Compared the transfers of 1 payments with the payment service: 2 differ.");
    expect(said[2]).toContain("sent to acct_else of");
    expect(said[2]).toContain("nothing in our books and 0.05 USD at the payment service; transfer tr_2");
    await shop.close();
  });
});
