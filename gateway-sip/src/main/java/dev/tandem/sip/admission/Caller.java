package dev.tandem.sip.admission;

import dev.tandem.sip.message.NameAddr;
import dev.tandem.sip.message.RequestText;
import dev.tandem.sip.message.SipUri;
import dev.tandem.sip.message.TelephoneSubscriber;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who a request says is calling (RFC 3261, section 20.20; RFC 3323; RFC 3325).
 *
 * @param number user part or telephone number; empty when anonymous
 * @param name display name; empty when there is none or anonymous
 */
record Caller(String number, String name) {

    private static final int LENGTH_MAX = 128;
    private static final String RAW_ID_SCHEME = "8:acs:";
    private static final Caller ANONYMOUS = new Caller("", "");

    /** What an authenticated user says of itself. */
    static Caller ofUser(RequestText request) {
        return request.from().map(Caller::of).orElse(ANONYMOUS);
    }

    /** What a trunk says: it vouches for P-Asserted-Identity, and may ask us to keep it to ourselves. */
    static Caller ofTrunk(RequestText request) {
        if (wantsPrivacy(request)) {
            return ANONYMOUS;
        }
        return first(request, "P-Asserted-Identity").orElseGet(() -> ofUser(request));
    }

    /** The same, unless the number or the name is that of somebody who cannot be calling. */
    Caller unless(Predicate<String> impossible) {
        return impossible.test(withoutScheme(number)) || impossible.test(withoutScheme(name)) ? ANONYMOUS : this;
    }

    /** As raw ids of users are written in REST. */
    private static String withoutScheme(String id) {
        return id.startsWith(RAW_ID_SCHEME) ? id.substring(RAW_ID_SCHEME.length()) : id;
    }

    /** The number a user would like to call from. */
    static Optional<String> preferred(RequestText request) {
        return first(request, "P-Preferred-Identity").map(Caller::number);
    }

    private static Optional<Caller> first(RequestText request, String header) {
        return request.headers(header).stream()
                .map(NameAddr::parseList)
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .map(Caller::of)
                .filter(caller -> !caller.number().isEmpty())
                .findFirst();
    }

    private static Caller of(NameAddr address) {
        String number = number(address);
        return number.isEmpty() ? ANONYMOUS : new Caller(number, clean(address.displayName()));
    }

    private static String number(NameAddr address) {
        Optional<SipUri> sip = address.sipUri();
        if (sip.filter(uri -> uri.host().equals("anonymous.invalid")).isPresent()) {
            return "";
        }
        return sip.map(SipUri::user)
                .map(TelephoneSubscriber::of)
                .or(() -> TelephoneSubscriber.ofTelUri(address.uri()))
                .map(subscriber -> clean(subscriber.number()))
                .filter(user -> !user.equalsIgnoreCase("anonymous"))
                .orElse("");
    }

    private static boolean wantsPrivacy(RequestText request) {
        return !request.headers("Privacy").isEmpty()
                && request.headers("Privacy").stream()
                        .flatMap(value ->
                                Arrays.stream(value.toLowerCase(Locale.ROOT).split("[;,]", -1)))
                        .map(String::strip)
                        .anyMatch(List.of("id", "user", "header")::contains);
    }

    /** What a stranger wrote ends in call records, pages and other legs' headers: one line, of bounded length. */
    private static String clean(String text) {
        String line = withoutControls(text).strip();
        return line.substring(0, Math.min(line.length(), LENGTH_MAX));
    }

    private static String withoutControls(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) < ' ' || text.charAt(at) == 0x7F) {
                return text.replaceAll("\\p{Cntrl}", "");
            }
        }
        return text;
    }
}
