package dev.tandem.record;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.ServiceTest;
import dev.tandem.access.Sessions;
import dev.tandem.call.Call;
import dev.tandem.call.CallBook;
import dev.tandem.call.CallBook.Heading;
import dev.tandem.call.CallDirectory;
import dev.tandem.call.CallServices;
import dev.tandem.call.CallView.Direction;
import dev.tandem.tenant.Tenant;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that are up are shown to their tenant and to nobody else. */
@ServiceTest
class LiveCallsTest {

    @Inject
    CallDirectory directory;

    @Inject
    Sessions sessions;

    @Inject
    Tenant tenant;

    private Call ours;
    private Call theirs;

    @BeforeEach
    void aCallOfOursAndOneOfAnotherTenant() {
        ours = call(tenant.id());
        theirs = call("another tenant");
    }

    @AfterEach
    void forget() {
        directory.remove(ours);
        directory.remove(theirs);
    }

    @Test
    void onlyTheTenantsOwnCallsAreListed() {
        List<String> listed = admin().get("/calls?state=live")
                .then()
                .statusCode(200)
                .extract()
                .path("value.id");

        assertThat(listed).contains(ours.id()).doesNotContain(theirs.id());
    }

    @Test
    void anotherTenantsCallCanNeitherBeSeenNorTracedNorEnded() {
        admin().get("/calls/" + ours.id()).then().statusCode(200);
        admin().get("/calls/" + ours.id() + "/trace").then().statusCode(200);

        admin().get("/calls/" + theirs.id()).then().statusCode(404);
        admin().get("/calls/" + theirs.id() + "/trace").then().statusCode(404);
        admin().delete("/calls/" + theirs.id()).then().statusCode(404);
        assertThat(theirs.view().endedAt()).isNull();
    }

    private Call call(String tenant) {
        String id = UUID.randomUUID().toString();
        Heading heading = new Heading(id, tenant, id, Direction.OUTBOUND, "+12025550143", "+13125550100");
        CallServices services = new CallServices(null, null, directory, null, null, Clock.systemUTC(), null, 10);
        Call call = Call.empty(new CallBook(heading, Clock.systemUTC()), services, Runnable::run);
        assertThat(directory.add(call)).isTrue();
        return call;
    }

    private RequestSpecification admin() {
        return given().cookie(Sessions.COOKIE, sessions.open());
    }
}
