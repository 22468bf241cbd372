import { describe, expect, test } from "vitest";
import { importGraph, readSources } from "../support/importGraph.js";
import {
  barrels,
  crowdedHookFiles,
  misplacedPackages,
  missingUseClient,
  siblingImports,
  wrongDirections,
} from "./rules.js";

const sources = readSources("src");
const graph = importGraph(sources);

describe("the sources", () => {
  test("are there to be judged", () => {
    expect(Object.keys(sources)).not.toEqual([]);
  });

  test("import only modules that exist", () => {
    const missing = [...graph].flatMap(([path, imports]) =>
      imports
        .filter(({ target }) => target !== undefined && !(target in sources))
        .map(({ specifier }) => `${path} → ${specifier}`),
    );
    expect(missing).toEqual([]);
  });

  test("import in the layers' direction only", () => {
    expect(wrongDirections(graph)).toEqual([]);
  });

  test("never import a sibling domain", () => {
    expect(siblingImports(graph)).toEqual([]);
  });

  test("import each package only where the design has a place for it", () => {
    expect(misplacedPackages(graph)).toEqual([]);
  });

  test('have "use client" first wherever hooks or JSX are used', () => {
    expect(missingUseClient(sources)).toEqual([]);
  });

  test("have no barrels but the public entries", () => {
    expect(barrels(sources)).toEqual([]);
  });

  test("export one hook a file", () => {
    expect(crowdedHookFiles(sources)).toEqual([]);
  });
});

describe("the rules find what breaks them", () => {
  test("a layer that imports upwards, or a value where only types may pass", () => {
    const found = wrongDirections(
      importGraph({
        "src/contract/chat.ts": 'import { encode } from "../protocols/native.js";',
        "src/client/lobby.ts": 'import type { Store } from "../server/store.js";',
        "src/components/chat/ChatRoom.tsx": [
          'import { selectMessages } from "../../client/chat/selectors.js";',
          'import type { Lobby } from "../../client/lobby.js";',
          'import { useChat } from "../../react/useChat.js";',
        ].join("\n"),
        "src/server/core.ts": 'import { createLobby } from "../client/lobby.js";',
        "src/testing/mockServer.ts": 'import { createLobbyServer } from "../server/core.js";',
        "src/exports/protocols.ts": [
          'export type { ConformReport } from "../cli/report.js";',
          'export { conform } from "../cli/conform.js";',
        ].join("\n"),
      }),
    );
    expect(found).toEqual([
      "src/contract/chat.ts → ../protocols/native.js: contract must not import protocols",
      "src/client/lobby.ts → ../server/store.js: client must not import server",
      "src/components/chat/ChatRoom.tsx → ../../client/chat/selectors.js: components may import types of client only",
      "src/server/core.ts → ../client/lobby.js: server must not import client",
      "src/exports/protocols.ts → ../cli/conform.js: cli is a command: nothing imports it",
    ]);
  });

  test("a domain that imports its sibling, even for a type", () => {
    const found = siblingImports(
      importGraph({
        "src/client/chat/slice.ts": 'import type { Gift } from "../gifts/slice.js";\nimport "../ingest/batch.js";',
        "src/components/chat/rows/Row.tsx": 'import { Avatar } from "../../presence/Avatar.js";',
        "src/client/lobby.ts": 'import { chat } from "./chat/slice.js";',
      }),
    );
    expect(found).toHaveLength(2);
    expect(found[0]).toContain("the domain chat must not import its sibling gifts");
    expect(found[1]).toContain("the domain chat must not import its sibling presence");
  });

  test("packages out of their place", () => {
    const found = misplacedPackages(
      importGraph({
        "src/client/connection/transport.ts": 'import { io } from "socket.io-client";',
        "src/client/chat/slice.ts": 'import type { Socket } from "socket.io-client";',
        "src/react/useGifts.ts": 'import { m } from "framer-motion";',
        "src/client/api.ts": 'import { createApi } from "@reduxjs/toolkit/query/react";',
        "src/server/core.ts": 'import { useId } from "react";',
        "src/contract/ids.ts": 'import { randomUUID } from "node:crypto";',
        "src/react/provider.tsx": 'import { createLobby } from "lobbykit/client";',
        "src/components/chat/Bell.tsx": 'import { FaBell } from "react-icons/fa";',
        "src/vue/useChat.ts": 'import { ref } from "vue";\nimport { useSelector } from "react-redux";',
        "src/client/refs.ts": 'import { ref } from "vue";',
      }),
    );
    expect(found.map((line) => line.split(" → ")[0])).toEqual([
      "src/client/chat/slice.ts",
      "src/react/useGifts.ts",
      "src/client/api.ts",
      "src/server/core.ts",
      "src/contract/ids.ts",
      "src/react/provider.tsx",
      "src/vue/useChat.ts",
      "src/client/refs.ts",
    ]);
  });

  test('hooks or JSX without "use client", or with it below a comment', () => {
    const found = missingUseClient({
      "src/react/useChat.ts": "export function useChat() { return useSyncExternalStore<Chat>(a, b, c); }",
      "src/react/context.ts": "export const Context = createContext(null);",
      "src/components/chat/Row.tsx": '// the row\n"use client";\nexport const Row = () => <li />;',
      "src/components/chat/format.ts": "/* like useChat() */ export const format = (n: number) => String(n);",
      "src/react/useGifts.ts": '"use client";\n\nexport function useGifts() { return useContext(Context); }',
      "src/client/used.ts": "useIt();",
    });
    expect(found.map((line) => line.split(":")[0])).toEqual([
      "src/react/useChat.ts",
      "src/react/context.ts",
      "src/components/chat/Row.tsx",
    ]);
  });

  test("barrels, in any of their forms", () => {
    const found = barrels({
      "src/client/index.ts": 'export * from "./lobby.js";',
      "src/client/chat/public.ts":
        '/** The public part. */\nexport { a,\n b } from "./a.js";\nexport type { C } from "./c.js";',
      "src/react/hooks.ts": 'import { useChat } from "./useChat.js";\nexport { useChat };',
      "src/client/lobby.ts": 'export type { A } from "./a.js";\nexport const lobby = 1;',
      "src/exports/index.ts": 'export { lobby } from "../client/lobby.js";',
    });
    expect(found.map((line) => line.split(":")[0])).toEqual([
      "src/client/index.ts",
      "src/client/chat/public.ts",
      "src/react/hooks.ts",
    ]);
  });

  test("two hooks in one file", () => {
    const found = crowdedHookFiles({
      "src/react/useChat.ts": "export function useChat() {}\nfunction useInner() {}",
      "src/react/useGifts.ts": "export function useGifts() {}\nexport const useGift = () => {};",
    });
    expect(found).toEqual(["src/react/useGifts.ts: exports useGifts, useGift; one exported hook a file"]);
  });
});
