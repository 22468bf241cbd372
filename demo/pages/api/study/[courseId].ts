import type { NextApiRequest, NextApiResponse } from "next";
import { backend } from "../../../lib/backend";
import { memberIn } from "../../../lib/request";
import { wordsOf } from "../../../lib/words";
import { courseOf } from "../../../seed/rooms";

/** Invites a classmate into a course's study hall: POST `{ guestId }`. */
export default async function invite(request: NextApiRequest, response: NextApiResponse): Promise<void> {
  if (request.method !== "POST") return response.status(405).json({ error: "POST only" });
  const me = await memberIn((name) => request.cookies[name]);
  if (me === null) return response.status(401).json({ error: "signed out" });
  const course = courseOf(String(request.query.courseId));
  const { guestId } = (request.body ?? {}) as { readonly guestId?: unknown };
  if (course === undefined || typeof guestId !== "string" || !course.members.includes(guestId))
    return response.status(403).json({ error: "refused" });
  const { engine } = backend();
  const words = wordsOf(engine.languages.get(guestId) ?? "en");
  await engine.invite(me, guestId, course, words.invitation(course.title));
  response.json({ invited: guestId });
}
