import { headers } from "next/headers";

/** The address by which the browser knows this server, e.g. `http://localhost:3000`. */
export async function origin(): Promise<string> {
  const given = await headers();
  const host = given.get("x-forwarded-host") ?? given.get("host") ?? "localhost";
  const protocol = given.get("x-forwarded-proto")?.split(",")[0] ?? "http";
  return `${protocol}://${host}`;
}
