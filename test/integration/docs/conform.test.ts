import { expect, onTestFinished, test } from "vitest";
import { nestGateway } from "../../docs/quick-starts/nestGateway.js";
import { ownProtocol } from "../../docs/quick-starts/ownProtocol.js";
import { startOwnServer } from "../../docs/quick-starts/ownServer.js";
import { startNestServer } from "../../servers/nest.js";
import { account, named, tried } from "../conform/support.js";

/** What the docs' own protocols claim is true of their servers, as the conform command sees it. */

test("the protocol of the guide keeps every claim", async () => {
  const { url, io } = await startOwnServer();
  onTestFinished(() => io.close());
  const people = { account: account("an", "token-of-an"), second: account("binh", "token-of-binh") };
  const report = await tried({ url, apiUrl: url, protocol: ownProtocol, ...people, room: "corner", write: true });
  expect(named(report, "failed")).toEqual([]);
  expect(named(report, "not-tried")).toEqual([]);
  expect(named(report, "passed")).toEqual(
    expect.arrayContaining(["chat.acks", "chat.dedupe", "chat.once", "chat.history", "chat.catchUp", "chat.typing"]),
  );
  expect(report.guarantees).toEqual({ claimed: "L3", observed: "L3", untried: [] });
});

test("the protocol of the NestJS gateway keeps every claim that can be tried", async () => {
  const server = await startNestServer();
  onTestFinished(() => server.stop());
  const people = {
    account: account("an", await server.token("an")),
    second: account("binh", await server.token("binh")),
  };
  const report = await tried({ url: server.url, protocol: nestGateway, ...people, room: "planning", write: true });
  expect(named(report, "failed")).toEqual([]);
  // Nobody but the gateway itself sends notices.
  expect(named(report, "not-tried")).toEqual(["notifications.push", "notifications.read"]);
  expect(report.guarantees).toEqual({ claimed: "L1", observed: "L1", untried: [] });
});
