package dev.tandem.phonenumbers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.ServiceTest;
import dev.tandem.access.AccessKeys;
import dev.tandem.number.AssignmentType;
import dev.tandem.number.Capabilities;
import dev.tandem.number.E164;
import dev.tandem.number.imports.DemoStock;
import dev.tandem.number.owned.OwnedNumbers;
import dev.tandem.number.sale.Purchases;
import dev.tandem.number.sale.ReservationChange;
import dev.tandem.number.sale.Reservations;
import dev.tandem.phonenumbers.SignedHttp.Answer;
import dev.tandem.tenant.Tenant;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Browsing and reservations on the wire, and what is refused. */
@ServiceTest
class ReservationsRestTest {
    private static final String VERSION = "?api-version=2025-06-01";
    private static final String RESERVATIONS = "/availablePhoneNumbers/reservations/";
    private static final String WANTED =
            "{\"countryCode\":\"US\",\"phoneNumberType\":\"geographic\",\"assignmentType\":\"application\","
                    + "\"capabilities\":{\"calling\":\"inbound\",\"sms\":\"none\"}}";

    @Inject
    DemoStock stock;

    @Inject
    AccessKeys keys;

    @Inject
    Reservations carts;

    @Inject
    ShiftedClock clock;

    @Inject
    OwnedNumbers owned;

    @Inject
    Purchases purchases;

    @Inject
    Tenant tenant;

    @TestHTTPResource("/")
    URI endpoint;

    private final String id = UUID.randomUUID().toString();
    private SignedHttp http;

    @BeforeEach
    void numbersAreOnSale() {
        stock.load();
        http = new SignedHttp(endpoint, keys.primary());
    }

    @AfterEach
    void everythingGoesBack() {
        clock.reset();
        carts.page(tenant.id(), 0, 1000).forEach(cart -> carts.delete(tenant.id(), cart.id()));
        owned.page(tenant.id(), "", 0, 200).forEach(number -> purchases.release(tenant.id(), number.number()));
    }

    private Answer patch(String body) throws Exception {
        return http.send("PATCH", RESERVATIONS + id + VERSION, body);
    }

    private Answer put(String... numbers) throws Exception {
        String members = members(numbers);
        return patch("{\"phoneNumbers\":{" + members + "}}");
    }

    private static String members(String... numbers) {
        return String.join(
                ",",
                List.of(numbers).stream()
                        .map(number -> "\"" + number + "\":" + WANTED)
                        .toList());
    }

    @Test
    void aReservationIsMadeChangedReadListedAndDeleted() throws Exception {
        Answer made = put("12065550110", "12065550111");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().path("id").asText()).isEqualTo(id);
        assertThat(made.body().path("status").asText()).isEqualTo("active");
        JsonNode number = made.body().path("phoneNumbers").path("12065550110");
        assertThat(number.path("phoneNumber").asText()).isEqualTo("+12065550110");
        assertThat(number.path("status").asText()).isEqualTo("reserved");
        assertThat(number.path("cost").path("currencyCode").asText()).isEqualTo("USD");
        assertThat(number.has("error")).isFalse();

        Answer changed = patch("{\"phoneNumbers\":{\"12065550110\":null}}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("phoneNumbers").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("12065550111");

        assertThat(http.send("GET", RESERVATIONS + id + VERSION, "").body()).isEqualTo(changed.body());
        JsonNode listed = http.send("GET", "/availablePhoneNumbers/reservations" + VERSION, "")
                .body()
                .path("reservations");
        assertThat(listed)
                .filteredOn(each -> each.path("id").asText().equals(id))
                .singleElement()
                .satisfies(each -> assertThat(each.has("phoneNumbers")).isFalse());

        assertThat(http.send("DELETE", RESERVATIONS + id + VERSION, "").status())
                .isEqualTo(204);
        assertThat(http.send("GET", RESERVATIONS + id + VERSION, "").status()).isEqualTo(404);
        assertThat(http.send("DELETE", RESERVATIONS + id + VERSION, "").status())
                .isEqualTo(404);
    }

