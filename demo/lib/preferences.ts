import { cookies } from "next/headers";
import { type Preferences, preferencesIn } from "./request";

/** What somebody has chosen before, from cookies. */
export async function preferences(): Promise<Preferences> {
  const jar = await cookies();
  return preferencesIn((name) => jar.get(name)?.value);
}
