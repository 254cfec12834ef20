// PhoneNumbersClient of @azure/communication-phone-numbers, api-version 2025-06-01.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { PhoneNumbersClient } from "@azure/communication-phone-numbers";
import { all, connectionString, quickly, refused } from "../tandem.mjs";

const client = new PhoneNumbersClient(connectionString);
const calls = { calling: "inbound+outbound", sms: "none" };

afterEach(async () => {
  for (const number of await all(client.listPurchasedPhoneNumbers())) {
    await release(number.phoneNumber);
  }
});

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
