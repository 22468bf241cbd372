import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { createJwtVerifier, signToken } from "../../../src/server/auth/jwt.js";

const secret = "a secret of more than thirty-two bytes, for tests";
const now = () => Date.parse("2035-05-05T05:05:05Z");

describe("a signed token", () => {
  test("tells its owner and its end to the verifier", async () => {
    const token = await signToken(
      { sub: "an", name: "An", picture: "https://a.example/an.png" },
      { secret, now, expiresInSeconds: 60, issuer: "app", audience: "lobby" },
    );
    const verify = createJwtVerifier({ secret, issuer: ["other", "app"], audience: "lobby" }, now);
    expect(await verify(token)).toEqual({
      user: { id: "an", name: "An", avatarUrl: "https://a.example/an.png" },
      expiresAt: now() + 60_000,
      issuedAt: now(),
    });
  });

  test("tells its owner's roles, from either claim, or from where the app keeps them", async () => {
    const token = await signToken({ sub: "an", roles: ["admin", "agent"] }, { secret, now });
    expect(await createJwtVerifier({ secret }, now)(token)).toMatchObject({ roles: ["admin", "agent"] });
    const one = await signToken({ sub: "an", role: "agent" }, { secret, now });
    expect(await createJwtVerifier({ secret }, now)(one)).toMatchObject({ roles: ["agent"] });
    const key = new TextEncoder().encode(secret);
    const sign = (claims: object) =>
      new SignJWT({ ...claims, sub: "an" }).setProtectedHeader({ alg: "HS256" }).sign(key);
    const verify = createJwtVerifier({ secret }, now);
    expect(await verify(await sign({ role: "admin" }))).toMatchObject({ roles: ["admin"] });
    expect(await verify(await sign({ role: { admin: true }, roles: "two words" }))).toEqual({ user: { id: "an" } });
    const own = createJwtVerifier({ secret, rolesOf: ({ boss }) => (boss === true ? ["admin"] : []) }, now);
    expect(await own(await sign({ boss: true }))).toMatchObject({ roles: ["admin"] });
    expect(await own(await sign({ role: "admin" }))).toEqual({ user: { id: "an" } });
  });

  test("is good for fifteen minutes unless told otherwise", async () => {
    const verify = createJwtVerifier({ secret }, now);
    expect(await verify(await signToken({ sub: "an" }, { secret, now }))).toEqual({
      user: { id: "an" },
      expiresAt: now() + 900_000,
      issuedAt: now(),
    });
  });

  test("is not made for somebody who can't be a user, nor with a weak secret", async () => {
    await expect(signToken({ sub: "an@example.com" }, { secret })).rejects.toMatchObject({ code: "jwt-user" });
    await expect(signToken({ sub: "an" }, { secret: "short" })).rejects.toMatchObject({ code: "jwt-secret-short" });
  });
});

describe("the verifier", () => {
  test("reads the user where the app keeps him", async () => {
    const key = new TextEncoder().encode(secret);
    const token = await new SignJWT({ uid: 7, nick: "An" }).setProtectedHeader({ alg: "HS256" }).sign(key);
    const verify = createJwtVerifier({
      secret,
      userOf: (claims) => ({ id: `u${claims.uid}`, name: String(claims.nick) }),
    });
    expect(await verify(token)).toEqual({ user: { id: "u7", name: "An" } });
  });

  test("cuts a name that is too long and leaves out a picture that is none, rather than its owner", async () => {
    const token = await signToken({ sub: "an", name: "n".repeat(500), picture: "p".repeat(5_000) }, { secret, now });
    expect(await createJwtVerifier({ secret }, now)(token)).toMatchObject({
      user: { id: "an", name: "n".repeat(120) },
    });
  });

  test("takes a public key, and never lets it be used as a secret", async () => {
    const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
    const verify = createJwtVerifier({ key: publicKey, algorithms: ["RS256"] });
    const good = await new SignJWT({}).setSubject("an").setProtectedHeader({ alg: "RS256" }).sign(privateKey);
    expect(await verify(good)).toEqual({ user: { id: "an" } });
    const known = new TextEncoder().encode(JSON.stringify(await exportJWK(publicKey)));
    const confused = await new SignJWT({}).setSubject("an").setProtectedHeader({ alg: "HS256" }).sign(known);
    expect(await verify(confused)).toBeNull();
  });

  test("rejects, and does not refuse, when the key can't be had", async () => {
    const verify = createJwtVerifier({
      key: () => Promise.reject(new TypeError("fetch failed")),
      algorithms: ["RS256"],
    });
    const token = await signToken({ sub: "an" }, { secret });
    const rs256 = `${btoa('{"alg":"RS256"}').replaceAll("=", "")}.${token.split(".").slice(1).join(".")}`;
    await expect(verify(rs256)).rejects.toThrow("fetch failed");
  });
});
