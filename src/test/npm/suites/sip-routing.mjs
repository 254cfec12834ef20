// SipRoutingClient of @azure/communication-phone-numbers, api-version 2023-03-01.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { SipRoutingClient } from "@azure/communication-phone-numbers";
import { all, connectionString, onTheWire, refused } from "../tandem.mjs";

const client = new SipRoutingClient(connectionString);
const first = { fqdn: "sbc1.contoso.com", sipSignalingPort: 5061 };
const second = { fqdn: "sbc2.contoso.com", sipSignalingPort: 5062 };

afterEach(async () => {
  await client.setRoutes([]);
  await client.setTrunks([]);
});

test("trunks are set, changed, read and deleted", async () => {
  assert.deepEqual(await client.setTrunks([first, second]), [first, second]);
  assert.equal((await client.setTrunk({ ...first, sipSignalingPort: 5071 })).sipSignalingPort, 5071);
  assert.equal((await client.getTrunk(first.fqdn)).sipSignalingPort, 5071);
  assert.deepEqual(await client.setTrunks([second]), [second]);
  await client.deleteTrunk(second.fqdn);
  assert.deepEqual(await all(client.listTrunks()), []);
  await assert.rejects(client.getTrunk(first.fqdn), { code: "NotFound" });
});

test("routes keep their order, and one without trunks has an empty list of them", async () => {
  await client.setTrunks([first]);
  const germany = { name: "germany", description: "Germany", numberPattern: "^\\+49", trunks: [first.fqdn] };
  await client.setRoutes([germany, { name: "rest", numberPattern: "^\\+" }]);
  const routes = await all(client.listRoutes());
  assert.deepEqual(routes[0], germany);
  assert.deepEqual(routes[1].trunks, []);
});

for (const [name, status, code, message, route] of [
  ["a duplicated trunk", 400, "RouteWithDuplicatedTrunk", "There is a duplicated trunk in a route.",
    { name: "a", numberPattern: "x", trunks: [first.fqdn, first.fqdn] }],
  ["a missing trunk", 422, "MissingTrunk", "Route targeting a missing trunk.",
    { name: "a", numberPattern: "x", trunks: ["nobody.contoso.com"] }],
  ["no name", 422, "InvalidRouteName", "Route with an invalid name.", { name: "", numberPattern: "x" }],
  ["no pattern", 422, "InvalidRouteNumberPattern", "Route with an invalid number pattern.",
    { name: "a", numberPattern: "" }],
]) {
  test(`a route with ${name} is refused`, async () => {
    await client.setTrunks([first]);
    const error = await refused(status, client.setRoutes([route]));
    assert.equal(error.code, "UnprocessableConfiguration");
    assert.deepEqual(onTheWire(error).innererror, { code, message });
    assert.deepEqual(await all(client.listRoutes()), []);
  });
}

test("two routes of one name are refused", async () => {
  const route = { name: "a", numberPattern: "x" };
  const error = await refused(400, client.setRoutes([route, route]));
  assert.equal(onTheWire(error).innererror.code, "DuplicatedRoute");
});

test("a trunk that a route uses stays", async () => {
  await client.setTrunks([first]);
  await client.setRoutes([{ name: "a", numberPattern: "x", trunks: [first.fqdn] }]);
  await refused(422, client.deleteTrunk(first.fqdn));
  assert.equal((await all(client.listTrunks())).length, 1);
});

test("a bad name or port changes nothing", async () => {
  await client.setTrunks([first]);
  await refused(422, client.setTrunk({ fqdn: "_", sipSignalingPort: 5061 }));
  await refused(422, client.setTrunk({ ...second, sipSignalingPort: -1 }));
  assert.deepEqual(await all(client.listTrunks()), [first]);
});
