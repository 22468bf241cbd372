import { answering } from "../../../../../lib/answer";
import { backend } from "../../../../../lib/backend";
import { courseOf } from "../../../../../seed/rooms";

/** Buys a course: kept, and told to its teacher and to the team. */
export async function POST(request: Request, { params }: { params: Promise<{ courseId: string }> }): Promise<Response> {
  const course = courseOf((await params).courseId);
  return answering(request, async (me) => {
    if (course === undefined) return null;
    const isNew = await backend().enrolments.add(me.id, course.id);
    if (isNew) await backend().engine.tellOfPurchase(me, course);
    return { enrolled: true };
  });
}
