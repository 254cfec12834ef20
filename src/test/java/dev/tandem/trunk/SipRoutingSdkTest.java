package dev.tandem.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.communication.phonenumbers.siprouting.SipRoutingClient;
import com.azure.communication.phonenumbers.siprouting.SipRoutingClientBuilder;
import com.azure.communication.phonenumbers.siprouting.models.SipTrunk;
import com.azure.communication.phonenumbers.siprouting.models.SipTrunkRoute;
import com.azure.core.exception.HttpResponseException;
import dev.tandem.AzureClients;
import dev.tandem.ServiceTest;
import dev.tandem.console.ConnectionString;
import dev.tandem.route.Trunk;
import dev.tandem.tls.ServerCertificate;
import jakarta.inject.Inject;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official SIP routing client, unmodified, over HTTPS. */
@ServiceTest
class SipRoutingSdkTest {

    private static final String FIRST = "sbc1.contoso.com";
    private static final String SECOND = "sbc2.contoso.com";

    @Inject
    ConnectionString connection;

    @Inject
    ServerCertificate certificate;

    @Inject
    TrunkDirectory directory;

    @Inject
    RouteTable table;

    private SipRoutingClient client;

    @BeforeEach
    void connectToAnEmptyConfiguration() {
        client = new SipRoutingClientBuilder()
                .connectionString(connection.clear())
                .httpClient(AzureClients.trusting(certificate.caFile()))
                .buildClient();
        removeAll();
    }

    @AfterEach
    void removeAll() {
        client.setRoutes(List.of());
        client.setTrunks(List.of());
    }

    @Test
    void trunksAreSetListedChangedAndDeleted() {
        client.setTrunks(List.of(new SipTrunk(FIRST, 5061), new SipTrunk(SECOND, 5062)));
        assertThat(client.listTrunks()).extracting(SipTrunk::getFqdn).containsExactly(FIRST, SECOND);

        client.setTrunk(new SipTrunk(FIRST, 5071));
        assertThat(client.getTrunk(FIRST).getSipSignalingPort()).isEqualTo(5071);

        client.deleteTrunk(FIRST);
        assertThat(client.listTrunks()).extracting(SipTrunk::getFqdn).containsExactly(SECOND);
        assertThat(directory.all()).extracting(Trunk::name).containsExactly(SECOND);
    }

    @Test
    void routesKeepTheirOrderAndAnswerAnEmptyListWithoutTrunks() {
        client.setTrunks(List.of(new SipTrunk(FIRST, 5061)));
        client.setRoutes(List.of(
                new SipTrunkRoute("second", "^\\+49").setDescription("Germany").setTrunks(List.of(FIRST)),
                new SipTrunkRoute("first", "^+[1-9][0-9]{3,23}$")));

        List<SipTrunkRoute> routes = client.listRoutes().stream().toList();
        assertThat(routes).extracting(SipTrunkRoute::getName).containsExactly("second", "first");
        assertThat(routes.get(0).getDescription()).isEqualTo("Germany");
        assertThat(routes.get(1).getTrunks()).isEmpty();
        assertThat(table.rows().get(0).pattern().matches("+4930901820")).isTrue();
    }

    @Test
    void twoRoutesOfOneNameAreRefused() {
        SipTrunkRoute route = new SipTrunkRoute("route", "^\\+1");
        refused(() -> client.setRoutes(List.of(route, route)), 400, "DuplicatedRoute", "There is a duplicated route.");
    }

    @Test
    void aTrunkTwiceInARouteIsRefused() {
        client.setTrunk(new SipTrunk(FIRST, 5061));
        SipTrunkRoute route = new SipTrunkRoute("route", "^\\+1").setTrunks(List.of(FIRST, FIRST));
        refused(
                () -> client.setRoutes(List.of(route)),
                400,
                "RouteWithDuplicatedTrunk",
                "There is a duplicated trunk in a route.");
    }

    @Test
    void aRouteToAMissingTrunkIsRefused() {
        SipTrunkRoute route = new SipTrunkRoute("route", "^\\+1").setTrunks(List.of(FIRST));
        refused(() -> client.setRoutes(List.of(route)), 422, "MissingTrunk", "Route targeting a missing trunk.");
    }

    @Test
    void aRouteWithoutPatternOrNameIsRefused() {
        refused(
                () -> client.setRoutes(List.of(new SipTrunkRoute("route", null))),
                422,
                "InvalidRouteNumberPattern",
                "Route with an invalid number pattern.");
        refused(
                () -> client.setRoutes(List.of(new SipTrunkRoute(null, "^\\+1"))),
                422,
                "InvalidRouteName",
                "Route with an invalid name.");
    }

    @Test
    void aTrunkThatARouteUsesCannotBeRemoved() {
        client.setTrunk(new SipTrunk(FIRST, 5061));
        client.setRoutes(List.of(new SipTrunkRoute("route", "^\\+1").setTrunks(List.of(FIRST))));

        assertThatThrownBy(() -> client.deleteTrunk(FIRST)).isInstanceOf(HttpResponseException.class);

        assertThat(client.listTrunks()).hasSize(1);
    }

    @Test
    void aBadNameOrPortLeavesTheTrunksAsTheyWere() {
        client.setTrunk(new SipTrunk(FIRST, 5061));

        assertThatThrownBy(() -> client.setTrunk(new SipTrunk("_", 5061))).isInstanceOf(HttpResponseException.class);
        assertThatThrownBy(() -> client.setTrunk(new SipTrunk(SECOND, -1))).isInstanceOf(HttpResponseException.class);

        assertThat(client.listTrunks()).extracting(SipTrunk::getFqdn).containsExactly(FIRST);
    }

    private static void refused(ThrowingCallable call, int status, String code, String message) {
        String body = "{\"error\":{\"code\":\"UnprocessableConfiguration\","
                + "\"message\":\"One or more request inputs are not valid.\","
                + "\"innererror\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}}";
        assertThatThrownBy(call)
                .isInstanceOf(HttpResponseException.class)
                .hasMessage("Status code " + status + ", \"" + body + "\"");
    }
}
