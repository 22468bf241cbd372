import { answering } from "../../../../../lib/answer";
import { backend } from "../../../../../lib/backend";
import { preferences } from "../../../../../lib/preferences";
import { wordsOf } from "../../../../../lib/words";
import { courseOf } from "../../../../../seed/rooms";

/** Buys a course: kept, and told to its teacher and to the team. */
export async function POST(request: Request, { params }: { params: Promise<{ courseId: string }> }): Promise<Response> {
  const course = courseOf((await params).courseId);
  return answering(request, async (me) => {
    if (course === undefined) return null;
    const isNew = await backend().enrolments.add(me.id, course.id);
    const { language } = await preferences();
    if (isNew) await backend().engine.tellOfPurchase(me, course, wordsOf(language).welcomeToClass);
    return { enrolled: true };
  });
}
