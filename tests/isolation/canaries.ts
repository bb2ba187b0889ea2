import { sellerId, type SellerId } from "#lib/ids.ts";

export const PUBLIC_URL = "https://shop.example.com";
export const SELLERS = [sellerId("fernweh"), sellerId("ombra")] as const;
/** What is nobody's but that seller's; no text of the product has these words or amounts. */
const CANARIES = {
  fernweh: { goods: "Quillwort kettle", name: "Fernweh Canary GmbH", buyer: "Berta Quillbuyer", priceMinor: 471_113 },
  ombra: { goods: "Zephyrine lantern", name: "Ombra Canary SpA", buyer: "Zeno Zephyrbuyer", priceMinor: 290_777 },
} as const;
export const canaryOf = (seller: SellerId) => CANARIES[seller as string as keyof typeof CANARIES];
export const words = (seller: SellerId) => ({
  email: `${seller}-buyer@canary.example`,
  street: `${seller} buyer street 77`,
  phone: seller === SELLERS[0] ? "+12125550143" : "+12125550187",
  tracking: `TRACK-${seller}-0815`,
  reason: `reason of ${seller} 4242`,
  mailbox: `${seller}@seller.example`,
  product: `goods-${seller}`,
});
