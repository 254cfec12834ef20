package dev.tandem.phonenumbers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.ServiceTest;
import dev.tandem.access.AccessKeys;
import dev.tandem.config.TandemConfig;
import dev.tandem.number.imports.DemoStock;
import dev.tandem.number.sale.HeldNumbers;
import dev.tandem.phonenumbers.SignedHttp.Answer;
import dev.tandem.tenant.Tenant;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests made to hurt: each is a clear 4xx in the error body, and nothing is held for it. */
@ServiceTest
class HostileInputTest {
    private static final String VERSION = "?api-version=2025-06-01";
    private static final String SEARCH = "/availablePhoneNumbers/countries/US/:search" + VERSION;
    private static final String RESERVATION =
            "/availablePhoneNumbers/reservations/0ddba11e-0000-4000-8000-000000000000" + VERSION;
    private static final int BODY_CHARS = 50 << 20;
    private static final int DEPTH = 10_000;

    @Inject
    DemoStock stock;

    @Inject
    AccessKeys keys;

    @Inject
    HeldNumbers held;

    @Inject
    Tenant tenant;

    @Inject
    TandemConfig config;

    @TestHTTPResource("/")
    URI endpoint;

    private SignedHttp http;

    @BeforeEach
    void numbersAreOnSale() {
        stock.load();
        http = new SignedHttp(endpoint, keys.primary());
    }

    @ParameterizedTest
    @CsvSource({
        "POST," + SEARCH,
        "PATCH," + RESERVATION,
        "PATCH,/sip?api-version=2023-03-01",
        "POST,/sip:testRoutesWithNumber?api-version=2023-03-01&targetPhoneNumber=%2B14255550100"
    })
    void aBodyOfFiftyMegabytesIsTooLarge(String method, String target) throws Exception {
        Answer refused = http.send(method, target, "{\"areaCode\":\"" + "4".repeat(BODY_CHARS) + "\"}");

        assertThat(refused.status()).isEqualTo(413);
        assertThat(code(refused)).isEqualTo("RequestEntityTooLarge");
    }

    @ParameterizedTest
    @CsvSource({
        "POST," + SEARCH,
        "PATCH," + RESERVATION,
        "PATCH,/sip?api-version=2023-03-01",
        "POST,/sip:testRoutesWithNumber?api-version=2023-03-01&targetPhoneNumber=%2B14255550100"
    })
    void jsonNestedTenThousandDeepIsMalformed(String method, String target) throws Exception {
        Answer refused = http.send(method, target, "{\"trunks\":".repeat(DEPTH) + "1" + "}".repeat(DEPTH));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(code(refused)).isEqualTo("BadRequest");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "geographic|-1|''|inbound|quantity",
                "geographic|2147483647|''|inbound|quantity",
                "geographic|99999999999|''|inbound|quantity",
                "geographic|1e400|''|inbound|quantity",
                "geographic|1|'42 5'|inbound|areaCode",
                "geographic|1|'1234567'|inbound|areaCode",
                "geographic|1|'425%'|inbound|areaCode",
                "geographic|1|''|none|capabilities",
                "geographic|1|''|INBOUND|capabilities.calling",
                "landline|1|''|inbound|phoneNumberType",
            })
    void aSearchThatMakesNoSenseHoldsNothing(
            String type, String quantity, String areaCode, String calling, String target) throws Exception {
        long before = held.count(tenant.id());

        Answer refused = http.send("POST", SEARCH, """
                {"phoneNumberType":"%s","assignmentType":"application","quantity":%s,"areaCode":"%s",
                 "capabilities":{"calling":"%s","sms":"none"}}
                """.formatted(type, quantity, areaCode, calling));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(code(refused)).isEqualTo("BadRequest");
        assertThat(refused.body().path("error").path("target").asText()).isEqualTo(target);
        assertThat(held.count(tenant.id())).isEqualTo(before);
    }

    @Test
    void nobodyHoldsTheWholeStockBySearching() throws Exception {
        List<String> searches = new ArrayList<>();
        Answer last = search();
        try {
            while (last.status() == 202) {
                searches.add(last.headers().firstValue("operation-id").orElseThrow());
                assertThat(searches.size()).isLessThanOrEqualTo(config.limits().heldNumbers() / 100);
                last = search();
            }
        } finally {
            for (String operation : searches) {
                http.send("DELETE", "/phoneNumbers/operations/" + operation + VERSION, "");
            }
        }
        assertThat(last.status()).isEqualTo(409);
        assertThat(code(last)).isEqualTo("TooManyNumbersHeld");
        Answer afterwards = search();
        assertThat(afterwards.status()).isEqualTo(202);
        String operation = afterwards.headers().firstValue("operation-id").orElseThrow();
        http.send("DELETE", "/phoneNumbers/operations/" + operation + VERSION, "");
    }

    private Answer search() throws Exception {
        return http.send("POST", SEARCH, """
                {"phoneNumberType":"geographic","assignmentType":"application","quantity":100,
                 "capabilities":{"calling":"inbound","sms":"none"}}
                """);
    }

    private static String code(Answer answer) {
        JsonNode error = answer.body().path("error");
        assertThat(error.path("message").asText()).isNotEmpty().doesNotContain("dev.tandem", "Exception");
        return error.path("code").asText();
    }
}
