import { headers } from "next/headers";
import { originIn } from "./request";

/** The address by which the browser knows this server, e.g. `http://localhost:3000`. */
export async function origin(): Promise<string> {
  const given = await headers();
  return originIn((name) => given.get(name) ?? undefined);
}
