package dev.tandem.interop;

import dev.tandem.testkit.Chromium;
import java.net.URI;
import java.nio.file.Path;

/** The console as a person uses it in Chromium: sign in, get a number, ring, talk. */
public final class ConsolePhone implements AutoCloseable {

    /** Waits, in the page, for an element that can be used; the deadline is the page's. */
    private static final String FIND = """
            (selector) => new Promise((found, missing) => {
              const deadline = Date.now() + 20000;
              const look = () => {
                const element = document.querySelector(selector);
                if (element && !element.disabled && element.ariaDisabled !== 'true') {
                  found(element);
                } else if (Date.now() > deadline) {
                  missing(new Error('no ' + selector + ' in: ' + document.body.innerText));
                } else {
                  requestAnimationFrame(look);
                }
              };
              look();
            })""";

    private static final String REMOTE_AUDIO = "[data-testid=remote-audio]";

    private final Chromium browser;
    private LoudspeakerTap loudspeaker;

    private ConsolePhone(Chromium browser) {
        this.browser = browser;
    }

    /**
     * Opens the console and signs in; the microphone is a WAV file, the browser's own audio processing is off. The page's
     * security policy is, too: it would keep out the worklet that listens.
     */
    public static ConsolePhone signIn(URI console, String accessKey, Path microphone) throws Exception {
        return signIn(Chromium.openIgnoringPolicy(console, microphone(microphone)), accessKey);
    }

    /** The same as every user has it, under the page's security policy; nobody can listen to it. */
    static ConsolePhone signInUnderPolicy(URI console, String accessKey, Path microphone) throws Exception {
        return signIn(Chromium.open(console, microphone(microphone)), accessKey);
    }

    private static String microphone(Path wav) {
        return "--use-file-for-fake-audio-capture=" + wav;
    }

    private static ConsolePhone signIn(Chromium browser, String accessKey) throws Exception {
        ConsolePhone phone = new ConsolePhone(browser);
        phone.fill("access-key", accessKey);
        phone.press("sign-in");
        phone.find("checklist", "");
        // Chromium's processing turns the polarity round and shapes the noise: nothing to correlate with.
        phone.press("audio-processing");
        return phone;
    }

    /** Searches, buys the first offer and assigns it to this browser; returns it in E.164. */
    public String getNumber() throws Exception {
        press("search");
        String number = evaluate("(" + FIND + ")('[data-testid^=buy-]').then((e) => e.dataset.testid.slice(4))");
        press("buy-" + number);
        press("assign");
        return number;
    }

    public void register() throws Exception {
        press("register");
        find("registration", "[data-state=registered]");
    }

    public void answer() throws Exception {
        answerUnheard();
        loudspeaker = LoudspeakerTap.on(browser, REMOTE_AUDIO);
    }

    void answerUnheard() throws Exception {
        find("incoming-call", "");
        press("answer");
        awaitState("connected");
    }

    void dial(String number) throws Exception {
        fill("dial-input", number);
        press("dial");
        awaitState("connected");
        loudspeaker = LoudspeakerTap.on(browser, REMOTE_AUDIO);
    }

    public void press(String testId) throws Exception {
        evaluate("(" + FIND + ")('[data-testid=\"" + testId + "\"]').then((e) => e.click())");
    }

    /** Waits until the page shows the call in a state. */
    void awaitState(String state) throws Exception {
        find("call-state", "[data-state=" + state + "]");
    }

    /** Waits until the page no longer shows a call that is up. */
    void awaitEnd() throws Exception {
        find("call-state", ":is([data-state=ended],[data-state=idle])");
    }

    /** What the loudspeaker has played since the call was connected: 8000 Hz samples. */
    short[] heard() throws Exception {
        return loudspeaker.heard();
    }

    String evaluate(String expression) throws Exception {
        return browser.evaluate(expression);
    }

    private void fill(String testId, String text) throws Exception {
        evaluate("(" + FIND + ")('[data-testid=\"" + testId + "\"]').then((e) => {"
                + "Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(e, '" + text + "');"
                + "e.dispatchEvent(new Event('input', { bubbles: true })); })");
    }

    private void find(String testId, String more) throws Exception {
        evaluate("(" + FIND + ")('[data-testid=\"" + testId + "\"]" + more + "').then(() => 'found')");
    }

    @Override
    public void close() throws java.io.IOException {
        browser.close();
    }
}
