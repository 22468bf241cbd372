import { presetNames } from "./loadProtocol.js";

/** What `--help` says. */
export const help = `lobbykit conform <url> --protocol <name or file> --token <token> [options]

Tries on a running server what a protocol says of it, and prints what works, what is
missing and which components and hooks light up. Sends nothing that anybody but your own
accounts sees, unless --to, --write, --change, --support or --gift say so.

What to try
  <url>                   address of the Socket.IO server
  --protocol <what>       ${presetNames.join(", ")}, or a module (.js, .mjs,
                          .ts) whose export is a protocol, or a function that makes one;
                          file#name where it exports several
  --options <json>        what such a function is called with
  --api <url>             base address of the HTTP API; <url>/api/lobby if absent

Who you are
  --token <token>         your token. Others on this machine can see it while the
  --token-env <name>      command runs, so rather name a variable that holds it
  --cookie <header>       the cookies that your browser would send: "session=…"
  --cookie-env <name>
  --user <id[:name]>      your id, where the token does not say it

A second account of yours, for what takes two: echo, push, typing, receipts, presence
  --second-token, --second-cookie, each with -env as above, --second-user
  --second-options <json> where its protocol is made with something else

How far it may go
  --room <id>             enter this room: those in it may see that you came
  --viewable <id>         be counted as a viewer of it; the room if absent
  --topic <name>          follow this topic of live data
  --change <json>         change it so, for all to see: '{"op":"set","path":["n"],"value":3}'
  --symbol <s[,s]>        follow the prices of these
  --to <userId>           write to somebody who is not you
  --write                 write into the room, and change your presence, for all to see
  --gift <id>             give this gift once. It is charged
  --support <type>        ask for help with this, which agents see; where the other account is
                          an agent's, it takes the request, replies and closes it
  --image-url <url>       the picture to send, where the server takes some only

How it runs
  --timeout <ms>          for every single wait; 5000
  --strict                what was not tried, and events that the protocol has no word
                          for, count as failed
  --json                  print the report as JSON
  --no-color              print no colours; the variable NO_COLOR does the same
  -h, --help              print this

Exit status: 0 every claim holds, 1 a claim failed, 2 it could not run.
`;
