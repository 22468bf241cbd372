import { cookies } from "next/headers";
import type { Language } from "./words";

export type Theme = "light" | "dark" | "system";

/** What somebody has chosen before, from cookies, so that the server's HTML is right at once. */
export async function preferences(): Promise<{ readonly theme: Theme; readonly language: Language }> {
  const jar = await cookies();
  const theme = jar.get("sen_theme")?.value;
  const language = jar.get("sen_language")?.value;
  return {
    theme: theme === "light" || theme === "dark" ? theme : "system",
    language: language === "vi" ? "vi" : "en",
  };
}
