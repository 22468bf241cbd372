#!/usr/bin/env node

/** The packages that the command needs beside lobbykit itself: peers, so the app brings them. */
const needed = ["socket.io-client", "@reduxjs/toolkit"];

/** Loads the command, or says what is missing. */
async function main(): Promise<number> {
  let command: typeof import("./run.js");
  try {
    command = await import("./run.js");
  } catch (error) {
    const { code, message } = error as { readonly code?: string; readonly message: string };
    const missing = needed.find((name) => code === "ERR_MODULE_NOT_FOUND" && message.includes(`'${name}'`));
    if (missing === undefined) throw error;
    process.stderr.write(`lobbykit: ${missing} is not installed. Install it: npm install ${needed.join(" ")}\n`);
    return 2;
  }
  return command.run({
    argv: process.argv.slice(2),
    env: process.env,
    terminal: process.stdout.isTTY === true,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  });
}

process.exitCode = await main();
// Whatever a protocol of somebody's has left running: the command is over when what it has written is out.
process.stdout.write("", () => process.stderr.write("", () => process.exit()));
