import { describe, expect, test } from "vitest";
import { readArguments } from "../../src/cli/arguments.js";

const read = (line: string, env: Record<string, string> = {}) => readArguments(line.split(" ").filter(Boolean), env);
const base = "conform https://chat.example.com --protocol native";
const jwt = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2lnbmF0dXJl`;

describe("what it is told", () => {
  test("the least: an address, a protocol and a token that says whose it is", () => {
    const token = jwt({ sub: "an" });
    expect(read(`${base} --token ${token}`)).toEqual({
      kind: "conform",
      protocol: { named: "native", options: undefined },
      secondOptions: undefined,
      options: { url: "https://chat.example.com", account: { user: { id: "an" }, token } },
      json: false,
      color: undefined,
    });
  });

  test("everything", () => {
    const line = [
      "conform https://a.example --protocol ./mine.mjs --token t1 --user an:An --api https://a.example/api",
      '--second-token t2 --second-user binh --second-options {"csrfToken":"x"}',
      "--room hall --to chi --write --viewable v --topic t --symbol A,B --symbol C --support billing",
      '--change {"op":"set","path":["count"],"value":3}',
      '--gift rose --image-url https://i.example/a.png --timeout 900 --json --strict --no-color --options {"gifts":[]}',
    ].join(" ");
    expect(read(line)).toEqual({
      kind: "conform",
      protocol: { named: "./mine.mjs", options: { gifts: [] } },
      secondOptions: { csrfToken: "x" },
      options: {
        url: "https://a.example",
        apiUrl: "https://a.example/api",
        account: { user: { id: "an", name: "An" }, token: "t1" },
        second: { user: { id: "binh" }, token: "t2" },
        room: "hall",
        to: "chi",
        write: true,
        viewable: "v",
        topic: "t",
        symbols: ["A", "B", "C"],
        change: [{ op: "set", path: ["count"], value: 3 }],
        gift: "rose",
        support: "billing",
        imageUrl: "https://i.example/a.png",
        timeoutMs: 900,
        strict: true,
      },
      json: true,
      color: false,
    });
  });

  test.each(["sub", "id", "userId", "_id"])("whose a token is, from its %s", (claim) => {
    const found = read(`${base} --token ${jwt({ [claim]: "an" })}`);
    expect(found).toMatchObject({ options: { account: { user: { id: "an" } } } });
  });

  test("tokens out of the environment", () => {
    const found = read(`${base} --token-env A --user an --second-token-env B --second-user binh`, { A: "t1", B: "t2" });
    expect(found).toMatchObject({ options: { account: { token: "t1" }, second: { token: "t2" } } });
  });

  test("cookies, beside a token or instead of one", () => {
    expect(read(`${base} --cookie s=1 --user an --second-cookie-env C --second-user binh`, { C: "s=2" })).toMatchObject(
      {
        options: { account: { token: null, cookie: "s=1" }, second: { token: null, cookie: "s=2" } },
      },
    );
    expect(read(`${base} --token t --cookie s=1 --user an`)).toMatchObject({
      options: { account: { token: "t", cookie: "s=1" } },
    });
  });

  test("a server that wants no token", () => {
    expect(read(`${base} --user an`)).toMatchObject({ options: { account: { user: { id: "an" }, token: null } } });
  });

  test.each(["", "--help", "-h", `${base} --help`])("help: %s", (line) => {
    expect(read(line)).toEqual({ kind: "help" });
  });
});

describe("what can't work is said in words", () => {
  test.each([
    ["--protocol native", /Say what to do/],
    ["check https://a.example", /no command check/],
    ["conform", /address is missing/],
    ["conform ftp://a.example --protocol native", /ftp:\/\/a\.example is no address/],
    ["conform https://a.example b --protocol native", /what is b/],
    ["conform https://a.example --user an", /--protocol/],
    [base, /who you are/],
    [`${base} --token abc`, /does not say whose it is: add --user/],
    [`${base} --user an --second-token abc`, /second token does not say.*--second-user/],
    [`${base} --user an --second-user an`, /must be another one/],
    [`${base} --user an --to an`, /somebody else/],
    [`${base} --user a/b`, /--user "a\/b" can't be an id/],
    [`${base} --user an --room __proto__`, /--room "__proto__"/],
    [`${base} --cookie s=1`, /cookie does not say whose it is: add --user/],
    [`${base} --user an --token t --token-env T`, /not both/],
    [`${base} --user an --token-env T`, /environment has no T/],
    [`${base} --user an --options [1]`, /object in JSON/],
    [`${base} --user an --options {`, /object in JSON/],
    [`${base} --user an --second-options {}`, /those of a second account/],
    [`${base} --user an --timeout 5s`, /milliseconds/],
    [`${base} --user an --timeout 1`, /milliseconds/],
    [`${base} --user an --api /api`, /no address of an API/],
    [`${base} --user an --image-url x`, /no address of a picture/],
    [`${base} --user an --change {"op":"set","path":["a"],"value":1}`, /add --topic/],
    [`${base} --user an --topic t --change {"op":"add","path":["a"]}`, /must be a patch/],
    [`${base} --user an --topic t --change []`, /must be a patch/],
    [`${base} --user an --support ${"x".repeat(65)}`, /1 to 64/],
    [`${base} --user an --colour`, /'--colour'\.$/],
    [`${base} --user`, /--user/],
  ])("%s", (line, words) => {
    expect(() => read(line)).toThrow(
      expect.objectContaining({ name: "UsageError", message: expect.stringMatching(words) }),
    );
  });

  test("and never with a token in it", () => {
    const secret = "s3cret";
    for (const line of [
      `${base} --token ${secret}`,
      `${base} --token ${secret} --user a/b`,
      `${base} --token ${secret} --x`,
    ])
      expect(() => read(line)).toThrow(expect.objectContaining({ message: expect.not.stringContaining(secret) }));
  });
});
