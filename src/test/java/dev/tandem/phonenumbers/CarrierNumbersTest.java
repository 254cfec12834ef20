package dev.tandem.phonenumbers;

import static dev.tandem.phonenumbers.OfficialSdk.quickly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.communication.phonenumbers.PhoneNumbersClient;
import com.azure.communication.phonenumbers.models.PhoneNumberSearchResult;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.ServiceTest;
import dev.tandem.access.AccessKeys;
import dev.tandem.config.TandemConfig;
import dev.tandem.console.ConnectionString;
import dev.tandem.identity.Identities;
import dev.tandem.identity.RawId;
import dev.tandem.number.E164;
import dev.tandem.number.owned.OwnedNumbers;
import dev.tandem.number.sale.ProviderOrders;
import dev.tandem.number.sale.Purchases;
import dev.tandem.phonenumbers.OneNumberCarrier.Fault;
import dev.tandem.phonenumbers.SignedHttp.Answer;
import dev.tandem.tenant.Tenant;
import dev.tandem.testkit.Eventually;
import dev.tandem.tls.ServerCertificate;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A number that only the carrier has, as buyers see it: through the official SDK, and with a carrier that fails. */
@ServiceTest
class CarrierNumbersTest {
    private static final String VERSION = "?api-version=2022-12-01";
    private static final String AREA = "716";
    private static final E164 NUMBER = new E164("+17165550199");

    /** Longer than an order is left to whoever began it. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    @Inject
    TandemConfig config;

    @Inject
    AccessKeys keys;

    @Inject
    Tenant tenant;

    @Inject
    OwnedNumbers owned;

    @Inject
    ProviderOrders orders;

    @Inject
    Purchases purchases;

    @Inject
    Identities identities;

    @Inject
    ShiftedClock clock;

    @Inject
    AgroalDataSource database;

    @Inject
    ConnectionString connection;

    @Inject
    ServerCertificate certificate;

    @TestHTTPResource("/")
    URI endpoint;

    private OneNumberCarrier carrier;
    private PhoneNumbersClient client;
    private SignedHttp http;

    @BeforeEach
    void aCarrierWithOneNumber() throws Exception {
        carrier = new OneNumberCarrier(config.inventory().provider().url().orElseThrow(), NUMBER.value());
        client = OfficialSdk.client(connection.clear(), certificate.caFile());
        http = new SignedHttp(endpoint, keys.primary());
    }

    @AfterEach
    void nothingOfItIsLeft() throws Exception {
        clock.reset();
        carrier.close();
        purchases.release(tenant.id(), NUMBER);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from provider_order");
            statement.execute("delete from stock_number where import_id = -1");
            statement.execute("delete from number_shelf where provider <> ''");
            statement.execute("delete from number_offer where amount = 2.22");
        }
    }

    private PhoneNumberSearchResult search() {
        return OfficialSdk.search(client, AREA, 1).getFinalResult();
    }

    private void purchase(PhoneNumberSearchResult found) {
        quickly(client.beginPurchasePhoneNumbers(found.getSearchId(), Context.NONE))
                .getFinalResult();
    }

    /** What the SDK would repeat by itself, once. */
    private Answer purchaseOnce(PhoneNumberSearchResult found) throws Exception {
        String body = "{\"searchId\":\"" + found.getSearchId() + "\"}";
        return http.send("POST", "/availablePhoneNumbers/:purchase" + VERSION, body);
    }

    private boolean isOurs() {
        return owned.find(tenant.id(), NUMBER).isPresent();
    }

    @Test
    void aNumberOfTheCarrierIsBoughtCalledAndGivenBack() throws Exception {
        PhoneNumberSearchResult found = search();
        assertThat(found.getPhoneNumbers()).containsExactly(NUMBER.value());
        assertThat(found.getCost().getAmount()).isEqualTo(2.22);
        assertThat(carrier.state()).isEqualTo("held");

        purchase(found);
        assertThat(client.getPurchasedPhoneNumber(NUMBER.value()).getCost().getAmount())
                .isEqualTo(2.22);
        assertThat(carrier.state()).isEqualTo("purchased");
        assertThat(operator()).isEqualTo("carrier");
        assertThat(routeOfACallToIt()).contains("is our own number", "is assigned to 8:acs:");

        quickly(client.beginReleasePhoneNumber(NUMBER.value(), Context.NONE)).waitForCompletion();
        assertThat(isOurs()).isFalse();
        orders.settleDue();
        Eventually.equal(Duration.ofSeconds(10), "cancelled", carrier::state);
    }

    private String operator() throws Exception {
        String body = "{\"phoneNumbers\":[\"" + NUMBER + "\"],\"options\":{\"includeAdditionalOperatorDetails\":true}}";
        JsonNode known = http.send("POST", "/operatorInformation/:search?api-version=2025-06-01", body)
                .body();
        return known.path("values").path(0).path("operatorDetails").path("name").asText();
    }

