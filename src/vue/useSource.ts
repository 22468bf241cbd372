import { type ShallowRef, shallowRef, watch } from "vue";
import { whileAlive } from "./whileAlive.js";

/** Something that is read, and tells when it has changed. */
export interface Source<T> {
  readonly get: () => T;
  readonly subscribe: (listener: () => void) => () => void;
}

/**
 * What a source says, as a ref that changes with it. The source may be another one as reactive things change: what was wanted of the old one is let go. Nothing is subscribed before the
 * component is mounted.
 */
export function useSource<T>(current: () => Source<T>): Readonly<ShallowRef<T>> {
  const value = shallowRef(current().get());
  whileAlive(() =>
    watch(
      current,
      (source, _before, onCleanup) => {
        const read = () => {
          value.value = source.get();
        };
        onCleanup(source.subscribe(read));
        read();
      },
      // At once, so that nothing is drawn of the old source under the name of the new one.
      { immediate: true, flush: "sync" },
    ),
  );
  return value;
}
