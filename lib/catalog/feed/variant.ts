import { oneLine } from "../../plain-text.ts";
import { jsonIn, optional, Rejection, storable, type FeedFields } from "./fields.ts";
import { plainText } from "./values/html-text.ts";
import { shown } from "./values/shown.ts";

const MAX_OPTIONS = 10;

/**
 * Google's columns by which variants of a group differ, with the option's name. A value in `usual` is left out: it is what a
 * product without the column is, so the variants of a group still have different options.
 * https://support.google.com/merchants/answer/6324507
 */
const COLUMNS: readonly { readonly column: string; readonly option: string; readonly usual?: string }[] = [
  { column: "color", option: "Color" },
  { column: "size", option: "Size" },
  { column: "material", option: "Material" },
  { column: "pattern", option: "Pattern" },
  { column: "gender", option: "Gender", usual: "unisex" },
  { column: "age_group", option: "Age group", usual: "adult" },
];

/** What tells two parcels apart, and is therefore never left out. */
const ALWAYS: ReadonlySet<string> = new Set(["color", "size"]);

/**
 * The options of a row that is in a group: of `variant_dict`, else of the custom columns, together with its color and size. The
 * other columns of Google's describe a product that names its options otherwise, and are options of one that does not.
 */
export function variantOf(fields: FeedFields): Record<string, string> {
  const dictionary = dictionaryIn(fields);
  const isInGroup = optional(fields, "group_id") !== null;
  if (dictionary !== null && !isInGroup) return {};
  const explicit = dictionary === null ? customOptions(fields) : optionsIn(dictionary);
  if (!isInGroup) return explicit;
  const named = new Set(Object.keys(explicit).map((name) => name.toLowerCase().replace("colour", "color")));
  const counted = named.size === 0 ? COLUMNS : COLUMNS.filter(({ column }) => ALWAYS.has(column));
  const columns = counted.flatMap(({ column, option, usual }) => {
    const value = optional(fields, column);
    const text = value === null ? "" : cleaned(value);
    return text === "" || text.toLowerCase() === usual || named.has(option.toLowerCase())
      ? []
      : [[option, text] as const];
  });
  return Object.fromEntries([...Object.entries(explicit), ...columns].slice(0, MAX_OPTIONS).map(shortenedPair));
}

function dictionaryIn(fields: FeedFields): object | null {
  const given = fields["variant_dict"];
  if (given === null || given === undefined) return null;
  if (typeof given === "string" && given.trim() === "") return null;
  const value = typeof given === "string" ? jsonIn(given) : given;
  if (value === undefined) {
    const text = typeof given === "string" ? shown(given) : "it";
    throw new Rejection("variant_dict", `${text} is not JSON such as {"Color":"Moss"}`);
  }
  if (value === null) return null;
  if (typeof value !== "object" || Array.isArray(value))
    throw new Rejection("variant_dict", 'it is not an object such as {"Color":"Moss"}');
  return value;
}

function optionsIn(dictionary: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(dictionary)
      .map(([name, option]) => [cleaned(name), optionText(cleaned(name), option)] as const)
      .filter(([name, option]) => name !== "" && option !== "")
      .slice(0, MAX_OPTIONS)
      .map(shortenedPair),
  );
}

function customOptions(fields: FeedFields): Record<string, string> {
  const pairs = [1, 2, 3].flatMap((n) => {
    const name = optional(fields, `custom_variant${n}_category`);
    const option = optional(fields, `custom_variant${n}_option`);
    return name === null || option === null ? [] : [[cleaned(name), cleaned(option)] as const];
  });
  return Object.fromEntries(pairs);
}

/** A yes or no says nothing without its option's name, because only values are shown behind a title. */
function optionText(name: string, option: unknown): string {
  if (option === null || option === undefined) return "";
  if (typeof option === "boolean") return `${name}: ${option ? "yes" : "no"}`;
  if (Array.isArray(option)) return option.map((one: unknown) => optionText(name, one)).join("/");
  if (typeof option === "string" || typeof option === "number") return cleaned(String(option));
  throw new Rejection("variant_dict", `the option ${shown(name)} must be text, such as {"Color":"Moss"}`);
}

const cleaned = (text: string): string => oneLine(plainText(storable("variant_dict", text)));
const shortened = (text: string, most: number): string => [...text].slice(0, most).join("");
const shortenedPair = ([name, option]: readonly [string, string]): readonly [string, string] => [
  shortened(name, 60),
  shortened(option, 100),
];
