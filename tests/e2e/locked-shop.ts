import { testWithShop } from "./shops/own-shop.ts";

export const KEY = "the-key-of-this-console-in-tests";

/** Tests against a shop whose console asks for a key, with simulated shoppers in it. */
export const test = testWithShop({
  name: "console",
  env: { CONSOLE_KEY: KEY },
  async prepare(run) {
    // Over more days than revenue's age, so that there is some.
    await run("demo-experiment", "--shoppers", "6000", "--days", "50", "--currencies", "USD,JPY");
  },
});
