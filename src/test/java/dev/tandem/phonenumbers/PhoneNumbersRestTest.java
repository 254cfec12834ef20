package dev.tandem.phonenumbers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.ServiceTest;
import dev.tandem.access.AccessKeys;
import dev.tandem.identity.Identities;
import dev.tandem.identity.RawId;
import dev.tandem.number.E164;
import dev.tandem.number.imports.DemoStock;
import dev.tandem.number.owned.Assignment;
import dev.tandem.number.owned.OwnedNumbers;
import dev.tandem.number.owned.PhoneNumber;
import dev.tandem.number.sale.Purchases;
import dev.tandem.phonenumbers.SignedHttp.Answer;
import dev.tandem.tenant.Tenant;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the SDKs do not show: headers, wrong input, and Tandem's own assignment. */
@ServiceTest
class PhoneNumbersRestTest {
    private static final String VERSION = "?api-version=2022-12-01";

    @Inject
    DemoStock stock;

    @Inject
    AccessKeys keys;

    @Inject
    OwnedNumbers owned;

    @Inject
    Purchases purchases;

    @Inject
    Tenant tenant;

    @Inject
    Identities identities;

    @TestHTTPResource("/")
    URI endpoint;

    private SignedHttp http;

    @BeforeEach
    void numbersAreOnSale() {
        stock.load();
        http = new SignedHttp(endpoint, keys.primary());
    }

    @AfterEach
    void everyNumberGoesBack() {
        List<PhoneNumber> numbers = owned.page(tenant.id(), "", 0, 200);
        numbers.forEach(number -> purchases.release(tenant.id(), number.number()));
    }

    private Answer search(String country, String body) throws Exception {
        return http.send("POST", "/availablePhoneNumbers/countries/" + country + "/:search" + VERSION, body);
    }

    private String buy(String areaCode) throws Exception {
        Answer searched = search("US", """
                {"phoneNumberType":"geographic","assignmentType":"application","areaCode":"%s",
                 "capabilities":{"calling":"inbound","sms":"none"}}
                """.formatted(areaCode));
        assertThat(searched.status()).isEqualTo(202);
        String searchId = searched.headers().firstValue("search-id").orElseThrow();
        Answer bought =
                http.send("POST", "/availablePhoneNumbers/:purchase" + VERSION, "{\"searchId\":\"" + searchId + "\"}");
        assertThat(bought.status()).isEqualTo(202);
        Answer result = http.send("GET", "/availablePhoneNumbers/searchResults/" + searchId + VERSION, "");
        return result.body().path("phoneNumbers").path(0).asText();
    }

    @Test
    void aSearchSaysWhereItsOperationAndItsResultAre() throws Exception {
        Answer searched = search("us", """
                {"phoneNumberType":"tollFree","assignmentType":"application","quantity":2,
                 "capabilities":{"calling":"inbound+outbound","sms":"outbound"}}
                """);

        String id = searched.headers().firstValue("search-id").orElseThrow();
        assertThat(searched.status()).isEqualTo(202);
        assertThat(searched.headers().firstValue("operation-id")).contains("search_" + id);
        assertThat(searched.headers().firstValue("Operation-Location"))
                .contains("/phoneNumbers/operations/search_" + id + VERSION);
        String location = searched.headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo("/availablePhoneNumbers/searchResults/" + id + VERSION);

        JsonNode operation = http.send("GET", "/phoneNumbers/operations/search_" + id + VERSION, "")
                .body();
        assertThat(operation.path("status").asText()).isEqualTo("succeeded");
        assertThat(operation.path("operationType").asText()).isEqualTo("search");
        assertThat(operation.path("resourceLocation").asText()).isEqualTo(location);
        JsonNode result = http.send("GET", location, "").body();
        assertThat(result.path("phoneNumbers")).hasSize(2);
        assertThat(result.path("error").asText()).isEqualTo("NoError");
        assertThat(result.path("isAgreementToNotResellRequired").isBoolean()).isTrue();
        assertThat(result.path("cost").toString())
                .isEqualTo("{\"amount\":2.0,\"currencyCode\":\"USD\",\"billingFrequency\":\"monthly\"}");
    }

