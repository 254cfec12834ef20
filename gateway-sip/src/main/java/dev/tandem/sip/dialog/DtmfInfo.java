package dev.tandem.sip.dialog;

import dev.tandem.sip.SipLegEvent.DigitReceived;
import dev.tandem.sip.message.Body;
import dev.tandem.sip.message.IncomingRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Digits in the bodies of INFO: {@code application/dtmf-relay}, and {@code application/dtmf} when received. */
final class DtmfInfo {
    private static final Pattern SIGNAL = Pattern.compile("(?im)^\\s*Signal\\s*=\\s*(1[0-5]|[0-9A-D*#])\\s*$");
    private static final Pattern DURATION = Pattern.compile("(?im)^\\s*Duration\\s*=\\s*([0-9]{1,5})\\s*$");
    private static final Pattern DIGIT = Pattern.compile("(?i)\\s*(1[0-5]|[0-9A-D*#])\\s*");
    private static final String KEYS_FROM_TEN = "*#ABCD";
    private static final int DURATION_MILLIS = 160;

    private DtmfInfo() {}

    static Body body(char digit, int durationMillis) {
        return new Body("application/dtmf-relay", "Signal=" + digit + "\r\nDuration=" + durationMillis + "\r\n");
    }

    static Optional<DigitReceived> digit(IncomingRequest info) {
        Optional<String> relay = info.body("application/dtmf-relay");
        if (relay.isPresent()) {
            Matcher signal = SIGNAL.matcher(relay.get());
            Matcher duration = DURATION.matcher(relay.get());
            int millis = duration.find() ? Integer.parseInt(duration.group(1)) : DURATION_MILLIS;
            return signal.find() ? Optional.of(pressed(signal.group(1), millis)) : Optional.empty();
        }
        return info.body("application/dtmf")
                .map(DIGIT::matcher)
                .filter(Matcher::matches)
                .map(digit -> pressed(digit.group(1), DURATION_MILLIS));
    }

    private static DigitReceived pressed(String signal, int millis) {
        return new DigitReceived(key(signal), millis);
    }

    /** Some say a key by the number of its event (RFC 4733, section 3.2): 10 is the star. */
    private static char key(String signal) {
        return signal.length() == 1
                ? Character.toUpperCase(signal.charAt(0))
                : KEYS_FROM_TEN.charAt(Integer.parseInt(signal) - 10);
    }
}
