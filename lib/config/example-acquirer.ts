export type ExampleAcquirerConfig = {
  /** Without a trailing slash. */
  readonly url: string;
  readonly key: string;
  /** Hexadecimal, the one in use first. */
  readonly hmacKeys: readonly string[];
};

const NAMES = ["EXAMPLE_ACQUIRER_URL", "EXAMPLE_ACQUIRER_KEY", "EXAMPLE_ACQUIRER_HMAC"] as const;

/**
 * The settings of the example acquirer (docs/decisions/0009), or null when another payment service is in use; then a
 * value is an error, because it would silently do nothing.
 */
export function readExampleAcquirer(
  text: (name: string) => string | null,
  wrong: (name: string, message: string) => void,
): ExampleAcquirerConfig | null {
  if (text("PAYMENT_PROVIDER") !== "example-acquirer") {
    for (const name of NAMES)
      if (text(name) !== null) wrong(name, "it is used only with PAYMENT_PROVIDER=example-acquirer; remove it");
    return null;
  }
  const [url, key, hmac] = NAMES.map((name) => {
    const value = text(name);
    if (value === null) wrong(name, "PAYMENT_PROVIDER=example-acquirer needs it");
    return value ?? "";
  });
  if (url === undefined || key === undefined || hmac === undefined) return null;
  if (url !== "" && !/^https?:$/.test(URL.parse(url)?.protocol ?? ""))
    wrong("EXAMPLE_ACQUIRER_URL", `"${url}" is not a web address`);
  const hmacKeys = hmac.split(",").map((one) => one.trim());
  if (hmac !== "" && !hmacKeys.every((one) => /^[0-9a-f]{64}$/i.test(one)))
    wrong(
      "EXAMPLE_ACQUIRER_HMAC",
      "a key is 64 hexadecimal digits; write the one in use first, and after a comma the one before it",
    );
  return { url: url.replace(/\/+$/, ""), key, hmacKeys };
}
