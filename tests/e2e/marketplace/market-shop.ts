import { testWithShop } from "../shops/own-shop.ts";
import { MARKET } from "./market.ts";

/** Tests against a marketplace of their own. */
export const test = testWithShop(MARKET);