    @Test
    void aNumberSomebodyElseHoldsIsRefusedAndTheOthersComeIn() throws Exception {
        E164 taken = new E164("+12065550112");
        ReservationChange.Wanted calls = new ReservationChange.Wanted(Capabilities.CALLS, AssignmentType.APPLICATION);
        String others = UUID.randomUUID().toString();
        carts.change("another tenant", others, new ReservationChange(Map.of(taken, calls), List.of()), 10);

        Answer partly = put("12065550112", "12065550113", "12065559999");

        carts.delete("another tenant", others);
        assertThat(partly.status()).isEqualTo(207);
        JsonNode numbers = partly.body().path("phoneNumbers");
        assertThat(numbers.path("12065550113").path("status").asText()).isEqualTo("reserved");
        assertThat(numbers.path("12065550112").path("status").asText()).isEqualTo("error");
        assertThat(numbers.path("12065550112").path("error").path("code").asText())
                .isEqualTo("PhoneNumberNotAvailable");
        assertThat(numbers.path("12065559999").path("error").path("code").asText())
                .isEqualTo("PhoneNumberNotFound");
        assertThat(http.send("GET", RESERVATIONS + id + VERSION, "").body().path("phoneNumbers"))
                .hasSize(1);
    }

    @Test
    void somebodyElsesReservationDoesNotExistHere() throws Exception {
        carts.change("another tenant", id, new ReservationChange(Map.of(), List.of()), 10);

        assertThat(http.send("GET", RESERVATIONS + id + VERSION, "").status()).isEqualTo(404);
        assertThat(http.send("POST", RESERVATIONS + id + "/:purchase" + VERSION, "{}")
                        .status())
                .isEqualTo(404);
        assertThat(http.send("DELETE", RESERVATIONS + id + VERSION, "").status())
                .isEqualTo(404);
        assertThat(put("12065550114").status()).as("the same id is free here").isEqualTo(201);
        carts.delete("another tenant", id);
    }

    @Test
    void anExpiredReservationIsNeitherPurchasedNorChanged() throws Exception {
        put("12065550115");
        clock.advance(Duration.ofMinutes(15));

        Answer purchase = http.send("POST", RESERVATIONS + id + "/:purchase" + VERSION, "");
        assertThat(purchase.status()).isEqualTo(409);
        assertThat(purchase.body().path("error").path("code").asText()).isEqualTo("ReservationExpired");
        assertThat(put("12065550116").status()).isEqualTo(409);
        JsonNode expired = http.send("GET", RESERVATIONS + id + VERSION, "").body();
        assertThat(expired.path("status").asText()).isEqualTo("expired");
        assertThat(expired.path("phoneNumbers")
                        .path("12065550115")
                        .path("status")
                        .asText())
                .isEqualTo("expired");
    }

