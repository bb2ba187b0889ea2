/** A sentence with its values: `filled("Sold by {seller}", { seller: "Fernweh" })`. A name that has no value stays. */
export const filled = (template: string, values: Readonly<Record<string, string | number>>): string =>
  template.replace(/\{(\w+)\}/g, (name, key: string) => `${values[key] ?? name}`);