    private String routeOfACallToIt() throws Exception {
        String identity = RawId.of(identities.create());
        String assignment = "{\"kind\":\"identity\",\"id\":\"" + identity + "\"}";
        assertThat(http.send("PUT", "/phoneNumbers/%2B" + NUMBER.digits() + "/assignment", assignment)
                        .status())
                .isEqualTo(200);
        String call = "/sip:testRoutesWithNumber?targetPhoneNumber=%2B" + NUMBER.digits() + "&identity=" + identity;
        return http.send("POST", call, "").body().path("reasons").toString();
    }

    @ParameterizedTest
    @EnumSource(names = {"NEVER_ANSWERS", "ANSWERS_GARBAGE"})
    void aCarrierThatDoesNotOfferAnythingHasNothing(Fault fault) {
        carrier.becomes(fault);

        assertThatThrownBy(this::search).hasMessageContaining("not enough such numbers");
        carrier.becomes(Fault.NONE);
        assertThat(search().getPhoneNumbers()).containsExactly(NUMBER.value());
    }

    @Test
    void whatTheCarrierSoldToSomebodyElseBeforeItWasHeldIsOutOfStock() {
        carrier.becomes(Fault.SOLD_IT_TO_SOMEBODY_ELSE);

        assertThatThrownBy(this::search).hasMessageContaining("not enough such numbers");
    }

    @Test
    void whatTheCarrierSoldToSomebodyElseAfterItWasHeldIsRefused() {
        PhoneNumberSearchResult found = search();
        carrier.becomes(Fault.SOLD_IT_TO_SOMEBODY_ELSE);

        assertThatThrownBy(() -> purchase(found))
                .isInstanceOfSatisfying(
                        HttpResponseException.class,
                        refused -> assertThat(refused.getResponse().getStatusCode())
                                .isEqualTo(409));
        assertThat(isOurs()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"NEVER_ANSWERS", "ANSWERS_GARBAGE", "LOSES_THE_ANSWER"})
    void aPurchaseTheCarrierDidNotConfirmIsNoSaleUntilTheBuyerAsksAgain(Fault fault) throws Exception {
        PhoneNumberSearchResult found = search();
        carrier.becomes(fault);

        Answer unsettled = purchaseOnce(found);
        assertThat(unsettled.status()).isEqualTo(503);
        assertThat(unsettled.body().path("error").path("code").asText()).isEqualTo("ProviderUnavailable");
        assertThat(unsettled.headers().firstValue("Retry-After")).contains("10");
        assertThat(isOurs()).isFalse();

        carrier.becomes(Fault.NONE);
        clock.advance(LEASE);
        purchase(found);
        assertThat(isOurs()).isTrue();
        assertThat(carrier.state()).isEqualTo("purchased");
    }

    @Test
    void aSaleWhoseConfirmationNobodyLivedToHearIsFinishedByTheNextLife() throws Exception {
        PhoneNumberSearchResult found = search();
        carrier.becomes(Fault.LOSES_THE_ANSWER);
        purchaseOnce(found);
        assertThat(carrier.state()).as("we owe for it").isEqualTo("purchased");
        assertThat(isOurs()).isFalse();

        carrier.becomes(Fault.NONE);
        clock.advance(LEASE);
        orders.settleDue();

        Eventually.within(Duration.ofSeconds(10), this::isOurs);
        assertThat(purchaseOnce(found).status()).as("asked again, bought once").isEqualTo(202);
    }

    @Test
    void whileTheCarrierTakesItsTimeTheConnectionsAreForOthers() throws Exception {
        List<Connection> taken = allConnectionsButOne();
        try {
            carrier.beforeItAnswers(this::useTheLastConnection);
            PhoneNumberSearchResult found = search();
            purchase(found);
        } finally {
            carrier.beforeItAnswers(() -> {});
            for (Connection each : taken) {
                each.close();
            }
        }

        assertThat(isOurs()).isTrue();
    }

    /** What is left is a pool of one. */
    private List<Connection> allConnectionsButOne() throws SQLException {
        int most = database.getConfiguration().connectionPoolConfiguration().maxSize();
        List<Connection> taken = new ArrayList<>();
        while (taken.size() < most - 1) {
            taken.add(database.getConnection());
        }
        return taken;
    }

    private void useTheLastConnection() {
        try (Connection last = database.getConnection();
                Statement statement = last.createStatement()) {
            statement.execute("select 1");
        } catch (SQLException held) {
            throw new IllegalStateException(held);
        }
    }

    @Test
    void whoIsInATransactionCannotAskTheCarrier() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> orders.settleDue()))
                .isInstanceOf(TransactionalException.class);
    }

    @Test
    void thePurchaseThatTheNextLifeFinishedCanBePolledLikeAnyOther() throws Exception {
        PhoneNumberSearchResult found = search();
        carrier.becomes(Fault.LOSES_THE_ANSWER);
        purchaseOnce(found);
        carrier.becomes(Fault.NONE);
        clock.advance(LEASE);
        orders.settleDue();
        Eventually.within(Duration.ofSeconds(10), this::isOurs);

        String purchased =
                purchaseOnce(found).headers().firstValue("purchase-id").orElseThrow();
        Answer operation = http.send("GET", "/phoneNumbers/operations/purchase_" + purchased + VERSION, "");
        assertThat(operation.status()).isEqualTo(200);
        assertThat(operation.body().path("status").asText()).isEqualTo("succeeded");
    }
}
