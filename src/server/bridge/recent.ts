/** The latest so many names, the oldest forgotten first. */
export interface Recent {
  has(name: string): boolean;
  add(name: string): void;
}

/** Makes an empty memory. */
export function createRecent(most: number): Recent {
  const names = new Set<string>();
  return {
    has: (name) => names.has(name),
    add: (name) => {
      names.add(name);
      const [oldest] = names;
      if (names.size > most && oldest !== undefined) names.delete(oldest);
    },
  };
}
