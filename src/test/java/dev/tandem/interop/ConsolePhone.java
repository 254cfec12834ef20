package dev.tandem.interop;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** The console as a person uses it: sign in, get a number, ring, talk. */
final class ConsolePhone {

    private static final double PATIENCE_MILLIS = 20_000;

    /** Collects what the page plays, at 8000 Hz, as the loudspeaker would get it. */
    private static final String TAP = """
            () => {
              const audio = document.querySelector('[data-testid=remote-audio]');
              const context = new AudioContext({ sampleRate: 8000 });
              const frames = (window.heardFrames = []);
              const node = context.createScriptProcessor(1024, 1, 1);
              node.onaudioprocess = (event) => {
                const floats = event.inputBuffer.getChannelData(0);
                frames.push(Int16Array.from(floats, (x) => Math.max(-1, Math.min(1, x)) * 32767));
              };
              context.createMediaStreamSource(audio.srcObject).connect(node);
              node.connect(context.destination);
            }""";

    private static final String HEARD = """
            () => {
              const bytes = window.heardFrames.flatMap((frame) => Array.from(new Uint8Array(frame.buffer)));
              let text = '';
              for (let i = 0; i < bytes.length; i += 8192) {
                text += String.fromCharCode(...bytes.slice(i, i + 8192));
              }
              return btoa(text);
            }""";

    private final Page page;

    private ConsolePhone(Page page) {
        this.page = page;
    }

    /** Opens the console at {@code url} and signs in; the browser's own audio processing is off. */
    static ConsolePhone signIn(Page page, String url, String accessKey) {
        page.addInitScript("localStorage.setItem('tandem.audioProcessing', 'off')");
        page.navigate(url);
        page.getByTestId("access-key").fill(accessKey);
        page.getByTestId("sign-in").click();
        assertThat(page.getByTestId("checklist")).isVisible(patiently());
        return new ConsolePhone(page);
    }

    Page page() {
        return page;
    }

    /** Searches, buys the first offer and assigns it to this browser; returns it in E.164. */
    String getNumber() {
        page.getByTestId("search").click();
        Locator offer = page.locator("[data-testid^='buy-']").first();
        assertThat(offer).isVisible(patiently());
        String number = offer.getAttribute("data-testid").substring("buy-".length());
        offer.click();
        page.getByTestId("assign").click();
        return number;
    }

    void register() {
        page.getByTestId("register").click();
        assertThat(page.getByTestId("registration")).hasAttribute("data-state", "registered", patience());
    }

    void ringMe() {
        page.getByTestId("ring-me").first().click();
    }

    void answer() {
        assertThat(page.getByTestId("incoming-call")).isVisible(patiently());
        page.getByTestId("answer").click();
        awaitState("connected");
        page.evaluate(TAP);
    }

    void dial(String number) {
        page.getByTestId("dial-input").fill(number);
        page.getByTestId("dial").click();
        awaitState("connected");
        page.evaluate(TAP);
    }

    void press(String testId) {
        page.getByTestId(testId).click();
    }

    /** Waits until the page shows the call in a state. */
    void awaitState(String state) {
        assertThat(page.getByTestId("call-state")).hasAttribute("data-state", state, patience());
    }

    /** Waits until the page shows no call. */
    void awaitNoCall() {
        assertThat(page.getByTestId("hang-up")).hasCount(0);
    }

    /** What the loudspeaker has played since the call was connected: 8000 Hz samples. */
    short[] heard() {
        byte[] octets = Base64.getDecoder().decode((String) page.evaluate(HEARD));
        short[] samples = new short[octets.length / 2];
        ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }

    private static IsVisibleOptions patiently() {
        return new IsVisibleOptions().setTimeout(PATIENCE_MILLIS);
    }

    private static HasAttributeOptions patience() {
        return new HasAttributeOptions().setTimeout(PATIENCE_MILLIS);
    }
}
