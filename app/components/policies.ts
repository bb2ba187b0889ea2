export { POLICIES, type Policy } from "#lib/sellers/record.ts";