    @Test
    void aSearchThatFindsTooFewSaysOutOfStock() throws Exception {
        Answer searched = search("US", """
                {"phoneNumberType":"geographic","assignmentType":"person","areaCode":"999",
                 "capabilities":{"calling":"inbound","sms":"none"}}
                """);
        String id = searched.headers().firstValue("search-id").orElseThrow();

        JsonNode operation = http.send("GET", "/phoneNumbers/operations/search_" + id + VERSION, "")
                .body();
        assertThat(operation.path("status").asText()).isEqualTo("failed");
        assertThat(operation.path("error").path("code").asText()).isEqualTo("OutOfStock");
        JsonNode result = http.send("GET", "/availablePhoneNumbers/searchResults/" + id + VERSION, "")
                .body();
        assertThat(result.path("error").asText()).isEqualTo("OutOfStock");
        assertThat(result.path("phoneNumbers")).isEmpty();
        Answer purchase =
                http.send("POST", "/availablePhoneNumbers/:purchase" + VERSION, "{\"searchId\":\"" + id + "\"}");
        assertThat(purchase.status()).isEqualTo(409);
        assertThat(purchase.body().path("error").path("code").asText()).isEqualTo("OutOfStock");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "US|{'phoneNumberType':'fax','assignmentType':'person','capabilities':{'calling':'inbound','sms':'none'}}|phoneNumberType",
                "US|{'assignmentType':'person','capabilities':{'calling':'inbound','sms':'none'}}|phoneNumberType",
                "US|{'phoneNumberType':'tollFree','assignmentType':'person','capabilities':{'calling':'inbound','sms':'none'}}|assignmentType",
                "US|{'phoneNumberType':'geographic','assignmentType':'robot','capabilities':{'calling':'inbound','sms':'none'}}|assignmentType",
                "US|{'phoneNumberType':'geographic','assignmentType':'person'}|capabilities",
                "US|{'phoneNumberType':'geographic','assignmentType':'person','capabilities':{'calling':'none','sms':'none'}}|capabilities",
                "US|{'phoneNumberType':'geographic','assignmentType':'person','capabilities':{'calling':'both','sms':'none'}}|capabilities.calling",
                "US|{'phoneNumberType':'geographic','assignmentType':'person','capabilities':{'calling':'inbound','sms':'none'},'quantity':0}|quantity",
                "US|{'phoneNumberType':'geographic','assignmentType':'person','capabilities':{'calling':'inbound','sms':'none'},'quantity':101}|quantity",
                "US|{'phoneNumberType':'geographic','assignmentType':'person','capabilities':{'calling':'inbound','sms':'none'},'quantity':'many'}|quantity",
                "US|{'phoneNumberType':'geographic','assignmentType':'person','capabilities':{'calling':'inbound','sms':'none'},'areaCode':'4x5'}|areaCode",
                "XX|{'phoneNumberType':'geographic','assignmentType':'person','capabilities':{'calling':'inbound','sms':'none'}}|countryCode",
                "US|{'phoneNumberType'|",
                "US|[]|",
                "US||",
            })
    void aSearchThatCannotBeIsRefusedAndTheFieldNamed(String country, String body, String target) throws Exception {
        Answer refused = search(country, body == null ? "" : body.replace('\'', '"'));

        assertThat(refused.status()).isEqualTo(400);
        JsonNode error = refused.body().path("error");
        assertThat(error.path("code").asText()).isEqualTo("BadRequest");
        assertThat(error.path("message").asText()).isNotEmpty().doesNotContain("dev.tandem");
        if (target != null) {
            assertThat(error.path("target").asText()).isEqualTo(target);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/phoneNumbers/+14255550100,404",
        "GET,/phoneNumbers/%2B14255550100,404",
        "GET,/phoneNumbers/14255550100,400",
        "GET,/phoneNumbers/abc,400",
        "DELETE,/phoneNumbers/+14255550100,404",
        "GET,/phoneNumbers/operations/search_none,404",
        "DELETE,/phoneNumbers/operations/search_none,404",
        "GET,/availablePhoneNumbers/searchResults/none,404",
        "GET,/availablePhoneNumbers/countries/Atlantis/localities,400",
        "GET,/availablePhoneNumbers/countries/US/areaCodes,400",
        "PUT,/phoneNumbers,405",
    })
    void whatIsNotThereOrNotANumberIsRefused(String method, String path, int status) throws Exception {
        Answer refused = http.send(method, path + VERSION, "");

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.body().path("error").path("code").asText()).isNotEmpty();
    }

    @Test
    void badPagesAndCursorsAreRefused() throws Exception {
        assertThat(http.send("GET", "/phoneNumbers" + VERSION + "&top=0", "").status())
                .isEqualTo(400);
        assertThat(http.send("GET", "/phoneNumbers" + VERSION + "&skip=-1", "").status())
                .isEqualTo(400);
        assertThat(http.send("GET", "/phoneNumbers" + VERSION + "&after=x", "").status())
                .isEqualTo(400);
    }

    @Test
    void pagesOfACatalogueLinkToEachOther() throws Exception {
        JsonNode first = http.send("GET", "/availablePhoneNumbers/countries" + VERSION + "&maxPageSize=3", "")
                .body();
        assertThat(first.path("countries")).hasSize(3);
        URI next = URI.create(first.path("nextLink").asText());
        assertThat(next.isAbsolute()).isTrue();

        JsonNode second = http.send("GET", next.getRawPath() + "?" + next.getRawQuery(), "")
                .body();
        assertThat(second.path("countries").path(0).path("countryCode").asText())
                .isEqualTo("US");
        assertThat(second.has("nextLink")).isFalse();
    }

    @Test
    void capabilitiesChangeByMergePatchWithinTheOffer() throws Exception {
        String number = buy("206");

        Answer changed =
                http.send("PATCH", "/phoneNumbers/" + number + "/capabilities" + VERSION, "{\"calling\":\"outbound\"}");
        assertThat(changed.status()).isEqualTo(202);
        assertThat(changed.body().path("capabilities").toString())
                .isEqualTo("{\"calling\":\"outbound\",\"sms\":\"none\"}");
        Answer refused =
                http.send("PATCH", "/phoneNumbers/" + number + "/capabilities" + VERSION, "{\"sms\":\"inbound\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("error").path("target").asText()).isEqualTo("capabilities");
    }

    @Test
    void aNumberIsAssignedToAnIdentityAnApplicationOrASipUri() throws Exception {
        String path = "/phoneNumbers/" + buy("503") + "/assignment";
        E164 number = new E164(path.split("/")[2]);

        String identity = RawId.of(identities.create());
        http.send("PUT", "/trunks/office", "{\"host\":\"sbc.example.com\",\"port\":5060,\"transport\":\"udp\"}");

        assertThat(http.send("GET", path, "").status()).as("nobody yet").isEqualTo(204);
        for (String body : List.of(
                "{\"kind\":\"identity\",\"id\":\"" + identity + "\"}",
                "{\"kind\":\"application\",\"application\":\"menu\"}",
                "{\"kind\":\"sip\",\"uri\":\"sip:desk@sbc.example.com;transport=udp\"}")) {
            assertThat(http.send("PUT", path, body).status()).isEqualTo(200);
            assertThat(http.send("GET", path, "").body()).hasToString(body);
        }
        assertThat(owned.find(number).flatMap(PhoneNumber::assignment))
                .contains(new Assignment(Assignment.Kind.SIP, "sip:desk@sbc.example.com;transport=udp"));

        http.send("DELETE", "/trunks/office", "");
        assertThat(http.send("DELETE", path, "").status()).isEqualTo(204);
        assertThat(owned.find(number).flatMap(PhoneNumber::assignment)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|kind",
                "{'kind':'robot'}|kind",
                "{'kind':'identity'}|id",
                "{'kind':'identity','id':'alice'}|id",
                "{'kind':'identity','id':'8:acs:00000000-0000-0000-0000-000000000000_00000000-0000-0000-0000-000000000000'}|id",
                "{'kind':'sip','uri':'sip:anybody@elsewhere.example.com'}|uri",
                "{'kind':'application','application':'a b'}|application",
                "{'kind':'sip','uri':'tel:+1'}|uri",
                "{'kind':'sip','uri':'sip:desk@sbc.example.com','id':'8:acs:a_b'}|kind",
            })
    void anAssignmentToNobodyIsRefused(String body, String target) throws Exception {
        String number = buy("415");

        Answer refused = http.send("PUT", "/phoneNumbers/" + number + "/assignment", body.replace('\'', '"'));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("error").path("target").asText()).isEqualTo(target);
    }

    @Test
    void anotherTenantsNumberDoesNotExistHere() throws Exception {
        Answer refused = http.send(
                "PUT", "/phoneNumbers/+14255550100/assignment", "{\"kind\":\"application\",\"application\":\"menu\"}");

        assertThat(refused.status()).isEqualTo(404);
    }
}
