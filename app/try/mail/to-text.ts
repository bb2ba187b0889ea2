/** Whom a message is to. In an address's place a message to a seller who has none says why. */
export const toText = (to: readonly string[]): string =>
  to.every((one) => one.includes("@")) ? `To ${to.join(", ")}` : `To nobody: ${to.join(", ")}`;
