const points = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2, signDisplay: "negative" });
const percents = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 2 });
const counts = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** A difference of two rates in percentage points: 0.0139 → "1.39". */
export const pointsText = (part: number): string => points.format(percentagePoints(part)).replace("-", "−");

/** A part of one: 0.123 → "12.3%". */
export const percentText = (part: number): string => percents.format(part).replace("-", "−");

/** "12,345". */
export const countText = (count: number): string => counts.format(count);

const percentagePoints = (part: number): number => part * 100;
