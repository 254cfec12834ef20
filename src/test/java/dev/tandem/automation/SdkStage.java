package dev.tandem.automation;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.communication.callautomation.CallAutomationClient;
import com.azure.communication.callautomation.CallAutomationClientBuilder;
import com.azure.communication.callautomation.models.CallInvite;
import com.azure.communication.callautomation.models.FileSource;
import com.azure.communication.callautomation.models.PlaySource;
import com.azure.communication.callautomation.models.events.CallConnected;
import com.azure.communication.common.PhoneNumberIdentifier;
import com.azure.core.exception.HttpResponseException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.AzureClients;
import dev.tandem.access.Sessions;
import dev.tandem.call.CallDirectory;
import dev.tandem.console.ConnectionString;
import dev.tandem.demo.Demo;
import dev.tandem.gateway.Gateway;
import dev.tandem.interop.Installation;
import dev.tandem.tenant.Tenant;
import dev.tandem.testkit.Eventually;
import dev.tandem.tls.ServerCertificate;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An application that uses the official Java SDK over HTTPS, with the simulated carrier as the telephone network. */
class SdkStage {

    static final PhoneNumberIdentifier FAR = new PhoneNumberIdentifier("+12025550177");
    static final PhoneNumberIdentifier FURTHER = new PhoneNumberIdentifier("+12025550178");
    static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Sessions sessions;

    @Inject
    ConnectionString connectionString;

    @Inject
    ServerCertificate certificate;

    @Inject
    Tenant tenant;

    @Inject
    CallDirectory calls;

    @Inject
    Gateway gateway;

    @Inject
    Demo demo;

    Installation installation;
    TestApplication application;
    CallAutomationClient client;
    PhoneNumberIdentifier ours;

    @BeforeEach
    void anApplicationWithANumber() throws IOException {
        installation = new Installation(sessions);
        application = new TestApplication();
        ours = new PhoneNumberIdentifier(installation.buyNumber());
        client = builder().buildClient();
    }

    CallAutomationClientBuilder builder() {
        return new CallAutomationClientBuilder()
                .connectionString(connectionString.clear())
                .httpClient(AzureClients.trusting(certificate.caFile()));
    }

    @AfterEach
    void nothingIsLeft() {
        installation.admin().delete("/eventSubscriptions/ivr");
        Eventually.equal(PATIENCE, 0, () -> {
            // Again and again: somebody whom a failed test had invited may answer only now.
            demo.hangUpAll();
            return calls.size();
        });
        assertThat(gateway.automations().size()).as("connections").isZero();
        installation.close();
        application.close();
    }

    /** What the record of a call says; nothing while it is not there. */
    String ended(String callId, String property) {
        Object value = installation.admin().get("/calls/" + callId).path(property);
        return String.valueOf(value);
    }

    String connect() {
        String id = client.createCall(new CallInvite(FAR, ours), application.callbackUrl())
                .getCallConnectionProperties()
                .getCallConnectionId();
        application.await(id, CallConnected.class);
        return id;
    }

    /** The simulated carrier calls our number, whose application is subscribed. */
    JsonNode offered() {
        installation.assign(ours.getPhoneNumber(), "{\"kind\":\"application\",\"application\":\"ivr\"}");
        subscribe();
        place();
        return application.awaitOffer();
    }

    void subscribe() {
        installation
                .admin()
                .contentType("application/json")
                .body("{\"endpoint\":\"%s\",\"schema\":\"eventGrid\"}".formatted(application.url("/events")))
                .put("/eventSubscriptions/ivr")
                .then()
                .statusCode(201);
    }

    String place() {
        return installation
                .admin()
                .contentType("application/json")
                .body("{\"to\":\"" + ours.getPhoneNumber() + "\"}")
                .post("/demo/calls")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    static PhoneNumberIdentifier caller(JsonNode offer) {
        return new PhoneNumberIdentifier(offer.at("/from/phoneNumber/value").asText());
    }

    PlaySource prompt(Duration length) {
        return new FileSource().setUrl(application.serveTone("tone-" + length.toMillis() + ".wav", length, 440));
    }

    static void assertStatus(Throwable fault, int status) {
        assertThat(fault).isInstanceOf(HttpResponseException.class);
        assertThat(((HttpResponseException) fault).getResponse().getStatusCode())
                .as(fault.getMessage())
                .isEqualTo(status);
    }
}
