// CommunicationIdentityClient of @azure/communication-identity, api-version 2023-10-01.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CommunicationIdentityClient } from "@azure/communication-identity";
import { connectionString, refused } from "../tandem.mjs";

const client = new CommunicationIdentityClient(connectionString);

/** The claims of a token, without looking at its signature. */
function claims(token) {
  return JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString());
}

test("a user is made, gets tokens, loses them and is deleted", async () => {
  const user = await client.createUser();
  assert.match(user.communicationUserId, /^8:acs:[0-9a-f-]{36}_[0-9a-f-]{36}$/);
  const first = await client.getToken(user, ["voip"]);
  assert.equal(Math.floor(first.expiresOn.getTime() / 1000), claims(first.token).exp);
  await client.revokeTokens(user);
  const second = await client.getToken(user, ["voip"]);
  assert.notEqual(claims(second.token).gen, claims(first.token).gen);
  await client.deleteUser(user);
  await refused(404, client.getToken(user, ["voip"]));
  await refused(404, client.revokeTokens(user));
  await refused(404, client.deleteUser(user));
});

test("a user is made together with a token that lives as long as asked for", async () => {
  const made = await client.createUserAndToken(["chat", "voip"], { tokenExpiresInMinutes: 60 });
  const minutes = (made.expiresOn.getTime() - Date.now()) / 60_000;
  assert.ok(minutes > 59 && minutes < 61, `${minutes}`);
  assert.equal(claims(made.token).acsScope, "chat,voip");
  await client.deleteUser(made.user);
});

for (const scope of ["chat", "chat.join", "chat.join.limited", "voip", "voip.join"]) {
  test(`a token of the scope ${scope} is issued`, async () => {
    const made = await client.createUserAndToken([scope]);
    assert.equal(claims(made.token).acsScope, scope);
    await client.deleteUser(made.user);
  });
}

for (const tokenExpiresInMinutes of [59, 1441, -1]) {
  test(`a token for ${tokenExpiresInMinutes} minutes is refused`, async () => {
    const error = await refused(400, client.createUserAndToken(["voip"], { tokenExpiresInMinutes }));
    assert.equal(error.code, "BadRequest");
  });
}

test("unknown scopes and users that are none are refused", async () => {
  const user = await client.createUser();
  await refused(400, client.getToken(user, ["fax"]));
  await refused(400, client.getToken(user, []));
  await refused(400, client.getToken({ communicationUserId: "nobody" }, ["voip"]));
  await client.deleteUser(user);
});

test("a key that is not ours is refused", async () => {
  const stranger = connectionString.replace(/accesskey=.*/, `accesskey=${Buffer.alloc(48).toString("base64")}`);
  await refused(401, new CommunicationIdentityClient(stranger).createUser());
});
