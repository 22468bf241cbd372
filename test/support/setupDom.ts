import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";
import { patienceMs } from "./patience.js";

// Testing Library registers this by itself only where `afterEach` is a global.
afterEach(cleanup);

// For `waitFor` and `findBy…`.
configure({ asyncUtilTimeout: patienceMs });

// Lets React know that updates are to be wrapped in act(), which Testing Library does.
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

// jsdom has no layout, hence no observers of it. These observe nothing, which is true of a page that never changes
// size; what depends on layout is tested in a real browser, by stories.
class InertObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): [] {
    return [];
  }
}

function matchMedia(media: string): MediaQueryList {
  const list = new EventTarget() as MediaQueryList;
  return Object.assign(list, { media, matches: false, onchange: null, addListener() {}, removeListener() {} });
}

for (const target of new Set([globalThis, globalThis.window])) {
  Object.assign(target, { ResizeObserver: InertObserver, IntersectionObserver: InertObserver, matchMedia });
}
