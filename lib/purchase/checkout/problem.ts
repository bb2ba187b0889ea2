/** One thing wrong with what was sent; `field` is its path in the words of the sender's surface. */
export type Problem = {
  readonly field: string;
  readonly code: "missing" | "invalid" | "out_of_stock";
  readonly message: string;
};
