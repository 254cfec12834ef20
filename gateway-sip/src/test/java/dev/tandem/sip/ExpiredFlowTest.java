package dev.tandem.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.SipLegEvent.Acknowledged;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.SipLegEvent.DigitReceived;
import dev.tandem.sip.SipLegEvent.Ended;
import dev.tandem.sip.SipLegEvent.Rejected;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A browser whose access token comes to its end while it is connected. */
class ExpiredFlowTest {
    private static final String CALLED = "sip:+13125550123@tandem.example";
    private static final String CALL = "28gupun4cn29nql428pe";
    private static final Duration LIFE = Duration.ofSeconds(60);

    private final Party party = new Party();
    private Browser browser;

    @BeforeEach
    void connect() {
        browser = new Browser(party, Instant.now().plus(LIFE));
    }

    @AfterEach
    void nothingIsLeft() {
        party.expectNothingLeft();
        party.close();
    }

    @Test
    void aRegistrationPromisesNoMoreThanTheTokenHasLeft() {
        browser.register();
        String contact = Browser.header(browser.expect("SIP/2.0 200 "), "Contact");
        int seconds = Integer.parseInt(contact.replaceAll(".*;expires=(\\d+).*", "$1"));
        assertThat(seconds).isBetween(50, 60);
    }

    @Test
    void aFlowWithoutACallIsClosedAndItsContactForgotten() {
        browser.register();
        browser.expect("SIP/2.0 200 ");
        Binding binding = party.bindings.find(Browser.ALICE, Instant.now()).get(0);
        party.later(LIFE);
        assertThat(Party.poll(browser.closes, "close")).isEqualTo("EXPIRED");
        assertThat(party.bindings.find(Browser.ALICE, Instant.now())).isEmpty();
        var out = party.place(new Target.Contact(binding), Duration.ofSeconds(30));
        assertThat(out.expect(Rejected.class).status()).isEqualTo(503);
    }

    @Test
    void aCallThatIsUpGoesOnNothingNewBeginsAndTheFlowIsClosedWithTheCall() {
        browser.request("INVITE", CALLED, CALL, 1, "", "Content-Type: application/sdp", "", Sdp.of("b"));
        var in = party.expectCall();
        browser.expect("SIP/2.0 100 ");
        in.leg().answer(Sdp.of("gateway"));
        String tag = Browser.tag(Browser.header(browser.expect("SIP/2.0 200 "), "To"));
        browser.request("ACK", CALLED, CALL, 1, tag);
        in.expect(Acknowledged.class);

        party.later(LIFE);
        browser.register();
        browser.expect("SIP/2.0 403 ");
        browser.request("INVITE", CALLED, "another", 1, "", "Content-Type: application/sdp", "", Sdp.of("b"));
        browser.expect("SIP/2.0 403 ");
        assertThat(party.incoming).isEmpty();
        browser.request(
                "INFO",
                CALLED,
                CALL,
                2,
                tag,
                "Content-Type: application/dtmf-relay",
                "",
                "Signal=5\r\nDuration=100\r\n");
        browser.expect("SIP/2.0 200 ");
        in.expect(DigitReceived.class);
        assertThat(browser.closes).isEmpty();

        browser.request("BYE", CALLED, CALL, 3, tag);
        browser.expect("SIP/2.0 200 ");
        assertThat(in.expect(Ended.class).cause()).isEqualTo(Cause.REMOTE_BYE);
        assertThat(Party.poll(browser.closes, "close")).isEqualTo("EXPIRED");
    }

    @Test
    void anotherFlowOfTheUserCarriesTheCallOnAndAnotherUsersDoesNot() {
        browser.request("INVITE", CALLED, CALL, 1, "", "Content-Type: application/sdp", "", Sdp.of("b"));
        var in = party.expectCall();
        browser.expect("SIP/2.0 100 ");
        in.leg().answer(Sdp.of("gateway"));
        String tag = Browser.tag(Browser.header(browser.expect("SIP/2.0 200 "), "To"));
        browser.request("ACK", CALLED, CALL, 1, tag);
        in.expect(Acknowledged.class);

        Browser again = new Browser(party);
        again.request(
                "INFO",
                CALLED,
                CALL,
                2,
                tag,
                "Content-Type: application/dtmf-relay",
                "",
                "Signal=5\r\nDuration=100\r\n");
        again.expect("SIP/2.0 200 ");
        in.expect(DigitReceived.class);
        browser.flow.closed();

        Browser other = new Browser(party, new AddressOfRecord("5f8c", "b0b"));
        other.request("BYE", CALLED, CALL, 3, tag);
        other.expect("SIP/2.0 481 ");
        in.leg().hangUp();
        again.respond(again.expect("BYE "), "200 OK");
        assertThat(in.expect(Ended.class).cause()).isEqualTo(Cause.LOCAL);
    }
}
