package dev.tandem.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.ServiceTest;
import dev.tandem.access.AccessKeys;
import dev.tandem.call.CallDirectory;
import dev.tandem.call.CallView;
import dev.tandem.call.EndReason;
import dev.tandem.demo.Demo;
import dev.tandem.demo.VoiceSamples;
import dev.tandem.gateway.Gateway;
import dev.tandem.record.CallRecords;
import dev.tandem.tenant.Tenant;
import dev.tandem.testkit.Eventually;
import dev.tandem.testkit.Recorder;
import dev.tandem.testkit.SpeechCorrelation;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The first call, as a new user makes it: real Chromium, real SIP, real RTP and WebRTC, the simulated carrier. */
@ServiceTest
@Tag("interop")
class FirstCallIT {

    private static final Path TALKER =
            Path.of("test/resources/voice/talker.wav").toAbsolutePath();
    private static final double ALIKE = 0.7;
    private static final long TALK_MILLIS = 16_000;

    @Inject
    Demo demo;

    @Inject
    Gateway gateway;

    @Inject
    CallDirectory calls;

    @Inject
    CallRecords records;

    @Inject
    AccessKeys keys;

    @Inject
    Tenant tenant;

    @TestHTTPResource("/console/")
    URI console;

    private final Recorder carrierHears = new Recorder();
    private ConsolePhone phone;

    @BeforeEach
    void openTheConsole() throws Exception {
        phone = ConsolePhone.signIn(console, keys.primary(), TALKER);
        demo.listen(carrierHears);
    }

    @AfterEach
    void closeTheBrowser() throws Exception {
        demo.listen(frame -> {});
        phone.close();
    }

    @Test
    void aCallFromTheCarrierRingsInTheBrowserAndBothHearEachOther() throws Exception {
        phone.getNumber();
        phone.register();

        phone.press("ring-me");
        phone.answer();
        talk();

        assertBothHeardEachOther();
        pressesArriveAsDigits();
        holdAndResume();
        hangUpInTheBrowserEndsTheCarrierWithinASecond();
    }

    @Test
    void theBrowserDialsOutAndBothHearEachOther() throws Exception {
        phone.getNumber();
        phone.register();

        phone.dial("+442079460123");
        talk();

        assertBothHeardEachOther();
        pressesArriveAsDigits();
        holdAndResume();
        hangUpAtTheCarrierEndsTheBrowserWithinASecond();
    }

    @Test
    void thePageSignsInRegistersAndTalksUnderItsOwnSecurityPolicy() throws Exception {
        try (ConsolePhone restricted = ConsolePhone.signInUnderPolicy(console, keys.primary(), TALKER)) {
            restricted.getNumber();
            restricted.register();
            restricted.press("ring-me");
            restricted.answerUnheard();
            Eventually.within(Duration.ofSeconds(20), () -> carrierHears.millis() >= 1_000);

            demo.hangUpAll();
            restricted.awaitEnd();
        }
        Eventually.within(Duration.ofSeconds(5), () -> calls.size() == 0 && legsOpen() == 0);
    }

    private void talk() throws Exception {
        Eventually.within(Duration.ofMillis(TALK_MILLIS + 15_000), () -> carrierHears.millis() >= TALK_MILLIS);
    }

    private void assertBothHeardEachOther() throws Exception {
        List<Double> inBrowser = SpeechCorrelation.windows(VoiceSamples.welcome(), phone.heard());
        List<Double> atCarrier = SpeechCorrelation.windows(VoiceSamples.file16k(TALKER), carrierHears.heard());

        assertThat(List.of(SpeechCorrelation.share(inBrowser, ALIKE), SpeechCorrelation.share(atCarrier, ALIKE)))
                .as(
                        "the carrier's sentence in the browser: %s; the microphone at the carrier: %s",
                        inBrowser, atCarrier)
                .allMatch(share -> share > 0.5);
    }

    private void pressesArriveAsDigits() throws Exception {
        for (String key : List.of("keypad-4", "keypad-2", "keypad-pound")) {
            phone.press(key);
        }

        try {
            Eventually.equal(Duration.ofSeconds(5), "42#", demo::digitsHeard);
        } catch (AssertionError missing) {
            throw new AssertionError(calls.all().get(0).trace() + phone.evaluate("document.body.innerText"), missing);
        }
    }

    private void holdAndResume() throws Exception {
        phone.press("hold");
        phone.awaitState("held");
        Eventually.within(Duration.ofSeconds(5), () -> onlyCall().state() == CallView.State.HELD);

        phone.press("hold");
        phone.awaitState("connected");
        Eventually.within(Duration.ofSeconds(5), () -> onlyCall().state() == CallView.State.CONNECTED);
    }

    private void hangUpInTheBrowserEndsTheCarrierWithinASecond() throws Exception {
        String id = onlyCall().id();
        phone.press("hang-up");

        Eventually.within(Duration.ofSeconds(1), () -> demo.carrierCalls() == 0);
        assertNothingLeft(id, EndReason.CALLEE_HUNG_UP);
    }

    private void hangUpAtTheCarrierEndsTheBrowserWithinASecond() throws Exception {
        String id = onlyCall().id();
        demo.hangUpAll();

        Eventually.within(Duration.ofSeconds(1), () -> calls.size() == 0);
        phone.awaitEnd();
        assertNothingLeft(id, EndReason.CALLEE_HUNG_UP);
    }

    private void assertNothingLeft(String id, EndReason reason) {
        Eventually.within(Duration.ofSeconds(5), () -> calls.size() == 0 && legsOpen() == 0);
        Eventually.within(
                Duration.ofSeconds(5),
                () -> records.find(tenant.id(), id)
                        .filter(call -> call.endReason() == reason)
                        .isPresent());
    }

    private int legsOpen() {
        return gateway.sip().counters().legs()
                + gateway.media().counters().legs()
                + gateway.media().counters().conferences();
    }

    private CallView onlyCall() {
        List<CallView> up = calls.views();
        assertThat(up).hasSize(1);
        return up.get(0);
    }
}
