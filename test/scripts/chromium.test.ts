import { expect, test } from "vitest";
import { candidates, chooseChromium, chromiumArgs, systemPaths } from "../../scripts/chromium.mjs";

type Machine = Parameters<typeof chooseChromium>[0];

/** A machine with nothing on it, on which every command fails. */
function machine(has: Partial<Machine> & { files?: string[] } = {}): Machine & { ran: string[] } {
  const ran: string[] = [];
  const { files = [], ...rest } = has;
  return {
    env: {},
    platform: "linux",
    arch: "x64",
    isRoot: false,
    exists: (path) => files.includes(path),
    which: () => null,
    playwrightPath: () => "/cache/chromium",
    run: (command, args) => {
      ran.push([command, ...args].join(" "));
      return false;
    },
    unpackFromNpm: async () => null,
    ran,
    ...rest,
  };
}

test("takes the executable that LOBBYKIT_CHROMIUM names before any other", async () => {
  const chosen = await chooseChromium(
    machine({ env: { LOBBYKIT_CHROMIUM: "/opt/mine" }, files: ["/opt/mine", "/cache/chromium"] }),
  );
  expect(chosen).toEqual({ executablePath: "/opt/mine", source: "environment" });
});

test("reports a wrong LOBBYKIT_CHROMIUM instead of passing over it", async () => {
  const wrong = machine({ env: { LOBBYKIT_CHROMIUM: "/opt/gone" }, files: ["/usr/bin/chromium"] });
  await expect(chooseChromium(wrong)).rejects.toThrow("LOBBYKIT_CHROMIUM names /opt/gone");
});

test("prefers Playwright's own browser to the system's, and runs nothing when either is installed", async () => {
  const both = machine({ files: ["/cache/chromium", "/usr/bin/chromium"] });
  expect((await chooseChromium(both)).source).toBe("playwright");
  const system = machine({ files: ["/usr/bin/chromium"], isRoot: true, which: (name) => whichApt(name) });
  expect(await chooseChromium(system)).toEqual({ executablePath: "/usr/bin/chromium", source: "system" });
  expect([...both.ran, ...system.ran]).toEqual([]);
});

test("installs Debian's package as root, and takes the browser it brought", async () => {
  const files: string[] = [];
  const debian = machine({
    files,
    isRoot: true,
    which: whichApt,
    run: (_command, args) => {
      if (args.includes("install")) files.push("/usr/bin/chromium");
      return true;
    },
  });
  expect(await chooseChromium(debian)).toEqual({ executablePath: "/usr/bin/chromium", source: "debian" });
});

test("never runs apt-get for someone who is not root", async () => {
  const person = machine({ which: whichApt });
  await expect(chooseChromium(person)).rejects.toThrow();
  expect(person.ran).toEqual(["npx --no-install playwright install chromium"]);
});

test("comes to the browser from npm last, on Linux x64 only", async () => {
  const linux = machine({ unpackFromNpm: async () => "/tmp/chromium" });
  expect(await chooseChromium(linux)).toEqual({ executablePath: "/tmp/chromium", source: "npm" });
  expect(candidates(machine({ arch: "arm64" })).map(({ source }) => source)).not.toContain("npm");
  expect(candidates(machine({ platform: "darwin" })).map(({ source }) => source)).toEqual([
    "playwright",
    "system",
    "download",
  ]);
});

test("does not download where PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD forbids it", () => {
  const offline = machine({ env: { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" } });
  expect(candidates(offline).map(({ source }) => source)).not.toContain("download");
});

test("says what was tried and what to do when there is no browser", async () => {
  await expect(chooseChromium(machine())).rejects.toThrow(
    /no Chromium, Chrome or Edge is installed.*LOBBYKIT_CHROMIUM/s,
  );
});

test("knows where macOS and Windows keep their browsers", () => {
  expect(systemPaths({ platform: "darwin", env: {} })).toContain(
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  );
  expect(systemPaths({ platform: "win32", env: { PROGRAMFILES: "C:\\Programs" } })).toContain(
    "C:\\Programs\\Google\\Chrome\\Application\\chrome.exe",
  );
});

test("keeps the browser off the network", () => {
  expect(chromiumArgs.join(" ")).toContain("MAP * ~NOTFOUND");
});

function whichApt(name: string): string | null {
  return name === "apt-get" ? "/usr/bin/apt-get" : null;
}
