import { answering } from "../../../lib/answer";
import { backend } from "../../../lib/backend";

/** Sets how many prices change a second: `{ rate }`. The market is everybody's, so the rate is too. */
export async function POST(request: Request): Promise<Response> {
  return answering(request, async (_me, { rate }) =>
    typeof rate === "number" ? { rate: backend().engine.market.setRate(rate) } : null,
  );
}
