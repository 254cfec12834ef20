package dev.tandem.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.azure.communication.callautomation.models.CallInvite;
import com.azure.communication.common.PhoneNumberIdentifier;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.ServiceTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stands between a leaked key and a telephone bill. */
@ServiceTest
class TollSdkTest extends SdkStage {

    private static final PhoneNumberIdentifier SATELLITE = new PhoneNumberIdentifier("+88216100001");
    private static final String KEY = "key%20primary";

    @AfterEach
    void clear() {
        installation.admin().delete("/tollBlocks/" + KEY);
    }

    @Test
    void dearNumbersAreRefusedInWordsAndABurstOfThemBlocksTheKeyUntilAnAdministratorClearsIt() {
        subscribe();
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(calling(SATELLITE))
                    .satisfies(fault -> assertStatus(fault, 403))
                    .hasMessageContaining("TollLimit")
                    .hasMessageContaining("international network");
        }
        assertThatThrownBy(calling(FAR))
                .satisfies(fault -> assertStatus(fault, 403))
                .hasMessageContaining("blocked");

        List<JsonNode> told = application.awaitSuspicions(2);
        assertThat(told).extracting(data -> data.path("blocked").asBoolean()).containsExactly(false, true);
        assertThat(told.get(1).path("payer").asText()).isEqualTo("key primary");
        assertThat(told.get(1).path("destination").asText()).isEqualTo(SATELLITE.getPhoneNumber());
        blocks().body("value", hasSize(1))
                .body("value[0].payer", equalTo("key primary"))
                .body("value[0].rule", equalTo("destination"))
                .body("value[0].reason", containsString("international network"));

        installation.admin().delete("/tollBlocks/" + KEY).then().statusCode(204);
        installation.admin().delete("/tollBlocks/" + KEY).then().statusCode(404);
        blocks().body("value", empty());
        client.getCallConnection(connect()).hangUp(true);
    }

    @Test
    void neitherAnAddedParticipantNorATransferIsAWayAround() {
        String id = connect();

        assertThatThrownBy(() -> client.getCallConnection(id).addParticipant(new CallInvite(SATELLITE, ours)))
                .satisfies(fault -> assertStatus(fault, 403));
        assertThatThrownBy(() -> client.getCallConnection(id).transferCallToParticipant(SATELLITE))
                .satisfies(fault -> assertStatus(fault, 403));
        assertThat(client.getCallConnection(id).listParticipants()).hasSize(1);
        client.getCallConnection(id).hangUp(true);
    }

    @Test
    void theDryRunOfRoutesTellsAndCountsNothing() {
        String identity = installation.newAccount().identity();
        installation.assign(ours.getPhoneNumber(), "{\"kind\":\"identity\",\"id\":\"" + identity + "\"}");
        for (int i = 0; i < 6; i++) {
            installation
                    .admin()
                    .contentType("application/json")
                    .body("{}")
                    .post("/sip:testRoutesWithNumber?api-version=2023-03-01&targetPhoneNumber=%2B88216100001&identity="
                            + identity)
                    .then()
                    .statusCode(200)
                    .body("refusal", containsString("international network"));
        }
        blocks().body("value", empty());
    }

    private ValidatableResponse blocks() {
        return installation.admin().get("/tollBlocks").then().statusCode(200);
    }

    private ThrowingCallable calling(PhoneNumberIdentifier target) {
        return () -> client.createCall(new CallInvite(target, ours), application.callbackUrl());
    }
}
