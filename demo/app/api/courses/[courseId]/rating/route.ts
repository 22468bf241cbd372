import { answering } from "../../../../../lib/answer";
import { backend } from "../../../../../lib/backend";
import { courseOf } from "../../../../../seed/rooms";

/** Gives a course one to five stars: `{ stars }`. Everybody on its page sees it at once. */
export async function POST(request: Request, { params }: { params: Promise<{ courseId: string }> }): Promise<Response> {
  const course = courseOf((await params).courseId);
  return answering(request, async (me, { stars }) => {
    if (course === undefined || !Number.isInteger(stars) || Number(stars) < 1 || Number(stars) > 5) return null;
    const { ratings, engine } = backend();
    await ratings.rate(me.id, course.id, Number(stars));
    await engine.showRating(course.id);
    return { stars };
  });
}
