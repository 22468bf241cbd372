/**
 * Makes UUIDs of version 7 (RFC 9562, 6.2 method 1): 48 bits of milliseconds, a 12-bit counter, 62 random bits. Each is
 * greater than the one before, also within a millisecond and when the clock is set back.
 *
 * @param now milliseconds since the epoch
 * @param fill writes random bytes into what it is given
 */
export function createIdMaker(now: () => number, fill: (bytes: Uint8Array) => void): () => string {
  let lastMs = -1;
  let counter = 0;
  return () => {
    const bytes = new Uint8Array(10);
    fill(bytes);
    const ms = Math.max(0, Math.floor(now()));
    if (ms > lastMs) {
      lastMs = ms;
      // The top bit stays free: room for at least 2,048 more within this millisecond.
      counter = (((bytes[8] ?? 0) << 8) | (bytes[9] ?? 0)) & 0x7ff;
    } else {
      counter = (counter + 1) & 0xfff;
      if (counter === 0) lastMs += 1;
    }
    const time = hex(lastMs, 12);
    bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x80;
    const tail = Array.from(bytes.subarray(0, 8), (byte) => hex(byte, 2)).join("");
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(counter, 3)}-${tail.slice(0, 4)}-${tail.slice(4)}`;
  };
}

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");
