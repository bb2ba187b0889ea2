import { z } from "zod";
import { completeCheckoutInput } from "../complete-checkout.ts";
import { findOrderOutput } from "../orders/order-contract.ts";
import * as contract from "../tool-contract.ts";

const isSchema = (value: unknown): value is z.ZodType => value instanceof z.ZodType;

/** The tools' schemas as JSON Schemas: every name and every word that the tools read and answer. */
export const CONTRACT_SCHEMAS: readonly object[] = [
  ...Object.values<unknown>(contract),
  completeCheckoutInput,
  findOrderOutput,
]
  .filter(isSchema)
  .map((schema) => z.toJSONSchema(schema, { io: "input" }));
