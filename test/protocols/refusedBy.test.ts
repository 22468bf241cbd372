import { describe, expect, test } from "vitest";
import { type RefusedByOptions, refusedBy } from "../../src/protocols/around/refusedBy.js";
import { TransportError } from "../../src/protocols/transport.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";
import { createScriptedServer } from "../client/connection/scriptedTransport.js";

async function connected(options: RefusedByOptions) {
  const environment = createVirtualEnvironment();
  const server = createScriptedServer(environment);
  const passed: unknown[][] = [];
  const ignored = () => {};
  const onEvent = (event: string, payload: unknown) => void passed.push([event, payload]);
  const target = { url: "http://x", path: "/", transports: [], timeoutMs: 100, withCredentials: false, namespaces: {} };
  const line = refusedBy(options)(server.factory, environment)(
    { ...target, namespace: "/" },
    { onOpen: ignored, onRefused: ignored, onClose: ignored, onEvent },
  );
  line.connect({});
  await environment.advanceAsync(20);
  return { environment, server, line, passed };
}

const named = (sent: { event: string }, refusal: unknown) => (refusal as { about: string }).about === sent.event;

describe("refusals that are events, beside acknowledgements", () => {
  test("an acknowledgement is the answer, as it is", async () => {
    const { environment, server, line } = await connected({ events: ["exception"] });
    server.answer("say", () => ({ id: 1 }));
    const answer = line.request("say", "x", 500);
    await environment.advanceAsync(10);
    expect(await answer).toEqual({ id: 1 });
  });

  test("a refusal is the answer of what has waited longest, and is not passed on", async () => {
    const { server, line, passed, environment } = await connected({ events: ["exception"] });
    const [first, second] = [line.request("say", 1, 500), line.request("say", 2, 500)];
    server.push("exception", { message: "no" });
    expect(await first).toEqual({ event: "exception", payload: { message: "no" } });
    expect(passed).toEqual([]);
    const late = expect(second).rejects.toEqual(new TransportError("timeout"));
    await environment.advanceAsync(500);
    await late;
  });

  test("goes to what it is about, where it says so; what is about nothing that waits is passed on", async () => {
    const { server, line, passed } = await connected({ events: ["exception"], matches: named });
    const [say, join] = [line.request("say", 1, 500), line.request("join", 1, 500)];
    server.push("exception", { about: "typing" });
    server.push("exception", { about: "join" });
    server.push("said", { about: "say" });
    expect(await join).toEqual({ event: "exception", payload: { about: "join" } });
    expect(passed).toEqual([
      ["exception", { about: "typing" }],
      ["said", { about: "say" }],
    ]);
    server.push("exception", { about: "say" });
    expect(await say).toMatchObject({ payload: { about: "say" } });
  });

  test("what was answered, lost or given up waits no more", async () => {
    const { environment, server, line, passed } = await connected({ events: ["exception"] });
    server.answer("join", () => "in");
    const joined = line.request("join", 1, 500);
    await environment.advanceAsync(10);
    expect(await joined).toBe("in");
    const given = expect(line.request("say", 1, 100)).rejects.toEqual(new TransportError("timeout"));
    await environment.advanceAsync(100);
    await given;
    server.push("exception", {});
    const lost = expect(line.request("say", 1, 100)).rejects.toEqual(new TransportError("disconnected"));
    server.cut();
    await lost;
    expect(passed).toEqual([["exception", {}]]);
  });
});
