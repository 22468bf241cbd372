import { expect, it } from "vitest";
import { createBrowserEnvironment } from "../../../src/client/browserEnvironment.js";
import { createMockServer } from "../../../src/testing/mockServer.js";

it("a page's storage is its localStorage; a mock server's pages have none, for it would outlive the server", () => {
  expect(createBrowserEnvironment().storage?.()).toBe(localStorage);
  const server = createMockServer();
  expect(server.environment).not.toHaveProperty("storage");
  server.close();
});
