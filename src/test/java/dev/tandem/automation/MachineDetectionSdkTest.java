package dev.tandem.automation;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.communication.callautomation.models.AddParticipantOptions;
import com.azure.communication.callautomation.models.CallInvite;
import com.azure.communication.callautomation.models.CreateCallOptions;
import com.azure.communication.callautomation.models.events.AddParticipantSucceeded;
import com.azure.communication.callautomation.models.events.CallConnected;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.policy.AddHeadersFromContextPolicy;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.ServiceTest;
import dev.tandem.demo.VoiceSamples;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether a person or a machine answers, asked by the official Java SDK with a header of its own. */
@ServiceTest
class MachineDetectionSdkTest extends SdkStage {

    private static final Context DETECTING = new Context(
            AddHeadersFromContextPolicy.AZURE_REQUEST_HTTP_HEADERS_KEY,
            new HttpHeaders().set(HttpHeaderName.fromString("x-tandem-answering-machine-detection"), "true"));

    @BeforeEach
    void aClientThatSendsHeadersOfTheContext() {
        client = builder().addPolicy(new AddHeadersFromContextPolicy()).buildClient();
    }

    @AfterEach
    void theCarrierGreetsAgain() {
        demo.greet(VoiceSamples.welcome());
    }

    @Test
    void aShortHelloIsHuman() {
        demo.greet(line(voice(500), silence(4_000)));

        String id = create(DETECTING);

        JsonNode told = application.await(id, "AnsweringMachineDetection");
        assertThat(told.path("result").asText()).isEqualTo("human");
        assertThat(told.at("/participant/phoneNumber/value").asText()).isEqualTo(FAR.getPhoneNumber());
        assertThat(told.path("operationContext").asText()).isEqualTo("order 66");
        assertThat(told.path("callConnectionId").asText()).isEqualTo(id);
    }

    @Test
    void aGreetingIsAMachineAndItsBeepEnds() {
        demo.greet(line(voice(4_000), silence(500), beep(500), silence(4_000)));

        String id = create(DETECTING);

        assertThat(application
                        .await(id, "AnsweringMachineDetection")
                        .path("result")
                        .asText())
                .isEqualTo("machine");
        assertThat(application
                        .await(id, "AnsweringMachineBeepEnded")
                        .at("/participant/phoneNumber/value")
                        .asText())
                .isEqualTo(FAR.getPhoneNumber());
        application.assertOrder(
                id,
                "CallConnected",
                "ParticipantsUpdated",
                "Tandem.AnsweringMachineDetection",
                "Tandem.AnsweringMachineBeepEnded");
    }

    @Test
    void whoIsAddedIsListenedToAndWhoDidNotAskIsNotTold() {
        demo.greet(silence(5_000));
        String id = create(Context.NONE);
        demo.greet(line(voice(3_000), silence(4_000)));

        AddParticipantOptions options = new AddParticipantOptions(new CallInvite(FURTHER, ours));
        client.getCallConnection(id).addParticipantWithResponse(options, DETECTING);
        application.await(id, AddParticipantSucceeded.class);

        JsonNode told = application.await(id, "AnsweringMachineDetection");
        assertThat(told.at("/participant/phoneNumber/value").asText()).isEqualTo(FURTHER.getPhoneNumber());
        assertThat(application.types(id))
                .filteredOn("Tandem.AnsweringMachineDetection"::equals)
                .hasSize(1);
    }

    @Test
    void aHeaderThatIsNeitherTrueNorFalseIsRefused() {
        installation
                .admin()
                .header("x-tandem-answering-machine-detection", "perhaps")
                .contentType("application/json")
                .body("{}")
                .post("/calling/callConnections?api-version=2023-03-06")
                .then()
                .statusCode(400);
    }

    private String create(Context context) {
        CreateCallOptions options = new CreateCallOptions(new CallInvite(FAR, ours), application.callbackUrl())
                .setOperationContext("order 66");
        String id = client.createCallWithResponse(options, context)
                .getValue()
                .getCallConnectionProperties()
                .getCallConnectionId();
        application.await(id, CallConnected.class);
        return id;
    }

    private static short[] line(short[]... parts) {
        short[] all = {};
        for (short[] part : parts) {
            short[] longer = Arrays.copyOf(all, all.length + part.length);
            System.arraycopy(part, 0, longer, all.length, part.length);
            all = longer;
        }
        return all;
    }

    private static short[] voice(int millis) {
        short[] welcome = VoiceSamples.welcome();
        int start = 0;
        while (Math.abs(welcome[start]) < 1_000) {
            start++;
        }
        return Arrays.copyOfRange(welcome, start, start + 8 * millis);
    }

    private static short[] silence(int millis) {
        return new short[8 * millis];
    }

    private static short[] beep(int millis) {
        short[] tone = new short[8 * millis];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (short) (8_000 * Math.sin(2 * Math.PI * 1_000 * i / 8_000));
        }
        return tone;
    }
}
