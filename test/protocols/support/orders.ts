/** All orders of some steps. */
export function orders<S>(steps: readonly S[]): S[][] {
  return steps.length === 0
    ? [[]]
    : steps.flatMap((step) => orders(steps.filter((one) => one !== step)).map((rest) => [step, ...rest]));
}

/** All choices of some steps, each with its name: as `test.each` takes them. */
export function choices<S extends string>(steps: readonly S[]): (readonly [string, readonly S[]])[] {
  return Array.from({ length: 2 ** steps.length }, (_, bits) => {
    const chosen = steps.filter((_step, place) => bits & (2 ** place));
    return [chosen.join(", ") || "nothing", chosen];
  });
}
