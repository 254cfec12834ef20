package dev.tandem.sip.message;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who is meant by a {@code tel:} URI or by a user part that is written like one (RFC 3966; RFC 3261, section 19.1.6).
 *
 * @param number the number, with its {@code phone-context} in front where that is the beginning of a number; a user's name
 *     when it is none
 * @param parameters what follows behind semicolons, names in lower case, raw: number portability ({@code npdi}, {@code rn},
 *     {@code cic}; RFC 4694), trunk groups ({@code tgrp}, {@code trunk-context}; RFC 4904), {@code ext}, {@code isub},
 *     {@code postd}
 */
public record TelephoneSubscriber(String number, Map<String, String> parameters) {
    private static final String SCHEME = "tel:";
    private static final String SEPARATORS = "-.()";

    /** Copies the parameters, so that it is a value. */
    public TelephoneSubscriber {
        parameters = Map.copyOf(parameters);
    }

    /** Reads a user part with its escapes resolved. */
    public static TelephoneSubscriber of(String user) {
        String[] pieces = user.split(";", -1);
        Map<String, String> parameters = new HashMap<>();
        for (int at = 1; at < pieces.length; at++) {
            int equals = pieces[at].indexOf('=');
            String name = equals < 0 ? pieces[at] : pieces[at].substring(0, equals);
            parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), equals < 0 ? "" : pieces[at].substring(equals + 1));
        }
        String context = parameters.getOrDefault("phone-context", "");
        boolean local = context.startsWith("+") && !pieces[0].isEmpty() && Character.isDigit(pieces[0].charAt(0));
        return new TelephoneSubscriber(local ? context + pieces[0] : pieces[0], parameters);
    }

    /** Reads an address; empty when its URI is neither a SIP nor a {@code tel:} URI. */
    public static Optional<TelephoneSubscriber> of(NameAddr address) {
        return address.sipUri().map(SipUri::user).map(TelephoneSubscriber::of).or(() -> ofTelUri(address.uri()));
    }

    /** Reads a {@code tel:} URI; empty when it is of another scheme or names no number. */
    public static Optional<TelephoneSubscriber> ofTelUri(String uri) {
        if (!uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        TelephoneSubscriber read = of(uri.substring(SCHEME.length()));
        String number = withoutSeparators(read.number());
        return isNumber(number) ? Optional.of(new TelephoneSubscriber(number, read.parameters())) : Optional.empty();
    }

    private static String withoutSeparators(String number) {
        StringBuilder bare = new StringBuilder(number.length());
        for (int at = 0; at < number.length(); at++) {
            if (SEPARATORS.indexOf(number.charAt(at)) < 0) {
                bare.append(number.charAt(at));
            }
        }
        return bare.toString();
    }

    /** RFC 3966, section 3: digits, and in local numbers hexadecimal ones, {@code *} and {@code #}. */
    private static boolean isNumber(String number) {
        int from = number.startsWith("+") ? 1 : 0;
        for (int at = from; at < number.length(); at++) {
            char c = number.charAt(at);
            if (Character.digit(c, 16) < 0 && c != '*' && c != '#') {
                return false;
            }
        }
        return number.length() > from;
    }
}
