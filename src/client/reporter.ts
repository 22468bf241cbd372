import { mistake } from "../contract/mistake.js";
import type { Report } from "./settings.js";

/** Collects reports and hands them on. */
export interface Reporter {
  report(report: Report): void;
  onReport(listener: (report: Report) => void): () => void;
}

/** Makes a reporter. Development builds also warn in the console, once per kind and subject. */
export function createReporter(first: ((report: Report) => void) | undefined): Reporter {
  const listeners = new Set<(report: Report) => void>();
  if (first !== undefined) listeners.add(first);
  const warned = new Set<string>();
  return {
    report(report) {
      for (const listener of listeners) {
        try {
          listener(report);
        } catch {
          // Who listens for faults must not make new ones.
        }
      }
      if (typeof process === "undefined" || process.env.NODE_ENV !== "development") return;
      const key = `${report.kind} ${report.subject}`;
      if (warned.has(key) || warned.size >= 100) return;
      warned.add(key);
      const { kind, subject, message } = report;
      console.warn(
        kind === "unmapped"
          ? mistake("unmapped-event", `The server sent "${subject}", and ${message}.`).message
          : `lobbykit: ${kind} ${subject}: ${message}`,
      );
    },
    onReport(listener) {
      const told = (report: Report) => listener(report);
      listeners.add(told);
      return () => void listeners.delete(told);
    },
  };
}

/** What kind of error that is: all that is reported of one whose text may hold what people wrote, or a token. A developer's mistake is told in its own words. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return error.name === "LobbyError" ? error.message : error.name;
}

/** Calls the app's own code, whose errors must not stop what comes after it. */
export function guarded(report: Reporter["report"], subject: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    report({ kind: "listener", subject, message: `a listener failed (${nameOf(error)})` });
  }
}