    @Test
    void aPurchaseSaysWhereItsOperationIsAndBuysOnce() throws Exception {
        put("12065550117");

        Answer bought = http.send("POST", RESERVATIONS + id + "/:purchase" + VERSION, "{\"agreeToNotResell\":true}");
        Answer again = http.send("POST", RESERVATIONS + id + "/:purchase" + VERSION, "");

        assertThat(bought.status()).isEqualTo(202);
        String operation = bought.headers().firstValue("operation-id").orElseThrow();
        assertThat(operation)
                .isEqualTo("reservation-purchase_"
                        + bought.headers().firstValue("reservation-purchase-id").orElseThrow());
        assertThat(again.headers().firstValue("operation-id")).contains(operation);
        JsonNode outcome = http.send("GET", "/phoneNumbers/operations/" + operation + VERSION, "")
                .body();
        assertThat(outcome.path("operationType").asText()).isEqualTo("reservationPurchase");
        assertThat(outcome.path("status").asText()).isEqualTo("succeeded");
        assertThat(owned.page(tenant.id(), "", 0, 10)).hasSize(1);
        assertThat(http.send("DELETE", RESERVATIONS + id + VERSION, "").status())
                .isEqualTo(409);
        assertThat(http.send("GET", RESERVATIONS + id + VERSION, "")
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("completed");
    }

    @Test
    void anEmptyReservationCannotBePurchased() throws Exception {
        assertThat(patch("{}").status()).isEqualTo(201);
        Answer refused = http.send("POST", RESERVATIONS + id + "/:purchase" + VERSION, "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("error").path("code").asText()).isEqualTo("EmptyReservation");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'phoneNumbers':{'425-555-0100':null}}|phoneNumbers",
                "{'phoneNumbers':{'14255550100':{'assignmentType':'application'}}}|phoneNumbers.14255550100.capabilities",
                "{'phoneNumbers':{'14255550100':{'capabilities':{'calling':'inbound','sms':'none'}}}}|phoneNumbers.14255550100.assignmentType",
                "{'phoneNumbers':{'14255550100':{'phoneNumber':'+14255550101','capabilities':{'calling':'inbound','sms':'none'}}}}|phoneNumbers.14255550100.phoneNumber",
                "{'phoneNumbers':[]}|phoneNumbers",
                "null|",
            })
    void aChangeThatCannotBeReadIsRefused(String body, String target) throws Exception {
        Answer refused = patch(body.replace('\'', '"'));

        assertThat(refused.status()).isEqualTo(400);
        if (target != null) {
            assertThat(refused.body().path("error").path("target").asText()).isEqualTo(target);
        }
        assertThat(carts.find(tenant.id(), id)).as("nothing is half done").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GET,not-a-uuid,2025-06-01", "DELETE,not-a-uuid,2025-06-01", "GET,,2022-12-01"})
    void anIdThatIsNoneOrAnOlderVersionIsRefused(String method, String given, String version) throws Exception {
        String path = RESERVATIONS + (given == null ? id : given) + "?api-version=" + version;

        assertThat(http.send(method, path, "").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "US|{}|phoneNumberType",
                "US|{'phoneNumberType':'tollFree','assignmentType':'person'}|assignmentType",
                "US|{'phoneNumberType':'tollFree','phoneNumberPrefixes':['8x']}|phoneNumberPrefixes",
                "US|{'phoneNumberType':'tollFree','phoneNumberPrefixes':[null]}|phoneNumberPrefixes",
                "US|{'phoneNumberType':'tollFree','capabilities':{'sms':'carrier pigeon'}}|capabilities.sms",
                "XX|{'phoneNumberType':'tollFree'}|countryCode",
            })
    void aLookThatCannotBeIsRefused(String country, String body, String target) throws Exception {
        Answer refused = http.send(
                "POST", "/availablePhoneNumbers/countries/" + country + "/:browse" + VERSION, body.replace('\'', '"'));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("error").path("target").asText()).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({"425", "1425", "+1425", "14255550"})
    void aLookShowsNumbersThatBeginAsWanted(String prefix) throws Exception {
        JsonNode seen = http.send(
                        "POST",
                        "/availablePhoneNumbers/countries/US/:browse" + VERSION,
                        "{\"phoneNumberType\":\"geographic\",\"phoneNumberPrefixes\":[\"" + prefix + "\"]}")
                .body()
                .path("phoneNumbers");

        assertThat(seen).isNotEmpty().allSatisfy(number -> {
            assertThat(number.path("phoneNumber").asText()).startsWith("+1425555");
            assertThat(number.path("status").asText()).isEqualTo("available");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}", "{'phoneNumbers':[]}", "{'phoneNumbers':['4255550100']}", "{'phoneNumbers':[null]}"})
    void operatorInformationIsForNumbersOnly(String body) throws Exception {
        Answer refused = http.send("POST", "/operatorInformation/:search" + VERSION, body.replace('\'', '"'));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("error").path("target").asText()).isEqualTo("phoneNumbers");
    }
}
