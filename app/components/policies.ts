/** The pages of the seller's policies, by the last part of their address. */
export const POLICIES = ["terms", "privacy", "returns", "shipping"] as const;
export type Policy = (typeof POLICIES)[number];
