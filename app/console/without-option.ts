/** A command's sentence as a page says it: "--line: a line is named twice." is "A line is named twice." */
export const withoutOption = (text: string): string => {
  const said = text.replace(/^--[\w-]+: /, "");
  return said.charAt(0).toUpperCase() + said.slice(1);
};
