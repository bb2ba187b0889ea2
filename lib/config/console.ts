const MIN_KEY = 24;

/**
 * CONSOLE_KEY opens the console. Without it the console is open to everybody with the sandbox bank, where nothing is
 * real, and is not there with any other payment service.
 */
export function readConsole(
  text: (name: string) => string | null,
  wrong: (name: string, message: string) => void,
): { readonly consoleKey: string | null } {
  const consoleKey = text("CONSOLE_KEY");
  if (consoleKey !== null && !new RegExp(`^[!-~]{${MIN_KEY},}$`).test(consoleKey))
    wrong("CONSOLE_KEY", `it is a key of at least ${MIN_KEY} letters, digits and signs without spaces`);
  return { consoleKey };
}
