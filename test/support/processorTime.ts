/**
 * What something costs, ms: the time that the processor works for this process, however much of it others have meanwhile. Of some runs the least, for what else the
 * process does only adds.
 */
export async function processorMs(run: () => unknown, times = 5): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let time = 0; time < times; time += 1) {
    const begun = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(begun);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}
