import { randomUUID } from "node:crypto";
import { sellerId } from "#lib/ids.ts";
import { isCurrency, money } from "#lib/money.ts";
import type { ProviderBench } from "../provider-bench.ts";
import { openSandboxBench, type SandboxBench } from "../sandbox-bench.ts";
import { NETWORK_ID, partsOf, type SellerBench } from "./seller-bench.ts";

export type SandboxSellerBench = SellerBench & { readonly platform: SandboxBench };

/** The sandbox bank with accounts of sellers, whose oddities follow from their names. */
export function openSandboxSellerBench(): SandboxSellerBench {
  const platform = openSandboxBench();
  const { bank } = platform;
  const { accounts, at } = partsOf(platform.provider);
  return {
    platform,
    async account(role, use = "transfers") {
      const key = randomUUID();
      const habit = role === "new" ? "" : role === "able" ? " sandbox_ready" : ` sandbox_ready sandbox_${role}`;
      const name = `Reed Press${habit}`;
      const seller = sellerId("reed-press");
      const made = await accounts.create({ sellerId: seller, name, email: "", country: "US", use, key });
      if (made.kind !== "account") throw new Error(made.kind);
      return made.account.id;
    },
    at: (account): ProviderBench => ({
      ...platform,
      provider: at({ account, networkId: NETWORK_ID }),
      captures: async (attempt) =>
        bank.ledger().charges.flatMap((charge) => {
          if (charge.attempt !== attempt || charge.account !== account || charge.state === "declined") return [];
          if (!isCurrency(charge.currency)) return [];
          return [{ reference: charge.id, amount: money(charge.amount_minor, charge.currency), state: charge.state }];
        }),
      close: async () => undefined,
    }),
    transfers: async (attempt) =>
      bank
        .ledger()
        .transfers.filter((transfer) => transfer.attempt === attempt)
        .map(({ account, amount_minor, reversed_minor }) => ({
          account,
          amountMinor: amount_minor,
          reversedMinor: reversed_minor,
        })),
    fees: async (attempt) =>
      bank
        .ledger()
        .fees.filter((fee) => fee.attempt === attempt)
        .map(({ account, amount_minor, returned_minor }) => ({
          account,
          amountMinor: amount_minor,
          returnedMinor: returned_minor,
        })),
    statement: async (attempt) =>
      bank.ledger().charges.find((charge) => charge.attempt === attempt)?.statement_descriptor ?? null,
    provide: async (_account, url) => bank.sellers.answerPage(url.split("/").at(-1) ?? "", "provide") ?? "",
    turn: async (account, to) => bank.sellers.turn(account, to),
    async dispute(reference) {
      bank.disputes.disputeByHand(reference);
      platform.advance(6000);
    },
    close: () => platform.close(),
  };
}
