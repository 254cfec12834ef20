// PhoneNumbersClient of @azure/communication-phone-numbers, api-version 2025-06-01.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { afterEach, before, test } from "node:test";
import { PhoneNumbersClient } from "@azure/communication-phone-numbers";
import { all, connectionString, onTheWire, quickly, refused } from "../tandem.mjs";

const client = new PhoneNumbersClient(connectionString);
const calls = { calling: "inbound+outbound", sms: "none" };

async function releaseAll() {
  for (const number of await all(client.listPurchasedPhoneNumbers())) {
    await release(number.phoneNumber);
  }
}

// Before the first as well: others may have bought here.
before(releaseAll);
afterEach(releaseAll);

async function search(request) {
  const poller = await client.beginSearchAvailablePhoneNumbers(
    { countryCode: "US", phoneNumberType: "geographic", assignmentType: "application", capabilities: calls, ...request },
    quickly,
  );
  return poller.pollUntilDone();
}

async function purchase(searchId) {
  const poller = await client.beginPurchasePhoneNumbers(searchId, quickly);
  await poller.pollUntilDone();
}

async function release(phoneNumber) {
  const poller = await client.beginReleasePhoneNumber(phoneNumber, quickly);
  await poller.pollUntilDone();
}

test("a number is searched, purchased, read, changed, listed and released", async () => {
  const found = await search({ areaCode: "425", quantity: 1 });
  assert.equal(found.error, "NoError");
  assert.deepEqual(found.cost, { amount: 1, currencyCode: "USD", billingFrequency: "monthly" });
  assert.ok(found.searchExpiresBy > new Date(Date.now() + 15 * 60_000));
  const [phoneNumber] = found.phoneNumbers;

  await purchase(found.searchId);
  const bought = await client.getPurchasedPhoneNumber(phoneNumber);
  assert.equal(bought.id, phoneNumber.substring(1));
  assert.equal(bought.countryCode, "US");
  assert.equal(bought.assignmentType, "application");
  assert.ok(bought.purchaseDate instanceof Date);

  const poller = await client.beginUpdatePhoneNumberCapabilities(phoneNumber, { calling: "inbound" }, quickly);
  const changed = await poller.pollUntilDone();
  assert.deepEqual(changed.capabilities, { calling: "inbound", sms: "none" });
  const owned = await all(client.listPurchasedPhoneNumbers());
  assert.deepEqual(owned.map((each) => each.phoneNumber), [phoneNumber]);

  await release(phoneNumber);
  await refused(404, client.getPurchasedPhoneNumber(phoneNumber));
});

test("countries, places, area codes and offerings are listed", async () => {
  const countries = await all(client.listAvailableCountries());
  assert.deepEqual(
    countries.filter((each) => each.countryCode === "US"),
    [{ countryCode: "US", localizedName: "United States" }],
  );
  const localities = await all(client.listAvailableLocalities("US", { administrativeDivision: "WA" }));
  assert.deepEqual(localities.map((each) => each.localizedName), ["Bellevue", "Seattle"]);
  assert.deepEqual(localities[0].administrativeDivision, { localizedName: "Washington", abbreviatedName: "WA" });
  const inSeattle = { locality: "Seattle", administrativeDivision: "WA", assignmentType: "person" };
  assert.deepEqual(await all(client.listAvailableGeographicAreaCodes("US", inSeattle)), [{ areaCode: "206" }]);
  const tollFree = await all(client.listAvailableTollFreeAreaCodes("US"));
  assert.deepEqual(tollFree.map((each) => each.areaCode), ["800", "877", "888"]);
  assert.deepEqual(await all(client.listAvailableMobileAreaCodes("GB")), [{ areaCode: "7700" }]);
  const [offering] = await all(client.listAvailableOfferings("GB", { phoneNumberType: "mobile" }));
  assert.equal(offering.cost.billingFrequency, "monthly");
  assert.equal(offering.assignmentType, "application");
});

test("names are in the language asked for", async () => {
  const german = new PhoneNumbersClient(connectionString, { acceptLanguage: "de-AT" }, { acceptLanguage: "de-AT" });
  const countries = await all(german.listAvailableCountries());
  assert.equal(countries.find((each) => each.countryCode === "US").localizedName, "Vereinigte Staaten");
});

test("a search that finds too few fails", async () => {
  await assert.rejects(search({ areaCode: "999" }));
});

test("a search that cannot be is refused", async () => {
  await refused(400, search({ countryCode: "XX" }));
  await refused(400, search({ phoneNumberType: "tollFree", assignmentType: "person" }));
  await refused(400, search({ quantity: -1 }));
  const error = await refused(400, search({ capabilities: { calling: "none", sms: "none" } }));
  assert.equal(error.code, "BadRequest");
  assert.equal(onTheWire(error).target, "capabilities");
});

