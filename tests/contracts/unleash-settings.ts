import type { FlagSetting } from "../fixtures/real-unleash.ts";
import type { FlagOptions } from "./flags.ts";

/** A strategy that lets so many of a hundred shoppers in, always the same. */
export const shopperRollout = (percent: number, more: object = {}) => ({
  name: "flexibleRollout",
  parameters: { groupId: "checkout-route", rollout: String(percent), stickiness: "userId" },
  constraints: [],
  ...more,
});
const split = (instant: number) =>
  shopperRollout(100, {
    variants: [
      { name: "external", weight: 1000 - instant, weightType: "variable", stickiness: "userId" },
      // The server splits "variable" weights evenly; a share that is meant is "fix".
      { name: "instant", weight: instant, weightType: instant === 1000 ? "variable" : "fix", stickiness: "userId" },
    ].filter(({ weight }) => weight > 0),
  });
/** What the operator options, as the flags of a real server. */
export const requested = ({ kill, beta, instantOfThousand }: FlagOptions): FlagSetting[] => [
  { name: "instant-checkout-beta", isOn: beta === "on" },
  ...(instantOfThousand === null
    ? []
    : [{ name: "checkout-route", isOn: true, strategies: [split(instantOfThousand)] }]),
  ...(kill === "unknown" ? [] : [{ name: "instant-checkout-kill", isOn: kill === "on" }]),
];
