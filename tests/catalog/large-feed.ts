import { createWriteStream } from "node:fs";
import { once } from "node:events";

const NOUNS = ["mug", "jacket", "tent", "lantern", "teapot", "notebook", "blanket", "boots", "kettle", "hammock"];
const TRAITS = ["moss", "night blue", "walnut", "enamel", "folding", "waxed", "heavy", "light", "small", "large"];
const SENTENCE =
  "Made by people who use it themselves, packed without plastic and repaired for as long as there is thread. ";

/**
 * Writes a CSV feed of so many rows, about 900 characters each, without holding it in memory. Every 1,000th row is wrong.
 * `raise` is added to each price, so that a second feed changes every row of the first.
 */
export async function writeLargeFeed(file: string, rows: number, raise = 0): Promise<void> {
  const out = createWriteStream(file);
  out.write(
    "item_id,group_id,variant_dict,title,description,url,brand,seller_name,image_url,product_category,availability,price,sale_price,is_eligible_checkout\n",
  );
  for (let row = 1; row <= rows; row += 1) {
    const noun = NOUNS[row % NOUNS.length] ?? "";
    const trait = TRAITS[Math.floor(row / 10) % TRAITS.length] ?? "";
    const price = row % 1000 === 0 ? "cheap" : `${10 + raise + (row % 90)}.50 USD`;
    const text = `"No. ${row}, a ${trait} ${noun}. ${SENTENCE.repeat(6)}"`;
    const group = Math.floor(row / 5);
    const line = `p${row},g${group},"{""Size"":""${row % 5}""}",${trait} ${noun} ${group},${text},https://shop.example/${row},Brand ${row % 50},Seller ${row % 3},https://shop.example/${row}.jpg,Home > ${noun},in_stock,${price},,true\n`;
    if (!out.write(line)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}