test("a cancelled search cannot be purchased", async () => {
  const poller = await client.beginSearchAvailablePhoneNumbers(
    { countryCode: "US", phoneNumberType: "geographic", assignmentType: "person", capabilities: calls },
    quickly,
  );
  const { searchId } = await poller.pollUntilDone();
  await client.client.phoneNumbers.cancelOperation(`search_${searchId}`);
  await refused(404, purchase(searchId));
});

test("capabilities that a number is not offered with are refused", async () => {
  const found = await search({});
  await purchase(found.searchId);
  await refused(
    400,
    client.beginUpdatePhoneNumberCapabilities(found.phoneNumbers[0], { sms: "outbound" }, quickly).then((poller) =>
      poller.pollUntilDone(),
    ),
  );
});

test("a long list comes in pages", async () => {
  const found = await search({ areaCode: "212", quantity: 100 });
  await purchase(found.searchId);
  const more = await search({ areaCode: "718", quantity: 5 });
  await purchase(more.searchId);
  const numbers = (await all(client.listPurchasedPhoneNumbers())).map((each) => each.phoneNumber);
  assert.equal(new Set(numbers).size, 105);
  assert.deepEqual(numbers, [...numbers].sort());
});

test("numbers are browsed, reserved, changed and purchased", async () => {
  const { phoneNumbers } = await client.browseAvailablePhoneNumbers(
    { countryCode: "US", phoneNumberType: "tollFree" },
    { capabilities: { calling: "outbound" }, assignmentType: "application", phoneNumberPrefixes: ["1888"] },
  );
  assert.ok(phoneNumbers.length >= 3);
  const [first, second, third] = phoneNumbers;
  assert.ok(first.phoneNumber.startsWith("+1888"));
  assert.equal(first.status, "available");
  const reservationId = randomUUID();

  const made = await client.createOrUpdateReservation({ reservationId }, { add: [first, second] });
  assert.equal(made.id, reservationId);
  assert.equal(made.status, "active");
  assert.ok(made.expiresAt > new Date());
  assert.equal(made.phoneNumbers[first.id].status, "reserved");

  const changed = await client.createOrUpdateReservation({ reservationId }, { add: [third], remove: [first.id] });
  assert.deepEqual(Object.keys(changed.phoneNumbers).sort(), [second.id, third.id].sort());
  const listed = await all(client.listReservations());
  assert.ok(listed.some((each) => each.id === reservationId && each.phoneNumbers === undefined));

  const poller = await client.beginReservationPurchase(reservationId, quickly);
  await poller.pollUntilDone();
  assert.equal((await client.getReservation(reservationId)).status, "completed");
  const owned = await all(client.listPurchasedPhoneNumbers());
  assert.deepEqual(owned.map((each) => each.id), [second.id, third.id].sort());
  await refused(409, client.createOrUpdateReservation({ reservationId }, { add: [first] }));
});

test("a number that cannot be reserved has an error of its own", async () => {
  const { phoneNumbers } = await client.browseAvailablePhoneNumbers(
    { countryCode: "US", phoneNumberType: "geographic" },
    { assignmentType: "person" },
  );
  const [good, taken] = phoneNumbers;
  const unknown = { ...good, id: "12065559999", phoneNumber: "+12065559999" };
  const others = randomUUID();
  await client.createOrUpdateReservation({ reservationId: others }, { add: [taken] });
  const reservationId = randomUUID();

  const partly = await client.createOrUpdateReservation({ reservationId }, { add: [good, taken, unknown] });

  assert.equal(partly.phoneNumbers[good.id].status, "reserved");
  assert.equal(partly.phoneNumbers[taken.id].status, "error");
  assert.equal(partly.phoneNumbers[taken.id].error.code, "PhoneNumberNotAvailable");
  assert.equal(partly.phoneNumbers[unknown.id].error.code, "PhoneNumberNotFound");
  await client.deleteReservation(others);
  await client.deleteReservation(reservationId);
  await refused(404, client.getReservation(reservationId));
});

test("operator information tells how numbers are written and what they are", async () => {
  const plain = await client.searchOperatorInformation(["+14255550123"]);
  assert.deepEqual(plain.values, [
    { phoneNumber: "+14255550123", nationalFormat: "(425) 555-0123", internationalFormat: "+1 425-555-0123" },
  ]);
  const more = await client.searchOperatorInformation(["+447400123456"], { includeAdditionalOperatorDetails: true });
  assert.equal(more.values[0].isoCountryCode, "GB");
  assert.equal(more.values[0].numberType, "mobile");
  await refused(400, client.searchOperatorInformation(["4255550123"]));
});

test("every page of a catalogue can be followed", async () => {
  const pages = client.client.phoneNumbers.listAvailableCountries({ maxPageSize: 1 }).byPage();
  const countries = await all(pages);
  assert.ok(countries.length >= 4);
});
