import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { memoryStore } from "../../../src/server/store/memoryStore.js";
import { sqliteStore } from "../../../src/server/store/sqliteStore.js";
import { describeNotificationStore } from "./notificationConformance.js";

const folder = mkdtempSync(join(tmpdir(), "lobby-notifications-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

describeNotificationStore("memory store", () => memoryStore());
describeNotificationStore("SQLite store", () => sqliteStore({ url: `file:${join(folder, `${++files}.db`)}` }));
