import { connect, createServer, type Socket } from "node:net";
import { freePort } from "../../../scripts/ports.mjs";

/** A cable between a browser and the demo that can be cut: real TCP, so that nothing in the browser knows of it beforehand. */
export interface Cable {
  readonly url: string;
  /** Every connection breaks, new ones are refused. */
  cut(): void;
  /** Nothing gets through any more and nobody is told: connections stay open, new ones are accepted and left without an answer. */
  silence(): void;
  mend(): void;
  close(): Promise<void>;
}

/** @param target port of the demo on this machine */
export async function layCable(target: number): Promise<Cable> {
  const port = await freePort(0);
  let state: "whole" | "cut" | "silent" = "whole";
  const ends = new Set<Socket>();
  const server = createServer((near) => {
    if (state === "cut") return near.destroy();
    const far = connect(target, "127.0.0.1");
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(from);
      from.setNoDelay(true);
      from.on("data", (data) => {
        if (state === "whole") to.write(data);
      });
      from.on("error", () => {});
      from.on("close", () => {
        ends.delete(from);
        to.destroy();
      });
    }
  });
  const breakAll = () => {
    for (const end of ends) end.destroy();
  };
  await new Promise<void>((listening) => server.listen(port, listening));
  return {
    url: `http://localhost:${port}`,
    cut: () => {
      state = "cut";
      breakAll();
    },
    silence: () => {
      state = "silent";
    },
    // What went silent has lost bytes: it is of no use any more.
    mend: () => {
      state = "whole";
      breakAll();
    },
    close: async () => {
      breakAll();
      await new Promise((closed) => server.close(closed));
    },
  };
}
