package dev.tandem.sip.admission;

import dev.tandem.sip.message.NameAddr;
import dev.tandem.sip.message.RequestText;
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
 * @param anonymous whether they want to be shown to nobody
 * @param asserted the number of an anonymous caller that their trunk vouches for; else empty
 */
record Caller(String number, String name, boolean anonymous, String asserted) {

    private static final String ANONYMOUS_HOST = "anonymous.invalid";
    private static final int LENGTH_MAX = 128;
    private static final String RAW_ID_SCHEME = "8:acs:";
    private static final Caller UNKNOWN = new Caller("", "", false, "");

    /** Draft-ietf-sip-privacy, which never became an RFC and which Cisco and Broadsoft send to this day. */
    private static final String REMOTE_PARTY_ID = "Remote-Party-ID";

    /** What an authenticated user says of itself. */
    static Caller ofUser(RequestText request) {
        return wantsPrivacy(request) || isHidden(request) ? UNKNOWN.withheld() : from(request);
    }

    /** What a trunk says: it vouches for P-Asserted-Identity, and may ask us to keep it to ourselves. */
    static Caller ofTrunk(RequestText request) {
        Caller vouched = first(request, "P-Asserted-Identity")
                .or(() -> first(request, REMOTE_PARTY_ID))
                .orElseGet(() -> from(request));
        return wantsPrivacy(request) || remotePartyIsPrivate(request) ? vouched.withheld() : vouched;
    }

    private static Caller from(RequestText request) {
        return request.from().map(Caller::of).orElse(UNKNOWN);
    }

    /** Whether From is the anonymous one of RFC 3323, section 4.1.1.3. */
    static boolean isHidden(RequestText request) {
        return request.from()
                .flatMap(NameAddr::sipUri)
                .filter(uri -> uri.host().equals(ANONYMOUS_HOST) || uri.user().equalsIgnoreCase("anonymous"))
                .isPresent();
    }

    private Caller withheld() {
        return new Caller("", "", true, number);
    }

    /** The same, unless the number or the name is that of somebody who cannot be calling. */
    Caller unless(Predicate<String> impossible) {
        boolean isImpossible = impossible.test(withoutScheme(number))
                || impossible.test(withoutScheme(name))
                || impossible.test(withoutScheme(asserted));
        return isImpossible ? new Caller("", "", anonymous, "") : this;
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
                .filter(address -> !header.equals(REMOTE_PARTY_ID) || isOfCaller(address))
                .map(Caller::of)
                .filter(caller -> !caller.number().isEmpty())
                .findFirst();
    }

    private static Caller of(NameAddr address) {
        String number = number(address);
        return number.isEmpty() ? UNKNOWN : new Caller(number, clean(address.displayName()), false, "");
    }

    private static String number(NameAddr address) {
        if (address.sipUri().filter(uri -> uri.host().equals(ANONYMOUS_HOST)).isPresent()) {
            return "";
        }
        return TelephoneSubscriber.of(address)
                .map(subscriber -> clean(subscriber.number()))
                .filter(user -> !user.equalsIgnoreCase("anonymous"))
                .orElse("");
    }

    /** It may be of the called party, too. */
    private static boolean isOfCaller(NameAddr remoteParty) {
        return remoteParty.parameters().getOrDefault("party", "calling").equalsIgnoreCase("calling");
    }

    private static boolean remotePartyIsPrivate(RequestText request) {
        return request.headers(REMOTE_PARTY_ID).stream()
                .map(NameAddr::parseList)
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .filter(Caller::isOfCaller)
                .map(address -> address.parameters().getOrDefault("privacy", "off"))
                .anyMatch(privacy -> privacy.equalsIgnoreCase("full") || privacy.equalsIgnoreCase("uri"));
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
