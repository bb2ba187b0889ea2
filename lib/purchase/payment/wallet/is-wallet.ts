import type { StoredAttempt } from "../../../store/store.ts";

/**
 * An attempt of a wallet's button on our page. It is of the external route as a payment page is, and was made with a token, so
 * that there is no page to open for it.
 */
export const isWallet = ({ route, tokenHash }: Pick<StoredAttempt, "route" | "tokenHash">): boolean =>
  route === "external" && tokenHash !== null;
