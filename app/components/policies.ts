export const POLICIES = ["terms", "privacy", "returns", "shipping"] as const;
export type Policy = (typeof POLICIES)[number];
