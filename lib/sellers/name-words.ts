/**
 * The words of a seller's name, or of a search for one: whatever is no letter, mark or digit parts them. The index of names
 * (`SELLER_NAMES` of lib/store/drizzle/schema/sellers/seller.ts) has the same ones, in small letters.
 */
export const nameWords = (text: string): readonly string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
