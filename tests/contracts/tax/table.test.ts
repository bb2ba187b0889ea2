import { tableTax } from "#lib/tax/table.ts";
import { taxPortContract } from "./tax-port.ts";

taxPortContract("the shop's table", async () => ({
  service: tableTax,
  keepsBooks: false,
  booked: async () => ({ tax: 0, paid: 0 }),
  close: async () => undefined,
}));
