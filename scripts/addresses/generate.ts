/** Writes the address data that the product ships from the packages that carry it: docs/decisions/0048. */
import { writeFileSync } from "node:fs";
import { addressData } from "./address-data.ts";

const { formats, regions, alpha3, layouts } = addressData();
const lines = (table: Readonly<Record<string, unknown>>): string =>
  `{\n${Object.entries(table)
    .map(([code, value]) => `  ${JSON.stringify(code)}: ${JSON.stringify(value)}`)
    .join(",\n")}\n}\n`;
writeFileSync("lib/wire/address/formats.json", lines(formats));
writeFileSync("lib/wire/address/layouts.json", lines(layouts));
writeFileSync("lib/wire/address/alpha3.json", lines(alpha3));
writeFileSync("lib/checkout/regions/regions.json", lines(regions));
