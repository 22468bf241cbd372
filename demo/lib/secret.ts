import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The key that signs sessions: `LOBBY_SECRET`, or one made at the first start and kept beside the database. */
export function secretFor(database: string): Uint8Array {
  const given = process.env.LOBBY_SECRET;
  if (given) return new TextEncoder().encode(given);
  const folder = dirname(database);
  const file = join(folder, "secret");
  try {
    return readFileSync(file);
  } catch {
    const fresh = randomBytes(32);
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, fresh, { mode: 0o600 });
    return fresh;
  }
}
