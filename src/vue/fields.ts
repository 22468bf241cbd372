import { type ComputedRef, computed } from "vue";

/** The fields of an object that changes as a whole, each as a ref that changes only with its own field. */
export type Fields<T, K extends keyof T> = { readonly [N in K]: ComputedRef<T[N]> };

/** Takes an object's fields apart. */
export function fieldsOf<T extends object, K extends keyof T>(
  source: { readonly value: T },
  names: readonly K[],
): Fields<T, K> {
  const entries = names.map((name) => [name, computed(() => source.value[name])] as const);
  return Object.fromEntries(entries) as Fields<T, K>;
}
