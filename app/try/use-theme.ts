import { useSyncExternalStore } from "react";
import type { Choices } from "./host/choices.ts";

const DARK = "(prefers-color-scheme: dark)";

/** The theme that is shown: the chosen one, or the system's. */
export function useTheme(chosen: Choices["theme"]): "light" | "dark" {
  const isDark = useSyncExternalStore(
    (emit) => {
      const media = window.matchMedia(DARK);
      media.addEventListener("change", emit);
      return () => media.removeEventListener("change", emit);
    },
    () => window.matchMedia(DARK).matches,
    () => false,
  );
  if (chosen !== "system") return chosen;
  return isDark ? "dark" : "light";
}
