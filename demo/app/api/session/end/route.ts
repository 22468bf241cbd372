import { cookies } from "next/headers";
import { sessionCookie } from "../../../../lib/request";

/** Signs out. */
export async function POST(): Promise<Response> {
  (await cookies()).delete(sessionCookie);
  return new Response(null, { status: 303, headers: { location: "/" } });
}
